"""New rules for what is written."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import commands, is_any
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.sql.nodes import inside

_KINDS = {
    "CONSTR_CHECK": "what the check forbids",
    "CONSTR_UNIQUE": "what is there already",
    "CONSTR_PRIMARY": "what is there already",
    "CONSTR_EXCLUSION": "what conflicts",
    "CONSTR_FOREIGN": "what refers to nothing",
    "CONSTR_NOTNULL": "null",
}


@check("H305", Severity.INFO)
def stricter_writes(step: Step) -> Found:
    """Writes that were taken so far may be refused.

    A new NOT NULL, check, key or foreign key holds for new rows at once, also when it is NOT VALID. Code that writes
    otherwise fails (23502, 23505, 23503, 23514).

    ```sql
    ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount > 0) NOT VALID;  -- H305
    ```
    """
    said = [f"null in {one.get('name')}" for one in commands(step, "AT_SetNotNull")]
    for command in commands(step, "AT_AddConstraint"):
        constraint = inside(command.get("def"))
        counts = "indexname" not in constraint and constraint.get("is_enforced", True)
        if counts and constraint.get("contype") in _KINDS and not is_any(step, command, step.assured.writes):
            said.append(_KINDS[constraint["contype"]])
    if step.node == "IndexStmt" and step.tree.get("unique") and step.work.locks and 0 not in step.assured.writes:
        said.append(_KINDS["CONSTR_UNIQUE"])
    if said:
        yield Told(f"writes of {', '.join(said)} are refused from this moment on", "make sure that no code does so")
