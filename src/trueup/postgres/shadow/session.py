"""One connection on which many statements are sent at once, and how far the server got is known to the statement.

Built on libpq's simple query protocol: the statements of one string are answered one by one until one fails. What the
statements are and what to do about a failure is ``replay``'s affair.
"""

from __future__ import annotations

import contextlib
import selectors
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec

from trueup.errors import ConnectionFailed

if TYPE_CHECKING:
    from psycopg import Connection
    from psycopg.pq.abc import PGresult


class Failure(msgspec.Struct, frozen=True):
    """What PostgreSQL said about the statement it refused. ``position`` counts characters of that statement from 1."""

    index: int
    sqlstate: str
    message: str
    detail: str | None = None
    hint: str | None = None
    context: str | None = None
    position: int | None = None


class Session:
    """A connection for scripts."""

    TIMEOUT: ClassVar[float] = 120.0
    """Seconds one statement may take; a user's SET statement_timeout does not reach this clock."""

    def __init__(self, conn: Connection[Any]) -> None:
        self.conn = conn
        self._pq = conn.pgconn

    @property
    def idle(self) -> bool:
        """Whether no transaction is open."""
        from psycopg.pq import TransactionStatus

        return self._pq.transaction_status == TransactionStatus.IDLE

    @property
    def open(self) -> bool:
        """Whether a transaction is open and has not failed."""
        from psycopg.pq import TransactionStatus

        return self._pq.transaction_status == TransactionStatus.INTRANS

    def run(self, statements: Sequence[str], data: Sequence[str | None] = ()) -> Failure | None:
        """Send statements as one string; the first that failed, or None. ``data`` feeds COPY ... FROM STDIN.

        Outside a transaction several statements are one transaction, as PostgreSQL has it for a string of several.
        """
        from psycopg.pq import ExecStatus

        text = _END.join(statements).encode()
        done = 0
        failed: Failure | None = None
        self._guard(lambda: self._pq.send_query(text))
        self._flush()
        while (result := self._result()) is not None:
            if result.status == ExecStatus.COPY_IN:
                self._feed(data[done] if done < len(data) else None)
            elif result.status == ExecStatus.COPY_OUT:
                self._drain()
            elif result.status == ExecStatus.FATAL_ERROR:
                failed = failed or _failure(result, done, statements)
            else:
                done += 1
        if failed is not None and failed.sqlstate[:3] == "57P":
            raise ConnectionFailed(f"the shadow's connection broke: {failed.message}", help=_AGAIN)
        return failed

    def alone(self, sql: str) -> Failure | None:
        """Run exactly one statement: the extended protocol takes no more, whatever the text holds."""
        from psycopg.pq import ExecStatus

        result = self._guard(lambda: self._pq.exec_params(sql.encode(), None))
        if result.status == ExecStatus.FATAL_ERROR:
            return _failure(result, 0, [sql])
        return None

    def value(self, sql: str) -> Any:
        """The first value of a query of our own."""
        row = self.conn.execute(sql.encode()).fetchone()
        return row[0] if row else None

    def _feed(self, data: str | None) -> None:
        if data is not None:
            self._guard(lambda: self._pq.put_copy_data(data.encode()))
        self._guard(lambda: self._pq.put_copy_end(None))
        self._flush()

    def _drain(self) -> None:
        while True:
            size, _ = self._pq.get_copy_data(0)
            if size < 0:
                return

    def _result(self) -> PGresult | None:
        """The next answer, waiting for it no longer than the timeout."""
        until = time.monotonic() + self.TIMEOUT
        while self._guard(self._pq.is_busy):
            self._wait(selectors.EVENT_READ, until)
            self._guard(self._pq.consume_input)
        return self._pq.get_result()

    def _flush(self) -> None:
        until = time.monotonic() + self.TIMEOUT
        while self._guard(self._pq.flush):
            if self._wait(selectors.EVENT_READ | selectors.EVENT_WRITE, until) & selectors.EVENT_READ:
                self._guard(self._pq.consume_input)

    def _wait(self, events: int, until: float) -> int:
        with selectors.DefaultSelector() as selector:
            selector.register(self._pq.socket, events)
            ready = selector.select(max(0.0, until - time.monotonic()))
        if not ready:
            # The server then answers with the error query_canceled, which is reported like any other.
            with contextlib.suppress(Exception):
                self._pq.get_cancel().cancel()
        return ready[0][1] if ready else 0

    def _guard(self, call: Any) -> Any:
        import psycopg

        try:
            return call()
        except psycopg.Error as problem:
            said = str(problem).strip().splitlines()
            raise ConnectionFailed(
                f"the shadow's connection broke: {said[0] if said else problem}", help=_AGAIN
            ) from problem


_END = "\n;\n"
"""Ends a statement, whose last line may be a comment."""

_AGAIN = "run it again; if it happens every time, look for the reason in the shadow server's log (--shadow URL)"


@contextlib.contextmanager
def session(url: str, *, application: str = "trueup shadow") -> Iterator[Session]:
    """A session on its own connection. Raises ConnectionFailed."""
    from trueup.postgres.connect import connect

    settings = {"statement_timeout_ms": int(Session.TIMEOUT * 1000), "lock_timeout_ms": 20_000}
    with contextlib.closing(connect(url, application=application, read_only=False, **settings)) as conn:
        conn.pgconn.nonblocking = 1
        yield Session(conn)


def _failure(result: PGresult, index: int, statements: Sequence[str]) -> Failure:
    from psycopg.pq import DiagnosticField as Field

    def said(field: Any) -> str | None:
        found = result.error_field(field)
        return found.decode(errors="replace") if found else None

    position = said(Field.STATEMENT_POSITION)
    before = sum(len(s) + len(_END) for s in statements[:index])
    at = int(position) - before if position else None
    return Failure(
        index,
        said(Field.SQLSTATE) or "XX000",
        said(Field.MESSAGE_PRIMARY) or "unknown error",
        said(Field.MESSAGE_DETAIL),
        said(Field.MESSAGE_HINT),
        said(Field.CONTEXT),
        at if at is not None and at > 0 else None,
    )
