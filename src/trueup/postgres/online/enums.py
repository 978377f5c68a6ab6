"""An enum that loses a value -> its columns change beside new ones, then the types are exchanged with the columns.

The new type is there under another name until then: nobody's casts meet a type that the columns do not have yet.
"""

from __future__ import annotations

import msgspec

from trueup.postgres.ddl.exchange import former
from trueup.postgres.names import ident, qualified
from trueup.postgres.objects import Column, Enum
from trueup.postgres.online import Room
from trueup.postgres.online.parts import instead, part, spare
from trueup.postgres.online.retype import Change, change, changes_type, exchanged, without_default_steps
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
    between = plan[start + 1 : plan.index(drop)]
    new = spare(enum.name, "new", room.before, room.after)
    found = _changes(plan, between, enum, qualified(enum.namespace, new), room)
    if not found or not all(_can_wait(step, enum, found, room) for step in between):
        return None
    for each in found:
        plan = without_default_steps(plan, each.one)
    gone = {id(step) for step in (one, make, drop, *(each.one for each in found))}
    rest = [step for step in plan[start:] if id(step) not in gone]
    renamed = [
        f"ALTER TYPE {name} RENAME TO {ident(former(enum.name))}",
        f"ALTER TYPE {qualified(enum.namespace, new)} RENAME TO {ident(enum.name)}",
    ]
    making = make.sql.replace(f"CREATE TYPE {name} ", f"CREATE TYPE {qualified(enum.namespace, new)} ", 1)
    return [
        *plan[:start],
        part(make, making, makes=NOTHING),
        *(step for each in found for step in instead(each.one, [*each.prepare(room)])),
        msgspec.structs.replace(exchanged(found, room, one, renamed, f"DROP TYPE {old}"), instead_of=""),
        *(step for each in found for step in each.finish()),
        *rest,
    ]


def _can_wait(step: Statement, enum: Enum, found: list[Change], room: Room) -> bool:
    """Whether a statement among the changes is one of them, or can come after all of them."""
    if step.address in {enum.address, *(each.one.address for each in found)}:
        return True
    near = {each.now.container for each in found}
    mentions = any(enum.address in schema.needs.get(step.address, ()) for schema in (room.before, room.after))
    return step.address.root not in near and not mentions


def _changes(plan: list[Statement], between: list[Statement], enum: Enum, called: str, room: Room) -> list[Change]:
    """The changes of all columns of the type; none when one of them cannot be made in steps."""
    columns = {user for user in room.before.users.get(enum.address, ()) if isinstance(room.before[user], Column)}
    found: list[Change] = []
    for step in between:
        if changes_type(step):
            array = "[]" if step.sql.partition(" USING ")[0].endswith("[]") else ""
            one = change(plan, step, room, called + array)
            if one is None:
                return []
            found.append(one)
    return found if {each.one.address for each in found} == columns else []
