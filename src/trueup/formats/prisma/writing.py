"""A schema -> a Prisma schema that reads as the same, as far as Prisma has words; what it has none for is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from trueup.formats.prisma.naming import Conventions, foreign_key, primary_key
from trueup.formats.prisma.opclasses import METHODS
from trueup.formats.prisma.opclasses import written as written_class
from trueup.formats.prisma.resolve import RESERVED
from trueup.formats.prisma.types import SCALARS, SERIALS, written
from trueup.model import Address, Schema, address
from trueup.postgres import objects as pg
from trueup.postgres.names import qualified

_ACTIONS = {
    "cascade": "Cascade",
    "restrict": "Restrict",
    "no action": "NoAction",
    "set null": "SetNull",
    "set default": "SetDefault",
}
_METHODS = {sql: name for name, sql in METHODS.items()}
_STRANGE = re.compile(r"[^A-Za-z0-9_]+")
_WHOLE = re.compile(r"-?[0-9]{1,18}\Z")


def write(schema: Schema) -> str:
    """The text of one ``schema.prisma``; of what Prisma cannot say nothing is written."""
    return _Writer(schema).text()


def quoted(text: str) -> str:
    """A string with the escapes of JSON."""
    import json

    return json.dumps(text, ensure_ascii=False)


class _Names:
    """Names that Prisma takes, each given once; what is not in the database so is mapped."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = set(taken)

    def of(self, name: str) -> str:
        """A name of its own for something, its name in the database if that will do."""
        plain = _STRANGE.sub("_", name).strip("_") or "x"
        found = plain = plain if plain[0].isalpha() else f"x{plain}"
        number = 2
        while found in self.taken:
            found, number = f"{plain}_{number}", number + 1
        self.taken.add(found)
        return found


