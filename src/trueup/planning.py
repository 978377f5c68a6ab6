"""What differs -> the plan as it would be run: gentle statements, what each does to tables, its hazards, the way back.

What differs is ``compare``'s, applying is ``applying``'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from trueup.checks import chosen, with_hazards
from trueup.checks.step import Step
from trueup.compare import Reading, in_reach
from trueup.errors import ConfigError, PlanFailed
from trueup.finding import Finding, Severity
from trueup.formats.live import Live
from trueup.model import Address, Schema
from trueup.postgres.rows.coming import Underway, underway
from trueup.postgres.rows.stats import Counting
from trueup.renaming import planned
from trueup.statement import Plan, Statement
from trueup.tighten import tightened

if TYPE_CHECKING:
    from trueup.postgres.blocking import World
    from trueup.postgres.proof import Proof
    from trueup.postgres.proof.queries import Query
    from trueup.postgres.proof.rehearsal import Rows

SEEN = "database"
"""Stands for the queries that a database has seen, among names of files."""


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """How a plan is wanted. ``gentle`` replaces statements that block, ``counting`` says which rows of the target are
    counted, ``severities`` are those of a configuration.
    """

    gentle: bool = True
    counting: Counting = "cheap"
    severities: Mapping[str, Severity | None] = {}


def _as_said(found: Reading, wish: Wish) -> Wish:
    """The wish with the severities that the project has for the checks it says nothing of."""
    return msgspec.structs.replace(wish, severities={**chosen(found.severity), **wish.severities})


def prepare(found: Reading, wish: Wish = Wish()) -> Plan:  # noqa: B008 - a value
    """The plan for what was found to differ, or its first half, where columns are to have two names for a while.

    Raises PlanFailed, ConnectionFailed.
    """
    halves = half_way(found, wish)
    return begun(found, halves, wish) if halves else whole(found, wish)


def half_way(found: Reading, wish: Wish) -> Mapping[Address, Address]:
    """The columns that decisions rename gently, and that have their old name only."""
    if found.decisions is None or not wish.gentle:
        return {}
    pairs = ((was, found.decisions.renames[was]) for was in sorted(found.decisions.gently - found.renames.keys()))
    before, after = found.before, found.after
    return {was: now for was, now in pairs if was in before and now not in before and now in after and was not in after}


def whole(found: Reading, wish: Wish = Wish()) -> Plan:  # noqa: B008 - a value
    """The plan for what was found to differ, with what each statement does and what can go wrong.

    Where FROM is a database it is asked how large its tables are and how many rows stand in the way. Raises PlanFailed,
    ConnectionFailed.
    """
    plan, before = planned(found)
    return dressed(plan, before, found.after, _as_said(found, wish), found.target, found.backfill, start=found.before)


def dressed(
    plan: Plan,
    before: Schema,
    after: Schema,
    wish: Wish,
    target: Live | None = None,
    backfill: Mapping[Address, str] | None = None,
    *,
    start: Schema | None = None,
) -> Plan:
    """A plain plan from one schema to another as it is wanted; ``backfill`` is what new columns get in old rows.

    ``before`` is the schema with the renames that the plan begins with, ``start`` the one without, where they differ.
    """
    if not plan.statements:
        return plan
    way = underway(plan, (backfill or {}) if wish.gentle else {})
    if wish.gentle:
        from trueup.postgres.online import gentle

        plan = tightened(gentle(plan, before, after, backfill), before, after)
    pairs = list(steps_of(plan, before, after, start or before))
    steps = [step for step, _ in pairs]
    worked = [msgspec.structs.replace(one, work=step.work) for one, step in zip(plan.statements, steps, strict=True)]
    plan = msgspec.structs.replace(plan, statements=tuple(worked))
    plain = {number: found for number, (_, found) in enumerate(pairs) if found is not None}
    known = _with_facts([*steps, *plain.values()], target, wish.counting, way)
    meant = dict(zip(plain, known[len(steps) :], strict=True))
    return with_hazards(plan, known[: len(steps)], wish.severities, meant)


def _plain(statement: Statement, step: Step, world: World) -> Step | None:
    from trueup.postgres.blocking import assured, work
    from trueup.postgres.sql.parse import statements

    if not statement.instead_of or step.before is None:
        return None
    (parsed,) = statements(statement.instead_of, "plan", step.before.version)
    found = work(parsed, step.before, step.before.version)
    return replace(step, parsed=parsed, work=found, assured=assured(parsed, world))


def backward(found: Reading, there: Plan, wish: Wish = Wish()) -> Plan:  # noqa: B008 - a value
    """The way back from the moment after a plan ``there``: from TO to what FROM is now. Raises PlanFailed."""
    from trueup.plan import plan
    from trueup.postgres.renamed import renamed

    if not there.statements:
        return Plan()
    again = {now: was for was, now in there.renames.items()}
    steps, start = (
        renamed(found.after, again, shadow_url=found.shadow_url, stand_ins=found.stand_ins, platform=found.platform)
        if again
        else ([], found.after)
    )
    back = plan(start, found.before, scope=found.scope, role=found.role)
    whole = msgspec.structs.replace(back, statements=(*steps, *back.statements), renames=again)
    return dressed(whole, start, found.before, _as_said(found, wish), start=found.after)


def begun(found: Reading, gently: Mapping[Address, Address], wish: Wish = Wish()) -> Plan:  # noqa: B008 - a value
    """The first half of renaming columns gently: both names work, and nothing else is changed yet.

    What is left is the plan that is made when no code uses the old names any more. Raises PlanFailed.
    """
    from trueup.plan import plan
    from trueup.postgres.objects import Column
    from trueup.postgres.online.parts import Spares
    from trueup.postgres.online.renaming import alongside
    from trueup.postgres.online.renaming import begun as both

    before, after = found.before, found.after
    columns: list[tuple[Column, Column]] = []
    for was, now in sorted(gently.items()):
        old, new = before.get(was), after.get(now)
        if not isinstance(old, Column) or not isinstance(new, Column):
            raise PlanFailed("only columns can have two names for a while", where=str(was))
        columns.append((old, new))
    spares = Spares(before, after)
    statements = [one for old, new in columns for one in both(old, new, before, after, spares)]
    named, whole = alongside(columns, before, after)
    rest = plan(named, whole, role=found.role)
    if wish.gentle:
        from trueup.postgres.online import gentle

        rest = gentle(rest, named, whole)
    told = _plainly(_as_said(found, wish))
    return dressed(Plan(statements=(*statements, *rest.statements)), before, after, told, found.target)


def _plainly(wish: Wish) -> Wish:
    return msgspec.structs.replace(wish, gentle=False)


def with_undo(plan: Plan, back: Plan) -> Plan:
    """The plan with what the way ``back`` does and does not give back.

    Each statement has those of the way back that are about the same object, at its first statement.
    """
    undo: dict[Address, list[str]] = {}
    for step in back.statements:
        undo.setdefault(step.address, []).append(step.sql)
    statements = [msgspec.structs.replace(step, undo=tuple(undo.pop(step.address, ()))) for step in plan.statements]
    return msgspec.structs.replace(plan, statements=tuple(statements), irreversible=tuple(_irreversible(plan, back)))


def _irreversible(plan: Plan, back: Plan) -> Iterator[Finding]:
    """What is lost for good, and what no statement of the way back can bring about."""
    yield from plan.losses
    told = {one.address for one in plan.losses}
    yield from (one for one in back.findings if one.address not in told)


def _with_facts(steps: list[Step], target: Live | None, counting: Counting, way: Underway) -> list[Step]:
    """The same statements with what the target says of their tables."""
    if target is None:
        return steps
    from trueup.postgres.connect import connect
    from trueup.postgres.rows.stats import facts

    with connect(target.url) as conn:
        known = facts(conn, steps, counting, way)
    return [replace(step, facts=known) for step in steps]


def steps_of(plan: Plan, before: Schema, after: Schema, start: Schema) -> Iterator[tuple[Step, Step | None]]:
    """Each statement of a plan in its place, and the plain one that it, with those after it, is in the place of.

    Those that rename find the schema of the ``start``.
    """
    from trueup.postgres.blocking import World, assured, follow, work
    from trueup.postgres.sql.parse import statements

    version = before.version or after.version
    new = frozenset(where for where in after.objects if where.parent is None and where not in before)
    script = [parsed for one in plan.statements for parsed in statements(one.sql, "plan", version)]
    world = World(start, version)
    for statement, parsed in zip(plan.statements, script, strict=True):
        step = Step(
            address=statement.address,
            parsed=parsed,
            work=statement.work or work(parsed, world),
            before=start if statement.address in start and statement.address not in before else before,
            after=after,
            new=new,
            assured=assured(parsed, world),
        )
        yield step, _plain(statement, step, world)
        follow(parsed, world)
        world.end_transaction()


def demonstrate(
    found: Reading,
    wish: Wish = Wish(),  # noqa: B008 - a value
    rows: Rows | None = None,
    queries: Sequence[str] = (),
) -> Proof:
    """What the plan was seen to do on a clone. Raises PlanFailed, ShadowFailed, ReplayFailed, SourceError.

    ``queries`` are files and folders of SQL, or ``database`` for those that FROM has seen (``pg_stat_statements``).
    """
    from trueup.postgres.proof import prove
    from trueup.postgres.proof.rehearsal import Rows

    plan = whole(found, wish)
    before, after = in_reach(found)
    return prove(
        plan,
        before,
        after,
        shadow_url=found.shadow_url,
        scope=found.scope,
        stand_ins=found.stand_ins,
        platform=found.platform,
        rows=rows or Rows(),
        queries=_queries(found, queries),
        renames=plan.renames,
    )


def rows_of(found: Reading, sample: int | None) -> Rows:
    """Rows for the clone: made up, or so many of each of FROM's tables. Raises ConfigError."""
    from trueup.postgres.proof.rehearsal import Rows

    if sample is None:
        return Rows()
    if found.target is None:
        raise ConfigError("FROM is no database, so it has no rows", where="--with-data", help="leave it out")
    return Rows(url=found.target.url, sample=sample)


def _queries(found: Reading, named: Sequence[str]) -> tuple[Query, ...] | None:
    """The queries that were asked for; None when none were."""
    if not named:
        return None
    from trueup.postgres.proof.queries import from_files, recorded

    files = [one for one in named if one != SEEN]
    queries = from_files(files)
    if SEEN not in named:
        return queries
    if found.target is None:
        raise ConfigError("FROM is no database", where="--queries database", help="name files of SQL instead")
    from trueup.postgres.connect import connect

    with connect(found.target.url) as conn:
        known = recorded(conn)
    if known is None:
        raise ConfigError(
            "pg_stat_statements is not installed there, or not readable",
            where="--queries database",
            help="name files of SQL instead, or CREATE EXTENSION pg_stat_statements",
        )
    return queries + known
