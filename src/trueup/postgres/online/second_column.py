"""A second column beside one whose type changes: kept in step by a trigger, filled in batches, proved by a check.

All of it happens while the table is in use. That it takes the first one's place is ``swap``'s.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from trueup.model import Address
from trueup.postgres import blocking
from trueup.postgres.ddl import conversion
from trueup.postgres.ddl.column import alter_column, definition, not_null_name, storage
from trueup.postgres.ddl.relation import alter_container, container
from trueup.postgres.names import ident, qualified
from trueup.postgres.objects import Check, Column, Enum
from trueup.postgres.online import Room
from trueup.postgres.online.backfill import backfilled
from trueup.postgres.online.not_null import NAMED, checked
from trueup.postgres.online.parts import Spares, part, validation
from trueup.postgres.online.tree import tree
from trueup.postgres.sql.expressions import with_others
from trueup.postgres.sql.parse import statements
from trueup.statement import NOTHING, Statement

_NUMBERS = ("smallint", "integer", "bigint", "numeric", "real", "double precision")
_TYPES = frozenset((*_NUMBERS, "text", "character varying", "character", "uuid", "json", "jsonb", "boolean"))
"""Types whose values come over the same whatever a session's settings are, those of time zones above all."""
_INCOMPARABLE = frozenset({"json"})


