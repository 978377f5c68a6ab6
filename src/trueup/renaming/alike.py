"""How alike the data of two databases are, where the search for renames left something open that data can tell.

Statistics come in one round trip from each; rows are only sampled when somebody asks for it.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from trueup.formats.live import Live
from trueup.model import Address
from trueup.renames.found import Facts, Renames
from trueup.renames.measured import Statistics, agreement, alike, equal_shares
from trueup.renaming.known import Sides

if TYPE_CHECKING:
    from trueup.postgres.rows.measure import Sample

TIMEOUT = 10_000
"""How many milliseconds a question about data may take; what takes longer was not measured."""

COMPARABLE = 0.75
"""How alike the unchanged columns of a table must be for its others to be compared."""

_MOST = 4_000
"""Of more columns nothing is measured: that is another database."""

Pairs = Mapping[tuple[Address, Address], float]
_Measured = tuple[Mapping[Address, Statistics], Mapping[Address, Statistics]]


class Table(NamedTuple):
    """A table on both sides with its columns: those that went, those that came, and pairs of those that stayed."""

    before: Address
    after: Address
    gone: tuple[Address, ...]
    came: tuple[Address, ...]
    stayed: tuple[tuple[Address, Address], ...]


class Enum(NamedTuple):
    """An enum whose values changed, the values that went and came, and columns of it on both sides."""

    gone: tuple[Address, ...]
    came: tuple[Address, ...]
    users: tuple[tuple[Address, Address], ...]


def measured(sides: Sides, found: Renames, rows: int = 0) -> Facts:
    """What the data say, as far as something open in ``found`` depends on it; ``rows`` of each table are sampled.

    Elsewhere than between two databases there is nothing, nor where one of them has no statistics, nor of tables whose
    unchanged columns are not alike either.
    """
    if not sides.databases:
        return Facts()
    tables, enums = list(_tables(sides, found)), list(_enums(sides, found))
    columns = _wanted(tables, enums)
    if not columns[0] or sum(map(len, columns)) > _MOST:
        return Facts()
    salt = os.urandom(16).hex()
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(_read, sides, side, columns[side], tables, salt, rows) for side in (0, 1)]
        (ours, our_rows), (theirs, their_rows) = (future.result() for future in asked)
    told = dict(_statistics(tables, (ours, theirs))) | dict(_values(enums, (ours, theirs), salt))
    return Facts(statistics=told, samples=dict(_samples(tables, our_rows, their_rows)))


def _tables(sides: Sides, found: Renames) -> Iterator[Table]:
    """Tables on both sides to which a column came that may be an older one."""
    old, new = sides.schemas
    settled = {one.before for one in found.accepted if one.standing != "likely"}
    known = {one.after for one in found.accepted if one.before in settled}
    groups: dict[Address, list[Address]] = defaultdict(list)
    for where in sorted(sides.came - known):
        if where.kind == "column" and where.parent is not None and where.parent.kind == "table":
            groups[where.parent].append(where)
    went = sides.gone
    homes = {found.now(where): where for where in old if where.kind == "table"}
    for after, came in sorted(groups.items()):
        before = homes.get(after)
        if before is None or after not in new:
            continue
        columns = [where for where in old.contents.get(before, ()) if where.kind == "column"]
        stayed = [(where, found.now(where)) for where in columns if where not in went]
        gone = [where for where in columns if where in went - settled]
        yield Table(before, after, tuple(gone), tuple(came), tuple(pair for pair in stayed if pair[1] in new))


def _enums(sides: Sides, found: Renames) -> Iterator[Enum]:
    """Enums with values that went and others that came, which columns of both sides use."""
    old, new = sides.schemas
    went, arrived = sides.gone, sides.came
    for where in (one for one in old if one.kind == "enum"):
        there = found.now(where)
        gone = tuple(x for x in sorted(went) if x.parent == where and x.kind == "value")
        came = tuple(x for x in sorted(arrived) if x.parent == there and x.kind == "value")
        if gone and came:
            named, now = where.steps[-1][1], there.steps[-1][1]
            users = [
                (column, found.now(column))
                for column in old
                if column.kind == "column" and getattr(old[column], "type", None) == named
            ]
            yield Enum(gone, came, tuple(u for u in users if getattr(new.get(u[1]), "type", None) == now))


def _wanted(tables: Sequence[Table], enums: Sequence[Enum]) -> tuple[set[Address], set[Address]]:
    """The columns whose statistics are asked for, of each side."""
    ours = {where for table in tables for where in (*table.gone, *(one for one, _ in table.stayed))}
    theirs = {where for table in tables for where in (*table.came, *(other for _, other in table.stayed))}
    used = [pair for enum in enums for pair in enum.users]
    return ours | {one for one, _ in used}, theirs | {other for _, other in used}


def _read(
    sides: Sides, side: int, columns: set[Address], tables: Sequence[Table], salt: str, rows: int
) -> tuple[Mapping[Address, Statistics], Mapping[Address, Sample]]:
    """The statistics of one side's columns, and samples of its tables."""
    from trueup.errors import ConnectionFailed
    from trueup.postgres.connect import connect
    from trueup.postgres.rows.measure import sample, statistics

    source = sides.sources[side]
    assert isinstance(source, Live)
    samples: dict[Address, Sample] = {}
    try:
        with connect(source.url, statement_timeout_ms=TIMEOUT) as conn:
            found = statistics(conn, columns, salt)
            for table in tables if rows else ():
                where = (table.before, table.after)[side]
                names = sorted(one.name for one in columns if one.parent == where)
                taken = sample(conn, where, sides.schemas[side], names, salt, rows)
                if taken is not None:
                    samples[where] = taken
    except ConnectionFailed:
        return {}, {}  # it was there a moment ago; the search then goes without
    return found, samples


