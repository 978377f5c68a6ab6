"""Drift with what a careful reader adds to it: how much each row matters, why it came about, and the ways out.

Only the shapes are here, which reports start from.
"""

from __future__ import annotations

import msgspec

from trueup.drift import Drift, Row
from trueup.finding import Finding, Severity


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """Why places disagree: ``name`` is a word for programs (``not-applied``), ``text`` a sentence, ``evidence`` facts.

    The name ``unknown`` says that nothing told.
    """

    name: str
    text: str
    evidence: tuple[str, ...] = ()


UNKNOWN = Cause(name="unknown", text="Nothing here tells why.")


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """A row, what it means as a finding (code, severity, sentence, help), and why it is so.

    ``ways`` are the ways out, the recommended one first.
    """

    row: Row
    finding: Finding
    cause: Cause = UNKNOWN
    ways: tuple[str, ...] = ()


class Explained(msgspec.Struct, frozen=True, kw_only=True):
    """All disagreements, the gravest first, then by address."""

    drift: Drift
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def worst(self) -> Severity | None:
        """The gravest severity; None without disagreements."""
        found = [one.finding.severity for one in self.disagreements]
        return max(found, key=lambda one: one.rank) if found else None

    @property
    def counts(self) -> dict[Severity, int]:
        """How many disagreements there are of each severity, the gravest first."""
        found = [one.finding.severity for one in self.disagreements]
        return {one: found.count(one) for one in reversed(Severity) if one in found}
