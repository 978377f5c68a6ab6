"""ALTER EXTENSION … UPDATE."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H805", Severity.WARNING)
def extension_updated(step: Step) -> Found:
    """An extension's own script changes the database.

    It may lock tables and write them anew, change functions that indexes were made with, and need its library of the
    same version on the server. Read its release notes.

    ```sql
    ALTER EXTENSION postgis UPDATE;  -- H805
    ```
    """
    if step.node == "AlterExtensionStmt":
        yield Told(
            f"the script of {step.tree.get('extname')} runs: what it does is not known", "read its release notes first"
        )
