"""What migration runners noted in a database: which migrations they ran there, when, and with which checksum.

Their tables are told by the columns they have, so that a configured name is found too. What it means for a folder of
migrations is said by ``trueup.histories.applied``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from trueup.postgres import libpq
from trueup.postgres.names import ident, literal, qualified

if TYPE_CHECKING:
    from trueup.postgres.connect import Reader


class Applied(msgspec.Struct, frozen=True, kw_only=True):
    """A migration as its runner noted it. Times are ISO 8601, in UTC where the runner notes a time zone.

    ``sort`` says what is special: ``resolved`` (marked as applied without being run), ``rolled back``, ``through``
    (this one and all before it), ``baseline`` (the same, never run here), ``undone``, ``repeatable``. ``order`` counts
    the rows from 0 in the order they came.
    """

    runner: str
    name: str | None = None
    version: str | None = None
    checksum: str | None = None
    started: str | None = None
    finished: str | None = None
    failed: bool = False
    sort: str | None = None
    order: int = 0

    @property
    def called(self) -> str:
        """How messages call it."""
        return self.name or self.version or (self.checksum or "?")[:12]


class Noted(msgspec.Struct, frozen=True, kw_only=True):
    """A runner's table. ``problem`` says why its rows are not known, where they are not."""

    runner: str
    table: str
    rows: tuple[Applied, ...] = ()
    problem: str | None = None


class _Table(NamedTuple):
    """One table that could be a runner's."""

    namespace: str
    name: str
    columns: tuple[str, ...]
    readable: tuple[str, ...]
    usable: bool
    hidden: bool


class _Runner(NamedTuple):
    """How a runner's table is told, and what its columns mean: SQL for the fields of ``Applied``."""

    name: str
    table: str
    needs: frozenset[str]
    fields: Mapping[str, str]
    order: str
    optional: Mapping[str, Mapping[str, str]] = {}
    """What a column adds where the table has it."""
    where: str = "true"


def _zoned(column: str) -> str:
    return f"nullif(to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), '')"


def _plain(column: str) -> str:
    return f"nullif(to_char({column}, 'YYYY-MM-DD\"T\"HH24:MI:SS'), '')"


def _needs(names: str) -> frozenset[str]:
    return frozenset(names.split())


_SQUEEZED = r"regexp_replace(array_to_string(statements, ''), E'[ \\t\\r\\n\\f\\v;]', '', 'g')"

RUNNERS: tuple[_Runner, ...] = (
    _Runner(
        "prisma",
        r"_prisma_migrations",
        _needs("migration_name checksum started_at finished_at rolled_back_at applied_steps_count"),
        {
            "name": "migration_name",
            "checksum": "nullif(checksum, '')",
            "started": _zoned("started_at"),
            "finished": _zoned("finished_at"),
            "failed": "finished_at IS NULL AND rolled_back_at IS NULL",
            "sort": "CASE WHEN rolled_back_at IS NOT NULL THEN 'rolled back'"
            " WHEN finished_at IS NOT NULL AND applied_steps_count = 0 THEN 'resolved' END",
        },
        "started_at, migration_name",
    ),
    _Runner(
        "drizzle",
        r".*migration.*",
        _needs("id hash created_at"),
        {"version": "created_at::text", "checksum": "nullif(hash, '')"},
        "id",
        {"name": {"name": "name"}, "applied_at": {"finished": _zoned("applied_at")}},
    ),
    _Runner(
        "supabase",
        r"supabase_migrations\.schema_migrations",
        _needs("version"),
        {"version": "version::text"},
        "version",
        {
            "name": {"name": "name"},
            "statements": {
                "checksum": f"CASE WHEN {_SQUEEZED} <> '' THEN"
                f" encode(sha256(convert_to({_SQUEEZED}, 'UTF8')), 'hex') END"
            },
        },
    ),
    _Runner(
        "golang-migrate",
        r".*schema_migrations",
        _needs("version dirty"),
        {"version": "version::text", "failed": "dirty", "sort": "'through'"},
        "version",
    ),
    _Runner("rails", r".*\.schema_migrations", _needs("version"), {"version": "version::text"}, "version"),
    _Runner("dbmate", r".*schema_migrations", _needs("version"), {"version": "version::text"}, "version"),
    _Runner(
        "sqlx",
        r"_sqlx_migrations",
        _needs("version description installed_on success checksum"),
        {
            "name": "description",
            "version": "version::text",
            "checksum": "encode(checksum, 'hex')",
            "finished": _zoned("installed_on"),
            "failed": "NOT success",
        },
        "installed_on, version",
    ),
    _Runner(
        "flyway",
        r".*",
        _needs("installed_rank version description type script checksum installed_on success"),
        {
            "name": "script",
            "version": "version",
            "checksum": "checksum::text",
            "finished": _plain("installed_on"),
            "failed": "NOT success",
            "sort": "CASE WHEN type IN ('BASELINE', 'SQL_BASELINE') THEN 'baseline' WHEN type LIKE 'UNDO%'"
            " OR type = 'DELETE' THEN 'undone' WHEN version IS NULL THEN 'repeatable' END",
        },
        "installed_rank",
        where="type <> 'SCHEMA'",
    ),
    _Runner("alembic", r"alembic_version", _needs("version_num"), {"version": "version_num"}, "version_num"),
    _Runner(
        "django",
        r"django_migrations",
        _needs("id app name applied"),
        {"name": "app || '.' || name", "finished": _zoned("applied")},
        "id",
    ),
    _Runner(
        "goose",
        r".*",
        _needs("id version_id is_applied tstamp"),
        {
            "version": "version_id::text",
            "finished": _plain("tstamp"),
            "sort": "CASE WHEN NOT is_applied THEN 'undone' END",
        },
        "id",
        where="version_id <> 0",
    ),
    _Runner(
        "diesel",
        r"__diesel_schema_migrations",
        _needs("version run_on"),
        {"version": "version", "finished": _plain("run_on")},
        "run_on, version",
    ),
    _Runner(
        "node-pg-migrate",
        r".*migrations",
        _needs("id name run_on"),
        {"name": "name", "finished": _plain("run_on")},
        "id",
    ),
    _Runner(
        "sql-migrate",
        r"gorp_migrations",
        _needs("id applied_at"),
        {"name": "id", "finished": _zoned("applied_at")},
        "applied_at, id",
    ),
)

