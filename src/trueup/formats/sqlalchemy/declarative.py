"""Mapped classes as tables: which classes are mapped, their columns from annotations, mixins and base classes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trueup.declaration import Builder
from trueup.formats.python import Call, Choice, Class, Const, Dict, Entry, Function, Items, Member, Unknown, Value
from trueup.formats.sqlalchemy import hints
from trueup.formats.sqlalchemy.columns import Column, column
from trueup.formats.sqlalchemy.metadata import Meta, Metas, is_root
from trueup.formats.sqlalchemy.symbols import (
    LENT,
    Models,
    Unreadable,
    called,
    column_call,
    declared,
    flag,
    is_none,
    items,
    optional_text,
    path,
    symbol,
    text,
    understood,
    why,
)
from trueup.formats.sqlalchemy.tables import Table, Tables
from trueup.formats.sqlalchemy.types import Types
from trueup.model import Origin, address

_MAPPERS = frozenset({"mapped", "mapped_as_dataclass"})
_KNOWN_BASES = frozenset(
    """object DeclarativeBase DeclarativeBaseNoMeta MappedAsDataclass AsyncAttrs Generic ABC Protocol SQLModel
    BaseModel NamedTuple TypedDict Enum str UserMixin RoleMixin""".split()  # noqa: SIM905 - a table of words
)
"""Base classes from outside that bring no columns, or whose columns are known here."""


@dataclass(slots=True)
class Attribute:
    """An attribute of a mapped class: its value as bound, its annotation taken apart, and the class that has it."""

    name: str
    value: Value | None
    mapped: Value | None
    owner: Class
    origin: Origin
    doubt: Origin | None = None


class Declarative:
    """Reads mapped classes of one project into tables."""

    def __init__(self, project: Models, metas: Metas, types: Types, tables: Tables, builder: Builder) -> None:
        self.project = project
        self.metas = metas
        self.types = types
        self.tables = tables
        self.builder = builder
        self._mapped: dict[int, bool] = {}
        self._read: set[int] = set()

    # -------------------------------------------------------------- which classes

    def is_declarative(self, of: Class) -> bool:
        """Whether a class has a declarative base, or is mapped by a decorator."""
        if any(self._maps(one) for one in of.decorators):
            return True
        return any(self._is_base(base) for base in self.project.mro(of)) and not is_root(of)

    def _maps(self, decorator: Value) -> bool:
        callee = decorator.callee if isinstance(decorator, Call) else decorator
        return isinstance(callee, Member) and callee.name in _MAPPERS

    def _is_base(self, base: Value) -> bool:
        if isinstance(base, Class):
            return is_root(base)
        if isinstance(base, Call):
            name = symbol(base.callee)[1] or getattr(base.callee, "name", "")
            return name in ("declarative_base", "automap_base", "generate_base")
        return isinstance(base, Member) and base.name == "Model" and self.project.is_flask(base.of)

    def is_mapped(self, of: Class) -> bool:
        """Whether a class is mapped to a table, its own or its superclass's."""
        known = self._mapped.get(id(of))
        if known is None:
            known = self.is_declarative(of) and not _is_abstract(of) and self._has_table(of)
            self._mapped[id(of)] = known
        return known

    def _has_table(self, of: Class) -> bool:
        if "__table__" in of.names or self._is_flask(of):
            return True
        found = self.project.inherited(of, "__tablename__")
        return found is not None or self.superclass(of) is not None

    def _is_flask(self, of: Class) -> bool:
        return any(isinstance(base, Member) and self._is_base(base) for base in self.project.mro(of))

    def superclass(self, of: Class) -> Class | None:
        """The mapped class that a class inherits from, if any."""
        above = self.project.mro(of)[1:]
        return next((base for base in above if isinstance(base, Class) and self.is_mapped(base)), None)

    # -------------------------------------------------------------- one class

    def read(self, of: Class) -> None:
        """Take up the table of a mapped class, its superclass's first."""
        if id(of) in self._read:
            return
        self._read.add(id(of))
        try:
            with understood(of.origin):
                self._mapped_class(of)
        except Unreadable as problem:
            self.builder.skip(problem.origin, f"The table of class {of.name} was not read: {problem.why}.")

    def _mapped_class(self, of: Class) -> None:
        if self.is_mapped(of):
            above = self.superclass(of)
            if above is not None:
                self.read(above)
            self._table(of, above)

    def _table(self, of: Class, above: Class | None) -> None:
        if of.doubt is not None:
            raise Unreadable(of.origin, f"the class exists only under the condition at {of.doubt}")
        if "__table__" in of.names:
            known = self.tables.of(of.names["__table__"])
            if known is not None:
                self.tables.owned(of, known)
            return
        name = self.table_name(of)
        if name is None and above is not None:
            self._into(self.tables.of(above), of)
            return
        if name is None:
            return
        meta = self.metas.of(of)
        args, kwargs = self.table_arguments(of)
        namespace = optional_text(kwargs["schema"], "the schema") if "schema" in kwargs else meta.schema
        table = Table(name, namespace, meta, of.origin, of, kwargs=kwargs)
        self.tables.add(table, of)
        self._outside_bases(of, table)
        for one in sorted(self._columns(of, table), key=lambda found: found.sort_order):
            table.columns.setdefault(one.key, one)
        table.args = args

    def _into(self, table: Table | None, of: Class) -> None:
        """Single-table inheritance: the columns of a subclass join the table of its superclass."""
        if table is None:
            return
        self.tables.owned(of, table)
        for one in self._columns(of, table):
            if one.name not in table.names:
                table.columns[one.key] = one

    def _outside_bases(self, of: Class, table: Table) -> None:
        """Base classes that are not the project's may have columns that nobody sees here."""
        for base in self.project.mro(of):
            name = symbol(base)[1] or path(base).rpartition(".")[2]
            if isinstance(base, Class) or name in _KNOWN_BASES or self._is_base(base):
                continue
            if path(base).partition(".")[0] in ("abc", "typing", "builtins", "enum", "collections", "sqlalchemy"):
                continue
            known = f"the base class {path(base)} is" if path(base) else "a base class is"
            what = "not part of the project: its columns are not known" if path(base) else f"not known: {why(base)}"
            self.builder.skip(of.origin, f"In class {of.name}, {known} {what}.", table.address)
            table.broken.add("*")

    # -------------------------------------------------------------- names and arguments

    def table_name(self, of: Class) -> str | None:
        """The name of a class's own table; None when it has none. Raises Unreadable."""
        for base in self.project.mro(of):
            if not isinstance(base, Class) or "__tablename__" not in base.names:
                continue
            raw = base.names["__tablename__"]
            theirs = base is not of and self.is_mapped(base)
            if theirs and declared(raw) is None:
                continue
            found = self.project.attribute(of, "__tablename__")
            if is_none(found):
                return None
            return text(found, "__tablename__")
        return self._flask_name(of) if self._is_flask(of) else None

    def _flask_name(self, of: Class) -> str | None:
        """Flask's rule: from the class's name, when it has a primary key of its own."""
        if self.superclass(of) is not None and not any(is_column_entry(entry) and _has_key(entry) for entry in of.body):
            return None
        name = re.sub(r"((?<=[a-z0-9])[A-Z]|(?!^)[A-Z](?=[a-z]))", r"_\1", of.name)
        return name.lower().lstrip("_")

    def table_arguments(self, of: Class) -> tuple[list[Value], dict[str, Value]]:
        """``__table_args__``: constraints, and the keyword arguments of the Table."""
        found = self._raw_args(of)
        if found is None or is_none(found):
            return [], {}
        if isinstance(found, Dict):
            return [], _keywords(found)
        listed = items(found, "__table_args__")
        if listed and isinstance(listed[-1], Dict):
            return list(listed[:-1]), _keywords(listed[-1])
        return list(listed), {}

    def _raw_args(self, of: Class) -> Value | None:
        for base in self.project.mro(of):
            if isinstance(base, Class) and "__table_args__" in base.names:
                theirs = base is not of and self.is_mapped(base)
                if theirs and declared(base.names["__table_args__"]) is None:
                    continue
                return self.project.attribute(of, "__table_args__")
        return None

    # -------------------------------------------------------------- columns

    def _columns(self, of: Class, table: Table) -> list[Column]:
        found: list[Column] = []
        there = set(table.columns) | table.broken
        for attribute in self._attributes(of):
            if attribute.owner.module.path in LENT.values():
                attribute.origin = of.origin
            if attribute.name in there:
                continue  # a subclass in the same table repeats a column (use_existing_column)
            try:
                with understood(attribute.origin):
                    found += self._column(attribute, of, table)
            except Unreadable as problem:
                table.broken.add(attribute.name)
                where = address("table", table.space, table.name).child("column", attribute.name)
                self.builder.skip(problem.origin, f"Column {attribute.name} was not read: {problem.why}.", where)
        return found

    def _attributes(self, of: Class) -> Iterator[Attribute]:
        """The attributes that may be columns of a class's own table: its own, then those of mixins and abstract bases.

        What a class nearer has, or a mapped superclass has mapped, hides the same name further away.
        """
        seen: set[str] = set()
        for base in self.project.mro(of):
            if not isinstance(base, Class):
                continue
            if base is not of and self.is_mapped(base):
                seen |= {name for one in self.project.mro(base) if isinstance(one, Class) for name in _names(one)}
                continue
            for attribute in self._own(base):
                if attribute.name not in seen:
                    yield attribute
            seen |= _names(base)

    def _own(self, base: Class) -> Iterator[Attribute]:
        """The attributes of one class, annotation and value together, in order."""
        merged: dict[str, Entry] = {}
        for entry in base.body:
            before = merged.get(entry.name)
            if before is not None and (entry.value is None or entry.annotation is None):
                entry = Entry(  # noqa: PLW2901 - both statements are about the same attribute
                    entry.name,
                    entry.value if entry.value is not None else before.value,
                    entry.annotation or before.annotation,
                    before.origin,
                    entry.doubt,
                )
            merged[entry.name] = entry
        for name, entry in merged.items():
            if name.startswith("__") or isinstance(entry.value, Function | Class):
                continue
            annotation = None
            if entry.annotation is not None:
                annotation = hints.mapped(self.project.annotation(entry.annotation, base.scope))
            yield Attribute(name, entry.value, annotation, base, entry.origin, entry.doubt)

    def _column(self, attribute: Attribute, of: Class, table: Table) -> list[Column]:
        """The columns an attribute makes: mostly one or none."""
        value, origin = attribute.value, attribute.origin
        function = declared(value)
        if function is not None:
            value = self.project.call(function, [of])
            origin = function.origin if attribute.owner.module.path not in LENT.values() else of.origin
        if attribute.doubt is not None and (attribute.mapped is not None or column_call(value or _NOTHING) is not None):
            raise Unreadable(origin, f"it exists only under the condition at {attribute.doubt}")
        call = column_call(value) if value is not None else None
        if call is not None:
            if call is not value:  # deferred(…) does not look at the annotation
                attribute = Attribute(attribute.name, call, None, attribute.owner, origin)
            return [self._made(attribute, call, table.meta, origin)]
        if called(value) == "composite" and isinstance(value, Call):
            inner = [one for one in map(column_call, value.args) if one is not None]
            return [self._typed(column([one], None, one.origin), None, table.meta) for one in inner]
        if value is None or isinstance(value, Const | Items | Dict):
            return [self._made(attribute, None, table.meta, origin)] if attribute.mapped is not None else []
        if isinstance(value, Choice) and any(column_call(option) is not None for option in value.options):
            raise Unreadable(value.origin, value.why)
        if isinstance(value, Unknown) and (attribute.mapped is not None or function is not None):
            raise Unreadable(value.origin, value.why)
        if attribute.mapped is not None and path(_callee(value)) == "dataclasses.field":
            return [self._made(attribute, None, table.meta, origin)]
        if isinstance(value, Call) and _looks_like_column(value):
            raise Unreadable(value.origin, f"{path(value.callee)} is not part of the project")
        return []

    def _made(self, attribute: Attribute, call: Call | None, meta: Meta, origin: Origin) -> Column:
        """The column of an attribute with a call, an annotation, or both."""
        inside = None
        if attribute.mapped is not None and (call is None or called(call) != "Column"):
            inside = hints.taken_apart(self.project, attribute.mapped, attribute.owner.scope)
        own = call or Call(origin, _MAPPED_COLUMN, [], {})
        extra = inside.columns if inside is not None else []
        made = column([own, *extra], attribute.name, origin)
        if own.more is not None:
            raise Unreadable(own.origin, "it has arguments that are not known")
        return self._typed(made, inside, meta)

    def _typed(self, made: Column, inside: hints.Annotated | None, meta: Meta) -> Column:
        if made.nullable is None:
            made.nullable = inside.nullable if inside is not None else not made.primary_key
        if made.type is not None:
            made.typed = self.types.read(made.type)
        elif made.foreign_keys:
            made.typed = None
        elif inside is not None:
            made.typed = hints.typed(self.types, meta, inside, made.origin)
        elif made.item("Computed", "Identity") is None:
            raise Unreadable(made.origin, "it has no type")
        return made


