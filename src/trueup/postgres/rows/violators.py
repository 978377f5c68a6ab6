"""A statement -> the queries that list the rows which would stop it. Nothing is run: ``stats`` counts them.

A query is for the database before the plan: it names what is there then, and ``coming`` says what becomes of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from trueup.model import Address, Object, Schema, address
from trueup.postgres.ddl.conversion import silently_loses
from trueup.postgres.ddl.family import children, is_own, parents
from trueup.postgres.names import ident, literal, qualified
from trueup.postgres.objects import Column, Domain, Enum, ForeignKey, Table
from trueup.postgres.rows import bounds
from trueup.postgres.rows.against import Rows, needed, nulls, parenthesized, rows_against
from trueup.postgres.rows.castable import uncastable, untold
from trueup.postgres.rows.coming import Coming
from trueup.postgres.sql.expressions import mentioned
from trueup.postgres.sql.nodes import inside, items
from trueup.postgres.sql.parse import Parsed


def violators(parsed: Parsed, where: Address | None, coming: Coming) -> list[Rows]:
    """The queries that list the rows in the way of a statement about ``where``; none where no row can be, or shows.

    >>> violators(statements("alter table t alter c set not null", "plan")[0], where, coming)  # doctest: +SKIP
    [Rows(sort='nulls', query='SELECT * FROM public.t WHERE c IS NULL', values=0, untold=None)]
    """
    found = _Around(where, coming)
    tree = parsed.tree()
    match parsed.node:
        case "AlterTableStmt":
            relation = tree.get("relation", {})
            table = address("table", relation.get("schemaname", "public"), relation.get("relname", ""))
            return [rows for command in items(tree.get("cmds")) for rows in found.of_command(table, command)]
        case "IndexStmt" if tree.get("unique"):
            return [*found.of_object(where)]
        case "CreateStmt" if "partbound" in tree:
            return [*found.of_bound(where)]
        case "DoStmt":
            return [*found.of_type(where)]
        case "AlterDomainStmt":
            return [*found.of_domain(tree)]
    return []


class _Around:
    """The schemas around a statement."""

    def __init__(self, where: Address | None, coming: Coming) -> None:
        self.where = where
        self.coming = coming
        self.before = coming.schema
        self.after = coming.after

    def of_command(self, table: Address, command: dict[str, Any]) -> Iterator[Rows]:
        """What is in the way of one sub-command of ALTER TABLE."""
        if table not in self.before and command.get("subtype") != "AT_AttachPartition":
            return
        node, name = inside(command.get("def")), command.get("name", "")
        match command.get("subtype"):
            case "AT_SetNotNull":
                yield from self.of_nulls(table.child("column", name))
            case "AT_AddConstraint":
                yield from self.of_constraint(table, node)
            case "AT_ValidateConstraint":
                constraint = table.child("constraint", name)
                if constraint in self.after:
                    yield from self.of_object(constraint)
                else:
                    yield from self.of_nulls(self.where)
            case "AT_AlterConstraint":
                yield from self.of_object(table.child("constraint", node.get("conname", "")))
            case "AT_DetachPartition":
                named = inside(command.get("def")).get("name", {})
                yield from self.of_parting(
                    address("table", named.get("schemaname", "public"), named.get("relname", ""))
                )
            case "AT_AttachPartition":
                yield from self.of_bound(self.where)
            case "AT_AddColumn":
                yield from self.of_new_column(table, node)
            case "AT_AlterColumnType":
                yield from self.of_type(table.child("column", name))
                yield from self.of_new_values(table.child("column", name))
            case "AT_SetExpression":
                column = self.after.get(table.child("column", name))
                if isinstance(column, Column):
                    yield from self._of_computed(column)
                    yield from self._told(rows_against(column, self.coming), [column.address])
                    yield from self.of_new_values(column.address)

    def of_constraint(self, table: Address, node: dict[str, Any]) -> Iterator[Rows]:
        if node.get("skip_validation") or "indexname" in node:
            return
        if node.get("contype") == "CONSTR_NOTNULL":
            yield from self.of_nulls(table.child("column", inside(node.get("keys", [{}])[0]).get("sval", "")))
        else:
            yield from self.of_object(table.child("constraint", node.get("conname", "")))

    def of_object(self, where: Address | None) -> Iterator[Rows]:
        """The rows that break a constraint or unique index of the goal."""
        obj = self.after.get(where) if where is not None else None
        if obj is not None and obj.address.parent in self.before and self.before.get(obj.address) != obj:
            yield from self._of_goal(obj)

    def of_bound(self, where: Address | None) -> Iterator[Rows]:
        """The rows of a table, and of the default partition, that are not where a partition puts them."""
        partition = self.after.get(where) if where is not None else None
        if not isinstance(partition, Table) or partition.bound is None or not partition.parents:
            return
        others = [one for one in children(address("table", *partition.parents[0]), self.after) if one != partition]
        tables = [one for one in others if isinstance(one, Table)]
        bound = self._bound(partition, tables)
        if partition.address in self.before:
            yield self._where(partition, bound, "NOT ")
        for one in tables:
            if one.bound == "DEFAULT" and isinstance(self.before.get(one.address), Table):
                yield self._where(one, bound, "")

    def of_parting(self, where: Address) -> Iterator[Rows]:
        """The rows that refer to those of a partition, by keys that stay with the partitioned table."""
        before = self.coming.before
        above = {*_above(before.get(where), before)}
        keys = (one for one in before.objects.values() if isinstance(one, ForeignKey) and one.enforced and is_own(one))
        staying = (one for one in keys if self.after.get(one.address) == one)
        for key in sorted(staying, key=lambda one: one.address):
            if address("table", key.to_namespace, key.to_table) not in above:
                continue
            pairs = zip(key.columns, key.to_columns, strict=True)
            met = " AND ".join(f"there.{ident(other)} = here.{ident(one)}" for one, other in pairs)
            theirs = f"EXISTS (SELECT FROM {qualified(*where.names)} AS there WHERE {met})"
            yield Rows("orphans", f"SELECT * FROM {qualified(*key.container.names)} AS here WHERE {theirs}")

    def _bound(self, partition: Table, others: list[Table]) -> str | None:
        """What is true of the rows of a partition: for the default one, that no other takes them."""
        if partition.bound != "DEFAULT":
            return bounds.belonging(partition, self.after)
        taken = [bounds.belonging(one, self.after) for one in others]
        return f"NOT ({' OR '.join(f'({one})' for one in taken if one)})" if all(taken) and taken else None

    def _where(self, table: Table, bound: str | None, negated: str) -> Rows:
        if bound is None:
            why = "what a partition by hash, expression or collation takes, nobody can ask for"
            return Rows("bound", f"SELECT * FROM {self._all(table.address)}", untold=why)
        rows = self.coming.rows(table.address, sorted(mentioned(bound)))
        return Rows("bound", f"SELECT * FROM {rows} WHERE {negated}({bound})")

    def of_new_values(self, column: Address) -> Iterator[Rows]:
        """The rows that break what stays, once a column has other values: rounded ones may be alike."""
        was, now = self.before.get(column), self.after.get(column)
        if not isinstance(was, Column) or not isinstance(now, Column):
            return
        if was.generated == now.generated and not silently_loses(was.type, now.type):
            return
        inner = {*self.after.contents.get(now.container, ())} | {*self.after.users.get(column, ())}
        for where in sorted(inner):
            obj = self.after.get(where)
            if obj is not None and self.before.get(where) == obj and column in needed(obj):
                yield from self._of_goal(obj)

    def _of_goal(self, obj: Object) -> Iterator[Rows]:
        wanted = [*needed(obj)]
        if all(column in self.before or column in self.after for column in wanted):
            yield from self._told(rows_against(obj, self.coming), wanted)

    def _told(self, rows: Rows | None, columns: Iterable[Address]) -> Iterator[Rows]:
        """The rows, or why nobody can ask for them."""
        if rows is not None:
            yield rows._replace(untold=self.coming.untold(columns))

    def of_nulls(self, column: Address | None) -> Iterator[Rows]:
        """The rows without a value in a column that is to have one."""
        was, now = (side.get(column) if column is not None else None for side in (self.before, self.after))
        if isinstance(was, Column) and was.not_null and was.not_null_valid:
            return
        found = now if isinstance(now, Column) else was
        if isinstance(found, Column) and found.container in self.before:
            yield from self._told(nulls(found, self.coming), [found.address])

    def of_new_column(self, table: Address, node: dict[str, Any]) -> Iterator[Rows]:
        """The rows for which a new column has no value, or none that it takes."""
        column = self.after.get(table.child("column", node.get("colname", "")))
        if not isinstance(column, Column):
            return
        kinds = {one.get("contype") for one in items(node.get("constraints"))}
        required = bool(kinds & {"CONSTR_NOTNULL", "CONSTR_PRIMARY"})
        if column.generated is not None:
            yield from self._of_computed(column)
            yield from self.of_nulls(column.address) if required else ()
        elif column.default is not None or column.identity is not None:
            yield from self._of_numbers(column)
        elif required:
            yield Rows("nulls", f"SELECT * FROM {self._all(table)}")
        yield from self._of_rules(column)

    def _of_computed(self, column: Column) -> Iterator[Rows]:
        """The rows for which what is computed does not fit, or cannot be computed; nobody can list the latter."""
        computed = None if column.virtual else self.coming.computed(column)
        if computed is None:
            return
        base = self.coming.rules(column.type).type
        condition = uncastable(f"({computed})", "text", base, None, None) if base.startswith("character") else None
        # Never so, but it must be computed for each row to see that.
        condition = condition or f"num_nonnulls({self.coming.value(column.address)}) < 0"
        yield Rows("values", f"SELECT * FROM {self._all(column.container)} WHERE {condition}")

    def _of_rules(self, column: Column) -> Iterator[Rows]:
        """The rows whose value in a new column breaks a rule of its domain."""
        broken = self.coming.rules(column.type).breaking(self.coming.value(column.address))
        if broken is not None:
            rows = Rows("values", f"SELECT * FROM {self._all(column.container)} WHERE {broken}")
            yield from self._told(rows, [column.address])

    def _of_numbers(self, column: Column) -> Iterator[Rows]:
        """The rows beyond those that a sequence has numbers for."""
        most = self.coming.numbers(column)
        if most is not None:
            yield Rows("numbers", f"SELECT * FROM {self._all(column.container)} OFFSET {most}")

    def _all(self, table: Address) -> str:
        return self.coming.rows(table, ()) or qualified(*table.names)

    def of_type(self, column: Address | None) -> Iterator[Rows]:
        """The values that cannot become ones of the new type."""
        was, now = (side.get(column) if column is not None else None for side in (self.before, self.after))
        if not isinstance(was, Column) or not isinstance(now, Column):
            return
        if was.type == now.type and not self._loses_labels(was.type):
            return
        name = ident(self.coming.name(was.address)[-1])
        base, rules = self.coming.rules(was.type).type, self.coming.rules(now.type)
        unfit = uncastable(name, base, rules.type, self._labels(rules.type), self.coming.version)
        broken = rules.breaking(self.coming.value(was.address))
        if broken is not None and unfit is not None:
            broken = f"CASE WHEN {unfit} THEN true ELSE {broken} END"
        condition = broken or unfit
        if condition is not None:
            yield Rows("values", f"SELECT * FROM {self._all(was.container)} WHERE {condition}")
        elif (why := untold(base, rules.type, self.coming.version)) is not None:
            given = f"SELECT * FROM {self._all(was.container)} WHERE {name} IS NOT NULL"
            yield Rows("values", given, untold=why)

    def of_domain(self, tree: dict[str, Any]) -> Iterator[Rows]:
        """The values of a domain, in all columns of it, that break a new rule."""
        names = [inside(one).get("sval", "") for one in tree.get("typeName", ())]
        domain = address("domain", names[-2] if len(names) > 1 else "public", names[-1] if names else "")
        rule = inside(tree.get("def"))
        if tree.get("subtype") == "O":
            condition = "value IS NULL"
        elif tree.get("subtype") in ("C", "V") and not rule.get("skip_validation"):
            check = self.after.get(domain.child("constraint", rule.get("conname") or tree.get("name", "")))
            if check is None:
                return
            # PostgreSQL prints VALUE, which anywhere else is the name of a column.
            condition = f"NOT {parenthesized(getattr(check, 'expression', 'true'))}"
        else:
            return
        parts = [
            f"SELECT {literal(str(one.address))} AS column, value "
            f"FROM (SELECT {value} AS value FROM {qualified(*one.container.names)}{more}) AS given WHERE {condition}"
            for one, value, more in self._values_of(str(domain).partition(" ")[2])
        ]
        if parts:
            yield Rows("check", "\nUNION ALL\n".join(parts))

    def _values_of(self, type_name: str) -> Iterator[tuple[Column, str, str]]:
        """The columns that have values of a domain, the SQL for one, and what is joined to the table for it."""
        domains = {type_name}
        above = sorted(one.address for one in self.before.objects.values() if isinstance(one, Domain))
        for where in above * len(above):
            found = self.before[where]
            if isinstance(found, Domain) and found.type in domains:
                domains.add(str(where).partition(" ")[2])
        columns = (one for one in self.before.objects.values() if isinstance(one, Column) and one.on == "table")
        for one in sorted(columns, key=lambda column: column.address):
            name = ident(one.name)
            if one.type in domains:
                yield one, name, ""
            elif one.type.removesuffix("[]") in domains:
                yield one, "element", f", unnest({name}) AS element"

    def _loses_labels(self, type_name: str) -> bool:
        """Whether a type is an enum of the same name that is made anew with fewer values."""
        found = self.coming.before.get(Address(f"enum {type_name.removesuffix('[]')}"))
        labels = self._labels(type_name)
        return isinstance(found, Enum) and labels is not None and not {*found.labels} <= {*labels}

    def _labels(self, type_name: str) -> tuple[str, ...] | None:
        found = self.after.get(Address(f"enum {type_name.removesuffix('[]')}"))
        return found.labels if isinstance(found, Enum) else None


def _is_string(type_name: str) -> bool:
    return type_name.startswith("character")


def _above(partition: Object | None, schema: Schema) -> Iterator[Address]:
    """The partitioned tables that a table is a partition of."""
    for where in parents(partition, schema) if isinstance(partition, Table) and partition.bound is not None else ():
        yield where
        yield from _above(schema.get(where), schema)
