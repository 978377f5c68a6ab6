"""Functions as values, and calls of them. A part of the evaluator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trueup.formats.drizzle import environment, library
from trueup.formats.drizzle.part import Exhausted, Part
from trueup.formats.drizzle.scope import Scope
from trueup.formats.drizzle.syntax import is_optional, parameters, place, source
from trueup.formats.drizzle.values import UNDEFINED, Function, Host, Ignored, Native, Place, Unknown

if TYPE_CHECKING:
    from tree_sitter import Node

DEPTH = 120
"""So deep may calls of functions be nested."""


class Calls(Part):
    """The part of the evaluator that has functions and calls."""

    def _e_arrow_function(self, node: Node, scope: Scope) -> Any:
        body = node.child_by_field_name("body")
        if body is None:
            return Unknown("a function without a body", place(node, scope))
        return Function(None, parameters(node), body, scope, place(node, scope))

    _e_function_expression = _e_arrow_function
    _e_function_declaration = _e_arrow_function

    def _e_generator_function(self, node: Node, scope: Scope) -> Any:
        return Unknown("a generator function", place(node, scope))

    def _e_class(self, node: Node, scope: Scope) -> Any:
        return Unknown("a class", place(node, scope))

    _e_class_declaration = _e_class

    def call(self, function: Any, args: list[Any], place: Place, this: Any = UNDEFINED) -> Any:
        """Call a function value. An unknown function gives an unknown value."""
        try:
            return self._call(function, args, place, this)
        except (Exhausted, RecursionError):
            if self.depth:
                raise
            return Unknown("more work than is done for a schema", place)

    def _call(self, function: Any, args: list[Any], place: Place, this: Any) -> Any:
        if isinstance(function, Native):
            try:
                return self.spend(function.body(args, place, self))
            except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError):
                return Unknown(f"{function.name or 'a call'} with arguments it does not take", place)
        if isinstance(function, Unknown):
            return Unknown(function.why, place)
        if isinstance(function, Ignored):
            return function
        if isinstance(function, Host):
            inner = function.member("()", place, self)
            return self.call(inner, args, place) if isinstance(inner, Native) else Unknown("a call of it", place)
        if not isinstance(function, Function):
            return Unknown("what is called is not a function", place)
        if self.depth >= DEPTH:
            return Unknown(f"{function.name or 'a function'} calls itself too often", place)
        self.depth += 1
        try:
            return self.run_function(function, args, this)
        finally:
            self.depth -= 1

    def _e_call_expression(self, node: Node, scope: Scope) -> Any:
        head, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if head is None or arguments is None:
            return Unknown("a call", place(node, scope))
        where = place(node, scope)
        if head.type == "import":
            return self._import(arguments, scope, where)
        function, this = self._callee(head, scope)
        if (function is UNDEFINED or function is None) and is_optional(node):
            return UNDEFINED
        if isinstance(function, Ignored):
            return function
        if isinstance(function, Unknown):
            return Unknown(function.why, function.place or where, among=())
        if arguments.type == "template_string":
            strings, values = self.template(arguments, scope)
            return self.call(function, [strings, *values], where)
        if isinstance(function, Native) and function.name == "require":
            return self._import(arguments, scope, where)
        return self.call(function, self.arguments(arguments, scope), where, this)

    def _callee(self, head: Node, scope: Scope) -> tuple[Any, Any]:
        """What is called, and its ``this``."""
        while head.type in ("parenthesized_expression", "non_null_expression", "instantiation_expression"):
            head = head.named_children[0]
        if head.type == "member_expression":
            target, name = head.child_by_field_name("object"), head.child_by_field_name("property")
            if target is not None and name is not None:
                this = self.evaluate(target, scope)
                return self.member(this, source(name, scope), place(name, scope)), this
        return self.evaluate(head, scope), UNDEFINED

    def arguments(self, node: Node, scope: Scope) -> list[Any]:
        """The values a call is made with."""
        found: list[Any] = []
        for child in node.named_children:
            if child.type == "spread_element":
                spread = library.iterated(self.evaluate(child.named_children[-1], scope))
                found += [spread] if isinstance(spread, Unknown) else spread
            elif child.type != "comment":
                found.append(self.evaluate(child, scope))
        return found

    def _import(self, arguments: Node, scope: Scope, where: Place) -> Any:
        args = self.arguments(arguments, scope)
        if args and isinstance(args[0], str):
            return self.imported(args[0], scope, where)
        return Unknown("an import of a computed name", where)

    def _e_new_expression(self, node: Node, scope: Scope) -> Any:
        head, arguments = node.child_by_field_name("constructor"), node.child_by_field_name("arguments")
        args = self.arguments(arguments, scope) if arguments is not None else []
        if head is not None and head.type == "identifier" and scope.holder(source(head, scope)) is not None:
            known = self.evaluate(head, scope)
            if isinstance(known, Native):
                return self.call(known, args, place(node, scope))
        made = head is not None and environment.construct(source(head, scope), args, place(node, scope))
        return made or Unknown("an object of a class", place(node, scope))

    def _e_await_expression(self, node: Node, scope: Scope) -> Any:
        return self.evaluate(node.named_children[-1], scope)
