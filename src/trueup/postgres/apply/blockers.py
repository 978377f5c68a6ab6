"""Who a statement of ours waits for: what the server says of them, asked on a second connection while it waits."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from trueup.errors import TrueupError
from trueup.scrub import scrub

if TYPE_CHECKING:
    import psycopg

Session = tuple[int, Any]
"""A server process: its number, and when it began, because numbers come again."""

_MOST = 3
"""More are counted, not told."""
_QUERY = 80
"""How much of a query is told."""

# A role without pg_read_all_stats sees of others hardly more than that they are there; that something vacuums, it does.
_ASKED = """
SELECT b.pid, a.usename::text, nullif(a.application_name, ''), host(a.client_addr),
       a.backend_type = 'autovacuum worker' OR (a.usesysid IS NULL AND v.pid IS NOT NULL) IS TRUE AS autovacuum,
       a.state, to_char(a.xact_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'),
       extract(epoch FROM clock_timestamp() - a.xact_start)::float8, a.wait_event_type = 'Lock',
       CASE WHEN b.pid = 0 THEN (SELECT string_agg(format('%%L of %%s since %%s', gid, owner, prepared::timestamptz(0)),
                                                   ', ' ORDER BY prepared)
                                 FROM pg_prepared_xacts WHERE database = current_database())
            ELSE nullif(a.query, '<insufficient privilege>') END
FROM pg_stat_activity me
CROSS JOIN LATERAL (SELECT DISTINCT pid FROM unnest(pg_blocking_pids(me.pid)) x(pid)) b
LEFT JOIN pg_stat_activity a ON a.pid = b.pid
LEFT JOIN (SELECT pid FROM pg_stat_progress_vacuum UNION SELECT pid FROM pg_stat_progress_analyze) v ON v.pid = b.pid
WHERE me.pid = %s AND me.backend_start = %s
ORDER BY a.wait_event_type = 'Lock' NULLS FIRST, a.xact_start NULLS LAST, b.pid"""


class Blocker(msgspec.Struct, frozen=True):
    """Somebody who holds a lock that we wait for, or waits for it before us.

    ``pid`` is 0 for prepared transactions, of which ``query`` has the names. ``since`` is when its transaction began,
    ``seconds`` ago. What this role may not see is None.
    """

    pid: int
    role: str | None
    program: str | None
    host: str | None
    autovacuum: bool | None
    state: str | None
    since: str | None
    seconds: float | None
    waits: bool | None
    query: str | None

    @property
    def stays(self) -> bool:
        """Whether it is an autovacuum that gives way to nobody (manual, 24.1.5)."""
        return bool(self.autovacuum) and "to prevent wraparound" in (self.query or "")

    @property
    def said(self) -> str:
        """Who it is, in one line."""
        if self.pid == 0:
            return f"a prepared transaction: {self.query or 'its name is not shown'}"
        who = "autovacuum" if self.autovacuum else f"role {self.role}" if self.role else None
        about = [who, self.program, f"from {self.host}" if self.host else None]
        text = f"process {self.pid}" + "".join(f", {one}" for one in about if one)
        doing = "waiting itself" if self.waits else self.state
        if self.since is not None:
            text += f", {doing or 'busy'} for {self.seconds or 0:.0f} s, since {self.since}"
        query = " ".join(scrub(self.query or "").split())
        return f"{text}: {query if len(query) <= _QUERY else query[: _QUERY - 1] + '…'}" if query else text

    @property
    def advice(self) -> str:
        """What can be done about it."""
        if self.stays:
            return (
                "let it finish, it keeps the database from standing still: pg_stat_progress_vacuum shows how far it is"
            )
        if self.autovacuum:
            return "autovacuum gives way to who waits longer than deadlock_timeout: --lock-timeout does"
        if self.pid == 0:
            return "COMMIT PREPARED or ROLLBACK PREPARED ends it"
        return f"SELECT pg_terminate_backend({self.pid}) ends it"


def told(found: Sequence[Blocker]) -> str:
    """Who is in the way, in one line; empty when nobody was seen."""
    rest = [f"and {len(found) - _MOST} more"] if len(found) > _MOST else []
    return "; ".join([*(one.said for one in found[:_MOST]), *rest])


class Sight:
    """What was seen in the way of one statement."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._thread: threading.Thread | None = None
        self.found: tuple[Blocker, ...] = ()

    def blockers(self) -> tuple[Blocker, ...]:
        """Who was in the way when it was last looked."""
        self.close()
        if self._thread is not None:
            self._thread.join(1.0)
        return self.found

    def close(self) -> None:
        self._over.set()

    def watch(self, look: Callable[[], tuple[Blocker, ...]], after: float, tell: Callable[[str], object]) -> None:
        """Look after so many seconds and every second from then on, and tell whoever is new."""

        def looking() -> None:
            wait, known = after, set[int]()
            while not self._over.wait(wait):
                found = look()
                if found:
                    self.found = found
                if not {one.pid for one in found} <= known and not self._over.is_set():
                    with contextlib.suppress(TrueupError):  # who cannot be told now hears of it at the end
                        tell(told(found))
                wait, known = 1.0, known | {one.pid for one in found}

        self._thread = threading.Thread(target=looking, daemon=True)
        self._thread.start()


class Watch:
    """Looks who is in the way of statements that take long; ``connect`` makes the connection it asks on, once."""

    def __init__(self, connect: Callable[[], psycopg.Connection[Any]]) -> None:
        self._connect = connect
        self._conn: psycopg.Connection[Any] | None = None

    @contextlib.contextmanager
    def over(self, session: Session, after: float, tell: Callable[[str], object] = bool) -> Iterator[Sight]:
        """While something is run: whoever is in its way after so many seconds is seen, and told."""
        sight = Sight()
        sight.watch(lambda: self._look(session), after, tell)
        try:
            yield sight
        finally:
            sight.close()

    def close(self) -> None:
        with contextlib.suppress(Exception):
            if self._conn is not None:
                self._conn.close()

    def _look(self, session: Session) -> tuple[Blocker, ...]:
        """Nobody where it cannot be looked: that must not stop what is looked at."""
        import psycopg

        try:
            if self._conn is None or self._conn.closed:
                self._conn = self._connect()
            return tuple(Blocker(*row) for row in self._conn.execute(_ASKED.encode(), session).fetchall())
        except (psycopg.Error, TrueupError, OSError):
            return ()
