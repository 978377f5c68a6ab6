"""What is dropped, holds no rows, and code may use."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import TYPES, stays
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.sql.nodes import inside, texts

_WORDS = {
    "OBJECT_VIEW": "view",
    "OBJECT_MATVIEW": "materialized view",
    "OBJECT_FUNCTION": "function",
    "OBJECT_PROCEDURE": "procedure",
    "OBJECT_ROUTINE": "routine",
    "OBJECT_AGGREGATE": "aggregate",
    "OBJECT_TYPE": "type",
    "OBJECT_DOMAIN": "domain",
    "OBJECT_SEQUENCE": "sequence",
    "OBJECT_SCHEMA": "schema",
    "OBJECT_EXTENSION": "extension",
}


@check("H303", Severity.WARNING)
def dropped_in_use(step: Step) -> Found:
    """Code that uses what is dropped fails.

    A view, function, type, sequence or schema is gone at once, and whoever names it gets an error. Bodies of functions
    in quotes are not looked at when something is dropped: they fail when they run.

    ```sql
    DROP VIEW open_orders;  -- H303
    ```
    """
    kind = step.tree.get("removeType", "") if step.node == "DropStmt" else ""
    if kind not in _WORDS:
        return
    for wrapped in step.tree.get("objects", ()):
        names = texts(wrapped) or texts(inside(wrapped).get("objname")) or texts(inside(wrapped).get("names"))
        where = step.named(names, "view") if names else None
        if names and where not in step.new and not _is_no_news(step, kind, names):
            yield Told(
                f"code that uses {_WORDS[kind]} {names[-1]} fails from this moment on", "deploy code without it first"
            )


def _is_no_news(step: Step, kind: str, names: list[str]) -> bool:
    """Whether it is there again when others see what was done, or was not there before."""
    if step.address is not None:
        return step.end is not None and step.address in step.end
    return stays(step, _ADDRESSED[kind], names)


_ADDRESSED = {
    "OBJECT_VIEW": ("view",),
    "OBJECT_MATVIEW": ("matview",),
    "OBJECT_FUNCTION": ("function",),
    "OBJECT_PROCEDURE": ("procedure",),
    "OBJECT_ROUTINE": ("function", "procedure"),
    "OBJECT_AGGREGATE": ("aggregate",),
    "OBJECT_TYPE": TYPES,
    "OBJECT_DOMAIN": TYPES,
    "OBJECT_SEQUENCE": ("sequence",),
    "OBJECT_SCHEMA": ("schema",),
    "OBJECT_EXTENSION": ("extension",),
}
"""The words of what a DROP of a kind names."""
