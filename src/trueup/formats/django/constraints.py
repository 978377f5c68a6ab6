"""Unique constraints, conditions and exclusions of a model's Meta."""

from __future__ import annotations

from typing import Any

from trueup.formats.django.keys import operator as operator_of
from trueup.formats.django.on_table import Entry, OnTable
from trueup.formats.django.state import Unclear, path_of, why
from trueup.formats.python import Const, Items, Member, Value
from trueup.postgres.names import ident
from trueup.postgres.objects import Check, Exclusion, Index, IndexColumn, Unique


class Constraints(OnTable):
    """Adds constraints of one model to the declaration."""

    def add(self, entry: Entry) -> None:
        """One entry of ``Meta.constraints``. Raises Unclear."""
        if entry.kind == "UniqueConstraint":
            self._unique_constraint(entry)
        elif entry.kind == "CheckConstraint":
            self._check_constraint(entry)
        elif entry.kind == "ExclusionConstraint":
            self._exclusion(entry)
        else:
            raise Unclear(f"the class {entry.kind or 'of it'} is not read", entry.origin)

    def _unique_constraint(self, entry: Entry) -> None:
        name = self.name(entry)
        if name is None:
            raise Unclear("it has no name", entry.origin)
        columns = tuple(self.column(one, entry.origin).stored for one in self.fields(entry))
        condition, include = self.condition(entry, "condition"), self.include(entry)
        opclasses = self.fields(entry, "opclasses")
        nulls = self.said(entry, "nulls_distinct") is False
        if condition is None and not include and not opclasses and columns:
            deferrable = self._deferrable(entry)
            unique = self.unique(
                name,
                columns,
                nulls_not_distinct=nulls,
                deferrable=deferrable is not None,
                deferred=deferrable == "DEFERRED",
            )
            self.tables.builder.add(unique, entry.origin)
            return
        keys = tuple(
            IndexColumn(column=one, opclass=opclasses[number] if opclasses else None)
            for number, one in enumerate(columns)
        )
        index = Index(
            on="table",
            namespace=self.namespace,
            relation=self.table,
            name=name,
            method="btree",
            unique=True,
            columns=keys or tuple(self.key(one) for one in entry.args),
            include=include,
            nulls_not_distinct=nulls,
            predicate=condition,
        )
        self.tables.builder.add(index, entry.origin)

    def unique(self, name: str, columns: tuple[str, ...], **more: Any) -> Unique:
        """A unique constraint of the table."""
        return Unique(on="table", namespace=self.namespace, relation=self.table, name=name, columns=columns, **more)

    def _deferrable(self, entry: Entry) -> str | None:
        """``DEFERRED`` or ``IMMEDIATE``."""
        value = entry.options.get("deferrable")
        if value is None or (isinstance(value, Const) and value.value is None):
            return None
        name = (path_of(value) or "").rpartition(".")[2] or (value.name if isinstance(value, Member) else "")
        if name not in ("DEFERRED", "IMMEDIATE"):
            raise Unclear(why(value), value.origin)
        return name

    def _check_constraint(self, entry: Entry) -> None:
        name, condition = self.name(entry), self.condition(entry, "condition", "check")
        if name is None or condition is None:
            raise Unclear("it has no name or no condition", entry.origin)
        check = Check(on="table", namespace=self.namespace, relation=self.table, name=name, expression=f"({condition})")
        self.tables.builder.add(check, entry.origin)

    def _exclusion(self, entry: Entry) -> None:
        name, listed = self.name(entry), entry.options.get("expressions")
        if name is None or not isinstance(listed, Items):
            raise Unclear("its expressions are not known", entry.origin)
        method = str(self.said(entry, "index_type") or "GIST")
        keys = ", ".join(self._excluded(one) for one in listed.items)
        text = f"EXCLUDE USING {method.lower()} ({keys})"
        include = self.include(entry)
        if include:
            text += f" INCLUDE ({', '.join(map(ident, include))})"
        condition = self.condition(entry, "condition")
        if condition is not None:
            text += f" WHERE ({condition})"
        deferrable = self._deferrable(entry)
        if deferrable is not None:
            text += f" DEFERRABLE INITIALLY {deferrable}"
        made = Exclusion(on="table", namespace=self.namespace, relation=self.table, name=name, definition=text)
        self.tables.builder.add(made, entry.origin)

    def _excluded(self, value: Value) -> str:
        if not isinstance(value, Items) or len(value.items) != 2:
            raise Unclear("its expressions are no pairs", value.origin)
        one, operator = value.items
        key = self.key(one)
        text = ident(key.column) if key.column is not None else str(key.expression)
        self.needs_extension("gist", (key,))
        text += f" COLLATE {key.collation}" if key.collation is not None else ""
        text += f" {key.opclass}" if key.opclass is not None else ""
        text += " DESC" if key.descending else ""
        if key.nulls_first != key.descending:
            text += " NULLS FIRST" if key.nulls_first else " NULLS LAST"
        return f"{text} WITH {operator_of(operator, self.plain)}"
