"""A folder of migrations against what its runner noted in a database: what is not applied there, edited since, skipped.

Checksums are worked out as each runner does. Reading the database is ``trueup.postgres.applied``'s affair; what all
this explains, ``trueup.drift.causes``'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from trueup.files import unreadable
from trueup.histories.history import History
from trueup.wording import few

if TYPE_CHECKING:
    from trueup.postgres.applied import Applied, Noted

State = Literal["applied", "edited", "failed", "resolved", "not-applied", "skipped", "untold"]
"""``resolved``: marked as applied without being run. ``skipped``: not applied, though a later one is."""

_NUMBERED = ("golang-migrate", "sqlx", "goose")
_PREFIXED = ("dbmate", "rails", "supabase")
_UNORDERED = frozenset({"supabase", "dbmate", "rails", "golang-migrate"})
"""Runners that do not note in which order they ran."""
_AT_HOME = frozenset({"drizzle", "supabase"})
"""Runners whose table is in a schema of its own."""
_OTHERS: Mapping[str, tuple[str, ...]] = {
    "plain": (*_NUMBERED, *_PREFIXED, "node-pg-migrate", "sql-migrate"),
    "dbmate": ("rails",),
    "golang-migrate": ("sqlx", "dbmate"),
    "sqlx": ("golang-migrate",),
}
"""By the kind of a folder: whose tables may be about it too."""
_SPACE = str.maketrans("", "", " \t\r\n\f\v;")


class Written(NamedTuple):
    """A migration as its file has it. ``when`` is the time Drizzle's journal gives it, in milliseconds."""

    name: str
    file: str
    sql: str
    raw: bytes
    when: int | None = None


class Step(NamedTuple):
    """A migration of the folder in one database. ``late`` is a later one that ran before it; ``facts`` are short."""

    name: str
    file: str
    sql: str
    state: State
    late: str | None = None
    facts: tuple[str, ...] = ()

    @property
    def ran(self) -> bool:
        """Whether it is noted as run to its end, whatever the file says now."""
        return self.state in ("applied", "edited")


class Progress(NamedTuple):
    """How far a database is with a folder. ``strangers`` are noted there and not in the folder.

    ``runner`` and ``table`` are None where nothing notes what ran; ``problem`` says why that is not known.
    """

    steps: tuple[Step, ...]
    runner: str | None = None
    table: str | None = None
    strangers: tuple[str, ...] = ()
    problem: str | None = None

    @property
    def told(self) -> bool:
        """Whether the database tells what ran."""
        return self.table is not None and self.problem is None

    def step(self, file: str | None) -> Step | None:
        """The step a file is."""
        return next((one for one in self.steps if one.file == file), None)

    @property
    def pending(self) -> tuple[Step, ...]:
        """What is not applied, in order."""
        return tuple(one for one in self.steps if one.state in ("not-applied", "skipped", "failed"))


def written(history: History) -> tuple[Written, ...]:
    """The migrations with the bytes of their files. Raises SourceError."""
    times = _times(history) if history.kind == "drizzle" else {}
    return tuple(
        Written(one.name, one.file, one.sql, _bytes(one.file), times.get(one.name)) for one in history.migrations
    )


def progress(history: History, files: Sequence[Written], noted: Iterable[Noted]) -> Progress:
    """How far a database is with a folder: ``files`` are its migrations, ``noted`` what runners noted there."""
    chosen = _chosen(history.kind, files, noted)
    if chosen is None:
        return Progress(tuple(Step(one.name, one.file, one.sql, "untold") for one in files))
    if chosen.problem is not None:
        steps = tuple(Step(one.name, one.file, one.sql, "untold") for one in files)
        return Progress(steps, chosen.runner, chosen.table, problem=chosen.problem)
    matched = _matched(chosen, files)
    steps = _in_order(
        chosen, files, [_step(chosen, one, rows) for one, rows in zip(files, matched, strict=True)], matched
    )
    known = {row.order for rows in matched for row in rows}
    strange = [row.called for row in chosen.rows if row.order not in known and _counts(row)]
    return Progress(steps, chosen.runner, chosen.table, strangers=tuple(dict.fromkeys(strange)))


