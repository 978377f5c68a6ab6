"""Row security that is switched off."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import commands
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H501", Severity.ERROR)
def row_security_off(step: Step) -> Found:
    """Rows that policies hid are seen by everybody with a grant.

    DISABLE turns all policies of the table off, NO FORCE those for its owner.

    ```sql
    ALTER TABLE orders DISABLE ROW LEVEL SECURITY;  -- H501
    ```

    Instead:

    ```sql
    ALTER POLICY owners ON orders USING (true);
    ```

    where only one policy is in the way.
    """
    for command in commands(step, "AT_DisableRowSecurity", "AT_NoForceRowSecurity"):
        whom = "its owner" if command["subtype"] == "AT_NoForceRowSecurity" else "every role with a grant"
        yield Told(f"{whom} sees and writes all rows from this moment on", "change the policies instead")
