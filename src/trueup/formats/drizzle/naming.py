"""How Drizzle names what a schema leaves unnamed: constraints, indexes, sequences, and columns under ``casing``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trueup.formats.drizzle.versions import Version
from trueup.postgres.names import cut

_WORD = re.compile(r"[\da-z]+|[A-Z]+(?![a-z])|[A-Z][\da-z]+")
_LONGEST = 63
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def cased(name: str, casing: str | None) -> str:
    """A property's name as ``casing`` makes it a column's.

    >>> cased("createdAt", "snake_case"), cased("created_at", "camelCase"), cased("userID2", None)
    ('created_at', 'createdAt', 'userID2')
    """
    if casing is None:
        return name
    words = _WORD.findall(name.replace("'", "").replace("\u2019", ""))
    if casing == "snake_case":
        return "_".join(word.lower() for word in words)
    return "".join(word.lower() if i == 0 else word[0].upper() + word[1:] for i, word in enumerate(words))


def primary_key(table: str, columns: Sequence[str], version: Version) -> str:
    """``t_a_b_pk``, since 1.0 ``t_pkey``."""
    return f"{table}_pkey" if version.one else f"{table}_{'_'.join(columns)}_pk"


def unique(table: str, columns: Sequence[str]) -> str:
    """``t_a_b_unique``: what ``drizzle-orm`` itself gives."""
    return f"{table}_{'_'.join(columns)}_unique"


def index(table: str, columns: Sequence[str]) -> str:
    """``t_a_b_index``."""
    return f"{table}_{'_'.join(columns)}_index"


def foreign_key(table: str, columns: Sequence[str], other: str, theirs: Sequence[str], version: Version) -> str:
    """``t_a_u_id_fk``, since 1.0 ``t_a_u_id_fkey`` with a digest in it where that is too long."""
    stem = f"{table}_{'_'.join(columns)}_{other}_{'_'.join(theirs)}"
    if not version.one:
        return f"{stem}_fk"
    name = f"{stem}_fkey"
    if len(name) <= _LONGEST:
        return name
    return f"{table}_{digest(name)}_fkey" if len(table) < 45 else f"{digest(name)}_fkey"


def recased(name: str, before: Sequence[str], after: Sequence[str]) -> str:
    """A name with the columns in it replaced by their cased names, each once and in order."""
    for old, new in zip(before, after, strict=True):
        name = name.replace(old, new, 1)
    return name


def digest(text: str) -> str:
    """The twelve characters that stand for a text too long: a polynomial in 53 over its code points, in base 62."""
    total, power, span = 0, 1, len(_DIGITS) ** 12
    for char in text:
        total = (total + ord(char) * power) % span
        power = power * 53 % span
    found = ""
    for _ in range(12):
        total, digit = divmod(total, len(_DIGITS))
        found = _DIGITS[digit] + found
    return found


def by_server(table: str, column: str | None, label: str) -> str:
    """What PostgreSQL calls a constraint without a name: parts cut, the longer first, until 63 bytes suffice.

    >>> by_server("users", "email", "key"), by_server("t" * 70, None, "pkey") == "t" * 58 + "_pkey"
    ('users_email_key', True)
    """
    room = _LONGEST - len(label) - 1 - (1 if column is not None else 0)
    sizes = [len(table.encode()), len(column.encode()) if column is not None else 0]
    while sum(sizes) > room:
        sizes[0 if sizes[0] > sizes[1] else 1] -= 1
    parts = [cut(table, sizes[0]), *([cut(column, sizes[1])] if column is not None else []), label]
    return "_".join(parts)
