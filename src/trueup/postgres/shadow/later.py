"""Why a replay failed on something that is not there: a later file makes it. Looks at texts only."""

from __future__ import annotations

import re
from collections.abc import Iterable

from trueup.errors import ReplayFailed, SourceError
from trueup.postgres.sql import parse

_MISSING = re.compile(r'(?:relation|type|schema|view|table|sequence) "(.+?)" does not exist')


def made_later(failed: ReplayFailed, files: Iterable[tuple[str, str]]) -> str | None:
    """The first file after the one that failed that makes what it lacks; None where none does.

    ``files`` are given with their SQL, in their order.
    """
    missing = _MISSING.match(failed.message)
    at = (failed.where or "").rsplit(":", 2)[0]
    if missing is None:
        return None
    passed = False
    for file, sql in files:
        if passed and missing[1] in _made(file, sql):
            return file
        passed = passed or file == at
    return None


def _made(file: str, sql: str) -> set[str]:
    """The names of what a file makes, with and without their namespace."""
    try:
        found = [where for one in parse.statements(sql, file) for where in one.effects().makes if where.parent is None]
    except SourceError:
        return set()
    return {name for where in found for name in (where.name, ".".join(where.names))}
