"""Indexes of a table, and exclusions, which are written like them: keys with orders and operator classes."""

from __future__ import annotations

from typing import Any

from trueup.formats.python import Call, Const, Dict, Member, Value
from trueup.formats.sqlalchemy.columns import Column
from trueup.formats.sqlalchemy.on_table import OnTable
from trueup.formats.sqlalchemy.sqltext import function_name
from trueup.formats.sqlalchemy.symbols import (
    Unreadable,
    called,
    complete,
    flag,
    is_none,
    items,
    optional_text,
    pairs,
    symbol,
    text,
)
from trueup.model import Origin
from trueup.postgres import objects as pg
from trueup.postgres.names import ident

_TURNS = frozenset({"desc", "asc", "nulls_first", "nullsfirst", "nulls_last", "nullslast"})


class Indexes(OnTable):
    """Writes the indexes of one table."""

    def index(self, call: Call) -> None:
        """An ``Index``. Raises Unreadable."""
        args = list(complete(call).args)
        given = call.kwargs.get("name", args.pop(0) if args and "name" not in call.kwargs else None)
        ops = call.kwargs.get("postgresql_ops")
        classes = pairs(ops, "postgresql_ops") if ops is not None and not is_none(ops) else {}
        keys = tuple(self._key(arg, classes) for arg in args)
        columns = [found[1] for found in (self.tables.column(arg, self.table) for arg in args) if found is not None]
        columns = columns or [self.column(arg) for arg in args if isinstance(arg, Const)]
        name = self.named("ix", given, columns, call.origin)
        if name is None:
            raise Unreadable(call.origin, "the index has no name")
        where = call.kwargs.get("postgresql_where")
        self.add(
            name,
            keys,
            call.origin,
            unique=bool(flag(call.kwargs.get("unique"), "unique")),
            method=(optional_text(call.kwargs.get("postgresql_using"), "postgresql_using") or "btree").lower(),
            predicate=self._raw(where) if where is not None and not is_none(where) else None,
            include=self.included(call),
            nulls_not_distinct=self.nulls_not_distinct(call),
            options=self._storage(call.kwargs.get("postgresql_with")),
            tablespace=optional_text(call.kwargs.get("postgresql_tablespace"), "the tablespace"),
        )

    def _storage(self, given: Value | None) -> tuple[str, ...]:
        if given is None or is_none(given):
            return ()
        found = []
        for key, value in pairs(given, "postgresql_with").items():
            if not isinstance(value, Const):
                raise Unreadable(value.origin, "a storage parameter is no constant")
            written = str(value.value).lower() if isinstance(value.value, bool) else str(value.value)
            found.append(f"{key}={written}")
        return tuple(sorted(found))

    def add(self, name: str, keys: tuple[pg.IndexColumn, ...], origin: Origin, **more: Any) -> None:
        """An index of known keys."""
        self.names.relation(self.table.space, name)
        method = more.pop("method", "btree")
        self.builder.add(pg.Index(**self.base(name), method=method, columns=keys, **more), origin)

    def _key(self, value: Value, classes: dict[str, Value]) -> pg.IndexColumn:
        """One key of an index: a column or an expression, with its order and operator class."""
        descending, nulls, label = False, None, None
        while True:
            turn, inner = _turned(value)
            if inner is None:
                break
            if turn == "desc":
                descending = True
            elif turn.startswith("nulls"):
                nulls = "first" in turn
            elif turn == "label":
                label = text(value.args[0], "the label") if isinstance(value, Call) and value.args else None
            value = inner
        first = descending if nulls is None else nulls
        if isinstance(value, Const):
            column: Column | None = self.column(value)
        else:
            known = self.tables.column(value, self.table)
            column = known[1] if known is not None else None
        named = label if label is not None else column.key if column is not None else None
        opclass = text(classes[named], "an operator class") if named in classes and named is not None else None
        more = {"opclass": opclass, "descending": descending, "nulls_first": first}
        if column is not None:
            return pg.IndexColumn(column=column.name, **more)  # type: ignore[arg-type]  # each its own type
        sql = self._grouped(value, self.renderer.sql(value))
        return pg.IndexColumn(expression=sql, **more)  # type: ignore[arg-type]  # each its own type

    # -------------------------------------------------------------- exclusions

    def exclusion(self, call: Call) -> None:
        """An ``ExcludeConstraint``. Raises Unreadable."""
        parts, names = [], []
        for element in complete(call).args:
            expression, operator = items(element, "an element of the exclusion")
            sql, name = self._excluded(expression)
            parts.append(f"{sql} WITH {text(operator, 'the operator')}")
            names.append(name)
        ops = call.kwargs.get("ops")
        if isinstance(ops, Dict) and ops.pairs:
            raise Unreadable(ops.origin, "operator classes of an exclusion are not read")
        using = optional_text(call.kwargs.get("using"), "using") or "gist"
        definition = f"EXCLUDE USING {using} ({', '.join(parts)})"
        where = call.kwargs.get("where")
        if where is not None and not is_none(where):
            definition += f" WHERE ({self._raw(where)})"
        deferral = self.deferral(call)
        definition += " DEFERRABLE" if deferral["deferrable"] else ""
        definition += " INITIALLY DEFERRED" if deferral["deferred"] else ""
        name = self.take(self.named("ex", call.kwargs.get("name"), [], call.origin), names, "excl")
        self.builder.add(pg.Exclusion(**self.base(name), definition=definition), call.origin)

    def _excluded(self, value: Value) -> tuple[str, str]:
        if isinstance(value, Const):
            column = self.column(value)
            return ident(column.name), column.name
        known = self.tables.column(value, self.table)
        if known is not None:
            return ident(known[1].name), known[1].name
        return self._grouped(value, self.renderer.sql(value)), "expr"

    def _raw(self, value: Value) -> str:
        if isinstance(value, Const) and isinstance(value.value, str):
            return value.value
        return self.renderer.sql(value)

    def _grouped(self, value: Value, sql: str) -> str:
        """Parentheses where PostgreSQL wants them: around all but functions and what is written as it stands."""
        plain = isinstance(value, Call) and (
            function_name(value.callee) is not None or called(value) in ("text", "literal_column")
        )
        return sql if plain or sql.startswith("(") else f"({sql})"


def _turned(value: Value) -> tuple[str, Value | None]:
    """The order, or the label, that is put on an expression, and the expression."""
    if not isinstance(value, Call):
        return "", None
    if isinstance(value.callee, Member) and value.callee.name in (*_TURNS, "label") and len(value.args) < 2:
        return value.callee.name, value.callee.of
    name = called(value)
    if name in _TURNS and symbol(value.callee)[0] and len(value.args) == 1:
        return name, value.args[0]
    return "", None
