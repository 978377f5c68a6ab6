"""What gentle plans are made of, and that they work: case directories, on each server of the matrix.

A case is ``tests/online/<case>/`` with ``before.sql``, ``seed.sql`` and ``after.sql``. ``plan.<major>.sql`` is the plan
from one to the other, written by ``pytest --update``. ``backfill.toml`` has what rows get in new columns. ``case.toml``
may say ``rewrites``, the tables that are rewritten all the same (``rewrites_18`` there), ``since``, the first major version it is for, ``finds``,
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
from trueup.postgres.apply.segments import segments
from trueup.postgres.introspect import read
from trueup.postgres.objects import Column, Table
from trueup.postgres.online import gentle
from trueup.postgres.online.parts import Spares
from trueup.postgres.online.renaming import alongside, begun
from trueup.postgres.proof.dump import difference

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
        assert _rewritten(files, _files(conn)) == told.get(f"rewrites_{major}", told.get("rewrites", []))
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
        _apply(conn, Plan(statements=tuple(begun(was, now, start, goal, Spares(start, goal)))))
        conn.execute("insert into t (id, name) values (3, 'old'); insert into t (id, full_name) values (4, 'new')")
        conn.execute("update t set name = 'one' where id = 1; update t set full_name = 'two' where id = 2")
        both = [(1, "one", "one"), (2, "two", "two"), (3, "old", "old"), (4, "new", "new")]
        assert conn.execute("select id, name, full_name from t order by id").fetchall() == both
        there = read(conn)
        _apply(conn, gentle(plan(there, goal, role="postgres"), there, goal))
        _is(conn, goal)
        assert conn.execute("select * from t order by id").fetchall() == [(n, name) for n, name, _ in both]


RENAMES = {'na"me': "full_name", "owner": "owner_id"}
TWO_NAMES = """
create table u (id int primary key);
create table t (id int primary key, "na""me" text not null, owner int, n int,
    constraint t_owner foreign key (owner) references u, constraint t_len check (length("na""me") > 0));
create unique index t_name on t ("na""me");
create index t_low on t (lower("na""me")) where n > 0;
alter table t add constraint t_owner_n unique (owner, n);
grant select ("na""me") on t to public;
"""


def test_indexes_and_constraints_are_there_before_the_old_name_goes(every_server: str, database: MakeDatabase) -> None:
    after = TWO_NAMES.replace('"na""me"', "full_name").replace("owner int", "owner_id int")
    after = after.replace("(owner", "(owner_id")
    old, new = (database(text, on=every_server) for text in (TWO_NAMES, after))
    with psycopg.connect(old, autocommit=True) as conn, psycopg.connect(new) as other:
        conn.execute("insert into u values (1); insert into t select n, 'a' || n, 1, n from generate_series(1, 9) n")
        start, goal = read(conn), read(other)
        table = Address("table public.t")
        pairs = [(table.child("column", was), table.child("column", now)) for was, now in RENAMES.items()]
        columns = [(start[was], goal[now]) for was, now in pairs]
        spares = Spares(start, goal)
        steps = [one for was, now in columns for one in begun(was, now, start, goal, spares)]  # type: ignore[arg-type]
        named, whole = alongside(columns, start, goal)  # type: ignore[arg-type]
        rest = gentle(plan(named, whole, role="postgres"), named, whole)
        _apply(conn, Plan(statements=(*steps, *rest.statements)))
        conn.execute("insert into t (id, full_name) values (21, 'new')")
        conn.execute("""insert into t (id, "na""me") values (20, 'old')""")
        with pytest.raises(psycopg.errors.CheckViolation):
            conn.execute("insert into t (id, full_name) values (22, '')")
        there = read(conn)
        second = gentle(plan(there, goal, role="postgres"), there, goal)
        told = [one.sql for one in second.statements]
        assert not any("CREATE" in sql or "VALIDATE" in sql for sql in told)
        gone = [n for n, sql in enumerate(told) if sql.startswith("DROP TRIGGER") or "DROP COLUMN" in sql]
        assert gone == list(range(gone[0], gone[0] + 4))
        (both,) = [one for one in segments(second.statements, start.version or 0) if gone[0] in one.steps]
        assert set(gone) <= set(both.steps)
        _apply(conn, second)
        _is(conn, goal)
        assert conn.execute("select id, full_name from t where id >= 20 order by id").fetchall() == [
            (20, "old"),
            (21, "new"),
        ]


def test_a_column_that_changes_its_type_too_cannot_have_both_names(database: MakeDatabase) -> None:
    old, new = (database(text) for text in ("create table t (a int)", "create table t (b bigint)"))
    with psycopg.connect(old) as conn, psycopg.connect(new) as other:
        start, goal = read(conn), read(other)
    was, now = start[Address("table public.t column a")], goal[Address("table public.t column b")]
    assert isinstance(was, Column)
    assert isinstance(now, Column)
    with pytest.raises(PlanFailed, match="its type changes as well"):
        list(begun(was, now, start, goal, Spares(start, goal)))