# ------------------------------------------------------------------ which table, which row


def _chosen(kind: str, files: Sequence[Written], noted: Iterable[Noted]) -> Noted | None:
    """The table that is about this folder: the one that shares most with it, else the runner's own."""
    runners = (kind, *_OTHERS.get(kind, ()))
    found = []
    for one in noted:
        if one.runner not in runners:
            continue
        shared = sum(bool(rows) for rows in _matched(one, files))
        at_home = one.table.startswith("public.") or one.runner in _AT_HOME
        if shared or (one.runner == kind and at_home):
            found.append((-shared, one.runner != kind, not at_home, one.table, one))
    return min(found, key=lambda each: each[:4])[4] if found else None


def _matched(noted: Noted, files: Sequence[Written]) -> list[list[Applied]]:
    """The rows about each file, in the order they came."""
    if noted.runner == "drizzle":
        return _matched_by_content(noted, files)
    rows: dict[str, list[Applied]] = {}
    for row in noted.rows:
        rows.setdefault(_key_of_row(row), []).append(row)
    matched = [rows.get(_key(noted.runner, one), []) for one in files]
    _match_renamed(noted, files, matched)
    for row in noted.rows:
        if row.sort in ("through", "baseline") and row.version:
            for one, found in zip(files, matched, strict=True):
                if not found and _version(_key(noted.runner, one)) <= _version(_key_of_row(row)):
                    found.append(row)
    return matched


def _match_renamed(noted: Noted, files: Sequence[Written], matched: list[list[Applied]]) -> None:
    """Give files that have no row, and whose content ran under a name that no file has any more, that row."""
    known = {row.order for found in matched for row in found}
    for number, one in enumerate(files):
        if not matched[number]:
            sums = _sums(noted.runner, one)
            same = [row for row in noted.rows if row.order not in known and row.checksum in sums]
            matched[number] = same
            known |= {row.order for row in same}


def _matched_by_content(noted: Noted, files: Sequence[Written]) -> list[list[Applied]]:
    """Drizzle's rows: by name from 1.0 on, else by the checksum, else by the journal's time."""
    sums = [_sums("drizzle", one) for one in files]
    matched: list[list[Applied]] = [[] for _ in files]
    for row in noted.rows:
        named = [n for n, one in enumerate(files) if row.name is not None and row.name == one.name]
        same = [n for n, known in enumerate(sums) if row.checksum in known]
        then = [n for n, one in enumerate(files) if row.version is not None and row.version == str(one.when)]
        likely = named or [n for n in same if n in then] or [n for n in same if not matched[n]] or then or same
        if likely:
            matched[likely[0]].append(row)
    return matched


def _key(runner: str, one: Written) -> str:
    """What a runner knows a file by."""
    digits = re.match(r"[VBU]?([0-9]+)", one.name)
    if runner in _NUMBERED:
        return str(int(digits[1])) if digits else one.name
    if runner in _PREFIXED:
        return digits[1] if digits else one.name
    if runner == "diesel":
        return one.name.partition("_")[0].replace("-", "")
    if runner == "flyway":
        found = re.match(r"[VB]([0-9]+(?:[._][0-9]+)*)__", one.name)
        return _canonical(found[1]) if found else Path(one.file).name
    if runner == "sql-migrate":
        return Path(one.file).name
    return Path(one.file).stem if runner == "node-pg-migrate" else one.name


def _key_of_row(row: Applied) -> str:
    if row.runner == "flyway":
        return _canonical(row.version) if row.version else Path(row.name or "").name
    if row.runner in _NUMBERED:
        return row.version or ""
    if row.runner in (*_PREFIXED, "diesel"):
        return row.version or ""
    return row.name or row.version or ""


