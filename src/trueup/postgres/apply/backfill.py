"""A table that is updated in steps: which rows are next, how many, and whether any are left. ``apply`` runs them.

With a key, a step is a range of it; without one, a range of the table's blocks, partition by partition. Passes over the
table end when no row is left that needs the update: rows may have come while a pass went by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from trueup.errors import SourceError
from trueup.postgres.names import ident, idents, literal, qualified
from trueup.statement import Batch

if TYPE_CHECKING:
    from psycopg import Connection

PASSES = 10
"""Passes over a table before it is given up that somebody writes rows faster than they are updated."""


class Place(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How far a backfill is: noted with each step, so that it goes on from there.

    ``at`` is the last key that was dealt with. Without a key, ``relation`` is the table or partition, ``block`` the
    next of its blocks and ``end`` how many it had when the pass came to it. ``seen`` counts rows or blocks of this
    pass, ``left`` the rows that needed the update when it began.
    """

    round: int = 1
    at: tuple[str, ...] = ()
    relation: tuple[str, str] | None = None
    block: int = 0
    end: int = 0
    seen: int = 0
    left: int | None = None

    def text(self) -> str:
        return msgspec.json.encode(self).decode()

    @staticmethod
    def of(text: str | None) -> Place:
        """The place as it was noted; the beginning when nothing was."""
        return Place() if text is None else msgspec.json.decode(text, type=Place)

    def first(self) -> Place:
        """The same place in a pass that counts as the first: what rows get may be another value by now."""
        return msgspec.structs.replace(self, round=1, left=None)


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """The next rows: the ``update`` of those of them that need it, and the place ``after`` them."""

    update: str
    after: Place


class Pace:
    """How many rows a step takes: as many as are updated in a bit less than ``seconds``."""

    LEAST, MOST = 50, 200_000

    def __init__(self, size: int, seconds: float) -> None:
        self.size = max(self.LEAST, min(size, self.MOST))
        self._seconds = seconds

    def took(self, seconds: float) -> None:
        """Learn from a step: at most twice or half as much at a time."""
        wanted = self.size * 0.6 * self._seconds / max(seconds, 1e-4)
        self._resize(min(max(wanted, self.size / 2), self.size * 2))

    def failed(self) -> None:
        """A step waited in vain for a row: fewer rows meet fewer others."""
        self._resize(self.size / 2)

    def _resize(self, size: float) -> None:
        self.size = int(max(self.LEAST, min(size, self.MOST)))


def window(conn: Connection[Any], batch: Batch, place: Place, size: int) -> Window | None:
    """The next step from a place on, None when the pass is over."""
    return (_by_key if batch.key else _by_block)(conn, batch, place, size)


def left(conn: Connection[Any], batch: Batch) -> int:
    """How many rows still need the update."""
    row = conn.execute(f"SELECT count(*) FROM {_table(batch)} WHERE ({batch.where}\n)".encode()).fetchone()
    assert row is not None
    return int(row[0])


def again(batch: Batch, place: Place, still: int) -> Place:
    """The beginning of the next pass. Raises SourceError when another would bring nothing."""
    if (place.left is not None and still >= place.left) or place.round >= PASSES:
        raise SourceError(
            f"{still} rows of {batch.table} need the update after they had it {place.round} times:"
            f" {batch.sets} leaves them as they are, or they come as fast as they are dealt with",
            help=f"look at SELECT * FROM {_table(batch)} WHERE {batch.where}",
        )
    return Place(round=place.round + 1, left=still)


def total(conn: Connection[Any], batch: Batch) -> int:
    """About how many rows, or without a key blocks, a pass goes over; 0 when nobody knows."""
    if not batch.key:
        return sum(blocks for _, blocks, _ in _relations(conn, batch))
    row = conn.execute(
        f"{_TREE} SELECT sum(greatest(c.reltuples, 0))::int8 FROM tree t JOIN pg_class c ON c.oid = t.oid"
        " WHERE c.relkind = 'r'".encode(),
        [_table(batch)],
    ).fetchone()
    return int(row[0] or 0) if row is not None else 0


def _table(batch: Batch) -> str:
    return qualified(*batch.table.names)


def _update(batch: Batch, table: str, rows: str) -> str:
    """New lines end comments that the given SQL may hold."""
    return f"UPDATE {table} SET {batch.sets}\nWHERE {rows} AND ({batch.where}\n)"


def _by_key(conn: Connection[Any], batch: Batch, place: Place, size: int) -> Window | None:
    key, table = idents(batch.key), _table(batch)
    beyond = _compared(key, ">", place.at) if place.at else "true"
    # A plain walk along the index; qualified, because a bare name would be the text of the key, and sort as text.
    texts = ", ".join(f"b.{ident(column)}::text" for column in batch.key)
    order = ", ".join(f"b.{ident(column)}" for column in batch.key)
    walk = f"SELECT {texts} FROM {table} b WHERE {beyond} ORDER BY {order}"
    row, count = conn.execute(f"{walk} OFFSET {size - 1} LIMIT 1".encode()).fetchone(), size
    if row is None:
        rest = conn.execute(f"{walk} LIMIT {size}".encode()).fetchall()
        row, count = (rest[-1] if rest else None), len(rest)
    if row is None:
        return None
    after = msgspec.structs.replace(place, at=tuple(row), seen=place.seen + count)
    return Window(update=_update(batch, table, f"{beyond} AND {_compared(key, '<=', after.at)}"), after=after)


def _compared(key: str, operator: str, values: tuple[str, ...]) -> str:
    """A comparison with values whose type the columns say."""
    return f"({key}) {operator} ({', '.join(map(literal, values))})"


_TREE = """WITH RECURSIVE tree AS (
    SELECT %s::regclass::oid AS oid UNION SELECT i.inhrelid FROM pg_inherits i JOIN tree ON tree.oid = i.inhparent
)"""


def _relations(conn: Connection[Any], batch: Batch) -> list[tuple[tuple[str, str], int, float]]:
    """The tables that hold the rows, each with its blocks and about how many rows are in one."""
    rows = conn.execute(
        f"{_TREE} SELECT n.nspname, c.relname, pg_relation_size(c.oid) / current_setting('block_size')::int,"
        " CASE WHEN c.relpages > 0 AND c.reltuples > 0 THEN c.reltuples / c.relpages ELSE 50 END::float8"
        " FROM tree t JOIN pg_class c ON c.oid = t.oid JOIN pg_namespace n ON n.oid = c.relnamespace"
        ' WHERE c.relkind = \'r\' ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"'.encode(),
        [_table(batch)],
    )
    return [((row[0], row[1]), int(row[2]), row[3]) for row in rows]


def _by_block(conn: Connection[Any], batch: Batch, place: Place, size: int) -> Window | None:
    for relation, blocks, rows in _relations(conn, batch):
        if place.relation is not None and relation < place.relation:
            continue
        here = relation == place.relation
        # What is updated goes to the end of the table: it needs no second look in this pass.
        start, end = (place.block, place.end) if here else (0, blocks)
        if start >= end:
            continue
        stop = min(start + max(1, int(size / rows)), end)
        ctids = f"ctid >= '({start},0)' AND ctid < '({stop},0)'"
        after = msgspec.structs.replace(place, relation=relation, block=stop, end=end, seen=place.seen + stop - start)
        return Window(update=_update(batch, f"ONLY {qualified(*relation)}", ctids), after=after)
    return None
