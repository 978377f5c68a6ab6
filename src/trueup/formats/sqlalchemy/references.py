"""What foreign keys refer to: a table and columns, named by text or by the column itself."""

from __future__ import annotations

from dataclasses import dataclass

from trueup.formats.python import Call, Function, Value
from trueup.formats.sqlalchemy.columns import Column
from trueup.formats.sqlalchemy.symbols import Unreadable, argument, text
from trueup.formats.sqlalchemy.tables import Table, Tables


@dataclass(slots=True, frozen=True)
class Referred:
    """The target of one column of a foreign key."""

    namespace: str
    table: str
    name: str
    found: Table
    column: Column | None


def referred(tables: Tables, table: Table, key: Call, column: Column) -> Referred:
    """What a ``ForeignKey(…)`` on a column refers to. Raises Unreadable."""
    target = argument(key, 0, "column")
    if target is None:
        raise Unreadable(key.origin, "the foreign key has no target")
    return target_of(tables, table, target, column.key)


def target_of(tables: Tables, table: Table, target: Value, default: str) -> Referred:
    """What the target of a foreign key is: a column, or ``table.column`` in text. Raises Unreadable."""
    if isinstance(target, Function):
        raise Unreadable(target.origin, "the target of the foreign key is behind a function")
    known = tables.column(target)
    if known is not None:
        return Referred(known[0].space, known[0].name, known[1].name, known[0], known[1])
    parts = text(target, "the target of the foreign key").split(".")
    name = parts.pop() if len(parts) > 1 else default
    relation = parts.pop()
    namespace = ".".join(parts) or table.meta.schema
    found = tables.named(table.meta, namespace, relation)
    if found is None and namespace == "public":
        found = tables.named(table.meta, None, relation)
    if found is None:
        raise Unreadable(target.origin, f"it refers to table {relation}, which is not among the models that were read")
    column = found.column(name)
    if column is None and name in found.broken:
        raise Unreadable(target.origin, f"it refers to {relation}.{name}, which was not read")
    if column is None:
        raise Unreadable(target.origin, f"table {relation} has no column {name}")
    return Referred(found.space, relation, column.name, found, column)
