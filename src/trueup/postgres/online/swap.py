"""Second columns take the place of the first: one short transaction, in which what is built on them follows.

What needs time for that, indexes above all, is built before; what holds for new rows already is validated after.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from trueup.finding import Finding, Severity
from trueup.model import Address, Object, address
from trueup.postgres.ddl import common, create
from trueup.postgres.ddl.column import (
    alter_column,
    columns_of,
    identity_clause,
    identity_sequence,
    not_null_name,
    owned_sequences,
    set_default,
    settings,
    storage,
)
from trueup.postgres.ddl.constraint import clause, extras
from trueup.postgres.ddl.family import alone as alone_in
from trueup.postgres.ddl.index import definition
from trueup.postgres.ddl.partition_index import adopted, is_partitioned, stepwise
from trueup.postgres.ddl.relation import alter_container, container
from trueup.postgres.ddl.spelling import faithful
from trueup.postgres.ddl.table import marks
from trueup.postgres.names import ident, literal, qualified
from trueup.postgres.objects import Check, Constraint, ForeignKey, Index, Key, Sequence, Statistics, Table
from trueup.postgres.online import Room
from trueup.postgres.online.backfill import block
from trueup.postgres.online.followers import Follower
from trueup.postgres.online.keys import as_index, takes_over
from trueup.postgres.online.not_null import NAMED
from trueup.postgres.online.parts import Spares, alone, built, index_name, instead, over, part, validation
from trueup.postgres.online.second_column import Change
from trueup.postgres.online.tree import copies
from trueup.statement import Lock, Statement, Work

_POSITION = "trueup_position"


class Swap(msgspec.Struct, frozen=True, kw_only=True):
    """Changes of type that are made at once, and what is built on their columns. ``new`` are the indexes' names."""

    changes: tuple[Change, ...]
    users: tuple[Follower, ...]
    new: dict[Address, Index]

    # -------------------------------------------------------------- before

    def prepared(self, room: Room) -> Iterator[Statement]:
        """All that takes time, change by change; each tells what it is in the place of."""
        for change in self.changes:
            parts = [*change.prepared(room)]
            mine = (user for user in self.users if self._last_of(user) is change)
            parts += [self._built(change, user) for user in mine if _is_stored(user, room)]
            yield from instead(change.one, parts)

    def _last_of(self, user: Follower) -> Change | None:
        """The last of the changes that touch an index or key: then all of its second columns are there."""
        if not isinstance(user, Index | Key):
            return None
        mine = [change for change in self.changes if user.container in change.tables]
        names = {column.column for column in self.new[user.address].columns} | {*self.new[user.address].include}
        named = [change for change in mine if change.second.name in names]
        return (named or mine)[-1]

    def _built(self, change: Change, user: Follower) -> Statement:
        index = self.new[user.address]
        return built(change.step(""), index, definition(index))

    # -------------------------------------------------------------- the exchange

    def exchange(
        self, room: Room, one: Statement | None = None, first: Iterable[str] = (), last: Iterable[str] = ()
    ) -> Statement:
        """The exchange of columns in one transaction, of ``one`` too; ``first`` and ``last`` are SQL around it."""
        tables = sorted(set(self._locked()))
        below = {table for change in self.changes for table in change.tables}
        texts = [f"LOCK TABLE {', '.join(qualified(*table.names) for table in tables)} IN ACCESS EXCLUSIVE MODE"]
        texts += [*first, *self._texts(room), *last]
        declared = [name for name in map(self._position, self.changes) if any(name in text for text in texts)]
        head = "DECLARE\n" + "".join(f"    {name} record;\n" for name in declared) if declared else ""
        steps = "".join(f"    {faithful(sql)};\n" for sql in texts)
        ones = [*([one] if one is not None else []), *(change.one for change in self.changes)]
        return part(
            ones[0],
            block(f"{head}BEGIN\n{steps}END"),
            makes=frozenset().union(*(one.makes for one in ones)),
            ends=frozenset().union(*(one.ends for one in ones)),
            needs=frozenset().union(*(one.needs for one in ones)),
            frees=frozenset().union(*(one.frees for one in ones)),
            displaces=frozenset().union(*(one.displaces for one in ones)),
            hazards=(*(hazard for one in ones for hazard in one.hazards), *self._moves(room)),
            work=Work(locks=tuple(Lock(table, "AccessExclusiveLock") for table in sorted({*tables, *below}))),
            instead_of="",
        )

    def _locked(self) -> Iterator[Address]:
        """The tables that the exchange locks, for an instant."""
        for change in self.changes:
            yield change.now.container
        for key in self._keys():
            yield from (key.container, address("table", key.to_namespace, key.to_table))

    def _keys(self) -> Iterator[ForeignKey]:
        return (user for user in self.users if isinstance(user, ForeignKey))

    def _texts(self, room: Room) -> Iterator[str]:
        for change in self.changes:
            yield from change.no_more_in_step()
        for key in self._keys():
            if key.address in room.before:
                yield f"{alter_container(key)} DROP CONSTRAINT {ident(key.name)}"
        for change in self.changes:
            yield from self._dropped(change, room)
        for change in self.changes:
            yield from self._named(change, room)
        for user in self.users:
            if _is_stored(user, room):
                yield from self._index_named(user)
        yield from self._adopted(room)
        for change in self.changes:
            yield from self._counted(change, room)
        for change in self.changes:
            yield from (sql for sql in settings(change.now) if sql not in storage(change.now))
            yield from _said(change.now, room)
            yield from _in_copies(change, room)
        for user in self.users:
            yield from _built_on(user, room)
            yield from _said(user, room)
        for user in self.users:
            yield from _marked(user, room)

    # -------------------------------------------------------------- one column

    def _position(self, change: Change) -> str:
        """The variable for where the column's counter is."""
        return f"{_POSITION}{self.changes.index(change) or ''}"

    def _dropped(self, change: Change, room: Room) -> Iterator[str]:
        counter = identity_sequence(change.was, room.before)
        if counter is not None:
            name = qualified(counter.namespace, counter.name)
            yield f"SELECT last_value, is_called INTO {self._position(change)} FROM {name}"
        for one in _owned(change, room):
            yield f"ALTER SEQUENCE {qualified(one.namespace, one.name)} OWNED BY NONE"
        yield f"{alter_container(change.now)} DROP COLUMN {ident(change.now.name)}"

    def _named(self, change: Change, room: Room) -> Iterator[str]:
        head = alter_container(change.now)
        yield f"{head} RENAME COLUMN {ident(change.second.name)} TO {ident(change.now.name)}"
        if change.was.not_null and room.version >= NAMED:
            names = (ident(not_null_name(column)) for column in (change.second, change.was))
            yield "{} RENAME CONSTRAINT {} TO {}".format(head, *names)

    def _counted(self, change: Change, room: Room) -> Iterator[str]:
        """Default or identity, and the sequences that go with the column."""
        now = change.now
        if now.identity is not None:
            yield f"{alter_column(now)} ADD {identity_clause(now, room.after)}"
            sequence = identity_sequence(now, room.after)
            if sequence is not None and identity_sequence(change.was, room.before) is not None:
                name, at = literal(qualified(sequence.namespace, sequence.name)), self._position(change)
                yield f"PERFORM pg_catalog.setval({name}, {at}.last_value, {at}.is_called)"
                yield from _said(sequence, room)
        elif now.default is not None:
            yield set_default(now)
        column = f"{container(now)}.{ident(now.name)}"
        for one in _owned(change, room):
            yield f"ALTER SEQUENCE {qualified(one.namespace, one.name)} OWNED BY {column}"

    # -------------------------------------------------------------- what is built on them

    def _index_named(self, user: Follower) -> Iterator[str]:
        if isinstance(user, Key):
            yield f"{alter_container(user)} ADD {takes_over(user, self.new[user.address].name)}"
        elif isinstance(user, Index):
            yield f"ALTER INDEX {index_name(self.new[user.address])} RENAME TO {ident(user.name)}"

    def _adopted(self, room: Room) -> Iterator[str]:
        """Indexes and keys of partitioned tables: made on these alone, they adopt those of the partitions."""
        depth = {table: n for change in self.changes for n, table in enumerate(change.tables)}
        users = [user for user in self.users if isinstance(user, Index | Key) and not _is_stored(user, room)]
        for user in sorted(users, key=lambda user: -depth[user.container]):
            making = create(user, room.after)[0]
            yield making if isinstance(making, str) else making.sql
            if stepwise(user, room.after):
                names = sorted(index_name(below) for below in adopted(user, room.after))
                yield from (f"ALTER INDEX {index_name(user)} ATTACH PARTITION {name}" for name in names)

    def _moves(self, room: Room) -> Iterator[Finding]:
        """What it means that a column is its table's last then."""
        for change in self.changes:
            if any(one.position > change.was.position for one in columns_of(change.was.container, room.before)):
                yield Finding(
                    code="H315",
                    severity=Severity.WARNING,
                    address=change.now.address,
                    message=f"{change.now.name} becomes the last column of {container(change.now)}",
                    help="name the columns in every INSERT and COPY; --blocking changes the type in place",
                )

    # -------------------------------------------------------------- after

    def finished(self) -> Iterator[Statement]:
        """What holds for new rows already is looked at in the others; the columns' statistics are new."""
        for user in self.users:
            if isinstance(user, Check | ForeignKey) and user.valid:
                yield _last(validation(self.changes[-1].step(""), user))
        together = {user.table for user in self.users if isinstance(user, Statistics)}
        analyzed = set()
        for change in self.changes:
            table = container(change.now)
            whole = (change.now.namespace, change.now.relation) in together
            text = f"ANALYZE {table}" if whole else f"ANALYZE {table} ({ident(change.now.name)})"
            if text not in analyzed:
                yield _last(alone(change.step(""), text))
            analyzed.add(text)


