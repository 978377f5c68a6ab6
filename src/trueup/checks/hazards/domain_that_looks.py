"""A rule of a domain that is held against every value at once."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import blocked, graded, listed
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H214", Severity.ERROR)
def domain_that_looks(step: Step) -> Found:
    """A rule of a domain is held against every table that uses it.

    ADD CHECK, SET NOT NULL and VALIDATE of a domain stop the writers of every table with a column of it while they are
    read. With NOT VALID only new values are held to a check, and the tables can be read at a quiet hour.

    ```sql
    -- given
    CREATE DOMAIN amount AS numeric;
    CREATE TABLE orders (total amount);
    ```

    ```sql
    ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0);  -- H214
    ```

    Instead:

    ```sql
    ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0) NOT VALID;
    ```
    """
    tables = blocked(step) if step.node == "AlterDomainStmt" else ()
    if tables:
        validates = step.tree.get("subtype") == "V"
        yield Told(
            f"{listed(step, tables)} is read while writers wait",
            "choose a quiet hour" if validates else "ADD … NOT VALID now, VALIDATE at a quiet hour",
            Severity.WARNING if validates else graded(step, tables),
        )
