"""NOT NULL where rows hold nulls."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from trueup.checks import Found, check
from trueup.checks.counted import in_the_way
from trueup.checks.forms import added_columns, column_before, columns_of, demanded, is_required, unsure
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.model import part
from trueup.postgres.sql.nodes import Node


@check("H401", Severity.ERROR)
def nulls_in_the_way(step: Step) -> Found:
    """Rows without a value stop the statement.

    SET NOT NULL, a primary key and a new column that must have a value fail where a row has none (23502). With a
    database at hand the rows are counted, and the query that lists them is shown.

    ```sql
    ALTER TABLE orders ADD COLUMN region text NOT NULL;  -- H401
    ```

    Instead:

    ```sql
    ALTER TABLE orders ADD COLUMN region text;
    ```

    then fill it, then NOT NULL. A plan does so, gently and in batches, when trueup.toml says what rows get, as SQL
    over their other columns:

        [backfill]
        "public.orders.region" = "'north'"
    """
    names = [command.get("name", "") for command in unsure(step, "AT_SetNotNull") if _is_new_to(step, command)]
    names += [columns_of(one) for one in demanded(step, "CONSTR_NOTNULL")]
    names += [column.get("colname", "") for column, kinds in added_columns(step) if _is_computed(kinds)]
    added = [column.get("colname", "") for column, kinds in added_columns(step) if is_required(column, kinds)]
    if added:
        advice = "add it nullable, fill it, then NOT NULL"
        if step.after is not None:
            advice += f"; a plan does that gently with {', '.join(_lines(step, added))} under [backfill] in trueup.toml"
        yield from in_the_way(step, ("nulls",), f"have no value for {', '.join(added)}", advice, Severity.ERROR)
    elif any(unsure(step, "AT_ValidateConstraint", "AT_SetExpression")):
        yield from in_the_way(step, ("nulls",), "have no value", "give these rows a value first", None)
    elif names:
        yield from in_the_way(step, ("nulls",), f"have null in {', '.join(names)}", "give these rows a value first")


def _is_new_to(step: Step, command: Node) -> bool:
    """Whether the column may hold nulls so far, and something has to be looked at."""
    column = column_before(step, command.get("name", ""))
    return (column is None or not column.not_null) and bool(step.work.scans)


def _is_computed(kinds: dict[str, Node]) -> bool:
    """Whether a new column is NOT NULL, and computed of others."""
    return {"CONSTR_NOTNULL", "CONSTR_GENERATED"} <= kinds.keys()


def _lines(step: Step, added: Iterable[str]) -> Iterator[str]:
    """What would be written in ``trueup.toml``, with SQL to be put in by somebody who knows the rows."""
    assert step.relation is not None
    for name in added:
        key = ".".join(map(part, (*step.relation.names, name)))
        yield f'{json.dumps(key, ensure_ascii=False)} = "SQL of the value"'
