"""``trueup plan`` is gentle by default: what the configuration and options say about that."""

from __future__ import annotations

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
    assert "H401 table public.t column slug" in run.inside("plan", url, "to.sql").stdout
    (run.here / "trueup.toml").write_text('[backfill]\n"public.t.slug" = "lower(name)"\n')
    told = run.inside("plan", url, "to.sql")
    assert "SET slug = lower(name)" in told.stdout
    assert "H401" not in told.stdout


def test_the_plain_statement_tells_which_rows_stop_those_in_its_place(run: Run, database: MakeDatabase) -> None:
    (run.here / "to.sql").write_text("create table t (id int primary key, name uuid not null);")
    told = run.inside("plan", database(BEFORE + "insert into t values (2, null);"), "to.sql").stdout
    assert "1 row have null in name" in told or "1 row has null in name" in told
    assert "H405 table public.t column name" in told
    assert "name__new" in told


def test_a_column_is_renamed_gently(run: Run, database: MakeDatabase) -> None:
    (run.here / "to.sql").write_text("create table t (id int primary key, label text);")
    names = "table public.t column name", "table public.t column label"
    told = run.inside("plan", database(BEFORE), "to.sql", "--rename-gently", *names, "--format", "sql")
    assert "CREATE TRIGGER zzz_t_label__both" in told.stdout
    assert "DROP COLUMN" not in told.stdout
    refused = run.inside("plan", database(BEFORE), "to.sql", "--rename-gently", *names, "--undo")
    assert refused.code == 2
    assert "not both" in refused.stderr
