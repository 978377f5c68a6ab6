"""``trueup.toml``, or ``[tool.trueup]`` of ``pyproject.toml`` -> Config; and the text of a new one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from trueup.errors import ConfigError, SourceError
from trueup.files import shown, text_of

if TYPE_CHECKING:
    from trueup.model import Address
    from trueup.project.discovery import Discovered

FILE = "trueup.toml"
_AGAIN = "Mend that place; `trueup init --print` shows what a new file would be."
VIA = ("drizzle-kit",)
"""Tools of a project that can be asked what its code declares."""
_EVERYWHERE = frozenset(["prisma", "drizzle", "supabase", "migrations", "src", "sql", "lib", ".."])

_KEYS = {
    "": ("truth", "via", "ignore", "only", "allow", "sources", "environments", "shadow", "severity", "backfill"),
    "shadow": ("url", "version", "platform", "extensions", "stand_ins"),
}


class Shadow(NamedTuple):
    """Where declared schemas are tried out. ``extensions`` are there before the first statement.

    ``stand_ins`` is a folder of extensions that the embedded shadow is given besides its own.
    """

    url: str | None = None
    version: int | None = None
    platform: str | None = None
    extensions: tuple[str, ...] = ()
    stand_ins: str | None = None


class Config(NamedTuple):
    """What a project says about itself; the empty one when it has no file.

    ``sources`` and ``environments`` map names to arguments: paths relative to ``root``, URLs, or ``env:VARIABLE``.
    ``truth`` is the source or environment that the others are compared with. ``via`` is the project's own tool that
    is asked for what its code declares, ``drizzle-kit``, instead of reading it. ``severity`` says by code how much a
    finding matters here; ``off`` turns a check of statements off. ``allow`` are hazards that ``apply`` need not be told
    to allow: a code, or a code and an address that may be a glob. ``protected`` are the environments that say they are.
    ``backfill`` has, by column, the SQL of what rows that are there get in it when it is new.
    """

    root: str = "."
    file: str | None = None
    sources: dict[str, str] = {}
    environments: dict[str, str] = {}
    truth: str | None = None
    ignore: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    shadow: Shadow = Shadow()
    via: str | None = None
    severity: dict[str, str] = {}
    allow: tuple[str, ...] = ()
    protected: frozenset[str] = frozenset()
    backfill: dict[Address, str] = {}

    @property
    def names(self) -> dict[str, str]:
        """Sources and environments together."""
        return {**self.sources, **self.environments}


def load(start: Path | str = ".") -> Config:
    """The configuration of the folder or of the nearest one above it. Raises ConfigError."""
    here = Path(os.path.abspath(start))
    for folder in [here, *here.parents]:
        if (folder / FILE).is_file():
            return _config(folder / FILE, ())
        if (folder / "pyproject.toml").is_file() and _has_table(folder / "pyproject.toml"):
            return _config(folder / "pyproject.toml", ("tool", "trueup"))
    return Config(root=str(here))


def _has_table(path: Path) -> bool:
    try:
        return "tool.trueup" in text_of(path)
    except SourceError:
        return False


def _config(path: Path, inside: tuple[str, ...]) -> Config:
    text = _text(path)
    table = _parsed(text, path)
    for name in inside:
        table = table.get(name, {})
    at = _Places(text, shown(path), inside)
    _only_known(table, "", at)
    shadow = _table(table, "shadow", at)
    _only_known(shadow, "shadow", at)
    found = Config(
        root=str(path.parent),
        file=shown(path),
        sources=_names(table, "sources", at),
        environments=_environments_of(table, at),
        truth=_text_of(table, "", "truth", at),
        ignore=_texts_of(table, "", "ignore", at),
        only=_texts_of(table, "", "only", at),
        shadow=Shadow(
            url=_text_of(shadow, "shadow", "url", at),
            version=_version(shadow, at),
            platform=_text_of(shadow, "shadow", "platform", at),
            extensions=_texts_of(shadow, "shadow", "extensions", at),
            stand_ins=_folder(_text_of(shadow, "shadow", "stand_ins", at), path.parent),
        ),
        via=_text_of(table, "", "via", at),
        severity=_severities(table, at),
        allow=_texts_of(table, "", "allow", at),
        protected=frozenset(name for name, value in _given(table) if value.get("protected", False)),
        backfill=_backfill(table, at),
    )
    _check(found, at)
    return found


def _folder(given: str | None, root: Path) -> str | None:
    """A folder that the file names, from where the file is."""
    return None if given is None else os.path.abspath(root / Path(given).expanduser())


def _text(path: Path) -> str:
    try:
        return text_of(path)
    except SourceError as error:
        raise ConfigError(error.message, where=error.where, help=error.help) from None


def _parsed(text: str, path: Path) -> dict[str, Any]:
    import re
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r" \(at line (\d+), column (\d+)\)", str(error))
        line = f":{place[1]}:{place[2]}" if place else f":{text.count(chr(10)) + 1}"
        message = str(error)[: place.start()] if place else str(error).removesuffix(" (at end of document)")
        raise ConfigError(f"not TOML: {message}", where=f"{shown(path)}{line}", help=_AGAIN) from None
    except RecursionError:
        raise ConfigError("not TOML: nested too deeply", where=f"{shown(path)}:1", help=_AGAIN) from None


def _keys(line: str) -> set[str]:
    """What a line may set: its key, and the first part of a key with dots."""
    word = line.partition("=")[0].strip()
    return {part.strip().strip("\"'") for part in (word, word.split(".")[0])}


class _Places:
    """Where a key is set, for messages; the TOML reader does not say."""

    def __init__(self, text: str, file: str, inside: tuple[str, ...]) -> None:
        self._lines = text.splitlines()
        self._file = file
        self._inside = inside

    def __call__(self, table: str, key: str = "") -> str:
        wanted = ".".join([*self._inside, *([table] if table else [])])
        current = ""
        for number, line in enumerate(self._lines, 1):
            text = line.strip()
            if text.startswith("["):
                current = text.strip("[]").split("#")[0].strip().rstrip("]").replace(" ", "").replace('"', "")
                if current == f"{wanted}.{key}".strip(".") or (not key and current == wanted):
                    return f"{self._file}:{number}"
            elif current == wanted and key in _keys(text):
                return f"{self._file}:{number}"
        return f"{self._file}:1"


def _only_known(table: dict[str, Any], name: str, at: _Places) -> None:
    for key in table:
        if key not in _KEYS[name]:
            raise ConfigError(
                f"unknown key {key!r}" + (f" in [{name}]" if name else ""),
                where=at(name, key),
                help=suggestion(key, _KEYS[name]) or f"Known are {', '.join(_KEYS[name])}.",
            )


def suggestion(word: str, known: tuple[str, ...] | list[str]) -> str | None:
    """``Did you mean …?`` when something known is close."""
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"Did you mean {close[0]}?" if close else None


def _wrong(where: str, key: str, wanted: str) -> ConfigError:
    return ConfigError(f"{key} must be {wanted}", where=where)


def _table(table: dict[str, Any], key: str, at: _Places) -> dict[str, Any]:
    found = table.get(key, {})
    if not isinstance(found, dict):
        raise _wrong(at("", key), key, f"a table: [{key}]")
    return found


def _names(table: dict[str, Any], key: str, at: _Places) -> dict[str, str]:
    found = _table(table, key, at)
    for name, value in found.items():
        if not isinstance(value, str) or not value.strip():
            raise _wrong(at(key, name), f"{key}.{name}", "a path, a URL or env:VARIABLE, in quotes")
    return found


def _given(table: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The environments that are a table, ``{url = "env:PROD", protected = true}``, rather than an address."""
    return [(name, value) for name, value in table.get("environments", {}).items() if isinstance(value, dict)]


