"""CREATE TYPE … AS RANGE and its kin."""

from __future__ import annotations

from trueup.model import Address, Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.ddl.common import later
from trueup.postgres.ddl.exchange import exchange, multirange
from trueup.postgres.names import ident, qualified
from trueup.postgres.objects import Range
from trueup.statement import Statement


@noun.register
def _(obj: Range) -> str:
    return f"TYPE {qualified(obj.namespace, obj.name)}"


@create.register
def _(obj: Range, schema: Schema) -> Steps:
    made = f"CREATE {noun(obj)} AS RANGE (\n    {_parameters(obj)}\n)"
    if not _circular(obj, schema):
        return [made]
    # The canonical function takes and returns the type: a shell comes first.
    return [f"CREATE {noun(obj)}", later(obj, made, schema.needs.get(obj.address, ()))]


@drop.register
def _(obj: Range, schema: Schema) -> Steps:
    circular = _circular(obj, schema)
    if not circular:
        return [f"DROP {noun(obj)}"]
    gone = frozenset((obj.address, *circular))
    return [Statement(sql=f"DROP {noun(obj)} CASCADE", address=obj.address, ends=gone)]


@alter.register
def _(before: Range, after: Range, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    if "multirange" not in fields and not _circular(before, old) and not _circular(after, new):
        return exchange(before, old, new)
    if fields != {"multirange"}:
        return None
    was, now = multirange(before), multirange(after)
    steps = []
    if was.names[0] != now.names[0]:
        steps.append(f"ALTER TYPE {qualified(*was.names)} SET SCHEMA {ident(now.names[0])}")
    if was.names[1] != now.names[1]:
        steps.append(f"ALTER TYPE {qualified(now.names[0], was.names[1])} RENAME TO {ident(now.names[1])}")
    return steps


def _parameters(obj: Range) -> str:
    parameters = (
        ("SUBTYPE", obj.subtype),
        ("SUBTYPE_OPCLASS", obj.opclass),
        ("COLLATION", obj.collation),
        ("CANONICAL", obj.canonical),
        ("SUBTYPE_DIFF", obj.subdiff),
        ("MULTIRANGE_TYPE_NAME", obj.multirange),
    )
    return ",\n    ".join(f"{word} = {value}" for word, value in parameters if value)


def _circular(obj: Range, schema: Schema) -> list[Address]:
    return [f for f in schema.needs.get(obj.address, ()) if obj.address in schema.needs.get(f, ())]
