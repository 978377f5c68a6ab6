"""The case directories: what every pair of schemas gets without asking, on a real server.

A case is ``cases/<area>/<case>/`` with ``before.sql`` and ``after.sql``. ``plan.sql`` is the expected plan from one to the
other, written by ``pytest --update`` and read in review. ``seed.sql`` puts rows into the first database, of which none
may be lost. ``case.toml`` may say ``rewrites``, the tables the plan rewrites; nothing else may be rewritten.
"""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from psycopg.errors import DuplicateObject, UniqueViolation
from psycopg.sql import SQL, Identifier

from trueup.diff import diff
from trueup.model import Schema
from trueup.plan import Plan, plan
from trueup.postgres.introspect import read
from trueup.postgres.objects import Column, Table
from trueup.postgres.proof.dump import difference

CASES = Path(__file__).parent / "cases"
ROLES = ("tt_owner", "tt_reader", "tt_writer", 'tt weird "role"')

MakeDatabase = Callable[..., str]


@pytest.fixture(scope="module")
def roles(server: str) -> None:
    """The roles the cases may name; another worker of this run may have made them, or be at it."""
    with psycopg.connect(server, autocommit=True) as conn:
        for role in ROLES:
            with suppress(DuplicateObject, UniqueViolation):
                conn.execute(SQL("create role {}").format(Identifier(role)))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _case_folders() -> list[Path]:
    return sorted(path.parent for path in CASES.glob("*/*/before.sql"))


@pytest.mark.parametrize("folder", _case_folders(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_case(
    folder: Path,
    roles: None,
    database: MakeDatabase,
    pg_tool: Callable[[str, str], str],
    request: pytest.FixtureRequest,
) -> None:
    told = tomllib.loads(_text(folder / "case.toml"))
    before, after = (database(_text(folder / name)) for name in ("before.sql", "after.sql"))
    with psycopg.connect(before, autocommit=True) as conn, psycopg.connect(after, autocommit=True) as other:
        conn.execute(_text(folder / "seed.sql"))  # type: ignore[call-overload]
        start, goal = read(conn), read(other)
        start_dump, goal_dump = _dump(before, pg_tool), _dump(after, pg_tool)
        forward = plan(start, goal, role="postgres")

        if request.config.getoption("--update"):
            (folder / "plan.sql").write_text(forward.sql, encoding="utf-8")
        assert forward.sql == _text(folder / "plan.sql")

        rows, files = _rows(conn, start, goal), _files(conn)
        _apply(conn, forward)
        assert _rows(conn, start, goal) == rows
        assert _rewritten(files, _files(conn)) == told.get("rewrites", [])
        _is(conn, goal)
        assert difference(_dump(before, pg_tool), goal_dump, owners=True) is None

        _apply(conn, plan(read(conn), start, role="postgres"))
        _is(conn, start)
        assert difference(_dump(before, pg_tool), start_dump, owners=True) is None


def _apply(conn: psycopg.Connection, steps: Plan) -> None:
    for step in steps.statements:
        try:
            conn.execute(step.sql)  # type: ignore[call-overload]
        except psycopg.Error as error:
            pytest.fail(f"{step.sql}\n{error}\n\nin\n{steps.sql}")
    conn.execute("reset all")


def _is(conn: psycopg.Connection, goal: Schema) -> None:
    """The database reads as the schema, and planning again gives nothing to do."""
    reached = read(conn)
    assert diff(reached, goal) == ()
    assert plan(reached, goal, role="postgres").sql == ""


def _dump(url: str, pg_tool: Callable[[str, str], str]) -> str:
    command = [pg_tool("18", "pg_dump"), "--schema-only", "--dbname", url]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _rows(conn: psycopg.Connection, start: Schema, goal: Schema) -> dict[str, list[str]]:
    """The rows of the tables that stay, as far as their columns stay as they are."""
    found = {}
    for where, table in start.objects.items():
        if not isinstance(table, Table) or not isinstance(goal.get(where), Table):
            continue
        names = [old.name for old in _columns(where, start) if _stays(old, goal)]
        kept = SQL("select row({})::text from only {}").format(
            SQL(", ").join(map(Identifier, names)), Identifier(table.namespace, table.name)
        )
        found[str(where)] = sorted(str(row) for (row,) in conn.execute(kept))
    return found


def _columns(where: str, schema: Schema) -> list[Column]:
    found = [c for c in schema.objects.values() if isinstance(c, Column) and c.container == where]
    return sorted(found, key=lambda column: column.position)


def _stays(old: Column, goal: Schema) -> bool:
    new = goal.get(old.address)
    return isinstance(new, Column) and (new.type, new.generated) == (old.type, old.generated)


def _files(conn: psycopg.Connection) -> dict[int, tuple[str, int]]:
    """The file of every table."""
    query = "select oid, oid::regclass::text, relfilenode from pg_class where oid >= 16384 and relkind = 'r'"
    return {oid: (name, file) for oid, name, file in conn.execute(query)}


def _rewritten(before: dict[int, tuple[str, int]], after: dict[int, tuple[str, int]]) -> list[str]:
    return sorted(name for oid, (name, file) in after.items() if oid in before and before[oid][1] != file)
