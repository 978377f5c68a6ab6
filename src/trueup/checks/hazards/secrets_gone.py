"""What is dropped with secrets in it."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.objects import ForeignDataWrapper, Server, UserMapping

_HOLDERS = {"OBJECT_FOREIGN_SERVER": "server", "OBJECT_FDW": "wrapper"}


@check("H605", Severity.WARNING)
def secrets_gone(step: Step) -> Found:
    """Secrets do not come back.

    Passwords of servers and user mappings and the address of a subscription are never read, so that nothing shows
    them. Undo makes such an object again without them.

    ```sql
    DROP USER MAPPING FOR app SERVER warehouse;  -- H605
    ```

    Instead change what must be changed, and leave the rest:

    ```sql
    ALTER USER MAPPING FOR app SERVER warehouse OPTIONS (SET user 'reader');
    ```
    """
    holder = {
        "DropUserMappingStmt": "user mapping",
        "DropSubscriptionStmt": "subscription",
        "DropStmt": _HOLDERS.get(step.tree.get("removeType", "")),
    }.get(step.node)
    if holder is not None and not _known(step):
        yield Told(f"what the {holder} keeps secret is lost", "note it elsewhere first: undo cannot give it back")


def _known(step: Step) -> bool:
    """Whether all that goes can be read, so that undo can give it back."""
    gone = step.before.get(step.address) if step.before is not None and step.address is not None else None
    options = gone.options if isinstance(gone, ForeignDataWrapper | Server | UserMapping) else ("=***",)
    hidden = isinstance(gone, UserMapping) and not options  # nobody but its user and superusers sees them
    return not hidden and not any(option.endswith("=***") for option in options)
