"""The PostgreSQL extensions a project's migrations install. What else migrations do is not read here."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from trueup.errors import SourceError
from trueup.files import shown, text_of
from trueup.formats.python.modules import parsed

_OPERATIONS: Mapping[str, str] = {
    "BloomExtension": "bloom",
    "BtreeGinExtension": "btree_gin",
    "BtreeGistExtension": "btree_gist",
    "CITextExtension": "citext",
    "CryptoExtension": "pgcrypto",
    "HStoreExtension": "hstore",
    "TrigramExtension": "pg_trgm",
    "UnaccentExtension": "unaccent",
    "VectorExtension": "vector",
}


def installed(folders: list[Path]) -> set[str]:
    """The extensions that operations in the ``migrations`` of these apps' folders create."""
    found: set[str] = set()
    for folder in folders:
        for path in sorted((folder / "migrations").glob("*.py")):
            found |= set(_in_file(path))
    return found


def _in_file(path: Path) -> Iterator[str]:
    try:
        text = text_of(path)
        if "Extension" not in text:
            return
        tree = parsed(text, shown(path))
    except SourceError:
        return
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in _OPERATIONS:
            yield _OPERATIONS[name]
        elif name == "CreateExtension":
            values = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg == "name")]
            yield from (one.value for one in values[:1] if isinstance(one, ast.Constant) and isinstance(one.value, str))
