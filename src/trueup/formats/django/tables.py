"""Models -> the records of the tables Django makes of them: columns, keys, checks, their names and their types.

Follows ``BaseDatabaseSchemaEditor.create_model`` of Django's PostgreSQL backend. What a model says is in ``state``; SQL
of conditions comes from ``expressions``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from trueup.declaration import Builder
from trueup.formats.django import names
from trueup.formats.django.expressions import Compiler, Target
from trueup.formats.django.indexes import Indexes
from trueup.formats.django.state import Field, Key, Model, Plain, Unclear, path_of, understood
from trueup.formats.django.types import AUTO, GEOMETRIES, KINDS, spelled
from trueup.formats.python import Const, Project, Value
from trueup.model import Address, Origin, address
from trueup.postgres.names import cut, ident
from trueup.postgres.objects import Action, Check, Column, ForeignKey, Namespace, PrimaryKey, Table, Unique


class Context(NamedTuple):
    """What is true of the whole project: its models, its version of Django, its settings, where its tables are."""

    models: Mapping[Key, Model]
    version: tuple[int, int]
    plain: Plain
    project: Project | None
    auto_field: Callable[[Model], str]
    """The field class of a primary key that a model does not spell out, as a name of ``types.AUTO``."""
    related: Callable[[Model, Value], Key | None]
    """The model a relation points to; None when it cannot be told."""
    field_of: Callable[[str, Value], Field]
    """A call of a field class, read; for fields inside fields."""
    namespace: str = "public"
    tablespace: str | None = None
    index_tablespace: str | None = None


@dataclass(slots=True)
class Made:
    """A column as the table has it, with what else Django makes for its sake."""

    field: Field
    column: str
    kind: str
    type: str
    null: bool = False
    primary: bool = False
    unique: bool = False
    indexed: bool = False
    check: str | None = None
    collation: str | None = None
    to: tuple[Model, Made] | None = None
    constrained: bool = False
    tablespace: str | None = None

    @property
    def stored(self) -> str:
        """The column's name as PostgreSQL keeps it; Django makes other names of the whole one."""
        return cut(names.plain(self.column), names.LONGEST)


@dataclass(slots=True)
class _Laid:
    """A model's columns by field name, and what could not be told."""

    columns: dict[str, Made] = field(default_factory=dict)
    lost: list[tuple[Field, str]] = field(default_factory=list)


