"""Foreign keys that rows do not fulfil."""

from __future__ import annotations

from trueup.checks import Found, check
from trueup.checks.counted import constraint_kind, in_the_way
from trueup.checks.forms import demanded, unsure
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H404", Severity.ERROR)
def orphans_in_the_way(step: Step) -> Found:
    """Rows that refer to nothing stop the statement.

    ADD FOREIGN KEY and VALIDATE fail at the first row whose partner is not there (23503), and DETACH PARTITION where
    rows refer to the partition's. With a database at hand the rows are counted, and the query that lists them is shown.

    ```sql
    ALTER TABLE orders ADD CONSTRAINT orders_client FOREIGN KEY (client_id) REFERENCES clients (id);  -- H404
    ```

    Instead:

    ```sql
    ALTER TABLE orders ADD CONSTRAINT orders_client FOREIGN KEY (client_id) REFERENCES clients (id) NOT VALID;
    ```

    then correct the rows, then VALIDATE.
    """
    keys = list(demanded(step, "CONSTR_FOREIGN"))
    kinds = [constraint_kind(step, one.get("name", "")) for one in unsure(step, "AT_ValidateConstraint")]
    uncounted = Severity.INFO if keys or "foreign" in kinds else None
    yield from in_the_way(step, ("orphans",), "refer to nothing", "correct these rows first", uncounted)
