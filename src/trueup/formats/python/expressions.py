"""What the expressions of Python source come to: constants, containers, operators, comprehensions."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from trueup.formats.python import pure
from trueup.formats.python.calls import Calls
from trueup.formats.python.lookup import path_of
from trueup.formats.python.modules import Finder, expression
from trueup.formats.python.values import (
    Choice,
    Class,
    Const,
    Dict,
    EnumMember,
    Function,
    Items,
    Op,
    Outside,
    Scope,
    Subscript,
    Unknown,
    Value,
    same,
    truth,
)
from trueup.model import Origin

_OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.BitOr: "|",
    ast.BitAnd: "&",
    ast.BitXor: "^",
    ast.LShift: "<<",
    ast.RShift: ">>",
    ast.MatMult: "@",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
    ast.Not: "not",
    ast.Invert: "~",
    ast.UAdd: "+",
    ast.USub: "-",
}
STEPS = 1_000_000
"""So many expressions are evaluated for one project; the rest is unknown."""


class Expressions(Calls):
    """Evaluates expressions. Statements, and with them function bodies and modules, are run by a subclass."""

    def __init__(self, finder: Finder) -> None:
        super().__init__(finder)
        self.steps = 0
        self._handlers: dict[type[ast.AST], Callable[[Any, Scope], Value]] = {
            ast.Constant: self._constant,
            ast.Name: self._name,
            ast.Attribute: lambda node, scope: self.attribute(
                self.value(node.value, scope), node.attr, scope.module.origin(node)
            ),
            ast.Call: self._call,
            ast.Subscript: self._subscript,
            ast.List: lambda node, scope: self._items("list", node, scope),
            ast.Tuple: lambda node, scope: self._items("tuple", node, scope),
            ast.Set: lambda node, scope: self._items("set", node, scope),
            ast.Dict: self._dict,
            ast.JoinedStr: self._joined,
            ast.BinOp: self._binary,
            ast.UnaryOp: self._unary,
            ast.BoolOp: self._boolean,
            ast.Compare: self._compare,
            ast.IfExp: self._either,
            ast.Lambda: self._lambda,
            ast.NamedExpr: self._walrus,
            ast.ListComp: self._comprehension,
            ast.SetComp: self._comprehension,
            ast.GeneratorExp: self._comprehension,
            ast.DictComp: self._comprehension,
            ast.Starred: lambda node, scope: self.value(node.value, scope),
        }

    # ------------------------------------------------------------------ evaluation

    def value(self, node: ast.expr, scope: Scope) -> Value:
        """What an expression comes to in a scope. Total."""
        self.steps += 1
        if self.steps > STEPS:
            return Unknown(scope.module.origin(node), "reading the project's code takes too many steps")
        handler = self._handlers.get(type(node))
        if handler is None:
            return Unknown(scope.module.origin(node), "it needs the code to be run")
        return handler(node, scope)

    def text(self, text: str, scope: Scope, origin: Origin) -> Value:
        """What an expression in a text comes to, such as a forward reference."""
        node = expression(text)
        if node is None:
            return Unknown(origin, f"{text!r} is no expression")
        for one in ast.walk(node):
            if isinstance(one, ast.expr):
                one.lineno, one.col_offset = origin.line, origin.column - 1
        return self.value(node, scope)

    def _constant(self, node: ast.Constant, scope: Scope) -> Value:
        origin = scope.module.origin(node)
        return Outside(origin, "builtins.Ellipsis") if node.value is Ellipsis else Const(origin, node.value)

    def _items(self, kind: Any, node: ast.List | ast.Tuple | ast.Set, scope: Scope) -> Value:
        made = Items(scope.module.origin(node), kind, [])
        for item in node.elts:
            found = self.value(item, scope)
            if isinstance(item, ast.Starred):
                inner = self.iterated(found)
                made.items.extend(inner or [])
                made.unsure = made.unsure or (found.origin if inner is None else None)
            else:
                made.items.append(found)
        return made

    def _dict(self, node: ast.Dict, scope: Scope) -> Value:
        made = Dict(scope.module.origin(node), [])
        for key, item in zip(node.keys, node.values, strict=True):
            found = self.value(item, scope)
            if key is not None:
                made.pairs.append((self.value(key, scope), found))
            elif isinstance(found, Dict):
                made.pairs.extend(found.pairs)
                made.unsure = made.unsure or found.unsure
            else:
                made.unsure = found.origin
        return made

    def _joined(self, node: ast.JoinedStr, scope: Scope) -> Value:
        origin = scope.module.origin(node)
        parts = []
        for piece in node.values:
            if isinstance(piece, ast.FormattedValue):
                if piece.format_spec is not None or piece.conversion not in (-1, ord("s")):
                    return Unknown(origin, "it formats a value")
                found = self.value(piece.value, scope)
            else:
                found = self.value(piece, scope)
            if not isinstance(found, Const):
                return Unknown(origin, f"it has a part that is not known: {_why(found)}")
            parts.append(str(found.value))
        return Const(origin, "".join(parts))

    def _name(self, node: ast.Name, scope: Scope) -> Value:
        return self.lookup(node.id, scope, scope.module.origin(node))

    # ------------------------------------------------------------------ operators

    def _binary(self, node: ast.BinOp, scope: Scope) -> Value:
        left, right = self.value(node.left, scope), self.value(node.right, scope)
        return self.operate(_OPERATORS[type(node.op)], left, right, scope.module.origin(node))

    def operate(self, op: str, left: Value, right: Value, origin: Origin) -> Value:
        """A binary operator on two values."""
        known = pure.binary(op, left, right, origin)
        return known if known is not None else Op(origin, op, [left, right])

    def _unary(self, node: ast.UnaryOp, scope: Scope) -> Value:
        operand, op = self.value(node.operand, scope), _OPERATORS[type(node.op)]
        origin = scope.module.origin(node)
        if op == "not":
            known = truth(operand)
            return Const(origin, not known) if known is not None else Op(origin, op, [operand])
        if isinstance(operand, Const) and isinstance(operand.value, int | float) and op in "+-":
            return Const(origin, -operand.value if op == "-" else operand.value)
        return Op(origin, op, [operand])

    def _boolean(self, node: ast.BoolOp, scope: Scope) -> Value:
        stops_at = isinstance(node.op, ast.Or)
        left: list[Value] = []
        for operand in node.values:
            found = self.value(operand, scope)
            known = truth(found)
            if known is None:
                left.append(found)
            elif known is stops_at:
                left.append(found)
                break
            elif operand is node.values[-1]:
                left.append(found)
        return left[0] if len(left) == 1 else Op(scope.module.origin(node), "or" if stops_at else "and", left)

    def _compare(self, node: ast.Compare, scope: Scope) -> Value:
        origin = scope.module.origin(node)
        operands = [self.value(one, scope) for one in (node.left, *node.comparators)]
        parts = [
            self._comparison(_OPERATORS[type(op)], left, right, origin)
            for op, left, right in zip(node.ops, operands, operands[1:], strict=False)
        ]
        if any(isinstance(part, Const) and part.value is False for part in parts):
            return Const(origin, False)
        open_ones = [part for part in parts if not isinstance(part, Const)]
        return parts[0] if len(parts) == 1 else Op(origin, "and", open_ones) if open_ones else Const(origin, True)

    def _comparison(self, op: str, left: Value, right: Value, origin: Origin) -> Value:
        if op in ("is", "is not") and isinstance(right, Const) and right.value is None:
            if isinstance(left, Const):
                return Const(origin, (left.value is None) is (op == "is"))
            if pure.never_none(left):
                return Const(origin, op == "is not")
        elif op in ("in", "not in") and isinstance(left, Const):
            inside = pure.iterated(right)
            if isinstance(right, Const) and isinstance(right.value, str) and isinstance(left.value, str):
                return Const(origin, (left.value in right.value) is (op == "in"))
            if inside is not None and all(isinstance(item, Const) for item in inside):
                return Const(origin, any(same(left, item) for item in inside) is (op == "in"))
        elif op in ("==", "!=", "is", "is not") and isinstance(left, EnumMember) and isinstance(right, EnumMember):
            return Const(origin, same(left, right) is (op in ("==", "is")))
        elif path_of(left) == "sys.version_info":
            return self._version(op, right, origin)
        return self.operate(op, left, right, origin)

    def _version(self, op: str, right: Value, origin: Origin) -> Value:
        """Comparisons with Python's version: the project's is taken to be new."""
        return Const(origin, op in (">", ">=", "!=")) if isinstance(right, Items) else Op(origin, op, [right])

    def _either(self, node: ast.IfExp, scope: Scope) -> Value:
        known = truth(self.value(node.test, scope))
        if known is not None:
            return self.value(node.body if known else node.orelse, scope)
        one, other = self.value(node.body, scope), self.value(node.orelse, scope)
        return self.choice(one, other, scope.module.origin(node.test))

    def choice(self, one: Value, other: Value, condition: Origin) -> Value:
        """One of two values, depending on a condition that is not known."""
        if same(one, other):
            return one
        options = [o for v in (one, other) for o in (v.options if isinstance(v, Choice) else [v])]
        return Choice(one.origin, options, f"it depends on the condition at {condition}")

    # ------------------------------------------------------------------ subscripts, lambdas, comprehensions

    def _subscript(self, node: ast.Subscript, scope: Scope) -> Value:
        of, origin = self.value(node.value, scope), scope.module.origin(node)
        if isinstance(node.slice, ast.Slice):
            return self._slice(of, node.slice, scope, origin)
        key = self.value(node.slice, scope)
        return self.item(of, key, origin)

    def item(self, of: Value, key: Value, origin: Origin) -> Value:
        """``of[key]``."""
        if isinstance(key, Const):
            if isinstance(of, Dict) and of.unsure is None:
                found = of.get(key.value)
                return found if found is not None else Unknown(origin, f"there is no key {key.value!r}")
            inside = pure.iterated(of)
            if inside is not None and isinstance(key.value, int) and -len(inside) <= key.value < len(inside):
                return inside[key.value]
            if isinstance(of, Class) and self.is_enum(of) and isinstance(key.value, str):
                return self.attribute(of, key.value, origin)
        return Subscript(origin, of, key)

    def _slice(self, of: Value, node: ast.Slice, scope: Scope, origin: Origin) -> Value:
        ends = [self.value(end, scope) if end is not None else None for end in (node.lower, node.upper, node.step)]
        places = [end.value if isinstance(end, Const) else end for end in ends]
        if all(place is None or isinstance(place, int) for place in places) and places[2] != 0:
            part = slice(*(place if isinstance(place, int) else None for place in places))
            if isinstance(of, Const) and isinstance(of.value, str):
                return Const(origin, of.value[part])
            if isinstance(of, Items) and of.unsure is None:
                return Items(origin, of.kind, of.items[part])
        return Unknown(origin, "it is a part of something that is not known")

    def _lambda(self, node: ast.Lambda, scope: Scope) -> Value:
        return Function(
            scope.module.origin(node), "<lambda>", scope.module, node, scope, self.defaults(node.args, scope)
        )

    def defaults(self, args: ast.arguments, scope: Scope) -> dict[str, Value]:
        """The values of a function's default arguments."""
        plain = [*args.posonlyargs, *args.args]
        first = len(plain) - len(args.defaults)
        found = {a.arg: self.value(d, scope) for a, d in zip(plain[first:], args.defaults, strict=True)}
        named = zip(args.kwonlyargs, args.kw_defaults, strict=True)
        return found | {a.arg: self.value(d, scope) for a, d in named if d is not None}

    def _walrus(self, node: ast.NamedExpr, scope: Scope) -> Value:
        found = self.value(node.value, scope)
        scope.names[node.target.id] = found
        return found

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp, scope: Scope) -> Value:
        origin = scope.module.origin(node)
        made: list[tuple[Value, ...]] = []
        known = self._generated(node, node.generators, Scope(scope.module, {}, scope), made)
        unsure = None if known else origin
        if isinstance(node, ast.DictComp):
            return Dict(origin, [(pair[0], pair[1]) for pair in made], unsure)
        return Items(origin, "set" if isinstance(node, ast.SetComp) else "list", [one[0] for one in made], unsure)

    def _generated(
        self, node: Any, loops: list[ast.comprehension], scope: Scope, made: list[tuple[Value, ...]]
    ) -> bool:
        """Go through the loops of a comprehension; False when some of it is not known."""
        if not loops:
            parts = (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,)
            made.append(tuple(self.value(part, scope) for part in parts))
            return True
        inside = self.iterated(self.value(loops[0].iter, scope))
        if inside is None:
            return False
        known = True
        for one in inside:
            if self.steps > STEPS:
                return False
            self.bind(loops[0].target, one, scope)
            tests = [truth(self.value(test, scope)) for test in loops[0].ifs]
            if None in tests:
                known = False
            elif all(tests):
                known = self._generated(node, loops[1:], scope, made) and known
        return known

    def bind(self, target: ast.expr, value: Value, scope: Scope) -> None:
        """Bind a loop's or an assignment's target, unpacking where it is known."""
        if isinstance(target, ast.Name):
            scope.names[target.id] = value
        elif isinstance(target, ast.Starred):
            self.bind(target.value, value, scope)
        elif isinstance(target, ast.Tuple | ast.List):
            inside = self.iterated(value)
            plain = not any(isinstance(one, ast.Starred) for one in target.elts)
            for number, one in enumerate(target.elts):
                known = inside is not None and plain and len(inside) == len(target.elts)
                found = inside[number] if known and inside else Unknown(value.origin, "it is unpacked from something")
                self.bind(one, found, scope)


def _why(value: Value) -> str:
    return value.why if isinstance(value, Unknown | Choice) else "it is no constant"
