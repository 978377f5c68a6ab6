"""Names already given in a schema being declared, so that PostgreSQL's own choices are foreseen."""

from __future__ import annotations

from collections.abc import Sequence

from trueup.formats.sqlalchemy.naming import chosen


class Names:
    """Names of relations and constraints by namespace: PostgreSQL passes over those that are taken."""

    def __init__(self) -> None:
        self._taken: set[tuple[str, str]] = set()

    def relation(self, namespace: str, name: str) -> None:
        """A table, index, sequence or constraint has this name."""
        self._taken.add((namespace, name))

    def free(self, namespace: str, table: str, columns: Sequence[str], label: str) -> str:
        """The name PostgreSQL chooses, which is then taken."""
        found = chosen(table, columns, label, lambda name: (namespace, name) in self._taken)
        self._taken.add((namespace, found))
        return found

    def sequence(self, namespace: str, table: str, column: str) -> str:
        """The name of an identity column's sequence."""
        return self.free(namespace, table, [column], "seq")
