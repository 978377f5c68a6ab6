"""Which files are the modules of a project, and their syntax trees. What the trees mean is read elsewhere."""

from __future__ import annotations

import ast
import os
import re
import sys
import warnings
from functools import lru_cache
from pathlib import Path
from typing import Literal

from trueup.errors import SourceError
from trueup.files import shown, text_of
from trueup.formats.python.values import Call, Class, Late, Scope
from trueup.model import Origin

SKIPPED = frozenset({"node_modules", "site-packages", "__pycache__", "venv", "env", "virtualenv"})
"""Folders without modules of the project; hidden ones are left out too."""
_NEVER_OURS = frozenset({"sqlalchemy", "sqlmodel", "alembic", "django", "pydantic", "typing_extensions", "pytest"})
_MOST_FILES = 50_000


class Module:
    """A file of the project: its name, its tree, and once it was read, its names and what it made.

    ``made`` has every class and every unfollowed call in the order Python would make them, ``imports`` what was
    imported, except for type checkers only.
    """

    def __init__(self, path: Path, name: str, root: Path) -> None:
        self.path = path
        self.name = name
        self.root = root
        self.file = shown(path)
        self.package = path.name == "__init__.py"
        self.state: Literal["new", "running", "read"] = "new"
        self.made: list[Class | Call] = []
        self.imports: list[Late] = []
        self.scope = Scope(self, {})
        self._tree: ast.Module | None = None

    @property
    def tree(self) -> ast.Module:
        """The syntax tree. Raises SourceError."""
        if self._tree is None:
            self._tree = parsed("" if self.path.is_dir() else text_of(self.path), self.file)
        return self._tree

    def origin(self, node: ast.AST) -> Origin:
        """The place of a piece of the tree."""
        return Origin(self.file, getattr(node, "lineno", 1), getattr(node, "col_offset", 0) + 1)


def parsed(text: str, file: str) -> ast.Module:
    """The tree of a file's text. Raises SourceError with line and column."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    try:
        return _tree(text)
    except SyntaxError as error:
        where = f"{file}:{error.lineno or 1}:{error.offset or 1}"
        raise SourceError(
            f"this is not Python {version}: {error.msg}",
            where=where,
            help=f"Mend it, or run trueup with the Python it is written for: this one is {version}.",
        ) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise SourceError(
            f"the file cannot be parsed: {error or type(error).__name__}", where=file, help="Mend it."
        ) from None


@lru_cache(maxsize=1024)
def _tree(text: str) -> ast.Module:
    """The tree; what only a newer Python parses is tried without the parts that say nothing here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except SyntaxError:
            older = _older(text)
            if older == text:
                raise
            try:
                return ast.parse(older)
            except SyntaxError:
                pass
            raise


_PARAMETERS = re.compile(r"^([ \t]*(?:async[ \t]+def|def|class)[ \t]+\w+)(\[)", re.M)
_ALIAS = re.compile(r"^([ \t]*)type([ \t]+\w+)(\[[^\n=]*\])?([ \t]*=)", re.M)
_EXCEPT = re.compile(r"^([ \t]*except\*?[ \t]+)([\w.]+(?:[ \t]*,[ \t]*[\w.]+)+)([ \t]*:)", re.M)


def _older(text: str) -> str:
    """Type parameters (Python 3.12) blanked, ``type X = …`` as an assignment, ``except A, B`` (3.14) in parentheses."""
    text = _ALIAS.sub(lambda m: f"{m[1]}{m[2].lstrip()}{m[4]}", text)
    text = _EXCEPT.sub(r"\1(\2)\3", text)
    parts, at = [], 0
    for match in _PARAMETERS.finditer(text):
        end = _closing(text, match.start(2))
        if match.start() < at or end is None:
            continue
        parts += [text[at : match.start(2)], re.sub(r"[^\n]", " ", text[match.start(2) : end])]
        at = end
    return "".join([*parts, text[at:]])


def _closing(text: str, start: int) -> int | None:
    """The place after the bracket that closes the one at a place; None when it is far away."""
    depth = 0
    for place in range(start, min(len(text), start + 2000)):
        depth += {"[": 1, "]": -1}.get(text[place], 0)
        if depth == 0:
            return place + 1
    return None


def expression(text: str) -> ast.expr | None:
    """The tree of an expression in a text, such as a forward reference; None when it is none."""
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


