"""What is to be applied to a database, whether it may be, and what came of it. Running it is ``postgres.apply``'s.

A run is refused, and nothing changed, when the plan was made for another schema, when a hazard was not allowed by name,
when the database is protected and nobody said yes, and while another run is at work. A run that was interrupted is gone
on with before anything else is planned.
"""

from __future__ import annotations

import getpass
import os
import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec

from trueup import __version__, audit, compare, plan_file, snapshot
from trueup.comparison import Side
from trueup.errors import ApplyFailed, ConfigError, Refused, TrueupError
from trueup.formats.live import Live
from trueup.model import Address, Scope
from trueup.planning import Wish, half_way, prepare
from trueup.postgres import journal
from trueup.postgres.apply import Event, Limits, Runner
from trueup.postgres.hold import Held
from trueup.postgres.segments import Segment, segments
from trueup.project import configuration, named
from trueup.protection import protection
from trueup.renaming import answerable, with_answers
from trueup.scrub import scrub
from trueup.sources import shadow_url
from trueup.statement import Plan

if TYPE_CHECKING:
    from trueup.config import Config
    from trueup.diff import Change
    from trueup.postgres.journal import Noted, Run


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for. ``goal`` or the file ``plan`` says what to apply; without either an interrupted run goes on.

    ``allow`` are hazards by name, ``yes`` is for protected databases, ``abandon`` gives an interrupted run up,
    ``rehearse`` changes nothing.
    """

    target: str
    goal: str | None = None
    plan: str | None = None
    allow: tuple[str, ...] = ()
    yes: bool = False
    abandon: bool = False
    rehearse: bool = False
    gentle: bool = True
    scope: Scope | None = None
    renames: Mapping[Address, Address] = {}
    drops: frozenset[Address] = frozenset()
    shadow_url: str | None = None
    audit: str | None = None
    limits: Limits = Limits()


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """A plan that may be applied: ``command`` is ``apply`` or ``undo``; ``resumes`` is the run that it goes on with."""

    command: str
    source: str
    goal: str
    plan: Plan
    segments: tuple[Segment, ...]
    resumes: int | None = None
    undoes: int | None = None
    done: int = 0


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it.

    ``state``: ``done``, ``nothing`` to do, ``abandoned``, ``rehearsed``, ``declined``. ``run`` is the run's number in
    the target's journal, ``resumed`` that of the run that was gone on with first. ``left`` still differs from what was
    asked for and was not announced; ``unchecked`` says why nobody could look.
    """

    state: str
    plan: Plan = Plan()
    run: int | None = None
    resumed: int | None = None
    ready: Ready | None = None
    left: tuple[Change, ...] = ()
    unchecked: str | None = None


Confirm = Callable[[Ready], bool]
"""Asks whether to go on; None where nobody can be asked."""
Tell = Callable[[Event], None]
T = TypeVar("T")


def apply(order: Order, tell: Tell, confirm: Confirm | None = None) -> Outcome:
    """Apply what is ordered. Raises Refused, ApplyFailed, and what reading and planning raise."""
    with _at(order, tell) as work:
        run = work.unfinished()
        if order.abandon:
            return work.abandon(run)
        resumed = None
        if run is not None:
            outcome = work.resume(run, confirm)
            if outcome.state != "done" or (order.goal is None and order.plan is None) or _is_of(run, order):
                return outcome
            resumed = run.number
        elif order.goal is None and order.plan is None:
            raise Refused("no run was interrupted here", where=work.label, help="say what to apply: TO, or --plan FILE")
        return msgspec.structs.replace(work.begin(_wanted(work), confirm), resumed=resumed)


def undo(order: Order, tell: Tell, confirm: Confirm | None = None) -> Outcome:
    """Take the last applied plan back. Raises Refused, ApplyFailed, and what reading and planning raise."""
    with _at(order, tell) as work:
        run = work.unfinished()
        if run is not None and run.command == "undo":
            return work.resume(run, confirm)
        return work.begin(_back(work), confirm)


def log(target: str, limit: int = 20) -> list[tuple[Run, list[Noted]]]:
    """The newest runs of a database, each with its statements. Raises ConfigError, ConnectionFailed, Refused."""
    from trueup.postgres.connect import connect

    source = _database(target, configuration())
    with connect(source.url) as conn, _clearly(source.label):
        return [(run, journal.steps(conn, run.number)) for run in journal.runs(conn, limit)]


def schema_before(target: str, run: int) -> str:
    """The schema before a run of a database, as a snapshot. Raises ConfigError, ConnectionFailed, Refused."""
    from trueup.postgres.connect import connect

    source = _database(target, configuration())
    with connect(source.url) as conn, _clearly(source.label):
        if run not in {one.number for one in journal.runs(conn)}:
            raise ConfigError(f"there is no run {run} in {source.label}", help="`trueup log` lists them")
        return journal.stored(conn, run)[1]


