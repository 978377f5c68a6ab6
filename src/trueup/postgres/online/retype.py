"""ALTER COLUMN TYPE that writes all rows anew -> a second column, kept in step by a trigger, that takes its place.

The second column is filled in batches and gets its own NOT NULL and indexes while the table is in use. A check proves
that no row was missed; then one short transaction exchanges the columns. The column is the table's last afterwards.
Where something is in the way that cannot be done so, the plain statement stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from trueup.finding import Finding, Severity
from trueup.model import Address, Object, address, changed_fields
from trueup.postgres import blocking
from trueup.postgres.ddl import common, conversion, create
from trueup.postgres.ddl.column import (
    alter_column,
    columns_of,
    definition,
    identity_clause,
    identity_sequence,
    not_null_name,
    owned_sequences,
    set_default,
    settings,
    storage,
)
from trueup.postgres.ddl.constraint import clause, extras
from trueup.postgres.ddl.index import definition as index_definition
from trueup.postgres.ddl.relation import alter_container, container
from trueup.postgres.expressions import with_others
from trueup.postgres.names import cut, ident, literal, qualified
from trueup.postgres.objects import (
    Check,
    Column,
    Constraint,
    Enum,
    ForeignKey,
    Index,
    Key,
    OnRelation,
    PublicationTable,
    Sequence,
    Statistics,
    Table,
)
from trueup.postgres.online import Room
from trueup.postgres.online.backfill import backfilled, block
from trueup.postgres.online.keys import as_index, takes_over
from trueup.postgres.online.not_null import NAMED, checked
from trueup.postgres.online.parts import (
    alone,
    built,
    index_name,
    instead,
    is_plain,
    over,
    part,
    spare,
    validation,
)
from trueup.postgres.parse import statements
from trueup.statement import NOTHING, Lock, Statement, Work

_NUMBERS = ("smallint", "integer", "bigint", "numeric", "real", "double precision")
_TYPES = frozenset((*_NUMBERS, "text", "character varying", "character", "uuid", "json", "jsonb", "boolean"))
"""Types whose values come over the same whatever a session's settings are, those of time zones above all."""
_INCOMPARABLE = frozenset({"json"})
_FOLLOWS = (Index, Key, Check, ForeignKey)
_ORDERED = (Statistics, PublicationTable)
"""What pg_dump lists columns of in the table's order, which is not TO's any more when a column has moved."""
_SHARED = frozenset({"comment", "owner", "acl"})


def overhaul(plan: list[Statement], room: Room) -> list[Statement]:
    for one in [*plan]:
        found = change(plan, one, room) if changes_type(one) else None
        if found is not None:
            plan = without_default_steps(plan, one)
            at = plan.index(one)
            plan = [*plan[:at], *found.statements(room), *plan[at + 1 :]]
    return plan


def without_default_steps(plan: list[Statement], one: Statement) -> list[Statement]:
    """The plan without the steps that move a default out of the way: the second column has its own."""
    at = plan.index(one)
    return [
        step
        for number, step in enumerate(plan)
        if not (abs(number - at) == 1 and step.address == one.address and " DEFAULT" in step.sql)
    ]


def changes_type(one: Statement) -> bool:
    """Whether a statement of a plain plan is ALTER COLUMN TYPE."""
    return one.address.kind == "column" and " TYPE " in one.sql and one.address in one.makes & one.ends


# ------------------------------------------------------------------ whether it can be done


def change(plan: list[Statement], one: Statement, room: Room, called: str | None = None) -> Change | None:
    """What is to be done in place of a change of type; None where it must stay.

    ``called`` is what the new type is called meanwhile, when it takes the place of one of the same name.
    """
    was, now = room.before.get(one.address), room.after.get(one.address)
    if not isinstance(was, Column) or not isinstance(now, Column) or not room.is_in_use(now.container):
        return None
    if not all(is_plain(now.container, schema) for schema in (room.before, room.after)):
        return None
    if any(where in room.before for where in one.displaces) or not _comes_over(was, now, room):
        return None
    if was.identity != now.identity or was.generated or now.generated or not was.not_null_valid:
        return None
    if (was.type == now.type) != (called is not None) or _told_earlier(plan, one):
        return None
    users = _users(plan, one, room) if called is not None or _is_rewritten(one, room) else None
    value = _value(one, now) if called is None else f"{ident(now.name)}::text{_dimensions(now)}::{called}"
    if users is None or value is None:
        return None
    if called is not None and any(isinstance(user, Index) and _has_expressions(user) for user in users):
        return None  # they may mention the type, which has another name meanwhile
    return Change(one=one, was=was, now=now, users=users, value=value, called=called)


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


