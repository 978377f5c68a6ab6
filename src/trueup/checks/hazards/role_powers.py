"""Roles that get powers beyond rights on objects."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.sql.nodes import is_on, items

_POWERS = {
    "superuser": "SUPERUSER",
    "bypassrls": "BYPASSRLS",
    "createrole": "CREATEROLE",
    "isreplication": "REPLICATION",
}


@check("H508", Severity.WARNING)
def role_powers(step: Step) -> Found:
    """A role may do what no right allows.

    SUPERUSER, BYPASSRLS, CREATEROLE and REPLICATION are not held to grants or policies.

    ```sql
    ALTER ROLE app BYPASSRLS;  -- H508
    ```
    """
    if step.node not in ("CreateRoleStmt", "AlterRoleStmt"):
        return
    powers = [one for one in items(step.tree.get("options")) if one.get("defname") in _POWERS and is_on(one)]
    if powers:
        said = ", ".join(_POWERS[one["defname"]] for one in powers)
        yield Told(f"the role becomes {said}", "give it the rights it needs instead")
