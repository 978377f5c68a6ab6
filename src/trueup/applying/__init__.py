"""What is to be applied to a database, whether it may be, and what came of it. Running it is ``postgres.apply``'s.

A run is refused, and nothing changed, when the plan was made for another schema, when a hazard was not allowed by name,
when the database is protected and nobody said yes, and while another run is at work. A run that was interrupted is gone
on with before anything else is planned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn

import msgspec

from trueup import __version__, compare, snapshot
from trueup.applying import audit, plan_file
from trueup.applying.refusal import refuse, refuse_protected
from trueup.applying.target import Order, Target, clearly, database, held
from trueup.applying.wanted import Wanted, is_of, wanted, way_back
from trueup.errors import ApplyFailed, ConfigError, Refused, TrueupError
from trueup.postgres.apply import Event, Runner, journal
from trueup.postgres.apply.segments import Segment, segments
from trueup.project import configuration, named
from trueup.scrub import scrub
from trueup.statement import Plan

if TYPE_CHECKING:
    from trueup.diff import Change
    from trueup.postgres.apply.journal import Noted, Run

__all__ = ["Order", "Outcome", "Ready", "apply", "log", "schema_before", "undo"]


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


def apply(order: Order, tell: Tell, confirm: Confirm | None = None) -> Outcome:
    """Apply what is ordered. Raises Refused, ApplyFailed, and what reading and planning raise."""
    _can_be_read(order)
    with _at(order, tell) as work:
        run = work.unfinished()
        if order.abandon:
            return work.abandon(run)
        if run is not None:
            outcome = work.resume(run, confirm)
            if outcome.state != "done" or (order.goal is None and order.plan is None) or is_of(run, order):
                return outcome
        elif order.goal is None and order.plan is None:
            raise Refused(
                "no run was interrupted here", where=work.target.label, help="say what to apply: TO, or --plan FILE"
            )
        try:
            outcome = work.begin(wanted(work.target), confirm)
        except TrueupError as problem:
            if run is not None:
                problem.message = f"run {run.number}, which was interrupted, is finished; but then: {problem.message}"
            raise
        return msgspec.structs.replace(outcome, resumed=None if run is None else run.number)


def undo(order: Order, tell: Tell, confirm: Confirm | None = None) -> Outcome:
    """Take the last applied plan back. Raises Refused, ApplyFailed, and what reading and planning raise."""
    with _at(order, tell) as work:
        run = work.unfinished()
        if run is not None and run.command == "undo":
            return work.resume(run, confirm)
        return work.begin(way_back(work.target), confirm)


def log(target: str, limit: int = 20) -> list[tuple[Run, list[Noted]]]:
    """The newest runs of a database, each with its statements. Raises ConfigError, ConnectionFailed, Refused."""
    from trueup.postgres.connect import connect

    source = database(target, configuration())
    with connect(source.url) as conn, clearly(source.label):
        return [(run, journal.steps(conn, run.number)) for run in journal.runs(conn, limit)]


def schema_before(target: str, run: int) -> str:
    """The schema before a run of a database, as a snapshot. Raises ConfigError, ConnectionFailed, Refused."""
    from trueup.postgres.connect import connect

    source = database(target, configuration())
    with connect(source.url) as conn, clearly(source.label):
        if run not in {one.number for one in journal.runs(conn)}:
            raise ConfigError(f"there is no run {run} in {source.label}", help="`trueup log` lists them")
        return journal.stored(conn, run)[1]


# ------------------------------------------------------------------ the work


def _can_be_read(order: Order) -> None:
    """What is asked for is looked at before an interrupted run is gone on with."""
    if order.plan is not None:
        plan_file.read(order.plan)
    elif order.goal is not None:
        named(order.goal, configuration())


@contextmanager
def _at(order: Order, tell: Tell) -> Iterator[_Work]:
    """The target, held against others, and the audit log."""
    config = configuration()
    database(order.target, config)
    log = None if order.rehearse else audit.Log(audit.place(config, order.audit))
    try:
        with held(order, config) as target:
            yield _Work(target, audit.Record(log, target.label), tell)
    finally:
        if log is not None:
            log.close()


class _Work:
    """One order being carried out in one database."""

    def __init__(self, target: Target, record: audit.Record, tell: Tell) -> None:
        self.target = target
        self._record = record
        self._tell = tell

    def unfinished(self) -> Run | None:
        return self.target.ask(journal.unfinished)

    def abandon(self, run: Run | None) -> Outcome:
        """Give an interrupted run up: what was done of it stays."""
        if run is None:
            raise Refused("no run was interrupted here: there is nothing to abandon", where=self.target.label)
        if not self.target.order.rehearse:
            self._record.note("abandoned", run.number, run.plan)
            self.target.ask(journal.ended, run.number, "abandoned")
        return Outcome(state="abandoned", run=run.number)

    def resume(self, run: Run, confirm: Confirm | None) -> Outcome:
        """Go on with an interrupted run."""
        document, _ = self.target.ask(journal.stored, run.number)
        plan = plan_file.parse(document, f"run {run.number}").plan
        noted = self.target.ask(journal.steps, run.number)
        ready = self._ready(run.command, run.source, run.goal, plan, run.undoes)
        done = [one for one in noted if one.state == "done"]
        ready = msgspec.structs.replace(ready, resumes=run.number, done=len(done))
        refuse_protected(self.target)
        if self.target.order.rehearse:
            return Outcome(state="rehearsed", plan=plan, ready=ready)
        if not self._asked(ready, confirm):
            return Outcome(state="declined", plan=plan, ready=ready)
        self._record.catch_up(run, len(plan.statements), done)
        self.target.ask(journal.again, run.number)
        return self._carry_out(run.number, plan, ready)

    def begin(self, wanted: Wanted, confirm: Confirm | None) -> Outcome:
        """Begin a run, unless something speaks against it."""
        ready = self._ready(wanted.command, wanted.source, wanted.to, wanted.plan, wanted.undoes)
        if not wanted.plan:
            if wanted.undoes is not None and not self.target.order.rehearse:
                return self._nothing_left(wanted, ready)
            return Outcome(state="nothing", plan=wanted.plan, ready=ready)
        refuse(self.target, wanted)
        if self.target.order.rehearse:
            return Outcome(state="rehearsed", plan=wanted.plan, ready=ready)
        if not self._asked(ready, confirm):
            return Outcome(state="declined", plan=wanted.plan, ready=ready)
        self.target.ask(journal.create)
        number = self._enter(wanted)
        outcome = self._carry_out(number, wanted.plan, ready)
        try:
            return msgspec.structs.replace(outcome, left=self._left(wanted))
        except TrueupError as problem:
            return msgspec.structs.replace(outcome, unchecked=problem.message)

    def _nothing_left(self, wanted: Wanted, ready: Ready) -> Outcome:
        """There is nothing to take back: the run that is to be undone changed nothing, or was taken back by hand."""
        number = self._enter(wanted)
        return self._carry_out(number, wanted.plan, ready)

    def _asked(self, ready: Ready, confirm: Confirm | None) -> bool:
        return self.target.order.yes or confirm is None or confirm(ready)

    # -------------------------------------------------------------- doing it

    def _ready(self, command: str, source: str, goal: str, plan: Plan, undoes: int | None) -> Ready:
        made = segments(plan.statements, self.target.held.conn.info.server_version)
        return Ready(command=command, source=source, goal=goal, plan=plan, segments=made, undoes=undoes)

    def _enter(self, wanted: Wanted) -> int:
        from trueup.postgres.introspect import read

        entry = journal.Entry(
            plan=wanted.plan.identity,
            command=wanted.command,
            undoes=wanted.undoes,
            source=wanted.source,
            goal=wanted.to,
            who=audit.who(),
            version=__version__,
            fingerprint=wanted.fingerprint,
            document=wanted.document,
            before=snapshot.write(self.target.ask(read)),
        )
        return self.target.ask(journal.begin, entry, [scrub(step.said) for step in wanted.plan.statements])

    def _carry_out(self, number: int, plan: Plan, ready: Ready) -> Outcome:
        identity = plan.identity

        def tell(event: Event) -> None:
            sql = plan.statements[event.number - 1].said if event.number is not None else None
            told = {name: value for name, value in msgspec.structs.asdict(event).items() if value is not None}
            self._record.note(told.pop("what"), number, identity, statement=told.pop("number", None), sql=sql, **told)
            self._tell(event)

        runner = Runner(self.target.held, number, plan, self.target.order.limits, tell)
        try:
            event, told = _beginning(ready)
            self._record.note(event, number, identity, **told)
            runner.go()
            result = self.target.fingerprint()
            # Noted here first: should we be killed in between, the run is gone on with and ends once more.
            self._record.note("finished", number, identity, total=len(plan.statements))
        except (ApplyFailed, ConfigError) as problem:
            self._stopped(problem, number, plan, runner.done)
        except KeyboardInterrupt:
            self._record.note("stopped", number, identity, error="interrupted")
            raise KeyboardInterrupt(self._interrupted(ready, runner.done)) from None
        self.target.ask(journal.ended, number, "done", result)
        return Outcome(state="done", plan=plan, run=number, ready=ready)

    def _stopped(self, problem: ApplyFailed | ConfigError, number: int, plan: Plan, done: int) -> NoReturn:
        """A run that cannot be gone on with now; an audit log that cannot be written any more is a reason too."""
        total = len(plan.statements)
        if isinstance(problem, ConfigError):
            advice = "When it can be, `trueup apply` on the same target goes on from here"
            raise ApplyFailed(problem.message, where=problem.where, help=advice, done=done, total=total) from None
        with suppress(ConfigError):
            self._record.note("stopped", number, plan.identity, error=problem.message, done=done, total=total)
        problem.where = problem.where or self.target.label
        raise problem

    def _interrupted(self, ready: Ready, done: int) -> str:
        back = f", `trueup undo {self.target.label}` takes them back" if ready.command == "apply" and done else ""
        return (
            f"{done} of {len(ready.plan.statements)} statements are done and stay done:"
            f" `trueup apply {self.target.label}` goes on from here{back}."
        )

    def _left(self, wanted: Wanted) -> tuple[Change, ...]:
        """What differs from the goal though the plan was carried out, and the plan did not say so."""
        from trueup.diff import Alter
        from trueup.postgres.ddl.unreachable import unreached

        if wanted.goal is None:
            return ()
        order = self.target.order
        found = compare.compare(order.target, wanted.goal, scope=order.scope, shadow_url=order.shadow_url)
        announced = unreached(wanted.plan.findings)
        return tuple(
            change
            for change in found.comparison.changes
            if not isinstance(change, Alter) or {(change.address, field) for field in change.fields} - announced
        )


def _beginning(ready: Ready) -> tuple[str, dict[str, object]]:
    """The event of the audit log that a run is begun or gone on with by."""
    total = len(ready.plan.statements)
    if ready.resumes is not None:
        return "resumed", {"done": ready.done, "total": total}
    return "begun", {"command": ready.command, "source": ready.source, "goal": ready.goal, "total": total}
