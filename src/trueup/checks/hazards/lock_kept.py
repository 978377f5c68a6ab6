"""Long work while an earlier statement's lock is still held."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import blocked, graded, listed
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.statement import MODES


@check("H217", Severity.ERROR)
def lock_kept(step: Step) -> Found:
    """A lock is kept while a later statement of the transaction works.

    Locks last until the transaction ends. A short ALTER TABLE keeps everybody out for as long as the reading, writing
    or index build after it takes; NOT VALID and VALIDATE in one transaction are no better than neither. End the
    transaction between them.

    ```sql
    BEGIN;
    ALTER TABLE orders ADD COLUMN region text;
    UPDATE orders SET region = 'north' WHERE region IS NULL;  -- H217
    COMMIT;
    ```

    Instead:

    ```sql
    BEGIN;
    ALTER TABLE orders ADD COLUMN region text;
    COMMIT;
    UPDATE orders SET region = 'north' WHERE region IS NULL AND id BETWEEN 1 AND 5000;
    ```
    """
    long = set(step.work.long)
    if step.node in ("UpdateStmt", "DeleteStmt") and step.relation is not None and not step.is_new(step.relation):
        long.add(step.relation)
    kept = [one for one in step.held if MODES.index(one.mode) >= MODES.index("ShareLock")]
    if not step.in_transaction or not long or not kept or blocked(step):
        return  # what blocks by itself is told by another check, and no better for being alone
    own = {one.relation for one in step.work.locks if one.mode == "AccessExclusiveLock"}
    kept = [one for one in kept if one.relation not in own]
    if kept:
        tables = [one.relation for one in kept]
        modes = {one.mode for one in kept}
        waits = "readers and writers" if "AccessExclusiveLock" in modes else "writers"
        yield Told(
            f"{waits} of {listed(step, tables)} wait until it is done: "
            f"the transaction still holds the lock of an earlier statement",
            "end the transaction before it",
            graded(step, sorted(long)),
        )
