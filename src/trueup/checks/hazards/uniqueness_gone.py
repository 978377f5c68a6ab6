"""A key or unique index that goes."""

from __future__ import annotations

from collections.abc import Iterator

from trueup.checks import Found, Told, check
from trueup.checks.forms import commands
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.model import Address
from trueup.postgres.objects import Index, Key
from trueup.postgres.sql.nodes import texts


@check("H310", Severity.WARNING)
def uniqueness_gone(step: Step) -> Found:
    """INSERT … ON CONFLICT fails without its unique index.

    ON CONFLICT (columns) needs a unique index on just these columns (42P10), and duplicates are possible from now on.

    ```sql
    -- given
    CREATE TABLE people (email text CONSTRAINT people_email UNIQUE);
    ```

    ```sql
    ALTER TABLE people DROP CONSTRAINT people_email;  -- H310
    ```
    """
    if step.before is None:
        return
    for where in [*_constraints(step), *_indexes(step)]:
        was = step.before.get(where)
        if not (isinstance(was, Key) or (isinstance(was, Index) and was.unique)):
            continue
        if step.end is None or not _kept(was, step):
            yield Told(
                "ON CONFLICT on its columns fails, and duplicates are possible from this moment on",
                "deploy code without it first",
                address=where,
            )


def _constraints(step: Step) -> Iterator[Address]:
    for command in commands(step, "AT_DropConstraint"):
        assert step.relation is not None
        yield step.relation.child("constraint", command.get("name", ""))


def _indexes(step: Step) -> Iterator[Address]:
    if step.node != "DropStmt" or step.tree.get("removeType") != "OBJECT_INDEX" or step.before is None:
        return
    for wrapped in step.tree.get("objects", ()):
        names = texts(wrapped)
        for one in step.work.locks:
            where = one.relation.child("index", names[-1])
            if where in step.before:
                yield where


def _kept(was: Key | Index, step: Step) -> bool:
    """Whether something unique on the same columns is there in the end."""
    assert step.end is not None
    columns = _columns(was)
    inside = (step.end[where] for where in step.end.contents.get(was.container, ()))
    return any(
        _columns(one) == columns for one in inside if isinstance(one, Key) or (isinstance(one, Index) and one.unique)
    )


def _columns(one: Key | Index) -> set[str | None]:
    return set(one.columns) if isinstance(one, Key) else {key.column for key in one.columns}
