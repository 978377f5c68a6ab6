"""Columns: builders as schema files chain them, and the columns of a table they become."""

from __future__ import annotations

from typing import Any, NamedTuple

from trueup.formats.drizzle import naming, types
from trueup.formats.drizzle.sqltext import Sql, Verbatim, Wrapped, quoted
from trueup.formats.drizzle.values import (
    UNDEFINED,
    Caller,
    Host,
    Native,
    Place,
    Record,
    Unknown,
)
from trueup.formats.drizzle.versions import Version


class Reference(NamedTuple):
    """``.references(() => other.id, {…})``: the function that gives the column, and the options."""

    target: Any
    options: Any
    place: Place


class ColumnBuilder(Host):
    """A column while its options are chained. Chaining changes the builder itself, as in Drizzle.

    So a builder that two tables share keeps the first one's name and unique constraint.
    """

    enum: Host | None = None
    not_null = False
    primary = False
    default: Any = UNDEFINED
    is_unique = False
    unique_name: Any = UNDEFINED
    nulls_not_distinct = False
    generated: Any = UNDEFINED
    identity: tuple[str, Any] | None = None
    base: ColumnBuilder | None = None
    array = ""

    def __init__(self, function: str, name: str, type: Any, place: Place, version: Version) -> None:
        self.function = function
        self.name = name
        self.key_as_name = name == ""
        self.type = type
        self.place = place
        self.version = version
        self.references: list[Reference] = []

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        body = _CHAINED.get(name)
        if body is None:
            return Unknown(f"the column option {name}", place)
        return Native(name, lambda args, p, c: body(self, args, p))

    def sql_type(self) -> str | Unknown:
        """The type with its brackets."""
        inner = self.base.sql_type() if self.base is not None else self.type
        return inner if isinstance(inner, Unknown) else inner + self.array

    def innermost(self) -> ColumnBuilder:
        """The builder of an array's elements, or this one."""
        return self.base.innermost() if self.base is not None else self


def _not_null(column: ColumnBuilder, args: list[Any], place: Place) -> ColumnBuilder:
    column.not_null = True
    return column


def _primary(column: ColumnBuilder, args: list[Any], place: Place) -> ColumnBuilder:
    column.primary = column.not_null = True
    return column


def _default(column: ColumnBuilder, args: list[Any], place: Place) -> ColumnBuilder:
    value = args[0] if args else UNDEFINED
    column.default = Unknown(value.why, value.place or place) if isinstance(value, Unknown) else value
    return column


def _default_now(column: ColumnBuilder, args: list[Any], place: Place) -> ColumnBuilder:
    column.default = Sql([Verbatim("now()")], place)
    return column


def _default_random(column: ColumnBuilder, args: list[Any], place: Place) -> ColumnBuilder:
    column.default = Sql([Verbatim("gen_random_uuid()")], place)
    return column


def _unique(column: ColumnBuilder, args: list[Any], place: Place) -> ColumnBuilder:
    column.is_unique = True
    column.unique_name = args[0] if args else UNDEFINED
    options = args[1] if len(args) > 1 else UNDEFINED
    column.nulls_not_distinct = isinstance(options, Record) and options.get("nulls") == "not distinct"
    return column


def _references(column: ColumnBuilder, args: list[Any], place: Place) -> ColumnBuilder:
    target = args[0] if args else UNDEFINED
    column.references.append(Reference(target, args[1] if len(args) > 1 else UNDEFINED, place))
    return column


def _generated(column: ColumnBuilder, args: list[Any], place: Place) -> ColumnBuilder:
    column.generated = args[0] if args else Unknown("a generated column without an expression", place)
    return column


def _identity(word: str) -> Any:
    def body(column: ColumnBuilder, args: list[Any], place: Place) -> ColumnBuilder:
        column.identity = (word, args[0] if args else UNDEFINED)
        column.not_null = True
        return column

    return body


def _array(column: ColumnBuilder, args: list[Any], place: Place) -> ColumnBuilder:
    """Up to 0.x an array is a new column: what was chained before is the element's, and lost."""
    size = args[0] if args else UNDEFINED
    if column.version.one:
        column.array = size if isinstance(size, str) else "[]"
        return column
    outer = ColumnBuilder(column.function, column.name, UNDEFINED, column.place, column.version)
    outer.key_as_name = column.key_as_name
    outer.base = column
    outer.enum = column.enum
    outer.array = f"[{size}]" if isinstance(size, int) else "[]"
    return outer


def _same(column: ColumnBuilder, args: list[Any], place: Place) -> ColumnBuilder:
    return column


_CHAINED: dict[str, Any] = {
    "notNull": _not_null,
    "primaryKey": _primary,
    "default": _default,
    "defaultNow": _default_now,
    "defaultRandom": _default_random,
    "unique": _unique,
    "references": _references,
    "generatedAlwaysAs": _generated,
    "generatedAlwaysAsIdentity": _identity("always"),
    "generatedByDefaultAsIdentity": _identity("by default"),
    "array": _array,
    "$type": _same,
    "$default": _same,
    "$defaultFn": _same,
    "$onUpdate": _same,
    "$onUpdateFn": _same,
}


