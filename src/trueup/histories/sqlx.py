"""sqlx: ``<number>_<name>.sql`` or ``.up.sql`` in a Rust project, in order of the numbers."""

from __future__ import annotations

from trueup.histories.history import Folder, History, ancestor_has
from trueup.histories.pairs import NUMBERED, read_pairs

KIND = "sqlx"
LABEL = "sqlx migrations"
RANK = 35


def recognises(folder: Folder) -> bool:
    """Numbered SQL files called migrations in a Rust project."""
    named = folder.path.absolute().name.startswith("migrat")
    return named and bool(folder.matching(NUMBERED)) and ancestor_has(folder.path, "Cargo.toml")


def read(folder: Folder) -> History:
    """The up-files by number, each one transaction."""
    return read_pairs(folder, KIND, ("table *._sqlx_migrations",))
