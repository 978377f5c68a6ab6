"""Whether a database was changed since it was last looked at, without reading it. What was read then is kept by others.

Its change token is a digest over the versions of all catalog rows. A mark says which transactions had ended, and costs
next to nothing: where it stands, the token is the one that was noted with it. Loaded before the program is.
"""

from __future__ import annotations

from typing import NamedTuple

from trueup import __version__, cache
from trueup.cache import blake2b
from trueup.postgres.catalog import START, plain, text
from trueup.postgres.libpq import Connection

EDITION = "3"
"""Changes when the token says something else about the same catalogs."""
GROUP = "marks"
COMMIT = b"COMMIT"


class Look(NamedTuple):
    """A change token. ``empty`` are catalogs without rows that are a user's, ``asked`` whether the server was asked.

    When it was, the transaction is still open: what is read in it is of the same moment.
    """

    token: str
    empty: frozenset[bytes] = frozenset()
    asked: bool = False


def look(conn: Connection) -> Look | None:
    """The change token of a database, in one round trip while nothing happens, in two else; None when that fails."""
    key = cache.key([__version__, EDITION, conn.url, conn.user])
    noted = cache.get(GROUP, key)
    if noted is not None:
        mark, _, token = noted.rpartition(b"\n")
        found = conn.rows(_mark())
        if found is None:
            return None
        if mark and found[0][0] == mark:
            return Look(token.decode())
    found = conn.rows(_start(conn.server_version // 10000))
    if found is None:
        return None
    (mark,), row = found
    token = token_of(row).encode()
    if mark:
        cache.put(GROUP, key, mark + b"\n" + token)
    return Look(token.decode(), frozenset(row[-1].split()), asked=True)


def token_of(row: list[bytes]) -> str:
    """The change token in a server's answer."""
    return blake2b(b"\n".join([EDITION.encode(), *row]), digest_size=16).hexdigest()


def token_script(major: int) -> bytes:
    """What a server of a major version is asked for its change token."""
    return f"{START}{text('token', major)};\nCOMMIT".encode()


def _start(major: int) -> bytes:
    return f"{START}{plain('mark')};\n{text('token', major)}".encode()


def _mark() -> bytes:
    return plain("mark").encode()
