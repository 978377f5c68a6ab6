"""A model's fields as columns: names, types, keys and what each points to. Records are made of them in ``tables``.

Follows ``BaseDatabaseSchemaEditor.column_sql`` of Django's PostgreSQL backend. What a model says is in ``state``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from trueup.formats.django import names
from trueup.formats.django.expressions import Compiler
from trueup.formats.django.sql import Target
from trueup.formats.django.state import Field, Key, Model, Plain, Unclear, understood
from trueup.formats.django.types import KINDS, spelled
from trueup.formats.python import Const, Project, Value
from trueup.model import Origin
from trueup.postgres.names import cut, ident

_SIZES = ("max_length", "max_digits", "decimal_places", "dimensions", "length", "srid", "dim", "geography")


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
class Laid:
    """A model's columns by field name, and what could not be told."""

    columns: dict[str, Made] = field(default_factory=dict)
    lost: list[tuple[Field, str]] = field(default_factory=list)


class Layout:
    """Lays out the columns of models, each model once."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._laid: dict[Key, Laid] = {}
        self._own: dict[Key, dict[str, Field]] = {}
        self._asked: list[tuple[str, str, str]] = []

    def option(self, model: Model, name: str) -> Any:
        """An option of a model's Meta as a plain value; None when it says nothing. Raises Unclear."""
        value = model.options.get(name)
        return None if value is None else self.context.plain(value)

    def laid(self, model: Model) -> Laid:
        """The columns of a model, worked out once."""
        if model.key not in self._laid:
            found = Laid()
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
        return any(self.flag(one, "primary_key") for one in model.fields.values())

    def flag(self, one: Field, name: str, default: bool = False) -> bool:
        """An option of a field that is true or false. Raises Unclear."""
        value = one.options.get(name)
        return default if value is None else bool(self.context.plain(value))

    def primary(self, model: Model) -> Made | None:
        """The column of a model's primary key; None for a composite one, or one that cannot be told."""
        for one in self.own(model).values():
            linked = any(link == one.name for _, link in model.parents) and self._promoted(model, one)
            if linked or (one.kind != "ManyToManyField" and self.flag(one, "primary_key")):
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
            said = self.said(one, "db_column")
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
        found.primary = self.flag(one, "primary_key") or (linked and self._promoted(model, one))
        found.null = self.flag(one, "null", bool(defaults.get("null"))) and not found.primary
        found.unique = (self.flag(one, "unique") or one.kind == "OneToOneField") and not found.primary
        found.indexed = self.flag(one, "db_index", one.kind == "ForeignKey" or bool(defaults.get("db_index")))
        found.constrained = relation and self.flag(one, "db_constraint", True)
        found.tablespace = self.said(one, "db_tablespace")
        return found

    def _promoted(self, model: Model, one: Field) -> bool:
        return model.parents[0][1] == one.name and not self._has_key(model)

    def said(self, one: Field, name: str) -> Any:
        """An option of a field as a plain value; None when it says nothing. Raises Unclear."""
        value = one.options.get(name)
        return None if value is None else self.context.plain(value)

    def _collation(self, one: Field) -> str | None:
        if one.kind == "ArrayField":
            return self._collation(self._inner(one))
        said = self.said(one, "db_collation")
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
        wanted = self.said(one, "to_field")
        column = self.column_of(target, str(wanted)) if wanted else self.primary(target)
        if column is None:
            raise Unclear(f"the key of {target.name} is not known", one.origin)
        said = self.said(one, "db_column")
        type = self._referring(column)
        found = Made(one, str(said or f"{one.name}_id"), one.kind, type, to=(target, column))
        found.collation = column.collation if self.context.version >= (4, 2) else None
        return found

    def column_of(self, model: Model, name: str) -> Made | None:
        """A column by a field's name, of the model or of one it is a part of, or by its own."""
        own = self.own(model)
        if name in own:
            return self._alone(model, own[name])
        for key, _ in model.parents:
            parent = self.context.models.get(key)
            found = self.column_of(parent, name) if parent is not None else None
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
            size = self.said(one, "size")
            return f"{self.type_of(self._inner(one))}[{size or ''}]"
        if one.kind == "GeneratedField":
            return self.type_of(self._output(one))
        if one.kind not in KINDS:
            raise Unclear(f"the type of a {one.kind or 'field of its class'} is not known", one.origin)
        wanted = {name: self.said(one, name) for name in _SIZES if name in one.options}
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


def _seen(made: Made) -> str:
    """The field class that decides how a column is compared: for a foreign key, that of what it points to."""
    return _seen(made.to[1]) if made.to is not None else made.kind


def _primary(origin: Origin) -> dict[str, Value]:
    return {"primary_key": Const(origin, True)}
