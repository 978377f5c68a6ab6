"""Rows that do not belong where a new partition puts them."""

from __future__ import annotations

from trueup.checks import Found, check
from trueup.checks.counted import in_the_way
from trueup.checks.forms import commands
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H411", Severity.ERROR)
def rows_outside(step: Step) -> Found:
    """Rows outside of a partition's bound stop the statement.

    ATTACH PARTITION fails where the table has a row that its bound does not take, or the default partition one that
    belongs to the new one (23514). So does CREATE TABLE … PARTITION OF for the latter. With a database at hand the rows
    are counted, and the query that lists them is shown.

    ```sql
    ALTER TABLE readings ATTACH PARTITION readings_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');  -- H411
    ```

    Instead:

    ```sql
    CREATE TABLE readings_2024 (LIKE readings);
    ALTER TABLE readings ATTACH PARTITION readings_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
    ```
    """
    attached = bool(step.work.scans) and any(commands(step, "AT_AttachPartition"))
    created = step.node == "CreateStmt" and "partbound" in step.tree
    if attached or created:
        advice = "move these rows to where they belong first"
        uncounted = Severity.INFO if attached else None
        yield from in_the_way(step, ("bound",), "are outside of a partition's bound", advice, uncounted)
