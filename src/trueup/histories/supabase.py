"""Supabase: ``supabase/migrations/<time>_<name>.sql``; the settings of the session are reset before each file."""

from __future__ import annotations

import re

from trueup.files import shown
from trueup.histories.history import Folder, History, Remark, migration, since
from trueup.wording import few

KIND = "supabase"
LABEL = "Supabase migrations"
RANK = 5

_NAME = re.compile(r"([0-9]+)_(.*)\.sql")


def recognises(folder: Folder) -> bool:
    """SQL files in ``supabase/migrations``."""
    path = folder.path.absolute()
    return path.name == "migrations" and path.parent.name == "supabase" and bool(folder.matching(_NAME))


def read(folder: Folder) -> History:
    """The migrations by name. Seeds, roles.sql and declarative schemas beside them are not run."""
    matches = folder.matching(_NAME)
    steps = tuple(migration(folder.path / match[0], match[0][:-4]) for match in matches)
    others = [name for name in folder.sql() if not _NAME.fullmatch(name)]
    notes = []
    if others:
        text = "files not named <time>_<name>.sql, which Supabase passes over"
        first = since(others, (step.name for step in steps), str)
        notes.append(Remark(f"{text}: {few(others, 4)}", shown(folder.path), first))
    above = folder.path.absolute().parent
    beside = [name for name in ("seed.sql", "seeds", "roles.sql", "schemas") if (above / name).exists()]
    if beside:
        notes.append(Remark(f"beside the migrations and not run: {few(beside, 4)}", shown(above)))
    return History(
        KIND,
        shown(folder.path),
        steps,
        platform="supabase",
        notes=tuple(notes),
        tracking_tables=("schema supabase_migrations", "table supabase_migrations.*"),
        transactions="statement",
    )
