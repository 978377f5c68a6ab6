"""goose: ``<number>_<name>.sql`` with ``-- +goose Up`` and ``-- +goose Down``."""

from __future__ import annotations

import re

from trueup.histories.history import Folder, History
from trueup.histories.marked import has_marks, read_marked

KIND = "goose"
LABEL = "goose migrations"
RANK = 31

_UP = re.compile(r"\s*--\s*\+goose\s+Up\b", re.I)
_DOWN = re.compile(r"\s*--\s*\+goose\s+Down\b", re.I)


def recognises(folder: Folder) -> bool:
    """Files with goose's marks."""
    return has_marks(folder, _UP)


def read(folder: Folder) -> History:
    """The up-parts by number."""
    return read_marked(
        folder,
        KIND,
        _UP,
        _DOWN,
        order=lambda name: int(name.split("_")[0]),
        tracking=("table *.goose_db_version", "sequence *.goose_db_version_id_seq"),
        name=re.compile(r"[0-9]+_.*\.sql"),
    )
