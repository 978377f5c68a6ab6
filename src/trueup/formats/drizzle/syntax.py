"""Reading nodes of tree-sitter's TypeScript: their place, their text, what is inside. Evaluates nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from trueup.formats.drizzle.scope import Scope
from trueup.formats.drizzle.values import Place

if TYPE_CHECKING:
    from tree_sitter import Node


def place(node: Node, scope: Scope) -> Place:
    """Where a node is written."""
    return Place(scope.text, node.start_byte)


def source(node: Node, scope: Scope) -> str:
    """The text of a node."""
    return scope.text.data[node.start_byte : node.end_byte].decode()


def parameters(node: Node) -> list[Node]:
    """The parameters of a function."""
    single = node.child_by_field_name("parameter")
    if single is not None:
        return [single]
    several = node.child_by_field_name("parameters")
    return [child for child in several.named_children if child.type != "comment"] if several is not None else []


def _children(node: Node) -> Iterator[Node]:
    return (child for child in node.named_children if child.type != "comment")


def expression(node: Node) -> Node | None:
    """The first thing inside a node."""
    return next(_children(node), None)


def is_optional(node: Node) -> bool:
    """Whether it is written with ``?.``."""
    return any(child.type in ("optional_chain", "?.") for child in node.children)
