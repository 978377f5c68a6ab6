"""Explained drift as one HTML page that needs nothing else: no network, no font, no file beside it.

A content security policy forbids everything but the page's own style and script, so a name that were to break out of
its escaping could still run nothing. Without scripts the page is whole; only the filters are gone. With them, what is
closed is a text and no elements, so that a browser bears thousands of tables.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from trueup.comparison import Unreached
from trueup.drift.explained import Disagreement, Explained
from trueup.finding import Finding, Severity
from trueup.model import Schema
from trueup.naming import NOTHING, Naming
from trueup.reports.beside import NOTHING as NOTHING_BESIDE
from trueup.reports.beside import Beside
from trueup.reports.described import declared, ended, place, same_lines, version, words
from trueup.reports.html.diagram import READABLE, SIGNS, drawing
from trueup.reports.html.elements import as_block, as_code, as_later, as_list, as_row, as_severity, as_table, as_text
from trueup.reports.html.names import naming as names_of
from trueup.reports.html.page import SCRIPT, STYLE
from trueup.reports.matrix import Cell, Definitions, Group, Line, groups, places
from trueup.reports.outcome import Standing, causes, outs, readiness, standings, ways
from trueup.reports.text import safe, together
from trueup.wording import few, plural

if TYPE_CHECKING:
    from trueup.decisions import Accepted

_MOODS = {"NOT READY": "bad", "READY WITH CARE": "care", "NOT ALL LOOKED AT": "care", "READY": "good"}
_SIZE = 8
_LINES = 400
_LONG = 20
"""So many of a list are shown from the start; the others when somebody opens them."""
EARLY = 30
"""The first tables of the matrix are open, until so many rows are; ``page.py`` does the same with a search."""


def report(
    found: Explained,
    before_after: Definitions | None = None,
    plans: Mapping[str, str] | None = None,
    schema: Schema | None = None,
    accepted: Sequence[tuple[Disagreement, Accepted]] = (),
    naming: Naming = NOTHING,
    beside: Beside = NOTHING_BESIDE,
) -> str:
    """The page. ``plans`` have by place the SQL that brings it to the truth; ``schema`` is what the diagram draws.

    Without a schema the diagram has the tables that drift, and the foreign keys the drift is about. ``accepted`` is
    drift that somebody answers for, ``naming`` how names are spelled, ``beside`` what stands beside the drift.
    """
    made = groups(found)
    sections = [
        ("summary", "Summary", _summary(found, made)),
        ("places", "Places", _places(found, made)),
        ("matrix", "Who says what", _matrix(found, made, before_after or {})),
        ("accepted", "Accepted", _accepted(accepted)),
        ("names", "Names", names_of(naming)),
        ("diagram", "Diagram", _diagram(made, schema)),
        ("beside", "Beside the drift", _remarks(beside.remarks)),
        ("plan", "Plan", _plans(plans or {}, beside.backfills)),
        ("advice", "What to do", _advice(found)),
    ]
    shown = [(name, title, "".join(parts)) for name, title, parts in sections]
    shown = [one for one in shown if one[2]]
    verdict = readiness(found)
    body = "".join(
        f'<section aria-labelledby="{name}"><h2 id="{name}">{title}</h2>{inside}</section>\n'
        for name, title, inside in shown
    )
    links = "".join(f'<li><a href="#{name}">{title}</a></li>' for name, title, _ in shown)
    return (
        f"{_head(verdict.word)}<body>\n"
        '<a class="skip" href="#matrix">Skip to who says what</a>\n'
        f'<header><h1>Schema drift</h1><p class="verdict {_MOODS[verdict.word]}">'
        f"<strong>{verdict.word}.</strong> {as_text(verdict.text)}</p>\n"
        f'<nav aria-label="Parts of this page"><ul>{links}</ul></nav></header>\n'
        f"<main>\n{body}</main>\n<script>{SCRIPT}</script>\n</body></html>\n"
    )


def _head(word: str) -> str:
    policy = f"default-src 'none'; style-src {_hash(STYLE)}; script-src {_hash(SCRIPT)}; base-uri 'none'"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}; form-action \'none\'">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" '
        f'content="light dark"><title>Schema drift: {word}</title>\n<style>{STYLE}</style></head>\n'
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


# ------------------------------------------------------------------ summary and places


def _summary(found: Explained, made: Collection[Group]) -> Iterator[str]:
    truth = as_code(found.drift.truth)
    if not found.disagreements:
        yield f"<p>No disagreement. All places are measured by {truth}.</p>"
        return
    number = plural(len(found.disagreements), "disagreement")
    yield f"<p>{number} in {plural(len(made), 'object')}, measured by {truth}.</p>"
    yield as_table(
        "Disagreements by severity",
        ("Severity", "Disagreements"),
        (as_row(as_severity(one), str(count)) for one, count in found.counts.items()),
    )
    told = causes(found)
    if told:
        yield "<h3>Root causes</h3>"
        yield as_list(
            f"<strong>{as_text(words(name))}</strong> ({len(them)}): {as_text(them[0].cause.text)}"
            for name, them in told
        )


def _places(found: Explained, made: Collection[Group]) -> Iterator[str]:
    head = ("Place", "What it is", "State", "Missing", "Only here", "Different", "Worst")
    rows = [_standing(one, found.drift.truth) for one in standings(found, made)]
    yield as_table("The places, and how each stands", head, [*rows, *map(_unreached, found.drift.unreached)])


def _standing(one: Standing, truth: str) -> str:
    label = (as_code(one.place.label),) if one.place.label != one.place.name else ()
    told = [one.place.role, *label, *filter(None, (version(one.place),))]
    if one.place.name == truth:
        state = "the measure"
    else:
        state = f"✗ {plural(one.number, 'disagreement')}" if one.number else "✓ as it should be"
    worst = as_severity(one.worst) if one.worst is not None else ""
    numbers = (str(one.missing), str(one.extra), str(one.differs))
    return as_row(as_code(one.place.name), ", ".join(told), state, *numbers, worst)


def _unreached(one: Unreached) -> str:
    told = as_text(ended(one.message) if one.where is None else one.message)
    where = f" ({as_code(one.where)})." if one.where is not None else ""
    help = f" {as_text(one.help)}" if one.help is not None else ""
    why = f"⚠ not looked at: {told}{where}{help}"
    return as_row(as_code(one.name), as_code(one.label), why, "", "", "", "")


# ------------------------------------------------------------------ the matrix


def _matrix(found: Explained, made: Sequence[Group], definitions: Definitions) -> Iterator[str]:
    if not made:
        yield "<p>There is nothing the places disagree about.</p>"
        return
    yield _filters(found, made)
    yield (
        f'<p class="dim">Measured by {as_code(found.drift.truth)}: ✓ agrees, ✗ missing, ≠ differs, + only here, '
        "— cannot say.</p>\n"
    )
    shown = places(found.drift)
    head = ["What", *(as_code(place.name) for place in shown), "Severity", "Why, and the ways out"]
    numbers = {place.name: str(number) for number, place in enumerate(shown)}
    early = 0
    for number, group in enumerate(made):
        rows = (_line(line, numbers) for line in group.lines)
        table = as_table(f"Who says what of {as_text(group.address)}", head, rows)
        told = "".join(_definitions(definitions.get(group.address, {}), found.drift.truth))
        title = f"<h3>{as_code(group.address)} {as_severity(group.worst)}</h3>"
        state = " open" if early < EARLY else ""
        early += len(group.lines)
        yield as_later(title, table + told, f' class="group" id="t{number}"{state}') + "\n"
    yield '<button type="button" id="more" hidden>Show more</button>'


def _filters(found: Explained, made: Sequence[Group]) -> str:
    boxes = "".join(
        f'<label><input type="checkbox" name="severity" value="{one}" checked>{as_severity(one)} ({count})</label>'
        for one, count in found.counts.items()
    )
    named = [(str(number), safe(place.name)) for number, place in enumerate(places(found.drift))]
    kinds = sorted({line.disagreement.row.address.kind for group in made for line in group.lines})
    return (
        '<form id="filters" role="search" aria-label="Filter who says what" hidden>'
        '<label>Search <input type="search" name="text" autocomplete="off" spellcheck="false"></label>'
        f"<fieldset><legend>Severity</legend>{boxes}</fieldset>"
        f"<label>Place that is off {_select('place', 'any', named)}</label>"
        f"<label>Kind {_select('kind', 'any', [(kind, kind) for kind in kinds])}</label>"
        '<button type="reset">Show all</button><p id="shown" role="status"></p>'
        '<p class="dim">Escape shows all again, arrows go from table to table, Enter opens and closes.</p></form>'
    )


def _select(name: str, otherwise: str, options: Iterable[tuple[str, str]]) -> str:
    inside = "".join(f'<option value="{as_text(value)}">{as_text(shown)}</option>' for value, shown in options)
    return f'<select name="{name}"><option value="">{otherwise}</option>{inside}</select>'


def _line(line: Line, numbers: Mapping[str, str]) -> str:
    one = line.disagreement
    off = " ".join(numbers[name] for name in line.against)
    field = f" {as_text(line.field)}" if line.field is not None else ""
    return (
        f'<tr data-s="{line.severity}" data-k="{as_text(one.row.address.kind)}" data-p="{off}">'
        f'<th scope="row">{as_code(line.name)}{field}</th>{"".join(map(_cell, line.cells))}'
        f'<td>{as_severity(line.severity)}</td><td class="why">{"".join(_why(one))}</td></tr>\n'
    )


def _cell(cell: Cell) -> str:
    if cell.state == "unsaid":
        return '<td class="unsaid">— <span class="vh">cannot say</span></td>'
    if cell.state == "same":
        return '<td class="same"><span class="vh">agrees</span></td>'
    inside = as_code(cell.text)
    if cell.whole is not None:
        inside = f"<details><summary>{inside}</summary>{as_block(cell.whole)}</details>"
    return f'<td class="{cell.state}">{inside}</td>'


def _why(one: Disagreement) -> Iterator[str]:
    yield f"<p>{as_text(ended(one.finding.message))}</p>"
    facts = [as_text(fact) for fact in one.cause.evidence]
    facts += [f"declared by {as_code(place)}: {as_code(declared(origin))}" for place, origin in one.row.origins.items()]
    told = [
        f"<strong>{'Or' if number else 'Recommended'}:</strong> {as_text(way)}" for number, way in enumerate(outs(one))
    ]
    cause = words(one.cause.name) if one.cause.name != "unknown" else "more"
    yield f"<details><summary>{as_text(cause)}</summary><p>{as_text(one.cause.text)}</p>"
    yield f"{as_list(facts) if facts else ''}{as_list(told) if told else ''}</details>"


def _accepted(accepted: Iterable[tuple[Disagreement, Accepted]]) -> Iterator[str]:
    rows = [
        as_row(_about(one), str(why.until), as_text(why.owner), as_text(why.reason), as_text(one.finding.message))
        for one, why in accepted
    ]
    head = ("What", "Until", "By", "Why", "What it is")
    yield from _first(rows, lambda some, _: as_table("What somebody answers for", head, some))


def _about(one: Disagreement) -> str:
    field = f" {as_text(one.row.field.replace('_', ' '))}" if one.row.field is not None else ""
    return f"{as_code(one.row.address)}{field}"


# ------------------------------------------------------------------ definitions, before and after


def _definitions(found: Mapping[str, str], truth: str) -> Iterator[str]:
    """The definition of each place beside that of the truth; places with the same one together."""
    measure = found.get(truth)
    others = together({name: text for name, text in found.items() if measure is None or not same_lines(text, measure)})
    if not others:
        return
    yield "<details><summary>Definitions, before and after</summary>"
    for text, names in others.items():
        called = ", ".join(map(as_code, names))
        before, after = _marked(text, measure or "")
        yield f'<div class="pair"><figure><figcaption>now: {called}</figcaption>{before}</figure>'
        if measure is not None:
            yield f"<figure><figcaption>as {as_code(truth)} says</figcaption>{after}</figure>"
        yield "</div>"
    yield "</details>"


def _marked(before: str, after: str) -> tuple[str, str]:
    """Two texts as blocks, the lines that are in one of them only marked."""
    one, other = (text.expandtabs().strip("\n").split("\n") for text in (before, after))
    left: list[str] = []
    right: list[str] = []
    for tag, start, end, to, until in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        kept = tag == "equal"
        left += [as_text(line) + "\n" if kept else f"<del>{as_text(line)}</del>" for line in one[start:end]]
        right += [as_text(line) + "\n" if kept else f"<ins>{as_text(line)}</ins>" for line in other[to:until]]
    return f"<pre>{''.join(left)}</pre>", f"<pre>{''.join(right)}</pre>"


# ------------------------------------------------------------------ diagram, plan, advice


def _diagram(made: Sequence[Group], schema: Schema | None) -> Iterator[str]:
    links = {group.address: f"t{number}" for number, group in enumerate(made)}
    found = drawing(made, schema, links)
    if not found.drawn:
        return
    signs = ", ".join(f"{SIGNS[one]} {one}" for one in reversed(Severity))
    yield "<p>Arrows go from a foreign key to what it refers to. "
    yield f"What drifts is marked: {signs}; keys that drift are dashed.</p>"
    if found.left_out:
        yield (
            f"<p>More than {READABLE} tables: drawn are {found.drawn}, those that drift, gravest first, and their "
            f"neighbours; {found.left_out} are not. The matrix has all that drift.</p>"
        )
    yield f'<div class="sheet" role="region" aria-label="Diagram of the tables" tabindex="0">{found.svg}</div>'


def _remarks(remarks: Sequence[Finding]) -> Iterator[str]:
    if remarks:
        yield "<p>No place disagrees about these, and nothing here fails a check.</p>"
        head = ("What", "Severity", "What to do", "Code")
        rows = [*map(_remark, remarks)]
        yield from _first(rows, lambda some, _: as_table("What is worth a look", head, some))


def _remark(one: Finding) -> str:
    where = f" ({as_code(place(one.origin))})" if one.origin is not None else ""
    help = as_text(ended(one.help)) if one.help is not None else ""
    return as_row(f"{as_text(ended(one.message))}{where}", as_severity(one.severity), help, as_code(one.code))


def _plans(plans: Mapping[str, str], backfills: Sequence[Finding]) -> Iterator[str]:
    given = {name: sql for name, sql in plans.items() if sql.strip()}
    for sql, names in together(given).items():
        state = " open" if sql.count("\n") < _LINES else ""
        yield as_later(f"SQL for {', '.join(map(as_code, names))}", as_block(sql), state)
    if backfills:
        yield "<p>To be answered before it runs, for the rows that are there:</p>"
        told = [f"{as_text(one.message)} ({as_code(one.code)})" for one in backfills]
        yield from _first(told, lambda some, _: as_list(some))


def _advice(found: Explained) -> Iterator[str]:
    told = [_way(*one) for one in ways(found)]
    yield from _first(told, lambda some, start: f'<ol start="{start}">{"".join(some)}</ol>')


def _first(told: Sequence[str], shown: Callable[[Sequence[str], int], str]) -> Iterator[str]:
    """The beginning of a list that may be long, and the rest to be opened; ``shown`` is told the first one's number."""
    if told:
        yield shown(told[:_LONG], 1)
    if rest := told[_LONG:]:
        yield as_later(f"{len(rest)} more", shown(rest, _LONG + 1))


def _way(way: str, them: Sequence[Disagreement]) -> str:
    worst = max((one.finding.severity for one in them), key=lambda one: one.rank)
    return f"<li>{as_severity(worst)} {as_text(ended(way))} {_some(them)}</li>"


def _some(them: Iterable[Disagreement]) -> str:
    addresses = list(dict.fromkeys(one.row.address for one in them))
    return f'<span class="dim">{few([*map(as_code, addresses)], _SIZE)}</span>'
