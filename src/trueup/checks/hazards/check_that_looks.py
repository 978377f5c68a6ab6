"""A check that is held against every row at once."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import added_columns, added_constraints, blocked, graded, is_unchecked, listed, who
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H207", Severity.ERROR)
def check_that_looks(step: Step) -> Found:
    """A check is held against every row while everybody waits.

    ADD CHECK reads the whole table under ACCESS EXCLUSIVE, also when it comes with a new column whose values are all
    null. NOT VALID only holds new rows to it, and VALIDATE, later and in a transaction of its own, stops nobody.

    ```sql
    ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount > 0);  -- H207
    ```

    Instead:

    ```sql
    ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount > 0) NOT VALID;
    ALTER TABLE orders VALIDATE CONSTRAINT positive;
    ```
    """
    found = [one for one in added_constraints(step, "CONSTR_CHECK") if not is_unchecked(one)]
    found += [kinds["CONSTR_CHECK"] for _, kinds in added_columns(step) if "CONSTR_CHECK" in kinds]
    tables = blocked(step, step.work.scans)
    for constraint in found if not step.work.rewrites and tables else ():
        name = constraint.get("conname")
        yield Told(
            f"check {name + ' ' if name else ''}is held against every row of {listed(step, tables)} "
            f"while {who(step, tables)} wait",
            "add it NOT VALID, then VALIDATE CONSTRAINT in a transaction of its own",
            graded(step, tables),
        )
