"""DROP INDEX without CONCURRENTLY."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import listed, outside
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H209", Severity.WARNING)
def drop_index_that_blocks(step: Step) -> Found:
    """Everybody waits for DROP INDEX, and it for everybody.

    It needs ACCESS EXCLUSIVE on the table: for a moment, but behind one long query it waits, and all others behind it.
    CONCURRENTLY waits without keeping others out. It is not for indexes of constraints or of partitioned tables.

    ```sql
    -- given
    CREATE TABLE orders (note text);
    CREATE INDEX orders_note ON orders (note);
    ```

    ```sql
    DROP INDEX orders_note;  -- H209
    ```

    Instead:

    ```sql
    DROP INDEX CONCURRENTLY orders_note;
    ```
    """
    if step.node != "DropStmt" or step.tree.get("removeType") != "OBJECT_INDEX" or step.tree.get("concurrent"):
        return
    tables = [lock.relation for lock in step.work.locks if lock.mode == "AccessExclusiveLock"]
    if tables or not step.work.known:
        yield Told(
            f"dropping the index needs {listed(step, tables) or 'its table'} for itself",
            outside("DROP INDEX CONCURRENTLY", step),
        )
