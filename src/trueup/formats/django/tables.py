"""Models -> the records of the tables Django makes of them: columns, keys and checks, and what these are named.

Follows ``BaseDatabaseSchemaEditor.create_model`` of Django's PostgreSQL backend. How a field becomes a column is in
``layout``, what a Meta adds in ``indexes``.
"""

from __future__ import annotations

from collections.abc import Mapping

from trueup.declaration import Builder
from trueup.formats.django import names
from trueup.formats.django.indexes import Indexes
from trueup.formats.django.layout import Context, Laid, Layout, Made
from trueup.formats.django.state import Field, Model, Unclear, path_of, understood
from trueup.formats.django.types import AUTO
from trueup.model import Address, address
from trueup.postgres.names import cut
from trueup.postgres.objects import Action, Check, Column, ForeignKey, Namespace, PrimaryKey, Table, Unique


class Tables(Layout):
    """Makes the tables of models, one after the other, in ``builder``. ``ignored`` are globs of what is not said."""

    def __init__(self, context: Context, builder: Builder) -> None:
        super().__init__(context)
        self.builder = builder
        self.ignored: set[str] = set()
        self._taken: dict[str, set[str]] = {}

    # -------------------------------------------------------------- where a table is

    def place(self, model: Model) -> tuple[str, str]:
        """A model's table: its namespace and its name."""
        said = self.option(model, "db_table")
        if model.proxy and model.parents:
            parent = self.context.models.get(model.parents[0][0])
            if parent is not None:
                return self.place(parent)
        table = str(said) if said else names.shortened(f"{model.app}_{model.name.lower()}")
        *above, name = names.parts(table)
        return above[-1] if above else self.context.namespace, cut(name, names.LONGEST)

    def where(self, model: Model) -> Address:
        """The address of a model's table."""
        return address("table", *self.place(model))

    def is_table(self, model: Model) -> bool:
        """Whether Django makes a table of the model."""
        if model.proxy or model.foreign or self._is_swapped(model):
            return False
        managed = self.option(model, "managed")
        vendor = self.option(model, "required_db_vendor")
        return managed is not False and vendor in (None, "postgresql")

    def _is_swapped(self, model: Model) -> bool:
        setting = self.option(model, "swappable")
        found = self.context.plain.settings(str(setting)) if setting else None
        said = self.context.plain(found) if found is not None else None
        return bool(said) and str(said).lower() != f"{model.app}.{model.name}".lower()

    # -------------------------------------------------------------- one model

    def add(self, model: Model) -> None:
        """Make the records of a model's table; what cannot be told is noted as unread."""
        try:
            real = self.is_table(model)
            namespace, name = self.place(model)
        except Unclear as unclear:
            self.builder.skip(unclear.origin, f"the model {model.name}: {unclear.why}")
            return
        if not real:
            return
        for origin, why in model.unclear:
            self.builder.skip(origin, why, address("table", namespace, name))
        self._table(model, namespace, name)

    def mention(self, model: Model) -> None:
        """Make as much of somebody else's table as a foreign key needs, and leave the table out of what is said."""
        namespace, name = self.place(model)
        where = address("table", namespace, name)
        if where in self.builder.objects:
            return
        self.ignored.add(str(where))
        self.builder.add(Table(namespace=namespace, name=name), None)
        for position, made in enumerate(self.laid(model).columns.values(), 1):
            column = Column(
                on="table", namespace=namespace, relation=name, name=made.stored, position=position, type=made.type
            )
            self.builder.add(column, None)
            if made.primary or made.unique:
                kind = PrimaryKey if made.primary else Unique
                own = names.chosen(name, made.stored if made.unique else None, "key" if made.unique else "pkey", set())
                key = kind(on="table", namespace=namespace, relation=name, name=own, columns=(made.stored,))
                self.builder.add(key, None)

    def _table(self, model: Model, namespace: str, name: str) -> None:
        if namespace != "public":
            self.builder.add(Namespace(name=namespace), None)
        where = address("table", namespace, name)
        comment = self._text(model, "db_table_comment")
        tablespace = self._text(model, "db_tablespace") or self.context.tablespace
        table = Table(namespace=namespace, name=name, comment=comment or None, tablespace=tablespace or None)
        self.builder.add(table, model.origin)
        laid = self.laid(model)
        for lost, why in laid.lost:
            self._lose(where, lost, why)
        for position, made in enumerate(laid.columns.values(), 1):
            self._column(model, namespace, name, position, made)
        self._keys(model, namespace, name, laid)
        for made in laid.columns.values():
            self._reference(model, namespace, name, made)
        Indexes(self, model, namespace, name, laid.columns).add()

    def _text(self, model: Model, option: str) -> str | None:
        try:
            found = self.option(model, option)
        except Unclear as unclear:
            self.builder.skip(unclear.origin, f"{option}: {unclear.why}", self.where(model))
            return None
        return str(found) if found else None

    def _lose(self, where: Address, lost: Field, why: str) -> None:
        for name in (lost.name, f"{lost.name}_id"):
            self.builder.skip(lost.origin, f"the field {lost.name}: {why}", where.child("column", name))
            for word in ("index", "constraint"):
                self.ignored.add(str(where.child(word, f"{where.name}_{name}_*")).replace('"', ""))

    # -------------------------------------------------------------- columns

    def _column(self, model: Model, namespace: str, table: str, position: int, made: Made) -> None:
        one = made.field
        where = address("table", namespace, table).child("column", made.stored)
        generated = default = None
        virtual = False
        try:
            with understood(one.origin):
                generated, virtual, default = self._value(model, made)
        except Unclear as unclear:
            self.builder.skip(unclear.origin, f"its value in the database: {unclear.why}", where)
        auto = made.kind in AUTO
        serial = {"integer": "serial", "bigint": "bigserial", "smallint": "smallserial"}
        as_identity = auto and self.context.version >= (4, 1)
        comment = self.said(one, "db_comment") if self.context.version >= (4, 2) else None
        column = Column(
            on="table",
            namespace=namespace,
            relation=table,
            name=made.stored,
            position=position,
            type=made.type if not auto or as_identity else serial.get(made.type, made.type),
            not_null=not made.null and one.kind != "GeneratedField",
            default=default,
            generated=generated,
            virtual=virtual,
            identity="by default" if as_identity else None,
            collation=made.collation,
            comment=comment or None,
        )
        self.builder.add(column, one.origin)
        self.builder.called(where, one.name)

    def _value(self, model: Model, made: Made) -> tuple[str | None, bool, str | None]:
        """What generates a column, whether it is virtual, and its default. Raises Unclear."""
        one = made.field
        if one.kind == "GeneratedField":
            text = self.compiler(model).expression(one.options["expression"], True).text
            return text, not self.flag(one, "db_persist", True), None
        if "db_default" in one.options:
            return None, False, self.compiler(model).stored(one.options["db_default"], made.kind, made.type)
        return None, False, None

    # -------------------------------------------------------------- keys

    def _keys(self, model: Model, namespace: str, table: str, laid: Laid) -> None:
        taken = self._taken.setdefault(namespace, set())
        checks: set[str] = set()
        for made in laid.columns.values():
            if made.check is not None:
                name = names.chosen(table, made.stored, "check", checks)
                checks.add(name)
                check = Check(on="table", namespace=namespace, relation=table, name=name, expression=f"({made.check})")
                self.builder.add(check, made.field.origin)
        for made in sorted(laid.columns.values(), key=lambda one: not one.primary):
            if not made.primary and not made.unique:
                continue
            name = names.chosen(table, None if made.primary else made.stored, "pkey" if made.primary else "key", taken)
            taken.add(name)
            kind = PrimaryKey if made.primary else Unique
            space = made.tablespace or self._text(model, "db_tablespace")
            key = kind(
                on="table", namespace=namespace, relation=table, name=name, columns=(made.stored,), tablespace=space
            )
            self.builder.add(key, made.field.origin)
        self._composite(model, namespace, table, laid, taken)

    def _composite(self, model: Model, namespace: str, table: str, laid: Laid, taken: set[str]) -> None:
        one = next((one for one in model.fields.values() if one.kind == "CompositePrimaryKey"), None)
        if one is None:
            return
        fields = self.said(one, "field_names")
        found = [self.column_of(model, str(name)) for name in fields or ()]
        columns = tuple(made.stored for made in found if made is not None)
        name = names.chosen(table, None, "pkey", taken)
        if len(columns) != len(found) or not columns:
            self.builder.skip(one.origin, "its primary key is not known", address("table", namespace, table))
            return
        key = PrimaryKey(on="table", namespace=namespace, relation=table, name=name, columns=columns)
        self.builder.add(key, one.origin)

    def _reference(self, model: Model, namespace: str, table: str, made: Made) -> None:
        if made.to is None or not made.constrained:
            return
        target, column = made.to
        to_namespace, to_table = self.place(target)
        if not self.is_table(target):
            self.mention(target)
        name = names.index_name(table, [made.column], f"_fk_{to_table}_{column.column}")
        key = ForeignKey(
            on="table",
            namespace=namespace,
            relation=table,
            name=cut(name, names.LONGEST),
            columns=(made.stored,),
            to_namespace=to_namespace,
            to_table=to_table,
            to_columns=(column.stored,),
            on_delete=self._on_delete(made.field),
            deferrable=True,
            deferred=True,
        )
        self.builder.add(key, made.field.origin)

    def _on_delete(self, one: Field) -> Action:
        """What the database does on deletion: nothing, but for the words for it of Django 6.1."""
        said = one.options.get("on_delete")
        return (
            _ON_DELETE.get((path_of(said) or "").rpartition(".")[2], "no action") if said is not None else "no action"
        )


_ON_DELETE: Mapping[str, Action] = {
    "DB_CASCADE": "cascade",
    "DB_SET_DEFAULT": "set default",
    "DB_SET_NULL": "set null",
}
