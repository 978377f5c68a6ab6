"""Sequences that are moved."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import commands
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.sql.nodes import option


@check("H602", Severity.WARNING)
def position_lost(step: Step) -> Found:
    """Numbers may be given twice.

    A sequence that is set back gives numbers that rows have already (23505); where it stood is not kept anywhere.

    ```sql
    ALTER SEQUENCE orders_id_seq RESTART WITH 1;  -- H602
    ```
    """
    restart = step.node == "AlterSeqStmt" and option(step.tree.get("options"), "restart") is not None
    restart = restart or (
        step.node == "TruncateStmt" and step.tree.get("restart_seqs", False) and bool(step.work.locks)
    )
    restart = restart or any(
        option(command.get("def"), "restart") is not None for command in commands(step, "AT_SetIdentity")
    )
    if restart:
        yield Told(
            "numbers that were given may be given again, and the old position is lost", "note its last value first"
        )
