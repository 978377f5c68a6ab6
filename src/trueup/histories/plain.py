"""A folder of SQL files of no known runner, in natural order of their names: ``2_b.sql`` before ``10_a.sql``."""

from __future__ import annotations

import re
from pathlib import Path

from trueup.files import shown
from trueup.histories.history import Folder, History, Remark, migration, natural, platform_of
from trueup.wording import few

KIND = "plain"
LABEL = "SQL files"
RANK = 90
TRACKING = tuple(
    f"{word} *.{name}"
    for table in (
        "schema_migrations",
        "schema_version",
        "schemaversion",
        "migrations_history",
        "knex_migrations",
        "_migrations",
        "ar_internal_metadata",
    )
    for word, name in (("table", table), ("sequence", f"{table}_id_seq"))
)

_NUMBERED = re.compile(r"[A-Za-z]{0,2}[0-9]+.*")
_BACK = re.compile(r".*[._-](?:down|undo|rollback|revert)\.sql", re.I)


def recognises(folder: Folder) -> bool:
    """Any SQL file that does not go back."""
    return any(not _BACK.fullmatch(name) for name in folder.sql())


def read(folder: Folder) -> History:
    """The files that go up. Where most are numbered, those without a number are taken for seeds and the like."""
    names = [name for name in folder.sql() if not _BACK.fullmatch(name)]
    numbered = [name for name in names if _NUMBERED.fullmatch(name)]
    taken = numbered if len(numbered) * 2 > len(names) else names
    left = [name for name in names if name not in taken]
    steps = tuple(migration(folder.path / name) for name in sorted(taken, key=natural))
    notes = []
    if left:
        notes.append(Remark(f"files without a number among numbered ones, not run: {few(left, 4)}", shown(folder.path)))
    return History(
        KIND,
        shown(folder.path),
        steps,
        platform=platform_of(steps),
        notes=tuple(notes),
        tracking_tables=TRACKING,
        transactions="statement",
    )


def single(path: Path) -> History:
    """One SQL file, such as a dump, as a history of one step."""
    steps = (migration(path),)
    return History("sql", shown(path), steps, platform=platform_of(steps), tracking_tables=TRACKING)
