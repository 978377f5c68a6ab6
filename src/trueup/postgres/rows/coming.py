"""The rows of a database as a plan will have them when constraints look at them, as queries of what is there now.

A new column has its default, what the configuration says or null; a computed one what is computed of the others; one
of another type the value that comes over; what is dropped and made anew is empty. Nothing is run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from trueup.model import Address, Schema
from trueup.postgres.blocking.volatile import STEADY, is_volatile, sequences_in
from trueup.postgres.ddl.conversion import cast, silently_loses, split
from trueup.postgres.names import ident, qualified
from trueup.postgres.objects import Column, Domain, DomainCheck
from trueup.postgres.objects import Sequence as Counter
from trueup.postgres.rows.against import Stored, parenthesized
from trueup.postgres.sql.expressions import mentioned, parsed, with_others
from trueup.postgres.sql.nodes import every, texts
from trueup.statement import Plan

_MOST = {"smallint": 2**15 - 1, "integer": 2**31 - 1, "bigint": 2**63 - 1}
_STRINGS = frozenset({"text", "character varying"})
_HARMLESS = STEADY | {"random", "random_normal", "gen_random_uuid", "uuidv4", "uuidv7", "clock_timestamp", "timeofday"}
"""Functions of PostgreSQL's own that change nothing, so that they can be called to see what comes of it."""


