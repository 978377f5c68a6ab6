"""Hasura and Diesel: ``<time>_<name>/up.sql`` in order of the times; ``down.sql`` never runs."""

from __future__ import annotations

from trueup.files import shown
from trueup.histories.history import Folder, History, ancestor_has, below, migration, natural, platform_of

KIND = "hasura"
LABEL = "Hasura or Diesel migrations"
RANK = 45


def recognises(folder: Folder) -> bool:
    """Folders with an ``up.sql``."""
    return next(below(folder, "up.sql"), None) is not None


def read(folder: Folder) -> History:
    """The up-files; a Rust project's are Diesel's."""
    diesel = ancestor_has(folder.path, "Cargo.toml") or ancestor_has(folder.path, "diesel.toml")
    order = _version if diesel else natural
    files = sorted(below(folder, "up.sql"), key=lambda found: order(found[0]))
    steps = tuple(migration(file, name) for name, file in files)
    tracking = ("table *.__diesel_schema_migrations",) if diesel else ("schema hdb_catalog", "* hdb_catalog.*")
    return History(
        "diesel" if diesel else KIND,
        shown(folder.path),
        steps,
        platform=platform_of(steps),
        tracking_tables=tracking,
        transactions="file",
    )


def _version(name: str) -> tuple[object, ...]:
    """Diesel's: what is before the first ``_``, without dashes, as text."""
    return (name.partition("_")[0].replace("-", ""), name)
