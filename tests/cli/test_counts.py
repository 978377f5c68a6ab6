"""Rows that break what is expected are counted in the database, with the query that lists them."""

from __future__ import annotations

import json

import psycopg
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
    assert {key: line.split(": ")[0] for key, line in found.items()} == {
        ("constraint users_email", None): "2 rows are alike where they must differ",
        ("constraint users_person", None): "3 rows refer to nothing",
        ("column email", "not_null"): "1 row has none",
    }
    listed = {key: sql(filled, line.split(": ", 1)[1]) for key, line in found.items()}
    assert listed["constraint users_email", None] == [("a", "t", 2)]
    assert [row[0] for row in listed["constraint users_person", None]] == [2, 3, 5]
    assert [row[0] for row in listed["column email", "not_null"]] == [5]


RULES = """
create table places (country text, city text, primary key (country, city));
create table trips (id bigint not null, "Code" text, country text, city text, price numeric, over boolean not null);
"""
RULED = """
alter table trips add constraint paid check (price > 0);
alter table trips add constraint trips_place foreign key (country, city) references places match full;
create unique index trips_code on trips (lower("Code")) where not over;
alter table trips add primary key (id);
"""
TRIPS = """
insert into places values ('de', 'Berlin');
insert into trips values (1, 'a', 'de', 'Berlin', 1, false), (2, 'A', 'de', null, 0, false),
    (3, 'a', null, null, null, true), (3, null, 'fr', 'Paris', -1, false), (3, null, null, null, 2, false);
"""


def test_checks_expressions_predicates_and_full_matches(project, database, sql):
    (project.here / "migrations/001_users.sql").write_text(RULES + RULED)
    url = database(RULES + TRIPS)
    found = {where.removeprefix("table public.trips "): line for (where, _), line in counted(project, url).items()}
    assert {where: line.split(": ")[0] for where, line in found.items()} == {
        "constraint paid": "2 rows do not fulfil it",
        "constraint trips_place": "2 rows refer to nothing",
        "constraint trips_pkey": "3 rows are alike or without a value in the key",
        "index trips_code": "2 rows are alike where they must differ",
    }
    assert sql(url, found["index trips_code"].split(": ", 1)[1]) == [("a", 2)]
    for rule in RULED.strip().splitlines():
        with pytest.raises(psycopg.errors.IntegrityError):
            sql(url, rule)


def test_questions_are_asked_in_the_names_of_the_place(project, database):
    (project.here / "migrations/001_users.sql").write_text(RULES + RULED)
    (project.here / "trueup.decisions.toml").write_text(
        '[[rename]]\nfrom = "table public.trips column cost"\nto = "table public.trips column price"\n'
    )
    url = database((RULES + TRIPS).replace("price", "cost"))
    found = counted(project, url)
    assert found["table public.trips constraint paid", None] == (
        "2 rows do not fulfil it: SELECT * FROM public.trips WHERE NOT ((cost > (0)::numeric))"
    )


def test_a_question_that_is_refused_leaves_the_others_their_answer(project, database):
    made = "create function fine(text) returns boolean immutable language sql as 'select true';"
    (project.here / "migrations/001_users.sql").write_text(
        made + MADE + "alter table users add constraint fine check (fine(email)), add check (id > 1);"
    )
    found = counted(project, database(LOOSE + ROWS))
    assert found["constraint fine", None].startswith("not counted: function public.fine(text) does not exist: SELECT")
    assert found["constraint users_id_check", None].startswith("1 row does not fulfil it: SELECT")
    assert found["column email", "not_null"].startswith("1 row has none: ")


def test_nothing_is_counted_when_told_so_and_when_nothing_is_worth_it(project, database, filled):
    assert counted(project, filled, "--no-counts") == {}
    assert counted(project, database(MADE + "create index hotfix on users (id);")) == {}


def test_an_empty_table_has_none(project, database):
    found = counted(project, database(LOOSE))
    assert {line.split(": ")[0] for line in found.values()} == {
        "no rows have none",
        "no rows are alike where they must differ",
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
