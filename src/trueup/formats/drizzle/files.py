"""Which files may hold a Drizzle schema. What is in them is read elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from glob import glob

_SOURCES = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs")


def source_files(paths: Sequence[str]) -> Iterator[str]:
    """The files that paths, folders and globs name."""
    for path in paths:
        if os.path.isdir(path):
            yield from _below(path)
        elif os.path.isfile(path):
            yield path
        else:
            for found in glob(path, recursive=True):
                if os.path.isfile(found) and _is_source(found):
                    yield found
                elif os.path.isdir(found):
                    yield from _below(found)


def _below(folder: str) -> Iterator[str]:
    for entry in sorted(os.listdir(folder)):
        path = os.path.join(folder, entry)
        if os.path.isfile(path) and _is_source(path):
            yield path


def _is_source(path: str) -> bool:
    return path.endswith(_SOURCES) and not path.endswith((".d.ts", ".test.ts", ".spec.ts"))
