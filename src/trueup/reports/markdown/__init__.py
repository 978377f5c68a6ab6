"""Explained drift as a Markdown document: what a careful DBA would write after a day with the schema.

GitHub's flavour. Names from schemas stand in code spans, sentences are escaped: no name changes what the page is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from trueup.codes import PAGES
from trueup.drift.explained import Disagreement, Explained
from trueup.finding import Finding, Severity
from trueup.model import Address
from trueup.naming import NOTHING, Naming
from trueup.reports.beside import NOTHING as NOTHING_BESIDE
from trueup.reports.beside import Beside
from trueup.reports.described import ended, place, words
from trueup.reports.markdown.agreement import agreement
from trueup.reports.markdown.issues import critical, grave
from trueup.reports.markdown.markup import ICONS, code, escaped, fenced, on_one_line, section, some, table
from trueup.reports.markdown.names import naming as names_of
from trueup.reports.markdown.places import environments, sizes, steps, why
from trueup.reports.matrix import NOT_THERE, Cell, Definitions, Group, Line, State, groups, places
from trueup.reports.outcome import causes, readiness, ways
from trueup.reports.text import together
from trueup.wording import plural

if TYPE_CHECKING:
    from trueup.decisions import Accepted
    from trueup.drift.agreed import Agreed

_MARKS: dict[State, str] = {
    "truth": "",
    "same": "✅ ",
    "missing": "❌ ",
    "extra": "➕ ",
    "differs": "❌ ",
    "unsaid": "",
}
_VERDICTS = {"NOT READY": "🔴", "READY WITH CARE": "🟡", "NOT ALL LOOKED AT": "🟡", "READY": "🟢"}


def report(
    found: Explained,
    plans: Mapping[str, str] | None = None,
    before_after: Definitions | None = None,
    naming: Naming = NOTHING,
    accepted: Sequence[tuple[Disagreement, Accepted]] = (),
    beside: Beside = NOTHING_BESIDE,
) -> str:
    """The whole document.

    ``plans`` have by place the SQL that brings it to the truth, ``before_after`` definitions by table and place.
    ``naming`` says how names are spelled; ``accepted`` is drift that somebody answers for.
    """
    made = groups(found)
    parts = (
        _summary(found, made),
        critical(made, before_after or {}, found.drift.truth, beside.uses),
        _matrix(found, made, beside.agreed),
        _missing(plans or {}, beside.backfills),
        environments(found, made),
        sizes(found, beside.sizes),
        steps(beside.progress),
        _accepted(accepted),
        _remarks(beside.remarks),
        names_of(naming),
        _causes(found),
        _recommendations(found),
        _verdict(found, made, beside.remarks, plans or {}),
        agreement(beside.agreed),
    )
    return "\n".join(line for part in parts for line in part).rstrip() + "\n"


# ------------------------------------------------------------------ what it comes to


def _summary(found: Explained, made: Collection[Group]) -> Iterator[str]:
    verdict = readiness(found)
    yield "# Schema drift"
    yield ""
    yield f"**{_VERDICTS[verdict.word]} {verdict.word}.** {escaped(verdict.text)}"
    yield from section("Summary")
    if found.disagreements:
        number = plural(len(found.disagreements), "disagreement")
        yield f"{number} in {plural(len(made), 'object')}, measured by {code(found.drift.truth)}."
        yield ""
        yield from table(
            ("Severity", "Disagreements"),
            ((f"{ICONS[one]} {one}", str(number)) for one, number in found.counts.items()),
        )
        yield ""
        yield from table(("Affected", "Disagreements", "Worst", "Why"), map(_affected, made))
    elif found.drift.places:
        yield f"No disagreement. All places are measured by {code(found.drift.truth)}."
    for one in found.drift.unreached:
        yield ""
        yield f"⚠️ {code(one.name)} was not looked at: {why(one)}"


def _affected(group: Group) -> tuple[str, ...]:
    known = sorted({words(name) for line in group.lines if (name := line.disagreement.cause.name) != "unknown"})
    return code(group.address), str(len(group.lines)), f"{ICONS[group.worst]} {group.worst}", escaped(", ".join(known))


# ------------------------------------------------------------------ who says what


def _matrix(found: Explained, made: Collection[Group], agreed: Agreed) -> Iterator[str]:
    if not made:
        return
    yield from section("Who says what")
    yield f"Measured by {code(found.drift.truth)}: ✅ agrees, ❌ missing or different, ➕ only here, — cannot say."
    head = [code(place.name) for place in places(found.drift)]
    for group in made:
        yield ""
        yield f"### {ICONS[group.worst]} {code(group.address)}"
        yield ""
        yield from table(("What", *head, "Severity", "Why"), map(_cells, _lines(group)))
        same = agreed.inside.get(group.address, ())
        if same:
            yield ""
            yield f"✅ The same everywhere: {', '.join(map(_named, same))}."


def _lines(group: Group) -> Iterator[tuple[str, tuple[Cell, ...], Disagreement]]:
    for line in group.lines:
        yield f"{code(line.name)}{_of(line.field)}", line.cells, line.disagreement


def _cells(line: tuple[str, tuple[Cell, ...], Disagreement]) -> Iterator[str]:
    name, cells, one = line
    yield name
    yield from map(_cell, cells)
    yield f"{ICONS[one.finding.severity]} {one.finding.severity}"
    yield escaped(words(one.cause.name)) if one.cause.name != "unknown" else ""


def _cell(cell: Cell) -> str:
    if cell.state == "unsaid":
        return "—"
    if cell.text == NOT_THERE:
        return "❌ **missing**" if cell.state == "missing" else "missing"
    return _MARKS[cell.state] + code(cell.text)


# ------------------------------------------------------------------ the ways out


def _missing(plans: Mapping[str, str], backfills: Sequence[Finding]) -> Iterator[str]:
    given = together({name: sql for name, sql in plans.items() if sql.strip()})
    if not given:
        return
    yield from section("Missing migrations")
    yield "Read them before you run them: statements that lose data say so in the plan they are from."
    for sql, names in given.items():
        yield ""
        yield f"### For {', '.join(map(code, names))}"
        yield ""
        yield fenced(sql)
    if backfills:
        yield ""
        yield "**To be answered before it runs**, for the rows that are there:"
        yield ""
        yield from (f"- [ ] {escaped(one.message)} ({code(one.code)})" for one in backfills)


def _about(one: Disagreement) -> str:
    return f"{code(one.row.address)}{_of(one.row.field)}"


def _of(field: str | None) -> str:
    """A field behind what it is of."""
    return f" {escaped(field.replace('_', ' '))}" if field is not None else ""


def _accepted(accepted: Sequence[tuple[Disagreement, Accepted]]) -> Iterator[str]:
    if not accepted:
        return
    yield from section("Accepted")
    yield from table(
        ("What", "Until", "By", "Why"),
        ((_about(one), str(why.until), escaped(why.owner), escaped(why.reason)) for one, why in accepted),
    )


def _remarks(remarks: Sequence[Finding]) -> Iterator[str]:
    """What every place agrees on, and is worth a look."""
    if not remarks:
        return
    yield from section("Beside the drift")
    yield "No place disagrees about these, and nothing here fails a check."
    yield ""
    for one in remarks:
        where = f", {code(place(one.origin))}" if one.origin is not None else ""
        told = f"{escaped(ended(one.message))} ({code(one.code)}{where})"
        yield f"- {ICONS[one.severity]} {told}" + (f" {escaped(ended(one.help))}" if one.help is not None else "")


def _causes(found: Explained) -> Iterator[str]:
    told = causes(found)
    if not told:
        return
    yield from section("Root causes")
    for name, them in told:
        page = f" {escaped(on_one_line(PAGES[name].text))}" if name in PAGES else ""
        yield f"- **{escaped(words(name))}** ({len(them)}): {escaped(ended(them[0].cause.text))}{page}"


def _recommendations(found: Explained) -> Iterator[str]:
    told = ways(found)
    if not told:
        return
    yield from section("Recommendations")
    for number, (way, them) in enumerate(told, 1):
        worst = max((one.finding.severity for one in them), key=lambda one: one.rank)
        addresses = list(dict.fromkeys(one.row.address for one in them))
        yield f"{number}. {ICONS[worst]} {escaped(ended(way))} ({some(addresses)})"


def _verdict(
    found: Explained, made: Collection[Group], remarks: Sequence[Finding], plans: Mapping[str, str]
) -> Iterator[str]:
    verdict = readiness(found)
    yield from section(f"Deployment readiness: {_VERDICTS[verdict.word]} {verdict.word}")
    yield escaped(verdict.text)
    first = [(group, [line for line in group.lines if grave(line)]) for group in made]
    rest = [(group, [line for line in group.lines if line.severity is Severity.WARNING]) for group in made]
    for title, them in (("Before any deployment:", first), ("Soon after:", rest)):
        open_ = [(group, lines) for group, lines in them if lines]
        if open_:
            yield ""
            yield title
            yield ""
            yield from (f"- [ ] {code(group.address)}: {_names(lines)}" for group, lines in open_)
    beside = [one for one in remarks if one.severity.rank >= Severity.ERROR.rank]
    if beside:
        yield ""
        yield "Look at these too, which no place disagrees about:"
        yield ""
        yield from (f"- [ ] {escaped(ended(one.message))}" for one in beside)
    if found.drift.unreached:
        yield ""
        yield "Not looked at:"
        yield ""
        yield from (f"- [ ] look at {code(one.name)}" for one in found.drift.unreached)
    todo = [name for name, sql in plans.items() if sql.strip()]
    if todo:
        names = ", ".join(map(code, todo))
        yield ""
        yield "When it is deployed:"
        yield ""
        yield f"- [ ] try the SQL on a copy first: {code(f'trueup prove {todo[0]} {found.drift.truth}')}"
        yield f"- [ ] have a backup of {names}, and say how one gets back"
        yield f"- [ ] look again afterwards: {code('trueup check')} says that {names} are as they should be"


def _named(where: Address) -> str:
    return code(where.name) if where.kind == "column" else code(f"{where.kind} {where.name}")


def _names(lines: Sequence[Line]) -> str:
    return ", ".join(
        f"{code(line.name)}{f' {escaped(line.field)}' if line.field is not None else ''}" for line in lines
    )
