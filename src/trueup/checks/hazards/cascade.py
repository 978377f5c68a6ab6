"""DROP … CASCADE."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import commands
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H108", Severity.ERROR)
def cascade(step: Step) -> Found:
    """CASCADE drops what is not named.

    Whatever depends on the object goes along: views, foreign keys, columns of a dropped type, all tables of a schema,
    and what depends on those. The list is only known when the statement runs. Name what is to go.

    ```sql
    DROP TYPE mood CASCADE;  -- H108
    ```

    Instead:

    ```sql
    DROP TYPE mood;
    ```
    """
    here = step.node == "DropStmt" and step.tree.get("behavior") == "DROP_CASCADE"
    here = here or any(
        one.get("behavior") == "DROP_CASCADE" for one in commands(step, "AT_DropColumn", "AT_DropConstraint")
    )
    if here and not (step.relation is not None and step.is_new(step.relation)):
        yield Told(
            "whatever depends on it is dropped along, unnamed", "drop what depends on it by name, without CASCADE"
        )
