"""An enum's new value used in the transaction that adds it."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H407", Severity.ERROR)
def new_value_used(step: Step) -> Found:
    """A new value of an enum cannot be used in the transaction that adds it.

    ADD VALUE is only visible after its transaction has ended (55P04), also as a default or in a check. Since 17 a
    value of a type that the same transaction made can be used.

    ```sql
    BEGIN;
    ALTER TYPE mood ADD VALUE 'great';
    UPDATE people SET mood = 'great' WHERE id = 1;  -- H407
    COMMIT;
    ```

    Instead:

    ```sql
    ALTER TYPE mood ADD VALUE 'great';
    UPDATE people SET mood = 'great' WHERE id = 1;
    ```
    """
    if not step.in_transaction or not step.added_values or step.parsed.adds_enum_value:
        return
    used = [one for one in step.added_values if f"'{one}'" in step.parsed.sql]
    if used:
        yield Told(
            f"'{used[0]}' was added in the same transaction and cannot be used in it (55P04)",
            "add the value in a migration of its own, before this one",
        )
