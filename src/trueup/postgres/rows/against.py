"""An object -> the query that lists the rows against it: duplicates of a key, nulls, orphans, rows that break a check.

For drift it is asked by ``counting``, for statements by ``violators``. Values that a type refuses are ``castable``'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import singledispatch
from typing import Literal, NamedTuple

from trueup.model import Address, Object, Schema, address
from trueup.postgres.names import ident, qualified
from trueup.postgres.objects import Check, Column, Exclusion, ForeignKey, Index, IndexColumn, Key, PrimaryKey, Table
from trueup.postgres.rows.excluded import excluded
from trueup.postgres.sql.expressions import mentioned, with_others

Sort = Literal["duplicates", "key", "nulls", "orphans", "check", "values", "numbers", "bound"]


class Rows(NamedTuple):
    """Rows to look for.

    ``key`` is about a primary key, whose rows may neither be alike nor null, ``numbers`` about those for which a
    sequence has none. Where ``values`` is not 0, a line is not a row: it has so many values and then how many rows have
    them. ``untold`` says why nobody can ask yet; the query is then for later.
    """

    sort: Sort
    query: str
    values: int = 0
    untold: str | None = None

    def total(self, most: int | None = None) -> str:
        """The SQL for how many rows there are; it stops counting at a number above ``most``.

        >>> Rows("nulls", "SELECT * FROM public.t WHERE a IS NULL").total(10)
        'SELECT count(*) FROM (SELECT * FROM public.t WHERE a IS NULL LIMIT 11) AS found'
        >>> Rows("duplicates", "SELECT a, count(*) FROM t GROUP BY a HAVING count(*) > 1", 1).total()
        'SELECT coalesce(sum(n), 0) FROM (SELECT a, count(*) FROM t GROUP BY a HAVING count(*) > 1) AS found (v1, n)'
        """
        lines = self.query if most is None else f"{self.query} LIMIT {most + 1}"
        if not self.values:
            return f"SELECT count(*) FROM ({lines}) AS found"
        names = ", ".join([*(f"v{number + 1}" for number in range(self.values)), "n"])
        return f"SELECT coalesce(sum(n), 0) FROM ({lines}) AS found ({names})"


class Stored:
    """The rows of a database as it has them. What a plan makes of them first, ``coming`` knows."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def own(self, table: Address, names: Sequence[str], called: str | None = None) -> str | None:
        """The rows of a table without those of tables that only inherit from it, as an item of FROM.

        Keys know no others; partitions are a table's own. ``names`` are the columns that are asked about, ``called`` is
        what the item is called; None for a table that has no rows at all.
        """
        found = self.schema.get(table)
        partitioned = isinstance(found, Table) and found.partition_by is not None
        return self.rows(table, names, called) if partitioned else self.alone(table, names, called)

    def alone(self, table: Address, names: Sequence[str], called: str | None = None) -> str | None:
        """The rows that are in a table itself and in none below it."""
        inherited = table in self.schema.derived(_parents)
        return self.item(f"{'ONLY ' if inherited else ''}{qualified(*table.names)}", table, names, called)

    def rows(self, table: Address, names: Sequence[str], called: str | None = None) -> str | None:
        """The rows of a table and of those below it."""
        return self.item(qualified(*table.names), table, names, called)

    def item(self, relation: str, table: Address, names: Sequence[str], called: str | None) -> str | None:
        """An item of FROM that has these columns."""
        return f"{relation} AS {called}" if called is not None else relation

    def may_be_null(self, table: Address, name: str) -> bool:
        """Whether a column may hold nulls."""
        column = self.schema.get(table.child("column", name))
        return not (isinstance(column, Column) and column.not_null and column.not_null_valid)


@singledispatch
def rows_against(obj: Object, stored: Stored) -> Rows | None:
    """The rows of a database that break a rule, which is written in its own names; None where none can, or none shows.

    ``needed`` must be among the columns of ``stored``.
    """
    return None


def needed(obj: Object) -> Iterator[Address]:
    """The columns without which the rows against an object cannot be asked for."""
    if isinstance(obj, Check | Key | ForeignKey | Index | Exclusion):
        yield from (obj.container.child("column", name) for name in columns(obj))
    if isinstance(obj, ForeignKey):
        there = address("table", obj.to_namespace, obj.to_table)
        yield from (there.child("column", name) for name in obj.to_columns)


def columns(obj: Check | Key | ForeignKey | Index | Exclusion) -> Sequence[str]:
    """The columns of its own table that an object is about, those in expressions included."""
    if isinstance(obj, Check):
        return sorted(mentioned(obj.expression))
    if isinstance(obj, Exclusion):
        found = excluded(obj.definition)
        return found.columns if found is not None else ()
    if not isinstance(obj, Index):
        return obj.columns
    named = [key.column for key in obj.columns if key.column is not None]
    told = [one for one in (*(key.expression for key in obj.columns), obj.predicate) if one is not None]
    return [*named, *sorted(name for one in told for name in mentioned(one) if name not in named)]


@rows_against.register
def _(obj: Column, stored: Stored) -> Rows | None:
    return nulls(obj, stored) if obj.not_null else None


def nulls(column: Column, stored: Stored) -> Rows:
    """The rows that have null in a column."""
    table = stored.rows(column.container, [column.name])
    return Rows("nulls", f"SELECT * FROM {table} WHERE {ident(column.name)} IS NULL")


@rows_against.register
def _(obj: Check, stored: Stored) -> Rows | None:
    if not obj.enforced or not obj.valid:
        return None
    table = (stored.alone if obj.no_inherit else stored.rows)(obj.container, columns(obj))
    return Rows("check", f"SELECT * FROM {table} WHERE NOT {parenthesized(obj.expression)}")


