"""dbmate: ``<time>_<name>.sql`` with ``-- migrate:up`` and ``-- migrate:down``."""

from __future__ import annotations

import re

from trueup.histories.history import Folder, History
from trueup.histories.marked import has_marks, read_marked

KIND = "dbmate"
LABEL = "dbmate migrations"
RANK = 30

_UP = re.compile(r"\s*--\s*migrate:up\b")
_DOWN = re.compile(r"\s*--\s*migrate:down\b")


def recognises(folder: Folder) -> bool:
    """Files with dbmate's marks."""
    return has_marks(folder, _UP)


def read(folder: Folder) -> History:
    """The up-parts by name; dbmate sorts names as text."""
    return read_marked(folder, KIND, _UP, _DOWN, order=str, tracking=("table *.schema_migrations",))
