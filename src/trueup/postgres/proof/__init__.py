"""A plan run on a throw-away clone, and what that proves. How it is run is ``rehearsal``'s, printing is for others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Literal

import msgspec

from trueup.diff import Alter, Change, diff
from trueup.errors import ReplayFailed
from trueup.model import Address, Note, Schema, Scope
from trueup.postgres.objects import DefaultPrivileges
from trueup.postgres.proof.queries import Query
from trueup.postgres.proof.rehearsal import Measured, Rehearsal, Rows, rehearse, target
from trueup.postgres.proof.usable import Tried
from trueup.postgres.shadow.privilege import SUPERUSERS_OWN
from trueup.statement import MODES, Lock, Plan, Work

Outcome = Literal["passed", "failed", "not checked"]
Fields = frozenset[tuple[Address, str]]

_MAJOR = 10000

_WITHOUT_SUPERUSERS = Scope(unsaid=frozenset((kind, "owner") for kind in SUPERUSERS_OWN))


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


def prove(
    plan: Plan,
    before: Schema,
    after: Schema,
    *,
    shadow_url: str | None = None,
    scope: Scope | None = None,
    stand_ins: str | None = None,
    platform: str | None = None,
    rows: Rows = Rows(),  # noqa: B008 - a value
    queries: tuple[Query, ...] | None = None,
    renames: Mapping[Address, Address] | None = None,
) -> Proof:
    """Run a plan on a clone of ``before`` and check that it leads to ``after``, harms no row and can be undone.

    ``scope`` is what the plan was made with, ``rows`` where those of the clone come from; ``queries`` must still
    prepare afterwards; ``renames`` say what the plan gives a new name; ``platform`` names the host whose objects are
    taken for granted. What is left is no failure when it is just what
    the plan's findings say it cannot reach. A statement that fails is a failed check, not an error; a clone that cannot
    be made is one. Raises ShadowFailed, ReplayFailed.
    """
    from trueup.postgres.respell import respell
    from trueup.postgres.shadow import open_shadow

    unsaid = _WITHOUT_SUPERUSERS if shadow_url is None else _without_owners(before, after)
    says = before.says & after.says & (scope or Scope()) & unsaid
    with open_shadow(before.version or after.version, shadow_url, stand_ins) as shadow:
        asked = queries or ()
        run = rehearse(shadow, plan, before, after, rows=rows, queries=asked, renames=renames, platform=platform)
        wanted, dump = target(shadow, after, platform)
        notes = (*((shadow.note,) if shadow.note else ()), *run.notes)
    both = before, run.clone
    if (before.version or run.version) // _MAJOR != run.version // _MAJOR:
        both = respell(*both, shadow_url=shadow_url, stand_ins=stand_ins)
    seen = _Seen(run, plan, both, after, wanted, dump, says, rows, queries, shadow_url is not None)
    return Proof(
        version=run.version,
        statements=run.measured,
        checks=tuple(_checks(seen)),
        notes=tuple(dict.fromkeys(notes)),
    )


def _without_owners(*schemas: Schema) -> Scope:
    """What can be compared where everything belongs to the shadow's own role."""
    theirs = frozenset(where for schema in schemas for where in schema if where.kind == DefaultPrivileges.KIND)
    return Scope(unsaid=frozenset({("*", "owner")}), without=theirs)


class _Seen(msgspec.Struct, frozen=True):
    """Everything the checks look at: the run, what it was a run of, and TO made from nothing.

    ``cloned`` are FROM and its clone in one spelling.
    """

    run: Rehearsal
    plan: Plan
    cloned: tuple[Schema, Schema]
    after: Schema
    wanted: Schema
    dump: str | None
    says: Scope
    rows: Rows
    queries: tuple[Query, ...] | None
    borrowed: bool

    @property
    def goal(self) -> Schema:
        """TO, as the shadow has it where it is of another major version: expressions are spelled in its way there."""
        own = self.after.version or self.run.version
        return self.after if own // _MAJOR == self.run.version // _MAJOR else self.wanted


# ------------------------------------------------------------------ checks


def _checks(seen: _Seen) -> Iterator[Check]:
    from trueup.postgres.ddl.unreachable import unreached

    run = seen.run
    unlike = diff(*seen.cloned, seen.says)
    unmade = _cannot_be_made(seen.cloned[0]) if unlike else frozenset()
    yield _differ("the clone is like FROM", unlike, unmade)
    if run.failure is not None:
        yield Check(name="every statement runs", outcome="failed", detail=_said(run.failure))
        return
    yield Check(name="every statement runs", outcome="passed")
    if run.result is None:
        return
    announced = unreached(seen.plan.findings)
    yield _reached(diff(run.result, seen.goal, seen.says), announced, unmade)
    yield _same_dump(seen, announced)
    yield _nothing_left(run.result, seen.goal, seen.says)
    yield _rows(seen)
    yield _as_declared(run)
    yield _usable(run)
    yield _queries(seen)
    yield _undone(run)
    yield from _owners(seen)


