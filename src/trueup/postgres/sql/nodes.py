"""Reading libpg_query's JSON: what is inside a node, lists, names. What nodes mean is for others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]


def inside(wrapped: Any) -> Node:
    """The inside of ``{"ColumnDef": {…}}``; an empty node for nothing.

    >>> inside({"ColumnDef": {"colname": "a"}})
    {'colname': 'a'}
    """
    if not isinstance(wrapped, dict) or not wrapped:
        return {}
    found = next(iter(wrapped.values()))
    return found if isinstance(found, dict) else {}


def kind(wrapped: Any) -> str:
    """The name of a wrapped node: ``ColumnDef``; empty for nothing."""
    return next(iter(wrapped), "") if isinstance(wrapped, dict) else ""


def items(wrapped: Any) -> list[Node]:
    """The insides of a list of nodes, whether it stands alone or in a ``List``."""
    if isinstance(wrapped, dict):
        wrapped = inside(wrapped).get("items", ())
    return [inside(one) for one in wrapped or ()]


def text(wrapped: Any) -> str:
    """The text of a ``String``."""
    return str(inside(wrapped).get("sval", ""))


def texts(wrapped: Any) -> list[str]:
    """The names in a list of strings, in a ``TypeName``, or of one string."""
    if isinstance(wrapped, dict):
        if "String" in wrapped:
            return [text(wrapped)]
        found = inside(wrapped)
        wrapped = found.get("items") or found.get("names") or ()
    return [text(one) for one in wrapped or () if isinstance(one, dict) and "String" in one]


def every(tree: Any, name: str) -> Iterator[Node]:
    """All nodes of a kind anywhere in a tree, in no particular order: ``every(tree, "RangeVar")``."""
    stack = [tree]
    while stack:
        here = stack.pop()
        if isinstance(here, list):
            stack += here
        elif isinstance(here, dict):
            found = here.get(name)
            if isinstance(found, dict):
                yield found
            stack += here.values()


def option(options: Any, name: str) -> Node | None:
    """An option by its name, None where it is not given."""
    return next((one for one in items(options) if one.get("defname") == name), None)


def is_on(given: Node | None) -> bool:
    """Whether an option is given and not off."""
    if given is None:
        return False
    arg = inside(given.get("arg"))
    value = arg.get("sval", arg.get("boolval", arg.get("ival", True)))
    return str(value).lower() not in ("false", "off", "0", "no")
