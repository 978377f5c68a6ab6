"""What a model's Meta adds to its table: indexes, unique constraints, conditions and exclusions, named as Django names.

Also the indexes that come with a field: for ``db_index``, LIKE on texts, shapes. Columns are ``tables``' affair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from trueup.formats.django import names
from trueup.formats.django.state import Model, Unclear, path_of, understood, why
from trueup.formats.django.types import GEOMETRIES, KINDS
from trueup.formats.python import Call, Class, Const, Items, Member, Value
from trueup.model import Origin, address
from trueup.postgres.names import cut, ident
from trueup.postgres.objects import Check, Exclusion, Index, IndexColumn, Unique

if TYPE_CHECKING:
    from trueup.formats.django.layout import Made
    from trueup.formats.django.tables import Tables

_METHODS: Mapping[str, tuple[str, str]] = {
    "Index": ("btree", "idx"),
    "BTreeIndex": ("btree", "btree"),
    "GinIndex": ("gin", "gin"),
    "GistIndex": ("gist", "gist"),
    "BrinIndex": ("brin", "brin"),
    "HashIndex": ("hash", "hash"),
    "SpGistIndex": ("spgist", "spgist"),
    "BloomIndex": ("bloom", "bloom"),
    "HnswIndex": ("hnsw", "hnsw"),
    "IvfflatIndex": ("ivfflat", "ivfflat"),
}
"""The access method of an index class and what names of its indexes end with."""
_PARAMETERS = (
    *("autosummarize", "buffering", "deduplicate_items", "ef_construction", "fastupdate", "fillfactor"),
    *("gin_pending_list_limit", "length", "lists", "m", "pages_per_range"),
)
_BUILT_IN = re.compile(r'pg_catalog\..+|"?[\w-]+-x-icu"?|"?[a-z]{2,3}_[A-Z]{2}[\w.-]*"?')
"""Collations that every server has, all of them deterministic."""
_LIKE = (("varchar", "varchar_pattern_ops"), ("text", "text_pattern_ops"))


_SCALARS = frozenset(name for name in KINDS if name.endswith("Field") and "Range" not in name)
_SCALARS -= GEOMETRIES | {"JSONField", "SearchVectorField", "HStoreField", "GenericIPAddressField", "VectorField"}
"""Fields whose types have an operator class for GiST or GIN only by an extension."""


class Entry(NamedTuple):
    """An entry of ``Meta.indexes`` or ``Meta.constraints``: Django's class, and what it was given."""

    kind: str
    args: list[Value]
    options: Mapping[str, Value]
    origin: Origin


