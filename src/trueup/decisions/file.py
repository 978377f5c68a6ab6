"""``trueup.decisions.toml``: what people decided about drift, kept with the project and used for every environment.

::

    [[accept]]
    address = "table public.users index users_hotfix"   # a glob over addresses
    code = "D202"                                       # optional: only this finding
    where = ["prod"]                                    # optional: only while no other place is out of line
    owner = "ada@example.com"
    reason = "until the report is rewritten"
    until = 2027-01-31

    [[rename]]
    from = "table public.users column name"
    to = "table public.users column full_name"
    gentle = true                                       # optional: both names for a while

    [[drop]]
    address = "table public.users column legacy"        # gone for good: no other column is this one renamed

What is accepted is no drift until its day has passed. What no longer applies is reported, so that the file stays short.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from trueup.decisions import Accepted, Decisions
from trueup.errors import ConfigError, SourceError
from trueup.files import shown, text_of
from trueup.model import Address

FILE = "trueup.decisions.toml"
_KEYS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "accept": (
        frozenset({"address", "owner", "reason", "until"}),
        frozenset({"address", "owner", "reason", "until", "code", "where"}),
    ),
    "rename": (frozenset({"from", "to"}), frozenset({"from", "to", "owner", "reason", "at", "gentle"})),
    "drop": (frozenset({"address"}), frozenset({"address", "owner", "reason", "at"})),
}
"""For each sort of decision the keys it must have and those it may have."""


def load(root: Path | str = ".") -> Decisions:
    """The decisions of a project's folder; none when there is no file. Raises ConfigError with file and line."""
    path = Path(root) / FILE
    if not path.is_file():
        return Decisions()
    text, name = _text(path), shown(path)
    found = _parsed(text, name)
    for key in found:
        if key not in _KEYS:
            raise ConfigError(f"unknown key {key!r}", where=_at(text, name, key), help=f"Known are {', '.join(_KEYS)}.")
    entries = {sort: _entries(found, sort, text, name) for sort in _KEYS}
    return Decisions(
        file=name,
        accepted=tuple(_accepted(one, _at(text, name, "accept", n)) for n, one in enumerate(entries["accept"])),
        renames={Address(one["from"]): Address(one["to"]) for one in entries["rename"]},
        gently=frozenset(
            Address(one["from"])
            for n, one in enumerate(entries["rename"])
            if _is_gentle(one, _at(text, name, "rename", n))
        ),
        drops=frozenset(Address(one["address"]) for one in entries["drop"]),
    )


def add(root: Path | str, sort: str, values: Mapping[str, Any]) -> None:
    """Write one more decision at the end of the file; what is there stays as it is, comments too."""
    import tomlkit

    path = Path(root) / FILE
    whole = tomlkit.parse(_text(path)) if path.is_file() else tomlkit.document()
    entry = tomlkit.table()
    for key, value in values.items():
        entry.add(key, value)
    tables = whole.get(sort)
    if tables is None:
        tables = tomlkit.aot()
        whole.add(sort, tables)
    tables.append(entry)
    path.write_text(tomlkit.dumps(whole), encoding="utf-8")


def _text(path: Path) -> str:
    try:
        return text_of(path)
    except SourceError as error:
        raise ConfigError(error.message, where=error.where, help=error.help) from None


def _parsed(text: str, name: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(
            f"not TOML: {error}", where=name, help="Mend that line; `trueup decide` writes entries that can be read."
        ) from None


def _entries(found: dict[str, Any], sort: str, text: str, name: str) -> list[dict[str, Any]]:
    entries = found.get(sort, [])
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise ConfigError(f"{sort} must be a list of tables: [[{sort}]]", where=_at(text, name, sort))
    needed, known = _KEYS[sort]
    for number, one in enumerate(entries):
        where = _at(text, name, sort, number)
        for key in sorted(one.keys() - known):
            raise ConfigError(f"unknown key {key!r} in [[{sort}]]", where=where, help=f"Known are {', '.join(known)}.")
        for key in sorted(needed - one.keys()):
            raise ConfigError(
                f"[[{sort}]] has no {key}", where=where, help="An accepted drift has an owner and an end."
            )
        for key in sorted(one.keys() - {"until", "at", "where", "gentle"}):
            if not isinstance(one[key], str) or not one[key].strip():
                raise ConfigError(f"{key} must be a text in quotes", where=where)
    return entries


def _is_gentle(one: Mapping[str, Any], where: str) -> bool:
    gentle = one.get("gentle", False)
    if not isinstance(gentle, bool):
        raise ConfigError("gentle must be true or false", where=where)
    if gentle and Address(one["from"]).kind != "column":
        raise ConfigError("only columns can have two names for a while", where=where, help="leave gentle out")
    return gentle


def _accepted(one: Mapping[str, Any], where: str) -> Accepted:
    until, places = one["until"], one.get("where", [])
    if not isinstance(until, date):
        raise ConfigError("until must be a day: 2027-01-31, without quotes", where=where)
    if not isinstance(places, list) or not all(isinstance(place, str) for place in places):
        raise ConfigError("where must be a list of places in quotes", where=where)
    day = date(until.year, until.month, until.day)
    return Accepted(one["address"], one["owner"], one["reason"], day, one.get("code"), tuple(places))


def _at(text: str, name: str, key: str, number: int = 0) -> str:
    """The line of the n-th table of a name, or of a key."""
    for line, found in enumerate(text.splitlines(), 1):
        if found.strip().replace(" ", "").startswith((f"[[{key}]]", f"[{key}]", f"{key}=")):
            if number == 0:
                return f"{name}:{line}"
            number -= 1
    return f"{name}:1"
