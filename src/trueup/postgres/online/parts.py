"""What the recipes share: parts of a statement, names that are free, texts in which a column is called otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from trueup.model import Address, Schema
from trueup.postgres.ddl.family import descendants
from trueup.postgres.ddl.relation import alter_container
from trueup.postgres.ddl.spelling import faithful
from trueup.postgres.expressions import with_others
from trueup.postgres.names import cut, ident, qualified
from trueup.postgres.objects import Constraint, ForeignTable, Index, IndexColumn, Key, OnRelation, PrimaryKey, Table
from trueup.statement import NOTHING, Statement


def says(statement: Statement, sql: str) -> bool:
    """Whether a statement of a plan is the plain one of this text."""
    return statement.sql == faithful(sql)


def part(statement: Statement, sql: str, **more: Any) -> Statement:
    """One of the statements in the place of another; what that one loses or risks is said of another part."""
    return msgspec.structs.replace(statement, sql=faithful(sql), **{"hazards": (), "work": None, **more})


def alone(statement: Statement, sql: str, *cleanup: str) -> Statement:
    """A part that must not share a transaction with others, whose locks it would hold for as long as it takes."""
    return part(statement, sql, transactional=False, cleanup=cleanup, makes=NOTHING, ends=NOTHING)


def told(statement: Statement, parts: Iterable[Statement]) -> tuple[Statement, ...]:
    """Parts of which the last says what the statement they replace loses."""
    found = list(parts)
    return instead(statement, [*found[:-1], msgspec.structs.replace(found[-1], hazards=statement.hazards)])


def instead(statement: Statement, parts: Sequence[Statement]) -> tuple[Statement, ...]:
    """Parts that say which statement they are in the place of, unless that is among them."""
    first = "" if any(one.sql == statement.sql for one in parts) else statement.sql
    return tuple(
        one if one.sql == statement.sql else msgspec.structs.replace(one, instead_of="" if number else first)
        for number, one in enumerate(parts)
    )


def built(statement: Statement, index: Index, sql: str) -> Statement:
    """CREATE INDEX, of which one that was broken off leaves an index that is not valid."""
    return alone(statement, concurrently(sql), f"DROP INDEX CONCURRENTLY IF EXISTS {index_name(index)}")


def concurrently(sql: str) -> str:
    """CREATE, DROP or REINDEX INDEX without keeping writers away."""
    return sql.replace(" INDEX ", " INDEX CONCURRENTLY ", 1)


def index_name(obj: Index | Key) -> str:
    return qualified(obj.namespace, obj.name)


def validation(statement: Statement, obj: Constraint) -> Statement:
    """VALIDATE CONSTRAINT, which reads the table while others write to it."""
    return alone(statement, f"{alter_container(obj)} VALIDATE CONSTRAINT {ident(obj.name)}")


def spare(name: str, ending: str, *schemas: Schema) -> str:
    """A name for something that does not stay, which nothing has: ``users_email__new``."""
    tries = (cut(name, 60 - len(ending)) + f"__{ending}{number or ''}" for number in range(1000))
    return next(name for name in tries if not any(name in schema.derived(_names) for schema in schemas))


def _names(schema: Schema) -> frozenset[str]:
    return frozenset(where.name for where in schema.objects)


def storing(table: Address, schema: Schema) -> Iterator[Table]:
    """The tables that hold a table's rows: itself, those below it, but no partitioned one."""
    here = schema.get(table)
    for found in ([here] if isinstance(here, Table | ForeignTable) else []) + [*descendants(table, schema)]:
        if isinstance(found, Table) and found.partition_by is None:
            yield found


def is_plain(table: Address, schema: Schema) -> bool:
    """Whether a table has neither parents nor children nor a type it is of."""
    found = schema.get(table)
    if not isinstance(found, Table) or found.partition_by is not None or found.parents or found.of_type is not None:
        return False
    return not any(True for _ in descendants(table, schema))


def primary_key(table: Address, schema: Schema) -> PrimaryKey | None:
    """The primary key of a table."""
    inner = (schema[where] for where in schema.contents.get(table, ()) if where.kind == "constraint")
    return next((found for found in inner if isinstance(found, PrimaryKey)), None)


def column_of(obj: OnRelation, name: str) -> Address:
    return obj.container.child("column", name)


def over(index: Index, column: str, other: str) -> Index | None:
    """An index with another column in the place of one; None where that cannot be told, or is made for its type."""
    keys = [_key_over(key, column, other) for key in index.columns]
    predicate = None if index.predicate is None else with_others(index.predicate, {column: ident(other)})
    if None in keys or (predicate is None) != (index.predicate is None):
        return None
    return msgspec.structs.replace(
        index,
        columns=tuple(key for key in keys if key is not None),
        include=tuple(other if name == column else name for name in index.include),
        predicate=predicate,
    )


def _key_over(key: IndexColumn, column: str, other: str) -> IndexColumn | None:
    if key.column == column:
        made_for_type = key.opclass is not None or key.collation is not None
        return None if made_for_type else msgspec.structs.replace(key, column=other)
    if key.expression is None:
        return key
    expression = with_others(key.expression, {column: ident(other)})
    return None if expression is None else msgspec.structs.replace(key, expression=expression)
