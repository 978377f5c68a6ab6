"""ALTER TYPE … ADD ATTRIBUTE."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.objects import Attribute
from trueup.postgres.sql.nodes import inside, items


@check("H316", Severity.WARNING)
def added_attribute(step: Step) -> Found:
    """Values written for the type without the new attribute are refused.

    `ROW(…)::type` and texts like `'(1,2)'` must have as many values as the type has attributes, and in their order. A
    new one is always the last: PostgreSQL has no statement that puts it elsewhere, or puts one that was dropped back to
    where it was. Name the attributes where values are written, or make a new type in the wanted order.

    ```sql
    ALTER TYPE address ADD ATTRIBUTE zip text;  -- H316
    ```
    """
    if step.node != "AlterTableStmt" or step.tree.get("objtype") != "OBJECT_TYPE":
        return
    for command in items(step.tree.get("cmds")):
        if command.get("subtype") == "AT_AddColumn":
            name = inside(command.get("def")).get("colname")
            behind = _wanted_before(step)
            place = f"; it comes last, though it is to stand before {behind}" if behind is not None else ""
            yield Told(f"values written without {name} are refused{place}", "look for ROW(…) and texts of this type")


def _wanted_before(step: Step) -> str | None:
    """The first attribute that is there already and stands behind the new one in the schema that is planned to."""
    if step.before is None or step.after is None or step.address is None:
        return None
    new, contents = step.after.get(step.address), step.before.contents.get(step.address.parent or step.address, ())
    if not isinstance(new, Attribute):
        return None
    found = (one for where in contents if isinstance(one := step.after.get(where), Attribute))
    later = sorted((one.position, one.name) for one in found if one.position > new.position)
    return later[0][1] if later else None
