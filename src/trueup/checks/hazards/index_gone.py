"""An index that goes."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.sql.nodes import texts


@check("H313", Severity.INFO)
def index_gone(step: Step) -> Found:
    """Queries that used the index read the whole table.

    How often an index was used stands in pg_stat_user_indexes (idx_scan), on every standby of its own. One that takes
    its place should be there before.

    ```sql
    DROP INDEX CONCURRENTLY orders_note;  -- H313
    ```
    """
    if step.node != "DropStmt" or step.tree.get("removeType") != "OBJECT_INDEX":
        return
    names = [texts(one)[-1] for one in step.tree.get("objects", ()) if texts(one)]
    names = [name for name in names if not _comes_back(step, name)]
    if not names:
        return
    if step.work.locks or not step.work.known:
        yield Told(
            f"queries that used {', '.join(names)} may be slow", "look at idx_scan in pg_stat_user_indexes first"
        )


def _comes_back(step: Step, name: str) -> bool:
    """Whether an index of the name is there when others see what was done."""
    if step.end is None:
        return False
    return any(lock.relation.child("index", name) in step.end for lock in step.work.locks)