def _environments_of(table: dict[str, Any], at: _Places) -> dict[str, str]:
    """The addresses of environments, of those too that say more than that."""
    found = dict(_table(table, "environments", at))
    for name, value in _given(table) if found else ():
        for key in value:
            if key not in ("url", "protected"):
                raise _wrong(at("environments", name), f"environments.{name}", "a URL, or a table of url and protected")
        if not isinstance(value.get("protected", False), bool):
            raise _wrong(at("environments", name), f"environments.{name}.protected", "true or false")
        found[name] = value.get("url")
    return _names({"environments": found}, "environments", at)


def _backfill(table: dict[str, Any], at: _Places) -> dict[Address, str]:
    """Columns by their address or as ``public.users.status``, and the SQL of a value for each."""
    from trueup.model import Address, address

    found: dict[Address, str] = {}
    for key, value in _table(table, "backfill", at).items():
        names = Address(f"column {key}").names
        column = Address(key) if " column " in key else None
        if column is None and len(names) == 3:
            column = address("table", *names[:2]).child("column", names[2])
        if column is None:
            raise _wrong(at("backfill", key), f"backfill.{key!r}", 'named like "public.users.status"')
        if not isinstance(value, str) or not value.strip():
            raise _wrong(at("backfill", key), f"backfill.{key!r}", 'SQL in quotes: "\'active\'", "lower(name)"')
        found[column] = value
    return found


def _text_of(table: dict[str, Any], name: str, key: str, at: _Places) -> str | None:
    value = table.get(key)
    if value is not None and (not isinstance(value, str) or not value):
        raise _wrong(at(name, key), key, "a text in quotes")
    return value


def _texts_of(table: dict[str, Any], name: str, key: str, at: _Places) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise _wrong(at(name, key), key, 'a list of texts: ["…", "…"]')
    return tuple(value)


