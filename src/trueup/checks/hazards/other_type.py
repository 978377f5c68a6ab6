"""ALTER COLUMN TYPE that code notices."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import column_before, commands
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.blocking import types
from trueup.postgres.objects import Column
from trueup.postgres.sql.nodes import inside


@check("H307", Severity.WARNING)
def other_type(step: Step) -> Found:
    """Code gets values of another type.

    Drivers give another class (bigint is text in JavaScript, numeric is Decimal in Python), comparisons with columns
    of the old type may fail, and statements that were prepared before fail once (0A000, "cached plan must not change
    result type"): connections must be opened anew. Varchar to a longer one or to text is not noticed.

    ```sql
    -- given
    CREATE TABLE orders (number text, note varchar(20));
    ```

    ```sql
    ALTER TABLE orders ALTER COLUMN number TYPE bigint USING number::bigint;  -- H307
    ```

    Instead:

    ```sql
    ALTER TABLE orders ALTER COLUMN note TYPE varchar(50);
    ```
    """
    for command in commands(step, "AT_AlterColumnType"):
        name = command.get("name", "")
        column = column_before(step, name)
        now = types.written(inside(command.get("def")).get("typeName", {}), step.before, step.path)
        if column is not None and _alike(types.spelled(column.type).name, now.name):
            continue
        end = step.end.get(column.address) if column is not None and step.end is not None else None
        if column is not None and isinstance(end, Column) and end.type == column.type:
            continue
        was = f"{column.type} was" if column is not None else "another type was"
        yield Told(
            f"code gets {types.printed(now)} from {name} where {was}",
            "deploy code that takes both first; open connections anew afterwards",
            Severity.WARNING if column is not None else Severity.INFO,
        )


def _alike(was: str, now: str) -> bool:
    """Whether drivers give the same for both."""
    texts = {"text", "varchar", "bpchar"}
    return was == now or {was, now} <= texts