class Finder:
    """Finds the file of a module by its dotted name, as ``sys.path`` of the project most probably would.

    ``lent`` are files that stand for modules from outside, by name: what a reader knows of a library.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._modules: dict[Path, Module] = {}
        self._found: dict[tuple[Path, str], Module | None] = {}
        self._packages: dict[str, list[Path]] | None = None
        self.lent: dict[str, Path] = {}

    def at(self, path: Path) -> Module:
        """The module in a file; its name counts from the outermost folder that has an ``__init__.py``."""
        path = Path(os.path.abspath(path))
        if path not in self._modules:
            top = self._top(path.parent)
            self._modules[path] = Module(path, _dotted(path, top), top)
        return self._modules[path]

    def known(self) -> list[Module]:
        """Every module that was asked for."""
        return list(self._modules.values())

    def find(self, name: str, importer: Module) -> Module | None:
        """The project's own module of that absolute name, as seen from another; None for one from outside."""
        first = name.partition(".")[0]
        if not first or first in _NEVER_OURS or first in sys.stdlib_module_names:
            return None
        key = (importer.path.parent, name)
        if key not in self._found:
            self._found[key] = self._search(name, importer)
        return self._found[key]

    def beside(self, importer: Module, level: int, name: str) -> Module | None:
        """The module that a relative import means."""
        folder = importer.path if importer.path.is_dir() else importer.path.parent
        for _ in range(level - 1):
            folder = folder.parent
        path = _file_of(folder, name) if name else folder / "__init__.py"
        if path is not None and path.is_file():
            return self.at(path)
        place = folder.joinpath(*name.split(".")) if name else folder
        return self._namespace(place, _dotted(place, self._top(place.parent)))

    def _search(self, name: str, importer: Module) -> Module | None:
        starts = self._starts(importer, name)
        for start in starts:
            path = _file_of(start, name)
            if path is not None:
                if path not in self._modules:
                    self._modules[path] = Module(path, name, start)
                return self._modules[path]
        if name in self.lent:
            return self._modules.setdefault(self.lent[name], Module(self.lent[name], name, self.root))
        spaces = (self._namespace(start.joinpath(*name.split(".")), name) for start in starts)
        return next((found for found in spaces if found is not None), None)

    def _namespace(self, place: Path, name: str) -> Module | None:
        """A folder of modules without an ``__init__.py``."""
        if place not in self._modules:
            if not place.is_dir() or not any(any(place.glob(pattern)) for pattern in ("*.py", "*/*.py")):
                return None
            self._modules[place] = Module(place, name, place.parents[name.count(".")])
        return self._modules[place]

    def _starts(self, importer: Module, name: str) -> list[Path]:
        """Folders the search begins in: the importer's own root, those above it, then wherever the package lies."""
        above = [importer.root, *importer.root.parents]
        inside = [folder for folder in above if folder == self.root or self.root in folder.parents]
        near = [place for folder in inside for place in (folder, folder / "src")]
        if importer.root not in near:
            near.insert(0, importer.root)
        return near + self._indexed().get(name.partition(".")[0], [])

    def _top(self, folder: Path) -> Path:
        while (folder / "__init__.py").is_file() and folder.parent != folder:
            folder = folder.parent
        return folder

    def _indexed(self) -> dict[str, list[Path]]:
        """For each outermost package below the root, the folders it is in."""
        if self._packages is None:
            self._packages = {}
            for folder, _, files in walk(self.root):
                if "__init__.py" in files and not (folder.parent / "__init__.py").is_file():
                    self._packages.setdefault(folder.name, []).append(folder.parent)
        return self._packages


def walk(root: Path) -> list[tuple[Path, list[str], list[str]]]:
    """Folders of a project with their folders and files, sorted; links are not followed, installed code is left out."""
    found = []
    count = 0
    for folder, names, files in os.walk(root):
        names[:] = sorted(n for n in names if not n.startswith(".") and n not in SKIPPED)
        if "pyvenv.cfg" in files:
            names.clear()
            continue
        count += len(files)
        found.append((Path(folder), list(names), sorted(files)))
        if count > _MOST_FILES:
            break
    return found


_TESTS = re.compile(r"tests?|testing|conftest|examples?|docs?|docs_src|benchmarks?|fixtures")


def is_test(path: Path, root: Path) -> bool:
    """Whether a file is a test, an example or documentation, by its name or a folder's between it and the root."""
    parts = path.relative_to(root).parts if root in path.parents else path.parts
    names = [*parts[:-1], path.stem]
    return any(_TESTS.fullmatch(name) for name in names) or names[-1].startswith("test_") or names[-1].endswith("_test")


def _file_of(start: Path, name: str) -> Path | None:
    place = start.joinpath(*name.split("."))
    for path in (place / "__init__.py", place.with_name(place.name + ".py")):
        if path.is_file():
            return path
    return None


def _dotted(path: Path, top: Path) -> str:
    parts = list(path.relative_to(top).with_suffix("").parts)
    return ".".join(parts[:-1] if parts and parts[-1] == "__init__" else parts)
