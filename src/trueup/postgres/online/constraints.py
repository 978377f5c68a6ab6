"""CHECK and FOREIGN KEY -> NOT VALID, then VALIDATE in a transaction of its own: no lock is held while rows are read.

Up to PostgreSQL 17 a partitioned table takes no foreign key that is not valid: its partitions get theirs, and the
parent's adopts them without reading a row.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from trueup.postgres.ddl import noun
from trueup.postgres.ddl.constraint import clause
from trueup.postgres.ddl.family import descendants
from trueup.postgres.ddl.relation import alter_container
from trueup.postgres.names import ident, literal
from trueup.postgres.objects import Check, ForeignKey, ForeignTable
from trueup.postgres.online import Room, Step
from trueup.postgres.online.parts import alone, instead, part, says, storing, told, validation
from trueup.statement import Statement


def recipe(step: Step) -> tuple[Statement, ...] | None:
    statement, room = step.statement, step.room
    obj = room.after.get(statement.address)
    if not isinstance(obj, Check | ForeignKey) or not room.is_in_use(obj.container):
        return None
    if says(statement, f"{alter_container(obj)} VALIDATE CONSTRAINT {ident(obj.name)}"):
        return (alone(statement, statement.sql),)
    if not (obj.valid and obj.enforced):
        return None
    if says(statement, f"{alter_container(obj)} ALTER CONSTRAINT {ident(obj.name)} ENFORCED"):
        return _enforced(statement, obj, room)
    if not says(statement, f"{alter_container(obj)} ADD {clause(obj)}"):
        return None
    if isinstance(obj, ForeignKey) and _takes_valid_ones_only(obj, room):
        return _per_partition(statement, obj, room)
    return told(statement, [part(statement, f"{statement.sql} NOT VALID"), validation(statement, obj)])


def _takes_valid_ones_only(obj: ForeignKey, room: Room) -> bool:
    partitioned = getattr(room.after.get(obj.container), "partition_by", None) is not None
    return partitioned and room.version < 180000


def _per_partition(statement: Statement, obj: ForeignKey, room: Room) -> tuple[Statement, ...] | None:
    tables = [*descendants(obj.container, room.after)]
    if any(isinstance(table, ForeignTable) or not room.is_in_use(table.address) for table in tables):
        return None
    return instead(statement, [*_of_partitions(statement, obj, room), statement])


def _of_partitions(statement: Statement, obj: ForeignKey, room: Room) -> Iterator[Statement]:
    for table in storing(obj.container, room.after):
        found = room.after.get(table.address.child("constraint", obj.name))
        if isinstance(found, ForeignKey):
            own = msgspec.structs.replace(obj, namespace=table.namespace, relation=table.name)
            yield part(statement, f"{alter_container(own)} ADD {clause(own)} NOT VALID", makes=frozenset())
            yield validation(msgspec.structs.replace(statement, makes=frozenset()), own)


def _enforced(statement: Statement, obj: Check | ForeignKey, room: Room) -> tuple[Statement, ...] | None:
    """ALTER CONSTRAINT … ENFORCED reads all rows under the strongest lock: the constraint is made again instead."""
    if obj.inherited or any(True for _ in descendants(obj.container, room.after)):
        return None
    head = alter_container(obj)
    again = part(statement, f"{head} DROP CONSTRAINT {ident(obj.name)}, ADD {clause(obj)} NOT VALID")
    told_again = [part(statement, f"COMMENT ON {noun(obj)} IS {literal(obj.comment)}")] if obj.comment else []
    return told(statement, [again, *told_again, validation(statement, obj)])
