"""The files of a project: found by what imports them, parsed once each, and what packages from outside export."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from itertools import accumulate
from types import ModuleType
from typing import TYPE_CHECKING, Any

from trueup.errors import SourceError
from trueup.files import shown, text_of
from trueup.formats.drizzle.evaluate import Evaluator
from trueup.formats.drizzle.module import Module
from trueup.formats.drizzle.resolve import Resolver
from trueup.formats.drizzle.scope import Scope
from trueup.formats.drizzle.values import Place, Text, Unknown

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

LARGEST = 8 * 1024 * 1024
"""A longer source file is not a schema."""

Externals = Callable[[str, str, Place], Any]
"""What a package from outside exports: package, name, and the place of the import."""


class Program:
    """All modules that are read for one project."""

    def __init__(self, externals: Externals, external_names: Callable[[str], list[str]] = lambda _: []) -> None:
        self.resolver = Resolver()
        self.evaluator = Evaluator(self._required)
        self.modules: dict[str, Module] = {}
        self._found: dict[tuple[str, str], Module | None] = {}
        self._missed: set[str] = set()
        self._real: dict[str, str] = {}
        self._externals = externals
        self._external_names = external_names
        self._parsers: dict[str, Parser] = {}

    def load(self, path: str) -> Module:
        """The module of a file. Raises SourceError for one that cannot be read or is no TypeScript."""
        folder = os.path.dirname(path)
        if folder not in self._real:
            self._real[folder] = os.path.realpath(folder)
        real = os.path.join(self._real[folder], os.path.basename(path))
        if os.path.islink(real):
            real = os.path.realpath(real)
        if real not in self.modules:
            self.modules[real] = Module(real, self)
        return self.modules[real]

    def files(self) -> set[str]:
        """The files that were read, those that say which these are, and the folders a file was missed in."""
        return {*(module.text.file for module in self.modules.values()), *self.resolver.consulted(), *self._missed}

    def module(self, specifier: str, importer: str) -> Module | None:
        """The module an import means; None for a package from outside."""
        if specifier.startswith(("drizzle-orm", "node:")):
            return None
        key = (specifier, os.path.dirname(importer))
        if key not in self._found:
            path = self.resolver.find(specifier, importer)
            if path is None and specifier.startswith("."):
                self._missed.add(os.path.dirname(os.path.normpath(os.path.join(key[1], specifier))))
            self._found[key] = self.load(path) if path is not None else None
        return self._found[key]

    def imported_value(self, specifier: str, name: str, importer: str, where: Place) -> Any:
        """What an import binds; ``*`` is the whole module."""
        module = self.module(specifier, importer)
        if module is None:
            return self.external(specifier, name, where)
        if name == "*":
            return module
        if name == "default" and "default" not in module.exports and module.path.endswith((".js", ".cjs")):
            return module
        return module.value(name, where)

    def external(self, specifier: str, name: str, where: Place) -> Any:
        """What a package from outside exports."""
        if specifier.startswith("."):
            return Unknown(f"the import of {specifier}, which is not there", where)
        return self._externals(specifier, name, where)

    def external_names(self, specifier: str, where: Place) -> list[str]:
        """The names a package from outside exports, as far as they matter."""
        return self._external_names(specifier)

    def _required(self, specifier: str, scope: Scope, where: Place) -> Any:
        importer = next((m.path for m in self.modules.values() if m.text is scope.text), "")
        return self.imported_value(specifier, "*", importer, where)

    def read(self, path: str) -> Text:
        """The text of a file, with types of ``sql`` tags blanked, which the grammar cannot tell from comparisons."""
        if os.path.getsize(path) > LARGEST:
            raise SourceError(
                f"the file has {os.path.getsize(path) // 1048576} MB",
                where=shown(path),
                help="A schema is far smaller: keep data in another file.",
            )
        data = _untyped(text_of(path).encode())
        lines = accumulate((len(line) + 1 for line in data.split(b"\n")[:-1]), initial=0)
        return Text(shown(path), data, list(lines))

    def parse(self, text: Text, path: str) -> Node:
        """The syntax tree of a file. Raises SourceError at its first mistake."""
        root = self._parser(path).parse(text.data).root_node
        if root.has_error:
            wrong = _first_error(root)
            origin = text.origin(wrong.start_byte)
            said = f"{wrong.type} is missing" if wrong.is_missing else "the syntax is not that of TypeScript"
            raise SourceError(
                said,
                where=f"{origin.file}:{origin.line}:{origin.column}",
                help="Correct the file; the mistake may be a little before this place.",
            )
        return root

    def _parser(self, path: str) -> Parser:
        dialect = "typescript" if path.endswith((".ts", ".mts", ".cts")) else "tsx"
        if dialect not in self._parsers:
            import tree_sitter

            grammar = getattr(_grammars(), f"language_{dialect}")()
            self._parsers[dialect] = tree_sitter.Parser(tree_sitter.Language(grammar))
        return self._parsers[dialect]


def _grammars() -> ModuleType:
    """The compiled part of ``tree_sitter_typescript``: the rest loads archives and temporary files for its queries."""
    package = find_spec("tree_sitter_typescript")
    found = (
        PathFinder.find_spec("tree_sitter_typescript._binding", package.submodule_search_locations)
        if package is not None
        else None
    )
    if found is None or found.loader is None:
        return import_module("tree_sitter_typescript")
    module = module_from_spec(found)
    found.loader.exec_module(module)
    return module


def _untyped(data: bytes) -> bytes:
    """Source with ``sql<Type>`` turned into ``sql`` and blanks, so that every byte keeps its place."""
    at = data.find(b"sql<")
    while at >= 0:
        depth, end = 0, at + 3
        close = data.find(b">`", at, at + 400)
        while end <= close:
            depth += {b"<": 1, b">": -1}.get(data[end : end + 1], 0)
            end += 1
            if depth == 0:
                break
        if depth == 0 and data[end : end + 1] == b"`":
            blank = bytes(b if b in b"\r\n" else 32 for b in data[at + 3 : end])
            data = data[: at + 3] + blank + data[end:]
        at = data.find(b"sql<", at + 4)
    return data


def _first_error(root: Node) -> Node:
    node = root
    while True:
        inner = next((c for c in node.children if c.has_error or c.is_missing), None)
        if inner is None or node.type == "ERROR" or node.is_missing:
            return node
        node = inner
