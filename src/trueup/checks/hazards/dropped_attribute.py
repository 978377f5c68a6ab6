"""ALTER TYPE … DROP ATTRIBUTE."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.sql.nodes import items


@check("H106", Severity.ERROR)
def dropped_attribute(step: Step) -> Found:
    """Dropping an attribute of a composite type loses its values.

    Columns of this type lose the attribute's values at once, in every table. Make sure nothing reads them any more.

    ```sql
    ALTER TYPE address DROP ATTRIBUTE street;  -- H106
    ```
    """
    if step.node == "AlterTableStmt" and step.tree.get("objtype") == "OBJECT_TYPE":
        for command in items(step.tree.get("cmds")):
            if command.get("subtype") == "AT_DropColumn":
                yield Told(f"dropping attribute {command.get('name')} loses its values", "stop reading it first")
