"""A small, total evaluator of the TypeScript that schema files are written in: expressions. It never runs anything.

What it cannot tell is an ``Unknown`` with the place and the reason; it raises nothing but ``Exhausted`` inside, and
that only to get back to where a binding or a call was asked for. Here are names, properties and operators; the other
parts are ``literals``, ``calls`` and ``statements``, the methods of strings, arrays and objects are in ``library``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from trueup.formats.drizzle import environment, library, operators
from trueup.formats.drizzle.calls import Calls
from trueup.formats.drizzle.literals import Literals
from trueup.formats.drizzle.part import Exhausted
from trueup.formats.drizzle.scope import Lazy, Scope
from trueup.formats.drizzle.statements import Statements
from trueup.formats.drizzle.syntax import expression, is_optional, place, source
from trueup.formats.drizzle.values import (
    UNDEFINED,
    Fallback,
    Host,
    Place,
    Record,
    Unknown,
    text_of_value,
    truthy,
)
from trueup.model import Note

if TYPE_CHECKING:
    from tree_sitter import Node

STEPS = 500_000
"""So many nodes are evaluated for one reading; after that everything is unknown."""


class Evaluator(Literals, Calls, Statements):
    """Evaluates nodes in scopes. ``imported`` gives the value of ``import(…)`` and ``require(…)``."""

    def __init__(self, imported: Callable[[str, Scope, Place], Any]) -> None:
        self.imported = imported
        self.steps = 0
        self.depth = 0
        self.taken: dict[str, Place | None] = {}
        self._by_type: dict[str, Callable[[Node, Scope], Any]] = {
            name.removeprefix("_e_"): getattr(self, name) for name in dir(self) if name.startswith("_e_")
        }

    def evaluate(self, node: Node, scope: Scope) -> Any:
        """The value of an expression."""
        self.steps += 1
        if self.steps > STEPS:
            raise Exhausted
        method = self._by_type.get(node.type)
        if method is None:
            return Unknown(f"the syntax {node.type.replace('_', ' ')}", place(node, scope))
        return method(node, scope)

    def assumed(self) -> list[Note]:
        """The environment variables whose absence was assumed because the source says what then counts."""
        told = [(name, where.origin()) for name, where in sorted(self.taken.items()) if where is not None]
        said = "is taken to be unset, and what the source gives for that case counts"
        return [Note("unread", f"{name} {said}", f"{at.file}:{at.line}:{at.column}") for name, at in told]

    def spend(self, value: Any) -> Any:
        """A value that was made at once, counted by its size."""
        if isinstance(value, list | str):
            self.steps += len(value) // 32
            if self.steps > STEPS or len(value) > library.LONGEST:
                raise Exhausted
        return value

    # -------------------------------------------------------------- names

    def lookup(self, name: str, scope: Scope, where: Place) -> Any:
        """What a name stands for."""
        holder = scope.holder(name)
        if holder is None:
            return environment.global_value(name, where)
        found = holder.names[name]
        return self.force(found, where, name) if isinstance(found, Lazy) else found

    def force(self, lazy: Lazy, where: Place | None, name: str) -> Any:
        """A lazy value, worked out now if it is not yet; one that needs itself is unknown."""
        if lazy.done:
            return lazy.value
        if lazy.busy:
            return Unknown(f"{name} is needed for its own value (a circular import or definition)", where)
        lazy.busy = True
        try:
            lazy.value = lazy.make()
        except (Exhausted, RecursionError):
            lazy.value = Unknown(f"{name}, which takes too much work to evaluate", where)
        finally:
            lazy.busy = False
        lazy.done = True
        return lazy.value

    def _e_identifier(self, node: Node, scope: Scope) -> Any:
        return self.lookup(source(node, scope), scope, place(node, scope))

    _e_shorthand_property_identifier = _e_identifier

    def _e_this(self, node: Node, scope: Scope) -> Any:
        return UNDEFINED if scope.this is None else scope.this

    # -------------------------------------------------------------- properties

    def member(self, value: Any, name: str, place: Place) -> Any:
        """A property of a value."""
        if isinstance(value, Record):
            if name in value:
                return value[name]
            if any(key.startswith("...") for key in value):
                return Unknown(next(v.why for k, v in value.items() if k.startswith("...")), place)
            return library.object_method(value, name, self)
        if isinstance(value, Host):
            return value.member(name, place, self)
        if isinstance(value, Unknown):
            return Unknown(value.why, value.place or place, property=name)
        if value is UNDEFINED or value is None:
            return Unknown(f"{name} of something undefined", place)
        return library.method(value, name, self)

    def _e_member_expression(self, node: Node, scope: Scope) -> Any:
        target, name = node.child_by_field_name("object"), node.child_by_field_name("property")
        if target is None or name is None:
            return Unknown("a property", place(node, scope))
        if target.type == "meta_property" or source(target, scope) == "import.meta":
            return environment.import_meta(source(name, scope), place(node, scope))
        value = self.evaluate(target, scope)
        if (value is UNDEFINED or value is None) and b"?." in scope.text.data[node.start_byte : node.end_byte]:
            return UNDEFINED
        return self.member(value, source(name, scope), place(node, scope))

    def _e_subscript_expression(self, node: Node, scope: Scope) -> Any:
        target, index_node = node.child_by_field_name("object"), node.child_by_field_name("index")
        if target is None or index_node is None:
            return Unknown("an element", place(node, scope))
        value, index = self.evaluate(target, scope), self.evaluate(index_node, scope)
        if (value is UNDEFINED or value is None) and is_optional(node):
            return UNDEFINED
        if isinstance(value, list | str) and isinstance(index, int | float) and not isinstance(index, bool):
            return value[int(index)] if 0 <= index < len(value) else UNDEFINED
        name = text_of_value(index)
        return name if isinstance(name, Unknown) else self.member(value, name, place(node, scope))

    # -------------------------------------------------------------- what types leave behind

    def _inner(self, node: Node, scope: Scope) -> Any:
        inner = expression(node)
        return self.evaluate(inner, scope) if inner is not None else UNDEFINED

    _e_parenthesized_expression = _inner
    _e_as_expression = _inner
    _e_satisfies_expression = _inner
    _e_non_null_expression = _inner
    _e_instantiation_expression = _inner

    def _e_type_assertion(self, node: Node, scope: Scope) -> Any:
        return self.evaluate(node.named_children[-1], scope)

    # -------------------------------------------------------------- operators

    def _e_ternary_expression(self, node: Node, scope: Scope) -> Any:
        condition, yes, no = (node.child_by_field_name(f) for f in ("condition", "consequence", "alternative"))
        if condition is None or yes is None or no is None:
            return Unknown("a condition", place(node, scope))
        test = self.evaluate(condition, scope)
        if not isinstance(test, Unknown):
            return self.evaluate(yes if truthy(test) else no, scope)
        ways = [self.evaluate(yes, scope), self.evaluate(no, scope)]
        if type(ways[0]) is type(ways[1]) and not isinstance(ways[0], Host | Unknown) and ways[0] == ways[1]:
            return ways[0]
        return Unknown(test.why, test.place, among=ways)

    def _e_binary_expression(self, node: Node, scope: Scope) -> Any:
        left_node, right_node = node.child_by_field_name("left"), node.child_by_field_name("right")
        operator_node = node.child_by_field_name("operator")
        if left_node is None or right_node is None or operator_node is None:
            return Unknown("an operation", place(node, scope))
        operator = operator_node.type
        left = self.evaluate(left_node, scope)
        if operator in ("&&", "||", "??"):
            return self._logical(operator, left, right_node, scope)
        right = self.evaluate(right_node, scope)
        for side in (left, right):
            if isinstance(side, Unknown):
                return Unknown(side.why, side.place)
        return self.spend(operators.binary(operator, left, right, place(node, scope)))

    def _logical(self, operator: str, left: Any, right_node: Node, scope: Scope) -> Any:
        if isinstance(left, Unknown):
            right = self.evaluate(right_node, scope)
            if operator != "&&" and left.variable is not None and not isinstance(right, Unknown):
                self.taken[left.variable] = left.place
                return _fallback(right, left.variable)
            return Unknown(left.why, left.place, among=[*left.among, right], variable=left.variable)
        absent = left is None or left is UNDEFINED
        decided = truthy(left) if operator == "||" else not truthy(left) if operator == "&&" else not absent
        return left if decided else self.evaluate(right_node, scope)

    def _e_unary_expression(self, node: Node, scope: Scope) -> Any:
        operator, argument = node.child_by_field_name("operator"), node.child_by_field_name("argument")
        if operator is None or argument is None:
            return Unknown("an operation", place(node, scope))
        value = self.evaluate(argument, scope)
        if isinstance(value, Unknown):
            return Unknown(value.why, value.place)
        return operators.unary(operator.type, value, place(node, scope))

    def _e_sequence_expression(self, node: Node, scope: Scope) -> Any:
        return [self.evaluate(child, scope) for child in node.named_children][-1]


def _fallback(value: Any, variable: str) -> Any:
    """What is said for the case that the environment says nothing."""
    if not isinstance(value, str):
        return value
    text = Fallback(value)
    text.variable = variable
    return text
