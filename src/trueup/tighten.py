"""What a plan drops and makes again is dropped as late and made again as early as can be. Statements stay as they are.

The order of a plan puts drops first and creations last. Where a table is scanned, filled or indexed in between, a view
would be missing all the while; moved together, both fit into one transaction with the change they are made for.
"""

from __future__ import annotations

import msgspec

from trueup.model import Address, Schema
from trueup.postgres.online.order import Bonds
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
        self._bonds = Bonds(before, after)

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
        stop = next((n for n in range(at + 1, len(self._steps)) if self._bonds.tie(step, self._steps[n])), at + 1)
        self._steps.insert(stop, step)
        del self._steps[at]

    def _float(self, step: Statement) -> None:
        at = self._index(step)
        stop = next((n for n in range(at - 1, -1, -1) if self._bonds.tie(step, self._steps[n])), at - 1)
        del self._steps[at]
        self._steps.insert(stop + 1, step)

    def _index(self, step: Statement) -> int:
        return next(n for n, other in enumerate(self._steps) if other is step)