@rows_against.register
def _(obj: ForeignKey, stored: Stored) -> Rows | None:
    if not obj.enforced or not obj.valid:
        return None
    here = stored.own(obj.container, obj.columns, "here")
    there = stored.own(address("table", obj.to_namespace, obj.to_table), obj.to_columns, "there")
    pairs = zip(obj.columns, obj.to_columns, strict=True)
    equal = [f"there.{ident(other)} = here.{ident(one)}" for one, other in pairs]
    lost = [_lost(obj, there, equal)] if there is not None else []
    given = [f"here.{ident(name)} IS NOT NULL" for name in obj.columns if stored.may_be_null(obj.container, name)]
    if obj.match == "full" and len(obj.columns) > 1:
        # Nulls beside values stop the key, so that a column which is never null lets no row pass.
        given = [f"({' OR '.join(given)})"] if len(given) == len(obj.columns) else []
    where = " AND ".join([*given, *lost])
    return Rows("orphans", f"SELECT * FROM {here}{f' WHERE {where}' if where else ''}")


def _lost(obj: ForeignKey, there: str, equal: Sequence[str]) -> str:
    """Where nothing is referred to; a period must be covered by those of all rows with the same key."""
    if not obj.period:
        return f"NOT EXISTS (SELECT FROM {there} WHERE {' AND '.join(equal)})"
    covered = f"SELECT range_agg(there.{ident(obj.to_columns[-1])}) FROM {there} WHERE {' AND '.join(equal[:-1])}"
    return f"NOT coalesce(here.{ident(obj.columns[-1])} <@ ({covered}), false)"


@rows_against.register
def _(obj: Key, stored: Stored) -> Rows | None:
    if obj.without_overlaps:
        loose = [name for name in obj.columns if stored.may_be_null(obj.container, name)]
        *same, period = map(ident, obj.columns)
        wrong = [f"{ident(name)} IS NULL" for name in loose] if isinstance(obj, PrimaryKey) else []
        return _colliding(
            obj, [*((one, "=") for one in same), (period, "&&")], None, stored, [f"isempty({period})", *wrong]
        )
    keys = [ident(name) for name in obj.columns]
    loose = [ident(name) for name in obj.columns if stored.may_be_null(obj.container, name)]
    table = stored.own(obj.container, obj.columns)
    if isinstance(obj, PrimaryKey):
        return _alike("key", table, keys, [], loose)
    return _alike("duplicates", table, keys, () if obj.nulls_not_distinct else loose)


@rows_against.register
def _(obj: Index, stored: Stored) -> Rows | None:
    if not obj.unique:
        return None
    keys = [_key(key) for key in obj.columns]
    loose = [
        name
        for name, key in zip(keys, obj.columns, strict=True)
        if key.column is None or stored.may_be_null(obj.container, key.column)
    ]
    only = [parenthesized(obj.predicate)] if obj.predicate is not None else []
    filled = () if obj.nulls_not_distinct else loose
    return _alike("duplicates", stored.own(obj.container, columns(obj)), keys, filled, only=only)


@rows_against.register
def _(obj: Exclusion, stored: Stored) -> Rows | None:
    found = excluded(obj.definition)
    if found is None:
        return None
    return _colliding(obj, found.keys, found.predicate, stored)


def _colliding(
    obj: Key | Exclusion,
    keys: Sequence[tuple[str, str]],
    predicate: str | None,
    stored: Stored,
    wrong: Sequence[str] = (),
) -> Rows | None:
    """The rows for which another one answers yes to the operators of all keys, or one of ``wrong`` is true."""
    names = columns(obj)
    one, other = (stored.own(obj.container, ["tableoid", "ctid", *names], row) for row in ("one", "other"))
    here, there = ({name: f"{row}.{ident(name)}" for name in names} for row in ("one", "other"))
    pairs = [(with_others(key, here), operator, with_others(key, there)) for key, operator in keys]
    only = [] if predicate is None else [with_others(predicate, here), with_others(predicate, there)]
    if None in only or any(None in pair for pair in pairs):
        return None
    met = ["(other.tableoid, other.ctid) <> (one.tableoid, one.ctid)", *(f"{a} {b} {c}" for a, b, c in pairs)]
    met += [f"{text}" for text in only]
    where = " OR ".join([*wrong, f"EXISTS (SELECT FROM {other} WHERE {' AND '.join(met)})"])
    return Rows("duplicates", f"SELECT * FROM {one} WHERE {where}")


def _key(key: IndexColumn) -> str:
    value = ident(key.column) if key.column is not None else parenthesized(key.expression or "")
    return f"{value} COLLATE {key.collation}" if key.collation is not None else value


def _alike(
    sort: Sort,
    table: str | None,
    keys: Sequence[str],
    filled: Sequence[str],
    never: Sequence[str] = (),
    only: Sequence[str] = (),
) -> Rows:
    """Values that several rows have. Null in a ``filled`` one is like no other, in one of ``never`` it is wrong."""
    given = [*only, *(f"{key} IS NOT NULL" for key in filled)]
    where = f" WHERE {' AND '.join(given)}" if given else ""
    values = ", ".join(keys)
    wrong = " OR ".join(["count(*) > 1", *(f"{key} IS NULL" for key in never)])
    return Rows(sort, f"SELECT {values}, count(*) FROM {table}{where} GROUP BY {values} HAVING {wrong}", len(keys))


def parenthesized(expression: str) -> str:
    """A condition as PostgreSQL prints it, which may have its parentheses already."""
    return expression if expression.startswith("(") else f"({expression})"


def _parents(schema: Schema) -> frozenset[Address]:
    tables = (one for one in schema.objects.values() if isinstance(one, Table))
    return frozenset(address("table", *parent) for one in tables for parent in one.parents)
