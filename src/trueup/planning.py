"""What differs -> the plan as it would be run: gentle statements, what each does to tables, its hazards, the way back.

What differs is ``compare``'s, applying is ``applying``'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from trueup.checks import with_hazards
from trueup.checks.step import Facts, Step
from trueup.compare import Reading, planned
from trueup.finding import Severity
from trueup.model import Schema
from trueup.statement import Plan


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """How a plan is wanted. ``gentle`` replaces statements that block; ``severities`` are those of a configuration."""

    gentle: bool = True
    severities: Mapping[str, Severity | None] = {}


def prepare(found: Reading, wish: Wish = Wish(), facts: Facts = Facts()) -> Plan:  # noqa: B008 - values
    """The plan for what was found to differ, with what each statement does and what can go wrong. Raises PlanFailed."""
    plan, before = planned(found)
    if wish.gentle:
        from trueup.postgres.online import gentle

        plan = gentle(plan, before, found.after)
    steps = list(steps_of(plan, before, found.after, facts))
    worked = [msgspec.structs.replace(one, work=step.work) for one, step in zip(plan.statements, steps, strict=True)]
    plan = msgspec.structs.replace(plan, statements=tuple(worked))
    return with_hazards(plan, steps, wish.severities)


def steps_of(plan: Plan, before: Schema, after: Schema, facts: Facts) -> Iterator[Step]:
    """Each statement of a plan in its place."""
    from trueup.postgres.blocking import work
    from trueup.postgres.parse import statements

    version = before.version or after.version
    new = frozenset(where for where in after.objects if where.parent is None and where not in before)
    for statement in plan.statements:
        (parsed,) = statements(statement.sql, "plan", version)
        yield Step(
            address=statement.address,
            parsed=parsed,
            work=statement.work or work(parsed, before, version),
            before=before,
            after=after,
            new=new,
            facts=facts,
        )
