"""Constraints and indexes of a table: from columns' flags, from the table's arguments, and made on their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from trueup.declaration import Builder
from trueup.formats.python import Call, Const, Dict, Member, Value
from trueup.formats.sqlalchemy.columns import Column
from trueup.formats.sqlalchemy.names import Names
from trueup.formats.sqlalchemy.naming import (
    DEFAULT,
    Named,
    Unnameable,
    conventional,
    mentioned,
    shortened,
)
from trueup.formats.sqlalchemy.references import Referred, referred, target_of
from trueup.formats.sqlalchemy.sqltext import Renderer, function_name
from trueup.formats.sqlalchemy.symbols import (
    Unreadable,
    argument,
    called,
    complete,
    flag,
    is_none,
    items,
    keyed,
    optional_text,
    pairs,
    symbol,
    text,
    understood,
    why,
)
from trueup.formats.sqlalchemy.tables import Table, Tables
from trueup.model import Address, Origin
from trueup.postgres import objects as pg
from trueup.postgres.names import cut, ident, literal

_ACTIONS = {"CASCADE", "RESTRICT", "SET NULL", "SET DEFAULT", "NO ACTION"}
_LISTED = re.compile(r'"((?:[^"]|"")+)"|([^\s,"]+)')
"""A column in the list of ``SET NULL (…)``."""
_KINDS = {
    "Index": ("ix", "idx"),
    "UniqueConstraint": ("uq", "key"),
    "CheckConstraint": ("ck", "check"),
    "ForeignKeyConstraint": ("fk", "fkey"),
    "ExcludeConstraint": ("ex", "excl"),
}
_NAMED_AT = {"Index": 0, "CheckConstraint": 1, "ForeignKeyConstraint": 2}
"""Where a name stands among the arguments; elsewhere it is given by keyword only."""
_TURNS = frozenset({"desc", "asc", "nulls_first", "nullsfirst", "nulls_last", "nullslast"})


class Constraints:
    """Writes what hangs on one table."""

    def __init__(self, tables: Tables, table: Table, builder: Builder, names: Names, renderer: Renderer) -> None:
        self.tables = tables
        self.table = table
        self.builder = builder
        self.names = names
        self.renderer = renderer
        self._writers: dict[str, Callable[[Call], None]] = {
            "UniqueConstraint": self._unique,
            "CheckConstraint": self._check,
            "ForeignKeyConstraint": self._foreign_key,
            "ExcludeConstraint": self._exclusion,
            "Index": self._index,
        }

    def write(self, loose: Sequence[Call]) -> None:
        """All constraints and indexes; ``loose`` are those made outside of the table's arguments."""
        calls = [arg for arg in self.table.args if isinstance(arg, Call)]
        given = [keyed(call) for call in (*calls, *loose)]
        self._strangers()
        self._primary(next((call for call in calls if called(call) == "PrimaryKeyConstraint"), None))
        for name in ("CheckConstraint", "UniqueConstraint", "ExcludeConstraint", "Index", "ForeignKeyConstraint"):
            for call in given:
                if called(call) == name:
                    self._attempt(partial(self._writers[name], call), name, call)
            for column in self.table.columns.values():
                self._attempt(partial(self._of_column, column, name), name, column)

    def _strangers(self) -> None:
        known = {*self._writers, "PrimaryKeyConstraint"}
        for arg in self.table.args:
            if called(arg) not in known and not is_none(arg):
                why_ = f"An argument of the table was not read: {why(arg)}."
                self.builder.skip(arg.origin, why_, self.table.address)

    def _attempt(self, writing: Callable[[], None], what: str, about: Call | Column) -> None:
        try:
            with understood(about.origin):
                writing()
        except Unreadable as problem:
            word = {"Index": "An index"}.get(what, f"A {what}")
            where = self._foreseen(what, about) or self.table.address
            self.builder.skip(problem.origin, f"{word} was not read: {problem.why}.", where)

    def _foreseen(self, what: str, about: Call | Column) -> Address | None:
        """The address of what was not read, when at least its name is known; None leaves out the whole table."""
        kind, label = _KINDS[what]
        word = "index" if what == "Index" else "constraint"
        try:
            if isinstance(about, Column):
                given, columns = _name_on(about, what), [about]
            else:
                given, columns = argument(about, _NAMED_AT.get(what, -1), "name"), []
            name = self._named(kind, given, columns, self.table.origin)
        except (Unreadable, IndexError):
            return None
        if name is None and isinstance(about, Column):
            name = self._free([about.name], label)
        return self.table.address.child(word, name) if name is not None else None

    def _of_column(self, column: Column, name: str) -> None:
        """What a column brings of one kind of constraint."""
        match name:
            case "CheckConstraint":
                for call in column.checks:
                    self._check(keyed(call), column)
                self._labels(column)
            case "UniqueConstraint" if column.flag("unique") and not column.flag("index"):
                self._add_unique(None, [column], column.origin, {})
            case "Index" if column.flag("index"):
                name_ = self._named("ix", None, [column], column.origin)
                if name_ is None:
                    raise Unreadable(column.origin, "the naming convention has no name for an index")
                key = pg.IndexColumn(column=column.name)
                self._add_index(name_, (key,), column.origin, unique=bool(column.flag("unique")))
            case "Index" if column.typed is not None and column.typed.searchable:
                where = self.table.address.child("index", f"{self.table.name}_{column.name}_idx")
                self.builder.skip(column.origin, "An index of a TSVectorType is made by listeners, if at all.", where)
            case "Index" if column.typed is not None and column.typed.spatial:
                key = pg.IndexColumn(column=column.name)
                self._add_index(f"idx_{self.table.name}_{column.name}", (key,), column.origin, method="gist")
            case "ForeignKeyConstraint":
                for call in map(keyed, column.foreign_keys):
                    target = referred(self.tables, self.table, call, column)
                    self._add_foreign_key(call, [column], [target])

    # -------------------------------------------------------------- names

    def _named(
        self,
        kind: str,
        given: Value | None,
        columns: Sequence[Column],
        origin: Origin,
        referred_to: tuple[str, Sequence[str]] | None = None,
    ) -> str | None:
        """The name written or by convention; None for PostgreSQL to choose. Raises Unreadable."""
        written = optional_text(given, "the name")
        if written is not None and called(given) == "conv":
            return shortened(written)
        conventions = self.table.meta.conventions
        convention = conventions.get(kind) if conventions else None
        pattern = DEFAULT.get(kind) if not conventions else None
        if convention is not None and not is_none(convention):
            pattern = text(convention, "the naming convention")
        if pattern is None or (written is not None and "constraint_name" not in pattern):
            return cut(written, 63) if written is not None else None
        about = Named(
            self.table.name,
            self.table.namespace,
            [(column.name, column.key) for column in columns],
            written,
            referred_to,
        )
        try:
            return shortened(conventional(pattern, about))
        except Unnameable as asked:
            raise Unreadable(origin, f"the naming convention asks for {asked}, which is not known here") from None

    def _free(self, columns: Sequence[str], label: str) -> str:
        return self.names.free(self.table.space, self.table.name, columns, label)

    def _take(self, name: str | None, columns: Sequence[str], label: str) -> str:
        if name is None:
            return self._free(columns, label)
        self.names.relation(self.table.space, name)
        return name

    def _column(self, value: Value) -> Column:
        """A column of this table given by key, name or itself. Raises Unreadable."""
        if isinstance(value, Const) and isinstance(value.value, str):
            found = self.table.column(value.value)
            if found is None:
                gone = value.value in self.table.broken or "*" in self.table.broken
                said = "was not read" if gone else "is not in the table"
                raise Unreadable(value.origin, f"column {value.value} {said}")
            return found
        known = self.tables.column(value, self.table)
        if known is None or known[0] is not self.table:
            raise Unreadable(value.origin, f"a column is not known: {why(value)}")
        return known[1]

    def _base(self, name: str) -> dict[str, Any]:
        return {"on": "table", "namespace": self.table.space, "relation": self.table.name, "name": name}

    # -------------------------------------------------------------- keys

    def _primary(self, call: Call | None) -> None:
        from trueup.formats.sqlalchemy.records import primary

        origin = call.origin if call is not None else self.table.origin
        try:
            with understood(origin):
                names = primary(self.table)
                if not names:
                    return
                columns = [self._column(Const(origin, name)) for name in names]
                given = call.kwargs.get("name") if call is not None else None
                name = self._take(self._named("pk", given, columns, origin), [], "pkey")
                where = columns[0].origin if call is None and len(columns) == 1 else origin
                options = self._key_options(call) if call is not None else {}
                self.builder.add(pg.PrimaryKey(**self._base(name), columns=tuple(names), **options), where)
        except Unreadable as problem:
            self.builder.skip(problem.origin, f"The primary key was not read: {problem.why}.", self.table.address)

    def _unique(self, call: Call) -> None:
        columns = [self._column(arg) for arg in complete(call).args]
        if columns:
            self._add_unique(call.kwargs.get("name"), columns, call.origin, self._key_options(call))

    def _add_unique(
        self, given: Value | None, columns: Sequence[Column], origin: Origin, options: dict[str, Any]
    ) -> None:
        names = [column.name for column in columns]
        name = self._take(self._named("uq", given, columns, origin), names, "key")
        self.builder.add(pg.Unique(**self._base(name), columns=tuple(names), **options), origin)

    def _key_options(self, call: Call) -> dict[str, Any]:
        include = call.kwargs.get("postgresql_include")
        named = [] if include is None or is_none(include) else items(include, "postgresql_include")
        return {
            **self._deferral(call),
            "include": tuple(self._column(one).name for one in named),
            "nulls_not_distinct": bool(flag(call.kwargs.get("postgresql_nulls_not_distinct"), "nulls_not_distinct")),
            "comment": optional_text(call.kwargs.get("comment"), "the comment"),
        }

    def _deferral(self, call: Call) -> dict[str, Any]:
        initially = optional_text(call.kwargs.get("initially"), "initially")
        deferred = initially is not None and initially.upper() == "DEFERRED"
        return {"deferrable": bool(flag(call.kwargs.get("deferrable"), "deferrable")) or deferred, "deferred": deferred}

    # -------------------------------------------------------------- checks

    def _check(self, call: Call, column: Column | None = None) -> None:
        given = argument(complete(call), 0, "sqltext")
        if given is None:
            raise Unreadable(call.origin, "the check has no expression")
        is_text = isinstance(given, Const) and isinstance(given.value, str)
        sql = text(given, "the check") if is_text else self.renderer.sql(given)
        columns = [column] if column is not None else []
        if not columns:
            names = self.table.names
            columns = [names[name] for name in mentioned(sql, names)]
        self._add_check(sql, argument(call, 1, "name"), columns, call.origin, call)

    def _labels(self, column: Column) -> None:
        """The check of an enum that is kept as text."""
        typed = column.typed
        if typed is None or not typed.check:
            return
        values = ", ".join(map(literal, typed.labels))
        given = Const(column.origin, typed.name) if typed.name is not None else None
        self._add_check(f"{ident(column.name)} IN ({values})", given, [column], column.origin, None)

    def _add_check(
        self, sql: str, given: Value | None, columns: Sequence[Column], origin: Origin, call: Call | None
    ) -> None:
        used = mentioned(sql, self.table.names)
        name = self._take(self._named("ck", given, columns, origin), used if len(used) == 1 else [], "check")
        comment = optional_text(call.kwargs.get("comment"), "the comment") if call is not None else None
        late = call is not None and flag(call.kwargs.get("postgresql_not_valid"), "not_valid")
        # parentheses of its own, as the renderer of records looks only at the first one
        made = pg.Check(**self._base(name), expression=f"({sql})", comment=comment, valid=not late)
        self.builder.add(made, origin)

    # -------------------------------------------------------------- foreign keys

    def _foreign_key(self, call: Call) -> None:
        own, theirs = argument(complete(call), 0, "columns"), argument(call, 1, "refcolumns")
        if own is None or theirs is None:
            raise Unreadable(call.origin, "the foreign key has no columns")
        columns = [self._column(one) for one in items(own, "the columns of the foreign key")]
        given = items(theirs, "the columns that the foreign key refers to")
        targets = [
            target_of(self.tables, self.table, one, column.key) for one, column in zip(given, columns, strict=True)
        ]
        self._add_foreign_key(call, columns, targets)

    def _add_foreign_key(self, call: Call, columns: Sequence[Column], targets: Sequence[Referred]) -> None:
        complete(call)
        target, names = targets[0], [column.name for column in columns]
        about = (target.table, [one.name for one in targets])
        name = self._take(self._named("fk", call.kwargs.get("name"), columns, call.origin, about), names, "fkey")
        delete, set_columns = self._action(call, "ondelete")
        made = pg.ForeignKey(
            **self._base(name),
            columns=tuple(names),
            to_namespace=target.namespace,
            to_table=target.table,
            to_columns=tuple(one.name for one in targets),
            match=self._match(call),
            on_update=self._action(call, "onupdate")[0],
            on_delete=delete,
            set_columns=set_columns,
            comment=optional_text(call.kwargs.get("comment"), "the comment"),
            valid=not flag(call.kwargs.get("postgresql_not_valid"), "not_valid"),
            **self._deferral(call),
        )
        origin = columns[0].origin if called(call) == "ForeignKey" else call.origin
        self.builder.add(made, call.origin if call.origin.file else origin)

    def _action(self, call: Call, word: str) -> tuple[Any, tuple[str, ...]]:
        written = optional_text(call.kwargs.get(word), word)
        if written is None:
            return "no action", ()
        phrase, _, rest = written.partition("(")
        action = " ".join(phrase.upper().split())
        if action not in _ACTIONS:
            raise Unreadable(call.origin, f"{word} says {written}, which PostgreSQL does not know")
        named = (quoted.replace('""', '"') or bare.lower() for quoted, bare in _LISTED.findall(rest.rstrip(") ")))
        return action.lower(), tuple(named)

    def _match(self, call: Call) -> Any:
        written = optional_text(call.kwargs.get("match"), "match")
        return written.lower() if written is not None else "simple"

    # -------------------------------------------------------------- exclusions and indexes

    def _exclusion(self, call: Call) -> None:
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
        deferral = self._deferral(call)
        definition += " DEFERRABLE" if deferral["deferrable"] else ""
        definition += " INITIALLY DEFERRED" if deferral["deferred"] else ""
        name = self._take(self._named("ex", call.kwargs.get("name"), [], call.origin), names, "excl")
        self.builder.add(pg.Exclusion(**self._base(name), definition=definition), call.origin)

    def _excluded(self, value: Value) -> tuple[str, str]:
        if isinstance(value, Const):
            column = self._column(value)
            return ident(column.name), column.name
        known = self.tables.column(value, self.table)
        if known is not None:
            return ident(known[1].name), known[1].name
        return self._grouped(value, self.renderer.sql(value)), "expr"

    def _raw(self, value: Value) -> str:
        if isinstance(value, Const) and isinstance(value.value, str):
            return value.value
        return self.renderer.sql(value)

    def _index(self, call: Call) -> None:
        args = list(complete(call).args)
        given = call.kwargs.get("name", args.pop(0) if args and "name" not in call.kwargs else None)
        ops = call.kwargs.get("postgresql_ops")
        classes = pairs(ops, "postgresql_ops") if ops is not None and not is_none(ops) else {}
        keys = tuple(self._key(arg, classes) for arg in args)
        columns = [found[1] for found in (self.tables.column(arg, self.table) for arg in args) if found is not None]
        columns = columns or [self._column(arg) for arg in args if isinstance(arg, Const)]
        name = self._named("ix", given, columns, call.origin)
        if name is None:
            raise Unreadable(call.origin, "the index has no name")
        where = call.kwargs.get("postgresql_where")
        self._add_index(
            name,
            keys,
            call.origin,
            unique=bool(flag(call.kwargs.get("unique"), "unique")),
            method=(optional_text(call.kwargs.get("postgresql_using"), "postgresql_using") or "btree").lower(),
            predicate=self._raw(where) if where is not None and not is_none(where) else None,
            include=self._key_options(call)["include"],
            nulls_not_distinct=self._key_options(call)["nulls_not_distinct"],
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

    def _add_index(self, name: str, keys: tuple[pg.IndexColumn, ...], origin: Origin, **more: Any) -> None:
        self.names.relation(self.table.space, name)
        method = more.pop("method", "btree")
        self.builder.add(pg.Index(**self._base(name), method=method, columns=keys, **more), origin)

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
            column: Column | None = self._column(value)
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

    def _grouped(self, value: Value, sql: str) -> str:
        """Parentheses where PostgreSQL wants them: around all but functions and what is written as it stands."""
        plain = isinstance(value, Call) and (
            function_name(value.callee) is not None or called(value) in ("text", "literal_column")
        )
        return sql if plain or sql.startswith("(") else f"({sql})"


def _name_on(column: Column, what: str) -> Value | None:
    """The name of the constraint of some kind on a column."""
    calls = {"ForeignKeyConstraint": column.foreign_keys, "CheckConstraint": column.checks}.get(what, [])
    return next((call.kwargs["name"] for call in map(keyed, calls) if "name" in call.kwargs), None)


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