def _statistics(tables: Sequence[Table], known: _Measured) -> Iterator[tuple[tuple[Address, Address], float]]:
    """How alike the columns are that went and came, and how alike those that stayed still are to themselves."""
    for table in tables:
        same = dict(_likeness(table.stayed, known))
        telling = sorted(share for (one, _), share in same.items() if known[0][one].sort is None)
        if telling and telling[len(telling) // 2] < COMPARABLE:
            continue
        yield from same.items()
        yield from _likeness(product((*table.gone, *(one for one, _ in table.stayed)), table.came), known)


def _likeness(
    pairs: Sequence[tuple[Address, Address]] | product[tuple[Address, Address]], known: _Measured
) -> Iterator[tuple[tuple[Address, Address], float]]:
    for one, other in pairs:
        if one in known[0] and other in known[1]:
            yield (one, other), alike(known[0][one], known[1][other])


def _values(enums: Sequence[Enum], known: _Measured, salt: str) -> Iterator[tuple[tuple[Address, Address], float]]:
    """How alike the shares of rows are that have a value, over the columns whose statistics both sides have."""
    for enum in enums:
        users = [pair for pair in enum.users if pair[0] in known[0] and pair[1] in known[1]]
        for one, other in product(enum.gone, enum.came) if users else ():
            ours = sum(known[0][column].shares.get(_hash(one, salt), 0.0) for column, _ in users)
            theirs = sum(known[1][column].shares.get(_hash(other, salt), 0.0) for _, column in users)
            yield (one, other), equal_shares(ours / len(users), theirs / len(users))


def _hash(value: Address, salt: str) -> str:
    from trueup.postgres.rows.measure import hashed

    return hashed(value.name, salt)


def _samples(
    tables: Sequence[Table], ours: Mapping[Address, Sample], theirs: Mapping[Address, Sample]
) -> Iterator[tuple[tuple[Address, Address], float]]:
    """How far columns agree in the rows that both sides have."""
    for table in tables:
        left, right = ours.get(table.before, {}), theirs.get(table.after, {})
        keys = sorted(left.keys() & right.keys())
        for one, other in (*product((*table.gone, *(w for w, _ in table.stayed)), table.came), *table.stayed):
            found = agreement((left[key].get(one.name), right[key].get(other.name)) for key in keys)
            if found is not None:
                yield (one, other), found
