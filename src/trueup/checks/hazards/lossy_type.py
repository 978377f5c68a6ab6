"""A change of type that changes values without an error."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import commands
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.blocking import types
from trueup.postgres.ddl.conversion import silently_loses
from trueup.postgres.objects import Column
from trueup.postgres.sql.nodes import Node, inside


@check("H103", Severity.ERROR)
def lossy_type(step: Step) -> Found:
    """Changing a type can change values silently.

    The conversion between the two types gives no error where it cannot keep a value: digits are rounded away, text is
    cut, fractions of a second are lost.

    Count the rows that would change before you run it:

    ```sql
    SELECT count(*) FROM t WHERE c IS DISTINCT FROM c::new_type::old_type;
    ```

    ```sql
    -- given
    CREATE TABLE orders (at timestamptz, note varchar(20));
    ```

    ```sql
    ALTER TABLE orders ALTER COLUMN at TYPE date;  -- H103
    ```

    Instead:

    ```sql
    ALTER TABLE orders ALTER COLUMN note TYPE text;
    ```
    """
    for command in commands(step, "AT_AlterColumnType"):
        assert step.relation is not None
        where = step.relation.child("column", command.get("name", ""))
        was = step.before.get(where) if step.before is not None else None
        if not isinstance(was, Column) or was.generated is not None:
            continue
        column = inside(command.get("def"))
        wanted = types.written(column.get("typeName", {}), step.before, step.path)
        now = types.printed(wanted)
        if types.is_built_in(wanted) and not _is_worked_out(column) and silently_loses(was.type, now):
            yield Told(
                f"changing {was.type} to {now} can change values without an error",
                f"count the rows where {was.name} IS DISTINCT FROM its converted value first",
                address=where,
            )


def _is_worked_out(column: Node) -> bool:
    """Whether USING says more than a cast: what it makes of values is meant so."""
    tree = column.get("raw_default", {})
    while "TypeCast" in tree:
        tree = tree["TypeCast"].get("arg", {})
    return bool(tree) and "ColumnRef" not in tree
