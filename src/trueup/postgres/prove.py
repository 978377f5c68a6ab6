"""A plan run on a throw-away clone, and what it was seen to do. Making plans and printing proofs is for others.

The clone has FROM's schema and a few rows per table. Each statement is run in a transaction of its own and, before it
commits, the server is asked which locks it holds and which tables it wrote anew.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING, Literal

import msgspec

from trueup.diff import Alter, Change, diff
from trueup.errors import ReplayFailed
from trueup.model import Address, Note, Schema, Scope
from trueup.progress import report
from trueup.statement import Lock, Plan

if TYPE_CHECKING:
    from trueup.postgres.replay import Replay
    from trueup.postgres.shadow import Shadow, ShadowDatabase

Outcome = Literal["passed", "failed", "not checked"]
Fields = frozenset[tuple[Address, str]]


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What one statement was seen to do. ``locks`` is None where they could not be seen."""

    sql: str
    address: Address
    seconds: float
    locks: tuple[Lock, ...] | None = ()
    rewritten: tuple[Address, ...] = ()
    """Tables and materialized views whose rows were all written again."""


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was checked, or why it was not."""

    name: str
    outcome: Outcome
    detail: str | None = None
    differences: tuple[Change, ...] = ()


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan was seen to do on the shadow. ``version`` is the shadow's ``server_version_num``."""

    version: int
    statements: tuple[Measured, ...] = ()
    checks: tuple[Check, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing that was checked failed."""
        return all(check.outcome != "failed" for check in self.checks)


class _Run(msgspec.Struct, frozen=True):
    """One rehearsal: what was measured, what came out of it, and how many rows tables had and kept."""

    measured: tuple[Measured, ...]
    clone: Schema
    result: Schema | None
    dump: str | None
    failure: ReplayFailed | None
    lost: tuple[str, ...]
    rows: int
    unseeded: tuple[str, ...]
    notes: tuple[Note, ...]
    version: int


def prove(
    plan: Plan,
    before: Schema,
    after: Schema,
    *,
    shadow_url: str | None = None,
    scope: Scope | None = None,
    stand_ins: str | None = None,
) -> Proof:
    """Run a plan on a clone of ``before`` and check that it leads to ``after``.

    ``scope`` is what the plan was made with. What is left is no failure when it is just what the plan's findings say it
    cannot reach. A statement that fails is a failed check, not an error; a clone that cannot be made is one. Raises
    ShadowFailed, ReplayFailed.
    """
    from trueup.postgres.shadow import open_shadow

    says = before.says & after.says & (scope or Scope())
    with open_shadow(before.version or after.version, shadow_url, stand_ins) as shadow:
        run = _rehearse(shadow, plan, before, after, seeded=True)
        stopped = run.failure
        if stopped is not None and (stopped.sqlstate or "")[:2] in {"22", "23"}:
            # Our rows, not the schema, were in the way: what is checked without them still counts.
            run = _rehearse(shadow, plan, before, after, seeded=False)
        wanted, dump = _target(shadow, after)
        notes = (*((shadow.note,) if shadow.note else ()), *run.notes)
    checks = tuple(_checks(run, plan, before, after, wanted, dump, says, stopped))
    return Proof(version=run.version, statements=run.measured, checks=checks, notes=tuple(dict.fromkeys(notes)))


def clone(run: Replay, database: ShadowDatabase, schema: Schema) -> Schema:
    """Make a schema in an empty shadow database and read it back."""
    from trueup.plan import plan
    from trueup.postgres import parse
    from trueup.postgres.elaborate import Script
    from trueup.postgres.introspect import read

    session = run.finish()
    empty = read(session.conn)
    made = plan(empty, schema, role=database.owner)
    script = Script("the clone", made.sql, "clone")
    run.script(script, parse.statements(made.sql, script.file, database.version))
    return read(run.finish().conn)


# ------------------------------------------------------------------ the rehearsal


def _rehearse(shadow: Shadow, plan: Plan, before: Schema, after: Schema, *, seeded: bool) -> _Run:
    from trueup.postgres.dump import dump
    from trueup.postgres.introspect import read
    from trueup.postgres.replay import replay
    from trueup.postgres.seed import counts, seed

    with shadow.database() as database, replay(database, "statement") as run:
        start = clone(run, database, before)
        unseeded = seed(run.session, start, after) if seeded else ()
        rows = counts(run.session, start) if seeded else {}
        measured: list[Measured] = []
        failure = None
        try:
            for one in _applied(run, plan):
                measured.append(one)
                report("proving", len(measured), len(plan.statements))
        except ReplayFailed as problem:
            failure = problem
        result = read(run.finish().conn) if failure is None else None
        left = counts(run.session, result) if seeded and result is not None else {}
        return _Run(
            measured=tuple(measured),
            clone=start,
            result=result,
            dump=dump(database) if result is not None else None,
            failure=failure,
            lost=tuple(f"{t}: {n} rows, then {left[t]}" for t, n in rows.items() if t in left and left[t] != n),
            rows=sum(rows.values()),
            unseeded=tuple(unseeded),
            notes=tuple(run.notes.values()),
            version=database.version,
        )


def _target(shadow: Shadow, after: Schema) -> tuple[Schema, str | None]:
    """TO made from nothing on another shadow database, and its dump."""
    from trueup.postgres.dump import dump
    from trueup.postgres.replay import replay

    with shadow.database() as database, replay(database, "statement") as run:
        return clone(run, database, after), dump(database)


def _applied(run: Replay, plan: Plan) -> Iterator[Measured]:
    from trueup.postgres import parse
    from trueup.postgres.locks import Watch

    watch = Watch(run.session)
    for n, statement in enumerate(plan.statements, 1):
        (parsed,) = parse.statements(statement.sql, f"statement {n} of the plan", run.session.conn.info.server_version)
        began = time.perf_counter()
        seen = run.one(parsed, lambda: (time.perf_counter(), *watch.look()))
        ended, locks, rewritten = seen or (time.perf_counter(), None, ())
        yield Measured(
            sql=statement.sql,
            address=statement.address,
            seconds=round(ended - began, 6),
            locks=locks,
            rewritten=rewritten,
        )


# ------------------------------------------------------------------ checks


def _checks(
    run: _Run,
    plan: Plan,
    before: Schema,
    after: Schema,
    wanted: Schema,
    dump: str | None,
    says: Scope,
    stopped: ReplayFailed | None,
) -> Iterator[Check]:
    from trueup.postgres.ddl.declared import ignored

    unlike = diff(before, run.clone, says)
    unmade = _cannot_be_made(before) if unlike else frozenset()
    yield _differ("the clone is like FROM", unlike, unmade)
    if run.failure is not None:
        yield Check(name="every statement runs", outcome="failed", detail=_said(run.failure))
        return
    yield Check(name="every statement runs", outcome="passed")
    if run.result is None:
        return
    announced = ignored(plan.findings)
    yield _reached(diff(run.result, after, says), announced, unmade)
    yield _same_dump(run.dump, dump, says, wanted, after, announced)
    yield _nothing_left(run.result, after, says)
    yield _rows(run, stopped)


def _cannot_be_made(schema: Schema) -> Fields:
    """What no statement can give a schema that is made from nothing: an index that is not valid."""
    from trueup.plan import plan
    from trueup.postgres.ddl.declared import ignored

    return ignored(plan(Schema(says=schema.says), schema).findings)


def _reached(changes: Sequence[Change], announced: Fields, unmade: Fields) -> Check:
    """Whether nothing is left but what the plan said would be, and all of that."""
    name = "the result is TO"
    left = {(change.address, field) for change in changes if isinstance(change, Alter) for field in change.fields}
    if announced <= left:
        return _differ(name, changes, announced | unmade)
    return Check(name=name, outcome="failed", detail=f"reached, though announced otherwise: {_named(announced - left)}")


def _differ(name: str, changes: Sequence[Change], announced: Fields) -> Check:
    """Whether nothing differs but the fields that were announced."""
    rests = (_but_for(change, announced) for change in changes)
    left = tuple(rest for rest in rests if rest is not None)
    if left:
        named = ", ".join(str(change.address) for change in left[:5]) + (" …" if len(left) > 5 else "")
        return Check(name=name, outcome="failed", detail=f"{len(left)} differ: {named}", differences=left)
    fields = {(change.address, field) for change in changes if isinstance(change, Alter) for field in change.fields}
    detail = f"not reached, as announced: {_named(fields)}" if fields else None
    return Check(name=name, outcome="passed", detail=detail)


def _but_for(change: Change, announced: Fields) -> Change | None:
    """What is left of a change without the fields that were announced."""
    if not isinstance(change, Alter):
        return change
    fields = tuple(field for field in change.fields if (change.address, field) not in announced)
    return msgspec.structs.replace(change, fields=fields) if fields else None


def _named(fields: Set[tuple[Address, str]]) -> str:
    found = [f"{where} ({field})" for where, field in sorted(fields)]
    return ", ".join(found[:5]) + (" …" if len(found) > 5 else "")


def _same_dump(
    mine: str | None, other: str | None, says: Scope, wanted: Schema, after: Schema, announced: Fields
) -> Check:
    """An independent witness: what introspection does not see, pg_dump may."""
    from trueup.postgres.dump import difference

    name = "pg_dump of both is equal"
    if says.kinds is not None or says.only or says.ignore:
        return Check(name=name, outcome="not checked", detail="only a part of the schema is compared")
    if announced:
        return Check(name=name, outcome="not checked", detail="what is not reached, as announced, shows there too")
    if mine is None or other is None:
        return Check(name=name, outcome="not checked", detail="there is no pg_dump for this server")
    if diff(wanted, after, says):
        return Check(name=name, outcome="not checked", detail="TO made from nothing is not quite TO on the shadow")
    line = difference(mine, other, owners=says.says("table", "owner"))
    if line is None:
        return Check(name=name, outcome="passed")
    return Check(name=name, outcome="failed", detail=line)


def _nothing_left(result: Schema, after: Schema, says: Scope) -> Check:
    from trueup.plan import plan

    left = plan(result, after, scope=says).statements
    name = "a second plan is empty"
    if not left:
        return Check(name=name, outcome="passed")
    return Check(name=name, outcome="failed", detail=f"{len(left)} statements, first: {left[0].sql}")


def _rows(run: _Run, stopped: ReplayFailed | None) -> Check:
    name = "rows of kept tables are kept"
    if stopped is not None:
        return Check(
            name=name, outcome="not checked", detail=f"the plan depends on the rows there are: {_said(stopped)}"
        )
    if run.lost:
        return Check(name=name, outcome="failed", detail="; ".join(run.lost))
    if not run.rows:
        return Check(name=name, outcome="not checked", detail="there is no table that rows could be made for")
    missing = f"; no rows could be made for {', '.join(run.unseeded)}" if run.unseeded else ""
    return Check(name=name, outcome="passed", detail=f"{run.rows} rows{missing}")


def _said(problem: ReplayFailed) -> str:
    return f"{problem.where}: {problem.message}" + (f" ({problem.statement})" if problem.statement else "")
