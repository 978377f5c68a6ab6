"""SET NOT NULL -> a constraint that is not valid yet, then VALIDATE: the rows are read while others write.

From PostgreSQL 18 on NOT NULL is such a constraint itself. Before, and where tables below would get the parent's name
for theirs, it is a CHECK that goes again: SET NOT NULL reads no rows when a valid one says that there are no nulls.
"""

from __future__ import annotations

import msgspec

from trueup.postgres.ddl.column import add_not_null, named_if_taken, not_null_name
from trueup.postgres.ddl.family import descendants
from trueup.postgres.ddl.relation import alter_container
from trueup.postgres.names import ident
from trueup.postgres.objects import Check, Column
from trueup.postgres.online import Room, Step
from trueup.postgres.online.parts import alone, part, says, spare, told, validation
from trueup.statement import Statement

NAMED = 180000
"""The version from which on NOT NULL is a constraint with a name, that can be made before it is valid."""


def recipe(step: Step) -> tuple[Statement, ...] | None:
    statement, room = step.statement, step.room
    now, was = room.after.get(statement.address), room.before.get(statement.address)
    if not isinstance(now, Column) or not isinstance(was, Column) or not room.is_in_use(now.container):
        return None
    if says(statement, f"{alter_container(now)} VALIDATE CONSTRAINT {ident(not_null_name(now))}"):
        return (alone(statement, statement.sql),)
    if was.not_null or not now.not_null_valid:
        return None
    for column in (now, named_if_taken(now, room.after)):
        if says(statement, add_not_null(column)):
            return told(statement, checked(column, statement, room))
    return None


def checked(column: Column, statement: Statement, room: Room) -> list[Statement]:
    """The statements that make a column that is there NOT NULL."""
    name = not_null_name(column)
    taken = any(column.container.child("constraint", name) in schema for schema in (room.before, room.after))
    if room.version >= NAMED and not taken and not any(True for _ in descendants(column.container, room.after)):
        named = msgspec.structs.replace(column, not_null_name=name, not_null_valid=False)
        validate = f"{alter_container(column)} VALIDATE CONSTRAINT {ident(name)}"
        return [part(statement, add_not_null(named)), alone(statement, validate)]
    check = _check(column, room)
    head = alter_container(check)
    adding = f"{head} ADD CONSTRAINT {ident(check.name)} CHECK ({check.expression}) NOT VALID"
    return [
        part(statement, adding),
        validation(statement, check),
        part(statement, add_not_null(column)),
        part(statement, f"{head} DROP CONSTRAINT {ident(check.name)}"),
    ]


def _check(column: Column, room: Room) -> Check:
    """What says the same and does not stay."""
    return Check(
        on=column.on,
        namespace=column.namespace,
        relation=column.relation,
        name=spare(f"{column.relation}_{column.name}", "not_null", room.before, room.after),
        expression=f"{ident(column.name)} IS NOT NULL",
    )
