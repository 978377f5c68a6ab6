"""Explained drift as a Markdown document: what a careful DBA would write after a day with the schema.

GitHub's flavour. Names from schemas stand in code spans, sentences are escaped: no name changes what the page is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import unified_diff
from typing import TYPE_CHECKING

from trueup.codes import PAGES
from trueup.comparison import Unreached
from trueup.explained import Disagreement, Explained
from trueup.finding import Finding, Severity
from trueup.model import Address, Origin
from trueup.naming import NOTHING, Naming
from trueup.reports.agreement import agreement
from trueup.reports.beside import NOTHING as NOTHING_BESIDE
from trueup.reports.beside import Beside
from trueup.reports.markup import code, escaped, fenced, table
from trueup.reports.matrix import (
    NOT_THERE,
    Cell,
    Definitions,
    Group,
    Line,
    Standing,
    State,
    causes,
    declared,
    ended,
    groups,
    outs,
    places,
    readiness,
    same_lines,
    short,
    standings,
    version,
    ways,
    words,
)
from trueup.reports.text import plural

if TYPE_CHECKING:
    from trueup.agreed import Agreed
    from trueup.convention import Convention, Share
    from trueup.decisions import Accepted
    from trueup.histories.applied import Progress, Step
    from trueup.naming import Comparison, World
    from trueup.usage import Use

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

_MANY = 8


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
        _critical(made, before_after or {}, found.drift.truth, beside.uses),
        _matrix(found, made, beside.agreed),
        _missing(plans or {}, beside.backfills),
        _environments(found, made),
        _sizes(found, beside.sizes),
        _steps(beside.progress),
        _accepted(accepted),
        _remarks(beside.remarks),
        _naming(naming),
        _causes(found),
        _recommendations(found),
        _verdict(found, made, beside.remarks, plans or {}),
        agreement(beside.agreed),
    )
    return "\n".join(line for part in parts for line in part).rstrip() + "\n"


# ------------------------------------------------------------------ what it comes to


def _section(title: str) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""


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
        yield ""
        yield from table(("Affected", "Disagreements", "Worst", "Why"), map(_affected, made))
    elif found.drift.places:
        yield f"No disagreement. All places are measured by {code(found.drift.truth)}."
    for one in found.drift.unreached:
        yield ""
        yield f"⚠️ {code(one.name)} was not looked at: {_why(one)}"


def _affected(group: Group) -> tuple[str, ...]:
    why = sorted({words(name) for line in group.lines if (name := line.disagreement.cause.name) != "unknown"})
    return code(group.address), str(len(group.lines)), f"{_ICONS[group.worst]} {group.worst}", escaped(", ".join(why))


def _why(one: Unreached) -> str:
    where = f" ({code(one.where)})" if one.where is not None else ""
    told = ended(escaped(_on_one_line(one.message)) + where)
    return told + (f" {escaped(_on_one_line(one.help))}" if one.help is not None else "")


def _on_one_line(text: str) -> str:
    return " ".join(line.strip() for line in text.splitlines())


def _critical(
    made: Iterable[Group], definitions: Definitions, truth: str, uses: Mapping[Address, Sequence[Use]]
) -> Iterator[str]:
    grave = [(group, lines) for group in made if (lines := [one.disagreement for one in group.lines if _grave(one)])]
    if not grave:
        return
    yield from _section("Critical issues")
    for number, (group, them) in enumerate(grave, 1):
        if number > 1:
            yield ""
        yield f"### {number}. {_ICONS[group.worst]} {code(group.address)}"
        for alike in _alike(them):
            yield ""
            yield from (f"- {_ICONS[one.finding.severity]} {_issue(one)}" for one in alike)
            yield from _facts(alike)
        yield from _used(uses.get(group.address, ()))
        yield from _different(definitions.get(group.address, {}), truth)


def _used(uses: Sequence[Use]) -> Iterator[str]:
    if uses:
        yield ""
        yield "**Used in:**"
        yield ""
    for one in uses:
        yield f"- {code(f'{one.file}:{one.line}')}: {', '.join(map(code, one.columns))}"


def _grave(one: Line) -> bool:
    return one.severity.rank >= Severity.ERROR.rank


def _alike(them: Iterable[Disagreement]) -> Iterator[list[Disagreement]]:
    """Those that came about in the same way and have the same way out, together; the gravest first."""
    found: dict[tuple[object, ...], list[Disagreement]] = {}
    for one in sorted(them, key=lambda one: -one.finding.severity.rank):
        found.setdefault((one.cause.name, one.cause.text, outs(one)[:1]), []).append(one)
    yield from found.values()


def _issue(one: Disagreement) -> str:
    origins = ", ".join(code(declared(origin)) for origin in one.row.origins.values())
    where = f", declared at {origins}" if origins else ""
    return f"{escaped(ended(one.finding.message))} ({code(one.finding.code)}{where})"


def _facts(alike: Sequence[Disagreement]) -> Iterator[str]:
    """Why, with the evidence that all of them have, and the ways out they have in common."""
    cause = alike[0].cause
    evidence = [fact for fact in cause.evidence if all(fact in one.cause.evidence for one in alike)]
    if cause.name != "unknown":
        yield ""
        yield f"**Why:** {escaped(ended(cause.text))}"
        yield from ("", *(f"- {escaped(fact)}" for fact in evidence)) if evidence else ()
    common = [way for way in outs(alike[0]) if all(way in outs(one) for one in alike)]
    for number, way in enumerate(common):
        yield ""
        yield f"**{'Recommended' if number == 0 else 'Or'}:** {escaped(ended(way))}"


def _different(found: Mapping[str, str], truth: str) -> Iterator[str]:
    """The definitions that are not that of the truth, as what would have to change in them."""
    told: dict[str, list[str]] = {}
    for name, text in found.items():
        if truth in found and not same_lines(text, found[truth]):
            told.setdefault(text, []).append(name)
    for text, names in told.items():
        lines = unified_diff(text.splitlines(), found[truth].splitlines(), n=len(text), lineterm="")
        yield ""
        yield f"{', '.join(map(code, names))} (-) against {code(truth)} (+):"
        yield ""
        yield fenced("\n".join(list(lines)[3:]), "diff")


# ------------------------------------------------------------------ who says what


def _matrix(found: Explained, made: Collection[Group], agreed: Agreed) -> Iterator[str]:
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
    yield f"{_ICONS[one.finding.severity]} {one.finding.severity}"
    yield escaped(words(one.cause.name)) if one.cause.name != "unknown" else ""


def _cell(cell: Cell) -> str:
    if cell.state == "unsaid":
        return "—"
    if cell.text == NOT_THERE:
        return "❌ **missing**" if cell.state == "missing" else "missing"
    return _MARKS[cell.state] + code(cell.text)


# ------------------------------------------------------------------ the ways out


def _missing(plans: Mapping[str, str], backfills: Sequence[Finding]) -> Iterator[str]:
    given: dict[str, list[str]] = {}
    for name, sql in plans.items():
        if sql.strip():
            given.setdefault(sql, []).append(name)
    if not given:
        return
    yield from _section("Missing migrations")
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


def _environments(found: Explained, made: Collection[Group]) -> Iterator[str]:
    yield from _section("Places")
    head = ("Place", "What it is", "State", "Missing", "Only here", "Different", "Worst")
    rows = [_standing(one, found.drift.truth) for one in standings(found, made)]
    yield from table(head, [*rows, *map(_unreached, found.drift.unreached)])


def _sizes(found: Explained, sizes: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    names = [place.name for place in places(found.drift) if place.name in sizes]
    sorts = list(dict.fromkeys(sort for name in names for sort in sizes[name]))
    if not sorts:
        return
    yield ""
    yield from table(
        ("There are", *map(code, names)),
        ((sort, *(f"{sizes[name][sort]:,}" if sort in sizes[name] else "" for name in names)) for sort in sorts),
    )


def _steps(progress: Mapping[str, Progress]) -> Iterator[str]:
    """The migrations in the order of their folder, and what each database notes of them, where not all ran in it."""
    told = {name: {step.name: step for step in one.steps} for name, one in progress.items() if one.told}
    if all(step.ran and step.late is None for steps in told.values() for step in steps.values()):
        return
    yield ""
    yield from table(
        ("Migration, in the order of the folder", *map(code, told)),
        (
            (code(name), *(_step(steps.get(name)) for steps in told.values()))
            for name in dict.fromkeys(name for steps in told.values() for name in steps)
        ),
    )


def _step(found: Step | None) -> str:
    if found is None or not found.ran:
        return f"❌ {words(found.state)}" if found is not None else ""
    return f"⚠️ after {code(found.late)}" if found.late is not None else f"✅ {found.state}"


def _standing(one: Standing, truth: str) -> tuple[str, ...]:
    label = (code(one.place.label),) if one.place.label != one.place.name else ()
    told = [one.place.role, *label, *filter(None, (version(one.place),))]
    numbers = tuple(str(number) if number else "" for number in (one.missing, one.extra, one.differs))
    worst = f"{_ICONS[one.worst]} {one.worst}" if one.worst is not None else ""
    if one.place.name == truth:
        state = "the measure"
    else:
        state = f"❌ {plural(one.number, 'disagreement')}" if one.number else "✅ as it should be"
    return code(one.place.name), ", ".join(told), state, *numbers, worst


def _unreached(one: Unreached) -> tuple[str, ...]:
    return code(one.name), code(one.label), f"⚠️ not looked at: {_why(one)}", "", "", "", ""


def _about(one: Disagreement) -> str:
    return f"{code(one.row.address)}{_of(one.row.field)}"


def _of(field: str | None) -> str:
    """A field behind what it is of."""
    return f" {escaped(field.replace('_', ' '))}" if field is not None else ""


def _accepted(accepted: Sequence[tuple[Disagreement, Accepted]]) -> Iterator[str]:
    if not accepted:
        return
    yield from _section("Accepted")
    yield from table(
        ("What", "Until", "By", "Why"),
        ((_about(one), str(why.until), escaped(why.owner), escaped(why.reason)) for one, why in accepted),
    )


def _remarks(remarks: Sequence[Finding]) -> Iterator[str]:
    """What every place agrees on, and is worth a look."""
    if not remarks:
        return
    yield from _section("Beside the drift")
    yield "No place disagrees about these, and nothing here fails a check."
    yield ""
    for one in remarks:
        where = f", {code(_place(one.origin))}" if one.origin is not None else ""
        told = f"{escaped(ended(one.message))} ({code(one.code)}{where})"
        yield f"- {_ICONS[one.severity]} {told}" + (f" {escaped(ended(one.help))}" if one.help is not None else "")


def _place(found: Origin) -> str:
    """A file, and the line where it is not the first."""
    return f"{found.file}:{found.line}" if found.line > 1 else found.file


def _naming(found: Naming) -> Iterator[str]:
    if not found.conventions:
        return
    yield from _section("Naming")
    yield "Counted are names that tell: of several words, or singular or plural."
    yield ""
    yield from table(
        ("Place", "Tables", "Number", "Columns"),
        (
            (code(name), *(_share(share) for share in (one.tables, one.numbers, one.columns)))
            for name, one in found.conventions.items()
        ),
    )
    yield from _exceptions(found.conventions)
    for names, answer in found.answers.items():
        yield ""
        yield f"### The names of the code in {', '.join(map(code, names))}: {answer.world.state}"
        yield ""
        yield from _world(answer.world)
        odd = {where: world for where, world in answer.tables.items() if world.state != "same"}
        if odd:
            yield ""
            yield from table(
                ("Table of the code", "State", "Called otherwise", "Advice", "Risk"),
                (
                    (code(where), one.state, _called(where, answer), escaped(one.advice), one.risk)
                    for where, one in odd.items()
                ),
            )


def _exceptions(found: Mapping[str, Convention]) -> Iterator[str]:
    """What does not follow the convention of its place; places with the same together."""
    told: dict[tuple[str | None, tuple[Address, ...]], list[str]] = {}
    for name, one in found.items():
        for share in (one.tables, one.numbers, one.columns):
            if share.exceptions:
                told.setdefault((share.style, share.exceptions), []).append(name)
    for (style, exceptions), names in told.items():
        yield ""
        yield f"Not {style} in {', '.join(map(code, names))}: {_some([short(where) for where in exceptions])}."


def _called(where: Address, found: Comparison) -> str:
    """What the names of a table in the code are there."""
    pairs = [one for one in found.pairs if one.called.root == where and one.found is not None]
    shown = [f"{code(one.called.name)} is {code(one.found.name)}" for one in pairs[:_MANY] if one.found is not None]
    return ", ".join(shown) + (f" and {len(pairs) - _MANY} more" if len(pairs) > _MANY else "")


def _world(found: World) -> Iterator[str]:
    yield escaped(ended(found.says))
    if found.risk != "none":
        yield ""
        yield f"- **Recommended:** {escaped(ended(found.advice))}"
        yield f"- **Risk {found.risk}:** {escaped(ended(found.danger))}"


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
        page = f" {escaped(_on_one_line(PAGES[name].text))}" if name in PAGES else ""
        yield f"- **{escaped(words(name))}** ({len(them)}): {escaped(ended(them[0].cause.text))}{page}"


def _recommendations(found: Explained) -> Iterator[str]:
    told = ways(found)
    if not told:
        return
    yield from _section("Recommendations")
    for number, (way, them) in enumerate(told, 1):
        worst = max((one.finding.severity for one in them), key=lambda one: one.rank)
        addresses = list(dict.fromkeys(one.row.address for one in them))
        yield f"{number}. {_ICONS[worst]} {escaped(ended(way))} ({_some(addresses)})"


def _verdict(
    found: Explained, made: Collection[Group], remarks: Sequence[Finding], plans: Mapping[str, str]
) -> Iterator[str]:
    verdict = readiness(found)
    yield from _section(f"Deployment readiness: {_VERDICTS[verdict.word]} {verdict.word}")
    yield escaped(verdict.text)
    grave = [(group, [line for line in group.lines if _grave(line)]) for group in made]
    rest = [(group, [line for line in group.lines if line.severity is Severity.WARNING]) for group in made]
    for title, them in (("Before any deployment:", grave), ("Soon after:", rest)):
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
