"""What must be settled first, as part of the Markdown report: why it came about, who uses it, and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import unified_diff
from typing import TYPE_CHECKING

from trueup.drift.explained import Disagreement
from trueup.finding import Severity
from trueup.model import Address
from trueup.reports.described import declared, ended, same_lines
from trueup.reports.markdown.markup import ICONS, code, escaped, fenced, section
from trueup.reports.matrix import Definitions, Group, Line
from trueup.reports.outcome import outs
from trueup.reports.text import together

if TYPE_CHECKING:
    from trueup.beside.usage import Use


def critical(
    made: Iterable[Group], definitions: Definitions, truth: str, uses: Mapping[Address, Sequence[Use]]
) -> Iterator[str]:
    """Each table or object with something grave in it, the gravest first."""
    found = [(group, lines) for group in made if (lines := [one.disagreement for one in group.lines if grave(one)])]
    if not found:
        return
    yield from section("Critical issues")
    for number, (group, them) in enumerate(found, 1):
        if number > 1:
            yield ""
        yield f"### {number}. {ICONS[group.worst]} {code(group.address)}"
        for alike in _alike(them):
            yield ""
            yield from (f"- {ICONS[one.finding.severity]} {_issue(one)}" for one in alike)
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
    measure = found.get(truth)
    if measure is None:
        return
    other = {name: text for name, text in found.items() if not same_lines(text, measure)}
    for text, names in together(other).items():
        lines = unified_diff(text.splitlines(), measure.splitlines(), n=len(text), lineterm="")
        yield ""
        yield f"{', '.join(map(code, names))} (-) against {code(truth)} (+):"
        yield ""
        yield fenced("\n".join(list(lines)[3:]), "diff")


def grave(one: Line) -> bool:
    """Whether it must be settled before anything is deployed."""
    return one.severity.rank >= Severity.ERROR.rank
