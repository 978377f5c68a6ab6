"""Numbered files, alone or in pairs of up and down: what golang-migrate and sqlx share. Not a convention itself."""

from __future__ import annotations

import re
from collections import Counter

from trueup.errors import SourceError
from trueup.histories.history import Folder, History, Remark, Transactions, migration, platform_of, shown, some

PAIR = re.compile(r"([0-9]+)[_-](.*)\.(up|down)\.sql")
NUMBERED = re.compile(r"([0-9]+)[_-](.*?)(?:\.(up|down))?\.sql")


def only_pairs(folder: Folder) -> bool:
    """Whether every SQL file is an up- or a down-file."""
    return all(PAIR.fullmatch(name) for name in folder.sql())


def read_pairs(folder: Folder, kind: str, tracking: tuple[str, ...], transactions: Transactions = "file") -> History:
    """The files that go up, by number."""
    found = [m for m in folder.matching(NUMBERED) if m[3] != "down"]
    twice = [number for number, count in Counter(int(m[1]) for m in found).items() if count > 1]
    if twice:
        names = [m[0] for m in found if int(m[1]) == twice[0]]
        raise SourceError(
            f"two migrations have the number {twice[0]}: {some(names)}",
            where=shown(folder.path),
            help="The runner refuses this: give one of them another number.",
        )
    steps = tuple(migration(folder.path / m[0], f"{m[1]}_{m[2]}") for m in sorted(found, key=lambda m: int(m[1])))
    others = [name for name in folder.sql() if not NUMBERED.fullmatch(name)]
    notes = [Remark(f"files without a number, not run: {some(others)}", shown(folder.path))] if others else []
    return History(
        kind,
        shown(folder.path),
        steps,
        platform=platform_of(steps),
        notes=tuple(notes),
        tracking_tables=tracking,
        transactions=transactions,
    )
