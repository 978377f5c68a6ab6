"""CREATE, ALTER and DROP INDEX, for indexes that no constraint owns."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from trueup.model import Address, Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.ddl.common import ending
from trueup.postgres.ddl.family import descendants, parents
from trueup.postgres.ddl.relation import container, option_list, option_steps, tablespace, with_options
from trueup.postgres.names import ident, idents, qualified
from trueup.postgres.objects import Index, IndexColumn, Key, Table
from trueup.statement import Statement

_QUIET = frozenset({"parent", "valid"})
"""``parent`` follows ATTACH; an invalid index of a partitioned table gets valid with its last partition's."""


@noun.register
def _(obj: Index) -> str:
    return f"INDEX {qualified(obj.namespace, obj.name)}"


@create.register
def _(obj: Index, schema: Schema) -> Steps:
    making = Statement(
        sql=definition(obj),
        address=obj.address,
        makes=frozenset({obj.address}),
        needs=frozenset(attached(obj, schema)),
    )
    return [making, *_statistics(obj, ())]


def definition(obj: Index) -> str:
    """The CREATE INDEX statement."""
    unique = "UNIQUE " if obj.unique else ""
    keys = ", ".join(map(_key, obj.columns))
    text = f"CREATE {unique}INDEX {ident(obj.name)} ON {container(obj)} USING {ident(obj.method)} ({keys})"
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


def attached(obj: Index | Key, schema: Schema) -> Iterator[Address]:
    """The indexes and keys of partitions that this one of the parent adopts, so they come first."""
    for table in descendants(obj.container, schema):
        for where in schema.contents.get(table.address, ()):
            found = schema[where]
            if isinstance(found, Key | Index) and found.parent == (obj.namespace, obj.name):
                yield where
                yield from attached(found, schema)


def adopter(obj: Index | Key, schema: Schema) -> frozenset[Address]:
    """The parent's index or key that has adopted a partition's, which cannot be dropped any more without it."""
    table = schema.get(obj.container)
    if obj.parent is None or not isinstance(table, Table):
        return frozenset()
    there = (parent.child(word, obj.parent[1]) for parent in parents(table, schema) for word in ("index", "constraint"))
    return frozenset(where for where in there if where in schema)


@drop.register
def _(obj: Index, schema: Schema) -> Steps:
    step = ending(obj, f"DROP {noun(obj)}", attached(obj, schema))
    return [msgspec.structs.replace(step, displaces=adopter(obj, schema))]


@alter.register
def _(before: Index, after: Index, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    fields = fields - _QUIET
    if "columns" in fields and _without_statistics(before) == _without_statistics(after):
        fields = fields - {"columns"}
        statistics = _statistics(after, before.columns)
    else:
        statistics = []
    table = old.get(before.container)
    partitioned = isinstance(table, Table) and table.partition_by is not None
    if not fields <= {"options", "tablespace"} or (fields and partitioned):
        return None  # a partitioned index has no storage of its own to change (42809)
    steps = option_steps(f"ALTER {noun(after)}", before.options, after.options)
    if "tablespace" in fields:
        steps.append(f"ALTER {noun(after)} SET TABLESPACE {ident(after.tablespace or 'pg_default')}")
    return steps + statistics


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