class Column(Wrapped):
    """A column of a table: what its builder said when the table was made."""

    def __init__(self, table: Any, key: str, builder: ColumnBuilder, place: Place) -> None:
        self.table = table
        self.key = key
        self.builder = builder
        self.place = place
        self.name: str = builder.name
        self.db_name: str = naming.cased(builder.name, table.casing) if builder.key_as_name else builder.name
        self.unique_name = builder.unique_name
        self.retyped: Any = None

    def assign(self, name: str, value: Any) -> None:
        """A ``getSQLType`` put in place of the column's own is heeded."""
        if name == "getSQLType":
            self.retyped = value

    def sql_type(self, caller: Caller) -> str | Unknown:
        """The type, by the function put in place of the column's own if there is one."""
        if self.retyped is None:
            return self.builder.sql_type()
        found = caller.call(self.retyped, [], self.place, self)
        return found if isinstance(found, str | Unknown) else Unknown("a type made by a function", self.place)

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        if name == "name":
            return self.name
        if name == "table":
            return self.table
        if name == "notNull":
            return self.builder.not_null
        if name == "enumValues":
            return self.builder.enum.member(name, place, caller) if self.builder.enum is not None else UNDEFINED
        if name == "getSQLType":
            return Native(name, lambda args, p, c: self.builder.sql_type())
        if name == "getSQL":
            return Native(name, lambda args, p, c: Sql([self]))
        if name == "as":
            from trueup.formats.drizzle.sqltext import Aliased

            return Native(name, lambda args, p, c: Aliased(self, args[0]))
        if name == "toBuilder":
            return Native(name, lambda args, p, c: _rebuilt(self.builder, args))
        return Unknown(f"the property {name} of a column", place)

    def as_sql(self, *, bare: bool) -> str:
        return quoted(self.db_name) if bare else f"{self.table.as_sql(bare=False)}.{quoted(self.db_name)}"


def _rebuilt(builder: ColumnBuilder, args: list[Any]) -> ColumnBuilder | Unknown:
    if args and args[0] is not UNDEFINED:
        return Unknown("toBuilder with overrides")
    copy = ColumnBuilder.__new__(ColumnBuilder)
    copy.__dict__.update(builder.__dict__, references=list(builder.references))
    return copy


class IndexedColumn(Column):
    """A column as the third argument of ``pgTable`` gets it: with order, nulls and operator class for an index."""

    def __init__(self, column: Column) -> None:
        self.__dict__.update(column.__dict__)
        self.column = column
        self.reset()

    def reset(self) -> None:
        """Forget what was chained, as Drizzle does once an index has taken it."""
        self.order: str = "asc"
        self.nulls: str = "last"
        self.opclass: Any = UNDEFINED

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        if name in ("asc", "desc"):
            return Native(name, lambda args, p, c: self._with("order", name))
        if name in ("nullsFirst", "nullsLast"):
            return Native(name, lambda args, p, c: self._with("nulls", name[5:].lower()))
        if name == "op":
            return Native(name, lambda args, p, c: self._with("opclass", args[0] if args else UNDEFINED))
        return super().member(name, place, caller)

    def _with(self, field: str, value: Any) -> IndexedColumn:
        setattr(self, field, value)
        return self


def function(name: str, version: Version) -> Native:
    """A column function: ``varchar("email", { length: 20 })``, both arguments optional."""
    kind = types.KINDS[name]

    def body(args: list[Any], place: Place, caller: Caller) -> ColumnBuilder:
        column_name, options = name_and_options(args)
        column = ColumnBuilder(name, column_name, types.type_of(name, options, version), place, version)
        column.not_null = kind.not_null
        return column

    return Native(name, body, makes_schema=True)


def name_and_options(args: list[Any]) -> tuple[Any, Any]:
    """The name and the options of a column function, either of which may be left out."""
    first = args[0] if args else UNDEFINED
    if isinstance(first, str | Unknown):
        return first, args[1] if len(args) > 1 else UNDEFINED
    return "", first


def custom_type(args: list[Any], place: Place, caller: Caller, version: Version) -> Any:
    """``customType({ dataType })``: a column function whose type a function of the source tells."""
    params = args[0] if args else UNDEFINED

    def body(given: list[Any], where: Place, caller: Caller) -> Any:
        name, options = name_and_options(given)
        maker = caller.member(params, "dataType", where)
        found = caller.call(maker, [options], where)
        if not isinstance(found, str | Unknown):
            found = Unknown("a custom type whose dataType gives no text", where)
        return ColumnBuilder("custom", name, types.custom(found) if isinstance(found, str) else found, where, version)

    return Native("customType", body)
