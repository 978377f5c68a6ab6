"""Which rows of databases are worth counting, because they break what is expected; and the numbers, in sentences.

Asking is ``trueup.postgres.rows.counts``'s affair.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from trueup.drift import ABSENT, Drift, Row
from trueup.drift.explained import Disagreement, Explained
from trueup.model import Address, Schema
from trueup.postgres.objects import Column
from trueup.postgres.rows.against import Rows, Sort, Stored, needed, nulls, rows_against
from trueup.postgres.rows.counts import MOST
from trueup.postgres.rows.elsewhere import elsewhere

Key = tuple[Address, str | None]
"""A row, by its address and field."""


class Worth(NamedTuple):
    """What is to be counted in one place for one row; ``lacking`` is a column without which nothing can be counted."""

    key: Key
    rows: Rows | None
    lacking: str | None = None


def worth(found: Explained, place: str, schema: Schema) -> tuple[Worth, ...]:
    """What is worth counting in a place: where a key is expected that it lacks, or a value where it may be null."""
    rows = [one.row for one in found.disagreements if place in one.row.values]
    told = ((row, _expected(row, place, found.drift, schema)) for row in rows)
    return tuple(Worth((row.address, row.field), *one) for row, one in told if one is not None)


def _expected(row: Row, place: str, drift: Drift, schema: Schema) -> tuple[Rows | None, str | None] | None:
    """The question in the place's own names, or what it lacks; None where nothing can be wrong with rows."""
    expecting = next((name for name in drift.named("code") if name in row.values), drift.truth)
    wanted, table = row.values.get(expecting, ABSENT), row.address.parent
    if table is None or wanted is ABSENT:
        return None
    if row.field == "not_null":
        column = schema.get(row.called.get(place, row.address))
        loose = wanted and row.values[place] is False
        return (nulls(column, Stored(schema)), None) if loose and isinstance(column, Column) else None
    if row.field is not None or row.values[place] is not ABSENT:
        return None
    own = elsewhere(wanted, _names(place, drift))
    if own is None:
        return None
    lacking = next((one.name for one in needed(own) if one not in schema), None)
    rows = rows_against(own, Stored(schema))
    return None if rows is None else (None, lacking) if lacking is not None else (rows, None)


def _names(place: str, drift: Drift) -> Mapping[Address, Address]:
    """What a place calls otherwise than the truth does."""
    return {row.address: row.called[place] for row in drift.rows if row.field is None and place in row.called}


def told(found: Explained, numbers: Mapping[Key, Sequence[str]]) -> Explained:
    """The same, with what was counted among the evidence of the causes."""
    disagreements = [_told(one, numbers.get((one.row.address, one.row.field), ())) for one in found.disagreements]
    return msgspec.structs.replace(found, disagreements=tuple(disagreements))


def _told(one: Disagreement, lines: Sequence[str]) -> Disagreement:
    cause = msgspec.structs.replace(one.cause, evidence=(*one.cause.evidence, *lines))
    return msgspec.structs.replace(one, cause=cause)


def sentences(place: str, asked: Sequence[Worth], numbers: Sequence[int | str]) -> Iterator[tuple[Key, str]]:
    """What was counted in a place, by row, with the query that lists it; or why it was not."""
    given = iter(numbers)
    for one in asked:
        if one.rows is not None:
            yield one.key, f"{place}: {_number(next(given), one.rows)}"
        elif one.lacking is not None:
            yield one.key, f"{place}: nothing can be counted before {one.lacking} is there"


def _number(number: int | str, rows: Rows) -> str:
    if isinstance(number, str):
        return f"not counted: {number}: {rows.query}"
    one, several = _NOUNS[rows.sort]
    many = f"more than {MOST}" if number > MOST else "no" if number == 0 else str(number)
    return f"{many} {one if number == 1 else several}: {rows.query}"


_NOUNS: Mapping[Sort, tuple[str, str]] = {
    "duplicates": ("row is like another", "rows are alike where they must differ"),
    "key": ("row has null in the key", "rows are alike or without a value in the key"),
    "nulls": ("row has none", "rows have none"),
    "orphans": ("row refers to nothing", "rows refer to nothing"),
    "check": ("row does not fulfil it", "rows do not fulfil it"),
    "values": ("row has a value that does not fit", "rows have a value that does not fit"),
    "bound": ("row belongs elsewhere", "rows belong elsewhere"),
    "numbers": ("row gets no number", "rows get no number"),
}
