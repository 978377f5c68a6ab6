"""Whether a connection is one session all the time, as whoever changes a database needs it; and where else one is had.

A pooler may give every transaction another session: what was locked and set is then lost, and met by others. That is
found out by asking only, before anything is locked or set.
"""

from __future__ import annotations

import contextlib
import select
import time
from typing import TYPE_CHECKING, Any

from trueup.errors import ConnectionFailed, Refused
from trueup.postgres.connect import connect, given_by, redact

if TYPE_CHECKING:
    import psycopg

_ASKED = b"SELECT pg_backend_pid()"
_TRIES = 3
"""How often it is looked whether two connections are one session; others may take the session in between."""
_PATIENCE = 3.0
"""Seconds to wait for a second session: a pool that keeps them may have no other."""


def keeps_its_session(conn: psycopg.Connection[Any], url: str) -> None:
    """See that a new connection in autocommit mode is always the same session. Raises Refused, OperationalError."""
    if _session(conn) != conn.info.backend_pid and _shares(conn, url):
        raise shared(url)


def shared(url: str) -> Refused:
    """What is said about a connection whose transactions are not one session."""
    return Refused(
        "a pooler gives every transaction another session here (pool_mode = transaction or statement): the lock"
        " against a second apply and the timeouts would be lost, and met by other clients",
        where=redact(url),
        help=f"name {_elsewhere(url)}; reading (check, diff, plan, prove, log) works through the pooler",
    )


def _elsewhere(url: str) -> str:
    """Where a session is kept, as far as the address tells whose pooler it is."""
    given = given_by(url)
    host, port = str(given.get("host") or ""), str(given.get("port") or "5432")
    if host.endswith((".supabase.com", ".supabase.co")) and port == "6543":
        return f"the pooler of Supabase that keeps sessions, {host} with port 5432, or the database's direct address"
    if host.endswith(".neon.tech") and "-pooler." in host:
        return f"the direct address of Neon, {host.replace('-pooler.', '.', 1)}"
    return "the direct address of the server, or a pool that keeps sessions (pool_mode = session)"


def _session(conn: psycopg.Connection[Any]) -> int:
    """The process that answers. A pooler tells the client another number, its own: it is for cancelling."""
    row = conn.execute(_ASKED).fetchone()
    assert row is not None
    return int(row[0])


def _shares(conn: psycopg.Connection[Any], url: str) -> bool:
    """Whether another connection is given the session that this one had.

    Where sessions are not kept, an idle connection has none. A pool gives the one that was used last, so the other
    connection gets ours; or they are given in turn, so it gets another one each time.
    """
    try:
        # Only closed: to end a transaction as well, it would have to be done with the question.
        with contextlib.closing(connect(url, application="trueup apply", read_only=False)) as other:
            for _ in range(_TRIES):
                mine = _session(conn)
                theirs = {_asked(other), _asked(other)}
                if len(theirs) > 1 or mine in theirs or _session(conn) != mine:
                    return True
    except (ConnectionFailed, TimeoutError):
        pass  # none is left for it: ours is kept
    return False


def _asked(conn: psycopg.Connection[Any]) -> int:
    """The process that answers, as ``_session``. Raises ConnectionFailed, TimeoutError when none does in time."""
    import psycopg
    from psycopg import pq

    raw, until, found = conn.pgconn, time.monotonic() + _PATIENCE, 0
    try:
        raw.send_query(_ASKED)
        while True:
            while raw.is_busy():
                if not select.select([raw.socket], [], [], max(0.0, until - time.monotonic()))[0]:
                    raise TimeoutError
                raw.consume_input()
            result = raw.get_result()
            if result is None:
                break
            if result.status == pq.ExecStatus.TUPLES_OK:
                found = int(result.get_value(0, 0) or 0)
    except psycopg.OperationalError as problem:
        raise ConnectionFailed(str(problem)) from None
    if not found:
        raise ConnectionFailed("there was no answer")
    return found
