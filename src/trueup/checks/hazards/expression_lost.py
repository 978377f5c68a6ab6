"""DROP EXPRESSION and DROP IDENTITY."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import commands
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H603", Severity.WARNING)
def expression_lost(step: Step) -> Found:
    """There is no way back but writing the table anew.

    DROP EXPRESSION makes a generated column a plain one: its values stay and no longer follow. To have it generated
    again, it must be dropped and added, which writes every row. DROP IDENTITY drops the sequence with its position.

    ```sql
    ALTER TABLE orders ALTER COLUMN total DROP EXPRESSION;  -- H603
    ```
    """
    for command in commands(step, "AT_DropExpression", "AT_DropIdentity"):
        name = command.get("name")
        if command["subtype"] == "AT_DropExpression":
            yield Told(
                f"{name} no longer follows its expression, and cannot be made to without writing every row", None
            )
        elif step.after is None:
            yield Told(f"the sequence of {name} is dropped with its position", "note its last value first")
