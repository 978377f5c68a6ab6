"""DROP NOT NULL."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import commands
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H308", Severity.INFO)
def nulls_possible(step: Step) -> Found:
    """Readers may meet nulls they never met.

    Code whose types say that the value is always there fails when it is not.

    ```sql
    ALTER TABLE orders ALTER COLUMN note DROP NOT NULL;  -- H308
    ```
    """
    for command in commands(step, "AT_DropNotNull"):
        yield Told(f"{command.get('name')} may be null from now on", "make sure that readers can take it")
