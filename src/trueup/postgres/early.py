"""Connects to databases, and asks two that are to be compared, while the rest of the program is still being loaded.

``start`` looks at the command line before anything reads it properly; a connection nobody takes is closed at the end.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence

from trueup.postgres import libpq
from trueup.startup import load_decoder

_SCHEMES = ("postgresql://", "postgres://")
_PATIENCE = 0.0005
"""Seconds a thread that has an answer waits for the one that imports; ten times as many are usual."""


class _Attempt(threading.Thread):
    """A connection that is being made, and what is done with it first."""

    def __init__(self, url: str, then: Callable[[libpq.Connection], None] | None = None) -> None:
        super().__init__(daemon=True)
        self.url = url
        self._then = then
        self._conn: libpq.Connection | None = None
        self._problem: TimeoutError | None = None

    def run(self) -> None:
        try:
            self._conn = libpq.connect(self.url)
        except TimeoutError as problem:
            self._problem = problem
        if self._conn is not None and self._then is not None:
            self._then(self._conn)

    def wait(self) -> libpq.Connection | None:
        self.join()
        if self._problem is not None:
            raise self._problem
        return self._conn


_begun: list[_Attempt] = []


def begin(url: str, then: Callable[[libpq.Connection], None] | None = None) -> None:
    """Connect in the background, for ``connection`` of the same URL to take."""
    if url.startswith(_SCHEMES) and not any(one.url == url for one in _begun):
        sys.setswitchinterval(_PATIENCE)
        attempt = _Attempt(url, then)
        attempt.start()  # first: another thread may wait for what is in the list
        _begun.append(attempt)


def start(arguments: Sequence[str]) -> None:
    """For ``diff URL URL`` and ``plan URL URL``: connect to both databases and ask what ``read`` will ask."""
    command, urls = arguments[:1], arguments[1:3]
    if command not in (["diff"], ["plan"]) or len(urls) < 2 or not all(url.startswith(_SCHEMES) for url in urls):
        return
    from trueup.postgres import readings

    for url in urls:
        begin(url, readings.glance)
    load_decoder()
    from trueup.postgres.introspect import questions

    for attempt in _begun:
        try:
            conn = attempt.wait()
        except TimeoutError:
            continue  # said when somebody wants it
        if conn is not None:
            readings.ahead(conn, questions(conn.server_version // 10000, needs=command == ["plan"]))


def connection(url: str) -> libpq.Connection | None:
    """A connection made without a driver, early or now; None when that does not work. Raises TimeoutError."""
    for attempt in tuple(_begun):
        if attempt.url == url:
            found = attempt.wait()  # one that got no answer stays, so that nobody waits for it again
            try:
                _begun.remove(attempt)
            except ValueError:
                continue  # another thread took it: a connection has one user
            return found
    return libpq.connect(url) if url.startswith(_SCHEMES) else None
