"""DETACH PARTITION without CONCURRENTLY."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import commands, listed, outside
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.sql.nodes import inside


@check("H213", Severity.WARNING)
def detach_that_blocks(step: Step) -> Found:
    """Everybody waits for DETACH PARTITION.

    It needs ACCESS EXCLUSIVE on the partitioned table and the partition: for a moment, but behind one long query it
    waits, and all others behind it. CONCURRENTLY (since 14, and not where there is a default partition) waits without
    keeping others out.

    ```sql
    ALTER TABLE readings DETACH PARTITION readings_2020;  -- H213
    ```

    Instead:

    ```sql
    ALTER TABLE readings DETACH PARTITION readings_2020 CONCURRENTLY;
    ```
    """
    for command in commands(step, "AT_DetachPartition"):
        if not inside(command.get("def")).get("concurrent"):
            tables = [one.relation for one in step.work.locks if one.mode == "AccessExclusiveLock"]
            yield Told(
                f"detaching needs {listed(step, tables)} for itself",
                outside("DETACH PARTITION … CONCURRENTLY", step),
            )
