"""Explained drift as a Markdown document: what a careful DBA would write after a day with the schema.

GitHub's flavour. Names from schemas stand in code spans, sentences are escaped: no name changes what the page is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from trueup.comparison import Unreached
from trueup.explained import Disagreement, Explained
from trueup.finding import Severity
from trueup.model import Origin
from trueup.reports.matrix import (
    NOT_THERE,
    Cell,
    Group,
    Readiness,
    Standing,
    State,
    causes,
    ended,
    groups,
    outs,
    places,
    readiness,
    standings,
    version,
    ways,
    words,
)
from trueup.reports.text import plural, safe

if TYPE_CHECKING:
    from trueup.decisions import Accepted
    from trueup.naming import Comparison, Convention, Share, World

_ICONS = {Severity.CRITICAL: "🔴", Severity.ERROR: "🟠", Severity.WARNING: "🟡", Severity.INFO: "🔵"}
_MARKS: dict[State, str] = {
    "truth": "",
    "same": "✅ ",
    "missing": "❌ ",
    "extra": "➕ ",
    "differs": "❌ ",
    "unsaid": "",
}
_VERDICTS = {"NOT READY": "🔴", "READY WITH CARE": "🟡", "NOT ALL LOOKED AT": "🟡", "READY": "🟢"}

_SPECIAL = re.compile(r"\A[-+=]|(?<=\A\d)[.)]|[\\`*\[\]<>|~!#$&@]|(?<![^\W_])_+|_+(?![^\W_])")
_NUMBERED = re.compile(r"\A\d{2,9}(?=[.)])")
_MANY = 8


def report(
    found: Explained,
    plans: Mapping[str, str] | None = None,
    naming: Mapping[str, Convention] | None = None,
    spelled: Mapping[str, Comparison] | None = None,
    accepted: Sequence[tuple[Disagreement, Accepted]] = (),
) -> str:
    """The whole document.

    By place: ``plans`` the SQL that brings it to the truth, ``naming`` its conventions, ``spelled`` how the names of
    the code stand to those it has. ``accepted`` is drift that somebody answers for.
    """
    made = groups(found)
    parts = (
        _summary(found, made),
        _critical(found),
        _matrix(found, made),
        _missing(plans or {}),
        _environments(found, made),
        _accepted(accepted),
        _naming(naming or {}, spelled or {}),
        _causes(found),
        _recommendations(found),
        _verdict(found),
    )
    return "\n".join(line for part in parts for line in part).rstrip() + "\n"


# ------------------------------------------------------------------ text that stays text


def escaped(text: str) -> str:
    """A sentence in which nothing is markup, for any place inside a line, cells of tables too.

    >>> escaped("a|b_c _d_ <x>")
    'a\\\\|b_c \\\\_d\\\\_ \\\\<x\\\\>'
    """
    shown = _SPECIAL.sub(lambda m: "".join("\\" + c for c in m.group()), safe(text).strip())
    return _NUMBERED.sub(r"\g<0>\\", shown)


def code(text: str) -> str:
    """A code span with exactly this text, for cells of tables too.

    >>> code("users"), code("a|b")
    ('`users`', '`a\\\\|b`')
    """
    shown = safe(text).strip()
    if not shown:
        return ""
    ticks = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown[0] == "`" or shown[-1] == "`" else ""
    return f"{ticks}{pad}{shown}{pad}{ticks}".replace("|", "\\|")


def fenced(text: str, language: str = "sql") -> str:
    """A block of code; its fence is longer than any in the text."""
    shown = "\n".join(safe(line) for line in text.expandtabs().strip("\n").split("\n"))
    ticks = "`" * max(3, max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    return f"{ticks}{language}\n{shown}\n{ticks}"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A table of cells that have been made safe."""
    columns = list(head)
    yield _row(columns)
    yield _row(["---"] * len(columns))
    for cells in rows:
        yield _row(cells)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _section(title: str) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""


# ------------------------------------------------------------------ what it comes to


