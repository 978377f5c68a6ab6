"""What ``drizzle-orm/pg-core`` makes besides columns: tables, keys, indexes, checks, enums, sequences, policies."""

from __future__ import annotations

from typing import Any

from trueup.formats.drizzle import library
from trueup.formats.drizzle.columns import Column, ColumnBuilder, IndexedColumn, name_and_options
from trueup.formats.drizzle.naming import cased, unique
from trueup.formats.drizzle.sqltext import Sql, Wrapped, quoted
from trueup.formats.drizzle.values import (
    UNDEFINED,
    Caller,
    Function,
    Host,
    Native,
    Place,
    Record,
    Unknown,
)
from trueup.formats.drizzle.versions import Version


class Table(Wrapped):
    """A table with its columns. ``extra`` is the third argument, asked for only when the schema is complete.

    ``unread`` are the keys of columns that could not be told; a key that starts with ``...`` is a whole spread.
    """

    def __init__(self, name: Any, namespace: Any, place: Place, casing: str | None, version: Version) -> None:
        self.name = name
        self.namespace = namespace
        self.place = place
        self.casing = casing
        self.version = version
        self.columns: dict[str, Column] = {}
        self.unread: dict[str, Unknown] = {}
        self.extra: Any = UNDEFINED
        self.rls = False
        self.alias: str | None = None
        self._extras: list[Any] | None = None

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        if name == "enableRLS":  # the table's own, whatever its columns are called
            return Native(name, self._enable)
        if name in self.columns:
            return self.columns[name]
        if name.startswith("@@drizzle:"):
            inner = {"Name": self.name, "Schema": self.namespace, "BaseName": self.name, "OriginalName": self.name}
            return inner.get(name.removeprefix("@@drizzle:"), Unknown(f"the property {name[2:]} of a table", place))
        if name in self.unread or any(key.startswith("...") for key in self.unread):
            return Unknown(next(iter(self.unread.values())).why, place)
        if name == "...":
            return Record(self.columns)
        if name in ("$inferSelect", "$inferInsert", "_"):
            return Unknown(f"the type {name}", place)
        return UNDEFINED

    def _enable(self, args: list[Any], place: Place, caller: Caller) -> Table:
        self.rls = True
        return self

    def as_sql(self, *, bare: bool) -> str:
        if self.alias is not None:
            return quoted(self.alias)
        prefix = f"{quoted(self.namespace)}." if self.namespace is not None else ""
        return prefix + quoted(self.name)

    def extras(self, caller: Caller) -> list[Any]:
        """What the third argument declares; unknown values among it."""
        if self._extras is None:
            found: Any = []
            if self.extra is not UNDEFINED and self.extra is not None:
                own = Record({key: IndexedColumn(column) for key, column in self.columns.items()})
                own.update({key: Unknown(unknown.why, unknown.place) for key, unknown in self.unread.items()})
                found = caller.call(self.extra, [own], self.place)
            if isinstance(found, Record):
                found = list(found.values())
            self._extras = library.flat(found, 1) if isinstance(found, list) else [found]
        return self._extras


class Namespace(Wrapped):
    """``pgSchema("name")``."""

    def __init__(self, name: Any, place: Place, maker: Any, casing: str | None) -> None:
        self.name = name
        self.place = place
        self.maker = maker
        self.casing = casing
        self.is_existing = False

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        if name == "existing":
            self.is_existing = True
            return Native(name, lambda args, p, c: self)
        if name == "schemaName":
            return self.name
        return self.maker.in_namespace(name, self, place)

    def as_sql(self, *, bare: bool) -> str:
        return quoted(self.name)


class Enum(Wrapped):
    """``pgEnum``: called, it is a column of that type."""

    def __init__(self, name: Any, labels: Any, namespace: Any, place: Place, version: Version) -> None:
        self.name = name
        self.labels = labels
        self.namespace = namespace
        self.place = place
        self.version = version
        self.unread: Unknown | None = None

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        known = {
            "enumName": self.name,
            "enumValues": self.labels,
            "schema": self.namespace,
            "()": Native("", self._call),
        }
        return known.get(name, UNDEFINED)

    def _call(self, args: list[Any], place: Place, caller: Caller) -> ColumnBuilder:
        column = ColumnBuilder("enum", name_and_options(args)[0], self.sql_type(), place, self.version)
        column.enum = self
        return column

    def sql_type(self) -> str | Unknown:
        """The type, qualified."""
        from trueup.postgres.names import qualified

        for part in (self.name, self.namespace):
            if isinstance(part, Unknown):
                return part
        if not isinstance(self.name, str) or not isinstance(self.namespace or "", str):
            return Unknown("the name of an enum", self.place)
        return qualified(self.namespace or "public", self.name)

    def as_sql(self, *, bare: bool) -> str:
        prefix = f"{quoted(self.namespace)}." if self.namespace is not None else ""
        return prefix + quoted(self.name)


class Sequence(Host):
    """``pgSequence``."""

    def __init__(self, name: Any, options: Any, namespace: Any, place: Place) -> None:
        self.name = name
        self.options = options
        self.namespace = namespace
        self.place = place

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        return {"seqName": self.name, "schema": self.namespace}.get(name, UNDEFINED)


