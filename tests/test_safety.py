"""User SQL cannot leave the shadow, and nothing of a run stays behind."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from trueup.errors import ConnectionFailed, ReplayFailed, SourceError, TrueupError
from trueup.postgres.elaborate import Script, elaborate
from trueup.postgres.shadow import embedded, open_shadow

VERSIONS = [180000, 160000]

REACHING_OUT = {
    "copy from program": "CREATE TABLE t (a text); COPY t FROM PROGRAM 'touch {witness}'",
    "copy to program": "COPY (SELECT 1) TO PROGRAM 'touch {witness}'",
    "copy from file": "CREATE TABLE t (a text); COPY t FROM '/etc/passwd'",
    "copy to file": "COPY (SELECT 1) TO '{witness}'",
    "large object in": "SELECT lo_import('/etc/passwd')",
    "large object out": "SELECT lo_export(lo_from_bytea(0, 'x'), '{witness}')",
    "read a file": "SELECT pg_read_file('/etc/passwd')",
    "read a binary file": "SELECT pg_read_binary_file('postgresql.conf')",
    "list a directory": "SELECT pg_ls_dir('/')",
    "stat a file": "SELECT pg_stat_file('/etc/passwd')",
    "the log": "SELECT pg_current_logfile()::text || pg_read_file('log')",
    "load a library": "LOAD '/tmp/evil.so'",
    "a function in c": "CREATE FUNCTION f(int) RETURNS int LANGUAGE c AS '/lib/x86_64-linux-gnu/libc.so.6', 'system'",
    "an internal function": "CREATE FUNCTION f(internal) RETURNS int LANGUAGE internal AS 'int4in'",
    "become a superuser": "ALTER ROLE CURRENT_USER SUPERUSER; COPY (SELECT 1) TO PROGRAM 'touch {witness}'",
    "make a superuser": "CREATE ROLE boss SUPERUSER; SET ROLE boss; COPY (SELECT 1) TO PROGRAM 'touch {witness}'",
    "be granted the superuser": "GRANT trueup_superuser TO CURRENT_USER",
    "be the superuser": "SET ROLE trueup_superuser",
    "log in as the superuser": "SET SESSION AUTHORIZATION trueup_superuser",
    "change its password": "ALTER ROLE trueup_superuser PASSWORD 'x'",
    "give it settings": "ALTER ROLE trueup_superuser SET search_path = public",
    "give a function to it": "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'select 1';"
    "ALTER FUNCTION f() OWNER TO trueup_superuser",
    "programs by membership": "GRANT pg_execute_server_program TO CURRENT_USER; COPY (SELECT 1) TO PROGRAM 'touch {witness}'",
    "programs by another's membership": "CREATE ROLE r; GRANT pg_execute_server_program TO r; SET ROLE r;"
    "COPY (SELECT 1) TO PROGRAM 'touch {witness}'",
    "a wrapper with a validator": "CREATE FUNCTION v(text[], oid) RETURNS void LANGUAGE plpgsql AS "
    "$$BEGIN COPY (SELECT 1) TO PROGRAM 'touch {witness}'; END$$;"
    "CREATE FOREIGN DATA WRAPPER w VALIDATOR v OPTIONS (a 'b')",
    "a cast of memory": "CREATE CAST (bigint AS text) WITHOUT FUNCTION",
    "the catalogs": "UPDATE pg_catalog.pg_authid SET rolsuper = true",
    "read passwords": "SELECT rolpassword FROM pg_catalog.pg_authid",
    "stop the server": "SELECT pg_reload_conf()",
    "rotate its log": "SELECT pg_rotate_logfile()",
    "a publisher": "SELECT pg_create_logical_replication_slot('s', 'pgoutput')",
}


@pytest.fixture
def cache_home(tmp_path: Path) -> Iterator[Path]:
    """A cache of one's own, where also a server that root started can get to."""
    if os.geteuid() != 0:
        yield tmp_path
        return
    base = Path(tempfile.mkdtemp(prefix="trueup-test-", dir="/var/tmp"))
    base.chmod(0o755)
    yield base
    shutil.rmtree(base)


@pytest.fixture
def witness(tmp_path: Path) -> Path:
    """A file that anybody could write, and nobody did."""
    tmp_path.chmod(0o777)
    for parent in list(tmp_path.parents)[:3]:
        if parent.name.startswith("pytest-"):
            parent.chmod(0o755)
    return tmp_path / "witness"


PLAIN, DYNAMIC = "{}", "DO $d$ BEGIN EXECUTE $e${}$e$; END $d$"


