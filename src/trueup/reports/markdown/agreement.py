"""What all places agree on, as the end of a Markdown report: counted, the names folded away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from trueup.reports.described import short
from trueup.reports.markdown.markup import MANY, code, table
from trueup.wording import few, plural

if TYPE_CHECKING:
    from trueup.drift.agreed import Agreed
    from trueup.model import Address


def agreement(found: Agreed) -> Iterator[str]:
    """The tables and indexes that are the same everywhere, with their row security, and what is mapped by code."""
    if not found.tables and not found.indexes:
        return
    yield from ("", "## What agrees", "")
    number, indexes = plural(len(found.tables), "table"), plural(len(found.indexes), "index", "indexes")
    yield f"The same in {', '.join(map(code, found.places))}: {number} as a whole, {indexes}."
    if found.mapped:
        names = [f"{code(called)} is {code(name)}" for called, name in dict.fromkeys(found.mapped)]
        yield ""
        yield f"Called otherwise by the code on purpose, which is no drift: {few(names, MANY)}."
    yield from _folded("Tables, their indexes and row security", _tables(found))


def _folded(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield from ("", "<details>", f"<summary>{title}</summary>", "", *lines, "", "</details>")


def _tables(found: Agreed) -> Iterator[str]:
    held: dict[Address, list[str]] = {}
    for where, columns in found.indexes.items():
        held.setdefault(where.root, []).append(code(f"({', '.join(columns)})"))
    whole = {*found.tables}
    named = sorted({*found.tables, *held, *found.guarded})
    rows = (
        (
            code(short(where)),
            "✅" if where in whole else "see above",
            ", ".join(held.get(where, ())),
            _guard(found, where),
        )
        for where in named
    )
    yield from table(("Table", "As a whole", "Indexes that are the same", "Row security"), rows)


def _guard(found: Agreed, where: Address) -> str:
    if where not in found.guarded:
        return ""
    number, places = found.guarded[where]
    return f"✅ {plural(number, 'policy', 'policies')} in {', '.join(map(code, places))}"
