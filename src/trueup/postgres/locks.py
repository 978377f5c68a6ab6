"""What a statement does to relations while its transaction is still open: locks held, tables read or written whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from trueup.model import Address, part
from trueup.statement import MODES, Lock, Work

if TYPE_CHECKING:
    from trueup.postgres.shadow.session import Session

_WORDS = {"r": "table", "p": "table", "v": "view", "m": "matview", "f": "foreign_table", "S": "sequence"}

_RELATIONS = """
SELECT c.oid::int8, c.relkind, n.nspname, c.relname, c.relfilenode::int8
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg\\_temp\\_%'
AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')"""

# Counted by the session until its next report, which it makes when a transaction ends, though not after each one: from
# 15 on it can be told to. An index build reads its table the same way.
_SCANS = """
SELECT c.oid::int8 FROM pg_catalog.pg_class c
WHERE c.relkind IN ('r', 'm') AND c.oid >= 16384 AND pg_catalog.pg_stat_get_xact_numscans(c.oid) > 0"""
_REPORT = "SELECT pg_catalog.pg_stat_force_next_flush()"
_TOLD_TO_REPORT = 150000

_HELD = """
SELECT l.relation::int8, l.mode FROM pg_catalog.pg_locks l
WHERE l.pid = pg_catalog.pg_backend_pid() AND l.locktype = 'relation' AND l.granted AND l.relation >= 16384"""


class Watch:
    """Remembers the relations of a database from one statement to the next.

    What comes later is not told of: for what a plan itself makes nobody waits.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._reports = session.conn.info.server_version >= _TOLD_TO_REPORT
        self._known: dict[int, tuple[Address, int]] = {}
        self.forget()
        self._there = frozenset(self._known)

    def look(self) -> Work:
        """What the open transaction did to relations that were there at the start; a rewrite is a scan, too."""
        held: dict[int, str] = {}
        for relation, mode in self._rows(_HELD):
            if relation not in held or MODES.index(mode) > MODES.index(held[relation]):
                held[relation] = mode
        now = self._relations()
        scanned = [oid for (oid,) in self._rows(_SCANS)] if self._reports else []
        self._report()
        known = {oid: found for oid, found in self._known.items() if oid in self._there}
        rewritten = [oid for oid, (_, file) in known.items() if oid in now and now[oid][1] not in (0, file)]
        self._known = now
        return Work(
            locks=tuple(sorted(Lock(known[oid][0], mode) for oid, mode in held.items() if oid in known)),
            scans=_tables(known[oid][0] for oid in scanned if oid in known),
            rewrites=_tables(known[oid][0] for oid in rewritten),
        )

    def forget(self) -> None:
        """Take what is there now as known, after a statement that nobody could look at."""
        self._known = self._relations()
        self._report()

    def _report(self) -> None:
        if self._reports:
            self._rows(_REPORT)

    def _relations(self) -> dict[int, tuple[Address, int]]:
        return {
            oid: (Address(f"{_WORDS[kind]} {part(namespace)}.{part(name)}"), file)
            for oid, kind, namespace, name, file in self._rows(_RELATIONS)
        }

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        return self._session.conn.execute(query.encode()).fetchall()


def _tables(found: Iterable[Address]) -> tuple[Address, ...]:
    return tuple(sorted(where for where in found if where.kind in {"table", "matview"}))
