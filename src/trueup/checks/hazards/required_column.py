"""A new column that must be given."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import added_columns, is_given, is_required
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.objects import Column


@check("H304", Severity.WARNING)
def required_column(step: Step) -> Found:
    """Inserts of code that does not know the column fail.

    A column that is NOT NULL without a default must be in every INSERT from this moment on (23502), also where the same
    transaction first fills it. Give it a default, or add it nullable, deploy code that fills it, and set NOT NULL last.

    ```sql
    ALTER TABLE orders ADD COLUMN region text NOT NULL;  -- H304
    ```

    Instead:

    ```sql
    ALTER TABLE orders ADD COLUMN region text NOT NULL DEFAULT 'north';
    ```
    """
    for column, kinds in added_columns(step):
        end = _in_the_end(step, column.get("colname", ""))
        if is_required(column, kinds) if end is None else end.not_null and not is_given(end):
            yield Told(
                f"inserts that do not give {column.get('colname')} fail from this moment on",
                "give it a default, or set NOT NULL once all code fills it",
            )


def _in_the_end(step: Step, name: str) -> Column | None:
    """What becomes of the new column before others see it, where that is known."""
    if step.end is None or step.relation is None:
        return None
    found = step.end.get(step.relation.child("column", name))
    return found if isinstance(found, Column) else None
