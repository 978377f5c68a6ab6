"""A column that goes -> what takes its place is ready before: indexes and keys built, defaults and NOT NULL set.

So a column that had two names for a while is the old one's full successor before the old one goes. An index, key or
constraint that is there under another name is not made again at all: it gets its name.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from trueup.postgres.ddl.column import set_default
from trueup.postgres.ddl.constraint import clause
from trueup.postgres.ddl.index import definition
from trueup.postgres.ddl.partition_index import is_partitioned
from trueup.postgres.ddl.relation import alter_container
from trueup.postgres.names import ident
from trueup.postgres.objects import Check, Column, ForeignKey, Index, Key, OnRelation, PrimaryKey
from trueup.postgres.online import Room
from trueup.postgres.online.keys import as_index, can_take_over, takes_over
from trueup.postgres.online.order import Bonds, around
from trueup.postgres.online.parts import built, index_name, part, says, spare, told
from trueup.statement import NOTHING, Statement

Built = Index | Key | Check | ForeignKey


def overhaul(plan: list[Statement], room: Room) -> list[Statement]:
    for one in [*plan]:
        if isinstance(_made(one, room), Built):
            plan = _renamed(plan, one, room)
    for one in [*plan]:
        if _drops_column(one, room):
            plan = _made_ready(_with_its_triggers(plan, one, room), one, room)
    return plan


def _made(one: Statement, room: Room) -> Built | None:
    """The index or constraint of a table in use that a statement makes."""
    now = room.after.get(one.address)
    if not isinstance(now, Built) or one.address not in one.makes - one.ends or not room.is_in_use(now.container):
        return None
    if isinstance(now, Index):
        return now if says(one, definition(now)) and not is_partitioned(now, room.after) and not now.parent else None
    return now if says(one, f"{alter_container(now)} ADD {clause(now)}") and not now.inherited else None


def _between(plan: Sequence[Statement], start: int, end: int, now: OnRelation, room: Room) -> bool:
    """Whether what an index or constraint mentions is made or changed between two places of a plan."""
    needs = room.after.needs.get(now.address, NOTHING)
    return any(
        where in needs and (where in one.ends or where.kind != "column" or where not in room.before)
        for one in plan[start:end]
        for where in one.makes | one.ends
    )


def _at(plan: Sequence[Statement], one: Statement) -> int:
    return next(n for n, step in enumerate(plan) if step is one)


# ------------------------------------------------------------------ what is there under another name


def _renamed(plan: list[Statement], one: Statement, room: Room) -> list[Statement]:
    """The plan with something renamed that it would drop and make under another name."""
    now, at = _made(one, room), _at(plan, one)
    for n, drop in enumerate(plan[:at]):
        was = room.before.get(drop.address)
        if now is None or drop.ends != {drop.address} or drop.makes or drop.address in room.after:
            continue
        sql = _as_name(was, now, room, plan[:at]) if not _between(plan, n, at, now, room) else None
        if sql is not None:
            step = part(one, sql, ends=one.ends | drop.ends)
            return [*plan[:n], *plan[n + 1 : at], *told(one, [step]), *plan[at + 1 :]]
    return plan


def _as_name(was: object, now: Built, room: Room, earlier: Sequence[Statement]) -> str | None:
    """What gives something that is there the name of something alike; None where it is not."""
    if not isinstance(was, Built) or was.container != now.container or was.comment not in (None, now.comment):
        return None
    if isinstance(was, Index) and isinstance(now, Key):
        alike = _alike(was, as_index(now, now.name)) and can_take_over(now, room, earlier)
        return f"{alter_container(now)} ADD {takes_over(now, was.name)}" if alike else None
    if not _alike(was, now):
        return None
    if isinstance(was, Index):
        return f"ALTER INDEX {index_name(was)} RENAME TO {ident(now.name)}"
    return f"{alter_container(now)} RENAME CONSTRAINT {ident(was.name)} TO {ident(now.name)}"


def _alike(was: Built, now: Built) -> bool:
    return type(was) is type(now) and msgspec.structs.replace(was, name=now.name, comment=now.comment) == now


# ------------------------------------------------------------------ before a column goes


def _drops_column(one: Statement, room: Room) -> bool:
    where = one.address
    gone = where.kind == "column" and where in one.ends and where not in room.after and " DROP COLUMN " in one.sql
    return gone and room.is_in_use(where.root)


def _with_its_triggers(plan: list[Statement], drop: Statement, room: Room) -> list[Statement]:
    """The plan with drops of a table's columns and triggers next to each other: they are then in one transaction.

    Without the trigger that fills it, a column may refuse rows.
    """
    table = drop.address.root
    gone = [one for one in plan if one.address.root == table and (_drops_column(one, room) or _drops_trigger(one))]
    if not any(map(_drops_trigger, gone)):
        return plan
    layout = around(plan, gone, (), Bonds(room.before, room.after))
    return plan if layout is None else [*layout.earlier, *gone, *layout.back, *layout.later]


def _drops_trigger(one: Statement) -> bool:
    return one.address.kind == "trigger" and one.address in one.ends - one.makes


def _made_ready(plan: list[Statement], drop: Statement, room: Room) -> list[Statement]:
    """The plan with what the table gets made before the first of the drops that go with the column's."""
    for one in plan[_at(plan, drop) + 1 :]:
        if one.address.root == drop.address.root:
            first = _first(plan, drop)
            found = _early(plan, first, one, drop, room)
            if found is not None:
                at, (early, late) = _at(plan, one), found
                plan = [*plan[:first], *early, *plan[first:at], *late, *plan[at + 1 :]]
    return plan


