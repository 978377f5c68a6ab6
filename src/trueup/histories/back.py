"""Which migrations of a folder have a way back: a part of their file, or a file beside it, that goes down."""

from __future__ import annotations

import re
from pathlib import Path

from trueup.errors import SourceError
from trueup.files import text_of
from trueup.histories.history import History

_MARK = re.compile(r"^--[ \t]*(migrate:down|\+goose Down|\+migrate Down|Down Migration)\b", re.M | re.I)
"""What dbmate, goose, sql-migrate and node-pg-migrate write above what goes down."""
_BESIDE = ((re.compile(r"\bup\b"), "down"), (re.compile(r"^V(?=\d)"), "U"), (re.compile(r"^\w+\.sql$"), "down.sql"))
"""What a file is called, and what the one that takes it back is called: ``1.up.sql``, ``V1__a.sql``, ``migration.sql``
alone in its folder."""


def reversible(history: History) -> frozenset[str]:
    """The names of the migrations that have a way back."""
    return frozenset(one.name for one in history.migrations if _back(Path(one.file)))


def _back(file: Path) -> bool:
    others = (file.with_name(again.sub(down, file.name)) for again, down in _BESIDE if again.search(file.name))
    if any(other != file and other.is_file() for other in others):
        return True
    try:
        return bool(_MARK.search(text_of(file)))
    except SourceError:
        return False
