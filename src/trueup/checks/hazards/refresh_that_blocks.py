"""REFRESH MATERIALIZED VIEW without CONCURRENTLY."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import listed
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H211", Severity.WARNING)
def refresh_that_blocks(step: Step) -> Found:
    """Readers wait while a materialized view is refreshed.

    CONCURRENTLY lets them read on; it needs a unique index on the view.

    ```sql
    REFRESH MATERIALIZED VIEW totals;  -- H211
    ```

    Instead:

    ```sql
    REFRESH MATERIALIZED VIEW CONCURRENTLY totals;
    ```
    """
    views = [one.relation for one in step.work.locks if one.mode == "AccessExclusiveLock"]
    if step.node == "RefreshMatViewStmt" and views:
        yield Told(
            f"nobody reads {listed(step, views)} while it is made again",
            "REFRESH … CONCURRENTLY; it needs a unique index on the view",
        )
