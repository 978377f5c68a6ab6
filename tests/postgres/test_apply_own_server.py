"""What an apply meets besides its database: poolers, autovacuum, sessions that hold locks. On a server of our own."""

from __future__ import annotations

import contextlib
import json
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg
import pytest

import servers
from conftest import Run, execute, fresh_name
from kill import Server
from trueup.postgres.apply.pooler import shared

PGBOUNCER = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")
needs_pgbouncer = pytest.mark.skipif(PGBOUNCER is None, reason="pgbouncer is not installed")
SETTINGS = {"autovacuum_naptime": "1s", "max_prepared_transactions": "5"}
TABLE = "CREATE TABLE t (id bigint PRIMARY KEY, a int); INSERT INTO t SELECT g, g FROM generate_series(1, 100) g;"
AFTER = "CREATE TABLE t (id bigint PRIMARY KEY, a int, b text); CREATE INDEX t_b ON t (b);"


@pytest.fixture(scope="module")
def own() -> Iterator[Server]:
    """A server whose autovacuum is eager."""
    with open_folder() as folder:
        server = Server(folder)
        try:
            _settle(server)
            yield server
        finally:
            server.stop(signal.SIGQUIT)


def _settle(server: Server) -> None:
    with psycopg.connect(server.url("postgres"), autocommit=True) as conn:
        for name, value in SETTINGS.items():
            conn.execute(f"ALTER SYSTEM SET {name} = '{value}'".encode())
    server.stop(signal.SIGINT)
    server.start()


@contextlib.contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that another user of this machine may read; not one of pytest's, which are closed."""
    folder = Path(tempfile.mkdtemp(prefix="trueup-own-"))
    try:
        folder.chmod(0o755)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def target(own: Server) -> Iterator[str]:
    """A database with a table ``t``; gone afterwards, so that nobody vacuums it any more."""
    name = fresh_name()
    execute(own.url("postgres"), f"CREATE DATABASE {name} TEMPLATE template0")
    execute(own.url(name), TABLE)
    yield own.url(name)
    execute(own.url("postgres"), f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def after(run: Run) -> str:
    (run.here / "trueup.toml").write_text("")
    (run.here / "after.sql").write_text(AFTER)
    return "after.sql"


# ------------------------------------------------------------------ poolers


@contextlib.contextmanager
def pooled(target: str, **settings: object) -> Iterator[str]:
    """The address of a database behind a pooler."""
    assert PGBOUNCER is not None
    with open_folder() as folder, _bouncing(PGBOUNCER, target, folder, settings) as url:
        yield url


@contextlib.contextmanager
def _bouncing(program: str, target: str, folder: Path, settings: Mapping[str, object]) -> Iterator[str]:
    address, _, database = target.rpartition("/")
    host, _, port = address.rpartition("@")[2].partition(":")
    own = servers._free_port()
    (folder / "users").write_text('"postgres" ""\n')
    given = {
        "listen_addr": "127.0.0.1",
        "listen_port": own,
        "unix_socket_dir": "",
        "auth_type": "trust",
        "auth_file": folder / "users",
        "logfile": folder / "pgbouncer.log",
    }
    lines = [f"{name} = {value}" for name, value in (given | settings).items()]
    text = "\n".join(["[databases]", f"* = host={host} port={port}", "[pgbouncer]", *lines, ""])
    (folder / "pgbouncer.ini").write_text(text)
    user = servers._unprivileged()
    for one in (folder, *folder.iterdir()) if user else ():
        os.chown(one, user, -1)
    as_user = ["-u", pwd.getpwuid(user).pw_name] if user else []
    process = subprocess.Popen(
        [program, "-q", *as_user, str(folder / "pgbouncer.ini")], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        url = f"postgresql://postgres@127.0.0.1:{own}/{database}"
        assert servers._answers(url, process), (folder / "pgbouncer.log").read_text()
        yield url
    finally:
        process.kill()
        process.wait(10)


@needs_pgbouncer
def test_a_pooler_that_keeps_sessions_is_as_good_as_the_server(target, after, run):
    with pooled(target, pool_mode="session", server_lifetime=0) as url:
        done = run.inside("apply", url, after)
        assert done.code == 0, done.stderr
        assert run.inside("undo", url, "--allow", "H102").code == 0
        assert "undone" in run.inside("log", url).stdout


@needs_pgbouncer
def test_a_pool_that_is_too_small_says_so(target, after, run):
    with pooled(target, pool_mode="session", default_pool_size=1, query_wait_timeout=1) as url:
        refused = run.inside("apply", url, after)
    assert (refused.code, refused.stderr.count("\n")) == (2, 2), refused.stderr
    assert "the pooler had no connection to the server left" in refused.stderr
    assert execute(target, "SELECT 1 FROM pg_namespace WHERE nspname = 'trueup'") == []


@needs_pgbouncer
@pytest.mark.parametrize("mode", ["transaction", "statement", "round_robin_1", "round_robin_2", "round_robin_3"])
def test_a_pooler_that_shares_sessions_is_refused_before_anything_is_locked(target, after, run, mode):
    settings: dict[str, object] = {"pool_mode": mode}
    many = int(mode[-1]) if mode.startswith("round_robin") else 0
    if many:
        settings = {"pool_mode": "transaction", "server_round_robin": 1}
    with pooled(target, **settings) as url, contextlib.ExitStack() as others:
        # Servers that are there already: they are given in turn.
        clients = [others.enter_context(psycopg.connect(url)) for _ in range(many)]
        for client in clients:
            client.execute("SELECT 1")
        for client in clients:
            client.rollback()
        for command in (("apply", url, after), ("undo", url), ("apply", url, after, "--dry-run")):
            refused = run.inside(*command)
            assert (refused.code, refused.stderr.count("\n")) == (2, 2), refused.stderr
            assert "a pooler gives every transaction another session here" in refused.stderr
            assert "name the direct address of the server" in refused.stderr
        assert execute(target, "SELECT 1 FROM pg_locks WHERE locktype = 'advisory'") == []
        assert execute(target, "SELECT 1 FROM pg_namespace WHERE nspname = 'trueup'") == []
        # Reading needs no session.
        for command in (("diff", url, target), ("plan", url, after, "--count", "all"), ("log", url)):
            assert run.inside(*command).code == 0


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("postgresql://u.ref:s3cret@aws-0-eu-central-1.pooler.supabase.com:6543/postgres", "with port 5432"),
        ("postgresql://u:s3cret@db.ref.supabase.co:6543/postgres", "db.ref.supabase.co with port 5432"),
        ("postgresql://u:s3cret@ep-a-1-pooler.eu-central-1.aws.neon.tech/db", "ep-a-1.eu-central-1.aws.neon.tech"),
        ("host=db port=6432 password=s3cret", "direct address of the server"),
    ],
)
def test_the_way_around_a_pooler_is_named(url, place):
    said = str(shared(url))
    assert place in said
    assert "s3cret" not in said


