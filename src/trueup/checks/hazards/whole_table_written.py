"""An UPDATE or DELETE of a whole table."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import called, graded
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H218", Severity.WARNING)
def whole_table_written(step: Step) -> Found:
    """All rows of a table are changed in one statement.

    Every row stays locked, and none of the old versions can be cleaned away, until the transaction ends; replicas fall
    behind. Change some thousand rows at a time, each time in a transaction of its own.

    ```sql
    UPDATE orders SET region = 'north';  -- H218
    ```

    Instead:

    ```sql
    UPDATE orders SET region = 'north' WHERE region IS NULL AND id BETWEEN 1 AND 5000;
    ```
    """
    if step.node not in ("UpdateStmt", "DeleteStmt") or step.relation is None or step.is_new(step.relation):
        return
    if "whereClause" not in step.tree and "fromClause" not in step.tree and "usingClause" not in step.tree:
        what = "changed" if step.node == "UpdateStmt" else "deleted"
        yield Told(
            f"all rows of {called(step, step.relation)} are {what} in one transaction",
            "do it in batches by the primary key",
            None if graded(step, [step.relation]) is Severity.ERROR else Severity.INFO,
        )
