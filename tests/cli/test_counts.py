"""Rows that break what is expected are counted in the database, with the query that lists them."""

from __future__ import annotations

import json

import pytest

MADE = """
create table people (id bigint primary key);
create table users (id bigint not null, email text not null, tenant text, person bigint,
    constraint users_email unique (email, tenant),
    constraint users_person foreign key (person) references people (id));
"""
LOOSE = """
create table people (id bigint primary key);
create table users (id bigint not null, email text, tenant text, person bigint);
"""
ROWS = """
insert into users values
    (1, 'a', 't', null), (2, 'a', 't', 7), (3, 'b', null, 8), (4, 'b', null, null), (5, null, 't', 9);
"""


@pytest.fixture(autouse=True)
def _shadow(server, monkeypatch):
    """What the project declares is made on the server that runs anyway: none is started for it."""
    monkeypatch.setenv("TRUEUP_SHADOW", server)


@pytest.fixture(scope="module")
def filled(module_database):
    """A database without the keys, in which every one of them is broken. Tests only read it."""
    return module_database(LOOSE + ROWS)


@pytest.fixture
def project(run):
    (run.here / "migrations").mkdir()
    (run.here / "migrations/001_users.sql").write_text(MADE)
    return run


def counted(project, url, *arguments):
    """By address and field what is said of the database's rows."""
    done = project.inside("check", "--format", "json", *arguments, env={"DATABASE_URL": url})
    return {
        (one["address"].removeprefix("table public.users "), one["field"]): line.removeprefix("database: ")
        for one in json.loads(done.stdout)["disagreements"]
        for line in one["cause"]["evidence"]
        if "SELECT" in line or "counted" in line
    }


def test_duplicates_nulls_and_orphans(project, filled, sql):
    found = counted(project, filled)
    keys = {("constraint users_email", None), ("constraint users_person", None), ("column email", "not_null")}
    assert found.keys() == keys
    for key, number, said in zip(
        sorted(keys, key=str),
        (1, 1, 3),
        ("1 row has none", "1 value is there more than once", "3 rows refer to nothing"),
        strict=True,
    ):
        told, query = found[key].split(": ", 1)
        assert (told, len(sql(filled, query))) == (said, number)


def test_nothing_is_counted_when_told_so_and_when_nothing_is_worth_it(project, database, filled):
    assert counted(project, filled, "--no-counts") == {}
    assert counted(project, database(MADE + "create index hotfix on users (id);")) == {}


def test_an_empty_table_has_none(project, database):
    found = counted(project, database(LOOSE))
    assert {line.split(": ")[0] for line in found.values()} == {
        "no rows have none",
        "no values are there more than once",
        "no rows refer to nothing",
    }


def test_what_the_key_needs_is_not_there(project, database):
    url = database("create table people (id bigint primary key); create table users (id bigint not null, email text);")
    assert counted(project, url)["constraint users_email", None] == "nothing can be counted before tenant is there"


def test_many_are_not_counted_to_the_end(project, database):
    url = database(LOOSE + "insert into users (id) select n from generate_series(1, 1100) n;")
    assert counted(project, url)["column email", "not_null"].startswith("more than 1000 rows have none: ")


def test_rows_that_may_not_be_seen_are_no_zero(project, database, sql):
    url = database(LOOSE + ROWS + "alter table users enable row level security; grant select on users to public;")
    role = f"reads_{url.rsplit('/', 1)[1]}"
    sql(url, f"create role {role} login")
    try:
        told = counted(project, url.replace("//postgres@", f"//{role}@"))
    finally:
        sql(url, f"drop role {role}")
    assert all(line.startswith("not counted: ") for line in told.values())
    assert told
