"""A small, total evaluator of the TypeScript that schema files are written in: expressions. It never runs anything.

What it cannot tell is an ``Unknown`` with the place and the reason; it raises nothing but ``Exhausted`` inside, and
that only to get back to where a binding or a call was asked for. Statements are in ``statements``, the methods of
strings, arrays and objects in ``library``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from trueup.formats.drizzle import environment, library, operators
from trueup.formats.drizzle.scope import Lazy, Scope
from trueup.formats.drizzle.statements import Statements
from trueup.formats.drizzle.values import (
    UNDEFINED,
    BigInt,
    Fallback,
    Function,
    Host,
    Ignored,
    Native,
    Pattern,
    Place,
    Record,
    Undefined,
    Unknown,
    text_of_value,
    truthy,
)
from trueup.model import Note

if TYPE_CHECKING:
    from tree_sitter import Node

STEPS = 500_000
"""So many nodes are evaluated for one reading; after that everything is unknown."""
DEPTH = 120
"""So deep may calls of functions be nested."""


class Exhausted(Exception):
    """The source asks for more work than a schema can need."""


class Evaluator(Statements):
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

    # -------------------------------------------------------------- literals

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
                inner = _expression(child)
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

    # -------------------------------------------------------------- functions

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
        if (function is UNDEFINED or function is None) and _optional(node):
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
        if (value is UNDEFINED or value is None) and _optional(node):
            return UNDEFINED
        if isinstance(value, list | str) and isinstance(index, int | float) and not isinstance(index, bool):
            return value[int(index)] if 0 <= index < len(value) else UNDEFINED
        name = text_of_value(index)
        return name if isinstance(name, Unknown) else self.member(value, name, place(node, scope))

    # -------------------------------------------------------------- what types leave behind

    def _inner(self, node: Node, scope: Scope) -> Any:
        inner = _expression(node)
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


def _expression(node: Node) -> Node | None:
    return next(_children(node), None)


def _optional(node: Node) -> bool:
    return any(child.type in ("optional_chain", "?.") for child in node.children)


__all__ = ["BigInt", "Evaluator", "Exhausted", "parameters", "place", "source"]
