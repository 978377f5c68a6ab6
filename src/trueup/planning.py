"""What differs -> the plan as it would be run: gentle statements, what each does to tables, its hazards, the way back.

What differs is ``compare``'s, applying is ``applying``'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import msgspec

from trueup.checks import with_hazards
from trueup.checks.step import Step
from trueup.compare import Reading, planned
from trueup.finding import Severity
from trueup.formats.live import Live
from trueup.model import Schema
from trueup.postgres.stats import Counting
from trueup.statement import Plan


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """How a plan is wanted. ``gentle`` replaces statements that block, ``counting`` says which rows of the target are
    counted, ``severities`` are those of a configuration.
    """

    gentle: bool = True
    counting: Counting = "cheap"
    severities: Mapping[str, Severity | None] = {}


def prepare(found: Reading, wish: Wish = Wish()) -> Plan:  # noqa: B008 - a value
    """The plan for what was found to differ, with what each statement does and what can go wrong.

    Where FROM is a database it is asked how large its tables are and how many rows stand in the way. Raises PlanFailed,
    ConnectionFailed.
    """
    plan, before = planned(found)
    if wish.gentle:
        from trueup.postgres.online import gentle

        plan = gentle(plan, before, found.after)
    if not plan.statements:
        return plan
    steps = _with_facts(list(steps_of(plan, before, found.after)), found.target, wish.counting)
    worked = [msgspec.structs.replace(one, work=step.work) for one, step in zip(plan.statements, steps, strict=True)]
    plan = msgspec.structs.replace(plan, statements=tuple(worked))
    return with_hazards(plan, steps, wish.severities)


def _with_facts(steps: list[Step], target: Live | None, counting: Counting) -> list[Step]:
    """The same statements with what the target says of their tables."""
    if target is None:
        return steps
    from trueup.postgres.connect import connect
    from trueup.postgres.stats import facts

    with connect(target.url) as conn:
        known = facts(conn, steps, counting)
    return [replace(step, facts=known) for step in steps]


def steps_of(plan: Plan, before: Schema, after: Schema) -> Iterator[Step]:
    """Each statement of a plan in its place."""
    from trueup.postgres.blocking import works
    from trueup.postgres.parse import statements

    version = before.version or after.version
    new = frozenset(where for where in after.objects if where.parent is None and where not in before)
    script = [parsed for one in plan.statements for parsed in statements(one.sql, "plan", version)]
    for statement, parsed, work in zip(plan.statements, script, works(script, before, version), strict=True):
        yield Step(
            address=statement.address,
            parsed=parsed,
            work=statement.work or work,
            before=before,
            after=after,
            new=new,
        )
