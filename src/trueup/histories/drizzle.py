"""Drizzle up to 0.x: ``meta/_journal.json`` lists the migrations in the order they run, all in one transaction."""

from __future__ import annotations

import json
import re
from typing import Any

from trueup.errors import SourceError
from trueup.histories.history import Folder, History, Migration, Remark, platform_of, shown, some, text_of

KIND = "drizzle"
LABEL = "Drizzle migrations"
RANK = 10
DIALECTS = (None, "postgresql", "pg")
TRACKING = (
    "schema drizzle",
    "table *.__drizzle_migrations",
    "sequence *.__drizzle_migrations_id_seq",
)

_BREAK = re.compile(r"--> (?=statement-breakpoint)")


def recognises(folder: Folder) -> bool:
    """``meta/_journal.json`` that is not for another database."""
    if "meta" not in folder.folders or "_journal.json" not in folder.sub("meta").files:
        return False
    return dialect(folder) in DIALECTS


def dialect(folder: Folder) -> str | None:
    """The database the journal says it is for; None when it cannot be told."""
    try:
        found = _journal(folder).get("dialect")
    except SourceError:
        return None
    return found if isinstance(found, str) else None


def read(folder: Folder) -> History:
    """The journal's migrations in its order. Drizzle refuses a journal entry without its file, and so does this."""
    journal = _journal(folder)
    where = shown(folder.path / "meta" / "_journal.json")
    entries = journal.get("entries", [])
    if not isinstance(entries, list) or not all(isinstance(e, dict) and isinstance(e.get("tag"), str) for e in entries):
        raise SourceError("the journal's entries have no tags", where=f"{where}:1", help="Is this a Drizzle journal?")
    steps = tuple(_step(folder, entry["tag"], where) for entry in entries)
    tags = [step.name for step in steps]
    orphans = [name for name in folder.sql() if name[:-4] not in set(tags)]
    notes = []
    if orphans:
        notes.append(Remark(f"SQL that the journal does not list, which Drizzle never runs: {some(orphans)}", where))
    if skipped := _skipped(entries):
        text = "the journal's times do not increase: a database migrated release by release never ran"
        notes.append(Remark(f"{text} {some(skipped)}, while a new one does", where))
    return History(
        KIND,
        shown(folder.path),
        steps,
        platform=platform_of(steps),
        notes=tuple(notes),
        tracking_tables=TRACKING,
        transactions="all",
    )


def one_per_breakpoint(sql: str) -> str:
    """The text with every ``--> statement-breakpoint`` ending the statement before it, as for Drizzle it does.

    Of the same length, so that places in it stay places in the file.
    """
    return _BREAK.sub(";-- ", sql)


def _step(folder: Folder, tag: str, journal: str) -> Migration:
    path = f"{folder.path}/{tag}.sql"
    if f"{tag}.sql" not in folder.files:
        line = _line_of(folder, tag)
        raise SourceError(
            f"the journal lists {tag}, but {tag}.sql is missing",
            where=f"{journal}:{line}",
            help="Drizzle refuses to migrate like this: restore the file or remove the entry.",
        )
    return Migration(tag, shown(path), one_per_breakpoint(text_of(path)))


def _line_of(folder: Folder, tag: str) -> int:
    lines = text_of(folder.path / "meta" / "_journal.json").splitlines()
    return next((n for n, line in enumerate(lines, 1) if f'"{tag}"' in line), 1)


def _journal(folder: Folder) -> dict[str, Any]:
    path = folder.path / "meta" / "_journal.json"
    try:
        found = json.loads(text_of(path))
    except json.JSONDecodeError as error:
        raise SourceError(
            f"not JSON: {error.msg}",
            where=f"{shown(path)}:{error.lineno}:{error.colno}",
            help="The file may be cut off or hold an unresolved merge.",
        ) from None
    except RecursionError:
        raise SourceError("not a journal: nested too deeply", where=f"{shown(path)}:1") from None
    if not isinstance(found, dict):
        raise SourceError("not a journal: no object", where=f"{shown(path)}:1", help="Is this a Drizzle folder?")
    return found


def _skipped(entries: list[dict[str, Any]]) -> list[str]:
    """Entries older than one before them: Drizzle runs only what is newer than the last it ran."""
    skipped, newest = [], float("-inf")
    for entry in entries:
        when = entry.get("when")
        if not isinstance(when, int | float):
            continue
        if when <= newest:
            skipped.append(entry["tag"])
        newest = max(newest, when)
    return skipped
