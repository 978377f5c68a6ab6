"""A table and its partitions, as far as they can exchange a column: all of them have it alike, from the root."""

from __future__ import annotations

from collections.abc import Iterator

from trueup.model import Address, Schema
from trueup.postgres.ddl.column import not_null_name
from trueup.postgres.ddl.family import descendants, is_partition_key
from trueup.postgres.objects import Column, Table
from trueup.postgres.online import Room
from trueup.postgres.online.not_null import NAMED
from trueup.postgres.online.parts import is_plain

_ALIKE = (
    "type",
    "not_null",
    "not_null_valid",
    "default",
    "collation",
    "storage",
    "compression",
    "generated",
    "identity",
)


def tree(column: Column, room: Room) -> tuple[Address, ...] | None:
    """A column's table and the tables below it, parents first; None where they cannot exchange it together."""
    table = column.container
    if all(is_plain(table, schema) for schema in (room.before, room.after)):
        return (table,)
    found = _tables(table, room.before)
    if found is None or found != _tables(table, room.after) or not all(map(room.is_in_use, found)):
        return None
    both = all(_is_alike(column.name, found, schema, room.version) for schema in (room.before, room.after))
    return tuple(found) if both and column.identity is None else None


def _tables(root: Address, schema: Schema) -> dict[Address, tuple[object, ...]] | None:
    """A partitioned table and its partitions, with what makes them such; None where something else is below."""
    found: dict[Address, tuple[object, ...]] = {}
    for table in (schema.get(root), *descendants(root, schema)):
        if not isinstance(table, Table) or (table.address != root) != (table.bound is not None):
            return None
        found[table.address] = (table.partition_by, table.bound, table.parents)
    return found if found[root][0] is not None and not found[root][2] else None


def _is_alike(name: str, tables: dict[Address, tuple[object, ...]], schema: Schema, version: int) -> bool:
    columns = [schema.get(table.child("column", name)) for table in tables]
    root, *below = columns
    return isinstance(root, Column) and all(
        isinstance(one, Column) and not is_partition_key(one, schema) and _follows(one, root, version)
        for one in (root, *below)
    )


def _follows(one: Column, root: Column, version: int) -> bool:
    """Whether a column has all that matters from the root's."""
    if one is root:
        return True
    if one.local or one.inherited != 1 or any(getattr(one, field) != getattr(root, field) for field in _ALIKE):
        return False
    if version < NAMED or not one.not_null:
        return True
    return not one.not_null_local and not_null_name(one) == not_null_name(root)


def copies(name: str, tables: tuple[Address, ...], schema: Schema) -> Iterator[Column]:
    """The columns of that name in the tables below the first."""
    for table in tables[1:]:
        found = schema.get(table.child("column", name))
        if isinstance(found, Column):
            yield found
