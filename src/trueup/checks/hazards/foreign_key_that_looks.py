"""A foreign key whose rows are looked up at once."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import added_columns, added_constraints, blocked, graded, is_unchecked, listed, who
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H206", Severity.ERROR)
def foreign_key_that_looks(step: Step) -> Found:
    """A foreign key is looked up for every row while writers wait.

    ADD FOREIGN KEY stops the writers of both tables until every row is found to have its partner. NOT VALID only holds
    new rows to it, and VALIDATE, later and in a transaction of its own, stops nobody.

    ```sql
    ALTER TABLE orders ADD CONSTRAINT orders_client FOREIGN KEY (client_id) REFERENCES clients (id);  -- H206
    ```

    Instead:

    ```sql
    ALTER TABLE orders ADD CONSTRAINT orders_client FOREIGN KEY (client_id) REFERENCES clients (id) NOT VALID;
    ALTER TABLE orders VALIDATE CONSTRAINT orders_client;
    ```
    """
    found = [one for one in added_constraints(step, "CONSTR_FOREIGN") if not is_unchecked(one)]
    found += [
        kinds["CONSTR_FOREIGN"] for _, kinds in added_columns(step) if {"CONSTR_FOREIGN", "CONSTR_DEFAULT"} <= {*kinds}
    ]
    tables = blocked(step, step.work.scans)
    for constraint in found if tables else ():
        name = constraint.get("conname")
        yield Told(
            f"foreign key {name + ' ' if name else ''}is looked up for every row while {who(step, tables)} "
            f"of {listed(step, tables)} wait",
            "add it NOT VALID, then VALIDATE CONSTRAINT in a transaction of its own",
            graded(step, tables),
        )
