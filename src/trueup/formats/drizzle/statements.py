"""Function bodies: binding of parameters and names, and the statements a helper function of a schema has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trueup.formats.drizzle import library, operators
from trueup.formats.drizzle.part import Part
from trueup.formats.drizzle.scope import Scope
from trueup.formats.drizzle.syntax import place, source
from trueup.formats.drizzle.values import (
    UNDEFINED,
    EnumObject,
    Function,
    Host,
    Place,
    Record,
    Text,
    Unknown,
    text_of_value,
    truthy,
)

if TYPE_CHECKING:
    from tree_sitter import Node

ROUNDS = 100_000
"""So often may a loop go round."""


class Stop(Exception):
    """Control leaves a statement: ``how`` is return, break, continue or throw."""

    def __init__(self, how: str, value: Any = UNDEFINED) -> None:
        self.how = how
        self.value = value


class Statements(Part):
    """The part of the evaluator that runs statements."""

    # -------------------------------------------------------------- functions

    def run_function(self, function: Function, args: list[Any], this: Any) -> Any:
        """The value a function returns for these arguments."""
        own = function.this if function.this is not UNDEFINED else this
        scope = Scope(function.scope, function.scope.text, own if own is not UNDEFINED else None)
        for index, param in enumerate(function.params):
            if _is_rest(param):
                self.bind(_pattern(param), args[index:], scope)
            else:
                self._bind_parameter(param, args[index] if index < len(args) else UNDEFINED, scope)
        if function.body.type != "statement_block":
            return self.evaluate(function.body, scope)
        try:
            self.block(function.body, scope)
        except Stop as stop:
            if stop.how == "return":
                return stop.value
            if stop.how == "throw":
                return Unknown(f"{function.name or 'a function'} throws", function.place)
        return UNDEFINED

    def _bind_parameter(self, param: Node, value: Any, scope: Scope) -> None:
        default = param.child_by_field_name("value")
        if value is UNDEFINED and default is not None:
            value = self.evaluate(default, scope)
        self.bind(_pattern(param), value, scope)

    # -------------------------------------------------------------- patterns

    def bind(self, pattern: Node, value: Any, scope: Scope) -> None:
        """Give the names of a pattern their parts of a value."""
        match pattern.type:
            case "identifier" | "shorthand_property_identifier_pattern":
                scope.names[source(pattern, scope)] = value
            case "object_pattern":
                self._bind_object(pattern, value, scope)
            case "array_pattern":
                self._bind_array(pattern, value, scope)
            case "assignment_pattern" | "object_assignment_pattern":
                left, right = pattern.child_by_field_name("left"), pattern.child_by_field_name("right")
                if left is not None and right is not None:
                    self.bind(left, self.evaluate(right, scope) if value is UNDEFINED else value, scope)
            case "rest_pattern":
                self.bind(pattern.named_children[-1], value, scope)

    def _bind_object(self, pattern: Node, value: Any, scope: Scope) -> None:
        taken: set[str] = set()
        for child in pattern.named_children:
            where = place(child, scope)
            if child.type == "rest_pattern":
                self.bind(child, self._without(value, taken), scope)
                continue
            target = child
            if child.type == "pair_pattern":
                key_node, value_node = child.child_by_field_name("key"), child.child_by_field_name("value")
                if key_node is None or value_node is None:
                    continue
                key, target = self.key(key_node, scope), value_node
            elif child.type == "object_assignment_pattern":
                left = child.child_by_field_name("left")
                key = source(left, scope) if left is not None else ""
            else:
                key = source(child, scope)
            if isinstance(key, Unknown):
                continue
            taken.add(key)
            self.bind(target, self.member(value, key, where), scope)

    def _without(self, value: Any, taken: set[str]) -> Any:
        """What a rest pattern gets of an object."""
        if isinstance(value, Host):
            value = value.member("...", Place(Text("", b"", [0]), 0), self)
        if not isinstance(value, Record):
            return value if isinstance(value, Unknown) else Record()
        rest = Record({key: found for key, found in value.items() if key not in taken})
        rest.places = value.places
        return rest

    def _bind_array(self, pattern: Node, value: Any, scope: Scope) -> None:
        items = library.iterated(value)
        index, gap = 0, True
        for child in pattern.children:
            if child.type == ",":
                index += 1 if gap else 0
                gap = True
            elif child.is_named and child.type != "comment":
                gap = False
                if isinstance(items, Unknown):
                    self.bind(child, items, scope)
                elif child.type == "rest_pattern":
                    self.bind(child, items[index:], scope)
                else:
                    self.bind(child, items[index] if index < len(items) else UNDEFINED, scope)
                index += 1

    # -------------------------------------------------------------- statements

    def block(self, node: Node, scope: Scope) -> None:
        """Run the statements of a block; functions can be called before they are declared."""
        for child in node.named_children:
            if child.type == "function_declaration":
                self.declare(child, scope)
        for child in node.named_children:
            self.statement(child, scope)

    def statement(self, node: Node, scope: Scope) -> None:
        """Run one statement; raises ``Stop`` where control leaves."""
        match node.type:
            case "return_statement":
                raise Stop("return", self.evaluate(node.named_children[0], scope) if node.named_children else UNDEFINED)
            case "throw_statement":
                raise Stop("throw")
            case "break_statement" | "continue_statement":
                raise Stop(node.type.partition("_")[0])
            case "expression_statement":
                self.evaluate(node.named_children[0], scope)
            case "lexical_declaration" | "variable_declaration":
                self.declare(node, scope)
            case "if_statement":
                self._if(node, scope)
            case "statement_block":
                self.block(node, Scope(scope, scope.text))
            case "for_in_statement":
                self._for_in(node, scope)
            case "for_statement" | "while_statement":
                self._loop(node, scope)
            case "switch_statement":
                self._switch(node, scope)
            case "try_statement":
                self._try(node, scope)
            case "enum_declaration":
                self.declare(node, scope)

    def declare(self, node: Node, scope: Scope) -> None:
        """Bind what a declaration declares."""
        if node.type == "enum_declaration":
            name = node.child_by_field_name("name")
            if name is not None:
                scope.names[source(name, scope)] = self.enum(node, scope)
        elif node.type in ("function_declaration", "class_declaration"):
            name = node.child_by_field_name("name")
            if name is not None:
                scope.names[source(name, scope)] = self.evaluate(node, scope)
        else:
            for declarator in node.named_children:
                if declarator.type == "variable_declarator":
                    name, value = declarator.child_by_field_name("name"), declarator.child_by_field_name("value")
                    if name is not None:
                        self.bind(name, self.evaluate(value, scope) if value is not None else UNDEFINED, scope)

    def enum(self, node: Node, scope: Scope) -> EnumObject:
        """A TypeScript enum as the object it becomes."""
        result = EnumObject()
        inner = Scope(scope, scope.text)
        following: Any = 0
        body = node.child_by_field_name("body")
        for child in body.named_children if body is not None else []:
            if child.type == "comment":
                continue
            value_node = child.child_by_field_name("value") if child.type == "enum_assignment" else None
            name_node = child.child_by_field_name("name") if child.type == "enum_assignment" else child
            key = self.key(name_node, scope) if name_node is not None else ""
            if isinstance(key, Unknown):
                continue
            value = self.evaluate(value_node, inner) if value_node is not None else following
            result.put(key, value, place(child, scope))
            inner.names[key] = value
            following = value + 1 if isinstance(value, int | float) else Unknown("an enum member without a value")
        numbers = {shown: key for key, value in result.items() if isinstance(shown := _number_text(value), str)}
        if numbers:  # the way back comes first: whole numbers are the first keys of any object
            forward, places = dict(result), result.places
            result.clear()
            result.update(sorted(numbers.items(), key=lambda item: int(item[0]) if item[0].isdigit() else 0))
            result.update(forward)
            result.places = places
        return result

    def _if(self, node: Node, scope: Scope) -> None:
        condition, yes = node.child_by_field_name("condition"), node.child_by_field_name("consequence")
        no = node.child_by_field_name("alternative")
        if condition is None or yes is None:
            return
        test = self.evaluate(condition, scope)
        if isinstance(test, Unknown):
            raise Stop("return", Unknown(test.why, test.place))
        if truthy(test):
            self.statement(yes, Scope(scope, scope.text))
        elif no is not None:
            self.statement(no.named_children[-1], Scope(scope, scope.text))

    def _for_in(self, node: Node, scope: Scope) -> None:
        left, right, body = (node.child_by_field_name(f) for f in ("left", "right", "body"))
        if left is None or right is None or body is None:
            return
        value = self.evaluate(right, scope)
        over_keys = any(child.type == "in" for child in node.children)
        items = list(value) if over_keys and isinstance(value, Record) else library.iterated(value)
        if isinstance(items, Unknown):
            raise Stop("return", Unknown(items.why, items.place))
        for item in items:
            inner = Scope(scope, scope.text)
            self.bind(left, item, inner)
            if not self._round(body, inner):
                return

    def _loop(self, node: Node, scope: Scope) -> None:
        start, test, step = (node.child_by_field_name(f) for f in ("initializer", "condition", "increment"))
        body = node.child_by_field_name("body")
        inner = Scope(scope, scope.text)
        if start is not None:
            self.statement(start, inner)
        for _ in range(ROUNDS):
            if test is not None:
                value = self.evaluate(test.named_children[0] if test.type == "expression_statement" else test, inner)
                if isinstance(value, Unknown):
                    raise Stop("return", Unknown(value.why, value.place))
                if not truthy(value):
                    return
            if body is not None and not self._round(body, Scope(inner, scope.text)):
                return
            if step is not None:
                self.evaluate(step, inner)
        raise Stop("return", Unknown("a loop that does not end", place(node, scope)))

    def _round(self, body: Node, scope: Scope) -> bool:
        """One round of a loop; whether there is another one."""
        try:
            self.statement(body, scope)
        except Stop as stop:
            if stop.how == "break":
                return False
            if stop.how != "continue":
                raise
        return True

    def _switch(self, node: Node, scope: Scope) -> None:
        subject, body = node.child_by_field_name("value"), node.child_by_field_name("body")
        if subject is None or body is None:
            return
        value = self.evaluate(subject, scope)
        if isinstance(value, Unknown):
            raise Stop("return", Unknown(value.why, value.place))
        inner, cases = Scope(scope, scope.text), [c for c in body.named_children if c.type.startswith("switch_")]
        start = next((i for i, case in enumerate(cases) if self._is_case(case, value, inner)), None)
        if start is None:
            start = next((i for i, case in enumerate(cases) if case.type == "switch_default"), len(cases))
        try:
            for case in cases[start:]:
                for child in case.named_children[0 if case.type == "switch_default" else 1 :]:
                    self.statement(child, inner)
        except Stop as stop:
            if stop.how != "break":
                raise

    def _is_case(self, case: Node, value: Any, scope: Scope) -> bool:
        label = case.child_by_field_name("value")
        return label is not None and operators.same(self.evaluate(label, scope), value)

    def _try(self, node: Node, scope: Scope) -> None:
        body, handler = node.child_by_field_name("body"), node.child_by_field_name("handler")
        try:
            if body is not None:
                self.statement(body, scope)
        except Stop as stop:
            if stop.how != "throw":
                raise
            caught = handler.child_by_field_name("body") if handler is not None else None
            if caught is not None:
                self.statement(caught, Scope(scope, scope.text))

    # -------------------------------------------------------------- assignments

    def _e_assignment_expression(self, node: Node, scope: Scope) -> Any:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None:
            return UNDEFINED
        value = self.evaluate(right, scope)
        self._assign(left, value, scope)
        return value

    def _e_augmented_assignment_expression(self, node: Node, scope: Scope) -> Any:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        operator = node.child_by_field_name("operator")
        if left is None or right is None or operator is None:
            return UNDEFINED
        where = place(node, scope)
        sides = self.evaluate(left, scope), self.evaluate(right, scope)
        unknown = next((side for side in sides if isinstance(side, Unknown)), None)
        value = unknown or operators.binary(operator.type.removesuffix("="), *sides, where)
        self._assign(left, value, scope)
        return value

    def _e_update_expression(self, node: Node, scope: Scope) -> Any:
        argument = node.child_by_field_name("argument")
        if argument is None:
            return UNDEFINED
        value = self.evaluate(argument, scope)
        if not isinstance(value, int | float):
            return Unknown("a count of something that is no number", place(node, scope))
        step = 1 if any(child.type == "++" for child in node.children) else -1
        self._assign(argument, value + step, scope)
        return value

    def _assign(self, left: Node, value: Any, scope: Scope) -> None:
        if left.type == "identifier":
            name = source(left, scope)
            holder = scope.holder(name) or scope
            holder.names[name] = value
            return
        if left.type not in ("member_expression", "subscript_expression"):
            return
        target_node = left.child_by_field_name("object")
        target = self.evaluate(target_node, scope) if target_node is not None else UNDEFINED
        name_node = left.child_by_field_name("property") or left.child_by_field_name("index")
        if isinstance(target, Host) and name_node is not None and left.type == "member_expression":
            target.assign(source(name_node, scope), value)
        if name_node is None or not isinstance(target, Record | list):
            return
        member = left.type == "member_expression"
        index = text_of_value(source(name_node, scope) if member else self.evaluate(name_node, scope))
        if isinstance(target, Record) and isinstance(index, str):
            target.put(index, value, place(left, scope))
        elif isinstance(target, list) and isinstance(index, str) and index.isdigit():
            library.set_item(target, int(index), value)


def _pattern(param: Node) -> Node:
    found = param.child_by_field_name("pattern")
    return found if found is not None else param


def _is_rest(param: Node) -> bool:
    return _pattern(param).type == "rest_pattern"


def _number_text(value: Any) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        text = text_of_value(value)
        return text if isinstance(text, str) else None
    return None
