"""SET NOT NULL that looks through the table."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import (
    added_columns,
    added_constraints,
    blocked,
    columns_of,
    commands,
    graded,
    is_unchecked,
    listed,
    who,
)
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H208", Severity.ERROR)
def not_null_that_looks(step: Step) -> Found:
    """SET NOT NULL reads every row while everybody waits.

    It reads nothing where a valid CHECK says the same. Since 18 a NOT NULL can be added NOT VALID and validated later.

    ```sql
    ALTER TABLE orders ALTER COLUMN note SET NOT NULL;  -- H208
    ```

    Instead:

    ```sql
    ALTER TABLE orders ADD CONSTRAINT note_there CHECK (note IS NOT NULL) NOT VALID;
    ALTER TABLE orders VALIDATE CONSTRAINT note_there;
    ALTER TABLE orders ALTER COLUMN note SET NOT NULL;
    ALTER TABLE orders DROP CONSTRAINT note_there;
    ```
    """
    names = [command.get("name", "") for command in commands(step, "AT_SetNotNull")]
    names += [columns_of(one) for one in added_constraints(step, "CONSTR_NOTNULL") if not is_unchecked(one)]
    computed = {"CONSTR_NOTNULL", "CONSTR_GENERATED"}
    names += [column.get("colname", "") for column, kinds in added_columns(step) if computed <= {*kinds}]
    tables = blocked(step, step.work.scans)
    if names and tables and not step.work.rewrites:
        yield Told(
            f"NOT NULL of {', '.join(names)} is looked for in every row of {listed(step, tables)} "
            f"while {who(step, tables)} wait",
            "first a CHECK (… IS NOT NULL) NOT VALID and its VALIDATE, then SET NOT NULL",
            graded(step, tables),
        )
