"""What was applied to a database, noted in the database itself: the namespace ``trueup``, which is part of no schema.

A run is one plan being applied, or taken back. Its steps are the plan's statements; a step of a transaction is noted as
done by that very transaction, so that what is noted and what is true never differ. Deciding is ``applying``'s, running
``apply``'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from trueup.errors import Refused
from trueup.postgres.catalog.macros import JOURNAL
from trueup.postgres.names import literal

if TYPE_CHECKING:
    from psycopg import Connection

EDITION = "trueup journal 1"
"""The comment of the namespace, by which it is known to be ours."""

_CREATE = f"""
CREATE SCHEMA {JOURNAL};
COMMENT ON SCHEMA {JOURNAL} IS '{EDITION}';
CREATE TABLE {JOURNAL}.runs (
    number int PRIMARY KEY,
    plan text NOT NULL,
    command text NOT NULL CHECK (command IN ('apply', 'undo')),
    undoes int REFERENCES {JOURNAL}.runs,
    source text NOT NULL,
    goal text NOT NULL,
    state text NOT NULL CHECK (state IN ('running', 'failed', 'done', 'abandoned', 'undone')),
    role text NOT NULL DEFAULT session_user,
    who text NOT NULL,
    version text NOT NULL,
    began timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended timestamptz,
    resumed int NOT NULL DEFAULT 0,
    fingerprint text NOT NULL,
    result text,
    document text NOT NULL,
    before text NOT NULL
);
CREATE TABLE {JOURNAL}.steps (
    run int NOT NULL REFERENCES {JOURNAL}.runs ON DELETE CASCADE,
    number int NOT NULL,
    statement text NOT NULL,
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'started', 'done', 'failed')),
    attempts int NOT NULL DEFAULT 0,
    began timestamptz,
    ended timestamptz,
    seconds double precision,
    rows bigint NOT NULL DEFAULT 0,
    position text,
    error text,
    PRIMARY KEY (run, number)
) WITH (fillfactor = 50);
COMMENT ON TABLE {JOURNAL}.runs IS 'plans that trueup applied here, the newest last';
COMMENT ON TABLE {JOURNAL}.steps IS 'their statements; position is how far a backfill is';
"""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One plan that is being or was applied. ``began`` and ``ended`` are ISO 8601 in UTC.

    ``plan`` is the plan's identity; ``fingerprint`` and ``result`` are those of the schema before and after it.
    """

    number: int
    plan: str
    command: str
    undoes: int | None
    source: str
    goal: str
    state: str
    role: str
    who: str
    version: str
    began: str
    ended: str | None
    resumed: int
    fingerprint: str
    result: str | None

    @property
    def unfinished(self) -> bool:
        """Whether it can be gone on with."""
        return self.state in ("running", "failed")


class Noted(msgspec.Struct, frozen=True, kw_only=True):
    """What is noted of one statement of a run, counted from 1; ``position`` is how far its backfill is."""

    number: int
    statement: str
    state: str
    attempts: int
    began: str | None
    ended: str | None
    seconds: float | None
    rows: int
    position: str | None
    error: str | None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What a run begins with: ``document`` is the plan, ``before`` the schema before it."""

    plan: str
    command: str
    undoes: int | None
    source: str
    goal: str
    who: str
    version: str
    fingerprint: str
    document: str
    before: str


def exists(conn: Connection[Any]) -> bool:
    """Whether there is a journal. Raises Refused when something else has its name, or is of a newer trueup."""
    row = conn.execute(
        "SELECT obj_description(oid, 'pg_namespace') FROM pg_catalog.pg_namespace WHERE nspname = %s", [JOURNAL]
    ).fetchone()
    if row is not None and row[0] != EDITION:
        raise Refused(
            f"the namespace {JOURNAL} is not this trueup's journal: its comment is {row[0]!r}, not {EDITION!r}",
            help="rename that namespace, or use the version of trueup that made it",
        )
    return row is not None


def absent(conn: Connection[Any]) -> bool:
    """Whether the journal has to be made. Raises Refused where it must not or cannot be."""
    if exists(conn):
        return False
    row = conn.execute(
        "SELECT (SELECT string_agg(pubname, ', ') FROM pg_publication WHERE puballtables),"
        " has_database_privilege(current_database(), 'CREATE')"
    ).fetchone()
    assert row is not None
    everything, may = row
    if everything is not None:
        raise Refused(
            f"publication {everything} is FOR ALL TABLES: its subscribers would stop at the journal's rows",
            help="make the journal there too, then here, with what `trueup log --script` prints",
        )
    if not may:
        raise Refused(
            f"the journal cannot be made: this role may not make the namespace {JOURNAL} in this database",
            help="let somebody who may run what `trueup log --script` prints, and give this role its tables",
        )
    return True


def create(conn: Connection[Any]) -> None:
    """Make the journal where there is none. Raises Refused."""
    if absent(conn):
        with conn.transaction():
            conn.execute(_CREATE.encode())


def script() -> str:
    """What makes the journal, for a database where trueup's role may not."""
    return f"BEGIN;\n{_CREATE.strip()}\nCOMMIT;\n"


# ------------------------------------------------------------------ reading

_TIME = "to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') AS {0}"


def _columns(kind: type[msgspec.Struct]) -> str:
    fields = [field.name for field in msgspec.structs.fields(kind)]
    return ", ".join(_TIME.format(f) if f in ("began", "ended") else f for f in fields)


