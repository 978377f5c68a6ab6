"""Drizzle from 1.0 on: one folder per migration with ``migration.sql`` and its own snapshot, no journal."""

from __future__ import annotations

from trueup.files import shown
from trueup.histories.drizzle import TRACKING, one_per_breakpoint
from trueup.histories.history import Folder, History, Remark, below, migration, platform_of, since
from trueup.wording import few

KIND = "drizzle"
LABEL = "Drizzle migrations"
RANK = 15


def recognises(folder: Folder) -> bool:
    """Folders with ``migration.sql``, at least one with a ``snapshot.json`` that is not for another database."""
    snapshots = dict(below(folder, "snapshot.json"))
    both = [name for name, _ in below(folder, "migration.sql") if name in snapshots] if snapshots else []
    return bool(both) and _is_postgres(snapshots[both[-1]])


def _is_postgres(snapshot: str) -> bool:
    try:
        with open(snapshot, encoding="utf-8", errors="replace") as file:
            head = file.read(2000)
    except OSError:
        return False
    return not any(f'"{other}"' in head for other in ("mysql", "sqlite", "mssql", "singlestore"))


def read(folder: Folder) -> History:
    """The migrations by the names of their folders, which start with a time."""
    steps = tuple(migration(file, name, one_per_breakpoint) for name, file in below(folder, "migration.sql"))
    without = [name for name in folder.folders if name not in {s.name for s in steps} and name[:1].isdigit()]
    notes = []
    if without:
        text = f"folders without migration.sql: {few(without, 4)}"
        notes.append(Remark(text, shown(folder.path), since(without, (s.name for s in steps), str)))
    return History(
        KIND,
        shown(folder.path),
        steps,
        platform=platform_of(steps),
        notes=tuple(notes),
        tracking_tables=TRACKING,
        transactions="all",
    )
