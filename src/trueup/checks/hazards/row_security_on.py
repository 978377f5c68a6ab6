"""Row security that is switched on."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import commands
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H502", Severity.WARNING)
def row_security_on(step: Step) -> Found:
    """Rows vanish for all but the owner.

    With row security on and no policy that lets a role through, it sees nothing and its writes fail (42501). Make the
    policies first.

    ```sql
    ALTER TABLE orders ENABLE ROW LEVEL SECURITY;  -- H502
    ```

    Instead:

    ```sql
    -- given
    CREATE TABLE orders (id int);
    CREATE POLICY everybody ON orders USING (true);
    ```

    ```sql
    ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
    ```
    """
    for _ in commands(step, "AT_EnableRowSecurity", "AT_ForceRowSecurity"):
        schema = step.after or step.before
        where = step.relation
        known = schema.contents.get(where, ()) if schema is not None and where is not None else ()
        if not any(one.kind == "policy" for one in known) and not _follows(step):
            yield Told("roles that no policy lets through see no rows from this moment on", "create the policies first")


def _follows(step: Step) -> bool:
    """Whether the file makes a policy of the table later on."""
    return any(one.node == "CreatePolicyStmt" and step.at(one.tree()["table"]) == step.relation for one in step.later)
