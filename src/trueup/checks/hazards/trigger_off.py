"""Triggers, rules and replica identities that no longer act."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import commands
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.sql.nodes import inside

_COMMANDS = ("AT_DisableTrig", "AT_DisableTrigAll", "AT_DisableTrigUser", "AT_DisableRule")


@check("H509", Severity.WARNING)
def trigger_off(step: Step) -> Found:
    """What a trigger guards is not guarded.

    DISABLE TRIGGER ALL also turns foreign keys off; switched on again, they do not look at what came in meanwhile.
    Without a replica identity, UPDATE and DELETE of a published table fail (55000).

    ```sql
    ALTER TABLE orders DISABLE TRIGGER ALL;  -- H509
    ```
    """
    for command in () if step.stays() else commands(step, *_COMMANDS, "AT_ReplicaIdentity"):
        if command["subtype"] == "AT_ReplicaIdentity":
            if inside(command.get("def")).get("identity_type") == "n":
                yield Told("UPDATE and DELETE fail where the table is published", "keep a replica identity")
        else:
            yield Told(
                f"{command.get('name') or 'every trigger, foreign keys too,'} no longer acts", "enable it again soon"
            )
