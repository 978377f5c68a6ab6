"""A new column that must be given."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import added_columns, is_required
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H304", Severity.WARNING)
def required_column(step: Step) -> Found:
    """Inserts of code that does not know the column fail.

    A column that is NOT NULL without a default must be in every INSERT from this moment on (23502). Give it a default,
    or add it nullable, deploy code that fills it, and set NOT NULL last.

    ```sql
    ALTER TABLE orders ADD COLUMN region text NOT NULL;  -- H304
    ```

    Instead:

    ```sql
    ALTER TABLE orders ADD COLUMN region text NOT NULL DEFAULT 'north';
    ```
    """
    for column, kinds in added_columns(step):
        if is_required(column, kinds):
            yield Told(
                f"inserts that do not give {column.get('colname')} fail from this moment on",
                "give it a default, or set NOT NULL once all code fills it",
            )
