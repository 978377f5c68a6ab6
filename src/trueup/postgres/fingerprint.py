"""Whether a database's schema changed, answered by the server in one round trip. What changed is for others to find.

A fingerprint is a digest of what a read would return, so it is the same for equal schemas on any server of a major
version. A token is much cheaper and says only whether this very database saw any DDL.
"""

# ruff: noqa: S608 - what is put together is the catalog package's own text

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from trueup.cache import blake2b
from trueup.postgres.catalog import START
from trueup.postgres.catalog.queries import QUERIES, Query, line, rows
from trueup.postgres.token import token_of, token_script

if TYPE_CHECKING:
    from psycopg import Connection

EDITION = "2"
"""Changes when the queries say something else about the same schema."""


class Fingerprint(msgspec.Struct, frozen=True):
    """``digest`` of a whole schema, ``kinds`` of each kind by its word; ``version`` is the server's version number.

    Digests of different major versions cannot be compared.
    """

    digest: str
    kinds: dict[str, str]
    version: int


def fingerprint(conn: Connection[Any]) -> Fingerprint:
    """The fingerprint of a database, computed by the server. Raises ConnectionFailed, SourceError."""
    from trueup.postgres.introspect import fetch

    major = conn.info.server_version // 10000
    kinds: dict[str, list[bytes]] = {}
    for (word, name), (count, low, high) in zip(_names(), fetch(conn, _script(major)), strict=True):
        kinds.setdefault(word, []).append(b" ".join((name.encode(), count, low, high)))
    digests = {word: _digest(*lines) for word, lines in sorted(kinds.items())}
    whole = _digest(f"{EDITION} {major}".encode(), *(f"{k} {v}".encode() for k, v in digests.items()))
    return Fingerprint(digest=whole, kinds=digests, version=conn.info.server_version)


def token(conn: Connection[Any]) -> str:
    """A text that stays the same until DDL is executed in this database. Raises ConnectionFailed, SourceError.

    It is made of the versions of all catalog rows, and of what tells this database from every other one.
    """
    from trueup.postgres.introspect import fetch

    major = conn.info.server_version // 10000
    return token_of(fetch(conn, token_script(major))[0])


def _digest(*parts: bytes) -> str:
    return blake2b(b"\n".join(parts), digest_size=16).hexdigest()


def _names() -> list[tuple[str, str]]:
    return [(q.kind.KIND, q.kind.__name__) for q in QUERIES]


@cache
def _script(major: int) -> bytes:
    return (START + ";\n".join([*(_digest_of(q, major) for q in QUERIES), "COMMIT"])).encode()


def _digest_of(q: Query, major: int) -> str:
    """Sums of hashes do not depend on the order of rows. OFFSET 0 keeps the row text from being made twice."""
    return (
        "SELECT count(*), coalesce(sum(hashtextextended(z.t, 0)), 0), coalesce(sum(hashtextextended(z.t, 1)), 0)"
        f' FROM (SELECT ({line(q.kind, only_compared=True)})::text COLLATE "C" AS t'
        f" FROM (\n{rows(q, major)}) q OFFSET 0) z"
    )
