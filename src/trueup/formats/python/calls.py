"""Calls: functions of the project followed, Python's own worked out, all others kept as symbols."""

from __future__ import annotations

import ast

from trueup.formats.python import pure
from trueup.formats.python.lookup import Lookup, path_of
from trueup.formats.python.modules import Finder
from trueup.formats.python.values import (
    Call,
    Class,
    Const,
    Dict,
    Entry,
    Function,
    Items,
    Member,
    Method,
    Outside,
    Scope,
    Unknown,
    Value,
    same,
)
from trueup.model import Origin

_DEEPEST = 24
CALLS = 50_000
"""So many calls of functions are followed for one project."""


class Calls(Lookup):
    """Evaluates calls. Expressions and function bodies are evaluated by a subclass."""

    def __init__(self, finder: Finder) -> None:
        super().__init__(finder)
        self.doubts: list[Origin] = []
        self.calls = 0
        self.depth = 0

    def value(self, node: ast.expr, scope: Scope) -> Value:
        """What an expression comes to in a scope."""
        raise NotImplementedError  # a room above has it

    def run(self, function: Function, scope: Scope) -> Value:
        """Run a function's body in a scope that has its arguments."""
        raise NotImplementedError  # a room above has it

    @property
    def doubt(self) -> Origin | None:
        """The innermost condition, not known, under which things happen now."""
        return self.doubts[-1] if self.doubts else None

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
        elif isinstance(callee, Call) and path_of(callee.callee) == "functools.partial" and callee.args:
            return self.called(
                callee.args[0], [*callee.args[1:], *args], callee.kwargs | kwargs, callee.more or more, scope, origin
            )
        elif isinstance(callee, Class) and self.is_enum(callee) and len(args) == 1:
            found = next((m for m in self.members(callee) if same(m.value, args[0])), None)
        elif isinstance(callee, Member) and isinstance(callee.of, Call) and path_of(callee.of.callee) == "re.compile":
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
