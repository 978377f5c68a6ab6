"""ALTER TYPE … ADD VALUE."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H312", Severity.INFO)
def new_enum_value(step: Step) -> Found:
    """Readers may meet a value they do not know.

    Code that maps the values of an enum fails at one that is not in its list. Deploy code that knows the value first.
    An added value cannot be taken back (H601).

    ```sql
    ALTER TYPE mood ADD VALUE 'great';  -- H312
    ```
    """
    if step.parsed.adds_enum_value:
        yield Told(
            f"readers may meet '{step.tree.get('newVal')}', which they do not know", "deploy code that knows it first"
        )
