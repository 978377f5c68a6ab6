"""Decided renames in plans: data stay, PostgreSQL rewrites what mentions a name, and the proof holds."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

SHAPE = json.loads((Path(__file__).parents[2] / "docs" / "json-schema.json").read_text(encoding="utf-8"))

BEFORE = """
create type mood as enum ('sad', 'happy');
create table users (id integer primary key, name text not null check (name <> ''), mood mood default 'sad');
create index users_name on users (name);
create view names as select name from users;
create function who(users) returns text language sql as 'select $1.name';
create table posts (author integer references users, body text);
alter table users enable row level security;
create policy mine on users using (name = current_user);
"""
CASES = {
    "column": (
        [("table public.users column name", "table public.users column full_name")],
        BEFORE.replace("name text not null check (name <> '')", "full_name text not null constraint users_name_check check (full_name <> '')")
        .replace("on users (name)", "on users (full_name)").replace("select name from", "select full_name as name from")
        .replace("(name = current", "(full_name = current").replace("$1.name", "$1.full_name"),
        ["ALTER TABLE public.users RENAME COLUMN name TO full_name"],
    ),
    "table": (
        [("table public.users", "table public.people")],
        BEFORE.replace("table users", "table people").replace("on users", "on people").replace("from users", "from people")
        .replace("references users", "references people").replace("who(users)", "who(people)")
        .replace("id integer primary key", "id integer constraint users_pkey primary key")
        .replace("check (name", "constraint users_name_check check (name"),
        ["ALTER TABLE public.users RENAME TO people"],
    ),
    "value": (
        [("enum public.mood value sad", "enum public.mood value low")],
        BEFORE.replace("'sad'", "'low'"),
        ["ALTER TYPE public.mood RENAME VALUE 'sad' TO 'low'"],
    ),
    "type, view and index": (
        [("enum public.mood", "enum public.temper"), ("view public.names", "view public.titles"),
         ("table public.users index users_name", "table public.users index by_name")],
        BEFORE.replace("type mood", "type temper").replace("mood mood", "mood temper").replace("view names", "view titles")
        .replace("index users_name", "index by_name"),
        ["ALTER INDEX public.users_name RENAME TO by_name", "ALTER TYPE public.mood RENAME TO temper",
         "ALTER VIEW public.names RENAME TO titles"],
    ),
}  # fmt: skip


def flags(renames):
    return [part for pair in renames for part in ("--rename", *pair)]


@pytest.mark.parametrize("case", CASES)
def test_a_rename_keeps_everything_and_is_proved(run, database, case):
    renames, after, wanted = CASES[case]
    old, new = database(BEFORE), database(after)
    done = run.inside("plan", old, new, "--format", "sql", *flags(renames))
    assert (done.code, done.stderr) == (0, "")
    statements = done.stdout.rstrip().split(";\n")
    assert [one.rstrip(";") for one in statements[: len(wanted)]] == wanted
    assert "DROP TABLE" not in done.stdout
    assert "DROP COLUMN" not in done.stdout
    proved = run.inside("prove", old, new, *flags(renames))
    assert proved.code == 0, proved.stdout


def test_rows_stay(run, database, sql):
    renames, after, _ = CASES["column"]
    old, new = database(BEFORE), database(after)
    sql(old, "insert into users values (1, 'Ada')")
    plan = run.inside("plan", old, new, "--format", "sql", *flags(renames)).stdout
    sql(old, plan)
    sql(old, "do $$ begin assert (select full_name from users) = 'Ada'; end $$")


def test_names_that_are_swapped(run, database, sql):
    old = database("create table t (a integer, b text); insert into t values (1, 'x');")
    new = database("create table t (b integer, a text);")
    both = [
        ("table public.t column a", "table public.t column b"),
        ("table public.t column b", "table public.t column a"),
    ]
    done = run.inside("plan", old, new, "--format", "sql", *flags(both[:1]))
    assert done.code == 2
    assert "what it is renamed to only in TO" in done.stderr
    done = run.inside("plan", old, new, "--format", "sql", *flags(both))
    assert done.stdout == (
        "ALTER TABLE public.t RENAME COLUMN a TO a__meanwhile;\n"
        "ALTER TABLE public.t RENAME COLUMN b TO b__meanwhile;\n"
        "ALTER TABLE public.t RENAME COLUMN a__meanwhile TO b;\n"
        "ALTER TABLE public.t RENAME COLUMN b__meanwhile TO a;\n"
    )
    sql(old, done.stdout + "do $$ begin assert (select (b, a) from t) = (1, 'x'::text); end $$")


def test_decisions_are_used_where_they_apply(run, database):
    renames, after, wanted = CASES["column"]
    (was, now) = renames[0]
    (run.here / "trueup.decisions.toml").write_text(
        f'[[rename]]\nfrom = "{was}"\nto = "{now}"\n[[rename]]\nfrom = "table public.x"\nto = "table public.y"\n'
    )
    old, new = database(BEFORE), database(after)
    assert wanted[0] in run.inside("plan", old, new, "--format", "sql").stdout
    assert "RENAME" not in run.inside("plan", new, new, "--format", "sql").stdout


def test_keys_indexes_and_counters_go_along_with_a_table(run, database, sql):
    made = "create table {0}s (id serial primary key, mail text unique); create index {0}_mail on {0}s (lower(mail));"
    old, new = database(made.format("user")), database(made.format("member"))
    sql(old, "insert into users (mail) values ('a'), ('b')")
    renamed = [("table public.users", "table public.members")]
    plan = run.inside("plan", old, new, "--format", "sql", *flags(renamed)).stdout
    assert not {"CREATE", "DROP"} & set(plan.split())
    assert "ALTER SEQUENCE public.users_id_seq RENAME TO members_id_seq" in plan
    sql(old, plan)
    assert sql(old, "insert into members (mail) values ('c') returning id") == [(3,)]
    assert run.inside("plan", old, new, "--format", "sql").stdout == ""


def test_a_counter_that_may_have_a_new_name_is_asked(run, database):
    old, new = database("create sequence counted"), database("create sequence counter")
    done = run.inside("plan", old, new)
    assert (done.code, "--rename 'sequence public.counted' 'sequence public.counter'" in done.stdout) == (1, True)


def test_a_column_of_a_partitioned_table(run, database, sql):
    made = "create table t (a integer, b text) partition by range (a); create table p partition of t default;"
    old, new = database(made + "insert into t values (1, 'x');"), database(made.replace("b text", "c text"))
    renames = [(f"table public.{table} column b", f"table public.{table} column c") for table in "tp"]
    for some in (renames[:1], renames):
        plan = run.inside("plan", old, new, "--format", "sql", *flags(some)).stdout
        assert plan == "ALTER TABLE public.t RENAME COLUMN b TO c;\n"
    sql(old, plan + "do $$ begin assert (select c from p) = 'x'; end $$")


def test_a_rename_of_nothing_is_said(run, database):
    url = database(BEFORE)
    done = run.inside("plan", url, url, "--rename", "table public.a", "table public.b")
    assert done.code == 2
    assert "--rename table public.a: it must be in FROM" in done.stderr


def test_hostile_names(run, database):
    old = database('create table "we""ird; --" ("🐘" integer); insert into "we""ird; --" values (1);')
    new = database('create table "a b" ("x;""y" integer);')
    done = run.inside(
        "plan", old, new, "--format", "sql",
        *flags([('table public."we""ird; --"', 'table public."a b"'),
                ('table public."we""ird; --" column "🐘"', 'table public."a b" column "x;""y"')]),
    )  # fmt: skip
    assert done.stdout == (
        'ALTER TABLE public."we""ird; --" RENAME COLUMN "🐘" TO "x;""y";\n'
        'ALTER TABLE public."we""ird; --" RENAME TO "a b";\n'
    )


def test_what_may_be_renamed_is_asked_and_never_planned(run, database):
    old = database("create table users (id bigint primary key, email text not null unique, age int);")
    new = database("create table users (id bigint primary key, email_address text not null unique, weight int);")
    done = run.inside("diff", old, new, "--renames")
    assert "Perhaps only renamed:" in done.stdout
    assert "table public.users column email → table public.users column email_address  99%" in done.stdout
    assert "table public.users column age → table public.users column weight" in done.stdout
    found = json.loads(run.inside("diff", old, new, "--renames", "--format", "json").stdout)
    jsonschema.validate(found, SHAPE)
    assert "table public.users column email" in [one["from"] for one in found["renames"]]
    assert [one["from"] for one in found["questions"]] == ["table public.users column age"]
    plan = run.inside("plan", old, new)
    assert plan.code == 1
    assert "No plan yet: 2 questions are open." in plan.stdout
    assert "ALTER" not in plan.stdout


def test_an_answer_is_kept_for_everybody(run, database):
    old = database("create table users (id bigint primary key, email text not null unique);")
    new = database("create table users (id bigint primary key, email_address text not null unique);")
    column = "table public.users column "
    assert run.inside("decide", "rename", f"{column}email", f"{column}email_address", "--owner", "ada").code == 0
    assert "RENAME COLUMN email TO email_address" in run.inside("plan", old, new, "--format", "sql").stdout
    assert run.inside("decide", "drop", f"{column}legacy").code == 0
    assert run.inside("plan", old, new).code == 0
