"""Keys and unique indexes where rows are alike."""

from __future__ import annotations

from trueup.checks import Found, check
from trueup.checks.counted import in_the_way
from trueup.checks.forms import demanded
from trueup.checks.step import Step
from trueup.finding import Severity

_KEYS = ("CONSTR_PRIMARY", "CONSTR_UNIQUE", "CONSTR_EXCLUSION")


@check("H402", Severity.ERROR)
def duplicates_in_the_way(step: Step) -> Found:
    """Rows that are alike stop the statement.

    A unique index, a key or an exclusion cannot be made while two rows have the same values (23505, 23P01); made
    CONCURRENTLY it leaves an invalid index behind. A change of type that rounds can make values the same. With a
    database at hand the rows are counted, and the query that lists them is shown.

    ```sql
    CREATE UNIQUE INDEX CONCURRENTLY people_email ON people (email);  -- H402
    ```

    Instead:

    ```sql
    CREATE INDEX CONCURRENTLY people_email ON people (email);
    ```

    and the duplicates out of the way, first.
    """
    keys = [one for one in demanded(step, *_KEYS) if "indexname" not in one]
    primary = any(one.get("contype") == "CONSTR_PRIMARY" for one in keys)
    index = step.node == "IndexStmt" and step.tree.get("unique") and step.work.locks and 0 not in step.assured.rows
    what = "are alike or without a value in the key" if primary else "are alike where they must differ"
    advice, uncounted = "make them different, or merge them, first", Severity.INFO if keys or index else None
    yield from in_the_way(step, ("duplicates", "key"), what, advice, uncounted)
