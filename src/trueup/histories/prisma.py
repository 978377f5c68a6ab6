"""Prisma Migrate: ``migrations/<name>/migration.sql`` in order of the folders' names, each sent as one query."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from trueup.files import shown, text_of
from trueup.histories.history import Folder, History, Remark, below, migration, platform_of, since
from trueup.wording import few

KIND = "prisma"
LABEL = "Prisma migrations"
RANK = 20
_COUNTED = re.compile(r"[0-9]{1,7}(?![0-9])")
PROVIDERS = (None, "postgresql", "postgres", "cockroachdb")


def recognises(folder: Folder) -> bool:
    """``migration_lock.toml``, or folders that have a ``migration.sql`` and none a ``snapshot.json``."""
    if "migration_lock.toml" in folder.files:
        return provider(folder.path) in PROVIDERS
    steps = any(below(folder, "migration.sql"))
    return steps and not any(below(folder, "snapshot.json"))


def provider(folder: Path) -> str | None:
    """The database named in the lock file; None when it says none."""
    import tomllib

    try:
        found = tomllib.loads(text_of(folder / "migration_lock.toml")).get("provider")
    except tomllib.TOMLDecodeError:
        return None
    return found if isinstance(found, str) else None


def read(folder: Folder) -> History:
    """The migrations, sorted as Prisma sorts them: by the code points of the names, so ``10_x`` before ``9_x``."""
    files = list(below(folder, "migration.sql"))
    steps = tuple(migration(file, name) for name, file in files)
    with_sql = {name for name, _ in files}
    without = [name for name in folder.folders if name not in with_sql and not name.startswith(".")]
    names = [step.name for step in steps]
    notes = [*_not_run(folder, without, names), *_out_of_order(names, shown(folder.path))]
    return History(
        KIND,
        shown(folder.path),
        steps,
        platform=platform_of(steps),
        notes=tuple(notes),
        tracking_tables=("table *._prisma_migrations",),
        transactions="file",
    )


def _not_run(folder: Folder, without: list[str], names: list[str]) -> list[Remark]:
    code = [name for name in without if any(map(_is_code, folder.sub(name).files))]
    empty = [name for name in without if name not in code]
    told = {
        f"data migrations in code, not replayed: {few(code, 4)}": code,
        f"folders without migration.sql, which Prisma refuses: {few(empty, 4)}": empty,
    }
    return [Remark(text, shown(folder.path), since(about, names, str)) for text, about in told.items() if about]


def _is_code(name: str) -> bool:
    return name.endswith((".ts", ".js", ".mjs", ".mts"))


def _out_of_order(names: list[str], where: str) -> list[Remark]:
    """Prisma runs ``10_x`` before ``9_x``; numbers that are times are meant to sort as text."""
    numbers = [(int(match[0]), name) for name in names if (match := _COUNTED.match(name))]
    for (number, name), (following, after) in pairwise(numbers):
        if following < number:
            text = f"Prisma sorts folders by text: {after} runs after {name}"
            too_early = next(one for value, one in numbers if value > following)
            return [Remark(text, where, names.index(too_early))]
    return []
