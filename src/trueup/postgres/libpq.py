"""Questions to a server through the C library libpq itself, for when there is no time to import a driver.

Importing psycopg costs more than reading a schema of eighty tables. The library is the one inside psycopg's binary
wheel. Where it is not, or anything goes wrong, there is no answer, and the caller goes the usual way.
"""

from __future__ import annotations

import ctypes
import sys
import time
from importlib.machinery import PathFinder
from pathlib import Path

PATIENCE = 10
"""Seconds a server has to answer, unless the address says otherwise."""
_OPTIONS = "-c statement_timeout=120000 -c lock_timeout=2000 -c default_transaction_read_only=on"
_OK, _COMMAND_OK, _TUPLES_OK = 0, 1, 2


class Connection:
    """A connection that was made; close it, or use it as a context manager."""

    def __init__(self, library: ctypes.CDLL, handle: int, url: str) -> None:
        self.url = url
        self._library = library
        self._asked: bytes | None = None
        self._handle = ctypes.c_void_p(handle)

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End it; the second time nothing happens."""
        handle, self._handle = self._handle, ctypes.c_void_p()
        self._library.PQfinish(handle)

    @property
    def info(self) -> Connection:
        """What a driver's connection says there, this one says itself."""
        return self

    @property
    def server_version(self) -> int:
        """``server_version_num``."""
        found: int = self._library.PQserverVersion(self._handle)
        return found

    @property
    def user(self) -> str:
        """The role we are logged in as."""
        found: bytes = self._library.PQuser(self._handle)
        return found.decode()

    def ask_ahead(self, script: bytes) -> None:
        """Send a script without waiting; ``rows`` of the same script brings the answer."""
        if self._library.PQsendQuery(self._handle, script):
            self._asked = script

    def rows(self, script: bytes) -> list[list[bytes]] | None:
        """The first row of each result set of a script; None when a statement fails. Other threads run meanwhile."""
        library = self._library
        if self._asked != script and not library.PQsendQuery(self._handle, script):
            return None
        self._asked = None
        found: list[list[bytes]] = []
        failed = False
        while result := library.PQgetResult(self._handle):
            handle = ctypes.c_void_p(result)
            status = library.PQresultStatus(handle)
            failed = failed or status not in {_COMMAND_OK, _TUPLES_OK}
            if status == _TUPLES_OK and not failed:
                found.append([library.PQgetvalue(handle, 0, i) for i in range(library.PQnfields(handle))])
            library.PQclear(handle)
        return None if failed else found

    def ask(self, sql: str) -> tuple[bytes | None, ...] | None:
        """The first row of the last statement that gives rows; None when there is none, or a statement fails."""
        library = self._library
        if not library.PQsendQuery(self._handle, sql.encode()):
            return None
        row: tuple[bytes | None, ...] | None = None
        failed = False
        while result := library.PQgetResult(self._handle):
            handle = ctypes.c_void_p(result)
            status = library.PQresultStatus(handle)
            failed = failed or status not in {_COMMAND_OK, _TUPLES_OK}
            if status == _TUPLES_OK and library.PQntuples(handle) > 0:
                row = tuple(
                    None if library.PQgetisnull(handle, 0, i) else library.PQgetvalue(handle, 0, i)
                    for i in range(library.PQnfields(handle))
                )
            library.PQclear(handle)
        return None if failed else row


def connect(url: str, application: str = "trueup") -> Connection | None:
    """A connection, or None when it cannot be had this way. Raises TimeoutError when nothing answers in time."""
    library = None if "options=" in url else _library()
    if library is None:
        return None
    given = {
        "connect_timeout": str(PATIENCE),  # before the address, which may say otherwise
        "dbname": url,
        "application_name": application,
        "client_encoding": "UTF8",
        "options": _OPTIONS,
    }
    names = (ctypes.c_char_p * (len(given) + 1))(*(n.encode() for n in given), None)
    values = (ctypes.c_char_p * (len(given) + 1))(*(v.encode() for v in given.values()), None)
    began = time.monotonic()
    handle = library.PQconnectdbParams(names, values, 1)
    if not handle:
        return None
    if library.PQstatus(ctypes.c_void_p(handle)) != _OK:
        late = b"timeout expired" in library.PQerrorMessage(ctypes.c_void_p(handle))
        library.PQfinish(ctypes.c_void_p(handle))
        if late or time.monotonic() - began > PATIENCE / 2:
            raise TimeoutError("connection timeout expired")
        return None
    return Connection(library, handle, url)


def _library() -> ctypes.CDLL | None:
    spec = PathFinder.find_spec("psycopg_binary")
    if spec is None or not spec.submodule_search_locations:
        return None
    package = Path(spec.submodule_search_locations[0])
    folder = package / ".dylibs" if sys.platform == "darwin" else package.with_name("psycopg_binary.libs")
    for path in sorted(folder.glob("libpq[-.]*")):
        try:
            library = ctypes.CDLL(str(path))
        except OSError:
            continue
        for name, result in _RESULTS.items():
            getattr(library, name).restype = result
        return library
    return None


_RESULTS = {
    "PQconnectdbParams": ctypes.c_void_p,
    "PQgetResult": ctypes.c_void_p,
    "PQgetvalue": ctypes.c_char_p,
    "PQuser": ctypes.c_char_p,
    "PQerrorMessage": ctypes.c_char_p,
    "PQclear": None,
    "PQfinish": None,
}
