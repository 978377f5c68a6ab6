"""Who says what, as texts: explained drift grouped by table, one line each, one cell for each place.

What Markdown, HTML and JUnit share; how a cell is marked and escaped is theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from trueup.drift import ABSENT, Drift, Place, Row
from trueup.explained import Disagreement, Explained
from trueup.finding import Severity
from trueup.model import Address, Object, Origin
from trueup.postgres.objects import Check, Column, Enum, ForeignKey, Index, IndexColumn, Key, Policy, PrimaryKey
from trueup.reports.records import LONG, plain, said
from trueup.reports.text import plural, safe, value

State = Literal["truth", "same", "missing", "extra", "differs", "unsaid"]
"""How a place stands to the truth. ``unsaid``: it has no words for this, or was not compared about it."""

STATES: dict[State, str] = {
    "truth": "the measure",
    "same": "agrees",
    "missing": "missing",
    "extra": "only here",
    "differs": "differs",
    "unsaid": "cannot say",
}

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


# ------------------------------------------------------------------ an object in a few words


def field_text(told: object) -> str:
    """A field's value on one line; keys of an index that are columns and no more by their names."""
    if isinstance(told, tuple) and all(isinstance(one, IndexColumn) and said(one) == ["column"] for one in told):
        return value(tuple(one.column for one in told))
    return value(plain(told))


def short(where: Address) -> str:
    """An address as people call it: ``users.email``, ``users``; of others with the kind of thing."""
    above = where.parent
    if above is None:
        return where.name if where.kind == "table" else f"{where.kind} {where.name}"
    return f"{above.name}.{where.name}" if where.kind == "column" else f"{above.name} {where.kind} {where.name}"


def definition(found: Object) -> str:
    """What an object is, on one line and about as SQL says it; only ``there`` where its address says enough."""
    match found:
        case Column():
            return value(" ".join(_column(found)))
        case PrimaryKey():
            return value(f"primary key ({', '.join(found.columns)})")
        case Key():
            return value(f"unique ({', '.join(found.columns)})")
        case ForeignKey():
            return value(f"({', '.join(found.columns)}) → {found.to_table} ({', '.join(found.to_columns)})")
        case Check():
            return value(f"check {found.expression}")
        case Index():
            return value(_index(found))
        case Policy():
            return value(f"for {found.command}" + (f" to {', '.join(found.roles)}" if found.roles else ""))
        case Enum():
            return value(f"({', '.join(found.labels)})")
        case _:
            return _fields(found) or "there"


def _column(found: Column) -> Iterator[str]:
    yield found.type
    if found.not_null:
        yield "not null"
    if found.identity is not None:
        yield f"generated {found.identity} as identity"
    if found.default is not None:
        yield f"default {found.default}"
    if found.generated is not None:
        yield f"generated as ({found.generated})"


def _index(found: Index) -> str:
    keys = ", ".join(map(_key, found.columns))
    method = "" if found.method == "btree" else f"{found.method} "
    where = f" where {found.predicate}" if found.predicate is not None else ""
    return f"{'unique ' if found.unique else ''}{method}({keys}){where}"


def _key(found: IndexColumn) -> str:
    """A key of an index, with what is not at its default behind it."""
    told = [field for field in said(found) if field not in ("column", "expression")]
    shown = ["desc" if field == "descending" else f"{field.replace('_', ' ')} {value(plain(getattr(found, field)))}"
             for field in told]  # fmt: skip
    return " ".join([found.column or found.expression or "", *shown])


def _fields(found: Object) -> str:
    """The short fields that are not at their default; long ones (bodies, definitions) tell nothing on one line."""
    skipped = {*type(found).IDENTITY, "owner", "comment", "acl"}
    shown = []
    for field in said(found):
        told = plain(getattr(found, field))
        if field in skipped or field not in type(found).compared() or (isinstance(told, str) and len(told) > LONG):
            continue
        shown.append(field.replace("_", " ") if told is True else f"{field.replace('_', ' ')} {value(told)}")
    return ", ".join(shown)


# ------------------------------------------------------------------ what it comes to

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


def version(found: Place) -> str | None:
    """The server's version as people say it: ``PostgreSQL 16.4``; None where no server was asked."""
    if found.version is None:
        return None
    return f"PostgreSQL {found.version // 10000}.{found.version % 10000}"


def same_lines(one: str, other: str) -> bool:
    """Whether two definitions differ in the order of their lines at most: that of columns is no drift."""
    left, right = (sorted(line.rstrip(",") for line in text.split("\n")) for text in (one, other))
    return left == right


def declared(found: Origin) -> str:
    """Where something is declared, with what it is called there if that is another name."""
    return f"{found} ({found.called})" if found.called is not None else str(found)


def ended(text: str) -> str:
    """A sentence with its full stop."""
    return text if text.rstrip().endswith((".", "!", "?", ":", ";", "…")) else f"{text.rstrip()}."


def words(name: str) -> str:
    """A word for programs as people read it: ``not-applied`` is ``not applied``."""
    return safe(name).replace("-", " ").replace("_", " ")


__all__ = [
    "NOT_THERE",
    "STATES",
    "Cell",
    "Definitions",
    "Group",
    "Line",
    "Readiness",
    "Standing",
    "State",
    "against",
    "causes",
    "declared",
    "definition",
    "ended",
    "field_text",
    "groups",
    "outs",
    "places",
    "readiness",
    "same_lines",
    "sentences",
    "short",
    "standings",
    "version",
    "ways",
    "words",
]
