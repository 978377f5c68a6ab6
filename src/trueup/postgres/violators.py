"""A statement -> the query that lists the rows which would stop it. Nothing is run: ``stats`` counts them.

The query is for the database before the plan, so it names only what is there then.
"""

from __future__ import annotations

from typing import Any

from trueup.model import Address, Schema, address
from trueup.postgres.against import Rows, needed, nulls, parenthesized, rows_against
from trueup.postgres.castable import uncastable
from trueup.postgres.names import ident, literal, qualified
from trueup.postgres.objects import Column, Enum
from trueup.postgres.parse import Parsed


def violators(parsed: Parsed, where: Address | None, before: Schema, after: Schema, version: int | None) -> Rows | None:
    """The query that lists the rows in the way of a statement about ``where``; None where no row can be, or none shows.

    >>> violators(statements("alter table t alter c set not null", "plan")[0], where, before, after, 180000)
    Rows(sort='nulls', query='SELECT * FROM public.t WHERE c IS NULL', values=0)   # doctest: +SKIP
    """
    found = _Around(where, before, after, version)
    tree = parsed.tree()
    match parsed.node:
        case "AlterTableStmt":
            relation = tree.get("relation", {})
            table = address("table", relation.get("schemaname", "public"), relation.get("relname", ""))
            queries = [found.of_command(table, _inside(cmd)) for cmd in tree.get("cmds", ())]
            return next((query for query in queries if query is not None), None)
        case "IndexStmt" if tree.get("unique"):
            return found.of_object(where)
        case "DoStmt":
            return found.of_type(where)
        case "AlterDomainStmt":
            return found.of_domain(tree)
    return None


def _inside(wrapped: Any) -> dict[str, Any]:
    return next(iter(wrapped.values())) if isinstance(wrapped, dict) and wrapped else {}


class _Around:
    """The schemas around a statement."""

    def __init__(self, where: Address | None, before: Schema, after: Schema, version: int | None) -> None:
        self.where = where
        self.before = before
        self.after = after
        self.version = version

    def of_command(self, table: Address, command: dict[str, Any]) -> Rows | None:
        """What is in the way of one sub-command of ALTER TABLE."""
        if table not in self.before:
            return None
        inside, name = _inside(command.get("def")), command.get("name", "")
        match command.get("subtype"):
            case "AT_SetNotNull":
                return self.of_nulls(table.child("column", name))
            case "AT_AddConstraint":
                return self.of_constraint(table, inside)
            case "AT_ValidateConstraint":
                constraint = table.child("constraint", name)
                return self.of_object(constraint) if constraint in self.after else self.of_nulls(self.where)
            case "AT_AddColumn":
                return self.of_new_column(table, inside)
            case "AT_AlterColumnType":
                return self.of_type(table.child("column", name))
        return None

    def of_constraint(self, table: Address, node: dict[str, Any]) -> Rows | None:
        if node.get("skip_validation") or "indexname" in node:
            return None
        if node.get("contype") == "CONSTR_NOTNULL":
            return self.of_nulls(table.child("column", _inside(node.get("keys", [{}])[0]).get("sval", "")))
        return self.of_object(table.child("constraint", node.get("conname", "")))

    def of_object(self, where: Address | None) -> Rows | None:
        """The rows that break a constraint or unique index of the goal, as far as its columns are there already."""
        obj = self.after.get(where) if where is not None else None
        if obj is None or self.before.get(obj.address) == obj:
            return None
        there = obj.address.parent in self.before and all(column in self.before for column in needed(obj))
        return rows_against(obj, self.before) if there else None

    def of_nulls(self, column: Address | None) -> Rows | None:
        was = self.before.get(column) if column is not None else None
        return nulls(was) if isinstance(was, Column) and not was.not_null else None

    def of_new_column(self, table: Address, node: dict[str, Any]) -> Rows | None:
        """All rows, where they have no value for a column that must have one."""
        kinds = {_inside(one).get("contype") for one in node.get("constraints", ())}
        gives = kinds & {"CONSTR_DEFAULT", "CONSTR_IDENTITY", "CONSTR_GENERATED"}
        if gives or not kinds & {"CONSTR_NOTNULL", "CONSTR_PRIMARY"}:
            return None
        found = self.after.get(table.child("column", node.get("colname", "")))
        if not isinstance(found, Column) or found.default is not None:
            return None
        return Rows("nulls", f"SELECT * FROM {qualified(*table.names)}")

    def of_type(self, column: Address | None) -> Rows | None:
        """The values that cannot become ones of the new type."""
        was, now = (side.get(column) if column is not None else None for side in (self.before, self.after))
        if not isinstance(was, Column) or not isinstance(now, Column) or was.type == now.type:
            return None
        condition = uncastable(ident(was.name), was.type, now.type, self._labels(now.type), self.version)
        return Rows("values", f"SELECT * FROM {_table(was)} WHERE {condition}") if condition is not None else None

    def of_domain(self, tree: dict[str, Any]) -> Rows | None:
        """The values of a domain, in all columns of it, that break a new rule."""
        names = [_inside(one).get("sval", "") for one in tree.get("typeName", ())]
        domain = address("domain", names[-2] if len(names) > 1 else "public", names[-1] if names else "")
        rule = _inside(tree.get("def"))
        if tree.get("subtype") == "O":
            condition = "value IS NULL"
        elif tree.get("subtype") in ("C", "V") and not rule.get("skip_validation"):
            check = self.after.get(domain.child("constraint", rule.get("conname") or tree.get("name", "")))
            if check is None:
                return None
            # PostgreSQL prints VALUE, which anywhere else is the name of a column.
            condition = f"NOT {parenthesized(getattr(check, 'expression', 'true'))}"
        else:
            return None
        spelled = str(domain).partition(" ")[2]
        users = [one for one in self.before.objects.values() if isinstance(one, Column) and one.type == spelled]
        parts = [
            f"SELECT {literal(str(one.address))} AS column, v.value FROM {_table(one)} AS t, "
            f"LATERAL (SELECT t.{ident(one.name)} AS value) AS v WHERE {condition}"
            for one in sorted(users, key=lambda c: c.address)
            if one.on == "table"
        ]
        return Rows("values", "\nUNION ALL\n".join(parts)) if parts else None

    def _labels(self, type_name: str) -> tuple[str, ...] | None:
        found = self.after.get(Address(f"enum {type_name.removesuffix('[]')}"))
        return found.labels if isinstance(found, Enum) else None


def _table(obj: Column) -> str:
    return qualified(obj.namespace, obj.relation)