def _read(kind: type[Any], conn: Connection[Any], rest: str, given: Sequence[object] = ()) -> list[Any]:
    cursor = conn.execute(f"SELECT {_columns(kind)} FROM {JOURNAL}.{rest}".encode(), given)
    names = [field.name for field in msgspec.structs.fields(kind)]
    return [kind(**dict(zip(names, row, strict=True))) for row in cursor]


def runs(conn: Connection[Any], limit: int | None = None) -> list[Run]:
    """The runs, the newest first; none where there is no journal."""
    if not exists(conn):
        return []
    return _read(Run, conn, "runs ORDER BY number DESC LIMIT %s", [limit])


def unfinished(conn: Connection[Any]) -> Run | None:
    """The newest run, if it was begun and neither finished nor given up."""
    found = runs(conn, 1)
    return found[0] if found and found[0].unfinished else None


def last_applied(conn: Connection[Any]) -> Run | None:
    """The newest run that was not taken back nor given up."""
    return next(
        (run for run in runs(conn) if run.command == "apply" and run.state in ("done", "running", "failed")), None
    )


def steps(conn: Connection[Any], run: int) -> list[Noted]:
    """The statements of a run."""
    return _read(Noted, conn, "steps WHERE run = %s ORDER BY number", [run])


def stored(conn: Connection[Any], run: int) -> tuple[str, str]:
    """The plan of a run, and the schema before it."""
    row = conn.execute(f"SELECT document, before FROM {JOURNAL}.runs WHERE number = %s".encode(), [run]).fetchone()
    assert row is not None
    return row[0], row[1]


# ------------------------------------------------------------------ writing


def begin(conn: Connection[Any], entry: Entry, statements: Sequence[str]) -> int:
    """Note that a run begins, and give its number; the same when it is asked again because the answer got lost."""
    newest = unfinished(conn)
    if newest is not None and (newest.plan, newest.command, newest.undoes) == (entry.plan, entry.command, entry.undoes):
        return newest.number
    fields = [field.name for field in msgspec.structs.fields(Entry)]
    with conn.transaction():
        row = conn.execute(
            f"INSERT INTO {JOURNAL}.runs (number, state, {', '.join(fields)}) SELECT coalesce(max(number), 0) + 1,"
            f" 'running', {', '.join(['%s'] * len(fields))} FROM {JOURNAL}.runs RETURNING number".encode(),
            [getattr(entry, field) for field in fields],
        ).fetchone()
        assert row is not None
        number: int = row[0]
        conn.execute(
            f"INSERT INTO {JOURNAL}.steps (run, number, statement)"
            " SELECT %s, n, s FROM unnest(%s::text[]) WITH ORDINALITY u(s, n)".encode(),
            [number, list(statements)],
        )
    return number


def again(conn: Connection[Any], run: int) -> None:
    """Note that a run is gone on with."""
    conn.execute(
        f"UPDATE {JOURNAL}.runs SET state = 'running', resumed = resumed + 1 WHERE number = %s".encode(), [run]
    )


def started(conn: Connection[Any], run: int, numbers: Sequence[int]) -> None:
    """Note that statements are about to be run."""
    conn.execute(
        f"UPDATE {JOURNAL}.steps SET state = 'started', attempts = attempts + 1, error = NULL,"
        " began = coalesce(began, clock_timestamp()) WHERE run = %s AND number = ANY (%s)".encode(),
        [run, list(numbers)],
    )


def done(run: int, took: Sequence[tuple[int, float]]) -> str:
    """SQL that notes statements as done, each with the seconds it took; for the transaction that does them."""
    rows = ", ".join(f"({number}, {seconds:.6f}::float8)" for number, seconds in took)
    return (
        f"UPDATE {JOURNAL}.steps s SET state = 'done', seconds = coalesce(s.seconds, 0) + v.took, error = NULL,"
        f" ended = clock_timestamp() FROM (VALUES {rows}) v(number, took)"
        f" WHERE s.run = {run} AND s.number = v.number"
    )


def moved(run: int, number: int, position: str, rows: int, seconds: float) -> str:
    """SQL that notes how far a backfill is; for the transaction of the batch."""
    return (
        f"UPDATE {JOURNAL}.steps SET position = {literal(position)}, rows = rows + {rows},"
        f" seconds = coalesce(seconds, 0) + {seconds:.6f} WHERE run = {run} AND number = {number}"
    )


def failed(conn: Connection[Any], run: int, number: int, error: str) -> None:
    """Note which statement was refused and why, and that others that were begun with it were not done."""
    with conn.transaction():
        conn.execute(
            f"UPDATE {JOURNAL}.steps SET state = CASE WHEN number = %s THEN 'failed' ELSE 'pending' END,"
            " error = CASE WHEN number = %s THEN %s END WHERE run = %s AND state = 'started'".encode(),
            [number, number, error, run],
        )
        conn.execute(f"UPDATE {JOURNAL}.runs SET state = 'failed' WHERE number = %s".encode(), [run])


def ended(conn: Connection[Any], run: int, state: str, result: str | None = None) -> None:
    """Note that a run is over; what it took back is then undone."""
    with conn.transaction():
        conn.execute(
            f"UPDATE {JOURNAL}.runs SET state = %s, result = %s, ended = clock_timestamp() WHERE number = %s".encode(),
            [state, result, run],
        )
        conn.execute(
            f"UPDATE {JOURNAL}.runs SET state = 'undone' WHERE number ="
            f" (SELECT undoes FROM {JOURNAL}.runs WHERE number = %s AND state = 'done')".encode(),
            [run],
        )
