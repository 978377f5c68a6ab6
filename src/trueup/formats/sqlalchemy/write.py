"""A schema as SQLAlchemy models: Tables of one MetaData, enough that reading them back gives the same schema."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from trueup.formats.sqlalchemy.typed import WRITTEN
from trueup.model import Address, Object, Schema, address
from trueup.postgres import objects as pg
from trueup.postgres.exclusions import taken_apart
from trueup.postgres.names import ident, qualified

_HEAD = '''"""Models of a PostgreSQL schema."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    ForeignKeyConstraint,
    Identity,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    Sequence,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy import types
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import UserDefinedType

metadata = MetaData()
'''
_SIZED = re.compile(r"([a-z ]+?)\s*\(([\d,\s]+)\)((?: with(?:out)? time zone)?)\Z")
_PARAMETER = re.compile(r"(?<![:\w$\\]):[\w$]+(?![:\w$])|\\:[\w$]*(?![:\w$])")
"""What SQLAlchemy takes for a parameter in a text, or a colon that is none (``BIND_PARAMS``, ``BIND_PARAMS_ESC``)."""
_SERIAL = {"smallint", "integer", "bigint"}


def write(schema: Schema) -> str:
    """The source of a ``models.py`` that declares a schema, as far as SQLAlchemy can say it."""
    return _Writer(schema).module()


class _Writer:
    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.raw: dict[str, str] = {}
        self.serial: set[str] = set()
        self.apart = dict(zip(_dotted(schema), map("column_{}".format, itertools.count(1)), strict=False))
        self.before: list[str] = []

    def module(self) -> str:
        tables = [one for one in map(self.schema.get, self.schema) if isinstance(one, pg.Table) and one.bound is None]
        body = [self._table(one) for one in tables]
        alone = [*self._sequences(), *self._named_types()]
        classes = [_raw_class(name, sql) for sql, name in self.raw.items()]
        return "\n\n".join([_HEAD, *classes, *alone, *self.before, *body]).rstrip() + "\n"

    def _inside(self, table: pg.Table) -> list[Object]:
        return [self.schema[where] for where in self.schema.contents.get(table.address, ())]

    def _table(self, table: pg.Table) -> str:
        inside = self._inside(table)
        columns = sorted((one for one in inside if isinstance(one, pg.Column)), key=lambda one: one.position)
        key = next((one for one in inside if isinstance(one, pg.PrimaryKey)), None)
        lines = [repr(table.name), "metadata"]
        lines += [self._column(one, key) for one in columns]
        lines += [made for one in inside if isinstance(one, pg.Constraint) and (made := self._constraint(one))]
        lines += [self._index(one) for one in inside if isinstance(one, pg.Index)]
        lines += [f"{word}={value}" for word, value in self._settings(table)]
        return f"Table(\n    {(',' + chr(10) + '    ').join(lines)},\n)"

    def _settings(self, table: pg.Table) -> Iterator[tuple[str, str]]:
        if table.namespace != "public":
            yield "schema", repr(table.namespace)
        if table.comment is not None:
            yield "comment", repr(table.comment)
        if table.unlogged:
            yield "prefixes", "['UNLOGGED']"
        if table.partition_by is not None:
            yield "postgresql_partition_by", repr(table.partition_by)
        if table.parents:
            yield "postgresql_inherits", repr([name for _, name in table.parents])
        if table.access_method is not None:
            yield "postgresql_using", repr(table.access_method)
        if table.tablespace is not None:
            yield "postgresql_tablespace", repr(table.tablespace)

    # -------------------------------------------------------------- columns

    def _column(self, column: pg.Column, key: pg.PrimaryKey | None) -> str:
        parts = [repr(column.name), self._type(column.type, column.collation)]
        in_key = key is not None and column.name in key.columns
        serial = in_key and self._is_serial(column)
        if column.generated is not None:
            parts.append(f"Computed({_text(column.generated)})")
        elif column.identity is not None:
            parts.append(self._identity(column))
        elif column.default is not None and not serial:
            parts.append(f"server_default={_text(column.default)}")
        if in_key and column.identity is None:
            parts.append(f"autoincrement={serial}")
        parts.append(f"nullable={not column.not_null}")
        if column.comment is not None:
            parts.append(f"comment={column.comment!r}")
        made = f"Column({', '.join(parts)})"
        name = self.apart.get(column.address)
        if name is None:
            return made
        self.before.append(f"{name} = {made}")
        return name

    def _is_serial(self, column: pg.Column) -> bool:
        """Whether a default is the next value of the sequence that PostgreSQL makes for SERIAL."""
        owned = (column.namespace, column.relation, column.name)
        made = [one for one in self.schema.objects.values() if isinstance(one, pg.Sequence) and one.owned_by == owned]
        if column.type not in _SERIAL or len(made) != 1 or column.default is None:
            return False
        if made[0].name != f"{column.relation}_{column.name}_seq" or not column.default.startswith("nextval("):
            return False
        self.serial.add(made[0].name)
        return True

    def _identity(self, column: pg.Column) -> str:
        owned = (column.namespace, column.relation, column.name)
        found = next(
            (o for o in self.schema.objects.values() if isinstance(o, pg.Sequence) and o.owned_by == owned), None
        )
        always = f"always={column.identity == 'always'}"
        return f"Identity({always})" if found is None else f"Identity({always}, {_options(found)})"

    def _type(self, sql: str, collation: str | None) -> str:
        """A type of PostgreSQL as SQLAlchemy's, or as a class that says the SQL."""
        if sql.endswith("[]"):
            inner = sql.removesuffix("[]")
            return f"postgresql.ARRAY({self._type(inner, collation)})"
        extra = f"collation={_inside_quotes(collation)!r}" if collation is not None else ""
        enum = self._enum_of(sql)
        if enum is not None:
            return enum
        domain = self._domain_of(sql)
        if domain is not None:
            return domain
        if sql in WRITTEN:
            fits = collation is None or "{}" in WRITTEN[sql]
            return WRITTEN[sql].format(extra) if fits else self._own(sql, collation)
        sized = _SIZED.fullmatch(sql)
        if sized is not None and f"{sized[1]}(){sized[3]}" in WRITTEN:
            numbers = sized[2].replace(" ", "").replace(",", ", ")
            return WRITTEN[f"{sized[1]}(){sized[3]}"].format(f"{numbers}, {extra}" if extra else numbers)
        return self._own(sql, collation)

    def _own(self, sql: str, collation: str | None) -> str:
        sql += f" COLLATE {collation}" if collation is not None else ""
        return self.raw.setdefault(sql, f"Type{len(self.raw) + 1}") + "()"

    def _enum_of(self, sql: str) -> str | None:
        found = self._typed(sql, pg.Enum)
        return self._enum(found) if isinstance(found, pg.Enum) else None

    def _typed(self, sql: str, kind: type[pg.Qualified]) -> pg.Qualified | None:
        named = (o for o in self.schema.objects.values() if isinstance(o, kind))
        return next((one for one in named if qualified(one.namespace, one.name) == sql), None)

    def _enum(self, found: pg.Enum) -> str:
        labels = "".join(f"{label!r}, " for label in found.labels)
        schema = f", schema={found.namespace!r}" if found.namespace != "public" else ""
        return f"types.Enum({labels}name={found.name!r}{schema})"

    def _domain_of(self, sql: str) -> str | None:
        found = self._typed(sql, pg.Domain)
        return self._domain(found) if isinstance(found, pg.Domain) else None

    def _domain(self, found: pg.Domain) -> str:
        parts = [repr(found.name), self._type(found.type, found.collation)]
        if found.namespace != "public":
            parts.append(f"schema={found.namespace!r}")
        if found.default is not None:
            parts.append(f"default={_text(found.default)}")
        if found.not_null:
            parts.append("not_null=True")
        for where in self.schema.contents.get(found.address, ())[:1]:
            check = self.schema[where]
            if isinstance(check, pg.DomainCheck):
                parts += [f"check={_text(check.expression)}", f"constraint_name={check.name!r}"]
        return f"postgresql.DOMAIN({', '.join(parts)})"

    # -------------------------------------------------------------- constraints and indexes

    def _constraint(self, one: pg.Constraint) -> str | None:
        more = [f"name={one.name!r}"]
        if one.comment is not None:
            more.append(f"comment={one.comment!r}")
        if isinstance(one, pg.Key | pg.ForeignKey) and one.deferrable:
            more.append("deferrable=True" + (", initially='DEFERRED'" if one.deferred else ""))
        if isinstance(one, pg.Check):
            valid = [] if one.valid else ["postgresql_not_valid=True"]
            return f"CheckConstraint({', '.join([_text(one.expression), *more, *valid])})"
        if isinstance(one, pg.ForeignKey):
            return self._foreign_key(one, more)
        if isinstance(one, pg.Exclusion):
            return _exclusion(one, more)
        if isinstance(one, pg.Key):
            word = "PrimaryKeyConstraint" if isinstance(one, pg.PrimaryKey) else "UniqueConstraint"
            more += [f"postgresql_include={list(one.include)!r}"] if one.include else []
            more += ["postgresql_nulls_not_distinct=True"] if one.nulls_not_distinct else []
            return f"{word}({', '.join([*map(repr, one.columns), *more])})"
        return None

    def _foreign_key(self, one: pg.ForeignKey, more: list[str]) -> str:
        space = f"{one.to_namespace}." if one.to_namespace != "public" else ""
        table = address("table", one.to_namespace, one.to_table)
        known = [self.apart.get(table.child("column", name)) for name in one.to_columns]
        texts = [repr(f"{space}{one.to_table}.{name}") for name in one.to_columns]
        targets = ", ".join(apart or text for apart, text in zip(known, texts, strict=True))
        chosen = f" ({', '.join(map(ident, one.set_columns))})" if one.set_columns else ""
        for word, action, columns in (("onupdate", one.on_update, ""), ("ondelete", one.on_delete, chosen)):
            more += [f"{word}={action.upper() + columns!r}"] if action != "no action" else []
        more += [f"match={one.match.upper()!r}"] if one.match != "simple" else []
        more += [] if one.valid else ["postgresql_not_valid=True"]
        return f"ForeignKeyConstraint({list(one.columns)!r}, [{targets}], {', '.join(more)})"

    def _index(self, one: pg.Index) -> str:
        parts = [repr(one.name), *map(_key, one.columns)]
        parts += ["unique=True"] if one.unique else []
        parts += [f"postgresql_using={one.method!r}"] if one.method != "btree" else []
        parts += [f"postgresql_where={_text(one.predicate)}"] if one.predicate is not None else []
        parts += [f"postgresql_include={list(one.include)!r}"] if one.include else []
        parts += ["postgresql_nulls_not_distinct=True"] if one.nulls_not_distinct else []
        if one.options:
            parts.append(f"postgresql_with={dict(option.split('=', 1) for option in one.options)!r}")
        parts += [f"postgresql_tablespace={one.tablespace!r}"] if one.tablespace is not None else []
        return f"Index({', '.join(parts)})"

    # -------------------------------------------------------------- what stands on its own

    def _sequences(self) -> Iterator[str]:
        for one in map(self.schema.get, self.schema):
            if isinstance(one, pg.Sequence) and not one.identity and one.name not in self.serial:
                schema = f", schema={one.namespace!r}" if one.namespace != "public" else ""
                kind = f", data_type={WRITTEN[one.type].format('')}"
                yield f"Sequence({one.name!r}, metadata=metadata{schema}{kind}, {_options(one)})"

    def _named_types(self) -> Iterator[str]:
        for one in map(self.schema.get, self.schema):
            if isinstance(one, pg.Enum):
                yield self._enum(one).removesuffix(")") + ", metadata=metadata)"
            elif isinstance(one, pg.Domain):
                yield self._domain(one).removesuffix(")") + ", metadata=metadata)"


def _dotted(schema: Schema) -> list[Address]:
    """Columns that foreign keys refer to and no text ``table.column`` means, as there is a dot in a name."""
    keys = [one for one in schema.objects.values() if isinstance(one, pg.ForeignKey)]
    found = {
        address("table", one.to_namespace, one.to_table).child("column", name)
        for one in keys
        for name in one.to_columns
        if "." in one.to_table + name
    }
    return sorted(found)


def _options(one: pg.Sequence) -> str:
    words = {"start": one.start, "increment": one.increment, "minvalue": one.minimum, "maxvalue": one.maximum}
    text = ", ".join(f"{word}={value}" for word, value in words.items())
    return f"{text}, cache={one.cache}, cycle={one.cycle}"


def _key(key: pg.IndexColumn) -> str:
    if key.column is not None and key == pg.IndexColumn(column=key.column):
        return repr(key.column)
    text = ident(key.column) if key.column is not None else key.expression or ""
    text += f" COLLATE {key.collation}" if key.collation is not None else ""
    text += f" {key.opclass}" if key.opclass is not None else ""
    text += f" ({', '.join(key.opclass_options)})" if key.opclass_options else ""
    text += " DESC" if key.descending else ""
    if key.nulls_first != key.descending:
        text += " NULLS FIRST" if key.nulls_first else " NULLS LAST"
    return _text(text)


def _exclusion(one: pg.Exclusion, more: list[str]) -> str:
    found = taken_apart(one.definition)
    parts = [f"({_text(element.ordered)}, {element.operator!r})" for element in found.elements]
    more = [*more, f"using={found.method!r}"] + ([f"where={_text(found.where)}"] if found.where is not None else [])
    more += ["deferrable=True"] if found.deferrable else []
    more += ["initially='DEFERRED'"] if found.deferred else []
    return f"postgresql.ExcludeConstraint({', '.join([*parts, *more])})"


def _text(sql: str) -> str:
    """SQL as ``text(…)``, in which a colon before a word would be a parameter."""
    return f"text({_PARAMETER.sub(_escaped, sql)!r})"


def _escaped(found: re.Match[str]) -> str:
    return chr(92) + found[0]


def _inside_quotes(collation: str) -> str:
    """A collation as SQLAlchemy puts it between quotes, without PostgreSQL's own schema."""
    parts = [quoted or bare for quoted, bare in re.findall(r'"((?:[^"]|"")+)"|([^."]+)', collation)]
    return '"."'.join(part for part in parts if part != "pg_catalog")


def _raw_class(name: str, sql: str) -> str:
    return f"class {name}(UserDefinedType):\n    def get_col_spec(self, **kw):\n        return {sql!r}"
