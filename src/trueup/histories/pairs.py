"""Numbered files, alone or in pairs of up and down: what golang-migrate and sqlx share. Not a convention itself."""

from __future__ import annotations

import re
from collections import Counter

from trueup.errors import SourceError
from trueup.files import shown
from trueup.histories.history import Folder, History, Remark, Transactions, migration, platform_of
from trueup.wording import few

PAIR = re.compile(r"([0-9]+)[_-](.*)\.(up|down)\.sql")
_POSTGRES = frozenset(["postgres", "postgresql"])
_OTHERS = frozenset(["mysql", "mariadb", "sqlite", "sqlite3", "cockroach", "cockroachdb", "mssql", "clickhouse"])
NUMBERED = re.compile(r"([0-9]+)[_-](.*?)(?:\.(up|down))?\.sql")


def only_pairs(folder: Folder) -> bool:
    """Whether every SQL file is an up- or a down-file."""
    return all(PAIR.fullmatch(name) for name in folder.sql())


def _ours(found: list[re.Match[str]]) -> list[re.Match[str]]:
    """The files for PostgreSQL, where names say which database they are for: those for any yield to those for one."""
    chosen: dict[tuple[str, str, str | None], re.Match[str]] = {}
    for match in sorted(found, key=lambda m: not _POSTGRES.isdisjoint(m[2].split("."))):
        words = match[2].split(".")
        if _OTHERS.isdisjoint(words[1:]):
            name = ".".join(word for word in words if word not in _POSTGRES and word != "autocommit")
            chosen[match[1], name, match[3]] = match
    return list(chosen.values())


def read_pairs(folder: Folder, kind: str, tracking: tuple[str, ...], transactions: Transactions = "file") -> History:
    """The files that go up, by number."""
    found = _ours([m for m in folder.matching(NUMBERED) if m[3] != "down"])
    twice = [number for number, count in Counter(int(m[1]) for m in found).items() if count > 1]
    if twice:
        names = [m[0] for m in found if int(m[1]) == twice[0]]
        raise SourceError(
            f"two migrations have the number {twice[0]}: {few(names, 4)}",
            where=shown(folder.path),
            help="The runner refuses this: give one of them another number.",
        )
    steps = tuple(migration(folder.path / m[0], f"{m[1]}_{m[2]}") for m in sorted(found, key=lambda m: int(m[1])))
    others = [name for name in folder.sql() if not NUMBERED.fullmatch(name)]
    notes = [Remark(f"files without a number, not run: {few(others, 4)}", shown(folder.path))] if others else []
    return History(
        kind,
        shown(folder.path),
        steps,
        platform=platform_of(steps),
        notes=tuple(notes),
        tracking_tables=tracking,
        transactions=transactions,
    )
