"""What cannot run in a transaction, in one."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H406", Severity.ERROR)
def alone_in_a_transaction(step: Step) -> Found:
    """The statement is refused inside a transaction.

    CONCURRENTLY, VACUUM, CREATE DATABASE and the like must run on their own (25001). Most migration runners put a file
    into one transaction unless told otherwise; a file of several statements sent at once is one as well.

    ```sql
    BEGIN;
    CREATE INDEX CONCURRENTLY orders_note ON orders (note);  -- H406
    COMMIT;
    ```

    Instead:

    ```sql
    CREATE INDEX CONCURRENTLY orders_note ON orders (note);
    ```
    """
    if step.in_transaction and not step.parsed.transactional:
        yield Told(
            "it cannot run in a transaction, and is in one here (25001)",
            "put it into a migration of its own that the runner does not wrap into a transaction",
        )
