"""Statements that run code."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H803", Severity.INFO)
def work_unknown(step: Step) -> Found:
    """What it does cannot be told from its text.

    A procedure, a statement that a DO block puts together, a function that it calls: they may lock, read and write
    anything. Statements that are written out in a DO block are looked at one by one.

    ```sql
    DO $$ BEGIN EXECUTE format('DROP TABLE %I', current_setting('app.old')); END $$;  -- H803
    ```
    """
    if step.node in ("DoStmt", "CallStmt", "ExecuteStmt") and step.after is None:
        yield Told(
            "it runs code: what it locks, reads and writes is not known", "read it, or try it with `trueup prove`"
        )
