"""A function that something stored was computed with."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.model import Object
from trueup.postgres.objects import Check, Column, Exclusion, Function, Index
from trueup.postgres.sql.nodes import texts


@check("H802", Severity.WARNING)
def computed_with_it(step: Step) -> Found:
    """What was computed with the old function stays.

    An index on an expression, a stored generated column, a check or a partition key keeps what the old text of the
    function gave. With another result, queries by the index do not find rows. REINDEX the indexes, write the column
    anew, validate the check again.

    ```sql
    -- given
    CREATE FUNCTION plain(t text) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT lower(t)$$;
    CREATE TABLE people (name text);
    CREATE INDEX people_plain ON people (plain(name));
    ```

    ```sql
    CREATE OR REPLACE FUNCTION plain(t text) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT upper(t)$$;  -- H802
    ```
    """
    if step.node != "CreateFunctionStmt" or not step.tree.get("replace") or step.before is None:
        return
    names = texts(step.tree.get("funcname"))
    space = names[-2] if len(names) > 1 else step.path
    users = sorted(
        user
        for where, one in step.before.objects.items()
        if isinstance(one, Function) and (one.namespace, one.name) == (space, names[-1])
        for user in step.before.users.get(where, frozenset())
        if _is_stored(step.before.get(user))
    )
    if users:
        yield Told(
            f"{', '.join(users[:3])}{' and more' if len(users) > 3 else ''} keeps what the old one gave",
            "REINDEX INDEX CONCURRENTLY, write the column anew, validate the check again",
        )


def _is_stored(one: Object | None) -> bool:
    """Whether it keeps what an expression gave."""
    if isinstance(one, Column):
        return one.generated is not None and not one.virtual
    return isinstance(one, Index | Check | Exclusion)
