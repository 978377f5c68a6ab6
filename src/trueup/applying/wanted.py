"""Which plan is to be carried out in a database: one that was written down, one made now, or the way back."""

from __future__ import annotations

from typing import NamedTuple

from trueup import compare, snapshot
from trueup.applying import plan_file
from trueup.applying.target import Order, Target
from trueup.comparison import Side
from trueup.errors import Refused
from trueup.planning import half_way, prepare
from trueup.postgres.apply import journal
from trueup.postgres.apply.journal import Run
from trueup.project.sources import shadow_url
from trueup.renaming import answerable, with_answers
from trueup.statement import Plan


class Wanted(NamedTuple):
    """A plan for a schema of this ``fingerprint``; ``goal`` is None where it is not known what is to come of it."""

    command: str
    plan: Plan
    source: str
    to: str
    fingerprint: str
    document: str
    undoes: int | None = None
    goal: str | None = None


def wanted(target: Target) -> Wanted:
    """The plan that was written down, or one made now."""
    order = target.order
    now = target.fingerprint()
    if order.plan is not None:
        return _written(plan_file.read(order.plan), now, target, order.plan)
    assert order.goal is not None
    found = compare.compare(order.target, order.goal, scope=order.scope, shadow_url=order.shadow_url, needs=True)
    found = with_answers(found, order.renames, order.drops)
    plan = prepare(found, target.wish())
    sides = found.comparison.before, found.comparison.after
    document = _document(plan, *sides, now)
    goal = None if half_way(found, target.wish()) else order.goal
    return Wanted("apply", plan, sides[0].label, sides[1].label, now, document, goal=goal)


def _written(found: plan_file.PlanFile, now: str, target: Target, file: str) -> Wanted:
    if found.fingerprint is None:
        raise Refused(
            f"the plan was made for {found.before.label}, which is no database",
            where=file,
            help=f"make it for this one: trueup plan {target.label} TO --format json -o {file}",
        )
    if found.fingerprint != now:
        last = next(iter(target.ask(journal.runs, 1)), None)
        if last is not None and last.state == "done" and (last.plan, last.result) == (found.plan.identity, now):
            return Wanted("apply", Plan(), found.before.label, found.after.label, now, found.text)
        raise Refused(
            f"the plan is stale: the schema of {target.label} is not the one it was made for",
            where=file,
            help=f"make it again and look at it: trueup plan {target.label} TO --format json -o {file}",
        )
    return Wanted("apply", found.plan, found.before.label, found.after.label, now, found.text)


def is_of(run: Run, order: Order) -> bool:
    """Whether a run is that of the plan that is asked for."""
    return order.plan is not None and plan_file.read(order.plan).plan.identity == run.plan


def way_back(target: Target) -> Wanted:
    """The plan from what is there to what was there before the last applied plan."""
    from trueup.formats.snapshot import Kept

    last = target.ask(journal.last_applied)
    if last is None:
        raise Refused("nothing was applied here that could be taken back", where=target.label)
    now = target.fingerprint()
    if last.result not in (None, now):
        raise Refused(
            f"the schema was changed after run {last.number}: going back to before it would undo that too",
            where=target.label,
            help="`trueup log` shows the runs; `trueup log --before N -o FILE` writes the schema before one, and"
            " `trueup plan` shows the way there",
        )
    document, before = target.ask(journal.stored, last.number)
    label = f"before run {last.number}"
    goal = Kept(snapshot.parse(before, label), label)
    shadow = target.order.shadow_url or shadow_url(target.config)
    found = compare.compare_sources(
        target.source, goal, shadow_url=shadow, stand_ins=target.config.shadow.stand_ins, needs=True
    )
    back = {now: was for was, now in plan_file.parse(document).plan.renames.items()}
    found = with_answers(found, answerable(found, back), ())
    plan = prepare(found, target.wish())
    sides = found.comparison.before, found.comparison.after
    return Wanted("undo", plan, sides[0].label, label, now, _document(plan, *sides, now), undoes=last.number)


def _document(plan: Plan, before: Side, after: Side, fingerprint: str) -> str:
    from trueup.output import json_text
    from trueup.reports.json import plan as as_json

    return json_text(as_json(plan, before, after, made_for=fingerprint))
