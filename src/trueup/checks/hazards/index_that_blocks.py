"""CREATE INDEX without CONCURRENTLY."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import blocked, graded, listed, outside
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H204", Severity.ERROR)
def index_that_blocks(step: Step) -> Found:
    """Writers wait while an index is built.

    CREATE INDEX holds a SHARE lock on the table until it has read it all; on a partitioned table, on all partitions.
    CONCURRENTLY takes longer and keeps nobody out. It cannot run in a transaction, and when it fails it leaves an
    invalid index that must be dropped. On a partitioned table, make the index ON ONLY the parent, one CONCURRENTLY on
    each partition, and attach them.

    ```sql
    CREATE INDEX orders_note ON orders (note);  -- H204
    ```

    Instead:

    ```sql
    CREATE INDEX CONCURRENTLY orders_note ON orders (note);
    ```
    """
    tables = blocked(step, step.work.builds) if step.node == "IndexStmt" else ()
    if tables:
        yield Told(
            f"building the index keeps writers out of {listed(step, tables)}",
            outside("CREATE INDEX CONCURRENTLY", step),
            graded(step, tables),
        )