def _is_stored(user: Follower, room: Room) -> bool:
    """Whether it is an index, or kept by one, that has rows of its own."""
    return isinstance(user, Index | Key) and not is_partitioned(user, room.after)


def _in_copies(change: Change, room: Room) -> Iterator[str]:
    """What columns of partitions have of their own."""
    for copy in copies(change.now.name, change.tables, room.after):
        own = [sql for sql in settings(copy) if sql not in storage(copy)]
        yield from alone_in(own, copy.container, room.after)
        yield from _said(copy, room)


def _last(one: Statement) -> Statement:
    return msgspec.structs.replace(one, instead_of="")


def _owned(change: Change, room: Room) -> list[Sequence]:
    return [one for one in owned_sequences(change.was, room.before) if not one.identity]


def _built_on(user: Follower, room: Room) -> Iterator[str]:
    if isinstance(user, Check | ForeignKey):
        yield f"{alter_container(user)} ADD {clause(user)}{' NOT VALID' if user.valid else ''}"
    elif isinstance(user, Index | Statistics):
        steps = [step if isinstance(step, str) else step.sql for step in create(user, room.after)]
        yield from steps[1:] if isinstance(user, Index) else steps
    if isinstance(user, Constraint):
        yield from extras(user)


def _said(obj: Object, room: Room) -> Iterator[str]:
    """Owner, comment and grants of what is new in the place of something."""
    yield from (step.sql for step in common.after_creation(obj, room.before, room.after, None))


def _marked(user: Follower, room: Room) -> Iterator[str]:
    """What a table says of an index, as far as that is not to change."""
    if isinstance(user, Index | Key):
        was, now = (schema.get(user.container) for schema in (room.before, room.after))
        if isinstance(was, Table) and isinstance(now, Table):
            said = set(marks(was, user.name))
            yield from (sql for sql in marks(now, user.name) if sql in said)


def swap(changes: Iterable[Change], users: tuple[Follower, ...], spares: Spares) -> Swap | None:
    """The exchange of columns with what is built on them; None where an index cannot be built on another column."""
    changes = tuple(changes)
    new: dict[Address, Index] = {}
    for user in users:
        if isinstance(user, Index | Key):
            second = {c.now.name: c.second.name for c in changes if user.container in c.tables}
            index = over(as_index(user, user.name) if isinstance(user, Key) else user, second)
            if index is None:
                return None
            new[user.address] = msgspec.structs.replace(index, name=spares.name(user.name, "new", user.namespace))
    return Swap(changes=changes, users=users, new=new)
