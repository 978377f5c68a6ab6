"""ALTER COLUMN TYPE that writes all rows anew -> a second column that takes the place of the first in one transaction.

What is in the way of that and is nothing but its text (views, policies, triggers …) is dropped and made again in the
same transaction. The column is the table's last afterwards. Where something is in the way that cannot be handled so,
the plain statement stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from trueup.model import Address
from trueup.postgres import blocking
from trueup.postgres.objects import Index
from trueup.postgres.online import Room
from trueup.postgres.online.followers import Follower, following
from trueup.postgres.online.order import Bonds, Layout, around
from trueup.postgres.online.parts import Spares
from trueup.postgres.online.second_column import change, changes_type
from trueup.postgres.online.swap import Swap, swap
from trueup.postgres.sql.nodes import every
from trueup.postgres.sql.parse import statements
from trueup.statement import Statement

NOT_CALLED: Mapping[Address, str] = {}


def overhaul(plan: list[Statement], room: Room) -> list[Statement]:
    for one in [*plan]:
        if changes_type(one) and any(one is step for step in plan):
            plan = _changed(plan, one, room) or plan
    return plan


def _changed(plan: list[Statement], one: Statement, room: Room) -> list[Statement] | None:
    """The plan with a change of type in steps, and with those that cannot be parted from it."""
    ones = [one]
    while True:
        found = together(plan, ones, room)
        if found is None:
            return None
        more = [step for step in found.bound if changes_type(step) and _is_long(step, room)]
        if not more:
            return found.steps(room)
        ones = [step for step in plan if any(step is other for other in (*ones, *more))]


class Together(msgspec.Struct, frozen=True, kw_only=True):
    """Changes of type that are made at once, and the plan around them; ``bound`` is what cannot be parted from them."""

    swap: Swap
    layout: Layout
    bound: tuple[Statement, ...]

    def steps(
        self,
        room: Room,
        before: Iterable[Statement] = (),
        one: Statement | None = None,
        first: Iterable[str] = (),
        last: Iterable[str] = (),
    ) -> list[Statement] | None:
        """The plan; ``one``, ``first`` and ``last`` are told of the exchange. None where somebody would have to wait.

        ``before`` comes before all that is prepared.
        """
        layout = self.layout
        if any(not _is_quick(step, room) for step in layout.close):
            return None
        exchange = self.swap.exchange(room, one, first, last)
        around = (*layout.away, exchange, *layout.back)
        prepared = (*before, *self.swap.prepared(room))
        return [*layout.earlier, *prepared, *around, *self.swap.finished(), *layout.later]


def together(
    plan: list[Statement],
    ones: Sequence[Statement],
    room: Room,
    others: Sequence[Statement] = (),
    called: Mapping[Address, str] = NOT_CALLED,
    spares: Spares | None = None,
) -> Together | None:
    """Some changes of type in one exchange, and the plan around them; None where it cannot be done so.

    ``called`` says what their new types are called meanwhile, by address of the column; ``others`` are statements of
    the plan that the exchange takes the place of as well.
    """
    for one in ones:
        plan = without_default_steps(plan, one)
    spares = spares or Spares(room.before, room.after)
    changes = [change(plan, one, room, spares, called.get(one.address)) for one in ones]
    made = [each for each in changes if each is not None]
    follows = following(plan, ones, room) if len(made) == len(ones) else None
    if follows is None or not all(_keeps_places(step, room) for step in plan if step.address in follows.remade):
        return None
    if called and any(_may_mention_types(user) for user in follows.users):
        return None
    done = swap(made, follows.users, spares)
    taken = {id(step) for step in follows.taken_over}
    rest = [step for step in plan if id(step) not in taken]
    layout = around(rest, [*ones, *others], follows.remade, Bonds(room.before, room.after))
    if done is None or layout is None:
        return None
    keys = {user.address for user in follows.users}
    sharing = (step for step in plan if changes_type(step) and not keys.isdisjoint(step.displaces))
    bound = (step for step in (*layout.close, *sharing) if not any(step is one for one in ones))
    return Together(swap=done, layout=layout, bound=tuple(bound))


def _may_mention_types(user: Follower) -> bool:
    """Whether a new index may have a type in it, which has another name meanwhile."""
    if not isinstance(user, Index):
        return False
    return user.predicate is not None or any(key.expression or key.opclass for key in user.columns)


def _keeps_places(step: Statement, room: Room) -> bool:
    """Whether what is made again counts no columns of a table: these have other places then."""
    (parsed,) = statements(step.sql, "plan", room.version)
    tree = parsed.tree()
    named = (node.get("alias", {}) for word in ("RangeVar", "JoinExpr") for node in every(tree, word))
    return not any("colnames" in alias for alias in named)


def _is_long(step: Statement, room: Room) -> bool:
    (parsed,) = statements(step.sql, "plan", room.version)
    return bool(blocking.work(parsed, room.before, room.version).long)


def _is_quick(step: Statement, room: Room) -> bool:
    """Whether a statement can be among those for which nobody waits."""
    (parsed,) = statements(step.sql, "plan", room.version)
    work = blocking.work(parsed, room.before, room.version)
    return parsed.transactional and work.known and not work.long and not step.sql.startswith("DROP INDEX ")


def without_default_steps(plan: list[Statement], one: Statement) -> list[Statement]:
    """The plan without the steps that move a default out of the way: the second column has its own."""
    at = next(n for n, step in enumerate(plan) if step is one)
    return [
        step
        for number, step in enumerate(plan)
        if not (abs(number - at) == 1 and step.address == one.address and " DEFAULT" in step.sql)
    ]
