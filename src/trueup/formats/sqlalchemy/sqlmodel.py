"""SQLModel's classes as tables: fields with their annotations become columns as SQLModel makes them."""

from __future__ import annotations

from trueup.declaration import Builder
from trueup.formats.python import Call, Class, Const, Entry, Function, Outside, Subscript, Value
from trueup.formats.sqlalchemy import hints
from trueup.formats.sqlalchemy.columns import Column, column
from trueup.formats.sqlalchemy.declarative import Declarative
from trueup.formats.sqlalchemy.symbols import (
    Unreadable,
    called,
    column_call,
    declared,
    flag,
    is_none,
    items,
    number,
    optional_text,
    pairs,
    path,
    understood,
    why,
)
from trueup.formats.sqlalchemy.tables import Table
from trueup.formats.sqlalchemy.typed import Typed
from trueup.model import Origin, address

_SQLMODEL = "sqlmodel.SQLModel"
_TEXTS = frozenset(
    """builtins.str pydantic.EmailStr pydantic.networks.EmailStr pathlib.Path ipaddress.IPv4Address
    ipaddress.IPv4Network ipaddress.IPv6Address ipaddress.IPv6Network""".split()  # noqa: SIM905 - a table of words
)
_PLAIN = {
    "builtins.float": "Float",
    "builtins.bool": "Boolean",
    "builtins.int": "Integer",
    "datetime.date": "Date",
    "datetime.timedelta": "Interval",
    "datetime.time": "Time",
    "builtins.bytes": "LargeBinary",
    "uuid.UUID": "Uuid",
}
_CONSTRAINED = {"constr": "builtins.str", "conint": "builtins.int", "confloat": "builtins.float"}


