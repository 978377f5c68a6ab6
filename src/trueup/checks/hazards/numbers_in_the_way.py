"""A new column for which its sequence has too few numbers."""

from __future__ import annotations

from trueup.checks import Found, check
from trueup.checks.counted import in_the_way
from trueup.checks.forms import added_columns
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.sql.nodes import Node, texts


@check("H410", Severity.ERROR)
def numbers_in_the_way(step: Step) -> Found:
    """More rows than a sequence has numbers stop the statement.

    A serial or identity column numbers the rows that are there. A smallint has 32,767 numbers, MAXVALUE may leave
    fewer; the first row beyond fails (2200H, 22003), and where none does, the first inserts may. With a database at
    hand the rows are counted. In a file of SQL a type that may be too small is named.

    ```sql
    ALTER TABLE orders ADD COLUMN number smallserial;  -- H410
    ```

    Instead:

    ```sql
    ALTER TABLE orders ADD COLUMN number bigserial;
    ```
    """
    for column, kinds in added_columns(step):
        name = column.get("colname", "")
        what = f"are more than there are numbers for {name}"
        unasked = Severity.INFO if _is_small(column, kinds) else None
        yield from in_the_way(step, ("numbers",), what, "take a larger type or MAXVALUE, or CYCLE", unasked)


def _is_small(column: Node, kinds: dict[str, Node]) -> bool:
    """Whether a column that numbers rows has so few numbers that tables are often larger."""
    name = (texts(column.get("typeName", {}).get("names")) or [""])[-1]
    return name in ("smallserial", "serial2") or (name == "int2" and "CONSTR_IDENTITY" in kinds)
