"""What a statement does to relations while its transaction is still open: locks held, tables written anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trueup.model import Address, part
from trueup.statement import MODES, Lock

if TYPE_CHECKING:
    from trueup.postgres.session import Session

_WORDS = {"r": "table", "p": "table", "v": "view", "m": "matview", "f": "foreign_table", "S": "sequence"}

_RELATIONS = """
SELECT c.oid::int8, c.relkind, n.nspname, c.relname, c.relfilenode::int8
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg\\_temp\\_%'
AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')"""

_HELD = """
SELECT l.relation::int8, l.mode FROM pg_catalog.pg_locks l
WHERE l.pid = pg_catalog.pg_backend_pid() AND l.locktype = 'relation' AND l.granted AND l.relation >= 16384"""


class Watch:
    """Remembers the relations of a database from one statement to the next."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known = self._relations()

    def look(self) -> tuple[tuple[Lock, ...], tuple[Address, ...]]:
        """Locks on relations that were there before, and tables with new files, in the open transaction."""
        held: dict[int, str] = {}
        for relation, mode in self._session.conn.execute(_HELD.encode()).fetchall():
            if MODES.index(mode) > MODES.index(held.get(relation, MODES[0])) or relation not in held:
                held[relation] = mode
        now = self._relations()
        locks = sorted((self._known[oid][0], mode) for oid, mode in held.items() if oid in self._known)
        rewritten = sorted(
            where for oid, (where, file) in now.items() if oid in self._known and file and self._known[oid][1] != file
        )
        self._known = now
        return tuple(Lock(where, mode) for where, mode in locks), tuple(
            where for where in rewritten if where.kind in {"table", "matview"}
        )

    def _relations(self) -> dict[int, tuple[Address, int]]:
        rows = self._session.conn.execute(_RELATIONS.encode()).fetchall()
        return {
            oid: (Address(f"{_WORDS[kind]} {part(namespace)}.{part(name)}"), file)
            for oid, kind, namespace, name, file in rows
        }
