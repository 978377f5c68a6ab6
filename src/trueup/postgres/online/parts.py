"""What the recipes share: parts of a statement, names that are free, texts in which a column is called otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from trueup.model import Address, Schema
from trueup.postgres.ddl.family import descendants
from trueup.postgres.ddl.relation import alter_container
from trueup.postgres.ddl.spelling import faithful
from trueup.postgres.names import cut, ident, qualified
from trueup.postgres.objects import Constraint, ForeignTable, Index, IndexColumn, Key, OnRelation, PrimaryKey, Table
from trueup.postgres.sql.expressions import with_others
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
    """Parts of which the first says which statement they are in the place of, unless it is that statement itself.

    That one may be among them: what its rows stop is told before the parts that look at the rows.
    """
    first, *others = parts
    if first.sql != statement.sql:
        first = msgspec.structs.replace(first, instead_of=statement.sql)
    return first, *(msgspec.structs.replace(one, instead_of="") for one in others)


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


def spare(name: str, ending: str, *schemas: Schema, taken: Collection[str] = ()) -> str:
    """A name for something that does not stay, which nothing has: ``users_email__new``."""
    tries = (f"__{ending}{number or ''}" for number in range(1000))
    found = (cut(name, max(0, 62 - len(one))) + one for one in tries)
    return next(n for n in found if n not in taken and not any(n in schema.derived(_names) for schema in schemas))


class Spares:
    """Names for what is there at the same time: ``space`` is what they must be told apart in."""

    def __init__(self, *schemas: Schema) -> None:
        self._schemas = schemas
        self._taken: dict[str, set[str]] = {}

    def name(self, name: str, ending: str, space: str) -> str:
        taken = self._taken.setdefault(space, set())
        found = spare(name, ending, *self._schemas, taken=taken)
        taken.add(found)
        return found


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


def over(index: Index, others: Mapping[str, str]) -> Index | None:
    """An index with other columns in the place of some; None where that cannot be told."""
    keys = [_key_over(key, others) for key in index.columns]
    predicate = None if index.predicate is None else _with_others(index.predicate, others)
    if None in keys or (predicate is None) != (index.predicate is None):
        return None
    return msgspec.structs.replace(
        index,
        columns=tuple(key for key in keys if key is not None),
        include=tuple(others.get(name, name) for name in index.include),
        predicate=predicate,
    )


def _key_over(key: IndexColumn, others: Mapping[str, str]) -> IndexColumn | None:
    if key.column is not None:
        return msgspec.structs.replace(key, column=others.get(key.column, key.column))
    expression = None if key.expression is None else _with_others(key.expression, others)
    return None if expression is None else msgspec.structs.replace(key, expression=expression)


def _with_others(expression: str, others: Mapping[str, str]) -> str | None:
    return with_others(expression, {column: ident(other) for column, other in others.items()})
