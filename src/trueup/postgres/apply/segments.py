"""Statements of a plan -> the transactions they are run in. Running them is ``apply``'s.

A transaction takes strong locks on one relation and takes them last, so that nobody waits for it longer than for one
lock. What is dropped and made again, with its owner and grants, is one transaction: nobody sees it missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from trueup.model import Address
from trueup.postgres.sql.parse import Parsed, statements
from trueup.statement import MODES, Statement

_STRONG = frozenset(MODES[MODES.index("ShareLock") :])
"""Modes that hold up writers, or readers too."""


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """Statements, counted from 0, that are run together.

    ``how``: one ``transaction``; ``alone``, outside of any; a ``backfill`` in batches; a ``setting`` of the session,
    which holds for all statements after it. ``long`` when the time it takes grows with the rows there are, or may.
    """

    how: Literal["transaction", "alone", "backfill", "setting"]
    steps: tuple[int, ...]
    long: bool = False


def segments(plan: Sequence[Statement], version: int) -> tuple[Segment, ...]:
    """The transactions of a plan on a server of ``version`` (``server_version_num``), in order."""
    cut = _Cut()
    spans = _spans(plan)
    for n, step in enumerate(plan):
        parsed = parse(step, version)
        how = _how(step, parsed)
        if how != "transaction":
            cut.apart(Segment(how=how, steps=(n,), long=how != "setting"))
        elif not step.transactional or parsed.adds_enum_value:
            # What an enum's new value is used for cannot be in the transaction that adds it.
            cut.apart(Segment(how=how, steps=(n,), long=_long(step)))
        else:
            cut.add(n, step, spans[n])
    cut.close()
    return tuple(cut.found)


class _Cut:
    """Where one transaction ends and the next begins."""

    def __init__(self) -> None:
        self.found: list[Segment] = []
        self._steps: list[int] = []
        self._long = False
        self._locked: frozenset[Address] = frozenset()
        self._until = -1
        """Up to which statement this one must go on."""

    def add(self, n: int, step: Statement, until: int) -> None:
        strong = _strong(step)
        if n > self._until and (
            self._long or _long(step) or (self._locked and not (strong and strong <= self._locked))
        ):
            self.close()
        self._steps.append(n)
        self._long = self._long or _long(step)
        self._locked |= strong
        self._until = max(self._until, until)

    def apart(self, segment: Segment) -> None:
        self.close()
        self.found.append(segment)

    def close(self) -> None:
        if self._steps:
            self.found.append(Segment(how="transaction", steps=tuple(self._steps), long=self._long))
        self._steps, self._long, self._locked, self._until = [], False, frozenset(), -1


def parse(step: Statement, version: int) -> Parsed:
    """A statement as PostgreSQL's parser has it."""
    (found,) = statements(step.sql, "plan", version)
    return found


def _how(step: Statement, parsed: Parsed) -> Literal["transaction", "alone", "backfill", "setting"]:
    if step.batch is not None:
        return "backfill"
    if parsed.node == "VariableSetStmt":
        return "setting"
    if not parsed.node and not step.transactional:
        return "alone"  # newer than our parser: whoever wrote it knows
    return "transaction" if parsed.transactional else "alone"


def _strong(step: Statement) -> frozenset[Address]:
    """The relations on which a statement holds up writers."""
    return (
        frozenset(lock.relation.root for lock in step.work.locks if lock.mode in _STRONG) if step.work else frozenset()
    )


def _long(step: Statement) -> bool:
    return step.work is not None and (bool(step.work.long) or not step.work.known)


def _spans(plan: Sequence[Statement]) -> list[int]:
    """For each statement, up to which one the same transaction must go on."""
    made: dict[Address, int] = {where: n for n, step in enumerate(plan) for where in step.makes}
    last: dict[Address, int] = {}
    for n, step in enumerate(plan):
        for where in _around(step.address):
            last[where] = n
    return [
        max((max(made[w], last.get(w, n)) for w in step.ends - step.makes if made.get(w, -1) > n), default=n)
        for n, step in enumerate(plan)
    ]


def _around(where: Address) -> list[Address]:
    """An address and all that it is in."""
    found: list[Address] = []
    at: Address | None = where
    while at is not None:
        found.append(at)
        at = at.parent
    return found
