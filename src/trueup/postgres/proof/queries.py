"""Queries of an application, and which of them a change of the schema breaks: those that no longer prepare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from trueup.errors import SourceError
from trueup.postgres.sql.parse import statements

if TYPE_CHECKING:
    import psycopg

    from trueup.postgres.shadow.session import Session

_PREPARABLE = frozenset({"SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"})

# Utility statements are recorded there too; texts of other users are not visible without pg_read_all_stats.
_RECORDED = """
SELECT s.query, s.calls::int8 FROM {view} AS s
WHERE s.dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
ORDER BY s.calls DESC, s.query LIMIT 5000"""
_VIEW = """
SELECT pg_catalog.quote_ident(n.nspname) || '.pg_stat_statements' FROM pg_catalog.pg_extension AS e
JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements'"""


class Query(msgspec.Struct, frozen=True):
    """A query with ``$1`` for what the application fills in, and where it was found."""

    sql: str
    where: str


class Broken(msgspec.Struct, frozen=True):
    """A query that prepared before the change and does not after it."""

    query: Query
    message: str


def from_files(paths: Iterable[str | Path]) -> tuple[Query, ...]:
    """The queries in SQL files, or in the SQL files of folders. Raises SourceError."""
    found: list[Query] = []
    for path in map(Path, paths):
        files = sorted(path.rglob("*.sql")) if path.is_dir() else [path]
        for file in files:
            try:
                text = file.read_bytes()
            except OSError as problem:
                raise SourceError(
                    f"the queries cannot be read: {problem.strerror}",
                    where=str(file),
                    help="--queries takes files of SQL, or folders of them",
                ) from None
            found += [Query(s.sql, f"{file}:{s.line}") for s in statements(text, str(file)) if s.node in _PREPARABLE]
    return tuple(found)


def recorded(conn: psycopg.Connection[Any]) -> tuple[Query, ...] | None:
    """What the database has seen, the commonest first, from ``pg_stat_statements``; None where that is not there."""
    import psycopg

    try:
        row = conn.execute(_VIEW).fetchone()
        rows = conn.execute(_RECORDED.format(view=row[0]).encode()).fetchall() if row else None
    except psycopg.OperationalError:
        raise
    except psycopg.Error:
        return None
    if rows is None:
        return None
    return tuple(_preparable((sql, calls) for sql, calls in rows if sql))


def _preparable(rows: Iterable[tuple[str, int]]) -> Iterator[Query]:
    for sql, calls in rows:
        try:
            found = statements(sql, "pg_stat_statements")
        except SourceError:
            continue  # a text that the server cut short
        if len(found) == 1 and found[0].node in _PREPARABLE:
            yield Query(found[0].sql, f"pg_stat_statements, {calls} calls")


def prepared(session: Session, queries: Sequence[Query]) -> dict[Query, str | None]:
    """What the server says about each query: None when it can be prepared."""
    found: dict[Query, str | None] = {}
    for query in queries:
        failed = session.run([f"PREPARE trueup_query AS {query.sql}"])
        found[query] = failed.message if failed is not None else None
        if failed is None:
            session.run(["DEALLOCATE trueup_query"])
    return found
