"""One run of a plan on a throw-away clone: what was seen before, during and after it. What that proves is ``prove``'s.

Each statement is run in a transaction of its own and, before it commits, the server is asked which locks it holds,
which tables it read whole and which it wrote anew.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

import msgspec

from trueup.errors import PlanFailed, ReplayFailed
from trueup.model import Address, Note, Schema
from trueup.postgres.ddl.family import descendants
from trueup.postgres.names import qualified
from trueup.postgres.objects import Table
from trueup.postgres.proof.clone import clone, without
from trueup.postgres.proof.content import Content, content, kept
from trueup.postgres.proof.queries import Broken, Query, prepared
from trueup.postgres.proof.usable import Tried, tried
from trueup.postgres.shadow.privilege import gives_away
from trueup.progress import report
from trueup.statement import Lock, Plan, Statement, Work

if TYPE_CHECKING:
    from trueup.postgres.shadow import Shadow, ShadowDatabase
    from trueup.postgres.shadow.replay import Replay
    from trueup.postgres.shadow.session import Session
    from trueup.postgres.sql.parse import Parsed

Seen = TypeVar("Seen")

_ABOUT_ROWS = frozenset({"22", "23"})
"""Classes of errors that are about rows: bad data, integrity."""


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What one statement was seen to do. ``seen`` is None where it could not be: it commits by itself."""

    sql: str
    address: Address
    seconds: float
    seen: Work | None = None
    declared: Work | None = None

    @property
    def locks(self) -> tuple[Lock, ...] | None:
        """The strongest lock on each relation that was there before."""
        return self.seen.locks if self.seen is not None else None

    @property
    def rewritten(self) -> tuple[Address, ...]:
        """Tables and materialized views whose rows were all written again."""
        return self.seen.rewrites if self.seen is not None else ()


class Rows(msgspec.Struct, frozen=True, kw_only=True):
    """Where the rows of a clone come from: made up, or ``sample`` of each table of a database at ``url``; or none."""

    made_up: bool = True
    url: str | None = None
    sample: int = 1_000

    def __repr__(self) -> str:
        return f"<Rows {self.sample} of a database>" if self.url is not None else f"<Rows made_up={self.made_up}>"


