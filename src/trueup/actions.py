"""Which objects a plan drops, makes, changes in place or frees for a while. Names no kind and orders nothing.

A change of one object can force others: what cannot exist while it happens is dropped before and made again after.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from trueup.diff import Alter, Change, Create
from trueup.model import Address, Object, Schema
from trueup.postgres import ddl
from trueup.postgres.ddl import Steps, common, structure
from trueup.postgres.ddl.spared import spared
from trueup.statement import NOTHING, Statement

Steplist = list[Statement]


class Actions:
    """What becomes of each object. ``drops``, ``changes`` and ``frees`` hold statements that run in their order.

    ``dropped`` are all addresses that do not survive, those that go with others included; ``made`` are all that must
    be made, for the first time or again. ``released`` maps a kept object to its statements before and after. What is
    to be made ``afresh`` is dropped even if it could be changed in place.
    """

    def __init__(self, found: Iterable[Change], old: Schema, new: Schema, afresh: frozenset[Address] = NOTHING) -> None:
        self.found = tuple(found)
        self._afresh = afresh
        self.new = structure.complete(new)
        self.old = spared(structure.complete(old), self.new)
        self.drops: dict[Address, Steplist] = {}
        self.changes: dict[Address, Steplist] = {}
        self.released: dict[Address, tuple[Steplist, Steplist]] = {}
        self.dropped: set[Address] = set()
        self.made: set[Address] = set()
        self.creations: dict[Address, Steps] = {}
        self.shared: dict[Address, Alter] = {}
        self._remade: set[Address] = set()  # changed in place by their own or by another object's change
        self._refs: dict[Address, frozenset[Address]] = {}
        self._queue: deque[Address] = deque()
        for where in [c.address for c in self.found if c.address in afresh or not self._in_place(c)]:
            self._drop(where)
        self._settle()
        self._part_loops()

    def anew(self, where: Address) -> Actions:
        """What becomes of each object when one more is dropped and made again instead of being changed in place."""
        return Actions(self.found, self.old, self.new, self._afresh | {where})

    # -------------------------------------------------------------- the changes themselves

    def _in_place(self, change: Change) -> bool:
        """Take a change up, unless the object must be dropped for it."""
        if isinstance(change, Create):
            self._make(change.address)
        return isinstance(change, Create) or (isinstance(change, Alter) and self._altered(change))

    def _altered(self, change: Alter) -> bool:
        where, fields = change.address, frozenset(change.fields)
        own = fields - common.shared(change.after)
        steps = ddl.alter(change.before, change.after, own, self.old, self.new) if own else []
        if steps is None:
            return False
        if fields & common.shared(change.after):
            self.shared[where] = change
        if steps:
            self.changes[where] = self._as_changes(change.after, steps)
            self._remade |= {made for step in self.changes[where] for made in step.makes & step.ends}
            self._queue.append(where)
        return True

    def _as_changes(self, obj: Object, steps: Steps) -> Steplist:
        """Steps of a change in place: each needs what the new object needs and frees what only the old one did."""
        where = obj.address
        needs = structure.required(obj, self.new)
        frees = self.old.needs[where] - self.new.needs[where]
        found = []
        for step in steps:
            found.append(_filled(step, where, needs=needs | {where}, frees=frees, makes=frozenset({where})))
            frees -= found[-1].makes  # made anew: what is let go of is the one before
            frees -= step.frees if isinstance(step, Statement) else NOTHING
        return found

    # -------------------------------------------------------------- what they force

    def _drop(self, where: Address) -> None:
        """An object must go; it is made again if the new schema has it."""
        if where in self.dropped:
            return
        if self._goes_along(where):
            self._gone(where)
            return
        self.changes.pop(where, None)
        self.shared.pop(where, None)
        self.released.pop(where, None)
        self.drops[where] = self._as_drops(self.old[where])
        self._gone(where)

    def _goes_along(self, where: Address) -> bool:
        """Whether a container that is dropped takes an object along."""
        container = where.parent
        while container is not None:
            if any(where in step.ends for step in self.drops.get(container, ())):
                return True
            container = container.parent
        return False

    def _as_drops(self, obj: Object) -> Steplist:
        inner = frozenset((obj.address, *common.inside(obj.address, self.old)))
        return [_filled(step, obj.address, ends=inner) for step in ddl.drop(obj, self.old)]

    def _gone(self, where: Address) -> None:
        if where not in self.dropped:
            self.dropped.add(where)
            self.changes.pop(where, None)
            self.shared.pop(where, None)
            self.released.pop(where, None)
            if where in self.new:
                self._make(where)
            self._queue.append(where)

    def _make(self, where: Address) -> None:
        """An object must be made, and its creation can displace what is there."""
        self.made.add(where)
        self.creations[where] = ddl.create(self.new[where], self.new)
        if any(isinstance(step, Statement) and step.displaces for step in self.creations[where]):
            self._queue.append(where)

    def _settle(self) -> None:
        """Follow the consequences until there are no new ones."""
        while self._queue:
            where = self._queue.popleft()
            leaving = self.released.get(where, ([], []))[0]
            steps = (*self.drops.get(where, ()), *leaving, *self.changes.get(where, ()))
            again = frozenset(made for step in steps for made in step.makes)
            for step in steps:
                self._follow(step, again)
            for step in self.creations.get(where, ()):
                for displaced in sorted(step.displaces) if isinstance(step, Statement) else ():
                    if displaced in self.old:
                        self._drop(displaced)
            if where in self.dropped:
                for user in sorted(self.old.users.get(where, ())):
                    self._cut_loose(user, where)

    def _follow(self, statement: Statement, again: frozenset[Address]) -> None:
        for ended in sorted(statement.ends - again - {statement.address}):
            if ended in self.old and not self._saved(ended, statement):
                self._gone(ended)
        for displaced in sorted(self._displaced(statement)):
            if displaced in self.old and displaced not in self.dropped:
                refs = self.old.needs[displaced] & statement.ends
                if not refs or not all(self._lets_go(displaced, ref) for ref in refs):
                    self._must_go(displaced, statement.address)

    def _saved(self, where: Address, statement: Statement) -> bool:
        """Whether a change in place takes an object, or its container, out of reach of what would end it."""
        here: Address | None = where
        while here is not None:
            leaving = self.released.get(here, ([], []))[0]
            for change in (*self.changes.get(here, ()), *leaving) if here != statement.address else ():
                if statement.address in change.frees or (where in change.frees and here != where):
                    return True
            here = here.parent
        return False

    def _displaced(self, step: Statement) -> frozenset[Address]:
        """Nothing has to go along with a dropped object when a change of its container gives it free first."""
        where, container = step.address, step.address.parent
        if container is None or where not in step.ends - step.makes:
            return step.displaces
        leaving = self.released.get(container, ([], []))[0]
        freed = any(where in change.frees for change in (*self.changes.get(container, ()), *leaving))
        return NOTHING if freed else step.displaces

    def _cut_loose(self, user: Address, ref: Address) -> None:
        """Something that ``user`` needs is about to go, or to change under it."""
        if user in self.old and user not in self.dropped and not self._lets_go(user, ref):
            self._must_go(user, ref)

    def _must_go(self, user: Address, ref: Address) -> None:
        """Release what cannot stay as it is for the sake of ``ref``, or drop it."""
        before, after = self.old[user], self.new.get(user)
        if after is not None and type(after) is type(before):
            refs = self._refs.get(user, frozenset()) | {ref}
            parts = ddl.release(before, after, refs, self.old, self.new)
            if parts is not None:
                self._refs[user] = refs
                self.released[user] = self._as_release(after, refs, parts)
                self._queue.append(user)
                return
        self._drop(user)

    def _lets_go(self, user: Address, ref: Address) -> bool:
        """Whether a change in place takes the reference away by itself."""
        if user not in self.new or (user not in self.changes and user not in self._remade):
            return False
        steps = self.changes.get(user, ())
        return any(ref in step.frees for step in steps) or ref not in self.new.needs[user]

    def _as_release(
        self, obj: Object, refs: frozenset[Address], parts: tuple[Steps, Steps]
    ) -> tuple[Steplist, Steplist]:
        where = obj.address
        needs = self.new.needs[where] | {where}
        leaving, entering = parts
        return (
            [_filled(step, where, needs=frozenset({where}), frees=refs) for step in leaving],
            [_filled(step, where, needs=needs) for step in entering],
        )

    # -------------------------------------------------------------- what goes with something else

    def statements(self) -> Iterator[tuple[Address, Sequence[Statement]]]:
        """The drops that need a statement of their own, changes and releases, each a sequence that runs in order."""
        ended = self._ended()
        for where, steps in self.drops.items():
            if ended.get(where, where) == where:
                drop = [msgspec.structs.replace(step, displaces=self._displaced(step)) for step in steps]
                yield where, [*self._loosened(where), *drop]
        for where in {*self.changes, *self.released}:
            leaving, entering = self.released.get(where, ([], []))
            yield where, [*leaving, *self.changes.get(where, ()), *entering]

    def _loosened(self, where: Address) -> Iterator[Statement]:
        """What comes before the drop of an object when something has hold of it that does not go before it."""
        holders = structure.holders(self.old[where], self.old)
        if not all(can_go_before and holder in self.dropped for holder, can_go_before in holders.items()):
            for step in ddl.loosen(self.old[where], self.old):
                yield _filled(step, where)

    def _ended(self) -> dict[Address, Address]:
        """For each address that goes with another object: with which, what it is inside of before all others."""
        leaving = {where: [*parts[0], *self.changes.get(where, ())] for where, parts in self.released.items()}
        groups = {**self.drops, **self.changes, **leaving}
        ends = {
            where: {e for step in steps for e in step.ends if e != where and not self._saved(e, step)}
            for where, steps in groups.items()
        }
        taken = frozenset(ended for where in self.drops for ended in ends[where])
        found: dict[Address, Address] = {}
        for where in groups:
            if where not in taken or where in self.changes or where in leaving:
                for ended in ends[where]:
                    if ended not in found or ended.within(where):
                        found[ended] = where
        return found

    def _part_loops(self) -> None:
        """Two tables whose foreign keys refer to each other: drop the keys first, by statements of their own."""
        carrier = self._ended()
        heads = {where for where in self.drops if where not in carrier}
        leads: dict[Address, set[tuple[Address, Address]]] = {head: set() for head in heads}
        for inner in (*carrier, *heads):
            head = _head(inner, carrier)
            for ref in self.old.needs.get(inner, ()):
                goal = _head(ref, carrier)
                if goal in heads and head in heads and goal != head:
                    leads[head].add((goal, inner))
        for head in sorted(heads):
            for goal, inner in sorted(leads[head]):
                if inner != head and _reaches(goal, head, leads):
                    self._part(inner)

    def _part(self, inner: Address) -> None:
        """Give a statement of its own to what others would drop along."""
        self.drops = {where: [_without(step, inner) for step in steps] for where, steps in self.drops.items()}
        self.drops[inner] = self._as_drops(self.old[inner])


def _without(step: Statement, where: Address) -> Statement:
    return msgspec.structs.replace(step, ends=step.ends - {where}) if where in step.ends else step


def _head(where: Address, carrier: dict[Address, Address]) -> Address:
    """What an address goes with in the end."""
    while where in carrier:
        where = carrier[where]
    return where


def _reaches(start: Address, goal: Address, leads: dict[Address, set[tuple[Address, Address]]]) -> bool:
    seen, left = {start}, [start]
    while left:
        here = left.pop()
        if here == goal:
            return True
        for there, _ in leads.get(here, ()):
            if there not in seen:
                seen.add(there)
                left.append(there)
    return False


def _filled(
    step: str | Statement,
    where: Address,
    *,
    makes: frozenset[Address] = frozenset(),
    needs: frozenset[Address] = frozenset(),
    ends: frozenset[Address] = frozenset(),
    frees: frozenset[Address] = frozenset(),
) -> Statement:
    """A text as a statement; of a statement only what must be there in any case."""
    if isinstance(step, str):
        return Statement(sql=step, address=where, makes=makes, needs=needs, ends=ends, frees=frees)
    return msgspec.structs.replace(
        step,
        needs=step.needs or needs,
        frees=(step.frees | frees) - step.makes,
        ends=step.ends if step.ends or step.makes else ends,
    )