# ------------------------------------------------------------------ what is wanted


class _Wanted(NamedTuple):
    """A plan for a schema of this ``fingerprint``; ``goal`` is None where it is not known what is to come of it."""

    command: str
    plan: Plan
    source: str
    to: str
    fingerprint: str
    document: str
    undoes: int | None = None
    goal: str | None = None


def _wanted(work: _Work) -> _Wanted:
    """The plan that was written down, or one made now."""
    order = work.order
    now = work.fingerprint()
    if order.plan is not None:
        return _written(plan_file.read(order.plan), now, work, order.plan)
    assert order.goal is not None
    found = compare.compare(order.target, order.goal, scope=order.scope, shadow_url=order.shadow_url, needs=True)
    found = with_answers(found, order.renames, order.drops)
    plan = prepare(found, work.wish())
    sides = found.comparison.before, found.comparison.after
    document = _document(plan, *sides, now)
    goal = None if half_way(found, work.wish()) else order.goal
    return _Wanted("apply", plan, sides[0].label, sides[1].label, now, document, goal=goal)


def _written(found: plan_file.PlanFile, now: str, work: _Work, file: str) -> _Wanted:
    if found.fingerprint is None:
        raise Refused(
            f"the plan was made for {found.before.label}, which is no database",
            where=file,
            help=f"make it for this one: trueup plan {work.label} TO --format json -o {file}",
        )
    if found.fingerprint != now:
        last = next(iter(work.ask(journal.runs, 1)), None)
        if last is not None and last.state == "done" and (last.plan, last.result) == (found.plan.identity, now):
            return _Wanted("apply", Plan(), found.before.label, found.after.label, now, found.text)
        raise Refused(
            f"the plan is stale: the schema of {work.label} is not the one it was made for",
            where=file,
            help=f"make it again and look at it: trueup plan {work.label} TO --format json -o {file}",
        )
    return _Wanted("apply", found.plan, found.before.label, found.after.label, now, found.text)


def _is_of(run: Run, order: Order) -> bool:
    """Whether a run is that of the plan that is asked for."""
    return order.plan is not None and plan_file.read(order.plan).plan.identity == run.plan


def _back(work: _Work) -> _Wanted:
    """The plan from what is there to what was there before the last applied plan."""
    from trueup.formats.snapshot import Kept

    last = work.ask(journal.last_applied)
    if last is None:
        raise Refused("nothing was applied here that could be taken back", where=work.label)
    now = work.fingerprint()
    if last.result not in (None, now):
        raise Refused(
            f"the schema was changed after run {last.number}: going back to before it would undo that too",
            where=work.label,
            help="`trueup log` shows the runs; `trueup log --before N -o FILE` writes the schema before one, and"
            " `trueup plan` shows the way there",
        )
    document, before = work.ask(journal.stored, last.number)
    label = f"before run {last.number}"
    goal = Kept(snapshot.parse(before, label), label)
    shadow = work.order.shadow_url or shadow_url(work.config)
    found = compare.compare_sources(
        work.source, goal, shadow_url=shadow, stand_ins=work.config.shadow.stand_ins, needs=True
    )
    back = {now: was for was, now in plan_file.parse(document).plan.renames.items()}
    found = with_answers(found, answerable(found, back), ())
    plan = prepare(found, work.wish())
    sides = found.comparison.before, found.comparison.after
    return _Wanted("undo", plan, sides[0].label, label, now, _document(plan, *sides, now), undoes=last.number)


def _document(plan: Plan, before: Side, after: Side, fingerprint: str) -> str:
    from trueup.output import json_text
    from trueup.reports.json import plan as as_json

    return json_text(as_json(plan, before, after, made_for=fingerprint))


# ------------------------------------------------------------------ the work


@contextmanager
def _at(order: Order, tell: Tell) -> Iterator[_Work]:
    """The target, held against others, and the audit log."""
    config = configuration()
    source = _database(order.target, config)
    log = None if order.rehearse else audit.Log(audit.place(config, order.audit))
    try:
        held = Held(source.url)
        try:
            yield _Work(order, config, source, held, log, tell)
        finally:
            held.close()
    finally:
        if log is not None:
            log.close()


@contextmanager
def _clearly(label: str) -> Iterator[None]:
    """What the server says about the journal, as a refusal: most often that the role may not."""
    import psycopg

    try:
        yield
    except psycopg.Error as problem:
        said = (problem.diag.message_primary or str(problem).strip()).splitlines()[0]
        raise Refused(
            f"the journal cannot be read or written: {said}",
            where=label,
            help="its tables are in the namespace trueup; their owner can GRANT ALL on them, and on a standby nothing"
            " can be applied",
        ) from None


