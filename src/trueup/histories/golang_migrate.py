"""golang-migrate: ``<number>_<name>.up.sql`` in order of the numbers; ``.down.sql`` never runs."""

from __future__ import annotations

from trueup.histories.history import Folder, History, ancestor_has
from trueup.histories.pairs import PAIR, only_pairs, read_pairs

KIND = "golang-migrate"
LABEL = "golang-migrate migrations"
RANK = 40


def recognises(folder: Folder) -> bool:
    """Only files in pairs of up and down, outside a Rust project (where they are sqlx's)."""
    return bool(folder.matching(PAIR)) and only_pairs(folder) and not ancestor_has(folder.path, "Cargo.toml")


def read(folder: Folder) -> History:
    """The up-files by number; a file is sent as one query and so is one transaction."""
    return read_pairs(folder, KIND, ("table *.schema_migrations",))
