"""Tables while they are being read, and how the code refers to them and their columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from trueup.formats.python import Call, Class, Const, Member, Subscript, Value
from trueup.formats.sqlalchemy.columns import Column
from trueup.formats.sqlalchemy.metadata import Meta
from trueup.formats.sqlalchemy.symbols import Unreadable, column_call
from trueup.model import Address, Origin, address


@dataclass(slots=True)
class Table:
    """A table as declared: columns by key, what else stands among its arguments, its keyword arguments.

    ``owner`` is the class or the ``Table(…)`` that makes it. ``broken`` are columns that could not be read, by key.
    """

    name: str
    namespace: str | None
    meta: Meta
    origin: Origin
    owner: Class | Call
    columns: dict[str, Column] = field(default_factory=dict)
    args: list[Value] = field(default_factory=list)
    kwargs: dict[str, Value] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    listed: tuple[str, ...] = ()

    @property
    def space(self) -> str:
        """PostgreSQL's schema."""
        return self.namespace or "public"

    @property
    def address(self) -> Address:
        return address("table", self.space, self.name)

    @property
    def names(self) -> dict[str, Column]:
        """Columns by their names in the database."""
        return {column.name: column for column in self.columns.values()}

    def column(self, key: str) -> Column | None:
        """A column by its key, or failing that its name."""
        return self.columns.get(key) or self.names.get(key)


class Tables:
    """All tables of a project, and the columns that values stand for."""

    def __init__(self) -> None:
        self.all: list[Table] = []
        self._owners: dict[int, Table] = {}

    def add(self, table: Table, *owners: Value) -> None:
        """Take a table up; ``owners`` are the values that stand for it."""
        self.all.append(table)
        for owner in owners:
            self._owners[id(owner)] = table

    def owned(self, owner: Value, table: Table) -> None:
        """A further value stands for a table: a class mapped to it."""
        self._owners[id(owner)] = table

    def named(self, meta: Meta, namespace: str | None, name: str) -> Table | None:
        """A table by its name in a MetaData."""
        return next((t for t in self.all if t.meta is meta and t.namespace == namespace and t.name == name), None)

    def of(self, value: Value) -> Table | None:
        """The table a value stands for: a mapped class, ``Table(…)``, ``Model.__table__``, ``metadata.tables[…]``."""
        found = self._owners.get(id(value))
        if found is not None:
            return found
        if isinstance(value, Member) and value.name in ("__table__", "c", "columns"):
            return self.of(value.of)
        return None

    def column(self, value: Value, own: Table | None = None) -> tuple[Table, Column] | None:
        """The column a value stands for; ``own`` is the table whose class body it may stand in."""
        call = column_call(value)
        if call is not None:
            return self._made_by(call, own)
        key: str | None = None
        of: Value | None = None
        if isinstance(value, Member):
            of, key = value.of, value.name
        elif isinstance(value, Subscript) and isinstance(value.key, Const) and isinstance(value.key.value, str):
            of, key = value.of, value.key.value
        table = self.of(of) if of is not None else None
        if table is None or key is None:
            return None
        found = table.column(key)
        return (table, found) if found is not None else None

    def _made_by(self, call: Call, own: Table | None) -> tuple[Table, Column] | None:
        for table in ([own] if own is not None else []) + self.all:
            for column in table.columns.values():
                if column.calls and column.calls[0] is call:
                    return table, column
        return None


def broken(table: Table, column: str) -> Unreadable | None:
    """Why something on a column cannot be read when the column itself cannot."""
    if column in table.broken:
        return Unreadable(table.origin, f"column {column} was not read")
    return None