def _version(table: dict[str, Any], at: _Places) -> int | None:
    value = table.get("version")
    if value is None:
        return None
    if isinstance(value, str) and value.split(".")[0].isdigit():
        value = int(value.split(".")[0])
    if not isinstance(value, int) or isinstance(value, bool) or not 10 <= value <= 99:
        raise _wrong(at("shadow", "version"), "version", "PostgreSQL's major version, such as 18")
    return value


def _severities(table: dict[str, Any], at: _Places) -> dict[str, str]:
    found = _table(table, "severity", at)
    if found:
        from trueup.checks import pages, registered
        from trueup.finding import Severity

        known = pages()
        for code, level in found.items():
            levels = [*map(str, Severity), *(["off"] if code in registered() else [])]
            if level not in levels:
                raise _wrong(at("severity", code), f"severity.{code}", f"one of {', '.join(levels)}")
            if code not in known:
                advice = suggestion(code, list(known)) or "`trueup explain` lists the codes."
                raise ConfigError(f"there is no code {code!r}", where=at("severity", code), help=advice)
    return found


def _check(found: Config, at: _Places) -> None:
    if found.via not in (None, *VIA):
        raise _wrong(at("", "via"), "via", f"one of {', '.join(VIA)}")
    both = found.sources.keys() & found.environments.keys()
    if both:
        name = sorted(both)[0]
        raise ConfigError(
            f"{name!r} is both a source and an environment", where=at("environments", name), help="Rename one of them."
        )
    if found.truth is not None and found.truth not in found.names:
        raise ConfigError(
            f"truth names {found.truth!r}, which is neither a source nor an environment",
            where=at("", "truth"),
            help=suggestion(found.truth, list(found.names)) or f"Known are {', '.join(found.names) or 'none'}.",
        )


# ------------------------------------------------------------------ a new file


def propose(found: Discovered) -> str:
    """The text of a ``trueup.toml`` for what was found. It names variables, never their values."""
    names = _source_names(found)
    lines = ["# What trueup compares. Every name here can be used in place of a path or a URL.", ""]
    if names:
        lines += ["# Which one is right when they disagree.", f"truth = {_quoted(next(iter(names)))}", ""]
    lines += ["# Left out of every comparison: patterns over addresses.", '# ignore = ["table public.audit_*"]', ""]
    lines.append("[sources]")
    lines += [f"{name} = {_quoted(value)}  # {label}" for name, (value, label) in names.items()]
    lines += [] if names else ['# migrations = "migrations"']
    lines += ["", "[environments]", "# A URL, or env:VARIABLE to take it from the environment or a .env file."]
    databases = _environments(found)
    lines += [f"{name} = {_quoted(value)}{note}" for name, (value, note) in databases.items()]
    lines += [] if databases else ['# dev = "env:DATABASE_URL"']
    lines += ["", "# [shadow]", '# url = "env:SHADOW_DATABASE_URL"  # instead of the embedded PostgreSQL']
    lines += ["# version = 18", '# extensions = ["pgcrypto"]  # what the host has installed']
    lines += ['# stand_ins = "db/stand-ins"  # a folder of extensions for the embedded PostgreSQL, in SQL']
    return "\n".join(lines) + "\n"


def _source_names(found: Discovered) -> dict[str, tuple[str, str]]:
    names: dict[str, tuple[str, str]] = {}
    taken = [one for one in found.histories if one.replayable]
    for one in taken:
        path = os.path.relpath(one.path, found.root).replace(os.sep, "/")
        name = "migrations" if len(taken) == 1 else _free(_telling(path) or one.kind, names)
        names[name] = (path, one.label)
    for project in found.code:
        path = os.path.relpath(project.path, found.root).replace(os.sep, "/")
        name = "code" if len(found.code) == 1 else _free(f"{_telling(path) or project.format}-code", names)
        names[name] = (path, project.label)
    return names


def _telling(path: str) -> str | None:
    """The innermost folder above a history that is not called as such folders are everywhere."""
    return next((name for name in reversed(Path(path).parts[:-1]) if name not in _EVERYWHERE), None)


def _environments(found: Discovered) -> dict[str, tuple[str, str]]:
    names: dict[str, tuple[str, str]] = {}
    for one in found.databases:
        if one.name == "supabase":
            names.setdefault("local", (one.url, "  # what `supabase start` runs"))
        elif f"env:{one.name}" not in [value for value, _ in names.values()]:
            name = "dev" if not names else one.name.lower()
            names[name] = (f"env:{one.name}", f"  # set in {one.file}" if one.file else "")
    return names


def _free(name: str, taken: dict[str, tuple[str, str]]) -> str:
    wanted, number = "".join(c if c.isalnum() or c in "_-" else "-" for c in name), 2
    found = wanted
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    return found


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
