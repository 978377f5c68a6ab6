"""Constraints and indexes of a table: from columns' flags, from the table's arguments, and made on their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from trueup.declaration import Builder
from trueup.formats.python import Call, Const, Value
from trueup.formats.sqlalchemy.columns import Column
from trueup.formats.sqlalchemy.indexes import Indexes
from trueup.formats.sqlalchemy.names import Names
from trueup.formats.sqlalchemy.naming import (
    mentioned,
)
from trueup.formats.sqlalchemy.on_table import OnTable
from trueup.formats.sqlalchemy.references import Referred, referred, target_of
from trueup.formats.sqlalchemy.sqltext import Renderer
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
    text,
    understood,
    why,
)
from trueup.formats.sqlalchemy.tables import Table, Tables
from trueup.model import Address, Origin
from trueup.postgres import objects as pg
from trueup.postgres.names import ident, literal

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


class Constraints(OnTable):
    """Writes what hangs on one table."""

    def __init__(self, tables: Tables, table: Table, builder: Builder, names: Names, renderer: Renderer) -> None:
        super().__init__(tables, table, builder, names, renderer)
        self.indexes = Indexes(tables, table, builder, names, renderer)
        self._writers: dict[str, Callable[[Call], None]] = {
            "UniqueConstraint": self._unique,
            "CheckConstraint": self._check,
            "ForeignKeyConstraint": self._foreign_key,
            "ExcludeConstraint": self.indexes.exclusion,
            "Index": self.indexes.index,
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
            name = self.named(kind, given, columns, self.table.origin)
        except (Unreadable, IndexError):
            return None
        if name is None and isinstance(about, Column):
            name = self.free([about.name], label)
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
                name_ = self.named("ix", None, [column], column.origin)
                if name_ is None:
                    raise Unreadable(column.origin, "the naming convention has no name for an index")
                key = pg.IndexColumn(column=column.name)
                self.indexes.add(name_, (key,), column.origin, unique=bool(column.flag("unique")))
            case "Index" if column.typed is not None and column.typed.searchable:
                where = self.table.address.child("index", f"{self.table.name}_{column.name}_idx")
                self.builder.skip(column.origin, "An index of a TSVectorType is made by listeners, if at all.", where)
            case "Index" if column.typed is not None and column.typed.spatial:
                key = pg.IndexColumn(column=column.name)
                self.indexes.add(f"idx_{self.table.name}_{column.name}", (key,), column.origin, method="gist")
            case "ForeignKeyConstraint":
                for call in map(keyed, column.foreign_keys):
                    target = referred(self.tables, self.table, call, column)
                    self._add_foreign_key(call, [column], [target])

    # -------------------------------------------------------------- keys

    def _primary(self, call: Call | None) -> None:
        from trueup.formats.sqlalchemy.records import primary

        origin = call.origin if call is not None else self.table.origin
        try:
            with understood(origin):
                names = primary(self.table)
                if not names:
                    return
                columns = [self.column(Const(origin, name)) for name in names]
                given = call.kwargs.get("name") if call is not None else None
                name = self.take(self.named("pk", given, columns, origin), [], "pkey")
                where = columns[0].origin if call is None and len(columns) == 1 else origin
                options = self._key_options(call) if call is not None else {}
                self.builder.add(pg.PrimaryKey(**self.base(name), columns=tuple(names), **options), where)
        except Unreadable as problem:
            self.builder.skip(problem.origin, f"The primary key was not read: {problem.why}.", self.table.address)

    def _unique(self, call: Call) -> None:
        columns = [self.column(arg) for arg in complete(call).args]
        if columns:
            self._add_unique(call.kwargs.get("name"), columns, call.origin, self._key_options(call))

    def _add_unique(
        self, given: Value | None, columns: Sequence[Column], origin: Origin, options: dict[str, Any]
    ) -> None:
        names = [column.name for column in columns]
        name = self.take(self.named("uq", given, columns, origin), names, "key")
        self.builder.add(pg.Unique(**self.base(name), columns=tuple(names), **options), origin)

    def _key_options(self, call: Call) -> dict[str, Any]:
        return {
            **self.deferral(call),
            "include": self.included(call),
            "nulls_not_distinct": self.nulls_not_distinct(call),
            "comment": optional_text(call.kwargs.get("comment"), "the comment"),
        }

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
        name = self.take(self.named("ck", given, columns, origin), used if len(used) == 1 else [], "check")
        comment = optional_text(call.kwargs.get("comment"), "the comment") if call is not None else None
        late = call is not None and flag(call.kwargs.get("postgresql_not_valid"), "not_valid")
        # parentheses of its own, as the renderer of records looks only at the first one
        made = pg.Check(**self.base(name), expression=f"({sql})", comment=comment, valid=not late)
        self.builder.add(made, origin)

    # -------------------------------------------------------------- foreign keys

    def _foreign_key(self, call: Call) -> None:
        own, theirs = argument(complete(call), 0, "columns"), argument(call, 1, "refcolumns")
        if own is None or theirs is None:
            raise Unreadable(call.origin, "the foreign key has no columns")
        columns = [self.column(one) for one in items(own, "the columns of the foreign key")]
        given = items(theirs, "the columns that the foreign key refers to")
        targets = [
            target_of(self.tables, self.table, one, column.key) for one, column in zip(given, columns, strict=True)
        ]
        self._add_foreign_key(call, columns, targets)

    def _add_foreign_key(self, call: Call, columns: Sequence[Column], targets: Sequence[Referred]) -> None:
        complete(call)
        target, names = targets[0], [column.name for column in columns]
        about = (target.table, [one.name for one in targets])
        name = self.take(self.named("fk", call.kwargs.get("name"), columns, call.origin, about), names, "fkey")
        delete, set_columns = self._action(call, "ondelete")
        made = pg.ForeignKey(
            **self.base(name),
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
            **self.deferral(call),
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


def _name_on(column: Column, what: str) -> Value | None:
    """The name of the constraint of some kind on a column."""
    calls = {"ForeignKeyConstraint": column.foreign_keys, "CheckConstraint": column.checks}.get(what, [])
    return next((call.kwargs["name"] for call in map(keyed, calls) if "name" in call.kwargs), None)
