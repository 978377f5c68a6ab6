"""One file of a project: its names bound lazily, its exports followed; what is at its top is run when asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from trueup.formats.drizzle import library
from trueup.formats.drizzle.scope import Lazy, Scope
from trueup.formats.drizzle.values import UNDEFINED, Caller, Host, Native, Place, Record, Text, Unknown

if TYPE_CHECKING:
    from tree_sitter import Node

    from trueup.formats.drizzle.program import Program

_LOOKED_AT = 2000
"""So many nodes of an expression are looked at for what it may be about."""

_CONTROL = frozenset(
    """
    if_statement for_statement for_in_statement while_statement do_statement switch_statement try_statement
    statement_block labeled_statement
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)
_CHANGING = frozenset(
    {"push", "unshift", "pop", "shift", "splice", "sort", "reverse", "fill", "set", "add", "delete", "clear"}
)
"""Methods of lists, maps and sets that change them."""


class Module(Host):
    """One file. Its exports are worked out when asked for."""

    def __init__(self, path: str, program: Program) -> None:
        self.path = path
        self.program = program
        self.exports: dict[str, Lazy] = {}
        self.stars: list[tuple[str, Place]] = []
        self.statements: list[Node] = []
        self.text = program.read(path)
        self.scope = Scope(None, self.text)
        self.ran = False
        self._reached: list[Module] | None = None
        self.nodes: dict[str, Node] = {}
        self.controls: list[Node] = []
        self.from_drizzle: set[str] = set()
        if path.endswith(".json"):
            self._take_json()
        else:
            self.root = program.parse(self.text, path)
            for node in self.root.named_children:
                self._take(node)
            self._doubt()

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        if name == "...":
            return Record({key: self.value(key, place) for key in self.names()})
        return self.value(name, place)

    def names(self) -> list[str]:
        """The names of all exports, those of ``export *`` included."""
        found = dict.fromkeys(self.exports)
        for module in self.reached():
            found.update((name, None) for name in module.exports if name != "default")
            for specifier, place in module.stars:
                if self.program.module(specifier, module.path) is None:
                    found.update(dict.fromkeys(self.program.external_names(specifier, place)))
        return list(found)

    def reached(self) -> list[Module]:
        """This module and all that ``export *`` leads to from here, each once."""
        if self._reached is None:
            found = {self.path: self}
            for module in (waiting := [self]):
                for specifier, _ in module.stars:
                    other = self.program.module(specifier, module.path)
                    if other is not None and other.path not in found:
                        found[other.path] = other
                        waiting.append(other)
            self._reached = list(found.values())
        return self._reached

    def value(self, name: str, place: Place | None = None) -> Any:
        """What an export stands for."""
        for module in self.reached() if name != "default" else [self]:
            lazy = module.exports.get(name)
            if lazy is not None:
                return self.program.evaluator.force(lazy, place, name)
        for module in self.reached():
            for specifier, where in module.stars:
                if self.program.module(specifier, module.path) is None:
                    found = self.program.external(specifier, name, where)
                    if found is not UNDEFINED and not isinstance(found, Unknown):
                        return found
        return Unknown(f"{name}, which {self.text.file} does not export", place)

    def _doubt(self) -> None:
        """What branches and loops at the top of the file change is not known: those are not run."""
        for control in self.controls:
            for name, node in _changed(control, self.text):
                held = self.scope.names.get(name)
                if isinstance(held, Lazy):
                    why = f"{name}, which a statement at the top of the file changes"
                    held.make = partial(Unknown, why, Place(self.text, node.start_byte))

    def run(self) -> None:
        """Run the statements at the top of the file that do something to values of this file, once."""
        if self.ran:
            return
        self.ran = True
        for node in self.statements:
            root = node.named_children[0]
            while root.type not in ("identifier", "program") and root.named_children:
                root = root.named_children[0]
            name = self.text.data[root.start_byte : root.end_byte].decode()
            if root.type == "identifier" and name in self.scope.names:
                lazy = Lazy(self._evaluated(node.named_children[0]).make)
                self.program.evaluator.force(lazy, Place(self.text, node.start_byte), name)

    def lost(self) -> Iterator[tuple[str, Place, Unknown]]:
        """Exports of this file that stay unknown although they are made with functions of Drizzle."""
        for name, node in self.nodes.items():
            lazy = self.exports.get(name)
            if lazy is not None and lazy.done and isinstance(lazy.value, Unknown) and self._is_about_schema(node):
                yield name, Place(self.text, node.start_byte), lazy.value

    def _is_about_schema(self, node: Node) -> bool:
        """Whether an expression calls something that makes tables or columns."""
        written = self.text.data[node.start_byte : node.end_byte]
        if not any(name.encode() in written for name in self.from_drizzle):
            return False
        waiting = [node]
        for inner in waiting:
            if inner.type == "identifier" and self._makes_schema(self._source(inner)):
                return True
            if len(waiting) < _LOOKED_AT:
                waiting += inner.named_children
        return False

    def _makes_schema(self, name: str) -> bool:
        held = self.scope.names.get(name)
        if isinstance(held, Lazy) and name in self.from_drizzle:
            self.program.evaluator.force(held, None, name)
        return isinstance(held, Lazy) and isinstance(held.value, Native) and held.value.makes_schema

    # -------------------------------------------------------------- what a file declares

    def _take_json(self) -> None:
        try:
            content = json.loads(self.text.data)
        except (ValueError, RecursionError):
            content = None
        value = _plain(content)
        self.exports["default"] = _done(value)
        if isinstance(value, Record):
            self.exports.update({key: _done(item) for key, item in value.items()})

    def _take(self, node: Node) -> None:
        match node.type:
            case "import_statement":
                self._take_import(node)
            case "export_statement":
                self._take_export(node)
            case "expression_statement":
                self._take_statement(node)
            case "ambient_declaration":
                pass
            case kind if kind in _CONTROL:
                self.controls.append(node)
            case _:
                self._declare(node)

    def _declare(self, node: Node) -> list[str]:
        """Bind the names of a declaration; their values are worked out later."""
        scope, evaluator = self.scope, self.program.evaluator
        names: list[str] = []
        if node.type in ("lexical_declaration", "variable_declaration"):
            for declarator in node.named_children:
                if declarator.type == "variable_declarator":
                    names += self._declarator(declarator)
        elif node.type == "enum_declaration":
            names = [self._name(node)]
            scope.names[names[0]] = Lazy(lambda: evaluator.enum(node, scope))
        elif node.type in ("function_declaration", "class_declaration", "generator_function_declaration"):
            names = [self._name(node)]
            scope.names[names[0]] = Lazy(lambda: _named(evaluator.evaluate(node, scope), names[0]))
        elif node.type in ("internal_module", "module"):
            names = [self._name(node)]
            scope.names[names[0]] = _done(Unknown(f"the namespace {names[0]}", Place(self.text, node.start_byte)))
        return names

    def _declarator(self, node: Node) -> list[str]:
        target, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if target is None:
            return []
        scope, evaluator = self.scope, self.program.evaluator

        def make() -> Any:
            return evaluator.evaluate(value, scope) if value is not None else UNDEFINED

        if target.type == "identifier":
            name = self._source(target)
            scope.names[name] = Lazy(make)
            if value is not None:
                self.nodes[name] = value
            return [name]
        whole = Lazy(make)
        names = sorted(set(_bound_names(target, self.text)))

        def part(name: str) -> Lazy:
            def pick() -> Any:
                inner = Scope(scope, self.text)
                evaluator.bind(target, evaluator.force(whole, Place(self.text, node.start_byte), name), inner)
                return inner.names.get(name, UNDEFINED)

            return Lazy(pick)

        for name in names:
            scope.names[name] = part(name)
        return names

    def _take_import(self, node: Node) -> None:
        source = node.child_by_field_name("source")
        clause = next((child for child in node.named_children if child.type == "import_clause"), None)
        if source is None or clause is None:
            return
        specifier, where = self._string(source), Place(self.text, source.start_byte)
        for child in clause.named_children:
            if child.type == "identifier":
                self.scope.names[self._source(child)] = self._imported(specifier, "default", where)
            elif child.type == "namespace_import":
                self.scope.names[self._source(child.named_children[0])] = self._imported(specifier, "*", where)
            else:
                for item in child.named_children:
                    names = [part for part in item.named_children if part.type != "comment"]
                    if names:
                        local = self._source(names[-1])
                        if specifier.startswith("drizzle-orm"):
                            self.from_drizzle.add(local)
                        self.scope.names[local] = self._imported(specifier, self._key(names[0]), where)

    def _imported(self, specifier: str, name: str, where: Place) -> Lazy:
        return Lazy(lambda: self.program.imported_value(specifier, name, self.path, where))

    def _take_export(self, node: Node) -> None:
        source = node.child_by_field_name("source")
        declaration, value = node.child_by_field_name("declaration"), node.child_by_field_name("value")
        words = {child.type for child in node.children}
        if source is not None:
            self._take_reexport(node, self._string(source), Place(self.text, source.start_byte))
        elif "default" in words and (value or declaration) is not None:
            self._take_default(declaration, value)
        elif declaration is not None:
            for name in self._declare(declaration):
                self.exports[name] = self.scope.names[name]
        else:
            self._take_clause(node)
        if "=" in words and node.named_children:
            inner = node.named_children[-1]
            self.exports["default"] = Lazy(lambda: self.program.evaluator.evaluate(inner, self.scope))

    def _take_default(self, declaration: Node | None, value: Node | None) -> None:
        if declaration is not None:
            names = self._declare(declaration) if declaration.child_by_field_name("name") is not None else []
            if names:
                self.exports["default"] = self.scope.names[names[0]]
                return
        node = value if value is not None else declaration
        assert node is not None
        self.exports["default"] = Lazy(lambda: self.program.evaluator.evaluate(node, self.scope))

    def _take_clause(self, node: Node) -> None:
        clause = next((child for child in node.named_children if child.type == "export_clause"), None)
        for item in clause.named_children if clause is not None else []:
            name, alias = item.child_by_field_name("name"), item.child_by_field_name("alias")
            if name is not None and not _is_type(item) and not _is_type(node):
                self.exports[self._key(alias if alias is not None else name)] = self._local(self._source(name), name)

    def _local(self, name: str, node: Node) -> Lazy:
        where = Place(self.text, node.start_byte)
        return Lazy(lambda: self.program.evaluator.lookup(name, self.scope, where))

    def _take_reexport(self, node: Node, specifier: str, where: Place) -> None:
        if _is_type(node):
            return
        for child in node.named_children:
            if child.type == "namespace_export":
                self.exports[self._key(child.named_children[0])] = self._imported(specifier, "*", where)
                return
            if child.type == "export_clause":
                for item in child.named_children:
                    name, alias = item.child_by_field_name("name"), item.child_by_field_name("alias")
                    if name is not None and not _is_type(item):
                        key = self._key(alias if alias is not None else name)
                        self.exports[key] = self._imported(specifier, self._key(name), where)
                return
        self.stars.append((specifier, where))

    def _take_statement(self, node: Node) -> None:
        inner = node.named_children[0]
        if inner.type == "assignment_expression":
            left, right = inner.child_by_field_name("left"), inner.child_by_field_name("right")
            target = self._source(left) if left is not None else ""
            if right is not None and target == "module.exports":
                self.exports["default"] = Lazy(lambda: self.program.evaluator.evaluate(right, self.scope))
                self._take_common(right)
                return
            for prefix in ("exports.", "module.exports."):
                if right is not None and target.startswith(prefix):
                    self.exports[target.removeprefix(prefix)] = self._evaluated(right)
                    return
        self.statements.append(node)

    def _take_common(self, node: Node) -> None:
        """The names of ``module.exports = {…}``."""
        for child in node.named_children if node.type == "object" else []:
            if child.type == "shorthand_property_identifier":
                self.exports[self._source(child)] = self._local(self._source(child), child)
            elif child.type == "pair":
                key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
                if key is not None and value is not None:
                    self.exports[self._key(key)] = self._evaluated(value)

    def _evaluated(self, node: Node) -> Lazy:
        return Lazy(lambda: self.program.evaluator.evaluate(node, self.scope))

    def _name(self, node: Node) -> str:
        name = node.child_by_field_name("name")
        return self._source(name) if name is not None else ""

    def _source(self, node: Node) -> str:
        return self.text.data[node.start_byte : node.end_byte].decode()

    def _key(self, node: Node) -> str:
        return self._string(node) if node.type == "string" else self._source(node)

    def _string(self, node: Node) -> str:
        return self.text.data[node.start_byte + 1 : node.end_byte - 1].decode()


