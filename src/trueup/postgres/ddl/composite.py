"""CREATE, ALTER and DROP of composite types and their attributes."""

from __future__ import annotations

from trueup.model import Schema, changed_fields
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.ddl.column import dressing, dropped_along
from trueup.postgres.ddl.common import creation, ending, loss
from trueup.postgres.ddl.exchange import exchange, in_use
from trueup.postgres.names import ident, qualified
from trueup.postgres.objects import Attribute, Column, Composite, Table


@noun.register
def _(obj: Composite) -> str:
    return f"TYPE {qualified(obj.namespace, obj.name)}"


@create.register
def _(obj: Composite, schema: Schema) -> Steps:
    attributes = _attributes(obj, schema)
    inner = ",\n    ".join(map(_definition, attributes))
    text = f"CREATE {noun(obj)} AS (\n    {inner}\n)" if inner else f"CREATE {noun(obj)} AS ()"
    return [creation(obj, text, *(attribute.address for attribute in attributes))]


@drop.register
def _(obj: Composite, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: Composite, after: Composite, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    return None


def _attributes(obj: Composite, schema: Schema) -> list[Attribute]:
    found = [schema[where] for where in schema.contents.get(obj.address, ())]
    return sorted((f for f in found if isinstance(f, Attribute)), key=lambda attribute: attribute.position)


def _definition(obj: Attribute) -> str:
    collation = f" COLLATE {obj.collation}" if obj.collation is not None else ""
    return f"{ident(obj.name)} {obj.type}{collation}"


# ------------------------------------------------------------------ attributes


@noun.register
def _(obj: Attribute) -> str:
    return f"COLUMN {qualified(obj.namespace, obj.composite)}.{ident(obj.name)}"


@create.register
def _(obj: Attribute, schema: Schema) -> Steps:
    columns = _typed_columns(obj, schema)
    text = f"{_alter_type(obj)} ADD ATTRIBUTE {_definition(obj)}{_cascade(columns)}"
    adding = creation(obj, text, *(column.address for column in columns))
    return [adding, *(step for column in columns for step in dressing(column))]


@drop.register
def _(obj: Attribute, schema: Schema) -> Steps:
    columns = _typed_columns(obj, schema)
    gone = {where for column in columns for where in (column.address, *dropped_along(column, schema))}
    hazard = loss("H106", obj.address, _what_is_lost(obj, schema), "stop reading it first")
    return [ending(obj, f"{_alter_type(obj)} DROP ATTRIBUTE {ident(obj.name)}{_cascade(columns)}", gone, (hazard,))]


def _what_is_lost(obj: Attribute, schema: Schema) -> str:
    container = schema[obj.container]
    behind = isinstance(container, Composite) and _attributes(container, schema)[-1] != obj
    return "dropping the attribute loses its values" + (" and its place: undone, it comes last" if behind else "")


@alter.register
def _(before: Attribute, after: Attribute, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    composite = old[before.container]
    if not isinstance(composite, Composite) or not in_use(composite, old):
        return [f"{_alter_type(after)} ALTER ATTRIBUTE {_altered(after)}{_cascade(_typed_columns(after, new))}"]
    both = ((was, new.get(was.address)) for was in _attributes(composite, old))
    first = next(was for was, now in both if now is not None and changed_fields(was, now))
    return exchange(composite, old, new) if first == before else []


def _altered(obj: Attribute) -> str:
    return _definition(obj).replace(ident(obj.name), f"{ident(obj.name)} TYPE", 1)


def _alter_type(obj: Attribute) -> str:
    return f"ALTER TYPE {qualified(obj.namespace, obj.composite)}"


def _typed_columns(obj: Attribute, schema: Schema) -> list[Column]:
    """The columns that tables OF the type have of an attribute."""
    tables = (schema.get(user) for user in sorted(schema.users.get(obj.container, ())))
    found = (schema.get(t.address.child("column", obj.name)) for t in tables if isinstance(t, Table) and t.of_type)
    return [column for column in found if isinstance(column, Column)]


def _cascade(columns: list[Column]) -> str:
    """Tables OF the type must be named as affected; CASCADE drops nothing but their column here."""
    return " CASCADE" if columns else ""