@pytest.mark.parametrize(
    ("version", "wrap"), [(180000, PLAIN), (180000, DYNAMIC), (160000, PLAIN)], ids=["18", "18 dynamic", "16"]
)
@pytest.mark.parametrize("name", REACHING_OUT)
def test_sql_that_reaches_out_of_the_database_is_refused(name: str, wrap: str, version: int, witness: Path) -> None:
    sql = wrap.format(REACHING_OUT[name].format(witness=witness))
    with pytest.raises(ReplayFailed) as failed:
        replay(sql, version=version)
    assert not witness.exists()
    assert failed.value.where is not None
    assert failed.value.where.startswith("hostile.sql:1")


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    "bait",
    [
        "CREATE EXTENSION citext",
        "DO $$ BEGIN CREATE EXTENSION citext; END $$",
        "CREATE PUBLICATION everything FOR ALL TABLES",
        "CREATE EXTENSION postgis; CREATE TABLE g (a geometry(Point, 12345))",
        "CREATE CAST (integer AS text) WITH INOUT",
        "CREATE OPERATOR FAMILY f USING btree; DROP OPERATOR FAMILY f USING btree",
        "COMMENT ON EXTENSION plpgsql IS 'x'",
        "CREATE ROLE r; CREATE TABLE t (); ALTER TABLE t OWNER TO r",
        "CREATE EVENT TRIGGER second ON ddl_command_end EXECUTE FUNCTION spring()",
        "CREATE COLLATION c (provider = icu, locale = 'de')",
        "CREATE FUNCTION leak() RETURNS int LEAKPROOF LANGUAGE sql AS 'select 1'",
        "GRANT SELECT ON pg_class TO nobody_yet",
    ],
)
def test_an_event_trigger_never_runs_as_the_superuser(bait: str, version: int, witness: Path) -> None:
    trap = f"""
CREATE TABLE seen (who text, super text);
CREATE FUNCTION spring() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('is_superuser') = 'on' OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    COPY (SELECT 1) TO PROGRAM 'touch {witness}';
  END IF;
END $$;
CREATE EVENT TRIGGER first ON ddl_command_end EXECUTE FUNCTION spring();
CREATE EVENT TRIGGER zero ON ddl_command_start EXECUTE FUNCTION spring();
CREATE EVENT TRIGGER third ON sql_drop EXECUTE FUNCTION spring();
{"CREATE EVENT TRIGGER welcome ON login EXECUTE FUNCTION spring();" if version >= 170000 else ""}
"""
    try:
        replay(trap + bait, version=version)
    except ReplayFailed as failed:
        assert failed.sqlstate == "42501", failed  # noqa: PT017 - either outcome is safe
    assert not witness.exists()


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    "setting",
    [
        "SELECT set_config('search_path', 'x;create/**/role/**/evil/**/superuser', false)",
        "ALTER DATABASE postgres SET standard_conforming_strings = off",
        "ALTER DATABASE postgres SET search_path = public, pg_catalog",
        "SET standard_conforming_strings = off",
    ],
)
def test_settings_cannot_turn_a_superusers_statement_into_another(setting: str, version: int) -> None:
    sql = f"""
{setting};
COMMENT ON EXTENSION plpgsql IS 'a\\'';CREATE ROLE evil SUPERUSER;--';
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'evil') THEN RAISE 'a superuser was made'; END IF;
END $$;
"""
    try:
        replay(sql, version=version)
    except SourceError as failed:
        assert "a superuser was made" not in str(failed)  # noqa: PT017 - a refusal is safe, too


def test_user_sql_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trueup.postgres.shadow.session.Session.TIMEOUT", 1.0)
    started = time.monotonic()
    with pytest.raises(ReplayFailed) as failed:
        replay("SET statement_timeout = 0; DO $$ BEGIN LOOP END LOOP; END $$;")
    assert failed.value.sqlstate == "57014"
    assert time.monotonic() - started < 30


MIGRATION = """-- people
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE people (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL DEFAULT 'it''s "nobody"',
  mood mood /* how */ DEFAULT 'ok',
  bio text CHECK (bio <> E'\\n')
);
CREATE FUNCTION greet(who text) RETURNS text LANGUAGE plpgsql AS $body$
BEGIN
  RETURN 'hello; ' || who;
END
$body$;
COPY people (name) FROM stdin;
ann
bob
\\.
CREATE INDEX ON people (lower(name)) WHERE mood = 'ok';
CREATE VIEW happy AS SELECT id, greet(name) AS hello FROM people WHERE mood = 'ok';
GRANT SELECT ON happy TO PUBLIC;
COMMENT ON TABLE people IS 'they; are';
"""


