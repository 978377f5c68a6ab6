"""What a statement is seen to do on a live server: locks, whole reads, new files, indexes built. Knows only SQL."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import NamedTuple

import psycopg

from lock_forms import FORMS, NEWER, TABLES, Form

MODES = [
    "AccessShareLock",
    "RowShareLock",
    "RowExclusiveLock",
    "ShareUpdateExclusiveLock",
    "ShareLock",
    "ShareRowExclusiveLock",
    "ExclusiveLock",
    "AccessExclusiveLock",
]


class Seen(NamedTuple):
    """What was measured, by the names of relations; ``error`` is the SQLSTATE of a refusal."""

    locks: Mapping[str, str] = {}
    scans: frozenset[str] = frozenset()
    rewrites: frozenset[str] = frozenset()
    builds: frozenset[str] = frozenset()
    error: str | None = None


class _Relation(NamedTuple):
    kind: str
    name: str
    file: int
    scans: int
    table: str | None


_RELATIONS = """
select c.oid::int8, c.relkind::text, c.relname::text, c.relfilenode::int8,
    case when c.relkind in ('r', 'm') then pg_stat_get_xact_numscans(c.oid) else 0 end, t.relname::text
from pg_class c left join pg_index i on i.indexrelid = c.oid left join pg_class t on t.oid = i.indrelid
where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'i', 'I')
    and c.relnamespace not in (select oid from pg_namespace where nspname ~ '^pg_|^information_schema$')
"""
_LOCKS = """
select relation::int8, mode from pg_locks where pid = %s and locktype = 'relation' and relation >= 16384
"""


def prepare(url: str) -> None:
    """The tables that the forms are run on."""
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute(TABLES)  # type: ignore[arg-type]
        for since, more in NEWER.items():
            if conn.info.server_version >= since * 10000:
                conn.execute(more)  # type: ignore[call-overload]


def measure(conn: psycopg.Connection[tuple[object, ...]], form: Form) -> Seen:
    """Run a form in a transaction that is rolled back, with plans that read tables whole."""
    conn.execute("begin")
    try:
        conn.execute("set local enable_indexscan = off; set local enable_indexonlyscan = off")
        conn.execute("set local enable_bitmapscan = off")
        if form.first:
            conn.execute(form.first)  # type: ignore[call-overload]
        before = _relations(conn)
        try:
            conn.execute(form.sql)  # type: ignore[call-overload]
        except psycopg.Error as error:
            return Seen(error=error.sqlstate)
        locks = _locks(conn, conn.info.backend_pid, before)
        return _seen(before, _relations(conn), locks)
    finally:
        conn.execute("rollback")
        conn.execute("reset all")


def sample(url: str, form: Form, beside: str) -> Seen:
    """The locks a statement is seen to hold or want while a writer of the table ``beside`` keeps it waiting."""
    held: dict[str, str] = {}
    with (
        psycopg.connect(url) as writer,
        psycopg.connect(url, autocommit=True) as runner,
        psycopg.connect(url, autocommit=True) as watcher,
    ):
        writer.execute(f"lock table {beside} in row exclusive mode")  # type: ignore[arg-type]
        known = _relations(watcher)
        failed: list[psycopg.Error] = []
        thread = threading.Thread(target=_run, args=(runner, form, failed))
        thread.start()
        for _ in range(100):
            for name, mode in _locks(watcher, runner.info.backend_pid, known).items():
                if MODES.index(mode) >= MODES.index(held.get(name, mode)):
                    held[name] = mode
            waits = watcher.execute(
                "select wait_event_type = 'Lock' from pg_stat_activity where pid = %s", [runner.info.backend_pid]
            ).fetchone()
            if not thread.is_alive() or (waits and waits[0]):
                break
            time.sleep(0.01)
        for name, mode in _locks(watcher, runner.info.backend_pid, known).items():
            held[name] = max(held.get(name, mode), mode, key=MODES.index)
        writer.rollback()
        thread.join(30)
    return Seen(locks=held, error=failed[0].sqlstate if failed else None)


def _run(conn: psycopg.Connection[tuple[object, ...]], form: Form, failed: list[psycopg.Error]) -> None:
    try:
        conn.execute(form.sql)  # type: ignore[call-overload]
    except psycopg.Error as error:
        failed.append(error)


def _relations(conn: psycopg.Connection[tuple[object, ...]]) -> dict[int, _Relation]:
    return {oid: _Relation(*rest) for oid, *rest in conn.execute(_RELATIONS).fetchall()}  # type: ignore[arg-type,misc]


def _locks(conn: psycopg.Connection[tuple[object, ...]], pid: int, known: Mapping[int, _Relation]) -> dict[str, str]:
    found: dict[str, str] = {}
    for oid, mode in conn.execute(_LOCKS, [pid]).fetchall():
        one = known.get(oid)  # type: ignore[call-overload]
        if one is not None and one.kind not in "iI":
            found[one.name] = max(found.get(one.name, str(mode)), str(mode), key=MODES.index)
    return found


def _seen(before: Mapping[int, _Relation], after: Mapping[int, _Relation], locks: Mapping[str, str]) -> Seen:
    scans, rewrites, builds = set(), set(), set()
    files = {one.file for one in before.values()}
    tables = {one.name for one in before.values()}
    for oid, now in after.items():
        was = before.get(oid)
        if was is not None and now.scans > was.scans:
            scans.add(was.name)
        if was is not None and now.kind in "rm" and now.file != was.file:
            rewrites.add(was.name)
        if now.kind == "i" and now.file not in files and now.table in tables:
            builds.add(str(now.table))
    names = {one.name: before[oid].name for oid, one in after.items() if oid in before}
    return Seen(locks, frozenset(scans), frozenset(rewrites), frozenset(names.get(one, one) for one in builds))


ALL = [(group, form) for group, forms in FORMS.items() for form in forms]
