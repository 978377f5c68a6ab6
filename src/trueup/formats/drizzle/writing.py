"""A schema as Drizzle source that declares it: every name spelled out, expressions as ``sql`` templates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from trueup.formats.drizzle.types import KINDS, function_of
from trueup.model import Address, Schema, address
from trueup.postgres import objects as pg
from trueup.postgres.names import ident, qualified

_CORE = (
    "check, customType, foreignKey, index, pgEnum, pgMaterializedView, pgPolicy, pgRole, pgSchema, pgSequence, "
    "pgTable, pgView, primaryKey, unique, uniqueIndex"
)
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SERIAL = {"smallint": "smallserial", "integer": "serial", "bigint": "bigserial"}
_LIMITS = {"smallint": 2**15 - 1, "integer": 2**31 - 1, "bigint": 2**63 - 1}
_SAFE = 2**53


def write(schema: Schema) -> str:
    """Drizzle source (0.3x to 0.4x) for what Drizzle has words for in a schema; the rest is left out."""
    return _Writer(schema).text()


class _Writer:
    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.taken: set[str] = set()
        self.constants: dict[Address, str] = {}
        self.serials: dict[Address, str] = {}
        self.own: set[Address] = set()

    def text(self) -> str:
        """The whole file."""
        self._find_serials()
        for kind in (pg.Namespace, pg.Enum, pg.Table):
            for obj in self._all(kind):
                self.constants[obj.address] = self._constant(obj.name)
        parts = [
            f'import {{ {", ".join(sorted(KINDS))} }} from "drizzle-orm/pg-core";',
            f'import {{ {_CORE} }} from "drizzle-orm/pg-core";',
            'import { sql } from "drizzle-orm";\n',
            *(f"export const {self.constants[n.address]} = pgSchema({_js(n.name)});" for n in self._namespaces()),
            *(self._enum(one) for one in self._all(pg.Enum)),
            *(
                self._sequence(one)
                for one in self._all(pg.Sequence)
                if not one.identity and one.address not in self.own
            ),
            *(self._table(one) for one in self._all(pg.Table)),
            *(self._view(one) for one in self._all(pg.View)),
            *(self._matview(one) for one in self._all(pg.MaterializedView)),
        ]
        return "\n".join(parts) + "\n"

    def _all(self, kind: type[Any]) -> list[Any]:
        found = (self.schema[where] for where in sorted(self.schema.objects))
        return [obj for obj in found if type(obj) is kind]

    def _inside(self, table: pg.Table, kind: type[Any]) -> list[Any]:
        inner = (self.schema[where] for where in self.schema.contents.get(table.address, ()))
        return [obj for obj in inner if isinstance(obj, kind)]

    def _namespaces(self) -> list[pg.Namespace]:
        return [one for one in self._all(pg.Namespace) if one.name != "public"]

    def _constant(self, name: str) -> str:
        stem = "_".join(_WORD.findall(name)) or "x"
        number, found = 1, f"{stem}_"
        while found in self.taken:
            number += 1
            found = f"{stem}_{number}"
        self.taken.add(found)
        return found

    def _maker(self, namespace: str, plain: str, inside: str) -> str:
        where = address("schema", namespace)
        return f"{self.constants[where]}.{inside}" if where in self.constants and namespace != "public" else plain

    # -------------------------------------------------------------- enums and sequences

    def _enum(self, enum: pg.Enum) -> str:
        maker = self._maker(enum.namespace, "pgEnum", "enum")
        labels = ", ".join(map(_js, enum.labels))
        return f"export const {self.constants[enum.address]} = {maker}({_js(enum.name)}, [{labels}]);"

    def _sequence(self, sequence: pg.Sequence) -> str:
        maker = self._maker(sequence.namespace, "pgSequence", "sequence")
        name = self._constant(sequence.name)
        return f"export const {name} = {maker}({_js(sequence.name)}, {_options(sequence)});"

    def _find_serials(self) -> None:
        """Columns that ``serial`` says: an owned sequence with nothing of its own, and the default that calls it."""
        for one in self._all(pg.Sequence):
            if one.owned_by is None or one.identity:
                continue
            namespace, table, name = one.owned_by
            where = address("table", namespace, table).child("column", name)
            column = self.schema.get(where)
            usual = (1, 1, 1, _LIMITS.get(one.type), 1, False)
            same = (one.start, one.increment, one.minimum, one.maximum, one.cache, one.cycle) == usual
            if isinstance(column, pg.Column) and same and column.type == one.type and column.not_null:
                calls = f"nextval('{qualified(one.namespace, one.name)}'::regclass)"
                if column.default == calls and one.name == f"{table}_{name}_seq" and one.namespace == namespace:
                    self.serials[where] = _SERIAL[one.type]
                    self.own.add(one.address)

    # -------------------------------------------------------------- tables

    def _table(self, table: pg.Table) -> str:
        maker = self._maker(table.namespace, "pgTable", "table")
        columns = sorted(self._inside(table, pg.Column), key=lambda column: column.position)
        lines = "".join(f"\n    {_js(column.name)}: {self._column(column)}," for column in columns)
        extras = "".join(f"\n    {extra}," for extra in self._extras(table))
        third = f", (t) => [{extras}\n]" if extras else ""
        secured = ".enableRLS()" if table.rls else ""
        name = self.constants[table.address]
        return f"export const {name} = {maker}({_js(table.name)}, {{{lines}\n}}{third}){secured};"

    def _column(self, column: pg.Column) -> str:
        text = self._typed(column)
        if column.not_null:
            text += ".notNull()"
        if column.generated is not None:
            text += f".generatedAlwaysAs({_sql(column.generated)})"
        elif column.identity is not None:
            text += self._identity(column)
        elif column.default is not None and column.address not in self.serials:
            text += f".default({_sql(column.default)})"
        return text

    def _typed(self, column: pg.Column) -> str:
        name = _js(column.name)
        if column.address in self.serials:
            function = self.serials[column.address]
            mode = ', { mode: "number" }' if function == "bigserial" else ""
            return f"{function}({name}{mode})"
        base = column.type
        dimensions = len(base) - len(base.rstrip("[]"))
        base = base.rstrip("[]") if dimensions else base
        array = ".array()" * (dimensions // 2)
        enum = next((o for o in self._all(pg.Enum) if qualified(o.namespace, o.name) == base), None)
        if enum is not None:
            return f"{self.constants[enum.address]}({name}){array}"
        known = function_of(base)
        if known is None:
            return f"customType({{ dataType: () => {_js(base)} }})({name}){array}"
        function, options = known
        given: dict[str, Any] = {**options, **({"mode": "number"} if function == "bigint" else {})}
        return f"{function}({name}{', ' + json.dumps(given) if given else ''}){array}"

    def _identity(self, column: pg.Column) -> str:
        found = (one for one in self._all(pg.Sequence) if one.identity)
        mine = (column.namespace, column.relation, column.name)
        sequence = next((one for one in found if one.owned_by == mine), None)
        word = "Always" if column.identity == "always" else "ByDefault"
        return f".generated{word}AsIdentity({_options(sequence, name=True) if sequence is not None else ''})"

    def _extras(self, table: pg.Table) -> Iterator[str]:
        for one in self._inside(table, pg.Constraint):
            match one:
                case pg.PrimaryKey():
                    yield f"primaryKey({{ name: {_js(one.name)}, columns: [{_columns(one.columns)}] }})"
                case pg.Unique():
                    distinct = ".nullsNotDistinct()" if one.nulls_not_distinct else ""
                    yield f"unique({_js(one.name)}).on({_columns(one.columns)}){distinct}"
                case pg.ForeignKey():
                    yield self._foreign_key(one)
                case pg.Check():
                    yield f"check({_js(one.name)}, {_sql(one.expression)})"
        for index in self._inside(table, pg.Index):
            yield _index(index)
        for policy in self._inside(table, pg.Policy):
            yield _policy(policy)

    def _foreign_key(self, key: pg.ForeignKey) -> str:
        other = self.constants.get(address("table", key.to_namespace, key.to_table), "undefined")
        theirs = ", ".join(f"{other}[{_js(name)}]" for name in key.to_columns)
        text = (
            f"foreignKey({{ name: {_js(key.name)}, columns: [{_columns(key.columns)}], foreignColumns: [{theirs}] }})"
        )
        text += f".onDelete({_js(key.on_delete)})" if key.on_delete != "no action" else ""
        return text + (f".onUpdate({_js(key.on_update)})" if key.on_update != "no action" else "")

    # -------------------------------------------------------------- views

    def _view(self, view: pg.View) -> str:
        maker = self._maker(view.namespace, "pgView", "view")
        options = _with(view.options)
        query = _sql(view.definition.rstrip().removesuffix(";"))
        return f"export const {self._constant(view.name)} = {maker}({_js(view.name)}, {{}}){options}.as({query});"

    def _matview(self, view: pg.MaterializedView) -> str:
        maker = self._maker(view.namespace, "pgMaterializedView", "materializedView")
        options = _with(view.options)
        options += f".using({_js(view.access_method)})" if view.access_method is not None else ""
        options += f".tablespace({_js(view.tablespace)})" if view.tablespace is not None else ""
        options += "" if view.populated else ".withNoData()"
        query = _sql(view.definition.rstrip().removesuffix(";"))
        return f"export const {self._constant(view.name)} = {maker}({_js(view.name)}, {{}}){options}.as({query});"


def _index(index: pg.Index) -> str:
    function = "uniqueIndex" if index.unique else "index"
    keys = ", ".join(map(_index_key, index.columns))
    text = f"{function}({_js(index.name)}).using({_js(index.method)}, {keys})"
    if index.options:
        text += f".with({json.dumps(dict(option.split('=', 1) for option in index.options))})"
    return text + (f".where({_sql(index.predicate)})" if index.predicate is not None else "")


def _index_key(key: pg.IndexColumn) -> str:
    """A key; what a column's own methods cannot say together is SQL."""
    if key.column is not None and key.opclass is None and key.collation is None:
        order = ".desc()" if key.descending else ""
        return f"t[{_js(key.column)}]{order}.nulls{'First' if key.nulls_first else 'Last'}()"
    text = ident(key.column) if key.column is not None else f"({key.expression})"
    text += f" COLLATE {key.collation}" if key.collation is not None else ""
    text += f" {key.opclass}" if key.opclass is not None else ""
    text += " DESC" if key.descending else ""
    if key.nulls_first != key.descending:
        text += " NULLS FIRST" if key.nulls_first else " NULLS LAST"
    return _sql(text)


