"""OWNER TO."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import commands
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H505", Severity.WARNING)
def other_owner(step: Step) -> Found:
    """Another role owns it.

    The owner may alter and drop it, and is not held to its policies. Rights that the old owner had by owning are gone,
    views read with the rights of their new owner, and functions with SECURITY DEFINER run as theirs.

    ```sql
    ALTER TABLE orders OWNER TO admin;  -- H505
    ```
    """
    owner = step.tree.get("newowner") if step.node == "AlterOwnerStmt" else None
    owner = owner or next((command.get("newowner") for command in commands(step, "AT_ChangeOwner")), None)
    if owner:
        name = owner.get("rolename", "the current role")
        yield Told(
            f"{name} may alter it, drop it and see all its rows", "make sure that the old owner needs no right on it"
        )
