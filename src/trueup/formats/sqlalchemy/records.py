"""Tables as PostgreSQL's records: columns, keys and defaults here; constraints and indexes beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from trueup.declaration import Builder
from trueup.formats.python import Call, Const, Items, Value
from trueup.formats.sqlalchemy.columns import Column
from trueup.formats.sqlalchemy.constraints import Constraints
from trueup.formats.sqlalchemy.metadata import Metas
from trueup.formats.sqlalchemy.names import Names
from trueup.formats.sqlalchemy.naming import chosen
from trueup.formats.sqlalchemy.sqltext import Renderer, default_sql
from trueup.formats.sqlalchemy.symbols import (
    Unreadable,
    argument,
    called,
    flag,
    is_none,
    items,
    keyed,
    number,
    optional_text,
    text,
    understood,
)
from trueup.formats.sqlalchemy.tables import Table, Tables
from trueup.formats.sqlalchemy.typed import Typed
from trueup.formats.sqlalchemy.types import Types
from trueup.model import Object, Origin, address
from trueup.postgres import objects as pg

_MAXIMUM = {"SMALLINT": 32767, "INTEGER": 2147483647, "BIGINT": 9223372036854775807}


class Records:
    """Writes tables as records into a Builder; ``loose`` are constraints and indexes made outside of any table."""

    def __init__(self, metas: Metas, tables: Tables, types: Types, builder: Builder, chosen: set[int] | None) -> None:
        self.metas = metas
        self.tables = tables
        self.types = types
        self.builder = builder
        self.chosen = chosen
        self.names = Names()
        self.loose: Sequence[Call] = ()
        self.sequences: Sequence[Call] = ()
        self.named: Sequence[Call] = ()

    def write(self) -> None:
        """Write every table that is wanted."""
        wanted = [t for t in self.tables.all if self.chosen is None or id(t.meta) in self.chosen]
        for table in wanted:
            self.names.relation(table.space, table.name)
        for table in wanted:
            self._attempt(partial(self._table, table), table, "The table", table.origin)
        for table in wanted:
            self._keys(table)
        for call in self.named:
            self._attempt(partial(self._type_alone, call), None, "A type", call.origin)
        for call in self.sequences:
            if "metadata" in call.kwargs:
                self._attempt(partial(self._sequence, call), None, "A sequence", call.origin)

    def _keys(self, table: Table) -> None:
        """Constraints and indexes, once all columns are known."""
        writer = Constraints(self.tables, table, self.builder, self.names, self.renderer(table))
        writer.write([call for call in self.loose if self._is_about(call, table)])

    def _is_about(self, call: Call, table: Table) -> bool:
        """Whether a constraint or index made on its own is one of this table's, by the columns it is given."""
        if any(call is arg for one in self.tables.all for arg in one.args):
            return False
        if call.doubt is not None:
            return False
        return any(found is not None and found[0] is table for found in map(self.tables.column, _mentions(call)))

    def _attempt(self, writing: Callable[[], None], table: Table | None, what: str, origin: Origin) -> None:
        try:
            with understood(origin):
                writing()
        except Unreadable as problem:
            where = table.address if table is not None else None
            self.builder.skip(problem.origin, f"{what} was not read: {problem.why}.", where)

    def renderer(self, table: Table) -> Renderer:
        """What writes the expressions of a table."""

        def resolve(value: Value) -> tuple[str, str, tuple[str, ...]] | None:
            found = self.tables.column(value, table)
            if found is None:
                return None
            column, typed = found[1], found[1].typed
            return (column.name, typed.affinity, typed.labels) if typed is not None else (column.name, "other", ())

        return Renderer(resolve, lambda kind: self.types.read(kind).sql)

    # -------------------------------------------------------------- tables

    def _table(self, table: Table) -> None:
        self._namespace(table.space, table.origin)
        made = pg.Table(
            namespace=table.space,
            name=table.name,
            comment=optional_text(table.kwargs.get("comment"), "the comment"),
            partition_by=optional_text(table.kwargs.get("postgresql_partition_by"), "the partitioning"),
            parents=self._parents(table),
            access_method=optional_text(table.kwargs.get("postgresql_using"), "the access method"),
            tablespace=optional_text(table.kwargs.get("postgresql_tablespace"), "the tablespace"),
            unlogged="UNLOGGED" in self._prefixes(table),
        )
        self.builder.add(made, table.origin)
        for position, one in enumerate(list(table.columns.values()), 1):
            try:
                with understood(one.origin):
                    self._column(table, one, position)
            except Unreadable as problem:
                table.broken.add(one.name)
                del table.columns[one.key]
                where = table.address.child("column", one.name)
                self.builder.skip(problem.origin, f"Column {one.name} was not read: {problem.why}.", where)

    def _prefixes(self, table: Table) -> list[str]:
        given = table.kwargs.get("prefixes")
        return [text(one, "a prefix").upper() for one in items(given, "prefixes")] if given is not None else []

    def _parents(self, table: Table) -> tuple[tuple[str, str], ...]:
        given = table.kwargs.get("postgresql_inherits")
        if given is None or is_none(given):
            return ()
        names = given.items if isinstance(given, Items) else [given]
        return tuple((table.space, text(name, "a parent of the table")) for name in names)

    def _namespace(self, name: str, origin: Origin) -> None:
        if name != "public" and address("schema", name) not in self.builder.objects:
            self._add(pg.Namespace(name=name), origin)

    def _add(self, made: Object, origin: Origin) -> None:
        self.builder.add(made, origin)

    # -------------------------------------------------------------- columns

    def type_of(self, column: Column, seen: tuple[Column, ...] = ()) -> Typed:
        """A column's type, which may be that of the column it refers to. Raises Unreadable."""
        if column.typed is not None:
            return column.typed
        from trueup.formats.sqlalchemy.references import referred

        if column in seen:
            raise Unreadable(column.origin, "its type is that of a column it refers to, in a circle")
        table = next((t for t in self.tables.all for c in t.columns.values() if c is column), None)
        assert table is not None
        for key in column.foreign_keys:
            found = referred(self.tables, table, key, column)
            if found.column is not None:
                column.typed = self.type_of(found.column, (*seen, column))
                return column.typed
        raise Unreadable(column.origin, "its type is that of a column it refers to, which was not read")

    def _column(self, table: Table, column: Column, position: int) -> None:
        typed = self.type_of(column)
        renderer = self.renderer(table)
        self._brought(typed, column.origin, renderer)
        computed, identity = (
            keyed(one) if one is not None else None for one in map(column.item, ("Computed", "Identity"))
        )
        serial = identity is None and self._autoincrements(table, column, typed)
        default = None
        if computed is None and identity is None and not serial:
            default = default_sql(column.said("server_default"), renderer)
        generated = None
        if computed is not None:
            generated = self._generated(computed, renderer)
        self._sequences(column)
        made = pg.Column(
            on="table",
            namespace=table.space,
            relation=table.name,
            name=column.name,
            position=position,
            type=typed.serial.lower() if serial else typed.sql,
            collation=typed.collation,
            not_null=not column.nullable or identity is not None or column.name in primary(table),
            default=default,
            generated=generated,
            identity=self._identity(table, column, typed, identity),
            comment=optional_text(column.said("comment"), "the comment"),
        )
        self.builder.add(made, column.origin)
        self.builder.called(made.address, column.key)

    def _generated(self, computed: Call, renderer: Renderer) -> str:
        if flag(argument(computed, 1, "persisted"), "persisted") is False:
            raise Unreadable(computed.origin, "PostgreSQL's dialect of SQLAlchemy 2.0 has no virtual columns")
        given = argument(computed, 0, "sqltext")
        if given is None:
            raise Unreadable(computed.origin, "the expression is missing")
        return raw_or_sql(given, renderer)

    def _autoincrements(self, table: Table, column: Column, typed: Typed) -> bool:
        """Whether a key column is SERIAL: the only column of the key, or the one that says so."""
        key = primary(table)
        if column.name not in key:
            return False
        said = column.said("autoincrement")
        always = isinstance(said, Const) and said.value is True
        client = column.said("default") or column.said("insert_default")
        sequence = column.item("Sequence")
        if client is not None and not is_none(client) and called(client) != "Sequence":
            return False
        if sequence is not None and flag(sequence.kwargs.get("optional"), "optional") is not True:
            return False
        if typed.affinity not in ("integer", "numeric"):
            return False
        if always:
            return True
        if len(key) != 1 or (
            said is not None and not (isinstance(said, Const) and said.value in ("auto", "ignore_fk"))
        ):
            return False
        if column.said("server_default") is not None and not is_none(column.said("server_default")):
            return False
        ignores = isinstance(said, Const) and said.value == "ignore_fk"
        return ignores or not self._refers(table, column)

    def _refers(self, table: Table, column: Column) -> bool:
        """Whether a column is in a foreign key, its own or one of the table."""
        if column.foreign_keys:
            return True
        composite = [arg for arg in table.args if called(arg) == "ForeignKeyConstraint" and isinstance(arg, Call)]
        for one in composite:
            given = argument(one, 0, "columns")
            names = (
                [value.value for value in given.items if isinstance(value, Const)] if isinstance(given, Items) else []
            )
            if column.key in names:
                return True
        return False

    def _identity(self, table: Table, column: Column, typed: Typed, identity: Call | None) -> Any:
        if identity is None:
            return None
        options = self._options(identity, typed.sql.upper())
        if options:
            name = self.names.sequence(table.space, table.name, column.name)
            owner = (table.space, table.name, column.name)
            made = pg.Sequence(namespace=table.space, name=name, owned_by=owner, identity=True, **options)
            self._add(made, identity.origin)
        return "always" if flag(argument(identity, 0, "always"), "always") else "by default"

    # -------------------------------------------------------------- what types and defaults bring

    def _brought(self, typed: Typed, origin: Origin, renderer: Renderer) -> None:
        for inner in typed.inner:
            self._brought(inner, origin, renderer)
        if typed.enum is not None:
            namespace, name = typed.enum
            self._namespace(namespace, origin)
            self._enum(namespace, name, typed, typed.origin or origin)
        if typed.domain is not None:
            self._domain(typed, origin, renderer)

    def _enum(self, namespace: str, name: str, typed: Typed, origin: Origin) -> None:
        made = pg.Enum(namespace=namespace, name=name, labels=typed.labels)
        known = self.builder.objects.get(made.address)
        if known is not None and isinstance(known, pg.Enum) and known.labels != made.labels:
            if not made.labels:
                return
            if known.labels:
                first = self.builder.origins.get(made.address)
                self.builder.skip(origin, f"The enum {name} has other values at {first}.", made.address)
                return
        if known is None or not getattr(known, "labels", ()):
            self._add(made, origin)

    def _type_alone(self, call: Call) -> None:
        """An enum or domain that belongs to a MetaData and needs no column."""
        typed = self.types.read(call)
        if typed.enum is None or typed.enum not in self._made_enums():
            self._brought(typed, call.origin, Renderer(lambda value: None, lambda kind: self.types.read(kind).sql))

    def _made_enums(self) -> set[tuple[str, str]]:
        return {(one.namespace, one.name) for one in self.builder.objects.values() if isinstance(one, pg.Enum)}

    def _domain(self, typed: Typed, origin: Origin, renderer: Renderer) -> None:
        domain = typed.domain
        assert domain is not None
        self._namespace(domain.namespace, origin)
        made = pg.Domain(
            namespace=domain.namespace,
            name=domain.name,
            type=domain.type,
            collation=domain.collation,
            default=default_sql(domain.default, renderer),
            not_null=bool(domain.not_null),
        )
        self._add(made, origin)
        if domain.check is not None and not is_none(domain.check):
            check = pg.DomainCheck(
                namespace=domain.namespace,
                domain=domain.name,
                name=domain.constraint or chosen(domain.name, (), "check", lambda name: False),
                expression=raw_or_sql(domain.check, renderer),
            )
            self._add(check, origin)

    def _sequences(self, column: Column) -> None:
        for one in (*column.items, column.said("default"), _sequence_of(column.said("server_default"))):
            if isinstance(one, Call) and called(one) == "Sequence":
                self._sequence(one)

    def _sequence(self, call: Call) -> None:
        call = keyed(call)
        if flag(call.kwargs.get("optional"), "optional") is True:
            return
        name = argument(call, 0, "name")
        if name is None:
            raise Unreadable(call.origin, "the sequence has no name")
        namespace = optional_text(call.kwargs.get("schema"), "the schema of the sequence")
        if namespace is None and "metadata" in call.kwargs:
            namespace = self.metas.of(call.kwargs["metadata"]).schema
        namespace = namespace or "public"
        self._namespace(namespace, call.origin)
        kind = call.kwargs.get("data_type")
        sql = self.types.read(kind).sql if kind is not None and not is_none(kind) else "BIGINT"
        options = self._options(call, sql)
        self._add(pg.Sequence(namespace=namespace, name=text(name, "the name of the sequence"), **options), call.origin)

    def _options(self, call: Call, sql: str) -> dict[str, Any]:
        """The options of an Identity or Sequence, complete when any is given."""
        words = ("start", "increment", "minvalue", "maxvalue", "cache")
        given = {word: number(call.kwargs.get(word), word) for word in words}
        cycle = flag(call.kwargs.get("cycle"), "cycle")
        if called(call) == "Identity" and not any(value is not None for value in given.values()) and not cycle:
            return {}
        down = (given["increment"] or 1) < 0
        most = _MAXIMUM.get(sql, _MAXIMUM["BIGINT"])
        low = given["minvalue"] if given["minvalue"] is not None else (-most - 1 if down else 1)
        high = given["maxvalue"] if given["maxvalue"] is not None else (-1 if down else most)
        start = given["start"] if given["start"] is not None else (high if down else low)
        return {
            "type": sql.lower() if sql in _MAXIMUM else "bigint",
            "start": start,
            "increment": given["increment"] or 1,
            "minimum": low,
            "maximum": high,
            "cache": given["cache"] or 1,
            "cycle": bool(cycle),
        }


