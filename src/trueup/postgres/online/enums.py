"""An enum that loses a value -> its columns change beside new ones, then the types are exchanged with the columns.

The new type is there under another name until then: nobody's casts meet a type that the columns do not have yet.
"""

from __future__ import annotations

from trueup.postgres.ddl.exchange import former
from trueup.postgres.names import ident, qualified
from trueup.postgres.objects import Column, Enum
from trueup.postgres.online import Room
from trueup.postgres.online.parts import Spares, part
from trueup.postgres.online.retype import together, without_default_steps
from trueup.postgres.online.second_column import changes_type
from trueup.statement import NOTHING, Statement


def overhaul(plan: list[Statement], room: Room) -> list[Statement]:
    for one in [*plan]:
        if one in plan and isinstance(room.after.get(one.address), Enum) and one.address in one.renames:
            plan = _exchanged(plan, one, room) or plan
    return plan


def _exchanged(plan: list[Statement], one: Statement, room: Room) -> list[Statement] | None:
    """The plan with the exchange of an enum in steps; None where it cannot be done so."""
    enum = room.after[one.address]
    assert isinstance(enum, Enum)
    name, old = qualified(enum.namespace, enum.name), qualified(enum.namespace, former(enum.name))
    start = plan.index(one)
    make = next((step for step in plan[start:] if step.sql.startswith(f"CREATE TYPE {name} AS ENUM ")), None)
    drop = next((step for step in plan[start:] if step.sql == f"DROP TYPE {old}"), None)
    if make is None or drop is None or any(where in room.before for where in one.displaces):
        return None
    moves = _moves(plan[start : plan.index(drop)], enum, room)
    if moves is None:
        return None
    for move in moves:
        plan = without_default_steps(plan, move)
    plan = _told_last(plan, make, drop)
    spares = Spares(room.before, room.after)
    new = qualified(enum.namespace, spares.name(enum.name, "new", enum.namespace))
    called = {move.address: new + _dimensions(move) for move in moves}
    found = together(plan, moves, room, [one, make, drop], called, spares)
    if found is None:
        return None
    renamed = [
        f"ALTER TYPE {name} RENAME TO {ident(former(enum.name))}",
        f"ALTER TYPE {new} RENAME TO {ident(enum.name)}",
    ]
    making = make.sql.replace(f"CREATE TYPE {name} ", f"CREATE TYPE {new} ", 1)
    first = part(make, making, makes=NOTHING)
    return found.steps(room, (first,), one, renamed, [f"DROP TYPE {old}"])


def _told_last(plan: list[Statement], make: Statement, drop: Statement) -> list[Statement]:
    """The plan with what is said of the new type behind the drop of the old one: then it has its name."""
    start, end = plan.index(make) + 1, plan.index(drop)
    said = [step for step in plan[start:end] if step.address == make.address]
    others = [step for step in plan[start:end] if step.address != make.address]
    return [*plan[:start], *others, drop, *said, *plan[end + 1 :]]


def _dimensions(move: Statement) -> str:
    return "[]" if move.sql.partition(" USING ")[0].endswith("[]") else ""


def _moves(between: list[Statement], enum: Enum, room: Room) -> list[Statement] | None:
    """The changes of the columns of the type; None where it has others."""
    found = [step for step in between if changes_type(step)]
    columns = {user for user in room.before.users.get(enum.address, ()) if isinstance(room.before[user], Column)}
    return found if found and {step.address for step in found} == columns else None
