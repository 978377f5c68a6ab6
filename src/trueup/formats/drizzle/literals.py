"""Strings, numbers, templates, arrays and objects as they are written -> their values. A part of the evaluator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trueup.formats.drizzle import library
from trueup.formats.drizzle.part import Part
from trueup.formats.drizzle.scope import Scope
from trueup.formats.drizzle.syntax import expression, parameters, place, source
from trueup.formats.drizzle.values import (
    UNDEFINED,
    Function,
    Host,
    Pattern,
    Place,
    Record,
    Undefined,
    Unknown,
    text_of_value,
)

if TYPE_CHECKING:
    from tree_sitter import Node


class Literals(Part):
    """The part of the evaluator that has literals."""

    def _e_string(self, node: Node, scope: Scope) -> str:
        return library.unescape(scope.text.data[node.start_byte + 1 : node.end_byte - 1].decode())

    def _e_number(self, node: Node, scope: Scope) -> Any:
        return library.number(source(node, scope))

    def _e_true(self, node: Node, scope: Scope) -> bool:
        return True

    def _e_false(self, node: Node, scope: Scope) -> bool:
        return False

    def _e_null(self, node: Node, scope: Scope) -> None:
        return None

    def _e_undefined(self, node: Node, scope: Scope) -> Undefined:
        return UNDEFINED

    def _e_regex(self, node: Node, scope: Scope) -> Pattern:
        return Pattern(source(node, scope))

    def _e_template_string(self, node: Node, scope: Scope) -> Any:
        strings, values = self.template(node, scope)
        result = strings[0]
        for value, following in zip(values, strings[1:], strict=True):
            piece = text_of_value(value)
            if isinstance(piece, Unknown):
                return piece
            result += piece + following
        return self.spend(result)

    def template(self, node: Node, scope: Scope) -> tuple[list[str], list[Any]]:
        """The texts and the values of a template, one text more than values."""
        data, at = scope.text.data, node.start_byte + 1
        strings: list[str] = []
        values: list[Any] = []
        for child in node.named_children:
            if child.type == "template_substitution":
                strings.append(library.unescape(data[at : child.start_byte].decode()))
                inner = expression(child)
                values.append(self.evaluate(inner, scope) if inner is not None else UNDEFINED)
                at = child.end_byte
        strings.append(library.unescape(data[at : node.end_byte - 1].decode()))
        return strings, values

    def _e_array(self, node: Node, scope: Scope) -> Any:
        result: list[Any] = []
        for child in node.named_children:
            if child.type == "spread_element":
                spread = library.iterated(self.evaluate(child.named_children[-1], scope))
                if isinstance(spread, Unknown):
                    result.append(spread)
                else:
                    result += spread
                    self.spend(result)
            elif child.type != "comment":
                result.append(self.evaluate(child, scope))
        return result

    def _e_object(self, node: Node, scope: Scope) -> Record:
        result = Record()
        for child in node.named_children:
            match child.type:
                case "pair":
                    self._pair(child, scope, result)
                case "shorthand_property_identifier":
                    result.put(source(child, scope), self.evaluate(child, scope), place(child, scope))
                case "spread_element":
                    inner = child.named_children[-1]
                    self._spread(self.evaluate(inner, scope), place(child, scope), result)
                case "method_definition":
                    self._method(child, scope, result)
        return result

    def _pair(self, node: Node, scope: Scope, into: Record) -> None:
        key_node, value_node = node.child_by_field_name("key"), node.child_by_field_name("value")
        if key_node is None or value_node is None:
            return
        key = self.key(key_node, scope)
        value = self.evaluate(value_node, scope)
        if isinstance(key, Unknown):
            into.put(f"...{node.start_byte}", key, place(node, scope))
        else:
            into.put(key, value, place(key_node, scope))

    def key(self, node: Node, scope: Scope) -> str | Unknown:
        """The name of a property."""
        if node.type == "string":
            return self._e_string(node, scope)
        if node.type == "computed_property_name":
            return text_of_value(self.evaluate(node.named_children[-1], scope))
        if node.type == "number":
            return text_of_value(library.number(source(node, scope)))
        return source(node, scope)

    def _method(self, node: Node, scope: Scope, into: Record) -> None:
        name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
        if name is None or body is None:
            return
        key, where = self.key(name, scope), place(name, scope)
        if isinstance(key, Unknown):
            return
        function = Function(key, parameters(node), body, scope, where, this=into)
        if any(child.type == "get" for child in node.children):
            into.put(key, self.call(function, [], where), where)
        else:
            into.put(key, function, where)

    def _spread(self, value: Any, where: Place, into: Record) -> None:
        if isinstance(value, Record):
            into.update(value)
            into.places.update({key: value.places.get(key, where) for key in value})
        elif isinstance(value, list):
            for index, item in enumerate(value):
                into.put(str(index), item, where)
        elif isinstance(value, Unknown):
            into.put(f"...{where.byte}", Unknown(value.why, value.place or where), where)
        elif isinstance(value, Host):
            fields = value.member("...", where, self)
            if isinstance(fields, Record | Unknown):
                self._spread(fields, where, into)
