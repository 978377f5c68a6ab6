"""The tables between two models that Django makes for a many-to-many field."""

from __future__ import annotations

from collections.abc import Iterator

from trueup.formats.django import names
from trueup.formats.django.state import Field, Key, Model, Unclear
from trueup.formats.django.tables import Tables
from trueup.formats.python import Const, Items, Value
from trueup.model import address


def between(tables: Tables, model: Model) -> Iterator[Model]:
    """The models of the tables a model's many-to-many fields need; a field that cannot be told is noted as unread."""
    if model.proxy or not tables.is_table(model):
        return
    for one in model.fields.values():
        if one.kind != "ManyToManyField" or _goes_through(one):
            continue
        try:
            yield _between(tables, model, one)
        except Unclear as unclear:
            namespace, name = tables.place(model)
            where = address("table", namespace, f"{name}_{one.name}")
            tables.builder.skip(unclear.origin, f"the field {one.name}: {unclear.why}", where)


def _goes_through(one: Field) -> bool:
    through = one.options.get("through")
    return through is not None and not (isinstance(through, Const) and through.value is None)


def _between(tables: Tables, model: Model, one: Field) -> Model:
    if one.unclear is not None:
        raise Unclear(one.unclear, one.origin)
    if one.doubt is not None:
        raise Unclear(f"whether there is one depends on the condition at {one.doubt}", one.origin)
    target = _target(tables, model, one)
    own, other = model.name.lower(), target[1]
    if own == other:
        own, other = f"from_{own}", f"to_{other}"
    shared: dict[str, Value] = {
        name: one.options[name] for name in ("db_constraint", "db_tablespace") if name in one.options
    }
    fields: dict[str, Field] = {
        name: Field(name, "ForeignKey", {"to": _label(one, key), **shared}, one.origin)
        for name, key in ((own, model.key), (other, target))
    }
    found = Model(model.app, f"{model.name}_{one.name}", one.origin, fields, auto_created=True)
    found.options["db_table"] = Const(one.origin, _table(tables, model, one))
    pair: list[Value] = [Const(one.origin, own), Const(one.origin, other)]
    found.options["unique_together"] = Items(one.origin, "tuple", [Items(one.origin, "tuple", pair)])
    if "db_tablespace" in model.options:
        found.options["db_tablespace"] = model.options["db_tablespace"]
    return found


def _target(tables: Tables, model: Model, one: Field) -> Key:
    value = one.options.get("to")
    key = tables.context.related(model, value) if value is not None else None
    if key is None or key not in tables.context.models:
        raise Unclear("the model it points to is not known", one.origin)
    return key


def _label(one: Field, key: Key) -> Value:
    return Const(one.origin, f"{key[0]}.{key[1]}")


def _table(tables: Tables, model: Model, one: Field) -> str:
    said = one.options.get("db_table")
    if said is not None and tables.context.plain(said):
        return str(tables.context.plain(said))
    namespace, table = tables.place(model)
    name = names.shortened(f"{table}_{one.name}")
    return name if namespace == tables.context.namespace else f'{namespace}"."{name}'
