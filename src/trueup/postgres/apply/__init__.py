"""A plan that is noted in the journal -> carried out, segment by segment, gently, and gone on with wherever it stopped.

What may be run is decided by ``applying``, what was done is noted by ``journal``. Whatever happens to the client, the
connection or the server, the journal says which statements are done, and running the same again does the rest.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn, TypeVar

import msgspec

from trueup.errors import ApplyFailed, ConnectionFailed, Refused, SourceError
from trueup.postgres.apply import backfill, journal, left_over
from trueup.postgres.apply.blockers import Blocker, Watch, told
from trueup.postgres.apply.hold import HELD, Held
from trueup.postgres.apply.segments import Segment, parse, segments
from trueup.progress import report
from trueup.scrub import scrub
from trueup.statement import Batch, Plan, Statement

if TYPE_CHECKING:
    import psycopg

_RETRIED = frozenset({"55P03", "40P01", "40001"})
"""A lock was not had in time, a deadlock, a conflict: the transaction is tried again."""
_BROKEN = ("57P", "08")
"""SQLSTATE classes that say the server ended the connection."""
_LOSSES = 8
"""How often the connection may break before anything was done in between."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How patient a run is, all in seconds.

    ``lock`` is how long a statement, and whoever queues behind it, waits for a lock before the transaction is tried
    again; ``retry`` for how long it is tried, ``reconnect`` for how long a broken connection is. ``statement`` is how
    long a statement may take that need not read a table; 0 is for ever. A step of a backfill takes about ``batch``, and
    after it comes a ``pause``.
    """

    lock: float = 0.5
    statement: float = 30.0
    retry: float = 600.0
    reconnect: float = 120.0
    batch: float = 0.25
    pause: float = 0.01


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened: ``number`` counts statements from 1."""

    what: str
    number: int | None = None
    seconds: float | None = None
    rows: int | None = None
    detail: str | None = None


Tell = Callable[[Event], None]
T = TypeVar("T")


class _Lost(Exception):
    """The connection broke; what of the last transaction stands is in the journal."""


