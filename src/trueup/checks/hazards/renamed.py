"""What gets another name or another schema."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import TYPES, stays
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.sql.nodes import texts

_NAMED = frozenset(
    """
    OBJECT_TABLE OBJECT_VIEW OBJECT_MATVIEW OBJECT_FOREIGN_TABLE OBJECT_COLUMN OBJECT_ATTRIBUTE OBJECT_SEQUENCE
    OBJECT_FUNCTION OBJECT_PROCEDURE OBJECT_ROUTINE OBJECT_AGGREGATE OBJECT_TYPE OBJECT_DOMAIN OBJECT_SCHEMA
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)


@check("H301", Severity.WARNING)
def renamed(step: Step) -> Found:
    """Code that uses the old name fails.

    A rename takes effect at once: queries that name the old table or column fail from the next moment on (42P01,
    42703). PostgreSQL itself rewrites views, checks, keys and policies; bodies of functions in quotes it does not.

    Deploy code that knows both names first, or rename by expanding (a new column that a trigger keeps equal) and
    contracting.

    ```sql
    ALTER TABLE orders RENAME COLUMN note TO remark;  -- H301
    ```

    Instead, for a table:

    ```sql
    BEGIN;
    ALTER TABLE orders RENAME TO purchases;  -- H301
    CREATE VIEW orders AS SELECT * FROM purchases;
    COMMIT;
    ```
    """
    old = _old_name(step)
    if old is None or (step.relation is not None and step.is_new(step.relation)):
        return
    if _stays(step, old):
        return
    yield Told(
        f"code that still says {old} fails from this moment on",
        "deploy code for the new name at the same time, or keep a view with the old one for a while",
    )


def _old_name(step: Step) -> str | None:
    """What is no longer there under its name; None where nobody says that name in a query."""
    tree = step.tree
    if step.node == "RenameStmt" and tree.get("renameType") in _NAMED:
        return str(tree.get("subname") or (tree.get("relation") or {}).get("relname") or _object(step))
    if step.node == "AlterObjectSchemaStmt" and tree.get("objectType") in _NAMED:
        return str((tree.get("relation") or {}).get("relname") or _object(step))
    if step.node == "AlterEnumStmt" and "oldVal" in tree:
        return f"'{tree['oldVal']}'"
    return None


def _object(step: Step) -> str:
    wrapped = step.tree.get("object", {})
    names = texts(wrapped) or texts(wrapped.get("ObjectWithArgs", {}).get("objname"))
    return names[-1] if names else "its old name"


def _stays(step: Step, old: str) -> bool:
    """Whether something has the old name when others see what was done, or nothing had it before."""
    if step.end is None:
        return False
    kind = step.tree.get("renameType")
    if kind in ("OBJECT_TYPE", "OBJECT_DOMAIN"):
        return stays(step, TYPES, texts(step.tree.get("object")))
    if step.relation is None:
        return False
    where = step.relation.child("column", old) if kind == "OBJECT_COLUMN" else step.relation
    known = step.before is not None and (where is step.relation or step.relation in step.before)
    return where in step.end or where in step.new or (known and where not in (step.before or ()))
