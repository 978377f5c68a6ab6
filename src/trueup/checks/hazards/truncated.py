"""TRUNCATE."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import listed
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H107", Severity.ERROR)
def truncated(step: Step) -> Found:
    """TRUNCATE loses all rows.

    CASCADE empties every table that refers to it as well. No trigger for rows fires, and nobody else gets in
    meanwhile.

    ```sql
    TRUNCATE orders;  -- H107
    ```
    """
    if step.node == "TruncateStmt" and step.work.locks:
        cascade = step.tree.get("behavior") == "DROP_CASCADE"
        tables = [one.relation for one in step.work.locks if one.relation.kind == "table"]
        yield Told(
            f"all rows of {listed(step, tables)}{', and of all that refer to it,' if cascade else ''} are lost",
            "back them up; name every table instead of CASCADE" if cascade else "back them up first",
        )
