"""REINDEX without CONCURRENTLY."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import blocked, graded, listed, outside
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.sql.nodes import is_on, option


@check("H210", Severity.ERROR)
def reindex_that_blocks(step: Step) -> Found:
    """Writers, and readers that could use the index, wait for REINDEX.

    It holds SHARE on the table and ACCESS EXCLUSIVE on the index while it builds.

    ```sql
    REINDEX TABLE orders;  -- H210
    ```

    Instead:

    ```sql
    REINDEX TABLE CONCURRENTLY orders;
    ```
    """
    tables = blocked(step) if step.node == "ReindexStmt" else ()
    whole = (
        step.node == "ReindexStmt"
        and not step.work.locks
        and not is_on(option(step.tree.get("params"), "concurrently"))
    )
    if tables or whole:
        yield Told(
            f"REINDEX keeps writers out of {listed(step, tables) or 'every table it gets to'}",
            outside("REINDEX … CONCURRENTLY", step),
            graded(step, tables) if tables else None,
        )
