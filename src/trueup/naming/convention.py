"""Which convention a schema follows in naming: the case of its tables and columns, their number, a common prefix.

Works on names alone. What they tell of code and a database beside each other is ``trueup.naming``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

import msgspec

from trueup.model import Address, Schema
from trueup.spelling import case, number, words

Key = TypeVar("Key")

Names = Mapping[Address, Collection[str]]
"""The tables somebody speaks of, each with the names of its columns."""


class Share(msgspec.Struct, frozen=True):
    """What most of some names do: ``follow`` of the ``of`` names that tell anything; the others are listed.

    ``style`` is None when no name tells. A word that suits two spellings counts for neither.
    """

    style: str | None
    follow: int = 0
    of: int = 0
    exceptions: tuple[Address, ...] = ()

    @property
    def share(self) -> float:
        """From 0 to 1; 1 when nothing tells otherwise."""
        return self.follow / self.of if self.of else 1.0


class Convention(msgspec.Struct, frozen=True):
    """How a schema names things: the case and number of its tables, the case of its columns, a prefix of its tables.

    ``of_columns`` has the case of each table's own columns.
    """

    tables: Share
    numbers: Share
    columns: Share
    of_columns: Mapping[Address, Share]
    prefix: str | None = None


def names(schema: Schema) -> dict[Address, tuple[str, ...]]:
    """The tables of a schema with the names of their columns."""
    found: dict[Address, list[str]] = {where: [] for where in schema if where.kind == "table"}
    for where in schema:
        if where.kind == "column" and where.parent in found:
            found[where.parent].append(where.name)
    return {where: tuple(inner) for where, inner in found.items()}


def convention(called: Names) -> Convention:
    """How tables and columns are named.

    >>> from trueup.model import address
    >>> found = convention({address("table", "public", "users"): ("id", "user_id", "createdAt", "last_name")})
    >>> found.columns.style, found.columns.follow, found.columns.of, found.columns.exceptions
    ('snake_case', 2, 3, ('table public.users column "createdAt"',))
    """
    columns = {where: [(name, (where, name)) for name in sorted(called[where])] for where in sorted(called)}
    return Convention(
        tables=cases(sorted(called)),
        numbers=numbers(sorted(called)),
        columns=_cases([one for them in columns.values() for one in them], _column),
        of_columns={where: _cases(them, _column) for where, them in columns.items()},
        prefix=_prefix(called),
    )


def _column(key: tuple[Address, str]) -> Address:
    table, name = key
    return table.child("column", name)


def cases(where: Iterable[Address]) -> Share:
    """The case of most of some names. A flat name is an exception only where the others begin with a capital letter."""
    return _cases([(one.name, one) for one in where], lambda one: one)


def _cases(named: Collection[tuple[str, Key]], address: Callable[[Key], Address]) -> Share:
    """``cases`` of names with what leads to their addresses, which are made for exceptions only."""
    counted = Counter(case(name) for name, _ in named)
    flat = counted.pop("flat", 0)
    if counted and min(counted, key=lambda one: (-counted[one], one)) in ("PascalCase", "SCREAMING_CASE"):
        counted["flat"] = flat
    if not counted:
        return Share(None)
    style = min(counted, key=lambda one: (-counted[one], one))
    others = sorted(address(key) for name, key in named if case(name) != style and case(name) in counted)
    return Share(style, counted[style], counted.total(), tuple(others))


def numbers(where: Iterable[Address]) -> Share:
    """Whether most of some names are singular or plural."""
    told = {one: number(one.name) for one in where}
    return _most({one: found for one, found in told.items() if found is not None})


def _most(told: Mapping[Address, str]) -> Share:
    if not told:
        return Share(None)
    counted = Counter(told.values())
    style = min(counted, key=lambda one: (-counted[one], one))
    others = tuple(sorted(where for where, found in told.items() if found != style))
    return Share(style, counted[style], len(told), others)


def _prefix(called: Names) -> str | None:
    """A first word that nearly all tables share and that is not all of their name."""
    first = Counter(found[0] for found in (words(where.name) for where in called) if len(found) > 1)
    if not first or len(called) < 4:
        return None
    word = min(first, key=lambda one: (-first[one], one))
    return word if first[word] >= 0.8 * len(called) else None
