"""What a database answered to a script is its answer again as long as its change token stands.

The token is taken in the transaction the script then runs in: what changes later makes the next token another one.
What an answer means is the caller's affair.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from trueup import cache
from trueup.postgres.catalog import START
from trueup.postgres.libpq import Connection
from trueup.postgres.token import COMMIT, Look, look

GROUP = "readings"
LARGEST = cache.LIMIT // 4
"""How many bytes an answer may have to be kept."""

Questions = Callable[[frozenset[bytes]], bytes]
"""The script for a database in which these catalogs are empty; it ends the transaction it is run in."""

_DECODING = threading.Lock()
"""As ``model.DECODING``, which is not loaded here: the first to decode a class must be alone."""
_looked: dict[Connection, Look | None] = {}


class Kept(NamedTuple):
    """An answer and the token it goes with."""

    token: str
    rows: list[list[bytes]]


def glance(conn: Connection) -> None:
    """Take the change token now; ``rows`` goes on from there."""
    _looked[conn] = look(conn)


def ahead(conn: Connection, questions: Questions) -> None:
    """Send what ``rows`` will ask, without waiting, after a glance that showed that it must be asked."""
    seen = _looked.get(conn)
    kept = _kept(conn, questions(frozenset()))
    if seen is not None and (kept is None or kept.token != seen.token):
        conn.ask_ahead(_script(questions, seen))


def rows(conn: Connection, questions: Questions) -> list[list[bytes]] | None:
    """The first row of each result set of a script, as it is or as it was; None when a statement fails."""
    seen = _looked.pop(conn) if conn in _looked else look(conn)
    if seen is None:
        return None
    whole = questions(frozenset())
    kept = _kept(conn, whole)
    if kept is not None and kept.token == seen.token:
        if seen.asked:
            conn.rows(COMMIT)
        return kept.rows
    answer = conn.rows(_script(questions, seen))
    if answer is not None:
        _keep(conn, whole, Kept(seen.token, answer))
    return answer


def _script(questions: Questions, seen: Look) -> bytes:
    """In the transaction of the token, or in one of its own: then what was empty may not be so any more."""
    return questions(seen.empty) if seen.asked else START.encode() + questions(frozenset())


def _key(conn: Connection, whole: bytes) -> str:
    return cache.key([conn.url, conn.user, whole])


@lru_cache(maxsize=4)
def _kept(conn: Connection, whole: bytes) -> Kept | None:
    """What is there for a connection, looked up once: what was sent ahead must be what is waited for."""
    data = cache.get(GROUP, _key(conn, whole))
    if data is None:
        return None
    import msgspec

    try:
        with _DECODING:
            return msgspec.msgpack.decode(data, type=Kept)
    except msgspec.MsgspecError:
        return None


def _keep(conn: Connection, whole: bytes, kept: Kept) -> None:
    if sum(len(value) for row in kept.rows for value in row) > LARGEST:
        return
    import msgspec

    cache.put(GROUP, _key(conn, whole), msgspec.msgpack.encode(kept))
