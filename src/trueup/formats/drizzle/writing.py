"""A schema as Drizzle source that declares it: every name spelled out, expressions as ``sql`` templates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from trueup.formats.drizzle.library import number
from trueup.formats.drizzle.types import KINDS, function_of
from trueup.formats.drizzle.values import text_of_value
from trueup.model import Address, Schema, address
from trueup.postgres import objects as pg
from trueup.postgres.ddl.relation import option_list
from trueup.postgres.names import ident, qualified

_CORE = (
    *("check", "customType", "foreignKey", "index", "pgEnum", "pgMaterializedView", "pgPolicy", "pgSchema"),
    *("pgSequence", "pgTable", "pgView", "primaryKey", "unique", "uniqueIndex"),
)
_SINCE_ONE = frozenset({"bytea"})
"""Column functions that 0.x does not export: their types are custom ones there, which 1.0 takes as well."""
_NO_KEYS = frozenset({"__proto__", "enableRLS"})
"""Properties that a table or an object has itself, so that no column can be reached by them."""
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_CALLED = re.compile(r"\b(\w+)\(")
_SERIAL = {"smallint": "smallserial", "integer": "serial", "bigint": "bigserial"}
_LIMITS = {"smallint": 2**15 - 1, "integer": 2**31 - 1, "bigint": 2**63 - 1}
_SAFE = 2**53


def write(schema: Schema) -> str:
    """Drizzle source (0.36 to 1.0) for what Drizzle has words for in a schema; the rest is left out."""
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
        for name in self._namespaces():
            self.constants[address("schema", name)] = self._constant(name)
        for kind in (pg.Enum, pg.Table):
            for obj in self._all(kind):
                self.constants[obj.address] = self._constant(obj.name)
        parts = [
            *(self._namespace(name) for name in self._namespaces()),
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
        body = "\n".join(parts)
        used = sorted({*KINDS, *_CORE} & set(_CALLED.findall(body)) - _SINCE_ONE)
        core = f'import {{ {", ".join(used)} }} from "drizzle-orm/pg-core";\n' if used else ""
        return f'{core}import {{ sql }} from "drizzle-orm";\n\n{body}\n'

    def _all(self, kind: type[Any]) -> list[Any]:
        found = (self.schema[where] for where in sorted(self.schema.objects))
        return [obj for obj in found if type(obj) is kind]

    def _inside(self, table: pg.Table, kind: type[Any]) -> list[Any]:
        inner = (self.schema[where] for where in self.schema.contents.get(table.address, ()))
        return [obj for obj in inner if isinstance(obj, kind)]

    def _namespaces(self) -> list[str]:
        """Those that are there, and those that something is in although the schema does not list them."""
        said = (pg.Enum, pg.Sequence, pg.Table, pg.View, pg.MaterializedView)
        found = {one.name for one in self._all(pg.Namespace)}
        return sorted((found | {one.namespace for kind in said for one in self._all(kind)}) - {"public"})

    def _namespace(self, name: str) -> str:
        return f"export const {self.constants[address('schema', name)]} = pgSchema({_js(name)});"

    def _constant(self, name: str) -> str:
        stem = "_".join(_WORD.findall(name)) or "x"
        number, found = 1, f"{stem}_"
        while found in self.taken:
            number += 1
            found = f"{stem}_{number}"
        self.taken.add(found)
        return found

    def _maker(self, namespace: str, plain: str, inside: str) -> str:
        return plain if namespace == "public" else f"{self.constants[address('schema', namespace)]}.{inside}"

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
                called = qualified(one.namespace, one.name).replace("'", "''")
                calls = f"nextval('{called}'::regclass)"
                if column.default == calls and one.name == f"{table}_{name}_seq" and one.namespace == namespace:
                    self.serials[where] = _SERIAL[one.type]
                    self.own.add(one.address)

    # -------------------------------------------------------------- tables

    def _table(self, table: pg.Table) -> str:
        maker = self._maker(table.namespace, "pgTable", "table")
        columns = sorted(self._inside(table, pg.Column), key=lambda column: column.position)
        lines = "".join(f"\n    {_key(column.name)}: {self._column(column)}," for column in columns)
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
        array = ".array()" if base.endswith("[]") else ""
        base = base.removesuffix("[]")
        enum = next((o for o in self._all(pg.Enum) if qualified(o.namespace, o.name) == base), None)
        if enum is not None:
            return f"{self.constants[enum.address]}({name}){array}"
        known = function_of(base)
        if known is None or known[0] in _SINCE_ONE:
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
                case pg.ForeignKey() if address("table", one.to_namespace, one.to_table) in self.constants:
                    yield self._foreign_key(one)
                case pg.Check():
                    yield f"check({_js(one.name)}, {_sql(one.expression)})"
        for index in self._inside(table, pg.Index):
            yield _index(index)
        for policy in self._inside(table, pg.Policy):
            yield _policy(policy)

    def _foreign_key(self, key: pg.ForeignKey) -> str:
        other = self.constants[address("table", key.to_namespace, key.to_table)]
        theirs = ", ".join(f"{other}[{_key(name)}]" for name in key.to_columns)
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
    named = [key.column for key in index.columns]
    keys = ", ".join(_index_key(key, again=named.count(key.column) > 1) for key in index.columns)
    text = f"{function}({_js(index.name)}).using({_js(index.method)}, {keys})"
    if index.options:
        text += f".with({_js({key: _option(value) for key, _, value in map(_parts, index.options)})})"
    return text + (f".where({_sql(index.predicate)})" if index.predicate is not None else "")


def _index_key(key: pg.IndexColumn, *, again: bool) -> str:
    """A key; SQL where a column's own methods cannot say it: an operator class, or its order twice in one index."""
    if key.column is not None and key.opclass is None and key.collation is None and not again:
        order = ".desc()" if key.descending else ""
        return f"t[{_key(key.column)}]{order}.nulls{'First' if key.nulls_first else 'Last'}()"
    text = ident(key.column) if key.column is not None else f"({key.expression})"
    text += f" COLLATE {key.collation}" if key.collation is not None else ""
    text += f" {key.opclass}" if key.opclass is not None else ""
    text += f" ({option_list(key.opclass_options)})" if key.opclass_options else ""
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
    return _js(found | {"cycle": sequence.cycle})


def _with(options: Iterable[str]) -> str:
    given = {_camel(key): _option(value) for key, _, value in map(_parts, options)}
    return f".with({_js(given)})" if given else ""


def _parts(option: str) -> tuple[str, str, str]:
    return option.partition("=")


def _option(value: str) -> Any:
    """An option's value as Drizzle's types have it: a truth, a number, or a text."""
    if value in ("true", "false"):
        return value == "true"
    found = number(value)
    return found if text_of_value(found) == value else value


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)


def _columns(names: Iterable[str]) -> str:
    return ", ".join(f"t[{_key(name)}]" for name in names)


def _key(name: str) -> str:
    """The property that a column is in a table's object; its name is given beside it."""
    return _js(f"{name} " if name in _NO_KEYS else name)


def _js(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _sql(text: str) -> str:
    """A template; a carriage return is escaped in it, as JavaScript reads a bare one as a new line."""
    escaped = text.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${").replace("\r", "\\r")
    return f"sql`{escaped}`"
