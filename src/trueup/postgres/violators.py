"""A statement -> the query that lists the rows which would stop it. Nothing is run; who counts them is ``stats``'s.

The query is for the database before the plan, so it names only what is there then.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch
from typing import Any

from trueup.model import Address, Object, Schema, address
from trueup.postgres.ddl.conversion import split
from trueup.postgres.names import ident, literal, qualified
from trueup.postgres.objects import Check, Column, Enum, ForeignKey, Index, Key, PrimaryKey, Table
from trueup.postgres.parse import Parsed

_INTEGERS = {"smallint": 2**15, "integer": 2**31, "bigint": 2**63}
_NUMBERS = frozenset({*_INTEGERS, "numeric", "real", "double precision"})
_STRINGS = frozenset({"text", "character varying", "character"})
_SOFT_INPUT = 160000
"""The version that brought ``pg_input_is_valid``."""
_PATTERNS = {
    "uuid": r"^\s*\{?([0-9a-f]{4}-?){8}\}?\s*$",
    "smallint": r"^\s*[-+]?\d+\s*$",
    "integer": r"^\s*[-+]?\d+\s*$",
    "bigint": r"^\s*[-+]?\d+\s*$",
    "boolean": r"^\s*(t|tr|tru|true|y|ye|yes|on|1|f|fa|fal|fals|false|n|no|of|off|0)\s*$",
}
"""What an older server takes as text of a type; near enough to find what it will refuse."""


def violators(parsed: Parsed, where: Address | None, before: Schema, after: Schema, version: int | None) -> str | None:
    """The query that lists the rows in the way of a statement about ``where``; None where no row can be, or none shows.

    >>> violators(statements("alter table t alter c set not null", "plan")[0], where, before, after, 180000)
    'SELECT * FROM public.t WHERE c IS NULL'   # doctest: +SKIP
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

    def of_command(self, table: Address, command: dict[str, Any]) -> str | None:
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

    def of_constraint(self, table: Address, node: dict[str, Any]) -> str | None:
        if node.get("skip_validation") or "indexname" in node:
            return None
        if node.get("contype") == "CONSTR_NOTNULL":
            return self.of_nulls(table.child("column", _inside(node.get("keys", [{}])[0]).get("sval", "")))
        return self.of_object(table.child("constraint", node.get("conname", "")))

    def of_object(self, where: Address | None) -> str | None:
        """The rows that break a constraint or unique index of the goal, as far as its columns are there already."""
        obj = self.after.get(where) if where is not None else None
        if obj is None or where is None or not self._can_be_asked(obj):
            return None
        return rows_against(obj, self._family(obj))

    def of_nulls(self, column: Address | None) -> str | None:
        was = self.before.get(column) if column is not None else None
        if not isinstance(was, Column) or was.not_null:
            return None
        return f"SELECT * FROM {_table(was)} WHERE {ident(was.name)} IS NULL"

    def of_new_column(self, table: Address, node: dict[str, Any]) -> str | None:
        """All rows, where they have no value for a column that must have one."""
        kinds = {_inside(one).get("contype") for one in node.get("constraints", ())}
        gives = kinds & {"CONSTR_DEFAULT", "CONSTR_IDENTITY", "CONSTR_GENERATED"}
        if gives or not kinds & {"CONSTR_NOTNULL", "CONSTR_PRIMARY"}:
            return None
        found = self.after.get(table.child("column", node.get("colname", "")))
        if not isinstance(found, Column) or found.default is not None:
            return None
        return f"SELECT * FROM {qualified(*table.names)}"

    def of_type(self, column: Address | None) -> str | None:
        """The values that cannot become ones of the new type."""
        was, now = (side.get(column) if column is not None else None for side in (self.before, self.after))
        if not isinstance(was, Column) or not isinstance(now, Column) or was.type == now.type:
            return None
        condition = uncastable(ident(was.name), was.type, now.type, self._labels(now.type), self.version)
        return f"SELECT * FROM {_table(was)} WHERE {condition}" if condition is not None else None

    def of_domain(self, tree: dict[str, Any]) -> str | None:
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
            condition = f"NOT {_parenthesized(getattr(check, 'expression', 'true'))}"
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
        return "\nUNION ALL\n".join(parts) if parts else None

    def _can_be_asked(self, obj: Object) -> bool:
        """Whether the table and all the columns that an object is about are there before the plan, as they will be."""
        container = getattr(obj, "container", None)
        if container not in self.before or self.before.get(obj.address) == obj:
            return False
        columns = [ref for ref in self.after.needs.get(obj.address, ()) if ref.kind == "column"]
        return all(ref in self.before for ref in (*columns, *_columns(obj)))

    def _family(self, obj: Object) -> str:
        """How the rows that an object is about are named: without those of tables that only inherit."""
        table = self.before.get(getattr(obj, "container", Address("")))
        partitioned = isinstance(table, Table) and table.partition_by is not None
        return "" if partitioned or isinstance(obj, Check) else "ONLY "

    def _labels(self, type_name: str) -> tuple[str, ...] | None:
        found = self.after.get(Address(f"enum {type_name.removesuffix('[]')}"))
        return found.labels if isinstance(found, Enum) else None


def _table(obj: Column) -> str:
    return qualified(obj.namespace, obj.relation)


def _columns(obj: Object) -> Iterator[Address]:
    """The columns that an object itself names."""
    if isinstance(obj, Key | ForeignKey):
        yield from (obj.container.child("column", name) for name in obj.columns)
    if isinstance(obj, ForeignKey):
        there = address("table", obj.to_namespace, obj.to_table)
        yield from (there.child("column", name) for name in obj.to_columns)


