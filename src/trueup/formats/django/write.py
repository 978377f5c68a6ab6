"""A schema -> models.py, as far as Django has words for it: tables, columns, keys, indexes, checks and comments.

Conditions and defaults are written as SQL (``RawSQL``, ``Func``): what they were before is not known any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from trueup.formats.django import names as naming
from trueup.formats.django.types import KINDS, field_of
from trueup.model import Address, Schema, address
from trueup.postgres.exclusions import Element, taken_apart
from trueup.postgres.objects import (
    Check,
    Column,
    Exclusion,
    ForeignKey,
    Index,
    IndexColumn,
    Key,
    PrimaryKey,
    Table,
    Unique,
)

_HEAD = """from django.contrib.postgres import fields as postgres
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.indexes import (
    BrinIndex, BTreeIndex, GinIndex, GistIndex, HashIndex, OpClass, SpGistIndex
)
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Deferrable, F, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Collate
"""
_INDEXES = {
    "btree": "models.Index",
    "gin": "GinIndex",
    "gist": "GistIndex",
    "brin": "BrinIndex",
    "hash": "HashIndex",
    "spgist": "SpGistIndex",
}
_PARAMETERS = {
    "btree": ("deduplicate_items", "fillfactor"),
    "gin": ("fastupdate", "gin_pending_list_limit"),
    "gist": ("buffering", "fillfactor"),
    "brin": ("autosummarize", "pages_per_range"),
    "hash": ("fillfactor",),
    "spgist": ("fillfactor",),
}
"""The storage parameters Django's class of an access method takes."""
_COLLATED = ("CharField", "TextField")
_COLLATION = re.compile(r"[\w-]+")
"""What ``Collate`` takes for the name of a collation."""
_LITERAL = re.compile(r"(?<![\w$])'(?:[^'\\]|'')*'")
_AUTO = {"integer": "AutoField", "bigint": "BigAutoField", "smallint": "SmallAutoField"}
_PLACES = {
    "django.db.models": "models.",
    "django.contrib.postgres.fields": "postgres.",
    "django.contrib.postgres.search": "",
}
"""How the classes of a package are written."""


def write(schema: Schema, app: str = "app") -> str:
    """The source of a ``models.py`` whose models, read again, are the schema's tables.

    What Django cannot say is left out. ``app`` is the label of the app it is for. Names of classes come from names of
    tables and types.
    """
    return _Writer(schema, app).module()


class _Names(NamedTuple):
    """What a table's model and its fields are called."""

    model: str
    fields: dict[str, str]


