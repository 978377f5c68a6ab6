"""CREATE OR REPLACE VIEW that takes options off."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.objects import View
from trueup.postgres.sql.nodes import items


@check("H507", Severity.WARNING)
def view_options_lost(step: Step) -> Found:
    """A view loses its options.

    OR REPLACE without WITH resets security_invoker, security_barrier and check_option: the view reads with its owner's
    rights again, or shows what it hid.

    ```sql
    -- given
    CREATE TABLE orders (id int);
    CREATE VIEW open_orders WITH (security_barrier = true) AS SELECT id FROM orders;
    ```

    ```sql
    CREATE OR REPLACE VIEW open_orders AS SELECT id FROM orders;  -- H507
    ```

    Instead:

    ```sql
    CREATE OR REPLACE VIEW open_orders WITH (security_barrier = true) AS SELECT id FROM orders;
    ```
    """
    if step.node != "ViewStmt" or not step.tree.get("replace") or step.relation is None or step.before is None:
        return
    old = step.before.get(step.relation)
    given = {one.get("defname") for one in items(step.tree.get("options"))}
    given |= {"check_option"} if step.tree.get("withCheckOption", "NO_CHECK_OPTION") != "NO_CHECK_OPTION" else set()
    lost = [one for one in old.options if one.partition("=")[0] not in given] if isinstance(old, View) else []
    if lost and step.after is None:
        yield Told(f"{', '.join(lost)} is taken off", "repeat it in WITH (…)")
