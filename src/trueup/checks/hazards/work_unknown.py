"""Statements that run code."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H803", Severity.INFO)
def work_unknown(step: Step) -> Found:
    """What it does cannot be told from its text.

    A DO block, a procedure, a function call: they may lock, read and write anything. Nothing is said about what is in
    them.

    ```sql
    DO $$ BEGIN EXECUTE 'DROP TABLE orders'; END $$;  -- H803
    ```
    """
    if step.node in ("DoStmt", "CallStmt", "ExecuteStmt") and step.after is None:
        yield Told(
            "it runs code: what it locks, reads and writes is not known", "read it, or try it with `trueup prove`"
        )
