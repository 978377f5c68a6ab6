"""How names are spelled, as part of the Markdown report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from trueup.model import Address
from trueup.naming import Naming
from trueup.reports.described import ended, short
from trueup.reports.markdown.markup import MANY, code, escaped, section, some, table
from trueup.wording import few

if TYPE_CHECKING:
    from trueup.naming import Comparison, World
    from trueup.naming.convention import Convention, Share


def naming(found: Naming) -> Iterator[str]:
    """What each place calls things, and which names of the code the others have."""
    if not found.conventions:
        return
    yield from section("Naming")
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
        yield f"Not {style} in {', '.join(map(code, names))}: {some([short(where) for where in exceptions])}."


def _called(where: Address, found: Comparison) -> str:
    """What the names of a table in the code are there."""
    pairs = [one for one in found.pairs if one.called.root == where and one.found is not None]
    return few([f"{code(one.called.name)} is {code(one.found.name)}" for one in pairs if one.found is not None], MANY)


def _world(found: World) -> Iterator[str]:
    yield escaped(ended(found.says))
    if found.risk != "none":
        yield ""
        yield f"- **Recommended:** {escaped(ended(found.advice))}"
        yield f"- **Risk {found.risk}:** {escaped(ended(found.danger))}"


def _share(found: Share) -> str:
    return "nothing tells" if found.style is None else f"{code(found.style)} ({found.follow} of {found.of})"
