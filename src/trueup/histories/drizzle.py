"""Drizzle up to 0.x: ``meta/_journal.json`` lists the migrations in the order they run, all in one transaction."""

from __future__ import annotations

import json
import re
from typing import Any

from trueup.errors import SourceError
from trueup.files import shown, text_of
from trueup.histories.history import Folder, History, Migration, Remark, platform_of, since
from trueup.wording import few, plural

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
    tags = [entry["tag"] for entry in entries]
    if missing := [tag for tag in tags if f"{tag}.sql" not in folder.files]:
        raise _incomplete(folder, missing, len(tags), where)
    steps = tuple(_step(folder, tag) for tag in tags)
    orphans = [name for name in folder.sql() if name[:-4] not in set(tags)]
    notes = []
    if orphans:
        text = "SQL that the journal does not list, which Drizzle never runs"
        notes.append(Remark(f"{text}: {few(orphans, 4)}", where, since(orphans, tags)))
    if skipped := _skipped(entries):
        text = "the journal's times do not increase: a database migrated release by release never ran"
        notes.append(Remark(f"{text} {few(skipped, 4)}, while a new one does", where, tags.index(skipped[0])))
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


def _incomplete(folder: Folder, missing: list[str], count: int, journal: str) -> SourceError:
    """Without one of its files a history makes another schema, or none."""
    first, files = missing[0], plural(len(missing), "file")
    if len(missing) == 1:
        said = f"the journal lists {first}, but {first}.sql is missing"
    else:
        said = f"{files} of the {count} that the journal lists are missing: {few([f'{tag}.sql' for tag in missing], 4)}"
    return SourceError(
        said,
        where=f"{journal}:{_line_of(folder, first)}",
        help=f"Drizzle itself cannot migrate an empty database like this. Restore what is missing "
        f"(git log --diff-filter=D -- '*{first}.sql' says who removed it), or remove the entry. Until then, compare "
        "with a dump (pg_dump --schema-only), a snapshot or another database.",
    )


def _step(folder: Folder, tag: str) -> Migration:
    path = f"{folder.path}/{tag}.sql"
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
        raise SourceError(
            "not a journal: nested too deeply", where=f"{shown(path)}:1", help="Is this a Drizzle folder?"
        ) from None
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
