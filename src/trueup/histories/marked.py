"""Files with marks for what goes up and down: what dbmate, goose and sql-migrate share. Not a convention itself."""

from __future__ import annotations

import re
from collections.abc import Callable

from trueup.errors import SourceError
from trueup.files import shown, text_of
from trueup.histories.history import (
    Folder,
    History,
    Migration,
    Remark,
    first_with,
    migration,
    platform_of,
    since,
    up_part,
)
from trueup.wording import few


def has_marks(folder: Folder, up: re.Pattern[str]) -> bool:
    """Whether the folder's files have the mark."""
    return first_with(folder, folder.sql(), up)


def read_marked(
    folder: Folder,
    kind: str,
    up: re.Pattern[str],
    down: re.Pattern[str],
    *,
    order: Callable[[str], object],
    tracking: tuple[str, ...],
    name: re.Pattern[str] = re.compile(r"[0-9].*\.sql"),
) -> History:
    """The parts that go up, of the files the runner takes, in its order. A file without a mark is an error."""
    taken = sorted((m[0] for m in folder.matching(name)), key=order)  # type: ignore[arg-type]  # each order has one type
    steps = tuple(_step(folder, file, up, down) for file in taken)
    others = [file for file in folder.sql() if file not in taken]
    notes = (
        [Remark(f"files not named as {kind} wants, not run: {few(others, 4)}", shown(folder.path))] if others else []
    )
    code = [file for file in folder.files if file[:1].isdigit() and file.endswith(".go")]
    if code:
        text = f"migrations in code, not replayed: {few(code, 4)}"
        notes.append(Remark(text, shown(folder.path), since(code, taken)))
    return History(
        kind,
        shown(folder.path),
        steps,
        platform=platform_of(steps),
        notes=tuple(notes),
        tracking_tables=tracking,
        transactions="file",
    )


def _step(folder: Folder, file: str, up: re.Pattern[str], down: re.Pattern[str]) -> Migration:
    path = folder.path / file
    if not any(up.match(line) for line in text_of(path).splitlines()):
        raise SourceError(
            "the file has no mark for what goes up",
            where=f"{shown(path)}:1",
            help="Its neighbours have one: the runner refuses the file without it.",
        )
    return migration(path, up=lambda text: up_part(text, up, down))
