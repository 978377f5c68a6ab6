"""What gentle plans are made of, and that they work: case directories, on each server of the matrix.

A case is ``tests/online/<case>/`` with ``before.sql``, ``seed.sql`` and ``after.sql``. ``plan.<major>.sql`` is the plan
from one to the other, written by ``pytest --update``. ``backfill.toml`` has what rows get in new columns. ``case.toml``
may say ``rewrites``, the tables that are rewritten all the same, ``since``, the first major version it is for, ``finds``,
what queries find afterwards, and ``back = false`` where no plan leads back.
"""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import psycopg
import psycopg.sql
import pytest

from trueup.diff import diff
from trueup.errors import PlanFailed
from trueup.model import Address, Schema
from trueup.plan import Plan, plan
from trueup.postgres.dump import difference
from trueup.postgres.introspect import read
from trueup.postgres.objects import Column, Table
from trueup.postgres.online import gentle
from trueup.postgres.online.renaming import begun

CASES = Path(__file__).parents[1] / "online"
MAJORS = (16, 18)

MakeDatabase = Callable[..., str]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _cases() -> list[Path]:
    return sorted(path.parent for path in CASES.glob("*/before.sql"))


@pytest.mark.parametrize("folder", _cases(), ids=lambda path: path.name)
def test_a_gentle_plan_leads_to_the_same_schema(
    folder: Path,
    every_server: str,
    database: MakeDatabase,
    pg_tool: Callable[[str, str], str],
    request: pytest.FixtureRequest,
) -> None:
    told = tomllib.loads(_text(folder / "case.toml"))
    backfill = {Address(k): v for k, v in tomllib.loads(_text(folder / "backfill.toml")).items()}
    with psycopg.connect(every_server) as server:
        if server.info.server_version // 10000 < told.get("since", 0):
            pytest.skip(f"only since PostgreSQL {told['since']}")
    before, after = (database(_text(folder / name), on=every_server) for name in ("before.sql", "after.sql"))
    with psycopg.connect(before, autocommit=True) as conn, psycopg.connect(after, autocommit=True) as other:
        major = conn.info.server_version // 10000
        conn.execute(_text(folder / "seed.sql"))  # type: ignore[call-overload]
        start, goal = read(conn), read(other)
        wanted = _dump(after, pg_tool)
        forward = gentle(plan(start, goal, role="postgres"), start, goal, backfill)

        golden = folder / f"plan.{major}.sql"
        if request.config.getoption("--update"):
            golden.write_text(forward.sql, encoding="utf-8")
        if major in MAJORS:
            assert forward.sql == _text(golden)

        rows, files = _rows(conn, start, goal), _files(conn)
        _apply(conn, forward)
        assert _rows(conn, start, goal) == rows
        assert _rewritten(files, _files(conn)) == told.get("rewrites", [])
        _is(conn, goal)
        assert difference(_dump(before, pg_tool), wanted, owners=True) is None
        for query, result in told.get("finds", {}).items():
            assert [list(row) for row in conn.execute(query)] == result  # type: ignore[call-overload]

        if not told.get("back", True):
            return
        _apply(conn, gentle(plan(goal, start, role="postgres"), goal, start))
        _is(conn, start)


def _apply(conn: psycopg.Connection, steps: Plan) -> None:
    for step in steps.statements:
        try:
            conn.execute(step.sql)  # type: ignore[call-overload]
        except psycopg.Error as error:
            pytest.fail(f"{step.sql}\n{error}\n\nin\n{steps.sql}")
    conn.execute("reset all")


def _is(conn: psycopg.Connection, goal: Schema) -> None:
    reached = read(conn)
    assert diff(reached, goal) == ()
    assert plan(reached, goal, role="postgres").sql == ""


def _dump(url: str, pg_tool: Callable[[str, str], str]) -> str:
    command = [pg_tool("18", "pg_dump"), "--schema-only", "--dbname", url]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _rows(conn: psycopg.Connection, start: Schema, goal: Schema) -> dict[str, list[str]]:
    """The values of the columns that stay, as text."""
    found = {}
    for where, table in start.objects.items():
        if isinstance(table, Table) and isinstance(goal.get(where), Table):
            names = sorted(c.name for c in start.objects.values() if _stays(c, where, goal))
            columns = psycopg.sql.SQL(", ").join(
                psycopg.sql.SQL("{}::text").format(psycopg.sql.Identifier(n)) for n in names
            )
            query = psycopg.sql.SQL("select {} from only {}").format(
                columns, psycopg.sql.Identifier(table.namespace, table.name)
            )
            found[str(where)] = sorted(str(row) for row in conn.execute(query))
    return found


def _stays(obj: object, table: Address, goal: Schema) -> bool:
    return isinstance(obj, Column) and obj.container == table and obj.address in goal


def _files(conn: psycopg.Connection) -> dict[int, tuple[str, int]]:
    query = "select oid, oid::regclass::text, relfilenode from pg_class where oid >= 16384 and relkind = 'r'"
    return {oid: (name, file) for oid, name, file in conn.execute(query)}


def _rewritten(before: dict[int, tuple[str, int]], after: dict[int, tuple[str, int]]) -> list[str]:
    return sorted(name for oid, (name, file) in after.items() if oid in before and before[oid][1] != file)


def test_a_column_has_both_names_for_a_while(every_server: str, database: MakeDatabase) -> None:
    before = "create table t (id int primary key, name text not null default 'x');"
    old, new = (database(text, on=every_server) for text in (before, before.replace("name", "full_name")))
    with psycopg.connect(old, autocommit=True) as conn, psycopg.connect(new) as other:
        conn.execute("insert into t (id) values (1), (2)")
        start, goal = read(conn), read(other)
        table = Address("table public.t")
        was, now = start[table.child("column", "name")], goal[table.child("column", "full_name")]
        assert isinstance(was, Column)
        assert isinstance(now, Column)
        _apply(conn, Plan(statements=tuple(begun(was, now, start, goal))))
        conn.execute("insert into t (id, name) values (3, 'old'); insert into t (id, full_name) values (4, 'new')")
        conn.execute("update t set name = 'one' where id = 1; update t set full_name = 'two' where id = 2")
        both = [(1, "one", "one"), (2, "two", "two"), (3, "old", "old"), (4, "new", "new")]
        assert conn.execute("select id, name, full_name from t order by id").fetchall() == both
        there = read(conn)
        _apply(conn, gentle(plan(there, goal, role="postgres"), there, goal))
        _is(conn, goal)
        assert conn.execute("select * from t order by id").fetchall() == [(n, name) for n, name, _ in both]


def test_a_column_that_changes_its_type_too_cannot_have_both_names(database: MakeDatabase) -> None:
    old, new = (database(text) for text in ("create table t (a int)", "create table t (b bigint)"))
    with psycopg.connect(old) as conn, psycopg.connect(new) as other:
        start, goal = read(conn), read(other)
    was, now = start[Address("table public.t column a")], goal[Address("table public.t column b")]
    assert isinstance(was, Column)
    assert isinstance(now, Column)
    with pytest.raises(PlanFailed, match="its type changes as well"):
        list(begun(was, now, start, goal))
