"""ADD COLUMN whose value must be worked out for each row."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import added_columns, blocked, graded, listed, who
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.blocking.volatile import fills_rows


@check("H201", Severity.ERROR)
def column_that_fills_rows(step: Step) -> Found:
    """A new column is written into every row.

    A default that differs from row to row (random(), clock_timestamp(), gen_random_uuid(), nextval()), serial,
    identity, a stored generated column, and a domain with constraints cannot be kept beside the table: PostgreSQL
    writes the table and all its indexes anew, and keeps readers and writers out meanwhile. A constant, now() and no
    default at all cost nothing.

    ```sql
    ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();  -- H201
    ```

    Instead:

    ```sql
    ALTER TABLE orders ADD COLUMN token uuid;
    ALTER TABLE orders ALTER COLUMN token SET DEFAULT gen_random_uuid();
    -- then fill the old rows in batches
    ```
    """
    for column, kinds in added_columns(step):
        tables = blocked(step, step.work.rewrites)
        fills = fills_rows(column, kinds, step.before, step.path)
        if not tables or fills is False:
            continue
        what = "is written into every row" if fills else "may be written into every row: its default is not known"
        yield Told(
            f"column {column.get('colname')} {what} of {listed(step, tables)} while {who(step, tables)} wait",
            "add it without a default, set the default, then fill the rows in batches",
            graded(step, tables, Severity.ERROR if fills else Severity.WARNING),
        )