def _canonical(version: str) -> str:
    """Flyway's ``1``, ``1.0`` and ``1_0`` are the same version, and so are ``1`` and ``01``."""
    parts = [part.lstrip("0") or "0" for part in re.split(r"[._]", version)]
    while len(parts) > 1 and parts[-1] == "0":
        parts.pop()
    return ".".join(parts)


def _version(key: str) -> tuple[int, ...]:
    parts = key.split(".")
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else (10**30,)


def _counts(row: Applied) -> bool:
    return row.sort not in ("rolled back", "undone", "baseline", "through")


# ------------------------------------------------------------------ what became of each


def _step(noted: Noted, one: Written, rows: Sequence[Applied]) -> Step:
    state, facts = _state(noted, one, rows)
    return Step(one.name, one.file, one.sql, state, facts=facts)


def _state(noted: Noted, one: Written, rows: Sequence[Applied]) -> tuple[State, tuple[str, ...]]:
    if not rows:
        return "not-applied", (f"{noted.table} does not list {one.name}",)
    standing = [row for row in rows if row.sort not in ("rolled back", "undone")]
    if not standing or rows[-1].sort == "undone":
        when = rows[-1].started or rows[-1].finished
        return "not-applied", (f"{noted.table} notes {one.name} as taken back{_on(when)}",)
    row = next((row for row in reversed(standing) if not row.failed), standing[-1])
    if row.failed and (row.sort != "through" or _key(noted.runner, one) == _key_of_row(row)):
        return "failed", (f"{noted.table} notes that {one.name} began{_on(row.started or row.finished)} and failed",)
    if row.sort in ("resolved", "baseline"):
        return "resolved", (f"{noted.table} has {one.name} marked as applied{_on(row.finished)}, without it being run",)
    said = f"{noted.table} notes {one.name} as applied{_on(row.finished)}"
    if row.checksum and _key_of_row(row) != _key(noted.runner, one) and noted.runner != "drizzle":
        said = f"{noted.table} notes the content of {one.name} as {row.called}, applied{_on(row.finished)}"
    if row.sort == "through":
        return "applied", (f"{noted.table} is at {row.version}, which {one.name} is not after",)
    sums = _sums(noted.runner, one) if row.checksum else ()
    if not sums or row.checksum in sums:
        return "applied", (said,)
    if row.sort == "repeatable":
        return "not-applied", (said, f"{one.file} was changed since and runs again")
    return "edited", (said, f"its checksum there is {_short(row.checksum)}, the file's is {_short(sums[0])}")


def _in_order(
    noted: Noted, files: Sequence[Written], steps: Sequence[Step], matched: Sequence[Sequence[Applied]]
) -> tuple[Step, ...]:
    """The steps, with those that were skipped or ran after a later one said to be so."""
    found: list[Step] = []
    later: Step | None = None
    first: tuple[int, str] | None = None
    for one, step, rows in zip(reversed(files), reversed(steps), reversed(matched), strict=True):
        mine = step
        repeatable = any(row.sort == "repeatable" for row in rows) or one.name.startswith("R__")
        if step.state == "not-applied" and later is not None and not repeatable:
            facts = (*step.facts, f"{later.name}, which comes after it, is applied", *_never(noted, one))
            mine = step._replace(state="skipped", facts=facts)
        elif step.ran and not repeatable:
            later = step
            order = rows[-1].order
            if noted.runner not in _UNORDERED and rows[-1].sort is None:
                if first is not None and first[0] < order:
                    text = f"{one.name} ran after {first[1]}, which comes after it in the folder"
                    mine = step._replace(late=first[1], facts=(*step.facts, text))
                else:
                    first = (order, one.name)
        found.append(mine)
    return tuple(reversed(found))


def _never(noted: Noted, one: Written) -> tuple[str, ...]:
    """Drizzle before 1.0 runs only what is newer than the newest it ran."""
    if noted.runner != "drizzle" or one.when is None:
        return ()
    newest = max((int(row.version) for row in noted.rows if row.version and row.version.isdecimal()), default=None)
    older = newest is not None and one.when <= newest
    return ("Drizzle will not run it: its time in the journal is not after the newest that ran",) if older else ()