def _cannot_be_made(schema: Schema) -> Fields:
    """What no statement can give a schema that is made from nothing: an index that is not valid."""
    from trueup.plan import plan
    from trueup.postgres.ddl.unreachable import unreached

    return unreached(plan(Schema(says=schema.says), schema).findings)


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
        detail = f"{len(left)} differ: {_some([str(change.address) for change in left])}"
        return Check(name=name, outcome="failed", detail=detail, differences=left)
    fields = {(change.address, field) for change in changes if isinstance(change, Alter) for field in change.fields}
    return Check(name=name, outcome="passed", detail=f"not reached, as announced: {_named(fields)}" if fields else None)


def _but_for(change: Change, announced: Fields) -> Change | None:
    """What is left of a change without the fields that were announced."""
    if not isinstance(change, Alter):
        return change
    fields = tuple(field for field in change.fields if (change.address, field) not in announced)
    return msgspec.structs.replace(change, fields=fields) if fields else None


def _named(fields: Set[tuple[Address, str]]) -> str:
    return _some([f"{where} ({field})" for where, field in sorted(fields)])


def _some(texts: Sequence[str], many: int = 5) -> str:
    """The first of them, and how many there are besides."""
    left = len(texts) - many
    return ", ".join(texts[:many]) + (f" and {left} more" if left > 0 else "")


def _same_dump(seen: _Seen, announced: Fields) -> Check:
    """An independent witness: what introspection does not see, pg_dump may."""
    from trueup.postgres.proof.dump import difference

    name, says = "pg_dump of both is equal", seen.says
    if says.kinds is not None or says.only or says.ignore:
        return Check(name=name, outcome="not checked", detail="only a part of the schema is compared")
    if announced:
        return Check(name=name, outcome="not checked", detail="what is not reached, as announced, shows there too")
    if seen.run.dump is None or seen.dump is None:
        return Check(name=name, outcome="not checked", detail="there is no pg_dump for this server")
    if diff(seen.wanted, seen.goal, says):
        return Check(name=name, outcome="not checked", detail="TO made from nothing is not quite TO on the shadow")
    line = difference(seen.run.dump, seen.dump, owners=says.says("table", "owner"))
    if line is None:
        return Check(name=name, outcome="passed")
    return Check(name=name, outcome="failed", detail=line)


def _nothing_left(result: Schema, after: Schema, says: Scope) -> Check:
    from trueup.plan import plan

    name, left = "a second plan is empty", plan(result, after, scope=says).statements
    if not left:
        return Check(name=name, outcome="passed")
    return Check(name=name, outcome="failed", detail=f"{len(left)} statements, first: {left[0].sql}")


def _rows(seen: _Seen) -> Check:
    name, run = "rows of kept tables are kept", seen.run
    if run.changed:
        return Check(name=name, outcome="failed", detail="; ".join(run.changed))
    told = [
        f"{many} {_reasons(found)}"
        for many, found in (
            ("the plan depends on the rows of", run.emptied),
            ("no rows could be made for", run.unseeded),
        )
        if found
    ]
    if not run.rows:
        nothing = "there is no table that rows could be made for"
        return Check(name=name, outcome="not checked", detail="; ".join(told) or nothing)
    whose = " of the target" if seen.rows.url is not None else ""
    return Check(name=name, outcome="passed", detail="; ".join([f"{run.rows} rows{whose}", *told]))


# ------------------------------------------------------------------ locks


def _as_declared(run: Rehearsal) -> Check:
    """Whether nothing was locked, read or written anew that the plan does not show."""
    name = "locks and rewrites are as declared"
    told = [one for one in run.measured if one.declared is not None and one.declared.known]
    looked = [one for one in told if one.seen is not None]
    if not told:
        return Check(name=name, outcome="not checked", detail="the plan declares none")
    found = [f"{' '.join(one.sql.split())[:80]}: {text}" for one in looked for text in _undeclared(one, run.theirs)]
    if found:
        return Check(name=name, outcome="failed", detail="; ".join(found[:5]))
    blind = len(run.measured) - len(looked)
    said = [f"not looked at: {blind} outside of transactions"] if blind else []
    taken = {lock.relation for one in looked for lock in (one.seen or Work()).locks}
    theirs = sorted(str(where) for where in taken & run.theirs)
    said += [f"not of {_some(theirs)}, which the host brings"] if theirs else []
    return Check(name=name, outcome="passed", detail="; ".join(said) or None)


