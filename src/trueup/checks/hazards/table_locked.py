"""LOCK TABLE."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import listed, who
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.statement import MODES


@check("H219", Severity.WARNING)
def table_locked(step: Step) -> Found:
    """A table is locked by hand.

    LOCK TABLE without a mode takes ACCESS EXCLUSIVE: readers wait until the transaction ends. Set a lock_timeout, and
    do nothing long afterwards.

    ```sql
    LOCK TABLE orders;  -- H219
    ```

    Instead:

    ```sql
    LOCK TABLE orders IN ROW EXCLUSIVE MODE;
    ```
    """
    strong = [one for one in step.work.locks if MODES.index(one.mode) >= MODES.index("ShareLock")]
    if step.node == "LockStmt" and strong:
        tables = [one.relation for one in strong]
        yield Told(
            f"{who(step, tables)} of {listed(step, tables)} wait until the transaction ends",
            "a weaker mode, or none: statements lock what they need",
        )
