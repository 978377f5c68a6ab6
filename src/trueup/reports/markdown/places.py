"""The places of a check, as part of the Markdown report: how each stands, its size, and the migrations it has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from trueup.comparison import Unreached
from trueup.drift.explained import Explained
from trueup.reports.described import ended, version, words
from trueup.reports.markdown.markup import ICONS, code, escaped, on_one_line, section, table
from trueup.reports.matrix import Group, places
from trueup.reports.outcome import Standing, standings
from trueup.wording import plural

if TYPE_CHECKING:
    from trueup.histories.applied import Progress, Step


def environments(found: Explained, made: Collection[Group]) -> Iterator[str]:
    """How each place stands to the truth, those that were not looked at too."""
    yield from section("Places")
    head = ("Place", "What it is", "State", "Missing", "Only here", "Different", "Worst")
    rows = [_standing(one, found.drift.truth) for one in standings(found, made)]
    yield from table(head, [*rows, *map(_unreached, found.drift.unreached)])


def _standing(one: Standing, truth: str) -> tuple[str, ...]:
    label = (code(one.place.label),) if one.place.label != one.place.name else ()
    told = [one.place.role, *label, *filter(None, (version(one.place),))]
    numbers = tuple(str(number) if number else "" for number in (one.missing, one.extra, one.differs))
    worst = f"{ICONS[one.worst]} {one.worst}" if one.worst is not None else ""
    if one.place.name == truth:
        state = "the measure"
    else:
        state = f"❌ {plural(one.number, 'disagreement')}" if one.number else "✅ as it should be"
    return code(one.place.name), ", ".join(told), state, *numbers, worst


def _unreached(one: Unreached) -> tuple[str, ...]:
    return code(one.name), code(one.label), f"⚠️ not looked at: {why(one)}", "", "", "", ""


def why(one: Unreached) -> str:
    """Why a place was not looked at, and what to do."""
    where = f" ({code(one.where)})" if one.where is not None else ""
    told = ended(escaped(on_one_line(one.message)) + where)
    return told + (f" {escaped(on_one_line(one.help))}" if one.help is not None else "")


def sizes(found: Explained, sizes: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """How much there is of what in each place."""
    names = [place.name for place in places(found.drift) if place.name in sizes]
    sorts = list(dict.fromkeys(sort for name in names for sort in sizes[name]))
    if not sorts:
        return
    yield ""
    yield from table(
        ("There are", *map(code, names)),
        ((sort, *(f"{sizes[name][sort]:,}" if sort in sizes[name] else "" for name in names)) for sort in sorts),
    )


def steps(progress: Mapping[str, Progress]) -> Iterator[str]:
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
