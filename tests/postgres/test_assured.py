"""What all rows are known to fulfil already: new columns that are null, constraints just dropped, tables without rows."""

from __future__ import annotations

import pytest

from trueup.postgres.blocking import World, assured, follow
from trueup.postgres.sql.expressions import allowed, parsed, same
from trueup.postgres.sql.parse import statements
from trueup.postgres.sql.truth import unfalse

NEW = "alter table t add column n int, add column m text;"
DROPPED = "alter table t add constraint c {} ; alter table t drop constraint c;"


def last(sql: str):
    """What is sure of the last statement of a script."""
    *earlier, wanted = statements(sql, "script")
    world = World(None)
    for one in earlier:
        follow(one, world)
    return assured(wanted, world)


@pytest.mark.parametrize(
    "sql",
    [
        NEW + "alter table t add foreign key (n) references r",
        NEW + "alter table t add foreign key (old, n) references r (a, b)",
        NEW + "alter table t add foreign key (n, m) references r (a, b) match full",
        NEW
        + "alter table t add constraint f foreign key (n) references r not valid; alter table t validate constraint f",
        NEW + "alter table t add check (n > 0)",
        NEW + "alter table t add check (n is null or old > 0)",
        NEW + "alter table t add unique (n, old)",
        NEW + "create unique index on t (n)",
        NEW + "update t set old = 1; alter table t add check (n > 0)",
        NEW + "insert into t (old) values (1); alter table t add check (n > 0)",
        NEW + "select set_config('a', 'b', true); alter table t add check (n > 0)",
        DROPPED.format("foreign key (a) references r (id)")
        + "alter table t add foreign key (a) references r (id) on delete cascade",
        DROPPED.format("check (a in ('x', 'y'))") + "alter table t add check (a in ('y', 'z', 'x'))",
        DROPPED.format("check (a > 0)") + "alter table t add check (a > 0)",
        DROPPED.format("unique (a, b)") + "alter table t add unique (b, a)",
    ],
)
def test_no_row_and_no_write_can_be_against_it(sql: str):
    found = last(sql)
    assert (found.rows, found.writes) == (frozenset({0}), frozenset({0}))


def test_what_the_same_statement_adds_or_drops_counts():
    assert last("alter table t add column n int, add foreign key (n) references r").rows == {1}
    sql = "alter table t add constraint c check (a = 1); alter table t drop constraint c, add check (a in (1, 2))"
    assert last(sql).rows == {1}


def test_where_any_row_would_have_stopped_the_script_before_no_row_is_left():
    found = last("alter table t add column n int not null; alter table t add foreign key (n) references r")
    assert (found.rows, found.writes) == (frozenset({0}), frozenset())
    assert last(
        "alter table t add column n int not null; insert into t values (1); alter table t add unique (n)"
    ).rows == (frozenset())
    assert last("alter table t add column n serial not null; alter table t add unique (n)").rows == frozenset()


@pytest.mark.parametrize(
    "sql",
    [
        "alter table t add foreign key (n) references r",
        "alter table t add column n int default 1; alter table t add foreign key (n) references r",
        NEW + "update t set n = 1; alter table t add foreign key (n) references r",
        NEW + "with x as (update t set n = 1 returning n) select * from x; alter table t add check (n > 0)",
        NEW + "insert into t values (1); alter table t add check (n > 0)",
        NEW + "copy t from stdin; alter table t add check (n > 0)",
        NEW + "do 'begin perform f(); end'; alter table t add check (n > 0)",
        NEW + "select f(); alter table t add check (n > 0)",
        NEW + "alter table t alter n type text using 'x'; alter table t add check (n > '')",
        NEW + "alter table t add foreign key (old, n) references r (a, b) match full",
        NEW + "alter table t add check (n is not null)",
        NEW + "alter table t add unique nulls not distinct (n)",
        NEW + "create unique index on t (n) nulls not distinct",
        NEW + "create unique index on t (old)",
        NEW + "alter table t add primary key (n)",
        NEW + "alter table t alter n set not null",
        DROPPED.format("foreign key (a) references r (id)") + "alter table t add foreign key (a) references q (id)",
        DROPPED.format("foreign key (a) references r (id) not valid")
        + "alter table t add foreign key (a) references r (id)",
        DROPPED.format("foreign key (a) references r (id)")
        + "delete from r; alter table t add foreign key (a) references r (id)",
        DROPPED.format("check (a in (1, 2))") + "alter table t add check (a in (1))",
        DROPPED.format("check (a > 0)") + "alter table t add check (a > 1)",
        DROPPED.format("check (a > 0)") + "alter table t rename a to b; alter table t add check (a > 0)",
        DROPPED.format("unique (a, b)") + "alter table t add unique (a)",
    ],
)
def test_rows_may_be_against_it(sql: str):
    assert last(sql).rows == frozenset()


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("a > 0 and a < b", True),
        ("a > 0 and b > 0", False),
        ("b > 0 or a > 0", True),
        ("not (a = 1)", True),
        ("a is null", True),
        ("not (a is null)", False),
        ("a is not distinct from 1", False),
        ("char_length(a) <= 1000", True),
        ("f(a)", False),
        ("coalesce(a, 0) > 1", False),
        ("a || b = c", False),
        ("a = any (array[1, 2])", True),
        ("a = any (b)", False),
        ("a between 1 and 2", True),
        ("a like 'x%'", True),
        ("case when a > 1 then false end", False),
        ("(a)::text = 'x'", True),
    ],
)
def test_a_condition_is_false_or_not_where_a_column_is_null(condition: str, expected: bool, server, sql):
    assert unfalse(parsed(condition), frozenset("a")) == expected


def test_conditions_are_the_same_as_postgresql_prints_them(database, sql):
    url = database(
        "create table t (a varchar(9) check (a in ('x', 'y')), p numeric check (p > 0), s text check (s <> 'x' or p = 1))"
    )
    asked = "select pg_get_expr(conbin, conrelid) from pg_constraint where conrelid = 't'::regclass order by conname"
    values, either, positive = (parsed(str(row[0])) for row in sql(url, asked))
    assert allowed(values) == allowed(parsed("a in ('y', 'x')"))
    assert same(positive, parsed("p > 0"))
    assert same(either, parsed("s <> 'x' or p = 1"))
    assert not same(positive, parsed("p > 1"))
