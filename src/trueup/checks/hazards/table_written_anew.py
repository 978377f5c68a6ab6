"""What else writes a table anew."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import blocked, commands, graded, listed, who
from trueup.checks.step import Step
from trueup.finding import Severity

_COMMANDS = ("AT_SetLogged", "AT_SetUnLogged", "AT_SetAccessMethod", "AT_SetTableSpace", "AT_SetExpression")


@check("H215", Severity.ERROR)
def table_written_anew(step: Step) -> Found:
    """The table is written anew while everybody waits.

    VACUUM FULL, CLUSTER, SET LOGGED and UNLOGGED, another access method or tablespace, another expression of a stored
    generated column: every row is written again under ACCESS EXCLUSIVE. pg_repack and pg_squeeze do what VACUUM FULL
    and CLUSTER do without keeping others out.

    ```sql
    VACUUM FULL orders;  -- H215
    ```

    Instead:

    ```sql
    VACUUM orders;
    ```
    """
    other = next(commands(step, *_COMMANDS), None) is not None
    tables = blocked(step, step.work.rewrites) if step.node in ("VacuumStmt", "ClusterStmt") or other else ()
    if tables:
        yield Told(
            f"{listed(step, tables)} is written anew while {who(step, tables)} wait",
            "pg_repack, or a quiet hour" if step.node in ("VacuumStmt", "ClusterStmt") else "choose a quiet hour",
            graded(step, tables),
        )
