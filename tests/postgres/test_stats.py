"""The rows that would stop a statement: as many are told as there are, and PostgreSQL stops for exactly those."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
import psycopg
import pytest

from trueup.checks.step import Step
from trueup.model import Schema, address
from trueup.postgres.blocking import work
from trueup.postgres.connect import connect
from trueup.postgres.introspect import read
from trueup.postgres.rows.stats import facts, sizes
from trueup.postgres.sql.parse import statements

ROWS = """
CREATE TYPE mood AS ENUM ('sad', 'ok', 'glad');
CREATE DOMAIN email AS text;
CREATE DOMAIN short AS text CHECK (length(VALUE) < 5 AND VALUE <> 'abc');
CREATE TABLE ref (id int PRIMARY KEY, other int UNIQUE);
INSERT INTO ref VALUES (1, 1), (2, 2);
CREATE TABLE t (
  id int, n int, big bigint, txt text, num text, price numeric, f float8, m mood, mail email, fk int, fk2 int,
  words text[], doc jsonb, "we""ird; --" text
);
INSERT INTO t VALUES
  (1, 1, 1, 'abc', '12', 1.25, 1.4, 'sad', 'a@b', 1, 1, '{a,b}', '7', 'x'),
  (2, 1, 5000000000, 'abcdef', 'twelve', 1234.5, 1e12, 'ok', 'nobody', 3, null, '{abcdef}', '"7"', 'x'),
  (2, null, null, 'abc   ', '7', null, null, null, null, null, 9, null, '70000', null),
  (null, null, 7, null, '', 99.99, 2, 'glad', 'x@y', 2, 2, '{}', '[7]', null);