def _is_rewritten(one: Statement, room: Room) -> bool:
    (parsed,) = statements(one.sql, "plan", room.version)
    return one.address.root in blocking.work(parsed, room.before, room.version).rewrites


def _value(one: Statement, now: Column) -> str | None:
    """The expression that turns the old value into the new one."""
    head, _, using = one.sql.partition(" USING ")
    if not head.startswith(f"{alter_column(now)} TYPE {now.type}"):
        return None
    value = using or ident(now.name)
    return value if with_others(value, {now.name: "NEW.x"}) is not None else None


def _users(plan: list[Statement], one: Statement, room: Room) -> tuple[OnRelation, ...] | None:
    """What is built on the column and must be built on the other; None where something else is."""
    at = plan.index(one)
    gone = {where for step in plan[:at] for where in step.ends}
    later = {where for step in plan[at + 1 :] for where in step.ends}
    made = {where for step in plan[:at] for where in step.makes}
    found = []
    for where in sorted(room.before.users.get(one.address, ())):
        was, now = room.before.get(where), room.after.get(where)
        if (isinstance(was, Sequence) and now is not None) or (where in gone and where not in made):
            continue
        if not isinstance(was, _FOLLOWS) or where in later or where in made or not _can_follow(was, now, room):
            return None
        if isinstance(was, Index) and over(was, one.address.name, "x") is None:
            return None
        found.append(was)
    new = (where for where in made if where not in room.before and one.address in room.after.needs.get(where, ()))
    ordered = (isinstance(room.after.get(where), _ORDERED) for where in room.after.users.get(one.address, ()))
    return None if any(new) or any(ordered) else tuple(found)


def _has_expressions(index: Index) -> bool:
    return index.predicate is not None or any(key.expression is not None for key in index.columns)


def _can_follow(was: object, now: object, room: Room) -> bool:
    if type(was) is not type(now) or set(changed_fields(was, now)) - _SHARED:  # type: ignore[arg-type]
        return False
    table = room.before.get(was.container) if isinstance(was, OnRelation) else None
    if isinstance(table, Table) and getattr(was, "name", None) in (table.replica_index, table.clustered_on):
        return False
    if isinstance(was, Key):
        users = room.before.users.get(was.address, frozenset())
        return not was.without_overlaps and all(isinstance(room.before[user], ForeignKey) for user in users)
    if isinstance(was, ForeignKey):
        return is_plain(was.container, room.before) and was.enforced and not was.period
    return not isinstance(was, Check) or was.enforced


