"""DROP TABLE."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import called, dropped
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H101", Severity.ERROR)
def dropped_table(step: Step) -> Found:
    """Dropping a table loses its rows.

    The statement drops a table, and with it all its rows, indexes, constraints, triggers and policies.

    A table that was renamed looks like one dropped and one created: in that case write ALTER TABLE … RENAME TO
    instead. Otherwise make sure that nothing reads it any more, keep a copy (pg_dump -t), or rename it out of the way
    for a while before it is dropped.

    ```sql
    DROP TABLE orders;  -- H101
    ```
    """
    for where in dropped(step, "OBJECT_TABLE"):
        if not step.is_new(where):
            yield Told(
                f"dropping {called(step, where)} loses all its rows",
                "back it up, or rename it away first",
                address=where,
            )
