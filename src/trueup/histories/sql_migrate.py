"""sql-migrate: files with ``-- +migrate Up`` and ``-- +migrate Down``."""

from __future__ import annotations

import re

from trueup.histories.history import Folder, History, natural
from trueup.histories.marked import has_marks, read_marked

KIND = "sql-migrate"
LABEL = "sql-migrate migrations"
RANK = 32

_UP = re.compile(r"\s*--\s*\+migrate\s+Up\b", re.I)
_DOWN = re.compile(r"\s*--\s*\+migrate\s+Down\b", re.I)


def recognises(folder: Folder) -> bool:
    """Files with sql-migrate's marks."""
    return has_marks(folder, _UP)


def read(folder: Folder) -> History:
    """The up-parts: numbered names by number, then the others by name."""
    return read_marked(
        folder,
        KIND,
        _UP,
        _DOWN,
        order=natural,
        tracking=("table *.gorp_migrations",),
        name=re.compile(r".*\.sql"),
    )
