"""``Column(…)`` and ``mapped_column(…)`` as SQLAlchemy takes them: name, type, and what hangs on the column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from trueup.formats.python import Call, Const, Value
from trueup.formats.sqlalchemy.symbols import (
    Unreadable,
    called,
    complete,
    flag,
    is_none,
    optional_text,
)
from trueup.formats.sqlalchemy.typed import Typed
from trueup.model import Origin

_ITEMS = frozenset(
    """ForeignKey CheckConstraint Sequence Identity Computed FetchedValue DefaultClause ColumnDefault Constraint
    UniqueConstraint PrimaryKeyConstraint ForeignKeyConstraint Index""".split()  # noqa: SIM905 - a table of words
)
"""What may stand among a column's arguments and is no type."""


@dataclass(slots=True)
class Column:
    """A column as declared, before its table is whole.

    ``calls`` are the calls it is made by, its own first, then those of an ``Annotated``: what the first does not say,
    the next does. ``typed`` is None when the type is that of the column a foreign key refers to.
    """

    name: str
    key: str
    origin: Origin
    calls: tuple[Call, ...]
    type: Value | None = None
    typed: Typed | None = None
    nullable: bool | None = None
    primary_key: bool = False
    items: list[Call] = field(default_factory=list)
    sort_order: int = 0

    def said(self, name: str) -> Value | None:
        """A keyword argument of the column."""
        return next((call.kwargs[name] for call in self.calls if name in call.kwargs), None)

    def flag(self, name: str) -> bool | None:
        """A keyword argument that is True or False; None when it is not given. Raises Unreadable."""
        return flag(self.said(name), name)

    def item(self, *names: str) -> Call | None:
        """The first thing of some kind among the column's arguments, or given as a default."""
        defaults = [self.said("server_default"), self.said("default"), self.said("insert_default")]
        given = [*self.items, *(value for value in defaults if isinstance(value, Call))]
        return next((one for one in given if called(one) in names), None)

    @property
    def foreign_keys(self) -> list[Call]:
        """The ``ForeignKey(…)`` among the column's arguments."""
        return [one for one in self.items if called(one) == "ForeignKey"]

    @property
    def checks(self) -> list[Call]:
        """The ``CheckConstraint(…)`` among the column's arguments."""
        return [one for one in self.items if called(one) == "CheckConstraint"]


def column(calls: Sequence[Call], key: str | None, origin: Origin) -> Column:
    """A column from the calls that make it; ``key`` is the attribute it is assigned to. Raises Unreadable."""
    name: str | None = None
    kind: Value | None = None
    found: list[Call] = []
    for number, call in enumerate(calls):
        complete(call)
        own_name, own_type, own_items = _arguments(call)
        if number == 0:
            name = own_name
        kind = kind if kind is not None else own_type
        if not (found and any(called(one) == "ForeignKey" for one in found)):
            found += own_items
        else:
            found += [one for one in own_items if called(one) != "ForeignKey"]
    if name is None:
        name = key
    if name is None:
        raise Unreadable(origin, "the column has no name")
    made = Column(name, key or name, origin, tuple(calls), kind, items=found)
    made.key = optional_text(made.said("key"), "the key") or made.key
    made.primary_key = bool(made.flag("primary_key"))
    made.nullable = made.flag("nullable")
    order = made.said("sort_order")
    made.sort_order = order.value if isinstance(order, Const) and isinstance(order.value, int) else 0
    return made


def _arguments(call: Call) -> tuple[str | None, Value | None, list[Call]]:
    """Name, type and items of a column's call."""
    args = list(call.args)
    name: str | None = None
    given = call.kwargs.get("name", call.kwargs.get("__name_pos"))
    if given is not None:
        name = optional_text(given, "the name of a column")
    elif args and _is_name(args[0]):
        name = optional_text(args.pop(0), "the name of a column")
    kind = call.kwargs.get("type_", call.kwargs.get("__type_pos"))
    if kind is None and args and called(args[0]) not in _ITEMS:
        kind = args.pop(0)
    if kind is not None and is_none(kind):
        kind = None
    strange = next((arg for arg in args if called(arg) not in _ITEMS), None)
    if strange is not None:
        raise Unreadable(strange.origin, "an argument of the column is not known")
    return name, kind, [arg for arg in args if isinstance(arg, Call)]


def _is_name(value: Value) -> bool:
    if isinstance(value, Const):
        return isinstance(value.value, str) or value.value is None
    return isinstance(value, Call) and called(value) == "quoted_name"
