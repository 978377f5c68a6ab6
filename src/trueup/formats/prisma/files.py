"""Which files one Prisma schema is made of. What is in them is read elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from trueup.files import unreadable


def schema_files(paths: Iterable[Path | str]) -> list[Path]:
    """The files of a schema, folders looked through, in order of their paths; a folder is entered once."""
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        found.update(dict.fromkeys(_files(path) if path.is_dir() else [path]))
    return list(found)


def schema_folders(paths: Iterable[Path | str]) -> list[Path]:
    """The folders among paths and all that are looked through in them."""
    return [folder for path in map(Path, paths) if path.is_dir() for folder, _ in _walk(path, set())]


def _files(folder: Path) -> list[Path]:
    """Sorted as a walk meets them: the files of a folder inside come where its name does."""
    return sorted((file for _, files in _walk(folder, set()) for file in files), key=lambda file: file.parts)


def _walk(folder: Path, seen: set[Path]) -> Iterator[tuple[Path, list[Path]]]:
    """A folder and those inside, each with its files; links that come back to one are not followed again."""
    real = folder.resolve()
    if real in seen:
        return
    seen.add(real)
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise unreadable(folder, error) from None
    yield folder, [entry for entry in entries if entry.suffix == ".prisma" and not entry.is_dir()]
    for entry in entries:
        if entry.is_dir() and entry.name != "node_modules" and not entry.name.startswith("."):
            yield from _walk(entry, seen)
