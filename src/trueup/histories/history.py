"""What every migration folder comes down to: SQL in the order its runner would run it. The conventions read it.

Imports nothing heavy: an unchanged project is recognised by these values alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, NamedTuple

from trueup.errors import SourceError
from trueup.files import shown, text_of

Transactions = Literal["statement", "file", "all"]
"""What the runner makes one transaction: each statement, each file, or everything."""


class Remark(NamedTuple):
    """Something about a folder that its user must know.

    ``since`` steps run before anything it is about: where one of these fails, that has another reason.
    """

    message: str
    where: str | None = None
    since: int = 0


class Migration(NamedTuple):
    """One step of a history: its runner's name for it, its file as the user would type it, the SQL that goes up.

    ``sql`` has the line numbers of the file: what does not go up is blanked.
    """

    name: str
    file: str
    sql: str


class History(NamedTuple):
    """A migration folder as its runner sees it.

    ``tracking_tables`` are globs over addresses: what the runner itself makes in a database.
    """

    kind: str
    root: str
    migrations: tuple[Migration, ...]
    platform: str | None = None
    notes: tuple[Remark, ...] = ()
    tracking_tables: tuple[str, ...] = ()
    transactions: Transactions = "statement"


class Folder:
    """A folder listed once: names of files and folders, sorted by code point as most runners do."""

    def __init__(self, path: Path, entries: Iterable[os.DirEntry[str]] | None = None) -> None:
        self.path = path
        files: list[str] = []
        folders: list[str] = []
        for entry in _listed(path) if entries is None else entries:
            (folders if _is_folder(entry) else files).append(entry.name)
        self.files = sorted(files)
        self.folders = sorted(folders)
        self._inside: dict[str, Folder] = {}

    def sub(self, name: str) -> Folder:
        """A folder in this one, listed once. Raises SourceError."""
        if name not in self._inside:
            self._inside[name] = Folder(Path(f"{self.path}/{name}"))
        return self._inside[name]

    def sql(self) -> list[str]:
        """The names of the SQL files, hidden ones left out."""
        return [name for name in self.files if name.lower().endswith(".sql") and not name.startswith(".")]

    def matching(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """The file names a pattern takes in full."""
        return [match for name in self.files if (match := pattern.fullmatch(name))]


def _listed(path: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(path) as entries:
            return list(entries)
    except OSError as error:
        raise SourceError(
            f"the folder cannot be read: {error.strerror}", where=shown(path), help="Check its permissions."
        ) from None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def natural(name: str) -> tuple[tuple[int, int | str], ...]:
    """A sort key that takes runs of digits as numbers: ``2_b`` before ``10_a``."""
    return tuple((0, int(p)) if p.isdigit() else (1, p) for p in re.split(r"([0-9]+)", name) if p)


def migration(path: Path | str, name: str | None = None, up: Callable[[str], str] | None = None) -> Migration:
    """A file as a migration; ``up`` blanks what does not go up."""
    sql = text_of(path)
    return Migration(name or Path(path).stem, shown(path), up(sql) if up is not None else sql)


def up_part(text: str, up: re.Pattern[str], down: re.Pattern[str]) -> str:
    """The lines after an ``up`` mark and before a ``down`` mark, the others blank; the marks are whole lines."""
    kept = []
    going_up = False
    for line in text.splitlines(keepends=True):
        if up.match(line):
            going_up = True
            kept.append(_ending(line))
        elif down.match(line):
            going_up = False
            kept.append(_ending(line))
        else:
            kept.append(line if going_up else _ending(line))
    return "".join(kept)


def _ending(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def has_line(path: Path, pattern: re.Pattern[str]) -> bool:
    """Whether one of the first lines of a file matches; False for a file that cannot be read."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return any(pattern.match(line) for _, line in zip(range(200), file, strict=False))
    except OSError:
        return False


def first_with(folder: Folder, names: Iterable[str], pattern: re.Pattern[str]) -> bool:
    """Whether one of the first few of these files has a line that matches."""
    return any(has_line(folder.path / name, pattern) for name in list(names)[:5])


def ancestor_has(folder: Path, name: str, levels: int = 3) -> bool:
    """Whether a file is in the folder or in one of the next few above it."""
    return any((above / name).exists() for above in [folder, *folder.parents][: levels + 1])


_NUMBERED = re.compile(r"[A-Za-z]?[0-9]")
_SAID = ("auth.", 'auth"', "storage.", 'storage"', "authenticated", "service_role")
_OWN = re.compile(r'\bcreate\s+schema\s+(?:if\s+not\s+exists\s+)?"?auth"?(?![\w])')
_SUPABASE = re.compile(
    r'\bauth"?\."?(?:uid|jwt|role|email)"?\s*\(|\bauth"?\."?users\b|\bstorage"?\."?(?:objects|buckets)\b'
    r'|\b(?:to|from|on)\s+(?:"?anon"?\s*,\s*)?"?(?:authenticated|service_role)\b'
)


def platform_of(migrations: Iterable[Migration]) -> str | None:
    """``supabase`` when the SQL relies on what that host provides: a guess from words, so that it loads at all."""
    found = False
    for one in migrations:
        text = one.sql.lower()
        if not any(word in text for word in _SAID):
            continue
        if _OWN.search(text):
            return None
        found = found or _SUPABASE.search(text) is not None
    return "supabase" if found else None


def below(folder: Folder, file: str) -> Iterator[tuple[str, str]]:
    """The folders of a folder that have a file of that name, sorted, each with the file's path."""
    for name in folder.folders:
        with suppress(SourceError):
            if file in folder.sub(name).files:
                yield name, f"{folder.path}/{name}/{file}"


def since(names: Iterable[str], steps: Iterable[str], order: Callable[[str], Any] = natural) -> int:
    """How many steps run before the first of several files would; 0 where one has no number to tell by.

    >>> since(["2_b.go", "5_e.go"], ["1_a", "3_c", "4_d"]), since(["seed.sql"], ["1_a"])
    (1, 0)
    """
    first = [order(name) if _NUMBERED.match(name) else () for name in names]
    return sum(order(step) < min(first) for step in steps) if first and all(first) else 0
