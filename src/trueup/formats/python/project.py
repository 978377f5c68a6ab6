"""Statements of Python source followed in order: bindings, classes, functions, conditions, loops, imports."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Literal

from trueup.errors import SourceError
from trueup.files import shown
from trueup.formats.python.expressions import STEPS, Expressions
from trueup.formats.python.modules import Finder, Module, walk
from trueup.formats.python.values import (
    Call,
    Choice,
    Class,
    Const,
    Dict,
    Entry,
    Function,
    Items,
    Late,
    ModuleValue,
    Op,
    Outside,
    Scope,
    Unknown,
    Value,
    truth,
)
from trueup.model import Origin


class _Ended(Exception):
    """A block of statements ends before its last one."""

    def __init__(self, how: Literal["return", "raise", "break", "continue"], value: Value | None = None) -> None:
        super().__init__(how)
        self.how = how
        self.value = value


class Project(Expressions):
    """The Python source of a folder. See the package for how to use it."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root).absolute()
        super().__init__(Finder(self.root))
        self.failed: dict[Path, SourceError] = {}
        self._checking = 0

    # ------------------------------------------------------------------ modules

    def load(self, path: Path | str) -> Module:
        """The module in a file, read. Raises SourceError for one that is no Python, with line and column."""
        module = self.finder.at(Path(path))
        assert module.tree is not None
        self.read(module)
        return module

    def find(self, name: str, importer: Module) -> Module | None:
        """The project's module of a dotted name as another would import it, read; None when it is not the project's."""
        module = self.finder.find(name, importer)
        if module is not None:
            self.read(module)
        return module

    def imported_by(self, module: Module) -> list[Module]:
        """The project's modules that importing a module brings in, the packages around them included; not read yet."""
        found: dict[Module, None] = {}
        for late in module.imports:
            for name in self._brought(late):
                inner = self._module(Late(late.origin, name, late.level, None), module)
                if inner is not None and inner is not module:
                    found[inner] = None
        return list(found)

    def _brought(self, late: Late) -> list[str]:
        """``a``, ``a.b`` and perhaps a module ``a.b.c`` for ``from a.b import c``."""
        parts = late.module.split(".") if late.module else []
        names = [".".join(parts[: n + 1]) for n in range(len(parts))] or [""]
        return [*names, *([f"{late.module}.{late.name}".lstrip(".")] if late.name is not None else [])]

    def files(self) -> list[str]:
        """The files that were read so far, as their user would type them."""
        return sorted(m.file for m in self.finder.known() if m.state != "new" and m.path.is_file())

    def deciding(self) -> set[str]:
        """Those, and the folders a module might be found in another time."""
        return {*self.files(), *(shown(folder) for folder, _, _ in walk(self.finder.root))}

    def read(self, module: Module) -> None:
        """Run a module's statements, once. A module that cannot be parsed has no names; see ``failed``."""
        if module.state != "new":
            return
        module.state = "running"
        doubts, self.doubts = self.doubts, []
        depth, self.depth = self.depth, 0
        try:
            module.scope.names |= {
                "__name__": Const(module.origin(ast.Pass()), module.name),
                "__file__": Unknown(module.origin(ast.Pass()), "it is a path of this machine"),
            }
            self.block(module.tree.body, module.scope)
        except SourceError as error:
            self.failed[module.path] = error
        except _Ended:
            pass
        finally:
            module.state = "read"
            self.doubts, self.depth = doubts, depth

    def absent(self, module: Module, name: str) -> str:
        failed = self.failed.get(module.path)
        return f"{failed.where}: {failed.message}" if failed is not None else super().absent(module, name)

    def annotation(self, node: ast.expr | None, scope: Scope) -> Value | None:
        """What an annotation says; one that is a text is evaluated as the expression in it."""
        if node is None:
            return None
        found = self.value(node, scope)
        if isinstance(found, Const) and isinstance(found.value, str):
            return self.text(found.value, scope, found.origin)
        return found

    # ------------------------------------------------------------------ statements

    def block(self, body: list[ast.stmt], scope: Scope) -> None:
        """Run statements in order."""
        for node in body:
            try:
                self._statement(node, scope)
            except RecursionError:
                self._forget([node], scope, "it is nested too deep")

    def _statement(self, node: ast.stmt, scope: Scope) -> None:
        match node:
            case ast.Assign():
                found = self.value(node.value, scope)
                for target in node.targets:
                    self._assign(target, found, scope, node)
            case ast.AnnAssign():
                value = self.value(node.value, scope) if node.value is not None else None
                self._assign(node.target, value, scope, node, node.annotation)
            case ast.AugAssign():
                self._augment(node, scope)
            case ast.Expr():
                self.value(node.value, scope)
            case ast.ClassDef():
                self._class(node, scope)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._function(node, scope)
            case ast.Import() | ast.ImportFrom():
                self._import(node, scope)
            case ast.If():
                self._if(node, scope)
            case ast.For():
                self._for(node, scope)
            case ast.Try() | ast.TryStar():
                self._try(node, scope)
            case ast.With() | ast.AsyncWith():
                self._with(node, scope)
            case ast.Return():
                raise _Ended("return", self.value(node.value, scope) if node.value is not None else None)
            case ast.Raise():
                raise _Ended("raise")
            case ast.Break():
                raise _Ended("break")
            case ast.Continue():
                raise _Ended("continue")
            case ast.Pass() | ast.Assert() | ast.Global() | ast.Nonlocal():
                pass
            case ast.Delete():
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        scope.names.pop(target.id, None)
            case _ if type(node).__name__ == "TypeAlias":
                scope.names[node.name.id] = self.value(node.value, scope)  # type: ignore[attr-defined]  # Python 3.12
            case ast.While() | ast.Match():
                self._maybe([node], scope, scope.module.origin(node))
            case _:
                self._forget([node], scope, "it needs the code to be run")

    def _assign(
        self, target: ast.expr, value: Value | None, scope: Scope, node: ast.stmt, annotation: ast.expr | None = None
    ) -> None:
        if isinstance(target, ast.Name):
            if value is not None:
                scope.names[target.id] = value
            self._noted(target.id, value, annotation, scope, scope.module.origin(node))
        elif isinstance(target, ast.Attribute) and value is not None:
            self._set(self.value(target.value, scope), target.attr, value)
        elif isinstance(target, ast.Subscript) and value is not None:
            self._put(self.value(target.value, scope), self.value(target.slice, scope), value)
        elif value is not None:
            self.bind(target, value, scope)

    def _noted(self, name: str, value: Value | None, annotation: ast.expr | None, scope: Scope, origin: Origin) -> None:
        if scope.owner is not None:
            scope.owner.body.append(Entry(name, value, annotation, origin, self.doubt))

    def _set(self, of: Value, name: str, value: Value) -> None:
        """An attribute set from outside: on a class it is as if its body had it."""
        if isinstance(of, Class):
            of.names[name] = value
            of.body.append(Entry(name, value, None, value.origin, self.doubt))
        elif isinstance(of, Call):
            of.attributes[name] = value
        elif isinstance(of, ModuleValue):
            self.read(of.module)
            of.module.scope.names[name] = value

    def _put(self, of: Value, key: Value, value: Value) -> None:
        if isinstance(of, Dict):
            of.pairs.append((key, value))
            of.unsure = of.unsure or self.doubt
        elif isinstance(of, Items):
            of.unsure = value.origin

    def _augment(self, node: ast.AugAssign, scope: Scope) -> None:
        binary = ast.copy_location(ast.BinOp(_loaded(node.target), node.op, node.value), node)
        found = self.value(binary, scope)
        match found:
            case Op(op="+", operands=[Items(kind="list") as left, Items() as right]):  # a list takes any other up
                found = Items(found.origin, "list", [*left.items, *right.items], left.unsure or right.unsure)
        self._assign(node.target, found, scope, node)

    def _class(self, node: ast.ClassDef, scope: Scope) -> None:
        own = Scope(scope.module, {}, scope)
        made = Class(
            scope.module.origin(node),
            node.name,
            scope.module,
            [self.value(base, scope) for base in node.bases],
            {key.arg: self.value(key.value, scope) for key in node.keywords if key.arg is not None},
            [self.value(decorator, scope) for decorator in node.decorator_list],
            own,
            doubt=self.doubt,
        )
        own.owner = made
        self.block(node.body, own)
        scope.names[node.name] = made
        self._noted(node.name, made, None, scope, made.origin)
        scope.module.made.append(made)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope) -> None:
        origin = scope.module.origin(node)
        found: Value = Function(origin, node.name, scope.module, node, scope, self.defaults(node.args, scope))
        for decorator in reversed(node.decorator_list):
            found = Call(origin, self.value(decorator, scope), [found], {}, doubt=self.doubt)
        scope.names[node.name] = found
        self._noted(node.name, found, node.returns, scope, origin)

    def _import(self, node: ast.Import | ast.ImportFrom, scope: Scope) -> None:
        origin = scope.module.origin(node)
        for alias in node.names:
            if isinstance(node, ast.Import):
                whole = alias.name if alias.asname else alias.name.partition(".")[0]
                scope.names[alias.asname or whole] = Late(origin, whole, 0, None)
                late = Late(origin, alias.name, 0, None)
            elif alias.name == "*":
                late = Late(origin, node.module or "", node.level, None)
                scope.stars.append(late)
            else:
                late = Late(origin, node.module or "", node.level, alias.name)
                scope.names[alias.asname or alias.name] = late
            if not self._checking:
                scope.module.imports.append(late)

    # ------------------------------------------------------------------ conditions and loops

    def _if(self, node: ast.If, scope: Scope) -> None:
        test = self.value(node.test, scope)
        known = truth(test)
        if known is not None:
            if isinstance(test, Outside):
                self._for_checkers(node, scope)
            else:
                self.block(node.body if known else node.orelse, scope)
            return
        condition = scope.module.origin(node.test)
        before = dict(scope.names)
        one, first = self._branch(node.body, scope, condition)
        scope.names.clear()
        scope.names.update(before)
        other, second = self._branch(node.orelse, scope, condition)
        if first is None and second is None:
            self._join(one, other, scope, condition)
            return
        self._end(one, first, other, second, scope, condition)

    def _for_checkers(self, node: ast.If, scope: Scope) -> None:
        """``if TYPE_CHECKING``: its imports serve annotations; what it says otherwise is not so when the code runs."""
        if scope.owner is None:
            self._checking += 1
            imports: list[ast.stmt] = [one for one in node.body if isinstance(one, ast.Import | ast.ImportFrom)]
            self.block(imports if node.orelse else node.body, scope)
            self._checking -= 1
        self.block(node.orelse, scope)

    def _branch(self, body: list[ast.stmt], scope: Scope, condition: Origin) -> tuple[dict[str, Value], _Ended | None]:
        """Run a branch that may not happen; the names after it, and how it ended if before its last statement."""
        self.doubts.append(condition)
        try:
            self.block(body, scope)
            return dict(scope.names), None
        except _Ended as ended:
            return dict(scope.names), ended
        finally:
            self.doubts.pop()

    def _end(
        self,
        one: dict[str, Value],
        first: _Ended | None,
        other: dict[str, Value],
        second: _Ended | None,
        scope: Scope,
        condition: Origin,
    ) -> None:
        """After branches of which one at least ended: an error is taken not to happen, two results are a choice."""
        if first is not None and second is not None and first.how == second.how == "return":
            nothing = Const(condition, None)
            raise _Ended("return", self.choice(first.value or nothing, second.value or nothing, condition))
        if first is not None and first.how == "raise":
            scope.names.clear()
            scope.names.update(other)
            if second is not None:
                raise second
            return
        if second is not None and second.how == "raise":
            scope.names.clear()
            scope.names.update(one)
            if first is not None:
                raise first
            return
        raise _Ended("return", Unknown(condition, f"it depends on the condition at {condition}"))

    def _join(self, one: dict[str, Value], other: dict[str, Value], scope: Scope, condition: Origin) -> None:
        scope.names.clear()
        for name in {**one, **other}:
            if name in one and name in other:
                joined = one[name] if one[name] is other[name] else self._joined_late(one[name], other[name], condition)
            else:
                joined = one.get(name) or other[name]
            scope.names[name] = joined

    def _joined_late(self, one: Value, other: Value, condition: Origin) -> Value:
        if isinstance(one, Late) or isinstance(other, Late):
            return one
        return self.choice(one, other, condition)

    def _for(self, node: ast.For, scope: Scope) -> None:
        inside = self.iterated(self.value(node.iter, scope))
        if inside is None:
            self.bind(node.target, Unknown(scope.module.origin(node.iter), "it comes from a loop"), scope)
            self._maybe(node.body, scope, scope.module.origin(node))
            return
        for one in inside:
            if self.steps > STEPS:
                break
            self.bind(node.target, one, scope)
            try:
                self.block(node.body, scope)
            except _Ended as ended:
                if ended.how in ("return", "raise"):
                    raise
                if ended.how == "break":
                    return
        self.block(node.orelse, scope)

    def _maybe(self, body: list[ast.stmt], scope: Scope, condition: Origin) -> None:
        """Statements that may run never, once or often: what they bind is not known afterwards."""
        inner = [stmt for node in body for stmt in ([node] if not isinstance(node, ast.While) else node.body)]
        before = dict(scope.names)
        if not any(isinstance(stmt, ast.Match) for stmt in inner):
            self._branch(inner, scope, condition)
        scope.names |= before
        self._forget(body, scope, f"it depends on the loop or condition at {condition}")

    def _forget(self, body: list[ast.stmt], scope: Scope, why: str) -> None:
        """Whatever these statements could bind is what it was, or unknown, from here on."""
        for node in body:
            for one in ast.walk(node):
                if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
                    before, other = scope.names.get(one.id), Unknown(scope.module.origin(one), why)
                    told = isinstance(before, Items | Dict | Const)
                    scope.names[one.id] = Choice(before.origin, [before, other], why) if before and told else other

    def _try(self, node: ast.Try | ast.TryStar, scope: Scope) -> None:
        """What is tried is taken to work."""
        self.block(node.body, scope)
        self.block(node.orelse, scope)
        self.block(node.finalbody, scope)

    def _with(self, node: ast.With | ast.AsyncWith, scope: Scope) -> None:
        for item in node.items:
            found = self.value(item.context_expr, scope)
            if item.optional_vars is not None:
                self.bind(item.optional_vars, found, scope)
        self.block(node.body, scope)

    def run(self, function: Function, scope: Scope) -> Value:
        """The result of a function's body."""
        node = function.node
        assert not isinstance(node, ast.Lambda)
        if isinstance(node, ast.AsyncFunctionDef) or _is_generator(node):
            return Unknown(function.origin, f"{function.name} is no plain function")
        try:
            self.block(node.body, scope)
        except _Ended as ended:
            if ended.how == "return":
                return ended.value or Const(function.origin, None)
            return Unknown(function.origin, f"{function.name} raises an error")
        return Const(function.origin, None)


def _loaded(target: ast.expr) -> ast.expr:
    """An assignment's target as an expression."""
    match target:
        case ast.Name():
            return ast.copy_location(ast.Name(target.id, ast.Load()), target)
        case ast.Attribute():
            return ast.copy_location(ast.Attribute(target.value, target.attr, ast.Load()), target)
        case ast.Subscript():
            return ast.copy_location(ast.Subscript(target.value, target.slice, ast.Load()), target)
    return target


def _is_generator(node: ast.FunctionDef) -> bool:
    return any(isinstance(one, ast.Yield | ast.YieldFrom) for one in ast.walk(node))
