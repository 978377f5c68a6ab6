"""What constraints and indexes have in common: their table, its columns, and how names are chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trueup.declaration import Builder
from trueup.formats.python import Call, Const, Value
from trueup.formats.sqlalchemy.columns import Column
from trueup.formats.sqlalchemy.names import Names
from trueup.formats.sqlalchemy.naming import (
    DEFAULT,
    Named,
    Unnameable,
    conventional,
    shortened,
)
from trueup.formats.sqlalchemy.sqltext import Renderer
from trueup.formats.sqlalchemy.symbols import (
    Unreadable,
    called,
    flag,
    is_none,
    items,
    optional_text,
    text,
    why,
)
from trueup.formats.sqlalchemy.tables import Table, Tables
from trueup.model import Origin
from trueup.postgres.names import cut


class OnTable:
    """A table, and the names on it."""

    def __init__(self, tables: Tables, table: Table, builder: Builder, names: Names, renderer: Renderer) -> None:
        self.tables = tables
        self.table = table
        self.builder = builder
        self.names = names
        self.renderer = renderer

    def named(
        self,
        kind: str,
        given: Value | None,
        columns: Sequence[Column],
        origin: Origin,
        referred_to: tuple[str, Sequence[str]] | None = None,
    ) -> str | None:
        """The name written or by convention; None for PostgreSQL to choose. Raises Unreadable."""
        written = optional_text(given, "the name")
        if written is not None and called(given) == "conv":
            return shortened(written)
        conventions = self.table.meta.conventions
        convention = conventions.get(kind) if conventions else None
        pattern = DEFAULT.get(kind) if not conventions else None
        if convention is not None and not is_none(convention):
            pattern = text(convention, "the naming convention")
        if pattern is None or (written is not None and "constraint_name" not in pattern):
            return cut(written, 63) if written is not None else None
        about = Named(
            self.table.name,
            self.table.namespace,
            [(column.name, column.key) for column in columns],
            written,
            referred_to,
        )
        try:
            return shortened(conventional(pattern, about))
        except Unnameable as asked:
            raise Unreadable(origin, f"the naming convention asks for {asked}, which is not known here") from None

    def free(self, columns: Sequence[str], label: str) -> str:
        """The name PostgreSQL chooses."""
        return self.names.free(self.table.space, self.table.name, columns, label)

    def take(self, name: str | None, columns: Sequence[str], label: str) -> str:
        """A name, or the one PostgreSQL chooses."""
        if name is None:
            return self.free(columns, label)
        self.names.relation(self.table.space, name)
        return name

    def column(self, value: Value) -> Column:
        """A column of this table given by key, name or itself. Raises Unreadable."""
        if isinstance(value, Const) and isinstance(value.value, str):
            found = self.table.column(value.value)
            if found is None:
                gone = value.value in self.table.broken or "*" in self.table.broken
                said = "was not read" if gone else "is not in the table"
                raise Unreadable(value.origin, f"column {value.value} {said}")
            return found
        known = self.tables.column(value, self.table)
        if known is None or known[0] is not self.table:
            raise Unreadable(value.origin, f"a column is not known: {why(value)}")
        return known[1]

    def base(self, name: str) -> dict[str, Any]:
        """What all records on the table have."""
        return {"on": "table", "namespace": self.table.space, "relation": self.table.name, "name": name}

    def included(self, call: Call) -> tuple[str, ...]:
        """The columns an index holds besides its keys."""
        include = call.kwargs.get("postgresql_include")
        named = [] if include is None or is_none(include) else items(include, "postgresql_include")
        return tuple(self.column(one).name for one in named)

    def nulls_not_distinct(self, call: Call) -> bool:
        """Whether nulls count as equal."""
        return bool(flag(call.kwargs.get("postgresql_nulls_not_distinct"), "nulls_not_distinct"))

    def deferral(self, call: Call) -> dict[str, Any]:
        """When a constraint is checked."""
        initially = optional_text(call.kwargs.get("initially"), "initially")
        deferred = initially is not None and initially.upper() == "DEFERRED"
        return {"deferrable": bool(flag(call.kwargs.get("deferrable"), "deferrable")) or deferred, "deferred": deferred}
