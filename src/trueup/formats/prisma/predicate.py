"""The condition of a partial index in SQL: ``where: raw("…")`` as it is, ``where: { … }`` spelled out."""

from __future__ import annotations

from trueup.formats.prisma.schema import Enum, Model, Scalar
from trueup.formats.prisma.tree import Mapping, Text, Value, Word, shown
from trueup.postgres.names import ident, literal


def predicate_sql(where: Text | Mapping, model: Model) -> str:
    """The SQL of a condition; an object's members must all hold."""
    if isinstance(where, Text):
        return f"({where.value})"
    return "(" + " AND ".join(_member(model.scalars[name.value], value) for name, value in where.value) + ")"


def _member(scalar: Scalar, value: Value) -> str:
    column = ident(scalar.column)
    if isinstance(value, Mapping):
        inner = value.value[0][1]
        return f"{column} IS NOT NULL" if _is_null(inner) else f"{column} <> {_literal(scalar, inner)}"
    return f"{column} IS NULL" if _is_null(value) else f"{column} = {_literal(scalar, value)}"


def _is_null(value: Value) -> bool:
    return isinstance(value, Word) and value.value == "null"


def _literal(scalar: Scalar, value: Value) -> str:
    if isinstance(value, Text):
        return literal(scalar.type.values[value.value].label if isinstance(scalar.type, Enum) else value.value)
    return shown(value)


def wrong(where: Text | Mapping | None, model: Model) -> tuple[str, str] | None:
    """What is wrong with a condition, and what to do."""
    for name, value in where.value if isinstance(where, Mapping) else ():
        scalar = model.scalars.get(name.value)
        if scalar is None or scalar.type is None or scalar.is_list:
            help = 'Name a field of the model with a scalar type, or write `where: raw("…")`.'
            return f"`where` cannot be about `{name.value}`", help
        meant = value
        if isinstance(value, Mapping):
            if len(value.value) != 1 or value.value[0][0].value != "not":
                return f"`where` does not know {shown(value)}", "Only `{ not: value }` can be there."
            meant = value.value[0][1]
        if not _fits(scalar, meant):
            return f"`where` cannot compare `{name.value}` with {shown(meant)}", "Correct the value, or use raw()."
    return None


def _fits(scalar: Scalar, value: Value) -> bool:
    if isinstance(value, Word):
        return value.value == "null" or (value.value in ("true", "false") and scalar.type == "Boolean")
    if isinstance(value, Text):
        if isinstance(scalar.type, Enum):
            return value.value in scalar.type.values
        return scalar.type not in ("Int", "BigInt", "Float", "Boolean")
    return scalar.type in ("Int", "BigInt", "Float", "Decimal") and not isinstance(value, Mapping)