def _on(when: str | None) -> str:
    return f" on {when[:10]}" if when else ""


def _short(checksum: str | None) -> str:
    text = checksum or "?"
    return text if len(text) <= 12 else f"{text[:8]}…"


# ------------------------------------------------------------------ checksums


def _sums(runner: str, one: Written) -> tuple[str, ...]:
    """The checksums the runner could have noted for the file as it is now; none where it notes none.

    Git's line endings are no edit: the same text with other ones is taken for the same.
    """
    from hashlib import sha256, sha384

    lines = one.raw.replace(b"\r\n", b"\n")
    texts = dict.fromkeys([one.raw, lines, lines.replace(b"\n", b"\r\n")])
    if runner == "prisma":
        # Before 2.22 the digits of a byte were not padded with zeros.
        old = ["".join(f"{byte:x}" for byte in sha256(text).digest()) for text in texts]
        return (*(sha256(text).hexdigest() for text in texts), *old)
    if runner == "drizzle":
        return tuple(sha256(text).hexdigest() for text in texts)
    if runner == "sqlx":
        return tuple(sha384(text).hexdigest() for text in texts)
    if runner == "flyway":
        return () if one.name.startswith("R__") and b"${" in one.raw else (flyway_checksum(one.raw),)
    if runner == "supabase":
        squeezed = one.raw.decode("utf-8-sig", errors="replace").translate(_SPACE)
        return (sha256(squeezed.encode()).hexdigest(),)
    return ()


def flyway_checksum(raw: bytes) -> str:
    """CRC-32 of the lines without their ends, as a signed number: Java's ``readLine`` ends one at LF, CR or CRLF.

    >>> flyway_checksum(b"select 1;") == flyway_checksum(b"select 1;" + bytes([13, 10]))
    True
    """
    from zlib import crc32

    found = 0
    for line in re.split(rb"\r\n|\r|\n", raw.removeprefix(b"\xef\xbb\xbf")):
        found = crc32(line, found)
    return str(found - (1 << 32) if found >= 1 << 31 else found)


def _bytes(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise unreadable(file, error) from None


def _times(history: History) -> dict[str, int]:
    """When Drizzle's migrations were made: by the journal, from 1.0 on by the name's time, in UTC."""
    import json
    from datetime import UTC, datetime

    journal = Path(history.root) / "meta" / "_journal.json"
    if journal.is_file():
        try:
            entries = json.loads(_bytes(str(journal))).get("entries", [])
        except (ValueError, AttributeError, RecursionError):
            return {}
        return {one["tag"]: int(one["when"]) for one in entries if isinstance(one.get("when"), int | float)}
    found = {}
    for one in history.migrations:
        try:
            when = datetime.strptime(one.name[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            continue
        found[one.name] = int(when.timestamp() * 1000)
    return found


def summary(found: Progress) -> str:
    """One line about a database.

    >>> summary(Progress(()))
    'nothing notes which migrations ran'
    """
    if found.problem is not None:
        return f"which migrations ran is not known: {found.problem}"
    if found.table is None:
        return "nothing notes which migrations ran"
    words = {"edited": "edited since", "failed": "failed", "resolved": "marked, not run"}
    words |= {"not-applied": "not applied", "skipped": "skipped"}
    parts = [f"{sum(step.ran for step in found.steps)} of {len(found.steps)} migrations applied"]
    for state, word in words.items():
        names = [step.name for step in found.steps if step.state == state]
        parts += [f"{word}: {few(names, 4)}"] if names else []
    late = [step.name for step in found.steps if step.late is not None]
    parts += [f"out of order: {few(late, 4)}"] if late else []
    parts += [f"not in the folder: {few(list(found.strangers), 4)}"] if found.strangers else []
    return "; ".join(parts)
