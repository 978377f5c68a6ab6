"""CREATE OPERATOR, OPERATOR FAMILY and OPERATOR CLASS."""

from __future__ import annotations

from typing import Any

from trueup.model import Address, Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.names import ident, qualified
from trueup.postgres.objects import Operator, OperatorClass, OperatorFamily

_SETTABLE = 170000
"""ALTER OPERATOR … SET (COMMUTATOR, NEGATOR, HASHES, MERGES) came with this version."""


@noun.register
def _(obj: Operator) -> str:
    return f"OPERATOR {ident(obj.namespace)}.{obj.name} ({obj.left or 'NONE'}, {obj.right or 'NONE'})"


@create.register
def _(obj: Operator, schema: Schema) -> Steps:
    # A commutator or negator that does not exist yet is made as a shell, and filled in by its own CREATE.
    clauses = (
        ("FUNCTION", obj.function),
        ("LEFTARG", obj.left),
        ("RIGHTARG", obj.right),
        ("COMMUTATOR", _link(obj.commutator)),
        ("NEGATOR", _link(obj.negator)),
        ("RESTRICT", obj.restrict),
        ("JOIN", obj.join),
    )
    said = [f"{word} = {value}" for word, value in clauses if value]
    said += [word for word, wanted in (("HASHES", obj.hashes), ("MERGES", obj.merges)) if wanted]
    inside = ",\n    ".join(said)
    return [f"CREATE OPERATOR {ident(obj.namespace)}.{obj.name} (\n    {inside}\n)"]


@drop.register
def _(obj: Operator, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: Operator, after: Operator, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    if "function" in fields:
        return None
    said = [f"{word.upper()} = {getattr(after, word) or 'NONE'}" for word in ("restrict", "join") if word in fields]
    since_17: list[str] = []
    for word in ("commutator", "negator"):
        if word in fields:
            was, now = _linked(before, word, old), _linked(after, word, new)
            if was is not None and was in new:
                return None  # PostgreSQL does not unlink two operators; only dropping one of them does
            if now is not None and now in old:
                since_17.append(f"{word.upper()} = {_link(getattr(after, word))}")
            # else it comes about when the other operator is dropped or made
    for word in ("hashes", "merges"):
        if word in fields:
            if not getattr(after, word):
                return None
            since_17.append(word.upper())
    if since_17 and (old.version or _SETTABLE) < _SETTABLE:
        return None
    said += since_17
    return [f"ALTER {noun(after)} SET ({', '.join(said)})"] if said else []


def _linked(obj: Operator, word: str, schema: Schema) -> Address | None:
    """The address of the commutator or negator, if it is one of the schema's own."""
    name: str | None = getattr(obj, word)
    takes = (obj.right, obj.left) if word == "commutator" else (obj.left, obj.right)
    others = ((where, other) for where, other in schema.objects.items() if isinstance(other, Operator))
    for where, other in others:
        if (f"{ident(other.namespace)}.{other.name}", other.left, other.right) == (name, *takes):
            return where
    return None


def _link(name: str | None) -> str | None:
    return None if name is None or name.startswith("OPERATOR(") else f"OPERATOR({name})"


@noun.register
def _(obj: OperatorFamily) -> str:
    return f"OPERATOR FAMILY {qualified(obj.namespace, obj.name)} USING {ident(obj.method)}"


@create.register
def _(obj: OperatorFamily, schema: Schema) -> Steps:
    made = f"CREATE {noun(obj)}"
    return [made, _members(obj, "ADD", obj.members)] if obj.members else [made]


@drop.register
def _(obj: OperatorFamily, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: OperatorFamily, after: OperatorFamily, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    gone = [_slot(member) for member in before.members if member not in after.members]
    come = [member for member in after.members if member not in before.members]
    steps = [_members(after, "DROP", gone)] if gone else []
    return [*steps, _members(after, "ADD", come)] if come else steps


def _members(obj: OperatorFamily, verb: str, members: tuple[str, ...] | list[str]) -> str:
    return f"ALTER {noun(obj)} {verb}\n    " + ",\n    ".join(members)


def _slot(member: str) -> str:
    """What ALTER OPERATOR FAMILY … DROP wants of a member: ``OPERATOR 1 (integer, bigint)``."""
    from pglast import parse_sql
    from pglast.stream import RawStream

    statement: Any = parse_sql(f"ALTER OPERATOR FAMILY f USING btree ADD {member}")[0].stmt
    item = statement.items[0]
    types = item.class_args or item.name.objargs
    word = member.split(" ", 1)[0]
    return f"{word} {item.number} ({', '.join(RawStream()(t) for t in types)})"


@noun.register
def _(obj: OperatorClass) -> str:
    return f"OPERATOR CLASS {qualified(obj.namespace, obj.name)} USING {ident(obj.method)}"


@create.register
def _(obj: OperatorClass, schema: Schema) -> Steps:
    default = "DEFAULT " if obj.default else ""
    made = (
        f"CREATE OPERATOR CLASS {qualified(obj.namespace, obj.name)} {default}FOR TYPE {obj.type}"
        f" USING {ident(obj.method)} FAMILY {qualified(*obj.family)} AS\n    "
    )
    storage = obj.storage or (None if obj.members else obj.type)  # the list may not be empty
    members = [f"STORAGE {storage}"] if storage else []
    return [made + ",\n    ".join([*members, *obj.members])]


@drop.register
def _(obj: OperatorClass, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: OperatorClass, after: OperatorClass, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    return None