class SQLModels:
    """Reads SQLModel's table classes into the tables of a Declarative.

    ``version`` is that of SQLModel, None when it is not known: since 0.0.45 ``datetime`` is with time zone; before
    0.0.14, with pydantic 1, a default of None makes a field nullable.
    """

    def __init__(self, declarative: Declarative, builder: Builder, version: tuple[int, ...] | None) -> None:
        self.declarative = declarative
        self.project = declarative.project
        self.builder = builder
        self.utc = None if version is None else version >= (0, 0, 45)
        self.made_in_order = version is not None and version < (0, 0, 12)
        self.lenient = version is not None and version < (0, 0, 14)

    def is_model(self, of: Class) -> bool:
        """Whether a class is SQLModel's."""
        return any(path(base) == _SQLMODEL or path(base).endswith(".main.SQLModel") for base in self.project.mro(of))

    def is_table(self, of: Class) -> bool:
        """Whether a class has a table: ``table=True``, with no base class that has one."""
        if not self._says_table(of) or not self.is_model(of):
            return False
        return not any(isinstance(base, Class) and self._says_table(base) for base in self.project.mro(of)[1:])

    def _says_table(self, of: Class) -> bool:
        given = of.keywords.get("table")
        return isinstance(given, Const) and given.value is True

    def table_name(self, of: Class) -> str:
        """The name of a model's table. Raises Unreadable."""
        return self.declarative.table_name(of) or of.name.lower()

    def read(self, of: Class) -> None:
        """Take up the table of a model."""
        try:
            with understood(of.origin):
                self._table(of)
        except Unreadable as problem:
            self.builder.skip(problem.origin, f"The table of class {of.name} was not read: {problem.why}.")

    def _table(self, of: Class) -> None:
        if of.doubt is not None:
            raise Unreadable(of.origin, f"the class exists only under the condition at {of.doubt}")
        meta = self.declarative.metas.of(of)
        args, kwargs = self.declarative.table_arguments(of)
        namespace = optional_text(kwargs["schema"], "the schema") if "schema" in kwargs else meta.schema
        table = Table(self.table_name(of), namespace, meta, of.origin, of, args=args, kwargs=kwargs)
        self.declarative.tables.add(table, of)
        fields = self._fields(of)
        for name, (entry, owner) in sorted(fields.items(), key=lambda one: self._comes_late(one[1][0])):
            try:
                with understood(entry.origin):
                    made = self._field(name, entry, owner, of)
            except Unreadable as problem:
                table.broken.add(name)
                where = address("table", table.space, table.name).child("column", name)
                self.builder.skip(problem.origin, f"Column {name} was not read: {problem.why}.", where)
                continue
            if made is not None:
                table.columns.setdefault(made.key, made)

    def _comes_late(self, entry: Entry) -> bool:
        """With SQLAlchemy 1.4 columns are in the order they are made: those of ``sa_column`` before SQLModel's own."""
        given = entry.value.kwargs.get("sa_column") if isinstance(entry.value, Call) else None
        return self.made_in_order and given is None

    def _fields(self, of: Class) -> dict[str, tuple[Entry, Class]]:
        """The fields in pydantic's order: those of the base classes first, an overridden one in its old place."""
        found: dict[str, tuple[Entry, Class]] = {}
        for base in reversed(self.project.mro(of)):
            if not isinstance(base, Class):
                continue
            for entry in base.body:
                if entry.name.startswith("_") or _is_method(entry.value):
                    continue
                before = found.get(entry.name)
                if entry.annotation is not None or declared(entry.value) is not None:
                    found[entry.name] = (entry, base)
                elif before is not None and entry.value is not None:
                    kept = Entry(entry.name, entry.value, before[0].annotation, entry.origin, entry.doubt)
                    found[entry.name] = (kept, before[1])
                elif entry.value is not None and column_call(entry.value) is not None:
                    found[entry.name] = (entry, base)
        return found

    def _field(self, name: str, entry: Entry, owner: Class, of: Class) -> Column | None:
        value = entry.value
        function = declared(value)
        if function is not None:
            value = self.project.call(function, [of])
        if value is not None and column_call(value) is not None:
            return self._plain_column(name, value, entry.origin)
        if function is not None or entry.annotation is None:
            return None
        annotation = self.project.annotation(entry.annotation, owner.scope)
        if annotation is None or _is_class_variable(annotation) or called(value) == "Relationship":
            return None
        if isinstance(value, Call) and path(value.callee).endswith("PrivateAttr"):
            return None
        inner = hints.mapped(annotation)
        inside = hints.taken_apart(self.project, inner or annotation, owner.scope)
        extras = [one for one in inside.extras if called(one) == "Field" or path(_callee(one)).endswith(".Field")]
        field = value if _is_field(value) else (extras[-1] if extras else None)
        if isinstance(field, Call):
            return self._from_field(name, entry, field, inside, value if field is not value else None)
        return self._from_field(name, entry, Call(entry.origin, _FIELD, [], {}), inside, value)

    def _plain_column(self, name: str, value: Value, origin: Origin) -> Column:
        call = column_call(value)
        assert call is not None
        made = column([call], name, origin)
        made.nullable = not made.primary_key if made.nullable is None else made.nullable
        made.typed = self.declarative.types.read(made.type) if made.type is not None else None
        if made.typed is None and not made.foreign_keys:
            raise Unreadable(origin, "it has no type")
        return made

    def _from_field(
        self, name: str, entry: Entry, field: Call, inside: hints.Annotated, default: Value | None
    ) -> Column:
        """The column of one ``Field(…)``; ``default`` is a default that stands outside of it."""
        if field.more is not None:
            raise Unreadable(field.origin, f"its arguments are not known: {why(field.more)}")
        given = field.kwargs
        column_given = given.get("sa_column")
        if column_given is not None and not _is_undefined(column_given):
            call = column_call(column_given)
            if call is None:
                raise Unreadable(column_given.origin, f"sa_column is not known: {why(column_given)}")
            return self._plain_column(name, call, entry.origin)
        made = column([self._call(name, entry, field, inside, default)], name, entry.origin)
        made.nullable = made.nullable if made.nullable is not None else not made.primary_key
        kind = given.get("sa_type")
        if made.type is not None:
            made.typed = self.declarative.types.read(made.type)
        elif kind is not None and not _is_undefined(kind):
            made.typed = self.declarative.types.read(kind)
        else:
            made.typed = self._inferred(inside, field, entry.origin)
        return made

    def _call(self, name: str, entry: Entry, field: Call, inside: hints.Annotated, default: Value | None) -> Call:
        """The ``Column(…)`` that SQLModel makes of a field."""
        given = field.kwargs
        key = flag(_set(given, "primary_key"), "primary_key") is True
        nullable = flag(_set(given, "nullable"), "nullable")
        if nullable is None:
            first = given.get("default") or (field.args[0] if field.args else default)
            nullable = not key and (inside.nullable or (self.lenient and is_none(first)))
        args: list[Value] = []
        target = _set(given, "foreign_key")
        if target is not None and not is_none(target):
            actions = {"ondelete": given["ondelete"]} if "ondelete" in given else {}
            args.append(Call(target.origin, Outside(target.origin, "sqlalchemy.ForeignKey"), [target], actions))
        more = _set(given, "sa_column_args")
        args += items(more, "sa_column_args") if more is not None else []
        kwargs: dict[str, Value] = {"primary_key": Const(entry.origin, key), "nullable": Const(entry.origin, nullable)}
        kwargs |= {word: given[word] for word in ("index", "unique") if _set(given, word) is not None}
        client = given.get("default_factory") or given.get("default") or (field.args[0] if field.args else default)
        if client is not None and path(client) != "builtins.Ellipsis" and not _is_undefined(client):
            kwargs["default"] = client
        extra = _set(given, "sa_column_kwargs")
        if extra is not None:
            kwargs |= pairs(extra, "sa_column_kwargs")
        return Call(field.origin if field.callee is not _FIELD else entry.origin, _COLUMN, args, kwargs)

    # -------------------------------------------------------------- types

    def _inferred(self, inside: hints.Annotated, field: Call, origin: Origin) -> Typed:
        raw = inside.raw
        types = self.declarative.types
        if isinstance(raw, Call) and path(raw.callee).rpartition(".")[2] in _CONSTRAINED:
            name = _CONSTRAINED[path(raw.callee).rpartition(".")[2]]
            return self._sized(Outside(origin, name), [raw, field, *_calls(inside.extras)], origin)
        if isinstance(raw, Class) and self.project.is_enum(raw):
            return types.read(Call(origin, Outside(origin, "sqlalchemy.Enum"), [raw], {}))
        if isinstance(raw, Class):
            beneath = next((b for b in self.project.mro(raw) if path(b) in {*_TEXTS, *_PLAIN}), None)
            raw = beneath if beneath is not None else raw
        return self._sized(raw, [field, *_calls(inside.extras)], origin)

    def _sized(self, raw: Value, sources: list[Call], origin: Origin) -> Typed:
        def asked(*names: str) -> int | None:
            values = (source.kwargs[name] for source in sources for name in names if name in source.kwargs)
            return next((number(value, names[0]) for value in values), None)

        where = path(raw)
        if where in _TEXTS:
            length = asked("max_length")
            return Typed(f"VARCHAR({length})" if length else "VARCHAR", "string", origin=origin)
        if where == "decimal.Decimal":
            digits, places = asked("max_digits"), asked("decimal_places")
            if digits is None:
                return Typed("NUMERIC", "numeric", origin=origin)
            return Typed(f"NUMERIC({digits})" if places is None else f"NUMERIC({digits}, {places})", "numeric")
        if where.rpartition(".")[2] == "NaiveDatetime":
            return Typed("TIMESTAMP WITHOUT TIME ZONE", origin=origin)
        if where == "datetime.datetime" or where.rpartition(".")[2] == "AwareDatetime":
            return self._datetime(origin)
        if where in _PLAIN:
            return self.declarative.types.read(Outside(origin, f"sqlalchemy.{_PLAIN[where]}"))
        raise Unreadable(origin, f"SQLModel has no type for {where or 'this annotation'}; give it sa_type or sa_column")

    def _datetime(self, origin: Origin) -> Typed:
        if self.utc is None:
            raise Unreadable(
                origin,
                "a datetime is with time zone since SQLModel 0.0.45 and without before, and no lock file says which"
                " version is used",
            )
        return Typed("TIMESTAMP WITH TIME ZONE" if self.utc else "TIMESTAMP WITHOUT TIME ZONE", origin=origin)