class _Writer:
    def __init__(self, schema: Schema, app: str) -> None:
        self.schema = schema
        self.app = app
        self.taken = set(re.findall(r"\w+", _HEAD.lower()))
        self.tables = [one for where in schema if isinstance(one := schema[where], Table)]
        self.names = {
            table.address: _Names(self.called(f"{table.namespace}_{table.name}"), _fields_of(table, schema))
            for table in self.tables
        }
        self.types: dict[str, str] = {}

    def called(self, text: str, ending: str = "") -> str:
        """A name for a class that no other has, in whatever case."""
        words = re.findall(r"[A-Za-z0-9]+", text)
        base = "".join(word[:1].upper() + word[1:] for word in words)
        base = base if base[:1].isalpha() else f"Model{base}"
        number = 1
        while (found := f"{base}{number if number > 1 else ''}{ending}").lower() in self.taken:
            number += 1
        self.taken.add(found.lower())
        return found

    def module(self) -> str:
        models = [self.model(table) for table in self.tables]
        classes = [
            f"class {name}(models.Field):\n    def db_type(self, connection):\n        return {type!r}\n"
            for type, name in self.types.items()
        ]
        return "\n\n".join([_HEAD, *classes, *models])

    def model(self, table: Table) -> str:
        inside = [self.schema[where] for where in self.schema.contents.get(table.address, ())]
        columns = sorted((one for one in inside if isinstance(one, Column)), key=lambda column: column.position)
        keys = {one.columns[0] for one in inside if isinstance(one, PrimaryKey) and len(one.columns) == 1}
        links = {one.columns[0]: one for one in inside if isinstance(one, ForeignKey) and len(one.columns) == 1}
        like = {made for column in columns if column.name in keys and (made := _like(column, inside))}
        fields = self.names[table.address].fields
        lines = [f"class {self.names[table.address].model}(models.Model):"]
        composite = next((one for one in inside if isinstance(one, PrimaryKey) and len(one.columns) > 1), None)
        if composite is not None:
            lines.append(
                f"    pk = models.CompositePrimaryKey({', '.join(repr(fields[c]) for c in composite.columns)})"
            )
        for column in columns:
            link = links.get(column.name)
            options = [f"db_column={_quoted(column.name)!r}"]
            options += ["primary_key=True"] if column.name in keys else [] if column.not_null else ["null=True"]
            options += _told(column)
            written = self.link(column, link, options) if link is not None else ""
            plain = column.name not in keys or bool(like)
            lines.append(f"    {fields[column.name]} = {written or self.field(column, options, plain)}")
        lines += ["", "    class Meta:", f"        app_label = {self.app!r}", f"        db_table = {_table(table)!r}"]
        if table.comment is not None:
            lines.append(f"        db_table_comment = {table.comment!r}")
        if table.tablespace is not None:
            lines.append(f"        db_tablespace = {table.tablespace!r}")
        indexes = [one for one in inside if isinstance(one, Index) and one.name not in like]
        lines += _listed("indexes", (text for one in indexes for text in _index(one, fields)))
        lines += _listed("constraints", (text for one in inside for text in _constraint(one, fields)))
        return "\n".join(lines)

    def link(self, column: Column, key: ForeignKey, options: list[str]) -> str:
        """A foreign key; nothing when its table is not here or its column is not of the type of what it points to."""
        there = address("table", key.to_namespace, key.to_table)
        target = self.schema.get(there.child("column", key.to_columns[0]))
        if there not in self.names or not isinstance(target, Column):
            return ""
        if (target.type, target.collation) != (column.type, column.collation) or column.generated is not None:
            return ""
        to = self.names[there]
        first = f'"{self.app}.{to.model}", models.DO_NOTHING, related_name="+", db_index=False'
        return f"models.ForeignKey({', '.join([first, f'to_field={to.fields[target.name]!r}', *options])})"

    def field(self, column: Column, options: list[str], plain: bool) -> str:
        """A field; where it is not plain, its class must not bring an index for LIKE."""
        if column.identity is not None and column.type in _AUTO:
            return f"models.{_AUTO[column.type]}({', '.join(options)})"
        maker = self.maker(column.type, column.collation, plain)
        if column.generated is not None:
            stored = f"expression={_raw(column.generated)}, output_field={maker('')}, db_persist={not column.virtual}"
            return f"models.GeneratedField({', '.join([stored, *(one for one in options if one != 'null=True')])})"
        return maker(", ".join(options))

    def maker(self, type: str, collation: str | None, plain: bool = True) -> _Maker:
        """What makes a field of a type: Django's class for it, or one of its own."""
        if type.endswith("[]"):
            return _Maker("postgres.ArrayField", self.maker(type[:-2], collation)(""))
        found = field_of(type)
        place = _PLACES.get(KINDS[found[0]].package) if found is not None else None
        collates = found is not None and found[0] in _COLLATED
        if found is None or place is None or (collates and not plain) or (collation is not None and not collates):
            return _Maker(self.own("pg_catalog.text" if type == "text" and not plain else type, collation), "")
        name, options = found
        said = [f"{key}={value!r}" for key, value in options.items()]
        said += [f"db_collation={_collation(collation)!r}"] if collation is not None else []
        return _Maker(f"{place}{name}", ", ".join(said))

    def own(self, type: str, collation: str | None) -> str:
        """The name of a field class for a type that Django has none for."""
        sql = type if collation is None else f"{type} COLLATE {collation}"
        if sql not in self.types:
            self.types[sql] = self.called(sql, "Field")
        return self.types[sql]


def _fields_of(table: Table, schema: Schema) -> dict[str, str]:
    found = [one for where in schema.contents.get(table.address, ()) if isinstance(one := schema[where], Column)]
    return {one.name: f"f{number}" for number, one in enumerate(sorted(found, key=lambda c: c.position), 1)}


def _like(column: Column, inside: Iterable[object]) -> str | None:
    """The name of the index for LIKE that Django makes of a key, if the table has it."""
    name = naming.index_name(column.relation, [column.name], "_like")
    return next((one.name for one in inside if isinstance(one, Index) and one.name == name), None)


def _quoted(*names: str) -> str:
    """A name as Django wants it, which puts quotes around and escapes none in it, and takes one in quotes as it is."""
    inside = '"."'.join(name.replace('"', '""') for name in names)
    return f'"{inside}"' if inside.startswith('"') and inside.endswith('"') else inside


def _table(table: Table) -> str:
    return _quoted(table.name) if table.namespace == "public" else _quoted(table.namespace, table.name)


def _collation(collation: str) -> str:
    """A collation as a field says it: PostgreSQL's own by its name alone."""
    first, *rest = Address(f"collation {collation}").names
    return _quoted(*rest) if first == "pg_catalog" else _quoted(first, *rest)


def _listed(option: str, texts: Iterable[str]) -> list[str]:
    found = [f"            {text}," for text in texts]
    return [f"        {option} = [", *found, "        ]"] if found else []


def _told(column: Column) -> Iterator[str]:
    if column.comment is not None:
        yield f"db_comment={column.comment!r}"
    if column.default is not None:
        yield f"db_default={_raw(column.default)}"


def _raw(sql: str, more: str = "") -> str:
    """SQL as it stands. A literal with a percent sign is a parameter, as Django doubles such a sign not everywhere."""
    values: list[str] = []

    def given(found: re.Match[str]) -> str:
        if "%" not in found[0]:
            return found[0]
        values.append(found[0][1:-1].replace("''", "'"))
        return "\0"

    text = _LITERAL.sub(given, sql).replace("%", "%%").replace("\0", "%s")
    return f"RawSQL({text!r}, {values!r}{more})"


