"""Renames that are known: by the numbers of one database, a migration, a remark in source, an answer; and what is asked."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

SHAPE = json.loads((Path(__file__).parents[2] / "docs" / "json-schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SHAPE)
USERS = "create table users (id bigint primary key, name text not null, age int);"
NAME, FULL = "table public.users column name", "table public.users column full_name"


def valid(text: str) -> dict:
    found = json.loads(text)
    VALIDATOR.validate(found)
    return found


def told(run, before, after, *more) -> dict[str, tuple[str, str]]:
    """What is taken for renamed by a difference, with its standing."""
    found = valid(run.inside("diff", before, after, "--renames", "--format", "json", *more).stdout)
    return {one["from"]: (one["to"], one["standing"]) for one in found["renames"]}


def script(run, before, after, *more) -> str:
    done = run.inside("plan", before, after, "--format", "sql", *more)
    assert done.code == 0
    return done.stdout


@pytest.fixture
def _borrowed(server, monkeypatch):
    """What files declare is made on the server that runs anyway: none is started for it."""
    monkeypatch.setenv("TRUEUP_SHADOW", server)


# ------------------------------------------------------------------ the numbers of one database


def test_a_snapshot_and_the_same_database_later(run, database, sql):
    url = database(USERS + "create type mood as enum ('low', 'high'); create table t (m mood, kept int);")
    assert run.inside("snapshot", url, "-o", "then.json").code == 0
    sql(
        url,
        "alter table users rename name to full_name; alter table users drop age; alter table users add aged int;"
        "alter type mood rename value 'low' to 'sad'; alter table t rename to things; alter type mood rename to temper",
    )
    assert told(run, "then.json", url) == {
        NAME: (FULL, "proved"),
        "enum public.mood": ("enum public.temper", "proved"),
        "enum public.mood value low": ("enum public.temper value sad", "proved"),
        "table public.t": ("table public.things", "proved"),
    }
    found = valid(run.inside("diff", "then.json", url, "--renames", "--format", "json").stdout)
    assert found["questions"] == []  # what has no number any more is gone, however alike its name is
    plan = script(run, "then.json", url)
    assert "RENAME COLUMN name TO full_name" in plan
    assert "DROP COLUMN age" in plan


def test_numbers_of_another_database_prove_nothing(run, database, sql):
    one = database(USERS)
    other = database(None, template=one)
    sql(other, "alter table users rename name to full_name")
    run.inside("snapshot", one, "-o", "one.json")
    assert {standing for _, standing in told(run, "one.json", other).values()} <= {"likely"}


def test_a_snapshot_without_numbers_is_read(run, database):
    url = database(USERS)
    run.inside("snapshot", url, "-o", "new.json")
    found = json.loads((run.here / "new.json").read_text())
    assert found["identity"]["ids"]["table public.users"][1] == {"column age": 3, "column id": 1, "column name": 2}
    del found["identity"]
    (run.here / "old.json").write_text(json.dumps(found))
    assert run.inside("diff", "old.json", url).code == 0
    prints = {run.inside("fingerprint", file).stdout.split()[-1] for file in ("old.json", "new.json")}
    assert len(prints) == 1  # a fingerprint is of what is compared
    found["identity"] = {"system": 7}
    (run.here / "bad.json").write_text(json.dumps(found))
    assert "identity" in run.inside("diff", "bad.json", url).stderr


def test_an_exchange_of_names_and_a_name_used_again(run, database, sql):
    url = database("create table t (a int, b int, email text); insert into t values (1, 2, 'x');")
    run.inside("snapshot", url, "-o", "then.json")
    sql(url, "alter table t rename a to c; alter table t rename b to a; alter table t rename c to b")
    sql(url, "alter table t rename email to nick; alter table t add email text default 'new'")
    at = "table public.t column "
    wanted = {f"{at}a": f"{at}b", f"{at}b": f"{at}a", f"{at}email": f"{at}nick"}
    assert told(run, "then.json", url) == {was: (now, "proved") for was, now in wanted.items()}
    old = database("create table t (a int, b int, email text); insert into t values (1, 2, 'x');")
    sql(old, script(run, "then.json", url))
    assert sql(old, "select b, a, nick, email from t") == [(1, 2, "x", "new")]


# ------------------------------------------------------------------ what a history renames


def history(run, *files: str) -> None:
    for number, text in enumerate(files, 1):
        (run.here / f"migrations/{number:03}_step.sql").parent.mkdir(exist_ok=True)
        (run.here / f"migrations/{number:03}_step.sql").write_text(text)


def test_a_database_behind_the_migration_that_renames(run, database):
    history(
        run,
        USERS,
        "alter table users rename to people;\nalter table people rename column name to full_name;",
        "alter table people rename full_name to called; alter table people drop age; alter table people add aged int;",
    )
    url = database(USERS)
    found = told(run, url, "migrations")
    assert found["table public.users"] == ("table public.people", "proved")
    assert found[NAME] == ("table public.people column called", "proved")
    plan = script(run, url, "migrations")
    assert "RENAME COLUMN name TO called" in plan
    assert "RENAME TO people" in plan
    back = told(run, "migrations", url)
    assert back["table public.people"] == ("table public.users", "proved")
    shown = run.inside("diff", url, "migrations", "--renames").stdout
    assert re.search(r"users column name → .* called +proved +migrations/002_step.sql:2 renames it", shown)


@pytest.mark.usefixtures("_borrowed")
@pytest.mark.parametrize(
    "later",
    [
        "alter table users drop full_name; alter table users add full_name text not null;",
        "alter table users rename name to full_name; alter table users drop full_name; alter table users add x text;",
    ],
)
def test_what_a_history_made_anew_is_not_renamed(run, database, later):
    history(run, USERS, "alter table users rename name to full_name;" if "rename" not in later else "", later)
    assert "proved" not in {standing for _, standing in told(run, database(USERS), "migrations").values()}


def test_a_name_the_history_used_again_is_asked(run, database):
    history(run, USERS, "alter table users rename name to nick; alter table users add name text;")
    url, nick = database(USERS), "table public.users column nick"
    assert told(run, url, "migrations") == {}
    done = run.inside("plan", url, "migrations", "--format", "json")
    (question,) = valid(done.stdout)["questions"]
    assert (done.code, question["from"], question["candidates"][0]["to"]) == (1, NAME, nick)
    assert question["candidates"][0]["reasons"][0]["text"].endswith("renames it, and its name was used again")
    assert question["otherwise"] == ["--rename", NAME, NAME]
    assert "RENAME" not in script(run, url, "migrations", *question["otherwise"])
    plan = script(run, url, "migrations", *question["candidates"][0]["answer"])
    assert plan.index("RENAME COLUMN name TO nick") < plan.index("ADD COLUMN name text")
    run.inside("decide", "rename", NAME, nick)
    assert script(run, url, "migrations") == plan


# ------------------------------------------------------------------ remarks in source


@pytest.mark.usefixtures("_borrowed")
def test_remarks_in_sql(run, database):
    (run.here / "schema.sql").write_text(
        "-- trueup: renamed users.name to full_name\n"
        "-- trueup: renamed from logs\n"
        'create table "Events" (id int);\n' + USERS.replace("name", "full_name")
    )
    url = database(USERS + "create table logs (id int);")
    assert told(run, url, "schema.sql") == {
        NAME: (FULL, "told"),
        "table public.logs": ('table public."Events"', "told"),
    }
    assert told(run, "schema.sql", url)[FULL] == (NAME, "told")
    (run.here / "schema.sql").write_text("-- trueup: renamed from\ncreate table a (id int);" + USERS)
    done = run.inside("diff", url, "schema.sql", "--renames")
    assert (done.code, "schema.sql:1" in done.stderr) == (2, True)


@pytest.mark.usefixtures("_borrowed")
def test_remarks_in_code(run, database):
    url = database('create table "User" (id integer not null constraint "User_pkey" primary key, mail text not null);')
    (run.here / "schema.prisma").write_text(
        'datasource db {\n  provider = "postgresql"\n  url = env("X")\n}\n'
        "/// trueup: renamed from User\nmodel Member {\n  id Int @id\n"
        "  /// trueup: renamed from mail\n  /// what we write to\n  address String\n}\n"
    )
    assert told(run, url, "schema.prisma")['table public."User" column mail'] == (
        'table public."Member" column address',
        "told",
    )
    (run.here / "schema.ts").write_text(
        'import { pgTable, integer, text } from "drizzle-orm/pg-core";\n'
        '// trueup: renamed from User\nexport const members = pgTable("members", {\n'
        '  id: integer("id").primaryKey(),\n  address: text("address").notNull(), // trueup: renamed from User.mail\n});\n'
    )
    found = told(run, url, "schema.ts")
    assert found['table public."User"'] == ("table public.members", "told")
    assert found['table public."User" column mail'] == ("table public.members column address", "told")


# ------------------------------------------------------------------ answers


@pytest.fixture(scope="module")
def sides(module_database):
    old = module_database(USERS.replace("name text", "alert_days text"))
    return old, module_database(USERS.replace("name text", "alert_minutes text"))


DAYS, MINUTES = "table public.users column alert_days", "table public.users column alert_minutes"


def test_a_plan_with_an_open_question_refuses(run, sides):
    done = run.inside("plan", *sides, "--format", "json")
    found = valid(done.stdout)
    assert (done.code, found["statements"]) == (1, [])
    (question,) = found["questions"]
    assert (question["kind"], question["from"], question["otherwise"]) == ("column", DAYS, ["--drop", DAYS])
    best = question["candidates"][0]
    assert best["answer"] == ["--rename", DAYS, MINUTES]
    assert best["reasons"][0]["text"] == "days became minutes: the values would have to be converted"
    done = run.inside("plan", *sides)
    assert (done.code, "No plan yet" in done.stdout, "DROP" in done.stdout) == (1, True, False)


def test_the_script_is_whole_and_the_question_is_beside_it(run, sides):
    done = run.inside("plan", *sides, "--format", "sql")
    assert done.code == 0
    assert "DROP COLUMN alert_days" in done.stdout
    assert done.stderr.startswith(f"question: {DAYS} is dropped. Is it {MINUTES} now")


@pytest.mark.parametrize("way", ["flag", "file"])
@pytest.mark.parametrize(("answer", "wanted"), [("rename", "RENAME COLUMN"), ("drop", "DROP COLUMN alert_days")])
def test_an_answer_makes_a_plan(run, sides, way, answer, wanted):
    words = [DAYS, MINUTES] if answer == "rename" else [DAYS]
    if way == "file":
        assert run.inside("decide", answer, *words).code == 0
    done = run.inside("plan", *sides, *([f"--{answer}", *words] if way == "flag" else ()))
    assert done.code == 0
    assert wanted in done.stdout


def test_a_drop_of_what_is_not_dropped_is_said(run, sides):
    done = run.inside("plan", *sides, "--drop", "table public.users")
    assert (done.code, "--drop table public.users: it must be only in FROM" in done.stderr) == (2, True)


def test_decide_prints_what_it_cannot_ask(run, sides):
    done = run.inside("decide", "ask", *sides)
    assert done.code == 1
    assert f"--rename '{DAYS}' '{MINUTES}'" in done.stdout
    found = valid(run.inside("decide", "ask", *sides, "--format", "json").stdout)
    assert [one["from"] for one in found["questions"]] == [DAYS]
    assert run.inside("decide", "ask", sides[0], sides[0]).code == 0
    assert run.inside("decide", "ask", sides[0]).code == 2


def test_one_answer_for_every_environment_until_it_is_not_needed(run, database, sql):
    history(run, USERS.replace("name", "full_name"))
    dev, prod = database(USERS), database(USERS)
    (run.here / "trueup.toml").write_text(
        f'[sources]\nmigrations = "migrations"\n[environments]\ndev = "{dev}"\nprod = "{prod}"\n'
    )
    (run.here / "trueup.decisions.toml").write_text("# who said what\n")
    assert run.inside("decide", "ask").code == 1
    run.inside("decide", "rename", NAME, FULL, "--owner", "ada")
    assert run.inside("decide").code == 0
    found = valid(run.inside("check", "--format", "json").stdout)
    assert [found["renames"][0]["standing"], found["others"][0]["renames"][0]["standing"]] == ["told", "told"]
    assert found["decisions"]["moot"] == []
    for name, url in (("dev", dev), ("prod", prod)):
        plan = script(run, name, "migrations")
        assert "RENAME COLUMN name TO full_name" in plan
        sql(url, plan)
    done = run.inside("check", "--format", "json")
    assert valid(done.stdout)["decisions"]["moot"] == [{"from": NAME, "to": FULL}]
    assert done.code == 0
    assert "decided and not needed" in run.inside("check").stdout
    assert (run.here / "trueup.decisions.toml").read_text().startswith("# who said what\n")


def at_a_terminal(run, *arguments: str, answers: str) -> tuple[int, str]:
    """Run ``trueup`` with a terminal, typing one answer after each prompt."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "trueup", *arguments],
        cwd=run.here, stdin=theirs, stdout=theirs, stderr=theirs, env=os.environ | {"TERM": "xterm", "COLUMNS": "200"},
    )  # fmt: skip
    os.close(theirs)
    said, left, end = "", list(answers.split()), time.monotonic() + 60
    while time.monotonic() < end:
        try:
            part = os.read(ours, 4096).decode(errors="replace")
        except OSError:
            break
        said += part
        if left and said.rstrip().endswith("[skip]:") and part:
            os.write(ours, f"{left.pop(0)}\n".encode())
    os.close(ours)
    return process.wait(10), said


