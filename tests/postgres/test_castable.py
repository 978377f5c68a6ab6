"""Values that a type refuses are told, and no others: each is converted as a plan would, in a table of its own."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from trueup.postgres.ddl.conversion import by_assignment, cast
from trueup.postgres.rows.castable import uncastable, untold

VALUES = {
    "integer": ["1", "32768", "-2147483648"],
    "bigint": ["1", "4294967296", "20240101"],
    "numeric": ["1.5", "99.995", "1e400", "1e-400", "'NaN'", "'Infinity'"],
    "double precision": ["1", "1e39", "1e-46", "'NaN'", "2147483647.6"],
    "text": ["'7'", "'a'", "''", "'2024-01-01'", "'2024-13-01'", "'12:30'", "'true'", "'{1,70000}'", "'101'"],
    "date": ["'2024-01-01'", "'infinity'", "'5874897-12-31'"],
    "jsonb": ["'1'", "'null'", "'true'", "'\"7\"'", "'40000'", "'[1]'"],
    "bytea": [r"'\x01'", r"'\x0102030405'"],
    "bit varying": ["B'101'", "B'1011'"],
    "integer[]": ["'{1,2}'", "'{70000}'"],
    "text[]": ["'{a}'", "'{1,2}'", "'{abcdef}'"],
}
TYPES = (
    *("smallint", "integer", "bigint", "numeric(4,2)", "real", "boolean", "character varying(3)", "character(2)"),
    *("date", "timestamp without time zone", "time without time zone", "interval", "jsonb", "uuid", "bit(3)"),
    *("bit varying(3)", "oid", "money", "smallint[]", "character varying(3)[]", '"char"'),
)


@pytest.mark.parametrize("was", VALUES)
def test_a_value_is_told_when_the_type_refuses_it(every_server, was: str):
    with psycopg.connect(every_server) as conn:
        conn.execute("SET timezone = 'UTC'")
        wrong = [found for now in TYPES if now != was for found in _wrong(conn, was, now)]
    assert not wrong


def _wrong(conn: psycopg.Connection, was: str, now: str) -> Iterator[tuple[str, str, str, bool]]:
    version = conn.info.server_version
    condition = uncastable("c", was, now, None, version)
    assert condition is None or untold(was, now, version) is None
    using = "" if by_assignment(was, now) else f" USING {cast('c', was, now, version)}"
    for value in VALUES[was]:
        conn.execute(f"CREATE TEMP TABLE x AS SELECT ({value})::{was} AS c")
        told = condition is not None and conn.execute(f"SELECT FROM x WHERE {condition}").fetchone() is not None
        if told != _fails(conn, f"ALTER TABLE x ALTER c TYPE {now}{using}"):
            yield was, now, value, told
        conn.rollback()


def _fails(conn: psycopg.Connection, sql: str) -> bool:
    try:
        conn.execute(sql)
    except (psycopg.errors.DataError, psycopg.errors.FeatureNotSupported):
        return True
    return False


def test_what_an_older_server_takes_is_told_by_patterns(server):
    texts = ["7", "a", "", "2024-01-01", "2024-13-01", "12:30", "nan", "1e3", " 70000 ", "20240101"]
    with psycopg.connect(server) as conn:
        for now, taken in (("smallint", 1), ("bigint", 3), ("numeric", 5), ("date", 2), ("time without time zone", 1)):
            condition = uncastable("c", "text", now, None, 150000)
            (number,) = conn.execute(
                f"SELECT count(*) FROM unnest(%s::text[]) AS c WHERE {condition}", (texts,)
            ).fetchone()
            assert (now, len(texts) - number) == (now, taken)
    assert "before PostgreSQL 16" in (untold("text", "interval", 150000) or "")
    assert untold("text", "interval", 160000) is None
