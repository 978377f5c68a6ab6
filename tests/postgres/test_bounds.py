"""Bounds of partitions: PostgreSQL proves the condition, and takes the values."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest

from trueup.model import Schema, address
from trueup.postgres.connect import connect
from trueup.postgres.introspect import read
from trueup.postgres.names import ident, qualified
from trueup.postgres.objects import Table
from trueup.postgres.rows import bounds

PARTITIONS = """
CREATE TABLE days (at timestamptz, n int) PARTITION BY RANGE (at);
CREATE TABLE days_first PARTITION OF days FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
CREATE TABLE days_2024 PARTITION OF days FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST (n);
CREATE TABLE days_2024_odd PARTITION OF days_2024 FOR VALUES IN (1, 3, NULL);
CREATE TABLE days_last PARTITION OF days FOR VALUES FROM ('2025-01-01') TO (MAXVALUE);
CREATE TABLE pairs (a int, "B b" date) PARTITION BY RANGE (a, "B b");
CREATE TABLE pairs_1 PARTITION OF pairs FOR VALUES FROM (1, MINVALUE) TO (1, '2024-01-01');
CREATE TABLE pairs_2 PARTITION OF pairs FOR VALUES FROM (1, '2024-01-01') TO (1, '2024-02-01');
CREATE TABLE pairs_3 PARTITION OF pairs FOR VALUES FROM (1, '2024-02-01') TO (7, MAXVALUE);
CREATE TABLE "we""ird; --" ("k'" text) PARTITION BY LIST ("k'");
CREATE TABLE "we'ird" PARTITION OF "we""ird; --" FOR VALUES IN ('it''s', '; --');
CREATE TABLE rest PARTITION OF "we""ird; --" DEFAULT;
CREATE TABLE spread (id int) PARTITION BY HASH (id);
CREATE TABLE spread_0 PARTITION OF spread FOR VALUES WITH (MODULUS 1, REMAINDER 0);
CREATE TABLE lower_case (x text) PARTITION BY LIST (lower(x));
CREATE TABLE lower_foo PARTITION OF lower_case FOR VALUES IN ('foo');
"""


@pytest.fixture(scope="module")
def live(module_database: Callable[[str], str]) -> tuple[str, Schema]:
    url = module_database(PARTITIONS)
    with connect(url) as reader:
        return url, read(reader)


def partitions(schema: Schema) -> list[Table]:
    return [one for one in schema.objects.values() if isinstance(one, Table) and one.bound is not None]


def test_every_value_belongs_to_the_partition_it_is_made_for(live: tuple[str, Schema]):
    url, schema = live
    told = [one for one in partitions(schema) if one.partition_by is None and bounds.values(one, schema, 1)]
    assert {one.name for one in told} == {
        *("days_first", "days_2024_odd", "days_last", "pairs_1", "pairs_2", "pairs_3", "we'ird"),
    }
    with psycopg.connect(url) as conn:
        for table in told:
            for n in (1, 2, 3):
                found = bounds.values(table, schema, n)
                names, given = ", ".join(map(ident, found)), ", ".join(found.values())
                conn.execute(
                    f"INSERT INTO {qualified(table.namespace, table.name)} ({names}) VALUES ({given})".encode()
                )


def test_a_condition_is_one_that_postgresql_proves_the_bound_by(live: tuple[str, Schema]):
    """With it as a check and NOT NULL, attaching the same table again reads no row (DEBUG1 says so)."""
    url, schema = live
    told = {one.name: bounds.condition(one, schema) for one in partitions(schema)}
    assert [name for name, text in told.items() if text is not None] == [
        one for one in told if one in ("days_first", "days_2024", "days_last", "we'ird")
    ]
    for name in ("days_first", "days_last", "we'ird"):
        table, notices = schema[address("table", "public", name)], []
        assert isinstance(table, Table)
        here, above = qualified(*table.address.names), qualified(*table.parents[0])
        with psycopg.connect(url) as conn:
            conn.add_notice_handler(lambda said, seen=notices: seen.append(said.message_primary))
            conn.execute(f"ALTER TABLE {here} ADD CONSTRAINT told CHECK ({told[name]})".encode())
            conn.execute(f"ALTER TABLE {above} DETACH PARTITION {here}".encode())
            conn.execute("SET client_min_messages = debug1")
            conn.execute(f"ALTER TABLE {above} ATTACH PARTITION {here} {table.bound}".encode())
            conn.rollback()
        assert any("is implied by existing constraints" in one for one in notices), (name, notices)