def _first(plan: Sequence[Statement], drop: Statement) -> int:
    """Where the drops of columns and triggers begin that stand directly before one."""
    at = _at(plan, drop)
    while at and plan[at - 1].address.root == drop.address.root and plan[at - 1].ends - plan[at - 1].makes:
        at -= 1
    return at


def _early(
    plan: Sequence[Statement], first: int, one: Statement, drop: Statement, room: Room
) -> tuple[Sequence[Statement], Sequence[Statement]] | None:
    """What of a statement can come before the drops, and what stays in its place; None where nothing can."""
    at = _at(plan, one)
    if _completes(one, room):
        bonds = Bonds(room.before, room.after)
        return None if any(bonds.tie(step, one) for step in plan[first:at]) else ((one,), ())
    now = _made(one, room)
    if (
        not isinstance(now, Index | Key)
        or _between(plan, first, at, now, room)
        or any(one.address == step.address for step in plan[:at])
    ):
        return None
    gone = [room.before[where] for step in plan[first:at] for where in step.ends - step.makes if where in room.before]
    names = {one.name for one in gone if isinstance(one, Built)}
    if now.name not in names and not isinstance(now, PrimaryKey):
        return (one,), ()
    if isinstance(now, Key) and not can_take_over(now, room, plan[:at]):
        return None
    return _built_early(one, now, room)


def _completes(one: Statement, room: Room) -> bool:
    """Whether a statement gives a column that is there its default, or makes it NOT NULL."""
    was, now = room.before.get(one.address), room.after.get(one.address)
    if not isinstance(was, Column) or not isinstance(now, Column) or one.ends or was.type != now.type:
        return False
    needs = room.after.needs.get(one.address, NOTHING)
    if any(ref not in room.before for ref in needs):
        return False
    required = now.not_null and not was.not_null and " NOT NULL" in one.sql
    return required or (now.default is not None and says(one, set_default(now)))


def _built_early(one: Statement, now: Index | Key, room: Room) -> tuple[Sequence[Statement], Sequence[Statement]]:
    name = spare(now.name, "new", room.before, room.after)
    index = as_index(now, name) if isinstance(now, Key) else msgspec.structs.replace(now, name=name)
    if isinstance(now, Key):
        last = f"{alter_container(now)} ADD {takes_over(now, name)}"
    else:
        last = f"ALTER INDEX {index_name(index)} RENAME TO {ident(now.name)}"
    early, late = told(one, [built(one, index, definition(index)), part(one, last)])
    return (early,), (late,)