class Index(Host):
    """``index(name).on(…)`` and what is chained to it."""

    def __init__(self, name: Any, unique: bool, place: Place) -> None:
        self.name = name
        self.unique = unique
        self.place = place
        self.keys: list[Any] | None = None
        self.method: Any = "btree"
        self.where: Any = UNDEFINED
        self.options: Any = UNDEFINED

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        if name in ("on", "onOnly"):
            return Native(name, lambda args, p, c: self._on(args))
        if name == "using":
            return Native(name, lambda args, p, c: self._using(args))
        if name == "where":
            return Native(name, lambda args, p, c: self._set("where", args))
        if name == "with":
            return Native(name, lambda args, p, c: self._set("options", args))
        if name in ("concurrently", "asc", "desc", "nullsFirst", "nullsLast"):
            return Native(name, lambda args, p, c: self)
        return Unknown(f"the index option {name}", place)

    def _set(self, field: str, args: list[Any]) -> Index:
        setattr(self, field, args[0] if args else UNDEFINED)
        return self

    def _using(self, args: list[Any]) -> Index:
        """``using(method, …columns)``; before 0.31 ``on(…).using(sql`method`)``."""
        method = args[0] if args else UNDEFINED
        if self.keys is None:
            self._on(args[1:])
        unknown = isinstance(method, Sql) and next((one for one in method.chunks if not isinstance(one, str)), None)
        known = "".join(map(str, method.chunks)) if isinstance(method, Sql) else method
        self.method = Unknown("a method that is not known") if unknown or not isinstance(known, str) else known
        return self

    def _on(self, args: list[Any]) -> Index:
        self.keys = []
        for key in args:
            if isinstance(key, IndexedColumn):
                taken = IndexedColumn(key.column)
                taken.order, taken.nulls, taken.opclass = key.order, key.nulls, key.opclass
                key.reset()
                self.keys.append(taken)
            else:
                self.keys.append(key)
        return self


class Unique(Host):
    """``unique(name).on(…)``."""

    def __init__(self, name: Any, place: Place) -> None:
        self.name = name
        self.place = place
        self.columns: list[Any] = []
        self.nulls_not_distinct = False

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        if name == "on":
            return Native(name, lambda args, p, c: self._on(args))
        if name == "nullsNotDistinct":
            return Native(name, lambda args, p, c: self._distinct())
        return Unknown(f"the option {name} of a unique constraint", place)

    def _on(self, args: list[Any]) -> Unique:
        self.columns = args
        return self

    def _distinct(self) -> Unique:
        self.nulls_not_distinct = True
        return self


class PrimaryKey(Host):
    """``primaryKey({ columns, name })``, or as before 0.29 with the columns as arguments."""

    def __init__(self, columns: Any, name: Any, place: Place) -> None:
        self.columns = columns
        self.name = name
        self.place = place


class ForeignKey(Host):
    """``foreignKey({ columns, foreignColumns, name })`` with the actions chained to it."""

    def __init__(self, config: Any, place: Place) -> None:
        self.config = config
        self.place = place
        self.on_update: Any = UNDEFINED
        self.on_delete: Any = UNDEFINED

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        field = {"onUpdate": "on_update", "onDelete": "on_delete"}.get(name)
        if field is None:
            return Unknown(f"the option {name} of a foreign key", place)

        def body(args: list[Any], place: Place, caller: Caller) -> ForeignKey:
            setattr(self, field, args[0] if args else UNDEFINED)
            return self

        return Native(name, body)


class Check(Host):
    """``check(name, sql)``."""

    def __init__(self, name: Any, expression: Any, place: Place) -> None:
        self.name = name
        self.expression = expression
        self.place = place


class Policy(Host):
    """``pgPolicy(name, {…})``, in a table or linked to one."""

    def __init__(self, name: Any, config: Any, place: Place) -> None:
        self.name = name
        self.config = config
        self.place = place
        self.table: Any = UNDEFINED

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        if name != "link":
            return UNDEFINED

        def body(args: list[Any], place: Place, caller: Caller) -> Policy:
            self.table = args[0] if args else UNDEFINED
            return self

        return Native(name, body)


class Role(Host):
    """``pgRole(name)``."""

    def __init__(self, name: Any, place: Place) -> None:
        self.name = name
        self.place = place
        self.is_existing = False

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        if name == "name":
            return self.name
        if name == "existing":
            self.is_existing = True
            return Native(name, lambda args, p, c: self)
        return UNDEFINED


def build(table: Table, columns: Any, builders: Record, caller: Caller, place: Place) -> Table:
    """Give a table its columns: an object of builders, or a function that gets the column functions."""
    if isinstance(columns, Function | Native):
        columns = caller.call(columns, [builders], place)
    if not isinstance(columns, Record):
        unknown = columns if isinstance(columns, Unknown) else Unknown("columns that are no object", place)
        table.unread["..."] = unknown
        return table
    for key, value in columns.items():
        where = columns.places.get(key, place)
        if isinstance(value, ColumnBuilder) and isinstance(value.name, str):
            if value.name == "":
                value.name = cased(key, table.casing) if table.version.one else key
            column = Column(table, key, value, where)
            _name_unique(column, table)
            table.columns[key] = column
        else:
            table.unread[key] = _why(value, where)
    return table


def _name_unique(column: Column, table: Table) -> None:
    """Up to 0.x the first table a builder is used in gives its unique constraint the name."""
    builder = column.builder
    if not table.version.one and builder.unique_name is UNDEFINED and isinstance(table.name, str):
        builder.unique_name = unique(table.name, [builder.name])
    column.unique_name = builder.unique_name


def _why(value: Any, where: Place) -> Unknown:
    if isinstance(value, Unknown):
        return Unknown(value.why, where)
    if isinstance(value, ColumnBuilder):
        return Unknown(value.name.why if isinstance(value.name, Unknown) else "a column", where)
    return Unknown("a column that is no column builder", where)