class Tables:
    """Lays out models one after the other; the result is in ``builder``. ``ignored`` are globs of what is not said."""

    def __init__(self, context: Context, builder: Builder) -> None:
        self.context = context
        self.builder = builder
        self.ignored: set[str] = set()
        self._laid: dict[Key, _Laid] = {}
        self._own: dict[Key, dict[str, Field]] = {}
        self._taken: dict[str, set[str]] = {}
        self._asked: list[tuple[str, str, str]] = []

    # -------------------------------------------------------------- where a table is

    def place(self, model: Model) -> tuple[str, str]:
        """A model's table: its namespace and its name."""
        said = self.option(model, "db_table")
        if model.proxy and model.parents:
            parent = self.context.models.get(model.parents[0][0])
            if parent is not None:
                return self.place(parent)
        table = str(said) if said else names.shortened(f"{model.app}_{model.name.lower()}")
        *above, name = names.parts(table)
        return above[-1] if above else self.context.namespace, cut(name, names.LONGEST)

    def option(self, model: Model, name: str) -> Any:
        """An option of a model's Meta as a plain value; None when it says nothing. Raises Unclear."""
        value = model.options.get(name)
        return None if value is None else self.context.plain(value)

    def where(self, model: Model) -> Address:
        """The address of a model's table."""
        return address("table", *self.place(model))

    def is_table(self, model: Model) -> bool:
        """Whether Django makes a table of the model."""
        if model.proxy or model.foreign or self._is_swapped(model):
            return False
        managed = self.option(model, "managed")
        vendor = self.option(model, "required_db_vendor")
        return managed is not False and vendor in (None, "postgresql")

    def _is_swapped(self, model: Model) -> bool:
        setting = self.option(model, "swappable")
        found = self.context.plain.settings(str(setting)) if setting else None
        said = self.context.plain(found) if found is not None else None
        return bool(said) and str(said).lower() != f"{model.app}.{model.name}".lower()

    # -------------------------------------------------------------- one model

    def add(self, model: Model) -> None:
        """Make the records of a model's table; what cannot be told is noted as unread."""
        try:
            real = self.is_table(model)
            namespace, name = self.place(model)
        except Unclear as unclear:
            self.builder.skip(unclear.origin, f"the model {model.name}: {unclear.why}")
            return
        if not real:
            return
        for origin, why in model.unclear:
            self.builder.skip(origin, why, address("table", namespace, name))
        self._table(model, namespace, name)

    def mention(self, model: Model) -> None:
        """Make as much of somebody else's table as a foreign key needs, and leave the table out of what is said."""
        namespace, name = self.place(model)
        where = address("table", namespace, name)
        if where in self.builder.objects:
            return
        self.ignored.add(str(where))
        self.builder.add(Table(namespace=namespace, name=name), None)
        for position, made in enumerate(self.laid(model).columns.values(), 1):
            column = Column(
                on="table", namespace=namespace, relation=name, name=made.stored, position=position, type=made.type
            )
            self.builder.add(column, None)
            if made.primary or made.unique:
                kind = PrimaryKey if made.primary else Unique
                own = names.chosen(name, made.stored if made.unique else None, "key" if made.unique else "pkey", set())
                key = kind(on="table", namespace=namespace, relation=name, name=own, columns=(made.stored,))
                self.builder.add(key, None)

    def _table(self, model: Model, namespace: str, name: str) -> None:
        if namespace != "public":
            self.builder.add(Namespace(name=namespace), None)
        where = address("table", namespace, name)
        comment = self._text(model, "db_table_comment")
        tablespace = self._text(model, "db_tablespace") or self.context.tablespace
        table = Table(namespace=namespace, name=name, comment=comment or None, tablespace=tablespace or None)
        self.builder.add(table, model.origin)
        laid = self.laid(model)
        for lost, why in laid.lost:
            self._lose(where, lost, why)
        for position, made in enumerate(laid.columns.values(), 1):
            self._column(model, namespace, name, position, made)
        self._keys(model, namespace, name, laid)
        for made in laid.columns.values():
            self._reference(model, namespace, name, made)
        Indexes(self, model, namespace, name, laid.columns).add()

    def _text(self, model: Model, option: str) -> str | None:
        try:
            found = self.option(model, option)
        except Unclear as unclear:
            self.builder.skip(unclear.origin, f"{option}: {unclear.why}", self.where(model))
            return None
        return str(found) if found else None

    def _lose(self, where: Address, lost: Field, why: str) -> None:
        for name in (lost.name, f"{lost.name}_id"):
            self.builder.skip(lost.origin, f"the field {lost.name}: {why}", where.child("column", name))
            for word in ("index", "constraint"):
                self.ignored.add(str(where.child(word, f"{where.name}_{name}_*")).replace('"', ""))

    # -------------------------------------------------------------- columns

    def laid(self, model: Model) -> _Laid:
        """The columns of a model, worked out once."""
        if model.key not in self._laid:
            found = _Laid()
            for one in self.own(model).values():
                if one.kind in ("ManyToManyField", "CompositePrimaryKey"):
                    continue
                try:
                    with understood(one.origin):
                        found.columns[one.name] = self.made(model, one)
                except Unclear as unclear:
                    found.lost.append((one, unclear.why))
            self._laid[model.key] = found
        return self._laid[model.key]

    def own(self, model: Model) -> dict[str, Field]:
        """The fields of a model's table, those it has without saying so included."""
        if model.key not in self._own:
            self._own[model.key] = {**self._implicit(model), **model.fields}
        return self._own[model.key]

    def _implicit(self, model: Model) -> dict[str, Field]:
        """The columns a model has without saying so: its part of an inherited model's key, or ``id``."""
        found: dict[str, Field] = {}
        for (app, name), link in model.parents:
            if link not in model.fields:
                to = Const(model.origin, f"{app}.{name}")
                found[link] = Field(link, "OneToOneField", {"to": to}, model.origin)
        if self.option(model, "order_with_respect_to") and "_order" not in model.fields:
            found["_order"] = Field("_order", "OrderWrt", {}, model.origin)
        if not model.parents and not self._has_key(model):
            found = {"id": Field("id", self.context.auto_field(model), _primary(model.origin), model.origin), **found}
        return found

    def _has_key(self, model: Model) -> bool:
        if any(one.kind == "CompositePrimaryKey" for one in model.fields.values()):
            return True
        return any(self._flag(one, "primary_key") for one in model.fields.values())

    def _flag(self, one: Field, name: str, default: bool = False) -> bool:
        value = one.options.get(name)
        return default if value is None else bool(self.context.plain(value))

    def primary(self, model: Model) -> Made | None:
        """The column of a model's primary key; None for a composite one, or one that cannot be told."""
        for one in self.own(model).values():
            linked = any(link == one.name for _, link in model.parents) and self._promoted(model, one)
            if linked or (one.kind != "ManyToManyField" and self._flag(one, "primary_key")):
                return self._alone(model, one)
        return None

    def _alone(self, model: Model, one: Field) -> Made | None:
        """A column by itself, while the others of its table may not be known yet; None in a circle."""
        mark = (*model.key, one.name)
        if mark in self._asked:
            return None
        self._asked.append(mark)
        try:
            with understood(one.origin):
                return self.made(model, one)
        except Unclear:
            return None
        finally:
            self._asked.pop()

    def made(self, model: Model, one: Field) -> Made:
        """A field's column. Raises Unclear."""
        if one.unclear is not None:
            raise Unclear(one.unclear, one.origin)
        if one.doubt is not None:
            raise Unclear(f"whether there is one depends on the condition at {one.doubt}", one.origin)
        if one.kind in ("ForeignKey", "OneToOneField"):
            found = self._relation(model, one)
        else:
            said = self._said(one, "db_column")
            found = Made(one, str(said or one.name), one.kind, self.type_of(one))
            found.collation = self._collation(one)
            condition = KINDS[one.kind].check if one.kind in KINDS and one.type is None else None
            found.check = condition.format(ident(found.stored)) if condition else None
            if one.kind == "GeneratedField":
                output = self._output(one)
                found.kind, found.collation = output.kind, self._collation(output)
        defaults = KINDS[one.kind].options if one.kind in KINDS else {}
        relation = one.kind in ("ForeignKey", "OneToOneField")
        linked = any(link == one.name for _, link in model.parents)
        found.primary = self._flag(one, "primary_key") or (linked and self._promoted(model, one))
        found.null = self._flag(one, "null", bool(defaults.get("null"))) and not found.primary
        found.unique = (self._flag(one, "unique") or one.kind == "OneToOneField") and not found.primary
        found.indexed = self._flag(one, "db_index", one.kind == "ForeignKey" or bool(defaults.get("db_index")))
        found.constrained = relation and self._flag(one, "db_constraint", True)
        found.tablespace = self._said(one, "db_tablespace")
        return found

    def _promoted(self, model: Model, one: Field) -> bool:
        return model.parents[0][1] == one.name and not self._has_key(model)

    def _said(self, one: Field, name: str) -> Any:
        value = one.options.get(name)
        return None if value is None else self.context.plain(value)

    def _collation(self, one: Field) -> str | None:
        if one.kind == "ArrayField":
            return self._collation(self._inner(one))
        said = self._said(one, "db_collation")
        if not said:
            return None
        return names.collation(str(said))

    def _relation(self, model: Model, one: Field) -> Made:
        value = one.options.get("to")
        key = self.context.related(model, value) if value is not None else None
        target = self.context.models.get(key) if key is not None else None
        if target is None:
            raise Unclear("the model it points to is not known", one.origin)
        while target.proxy and target.parents:
            above = self.context.models.get(target.parents[0][0])
            if above is None:
                raise Unclear("the model it points to is not known", one.origin)
            target = above
        wanted = self._said(one, "to_field")
        column = self._column_of(target, str(wanted)) if wanted else self.primary(target)
        if column is None:
            raise Unclear(f"the key of {target.name} is not known", one.origin)
        said = self._said(one, "db_column")
        type = self._referring(column)
        found = Made(one, str(said or f"{one.name}_id"), one.kind, type, to=(target, column))
        found.collation = column.collation if self.context.version >= (4, 2) else None
        return found

    def _column_of(self, model: Model, name: str) -> Made | None:
        own = self.own(model)
        if name in own:
            return self._alone(model, own[name])
        for key, _ in model.parents:
            parent = self.context.models.get(key)
            found = self._column_of(parent, name) if parent is not None else None
            if found is not None:
                return found
        return next((made for made in self.laid(model).columns.values() if made.column == name), None)

    def _referring(self, column: Made) -> str:
        kind = KINDS.get(column.kind)
        own = column.field.type is None and kind is not None and kind.referring is not None
        return kind.referring if own and kind is not None and kind.referring is not None else column.type

    def type_of(self, one: Field) -> str:
        """The type of a field's column. Raises Unclear."""
        if one.unclear is not None:
            raise Unclear(one.unclear, one.origin)
        if one.type is not None:
            return one.type
        if one.kind == "ArrayField":
            size = self._said(one, "size")
            return f"{self.type_of(self._inner(one))}[{size or ''}]"
        if one.kind == "GeneratedField":
            return self.type_of(self._output(one))
        if one.kind not in KINDS:
            raise Unclear(f"the type of a {one.kind or 'field of its class'} is not known", one.origin)
        wanted = {name: self._said(one, name) for name in _SIZES if name in one.options}
        return spelled(KINDS[one.kind], wanted)

    def _inner(self, one: Field) -> Field:
        value = one.options.get("base_field")
        if value is None:
            raise Unclear("it says no field for its items", one.origin)
        return self.context.field_of(one.name, value)

    def _output(self, one: Field) -> Field:
        value = one.options.get("output_field")
        if value is None:
            raise Unclear("it says no field for its result", one.origin)
        return self.context.field_of(one.name, value)

    def _column(self, model: Model, namespace: str, table: str, position: int, made: Made) -> None:
        one = made.field
        where = address("table", namespace, table).child("column", made.stored)
        generated = default = None
        virtual = False
        try:
            with understood(one.origin):
                generated, virtual, default = self._value(model, made)
        except Unclear as unclear:
            self.builder.skip(unclear.origin, f"its value in the database: {unclear.why}", where)
        auto = made.kind in AUTO
        serial = {"integer": "serial", "bigint": "bigserial", "smallint": "smallserial"}
        as_identity = auto and self.context.version >= (4, 1)
        comment = self._said(one, "db_comment") if self.context.version >= (4, 2) else None
        column = Column(
            on="table",
            namespace=namespace,
            relation=table,
            name=made.stored,
            position=position,
            type=made.type if not auto or as_identity else serial.get(made.type, made.type),
            not_null=not made.null and one.kind != "GeneratedField",
            default=default,
            generated=generated,
            virtual=virtual,
            identity="by default" if as_identity else None,
            collation=made.collation,
            comment=comment or None,
        )
        self.builder.add(column, one.origin)
        self.builder.called(where, one.name)

    def _value(self, model: Model, made: Made) -> tuple[str | None, bool, str | None]:
        """What generates a column, whether it is virtual, and its default. Raises Unclear."""
        one = made.field
        if one.kind == "GeneratedField":
            text = self.compiler(model).expression(one.options["expression"], True).text
            return text, not self._flag(one, "db_persist", True), None
        if "db_default" in one.options:
            return None, False, self.compiler(model).stored(one.options["db_default"], made.kind, made.type)
        return None, False, None

    # -------------------------------------------------------------- keys

    def _keys(self, model: Model, namespace: str, table: str, laid: _Laid) -> None:
        taken = self._taken.setdefault(namespace, set())
        checks: set[str] = set()
        for made in laid.columns.values():
            if made.check is not None:
                name = names.chosen(table, made.stored, "check", checks)
                checks.add(name)
                check = Check(on="table", namespace=namespace, relation=table, name=name, expression=f"({made.check})")
                self.builder.add(check, made.field.origin)
        for made in sorted(laid.columns.values(), key=lambda one: not one.primary):
            if not made.primary and not made.unique:
                continue
            name = names.chosen(table, None if made.primary else made.stored, "pkey" if made.primary else "key", taken)
            taken.add(name)
            kind = PrimaryKey if made.primary else Unique
            space = made.tablespace or self._text(model, "db_tablespace")
            key = kind(
                on="table", namespace=namespace, relation=table, name=name, columns=(made.stored,), tablespace=space
            )
            self.builder.add(key, made.field.origin)
        self._composite(model, namespace, table, laid, taken)

    def _composite(self, model: Model, namespace: str, table: str, laid: _Laid, taken: set[str]) -> None:
        one = next((one for one in model.fields.values() if one.kind == "CompositePrimaryKey"), None)
        if one is None:
            return
        fields = self._said(one, "field_names")
        found = [self._column_of(model, str(name)) for name in fields or ()]
        columns = tuple(made.stored for made in found if made is not None)
        name = names.chosen(table, None, "pkey", taken)
        if len(columns) != len(found) or not columns:
            self.builder.skip(one.origin, "its primary key is not known", address("table", namespace, table))
            return
        key = PrimaryKey(on="table", namespace=namespace, relation=table, name=name, columns=columns)
        self.builder.add(key, one.origin)

    def _reference(self, model: Model, namespace: str, table: str, made: Made) -> None:
        if made.to is None or not made.constrained:
            return
        target, column = made.to
        to_namespace, to_table = self.place(target)
        if not self.is_table(target):
            self.mention(target)
        name = names.index_name(table, [made.column], f"_fk_{to_table}_{column.column}")
        key = ForeignKey(
            on="table",
            namespace=namespace,
            relation=table,
            name=cut(name, names.LONGEST),
            columns=(made.stored,),
            to_namespace=to_namespace,
            to_table=to_table,
            to_columns=(column.stored,),
            on_delete=self._on_delete(made.field),
            deferrable=True,
            deferred=True,
        )
        self.builder.add(key, made.field.origin)

    def _on_delete(self, one: Field) -> Action:
        """What the database does on deletion: nothing, but for the words for it of Django 6.1."""
        said = one.options.get("on_delete")
        return (
            _ON_DELETE.get((path_of(said) or "").rpartition(".")[2], "no action") if said is not None else "no action"
        )

    # -------------------------------------------------------------- what expressions see

    def compiler(self, model: Model) -> Compiler:
        """The compiler for what a model says about its own columns."""

        def columns(name: str) -> Target | None:
            made = self.primary(model) if name == "pk" else self.laid(model).columns.get(name)
            if made is None:
                made = next((one for one in self.laid(model).columns.values() if one.column == name), None)
            return None if made is None else Target(made.stored, _seen(made), made.type, made.null)

        return Compiler(columns, self.context.plain, self.context.project, self._cast, self.context.version)

    def _cast(self, value: Value) -> str:
        return self.type_of(self.context.field_of("", value))


_ON_DELETE: Mapping[str, Action] = {
    "DB_CASCADE": "cascade",
    "DB_SET_DEFAULT": "set default",
    "DB_SET_NULL": "set null",
}
_SIZES = ("max_length", "max_digits", "decimal_places", "dimensions", "length", "srid", "dim", "geography")


def _seen(made: Made) -> str:
    """The field class that decides how a column is compared: for a foreign key, that of what it points to."""
    return _seen(made.to[1]) if made.to is not None else made.kind


def _primary(origin: Origin) -> dict[str, Value]:
    return {"primary_key": Const(origin, True)}


def spatial(made: Made) -> bool:
    """Whether a column holds shapes, which are indexed by themselves."""
    return made.kind in GEOMETRIES
