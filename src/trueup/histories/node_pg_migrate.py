"""node-pg-migrate in SQL: files with ``-- Up Migration`` and ``-- Down Migration``."""

from __future__ import annotations

import re

from trueup.histories.history import Folder, History, natural
from trueup.histories.marked import has_marks, read_marked

KIND = "node-pg-migrate"
LABEL = "node-pg-migrate migrations"
RANK = 33

_UP = re.compile(r"\s*--[\s-]*up\s+migration\b", re.I)
_DOWN = re.compile(r"\s*--[\s-]*down\s+migration\b", re.I)


def recognises(folder: Folder) -> bool:
    """Files with node-pg-migrate's marks."""
    return has_marks(folder, _UP)


def read(folder: Folder) -> History:
    """The up-parts by number."""
    tracking = ("table *.pgmigrations", "sequence *.pgmigrations_id_seq")
    return read_marked(folder, KIND, _UP, _DOWN, order=natural, tracking=tracking)
