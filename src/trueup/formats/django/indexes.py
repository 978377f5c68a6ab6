"""The indexes of a model, named as Django names them: those of its Meta, and those that come with a field.

With a field come indexes for ``db_index``, for LIKE on texts, for shapes. Columns are ``tables``' affair; whatever else
is in Meta is ``constraints``'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from trueup.formats.django import names
from trueup.formats.django.constraints import Constraints
from trueup.formats.django.on_table import Entry, OnTable
from trueup.formats.django.state import Model, Unclear, path_of, understood, why
from trueup.formats.django.types import GEOMETRIES
from trueup.formats.python import Call, Class, Items, Value
from trueup.model import Origin
from trueup.postgres.names import cut, ident
from trueup.postgres.objects import Index, IndexColumn

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


class Indexes(OnTable):
    """Adds the indexes and constraints of one model to the declaration."""

    def __init__(self, tables: Tables, model: Model, namespace: str, table: str, columns: Mapping[str, Made]) -> None:
        super().__init__(tables, model, namespace, table, columns)
        self.constraints = Constraints(tables, model, namespace, table, columns)

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

    def _index(self, name: str, method: str, keys: tuple[IndexColumn, ...], origin: Origin, **more: Any) -> None:
        self.needs_extension(method, keys)
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
            self.skip(unclear, option)

    def _unique_together(self, fields: list[str], origin: Origin) -> None:
        found = [self.column(name, origin) for name in fields]
        name = cut(names.index_name(self.table, [made.column for made in found], "_uniq"), names.LONGEST)
        self.tables.builder.add(self.constraints.unique(name, tuple(made.stored for made in found)), origin)

    def _index_together(self, fields: list[str], origin: Origin) -> None:
        found = [self.column(name, origin) for name in fields]
        name = names.index_name(self.table, [made.column for made in found], "_idx")
        self._index(name, "btree", tuple(IndexColumn(column=made.stored) for made in found), origin)

    # -------------------------------------------------------------- entries of Meta

    def _listed(self, option: str) -> list[Value]:
        value = self.model.options.get(option)
        if value is None:
            return []
        if not isinstance(value, Items):
            self.skip(Unclear(why(value), value.origin), option)
            return []
        if value.unsure is not None:
            self.skip(Unclear(f"it is changed under the condition at {value.unsure}", value.origin), option)
        return value.items

    def _entry(self, value: Value) -> None:
        entry = None
        try:
            with understood(value.origin):
                entry = self._read(value)
                if entry.kind in _METHODS:
                    self._meta_index(entry)
                else:
                    self.constraints.add(entry)
        except Unclear as unclear:
            name = self._name_of(entry) if entry is not None else None
            word = "index" if entry is not None and entry.kind in _METHODS else "constraint"
            what = f"{entry.kind} {name or ''}".strip() if entry is not None else "an entry of Meta"
            self.skip(unclear, what, name, word)

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
            return self.name(entry)
        except Unclear:
            return None

    def _meta_index(self, entry: Entry) -> None:
        method, suffix = _METHODS[entry.kind]
        fields = self.fields(entry)
        orders = ["DESC" if one.startswith("-") else "" for one in fields]
        columns = [self.column(one.removeprefix("-"), entry.origin) for one in fields]
        name = self.name(entry)
        if name is None:
            if not columns:
                raise Unclear("it has no name", entry.origin)
            name = names.meta_index_name(self.table, [one.column for one in columns], orders, suffix)
        opclasses = self.fields(entry, "opclasses")
        keys = tuple(
            IndexColumn(
                column=one.stored,
                opclass=opclasses[number] if opclasses else None,
                descending=bool(orders[number]),
                nulls_first=bool(orders[number]),
            )
            for number, one in enumerate(columns)
        )
        space = self.said(entry, "db_tablespace")
        if space is None and len(columns) == 1:
            space = columns[0].tablespace
        self._index(
            name,
            method,
            keys or tuple(self.key(one) for one in entry.args),
            entry.origin,
            include=self.include(entry),
            predicate=self.condition(entry, "condition"),
            options=tuple(sorted(self._parameters(entry))),
            tablespace=space,
        )

    def _parameters(self, entry: Entry) -> Iterator[str]:
        for name in _PARAMETERS:
            said = self.said(entry, name)
            if said is not None:
                yield f"{name}={('on' if said else 'off') if isinstance(said, bool) else said}"
        for number, bits in enumerate(self.said(entry, "columns") or () if entry.kind == "BloomIndex" else (), 1):
            yield f"col{number}={bits}"