def _policy(policy: pg.Policy) -> str:
    parts = [f"as: {_js('permissive' if policy.permissive else 'restrictive')}", f"for: {_js(policy.command)}"]
    if policy.roles:
        parts.append(f"to: [{', '.join(map(_js, policy.roles))}]")
    parts += [f"using: {_sql(policy.using)}"] if policy.using is not None else []
    parts += [f"withCheck: {_sql(policy.check)}"] if policy.check is not None else []
    return f"pgPolicy({_js(policy.name)}, {{ {', '.join(parts)} }})"


def _options(sequence: pg.Sequence, *, name: bool = False) -> str:
    numbers = {
        "startWith": sequence.start,
        "increment": sequence.increment,
        "minValue": sequence.minimum,
        "maxValue": sequence.maximum,
        "cache": sequence.cache,
    }
    found: dict[str, Any] = {"name": sequence.name} if name else {}
    found |= {key: value if abs(value) < _SAFE else str(value) for key, value in numbers.items()}
    return json.dumps(found | {"cycle": sequence.cycle})


def _with(options: Iterable[str]) -> str:
    pairs = [option.split("=", 1) for option in options]
    given = {_camel(key): {"true": True, "false": False}.get(value, value) for key, value in pairs}
    return f".with({json.dumps(given)})" if given else ""


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)


def _columns(names: Iterable[str]) -> str:
    return ", ".join(f"t[{_js(name)}]" for name in names)


def _js(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _sql(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${")
    return f"sql`{escaped}`"