_LIKELY = r"migration|alembic_version|goose_db_version|schema_history|schema_version|^ar_internal_metadata$"


def noted(conn: Reader, tables: Collection[str] = ()) -> tuple[Noted, ...]:
    """What every runner noted in a database, in one round trip if there is nothing, in two else. Nothing is written.

    ``tables`` are configured names that nothing tells (``ops.history``). A table that may not be read, or whose rows
    row security hides, is given with the reason instead of its rows; so is everything if the server refuses.
    """
    answer = _ask(conn, _WHICH.format(likely=literal(_LIKELY), given=_list(tables)))
    if answer is None:
        return ()
    there = msgspec.json.decode(answer, type=list[_Table])
    rails = frozenset(one.namespace for one in there if one.name == "ar_internal_metadata")
    known = [(one, runner) for one in there if (runner := _runner(one, rails, frozenset(tables))) is not None]
    problems = {one: _problem(one, runner) for one, runner in known}
    read = [(one, runner) for one, runner in known if problems[one] is None]
    rows = _rows(conn, read) if read else {}
    found = []
    for one, runner in known:
        name = f"{one.namespace}.{one.name}"
        problem = problems[one] or (None if one in rows else "the server did not give its rows")
        found.append(Noted(runner=runner.name, table=name, rows=tuple(rows.get(one, ())), problem=problem))
    return tuple(found)


_WHICH = r"""
SELECT coalesce(json_agg(json_build_array(found.nspname, found.relname, found.columns, found.readable,
           found.usable, found.hidden) ORDER BY found.nspname, found.relname), '[]')::text
  FROM (SELECT n.nspname, c.relname,
               array(SELECT a.attname::text FROM pg_catalog.pg_attribute a
                      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns,
               array(SELECT a.attname::text FROM pg_catalog.pg_attribute a
                      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                        AND has_column_privilege(c.oid, a.attnum, 'SELECT') ORDER BY a.attnum) AS readable,
               has_schema_privilege(n.oid, 'USAGE') AS usable,
               row_security_active(c.oid) AS hidden
          FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
           AND (c.relname ~ {likely} OR n.nspname || '.' || c.relname IN ({given}))) found
"""


def _list(names: Collection[str]) -> str:
    return ", ".join(literal(name) for name in sorted(names)) or "NULL"


def _runner(one: _Table, rails: Collection[str], given: Collection[str]) -> _Runner | None:
    """Whose table it is; what ``rails`` names are schemas in which Rails keeps its own."""
    whole = f"{one.namespace}.{one.name}"
    for runner in RUNNERS:
        named = re.fullmatch(runner.table, one.name) or re.fullmatch(runner.table, whole) or whole in given
        if not named or not runner.needs <= set(one.columns):
            continue
        if runner.name == "rails" and one.namespace not in rails:
            continue
        if runner.name in ("rails", "dbmate") and len(one.columns) > 1:
            continue
        return runner
    return None


def _problem(one: _Table, runner: _Runner) -> str | None:
    if not one.usable:
        return f"this role may not use the schema {one.namespace}"
    if not runner.needs <= set(one.readable):
        return f"this role may not read {one.namespace}.{one.name}"
    return "row security hides its rows from this role" if one.hidden else None


def _rows(conn: Reader, read: Sequence[tuple[_Table, _Runner]]) -> dict[_Table, list[Applied]]:
    """The rows of all tables, asked for at once; nothing when the server refuses."""
    parts = ", ".join(_of_one(one, runner) for one, runner in read)
    answer = _ask(conn, f"SELECT json_build_array({parts})::text")
    if answer is None:
        return {}
    told = msgspec.json.decode(answer, type=list[list[Applied]])
    return {one: rows for (one, _), rows in zip(read, told, strict=True)}


def _of_one(one: _Table, runner: _Runner) -> str:
    fields = dict(runner.fields)
    for column, more in runner.optional.items():
        fields |= more if column in one.readable else {}
    columns = ", ".join(f"{sql} AS {ident(name)}" for name, sql in fields.items())
    table = qualified(one.namespace, one.name)
    ordered = f"row_number() OVER (ORDER BY {runner.order}) - 1"
    return (
        f"(SELECT coalesce(json_agg(json_strip_nulls(row_to_json(r)) ORDER BY r.\"order\"), '[]')"
        f' FROM (SELECT {literal(runner.name)} AS runner, {columns}, {ordered} AS "order"'
        f" FROM {table} WHERE {runner.where}) r)"
    )


def _ask(conn: Reader, query: str) -> bytes | None:
    """The one text a query gives; None when the server refuses."""
    if isinstance(conn, libpq.Connection):
        row = conn.ask(query)
        return None if row is None else row[0]
    import psycopg

    try:
        told = conn.execute(query.encode()).fetchone()
    except psycopg.Error:
        return None
    return None if told is None else str(told[0]).encode()
