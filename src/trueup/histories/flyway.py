"""Flyway: ``V<version>__<name>.sql`` by version, then ``R__<name>.sql`` by name; ``U…`` never runs."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

from trueup.errors import SourceError
from trueup.files import shown
from trueup.histories.history import Folder, History, Migration, Remark, migration, platform_of, since
from trueup.wording import few

KIND = "flyway"
LABEL = "Flyway migrations"
RANK = 25

_VERSIONED = re.compile(r"([VB])([0-9]+(?:[._][0-9]+)*)__(.*)\.sql")
_REPEATABLE = re.compile(r"R__(.*)\.sql")
_PLACEHOLDER = re.compile(r"\$\{[\w.:-]+\}")


def recognises(folder: Folder) -> bool:
    """Files named as Flyway names them."""
    return bool(folder.matching(_VERSIONED))


def read(folder: Folder) -> History:
    """The migrations as an empty database gets them: from the newest baseline on, if there is one."""
    files = sorted(_files(folder.path))
    versioned = [(m, path) for path in files if (m := _VERSIONED.fullmatch(path.name))]
    versioned = _after_baseline(versioned)
    _no_version_twice(versioned)
    repeatable = [(m[1], path) for path in files if (m := _REPEATABLE.fullmatch(path.name))]
    ordered = [path for _, path in sorted(versioned, key=lambda p: _version(p[0]))]
    ordered += [path for _, path in sorted(repeatable)]
    steps = tuple(migration(path) for path in ordered)
    return History(
        KIND,
        shown(folder.path),
        steps,
        platform=platform_of(steps),
        notes=tuple(_remarks(steps, files)),
        tracking_tables=("table *.flyway_schema_history",),
        transactions="file",
    )


def _files(folder: Path) -> list[Path]:
    found = []
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(where) / name for name in names]
    return found


def _version(match: re.Match[str]) -> tuple[int, ...]:
    """``1``, ``1.0`` and ``1_0`` are the same version."""
    numbers = [int(part) for part in re.split(r"[._]", match[2])]
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _after_baseline(found: list[tuple[re.Match[str], Path]]) -> list[tuple[re.Match[str], Path]]:
    baselines = [m for m, _ in found if m[1] == "B"]
    if not baselines:
        return found
    start = max(baselines, key=_version)
    return [(m, path) for m, path in found if m[0] == start[0] or (m[1] == "V" and _version(m) > _version(start))]


def _no_version_twice(found: list[tuple[re.Match[str], Path]]) -> None:
    for version, count in Counter(_version(m) for m, _ in found).items():
        if count > 1:
            names = [m[0] for m, _ in found if _version(m) == version]
            raise SourceError(
                f"two migrations have the version {'.'.join(map(str, version))}: {few(names, 4)}",
                where=shown(next(path for m, path in found if m[0] == names[0])),
                help="Flyway refuses this: give one of them another version.",
            )


def _remarks(steps: tuple[Migration, ...], files: list[Path]) -> list[Remark]:
    notes = []
    for number, step in enumerate(steps):
        if found := _PLACEHOLDER.search(step.sql):
            line = step.sql.count("\n", 0, found.start()) + 1
            notes.append(Remark(f"the placeholder {found[0]} is not filled in", f"{step.file}:{line}", number))
    code = [path.name for path in files if re.fullmatch(r"[VR].*__.*\.(java|kt|class)", path.name)]
    if code:
        first = since(code, (Path(step.file).name for step in steps))
        notes.append(Remark(f"migrations in code, not replayed: {few(code, 4)}", since=first))
    return notes