def test_a_truncated_file_loads_or_says_where_it_breaks() -> None:
    cuts = sorted(random.Random(20).sample(range(len(MIGRATION)), 200))
    loaded = refused = 0
    for cut in cuts:
        try:
            replay(MIGRATION[:cut], file="cut.sql")
            loaded += 1
        except SourceError as problem:
            refused += 1
            assert (problem.where or "").startswith("cut.sql:")  # noqa: PT017 - one of two right outcomes
            line = int((problem.where or "").split(":")[1])
            assert 1 <= line <= MIGRATION[:cut].count("\n") + 1
            assert problem.message
    assert loaded > 5
    assert refused > 100


def test_two_elaborations_at_once_do_not_see_each_other() -> None:
    problems: list[BaseException] = []
    results: list[set[str]] = []

    def work(n: int) -> None:
        try:
            sql = (
                f"CREATE ROLE app; CREATE TABLE only_{n} (a int); SELECT pg_sleep(0.3); GRANT SELECT ON only_{n} TO app"
            )
            results.append({str(where) for where in replay(sql)})
        except TrueupError as problem:
            problems.append(problem)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    tables = sorted(
        next(where for where in found if where.startswith("table") and " column" not in where) for found in results
    )
    assert tables == ["table public.only_0", "table public.only_1", "table public.only_2"]


def test_a_killed_process_leaves_nothing(cache_home: Path) -> None:
    code = (
        "from trueup.postgres.elaborate import Script, elaborate\n"
        "print('up', flush=True)\n"
        "elaborate([Script('a.sql', 'SELECT pg_sleep(60)', 'a')], cache=False)\n"
    )
    environment = os.environ | {"TRUEUP_CACHE_DIR": str(cache_home)}
    with subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE) as process:
        running = embedded_folder(cache_home) / "running"
        wait_for(lambda: running.is_dir() and any((f / "data" / "postmaster.pid").exists() for f in running.iterdir()))
        (folder,) = running.iterdir()
        server = int((folder / "data" / "postmaster.pid").read_text().split("\n")[0])
        process.send_signal(signal.SIGKILL)
        process.wait()
    wait_for(lambda: not alive(server) and not folder.exists())


def test_a_killed_keeper_is_swept_by_the_next_run(cache_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUEUP_CACHE_DIR", str(cache_home))
    cluster = embedded.start(18, None)
    folder = cluster.folder
    server = int((folder / "data" / "postmaster.pid").read_text().split("\n")[0])
    cluster.keeper.kill()
    cluster.keeper.wait()
    cluster.abandon()
    assert alive(server)
    embedded.sweep()
    wait_for(lambda: not alive(server))
    assert not folder.exists()


def test_a_cut_connection_is_an_error_and_leaves_no_shadow(cache_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUEUP_CACHE_DIR", str(cache_home))
    with pytest.raises(ConnectionFailed) as failed:
        replay("CREATE TABLE a (); SELECT pg_terminate_backend(pg_backend_pid()); CREATE TABLE b ()")
    assert failed.value.exit_code == 2
    assert list((embedded_folder(cache_home) / "running").iterdir()) == []


def test_a_cut_connection_leaves_no_database_on_a_borrowed_server(server: str) -> None:
    with pytest.raises(ConnectionFailed):
        replay("SELECT pg_terminate_backend(pg_backend_pid())", shadow_url=server)
    assert shadows_on(server) == []


def test_a_killed_run_on_a_borrowed_server_is_swept_by_the_next(server: str) -> None:
    code = (
        "import sys\nfrom trueup.postgres.elaborate import Script, elaborate\n"
        "elaborate([Script('a.sql', 'SELECT pg_sleep(60)', 'a')], cache=False, shadow_url=sys.argv[1])\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, server]) as process:
        wait_for(lambda: len(shadows_on(server)) > 0)
        process.kill()
        process.wait()
    wait_for(lambda: swept(server) == [])


def swept(server: str) -> list[str]:
    with open_shadow(url=server):
        return shadows_on(server)


def shadows_on(server: str) -> list[str]:
    with psycopg.connect(server, autocommit=True) as conn:
        rows = conn.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'trueup_shadow%' "
            "UNION SELECT rolname FROM pg_roles WHERE rolname LIKE 'trueup_shadow%'"
        ).fetchall()
    return [name for (name,) in rows]


def replay(sql: str, *, file: str = "hostile.sql", version: int | None = None, shadow_url: str | None = None) -> object:
    return elaborate([Script(file, sql, file)], version=version, shadow_url=shadow_url, cache=False)


def embedded_folder(cache: Path) -> Path:
    return cache / "postgres"


def alive(pid: int) -> bool:
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(found.strip()) and not found.startswith("Z")


def wait_for(true: Callable[[], bool], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come true in time")