class Indexes:
    """Adds the indexes and constraints of one model to the declaration."""

    def __init__(self, tables: Tables, model: Model, namespace: str, table: str, columns: Mapping[str, Made]) -> None:
        self.tables = tables
        self.model = model
        self.namespace = namespace
        self.table = table
        self.columns = columns
        self.where = address("table", namespace, table)
        self.compiler = tables.compiler(model)
        self.plain = tables.context.plain

    def add(self) -> None:
        """All of them."""
        for made in self.columns.values():
            self._of_field(made)
        for option, add in (("unique_together", self._unique_together), ("index_together", self._index_together)):
            self._together(option, add)
        for option in ("indexes", "constraints"):
            for value in self._listed(option):
                self._entry(value)

    # -------------------------------------------------------------- with a field

    def _of_field(self, made: Made) -> None:
        origin = made.field.origin
        if made.kind in GEOMETRIES:
            if self.tables.flag(made.field, "spatial_index", True):
                self._spatial(made, origin)
        elif made.indexed and not made.unique and not made.primary:
            name = names.index_name(self.table, [made.column])
            self._index(name, "btree", (IndexColumn(column=made.stored),), origin, tablespace=made.tablespace)
        if made.indexed or made.unique or made.primary:
            opclass = next((ops for start, ops in _LIKE if made.type.startswith(start)), None)
            if opclass is not None and "[" not in made.type:
                self._like(made, opclass, origin)

    def _like(self, made: Made, opclass: str, origin: Origin) -> None:
        """The index for LIKE, which Django leaves away where the collation is nondeterministic, as the server knows."""
        name = names.index_name(self.table, [made.column], "_like")
        if made.collation is not None and not _BUILT_IN.fullmatch(made.collation):
            self.tables.ignored.add(str(self.where.child("index", name)))
            return
        key = IndexColumn(column=made.stored, opclass=opclass)
        self._index(name, "btree", (key,), origin, tablespace=made.tablespace)

    def _spatial(self, made: Made, origin: Origin) -> None:
        if self.tables.context.version >= (4, 0):
            name = names.index_name(self.table, [made.column], "_id")
        else:
            name = f"{self.table}_{made.column}_id"
        key = IndexColumn(column=made.stored)
        if made.kind == "RasterField":
            key = IndexColumn(expression=f"ST_ConvexHull({ident(made.stored)})")
        elif made.type.startswith("geometry") and "Z," in made.type:
            key = IndexColumn(column=made.stored, opclass="gist_geometry_ops_nd")
        self._index(name, "gist", (key,), origin)

    def _needs_extension(self, method: str, keys: tuple[IndexColumn, ...]) -> None:
        """Plain types have operator classes for GiST and GIN only by extensions."""
        for key in keys:
            made = next((made for made in self.columns.values() if made.stored == key.column), None)
            if made is not None and key.opclass is None and made.kind in _SCALARS and method in ("gist", "gin"):
                self.tables.builder.extensions.add(f"btree_{method}")

    def _index(self, name: str, method: str, keys: tuple[IndexColumn, ...], origin: Origin, **more: Any) -> None:
        self._needs_extension(method, keys)
        more["tablespace"] = more.get("tablespace") or self._tablespace()
        index = Index(
            on="table",
            namespace=self.namespace,
            relation=self.table,
            name=cut(name, names.LONGEST),
            method=method,
            columns=keys,
            **more,
        )
        self.tables.builder.add(index, origin)

    def _tablespace(self) -> str | None:
        said = self.tables._text(self.model, "db_tablespace")
        return self.tables.context.index_tablespace or said

    # -------------------------------------------------------------- together

    def _together(self, option: str, add: Any) -> None:
        value = self.model.options.get(option)
        if value is None:
            return
        try:
            with understood(value.origin):
                groups = self.plain(value) or ()
                groups = groups if isinstance(groups, list | tuple) else list(groups)
                if groups and isinstance(groups[0], str):
                    groups = [groups]
                origins = value.items if isinstance(value, Items) and len(value.items) == len(groups) else []
                for number, group in enumerate(groups):
                    add([str(one) for one in group], origins[number].origin if origins else value.origin)
        except Unclear as unclear:
            self._skip(unclear, option)

    def _unique_together(self, fields: list[str], origin: Origin) -> None:
        found = [self._column(name, origin) for name in fields]
        name = cut(names.index_name(self.table, [made.column for made in found], "_uniq"), names.LONGEST)
        self.tables.builder.add(self._unique(name, tuple(made.stored for made in found)), origin)

    def _index_together(self, fields: list[str], origin: Origin) -> None:
        found = [self._column(name, origin) for name in fields]
        name = names.index_name(self.table, [made.column for made in found], "_idx")
        self._index(name, "btree", tuple(IndexColumn(column=made.stored) for made in found), origin)

    def _unique(self, name: str, columns: tuple[str, ...], **more: Any) -> Unique:
        return Unique(on="table", namespace=self.namespace, relation=self.table, name=name, columns=columns, **more)

    def _column(self, name: str, origin: Origin) -> Made:
        found = self.tables.primary(self.model) if name == "pk" else self.columns.get(name)
        if found is None:
            found = next((made for made in self.columns.values() if made.column == name), None)
        if found is None:
            raise Unclear(f"{name} is no column of the table, or one that is not known", origin)
        return found

    # -------------------------------------------------------------- entries of Meta

    def _listed(self, option: str) -> list[Value]:
        value = self.model.options.get(option)
        if value is None:
            return []
        if not isinstance(value, Items):
            self._skip(Unclear(why(value), value.origin), option)
            return []
        if value.unsure is not None:
            self._skip(Unclear(f"it is changed under the condition at {value.unsure}", value.origin), option)
        return value.items

    def _skip(self, unclear: Unclear, what: str, name: str | None = None, word: str = "constraint") -> None:
        """Note what was not read; without a name it may be anything of the table but its columns."""
        about = f"{what} of {self.model.name}: {unclear.why}"
        if name is not None:
            for one in {word, "index"} if word == "constraint" else {word}:
                self.tables.builder.skip(unclear.origin, about, self.where.child(one, name))
            return
        self.tables.builder.skip(unclear.origin, about)
        words = ("index",) if what in ("indexes", "index_together") else ("index", "constraint")
        self.tables.ignored |= {f"{self.where} {one} *" for one in words}

    def _entry(self, value: Value) -> None:
        entry = None
        try:
            with understood(value.origin):
                entry = self._read(value)
                self._made(entry)
        except Unclear as unclear:
            name = self._name_of(entry) if entry is not None else None
            word = "index" if entry is not None and entry.kind in _METHODS else "constraint"
            what = f"{entry.kind} {name or ''}".strip() if entry is not None else "an entry of Meta"
            self._skip(unclear, what, name, word)

    def _read(self, value: Value) -> Entry:
        if not isinstance(value, Call):
            raise Unclear(why(value), value.origin)
        kind = (path_of(value.callee) or "").rpartition(".")[2]
        callee = value.callee
        while isinstance(callee, Class) and callee.bases:
            callee = callee.bases[0]
            kind = (path_of(callee) or "").rpartition(".")[2]
        if value.more is not None:
            raise Unclear("its arguments are not known", value.origin)
        return Entry(kind, value.args, value.kwargs, value.origin)

    def _name_of(self, entry: Entry) -> str | None:
        try:
            return self._name(entry)
        except Unclear:
            return None

    def _name(self, entry: Entry) -> str | None:
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

    def _made(self, entry: Entry) -> None:
        if entry.kind in _METHODS:
            self._meta_index(entry)
        elif entry.kind == "UniqueConstraint":
            self._unique_constraint(entry)
        elif entry.kind == "CheckConstraint":
            self._check_constraint(entry)
        elif entry.kind == "ExclusionConstraint":
            self._exclusion(entry)
        else:
            raise Unclear(f"the class {entry.kind or 'of it'} is not read", entry.origin)

    def _fields(self, entry: Entry, option: str = "fields") -> list[str]:
        value = entry.options.get(option)
        found = self.plain(value) if value is not None else ()
        return [str(one) for one in found or ()]

    def _condition(self, entry: Entry, *options: str) -> str | None:
        for option in options:
            value = entry.options.get(option)
            if value is not None and not (isinstance(value, Const) and value.value is None):
                return self.compiler.condition(value)
        return None

    def _include(self, entry: Entry) -> tuple[str, ...]:
        return tuple(self._column(name, entry.origin).stored for name in self._fields(entry, "include"))

    def _said(self, entry: Entry, option: str) -> Any:
        value = entry.options.get(option)
        return None if value is None else self.plain(value)

    def _meta_index(self, entry: Entry) -> None:
        method, suffix = _METHODS[entry.kind]
        fields = self._fields(entry)
        orders = ["DESC" if one.startswith("-") else "" for one in fields]
        columns = [self._column(one.removeprefix("-"), entry.origin) for one in fields]
        name = self._name(entry)
        if name is None:
            if not columns:
                raise Unclear("it has no name", entry.origin)
            name = names.meta_index_name(self.table, [one.column for one in columns], orders, suffix)
        opclasses = self._fields(entry, "opclasses")
        keys = tuple(
            IndexColumn(
                column=one.stored,
                opclass=opclasses[number] if opclasses else None,
                descending=bool(orders[number]),
                nulls_first=bool(orders[number]),
            )
            for number, one in enumerate(columns)
        )
        space = self._said(entry, "db_tablespace")
        if space is None and len(columns) == 1:
            space = columns[0].tablespace
        self._index(
            name,
            method,
            keys or tuple(self._key(one) for one in entry.args),
            entry.origin,
            include=self._include(entry),
            predicate=self._condition(entry, "condition"),
            options=tuple(sorted(self._parameters(entry))),
            tablespace=space,
        )

    def _parameters(self, entry: Entry) -> Iterator[str]:
        for name in _PARAMETERS:
            said = self._said(entry, name)
            if said is not None:
                yield f"{name}={('on' if said else 'off') if isinstance(said, bool) else said}"
        for number, bits in enumerate(self._said(entry, "columns") or () if entry.kind == "BloomIndex" else (), 1):
            yield f"col{number}={bits}"

    def _key(self, value: Value) -> IndexColumn:
        """An expression as a key of an index: around it may be an order, a collation and an operator class."""
        told: dict[str, Any] = {}
        inner = _stripped(value, told, self)
        if isinstance(inner, Const) and isinstance(inner.value, str) and inner.value.startswith("-"):
            inner = Const(inner.origin, inner.value[1:])
            told |= {"descending": True, "nulls_first": True}
        found = self.compiler.expression(inner, True)
        if found.target is not None and found.text == ident(found.target.column):
            return IndexColumn(column=found.target.column, **told)
        return IndexColumn(expression=f"({found.text})", **told)

    # -------------------------------------------------------------- constraints

    def _unique_constraint(self, entry: Entry) -> None:
        name = self._name(entry)
        if name is None:
            raise Unclear("it has no name", entry.origin)
        columns = tuple(self._column(one, entry.origin).stored for one in self._fields(entry))
        condition, include = self._condition(entry, "condition"), self._include(entry)
        opclasses = self._fields(entry, "opclasses")
        nulls = self._said(entry, "nulls_distinct") is False
        if condition is None and not include and not opclasses and columns:
            deferrable = self._deferrable(entry)
            unique = self._unique(
                name,
                columns,
                nulls_not_distinct=nulls,
                deferrable=deferrable is not None,
                deferred=deferrable == "DEFERRED",
            )
            self.tables.builder.add(unique, entry.origin)
            return
        keys = tuple(
            IndexColumn(column=one, opclass=opclasses[number] if opclasses else None)
            for number, one in enumerate(columns)
        )
        index = Index(
            on="table",
            namespace=self.namespace,
            relation=self.table,
            name=name,
            method="btree",
            unique=True,
            columns=keys or tuple(self._key(one) for one in entry.args),
            include=include,
            nulls_not_distinct=nulls,
            predicate=condition,
        )
        self.tables.builder.add(index, entry.origin)

    def _deferrable(self, entry: Entry) -> str | None:
        """``DEFERRED`` or ``IMMEDIATE``."""
        value = entry.options.get("deferrable")
        if value is None or (isinstance(value, Const) and value.value is None):
            return None
        name = (path_of(value) or "").rpartition(".")[2] or (value.name if isinstance(value, Member) else "")
        if name not in ("DEFERRED", "IMMEDIATE"):
            raise Unclear(why(value), value.origin)
        return name

    def _check_constraint(self, entry: Entry) -> None:
        name, condition = self._name(entry), self._condition(entry, "condition", "check")
        if name is None or condition is None:
            raise Unclear("it has no name or no condition", entry.origin)
        check = Check(on="table", namespace=self.namespace, relation=self.table, name=name, expression=f"({condition})")
        self.tables.builder.add(check, entry.origin)

    def _exclusion(self, entry: Entry) -> None:
        name, listed = self._name(entry), entry.options.get("expressions")
        if name is None or not isinstance(listed, Items):
            raise Unclear("its expressions are not known", entry.origin)
        method = str(self._said(entry, "index_type") or "GIST")
        keys = ", ".join(self._excluded(one) for one in listed.items)
        text = f"EXCLUDE USING {method.lower()} ({keys})"
        include = self._include(entry)
        if include:
            text += f" INCLUDE ({', '.join(map(ident, include))})"
        condition = self._condition(entry, "condition")
        if condition is not None:
            text += f" WHERE ({condition})"
        deferrable = self._deferrable(entry)
        if deferrable is not None:
            text += f" DEFERRABLE INITIALLY {deferrable}"
        made = Exclusion(on="table", namespace=self.namespace, relation=self.table, name=name, definition=text)
        self.tables.builder.add(made, entry.origin)

    def _excluded(self, value: Value) -> str:
        if not isinstance(value, Items) or len(value.items) != 2:
            raise Unclear("its expressions are no pairs", value.origin)
        one, operator = value.items
        key = self._key(one)
        text = ident(key.column) if key.column is not None else str(key.expression)
        self._needs_extension("gist", (key,))
        text += f" COLLATE {key.collation}" if key.collation is not None else ""
        text += f" {key.opclass}" if key.opclass is not None else ""
        text += " DESC" if key.descending else ""
        if key.nulls_first != key.descending:
            text += " NULLS FIRST" if key.nulls_first else " NULLS LAST"
        return f"{text} WITH {_operator(operator, self)}"