def _summary(found: Explained, made: Collection[Group]) -> Iterator[str]:
    verdict = readiness(found)
    yield "# Schema drift"
    yield ""
    yield f"**{_VERDICTS[verdict.word]} {verdict.word}.** {escaped(verdict.text)}"
    yield from _section("Summary")
    if found.disagreements:
        number = plural(len(found.disagreements), "disagreement")
        yield f"{number} in {plural(len(made), 'object')}, measured by {code(found.drift.truth)}."
        yield ""
        yield from table(
            ("Severity", "Disagreements"),
            ((f"{_ICONS[one]} {one}", str(number)) for one, number in found.counts.items()),
        )
    elif found.drift.places:
        yield f"No disagreement. All places are measured by {code(found.drift.truth)}."
    for one in found.drift.unreached:
        yield ""
        yield f"⚠️ {code(one.name)} was not looked at: {_why(one)}"


def _why(one: Unreached) -> str:
    where = f" ({code(one.where)})" if one.where is not None else ""
    return ended(escaped(one.message) + where) + (f" {escaped(one.help)}" if one.help is not None else "")


def _critical(found: Explained) -> Iterator[str]:
    grave = [one for one in found.disagreements if one.finding.severity.rank >= Severity.ERROR.rank]
    if not grave:
        return
    yield from _section("Critical issues")
    for number, one in enumerate(grave, 1):
        if number > 1:
            yield ""
        yield f"### {number}. {_ICONS[one.finding.severity]} {_about(one)}"
        yield ""
        yield escaped(ended(one.finding.message))
        yield ""
        yield from _facts(one)


def _about(one: Disagreement) -> str:
    field = f" {escaped(one.row.field.replace('_', ' '))}" if one.row.field is not None else ""
    return f"{code(one.row.address)}{field}"


def _facts(one: Disagreement) -> Iterator[str]:
    yield f"- **Severity:** {one.finding.severity} ({code(one.finding.code)})"
    yield f"- **Why:** {escaped(one.cause.text)}"
    yield from (f"  - {escaped(fact)}" for fact in one.cause.evidence)
    for place, origin in one.row.origins.items():
        yield f"- **Declared by {code(place)}:** {code(_declared(origin))}"
    for number, way in enumerate(outs(one)):
        yield f"- **{'Recommended' if number == 0 else 'Or'}:** {escaped(way)}"


def _declared(origin: Origin) -> str:
    return f"{origin} ({origin.called})" if origin.called is not None else str(origin)


# ------------------------------------------------------------------ who says what


def _matrix(found: Explained, made: Collection[Group]) -> Iterator[str]:
    if not made:
        return
    yield from _section("Who says what")
    yield f"Measured by {code(found.drift.truth)}: ✅ agrees, ❌ missing or different, ➕ only here, — cannot say."
    head = [code(place.name) for place in places(found.drift)]
    for group in made:
        yield ""
        yield f"### {_ICONS[group.worst]} {code(group.address)}"
        yield ""
        yield from table(("What", *head, "Severity", "Why"), map(_cells, _lines(group)))


def _lines(group: Group) -> Iterator[tuple[str, tuple[Cell, ...], Disagreement]]:
    for line in group.lines:
        field = f" {escaped(line.field)}" if line.field is not None else ""
        yield f"{code(line.name)}{field}", line.cells, line.disagreement


def _cells(line: tuple[str, tuple[Cell, ...], Disagreement]) -> Iterator[str]:
    name, cells, one = line
    yield name
    yield from map(_cell, cells)
    yield f"{_ICONS[one.finding.severity]} {one.finding.severity}"
    yield escaped(words(one.cause.name))


def _cell(cell: Cell) -> str:
    if cell.state == "unsaid":
        return "—"
    if cell.text == NOT_THERE:
        return "❌ **missing**" if cell.state == "missing" else "missing"
    return _MARKS[cell.state] + code(cell.text)


# ------------------------------------------------------------------ the ways out


def _missing(plans: Mapping[str, str]) -> Iterator[str]:
    given = {name: sql for name, sql in plans.items() if sql.strip()}
    if not given:
        return
    yield from _section("Missing migrations")
    yield "Read them before you run them: statements that lose data say so in the plan they are from."
    for name, sql in given.items():
        yield ""
        yield f"### For {code(name)}"
        yield ""
        yield fenced(sql)


def _environments(found: Explained, made: Collection[Group]) -> Iterator[str]:
    yield from _section("Places")
    head = ("Place", "What it is", "State", "Missing", "Only here", "Different", "Worst")
    rows = [_standing(one, found.drift.truth) for one in standings(found, made)]
    yield from table(head, [*rows, *map(_unreached, found.drift.unreached)])


