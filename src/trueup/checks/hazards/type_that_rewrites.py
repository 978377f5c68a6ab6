"""ALTER COLUMN TYPE that writes the table anew."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import blocked, commands, graded, listed, who
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H202", Severity.ERROR)
def type_that_rewrites(step: Step) -> Found:
    """A change of type writes every row anew.

    PostgreSQL converts every value, writes the table and all its indexes anew and looks up foreign keys of the column
    again, while readers and writers wait. Only where the old value is a value of the new type as it is stored, nothing
    is written: varchar to a longer varchar or text, numeric to more digits before the point, timestamp to more digits.

    ```sql
    -- given
    CREATE TABLE orders (id int PRIMARY KEY, note varchar(20));
    ```

    ```sql
    ALTER TABLE orders ALTER COLUMN id TYPE bigint;  -- H202
    ```

    Instead:

    ```sql
    ALTER TABLE orders ALTER COLUMN note TYPE varchar(50);
    ```

    or a new column that a trigger keeps equal, filled in batches, which then takes the old one's name.
    """
    for command in commands(step, "AT_AlterColumnType"):
        tables = blocked(step, step.work.rewrites)
        if tables:
            sure = "" if step.work.known else ", as far as can be told without the schema"
            yield Told(
                f"changing the type of {command.get('name')} writes {listed(step, tables)} anew "
                f"while {who(step, tables)} wait{sure}",
                "fill a new column in batches and let it take the old one's name",
                graded(step, tables),
            )
