"""Indexes and keys that are dropped and made anew under their name -> the new one is built before the old one goes."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from trueup.model import Address
from trueup.postgres.ddl import noun
from trueup.postgres.ddl.index import definition
from trueup.postgres.ddl.partition_index import is_partitioned
from trueup.postgres.ddl.table import marks
from trueup.postgres.names import ident
from trueup.postgres.objects import Index, Key, Table
from trueup.postgres.online import Room
from trueup.postgres.online.parts import alone, built, index_name, part, says, spare, told
from trueup.statement import NOTHING, Statement

AnyIndex = Index | Key


def overhaul(plan: list[Statement], room: Room) -> list[Statement]:
    for drop, make, obj in exchanged(plan, room, Index):
        if isinstance(obj, Index) and says(make, definition(obj)) and drop.sql == f"DROP {noun(obj)}":
            at = plan.index(make)
            plan = [
                one for one in (*plan[:at], *_built_first(drop, make, obj, room), *plan[at + 1 :]) if one is not drop
            ]
    return plan


def _built_first(drop: Statement, make: Statement, obj: Index, room: Room) -> tuple[Statement, ...]:
    index = _renamed(obj, spare(obj.name, "new", room.before, room.after))
    gone = alone(drop, f"DROP INDEX CONCURRENTLY {index_name(obj)}")
    named = part(make, f"ALTER INDEX {index_name(index)} RENAME TO {ident(obj.name)}")
    return told(make, [built(make, index, definition(index)), *_identified(make, obj, index, room), gone, named])


def _identified(make: Statement, obj: Index, index: Index, room: Room) -> Iterator[Statement]:
    """An index that identifies the rows of a published table is never missing: without one no row can be updated."""
    was, now = (schema.get(obj.container) for schema in (room.before, room.after))
    if isinstance(was, Table) and isinstance(now, Table) and was.replica_index == now.replica_index == obj.name:
        marked = msgspec.structs.replace(now, replica_index=index.name, clustered_on=None)
        yield from (part(make, sql, makes=NOTHING, ends=NOTHING) for sql in marks(marked, index.name))


def _renamed(obj: Index, name: str) -> Index:
    return msgspec.structs.replace(obj, name=name)


def exchanged(
    plan: list[Statement], room: Room, kind: type[AnyIndex]
) -> Iterator[tuple[Statement, Statement, AnyIndex]]:
    """Drops and creations of one index or key, where the drop can wait for the creation."""
    drops: dict[Address, tuple[int, Statement]] = {}
    found = []
    for number, one in enumerate(plan):
        where = one.address
        if where in one.ends and where not in one.makes and one.sql.split(" ", 1)[0] in ("DROP", "ALTER"):
            drops[where] = (number, one)
        elif where in one.makes and where in drops:
            start, drop = drops.pop(where)
            was, now = room.before.get(where), room.after.get(where)
            if (
                isinstance(was, kind)
                and isinstance(now, kind)
                and _can_wait(was, now, drop, plan[start + 1 : number], room)
            ):
                found.append((drop, one, now))
    yield from found


def _can_wait(was: AnyIndex, now: AnyIndex, drop: Statement, between: list[Statement], room: Room) -> bool:
    """Whether nothing that happens in between depends on the drop, as when a column under the index changes."""
    if not room.is_in_use(now.container) or drop.ends != {was.address}:
        return False
    if was.parent is not None or now.parent is not None or is_partitioned(now, room.after):
        return False
    under = room.before.needs.get(was.address, frozenset())
    return not any(_touched(one, was.address, under) for one in between)


def _touched(one: Statement, index: Address, under: frozenset[Address]) -> bool:
    if index in one.displaces or one.ends & under:
        return True
    return one.address in under and one.address.kind == "column" and not one.sql.startswith("COMMENT ")
