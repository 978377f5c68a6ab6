"""What the tests share: real servers, fresh databases, and the command line."""

from __future__ import annotations

import contextlib
import itertools
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Identifier

sys.path.insert(0, str(Path(__file__).parent))

import servers

GIVEN = os.environ.get("TRUEUP_TEST_SERVERS", "").split()
"""More servers for the matrix, as superuser URLs."""

MATRIX = ["18", "16", *GIVEN]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected files instead of comparing")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        os.environ.pop("TRUEUP_TEST_RUN", None)
        servers.sweep()
        servers.home()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        servers.stop_all(servers.home())


@pytest.fixture(scope="session")
def server() -> str:
    """The superuser URL of an embedded PostgreSQL 18 that the whole test run shares."""
    return servers.url("18")


@pytest.fixture(scope="session")
def server16() -> str:
    """The superuser URL of an embedded PostgreSQL 16."""
    return servers.url("16")


@pytest.fixture(scope="session", params=MATRIX, ids=lambda p: p if p.isdigit() else f"given{GIVEN.index(p)}")
def every_server(request: pytest.FixtureRequest) -> str:
    """Each server of the matrix in turn: the embedded 18 and 16, then the URLs in TRUEUP_TEST_SERVERS."""
    return servers.url(request.param) if request.param.isdigit() else request.param


@pytest.fixture(scope="session")
def pg_tool() -> Callable[[str, str], str]:
    """The path of a PostgreSQL program: ``pg_tool("18", "pg_dump")``."""
    return servers.tool


_numbers = itertools.count(1)
_number_lock = threading.Lock()


def fresh_name() -> str:
    """A database or role name no other test of any worker has."""
    with _number_lock:
        return f"tt_{os.getpid()}_{next(_numbers)}"


def database_url(server_url: str, name: str) -> str:
    """The URL of another database of the same server."""
    from urllib.parse import quote, urlsplit, urlunsplit

    return urlunsplit(urlsplit(server_url)._replace(path="/" + quote(name, safe="")))


MakeDatabase = Callable[..., str]


@contextlib.contextmanager
def databases(default_server: Callable[[], str]) -> Iterator[MakeDatabase]:
    made: list[tuple[str, str]] = []

    def make(sql: str | None = None, *, on: str | None = None, template: str = "template0") -> str:
        where = on or default_server()
        name = fresh_name()
        source = conninfo_to_dict(template).get("dbname", template) if "://" in template else template
        with psycopg.connect(where, autocommit=True) as conn:
            conn.execute(SQL("create database {} template {}").format(Identifier(name), Identifier(str(source))))
        made.append((where, name))
        url = database_url(where, name)
        if sql:
            with psycopg.connect(url, autocommit=True) as conn:
                conn.execute(sql)  # type: ignore[call-overload]
        return url

    yield make
    for where, name in made:
        with psycopg.connect(where, autocommit=True) as conn:
            conn.execute(SQL("drop database if exists {} with (force)").format(Identifier(name)))


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[MakeDatabase]:
    """A factory of fresh databases, dropped after the test.

    ``database("create table t ()")`` gives the URL of a new database on the embedded 18 after running the SQL there;
    ``on=`` is the superuser URL of another server, ``template=`` a database (name or URL) to copy.
    """
    with databases(lambda: request.getfixturevalue("server")) as make:
        yield make


@pytest.fixture(scope="module")
def module_database(request: pytest.FixtureRequest) -> Iterator[MakeDatabase]:
    """The same, for databases that live as long as the test module."""
    with databases(lambda: request.getfixturevalue("server")) as make:
        yield make


def execute(url: str, sql: str) -> list[tuple[object, ...]]:
    """Run SQL and give the rows of its last statement."""
    with psycopg.connect(url, autocommit=True) as conn:
        cursor = conn.execute(sql)  # type: ignore[call-overload]
        return cursor.fetchall() if cursor.description else []


@pytest.fixture(scope="session")
def sql() -> Callable[[str, str], list[tuple[object, ...]]]:
    """``sql(url, text)`` runs SQL there and gives the rows of its last statement."""
    return execute


@pytest.fixture(scope="session", autouse=True)
def _own_cache() -> Iterator[None]:
    """Tests neither see nor fill the user's cache, and no variable of the developer's shell changes a result."""
    kept = {name: os.environ.get(name) for name in ("TRUEUP_CACHE_DIR", "DATABASE_URL", "NO_COLOR", "FORCE_COLOR")}
    kept |= {name: value for name, value in os.environ.items() if name.startswith("PG")}
    for name in kept:
        os.environ.pop(name, None)
    os.environ["TRUEUP_CACHE_DIR"] = str(servers.home() / "cache")
    yield
    for name, value in kept.items():
        if value is not None:
            os.environ[name] = value


@dataclass(frozen=True)
class Result:
    """What a run of the command line came to."""

    code: int
    stdout: str
    stderr: str


@dataclass(frozen=True)
class Run:
    """Runs ``trueup``: ``run("diff", a, b)`` as a process, ``run.inside(…)`` in this one, which is faster."""

    here: Path

    def __call__(
        self,
        *arguments: str | Path,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        stdin: str | None = None,
        timeout: float = 120,
    ) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "trueup", *map(str, arguments)],
            cwd=cwd or self.here,
            env=os.environ | {"COLUMNS": "100"} | dict(env or {}),
            input=stdin if stdin is not None else "",
            capture_output=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )
        return Result(done.returncode, done.stdout, done.stderr)

    def inside(self, *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Result:
        from click.testing import CliRunner

        from trueup.cli import main

        with contextlib.chdir(cwd or self.here):
            done = CliRunner().invoke(main, [*map(str, arguments)], env={"COLUMNS": "100"} | dict(env or {}))
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Result(done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The command line, run in an empty folder unless ``cwd=`` says otherwise."""
    here = tmp_path / "project"
    here.mkdir()
    return Run(here)
