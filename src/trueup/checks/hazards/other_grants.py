"""Rights that are given or taken."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.sql.nodes import inside, items


@check("H504", Severity.WARNING)
def other_grants(step: Step) -> Found:
    """Who may do what changes.

    Code whose role loses a right fails at once (42501). What PUBLIC may, every role of the server may, also those made
    later. A grant to one role on one thing is only worth knowing.

    ```sql
    GRANT SELECT ON orders TO PUBLIC;  -- H504
    REVOKE SELECT ON orders FROM app;  -- H504
    ```
    """
    if step.node not in ("GrantStmt", "GrantRoleStmt", "AlterDefaultPrivilegesStmt"):
        return
    if step.stays("acl") or (step.relation is not None and step.is_new(step.relation)):
        return
    found = inside({"": step.tree["action"]}) if step.node == "AlterDefaultPrivilegesStmt" else step.tree
    roles = [one.get("rolename", "PUBLIC") for one in items(found.get("grantees") or found.get("grantee_roles"))]
    public = any(one.get("roletype") == "ROLESPEC_PUBLIC" for one in items(found.get("grantees")))
    if not found.get("is_grant", False):
        yield Told(
            f"what needs the right fails for {', '.join(roles)} from this moment on", "make sure no code needs it"
        )
    elif public:
        yield Told("every role may do it from this moment on", "grant it to the roles that need it")
    else:
        yield Told(f"{', '.join(roles)} may do more from this moment on", None, Severity.INFO)
