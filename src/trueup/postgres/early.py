"""Asks two databases about their schemas while the rest of the program is still being loaded.

``start`` looks at the command line before anything reads it properly; a connection nobody takes is closed at the end.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

from trueup.postgres import libpq

_SCHEMES = ("postgresql://", "postgres://")
_made: list[tuple[str, libpq.Connection | None]] = []


def start(arguments: Sequence[str]) -> None:
    """For ``diff URL URL`` and ``plan URL URL``: connect to both databases and ask what ``read`` will ask."""
    command, urls = arguments[:1], arguments[1:3]
    if command not in (["diff"], ["plan"]) or len(urls) < 2 or not all(url.startswith(_SCHEMES) for url in urls):
        return
    threads = [threading.Thread(target=_connect, args=(url,)) for url in urls]
    for thread in threads:
        thread.start()
    from trueup.postgres import readings
    from trueup.postgres.introspect import question

    for thread in threads:
        thread.join()
    for _, conn in _made:
        if conn is not None:
            readings.ahead(conn, question(conn.server_version // 10000, needs=command == ["plan"]))


def connection(url: str) -> libpq.Connection | None:
    """A connection made without a driver, early or now; None when that does not work."""
    for at, (known, conn) in enumerate(_made):
        if known == url:
            del _made[at]
            return conn
    return libpq.connect(url) if url.startswith(_SCHEMES) else None


def _connect(url: str) -> None:
    _made.append((url, libpq.connect(url)))