def _changed(control: Node, text: Text) -> Iterator[tuple[str, Node]]:
    """The names that assignments and calls in a statement change, each with where."""
    waiting = [control]
    for node in waiting:
        waiting += node.named_children
        target: Node | None = None
        if node.type in ("assignment_expression", "augmented_assignment_expression"):
            target = node.child_by_field_name("left")
        elif node.type == "update_expression":
            target = node.child_by_field_name("argument")
        elif node.type == "call_expression":
            target = _acted_on(node, text)
        while target is not None and target.type not in ("identifier", "program"):
            target = target.named_children[0] if target.named_children else None
        if target is not None and target.type == "identifier":
            yield text.data[target.start_byte : target.end_byte].decode(), node


def _acted_on(call: Node, text: Text) -> Node | None:
    """What a call of a method that changes its object, or of ``Object.assign``, changes."""
    function, arguments = call.child_by_field_name("function"), call.child_by_field_name("arguments")
    if function is None or function.type != "member_expression":
        return None
    name = function.child_by_field_name("property")
    method = text.data[name.start_byte : name.end_byte].decode() if name is not None else ""
    if method == "assign" and arguments is not None and arguments.named_children:
        return arguments.named_children[0]
    return function.child_by_field_name("object") if method in _CHANGING else None


def _is_type(node: Node) -> bool:
    return any(child.type == "type" for child in node.children)


def _bound_names(pattern: Node, text: Text) -> Iterator[str]:
    waiting = [pattern]
    for node in waiting:
        if node.type in ("identifier", "shorthand_property_identifier_pattern"):
            yield text.data[node.start_byte : node.end_byte].decode()
        elif node.type == "pair_pattern":
            value = node.child_by_field_name("value")
            waiting += [value] if value is not None else []
        elif node.type in ("object_assignment_pattern", "assignment_pattern"):
            left = node.child_by_field_name("left")
            waiting += [left] if left is not None else []
        else:
            waiting += node.named_children


def _named(function: Any, name: str) -> Any:
    if hasattr(function, "params"):
        function.name = name
    return function


def _done(value: Any) -> Lazy:
    lazy = Lazy(lambda: value)
    lazy.done, lazy.value = True, value
    return lazy


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return Record({library.well_formed(key): _plain(item) for key, item in value.items()})
    if isinstance(value, str):
        return library.well_formed(value)
    return [_plain(item) for item in value] if isinstance(value, list) else value
