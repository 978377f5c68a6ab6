"""DROP DATABASE."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H109", Severity.ERROR)
def dropped_database(step: Step) -> Found:
    """A whole database is dropped.

    ```sql
    DROP DATABASE shop;  -- H109
    ```
    """
    if step.node == "DropdbStmt":
        yield Told(f"database {step.tree.get('dbname')} is lost with everything in it", "do it by hand, after a backup")
