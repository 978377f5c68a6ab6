"""DROP DEFAULT of a column that must be given."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import column_before, commands, is_given
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.objects import Column


@check("H306", Severity.WARNING)
def default_gone(step: Step) -> Found:
    """Inserts that relied on the default fail.

    Without its default a NOT NULL column must be in every INSERT (23502); so must one that the same transaction makes
    NOT NULL.

    ```sql
    -- given
    CREATE TABLE orders (state text NOT NULL DEFAULT 'new', note text DEFAULT '');
    ```

    ```sql
    ALTER TABLE orders ALTER COLUMN state DROP DEFAULT;  -- H306
    ```

    Instead:

    ```sql
    ALTER TABLE orders ALTER COLUMN note DROP DEFAULT;
    ```
    """
    for command in commands(step, "AT_ColumnDefault", "AT_DropIdentity"):
        if command.get("subtype") == "AT_ColumnDefault" and "def" in command:
            continue
        column = column_before(step, command.get("name", ""))
        if column is None or (column.default is None and column.identity is None):
            continue
        after = step.end.get(column.address) if step.end is not None else None
        if not _is_filled(after) if isinstance(after, Column) else column.not_null:
            yield Told(
                f"inserts that do not give {column.name} fail from this moment on",
                "deploy code that gives it first, or drop NOT NULL",
            )


def _is_filled(column: Column) -> bool:
    """Whether it is filled, or may be null, in the end: the default is only out of the way."""
    return is_given(column) or not column.not_null
