"""How names are spelled, as part of the HTML report."""

from __future__ import annotations

from collections.abc import Iterator

from trueup.model import Address
from trueup.naming import Comparison, Naming
from trueup.naming.convention import Share
from trueup.reports.described import ended, short
from trueup.reports.html.elements import as_code, as_later, as_list, as_row, as_table, as_text
from trueup.wording import plural


def naming(found: Naming) -> Iterator[str]:
    """What each place calls things, and which names of the code the others have."""
    if not found.conventions:
        return
    for names, one in found.answers.items():
        yield f"<h3>The names of the code in {', '.join(map(as_code, names))}: {one.world.state}</h3>"
        yield f"<p>{as_text(ended(one.world.says))}</p>"
        if one.world.risk != "none":
            yield as_list(
                (
                    f"<strong>Recommended:</strong> {as_text(ended(one.world.advice))}",
                    f"<strong>Risk {one.world.risk}:</strong> {as_text(ended(one.world.danger))}",
                )
            )
        yield from _odd(one)
    rows = [
        as_row(as_code(name), *(_share(share) for share in (one.tables, one.numbers, one.columns)))
        for name, one in found.conventions.items()
    ]
    yield '<p class="dim">Counted are names that tell: of several words, or singular or plural.</p>'
    yield as_table("How each place names things", ("Place", "Tables", "Number", "Columns"), rows)


def _odd(found: Comparison) -> Iterator[str]:
    """The tables whose names are not as the code writes them, with what is called otherwise."""
    pairs: dict[Address, list[str]] = {}
    for one in found.pairs:
        if one.found is not None:
            told = f"{as_code(one.called.name)} is {as_code(one.found.name)}"
            pairs.setdefault(one.called.root, []).append(told)
    rows = [
        as_row(as_code(where), one.state, ", ".join(pairs.get(where, [])), one.risk)
        for where, one in found.tables.items()
        if one.state != "same"
    ]
    if rows:
        table = as_table("Tables whose names are not there", ("Table of the code", "State", "Called", "Risk"), rows)
        yield as_later(plural(len(rows), "table"), table)


def _share(found: Share) -> str:
    """How many follow, and behind it the names of those that do not."""
    if found.style is None:
        return "nothing tells"
    told = f"{as_code(found.style)} ({found.follow} of {found.of})"
    if not found.exceptions:
        return told
    names = ", ".join(as_code(short(where)) for where in found.exceptions)
    return told + as_later(f"{len(found.exceptions)} otherwise", names)
