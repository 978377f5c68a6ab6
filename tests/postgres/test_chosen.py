"""What a statement leaves without a name gets the one that PostgreSQL chooses."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest

from trueup.postgres.blocking import World, follow
from trueup.postgres.sql.parse import statements

COLUMNS = "(a int, b int, c text, d jsonb, e text, f int[], g timestamptz, r int4range)"


@pytest.fixture(scope="module")
def url(module_database: Callable[..., str]) -> str:
    return module_database(f"create table t {COLUMNS}; create table o (a int, b int, unique (a, b), unique (a))")


def real(url: str, *script: str) -> set[str]:
    """The names of what a script makes inside the table ``t``; nothing of it stays."""
    named = """
        SELECT 'constraint ' || conname FROM pg_constraint WHERE conrelid = 't'::regclass AND contype <> 'n' UNION ALL
        SELECT 'index ' || indexrelid::regclass::text FROM pg_index WHERE indrelid = 't'::regclass
           AND indexrelid NOT IN (SELECT conindid FROM pg_constraint WHERE conrelid = 't'::regclass)
    """
    with psycopg.connect(url) as conn:
        for each in script:
            conn.execute(each)  # type: ignore[call-overload]
        found = {name for (name,) in conn.execute(named)}
        conn.rollback()
    return found


def read(*script: str) -> set[str]:
    makes = [one for sql in script for one in statements(sql, "a.sql")[0].effects().makes]
    return {f"{one.kind} {one.name}" for one in makes if one.kind in ("constraint", "index")}


def followed(*script: str) -> set[str]:
    """The same, as the world of ``lint`` has it."""
    world = World(None)
    for sql in (f"create table t {COLUMNS}", *script):
        follow(statements(sql, "a.sql")[0], world)
    table = world.named(None, "t")
    assert table is not None
    keys = {f"constraint {name}" for name, one in table.constraints.items() if one.kind != "not null"}
    return keys | {f"index {name}" for name in table.indexes}


@pytest.mark.parametrize(
    "keys",
    [
        "a",
        "a, b",
        "(a + 1)",
        "(a + 1), (b + 1)",
        "lower(c), lower(e)",
        "pg_catalog.lower(c)",
        "coalesce(c, e)",
        "greatest(a, b), least(a, b)",
        "(nullif(a, b))",
        "(a::bigint)",
        "(lower(c)::text)",
        "((a + 1)::bigint)",
        "(case when a > 1 then b end)",
        "(case when a > 1 then 2 else b end)",
        "(f[1])",
        "(array[a, b])",
        "(d ->> 'x')",
        '(c collate "C") desc',
        "(g at time zone 'UTC')",
        "trim(c)",
        "(a is null)",
        "a) include (b",
        "c) where (b > 0",
    ],
)
def test_indexes(url: str, keys: str) -> None:
    sql = f"create index on t ({keys})"
    assert read(sql) == followed(sql) == real(url, sql)


@pytest.mark.parametrize(
    "constraint",
    [
        "check (a > 0)",
        "check (a > b)",
        "check (a > 0 and a < 9)",
        "check (true)",
        "primary key (a, b)",
        "unique (a, b)",
        "unique (a) include (b)",
        "foreign key (a, b) references o (a, b)",
        "exclude using gist (r with &&)",
        "exclude (lower(c) with =, a with =)",
        "constraint mine unique (a)",
    ],
)
def test_constraints(url: str, constraint: str) -> None:
    sql = f"alter table t add {constraint}"
    assert read(sql) == followed(sql) == real(url, sql)


@pytest.mark.parametrize(
    "constraint",
    ["check (z > 0)", "check (z > a)", "check (true)", "unique", "primary key", "references o (a)"],
)
def test_constraints_of_a_column(url: str, constraint: str) -> None:
    sql = f"alter table t add column z int {constraint}"
    assert read(sql) == followed(sql) == real(url, sql)


def test_long_names_lose_the_end_of_the_longer(url: str) -> None:
    column = "z" * 60
    script = (f"alter table t add column {column} int unique", f"create index on t ({column}, a)")
    assert read(*script) == followed(*script) == real(url, *script)


def test_what_a_script_makes_without_a_name_can_be_dropped_by_the_chosen_one() -> None:
    world = World(None)
    script = f"""
        create table t {COLUMNS}; create index on t (lower(c)); drop index t_lower_idx;
        alter table t add check (a > b); alter table t drop constraint t_check;
    """
    for one in statements(script, "a.sql"):
        follow(one, world)
    table = world.named(None, "t")
    assert table is not None
    assert not table.indexes
    assert not table.constraints
