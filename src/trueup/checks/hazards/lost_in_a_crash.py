"""SET UNLOGGED."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import commands
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H604", Severity.WARNING)
def lost_in_a_crash(step: Step) -> Found:
    """The rows do not survive a crash.

    An unlogged table is emptied when the server was not shut down cleanly, and standbys do not have it.

    ```sql
    ALTER TABLE orders SET UNLOGGED;  -- H604
    ```
    """
    for _ in commands(step, "AT_SetUnLogged"):
        yield Told("a crash empties the table, and standbys do not have its rows", "keep it logged")