def _undeclared(one: Measured, theirs: frozenset[Address]) -> Iterator[str]:
    seen, declared = one.seen or Work(), one.declared or Work()
    for lock in seen.locks:
        if (
            lock.relation not in theirs
            and lock.relation.kind in ("table", "matview")
            and _stronger(lock, declared.mode(lock.relation))
        ):
            yield f"{lock.mode} on {lock.relation}, not {declared.mode(lock.relation) or 'none'}"
    yield from (f"rewrites {where}" for where in sorted(set(seen.rewrites) - set(declared.rewrites) - theirs))
    if any(MODES.index(lock.mode) >= MODES.index("ShareLock") for lock in seen.locks):
        yield from (f"reads all of {where}" for where in sorted(set(seen.scans) - declared.long - theirs))


def _stronger(lock: Lock, declared: str | None) -> bool:
    """Whether a lock holds up more than was declared; what only readers of the catalog take holds up nobody."""
    least = MODES.index("ShareUpdateExclusiveLock")
    return MODES.index(lock.mode) > max(least - 1, MODES.index(declared) if declared is not None else 0)


# ------------------------------------------------------------------ use


def _usable(run: Rehearsal) -> Check:
    """Whether tables and views take what they took before, and new ones what applications do."""
    name = "tables take insert, select, update and delete"
    broken_before = {one.address for one in run.tried_before if one.broken}
    broken = [one for one in run.tried if one.broken and one.address not in broken_before]
    if broken:
        return Check(name=name, outcome="failed", detail=_some([f"{one.address}: {one.message}" for one in broken]))
    untold = [one for one in run.tried if one.message is not None]
    if len(untold) == len(run.tried):
        return Check(name=name, outcome="not checked", detail=_refused(untold) if untold else "there are none")
    told = [f"{len(run.tried) - len(untold)} tried", *([f"not {_refused(untold)}"] if untold else [])]
    return Check(name=name, outcome="passed", detail="; ".join(told))


def _reasons(found: Mapping[Address, str]) -> str:
    return _some([f"{where} ({' '.join(why.split())})" for where, why in found.items()], 3)


def _refused(untold: Sequence[Tried]) -> str:
    return _reasons({one.address: one.message or "" for one in untold})


def _queries(seen: _Seen) -> Check:
    name, run = "queries of the application still prepare", seen.run
    if seen.queries is None:
        return Check(name=name, outcome="not checked", detail="none were given: --queries FILE, or --queries database")
    if run.broken:
        said = [f"{one.query.where}: {one.message}" for one in run.broken]
        return Check(name=name, outcome="failed", detail=f"{len(said)} break: {_some(said)}")
    able = run.queries - run.unprepared
    if not able:
        return Check(name=name, outcome="not checked", detail="none of them can be prepared before the change")
    rest = f"; {run.unprepared} could not be prepared before either" if run.unprepared else ""
    return Check(name=name, outcome="passed", detail=f"{able} prepared{rest}")


# ------------------------------------------------------------------ the way back


def _undone(run: Rehearsal) -> Check:
    """Whether undo leads to where the plan began; that dropped rows do not come back is no failure, and said."""
    from trueup.plan import plan
    from trueup.postgres.ddl.unreachable import unreached
    from trueup.postgres.proof.dump import difference

    name, back = "undo returns to the start", run.back
    if back is None or run.result is None:
        return Check(name=name, outcome="not checked")
    if back.schema is None:
        return Check(name=name, outcome="failed", detail=back.problem)
    again = plan(run.result, run.clone)
    announced = unreached(again.findings)
    found = _differ(name, diff(back.schema, run.clone), announced)
    if found.outcome == "failed":
        return found
    if back.dump is not None and run.before_dump is not None and not announced:
        line = difference(back.dump, run.before_dump, owners=True)
        if line is not None:
            return Check(name=name, outcome="failed", detail=line.replace("only TO has", "only the start has"))
    lost = f"rows that do not come back: {_some(back.missing)}" if back.missing else None
    stops = (
        f"rows stop it, until [backfill] in trueup.toml says what they get: {_reasons(back.stopped)}"
        if back.stopped
        else None
    )
    return msgspec.structs.replace(found, detail="; ".join(filter(None, (found.detail, lost, stops))) or None)


# ------------------------------------------------------------------ what a shadow cannot give


def _owners(seen: _Seen) -> Iterator[Check]:
    """Which owners were not compared."""
    if seen.borrowed:
        detail = "on a server of yours (--shadow) all is made as one role; default privileges of others are left out"
        yield Check(name="owners are as they should be", outcome="not checked", detail=detail)
        return
    found = sorted(str(where) for where in {*seen.cloned[0], *seen.after} if where.kind in SUPERUSERS_OWN)
    if found:
        detail = f"not of {_some(found)}: on a shadow they are its superuser's"
        yield Check(name="owners are as they should be", outcome="not checked", detail=detail)


def _said(problem: ReplayFailed) -> str:
    return f"{problem.where}: {problem.message}" + (f" ({problem.statement})" if problem.statement else "")