_ORIGIN = Origin("", 1)
_NOTHING = Const(_ORIGIN, None)
_MAPPED_COLUMN = Unknown(_ORIGIN, "")


def _callee(value: Value | None) -> Value | None:
    return value.callee if isinstance(value, Call) else None


def _is_abstract(of: Class) -> bool:
    given = of.names.get("__abstract__")
    return given is not None and flag(given, "__abstract__") is True


def _names(of: Class) -> set[str]:
    return {entry.name for entry in of.body if not entry.name.startswith("__")}


def _keywords(found: Dict) -> dict[str, Value]:
    if found.unsure is not None:
        raise Unreadable(found.unsure, "the last item of __table_args__ is not known")
    return {text(key, "a key of __table_args__"): value for key, value in found.pairs}


def _looks_like_column(value: Call) -> bool:
    """A call of something from outside, other than SQLAlchemy's own, whose name says that it makes a column."""
    where = path(value.callee)
    return (
        bool(where) and not symbol(value.callee)[0] and re.search(r"(?i)column", where.rpartition(".")[2]) is not None
    )


def is_column_entry(entry: Entry) -> bool:
    """Whether a statement of a class body makes a column."""
    return entry.value is not None and column_call(entry.value) is not None


def _has_key(entry: Entry) -> bool:
    call = column_call(entry.value) if entry.value is not None else None
    return call is not None and "primary_key" in call.kwargs
