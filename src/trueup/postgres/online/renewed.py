"""Indexes of partitioned tables that a plan makes again around a change of type: PostgreSQL would not as they are.

Where the column is exchanged instead they stay: there a plan without those statements is what is made gentle.
"""

from __future__ import annotations

import msgspec

from trueup.model import Address
from trueup.postgres.ddl.partition_index import attached, is_partitioned
from trueup.postgres.ddl.table import marks
from trueup.postgres.objects import Index, Key, Table
from trueup.postgres.online import Room
from trueup.statement import Statement


def without_renewals(plan: list[Statement], room: Room) -> tuple[list[Statement], frozenset[str]]:
    """The plan without them, and the texts of the changes of type that they were made again for."""
    renewed = {where for one in plan for index in one.displaces for where in _family(index, room)}
    steps = [one for one in plan if one.address not in renewed and not _marks(one, renewed, room)]
    if not renewed or any(not one.ends <= renewed for one in plan if one.address in renewed):
        return plan, frozenset()
    freed = frozenset(one.sql for one in steps if not renewed.isdisjoint(one.displaces))
    return [msgspec.structs.replace(one, displaces=one.displaces - renewed) for one in steps], freed


def _family(index: Address, room: Room) -> tuple[Address, ...]:
    """A partitioned index that stays as it is with all that it has adopted; nothing for any other."""
    found = room.before.get(index)
    if not isinstance(found, Index | Key) or not is_partitioned(found, room.before):
        return ()
    family = (index, *attached(found, room.before))
    return family if all(room.before.get(where) == room.after.get(where) for where in family) else ()


def _marks(one: Statement, renewed: set[Address], room: Room) -> bool:
    """Whether a statement only says of a table again what it said of one of them."""
    table = room.after.get(one.address)
    if not isinstance(table, Table):
        return False
    return any(one.sql in marks(table, where.name) for where in one.needs & renewed)
