"""Explained drift as JUnit XML: a suite for each place, a case for each table, failed where the two disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from trueup.comparison import Unreached
from trueup.drift import Place
from trueup.drift.explained import Explained
from trueup.finding import Severity
from trueup.reports.matrix import NOT_THERE, Group, Line, groups, places
from trueup.reports.outcome import outs
from trueup.reports.text import safe
from trueup.wording import plural


def report(found: Explained) -> str:
    """The document. What is only worth knowing (``info``) fails nothing; a place not looked at is an error."""
    made = groups(found)
    shown = places(found.drift)
    suites = [
        _suite(place, number, found.drift.truth, made)
        for number, place in enumerate(shown)
        if place.name != found.drift.truth
    ]
    suites += map(_unreached, found.drift.unreached)
    totals = [sum(counts[number] for counts, _ in suites) for number in range(3)]
    attributes: dict[str, object] = {
        "name": "trueup",
        **dict(zip(("tests", "failures", "errors"), totals, strict=True)),
    }
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', element("testsuites", attributes)]
    lines += [line for _, inside in suites for line in inside]
    return "\n".join([*lines, "</testsuites>"]) + "\n"


Counts = tuple[int, int, int]


def _suite(place: Place, number: int, truth: str, made: Iterable[Group]) -> tuple[Counts, list[str]]:
    """A place with the tables that any place disagrees about; where there are none, with one case that passes."""
    asked = [(group, _off(group, number)) for group in made if _is_asked(group, number)]
    failed = sum(any(line.severity is not Severity.INFO for line in off) for _, off in asked)
    cases = [line for group, off in asked for line in _case(place.name, group.address, off, truth, number)]
    if not cases:
        cases = [element("testcase", {"classname": place.name, "name": f"is what {truth} says"}, "/")]
    counts = (len(asked) or 1, failed, 0)
    return counts, [_head(place.name, counts), *cases, "  </testsuite>"]


def _is_asked(group: Group, number: int) -> bool:
    return any(line.cells[number].state != "unsaid" for line in group.lines)


def _off(group: Group, number: int) -> list[Line]:
    return [line for line in group.lines if line.cells[number].state in ("missing", "extra", "differs")]


def _case(place: str, address: str, off: list[Line], truth: str, number: int) -> Iterator[str]:
    attributes: dict[str, object] = {"classname": place, "name": address}
    if not off:
        yield element("testcase", attributes, "/")
        return
    told = sorted(off, key=lambda line: -line.severity.rank)
    worst = told[0]
    text = text_of("\n".join(_said(line, place, truth, number) for line in told))
    yield element("testcase", attributes)
    if worst.severity is Severity.INFO:
        yield f"      <system-out>{text}</system-out>"
    else:
        summary = worst.disagreement.finding.message
        if len(told) > 1:
            summary = f"{plural(len(told), 'disagreement')}, the gravest: {summary}"
        yield (
            "  "
            + element("failure", {"type": worst.disagreement.finding.code, "message": summary})
            + text
            + "</failure>"
        )
    yield "    </testcase>"


def _said(line: Line, place: str, truth: str, number: int) -> str:
    one = line.disagreement
    finding = one.finding
    found = [
        f"{finding.severity.upper()} {finding.code} {safe(one.row.address)}{_field(line)}: {safe(finding.message)}"
    ]
    measure = next((cell.text for cell in line.cells if cell.state == "truth"), NOT_THERE)
    found.append(f"  {safe(place)}: {line.cells[number].text}; {safe(truth)}: {measure}")
    found.append(f"  why: {safe(one.cause.text)}")
    found += [f"  way out: {safe(way)}" for way in outs(one)]
    return "\n".join(found)


def _field(line: Line) -> str:
    return "" if line.field is None else f" {line.field}"


def _unreached(one: Unreached) -> tuple[Counts, list[str]]:
    counts = (1, 0, 1)
    told = "\n".join(safe(text) for text in (one.label, one.message, one.help) if text is not None)
    problem = element("error", {"type": one.error, "message": one.message})
    case = element("testcase", {"classname": one.name, "name": "can be looked at"})
    return counts, [
        _head(one.name, counts),
        case,
        f"  {problem}{text_of(told)}</error>",
        "    </testcase>",
        "  </testsuite>",
    ]


# ------------------------------------------------------------------ XML


def _head(name: str, counts: Counts) -> str:
    tests, failures, errors = counts
    return element("testsuite", {"name": name, "tests": tests, "failures": failures, "errors": errors, "skipped": 0})


_DEPTH = {"testsuites": "", "testsuite": "  "}


def element(tag: str, attributes: dict[str, object], end: str = "") -> str:
    """An opening tag with its attributes, indented as its kind is."""
    told = "".join(f' {name}="{text_of(safe(str(text)))}"' for name, text in attributes.items())
    return f"{_DEPTH.get(tag, '    ')}<{tag}{told}{end}>"


def text_of(text: str) -> str:
    """XML of a text in which only line ends are control characters: it has passed ``safe``."""
    return escape(text)
