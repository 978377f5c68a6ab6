"""A partition that comes while rows are looked through."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import blocked, commands, graded, listed, who
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H212", Severity.ERROR)
def partition_that_looks(step: Step) -> Found:
    """A new partition makes PostgreSQL look through rows.

    ATTACH reads the new partition, and the default partition where there is one, under ACCESS EXCLUSIVE on them: the
    rows must belong there. A valid CHECK that says so spares the reading, on the default partition one that keeps the
    new rows out. CREATE TABLE … PARTITION OF reads the default partition the same way.

    ```sql
    ALTER TABLE readings ATTACH PARTITION readings_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');  -- H212
    ```

    Instead:

    ```sql
    -- given
    CREATE TABLE readings (at date NOT NULL) PARTITION BY RANGE (at);
    CREATE TABLE readings_2024 (at date NOT NULL);
    ```

    ```sql
    ALTER TABLE readings_2024 ADD CONSTRAINT bound CHECK (at >= '2024-01-01' AND at < '2025-01-01') NOT VALID;
    ALTER TABLE readings_2024 VALIDATE CONSTRAINT bound;
    ALTER TABLE readings ATTACH PARTITION readings_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
    ALTER TABLE readings_2024 DROP CONSTRAINT bound;
    ```
    """
    attaches = next(commands(step, "AT_AttachPartition"), None) is not None
    if not attaches and not (step.node == "CreateStmt" and "partbound" in step.tree):
        return
    tables = blocked(step)
    if tables:
        yield Told(
            f"{listed(step, tables)} is read while {who(step, tables)} wait",
            "first a valid CHECK of the bound on the partition, and one on the default partition that excludes it",
            graded(step, tables),
        )
