"""What the expressions of Python source come to: names looked up, attributes, operators, simple calls followed."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any

from trueup.formats.python import pure
from trueup.formats.python.modules import Finder, Module, expression
from trueup.formats.python.values import (
    Call,
    Choice,
    Class,
    Const,
    Dict,
    Entry,
    EnumMember,
    Function,
    Items,
    Late,
    Member,
    Method,
    ModuleValue,
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
_BUILTINS = frozenset(dir(__builtins__) if not isinstance(__builtins__, dict) else __builtins__)
_ENUMS = frozenset({"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "TextChoices", "IntegerChoices", "Choices"})
_DEEPEST = 24
STEPS = 1_000_000
"""So many expressions are evaluated for one project; the rest is unknown."""
CALLS = 50_000
"""So many calls of functions are followed for one project."""


class Expressions:
    """Evaluates expressions. Statements, and with them function bodies and modules, are run by a subclass."""

    def __init__(self, finder: Finder) -> None:
        self.finder = finder
        self.doubts: list[Origin] = []
        self.steps = 0
        self.calls = 0
        self.depth = 0
        self._orders: dict[Class, list[Value]] = {}
        self._following: set[tuple[Module, str]] = set()
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

    # ------------------------------------------------------------------ what a subclass does

    def read(self, module: Module) -> None:
        """Run a module's statements, once."""
        raise NotImplementedError

    def run(self, function: Function, scope: Scope) -> Value:
        """Run a function's body in a scope that has its arguments."""
        raise NotImplementedError

    def absent(self, module: Module, name: str) -> str:
        """Why a module has not some name."""
        return f"{module.file} has no {name}"

    # ------------------------------------------------------------------ evaluation

    @property
    def doubt(self) -> Origin | None:
        """The innermost condition, not known, under which things happen now."""
        return self.doubts[-1] if self.doubts else None

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

    # ------------------------------------------------------------------ names and attributes

    def _name(self, node: ast.Name, scope: Scope) -> Value:
        return self.lookup(node.id, scope, scope.module.origin(node))

    def lookup(self, name: str, scope: Scope, origin: Origin) -> Value:
        """What a name is bound to, imports followed."""
        for one in scope.enclosing():
            if name in one.names:
                return self.resolved(name, one, origin)
            found = self._starred(name, one)
            if found is not None:
                return found
        if name in _BUILTINS:
            return Outside(origin, f"builtins.{name}")
        if scope.module.scope.stars:
            return self._from_outside_star(name, scope.module.scope, origin)
        return Unknown(origin, f"the name {name} is not bound when this is read")

    def resolved(self, name: str, scope: Scope, origin: Origin) -> Value:
        """What a name that a scope has is bound to, an import followed."""
        found = scope.names[name]
        if isinstance(found, Late):
            target = self.imported(found, scope.module, origin)
            if not isinstance(target, Late):
                scope.names[name] = target
            return target
        return found

    def imported(self, late: Late, importer: Module, origin: Origin) -> Value:
        """What an import brings: a module, a name of one, or a name from outside. Late itself in an open circle."""
        module = self._module(late, importer)
        if late.name is None:
            return ModuleValue(origin, module) if module is not None else Outside(late.origin, late.module)
        if module is not None:
            self.read(module)
            found = self._followed(module, late.name, origin)
            if found is not None:
                return found
            return late if module.state == "running" else Unknown(origin, self.absent(module, late.name))
        return Outside(late.origin, f"{late.module}.{late.name}" if late.module else late.name)

    def _followed(self, module: Module, name: str, origin: Origin) -> Value | None:
        """A name of another module, through its own imports; they may lead back here."""
        if (module, name) in self._following:
            return Unknown(origin, f"{name} is imported in a circle")
        self._following.add((module, name))
        try:
            return self.of_module(module, name, origin)
        finally:
            self._following.discard((module, name))

    def _module(self, late: Late, importer: Module) -> Module | None:
        if late.level:
            return self.finder.beside(importer, late.level, late.module)
        return self.finder.find(late.module, importer)

    def of_module(self, module: Module, name: str, origin: Origin) -> Value | None:
        """A name of a module that was read, or a module inside it."""
        if name in module.scope.names:
            return self.resolved(name, module.scope, origin)
        found = self._starred(name, module.scope)
        if found is None and (module.package or module.path.is_dir()):
            inner = self.finder.beside(module, 1, name)
            found = ModuleValue(origin, inner) if inner is not None else None
        if found is None and any(self._module(late, module) is None for late in module.scope.stars):
            found = self._from_outside_star(name, module.scope, origin)
        return found

    def _starred(self, name: str, scope: Scope) -> Value | None:
        """A name that ``from … import *`` of a module of the project brings."""
        if name.startswith("__"):
            return None
        for late in reversed(scope.stars):
            module = self._module(late, scope.module)
            if module is None or module is scope.module or module.state == "running":
                continue
            self.read(module)
            found = self._public(name, module, late.origin)
            if found is not None:
                return found
        return None

    def _public(self, name: str, module: Module, origin: Origin) -> Value | None:
        if name in module.scope.names:
            return self.resolved(name, module.scope, origin)
        return self._starred(name, module.scope)

    def _from_outside_star(self, name: str, scope: Scope, origin: Origin) -> Value:
        theirs = [late for late in scope.stars if self._module(late, scope.module) is None]
        if not theirs:
            return Unknown(origin, f"the name {name} is not bound when this is read")
        return Outside(origin, f"{theirs[-1].module}.{name}")

    def attribute(self, of: Value, name: str, origin: Origin | None = None) -> Value:
        """An attribute of a value, as Python looks it up."""
        origin = origin or of.origin
        match of:
            case ModuleValue():
                self.read(of.module)
                found = self.of_module(of.module, name, origin)
                return found or Unknown(origin, self.absent(of.module, name))
            case Outside():
                return Outside(origin, f"{of.path}.{name}")
            case Class():
                return self._of_class(of, name, origin)
            case EnumMember():
                return self._of_member(of, name, origin)
            case Call():
                return self._of_call(of, name, origin)
            case Const() | Items() | Dict():
                return Method(origin, of, name)
            case Unknown():
                return Unknown(origin, of.why)
        return Member(origin, of, name)

    def _of_class(self, of: Class, name: str, origin: Origin) -> Value:
        if name in ("__name__", "__qualname__"):
            return Const(origin, of.name)
        found = self.inherited(of, name)
        if found is None:
            return Member(origin, of, name)
        if self.is_enum(of) and not name.startswith("_") and not _is_method(found):
            return EnumMember(origin, of, name, self._enum_value(of, name, found))
        if isinstance(found, Call) and isinstance(found.callee, Outside):
            if found.callee.path == "builtins.staticmethod" and found.args:
                return found.args[0]
            if found.callee.path == "builtins.classmethod" and found.args and isinstance(found.args[0], Function):
                return self.bound(found.args[0], of)
        return found

    def inherited(self, of: Class, name: str) -> Value | None:
        """What a class or the first of its base classes that has it binds a name to."""
        for base in self.mro(of):
            if isinstance(base, Class) and name in base.names:
                return self.resolved(name, base.scope, base.origin)
        return None

    def _of_member(self, of: EnumMember, name: str, origin: Origin) -> Value:
        if name in ("value", "_value_"):
            return of.value
        if name in ("name", "_name_"):
            return Const(origin, of.name)
        return Member(origin, of, name)

    def _of_call(self, of: Call, name: str, origin: Origin) -> Value:
        if name in of.attributes:
            return of.attributes[name]
        if isinstance(of.callee, Class):
            found = self._of_instance(of.callee, name)
            if found is not None:
                return found
        return Member(origin, of, name)

    def _of_instance(self, of: Class, name: str) -> Value | None:
        """An attribute that every instance of a plain class has from its class."""
        bases = self.mro(of)
        if not all(isinstance(base, Class) or _path(base) == "builtins.object" for base in bases) or of.decorators:
            return None
        if any(isinstance(base, Class) and "__init__" in base.names for base in bases):
            return None
        found = self.inherited(of, name)
        return None if isinstance(found, Function | Call) else found

    # ------------------------------------------------------------------ classes

    def mro(self, of: Class) -> list[Value]:
        """A class and its base classes in the order Python looks through them; those from outside are leaves."""
        known = self._orders.get(of)
        if known is None:
            known = self._linear(of, ())
            if not any(isinstance(base, Unknown) for base in known):
                self._orders[of] = known
        return known

    def _linear(self, of: Value, above: tuple[Value, ...]) -> list[Value]:
        of = self._plain_base(of)
        if not isinstance(of, Class) or of in above or len(above) > 100:
            return [of]
        bases = [self._plain_base(base) for base in of.bases]
        chains = [self._linear(base, (*above, of)) for base in bases] + [list(bases)]
        return [of, *_merged(chains)]

    def _plain_base(self, base: Value) -> Value:
        """``Generic[T]`` is ``Generic`` here, and a Late of a circle what it has become since."""
        while isinstance(base, Subscript):
            base = base.of
        if isinstance(base, Late):
            return Unknown(base.origin, f"{base.module} is imported in a circle")
        return base

    def derives(self, of: Value, *paths: str) -> bool:
        """Whether a class has a base from outside with one of these paths; a last part alone may be given."""
        if not isinstance(of, Class):
            return False
        return any(isinstance(b, Outside) and (b.path in paths or b.name in paths) for b in self.mro(of))

    def is_enum(self, of: Class) -> bool:
        """Whether a class is an enumeration."""
        return any(isinstance(base, Outside) and base.name in _ENUMS for base in self.mro(of))

    def members(self, of: Class) -> list[EnumMember]:
        """The members of an enumeration in order, without aliases."""
        found: list[EnumMember] = []
        for entry in of.body:
            if entry.value is None or entry.name.startswith("_") or _is_method(entry.value):
                continue
            member = EnumMember(entry.origin, of, entry.name, self._enum_value(of, entry.name, entry.value))
            if not any(same(member.value, other.value) for other in found):
                found.append(member)
        return found

    def _enum_value(self, of: Class, name: str, given: Value) -> Value:
        if any(isinstance(base, Class) and "__new__" in base.names for base in self.mro(of)):
            return Unknown(given.origin, f"the enumeration {of.name} makes its values itself")
        if isinstance(given, Items) and given.items and self.derives(of, "TextChoices", "IntegerChoices"):
            given = given.items[0]
        if not (isinstance(given, Call) and _path(given.callee) == "enum.auto"):
            return given
        if self.inherited(of, "_generate_next_value_") is not None:
            return Unknown(given.origin, f"the enumeration {of.name} makes its values itself")
        if self.derives(of, "StrEnum"):
            return Const(given.origin, name.lower())
        last = 0
        for entry in of.body:
            if entry.name == name:
                break
            if isinstance(entry.value, Const) and isinstance(entry.value.value, int):
                last = entry.value.value
            elif isinstance(entry.value, Call) and _path(entry.value.callee) == "enum.auto":
                last += 1
        return Const(given.origin, last + 1)

    def bound(self, function: Function, to: Value) -> Function:
        """A function as a method of an object."""
        return Function(
            function.origin, function.name, function.module, function.node, function.scope, function.defaults, to
        )

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
        elif _path(left) == "sys.version_info":
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

    def iterated(self, value: Value) -> list[Value] | None:
        """What a loop over a value goes through, enumerations included; None when that is not known."""
        if isinstance(value, Class) and self.is_enum(value):
            return list(self.members(value))
        if isinstance(value, Member) and value.name == "__members__" and isinstance(value.of, Class):
            return [Const(value.origin, member.name) for member in self.members(value.of)]
        return pure.iterated(value)

    # ------------------------------------------------------------------ calls

    def _call(self, node: ast.Call, scope: Scope) -> Value:
        callee = self.value(node.func, scope)
        args: list[Value] = []
        more: Value | None = None
        for arg in node.args:
            found = self.value(arg, scope)
            inside = self.iterated(found) if isinstance(arg, ast.Starred) else [found]
            args += inside or []
            more = more or (found if inside is None else None)
        kwargs: dict[str, Value] = {}
        for keyword in node.keywords:
            found = self.value(keyword.value, scope)
            if keyword.arg is not None:
                kwargs[keyword.arg] = found
            elif isinstance(found, Dict) and found.unsure is None and all(isinstance(k, Const) for k, _ in found.pairs):
                kwargs |= {str(key.value): one for key, one in found.pairs if isinstance(key, Const)}
            else:
                more = more or found
        return self.called(callee, args, kwargs, more, scope, scope.module.origin(node))

    def called(
        self,
        callee: Value,
        args: list[Value],
        kwargs: dict[str, Value],
        more: Value | None,
        scope: Scope,
        origin: Origin,
    ) -> Value:
        """A call: followed where the callee is the project's or a plain one of Python's own, else kept as a symbol."""
        if isinstance(callee, Function) and more is None:
            return self.call(callee, args, kwargs, origin)
        found: Value | None = None
        if isinstance(callee, Method) and more is None:
            found = self._method(callee, args, kwargs, origin)
        elif isinstance(callee, Outside) and more is None:
            found = self._known(callee, args, kwargs, scope, origin)
        elif isinstance(callee, Call) and _path(callee.callee) == "functools.partial" and callee.args:
            return self.called(
                callee.args[0], [*callee.args[1:], *args], callee.kwargs | kwargs, callee.more or more, scope, origin
            )
        elif isinstance(callee, Class) and self.is_enum(callee) and len(args) == 1:
            found = next((m for m in self.members(callee) if same(m.value, args[0])), None)
        elif isinstance(callee, Member) and isinstance(callee.of, Call) and _path(callee.of.callee) == "re.compile":
            found = pure.regex(callee.name, [*callee.of.args[:1], *args], kwargs, origin)
        elif isinstance(callee, Unknown):
            return Unknown(origin, callee.why)
        if found is not None:
            return found
        made = Call(origin, callee, args, kwargs, more, doubt=self.doubt)
        scope.module.made.append(made)
        return made

    def _method(self, callee: Method, args: list[Value], kwargs: dict[str, Value], origin: Origin) -> Value | None:
        given: list[Value] = [
            Items(arg.origin, "list", inside)
            if callee.name in ("join", "extend", "update")
            and not isinstance(arg, Items | Dict)
            and (inside := self.iterated(arg)) is not None
            else arg
            for arg in args
        ]
        found = pure.method(callee.of, callee.name, given, kwargs, origin)
        if (
            self.doubts
            and isinstance(callee.of, Items | Dict)
            and callee.name not in ("get", "items", "keys", "values")
        ):
            callee.of.unsure = self.doubt
        return found

    def _known(
        self, callee: Outside, args: list[Value], kwargs: dict[str, Value], scope: Scope, origin: Origin
    ) -> Value | None:
        match callee.path, args:
            case "typing.cast" | "typing_extensions.cast", [_, value]:
                return value
            case "copy.copy" | "copy.deepcopy", [Items() | Dict() | Const() as value]:
                return pure.method(value, "copy", [], {}, origin) or value
            case "builtins.getattr", [of, Const(value=str() as name), *_]:
                found = self.attribute(of, name, origin)
                return None if isinstance(found, Member | Unknown) else found
            case "builtins.type", [Const(value=str() as name), Items() as bases, Dict() as names]:
                return self._typed(name, bases, names, scope, origin)
            case "collections.OrderedDict" | "types.MappingProxyType", _:
                return pure.builtin("dict", args, kwargs, origin)
        if callee.package == "re":
            return pure.regex(callee.name, args, kwargs, origin)
        if callee.package != "builtins":
            return None
        listed = (
            [self._listed(arg, callee.name) for arg in args] if callee.name not in ("str", "bool", "repr") else args
        )
        return pure.builtin(callee.name, listed, kwargs, origin)

    def _listed(self, arg: Value, function: str) -> Value:
        if isinstance(arg, Items | Dict) or (isinstance(arg, Const) and function not in pure.ITERATING):
            return arg
        inside = self.iterated(arg)
        return Items(arg.origin, "list", inside) if inside is not None else arg

    def _typed(self, name: str, bases: Items, names: Dict, scope: Scope, origin: Origin) -> Value:
        """A class made by ``type(name, bases, names)``."""
        own = Scope(scope.module, {}, scope)
        made = Class(origin, name, scope.module, list(bases.items), {}, [], own, doubt=self.doubt)
        own.owner = made
        for key, value in names.pairs:
            if isinstance(key, Const) and isinstance(key.value, str):
                own.names[key.value] = value
                made.body.append(Entry(key.value, value, None, value.origin))
        scope.module.made.append(made)
        return made

    def call(
        self,
        function: Function,
        args: list[Value],
        kwargs: dict[str, Value] | None = None,
        origin: Origin | None = None,
    ) -> Value:
        """A function of the project, followed; Unknown where its body cannot be."""
        origin = origin or function.origin
        self.calls += 1
        if self.calls > CALLS:
            return Unknown(origin, "reading the project's code takes too many steps")
        if self.depth >= _DEEPEST:
            return Unknown(origin, f"calls of {function.name} go too deep")
        given = [function.bound, *args] if function.bound is not None else args
        scope = self._arguments(function, given, kwargs or {})
        if scope is None:
            return Unknown(origin, f"{function.name} is called with other arguments than it takes")
        self.depth += 1
        try:
            if isinstance(function.node, ast.Lambda):
                return self.value(function.node.body, scope)
            return self.run(function, scope)
        finally:
            self.depth -= 1

    def _arguments(self, function: Function, args: list[Value], kwargs: dict[str, Value]) -> Scope | None:
        spec = function.node.args
        names = [a.arg for a in (*spec.posonlyargs, *spec.args)]
        bound = dict(zip(names, args, strict=False))
        if len(args) > len(names) and spec.vararg is None:
            return None
        if spec.vararg is not None:
            bound[spec.vararg.arg] = Items(function.origin, "tuple", args[len(names) :])
        named = {*names, *(a.arg for a in spec.kwonlyargs)}
        others = {name: value for name, value in kwargs.items() if name not in named}
        if others and spec.kwarg is None:
            return None
        if spec.kwarg is not None:
            pairs: list[tuple[Value, Value]] = [(Const(value.origin, name), value) for name, value in others.items()]
            bound[spec.kwarg.arg] = Dict(function.origin, pairs)
        bound |= {name: value for name, value in kwargs.items() if name in named}
        bound = function.defaults | bound
        return Scope(function.module, bound, function.scope) if named <= bound.keys() else None


def _is_method(value: Value) -> bool:
    """Whether a name in a class body is a function, decorated or not, or a class: no member of an enumeration."""
    if isinstance(value, Call):
        given = value.args[0] if value.args else None
        return isinstance(given, Function) or _path(value.callee) == "enum.nonmember"
    return isinstance(value, Function | Class)


def _path(value: Value) -> str | None:
    return value.path if isinstance(value, Outside) else None


def _why(value: Value) -> str:
    return value.why if isinstance(value, Unknown | Choice) else "it is no constant"


def _merged(chains: list[list[Value]]) -> Iterator[Value]:
    """C3; where Python would refuse, the first chain goes on."""
    chains = [chain for chain in chains if chain]
    while chains:
        head = next(
            (c[0] for c in chains if not any(_is_in(c[0], other[1:]) for other in chains)),
            chains[0][0],
        )
        yield head
        chains = [[v for v in chain if not _equal(v, head)] for chain in chains]
        chains = [chain for chain in chains if chain]


def _is_in(value: Value, chain: list[Value]) -> bool:
    return any(_equal(value, other) for other in chain)


def _equal(one: Value, other: Value) -> bool:
    return one is other or (isinstance(one, Outside) and isinstance(other, Outside) and one.path == other.path)