def primary(table: Table) -> list[str]:
    """The names of the columns of a table's primary key, in order."""
    given = next((arg for arg in table.args if called(arg) == "PrimaryKeyConstraint"), None)
    flagged = [column for column in table.columns.values() if column.primary_key]
    if isinstance(given, Call) and given.args:
        names = []
        for arg in given.args:
            found = table.column(arg.value) if isinstance(arg, Const) and isinstance(arg.value, str) else None
            if found is None:
                found = next((c for c in table.columns.values() if c.calls and c.calls[0] is arg), None)
            names.append(found.name if found is not None else text(arg, "a column of the primary key"))
        return names
    first = [column for column in flagged if _says_true(column)]
    return [column.name for column in (*first, *(one for one in flagged if one not in first))]


def _says_true(column: Column) -> bool:
    said = column.said("autoincrement")
    return isinstance(said, Const) and said.value is True


def raw_or_sql(value: Value, renderer: Renderer) -> str:
    """An expression of DDL, where a text is SQL as it stands."""
    if isinstance(value, Const) and isinstance(value.value, str):
        return value.value
    return renderer.sql(value)


def _sequence_of(value: Value | None) -> Value | None:
    """The sequence in ``server_default=sequence.next_value()``."""
    callee = value.callee if isinstance(value, Call) else None
    return getattr(callee, "of", None) if getattr(callee, "name", "") == "next_value" else None


def _mentions(call: Call) -> list[Value]:
    """The values of a constraint's or index's arguments that may be columns."""
    found: list[Value] = []
    waiting: list[Value] = [*call.args, *call.kwargs.values()]
    while waiting and len(found) < 200:
        one = waiting.pop(0)
        found.append(one)
        if isinstance(one, Call):
            waiting += [*one.args, *([one.callee.of] if hasattr(one.callee, "of") else [])]
        elif isinstance(one, Items):
            waiting += one.items
        elif hasattr(one, "operands"):
            waiting += one.operands
    return found
