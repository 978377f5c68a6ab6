"""ADD COLUMN that writes all rows anew, or that rows would stop -> in steps: the column, its values, what must hold.

A column whose default gives another value for each row is filled in batches, an identity from a sequence that stands in
for its own meanwhile. What rows get in a column that is NOT NULL without a default the configuration says; without
that the statement stays as it is: nothing is invented.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from trueup.model import Schema
from trueup.postgres.ddl import noun
from trueup.postgres.ddl.column import (
    alter_column,
    definition,
    identity_clause,
    identity_sequence,
    named_if_taken,
    set_default,
)
from trueup.postgres.ddl.family import descendants
from trueup.postgres.ddl.relation import alter_container
from trueup.postgres.names import ident, literal, qualified
from trueup.postgres.objects import Column, Sequence
from trueup.postgres.online import Room, Step
from trueup.postgres.online.backfill import backfilled, block
from trueup.postgres.online.not_null import checked
from trueup.postgres.online.parts import part, says, spare, told
from trueup.postgres.online.volatile import is_volatile, reads_columns
from trueup.statement import Lock, Statement, Work


def recipe(step: Step) -> tuple[Statement, ...] | None:
    statement, room = step.statement, step.room
    column = room.after.get(statement.address)
    if not isinstance(column, Column) or column.on != "table" or not room.is_in_use(column.container):
        return None
    if not says(statement, f"{alter_container(column)} ADD COLUMN {definition(column, room.after)}"):
        return None
    if _is_checked_by_its_type(column, room.after):
        return None
    found = _steps(column, statement, room)
    return _with_value(column, statement, room) if found is None else told(statement, found)


def _steps(column: Column, statement: Statement, room: Room) -> list[Statement] | None:
    if column.generated is not None:
        return _virtual(column, statement, room) if column.virtual and column.not_null else None
    if column.identity is not None:
        return _identity(column, statement, room)
    if column.default is not None and is_volatile(column.default, room.after):
        return _filled(column, statement, room)
    return None


def _with_value(column: Column, statement: Statement, room: Room) -> tuple[Statement, ...] | None:
    """What the configuration says of the rows that would stop the statement; these are no more in the way then."""
    value = room.backfill.get(column.address)
    if value is None or column.default is not None or column.generated is not None or column.identity is not None:
        return None
    return tuple(_valued(column, value, statement, room)) if column.not_null and column.not_null_valid else None


def _is_checked_by_its_type(column: Column, schema: Schema) -> bool:
    """Whether the type is a domain: with constraints PostgreSQL writes all rows anew, whatever is in the column."""
    return f"domain {column.type}" in schema


def _bare(column: Column) -> Column:
    return msgspec.structs.replace(column, identity=None, default=None, not_null=False)


def _added(column: Column, statement: Statement, room: Room) -> Statement:
    return part(statement, f"{alter_container(column)} ADD COLUMN {definition(column, room.after)}")


def _required(column: Column, statement: Statement, room: Room) -> list[Statement]:
    if not column.not_null or not column.not_null_valid:
        return []
    return checked(named_if_taken(column, room.after), statement, room)


def _virtual(column: Column, statement: Statement, room: Room) -> list[Statement]:
    bare = msgspec.structs.replace(column, not_null=False)
    return [_added(bare, statement, room), *_required(column, statement, room)]


def _filled(column: Column, statement: Statement, room: Room) -> list[Statement]:
    """A default that is evaluated for each row."""
    return [
        _added(_bare(column), statement, room),
        part(statement, set_default(column)),
        *_backfilled(column, column.default or "", statement, room),
        *_required(column, statement, room),
    ]


def _backfilled(column: Column, value: str, statement: Statement, room: Room) -> Iterator[Statement]:
    name = ident(column.name)
    yield from backfilled(statement, column.container, f"{name} = {value}", f"{name} IS NULL", room.before, room.after)


# ------------------------------------------------------------------ a value that the configuration gives


def _valued(column: Column, value: str, statement: Statement, room: Room) -> list[Statement]:
    """Rows that come meanwhile get the value from a default that goes again, where it can be one."""
    if not reads_columns(value):
        defaulted = msgspec.structs.replace(column, default=value)
        gone = part(statement, set_default(column))
        if not is_volatile(value, room.after):
            return [_added(defaulted, statement, room), gone]
        return [*_filled(defaulted, statement, room), gone]
    fill = [*_backfilled(column, value, statement, room)]
    required = _required(column, statement, room)
    # Rows that were inserted while others were filled have no value yet; none comes behind the constraint.
    return [_added(_bare(column), statement, room), *fill, required[0], *fill, *required[1:]]


# ------------------------------------------------------------------ identity


def _identity(column: Column, statement: Statement, room: Room) -> list[Statement] | None:
    sequence = identity_sequence(column, room.after)
    if sequence is None or any(True for _ in descendants(column.container, room.after)):
        return None
    counter = _stand_in(sequence, room)
    name = literal(qualified(counter.namespace, counter.name))
    counting = msgspec.structs.replace(column, identity=None, default=f"nextval({name}::regclass)")
    return [
        part(statement, _create_sequence(counter), makes=frozenset()),
        *_filled(counting, statement, room),
        _taken_over(column, sequence, counter, statement, room),
    ]


def _stand_in(sequence: Sequence, room: Room) -> Sequence:
    name = spare(sequence.name, "new", room.before, room.after)
    return msgspec.structs.replace(sequence, name=name, identity=False, owned_by=None, owner=None, acl=(), comment=None)


def _create_sequence(counter: Sequence) -> str:
    from trueup.postgres.ddl import create

    (text,) = (step for step in create(counter, Schema()) if isinstance(step, str))
    return text


def _taken_over(column: Column, sequence: Sequence, counter: Sequence, statement: Statement, room: Room) -> Statement:
    """In one transaction the column gets its identity, whose sequence goes on where the stand-in was."""
    stand_in, own = (qualified(one.namespace, one.name) for one in (counter, sequence))
    head = alter_column(column)
    body = (
        "BEGIN\n"
        f"    {head} DROP DEFAULT, {head.partition(' ALTER COLUMN ')[1].strip()} {ident(column.name)}"
        f" ADD {identity_clause(column, room.after)};\n"
        f"    PERFORM pg_catalog.setval({literal(own)}, last_value, is_called) FROM {stand_in};\n"
        f"    DROP {noun(counter)};\n"
        "END"
    )
    lock = Lock(column.container, "AccessExclusiveLock")
    return part(statement, block(body), work=Work(locks=(lock,)))