# ------------------------------------------------------------------ locks


def waits(run: Run) -> list[dict[str, Any]]:
    """What the audit log says was waited for."""
    lines = (run.here / ".trueup" / "audit.jsonl").read_text().splitlines()
    return [event for event in map(json.loads, lines) if event["event"] == "waiting"]


def until(true: Callable[[], object], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def test_who_holds_a_table_is_named(target, after, run):
    with psycopg.connect(target, application_name="report of the month") as reader:
        reader.execute("SELECT count(*), 'password=s3cret' FROM t")
        failed = run.inside("apply", target, after, "--retry-for", "1.5")
        pid = reader.info.backend_pid
    assert failed.code == 1
    assert f"In the way: process {pid}, role postgres, report of the month" in failed.stderr
    assert re.search(r"idle in transaction for \d+ s, since 20.* UTC: SELECT", failed.stderr)
    assert "SELECT count(*), 'password=***' FROM t" in failed.stderr
    assert f"SELECT pg_terminate_backend({pid}) ends it" in failed.stderr
    assert f"process {pid}" in waits(run)[0]["detail"]
    assert run.inside("apply", target, after).code == 0


def test_who_keeps_an_index_waiting_is_told_while_it_waits(target, run):
    (run.here / "trueup.toml").write_text("")
    (run.here / "after.sql").write_text(TABLE.partition(";")[0] + "; CREATE INDEX t_a ON t (a)")
    with psycopg.connect(target, application_name="forgotten") as writer:
        writer.execute("UPDATE t SET a = 2 WHERE id = 1")
        process = subprocess.Popen(
            [sys.executable, "-m", "trueup", "apply", target, "after.sql"], cwd=run.here, stdout=subprocess.PIPE
        )
        until(lambda: (run.here / ".trueup" / "audit.jsonl").exists() and waits(run))
        writer.rollback()
    said = process.communicate(timeout=60)[0].decode()
    assert process.returncode == 0
    (told,) = waits(run)
    assert "forgotten, from 127.0.0.1, idle in transaction" in told["detail"]
    assert told["detail"] in said


def test_a_prepared_transaction_is_named(target, after, run):
    with psycopg.connect(target) as conn:
        conn.execute("SELECT count(*) FROM t")
        conn.execute("PREPARE TRANSACTION 'of the broker'")
    failed = run.inside("apply", target, after, "--retry-for", "0.5")
    assert failed.code == 1
    assert "In the way: a prepared transaction: 'of the broker' of postgres since 20" in failed.stderr
    assert "ROLLBACK PREPARED ends it" in failed.stderr
    execute(target, "ROLLBACK PREPARED 'of the broker'")
    assert run.inside("apply", target).code == 0


def test_a_role_that_may_not_look_still_learns_who(target, after, run):
    role = fresh_name()
    execute(target, f"CREATE ROLE {role} LOGIN; ALTER TABLE t OWNER TO {role}; GRANT CREATE ON SCHEMA public TO {role}")
    execute(target, f"GRANT CREATE ON DATABASE {target.rpartition('/')[2]} TO {role}")
    (run.here / "after.sql").write_text(AFTER.replace("CREATE INDEX t_b ON t (b);", ""))
    with psycopg.connect(target, application_name="report") as reader:
        reader.execute("SELECT count(*) FROM t")
        theirs = target.replace("postgres@", f"{role}@")
        failed = run.inside("apply", theirs, after, "--retry-for", "0.5", "--ignore", "owner")
        pid = reader.info.backend_pid
    assert failed.code == 1, failed.stderr
    assert f"In the way: process {pid}, role postgres" in failed.stderr


# ------------------------------------------------------------------ autovacuum

SLOW = (
    "autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1, autovacuum_vacuum_threshold = 10,"
    " autovacuum_vacuum_insert_threshold = -1, autovacuum_analyze_threshold = 1000000"
)
LARGE = f"""
CREATE TABLE large (id int, a text) WITH (fillfactor = 20, {SLOW}, autovacuum_freeze_max_age = 100000);
INSERT INTO large SELECT g, repeat('x', 200) FROM generate_series(1, 5000) g;
"""
XIDS = """
CREATE TABLE burnt (a int);
DO $$ BEGIN FOR i IN 1..110000 LOOP
    BEGIN INSERT INTO burnt VALUES (1); EXCEPTION WHEN unique_violation THEN NULL; END;
END LOOP; END $$;
DROP TABLE burnt
"""


def vacuumed(target: str) -> list[Any]:
    """The autovacuum that is at work in a database."""
    return execute(
        target,
        "SELECT pid, query FROM pg_stat_activity WHERE backend_type = 'autovacuum worker'"
        " AND datname = current_database() AND query LIKE '%public.large%'",
    )


@pytest.fixture
def larger(target, run) -> str:
    """What a column is added to a large table with."""
    execute(target, LARGE)
    made = "CREATE TABLE large (id int, a text, b int) WITH (fillfactor = 20, " + SLOW
    (run.here / "trueup.toml").write_text("")
    (run.here / "after.sql").write_text(f"{TABLE.partition(';')[0]};\n{made}, autovacuum_freeze_max_age = 100000)")
    return "after.sql"


def test_autovacuum_gives_way(target, run, larger):
    execute(target, "UPDATE large SET a = 'y'")
    until(lambda: vacuumed(target))
    ((pid, _),) = vacuumed(target)
    done = run.inside("apply", target, larger)
    assert done.code == 0, done.stderr
    assert {event["detail"].partition(",")[0] for event in waits(run)} == {f"process {pid}"}
    assert ", autovacuum, active for" in waits(run)[0]["detail"]
    # Once to see who it is, once long enough.
    assert len(waits(run)) == 1


def test_an_autovacuum_against_wraparound_does_not_and_is_told(target, run, larger):
    execute(target, XIDS)
    until(lambda: vacuumed(target) and "to prevent wraparound" in str(vacuumed(target)))
    ((pid, _),) = vacuumed(target)
    failed = run.inside("apply", target, larger, "--retry-for", "2")
    assert failed.code == 1, failed.stderr
    assert f"In the way: process {pid}, autovacuum, active for" in failed.stderr
    assert "autovacuum: VACUUM" in failed.stderr
    assert "public.large (to prevent wraparound)" in failed.stderr
    assert "let it finish" in failed.stderr
    assert execute(target, "SELECT 1 FROM pg_attribute WHERE attrelid = 'large'::regclass AND attname = 'b'") == []
    assert vacuumed(target)[0][0] == pid
    execute(target, f"SELECT pg_terminate_backend({pid}); ALTER TABLE large SET (autovacuum_enabled = off)")
    assert run.inside("apply", target, "--abandon").code == 0


# ------------------------------------------------------------------ standbys


def test_a_standby_is_refused_with_what_to_name_instead(own, target, after, run):
    """As one is that was not promoted: a server that is told to wait for more of the log."""
    signalled = own.data / "standby.signal"
    own.stop(signal.SIGINT)
    signalled.touch()
    own.start()
    try:
        for command in (("apply", target, after), ("undo", target), ("apply", target, after, "--dry-run")):
            refused = run.inside(*command)
            assert (refused.code, refused.stderr.count("\n")) == (2, 2), refused.stderr
            assert "the server is a standby: nothing can be written there" in refused.stderr
            assert "target_session_attrs=read-write" in refused.stderr
        assert run.inside("log", target).stdout == "Nothing was applied here.\n"
        assert run.inside("plan", target, after).code == 0
    finally:
        own.stop(signal.SIGINT)
        signalled.unlink()
        own.start()
