"""What an annotation says about a column: ``Mapped[int | None]``, ``Annotated[…]``, ``type_annotation_map``, enums."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trueup.formats.python import Call, Class, Const, Items, Op, Outside, Scope, Subscript, Value, same
from trueup.formats.sqlalchemy.metadata import Meta
from trueup.formats.sqlalchemy.symbols import Models, Unreadable, column_call, is_none, path, symbol, text, why
from trueup.formats.sqlalchemy.typed import Typed
from trueup.formats.sqlalchemy.types import Types
from trueup.model import Origin

_UNIONS = frozenset({"Union", "Optional"})
_DEFAULT = {
    "builtins.int": "Integer",
    "builtins.float": "Float",
    "builtins.bool": "Boolean",
    "builtins.str": "String",
    "builtins.bytes": "LargeBinary",
    "decimal.Decimal": "Numeric",
    "datetime.date": "Date",
    "datetime.datetime": "DateTime",
    "datetime.time": "Time",
    "datetime.timedelta": "Interval",
    "uuid.UUID": "Uuid",
}
"""What SQLAlchemy makes of Python's types by itself."""


@dataclass(slots=True, frozen=True)
class Annotated:
    """An annotation taken apart: the type without None, whether None was there, and what ``Annotated`` adds."""

    type: Value
    nullable: bool
    raw: Value
    extras: tuple[Value, ...] = ()

    @property
    def columns(self) -> list[Call]:
        """The ``mapped_column(…)`` that an Annotated has: SQLAlchemy takes the first."""
        return [call for call in map(column_call, self.extras) if call is not None][:1]


def mapped(value: Value | None) -> Value | None:
    """What is inside ``Mapped[…]``; None for an annotation that is no such."""
    if isinstance(value, Subscript) and symbol(value.of) == ("sqlalchemy", "Mapped"):
        return value.key
    return None


def taken_apart(project: Models, value: Value, scope: Scope) -> Annotated:
    """An annotation without Optional, Union with None, and Annotated."""
    value = forward(project, value, scope)
    options, nullable = _options(project, value, scope)
    if len(options) != 1:
        return Annotated(value, nullable, value)
    found = options[0]
    extras: tuple[Value, ...] = ()
    raw = found
    if _word(found) == "Annotated" and isinstance(found, Subscript) and isinstance(found.key, Items):
        inside = taken_apart(project, found.key.items[0], scope)
        nullable = nullable or inside.nullable
        extras = (*inside.extras, *found.key.items[1:])
        raw = inside.raw
    return Annotated(found, nullable, raw, extras)


def forward(project: Models, value: Value, scope: Scope) -> Value:
    """An annotation given as text, read."""
    if isinstance(value, Const) and isinstance(value.value, str):
        return forward(project, project.text(value.value, scope, value.origin), scope)
    return value


def _options(project: Models, value: Value, scope: Scope) -> tuple[list[Value], bool]:
    """The types of a union, and whether None is one of them."""
    value = forward(project, value, scope)
    if is_none(value) or path(value) == "types.NoneType":
        return [], True
    parts: list[Value] = []
    if isinstance(value, Op) and value.op == "|":
        parts = value.operands
    elif isinstance(value, Subscript) and _word(value) in _UNIONS:
        parts = value.key.items if isinstance(value.key, Items) else [value.key]
    else:
        return [value], False
    found: list[Value] = []
    nullable = _word(value) == "Optional"
    for part in parts:
        inner, none = _options(project, part, scope)
        found += inner
        nullable = nullable or none
    return found, nullable


def _word(value: Value) -> str:
    """The name of a thing from ``typing``."""
    of = value.of if isinstance(value, Subscript) else value
    return of.name if isinstance(of, Outside) and of.package in ("typing", "typing_extensions") else ""


def typed(types: Types, meta: Meta, annotation: Annotated, origin: Origin) -> Typed:
    """The type of a column that only its annotation tells. Raises Unreadable."""
    for check in [annotation.type, *([annotation.raw] if annotation.raw is not annotation.type else [])]:
        for key, value in meta.type_map:
            if same(key, check) or (isinstance(check, Call) and check is key):
                return types.read(value)
    return _fallback(types, meta, annotation.raw, origin)


def _fallback(types: Types, meta: Meta, raw: Value, origin: Origin) -> Typed:
    if isinstance(raw, Class) and types.project.is_enum(raw):
        return _enum(types, meta, raw, origin)
    if _word(raw) == "Literal" and isinstance(raw, Subscript):
        return _literal(meta, types, raw)
    if isinstance(raw, Call) and path(raw.callee).endswith("typing.NewType") and len(raw.args) == 2:
        beneath = Annotated(raw.args[1], False, raw.args[1])
        return typed(types, meta, beneath, origin)
    name = _DEFAULT.get(path(raw))
    if name is None:
        raise Unreadable(origin, f"SQLAlchemy has no type for {_named(raw)}: {why(raw)}")
    return types.read(Outside(origin, f"sqlalchemy.{name}"))


def _named(value: Value) -> str:
    return path(value) or (value.name if isinstance(value, Class) else "this annotation")


def _template(meta: Meta, name: str) -> Call | None:
    """The ``Enum(…)`` that a type map gives for all enums."""
    found = next((value for key, value in meta.type_map if path(key) in (f"enum.{name}", f"typing.{name}")), None)
    return found if isinstance(found, Call) and symbol(found.callee)[1] in ("Enum", "ENUM") else None


def _enum(types: Types, meta: Meta, of: Class, origin: Origin) -> Typed:
    template = _template(meta, "Enum")
    kwargs = {key: value for key, value in template.kwargs.items() if key != "name"} if template is not None else {}
    return replace(types.read(Call(origin, Outside(origin, "sqlalchemy.Enum"), [of], kwargs)), origin=of.origin)


def _literal(meta: Meta, types: Types, raw: Subscript) -> Typed:
    """``Literal["a", "b"]`` is a text as long as the longest."""
    values = raw.key.items if isinstance(raw.key, Items) else [raw.key]
    labels = [text(one, "a value of Literal") for one in values]
    template = _template(meta, "Literal")
    kwargs: dict[str, Value] = dict(template.kwargs) if template is not None else {}
    kwargs.setdefault("native_enum", Const(raw.origin, False))
    made = Call(raw.origin, Outside(raw.origin, "sqlalchemy.Enum"), [Const(raw.origin, one) for one in labels], kwargs)
    return types.read(made)
