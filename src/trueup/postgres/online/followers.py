"""What goes with a column when it goes, and so is built on the one that takes its place: keys, indexes, checks …

What stands in the way of the exchange instead (views, policies, triggers) a plan drops and makes again around it.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from trueup.model import Address, Object, changed_fields
from trueup.postgres.objects import Check, ForeignKey, Index, Key, OnRelation, PrimaryKey, Statistics
from trueup.postgres.objects import Sequence as Counter
from trueup.postgres.online import Room
from trueup.postgres.online.not_null import NAMED
from trueup.postgres.online.parts import is_plain
from trueup.statement import NOTHING, Statement

Follower = Index | Key | Check | ForeignKey | Statistics
_SHARED = frozenset({"comment", "owner", "acl"})


class Following(msgspec.Struct, frozen=True, kw_only=True):
    """What is on columns that change their types.

    ``users`` are built on the second columns, as TO has them; ``taken_over`` are the statements of the plan that would
    drop and make some of them. ``remade`` is what the plan drops before and makes again afterwards.
    """

    users: tuple[Follower, ...]
    taken_over: tuple[Statement, ...]
    remade: frozenset[Address]


def following(plan: Sequence[Statement], ones: Sequence[Statement], room: Room) -> Following | None:
    """What is on the columns of some changes of type; None where something is that can neither follow nor make way."""
    return _Search(plan, ones, room).found()


class _Search:
    """A plan, and when it ends and makes what."""

    def __init__(self, plan: Sequence[Statement], ones: Sequence[Statement], room: Room) -> None:
        self._plan = plan
        self._room = room
        self._ones = ones
        self._columns = frozenset(where for one in ones for where in one.makes & one.ends)
        ids = {id(one) for one in ones}
        last = max(n for n, step in enumerate(plan) if id(step) in ids)
        earlier, later = ([step for step in part if id(step) not in ids] for part in (plan[: last + 1], plan[last:]))
        self._gone = {where for step in earlier for where in step.ends - step.makes}
        self._made = {where for step in earlier for where in step.makes}
        self._goes = {where for step in later for where in step.ends}
        self._comes = {where for step in later for where in step.makes}

    def found(self) -> Following | None:
        before, after = self._room.before, self._room.after
        users: list[Follower] = []
        taken_over: list[Statement] = []
        for where in sorted({user for column in self._columns for user in before.users.get(column, ())}):
            now = after.get(where)
            if (isinstance(before.get(where), Counter) or self._goes_along(where)) and now is not None:
                continue
            own = self._exchanged(where)
            if own is not None or self._follows(where):
                assert isinstance(now, Follower)
                users.append(now)
                taken_over += own or ()
            elif where not in self._gone or where in self._made:
                return None
        remade = self._remade({user.address for user in users})
        fresh = (where for where in self._made if where not in before)
        if any(not self._columns.isdisjoint(after.needs.get(where, NOTHING)) for where in fresh):
            return None
        if not all(self._can_go(user, users, remade) for user in users):
            return None
        return Following(users=tuple(users), taken_over=tuple(taken_over), remade=remade)

    def _remade(self, users: set[Address]) -> frozenset[Address]:
        """What is in the way, or mentions what is, and comes back; what is gone for good is no more there by then."""
        before = self._room.before
        waiting = {where for one in self._ones for where in one.displaces if where in before} - users
        found: set[Address] = set()
        while waiting:
            where = waiting.pop()
            if where not in found and where in self._gone and where in self._comes:
                found.add(where)
                waiting |= before.users.get(where, NOTHING) - users
        return frozenset(found)

    def _can_go(self, user: Follower, users: Sequence[Follower], remade: frozenset[Address]) -> bool:
        """Whether nothing but what follows, or is out of the way, needs what goes with the column."""
        known = {one.address for one in users} | remade | self._gone
        return self._room.before.users.get(user.address, NOTHING) <= known

    def _follows(self, where: Address) -> bool:
        """Whether something stays as it is, so that it can be built on the second column."""
        was, now = self._room.before.get(where), self._room.after.get(where)
        if where in self._gone | self._goes | self._made or not isinstance(was, Follower) or now is None:
            return False
        return not set(changed_fields(was, now)) - _SHARED and self._is_known(now)

    def _goes_along(self, where: Address) -> bool:
        """Whether something of a partition comes with its parent's and is not to change by itself."""
        was, now = self._room.before.get(where), self._room.after.get(where)
        if not isinstance(was, Check) or not isinstance(now, Check) or where in self._gone | self._goes | self._made:
            return False
        return was == now and not was.local and was.inherited == 1

    def _is_known(self, now: Object) -> bool:
        if isinstance(now, ForeignKey):
            return is_plain(now.container, self._room.before) and now.enforced and not now.period
        if isinstance(now, Index | Key):
            return self._can_be_built(now)
        return not isinstance(now, Check) or (now.enforced and not now.inherited)

    def _can_be_built(self, now: Index | Key) -> bool:
        plain = is_plain(now.container, self._room.before)
        if isinstance(now, PrimaryKey) and not plain and self._room.version >= NAMED:
            return False  # USING INDEX would make each NOT NULL the partition's own, for good
        return now.valid if isinstance(now, Index) else not now.without_overlaps

    # -------------------------------------------------------------- what the plan drops and makes again

    def _exchanged(self, where: Address) -> list[Statement] | None:
        """The statements that drop something and make it again, when it can be built on the second column instead."""
        was, now = self._room.before.get(where), self._room.after.get(where)
        if not isinstance(was, Follower) or type(was) is not type(now) or now is None or not self._is_known(now):
            return None
        if isinstance(was, OnRelation) and not is_plain(was.container, self._room.before):
            return None
        if isinstance(was, Key) and was.columns != getattr(now, "columns", ()):
            return None
        own = [step for step in self._plan if step.address == where]
        drops = [step for step in own if where in step.ends - step.makes]
        makes = [step for step in own if where in step.makes - step.ends]
        if len(drops) != 1 or len(makes) != 1 or drops[0].ends != {where} or self._waits(now, own):
            return None
        return own if where in self._gone and where not in self._made else None

    def _waits(self, now: Object, own: Sequence[Statement]) -> bool:
        """Whether what it mentions, now or then, is made, changed or dropped by something else."""
        before, after = (schema.needs.get(now.address, NOTHING) for schema in (self._room.before, self._room.after))
        needs = (before | after) - self._columns
        others = (step for step in self._plan if step not in own and step not in self._ones)
        touched = {where for step in others for where in step.makes | step.ends}
        return any(ref not in self._room.before or ref in touched for ref in needs)
