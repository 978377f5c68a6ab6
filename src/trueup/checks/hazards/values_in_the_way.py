"""Values that do not become ones of the new type."""

from __future__ import annotations

from trueup.checks import Found, check
from trueup.checks.counted import in_the_way
from trueup.checks.forms import added_columns, column_before, unsure
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.blocking import types
from trueup.postgres.objects import Column, Enum
from trueup.postgres.sql.nodes import inside

_ROOMY = frozenset(["text", "numeric", "jsonb", "json"])
_WIDER = {
    "int2": {"int4", "int8", "float4", "float8"},
    "int4": {"int8", "float8"},
    "float4": {"float8"},
    "date": {"timestamp", "timestamptz"},
}


@check("H405", Severity.ERROR)
def values_in_the_way(step: Step) -> Found:
    """Values that do not fit the new type stop the statement.

    A text that is no number, a number that is too big, a text that is too long: ALTER COLUMN TYPE fails at the first
    (22P02, 22003, 22001). With a database at hand the rows are counted, and the query that lists them is shown. A type
    in which every value has its place stops nothing.

    ```sql
    -- given
    CREATE TABLE orders (number text, note varchar(20));
    ```

    ```sql
    ALTER TABLE orders ALTER COLUMN number TYPE int USING number::int;  -- H405
    ```

    Instead:

    ```sql
    ALTER TABLE orders ALTER COLUMN note TYPE text;
    ```
    """
    for command in unsure(step, "AT_AlterColumnType"):
        name = command.get("name", "")
        was = column_before(step, name)
        now = types.written(inside(command.get("def")).get("typeName", {}), step.before, step.path)
        if not step.counts("values") and was is not None and _has_room(types.spelled(was.type), now):
            continue
        if not step.counts("values") and was is not None and _has_labels(was, step):
            continue
        what = f"have a value in {name} that does not become {types.printed(now)}"
        yield from in_the_way(step, ("values",), what, "change it first")
    computed = [command.get("name") for command in unsure(step, "AT_SetExpression")]
    for name in [*computed, *(column.get("colname") for column, _ in added_columns(step))]:
        what = f"get a value in {name} that its type does not take"
        yield from in_the_way(step, ("values",), what, "change what it comes from first", None)


def _has_room(was: types.Type, now: types.Type) -> bool:
    """Whether every value of the one type has its place in the other; rounding is no matter here."""
    if was.array != now.array:
        return False
    if now.name in ("text", "citext") and not now.array:
        return True
    if now.name in _WIDER.get(was.name, ()) or (now.name == "numeric" and not now.mods and was.name in _NUMBERS):
        return True
    longer = not now.mods or (bool(was.mods) and now.mods[0] >= was.mods[0])
    if {was.name, now.name} <= {"date", "timestamp", "timestamptz"}:
        return True
    same = was.name == now.name or (was.name, now.name) in {("text", "varchar"), ("varchar", "text"), ("json", "jsonb")}
    return same and longer


_NUMBERS = frozenset(["int2", "int4", "int8", "float4", "float8", "numeric"])


def _has_labels(column: Column, step: Step) -> bool:
    """Whether the enum that the column gets has all the labels of its own."""
    if step.before is None or step.end is None:
        return False
    end = step.end.get(column.address)
    was = step.before.get(f"enum {column.type}")
    now = step.end.get(f"enum {end.type}") if isinstance(end, Column) else None
    return isinstance(was, Enum) and isinstance(now, Enum) and set(was.labels) <= set(now.labels)
