"""UNIQUE and PRIMARY KEY -> an index built while others write, which the constraint then takes over.

A key that another takes the place of stays until the new one's index is there: both are exchanged in one statement.
"""

from __future__ import annotations

from collections.abc import Sequence

from trueup.postgres.ddl.constraint import clause
from trueup.postgres.ddl.family import above
from trueup.postgres.ddl.index import definition
from trueup.postgres.ddl.partition_index import is_partitioned
from trueup.postgres.ddl.relation import alter_container
from trueup.postgres.names import ident
from trueup.postgres.objects import Column, Index, IndexColumn, Key, PrimaryKey
from trueup.postgres.online import Room, Step
from trueup.postgres.online.exchange import exchanged
from trueup.postgres.online.parts import built, column_of, part, says, spare, told
from trueup.statement import Statement


def recipe(step: Step) -> tuple[Statement, ...] | None:
    statement, room = step.statement, step.room
    obj = room.after.get(statement.address)
    if not isinstance(obj, Key) or not says(statement, f"{alter_container(obj)} ADD {clause(obj)}"):
        return None
    if not can_take_over(obj, room, step.earlier):
        return None
    index = as_index(obj, obj.name)
    return told(
        statement,
        [
            built(statement, index, definition(index)),
            part(statement, f"{alter_container(obj)} ADD {takes_over(obj, obj.name)}"),
        ],
    )


def overhaul(plan: list[Statement], room: Room) -> list[Statement]:
    """Keys that are dropped and made anew under their name."""
    for drop, make, obj in exchanged(plan, room, Key):
        if isinstance(obj, Key) and can_take_over(obj, room, plan[: plan.index(make)]):
            index = as_index(obj, spare(obj.name, "new", room.before, room.after))
            swap = f"{alter_container(obj)} DROP CONSTRAINT {ident(obj.name)}, ADD {takes_over(obj, index.name)}"
            parts = [built(make, index, definition(index)), part(make, swap, ends=make.ends | drop.ends)]
            at = plan.index(make)
            plan = [one for one in (*plan[:at], *told(make, parts), *plan[at + 1 :]) if one is not drop]
    return plan


def can_take_over(obj: Key, room: Room, earlier: Sequence[Statement]) -> bool:
    """Whether a key can be made of an index that is there, and reads no rows then."""
    if not room.is_in_use(obj.container) or is_partitioned(obj, room.after) or obj.without_overlaps:
        return False
    if not isinstance(obj, PrimaryKey):
        return True
    if room.version >= 180000 and any(_inherits_not_null(obj, name, room) for name in obj.columns):
        return False  # USING INDEX would make each NOT NULL the partition's own, for good
    return all(_is_not_null(obj, name, room, earlier) for name in obj.columns)


def _inherits_not_null(obj: Key, name: str, room: Room) -> bool:
    column = room.after.get(column_of(obj, name))
    return isinstance(column, Column) and bool(column.inherited) and not column.not_null_local


def _is_not_null(obj: Key, name: str, room: Room, earlier: Sequence[Statement]) -> bool:
    """Whether a column is NOT NULL by then: else PRIMARY KEY would read all rows for it."""
    columns = {column_of(obj, name)}
    was, now = (schema.get(column_of(obj, name)) for schema in (room.before, room.after))
    if isinstance(was, Column) and was.not_null:
        return True
    while isinstance(now, Column):  # what the tables above are told counts here too
        now = next(above(now, room.after), None)
        columns |= {now.address} if now is not None else set()
    return any(one.address in columns and "NOT NULL" in one.sql for one in earlier)


def as_index(obj: Key, name: str) -> Index:
    """The index a key is kept by."""
    return Index(
        on=obj.on,
        namespace=obj.namespace,
        relation=obj.relation,
        name=name,
        method="btree",
        columns=tuple(IndexColumn(column=column) for column in obj.columns),
        include=obj.include,
        unique=True,
        nulls_not_distinct=obj.nulls_not_distinct,
        options=obj.options,
        tablespace=obj.tablespace,
    )


def takes_over(obj: Key, index: str) -> str:
    """The constraint as ADD has it, kept by an index that is there, which gets the constraint's name."""
    word = "PRIMARY KEY" if isinstance(obj, PrimaryKey) else "UNIQUE"
    text = f"CONSTRAINT {ident(obj.name)} {word} USING INDEX {ident(index)}"
    return text + (" DEFERRABLE" if obj.deferrable else "") + (" INITIALLY DEFERRED" if obj.deferred else "")
