"""Functions whose text names what goes."""

from __future__ import annotations

from collections.abc import Iterator

from trueup.checks import Found, Told, check
from trueup.checks.bodies import naming
from trueup.checks.forms import commands, dropped
from trueup.checks.step import Step
from trueup.finding import Severity


@check("H801", Severity.WARNING)
def named_in_functions(step: Step) -> Found:
    """A function that PostgreSQL does not look into names it.

    Bodies in quotes are only text to PostgreSQL: a drop or a rename of a table, view or column that they name
    succeeds, and they fail when they are called (42P01, 42703). Bodies that begin with BEGIN ATOMIC are looked into.

    ```sql
    -- given
    CREATE TABLE orders (id int, note text);
    CREATE FUNCTION last_note() RETURNS text LANGUAGE plpgsql AS
        $$BEGIN RETURN (SELECT note FROM orders LIMIT 1); END$$;
    ```

    ```sql
    ALTER TABLE orders DROP COLUMN note;  -- H801
    ```

    Instead:

    ```sql
    CREATE OR REPLACE FUNCTION last_note() RETURNS text LANGUAGE sql AS $$SELECT NULL::text$$;
    ```

    first, and then the drop.
    """
    if step.before is None:
        return
    for table, column in _gone(step):
        found = naming(step, table, column)
        if found:
            what = f"{column} of {table}" if column else table
            yield Told(
                f"{', '.join(found[:5])}{' and more' if len(found) > 5 else ''} may name {what}, and fail when called",
                "replace the function in the same transaction",
            )


def _gone(step: Step) -> Iterator[tuple[str, str | None]]:
    """Names of relations, and of their columns, that are no longer there afterwards."""
    for kind in ("OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW"):
        for where in dropped(step, kind):
            if not step.is_new(where) and not (step.after is not None and where in step.after):
                yield where.names[-1], None
    if step.relation is None or step.is_new(step.relation):
        return
    table = step.relation.names[-1]
    for command in commands(step, "AT_DropColumn"):
        yield table, command.get("name")
    tree = step.tree
    if step.node == "RenameStmt" and tree.get("renameType") == "OBJECT_COLUMN":
        yield table, tree.get("subname")
    elif step.node == "AlterObjectSchemaStmt" or tree.get("renameType") in ("OBJECT_TABLE", "OBJECT_VIEW"):
        yield table, None
