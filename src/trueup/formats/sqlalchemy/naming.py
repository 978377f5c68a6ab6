"""Names that nobody writes: SQLAlchemy's naming conventions, and what PostgreSQL calls what has no name."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from trueup.postgres.names import cut
from trueup.postgres.sql.chosen import chosen_name

LONGEST = 63
_TOKEN = re.compile(r"%\((\w+)\)s|%%")
_COLUMN = re.compile(r".*_?column_(\d+)(_?N)?_(.+)")

DEFAULT = {"ix": "ix_%(column_0_label)s"}
"""The convention of a MetaData that gives none."""


@dataclass(slots=True, frozen=True)
class Named:
    """What a convention may ask of a constraint or index.

    ``columns`` are ``(name, key)``; ``referred`` the table and columns of a foreign key; ``given`` the name written.
    """

    table: str
    namespace: str | None
    columns: Sequence[tuple[str, str]]
    given: str | None = None
    referred: tuple[str, Sequence[str]] | None = None


class Unnameable(Exception):
    """A naming convention asks for something that is not known."""


def conventional(convention: str, about: Named) -> str:
    """The name a convention gives. Raises Unnameable."""
    return _TOKEN.sub(lambda match: _token(match[1], about) if match[1] else "%", convention)


def _token(key: str, about: Named) -> str:
    match key:
        case "table_name":
            return about.table
        case "constraint_name" if about.given is not None:
            return about.given
        case "referred_table_name" if about.referred is not None:
            return about.referred[0]
    found = _COLUMN.fullmatch(key)
    if found is None:
        raise Unnameable(key)
    names = _columns(key, found[3], about)
    if found[2]:
        return ("_" if found[2].startswith("_") else "").join(names)
    number = int(found[1])
    return names[number] if number < len(names) else ""


def _columns(key: str, form: str, about: Named) -> list[str]:
    """The names of the columns in the form that a token wants."""
    if key.startswith("referred_"):
        return list(about.referred[1]) if about.referred is not None else []
    match form:
        case "name":
            return [name for name, _ in about.columns]
        case "key":
            return [key for _, key in about.columns]
        case "label":
            space = f"{about.namespace.replace('.', '_')}_" if about.namespace else ""
            return [f"{space}{about.table}_{name}" for name, _ in about.columns]
    raise Unnameable(key)


def shortened(name: str) -> str:
    """A name made by SQLAlchemy, cut as it cuts: with four digits of a digest, by characters.

    >>> len(shortened("x" * 70)), shortened("short")
    (60, 'short')
    """
    if len(name) <= LONGEST:
        return cut(name, LONGEST)
    digest = hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()
    return f"{name[: LONGEST - 8]}_{digest[-4:]}"


# ------------------------------------------------------------------ PostgreSQL's own


def chosen(table: str, columns: Sequence[str], label: str, taken: Callable[[str], bool]) -> str:
    """The name PostgreSQL gives to what has none (``ChooseRelationName``), passing over those that are taken.

    >>> chosen("users", ["email"], "key", {"users_email_key"}.__contains__)
    'users_email_key1'
    """
    tries = (chosen_name(table, "_".join(columns), f"{label}{number or ''}") for number in count())
    return next(name for name in tries if not taken(name))


def mentioned(sql: str, columns: Mapping[str, object]) -> list[str]:
    """Which columns an expression mentions, in order: what PostgreSQL names an unnamed check after."""
    plain = re.sub(r"'(?:[^']|'')*'", "''", sql)
    found: list[str] = []
    for match in re.finditer(r'"((?:[^"]|"")+)"|(::\s*)?\b([A-Za-z_][\w$]*)\b(\s*\()?', plain):
        name = match[1].replace('""', '"') if match[1] else match[3].lower()
        if name in columns and not match[2] and not match[4] and name not in found:
            found.append(name)
    return found