class Underway(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan does before constraints look at rows.

    ``anew`` is dropped and made again, ``backfill`` is what old rows get in new columns, ``called`` what has another
    name in the database so far: by the new address the old one.
    """

    anew: frozenset[Address] = frozenset()
    backfill: Mapping[Address, str] = {}
    called: Mapping[Address, Address] = {}


def underway(plan: Plan, backfill: Mapping[Address, str]) -> Underway:
    """What a plain plan does underway; values for old rows count only where it is carried out gently."""
    makes = frozenset(where for one in plan.statements for where in one.makes)
    gone = frozenset(where for one in plan.statements for where in one.ends - one.makes - one.renames)
    return Underway(anew=gone & makes, backfill=backfill, called={now: was for was, now in plan.renames.items()})


class Rules(NamedTuple):
    """The type below a domain, and the conditions of which none may be true, over VALUE; none for other types."""

    type: str
    broken: tuple[str, ...]

    def breaking(self, value: str) -> str | None:
        """A condition that is true where a value breaks them."""
        if not self.broken:
            return None
        # PostgreSQL prints VALUE, which anywhere else is the name of a column.
        return f"EXISTS (SELECT FROM (SELECT {value} AS value) AS given WHERE {' OR '.join(self.broken)})"


class Coming(Stored):
    """The rows between two schemas; ``version`` is the server's. Its ``schema`` is what of the first one stays."""

    def __init__(self, before: Schema, after: Schema, version: int | None, way: Underway) -> None:
        super().__init__(_without(before, way.anew))
        self.before = before
        self.after = after
        self.version = version
        self.way = way

    def item(self, relation: str, table: Address, names: Sequence[str], called: str | None) -> str | None:
        """The table, or what comes of it where a column is asked about that is not yet as it will be."""
        if table not in self.schema:
            return None
        there = relation.replace(qualified(*table.names), qualified(*self.name(table)))
        values = {name: self.value(table.child("column", name)) for name in names}
        changed = {name: value for name, value in values.items() if value != ident(name)}
        renamed = there != relation
        if not changed:
            return f"{there} AS {called or ident(table.name)}" if called is not None or renamed else there
        given = ", ".join(f"{value} AS {ident(name)}" for name, value in changed.items())
        place = "tableoid, ctid, " if "ctid" in names else ""
        return f"(SELECT {place}{self._others(table, changed)}{given} FROM {there}) AS {called or ident(table.name)}"

    def _others(self, table: Address, changed: Mapping[str, str]) -> str:
        """The columns besides: all, unless one has the name of another."""
        inner = (self.before[where] for where in self.before.contents.get(table, ()))
        columns = [one for one in inner if isinstance(one, Column)]
        if not any({one.name, self.name(one.address)[-1]} & changed.keys() for one in columns):
            return "*, "
        others = sorted((one for one in columns if one.name not in changed), key=lambda one: one.position)
        return "".join(f"{self._as_called(one.address)}, " for one in others)

    def _as_called(self, column: Address) -> str:
        was = ident(self.name(column)[-1])
        return was if was == ident(column.name) else f"{was} AS {ident(column.name)}"

    def may_be_null(self, table: Address, name: str) -> bool:
        where = table.child("column", name)
        return self.value(where) != ident(name) or super().may_be_null(table, name)

    def name(self, where: Address) -> tuple[str, ...]:
        """The name that something has in the database so far."""
        return self.way.called.get(where, where).names

    # ------------------------------------------------------------------ values

    def value(self, where: Address) -> str:
        """The SQL for what a row will have in a column, over the columns that are there."""
        was, now = self.schema.get(where), self.after.get(where)
        here = ident(self.name(where)[-1])
        if not isinstance(now, Column):
            return here
        if now.generated is not None and not (isinstance(was, Column) and self._stays(was, now)):
            computed = self.computed(now)
            return f"({computed})::{self.rules(now.type).type}" if computed is not None else here
        if isinstance(was, Column):
            base = self.rules(now.type).type
            return here if _comes_over(self.rules(was.type).type, base) else cast(here, was.type, base, self.version)
        return self._given(now)

    def computed(self, column: Column) -> str | None:
        """What a generated column is computed of, over the columns that are there; None where that cannot be told."""
        names = sorted(mentioned(column.generated or ""))
        values = {name: self.value(column.container.child("column", name)) for name in names}
        return with_others(column.generated or "", {name: value for name, value in values.items() if value != name})

    def _stays(self, was: Column, now: Column) -> bool:
        inputs = [was.container.child("column", name) for name in mentioned(now.generated or "")]
        same = all(self.value(where) == ident(where.name) for where in inputs)
        return same and (was.generated, was.type) == (now.generated, now.type)

    def _given(self, column: Column) -> str:
        """What rows get in a new column."""
        if self.counter(column) is not None:
            return f"({self._numbers(column)})"
        value = column.default
        if value is None and column.not_null and column.not_null_valid:
            value = self.way.backfill.get(column.address)
        base = self.rules(column.type).type
        return f"({value})::{base}" if value is not None else f"NULL::{base}"

    def rules(self, type_name: str) -> Rules:
        """What values of a type must fulfil, where it is a domain."""
        found = self.after.get(Address(f"domain {type_name}"))
        if not isinstance(found, Domain):
            return Rules(type_name, ())
        below = self.rules(found.type)
        inner = (self.after[where] for where in self.after.contents.get(found.address, ()))
        checks = (one.expression for one in inner if isinstance(one, DomainCheck) and one.valid)
        broken = [f"NOT {parenthesized(one)}" for one in checks]
        null = ["VALUE IS NULL"] if found.not_null else []
        return Rules(below.type, (*below.broken, *null, *broken))

    # ------------------------------------------------------------------ numbers

    def counter(self, column: Column) -> Counter | None:
        """The new sequence that numbers the rows in a column."""
        if column.identity is not None:
            counters = (one for one in self.after.objects.values() if isinstance(one, Counter))
            return next((one for one in counters if one.owned_by == _place(column)), None)
        tree = parsed(column.default or "")
        called = sequences_in({"default": tree})
        if len(called) != 1 or texts(_call(tree).get("funcname"))[-1:] != ["nextval"]:
            return None
        named = (one for one in self.after.objects.values() if isinstance(one, Counter) and one.name == called[0])
        mine = [one for one in named if one.owned_by in (None, _place(column))]
        return mine[0] if len(mine) == 1 and mine[0].address not in self.schema else None

    def numbers(self, column: Column) -> int | None:
        """For how many rows a new column has numbers; None where it has for all."""
        counter = self.counter(column)
        if counter is None:
            return None
        most, least = _range(counter, column)
        room = most - counter.start if counter.increment > 0 else counter.start - least
        beyond = counter.maximum > most or counter.minimum < least
        return None if counter.cycle and not beyond else max(room // abs(counter.increment) + 1, 0)

    def _numbers(self, column: Column) -> str:
        counter = self.counter(column)
        assert counter is not None
        return f"{counter.start} + {counter.increment} * (row_number() OVER () - 1)"

    # ------------------------------------------------------------------ what cannot be told

    def untold(self, columns: Iterable[Address]) -> str | None:
        """Why nobody can ask what rows will have in some columns; None where one can."""
        for where in columns:
            column = self.after.get(where)
            if not isinstance(column, Column) or where in self.schema:
                continue
            counter = self.counter(column)
            if counter is not None and counter.cycle:
                return f"the numbers of {column.name} begin again"
            if counter is None:
                default = column.default or self.way.backfill.get(column.address) or ""
                if is_volatile({"default": parsed(default)}, self.after) is not False and not _is_harmless(default):
                    return f"what rows get in {column.name} shows when {default} is run"
        return None


def _is_harmless(default: str) -> bool:
    """Whether an expression may be evaluated to see what comes of it."""
    names = [texts(one.get("funcname")) for one in every({"default": parsed(default)}, "FuncCall")]
    return all(name[-1] in _HARMLESS and name[:-1] in ([], ["pg_catalog"]) for name in names)


def _comes_over(was: str, now: str) -> bool:
    """Whether values stay what they are."""
    return was == now or ({split(was)[0], split(now)[0]} <= _STRINGS and not silently_loses(was, now))


def _call(tree: object) -> dict[str, object]:
    found = tree.get("FuncCall") if isinstance(tree, dict) else None
    return found if isinstance(found, dict) else {}


def _place(column: Column) -> tuple[str, str, str]:
    return column.namespace, column.relation, column.name


def _range(counter: Counter, column: Column) -> tuple[int, int]:
    """The greatest and the least number that both the sequence and the column's type have."""
    most = _MOST.get(column.type)
    if most is None:
        return counter.maximum, counter.minimum
    return min(counter.maximum, most), max(counter.minimum, -most - 1)


def _without(schema: Schema, gone: frozenset[Address]) -> Schema:
    """What stays of a schema: what is gone, and what is inside of it, is not."""
    if not gone & schema.objects.keys():
        return schema
    left = [one for where, one in schema.objects.items() if not any(_above(where, gone))]
    return schema.replace(objects=left)


def _above(where: Address | None, gone: frozenset[Address]) -> Iterable[bool]:
    while where is not None:
        yield where in gone
        where = where.parent