def _operator(value: Value, indexes: Indexes) -> str:
    path = path_of(value) or ""
    if ".RangeOperators." in path:
        return _RANGE_OPERATORS[path.rpartition(".")[2]]
    return str(indexes.plain(value))


_RANGE_OPERATORS: Mapping[str, str] = {
    "EQUAL": "=",
    "NOT_EQUAL": "<>",
    "CONTAINS": "@>",
    "CONTAINED_BY": "<@",
    "OVERLAPS": "&&",
    "FULLY_LT": "<<",
    "FULLY_GT": ">>",
    "NOT_LT": "&>",
    "NOT_GT": "&<",
    "ADJACENT_TO": "-|-",
}


def _stripped(value: Value, told: dict[str, Any], indexes: Indexes) -> Value:
    """What is inside orders, collations and operator classes; those are put into ``told``."""
    while isinstance(value, Call):
        if isinstance(value.callee, Member) and value.callee.name in ("asc", "desc"):
            _ordered(value, value.callee.name == "desc", told, indexes)
            value = value.callee.of
            continue
        name = (path_of(value.callee) or "").rpartition(".")[2]
        if name == "OrderBy" and value.args:
            _ordered(value, _flag(value, "descending", indexes), told, indexes)
        elif name == "Collate" and len(value.args) == 2:
            said = str(indexes.plain(value.args[1]))
            told["collation"] = names.collation(said)
        elif name == "OpClass":
            given = value.kwargs.get("name") or value.args[-1]
            told["opclass"] = str(indexes.plain(given))
        else:
            return value
        value = value.kwargs.get("expression") or value.args[0]
    return value


def _ordered(value: Call, descending: bool, told: dict[str, Any], indexes: Indexes) -> None:
    first, last = (_flag(value, name, indexes) for name in ("nulls_first", "nulls_last"))
    told["descending"] = descending
    told["nulls_first"] = first or (descending and not last)


def _flag(value: Call, name: str, indexes: Indexes) -> bool:
    return name in value.kwargs and bool(indexes.plain(value.kwargs[name]))
