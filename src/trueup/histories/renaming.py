"""What a migration history says it renamed: ALTER … RENAME and SET SCHEMA in its files, followed to the last one.

Only what the text alone tells: a rename inside of a DO block or a function is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from trueup.histories.history import History

if TYPE_CHECKING:
    from trueup.model import Address
    from trueup.postgres.sql.parse import Parsed

_RENAMES = re.compile(r"\brename\b|\bset\s+schema\b", re.I)
_TELLS = re.compile(r"\brename\b|\bset\s+schema\b|\bdrop\b", re.I)


class Event(NamedTuple):
    """Something got another name, or was dropped (``now`` is None); ``where`` is the file and line."""

    was: Address
    now: Address | None
    where: str


class Followed(NamedTuple):
    """What became of something by the end of a history, and the file and line that first renamed it."""

    now: Address
    where: str


def renamed(history: History) -> Mapping[Address, tuple[Followed, ...]]:
    """For each address that was renamed away what it is at the end; several where a name was used again and renamed.

    What was renamed and dropped later is not in it. An address inside of a container that was renamed before is there
    with the container's older names too.
    """
    events = tuple(_events(history))
    found: dict[Address, list[Followed]] = {}
    for at, event in enumerate(events):
        if event.now is None:
            continue
        end = _followed(event.now, events[at + 1 :])
        if end is not None:
            for start in _names_before(event.was, events[:at]):
                found.setdefault(start, []).append(Followed(end, event.where))
    return {start: tuple(dict.fromkeys(ends)) for start, ends in sorted(found.items())}


def _followed(where: Address, events: Sequence[Event]) -> Address | None:
    from trueup.renames.found import moved

    for event in events:
        if event.now is not None:
            where = moved(where, {event.was: event.now})
        elif where.within(event.was):
            return None
    return where


def _names_before(where: Address, events: Sequence[Event]) -> Iterator[Address]:
    """An address, and what it was when its container still had its older names."""
    from trueup.renames.found import moved

    yield where
    for event in reversed(events):
        if event.now is not None and where != event.now:
            older = moved(where, {event.now: event.was})
            if older != where:
                where = older
                yield where


def _events(history: History) -> Iterator[Event]:
    """From the first file that renames something on, in order."""
    from trueup.errors import SourceError
    from trueup.postgres.sql.parse import statements

    files = history.migrations
    first = next((at for at, one in enumerate(files) if _RENAMES.search(one.sql)), len(files))
    for migration in files[first:]:
        if _TELLS.search(migration.sql):
            try:
                parsed = statements(migration.sql, migration.file)
            except SourceError:
                continue  # the replay says what is wrong with it
            for one in parsed:
                if _TELLS.search(one.sql):
                    yield from _of(one, f"{migration.file}:{one.line}")


def _of(statement: Parsed, where: str) -> Iterator[Event]:
    if statement.node == "AlterEnumStmt":
        yield from _value(statement, where)
        return
    found = statement.effects()
    for was, now in found.renames:
        yield Event(was, now, where)
    for gone in found.drops:
        yield Event(gone, None, where)


def _value(statement: Parsed, where: str) -> Iterator[Event]:
    tree = statement.tree()
    names = [one["String"]["sval"] for one in tree.get("typeName", ()) if "String" in one]
    if names and "oldVal" in tree:
        from trueup.model import address

        enum = address("enum", names[-2] if len(names) > 1 else "public", names[-1])
        yield Event(enum.child("value", tree["oldVal"]), enum.child("value", tree["newVal"]), where)
