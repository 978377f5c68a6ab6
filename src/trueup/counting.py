"""Which rows of databases are worth counting, because they break what is expected; and the numbers, in sentences.

Asking is ``trueup.postgres.counts``'s affair.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from trueup.drift import ABSENT, Drift, Row
from trueup.explained import Disagreement, Explained
from trueup.model import Address, Schema, address
from trueup.postgres.counts import MOST, Broken

Key = tuple[Address, str | None]
"""A row, by its address and field."""


class Worth(NamedTuple):
    """What is to be counted in one place for one row; ``lacking`` is a column without which nothing can be counted."""

    key: Key
    broken: Broken | None
    lacking: str | None = None


def worth(found: Explained, place: str, schema: Schema) -> tuple[Worth, ...]:
    """What is worth counting in a place: where a key is expected that it lacks, or a value where it may be null."""
    rows = [one.row for one in found.disagreements if place in one.row.values]
    told = ((row, _broken(row, place, found.drift, schema)) for row in rows)
    return tuple(Worth((row.address, row.field), *one) for row, one in told if one is not None)


def _broken(row: Row, place: str, drift: Drift, schema: Schema) -> tuple[Broken | None, str | None] | None:
    expecting = next((name for name in drift.named("code") if name in row.values), drift.truth)
    wanted, table = row.values.get(expecting, ABSENT), row.address.parent
    if table is None or wanted is ABSENT:
        return None
    if row.field == "not_null" and wanted and row.values[place] is False:
        return _counted("nulls", place, drift, schema, table, (row.address.name,))
    if row.field is not None or row.values[place] is not ABSENT:
        return None
    columns = tuple(one if isinstance(one, str) else one.column for one in getattr(wanted, "columns", ()))
    if not columns or None in columns or getattr(wanted, "predicate", None) is not None:
        return None
    if hasattr(wanted, "to_columns"):
        there = address("table", wanted.to_namespace, wanted.to_table)
        return _counted("orphans", place, drift, schema, table, columns, there, wanted.to_columns)
    if not (getattr(wanted, "unique", False) or type(wanted).__name__ in ("Unique", "PrimaryKey")):
        return None
    broken, lacking = _counted("duplicates", place, drift, schema, table, columns)
    if broken is not None and wanted.nulls_not_distinct:
        broken = broken._replace(nullable=())
    return broken, lacking


def _counted(
    sort: Any,
    place: str,
    drift: Drift,
    schema: Schema,
    table: Address,
    columns: tuple[str, ...],
    to: Address | None = None,
    to_columns: tuple[str, ...] = (),
) -> tuple[Broken | None, str | None]:
    """The question in the place's own names, or what it lacks."""
    here, own = _names(table, columns, place, drift)
    there, theirs = _names(to, to_columns, place, drift) if to is not None else (None, ())
    asked = [here.child("column", name) for name in own]
    asked += [there.child("column", name) for name in theirs] if there is not None else []
    for column in asked:
        if column not in schema:
            return None, column.name
    pairs = zip(asked[: len(own)], asked[len(own) :], strict=False)
    for one, other in pairs:
        if getattr(schema[one], "type", None) != getattr(schema[other], "type", None):
            return None, None
    nullable = tuple(name for name in own if not getattr(schema[here.child("column", name)], "not_null", True))
    return Broken(sort, here, own, nullable, there, theirs), None


def _names(table: Address, columns: Sequence[str], place: str, drift: Drift) -> tuple[Address, tuple[str, ...]]:
    """What a place calls a table and its columns."""
    called = {row.address: row.called[place] for row in drift.rows if row.field is None and place in row.called}
    here = called.get(table, table)
    names = (called.get(column, column).name for column in (table.child("column", name) for name in columns))
    return here, tuple(names)


def told(found: Explained, numbers: Mapping[Key, Sequence[str]]) -> Explained:
    """The same, with what was counted among the evidence of the causes."""
    disagreements = [_told(one, numbers.get((one.row.address, one.row.field), ())) for one in found.disagreements]
    return msgspec.structs.replace(found, disagreements=tuple(disagreements))


def _told(one: Disagreement, lines: Sequence[str]) -> Disagreement:
    cause = msgspec.structs.replace(one.cause, evidence=(*one.cause.evidence, *lines))
    return msgspec.structs.replace(one, cause=cause)


def sentences(place: str, asked: Sequence[Worth], numbers: Sequence[int]) -> Iterator[tuple[Key, str]]:
    """What was counted in a place, by row, with the query that lists it."""
    given = iter(numbers)
    for one in asked:
        if one.broken is not None:
            yield one.key, f"{place}: {_number(next(given), one.broken)}: {one.broken.query}"
        elif one.lacking is not None:
            yield one.key, f"{place}: nothing can be counted before {one.lacking} is there"


def _number(number: int, broken: Broken) -> str:
    noun = {
        "duplicates": ("value is there more than once", "values are there more than once"),
        "nulls": ("row has none", "rows have none"),
        "orphans": ("row refers to nothing", "rows refer to nothing"),
    }[broken.sort]
    many = f"more than {MOST}" if number > MOST else "no" if number == 0 else str(number)
    return f"{many} {noun[0] if number == 1 else noun[1]}"