class Back(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the way back: the schema and dump that it led to, or why it did not."""

    schema: Schema | None = None
    dump: str | None = None
    problem: str | None = None
    missing: tuple[str, ...] = ()
    """Tables whose rows did not all come back, with how many did."""
    stopped: Mapping[Address, str] = {}
    """Tables whose rows were in the way, and of what."""


class Rehearsal(msgspec.Struct, frozen=True, kw_only=True):
    """One run, and everything that was looked at on the way."""

    measured: tuple[Measured, ...]
    clone: Schema
    version: int
    before_dump: str | None = None
    result: Schema | None = None
    dump: str | None = None
    failure: ReplayFailed | None = None
    rows: int = 0
    changed: tuple[str, ...] = ()
    """Tables whose rows are not what they were, and how."""
    unseeded: Mapping[Address, str] = {}
    """Tables that have no rows, and why."""
    emptied: Mapping[Address, str] = {}
    """Tables whose made-up rows were in the way of a statement, and what it said."""
    tried_before: tuple[Tried, ...] = ()
    tried: tuple[Tried, ...] = ()
    theirs: frozenset[Address] = frozenset()
    """What the host has put there: it is not looked at."""
    queries: int = 0
    unprepared: int = 0
    """Queries that the clone did not take even before."""
    broken: tuple[Broken, ...] = ()
    back: Back | None = None
    notes: tuple[Note, ...] = ()


def rehearse(
    shadow: Shadow,
    plan: Plan,
    before: Schema,
    after: Schema,
    *,
    rows: Rows,
    queries: tuple[Query, ...] = (),
    renames: Mapping[Address, Address] | None = None,
    platform: str | None = None,
) -> Rehearsal:
    """Run a plan on a clone of ``before``, try what is there then, and go back. A statement that fails is told.

    What the host ``platform`` puts into a database is there, and is not looked at.
    """
    from trueup.postgres.introspect import read
    from trueup.postgres.proof.dump import dump
    from trueup.postgres.shadow.replay import replay

    with shadow.database(platform) as database, replay(database, "statement") as run, _reader(database, run) as reader:
        theirs = _theirs(run, database, before, after)
        whole = clone(run, database, before, reader)
        start = without(whole, theirs)
        unseeded = {where: why for where, why in _fill(run, whole, after, rows).items() if where in start}
        columns = _columns(start, after, renames or {}, plan)
        contents = content(reader, {table: tuple(names) for table, names in columns.items()})
        seen = Rehearsal(
            measured=(),
            clone=start,
            version=database.version,
            before_dump=dump(database),
            rows=sum(one.rows for one in contents.values()),
            unseeded=unseeded,
            theirs=theirs,
            tried_before=tuple(tried(run.session, start)),
        )
        at_first = prepared(run.session, queries)
        measured: list[Measured] = []
        ours = [table for table, found in contents.items() if found.rows and rows.url is None]
        way = Way(reader, start, {(renames or {}).get(table, table): table for table in ours})
        try:
            for one in _applied(run, plan, way):
                measured.append(one)
                report("proving", len(measured), len(plan.statements))
        except ReplayFailed as problem:
            notes = tuple(run.notes.values())
            return msgspec.structs.replace(seen, measured=tuple(measured), failure=problem, notes=notes)
        run.finish()
        reached = read(reader.conn)
        result = without(reached, theirs)
        contents = {table: found for table, found in contents.items() if table not in way.made}
        now = _contents_now(reader, columns, renames or {})
        at_last = prepared(run.session, [query for query, said in at_first.items() if said is None])
        seen = msgspec.structs.replace(
            seen,
            measured=tuple(measured),
            rows=sum(one.rows for one in contents.values()),
            emptied=way.made,
            result=result,
            dump=dump(database),
            changed=tuple(_changed(contents, now)),
            tried=_tried(run.session, reached, result),
            queries=len(at_first),
            unprepared=sum(said is not None for said in at_first.values()),
            broken=tuple(Broken(query, said) for query, said in at_last.items() if said is not None),
        )
        back = _way_back(run, reader, database, start, result, contents, renames or {}, theirs)
        return msgspec.structs.replace(seen, back=back, notes=tuple(run.notes.values()))


@contextlib.contextmanager
def _reader(database: ShadowDatabase, run: Replay) -> Iterator[Session]:
    """Who looks: whoever owns what, and whatever the row security, rows and options of user mappings are seen."""
    from trueup.postgres.shadow.session import session

    if database.superuser_url is None or not database.private:
        yield run.session
        return
    with session(database.superuser_url) as superuser:
        yield superuser


def target(shadow: Shadow, after: Schema, platform: str | None = None) -> tuple[Schema, str | None]:
    """TO made from nothing on another shadow database, and its dump."""
    from trueup.postgres.proof.dump import dump
    from trueup.postgres.shadow.replay import replay

    with shadow.database(platform) as database, replay(database, "statement") as run:
        theirs = _theirs(run, database, after)
        return without(clone(run, database, after), theirs), dump(database)


def _theirs(run: Replay, database: ShadowDatabase, *mentioned: Schema) -> frozenset[Address]:
    """What the host has put there and no schema mentions."""
    from trueup.postgres.introspect import read

    if database.platform is None:
        return frozenset()
    there = read(run.finish().conn)
    return frozenset(there.objects).difference(*(schema.objects for schema in mentioned))


# ------------------------------------------------------------------ rows


def _fill(run: Replay, start: Schema, after: Schema, rows: Rows) -> Mapping[Address, str]:
    """Rows for the clone; gives the tables that have none, and why."""
    if rows.url is not None:
        from trueup.postgres.connect import connect
        from trueup.postgres.proof.sample import sample

        with connect(rows.url) as source:
            return sample(source, run.session, start, rows.sample)
    if not rows.made_up:
        return {}
    from trueup.postgres.proof.seed import seed

    return seed(run.session, start, after)


def _tried(session: Session, reached: Schema, result: Schema) -> tuple[Tried, ...]:
    """What tables take; those without rows have some meanwhile, for others to refer to."""
    from trueup.postgres.proof.seed import empty, seed

    bare = [qualified(table.namespace, table.name) for table in empty(session, reached)]
    seed(session, reached, reached)
    found = tuple(tried(session, result))
    _emptied(session, bare)
    return found


def _emptied(session: Session, tables: Iterable[str], *also: str) -> None:
    """Delete rows as if nothing referred to them."""
    deletions = [f"DELETE FROM {table}" for table in tables]  # noqa: S608 - quoted
    session.run(["SET session_replication_role = replica"])
    for sql in (*deletions, *also):
        session.run([sql])
    session.run(["RESET session_replication_role"])


def _columns(
    start: Schema, after: Schema, renames: Mapping[Address, Address], plan: Plan
) -> dict[Address, dict[str, str]]:
    return kept(start, after, renames, [s.address for s in plan.statements if s.batch is not None])


def _contents_now(
    reader: Session, columns: Mapping[Address, Mapping[str, str]], renames: Mapping[Address, Address]
) -> dict[Address, Content]:
    """The content of the same columns under the names they have now, by the tables' names before."""
    now = {renames.get(table, table): tuple(names.values()) for table, names in columns.items()}
    found = content(reader, now)
    return {table: found[there] for table in columns if (there := renames.get(table, table)) in found}


def _changed(before: Mapping[Address, Content], after: Mapping[Address, Content]) -> Iterator[str]:
    for table, was in before.items():
        now = after.get(table)
        if now is None:
            yield f"{table}: cannot be read any more"
        elif now.rows != was.rows:
            yield f"{table}: {was.rows} rows, then {now.rows}"
        elif now.hash != was.hash:
            yield f"{table}: as many rows, with other values"


# ------------------------------------------------------------------ statements


class Way:
    """Makes way for statements that made-up rows stop: that says something of the rows, nothing of the plan.

    ``filled`` are the tables with rows: the names that they have meanwhile, and those that they are known by. ``made``
    are those that have none any more, and what the statement said that was stopped.
    """

    def __init__(self, session: Session, schema: Schema, filled: Mapping[Address, Address]) -> None:
        self._session = session
        self._schema = schema
        self._filled = filled
        self.made: dict[Address, str] = {}

    def for_(self, statement: Statement, stopped: ReplayFailed) -> bool:
        """Whether there was a table to empty: the statement's own, else those that it reads, else all."""
        if (stopped.sqlstate or "")[:2] not in _ABOUT_ROWS:
            return False
        left = [now for now, table in self._filled.items() if table not in self.made]
        own = {statement.address.root, *(part.address for part in descendants(statement.address.root, self._schema))}
        read = statement.work.long if statement.work is not None else frozenset()
        nearest = [[now for now in left if now in own], [now for now in left if now in read], left]
        tables = next(filter(None, nearest), [])
        statement_of, _, _ = (stopped.where or "").partition(":")
        self.made |= {self._filled[now]: f"{statement_of}: {stopped.message}" for now in tables}
        names = [qualified(*table.names[:2]) for table in tables]
        _emptied(self._session, names, *statement.cleanup)
        if any(map(self._is_filled, names)):
            # Who may not put foreign keys to sleep empties what refers to these, too.
            self.made |= {self._filled[now]: self.made[self._filled[tables[0]]] for now in left}
            self._session.run([f"TRUNCATE {', '.join(qualified(*now.names[:2]) for now in left)} CASCADE"])
        return bool(tables)

    def _is_filled(self, table: str) -> bool:
        query = f"SELECT EXISTS (SELECT FROM {table})"
        return self._session.run([query]) is None and bool(self._session.value(query))


def _applied(run: Replay, plan: Plan, way: Way, name: str = "the plan") -> Iterator[Measured]:
    from trueup.postgres.locks import Watch
    from trueup.postgres.sql import parse

    watch = Watch(run.session)
    for n, statement in enumerate(plan.statements, 1):
        (parsed,) = parse.statements(statement.sql, f"statement {n} of {name}", run.session.conn.info.server_version)
        began = time.perf_counter()
        if run.keeps_owners and gives_away(parsed.sql, parsed.node, ()):
            continue
        seen = _run(run, statement, parsed, lambda: (time.perf_counter(), watch.look()), way)
        ended, work = seen or (time.perf_counter(), None)
        if seen is None:
            watch.forget()
        yield _measured(statement, round(ended - began, 6), work)


def _run(run: Replay, statement: Statement, parsed: Parsed, look: Callable[[], Seen], way: Way) -> Seen | None:
    while True:
        try:
            return run.one(parsed, look)
        except ReplayFailed as stopped:
            if not way.for_(statement, stopped):
                raise


def _measured(statement: Statement, seconds: float, seen: Work | None) -> Measured:
    return Measured(sql=statement.sql, address=statement.address, seconds=seconds, seen=seen, declared=statement.work)


# ------------------------------------------------------------------ the way back


def _way_back(
    run: Replay,
    reader: Session,
    database: ShadowDatabase,
    start: Schema,
    result: Schema,
    contents: Mapping[Address, Content],
    renames: Mapping[Address, Address],
    theirs: frozenset[Address],
) -> Back:
    """Undo the plan as `trueup undo` would: old names first, then by the plan to where it began."""
    from trueup.plan import plan as planned
    from trueup.postgres.introspect import read
    from trueup.postgres.proof.dump import dump
    from trueup.postgres.renamed import statements

    name = "the way back"
    tables = (o for o in result.objects.values() if isinstance(o, Table) and o.partition_by is None)
    back = {now: was for was, now in renames.items()}
    way = Way(reader, result, {back.get(table.address, table.address): table.address for table in tables})
    try:
        if renames:
            again = statements(result, back)
            list(_applied(run, Plan(statements=tuple(again)), way, name))
            run.finish()
            result = without(read(reader.conn), theirs)
        list(_applied(run, planned(result, start, role=database.owner), way, name))
    except (ReplayFailed, PlanFailed) as problem:
        return Back(problem=f"{problem.message}" + (f" ({problem.where})" if problem.where else ""))
    run.finish()
    there = read(reader.conn)
    now = content(reader, dict.fromkeys(contents, ()))
    missing = tuple(
        f"{table}: {now[table].rows if table in now else 0} of {was.rows}"
        for table, was in contents.items()
        if was.rows != (now[table].rows if table in now else 0) and renames.get(table, table) not in way.made
    )
    return Back(schema=without(there, theirs), dump=dump(database), missing=missing, stopped=way.made)