# ------------------------------------------------------------------ what is done


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A change of type of a column, the ``users`` that are built anew with it, and the ``value`` it gets.

    ``called`` is what the type is called while it is done, when that is not yet what it will be called.
    """

    one: Statement
    was: Column
    now: Column
    users: tuple[OnRelation, ...]
    value: str
    called: str | None = None

    def statements(self, room: Room) -> tuple[Statement, ...]:
        """All that takes the place of the statement."""
        parts = (*self.prepare(room), exchanged([self], room, self.one), *self.finish())
        return instead(self.one, parts)

    # -------------------------------------------------------------- names

    def second(self, room: Room) -> Column:
        """The column that takes the place of the first."""
        name = spare(self.now.name, "new", room.before, room.after)
        constraint = None
        if room.version >= NAMED:
            constraint = spare(not_null_name(self.was), "new", room.before, room.after)
        return msgspec.structs.replace(
            self.now,
            name=name,
            type=self.called or self.now.type,
            not_null=self.was.not_null,
            not_null_name=constraint,
            not_null_valid=True,
            not_null_no_inherit=self.was.not_null_no_inherit,
            identity=None,
            default=None,
        )

    def _sync(self, room: Room) -> str:
        return spare(f"{self.now.relation}_{self.now.name}", "sync", room.before, room.after)

    def _proof(self, room: Room) -> Check:
        second, name = self.second(room), ident(self.now.name)
        if conversion.split(self.now.type)[0] in _INCOMPARABLE:
            text = f"({ident(second.name)} IS NULL) = ({name} IS NULL)"
        else:
            value = self.value if self.value != name else f"{name}::{second.type}"
            text = f"{ident(second.name)} IS NOT DISTINCT FROM {value}"
        constraint = spare(f"{self.now.relation}_{self.now.name}", "same", room.before, room.after)
        return Check(on="table", namespace=second.namespace, relation=second.relation, name=constraint, expression=text)

    def _new_name(self, obj: Index | Key, room: Room) -> str:
        return spare(obj.name, "new", room.before, room.after)

    def _of(self, *kinds: type) -> list[OnRelation]:
        return [user for user in self.users if isinstance(user, kinds)]

    # -------------------------------------------------------------- while the table is in use

    def prepare(self, room: Room) -> Iterator[Statement]:
        """The second column and all of it that takes time."""
        one, second, sync = self.one, self.second(room), self._sync(room)
        bare = msgspec.structs.replace(second, not_null=False)
        yield self._step(f"{alter_container(second)} ADD COLUMN {definition(bare, room.after)}")
        yield from (self._step(sql) for sql in storage(second))
        function, name = qualified(second.namespace, sync), ident(self.now.name)
        value = with_others(self.value, {self.now.name: f"NEW.{name}"})
        body = f"BEGIN\n    NEW.{ident(second.name)} := {value};\n    RETURN NEW;\nEND"
        tag = "$$" if "$$" not in body else "$sync$"
        yield self._step(f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS {tag}\n{body}\n{tag}")
        yield self._step(
            f"CREATE TRIGGER {ident(self._trigger(sync))} BEFORE INSERT OR UPDATE ON {container(second)}"
            f" FOR EACH ROW EXECUTE FUNCTION {function}()"
        )
        new = ident(second.name)
        rest = f"{new} IS NULL AND {name} IS NOT NULL"
        yield from backfilled(one, second.container, f"{new} = {self.value}", rest, room.before, room.after)
        proof = self._proof(room)
        yield self._step(
            f"{alter_container(proof)} ADD CONSTRAINT {ident(proof.name)} CHECK ({proof.expression}) NOT VALID"
        )
        yield validation(one, proof)
        if second.not_null:
            yield from checked(second, self._step(""), room)
        for user in self._of(Index, Key):
            index = self._index(user, room)
            yield built(one, index, index_definition(index))

    def _trigger(self, sync: str) -> str:
        """Of a name behind all others: triggers run in the order of their names, and this one sees what they made."""
        return cut(f"zzz_{sync}", 63)

    def _step(self, sql: str) -> Statement:
        return part(self.one, sql, makes=NOTHING, ends=NOTHING)

    def _index(self, user: OnRelation, room: Room) -> Index:
        assert isinstance(user, Index | Key)
        index = over(
            as_index(user, user.name) if isinstance(user, Key) else user, self.now.name, self.second(room).name
        )
        assert index is not None
        return msgspec.structs.replace(index, name=self._new_name(user, room))

    # -------------------------------------------------------------- the exchange

    def locked(self) -> Iterator[Address]:
        """The tables that the exchange locks, for an instant."""
        yield self.now.container
        for key in self.users:
            if isinstance(key, ForeignKey):
                yield from (key.container, address("table", key.to_namespace, key.to_table))

    def exchange(self, room: Room) -> Iterator[str]:
        """The SQL of the exchange; the tables are locked."""
        table, sync = container(self.now), self._sync(room)
        yield f"DROP TRIGGER {ident(self._trigger(sync))} ON {table}"
        yield f"DROP FUNCTION {qualified(self.now.namespace, sync)}()"
        for key in self._of(ForeignKey):
            assert isinstance(key, ForeignKey)
            yield f"{alter_container(key)} DROP CONSTRAINT {ident(key.name)}"
        counter = identity_sequence(self.was, room.before)
        if counter is not None:
            yield f"SELECT last_value, is_called INTO trueup_position FROM {qualified(counter.namespace, counter.name)}"
        owned = [one for one in owned_sequences(self.was, room.before) if not one.identity]
        yield from (f"ALTER SEQUENCE {qualified(one.namespace, one.name)} OWNED BY NONE" for one in owned)
        yield f"{alter_container(self.now)} DROP COLUMN {ident(self.now.name)}"
        yield from self._named(room)
        yield from self._with_default(owned, counter, room)
        yield from self._built_on(room)

    def _named(self, room: Room) -> Iterator[str]:
        second, head = self.second(room), alter_container(self.now)
        yield f"{head} RENAME COLUMN {ident(second.name)} TO {ident(self.now.name)}"
        if self.was.not_null and room.version >= NAMED:
            names = (ident(not_null_name(column)) for column in (second, self.was))
            yield "{} RENAME CONSTRAINT {} TO {}".format(head, *names)
        for user in self._of(Index, Key):
            assert isinstance(user, Index | Key)
            name = self._new_name(user, room)
            if isinstance(user, Key):
                yield f"{head} ADD {takes_over(user, name)}"
            else:
                renamed = msgspec.structs.replace(user, name=name)
                yield f"ALTER INDEX {index_name(renamed)} RENAME TO {ident(user.name)}"

    def _with_default(self, owned: list[Sequence], counter: Sequence | None, room: Room) -> Iterator[str]:
        if self.now.identity is not None:
            yield f"{alter_column(self.now)} ADD {identity_clause(self.now, room.after)}"
            sequence = identity_sequence(self.now, room.after)
            if sequence is not None and counter is not None:
                name = literal(qualified(sequence.namespace, sequence.name))
                yield f"PERFORM pg_catalog.setval({name}, trueup_position.last_value, trueup_position.is_called)"
                yield from self._said(sequence, room)
        elif self.now.default is not None:
            yield set_default(self.now)
        column = f"{container(self.now)}.{ident(self.now.name)}"
        yield from (f"ALTER SEQUENCE {qualified(one.namespace, one.name)} OWNED BY {column}" for one in owned)

    def _built_on(self, room: Room) -> Iterator[str]:
        yield from (sql for sql in settings(self.now) if sql not in storage(self.now))
        yield from self._said(self.now, room)
        for user in self.users:
            now = room.after[user.address]
            if isinstance(now, Check | ForeignKey):
                yield f"{alter_container(now)} ADD {clause(now)}{' NOT VALID' if now.valid else ''}"
            elif isinstance(now, Index):
                yield from (s if isinstance(s, str) else s.sql for s in [*create(now, room.after)][1:])
            if isinstance(now, Constraint):
                yield from extras(now)
            yield from self._said(now, room)

    def _said(self, obj: Column | Sequence | Object, room: Room) -> Iterator[str]:
        """Owner, comment and grants of what is new in the place of something."""
        yield from (step.sql for step in common.after_creation(obj, room.before, room.after, None))

    def moves(self, room: Room) -> Iterator[Finding]:
        """What it means that the column is its table's last then."""
        if any(column.position > self.was.position for column in columns_of(self.was.container, room.before)):
            yield Finding(
                code="H315",
                severity=Severity.WARNING,
                address=self.now.address,
                message=f"{self.now.name} becomes the last column of {container(self.now)}",
                help="name the columns in every INSERT and COPY; --blocking changes the type in place",
            )

    # -------------------------------------------------------------- afterwards

    def finish(self) -> Iterator[Statement]:
        """What holds for new rows already is looked at in the others; the column's statistics are new."""
        for user in self._of(Check, ForeignKey):
            if isinstance(user, Check | ForeignKey) and user.valid:
                yield validation(self.one, user)
        yield alone(self.one, f"ANALYZE {container(self.now)} ({ident(self.now.name)})")


def exchanged(
    changes: list[Change], room: Room, one: Statement, first: Iterable[str] = (), last: str = ""
) -> Statement:
    """The exchange of columns in one transaction; ``first`` and ``last`` are SQL around it."""
    tables = sorted({table for each in changes for table in each.locked()})
    texts = [f"LOCK TABLE {', '.join(qualified(*table.names) for table in tables)} IN ACCESS EXCLUSIVE MODE"]
    texts += first
    texts += [sql for each in changes for sql in each.exchange(room)]
    texts += [last] if last else []
    steps = "".join(f"    {sql};\n" for sql in texts)
    declared = "DECLARE\n    trueup_position record;\n" if "trueup_position" in steps else ""
    work = Work(locks=tuple(Lock(table, "AccessExclusiveLock") for table in tables))
    moved = [hazard for each in changes for hazard in each.moves(room)]
    return part(one, block(f"{declared}BEGIN\n{steps}END"), hazards=(*one.hazards, *moved), work=work)