def _condition(sql: str) -> str:
    return f"Q({_raw(sql, ', output_field=models.BooleanField()')})"


class _Maker:
    """A field class with its own options, to be given more."""

    def __init__(self, head: str, options: str) -> None:
        self.head = head
        self.options = options

    def __call__(self, more: str) -> str:
        return f"{self.head}({', '.join(part for part in (self.options, more) if part)})"


def _name(name: str) -> str:
    """The name of an index or constraint, in which Django puts the names of app and class."""
    return f"name={_quoted(name).replace('%', '%%')!r}"


def _index(index: Index, fields: dict[str, str]) -> Iterator[str]:
    keys = _keys(index, fields)
    if index.method not in _INDEXES or index.unique or keys is None:
        return
    known = _PARAMETERS[index.method]
    given = (one.partition("=")[::2] for one in index.options)
    options = {name: word for name, value in given if name in known and (word := _value(value)) is not None}
    kind = "BTreeIndex" if options and index.method == "btree" else _INDEXES[index.method]
    said = [keys, _name(index.name), *(f"{name}={value}" for name, value in options.items())]
    said += [f"db_tablespace={index.tablespace!r}"] if index.tablespace is not None else []
    yield f"{kind}({', '.join(said)})"


def _value(value: str) -> str | None:
    """A storage parameter in Python; None for a word like ``auto``, which is the default."""
    return value if value.isdigit() else {"on": "True", "true": "True", "off": "False", "false": "False"}.get(value)


def _keys(index: Index, fields: dict[str, str]) -> str | None:
    """The keys, what is included and the condition; None when Django has no words for a key."""
    parts = [_key(key, fields) for key in index.columns]
    if index.include:
        parts.append(f"include={[fields[name] for name in index.include]!r}")
    if index.predicate is not None:
        parts.append(f"condition={_condition(index.predicate)}")
    return ", ".join(part for part in parts if part is not None) if None not in parts else None


def _key(key: IndexColumn | Element, fields: dict[str, str]) -> str | None:
    if key.column is not None:
        text = f"F({fields[key.column]!r})"
    else:
        text = _raw((key.expression if isinstance(key, IndexColumn) else key.key) or "")
    if key.collation is not None:
        said = _collation(key.collation)
        if _COLLATION.fullmatch(said) is None:
            return None
        text = f"Collate({text}, {said!r})"
    if key.opclass is not None:
        options = f" ({', '.join(key.opclass_options)})" if isinstance(key, IndexColumn) and key.opclass_options else ""
        text = f"OpClass({text}, name={key.opclass + options!r})"
    if key.descending or key.nulls_first:
        return f"{text}.{'desc' if key.descending else 'asc'}({_nulls(key)})"
    return text


def _nulls(key: IndexColumn | Element) -> str:
    if key.nulls_first == key.descending:
        return ""
    return "nulls_first=True" if key.nulls_first else "nulls_last=True"


def _constraint(one: object, fields: dict[str, str]) -> Iterator[str]:
    match one:
        case Unique():
            if not one.include:
                yield f"models.UniqueConstraint(fields={_fields(one, fields)}, {_name(one.name)}{_unique(one)})"
        case Index(unique=True, method="btree"):
            nulls = ", nulls_distinct=False" if one.nulls_not_distinct else ""
            keys = _keys(one, fields)
            if keys is not None:
                yield f"models.UniqueConstraint({keys}, {_name(one.name)}{nulls})"
        case Check():
            yield f"models.CheckConstraint(condition={_condition(one.expression)}, {_name(one.name)})"
        case Exclusion():
            yield from _exclusion(one, fields)


def _exclusion(one: Exclusion, fields: dict[str, str]) -> Iterator[str]:
    found = taken_apart(one.definition)
    keys = [_key(element, fields) for element in found.elements]
    if found.method not in naming.EXCLUDING or None in keys:
        return
    pairs = ", ".join(f"({key}, {element.operator!r})" for key, element in zip(keys, found.elements, strict=True))
    said = [_name(one.name), f"index_type={found.method.upper()!r}", f"expressions=[{pairs}]"]
    said += [f"include={[fields[name] for name in found.include]!r}"] if found.include else []
    said += [f"condition={_condition(found.where)}"] if found.where is not None else []
    text = ", ".join(said) + _deferral(found.deferrable, found.deferred)
    yield f"ExclusionConstraint({text})"


def _fields(one: Key, fields: dict[str, str]) -> str:
    return repr([fields[name] for name in one.columns])


def _unique(one: Unique) -> str:
    nulls = ", nulls_distinct=False" if one.nulls_not_distinct else ""
    return nulls + _deferral(one.deferrable, one.deferred)


def _deferral(deferrable: bool, deferred: bool) -> str:
    return f", deferrable=Deferrable.{'DEFERRED' if deferred else 'IMMEDIATE'}" if deferrable else ""
