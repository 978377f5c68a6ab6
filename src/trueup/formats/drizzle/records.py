"""Drizzle's values as records of ``postgres.objects``, named and typed as drizzle-kit would have it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from trueup.declaration import Builder
from trueup.formats.drizzle import naming, sequences, tables, views
from trueup.formats.drizzle.says import CHECKS_SINCE
from trueup.formats.drizzle.sqltext import Untold, told
from trueup.formats.drizzle.table_records import TableRecords
from trueup.formats.drizzle.values import UNDEFINED, Caller, Place, Record, Unknown, text_of_value
from trueup.formats.drizzle.versions import Version
from trueup.model import Address, Note, Object, address
from trueup.postgres import objects as pg
from trueup.postgres.names import cut


class Records:
    """Turns the exported values of a schema into a declaration's objects."""

    def __init__(self, caller: Caller, version: Version, builder: Builder) -> None:
        self.caller = caller
        self.version = version
        self.builder = builder
        self.tables: list[tables.Table] = []
        self.policies: list[tables.Policy] = []
        self.namespaces: dict[str, Place] = {}
        self.host: str | None = None

    # -------------------------------------------------------------- what is exported

    def take(self, value: Any) -> None:
        """One exported value."""
        match value:
            case tables.Table():
                self.tables.append(value)
            case tables.Enum():
                self._enum(value)
            case tables.Sequence():
                self._sequence(value)
            case tables.Namespace() if isinstance(value.name, str) and not value.is_existing:
                self._namespace(value.name, value.place)
            case tables.Policy():
                self.policies.append(value)
            case tables.Role() if isinstance(value.name, str) and not value.is_existing:
                self.builder.roles.add(value.name)
            case views.View():
                self._view(value)

    def finish(self) -> None:
        """The tables, once everything they mention is known."""
        known = [table for table in self.tables if self._can_be_read(table)]
        names = {(self._inside(table.namespace), table.name) for table in known}
        for table in known:
            TableRecords(self, table, names).add()

    def _can_be_read(self, table: tables.Table) -> bool:
        for part in (table.name, table.namespace):
            if isinstance(part, Unknown):
                self.skip(table.place, f"a table whose name depends on {part.why}", None)
                return False
        if not isinstance(table.name, str):
            self.skip(table.place, "a table without a name", None)
            return False
        return True

    def skip(self, place: Place, why: str, where: Address | None) -> None:
        """Note what is not read."""
        self.builder.skip(place.origin(), f"not read: {why}", where)

    def unmade(self, place: Place, what: str) -> None:
        """Note what is declared and drizzle-kit of this version passes over."""
        at = place.origin()
        said = f"{what} is declared, but drizzle-kit as old as this makes none"
        self.builder.notes.append(Note("unread", said, f"{at.file}:{at.line}:{at.column}"))

    def add(self, obj: Object, place: Place, needs: tuple[Address, ...] = ()) -> Address:
        """Take an object up, and say where it is."""
        return self.builder.add(obj, place.origin() if place.text.data else None, needs)

    def _inside(self, namespace: Any) -> str:
        return namespace if isinstance(namespace, str) else "public"

    def inside(self, namespace: Any, place: Place) -> str:
        """The namespace of an object, which must then exist."""
        if isinstance(namespace, str):
            self._namespace(namespace, place)
            return namespace
        return "public"

    def _namespace(self, name: str, place: Place) -> None:
        if name not in self.namespaces and name != "public":
            self.namespaces[name] = place
            self.add(pg.Namespace(name=name), place)

    # -------------------------------------------------------------- enums, sequences, views

    def _enum(self, enum: tables.Enum) -> None:
        given = enum.labels if isinstance(enum.labels, list) else [enum.labels]
        labels = [text_of_value(label) for label in given if label is not UNDEFINED]
        unknown = next((v for v in (enum.name, enum.namespace, *labels) if isinstance(v, Unknown)), None)
        if unknown is not None or not isinstance(enum.name, str):
            where = address("enum", self._inside(enum.namespace), enum.name) if isinstance(enum.name, str) else None
            self.skip(enum.place, f"an enum that depends on {unknown.why if unknown else 'its name'}", where)
            enum.unread = unknown or Unknown("its name", enum.place)
            return
        namespace = self.inside(enum.namespace, enum.place)
        texts = tuple(map(str, labels))
        self.add(pg.Enum(namespace=namespace, name=cut(enum.name, 63), labels=texts), enum.place)

    def _sequence(self, sequence: tables.Sequence) -> None:
        if not isinstance(sequence.name, str):
            self.skip(sequence.place, "a sequence whose name is not known", None)
            return
        namespace = self.inside(sequence.namespace, sequence.place)
        self.add(sequences.sequence(namespace, sequence.name, sequence.options), sequence.place)

    def _view(self, view: views.View) -> None:
        if view.query is None:
            return
        if self.version < CHECKS_SINCE:
            self.unmade(view.place, f"the view {view.name}")
            return
        if not isinstance(view.name, str):
            self.skip(view.place, "a view whose name is not known", None)
            return
        namespace = self.inside(view.namespace, view.place)
        word = "matview" if view.materialized else "view"
        try:
            definition = views.definition(view)
            options = tuple(sorted(_view_options(view.options)))
            for part in (view.tablespace, view.method):
                if isinstance(part, Unknown):
                    raise Untold(part)
        except Untold as untold:
            where = address(word, namespace, view.name)
            self.skip(view.place, f"a view whose query or options have {untold.unknown.why}", where)
            return
        if view.materialized:
            made: Object = pg.MaterializedView(
                namespace=namespace,
                name=view.name,
                definition=definition,
                options=options,
                tablespace=view.tablespace if isinstance(view.tablespace, str) else None,
                access_method=view.method if isinstance(view.method, str) else None,
                populated=view.populated,
            )
        else:
            made = pg.View(namespace=namespace, name=view.name, definition=definition, options=options)
        self.add(made, view.place)


def _view_options(options: Any) -> Iterator[str]:
    for key, value in options.items() if isinstance(options, Record) else ():
        if value is not UNDEFINED and value is not None:
            yield f"{naming.cased(key, 'snake_case')}={told(value)}"
