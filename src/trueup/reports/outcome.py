"""What a check comes to: the verdict, how each place stands, the causes, and the ways out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from trueup.drift import Place
from trueup.drift.explained import Disagreement, Explained
from trueup.finding import Severity
from trueup.reports.described import ended
from trueup.reports.matrix import Group, Line, places
from trueup.wording import plural

Word = Literal["NOT READY", "READY WITH CARE", "NOT ALL LOOKED AT", "READY"]


class Readiness(msgspec.Struct, frozen=True):
    """Whether this may be deployed: a word, and the sentence that says why."""

    word: Word
    text: str


def readiness(found: Explained) -> Readiness:
    """The verdict: nothing goes out with a critical disagreement or an error, nor unseen."""
    counts = found.counts
    grave = counts.get(Severity.CRITICAL, 0) + counts.get(Severity.ERROR, 0)
    unseen = plural(len(found.drift.unreached), "place")
    if grave:
        return Readiness("NOT READY", f"{plural(grave, 'disagreement')} must be settled before anything is deployed.")
    if found.drift.unreached:
        return Readiness("NOT ALL LOOKED AT", f"{unseen} could not be looked at; what is there is not known.")
    if counts.get(Severity.WARNING):
        told = plural(counts[Severity.WARNING], "disagreement")
        return Readiness("READY WITH CARE", f"Nothing is known to break; {told} should be settled.")
    return Readiness("READY", "Every place that was looked at is what it should be.")


class Standing(msgspec.Struct, frozen=True):
    """How a place stands to the truth, in numbers of disagreements."""

    place: Place
    missing: int
    extra: int
    differs: int
    worst: Severity | None

    @property
    def number(self) -> int:
        return self.missing + self.extra + self.differs


def standings(found: Explained, made: Iterable[Group]) -> tuple[Standing, ...]:
    """Each place that was looked at, the truth first."""
    lines = [line for group in made for line in group.lines]
    return tuple(_standing(place, number, lines) for number, place in enumerate(places(found.drift)))


def _standing(place: Place, number: int, lines: Iterable[Line]) -> Standing:
    states = {"missing": 0, "extra": 0, "differs": 0}
    severities = []
    for line in lines:
        state = line.cells[number].state
        if state in states:
            states[state] += 1
            severities.append(line.severity)
    return Standing(place, **states, worst=max(severities, key=lambda one: one.rank, default=None))


def causes(found: Explained) -> tuple[tuple[str, tuple[Disagreement, ...]], ...]:
    """The names of the causes that are known, with what came about so; the most frequent first."""
    told: dict[str, list[Disagreement]] = {}
    for one in found.disagreements:
        if one.cause.name != "unknown":
            told.setdefault(one.cause.name, []).append(one)
    return tuple((name, tuple(them)) for name, them in sorted(told.items(), key=lambda item: -len(item[1])))


def outs(one: Disagreement) -> tuple[str, ...]:
    """The ways out of a disagreement, the recommended one first; without any, what the finding says to do."""
    return one.ways or ((one.finding.help,) if one.finding.help else ())


def sentences(one: Disagreement) -> Iterator[str]:
    """A disagreement in the fewest sentences: what it is, why it came about where that is known, and the way out."""
    yield ended(one.finding.message)
    if one.cause.name != "unknown":
        yield ended(one.cause.text)
    yield from outs(one)[:1]


def ways(found: Explained) -> tuple[tuple[str, tuple[Disagreement, ...]], ...]:
    """The recommended way out of each disagreement, those of the gravest first, each once."""
    told: dict[str, list[Disagreement]] = {}
    for one in found.disagreements:
        for way in outs(one)[:1]:
            told.setdefault(way, []).append(one)
    return tuple((way, tuple(them)) for way, them in told.items())
