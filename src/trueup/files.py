"""Files of a project: their text, and their path as a user would type it. What is in them is not known here."""

from __future__ import annotations

import os
from pathlib import Path

from trueup.errors import SourceError

LARGEST = 64 * 1024 * 1024
"""A longer SQL file is not read: it is a data dump, and replaying it would take minutes."""


def shown(path: Path | str) -> str:
    """A path as the user would type it: relative to where they are, if it is below."""
    text = os.path.normpath(path)
    here = os.getcwd()
    return text[len(here) + 1 :] if text.startswith(here + os.sep) else text


def unreadable(path: Path | str, error: OSError) -> SourceError:
    """What is said of a file or folder that the system does not let us read."""
    what = "folder" if os.path.isdir(path) else "file"
    return SourceError(
        f"the {what} cannot be read: {error.strerror}", where=shown(path), help="Is it there, and may you read it?"
    )


def text_of(path: Path | str) -> str:
    """The text of a file; SourceError says what is wrong with one that has none."""
    where = shown(path)
    try:
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > LARGEST:
                raise SourceError(
                    f"the file has {size // 1048576} MB",
                    where=where,
                    help="A schema is far smaller: leave the data out (pg_dump --schema-only).",
                )
            raw = file.read()
    except OSError as error:
        raise unreadable(path, error) from None
    try:
        found = raw.decode()
    except UnicodeDecodeError:
        found = ""
    if (not found and raw) or raw[:3] == b"\xef\xbb\xbf" or b"\0" in raw:
        return decode(raw, where)
    return found


def decode(raw: str | bytes, file: str) -> str:
    """The text of an SQL file: UTF-8, a byte order mark dropped; SourceError with the place of what is not text."""
    text = raw if isinstance(raw, str) else _utf8(raw, file)
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        at = text.index("\0")
        raise SourceError(
            f"a zero byte at character {at}",
            where=f"{file}:{text.count(chr(10), 0, at) + 1}",
            help="This is not a text file, or it was damaged; PostgreSQL takes no zero bytes.",
        )
    return text


def _utf8(raw: bytes, file: str) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise SourceError("the file is UTF-16", where=f"{file}:1", help="Save it as UTF-8.")
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise SourceError(
            f"byte {raw[error.start]:#04x} at offset {error.start} is not UTF-8",
            where=f"{file}:{raw.count(10, 0, error.start) + 1}",
            help="Save the file as UTF-8.",
        ) from None
