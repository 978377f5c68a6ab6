"""Whatever else reads or writes a whole table under a strong lock."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import blocked, commands, graded, is_unchecked, listed, who
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.sql.nodes import inside

_ELSEWHERE = frozenset(
    """
    IndexStmt ReindexStmt RefreshMatViewStmt AlterDomainStmt VacuumStmt ClusterStmt TruncateStmt LockStmt UpdateStmt
    DeleteStmt InsertStmt MergeStmt CreateStmt
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)
_COMMANDS = (
    *("AT_AlterColumnType", "AT_SetNotNull", "AT_AttachPartition", "AT_SetLogged", "AT_SetUnLogged"),
    *("AT_SetAccessMethod", "AT_SetTableSpace", "AT_SetExpression", "AT_AddColumn"),
)


@check("H220", Severity.ERROR)
def long_under_lock(step: Step) -> Found:
    """A table is read or written whole while others wait.

    The statement holds a lock that stops writers, or everybody, for as long as that takes, and has no check of its
    own.

    ```sql
    -- given
    CREATE TABLE orders (id int PRIMARY KEY, client_id int);
    CREATE TABLE clients (id int PRIMARY KEY);
    ALTER TABLE orders ADD CONSTRAINT orders_client FOREIGN KEY (client_id) REFERENCES clients NOT ENFORCED;
    ```

    ```sql
    ALTER TABLE orders ALTER CONSTRAINT orders_client ENFORCED;  -- H220
    ```
    """
    if step.node in _ELSEWHERE or _is_known(step):
        return
    tables = blocked(step)
    if tables:
        yield Told(
            f"{listed(step, tables)} is read or written whole while {who(step, tables)} wait",
            "choose a quiet hour, and set a lock_timeout",
            graded(step, tables),
        )


def _is_known(step: Step) -> bool:
    """Whether another check speaks of the statement."""
    if next(commands(step, *_COMMANDS), None) is not None:
        return True
    return any(
        "indexname" not in (found := inside(one.get("def"))) and not is_unchecked(found)
        for one in commands(step, "AT_AddConstraint")
    )
