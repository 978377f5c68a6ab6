"""Functions that run with other rights than the caller's."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.objects import Routine
from trueup.postgres.sql.nodes import inside, is_on, items, texts


@check("H506", Severity.WARNING)
def definer_function(step: Step) -> Found:
    """A function runs with its owner's rights.

    SECURITY DEFINER lets every caller do what the owner may. Without a search_path of its own, a caller can make it
    call what they like: SET search_path belongs to it. CREATE OR REPLACE without the words SECURITY DEFINER takes them
    off.

    ```sql
    CREATE FUNCTION total() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';  -- H506
    ```

    Instead:

    ```sql
    CREATE FUNCTION total() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 1';
    ```
    """
    if step.node not in ("CreateFunctionStmt", "AlterFunctionStmt"):
        return
    options = items(step.tree.get("options") or step.tree.get("actions"))
    security = next((one for one in options if one.get("defname") == "security"), None)
    paths = [one for one in options if inside(one.get("arg")).get("name") == "search_path"]
    old = _replaced(step)
    if security is not None and is_on(security) and not paths and not (old is not None and _has_path(old, step)):
        yield Told("callers can make it call what they like: it has no search_path of its own", "SET search_path = ''")
    changes = old is not None and old.security_definer != (security is not None and is_on(security))
    if old is not None and changes and (step.node == "CreateFunctionStmt" or security is not None):
        whose = "its caller's" if old.security_definer else "its owner's"
        yield Told(f"it runs with {whose} rights from this moment on", "say SECURITY DEFINER or INVOKER as it was")


def _replaced(step: Step) -> Routine | None:
    """The function that is there, if there is just one of that name."""
    if step.before is None:
        return None
    named = step.tree.get("funcname") or step.tree.get("func", {}).get("objname")
    names = texts(named)
    space = names[-2] if len(names) > 1 else step.path
    found = [
        one
        for one in step.before.objects.values()
        if isinstance(one, Routine) and names and (one.namespace, one.name) == (space, names[-1])
    ]
    return found[0] if len(found) == 1 else None


def _has_path(old: Routine, step: Step) -> bool:
    """Whether ALTER FUNCTION leaves a search_path that is set."""
    return step.node == "AlterFunctionStmt" and any(one.startswith("search_path=") for one in old.config)
