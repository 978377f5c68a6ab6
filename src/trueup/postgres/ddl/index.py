"""CREATE, ALTER and DROP INDEX, for indexes that no constraint owns."""

from __future__ import annotations

import msgspec

from trueup.model import Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.ddl.common import ending
from trueup.postgres.ddl.partition_index import (
    adopter,
    attached,
    awaited,
    becomes_complete,
    begun,
    is_partitioned,
    stays_adopted,
    stepwise,
)
from trueup.postgres.ddl.relation import container, option_list, option_steps, tablespace, with_options
from trueup.postgres.names import ident, idents, qualified
from trueup.postgres.objects import Index, IndexColumn, Key
from trueup.statement import Statement


@noun.register
def _(obj: Index) -> str:
    return f"INDEX {qualified(obj.namespace, obj.name)}"


@create.register
def _(obj: Index, schema: Schema) -> Steps:
    making = Statement(
        sql=definition(obj, "ON ONLY" if stepwise(obj, schema) else "ON"),
        address=obj.address,
        makes=frozenset({obj.address, begun(obj)}),
        needs=awaited(obj, schema),
    )
    return [making, *_statistics(obj, ())]


def definition(obj: Index, on: str = "ON") -> str:
    """The CREATE INDEX statement."""
    unique = "UNIQUE " if obj.unique else ""
    keys = ", ".join(map(_key, obj.columns))
    text = f"CREATE {unique}INDEX {ident(obj.name)} {on} {container(obj)} USING {ident(obj.method)} ({keys})"
    if obj.include:
        text += f" INCLUDE ({idents(obj.include)})"
    if obj.nulls_not_distinct:
        text += " NULLS NOT DISTINCT"
    text += with_options(obj.options) + tablespace(obj.tablespace)
    return text if obj.predicate is None else f"{text} WHERE {obj.predicate}"


def _key(key: IndexColumn) -> str:
    text = ident(key.column) if key.column is not None else key.expression or ""
    if key.collation is not None:
        text += f" COLLATE {key.collation}"
    if key.opclass is not None or key.opclass_options:
        text += f" {key.opclass}" if key.opclass is not None else ""
        text += f" ({option_list(key.opclass_options)})" if key.opclass_options else ""
    if key.descending:
        text += " DESC"
    if key.nulls_first != key.descending:
        text += " NULLS FIRST" if key.nulls_first else " NULLS LAST"
    return text


@drop.register
def _(obj: Index, schema: Schema) -> Steps:
    gone = frozenset(attached(obj, schema))
    # A partition's key under a plain index of the parent: neither can be dropped before the other (2BP01).
    cascade = " CASCADE" if any(isinstance(schema[where], Key) for where in gone) else ""
    step = ending(obj, f"DROP {noun(obj)}{cascade}", gone)
    return [msgspec.structs.replace(step, displaces=adopter(obj, schema))]


@alter.register
def _(before: Index, after: Index, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    if not stays_adopted(before, after, old, new) or not _turns_valid(after, fields, old, new):
        return None
    again = "valid" in fields and after.valid and not is_partitioned(after, new)
    fields = fields - {"parent", "valid"}
    if "columns" in fields and _without_statistics(before) == _without_statistics(after):
        fields = fields - {"columns"}
        statistics = _statistics(after, before.columns)
    else:
        statistics = []
    if not fields <= {"options", "tablespace"} or (fields and is_partitioned(before, old)):
        return None  # a partitioned index has no storage of its own to change (42809)
    steps = option_steps(f"ALTER {noun(after)}", before.options, after.options)
    if "tablespace" in fields:
        steps.append(f"ALTER {noun(after)} SET TABLESPACE {ident(after.tablespace or 'pg_default')}")
    return [*steps, *statistics, *([f"REINDEX {noun(after)}"] if again else [])]


def _turns_valid(after: Index, fields: frozenset[str], old: Schema, new: Schema) -> bool:
    """Whether an invalid index can get valid where it is: by REINDEX, a partitioned one with its last partition's."""
    if "valid" not in fields or not after.valid or not is_partitioned(after, new):
        return True
    return becomes_complete(after, old, new)


def _without_statistics(obj: Index) -> list[str]:
    return [_key(key) for key in obj.columns]


def _statistics(obj: Index, before: tuple[IndexColumn, ...]) -> list[str]:
    """Statistics targets of the keys that are expressions, by their number."""
    was = [key.statistics for key in before] or [None] * len(obj.columns)
    return [
        f"ALTER {noun(obj)} ALTER COLUMN {number} SET STATISTICS {-1 if key.statistics is None else key.statistics}"
        for number, (key, target) in enumerate(zip(obj.columns, was, strict=True), 1)
        if key.statistics != target
    ]