class _Writer:
    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.tables = [obj for where, obj in sorted(schema.objects.items()) if isinstance(obj, pg.Table)]
        self.enums = [obj for where, obj in sorted(schema.objects.items()) if isinstance(obj, pg.Enum)]
        tops = _Names((*SCALARS, *RESERVED))
        self.models = {table.address: tops.of(table.name) for table in self.tables}
        self.named = {qualified(enum.namespace, enum.name): tops.of(enum.name) for enum in self.enums}
        self.fields: dict[Address, dict[str, str]] = {}
        self.names: dict[Address, _Names] = {}
        for table in self.tables:
            self.names[table.address] = _Names()
            columns = self.columns(table)
            self.fields[table.address] = {one.name: self.names[table.address].of(one.name) for one in columns}
        self.lines: dict[Address, list[str]] = {table.address: [] for table in self.tables}
        self.namespaces = sorted({one.namespace for one in (*self.tables, *self.enums)})
        self.several = self.namespaces not in ([], ["public"])

    def text(self) -> str:
        """The whole file."""
        for table in self.tables:
            for key in self.inside(table, pg.ForeignKey):
                self.relation(table, key)
        blocks = [*self.config(), *map(self.enum, self.enums), *map(self.model, self.tables)]
        return "\n".join(blocks)

    def config(self) -> Iterator[str]:
        if any(isinstance(obj, pg.Index) and obj.predicate is not None for obj in self.schema.objects.values()):
            yield _block("generator client", ['provider = "prisma-client"', 'previewFeatures = ["partialIndexes"]'])
        listed = f"schemas = [{', '.join(map(quoted, self.namespaces))}]"
        yield _block("datasource db", ['provider = "postgresql"', *([listed] if self.several else [])])

    def inside(self, table: pg.Table, kind: type[pg.OnRelation]) -> list[pg.OnRelation]:
        found = (self.schema[where] for where in self.schema.contents.get(table.address, ()))
        return [obj for obj in found if isinstance(obj, kind)]

    def columns(self, table: pg.Table) -> list[pg.Column]:
        found = [one for one in self.inside(table, pg.Column) if isinstance(one, pg.Column)]
        return sorted(found, key=lambda column: column.position)

    def enum(self, enum: pg.Enum) -> str:
        names = _Names()
        lines = []
        for label in enum.labels:
            name = names.of(label)
            lines.append(name if name == label else f"{name} @map({quoted(label)})")
        name = self.named[qualified(enum.namespace, enum.name)]
        return _block(f"enum {name}", [*lines, *self.mapped(name, enum.name, enum.namespace)])

    def mapped(self, name: str, real: str, namespace: str) -> Iterator[str]:
        if name != real:
            yield f"@@map({quoted(real)})"
        if self.several:
            yield f"@@schema({quoted(namespace)})"

    # -------------------------------------------------------------- models

    def model(self, table: pg.Table) -> str:
        name = self.models[table.address]
        lines = [self.column(table, column) for column in self.columns(table)]
        lines += self.lines[table.address]
        lines += [line for key in self.inside(table, pg.Key) if (line := self.key(table, key)) is not None]
        lines += [line for index in self.inside(table, pg.Index) if (line := self.index(table, index)) is not None]
        if self.is_ignored(table):
            lines.append("@@ignore")
        return _block(f"model {name}", [*lines, *self.mapped(name, table.name, table.namespace)])

    def is_ignored(self, table: pg.Table) -> bool:
        """Whether the client could not tell its rows apart."""
        columns = {column.name: column for column in self.columns(table)}
        return not any(
            all(columns[name].not_null and self.type(columns[name])[1] for name in names)
            for names in self.criteria(table)
        )

    def criteria(self, table: pg.Table) -> Iterator[tuple[str, ...]]:
        for key in self.inside(table, pg.Key):
            if isinstance(key, pg.Key):
                yield key.columns
        for index in self.inside(table, pg.Index):
            if isinstance(index, pg.Index) and index.unique and _is_plain(index):
                yield tuple(one.column or "" for one in index.columns)

    def type(self, column: pg.Column) -> tuple[str, bool, str]:
        """A column's type without its brackets, whether Prisma supports it, and the attribute of its native type."""
        bare = column.type.removesuffix("[]")
        if bare in self.named:
            return self.named[bare], True, ""
        scalar, native = written(bare)
        return scalar, scalar in SCALARS, f" @db.{native}" if native is not None else ""

    def column(self, table: pg.Table, column: pg.Column) -> str:
        name = self.fields[table.address][column.name]
        typed, _, native = self.type(column)
        arity = "[]" if column.type.endswith("[]") else "" if column.not_null else "?"
        text = f"{name} {typed}{arity}{native}"
        default = self.default(column)
        if default is not None:
            text += f" @default({default})"
        return text if name == column.name else f"{text} @map({quoted(column.name)})"

    def default(self, column: pg.Column) -> str | None:
        default = column.default
        if default is None:
            return None
        if default.startswith("nextval(") and column.type in SERIALS:
            return "autoincrement()"
        if column.type == "boolean" and default in ("true", "false"):
            return default
        if column.type in SERIALS and _WHOLE.match(default):
            return default
        if default == "CURRENT_TIMESTAMP" and self.type(column)[0] == "DateTime" and not column.type.endswith("[]"):
            return "now()"
        return f"dbgenerated({quoted(default)})"

    def listed(self, table: pg.Table, columns: Iterable[str]) -> str:
        return f"[{', '.join(self.fields[table.address][name] for name in columns)}]"

    def key(self, table: pg.Table, key: pg.OnRelation) -> str | None:
        if not isinstance(key, pg.Key):
            return None
        listed = self.listed(table, key.columns)
        if isinstance(key, pg.PrimaryKey):
            return f"@@id({listed}{_named(key.name, primary_key(table.name))}{self.client_name(table, key.columns)})"
        return f"@@unique({listed}, map: {quoted(key.name)}{self.client_name(table, key.columns)})"

    def client_name(self, table: pg.Table, columns: Iterable[str]) -> str:
        """A name for the client where the one it would make of several fields is a field's."""
        joined = "_".join(self.fields[table.address][name] for name in columns)
        return f", name: {quoted(joined + '_key')}" if joined in self.fields[table.address].values() else ""

    def index(self, table: pg.Table, index: pg.OnRelation) -> str | None:
        if not isinstance(index, pg.Index) or index.method not in _METHODS:
            return None
        keys = [self.keyed(table, index, key) for key in index.columns]
        if any(key is None for key in keys):
            return None
        text = f"[{', '.join(filter(None, keys))}]"
        columns = [key.column or "" for key in index.columns]
        how = Conventions()
        usual = how.unique(table.name, columns) if index.unique else how.index(table.name, columns)
        text += _named(index.name, usual)
        if index.predicate is not None:
            text += f", where: raw({quoted(index.predicate)})"
        if index.unique:
            several = self.client_name(table, columns) if len(columns) > 1 else ""
            return f"@@unique({text}{several})" if _can_be_unique(index) else None
        return f"@@index({text}{f', type: {_METHODS[index.method]}' if index.method != 'btree' else ''})"

    def keyed(self, table: pg.Table, index: pg.Index, key: pg.IndexColumn) -> str | None:
        """A field of an index with what is said of it; None for what Prisma cannot say."""
        if key.column is None or key.collation is not None or key.nulls_first != key.descending:
            return None
        said = []
        if key.descending:
            said.append("sort: Desc")
        if key.opclass is not None:
            said.append(f"ops: {written_class(key.opclass) if index.method != 'btree' else _raw(key.opclass)}")
        name = self.fields[table.address][key.column]
        return f"{name}({', '.join(said)})" if said else name

    # -------------------------------------------------------------- relations

    def relation(self, table: pg.Table, key: pg.OnRelation) -> None:
        """The two fields of a foreign key, if Prisma can have it."""
        if not isinstance(key, pg.ForeignKey):
            return
        to = self.schema.get(address("table", key.to_namespace, key.to_table))
        if not isinstance(to, pg.Table) or not self.can_relate(table, key, to):
            return
        name = quoted(f"{self.models[table.address]} {key.name}")
        columns = {column.name: column for column in self.columns(table)}
        optional = "" if all(columns[one].not_null for one in key.columns) else "?"
        usual = foreign_key(table.name, key.columns)
        there = self.names[table.address].of(f"to_{self.models[to.address]}")
        here = self.names[to.address].of(f"of_{self.models[table.address]}")
        kept = " @ignore" if self.is_ignored(table) and not self.is_ignored(to) else ""
        self.lines[table.address].append(
            f"{there} {self.models[to.address]}{optional} @relation({name}, fields: {self.listed(table, key.columns)}, "
            f"references: {self.listed(to, key.to_columns)}, onDelete: {_ACTIONS[key.on_delete]}, "
            f"onUpdate: {_ACTIONS[key.on_update]}{_named(key.name, usual)})"
        )
        self.lines[to.address].append(f"{here} {self.models[table.address]}[] @relation({name}){kept}")

    def can_relate(self, table: pg.Table, key: pg.ForeignKey, to: pg.Table) -> bool:
        """Whether the referenced columns are unique and of the same types, as Prisma wants them."""
        if not any(set(names) == set(key.to_columns) for names in self.criteria(to)):
            return False
        mine = {column.name: self.type(column)[0] for column in self.columns(table)}
        theirs = {column.name: self.type(column)[0] for column in self.columns(to)}
        return all(mine[one] == theirs[other] for one, other in zip(key.columns, key.to_columns, strict=True))


def _is_plain(index: pg.Index) -> bool:
    return index.predicate is None and all(key.column is not None for key in index.columns)


def _can_be_unique(index: pg.Index) -> bool:
    return index.method == "btree" and all(key.opclass is None for key in index.columns)


def _raw(opclass: str) -> str:
    return f"raw({quoted(opclass)})"


def _named(name: str, usual: str) -> str:
    return "" if name == usual else f", map: {quoted(name)}"


def _block(head: str, lines: Iterable[str]) -> str:
    return f"{head} {{\n" + "".join(f"  {line}\n" for line in lines) + "}\n"
