"""Who says what, as texts: explained drift grouped by table, one line each, one cell for each place.

What all reports of a check share; how a cell is marked and escaped is theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from trueup.drift import ABSENT, Drift, Place, Row
from trueup.drift.explained import Disagreement, Explained
from trueup.finding import Severity
from trueup.model import Address, Object
from trueup.reports.described import definition, field_text
from trueup.reports.records import LONG
from trueup.reports.text import safe

State = Literal["truth", "same", "missing", "extra", "differs", "unsaid"]
"""How a place stands to the truth. ``unsaid``: it has no words for this, or was not compared about it."""

Definitions = Mapping[Address, Mapping[str, str]]
"""By address of a table (or another object that stands on its own) and place, its definition in SQL."""

NOT_THERE = "not there"


class Cell(msgspec.Struct, frozen=True):
    """What one place says; ``whole`` is the text with its lines where ``text`` had to be cut."""

    state: State
    text: str = ""
    whole: str | None = None


class Line(msgspec.Struct, frozen=True):
    """One disagreement as cells, by the places of the matrix.

    ``name`` and ``field`` say what it is about: a column by its name alone, anything else by its kind too, the object
    itself by its kind in parentheses. ``against`` are the places that do not say what the truth says.
    """

    disagreement: Disagreement
    name: str
    field: str | None
    cells: tuple[Cell, ...]
    against: tuple[str, ...]

    @property
    def severity(self) -> Severity:
        return self.disagreement.finding.severity

    @property
    def label(self) -> str:
        """``email``, or ``email type`` where it is about a field."""
        return self.name if self.field is None else f"{self.name} {self.field}"


class Group(msgspec.Struct, frozen=True):
    """A table, or another object that stands on its own, with all that is wrong with it."""

    address: Address
    lines: tuple[Line, ...]

    @property
    def worst(self) -> Severity:
        return max((line.severity for line in self.lines), key=lambda one: one.rank)

    @property
    def places(self) -> frozenset[str]:
        """The places that are not as the truth says, in anything of this."""
        return frozenset(name for line in self.lines for name in line.against)


def places(found: Drift) -> tuple[Place, ...]:
    """The places that were looked at, the truth first."""
    return tuple(sorted(found.places, key=lambda one: one.name != found.truth))


def groups(found: Explained) -> tuple[Group, ...]:
    """The matrix, by table: the gravest first, then by address; inside by address and field."""
    inside: dict[Address, list[Line]] = {}
    for one in found.disagreements:
        inside.setdefault(one.row.address.root, []).append(_line(one, found.drift))
    made = [Group(where, tuple(sorted(lines, key=_inside))) for where, lines in inside.items()]
    return tuple(sorted(made, key=lambda one: (-one.worst.rank, one.address)))


def _inside(line: Line) -> tuple[Address, str]:
    return line.disagreement.row.address, line.field or ""


def against(row: Row, truth: str) -> tuple[str, ...]:
    """The places that do not say what the truth says; where the truth is silent, what most say."""
    camp = next((one for one in row.camps if truth in one), row.camps[0] if row.camps else ())
    return tuple(name for name in row.values if name not in camp)


def _line(one: Disagreement, found: Drift) -> Line:
    row = one.row
    inner = row.address.removeprefix(row.address.root).strip()
    off = against(row, found.truth)
    return Line(
        disagreement=one,
        name=safe(inner.removeprefix("column ") or f"({row.address.kind})"),
        field=None if row.field is None else row.field.replace("_", " "),
        cells=tuple(_cell(row, place.name, found.truth, off) for place in places(found)),
        against=off,
    )


def _cell(row: Row, name: str, truth: str, off: tuple[str, ...]) -> Cell:
    if name not in row.values:
        return Cell("unsaid")
    told = row.values[name]
    missing = told is ABSENT
    if name == truth:
        state: State = "truth"
    elif name not in off:
        state = "same"
    elif missing:
        state = "missing"
    else:
        state = "extra" if row.values.get(truth) is ABSENT else "differs"
    if missing:
        return Cell(state, NOT_THERE)
    text = definition(told) if isinstance(told, Object) else field_text(told)
    if name in row.renames:
        text = f"{safe(row.name_in(name))}: {text}"
    if len(text) <= LONG:
        return Cell(state, text)
    whole = "\n".join(map(safe, told.expandtabs().split("\n"))) if isinstance(told, str) else text
    return Cell(state, text[: LONG - 1] + "…", whole)