def _standing(one: Standing, truth: str) -> tuple[str, ...]:
    told = [escaped(one.place.role), code(one.place.label), *filter(None, (version(one.place),))]
    numbers = tuple(str(number) if number else "" for number in (one.missing, one.extra, one.differs))
    worst = f"{_ICONS[one.worst]} {one.worst}" if one.worst is not None else ""
    if one.place.name == truth:
        state = "the measure"
    else:
        state = f"❌ {plural(one.number, 'disagreement')}" if one.number else "✅ as it should be"
    return code(one.place.name), ", ".join(told), state, *numbers, worst


def _unreached(one: Unreached) -> tuple[str, ...]:
    return code(one.name), code(one.label), f"⚠️ not looked at: {_why(one)}", "", "", "", ""


def _accepted(accepted: Sequence[tuple[Disagreement, Accepted]]) -> Iterator[str]:
    if not accepted:
        return
    yield from _section("Accepted")
    yield from table(
        ("What", "Until", "By", "Why"),
        ((_about(one), str(why.until), escaped(why.owner), escaped(why.reason)) for one, why in accepted),
    )


def _naming(naming: Mapping[str, Convention], spelled: Mapping[str, Comparison]) -> Iterator[str]:
    if not naming and not spelled:
        return
    yield from _section("Naming")
    if naming:
        yield from _conventions(naming)
    for name, found in spelled.items():
        yield ""
        yield f"### The names of the code in {code(name)}: {found.world.state}"
        yield ""
        yield from _world(found.world)
        odd = {where: world for where, world in found.tables.items() if world.state != "same"}
        if odd:
            yield ""
            yield from table(
                ("Table of the code", "State", "Advice", "Risk"),
                ((code(where), one.state, escaped(one.advice), one.risk) for where, one in odd.items()),
            )


def _world(found: World) -> Iterator[str]:
    yield escaped(ended(found.says))
    yield ""
    yield f"- **Recommended:** {escaped(ended(found.advice))}"
    yield f"- **Risk {found.risk}:** {escaped(ended(found.danger))}"


def _conventions(naming: Mapping[str, Convention]) -> Iterator[str]:
    shares = {name: (one.tables, one.numbers, one.columns) for name, one in naming.items()}
    yield from table(
        ("Place", "Tables", "Number", "Columns"),
        ((code(name), *map(_share, found)) for name, found in shares.items()),
    )
    for name, found in shares.items():
        exceptions = list(dict.fromkeys(where for share in found for where in share.exceptions))
        if exceptions:
            yield ""
            yield f"{code(name)} names otherwise: {_some(exceptions)}."


def _share(found: Share) -> str:
    return "nothing tells" if found.style is None else f"{code(found.style)} ({found.follow} of {found.of})"


def _some(names: Collection[str]) -> str:
    """The first of some names, and how many more there are."""
    shown = ", ".join(code(name) for name in list(names)[:_MANY])
    return shown + (f" and {len(names) - _MANY} more" if len(names) > _MANY else "")


def _causes(found: Explained) -> Iterator[str]:
    told = causes(found)
    if not told:
        return
    yield from _section("Root causes")
    for name, them in told:
        yield f"- **{escaped(words(name))}** ({len(them)}): {escaped(them[0].cause.text)}"


def _recommendations(found: Explained) -> Iterator[str]:
    told = ways(found)
    if not told:
        return
    yield from _section("Recommendations")
    for number, (way, them) in enumerate(told, 1):
        worst = max((one.finding.severity for one in them), key=lambda one: one.rank)
        addresses = list(dict.fromkeys(one.row.address for one in them))
        yield f"{number}. {_ICONS[worst]} {escaped(ended(way))} ({_some(addresses)})"


def _verdict(found: Explained) -> Iterator[str]:
    verdict: Readiness = readiness(found)
    yield from _section(f"Deployment readiness: {_VERDICTS[verdict.word]} {verdict.word}")
    yield escaped(verdict.text)
    grave = [one for one in found.disagreements if one.finding.severity.rank >= Severity.ERROR.rank]
    rest = [one for one in found.disagreements if one.finding.severity is Severity.WARNING]
    for title, them in (("Before any deployment:", grave), ("Soon after:", rest)):
        if them:
            yield ""
            yield title
            yield ""
            yield from (f"- [ ] {_about(one)}: {escaped(one.finding.message)}" for one in them)
    if found.drift.unreached:
        yield ""
        yield from (f"- [ ] look at {code(one.name)}" for one in found.drift.unreached)