class Runner:
    """Carries out one run."""

    def __init__(self, held: Held, run: int, plan: Plan, limits: Limits, tell: Tell) -> None:
        self._held = held
        self._run = run
        self._plan = plan.statements
        self._limits = limits
        self._tell = tell
        self._segments = segments(self._plan, held.conn.info.server_version)
        self._noted: dict[int, journal.Noted] = {}
        self._losses = 0
        self._at = 0
        self._watch = Watch(held.beside)
        self._blockers: tuple[Blocker, ...] = ()

    @property
    def done(self) -> int:
        """How many statements are done."""
        return sum(one.state == "done" for one in self._noted.values())

    def go(self) -> None:
        """Do what is not done yet. Raises ApplyFailed; what is done then is in the journal."""
        try:
            self._go()
        finally:
            self._watch.close()

    def _go(self) -> None:
        import psycopg

        while True:
            try:
                self._forward()
            except _Lost as lost:
                self._reconnect(str(lost))
            except psycopg.Error as problem:
                if not self._is_lost(problem):
                    raise self._stopped(_said(problem), problem.sqlstate) from None
                self._reconnect(_said(problem))
            else:
                return

    def _forward(self) -> None:
        self._noted = {one.number: one for one in journal.steps(self._held.conn, self._run)}
        for segment in self._segments:
            todo = [n for n in segment.steps if self._noted[n + 1].state != "done"]
            if segment.how == "setting":
                self._setting(segment.steps[0], noted=not todo)
            elif todo:
                getattr(self, f"_{segment.how}")(msgspec.structs.replace(segment, steps=tuple(todo)))

    # -------------------------------------------------------------- kinds of segments

    def _setting(self, n: int, *, noted: bool) -> None:
        """A setting holds for the session, which may be a new one: it is set whether it was before or not."""
        self._held.conn.execute(self._plan[n].sql.encode())
        if not noted:
            self._held.conn.execute(journal.done(self._run, [(n + 1, 0.0)]).encode())
            self._done(n, 0.0)

    def _transaction(self, segment: Segment) -> None:
        numbers = [n + 1 for n in segment.steps]
        journal.started(self._held.conn, self._run, numbers)
        took = self._patiently(lambda tries: self._once(segment, tries))
        for n, seconds in zip(segment.steps, took, strict=True):
            self._done(n, seconds)

    def _once(self, segment: Segment, tries: int) -> list[float]:
        """The statements and their notes in one transaction."""
        limit = self._lock_limit() if tries else self._limits.lock
        self._begin(limit, 0 if segment.long else self._limits.statement)
        took: list[float] = []
        locked: float | None = None
        for n in segment.steps:
            began = time.monotonic()
            # Who waits for the first lock waits for all that follow: they have what is left of the time together.
            rest = "" if locked is None else _lock_timeout(max(0.02, limit - (began - locked))) + "; "
            self._execute(n, rest + self._plan[n].sql)
            took.append(time.monotonic() - began)
            locked = began if locked is None and _holds(self._plan[n]) else locked
        noted = journal.done(self._run, [(n + 1, seconds) for n, seconds in zip(segment.steps, took, strict=True)])
        self._held.conn.execute(f"{noted}; COMMIT".encode())
        return took

    def _alone(self, segment: Segment) -> None:
        """A statement outside of transactions: what an earlier attempt left is looked at before it is run."""
        (n,) = segment.steps
        if self._noted[n + 1].attempts and self._settle(n):
            self._held.conn.execute(journal.done(self._run, [(n + 1, 0.0)]).encode())
            self._done(n, 0.0, "it had been done before it was interrupted")
            return
        journal.started(self._held.conn, self._run, [n + 1])
        began = time.monotonic()
        self._patiently(
            lambda tries: self._try_alone(n, tries),
            lambda who: self._tell(Event(what="waiting", number=n + 1, detail=who)),
            after=1.0,
        )
        seconds = time.monotonic() - began
        self._held.conn.execute(journal.done(self._run, [(n + 1, seconds)]).encode())
        self._done(n, seconds)

    def _try_alone(self, n: int, tries: int) -> None:
        """Locks are waited for as long as it takes where nobody else waits behind: an index is built beside writers."""
        import psycopg

        if tries and self._settle(n):
            return
        patience = self._limits.lock if self._parsed_node(n) == "AlterTableStmt" else 0
        self._held.conn.execute(f"SET statement_timeout = 0; {_lock_timeout(patience, local=False)}".encode())
        try:
            self._execute(n, self._plan[n].sql)
        except psycopg.Error as problem:
            if not self._is_lost(problem) and not _is_retried(problem):
                self._settle(n)
            raise

    def _settle(self, n: int) -> bool:
        """Clean up after an attempt; whether the statement is done after all, or was finished just now."""
        conn = self._held.conn
        found = left_over.look(conn, parse(self._plan[n], conn.info.server_version), self._plan[n].cleanup)
        for sql in found.clean:
            self._tell(Event(what="cleaned", number=n + 1, detail=sql))
            conn.execute(f"SET statement_timeout = 0; {_lock_timeout(0, local=False)}".encode())
            conn.execute(sql.encode())
        if found.instead is not None:
            conn.execute(_lock_timeout(self._limits.lock, local=False).encode())
            conn.execute(found.instead.encode())
        return found.done or found.instead is not None

    def _backfill(self, segment: Segment) -> None:
        (n,) = segment.steps
        batch = self._plan[n].batch
        assert batch is not None
        conn, note = self._held.conn, self._noted[n + 1]
        journal.started(conn, self._run, [n + 1])
        place, rows = backfill.Place.of(note.position).first(), note.rows
        pace = backfill.Pace(batch.size, self._limits.batch)
        about = backfill.total(conn, batch)
        conn.execute(b"SET statement_timeout = 0")
        began = time.monotonic()
        while True:
            window = backfill.window(conn, batch, place, pace.size)
            if window is None:
                still = backfill.left(conn, batch)
                if not still:
                    break
                place = self._again(n, batch, place, still)
                continue
            rows += self._step(n, window, pace)
            place = window.after
            self._losses = 0
            report(f"backfilling {batch.table}", min(place.seen, about) if about else place.seen, about)
            time.sleep(self._limits.pause)
        conn.execute(journal.done(self._run, [(n + 1, 0.0)]).encode())
        self._done(n, time.monotonic() - began, rows=rows)

    def _again(self, n: int, batch: Batch, place: backfill.Place, still: int) -> backfill.Place:
        try:
            return backfill.again(batch, place, still)
        except SourceError as problem:
            self._fail(n, problem.message, None, problem.help)

    def _step(self, n: int, window: backfill.Window, pace: backfill.Pace) -> int:
        """One step of a backfill; how many rows it changed."""

        def once(tries: int) -> int:
            if tries:
                pace.failed()
            self._begin(self._limits.lock, 0)
            changed = self._execute(n, window.update)
            took = time.monotonic() - began
            noted = journal.moved(self._run, n + 1, window.after.text(), changed, took)
            self._held.conn.execute(f"{noted}; COMMIT".encode())
            return changed

        began = time.monotonic()
        changed: int = self._patiently(once)
        pace.took(time.monotonic() - began)
        return changed

    # -------------------------------------------------------------- one attempt

    def _begin(self, lock: float, statement: float) -> None:
        """Begin a transaction, and see that nobody else could be in one."""
        conn = self._held.conn
        timeouts = f"{_lock_timeout(lock)}; SET LOCAL statement_timeout = {round(statement * 1000)}"
        cursor = conn.execute(f"BEGIN; {timeouts}; {HELD}".encode())
        while cursor.nextset():
            pass
        row = cursor.fetchone()
        if row is None or not row[0]:
            conn.rollback()
            raise self._stopped(
                "the lock against a second apply got lost: a pooler gives every transaction another connection",
                None,
                "name the server itself, or a pool that keeps a session together (pool_mode = session)",
            )

    def _execute(self, n: int, sql: str) -> int:
        """Run a statement, after settings; how many rows it changed. What it answers is of no interest."""
        self._at = n
        cursor = self._held.conn.execute(sql.encode())
        while cursor.nextset():
            pass
        return max(cursor.rowcount, 0)

    def _patiently(
        self, attempt: Callable[[int], T], tell: Callable[[str], object] = bool, after: float | None = None
    ) -> T:
        """Try again what was in somebody's way, each time waiting longer, until it is enough.

        Who is in the way of an attempt ``after`` so many seconds, before its lock timeout without that, is told.
        """
        import psycopg

        until = time.monotonic() + self._limits.retry
        delay, tries = 0.1, 0
        self._blockers = ()
        while True:
            with self._watch.over(self._held.session, after or 0.4 * self._limits.lock, tell) as sight:
                try:
                    return attempt(tries)
                except psycopg.Error as problem:
                    if self._is_lost(problem):
                        raise _Lost(_said(problem)) from None
                    self._blockers = sight.blockers() or self._blockers
                    found = problem
            self._held.conn.rollback()
            if not _is_retried(found):
                self._refused(self._at, found)
            if time.monotonic() + delay > until:
                self._fail(self._at, _said(found), found.sqlstate, self._in_the_way())
            who = told(self._blockers) or _said(found)
            self._tell(Event(what="waiting", number=self._at + 1, seconds=delay, detail=who))
            time.sleep(delay * random.uniform(0.5, 1.5))  # noqa: S311 - so that two do not meet again
            delay, tries = min(delay * 2, 10.0), tries + 1

    def _lock_limit(self) -> float:
        """How long to wait for a lock once more. Autovacuum lets go of a table only for who waits for so long."""
        if not any(one.autovacuum and not one.stays for one in self._blockers):
            return self._limits.lock
        row = self._held.conn.execute(
            "SELECT extract(epoch FROM current_setting('deadlock_timeout')::interval)::float8"
        ).fetchone()
        assert row is not None
        enough = row[0] + 0.1
        return max(self._limits.lock, enough) if enough <= self._limits.lock + 1.1 else self._limits.lock

    def _in_the_way(self) -> str:
        """Who kept us from it, and what can be done about that."""
        tried = f"it was tried for {self._limits.retry:g} s. In the way: {told(self._blockers) or 'nobody seen'}"
        return f"{tried}. To end that: {self._blockers[0].advice}" if self._blockers else tried

    def _parsed_node(self, n: int) -> str:
        return parse(self._plan[n], self._held.conn.info.server_version).node

    # -------------------------------------------------------------- what can happen

    def _done(self, n: int, seconds: float, detail: str | None = None, rows: int | None = None) -> None:
        self._losses = 0
        self._noted[n + 1] = msgspec.structs.replace(self._noted[n + 1], state="done")
        self._tell(Event(what="done", number=n + 1, seconds=seconds, detail=detail, rows=rows))

    def _is_lost(self, problem: psycopg.Error) -> bool:
        conn = self._held.conn
        return conn.closed or conn.broken or (problem.sqlstate or "").startswith(_BROKEN)

    def _reconnect(self, why: str) -> None:
        self._losses += 1
        self._tell(Event(what="reconnecting", detail=why))
        if self._losses > _LOSSES:
            raise self._stopped(f"the connection broke {self._losses} times at the same place: {why}", None)
        try:
            self._held.again(time.monotonic() + self._limits.reconnect)
        except (ConnectionFailed, Refused) as problem:
            raise self._stopped(
                f"the connection broke ({why}) and could not be made again: {problem.message}", None
            ) from None
        self._tell(Event(what="reconnected"))

    def _refused(self, n: int, problem: psycopg.Error) -> NoReturn:
        advice = problem.diag.message_hint
        if problem.sqlstate == "57014" and "statement timeout" in str(problem):
            advice = "it should have been short: --statement-timeout gives it longer"
        detail = problem.diag.message_detail
        self._fail(n, _said(problem) + (f" ({scrub(detail)})" if detail else ""), problem.sqlstate, advice)

    def _fail(self, n: int, message: str, sqlstate: str | None, advice: str | None = None) -> NoReturn:
        journal.failed(self._held.conn, self._run, n + 1, message)
        self._tell(Event(what="failed", number=n + 1, detail=message))
        raise self._stopped(message, sqlstate, advice, n)

    def _stopped(
        self, message: str, sqlstate: str | None, advice: str | None = None, n: int | None = None
    ) -> ApplyFailed:
        on = "`trueup apply` on the same target goes on from here, with --abandon it gives the run up; `trueup undo`"
        on += " takes back what was done"
        return ApplyFailed(
            message,
            help=f"{advice.rstrip('.')}. {on[0].upper() + on[1:]}" if advice else f"When that is mended, {on}.",
            number=None if n is None else n + 1,
            statement=None if n is None else scrub(self._plan[n].said),
            sqlstate=sqlstate,
            done=self.done,
            total=len(self._plan),
        )


def _holds(step: Statement) -> bool:
    return step.work is None or bool(step.work.locks)


def _lock_timeout(seconds: float, *, local: bool = True) -> str:
    return f"SET {'LOCAL ' if local else ''}lock_timeout = {round(seconds * 1000)}"


def _is_retried(problem: psycopg.Error) -> bool:
    return problem.sqlstate in _RETRIED or (
        problem.sqlstate == "XX000" and "tuple concurrently updated" in str(problem)
    )


def _said(problem: psycopg.Error) -> str:
    return scrub((problem.diag.message_primary or str(problem).strip() or type(problem).__name__).splitlines()[0])
