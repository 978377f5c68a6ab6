"""What stays although it could be taken back elsewhere."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H601", Severity.INFO)
def value_forever(step: Step) -> Found:
    """It cannot be undone.

    PostgreSQL has no statement that takes a value out of an enum. To be rid of one, all columns are changed to another
    type (H104).

    ```sql
    ALTER TYPE mood ADD VALUE 'great';  -- H601
    ```
    """
    if step.parsed.adds_enum_value:
        yield Told(f"'{step.tree.get('newVal')}' cannot be taken out of the enum again", None)
