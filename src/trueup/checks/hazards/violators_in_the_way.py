"""Checks that rows do not fulfil."""

from __future__ import annotations

from trueup.checks import Found, check
from trueup.checks.counted import constraint_kind, in_the_way
from trueup.checks.forms import demanded, unsure
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H403", Severity.ERROR)
def violators_in_the_way(step: Step) -> Found:
    """Rows that break the check stop the statement.

    ADD CHECK and VALIDATE fail at the first row that does not fulfil it (23514), and so does a check of a domain. With
    a database at hand the rows are counted, and the query that lists them is shown.

    ```sql
    ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount > 0);  -- H403
    ```

    Instead:

    ```sql
    ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount > 0) NOT VALID;
    ```

    then correct the rows, then VALIDATE.
    """
    checks = list(demanded(step, "CONSTR_CHECK"))
    domain = step.node == "AlterDomainStmt" and bool(step.work.scans)
    validated = any(
        constraint_kind(step, one.get("name", "")) == "check" for one in unsure(step, "AT_ValidateConstraint")
    )
    uncounted = Severity.INFO if checks or domain or validated else None
    yield from in_the_way(step, ("check",), "do not fulfil the check", "correct these rows first", uncounted)
