"""Rows in the way of a statement, graded by how many there are: what all checks that look at data say."""

from __future__ import annotations

from trueup.checks import Found, Told
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.objects import Check, ForeignKey
from trueup.postgres.rows.against import Sort
from trueup.wording import doing


def in_the_way(
    step: Step, sorts: tuple[Sort, ...], what: str, advice: str, uncounted: Severity | None = Severity.INFO
) -> Found:
    """Nothing where no row was counted, an error where there are some, less where nobody could count.

    ``uncounted`` is for where nobody tried: an error for what fails unless there is no row at all, None for what is
    only known to fail where rows were looked for.
    """
    counts = step.counts(*sorts)
    if not counts and uncounted is not None:
        yield Told(f"it fails if rows {what}: nobody counted them", advice, uncounted)
    for count in counts:
        if count.raised:
            yield Told(f"it will fail: {count.because}", f"{advice}; {count.query} fails like this", Severity.ERROR)
        elif count.rows is None:
            why = f" ({count.because})" if count.because else ""
            yield Told(
                f"it fails if rows {what}: they were not counted{why}", f"{advice}; they are: {count.query}", _WARNING
            )
        elif count.rows:
            rows = doing(count.rows, "row", what)
            yield Told(f"it will fail: {rows}", f"{advice}; they are: {count.query}", Severity.ERROR)


_WARNING = Severity.WARNING


def constraint_kind(step: Step, name: str) -> str | None:
    """``foreign`` or ``check``, for a constraint of the statement's table that is known; None otherwise."""
    for schema in (step.before, step.after):
        found = schema.get(step.relation.child("constraint", name)) if schema is not None and step.relation else None
        if found is not None:
            return "foreign" if isinstance(found, ForeignKey) else "check" if isinstance(found, Check) else None
    return None
