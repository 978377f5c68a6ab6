"""``apply`` and ``undo`` where something is wrong: one clear message, nothing half-done that is not told, no traceback."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from conftest import database_url, execute, fresh_name
from trueup.applying import audit

TABLE = "CREATE TABLE t (id bigint PRIMARY KEY, a int); INSERT INTO t SELECT g, g FROM generate_series(1, 100) g;"
AFTER = "CREATE TABLE t (id bigint PRIMARY KEY, a int, b text); CREATE INDEX t_a ON t (a);"
COLUMN = "SELECT 1 FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'b'"


@pytest.fixture
def target(database, run) -> str:
    (run.here / "trueup.toml").write_text("")
    return database(TABLE)


@pytest.fixture(scope="module")
def after(module_database) -> str:
    return module_database(AFTER)


@pytest.fixture
def file(run) -> str:
    """The same as a file, which says nothing of owners."""
    (run.here / "after.sql").write_text(AFTER)
    return "after.sql"


@pytest.fixture
def stranger(server) -> Iterator[str]:
    """A role that may nothing."""
    name = fresh_name()
    execute(server, f"CREATE ROLE {name} LOGIN")
    yield name
    execute(server, f"DROP ROLE {name}")


def as_role(url: str, role: str) -> str:
    return url.replace("postgres@", f"{role}@")


def refused(done, *said: str) -> None:
    """One message, what to do, and the exit code of what was not begun."""
    assert done.code == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "should not have happened" not in done.stderr
    for text in said:
        assert text in done.stderr


def events(here: Path) -> list[str]:
    return [json.loads(line)["event"] for line in (here / ".trueup" / "audit.jsonl").read_text().splitlines()]


# ------------------------------------------------------------------ rights


def test_a_role_that_does_not_own_the_table_is_refused_before_anything_is_begun(run, target, file, stranger):
    execute(target, f"GRANT CREATE ON DATABASE {target.rpartition('/')[2]} TO {stranger}")
    for more in ((), ("--dry-run",)):
        done = run.inside("apply", as_role(target, stranger), file, *more)
        refused(done, f"the role {stranger} may not do what the plan does", "t belongs to postgres")
        assert "CREATE in the namespace public is not granted" in done.stderr
    assert execute(target, "SELECT 1 FROM pg_namespace WHERE nspname = 'trueup'") == []
    execute(target, f"ALTER TABLE t OWNER TO {stranger}; GRANT CREATE ON SCHEMA public TO {stranger}")
    done = run.inside("apply", as_role(target, stranger), file, "--ignore", "schema *")
    assert done.code == 0, done.stderr
    execute(target, f"DROP SCHEMA trueup CASCADE; REASSIGN OWNED BY {stranger} TO postgres; DROP OWNED BY {stranger}")


def test_a_role_that_cannot_make_the_journal_is_told_how_it_is_made(run, target, file, stranger):
    execute(target, f"ALTER TABLE t OWNER TO {stranger}; GRANT CREATE ON SCHEMA public TO {stranger}")
    done = run.inside("apply", as_role(target, stranger), file, "--ignore", "schema *")
    refused(done, "this role may not make the namespace trueup", "trueup log --script")
    execute(target, run.inside("log", "--script").stdout)
    execute(
        target, f"GRANT USAGE ON SCHEMA trueup TO {stranger}; GRANT ALL ON ALL TABLES IN SCHEMA trueup TO {stranger}"
    )
    assert run.inside("apply", as_role(target, stranger), file, "--ignore", "schema *").code == 0
    execute(target, f"DROP SCHEMA trueup CASCADE; REASSIGN OWNED BY {stranger} TO postgres; DROP OWNED BY {stranger}")


def test_a_range_type_is_made_again_by_a_superuser_or_not_begun(run, database, stranger):
    target = database("CREATE TYPE span AS RANGE (SUBTYPE = text); CREATE TABLE t (id int, s span)")
    execute(target, f"ALTER TYPE span OWNER TO {stranger}; ALTER TABLE t OWNER TO {stranger}")
    execute(target, f"GRANT CREATE ON DATABASE {target.rpartition('/')[2]} TO {stranger}")
    execute(target, f"GRANT CREATE ON SCHEMA public TO {stranger}")
    (run.here / "after.sql").write_text(
        'CREATE TYPE span AS RANGE (SUBTYPE = text, COLLATION = "C"); CREATE TABLE t (id int, s span)'
    )
    done = run.inside("apply", as_role(target, stranger), "after.sql", "--ignore", "schema *", "--allow", "H202")
    refused(done, "may not do what the plan does", "span(text,text) belongs to postgres")
    assert execute(target, "SELECT 1 FROM pg_namespace WHERE nspname = 'trueup'") == []
    execute(target, f"REASSIGN OWNED BY {stranger} TO postgres; DROP OWNED BY {stranger}")


FORCED = "CREATE POLICY few ON t USING (id <= 50); ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"


def test_rows_that_policies_hide_from_an_owner_are_neither_miscounted_nor_left_out(run, target, stranger):
    execute(target, f"GRANT CREATE ON DATABASE {target.rpartition('/')[2]} TO {stranger}")
    execute(target, f"UPDATE t SET a = NULL WHERE id > 90; ALTER TABLE t OWNER TO {stranger}; {FORCED}")
    execute(target, f"GRANT CREATE ON SCHEMA public TO {stranger}")
    (run.here / "strict.sql").write_text(f"CREATE TABLE t (id bigint PRIMARY KEY, a int NOT NULL); {FORCED}")
    (run.here / "filled.sql").write_text(f"CREATE TABLE t (id bigint PRIMARY KEY, a int, b int NOT NULL); {FORCED}")
    mine, rest = as_role(target, stranger), ("--ignore", "schema *")
    seen = run.inside("plan", mine, "strict.sql", *rest)
    assert "H401" in seen.stdout, seen.stderr
    assert "row-level security policy" in seen.stdout
    (run.here / "trueup.toml").write_text('[backfill]\n"public.t.b" = "id::int"\n')
    done = run.inside("apply", mine, "filled.sql", *rest)
    refused(done, f"rows of t may be hidden from {stranger} by policies, and would not be filled", "BYPASSRLS")
    assert execute(target, COLUMN) == []
    execute(target, f"ALTER ROLE {stranger} BYPASSRLS")
    done = run.inside("apply", mine, "filled.sql", *rest)
    assert done.code == 0, done.stderr
    assert execute(target, "SELECT count(*) FROM t WHERE b = id") == [(100,)]
    execute(target, f"DROP SCHEMA trueup CASCADE; REASSIGN OWNED BY {stranger} TO postgres; DROP OWNED BY {stranger}")


def test_a_database_that_is_read_only_stays_so_unless_the_address_says_otherwise(run, target, after):
    execute(target, f"ALTER DATABASE {target.rpartition('/')[2]} SET default_transaction_read_only = on")
    refused(run.inside("apply", target, after), "transactions are read-only there", "default_transaction_read_only")
    refused(run.inside("undo", target, "--dry-run"), "transactions are read-only there")
    meant = f"{target}?options=-c%20default_transaction_read_only%3Doff"
    assert run.inside("apply", meant, after).code == 0


def test_tiny_timeouts_of_a_role_do_not_reach_a_run(run, target, after, stranger):
    settings = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    execute(target, "; ".join(f"ALTER ROLE {stranger} SET {name} = 1" for name in settings))
    execute(target, f"ALTER ROLE {stranger} SUPERUSER")
    assert run.inside("apply", as_role(target, stranger), after).code == 0
    assert run.inside("undo", as_role(target, stranger), "--allow", "H102").code == 0
    execute(target, f"ALTER ROLE {stranger} RESET ALL; ALTER ROLE {stranger} SET transaction_timeout = 1")
    done = run.inside("apply", as_role(target, stranger), after)
    refused(done, "terminating connection due to transaction timeout", "?options=-c%20transaction_timeout%3D0")
    meant = as_role(target, stranger) + "?options=-c%20transaction_timeout%3D0"
    assert run.inside("apply", meant, after).code == 0
    execute(target, f"DROP SCHEMA trueup CASCADE; REASSIGN OWNED BY {stranger} TO postgres")


# ------------------------------------------------------------------ interrupted


def begun(run, target: str, *arguments: str) -> subprocess.Popen[str]:
    """A run that waits for a lock somebody holds."""
    process = subprocess.Popen(
        [sys.executable, "-m", "trueup", *arguments, "--lock-timeout", "5000"],
        cwd=run.here, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    end = time.monotonic() + 30
    waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    while not execute(target, waiting):
        assert time.monotonic() < end
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    return process


@pytest.mark.parametrize("how", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_whoever_stops_a_run_is_told_what_is_done(run, target, after, how):
    with psycopg.connect(target) as reader:
        reader.execute("SELECT count(*) FROM t")
        process = begun(run, target, "apply", target, after)
        process.send_signal(getattr(signal, how))
        _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert f"0 of 2 statements are done and stay done: `trueup apply {target}` goes on from here." in said
    assert "Traceback" not in said
    assert events(run.here)[0] == "begun"
    assert events(run.here)[-1] == "stopped"
    assert execute(target, COLUMN) == []
    assert execute(target, "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND database = "
                           "(SELECT oid FROM pg_database WHERE datname = current_database())") == []  # fmt: skip
    assert run.inside("apply", target).code == 0
    assert execute(target, COLUMN) == [(1,)]


def test_an_undo_that_was_stopped_is_gone_on_with(run, target, after):
    assert run.inside("apply", target, after).code == 0
    with psycopg.connect(target) as reader:
        reader.execute("SELECT count(*) FROM t")
        process = begun(run, target, "undo", target, "--allow", "H102")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert "goes on from here." in said
    assert process.returncode == 130
    resumed = run.inside("undo", target)
    assert resumed.code == 0, resumed.stderr
    assert "Run 2 was interrupted" in resumed.stdout
    assert "run 1 is taken back" in resumed.stdout
    assert execute(target, COLUMN) == []


def test_what_cannot_be_read_is_refused_before_an_interrupted_run_is_gone_on_with(run, target, after):
    with psycopg.connect(target) as reader:
        reader.execute("SELECT count(*) FROM t")
        assert run.inside("apply", target, after, "--retry-for", "0", "--lock-timeout", "50").code == 1
    refused(run.inside("apply", target, "missing.sql"), "no such file")
    (run.here / "plan.json").write_text("{}")
    refused(run.inside("apply", target, "--plan", "plan.json"), "this is no plan")
    assert execute(target, COLUMN) == []
    # What is then refused says that the other is done.
    (run.here / "less.sql").write_text("CREATE TABLE t (id bigint PRIMARY KEY)")
    done = run.inside("apply", target, "less.sql")
    refused(done, "run 1, which was interrupted, is finished; but then: 2 hazards of the plan are not allowed")
    assert execute(target, COLUMN) == [(1,)]


# ------------------------------------------------------------------ the audit log and the terminal


def test_an_audit_log_that_is_full_stops_a_run_where_it_can_be_gone_on_with(run, target, after, monkeypatch):
    room = 3
    append = audit.Log.append

    def full(log: audit.Log, event: str, **told: object) -> None:
        nonlocal room
        room -= 1
        if room < 0:
            os.close(log._file)
            log._file = os.open("/dev/full", os.O_RDWR)
            monkeypatch.setattr(log, "_whole", lambda: True)
        append(log, event, **told)

    with monkeypatch.context() as patch:
        patch.setattr(audit.Log, "append", full)
        done = run.inside("apply", target, after)
    assert done.code == 1, done.stderr
    assert "the audit log cannot be written: No space left on device" in done.stderr
    assert "2 of 2 statements are done and stay done" in done.stderr
    assert "`trueup apply` on the same target goes on from here" in done.stderr
    assert run.inside("apply", target).code == 0
    assert events(run.here) == ["begun", "done", "done", "resumed", "finished"]


def test_a_reader_who_leaves_does_not_stop_a_run(run, target, after):
    command = f"{sys.executable} -m trueup apply '{target}' '{after}' | head -c 1"
    subprocess.run(command, shell=True, cwd=run.here, check=True, capture_output=True, timeout=60)
    end = time.monotonic() + 20
    while execute(target, "SELECT 1 FROM trueup.runs WHERE state = 'done'") == []:
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_terminal_without_letters_does_not_stop_a_run(run, database):
    made = 'CREATE TABLE "表 👩‍👧" ("名" text);'
    url, goal = database(made), database(made + 'CREATE INDEX "索引" ON "表 👩‍👧" ("名");')
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "trueup", "apply", url, goal, "--yes", "--audit", "a.jsonl"],
        cwd=run.here, stdin=slave, stdout=slave, stderr=slave,
        env=os.environ | {"PYTHONIOENCODING": "ascii", "TERM": "xterm", "COLUMNS": "30"},
    )  # fmt: skip
    os.close(slave)
    said = b""
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:
            break
        if not part:
            break
        said += part
    os.close(master)
    assert process.wait(60) == 0, said.decode(errors="replace")
    assert b"Done." in said
    assert execute(url, "SELECT state FROM trueup.runs") == [("done",)]


def test_a_plan_without_statements_changes_nothing(run, target):
    assert run.inside("plan", target, target, "--format", "json", "-o", "plan.json").code == 0
    done = run.inside("apply", target, "--plan", "plan.json")
    assert (done.code, done.stdout.partition(".")[0]) == (0, "Nothing to do")
    assert execute(target, "SELECT 1 FROM pg_namespace WHERE nspname = 'trueup'") == []


def test_a_database_that_is_not_there(run, server, after):
    refused(run.inside("apply", database_url(server, "nobody"), after), "the server has no database nobody")
    refused(run.inside("undo", "postgresql://me:s3cret@127.0.0.1:1/app"), "nothing accepts connections", "me:***@")
