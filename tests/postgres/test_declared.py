"""What a child declares of its own: what PostgreSQL can do about it is planned, and what it cannot is said beforehand."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest

from converge import turn
from trueup.plan import plan
from trueup.postgres.introspect import read

MakeDatabase = Callable[..., str]

PARENT = "create table t (a integer not null, b integer constraint b_ok check (b > 0));"
INHERITED = PARENT + "create table c () inherits (t);"
OWN = PARENT + "create table c (a integer not null, b integer constraint b_ok check (b > 0)) inherits (t);"
SOME = PARENT + "create table c (a integer) inherits (t);"
ALONE = PARENT + "create table c (a integer not null, b integer constraint b_ok check (b > 0));"
TWO = "create table s (a integer); create table t (a integer); create table c ({}) inherits (t, s);"
KEYED = "create table t (a integer primary key); create table c ({}) inherits (t);"
STAYS = "H704 table public.c column {}".format


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        pytest.param(INHERITED, OWN, [], id="everything becomes its own"),
        pytest.param(TWO.format(""), TWO.format("a integer"), [], id="under two parents, in their order"),
        pytest.param(OWN, INHERITED, [STAYS("a"), STAYS("b")], id="columns stay its own"),
        pytest.param(SOME, INHERITED, [STAYS("a")], id="one column stays its own"),
        pytest.param(INHERITED, SOME, [STAYS("a")], id="one column of two cannot become its own"),
        pytest.param(ALONE, INHERITED, [STAYS("a"), STAYS("b")], id="what it had before it came under the parent"),
        pytest.param(
            PARENT + "create table c (b integer);",
            INHERITED,
            [STAYS("a"), STAYS("b")],
            id="what it must be given before it comes under the parent",
        ),
        pytest.param(
            "create table t (a integer check (a > 0)); create table c (a integer);",
            "create table t (a integer check (a > 1)); create table c (a integer) inherits (t);",
            [],
            id="a check that the parent is given at the same time",
        ),
        pytest.param(
            "create table t (a integer); create table c (a integer) inherits (t);",
            KEYED.format("a integer"),
            [],
            id="a NOT NULL that the parent's key brings to a column of its own",
        ),
        pytest.param(ALONE, OWN, [], id="what it had and keeps"),
        pytest.param(
            KEYED.format("a integer constraint t_a_not_null not null"),
            KEYED.format("a integer"),
            ["H705 table public.c column a"],
            id="a NOT NULL under a primary key",
        ),
        pytest.param(
            KEYED.format("a integer constraint mine not null"),
            KEYED.format("a integer constraint yours not null"),
            ["H707 table public.c column a"],
            id="the name of a NOT NULL under a primary key",
        ),
    ],
)
def test_what_remains_is_what_the_plan_says(before: str, after: str, found: list[str], database: MakeDatabase) -> None:
    with psycopg.connect(database(before), autocommit=True) as conn, psycopg.connect(database(after)) as other:
        goal = read(other)
        assert sorted(finding.key for finding in plan(read(conn), goal).findings) == found
        assert turn(conn, goal) == []


def test_an_index_that_is_not_valid_is_made_valid_but_not_the_other_way_round(database: MakeDatabase) -> None:
    valid = "create table t (a integer); create index i on t (a);"
    failed = valid + "update pg_index set indisvalid = false where indexrelid = 'i'::regclass;"
    with psycopg.connect(database(valid), autocommit=True) as conn, psycopg.connect(database(failed)) as other:
        good, bad = read(conn), read(other)
        assert [found.key for found in plan(good, bad).findings] == ["H706 table public.t index i"]
        assert turn(conn, bad) == []
        assert plan(bad, good).sql == "REINDEX INDEX public.i;\n"
