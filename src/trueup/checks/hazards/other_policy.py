"""Policies that come, go or change."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.model import Address
from trueup.postgres.objects import Table
from trueup.postgres.sql.nodes import texts


@check("H503", Severity.WARNING)
def other_policy(step: Step) -> Found:
    """Other rows are seen and written.

    A permissive policy adds to what the others let through; without any, nothing is let through; a restrictive one
    takes away. Read the policies of the table together.

    ```sql
    DROP POLICY owners ON orders;  -- H503
    ```
    """
    where = step.relation if step.node != "DropStmt" else _dropped_on(step)
    if where is None or step.is_new(where) or step.stays():
        return
    if step.node == "DropStmt":
        if step.after is None or step.address is None or step.address not in step.after:
            yield Told(
                "rows that only this policy let through are no longer seen", "read the other policies of the table"
            )
    elif step.node == "AlterPolicyStmt":
        yield Told("other rows are seen and written from this moment on", "read the policies of the table together")
    elif step.node == "CreatePolicyStmt" and _is_enabled(step, where):
        kind = "lets more rows through" if step.tree.get("permissive") else "lets fewer rows through"
        yield Told(f"the policy {kind}", "read the policies of the table together")


def _dropped_on(step: Step) -> Address | None:
    if step.tree.get("removeType") != "OBJECT_POLICY":
        return None
    return next((step.named(names[:-1]) for one in step.tree.get("objects", ()) if len(names := texts(one)) > 1), None)


def _is_enabled(step: Step, where: Address) -> bool:
    """Whether policies act on the table: they wait until row security is on."""
    table = step.before.get(where) if step.before is not None else None
    return table.rls if isinstance(table, Table) else step.before is None