def _parenthesized(expression: str) -> str:
    return expression if expression.startswith("(") else f"({expression})"


# ------------------------------------------------------------------ constraints


@singledispatch
def rows_against(obj: Object, only: str) -> str | None:
    """The query for the rows that break a rule; ``only`` is ``"ONLY "`` where rows of children do not count."""
    return None


@rows_against.register
def _(obj: Check, only: str) -> str | None:
    if not obj.enforced:
        return None
    return f"SELECT * FROM {only}{qualified(obj.namespace, obj.relation)} WHERE NOT {_parenthesized(obj.expression)}"


@rows_against.register
def _(obj: ForeignKey, only: str) -> str | None:
    if not obj.enforced or obj.period:
        return None
    matches = " AND ".join(
        f"r.{ident(there)} = t.{ident(here)}" for here, there in zip(obj.columns, obj.to_columns, strict=True)
    )
    words = " OR " if obj.match == "full" else " AND "
    given = words.join(f"t.{ident(name)} IS NOT NULL" for name in obj.columns)
    there = f"SELECT FROM {qualified(obj.to_namespace, obj.to_table)} AS r WHERE {matches}"
    return (
        f"SELECT t.* FROM {only}{qualified(obj.namespace, obj.relation)} AS t WHERE ({given}) AND NOT EXISTS ({there})"
    )


@rows_against.register
def _(obj: Key, only: str) -> str | None:
    if obj.without_overlaps:
        return None
    keys = tuple(map(ident, obj.columns))
    loose = () if obj.nulls_not_distinct or isinstance(obj, PrimaryKey) else keys
    found = _repeated(f"{only}{qualified(obj.namespace, obj.relation)}", keys, loose)
    nulls = "".join(f" OR {key} IS NULL" for key in keys) if isinstance(obj, PrimaryKey) else ""
    return found + nulls


@rows_against.register
def _(obj: Index, only: str) -> str | None:
    if not obj.unique:
        return None
    keys = tuple(ident(key.column) if key.column is not None else f"({key.expression})" for key in obj.columns)
    where = f" WHERE {obj.predicate}" if obj.predicate is not None else ""
    loose = () if obj.nulls_not_distinct else keys
    return _repeated(f"{only}{qualified(obj.namespace, obj.relation)}{where}", keys, loose)


def _repeated(rows: str, keys: tuple[str, ...], loose: tuple[str, ...]) -> str:
    """Rows of which there is another one with the same values; a null among the ``loose`` keys is like no other."""
    filled = "".join(f" AND {key} IS NOT NULL" for key in loose)
    counted = f"SELECT *, count(*) OVER (PARTITION BY {', '.join(keys)}) AS trueup_alike FROM {rows}"
    return f"SELECT * FROM ({counted}) AS t WHERE (trueup_alike > 1{filled})"


# ------------------------------------------------------------------ types


def uncastable(value: str, was: str, now: str, labels: tuple[str, ...] | None, version: int | None) -> str | None:
    """A condition that is true of values the new type refuses; None where it refuses none, or none can be told.

    ``labels`` are those of the new type when it is an enum.

    >>> uncastable("c", "text", "character varying(3)", None, 180000)
    'char_length(rtrim(c::text)) > 3'
    >>> uncastable("c", "bigint", "integer", None, 150000)
    'c NOT BETWEEN -2147483648 AND 2147483647'
    """
    source, _, depth = split(was)
    target, size, target_depth = split(now)
    if depth != target_depth:
        return None
    if depth:
        inner = uncastable("e", was.removesuffix("[]"), now.removesuffix("[]"), labels, version)
        return f"EXISTS (SELECT FROM unnest({value}) AS e WHERE {inner})" if inner is not None else None
    if labels is not None:
        return f"{value}::text NOT IN ({', '.join(map(literal, labels))})"
    if target in {"character varying", "character"}:
        long = size[0] if size else (1 if target == "character" else None)
        return f"char_length(rtrim({value}::text)) > {long}" if long is not None else None
    if source in _NUMBERS and target in _INTEGERS:
        return _out_of_range(value, source, target)
    if source in _NUMBERS and target == "numeric":
        return _too_many_digits(value, size)
    if source in _NUMBERS and target in _NUMBERS:
        return None
    return _refused(value, source, target, now, version)


def _out_of_range(value: str, source: str, target: str) -> str | None:
    most = _INTEGERS[target]
    if _INTEGERS.get(source, most + 1) <= most:
        return None
    rounded = value if source in _INTEGERS else f"round({value}::numeric)"
    return f"{rounded} NOT BETWEEN {-most} AND {most - 1}"


def _too_many_digits(value: str, size: tuple[int, ...]) -> str | None:
    if not size:
        return None
    scale = size[1] if len(size) > 1 else 0
    return f"abs(round({value}::numeric, {scale})) >= 10::numeric ^ {size[0] - scale}"


def _refused(value: str, source: str, target: str, now: str, version: int | None) -> str | None:
    """Text that the new type's input does not take; other conversions refuse nothing, or nobody can ask."""
    if source not in _STRINGS or target in _STRINGS:
        return None
    if (version or _SOFT_INPUT) >= _SOFT_INPUT:
        return f"NOT pg_input_is_valid({value}::text, {literal(now)})"
    pattern = _PATTERNS.get(target)
    return f"{value}::text !~* {literal(pattern)}" if pattern is not None else None
