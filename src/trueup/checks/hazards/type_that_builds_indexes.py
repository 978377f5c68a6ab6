"""ALTER COLUMN TYPE that keeps the rows, and reads them all or builds indexes."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import blocked, commands, graded, listed, who
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H203", Severity.ERROR)
def type_that_builds_indexes(step: Step) -> Found:
    """A change of type reads every row or builds indexes again.

    The rows stay as they are stored, but an index sorts by other rules now (another collation, citext, a timestamp
    with a time zone), is on an expression or has a condition, or a check or foreign key has to hold for the new type:
    readers and writers wait while the table is read.

    ```sql
    -- given
    CREATE TABLE people (name varchar(20), tag varchar(20));
    CREATE INDEX people_lower ON people (lower(name));
    ```

    ```sql
    ALTER TABLE people ALTER COLUMN name TYPE varchar(50);  -- H203
    ```

    Instead:

    ```sql
    DROP INDEX CONCURRENTLY people_lower;
    ALTER TABLE people ALTER COLUMN name TYPE varchar(50);
    CREATE INDEX CONCURRENTLY people_lower ON people (lower(name));
    ```
    """
    for command in commands(step, "AT_AlterColumnType"):
        tables = blocked(step)
        if tables and not step.work.rewrites:
            yield Told(
                f"changing the type of {command.get('name')} reads {listed(step, tables)} or builds indexes "
                f"while {who(step, tables)} wait",
                "drop the index or check first, and make it again afterwards: CONCURRENTLY, NOT VALID",
                graded(step, tables),
            )