def changes_type(one: Statement) -> bool:
    """Whether a statement of a plain plan is ALTER COLUMN TYPE."""
    return one.address.kind == "column" and " TYPE " in one.sql and one.address in one.makes & one.ends


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A change of type of a column, done by a ``second`` one that gets the ``value`` computed of the first.

    ``tables`` are the column's and those below it. ``sync`` is what keeps both in step, a function and a trigger of
    that name; ``same`` proves that they are.
    """

    one: Statement
    was: Column
    now: Column
    tables: tuple[Address, ...]
    value: str
    second: Column
    sync: str
    trigger: str
    same: Check

    def prepared(self, room: Room) -> Iterator[Statement]:
        """The second column and all of it that takes time."""
        second = self.second
        bare = msgspec.structs.replace(second, not_null=False)
        yield self.step(f"{alter_container(second)} ADD COLUMN {definition(bare, room.after)}")
        yield from (self.step(sql) for sql in storage(second))
        yield from self._kept_in_step()
        rest = f"{ident(second.name)} IS NULL AND {ident(self.now.name)} IS NOT NULL"
        sets = f"{ident(second.name)} = {self.value}"
        yield from backfilled(self.step(""), second.container, sets, rest, room.before, room.after)
        check = f"ADD CONSTRAINT {ident(self.same.name)} CHECK ({self.same.expression}) NOT VALID"
        yield self.step(f"{alter_container(self.same)} {check}")
        yield validation(self.step(""), self.same)
        if second.not_null:
            yield from checked(second, self.step(""), room)

    def _kept_in_step(self) -> Iterator[Statement]:
        table, new = container(self.now), ident(self.second.name)
        function = qualified(self.now.namespace, self.sync)
        value = with_others(self.value, {self.now.name: f"NEW.{ident(self.now.name)}"})
        body = f"BEGIN\n    NEW.{new} := {value};\n    RETURN NEW;\nEND"
        tag = "$$" if "$$" not in body else "$sync$"
        yield self.step(f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS {tag}\n{body}\n{tag}")
        yield self.step(
            f"CREATE TRIGGER {ident(self.trigger)} BEFORE INSERT OR UPDATE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION {function}()"
        )

    def no_more_in_step(self) -> Iterator[str]:
        """What ends the trigger and its function."""
        yield f"DROP TRIGGER {ident(self.trigger)} ON {container(self.now)}"
        yield f"DROP FUNCTION {qualified(self.now.namespace, self.sync)}()"

    def step(self, sql: str) -> Statement:
        """A statement on the way: what the change makes and what is in its way, it does not concern."""
        return part(self.one, sql, makes=NOTHING, ends=NOTHING, displaces=NOTHING)


# ------------------------------------------------------------------ whether it can be done


def change(
    plan: list[Statement], one: Statement, room: Room, spares: Spares, called: str | None = None
) -> Change | None:
    """What is to be done in place of a change of type; None where it must stay.

    ``called`` is what the new type is called meanwhile, when it takes the place of one of the same name.
    """
    was, now = room.before.get(one.address), room.after.get(one.address)
    if not isinstance(was, Column) or not isinstance(now, Column) or not room.is_in_use(now.container):
        return None
    tables = tree(now, room)
    if tables is None or any(where.kind == "rule" for table in tables for where in room.before.contents.get(table, ())):
        return None  # it may have an UPDATE do something else
    if was.identity != now.identity or was.generated or now.generated or not was.not_null_valid:
        return None
    if (was.type == now.type) != (called is not None) or _told_earlier(plan, one) or not _comes_over(was, now, room):
        return None
    if called is None and not _is_rewritten(one, tables, room):
        return None
    value = _value(one, now) if called is None else f"{ident(now.name)}::text{_dimensions(now)}::{called}"
    return None if value is None else _with_names(one, was, now, tables, value, called, room, spares)


def _told_earlier(plan: list[Statement], one: Statement) -> bool:
    """Whether the column has become NOT NULL, or no more, by then: what is in FROM is not how it is."""
    return any(step.address == one.address and "NOT NULL" in step.sql for step in plan[: plan.index(one)])


def _dimensions(column: Column) -> str:
    return "[]" * conversion.split(column.type)[2]


def _comes_over(was: Column, now: Column, room: Room) -> bool:
    return all(
        name in _TYPES or isinstance(schema.get(Address(f"enum {name}")), Enum)
        for name, schema in (
            (conversion.split(was.type)[0], room.before),
            (conversion.split(now.type)[0], room.after),
        )
    )


def _is_rewritten(one: Statement, tables: tuple[Address, ...], room: Room) -> bool:
    (parsed,) = statements(one.sql, "plan", room.version)
    return not set(tables).isdisjoint(blocking.work(parsed, room.before, room.version).rewrites)


def _value(one: Statement, now: Column) -> str | None:
    """The expression that turns the old value into the new one."""
    head, _, using = one.sql.partition(" USING ")
    if not head.startswith(f"{alter_column(now)} TYPE {now.type}"):
        return None
    value = using or ident(now.name)
    return value if with_others(value, {now.name: "NEW.x"}) is not None else None


# ------------------------------------------------------------------ names


def _with_names(
    one: Statement,
    was: Column,
    now: Column,
    tables: tuple[Address, ...],
    value: str,
    called: str | None,
    room: Room,
    spares: Spares,
) -> Change:
    table, both = str(now.container), f"{now.relation}_{now.name}"
    second = msgspec.structs.replace(
        now,
        name=spares.name(now.name, "new", table),
        type=called or now.type,
        not_null=was.not_null,
        not_null_name=spares.name(not_null_name(was), "new", table) if room.version >= NAMED else None,
        not_null_valid=True,
        not_null_no_inherit=was.not_null_no_inherit,
        identity=None,
        default=None,
    )
    return Change(
        one=one,
        was=was,
        now=now,
        tables=tables,
        value=value,
        second=second,
        sync=spares.name(both, "sync", now.namespace),
        # Of a name behind all others: triggers run in the order of their names, and this one sees what they made.
        trigger=spares.name(f"zzz_{both}", "sync", table),
        same=Check(
            on="table",
            namespace=now.namespace,
            relation=now.relation,
            name=spares.name(both, "same", table),
            expression=_same(second, now, value),
        ),
    )


def _same(second: Column, now: Column, value: str) -> str:
    name = ident(now.name)
    if conversion.split(now.type)[0] in _INCOMPARABLE:
        return f"({ident(second.name)} IS NULL) = ({name} IS NULL)"
    return f"{ident(second.name)} IS NOT DISTINCT FROM {value if value != name else f'{name}::{second.type}'}"
