"""A check or foreign key that goes."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import commands
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.objects import Key


@check("H314", Severity.INFO)
def rule_gone(step: Step) -> Found:
    """What it kept out is written from now on.

    Without the constraint, values that it refused get in, and it cannot be put back before they are out again. Readers
    may meet what they never met.

    ```sql
    ALTER TABLE orders DROP CONSTRAINT positive;  -- H314
    ```
    """
    for command in commands(step, "AT_DropConstraint"):
        assert step.relation is not None
        where = step.relation.child("constraint", command.get("name", ""))
        was = step.before.get(where) if step.before is not None else None
        comes_back = step.end is not None and where in step.end
        if not isinstance(was, Key) and not comes_back:
            yield Told(
                f"what {command.get('name')} kept out is written from now on", "make sure that readers can take it"
            )