def test_on_a_terminal_each_question_is_asked(run, database):
    old = database("create table t (id int primary key, alert_days int, past_event text, kept int);")
    new = database("create table t (id int primary key, alert_minutes int, current_event text, kept int);")
    (run.here / "trueup.decisions.toml").write_text("# ours\n")
    open_ = valid(run.inside("decide", "ask", old, new, "--format", "json").stdout)["questions"]
    assert [one["from"][-10:] for one in open_] == ["alert_days", "past_event"]
    assert at_a_terminal(run, "decide", "ask", old, new, answers="skip skip")[0] == 1
    code, said = at_a_terminal(run, "decide", "ask", old, new, answers="1 none")
    assert code == 0, said
    assert "1 of 2" in said
    assert "past and current are opposites" in said
    text = (run.here / "trueup.decisions.toml").read_text()
    assert text.startswith("# ours\n")
    assert text.count("[[rename]]") == text.count("[[drop]]") == 1
    assert run.inside("decide", "ask", old, new).code == 0


# ------------------------------------------------------------------ data of two databases


def rows(names: str) -> str:
    """Tables with values nobody could tell by their columns' names."""
    one, other, third = names.split()
    return f"""
    create type mood as enum ('a', 'b', 'c');
    create table t (id int primary key, kept text, {one} text, {other} text, {third} int, m mood);
    insert into t select n, 'k' || n % 7, 'city ' || n % 13, repeat('x', n % 50), n * n % 901,
        (array['a', 'a', 'a', 'b', 'c'])[1 + n % 5]::mood from generate_series(1, 2000) n;
    analyze t;
    """


