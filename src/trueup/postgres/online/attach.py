"""ATTACH PARTITION -> a check of the bound before, which spares PostgreSQL to read the table while it is locked.

The same for a default partition, which may hold no row that belongs to a new one. Bounds of a single column by range
or list can be put so; hash partitions and keys of several columns cannot, or not so that PostgreSQL sees it.
"""

from __future__ import annotations

from collections.abc import Iterator

from trueup.model import address
from trueup.postgres.ddl.family import children
from trueup.postgres.ddl.relation import alter_container
from trueup.postgres.names import ident, qualified
from trueup.postgres.objects import Check, Table
from trueup.postgres.online import Room, Step
from trueup.postgres.online.parts import instead, part, says, spare, validation
from trueup.postgres.rows.bounds import condition
from trueup.statement import NOTHING, Statement


def recipe(step: Step) -> tuple[Statement, ...] | None:
    statement, room = step.statement, step.room
    table = room.after.get(statement.address)
    if not isinstance(table, Table) or table.bound is None or not table.parents:
        return None
    parent = room.after.get(address("table", *table.parents[0]))
    name = qualified(table.namespace, table.name)
    if not isinstance(parent, Table) or not says(
        statement, f"ALTER TABLE {qualified(parent.namespace, parent.name)} ATTACH PARTITION {name} {table.bound}"
    ):
        return None
    bound = condition(table, room.after)
    if bound is None:
        return None
    checks = [*_checks(table, parent, bound, room)]
    if not checks:
        return None
    return instead(
        statement,
        [
            *(one for check in checks for one in _proved(check, statement)),
            statement,
            *(_gone(check, statement) for check in checks),
        ],
    )


def _checks(table: Table, parent: Table, bound: str, room: Room) -> Iterator[Check]:
    if _holds_rows(table, room):
        yield _check(table, bound, "bound", room)
    for other in children(parent.address, room.after):
        if isinstance(other, Table) and other.address != table.address and _stays_default(other, room):
            yield _check(other, f"NOT ({bound})", f"without_{table.name}", room)


def _holds_rows(table: Table, room: Room) -> bool:
    return room.is_in_use(table.address)


def _stays_default(other: Table, room: Room) -> bool:
    """Whether a table is the default partition all the time, and holds rows."""
    was = room.before.get(other.address)
    stays = isinstance(was, Table) and (was.bound, was.parents) == (other.bound, other.parents) == (
        "DEFAULT",
        was.parents,
    )
    return stays and _holds_rows(other, room)


def _check(table: Table, expression: str, ending: str, room: Room) -> Check:
    name = spare(table.name, ending, room.before, room.after)
    return Check(on="table", namespace=table.namespace, relation=table.name, name=name, expression=expression)


def _proved(check: Check, statement: Statement) -> list[Statement]:
    sql = f"{alter_container(check)} ADD CONSTRAINT {ident(check.name)} CHECK ({check.expression}) NOT VALID"
    return [part(statement, sql, makes=NOTHING, ends=NOTHING), validation(statement, check)]


def _gone(check: Check, statement: Statement) -> Statement:
    sql = f"{alter_container(check)} DROP CONSTRAINT {ident(check.name)}"
    return part(statement, sql, makes=NOTHING, ends=NOTHING)
