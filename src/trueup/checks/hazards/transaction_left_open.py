"""BEGIN inside the runner's transaction, COMMIT without BEGIN."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.step import Step
from trueup.finding import Severity

_ENDS = frozenset(["TRANS_STMT_BEGIN", "TRANS_STMT_START", "TRANS_STMT_COMMIT", "TRANS_STMT_ROLLBACK"])


@check("H409", Severity.WARNING)
def transaction_left_open(step: Step) -> Found:
    """The file begins or ends a transaction that is its runner's.

    BEGIN inside a transaction only gives a warning, and the COMMIT after it ends the runner's transaction: what
    follows is on its own, and what the runner notes is, too.

    ```sql
    -- one transaction
    BEGIN;  -- H409
    ALTER TABLE orders ADD COLUMN region text;
    COMMIT;  -- H409
    ```

    Instead:

    ```sql
    -- one transaction
    ALTER TABLE orders ADD COLUMN region text;
    ```
    """
    if step.node == "TransactionStmt" and step.wrapped and step.tree.get("kind") in _ENDS:
        yield Told("the runner has its own transaction around the file", "leave BEGIN and COMMIT to the runner")
