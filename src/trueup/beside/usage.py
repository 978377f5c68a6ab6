"""What an application says of itself: which files speak of tables and columns, the types it writes by hand, the values
it gives, and the scripts of its package.json.

Words, not meaning: a file speaks of a table when its name is a word in it, of a column when it speaks of the table
too.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from trueup.beside.typed import Shape

Key = TypeVar("Key", bound=str)

_ENDS = (".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".svelte", ".vue", ".astro", ".py")
_ASIDE = frozenset(
    ("node_modules", "dist", "build", "out", "vendor", "coverage", "venv", "__pycache__", "migrations", "generated")
)
_MOST_FILES = 5000
_MOST_BYTES = 500_000
_ENOUGH = 3
_WORD = re.compile(r"\w+")
_TYPED = (".ts", ".tsx", ".mts", ".cts")
_GIVEN = r"""\b{}['"]?\s*[:=]\s*(true\b|false\b|-?\d+\b|'[^'\\\n]{{1,60}}'|"[^"\\\n]{{1,60}}")"""


class Use(NamedTuple):
    """A file that speaks of a table, the line where it first does, and the columns it speaks of, as code calls them."""

    file: str
    line: int
    columns: tuple[str, ...]


def uses(
    root: str, wanted: Mapping[Key, tuple[Collection[str], Collection[str]]], apart: Collection[str] = ()
) -> dict[Key, tuple[Use, ...]]:
    """The uses of each of ``wanted``: by any key, the names of a table and those of columns of it that matter.

    ``apart`` are files that only declare. Files that cannot be read are left out.
    """
    found: dict[Key, list[Use]] = {}
    for file in _files(root) if wanted else ():
        shown = os.path.relpath(file, root)
        text = _text(file) if shown not in apart else ""
        words = set(_WORD.findall(text))
        for key, (tables, columns) in wanted.items():
            used = tuple(sorted(words.intersection(columns)))
            if used and words.intersection(tables):
                found.setdefault(key, []).append(Use(shown, _line(text, tables), used))
    return {key: tuple(sorted(them)) for key, them in found.items()}


def shapes(
    root: str, wanted: Mapping[Key, tuple[Collection[str], Collection[str]]], apart: Collection[str] = ()
) -> list[tuple[Key, str, Shape]]:
    """Object types written in TypeScript that have three columns or more of one of ``wanted`` (as for ``uses``), and
    not more other properties than columns: the key it has most of, the file, the type."""
    found = []
    for file in _files(root):
        shown = os.path.relpath(file, root)
        if shown in apart or not file.endswith(_TYPED):
            continue
        text = _text(file)
        words = set(_WORD.findall(text))
        spoken = {key: set(columns) for key, (tables, columns) in wanted.items() if words.intersection(tables)}
        if any(len(words & columns) >= _ENOUGH for columns in spoken.values()):
            from trueup.beside.typed import shapes

            for shape in shapes(text, file.endswith("x")):
                key = max(sorted(spoken), key=lambda one: len(spoken[one].intersection(shape.properties)))
                if len(spoken[key].intersection(shape.properties)) >= max(_ENOUGH, len(shape.properties) / 2):
                    found.append((key, shown, shape))
    return found


def given(root: str, found: Collection[Use], column: str) -> dict[str, str]:
    """The constants that files of an application give a column or look for in it, by what they are: the place."""
    pattern = re.compile(_GIVEN.format(re.escape(column)))
    values: dict[str, str] = {}
    for one in found:
        text = _text(os.path.join(root, one.file)) if column in one.columns else ""
        for match in pattern.finditer(text):
            values.setdefault(match[1], f"{one.file}:{text.count(chr(10), 0, match.start()) + 1}")
    return dict(sorted(values.items()))


def scripts(root: str) -> dict[str, dict[str, str]]:
    """The scripts of a project's package.json, by name; nothing where there is none that can be read."""
    try:
        with open(os.path.join(root, "package.json"), encoding="utf-8") as opened:
            found = json.load(opened)["scripts"]
        return {"package.json": {name: command for name, command in found.items() if isinstance(command, str)}}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _files(root: str) -> Iterator[str]:
    count = 0
    for folder, inner, names in os.walk(root):
        inner[:] = sorted(one for one in inner if one not in _ASIDE and not one.startswith("."))
        for name in sorted(names):
            if name.endswith(_ENDS) and not name.endswith(".d.ts"):
                count += 1
                if count > _MOST_FILES:
                    return
                yield os.path.join(folder, name)


def _text(file: str) -> str:
    try:
        if os.path.getsize(file) > _MOST_BYTES:
            return ""
        with open(file, encoding="utf-8", errors="replace") as opened:
            return opened.read()
    except OSError:
        return ""


def _line(text: str, names: Collection[str]) -> int:
    for number, line in enumerate(text.splitlines(), 1):
        if set(_WORD.findall(line)).intersection(names):
            return number
    return 1
