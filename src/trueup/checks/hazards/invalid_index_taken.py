"""CREATE INDEX CONCURRENTLY IF NOT EXISTS."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H408", Severity.WARNING)
def invalid_index_taken(step: Step) -> Found:
    """IF NOT EXISTS takes an invalid index for the index.

    A build that failed leaves an invalid index of that name; the next run then does nothing, and says so. Drop the
    index first, CONCURRENTLY and IF EXISTS, and make it without.

    ```sql
    CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_note ON orders (note);  -- H408
    ```

    Instead:

    ```sql
    DROP INDEX CONCURRENTLY IF EXISTS orders_note;
    CREATE INDEX CONCURRENTLY orders_note ON orders (note);
    ```
    """
    if step.node == "IndexStmt" and step.tree.get("concurrent") and step.tree.get("if_not_exists"):
        yield Told(
            "an invalid index of that name, left by a build that failed, is taken for it",
            "DROP INDEX CONCURRENTLY IF EXISTS first, then CREATE without IF NOT EXISTS",
        )