_ORIGIN = Origin("", 1)
_FIELD = Outside(_ORIGIN, "sqlmodel.Field")
_COLUMN = Outside(_ORIGIN, "sqlalchemy.Column")


def _callee(value: Value | None) -> Value | None:
    return value.callee if isinstance(value, Call) else None


def _is_method(value: Value | None) -> bool:
    """A function, decorated or not, or a class inside: no field."""
    if isinstance(value, Call) and value.args and isinstance(value.args[0], Function) and declared(value) is None:
        return True
    return isinstance(value, Function | Class)


def _calls(values: tuple[Value, ...]) -> list[Call]:
    return [value for value in values if isinstance(value, Call)]


def _is_field(value: Value | None) -> bool:
    return isinstance(value, Call) and path(value.callee).rpartition(".")[2] == "Field"


def _is_undefined(value: Value) -> bool:
    return path(value).rpartition(".")[2] in ("Undefined", "PydanticUndefined")


def _set(given: dict[str, Value], name: str) -> Value | None:
    """A keyword argument that is given and not Undefined."""
    value = given.get(name)
    return None if value is None or _is_undefined(value) else value


def _is_class_variable(value: Value) -> bool:
    of = value.of if isinstance(value, Subscript) else value
    return path(of).rpartition(".")[2] == "ClassVar"
