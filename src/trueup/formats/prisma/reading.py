"""A Prisma schema -> a declaration: the records that Prisma's own DDL would make, each with its place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from trueup.declaration import Builder, Declaration
from trueup.errors import SourceError
from trueup.files import shown, text_of
from trueup.formats.prisma.attributes import ACTIONS
from trueup.formats.prisma.defaults import default_sql, is_autoincrement, is_open
from trueup.formats.prisma.files import schema_files, schema_folders
from trueup.formats.prisma.naming import LONGEST, Conventions, Pairs, foreign_key, primary_key
from trueup.formats.prisma.opclasses import CLASSES, METHODS
from trueup.formats.prisma.parse import parse
from trueup.formats.prisma.predicate import predicate_sql
from trueup.formats.prisma.problems import Problems
from trueup.formats.prisma.relations import Link, links, made_unique
from trueup.formats.prisma.resolve import resolve
from trueup.formats.prisma.schema import Enum, Extension, Index, Keyed, Model, PrismaSchema, Relation, Scalar
from trueup.formats.prisma.scope import scope
from trueup.formats.prisma.tree import Sources
from trueup.formats.prisma.types import SERIALS, sql_of
from trueup.formats.prisma.validate import index_name, validate
from trueup.model import Address, address
from trueup.postgres import objects as pg
from trueup.postgres.names import cut, qualified

_VIEW = "Prisma knows the fields of a view, not what it selects: it is not compared"


def read(paths: Iterable[Path | str], *, version: int | None = None, namespace: str = "public") -> Declaration:
    """What the files of one schema declare; ``paths`` are files and folders of ``*.prisma``.

    ``version`` is the major version of Prisma that the project uses, None for the newest. ``namespace`` is where models
    without ``@@schema`` are: the ``schema`` of the database's URL. Raises SourceError with the first mistake and how
    many more there are.
    """
    sources = Sources()
    files = [(shown(path), text_of(path)) for path in schema_files(paths)]
    if not files:
        where = ", ".join(shown(path) for path in paths)
        raise SourceError("there is no Prisma schema", where=where or None, help="Give a file or folder of *.prisma.")
    found = declare(files, sources, version=version, namespace=namespace)
    return msgspec.structs.replace(found, files=(*found.files, *map(shown, schema_folders(paths))))


def declare(
    files: Iterable[tuple[str, str]], sources: Sources, *, version: int | None = None, namespace: str = "public"
) -> Declaration:
    """The same for files given as (name, text)."""
    problems = Problems(sources)
    schema = resolve(parse(files, sources), problems)
    found = links(schema.models.values())
    how = Conventions(version)
    if how.unique_by_itself:
        made_unique(found)
    validate(schema, found, how, problems)
    return _Reading(schema, found, how, sources, namespace).declaration()


class _Reading:
    """One schema being turned into records."""

    def __init__(
        self, schema: PrismaSchema, found: list[Link], how: Conventions, sources: Sources, namespace: str
    ) -> None:
        self.schema, self.links, self.how, self.sources, self.namespace = schema, found, how, sources, namespace
        self.builder = Builder()
        self.builder.files.update(sources.files)
        self.unsaid: set[tuple[str, str]] = set()

    def declaration(self) -> Declaration:
        config = self.schema.config
        for name, at in config.schemas or ():
            if name != "public":
                self._add(pg.Namespace(name=name), at)
        for extension in config.extensions or ():
            self._extension(extension)
        for enum in self.schema.enums.values():
            labels = tuple(value.label for value in enum.values.values())
            found = pg.Enum(namespace=self._space(enum), name=_name(enum.label), labels=labels)
            self._add(found, enum.block.at, enum.name)
        for model in self.schema.models.values():
            if model.view:
                where = address("view", self._space(model), _name(model.table))
                self.builder.skip(self.sources.origin(model.block.at), _VIEW, where)
            else:
                self._table(model)
        for link in self.links:
            self._link(link)
        says = scope(
            [name for name, _ in config.schemas] if config.schemas else [self.namespace],
            [extension.name for extension in config.extensions or ()],
            config.previews,
            says_schemas=config.schemas is not None,
        )
        return self.builder.done(msgspec.structs.replace(says, unsaid_at=frozenset(self.unsaid)))

    def _add(self, obj: pg.Owned | pg.OnRelation, at: int, called: str | None = None) -> Address:
        where = self.builder.add(obj, self.sources.origin(at))
        if called is not None:
            self.builder.called(where, called)
        return where

    def _space(self, one: Model | Enum) -> str:
        return one.schema[0] if one.schema is not None else self.namespace

    def _extension(self, extension: Extension) -> None:
        self.builder.extensions.add(extension.name)
        found = pg.Extension(name=extension.name, namespace=extension.schema or "public", version=extension.version)
        self._add(found, extension.at)

    # -------------------------------------------------------------- tables

    def _table(self, model: Model) -> None:
        table = pg.Table(namespace=self._space(model), name=_name(model.table))
        self.builder.called(self._add(table, model.block.at), model.name)
        key = {one.field for one in model.id.fields} if model.id is not None else set()
        for position, scalar in enumerate(model.scalars.values(), 1):
            self._column(table, model, scalar, position, scalar in key)
        if model.id is not None:
            name = model.id.name or primary_key(model.table)
            columns = tuple(_name(one.field.column) for one in model.id.fields)
            self._key(table, name, columns, model.id.at)
        for index in model.indexes:
            self._index(table, model, index)

    def _key(self, table: pg.Table, name: str, columns: tuple[str, ...], at: int) -> None:
        self._add(pg.PrimaryKey(**_on(table), name=_name(name), columns=columns), at)

    def _column(self, table: pg.Table, model: Model, scalar: Scalar, position: int, in_key: bool) -> None:
        typed = self._type(scalar)
        left_open = is_open(scalar, (one.column for one in model.scalars.values()))
        counts = is_autoincrement(scalar) and typed in SERIALS
        column = pg.Column(
            **_on(table),
            name=_name(scalar.column),
            position=position,
            type=SERIALS[typed] if counts else typed,
            not_null=scalar.required or in_key or counts,
            default=default_sql(scalar, typed) if not left_open else None,
        )
        where = self._add(column, scalar.at, scalar.name)
        self.builder.called(where, scalar.name)
        if scalar.is_list:
            self.unsaid.add((where, "not_null"))
        if left_open:
            self.unsaid |= {(where, field) for field in ("default", "identity")}

    def _type(self, scalar: Scalar) -> str:
        if isinstance(scalar.type, Enum):
            typed = qualified(self._space(scalar.type), _name(scalar.type.label))
        elif scalar.type is None:
            typed = scalar.sql
        else:
            typed = sql_of(scalar.type, scalar.native)
        return typed + "[]" if scalar.is_list else typed

    def _index(self, table: pg.Table, model: Model, index: Index) -> None:
        found = pg.Index(
            **_on(table),
            name=_name(index_name(index, model, self.how)),
            method=METHODS[index.method or "BTree"],
            columns=tuple(_indexed(one) for one in index.fields),
            unique=index.unique,
            predicate=predicate_sql(index.where, model) if index.where is not None else None,
        )
        self._add(found, index.at)

    # -------------------------------------------------------------- relations

    def _link(self, link: Link) -> None:
        if any(side is not None and (side.model.view or side.to.view) for side in (link.forward, link.back)):
            return
        if link.kind == "pairs" and link.forward is not None:
            self._pairs(link.forward)
        elif link.forward is not None and link.forward.fields and not self.schema.config.emulated:
            self._foreign_key(link.forward, link.forward.fields, link.forward.references or [])

    def _foreign_key(self, side: Relation, fields: list[Scalar], references: list[Scalar]) -> None:
        needed = any(one.required for one in fields)
        usual = ("Cascade" if self.how.old else "Restrict") if needed else "SetNull"
        found = pg.ForeignKey(
            on="table",
            namespace=self._space(side.model),
            relation=_name(side.model.table),
            name=_name(side.map or foreign_key(side.model.table, [one.column for one in fields])),
            columns=tuple(_name(one.column) for one in fields),
            to_namespace=self._space(side.to),
            to_table=_name(side.to.table),
            to_columns=tuple(_name(one.column) for one in references),
            on_delete=ACTIONS[side.on_delete[0] if side.on_delete is not None else usual],
            on_update=ACTIONS[side.on_update[0] if side.on_update is not None else "Cascade"],
        )
        self._add(found, side.attribute_at or side.at)

    def _pairs(self, side: Relation) -> None:
        """The table of an implicit many-to-many relation, in the schema of the model that comes first."""
        first, second = side.model, side.to
        names = Pairs.of(side.relation, first.name, second.name)
        table = pg.Table(namespace=self._space(first), name=_name(names.table))
        self._add(table, side.at)
        for position, (column, model) in enumerate((("A", first), ("B", second)), 1):
            key = model.id.fields[0].field if model.id is not None else None
            if key is not None:
                typed = pg.Column(**_on(table), name=column, position=position, type=self._type(key), not_null=True)
                self._add(typed, side.at)
                if not self.schema.config.emulated:
                    self._pairs_key(table, names, column, model, key, side.at)
        if self.how.pairs_have_key:
            self._key(table, names.primary_key, ("A", "B"), side.at)
        else:
            self._pairs_index(table, names.unique, ("A", "B"), side.at)
        self._pairs_index(table, names.index, ("B",), side.at)

    def _pairs_key(self, table: pg.Table, names: Pairs, column: str, model: Model, key: Scalar, at: int) -> None:
        found = pg.ForeignKey(
            **_on(table),
            name=_name(names.foreign_key(column)),
            columns=(column,),
            to_namespace=self._space(model),
            to_table=_name(model.table),
            to_columns=(_name(key.column),),
            on_delete="cascade",
            on_update="cascade",
        )
        self._add(found, at)

    def _pairs_index(self, table: pg.Table, name: str, columns: tuple[str, ...], at: int) -> None:
        keys = tuple(pg.IndexColumn(column=column) for column in columns)
        found = pg.Index(**_on(table), name=_name(name), method="btree", columns=keys, unique=len(columns) > 1)
        self._add(found, at)


def _on(table: pg.Table) -> dict[str, Any]:
    return {"on": "table", "namespace": table.namespace, "relation": table.name}


def _name(name: str) -> str:
    """A name as PostgreSQL keeps it."""
    return cut(name, LONGEST)


def _indexed(one: Keyed) -> pg.IndexColumn:
    down = bool(one.descending)
    opclass = one.opclass if one.raw or one.opclass is None else CLASSES[one.opclass][0]
    return pg.IndexColumn(column=_name(one.field.column), opclass=opclass, descending=down, nulls_first=down)


__all__ = ["declare", "read"]
