"""A schema -> models.py, as far as Django has words for it: tables, columns, keys, indexes, checks and comments.

Conditions and defaults are written as SQL (``RawSQL``, ``Func``): what they were before is not known any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from trueup.formats.django.types import field_of
from trueup.model import Address, Schema, address
from trueup.postgres.objects import Check, Column, ForeignKey, Index, IndexColumn, Key, PrimaryKey, Table, Unique

_HEAD = """from django.contrib.postgres import fields as postgres
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
_AUTO = {"integer": "AutoField", "bigint": "BigAutoField", "smallint": "SmallAutoField"}
_POSTGRES = frozenset(
    """
    HStoreField BigIntegerRangeField DateRangeField DateTimeRangeField DecimalRangeField IntegerRangeField CICharField
    CITextField CIEmailField
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)


def write(schema: Schema, app: str = "app") -> str:
    """The source of a ``models.py`` whose models, read again, are the schema's tables.

    What Django cannot say is left out, and so are exclusions.
    ``app`` is the label of the app it is for. Names of classes come from names of tables.
    """
    tables = [obj for where in sorted(schema.objects) if isinstance(obj := schema[where], Table)]
    names = {table.address: _Names(_class_name(table), _fields_of(table, schema)) for table in tables}
    models = [_model(table, schema, names, app) for table in tables]
    columns = [one for one in schema.objects.values() if isinstance(one, Column)]
    types = sorted({_base(one.type) for one in columns if field_of(_base(one.type)) is None})
    return "\n\n".join([_HEAD, *map(_type_class, types), *models])


class _Names(NamedTuple):
    """What a table's model and its fields are called."""

    model: str
    fields: dict[str, str]


def _fields_of(table: Table, schema: Schema) -> dict[str, str]:
    found = [one for where in schema.contents.get(table.address, ()) if isinstance(one := schema[where], Column)]
    return {one.name: f"f{number}" for number, one in enumerate(sorted(found, key=lambda c: c.position), 1)}


def _base(type: str) -> str:
    return _base(type[:-2]) if type.endswith("[]") else type


def _type_class(type: str) -> str:
    """A field class for a type that Django has none for."""
    return f"class {_type_name(type)}(models.Field):\n    def db_type(self, connection):\n        return {type!r}\n"


def _type_name(type: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", type)) + "Field"


def _class_name(table: Table) -> str:
    words = re.findall(r"[A-Za-z0-9]+", f"{table.namespace}_{table.name}")
    return "".join(word[:1].upper() + word[1:] for word in words)


def _model(table: Table, schema: Schema, names: dict[Address, _Names], app: str) -> str:
    inside = [schema[where] for where in schema.contents.get(table.address, ())]
    columns = sorted((one for one in inside if isinstance(one, Column)), key=lambda column: column.position)
    keys = {one.columns[0]: one for one in inside if isinstance(one, PrimaryKey) and len(one.columns) == 1}
    links = {one.columns[0]: one for one in inside if isinstance(one, ForeignKey) and len(one.columns) == 1}
    fields = names[table.address].fields
    lines = [f"class {names[table.address].model}(models.Model):"]
    composite = next((one for one in inside if isinstance(one, PrimaryKey) and len(one.columns) > 1), None)
    if composite is not None:
        lines.append(f"    pk = models.CompositePrimaryKey({', '.join(repr(fields[c]) for c in composite.columns)})")
    for column in columns:
        link = links.get(column.name)
        written = _link(column, link, column.name in keys, names, app) if link is not None else ""
        lines.append(f"    {fields[column.name]} = {written or _field(column, column.name in keys)}")
    lines += ["", "    class Meta:", f"        app_label = {app!r}", f"        db_table = {_table(table)!r}"]
    if table.comment is not None:
        lines.append(f"        db_table_comment = {table.comment!r}")
    lines += _listed("indexes", (text for one in inside if isinstance(one, Index) for text in _index(one, fields)))
    lines += _listed("constraints", (text for one in inside for text in _constraint(one, fields)))
    return "\n".join(lines)


def _table(table: Table) -> str:
    return table.name if table.namespace == "public" else f'{table.namespace}"."{table.name}'


def _listed(option: str, texts: Iterable[str]) -> list[str]:
    found = [f"            {text}," for text in texts]
    return [f"        {option} = [", *found, "        ]"] if found else []


def _link(column: Column, key: ForeignKey, primary: bool, names: dict[Address, _Names], app: str) -> str:
    """A foreign key; nothing when its table is not here."""
    target = names.get(address("table", key.to_namespace, key.to_table))
    if target is None:
        return ""
    options = [f'"{app}.{target.model}", models.DO_NOTHING, related_name="+", db_index=False']
    options += [f"db_column={column.name!r}, to_field={target.fields[key.to_columns[0]]!r}"]
    options += ["primary_key=True"] if primary else [] if column.not_null else ["null=True"]
    return f"models.ForeignKey({', '.join([*options, *_told(column)])})"


def _told(column: Column) -> Iterator[str]:
    if column.comment is not None:
        yield f"db_comment={column.comment!r}"
    if column.default is not None:
        yield f"db_default={_raw(column.default)}"


def _field(column: Column, primary: bool) -> str:
    options = [f"db_column={column.name!r}"]
    if primary:
        options.append("primary_key=True")
    elif not column.not_null:
        options.append("null=True")
    options += _told(column)
    if column.identity is not None:
        return f"models.{_AUTO[column.type]}({', '.join(options)})"
    kind = _type(column.type, column.collation)
    if column.generated is not None:
        stored = f"expression={_raw(column.generated)}, output_field={kind('')}, db_persist={not column.virtual}"
        return f"models.GeneratedField({stored}, {options[0]})"
    return kind(", ".join(options))


def _raw(sql: str) -> str:
    return f"RawSQL({sql.replace('%', '%%')!r}, [])"


class _Maker:
    """A field class with its own options, to be given more."""

    def __init__(self, head: str, options: str) -> None:
        self.head = head
        self.options = options

    def __call__(self, more: str) -> str:
        return f"{self.head}({', '.join(part for part in (self.options, more) if part)})"


def _type(type: str, collation: str | None) -> _Maker:
    if type.endswith("[]"):
        return _Maker("postgres.ArrayField", _type(type[:-2], collation)(""))
    found = field_of(type)
    if found is None:
        return _Maker(_type_name(type), "")
    name, options = found
    said = [f"{key}={value!r}" for key, value in options.items()]
    if collation is not None:
        said.append(f"db_collation={collation.rpartition('.')[2].strip(chr(34))!r}")
    if name == "SearchVectorField":
        return _Maker(name, "")
    return _Maker(f"{'postgres' if name in _POSTGRES else 'models'}.{name}", ", ".join(said))


def _index(index: Index, fields: dict[str, str]) -> Iterator[str]:
    if index.method not in _INDEXES or index.unique:
        return
    yield f"{_INDEXES[index.method]}({_keys(index, fields)}, name={index.name!r}{_parameters(index)})"


def _parameters(index: Index) -> str:
    options = dict(option.partition("=")[::2] for option in index.options)
    return "".join(f", {name}={_value(value)}" for name, value in options.items())


def _value(value: str) -> str:
    return {"on": "True", "true": "True", "off": "False", "false": "False"}.get(value, value)


def _keys(index: Index, fields: dict[str, str]) -> str:
    parts = [_key(key, fields) for key in index.columns]
    if index.include:
        parts.append(f"include={[fields[name] for name in index.include]!r}")
    if index.predicate is not None:
        parts.append(f"condition=Q({_raw(index.predicate)})")
    return ", ".join(parts)


def _key(key: IndexColumn, fields: dict[str, str]) -> str:
    text = f"F({fields[key.column]!r})" if key.column is not None else _raw(key.expression or "")
    if key.opclass is not None:
        text = f"OpClass({text}, name={key.opclass!r})"
    if key.collation is not None:
        text = f"Collate({text}, {key.collation!r})"
    if key.descending or key.nulls_first:
        return f"{text}.{'desc' if key.descending else 'asc'}({_nulls(key)})"
    return text


def _nulls(key: IndexColumn) -> str:
    if key.nulls_first == key.descending:
        return ""
    return "nulls_first=True" if key.nulls_first else "nulls_last=True"


def _constraint(one: object, fields: dict[str, str]) -> Iterator[str]:
    match one:
        case Unique():
            yield f"models.UniqueConstraint(fields={_fields(one, fields)}, name={one.name!r}{_unique(one)})"
        case Index(unique=True, method="btree"):
            nulls = ", nulls_distinct=False" if one.nulls_not_distinct else ""
            yield f"models.UniqueConstraint({_keys(one, fields)}, name={one.name!r}{nulls})"
        case Check():
            yield f"models.CheckConstraint(condition=Q({_raw(one.expression)}), name={one.name!r})"


def _fields(one: Key, fields: dict[str, str]) -> str:
    return repr([fields[name] for name in one.columns])


def _unique(one: Unique) -> str:
    text = ", nulls_distinct=False" if one.nulls_not_distinct else ""
    if one.deferrable:
        text += f", deferrable=Deferrable.{'DEFERRED' if one.deferred else 'IMMEDIATE'}"
    return text
