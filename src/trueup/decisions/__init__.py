"""What people decided about drift: accepted until a day, renamed, gone for good; and what that leaves of a report.

The file they are kept in is ``file``'s affair.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from trueup.diff import Change
from trueup.drift import Row
from trueup.drift.explained import Disagreement, Explained
from trueup.finding import Finding
from trueup.model import Address
from trueup.renames.sides import gone_and_came


class Accepted(NamedTuple):
    """Drift that somebody answers for until a day; ``where`` empty means any place."""

    address: str
    owner: str
    reason: str
    until: date
    code: str | None = None
    where: tuple[str, ...] = ()

    def covers(self, row: Row, finding: Finding, truth: str) -> bool:
        """Whether a disagreement is what was accepted."""
        if not row.address.matches(self.address):
            return False
        if self.code is not None and finding.code != self.code:
            return False
        odd = {name for camp in row.camps if truth not in camp for name in camp}
        return not self.where or odd <= {*self.where}


class Decisions(NamedTuple):
    """All decisions of a file, and the file's name. ``gently`` are columns that keep their old names for a while."""

    file: str | None = None
    accepted: tuple[Accepted, ...] = ()
    renames: Mapping[Address, Address] = {}
    drops: frozenset[Address] = frozenset()
    gently: frozenset[Address] = frozenset()


class Settled(NamedTuple):
    """A report after the decisions: what is ``open``, what is ``accepted``, and what of the file needs a look.

    ``expired`` are decisions whose day has passed while the drift is still there, ``idle`` those that nothing needs.
    ``moot`` are renames and drops (to None) about what is no difference any more: done everywhere, or undone.
    ``known`` is how much a baseline left out, ``resolved`` what it knows that is not there any more.
    """

    open: Explained
    accepted: tuple[tuple[Disagreement, Accepted], ...] = ()
    expired: tuple[Accepted, ...] = ()
    idle: tuple[Accepted, ...] = ()
    moot: tuple[tuple[Address, Address | None], ...] = ()
    known: int = 0
    resolved: tuple[str, ...] = ()


def settle(found: Explained, decisions: Decisions, today: date) -> Settled:
    """Part what is accepted from what is open on a day."""
    left: list[Disagreement] = []
    accepted: list[tuple[Disagreement, Accepted]] = []
    expired: set[Accepted] = set()
    used: set[Accepted] = set()
    for one in found.disagreements:
        covering = [
            decision for decision in decisions.accepted if decision.covers(one.row, one.finding, found.drift.truth)
        ]
        used.update(covering)
        valid = [decision for decision in covering if decision.until >= today]
        if valid:
            accepted.append((one, valid[0]))
        else:
            expired.update(covering)
            left.append(one)
    idle = tuple(decision for decision in decisions.accepted if decision not in used)
    return Settled(
        open=Explained(drift=found.drift, disagreements=tuple(left)),
        accepted=tuple(accepted),
        expired=tuple(decision for decision in decisions.accepted if decision in expired),
        idle=idle,
    )


def moot(decisions: Decisions, differences: Iterable[Iterable[Change]]) -> tuple[tuple[Address, Address | None], ...]:
    """The renames and drops that say nothing about any of these differences, sorted."""
    sides = [gone_and_came(changes) for changes in differences]
    renames = (
        (was, now)
        for was, now in decisions.renames.items()
        if was != now and not any(now in a or now in b for a, b in sides)
    )
    drops = ((where, None) for where in decisions.drops if not any(where in a or where in b for a, b in sides))
    return tuple(sorted((*renames, *drops), key=lambda one: one[0]))
