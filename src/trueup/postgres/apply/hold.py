"""A connection that changes a database: one at a time, by an advisory lock, and made again when it breaks."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from trueup.errors import ConnectionFailed, Refused, TrueupError
from trueup.postgres.apply.blockers import Session
from trueup.postgres.apply.pooler import keeps_its_session
from trueup.postgres.connect import broken, connect, redact

if TYPE_CHECKING:
    import psycopg

T = TypeVar("T")

KEY = int.from_bytes(b"trueup", "big")
"""The advisory lock that whoever applies a plan holds, in its database."""

_MINE = f"""locktype = 'advisory' AND objsubid = 1 AND granted AND classid = {KEY >> 32} AND objid = {KEY & 0xFFFFFFFF}
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""
# Behind a pooler that changes servers between transactions it is not ours for long.
HELD = f"SELECT EXISTS (SELECT FROM pg_locks WHERE pid = pg_backend_pid() AND {_MINE})"

# Of a session's own settings those that could end it, or a statement of it, before its time. The server looks once a
# second whether we are still there: a long statement of a client that was killed would keep the lock else.
_SETTINGS = (
    "SET statement_timeout = 0",
    "SET idle_session_timeout = 0",
    "SET idle_in_transaction_session_timeout = '5min'",
    "SET default_transaction_isolation = 'read committed'",
    "SET default_transaction_deferrable = off",
    "SET client_connection_check_interval = '1s'",
)


class Held:
    """A connection that holds the lock. ``conn`` is in autocommit mode, and another one when it was made again."""

    def __init__(self, url: str, *, wait: float = 5.0) -> None:
        """Connect and take the lock, waiting ``wait`` seconds for it. Raises ConnectionFailed, Refused."""
        self._url = url
        self._last: Session | None = None
        self.conn = self._connect()
        try:
            self._take(time.monotonic() + wait)
        except BaseException:
            self.conn.close()
            raise

    def again(self, until: float) -> None:
        """Connect again and take the lock, until a moment of ``time.monotonic``. Raises as the first time does."""
        with contextlib.suppress(Exception):
            self.conn.close()
        delay = 0.1
        while True:
            try:
                self.conn = self._connect()
                self._take(until)
            except ConnectionFailed:
                if time.monotonic() + delay > until:
                    raise
                time.sleep(delay)
                delay = min(delay * 2, 5.0)
            else:
                return

    def insist(self, ask: Callable[[psycopg.Connection[Any]], T], seconds: float) -> T:
        """The answer to a question, asked again on a new connection for so long when the connection breaks."""
        import psycopg

        until = time.monotonic() + seconds
        while True:
            try:
                return ask(self.conn)
            except (psycopg.OperationalError, ConnectionFailed):
                if not (self.conn.closed or self.conn.broken) or time.monotonic() > until:
                    raise
            self.again(until)

    @property
    def session(self) -> Session:
        """The server process that holds the lock."""
        assert self._last is not None
        return self._last

    def beside(self) -> psycopg.Connection[Any]:
        """Another connection to the same database, for looking. Raises ConnectionFailed."""
        return connect(self._url, application="trueup apply: looks", statement_timeout_ms=5_000)

    def close(self) -> None:
        """Let go of the lock and the connection."""
        with contextlib.suppress(Exception):
            self.conn.close()

    def _connect(self) -> psycopg.Connection[Any]:
        import psycopg

        conn = connect(self._url, application="trueup apply", read_only=False, statement_timeout_ms=0)
        try:
            keeps_its_session(conn, self._url)
            self._writes(conn)
            if conn.info.server_version >= 170000:
                conn.execute("SET transaction_timeout = 0")
            for setting in _SETTINGS:
                # Not every platform can look whether a client is there, and servers too old to be read lack some.
                with contextlib.suppress(psycopg.errors.InvalidParameterValue, psycopg.errors.UndefinedObject):
                    conn.execute(setting.encode())
        except psycopg.Error as problem:
            conn.close()
            raise broken(problem, "it was made") from None
        except TrueupError:
            conn.close()
            raise
        return conn

    def _writes(self, conn: psycopg.Connection[Any]) -> None:
        """See that it can be written there. A standby may be the primary in a moment: that is tried again."""
        row = conn.execute(
            "SELECT pg_is_in_recovery(), current_setting('default_transaction_read_only')::bool"
        ).fetchone()
        assert row is not None
        if row[0]:
            raise ConnectionFailed(
                "the server is a standby: nothing can be written there",
                where=redact(self._url),
                help="name the primary, or all hosts and ?target_session_attrs=read-write",
            )
        if row[1]:
            raise Refused(
                "transactions are read-only there: default_transaction_read_only is on for this role or database",
                where=redact(self._url),
                help="?options=-c%20default_transaction_read_only%3Doff in the address says that it may be changed",
            )

    def _take(self, until: float) -> None:
        import psycopg

        try:
            while not self._try():
                self._end_predecessor()
                if time.monotonic() > until:
                    raise self._refused()
                time.sleep(0.1)
            row = self.conn.execute(
                "SELECT pid, backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()"
            ).fetchone()
            assert row is not None
            self._last = row[0], row[1]
        except psycopg.OperationalError as problem:
            self.conn.close()
            raise broken(problem, "the lock was taken") from None

    def _try(self) -> bool:
        row = self.conn.execute(f"SELECT pg_try_advisory_lock({KEY})".encode()).fetchone()
        return row is not None and bool(row[0])

    def _end_predecessor(self) -> None:
        """End the server's side of our connection that broke: it may not have noticed."""
        import psycopg

        if self._last is not None:
            with contextlib.suppress(psycopg.errors.InsufficientPrivilege):
                # Behind a pooler it may be somebody else's by now: only who still has our lock is ended.
                self.conn.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = %s AND backend_start = %s"
                    f" AND pid IN (SELECT pid FROM pg_locks WHERE {_MINE})".encode(),
                    self._last,
                )

    def _refused(self) -> Refused:
        row = self.conn.execute(
            f"""SELECT l.pid, a.usename, a.application_name, host(a.client_addr),
                to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"')
                FROM (SELECT pid FROM pg_locks WHERE {_MINE}) l LEFT JOIN pg_stat_activity a USING (pid)""".encode()
        ).fetchone()
        if row is None:
            return Refused("another apply had the lock until just now", help="run it again")
        pid, user, program, host, since = row
        told = f"process {pid}" + (f", role {user}" if user else "") + (f", {program}" if program else "")
        told += (f", from {host}" if host else "") + (f", since {since}" if since else "")
        return Refused(
            f"another apply is at work in this database: {told}",
            help=f"wait for it; if nobody runs it any more, SELECT pg_terminate_backend({pid}) ends it there",
        )