"""


class Stopped(NamedTuple):
    """A statement, and how many rows stand in its way."""

    sql: str
    rows: int


STOPPED = [
    Stopped("ALTER TABLE t ALTER COLUMN n SET NOT NULL", 2),
    Stopped("ALTER TABLE t ALTER COLUMN num SET NOT NULL", 0),
    Stopped('ALTER TABLE t ALTER COLUMN "we""ird; --" SET NOT NULL', 2),
    Stopped("ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY (id)", 3),
    Stopped("ALTER TABLE t ADD CONSTRAINT t_n_key UNIQUE (n)", 2),
    Stopped("ALTER TABLE t ADD CONSTRAINT t_n_key UNIQUE NULLS NOT DISTINCT (n)", 4),
    Stopped("ALTER TABLE t ADD CONSTRAINT t_num_key UNIQUE (num)", 0),
    Stopped("CREATE UNIQUE INDEX t_lower ON t (lower(txt))", 0),
    Stopped("CREATE UNIQUE INDEX t_trimmed ON t (rtrim(txt))", 2),
    Stopped("CREATE UNIQUE INDEX t_some ON t (n) WHERE id = 1", 0),
    Stopped("ALTER TABLE t ADD CONSTRAINT positive CHECK (big < 10)", 1),
    Stopped("ALTER TABLE t ADD CONSTRAINT known CHECK (n IS NOT NULL)", 2),
    Stopped("ALTER TABLE t ADD CONSTRAINT fk_fkey FOREIGN KEY (fk) REFERENCES ref", 1),
    Stopped("ALTER TABLE t ADD CONSTRAINT fk_fkey FOREIGN KEY (fk) REFERENCES ref NOT VALID", 0),
    Stopped("ALTER TABLE t ADD COLUMN z int NOT NULL", 4),
    Stopped("ALTER TABLE t ADD COLUMN z int NOT NULL DEFAULT 0", 0),
    Stopped("ALTER TABLE t ALTER COLUMN big TYPE integer", 1),
    Stopped("ALTER TABLE t ALTER COLUMN f TYPE integer", 1),
    Stopped("ALTER TABLE t ALTER COLUMN price TYPE numeric(4,2)", 1),
    Stopped("ALTER TABLE t ALTER COLUMN txt TYPE character varying(3)", 1),
    Stopped("ALTER TABLE t ALTER COLUMN words TYPE character varying(3)[]", 1),
    Stopped("ALTER TABLE t ALTER COLUMN num TYPE integer USING num::integer", 2),
    Stopped("ALTER TABLE t ALTER COLUMN n TYPE bigint", 0),
    Stopped("ALTER TABLE t ALTER COLUMN big TYPE timestamp USING big::text::timestamp", 3),
    Stopped("ALTER TABLE t ALTER COLUMN f TYPE real", 0),
    Stopped("ALTER TABLE t ALTER COLUMN price TYPE boolean USING price::integer::boolean", 0),
    Stopped("ALTER TABLE t ALTER COLUMN big TYPE boolean USING big::integer::boolean", 1),
    Stopped("ALTER TABLE t ALTER COLUMN doc TYPE smallint USING doc::smallint", 3),
    Stopped("ALTER TABLE t ALTER COLUMN words TYPE integer[] USING words::integer[]", 2),
    Stopped("ALTER TABLE t ALTER COLUMN num TYPE numeric(3,2) USING num::numeric(3,2)", 3),
    Stopped("ALTER TABLE t ALTER COLUMN txt TYPE character(3)", 1),
    Stopped("ALTER TABLE t ALTER COLUMN txt TYPE short USING txt::short", 3),
    Stopped("ALTER DOMAIN email ADD CONSTRAINT has_at CHECK (VALUE LIKE '%@%')", 1),
    Stopped("ALTER DOMAIN email SET NOT NULL", 1),
]


@pytest.fixture(scope="module")
def rows(module_database) -> str:
    return module_database(ROWS)


@pytest.fixture(scope="module")
def rows_on_every(module_database, every_server) -> str:
    return module_database(ROWS, on=every_server)


def reading(conn: psycopg.Connection) -> Schema:
    return read(conn, needs=True)


@pytest.mark.parametrize("stopped", STOPPED, ids=[str(n) for n in range(len(STOPPED))])
def test_a_statement_is_stopped_by_the_rows_that_were_counted(rows_on_every, every_server, database, stopped):
    goal = database("TRUNCATE t, ref; " + stopped.sql, on=every_server, template=rows_on_every)
    with connect(goal) as conn:
        after = reading(conn)
    (parsed,) = statements(stopped.sql.replace(" t ", " public.t ").replace("email", "public.email"), "plan")
    with connect(rows_on_every) as conn:
        before = reading(conn)
        made = (after.objects.keys() - before.objects.keys()) or {address("table", "public", "t")}
        step = Step(min(made), parsed, work(parsed, before, conn.info.server_version), before, after)
        counts = facts(conn, [step]).counts.get(parsed.sql, ())
    assert sum(count.rows for count in counts) == stopped.rows
    with psycopg.connect(rows_on_every) as conn:
        try:
            conn.execute(stopped.sql)
            fails = False
        except (psycopg.errors.IntegrityError, psycopg.errors.DataError):
            fails = True
        conn.rollback()
    assert fails == (stopped.rows > 0)


def test_an_enum_that_loses_a_value_counts_the_rows_that_hold_it(rows, module_database):
    goal = module_database(ROWS.replace("'sad', 'ok', 'glad'", "'sad', 'ok'").partition("INSERT INTO t")[0])
    with connect(rows) as conn, connect(goal) as other:
        before, after = reading(conn), reading(other)
        (parsed,) = statements(
            "ALTER TABLE public.t ALTER COLUMN m TYPE public.mood USING m::text::public.mood", "plan"
        )
        column = address("table", "public", "t").child("column", "m")
        changed = before.replace(
            objects=[*(o for o in before.objects.values() if o.address != column), _moved(before[column])]
        )
        step = Step(column, parsed, work(parsed, before, None), changed, after)
        ((count,),) = facts(conn, [step]).counts.values()
    assert count.rows == 1


def _moved(column):
    """The column while its old type has another name, as a plan leaves it."""
    return msgspec.structs.replace(column, type="public.mood_old")


def test_sizes_are_read_for_tables_and_partitioned_tables(module_database):
    url = module_database(
        "CREATE TABLE p (id int) PARTITION BY RANGE (id); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (100);"
        "CREATE TABLE plain (id int); INSERT INTO p SELECT generate_series(0, 99); ANALYZE p1"
    )
    with connect(url) as conn:
        found = sizes(conn, [address("table", "public", name) for name in ("p", "p1", "plain", "not there")])
    assert {where.name: table.rows for where, table in found.items()} == {"p": 100, "p1": 100, "plain": None}
    assert found[address("table", "public", "p")].bytes > 0


def test_a_count_that_is_refused_says_why(module_database):
    url = module_database("CREATE TABLE t (a text); INSERT INTO t VALUES ('x')")
    goal = module_database("CREATE TABLE t (a text); ALTER TABLE t ADD CONSTRAINT ten CHECK (a::int = 10)")
    (parsed,) = statements("ALTER TABLE public.t VALIDATE CONSTRAINT ten", "plan")
    where = address("table", "public", "t").child("constraint", "ten")
    with connect(url) as conn, connect(goal) as other:
        before = reading(conn)
        step = Step(where, parsed, work(parsed, before, None), before, reading(other))
        ((count,),) = facts(conn, [step]).counts.values()
    assert count.rows is None
    assert count.raised
    assert "invalid input syntax" in count.because


def test_nothing_is_counted_when_nobody_wants_it(rows):
    with connect(rows) as conn:
        before = reading(conn)
        (parsed,) = statements("ALTER TABLE public.t ALTER COLUMN n SET NOT NULL", "plan")
        step = Step(address("table", "public", "t"), parsed, work(parsed, before, None), before, before)
        assert facts(conn, [step], "none").counts == {}
        assert facts(conn, [step], "all").counts[parsed.sql][0].rows == 2
