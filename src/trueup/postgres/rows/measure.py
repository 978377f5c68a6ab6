"""What two databases know of the data of columns: statistics, and samples of rows when asked for. Reads only.

Values never leave a server: they are hashed there, with a salt that lives as long as one run.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from hashlib import md5
from typing import TYPE_CHECKING

import msgspec

from trueup.errors import SourceError
from trueup.model import Address, Schema, address
from trueup.postgres.catalog import START
from trueup.postgres.names import ident, literal, qualified
from trueup.postgres.objects import PrimaryKey
from trueup.renames.measured import Statistics

if TYPE_CHECKING:
    from trueup.postgres.connect import Reader

_Row = tuple[str, str, str, float, float, int, float, bool, list[str], list[float]]

_STATISTICS = """SELECT json_agg(json_build_array(
    s.schemaname, s.tablename, s.attname, s.null_frac, s.n_distinct, s.avg_width, greatest(c.reltuples, 0),
    t.typlen > 0, ARRAY(
        SELECT md5({salt} || v.value)
        FROM unnest(s.most_common_vals::text::text[]) WITH ORDINALITY v(value, n) ORDER BY v.n
    ), coalesce(s.most_common_freqs, '{{}}')
))::text
FROM (VALUES {columns}) w (namespace, relation, name)
JOIN pg_stats s ON s.schemaname = w.namespace AND s.tablename = w.relation AND s.attname = w.name AND NOT s.inherited
JOIN pg_namespace n ON n.nspname = s.schemaname
JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = s.tablename
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname
JOIN pg_type t ON t.oid = a.atttypid"""


def statistics(conn: Reader, columns: Iterable[Address], salt: str) -> Mapping[Address, Statistics]:
    """What ``pg_stats`` says of columns, in one round trip; of those it says nothing of, nothing.

    A table that was never analysed, is empty, or that this role may not read, has none.
    """
    wanted = ", ".join(
        f"({', '.join(literal(name) for name in (*where.root.names, where.name))})" for where in sorted(columns)
    )
    if not wanted:
        return {}
    rows = msgspec.json.decode(_asked(conn, _STATISTICS.format(salt=literal(salt), columns=wanted)), type=list[_Row])
    return {address("table", row[0], row[1]).child("column", row[2]): _told(row) for row in rows}


def _told(row: _Row) -> Statistics:
    nulls, distinct, width, rows, fixed, hashes, shares = row[3:]
    count = distinct if distinct >= 0 else -distinct * rows
    unique = distinct < -0.9 and not hashes
    return Statistics(
        nulls=nulls,
        distinct=math.log10(max(count, 1.0)),
        width=None if fixed else float(max(width, 1)),
        shares=dict(zip(hashes, shares, strict=True)),
        sort="unique" if unique and fixed else "few" if 0 <= distinct <= 2 else None,
    )


def hashed(value: str, salt: str) -> str:
    """What the server makes of a value, for values that are known here because the schema has them: of an enum.

    >>> hashed("happy", "salt") == hashed("happy", "pepper")
    False
    """
    return md5((salt + value).encode(), usedforsecurity=False).hexdigest()


Sample = Mapping[str, Mapping[str, str | None]]
"""By the hash of a row's key the hashes of its values, by column."""


def sample(conn: Reader, table: Address, schema: Schema, columns: Sequence[str], salt: str, rows: int) -> Sample | None:
    """The rows of a table whose hashed keys come first; None without a primary key, or where it cannot be read in time.

    The keys that come first are the same in every database that has the same rows: none has to be sent to the other.
    """
    keys = (schema[where] for where in schema.contents.get(table, ()))
    key = next((one.columns for one in keys if isinstance(one, PrimaryKey)), None)
    if key is None or not columns:
        return None
    given = literal(salt)
    first = f"md5({given} || ROW({', '.join(f't.{ident(name)}' for name in key)})::text)"
    values = ", ".join(f"md5({given} || s.{ident(name)}::text)" for name in columns)
    script = (
        f"SELECT json_agg(json_build_array(s._key, {values}))::text FROM (\n"
        f"    SELECT {first} AS _key, t.* FROM ONLY {qualified(*table.names)} t ORDER BY 1 LIMIT {rows}\n) s"
    )
    found = msgspec.json.decode(_asked(conn, script), type=list[list[str | None]])
    return {str(row[0]): dict(zip(columns, row[1:], strict=True)) for row in found}


def _asked(conn: Reader, script: str) -> bytes:
    """The one JSON array that a query gives; an empty one where this role may not, or it takes too long."""
    from trueup.postgres.introspect import fetch

    try:
        rows = fetch(conn, f"{START}{script};\nCOMMIT".encode())
    except SourceError:
        return b"[]"
    return rows[-1][0] or b"[]" if rows else b"[]"
