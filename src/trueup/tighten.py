"""What a plan drops and makes again is dropped as late and made again as early as can be. Statements stay as they are.

The order of a plan puts drops first and creations last. Where a table is scanned, filled or indexed in between, a view
would be missing all the while; moved together, both fit into one transaction with the change they are made for.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from trueup.model import Address, Schema
from trueup.statement import Plan, Statement


def tightened(plan: Plan, before: Schema, after: Schema) -> Plan:
    """The plan with what is made again moved next to what it is made again for."""
    remade = _remade(plan.statements)
    if not remade:
        return plan
    return msgspec.structs.replace(plan, statements=tuple(_Order(plan.statements, remade, before, after).moved()))


def _remade(steps: tuple[Statement, ...]) -> frozenset[Address]:
    """What is gone while something runs that cannot share a transaction with its drop and its creation."""
    gone: dict[Address, int] = {}
    found = set()
    for n, step in enumerate(steps):
        for where in step.makes & gone.keys():
            if any(_apart(other) for other in steps[gone[where] : n]):
                found.add(where)
        gone |= dict.fromkeys(step.ends - step.makes, n)
    return frozenset(found)


def _apart(step: Statement) -> bool:
    return not step.transactional or step.batch is not None


class _Order:
    """The statements, being moved."""

    def __init__(self, steps: tuple[Statement, ...], remade: frozenset[Address], before: Schema, after: Schema) -> None:
        self._steps = list(steps)
        self._remade = remade
        self._schemas = (before, after)
        self._changed = {id(step): self._changes(step) for step in steps}

    def moved(self) -> list[Statement]:
        """Drops from the last to the first, then creations from the first to the last: each finds those it follows."""
        steps = self._steps
        for step in reversed(list(steps)):
            if not _apart(step) and step.address in self._remade & (step.ends - step.makes):
                self._sink(step)
        ended: set[Address] = set()
        for step in list(steps):
            if not _apart(step) and (step.address in ended or step.address.parent in ended):
                self._float(step)
            ended |= self._remade & (step.ends - step.makes)
        return steps

    def _sink(self, step: Statement) -> None:
        at = self._index(step)
        stop = next((n for n in range(at + 1, len(self._steps)) if self._bound(step, self._steps[n])), at + 1)
        self._steps.insert(stop, step)
        del self._steps[at]

    def _float(self, step: Statement) -> None:
        at = self._index(step)
        stop = next((n for n in range(at - 1, -1, -1) if self._bound(step, self._steps[n])), at - 1)
        del self._steps[at]
        self._steps.insert(stop + 1, step)

    def _index(self, step: Statement) -> int:
        return next(n for n, other in enumerate(self._steps) if other is step)

    def _bound(self, step: Statement, other: Statement) -> bool:
        """Whether two statements must stay in their order: one changes what the other is about or needs."""
        if other.sql.startswith("SET "):
            return True
        return _meet(self._changed[id(other)], self._world(step)) or _meet(self._changed[id(step)], self._world(other))

    @staticmethod
    def _changes(step: Statement) -> frozenset[Address]:
        return step.makes | step.ends | step.displaces | step.renames | {step.address}

    def _world(self, step: Statement) -> frozenset[Address]:
        """What a statement changes or needs, as it says, and what its object mentions in either schema."""
        told = self._changed[id(step)] | step.needs
        return told.union(*(schema.needs.get(step.address, frozenset()) for schema in self._schemas))


def _meet(some: Iterable[Address], others: frozenset[Address]) -> bool:
    """Whether anything of the one is, or is in, or contains something of the other."""
    return any(one in others or any(one.within(other) or other.within(one) for other in others) for one in some)
