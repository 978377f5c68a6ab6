"""What a database answered to a script is its answer again as long as its change token stands.

A change token is much cheaper than reading the catalogs, so the token is asked first when there is an answer to be had
for it, and together with the script when there is none. It is taken before the script runs: what changes in between
makes the next token another one. What an answer means is the caller's affair.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from trueup import cache
from trueup.postgres.fingerprint import token_of, token_script
from trueup.postgres.libpq import Connection

GROUP = "readings"
LARGEST = cache.LIMIT // 4
"""How many bytes an answer may have to be kept."""


class Kept(NamedTuple):
    """An answer and the token it goes with."""

    token: str
    rows: list[list[bytes]]


def ahead(conn: Connection, script: bytes) -> None:
    """Send what ``rows`` will ask first, without waiting."""
    conn.ask_ahead(_first(conn, script, _kept(conn, script)))


def rows(conn: Connection, script: bytes) -> list[list[bytes]] | None:
    """The first row of each result set of a script, as it is or as it was; None when a statement fails."""
    kept = _kept(conn, script)
    found = conn.rows(_first(conn, script, kept))
    if found is None:
        return None
    token, answer = token_of(found[0]), found[1:]
    if kept is not None:
        if kept.token == token:
            return kept.rows
        again = conn.rows(script)
        if again is None:
            return None
        answer = again
    _keep(conn.url, script, Kept(token, answer))
    return answer


def _first(conn: Connection, script: bytes, kept: Kept | None) -> bytes:
    token = token_script(conn.server_version // 10000)
    return token if kept is not None else token + b";\n" + script


def _key(url: str, script: bytes) -> str:
    return cache.key([url, script])


@lru_cache(maxsize=4)
def _kept(conn: Connection, script: bytes) -> Kept | None:
    """What is there for a connection, looked up once: what was sent ahead must be what is waited for."""
    data = cache.get(GROUP, _key(conn.url, script))
    if data is None:
        return None
    import msgspec

    try:
        return msgspec.msgpack.decode(data, type=Kept)
    except msgspec.MsgspecError:
        return None


def _keep(url: str, script: bytes, kept: Kept) -> None:
    if sum(len(value) for row in kept.rows for value in row) > LARGEST:
        return
    import msgspec

    cache.put(GROUP, _key(url, script), msgspec.msgpack.encode(kept))
