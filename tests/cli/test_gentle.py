"""``trueup plan`` is gentle by default: what the configuration and options say about that."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from conftest import Run

MakeDatabase = Callable[..., str]

BEFORE = "create table t (id int primary key, name text); insert into t values (1, 'A');"
AFTER = "create table t (id int primary key, name text, slug text not null);\ncreate index t_name on t (name);\n"


def test_statements_that_block_nobody_unless_it_may(run: Run, database: MakeDatabase) -> None:
    (run.here / "to.sql").write_text(AFTER)
    url = database(BEFORE)
    assert "CREATE INDEX CONCURRENTLY t_name" in run.inside("plan", url, "to.sql", "--format", "sql").stdout
    assert "CREATE INDEX t_name" in run.inside("plan", url, "to.sql", "--format", "sql", "--blocking").stdout


def test_what_rows_get_in_a_new_column_is_never_made_up(run: Run, database: MakeDatabase) -> None:
    (run.here / "to.sql").write_text(AFTER)
    url = database(BEFORE)
    (hazard,) = _hazards(run.inside("plan", url, "to.sql", "--format", "json").stdout, "H401")
    line = re.search(r'with (".*") under \[backfill\] in trueup.toml', hazard["help"])
    assert line is not None
    assert line[1] == '"public.t.slug" = "SQL of the value"'
    (run.here / "trueup.toml").write_text(f"[backfill]\n{line[1].replace('SQL of the value', 'lower(name)')}\n")
    told = run.inside("plan", url, "to.sql")
    assert "SET slug = lower(name)" in told.stdout
    assert "H401" not in told.stdout


def _hazards(output: str, code: str) -> list[dict[str, str]]:
    return [one for step in json.loads(output)["statements"] for one in step["hazards"] if one["code"] == code]


def test_a_name_in_the_line_to_write_is_quoted_as_the_file_wants_it(run: Run, database: MakeDatabase) -> None:
    (run.here / "to.sql").write_text('create table "My T" (id int primary key, "Short Name" text not null);')
    url = database('create table "My T" (id int primary key); insert into "My T" values (1);')
    (hazard,) = _hazards(run.inside("plan", url, "to.sql", "--format", "json").stdout, "H401")
    line = re.search(r'with (".*") under \[backfill\]', hazard["help"])
    assert line is not None
    (run.here / "trueup.toml").write_text(f"[backfill]\n{line[1].replace('SQL of the value', 'id::text')}\n")
    told = run.inside("plan", url, "to.sql").stdout
    assert 'SET "Short Name" = id::text' in told
    assert "H401" not in told


def test_the_plain_statement_tells_which_rows_stop_those_in_its_place(run: Run, database: MakeDatabase) -> None:
    (run.here / "to.sql").write_text("create table t (id int primary key, name uuid not null);")
    told = run.inside("plan", database(BEFORE), "to.sql").stdout
    assert "H405 table public.t column name" in told
    assert "name__new" in told
    null = "update t set name = gen_random_uuid(); insert into t values (2, null);"
    assert "1 row has null in name" in run.inside("plan", database(BEFORE + null), "to.sql").stdout


def test_a_column_is_renamed_gently(run: Run, database: MakeDatabase) -> None:
    (run.here / "to.sql").write_text("create table t (id int primary key, label text);")
    names = "table public.t column name", "table public.t column label"
    told = run.inside("plan", database(BEFORE), "to.sql", "--rename-gently", *names, "--format", "sql")
    assert "CREATE TRIGGER zzz_t_label__both" in told.stdout
    assert "DROP COLUMN" not in told.stdout
    refused = run.inside("plan", database(BEFORE), "to.sql", "--rename-gently", *names, "--undo")
    assert refused.code == 2
    assert "not both" in refused.stderr


def test_a_decision_renames_gently_and_the_next_plan_ends_the_old_name(run: Run, database: MakeDatabase) -> None:
    (run.here / "to.sql").write_text("create table t (id int primary key, label text);")
    names = "table public.t column name", "table public.t column label"
    decision = f'[[rename]]\nfrom = "{names[0]}"\nto = "{names[1]}"\n'
    (run.here / "trueup.decisions.toml").write_text(decision + "gentle = true\n")
    url = database(BEFORE)
    first = run.inside("plan", url, "to.sql", "--format", "sql").stdout
    assert "CREATE TRIGGER zzz_t_label__both" in first
    assert "DROP COLUMN" not in first
    assert "RENAME COLUMN" in run.inside("plan", url, "to.sql", "--format", "sql", "--blocking").stdout
    assert run.inside("apply", url, "to.sql", "--yes").code == 0
    ended = run.inside("plan", url, "to.sql", "--format", "sql").stdout
    assert ended.splitlines()[:2] == [
        "DROP TRIGGER zzz_t_label__both ON public.t;",
        "ALTER TABLE public.t DROP COLUMN name;",
    ]
    assert run.inside("apply", url, "to.sql", "--yes").code == 2
    assert run.inside("apply", url, "to.sql", "--yes", "--allow", f"H102 {names[0]}").code == 0
    assert run.inside("plan", url, "to.sql", "--format", "sql").stdout == ""
    (run.here / "trueup.decisions.toml").write_text(decision + "gentle = 1\n")
    assert "trueup.decisions.toml:1" in run.inside("plan", url, "to.sql").stderr
