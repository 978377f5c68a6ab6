"""Keys and exclusions whose index is built by ALTER TABLE."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import added_columns, added_constraints, blocked, graded, listed, who
from trueup.checks.step import Step
from trueup.finding import Severity

_KEYS = ("CONSTR_PRIMARY", "CONSTR_UNIQUE", "CONSTR_EXCLUSION")


@check("H205", Severity.ERROR)
def key_that_builds(step: Step) -> Found:
    """A key builds its index while everybody waits.

    PRIMARY KEY, UNIQUE and EXCLUDE build an index under ACCESS EXCLUSIVE: nobody reads or writes the table until it is
    there. Build a unique index CONCURRENTLY first and hand it over; a primary key also wants its columns NOT NULL
    before, or they are looked through then. An exclusion has no such form.

    ```sql
    ALTER TABLE orders ADD CONSTRAINT orders_note_key UNIQUE (note);  -- H205
    ```

    Instead:

    ```sql
    CREATE UNIQUE INDEX CONCURRENTLY orders_note_key ON orders (note);
    ALTER TABLE orders ADD CONSTRAINT orders_note_key UNIQUE USING INDEX orders_note_key;
    ```
    """
    added = next(added_constraints(step, *_KEYS), None)
    if added is None:
        added = next((kinds[one] for _, kinds in added_columns(step) for one in _KEYS if one in kinds), None)
    tables = blocked(step, step.work.builds)
    if added is None or not tables or step.work.rewrites:
        return
    if added.get("contype") == "CONSTR_EXCLUSION":
        advice = "there is no gentler form: choose a quiet hour"
    else:
        advice = "CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … USING INDEX"
    yield Told(
        f"the key's index is built while {who(step, tables)} of {listed(step, tables)} wait",
        advice,
        graded(step, tables),
    )
