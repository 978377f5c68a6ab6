"""A strong lock in a script without a lock_timeout."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import listed
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.statement import MODES


@check("H221", Severity.INFO)
def lock_timeout_missing(step: Step) -> Found:
    """Nothing ends the wait for a lock.

    A statement that waits for a strong lock makes all others wait behind it, readers too, for as long as any old
    transaction lives. With lock_timeout it gives up and can be tried again. `trueup apply` sets it by itself; a
    migration runner does not. Told once for a file.

    ```sql
    ALTER TABLE orders ADD COLUMN region text;  -- H221
    ```

    Instead:

    ```sql
    SET lock_timeout = '2s';
    ALTER TABLE orders ADD COLUMN region text;
    ```
    """
    if step.lock_timeout is not None or step.after is not None or not step.first_lock:
        return
    tables = [one.relation for one in step.work.locks if MODES.index(one.mode) >= MODES.index("ShareLock")]
    if tables:
        yield Told(
            f"nothing ends the wait for {listed(step, tables)}, and others wait behind it",
            "SET lock_timeout = '2s' before it, and try again when it runs out",
        )
