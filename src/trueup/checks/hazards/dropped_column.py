"""DROP COLUMN."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import commands
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H102", Severity.ERROR)
def dropped_column(step: Step) -> Found:
    """Dropping a column loses its values.

    The statement drops a column and what is in it. PostgreSQL does this at once and gives no way back.

    A column that was renamed looks like one dropped and one created: write ALTER TABLE … RENAME COLUMN instead.
    Otherwise first deploy code that does not mention the column, then drop it.

    ```sql
    ALTER TABLE orders DROP COLUMN note;  -- H102
    ```
    """
    for command in commands(step, "AT_DropColumn"):
        assert step.relation is not None
        where = step.relation.child("column", command.get("name", ""))
        if where not in step.new and (step.after is None or step.before is None or where in step.before):
            yield Told(
                "dropping the column loses its values", "stop reading it first, or rename it away", address=where
            )
