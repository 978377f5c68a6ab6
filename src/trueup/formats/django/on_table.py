"""What indexes and constraints of a model have in common: its table, its columns, how an entry of Meta says things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from trueup.formats.django import names
from trueup.formats.django.keys import stripped
from trueup.formats.django.state import Model, Unclear
from trueup.formats.django.types import GEOMETRIES, KINDS
from trueup.formats.python import Const, Value
from trueup.model import Origin, address
from trueup.postgres.names import cut, ident
from trueup.postgres.objects import IndexColumn

if TYPE_CHECKING:
    from trueup.formats.django.layout import Made
    from trueup.formats.django.tables import Tables

_SCALARS = frozenset(name for name in KINDS if name.endswith("Field") and "Range" not in name)
_SCALARS -= GEOMETRIES | {"JSONField", "SearchVectorField", "HStoreField", "GenericIPAddressField", "VectorField"}
"""Fields whose types have an operator class for GiST or GIN only by an extension."""


class Entry(NamedTuple):
    """An entry of ``Meta.indexes`` or ``Meta.constraints``: Django's class, and what it was given."""

    kind: str
    args: list[Value]
    options: Mapping[str, Value]
    origin: Origin


class OnTable:
    """One model's table, and what its Meta says of it."""

    def __init__(self, tables: Tables, model: Model, namespace: str, table: str, columns: Mapping[str, Made]) -> None:
        self.tables = tables
        self.model = model
        self.namespace = namespace
        self.table = table
        self.columns = columns
        self.where = address("table", namespace, table)
        self.compiler = tables.compiler(model)
        self.plain = tables.context.plain

    def column(self, name: str, origin: Origin) -> Made:
        """A column by the name of its field, ``pk``, or its own. Raises Unclear."""
        found = self.tables.primary(self.model) if name == "pk" else self.columns.get(name)
        if found is None:
            found = next((made for made in self.columns.values() if made.column == name), None)
        if found is None:
            raise Unclear(f"{name} is no column of the table, or one that is not known", origin)
        return found

    def needs_extension(self, method: str, keys: tuple[IndexColumn, ...]) -> None:
        """Plain types have operator classes for GiST and GIN only by extensions."""
        for key in keys:
            made = next((made for made in self.columns.values() if made.stored == key.column), None)
            if made is not None and key.opclass is None and made.kind in _SCALARS and method in ("gist", "gin"):
                self.tables.builder.extensions.add(f"btree_{method}")

    def skip(self, unclear: Unclear, what: str, name: str | None = None, word: str = "constraint") -> None:
        """Note what was not read; without a name it may be anything of the table but its columns."""
        about = f"{what} of {self.model.name}: {unclear.why}"
        if name is not None:
            for one in {word, "index"} if word == "constraint" else {word}:
                self.tables.builder.skip(unclear.origin, about, self.where.child(one, name))
            return
        self.tables.builder.skip(unclear.origin, about)
        words = ("index",) if what in ("indexes", "index_together") else ("index", "constraint")
        self.tables.ignored |= {f"{self.where} {one} *" for one in words}

    # -------------------------------------------------------------- entries of Meta

    def name(self, entry: Entry) -> str | None:
        """The name of an entry as Django puts it into the database, None without one. Raises Unclear."""
        value = entry.options.get("name")
        said = self.plain(value) if value is not None else None
        if value is None or not said:
            return None
        name = str(said)
        try:
            name = name % {"app_label": self.model.app.lower(), "class": self.model.name.lower()}
        except (KeyError, ValueError, TypeError):
            raise Unclear(f"Django puts names into {name}, which has no place for them", value.origin) from None
        return cut(names.plain(name), names.LONGEST)

    def fields(self, entry: Entry, option: str = "fields") -> list[str]:
        """The names in a list of an entry."""
        value = entry.options.get(option)
        found = self.plain(value) if value is not None else ()
        return [str(one) for one in found or ()]

    def condition(self, entry: Entry, *options: str) -> str | None:
        """The SQL of the first of some options that is given."""
        for option in options:
            value = entry.options.get(option)
            if value is not None and not (isinstance(value, Const) and value.value is None):
                return self.compiler.condition(value)
        return None

    def include(self, entry: Entry) -> tuple[str, ...]:
        """The columns an index holds besides its keys."""
        return tuple(self.column(name, entry.origin).stored for name in self.fields(entry, "include"))

    def said(self, entry: Entry, option: str) -> Any:
        """The value of an option, None for one that is not given."""
        value = entry.options.get(option)
        return None if value is None else self.plain(value)

    def key(self, value: Value) -> IndexColumn:
        """An expression as a key of an index: around it may be an order, a collation and an operator class."""
        told: dict[str, Any] = {}
        inner = stripped(value, told, self.plain)
        if isinstance(inner, Const) and isinstance(inner.value, str) and inner.value.startswith("-"):
            inner = Const(inner.origin, inner.value[1:])
            told |= {"descending": True, "nulls_first": True}
        found = self.compiler.expression(inner, True)
        if found.target is not None and found.text == ident(found.target.column):
            return IndexColumn(column=found.target.column, **told)
        return IndexColumn(expression=f"({found.text})", **told)