def _database(target: str, config: Config) -> Live:
    source = named(target, config)
    if not isinstance(source, Live):
        raise ConfigError(
            f"{source.label} is no database", where=target, help="name an environment of trueup.toml or a URL"
        )
    return source


class _Work:
    """One order being carried out in one database."""

    def __init__(
        self, order: Order, config: Config, source: Live, held: Held, log: audit.Log | None, tell: Tell
    ) -> None:
        self.order = order
        self.source = source
        self.held = held
        self.label = source.label
        self.config = config
        self._log = log
        self._tell = tell

    def ask(self, question: Callable[..., T], *given: Any) -> T:
        """An answer of the target, whose connection may break. Raises Refused when it must not be asked."""
        with _clearly(self.label):
            return self.held.insist(lambda conn: question(conn, *given), self.order.limits.reconnect)

    def wish(self) -> Wish:
        """How plans are wanted here."""
        from trueup.checks import chosen

        return Wish(gentle=self.order.gentle, severities=chosen(self.config.severity))

    def unfinished(self) -> Run | None:
        return self.ask(journal.unfinished)

    def fingerprint(self) -> str:
        from trueup.postgres.fingerprint import fingerprint

        return self.ask(fingerprint).digest

    def abandon(self, run: Run | None) -> Outcome:
        """Give an interrupted run up: what was done of it stays."""
        if run is None:
            raise Refused("no run was interrupted here: there is nothing to abandon", where=self.label)
        if not self.order.rehearse:
            self._record("abandoned", run.number, run.plan)
            self.ask(journal.ended, run.number, "abandoned")
        return Outcome(state="abandoned", run=run.number)

    def resume(self, run: Run, confirm: Confirm | None) -> Outcome:
        """Go on with an interrupted run."""
        document, _ = self.ask(journal.stored, run.number)
        plan = plan_file.parse(document, f"run {run.number}").plan
        noted = self.ask(journal.steps, run.number)
        ready = self._ready(run.command, run.source, run.goal, plan, run.undoes)
        done = [one for one in noted if one.state == "done"]
        ready = msgspec.structs.replace(ready, resumes=run.number, done=len(done))
        self._refuse_protected()
        if self.order.rehearse:
            return Outcome(state="rehearsed", plan=plan, ready=ready)
        if not self._asked(ready, confirm):
            return Outcome(state="declined", plan=plan, ready=ready)
        self._catch_up(run, plan, done)
        self._record("resumed", run.number, run.plan, done=len(done), total=len(plan.statements))
        self.ask(journal.again, run.number)
        return self._carry_out(run.number, plan, ready)

    def begin(self, wanted: _Wanted, confirm: Confirm | None) -> Outcome:
        """Begin a run, unless something speaks against it."""
        ready = self._ready(wanted.command, wanted.source, wanted.to, wanted.plan, wanted.undoes)
        if not wanted.plan:
            if wanted.undoes is not None and not self.order.rehearse:
                return self._nothing_left(wanted, ready)
            return Outcome(state="nothing", plan=wanted.plan, ready=ready)
        self._refuse(wanted)
        if self.order.rehearse:
            return Outcome(state="rehearsed", plan=wanted.plan, ready=ready)
        if not self._asked(ready, confirm):
            return Outcome(state="declined", plan=wanted.plan, ready=ready)
        self.ask(journal.create)
        number = self._enter(wanted)
        outcome = self._carry_out(number, wanted.plan, ready)
        try:
            return msgspec.structs.replace(outcome, left=self._left(wanted))
        except TrueupError as problem:
            return msgspec.structs.replace(outcome, unchecked=problem.message)

    def _nothing_left(self, wanted: _Wanted, ready: Ready) -> Outcome:
        """There is nothing to take back: the run that is to be undone changed nothing, or was taken back by hand."""
        number = self._enter(wanted)
        return self._carry_out(number, wanted.plan, ready)

    # -------------------------------------------------------------- what speaks against it

    def _refuse(self, wanted: _Wanted) -> None:
        from trueup.checks import stopping
        from trueup.reports import questions

        stops = stopping(wanted.plan, (*self.config.allow, *self.order.allow))
        if wanted.command == "apply" and wanted.plan.questions:
            raise Refused(
                "it is not known whether something was renamed or dropped",
                where=self.label,
                reasons=tuple(questions.plain(wanted.plan.questions)),
            )
        if stops:
            raise Refused(
                f"{len(stops)} hazards of the plan are not allowed" if len(stops) > 1 else "a hazard is not allowed",
                where=self.label,
                reasons=tuple(f"{one.key}: {one.message}" for one in stops),
                help=" ".join(f"--allow '{key}'" for key in dict.fromkeys(one.key for one in stops[:3]))
                + " allows it by name; `trueup explain CODE` says what it means, `trueup plan` shows where it is",
            )
        self._refuse_protected()
        self.ask(journal.absent)
        if self.fingerprint() != wanted.fingerprint:
            raise Refused(
                "the schema was changed while the plan was made", where=self.label, help="run it again to plan anew"
            )

    def _refuse_protected(self) -> None:
        why = None if self.order.yes else protection(self.order.target, self.source, self.config)
        if why is not None:
            raise Refused(f"{self.label} is protected: {why}", help="--yes says that it is meant")

    def _asked(self, ready: Ready, confirm: Confirm | None) -> bool:
        return self.order.yes or confirm is None or confirm(ready)

    # -------------------------------------------------------------- doing it

    def _ready(self, command: str, source: str, goal: str, plan: Plan, undoes: int | None) -> Ready:
        made = segments(plan.statements, self.held.conn.info.server_version)
        return Ready(command=command, source=source, goal=goal, plan=plan, segments=made, undoes=undoes)

    def _enter(self, wanted: _Wanted) -> int:
        from trueup.postgres.introspect import read

        entry = journal.Entry(
            plan=wanted.plan.identity,
            command=wanted.command,
            undoes=wanted.undoes,
            source=wanted.source,
            goal=wanted.to,
            who=who(),
            version=__version__,
            fingerprint=wanted.fingerprint,
            document=wanted.document,
            before=snapshot.write(self.ask(read)),
        )
        number = self.ask(journal.begin, entry, [scrub(step.said) for step in wanted.plan.statements])
        total = len(wanted.plan.statements)
        self._record(
            "begun", number, entry.plan, command=wanted.command, source=wanted.source, goal=wanted.to, total=total
        )
        return number

    def _carry_out(self, number: int, plan: Plan, ready: Ready) -> Outcome:
        identity = plan.identity

        def tell(event: Event) -> None:
            sql = plan.statements[event.number - 1].said if event.number is not None else None
            told = {name: value for name, value in msgspec.structs.asdict(event).items() if value is not None}
            self._record(told.pop("what"), number, identity, statement=told.pop("number", None), sql=sql, **told)
            self._tell(event)

        try:
            Runner(self.held, number, plan, self.order.limits, tell).go()
        except ApplyFailed as problem:
            self._record("stopped", number, identity, error=problem.message, done=problem.done, total=problem.total)
            problem.where = problem.where or self.label
            raise
        except KeyboardInterrupt:
            self._record("stopped", number, identity, error="interrupted")
            raise
        result = self.fingerprint()
        # Noted here first: should we be killed in between, the run is gone on with and ends once more.
        self._record("finished", number, identity, total=len(plan.statements))
        self.ask(journal.ended, number, "done", result)
        return Outcome(state="done", plan=plan, run=number, ready=ready)

    def _left(self, wanted: _Wanted) -> tuple[Change, ...]:
        """What differs from the goal though the plan was carried out, and the plan did not say so."""
        from trueup.diff import Alter
        from trueup.postgres.ddl.declared import ignored

        if wanted.goal is None:
            return ()
        order = self.order
        found = compare.compare(order.target, wanted.goal, scope=order.scope, shadow_url=order.shadow_url)
        announced = ignored(wanted.plan.findings)
        return tuple(
            change
            for change in found.comparison.changes
            if not isinstance(change, Alter) or {(change.address, field) for field in change.fields} - announced
        )

    # -------------------------------------------------------------- the audit log

    def _record(self, event: str, run: int, plan: str, **told: object) -> None:
        if self._log is not None:
            target = {"target": self.label, "who": who()}
            self._log.append(event, **target, run=run, plan=plan, **{k: v for k, v in told.items() if v is not None})

    def _catch_up(self, run: Run, plan: Plan, done: Sequence[Noted]) -> None:
        """Note what was begun and done when there was no time left to note it."""
        assert self._log is not None
        own = {"run": run.number, "plan": run.plan, "target": self.label}.items()
        events = [event for event in self._log.events() if own <= event.items()]
        late = "noted when the run was gone on with"
        if not any(event["event"] == "begun" for event in events):
            told = {"command": run.command, "source": run.source, "goal": run.goal, "total": len(plan.statements)}
            self._record("begun", run.number, run.plan, **told, detail=late)
        known = {event.get("statement") for event in events if event["event"] == "done"}
        for one in done:
            if one.number not in known:
                told = {"statement": one.number, "sql": one.statement, "seconds": one.seconds, "rows": one.rows or None}
                self._record("done", run.number, run.plan, **told, detail=late)


# ------------------------------------------------------------------ who


def who() -> str:
    """The user of this machine, and the machine."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = str(os.getuid()) if hasattr(os, "getuid") else "unknown"
    return f"{user}@{platform.node() or 'unknown'}"
