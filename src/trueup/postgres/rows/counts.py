"""How many rows of a database are against what is expected of them. Reads only; which rows is ``against``'s.

One round trip for all questions, with a limit on what is counted and on how long it may take. Where one of them is
refused they are asked one by one.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from trueup.errors import ConnectionFailed
from trueup.postgres import libpq
from trueup.postgres.catalog import START
from trueup.postgres.rows.against import Rows

if TYPE_CHECKING:
    import psycopg

    from trueup.postgres.connect import Reader

MOST = 1000
"""More is not counted."""

_SECONDS = 3.0


def counts(conn: Reader, wanted: Sequence[Rows]) -> tuple[int | str, ...]:
    """How many of each there are, above ``MOST`` where there are more; or why nobody can tell.

    That is where this role may not read them all, a type or function is not there, or it takes too long. Raises
    ConnectionFailed.
    """
    if isinstance(conn, libpq.Connection):
        answer = conn.rows(_script(wanted, _SECONDS).encode())
        if answer:
            return tuple(int(number) for number in answer[-1])
        from trueup.postgres.connect import connect

        with connect(conn.url) as usual:
            return tuple(_one_by_one(usual, wanted))
    return tuple(_one_by_one(conn, wanted))


def _script(wanted: Sequence[Rows], seconds: float) -> str:
    asked = ",\n".join(f"({one.total(MOST)})" for one in wanted)
    # Row security that hides rows would make a wrong number of a right one: then it is an error (manual, 5.9).
    careful = f"SET LOCAL statement_timeout = {max(int(seconds * 1000), 1)}; SET LOCAL row_security = off;\n"
    return f"{START}{careful}SELECT {asked};\nCOMMIT"


def _one_by_one(conn: psycopg.Connection[Any], wanted: Sequence[Rows]) -> Iterator[int | str]:
    """Each number by itself: what is refused leaves the others theirs, and each has its share of the time."""
    until = time.monotonic() + _SECONDS
    for number, one in enumerate(wanted):
        yield _alone(conn, one, (until - time.monotonic()) / (len(wanted) - number))


def _alone(conn: psycopg.Connection[Any], one: Rows, seconds: float) -> int | str:
    import psycopg

    try:
        cursor = conn.execute(_script([one], seconds).encode())
        while cursor.description is None and cursor.nextset():
            pass
        found = cursor.fetchone()
        return int(found[0]) if found is not None else "the server gave no number"
    except psycopg.errors.QueryCanceled:
        conn.rollback()
        return f"it took longer than {seconds:.1f} s"
    except psycopg.Error as problem:
        if conn.closed:
            raise ConnectionFailed(f"the connection broke while rows were counted: {problem}") from problem
        conn.rollback()
        return problem.diag.message_primary or str(problem)