def test_statistics_and_samples_tell_what_names_do_not(run, database, sql):
    old, new = (
        database(rows("aaa bbb ccc")),
        database(
            rows("zzz yyy xxx")
            .replace("zzz text, yyy text", "yyy text, zzz text")
            .replace("'city ' || n % 13, repeat('x', n % 50)", "repeat('x', n % 50), 'city ' || n % 13")
        ),
    )
    at = "table public.t column "
    wanted = {f"{at}aaa": (f"{at}zzz", "likely"), f"{at}bbb": (f"{at}yyy", "likely")}
    found = told(run, old, new)
    assert wanted.items() <= found.items()
    text = run.inside("diff", old, new, "--renames", "--format", "json").stdout
    assert "statistics are alike" in text
    sql(new, "delete from pg_statistic where starelid = 't'::regclass")
    assert not wanted.items() <= told(run, old, new).items()
    sampled = told(run, old, new, "--samples", "300")
    assert wanted.items() <= sampled.items()
    text = run.inside("diff", old, new, "--renames", "--samples", "300", "--format", "json").stdout
    assert "samples are alike" in text
    assert "city" not in text
    assert not (set(re.findall(r"[0-9a-f]{32}", text)))


def test_data_that_moved_to_another_name(run, database):
    made = "create table t (id int primary key, kept text, email text{more});"
    fill = "insert into t select n, 'k' || n % 7, {values} from generate_series(1, 2000) n; analyze t;"
    old = database(made.format(more="") + fill.format(values="'mail ' || n % 13"))
    new = database(made.format(more=", nick text") + fill.format(values="repeat('x', n % 50), 'mail ' || n % 13"))
    found = valid(run.inside("diff", old, new, "--renames", "--samples", "100", "--format", "json").stdout)
    email, nick = "table public.t column email", "table public.t column nick"
    assert [(one["from"], one["candidates"][0]["to"]) for one in found["questions"]] == [(email, nick)]
    assert run.inside("plan", old, new).code == 1
