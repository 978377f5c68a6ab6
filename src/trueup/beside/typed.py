"""TypeScript -> the object types written in it: interfaces, aliases and types in place, with their properties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node

_NOTHING = frozenset(("null", "undefined"))


class Property(NamedTuple):
    """A property: its type without ``null`` and ``undefined``, empty where it is no simple one, and whether it may be
    missing or null."""

    type: str
    optional: bool


class Shape(NamedTuple):
    """An object type: the line it begins on, the name it is declared by (None for one in place), its properties."""

    line: int
    name: str | None
    properties: dict[str, Property]


def shapes(text: str, tsx: bool) -> tuple[Shape, ...]:
    """The object types of a file from top to bottom, those inside others too; what has mistakes is read around them."""
    import tree_sitter
    import tree_sitter_typescript

    grammar = tree_sitter_typescript.language_tsx() if tsx else tree_sitter_typescript.language_typescript()
    root = tree_sitter.Parser(tree_sitter.Language(grammar)).parse(text.encode()).root_node
    return tuple(one for one in map(_shape, _bodies(root)) if one.properties)


def _bodies(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.type in ("interface_body", "object_type"):
            yield node
        waiting += reversed(node.named_children)


def _shape(body: Node) -> Shape:
    above = body.parent
    named = above.child_by_field_name("name") if above is not None and above.type.endswith("_declaration") else None
    found: dict[str, Property] = {}
    for node in body.named_children:
        name = node.child_by_field_name("name")
        if node.type == "property_signature" and name is not None:
            found[_text(name).strip("'\"")] = _property(node)
    return Shape(body.start_point[0] + 1, _text(named) if named is not None else None, found)


def _property(node: Node) -> Property:
    given = node.child_by_field_name("type")
    parts = [part.strip() for part in _text(given).lstrip(": ").split("|")] if given is not None else []
    types = [part for part in parts if part not in _NOTHING]
    simple = types[0] if len(types) == 1 and types[0].isidentifier() else ""
    return Property(simple, len(types) < len(parts) or any(one.type == "?" for one in node.children))


def _text(node: Node) -> str:
    return node.text.decode() if node.text is not None else ""
