"""Which statements of a plan must stay in their order, and which can stand close together around a change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import msgspec

from trueup.model import Address, Schema
from trueup.statement import Statement

_EARLIER, _AWAY, _CHANGE, _BACK, _LATER = range(5)


class Bonds:
    """What ties statements to each other, by what they say and what their objects mention before and after a plan."""

    def __init__(self, before: Schema, after: Schema) -> None:
        self._before, self._after = before, after
        self._changed: dict[int, tuple[Statement, frozenset[Address]]] = {}
        self._worlds: dict[int, tuple[Statement, frozenset[Address]]] = {}

    def tie(self, step: Statement, other: Statement) -> bool:
        """Whether two statements must stay in their order: one changes what the other is about or needs."""
        if step.sql.startswith("SET ") or other.sql.startswith("SET "):
            return True
        return _meet(self._changes(other), self._world(step)) or _meet(self._changes(step), self._world(other))

    def _changes(self, step: Statement) -> frozenset[Address]:
        if id(step) not in self._changed:
            found = step.makes | step.ends | step.displaces | step.renames | {step.address}
            self._changed[id(step)] = step, found
        return self._changed[id(step)][1]

    def _world(self, step: Statement) -> frozenset[Address]:
        """What a statement changes or needs, as it says, and what its object, and all that goes along, mentions."""
        if id(step) not in self._worlds:
            gone, new = step.address in step.ends - step.makes, step.address in step.makes - step.ends
            schemas = (self._before,) if gone else (self._after,) if new else (self._before, self._after)
            told = step.needs.union(*(one.needs.get(step.address, frozenset()) for one in schemas))
            told = told.union(*(self._before.needs.get(where, frozenset()) for where in step.ends - step.makes))
            self._worlds[id(step)] = step, self._changes(step) | _exactly(told, step.address)
        return self._worlds[id(step)][1]


def _exactly(refs: frozenset[Address], where: Address) -> frozenset[Address]:
    """What is needed without what merely contains it: a policy on one column is not about its table's others."""
    around = {above for ref in refs for above in _containers(ref)} | {*_containers(where)}
    return refs - around


def _containers(where: Address) -> Iterable[Address]:
    container = where.parent
    while container is not None:
        yield container
        container = container.parent


def _meet(some: Iterable[Address], others: frozenset[Address]) -> bool:
    """Whether anything of the one is, or is in, or contains something of the other."""
    return any(one in others or any(one.within(other) or other.within(one) for other in others) for one in some)


# ------------------------------------------------------------------ a plan around some of its statements


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """A plan in another order that works as well: what it changes at once stands together.

    ``away`` takes away what is in the way of the changes and ``back`` brings it back; ``earlier`` and ``later`` need
    not be near.
    """

    earlier: tuple[Statement, ...]
    away: tuple[Statement, ...]
    back: tuple[Statement, ...]
    later: tuple[Statement, ...]

    @property
    def close(self) -> tuple[Statement, ...]:
        """What runs while something is away, besides the changes."""
        return self.away + self.back


def around(
    plan: Sequence[Statement], changes: Sequence[Statement], remade: Collection[Address], bonds: Bonds
) -> Layout | None:
    """A plan around some of its changes, with what is ``remade`` gone for as short as can be. None where it cannot be.

    The changes are not among the statements of the layout: they come, all at once, between ``away`` and ``back``.
    """
    ids = {id(one) for one in changes}
    ranks = [n for n, step in enumerate(plan) if id(step) in ids]
    zones = [_zone(n, step, ids, remade, ranks) for n, step in enumerate(plan)]
    if not _pushed_on(plan, zones, ranks[-1], bonds):
        return None
    _pulled_back(plan, zones, ranks[-1], bonds)
    found: list[list[Statement]] = [[] for _ in range(5)]
    for step, zone in zip(plan, zones, strict=True):
        found[zone].append(step)
    earlier, away, _, back, later = map(tuple, found)
    if any(step.makes & one.needs for step in away for one in changes):
        return None  # what is prepared needs it
    return Layout(earlier=earlier, away=away, back=back, later=later)


def _zone(n: int, step: Statement, ids: set[int], remade: Collection[Address], ranks: Sequence[int]) -> int:
    """Where a statement goes if nothing ties it to another."""
    if id(step) in ids:
        return _CHANGE
    if n < ranks[-1] and any(where in remade for where in step.ends - step.makes):
        return _AWAY
    if n > ranks[0] and any(step.address.within(where) or where in step.makes for where in remade):
        return _BACK
    return _EARLIER if n < ranks[-1] else _LATER


def _pushed_on(plan: Sequence[Statement], zones: list[int], last: int, bonds: Bonds) -> bool:
    """Move what comes after something that was moved; whether nothing that must come first is pushed behind."""
    moved: list[int] = []
    for n in range(last + 1):
        behind = (_BACK if zones[m] == _CHANGE else zones[m] for m in moved if bonds.tie(plan[m], plan[n]))
        if zones[n] == _CHANGE:
            behind = (zones[m] for m in moved if zones[m] != _CHANGE and bonds.tie(plan[m], plan[n]))
        least = max(behind, default=_EARLIER)
        if least > zones[n] and zones[n] in (_AWAY, _CHANGE):
            return False
        zones[n] = max(zones[n], least)
        if zones[n] > _EARLIER:
            moved.append(n)
    return True


def _pulled_back(plan: Sequence[Statement], zones: list[int], last: int, bonds: Bonds) -> None:
    """What is brought back may wait for what stands between."""
    waiting: list[int] = []
    for n in range(len(plan) - 1, last, -1):
        if zones[n] == _LATER and any(bonds.tie(plan[n], plan[m]) for m in waiting):
            zones[n] = _BACK
        if zones[n] == _BACK:
            waiting.append(n)
