"""How names are spelled, for people: the conventions of each place, and which names of the code the others have.

Lines of styled spans, as in ``console``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from trueup.model import Address
from trueup.naming import Comparison, Match, Naming, State, World, the
from trueup.naming.convention import Convention, Share
from trueup.reports.console import Line
from trueup.reports.described import short
from trueup.reports.text import safe
from trueup.spelling import case, number
from trueup.wording import few, listed

_MANY = 6
"""How many exceptions are named."""

_RISKS = {"none": "good", "low": "good", "medium": "warn", "high": "bad"}


def naming(found: Naming) -> Iterator[Line]:
    """All of it: the answer and the way out for each place, what each place calls things, then table by table."""
    for at, one in enumerate(found.answers.values()):
        if at:
            yield ()
        yield from _answer(one)
    if found.answers:
        yield ()
    yield from _conventions(found.conventions)
    for places, one in found.answers.items():
        yield from _tables(places, one)


def opened(found: Naming) -> Iterator[Line]:
    """What of it a check tells: the answers that something hangs on, and the conventions of who does not agree."""
    if not found.open:
        return
    yield ()
    yield (("Names", "head"), ("  `trueup naming` has them table by table.", "dim"))
    for one in found.open.values():
        yield from _answer(one)
    told = {place for places in found.open for place in places}
    same = {place for places in found.answers for place in places} - told
    yield from _conventions({name: one for name, one in found.conventions.items() if name not in same})


_SAID: dict[State, str] = {
    "same": "The same names.",
    "other convention": "Another convention.",
    "not there": "Not there yet.",
    "mixed": "Mixed.",
}


def _answer(found: Comparison) -> Iterator[Line]:
    style = "good" if found.world.state == "same" else "warn"
    yield ((f"  {_SAID[found.world.state]}", style), (f" {safe(found.world.says)}", ""))
    yield from _way_out(found.world)


def _way_out(world: World) -> Iterator[Line]:
    if world.risk == "none":
        return
    yield (("  recommended  ", "dim"), (safe(world.advice), ""))
    yield ((f"  risk {world.risk}  ", _RISKS[world.risk]), (safe(world.danger), "dim"))


def _conventions(found: Mapping[str, Convention]) -> Iterator[Line]:
    """``code  columns camelCase (48 of 48); tables snake_case (5 of 5), plural (5 of 9)``, and what is otherwise."""
    width = max((len(name) for name in found), default=0) + 2
    yield ((f"  {'':<{width}}counted are names that tell: of several words, or singular or plural", "dim"),)
    for name, one in found.items():
        prefix = f", with the prefix {one.prefix}" if one.prefix is not None else ""
        told = f"columns {share(one.columns)}; tables {share(one.tables)}, {share(one.numbers)}{prefix}"
        yield ((f"  {safe(name):<{width}}", "dim"), (safe(told), ""))
    yield from _exceptions(found)


def _exceptions(found: Mapping[str, Convention]) -> Iterator[Line]:
    """What does not follow the convention of its place; places with the same together."""
    told: dict[tuple[str | None, tuple[Address, ...]], list[str]] = {}
    for name, one in found.items():
        for part in (one.columns, one.tables, one.numbers):
            if part.exceptions:
                told.setdefault((part.style, part.exceptions), []).append(name)
    for (style, exceptions), names in told.items():
        yield ((f"  not {style} in {safe(listed(map(the, names)))}: {some(exceptions)}", "dim"),)


def share(found: Share) -> str:
    """``snake_case (312 of 318)``: of the names that tell."""
    return f"{found.style} ({found.follow} of {found.of})" if found.style is not None else "nothing tells"


def some(exceptions: Collection[Address]) -> str:
    """The first of what is named otherwise, by the names alone, and how many more there are."""
    return few([safe(short(where)) for where in exceptions], _MANY)


def _tables(places: Collection[str], found: Comparison) -> Iterator[Line]:
    """The tables in which a name is not there as the code writes it: how it is named, and what is called otherwise."""
    inside: dict[Address, list[Match]] = {}
    for one in found.matches:
        inside.setdefault(one.called.root, []).append(one)
    for where, them in inside.items():
        odd = [one for one in them if one.standing != "exact"]
        if not odd:
            continue
        world, there = found.tables[where], them[0].found
        yield ()
        yield ((safe(where), "head"), (f"  {world.state}", _RISKS[world.risk]))
        yield from _spelled("the code", where, found.code)
        if there is None:
            continue
        yield from _spelled(listed(map(the, places)), there, found.database)
        for one in odd:
            yield from _match(one)


def _spelled(who: str, where: Address, of: Convention) -> Iterator[Line]:
    """How one table and its columns are named."""
    columns = of.of_columns[where]
    told = [*(word for word in (case(where.name), number(where.name)) if word not in (None, "flat"))]
    shown = ", ".join([*map(str, told), f"columns {share(columns)}"])
    yield ((f"  {safe(who)}  ", "dim"), (f"{safe(where.name)}: {shown}", ""))


def _match(one: Match) -> Iterator[Line]:
    if one.called.kind != "column":
        return
    if one.found is None:
        yield ((f"    + {safe(one.called.name)}", "new"), ("  not there", "dim"))
        return
    why = f"  {listed(one.how)}" if one.how != ("case",) else ""
    yield ((f"    = {safe(one.called.name)}", "changed"), (f"  {safe(one.found.name)}", ""), (why, "dim"))
