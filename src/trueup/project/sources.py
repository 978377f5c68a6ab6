"""What a user typed -> the source it means: a name from the configuration, a URL, or a path."""

from __future__ import annotations

import os
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from trueup.errors import ConfigError, SourceError
from trueup.files import shown, unreadable
from trueup.formats.declared import Declared, Project
from trueup.formats.live import Live
from trueup.formats.snapshot import Saved
from trueup.formats.sql import Replayed
from trueup.histories import Folder, detect
from trueup.project.config import Config, load, suggestion
from trueup.project.discovery import candidate, declared, histories, nothing_found, variable

if TYPE_CHECKING:
    from trueup.model import Schema

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*(?::[a-z]+)?)://", re.I)
_POSTGRES = re.compile(r"(?:jdbc:)?postgres(?:ql)?(?:\+\w+)?", re.I)
_KEYWORDS = re.compile(r"\s*(?:host|hostaddr|dbname|service|user|port)\s*=")
_CODE = {
    ".prisma": ("prisma",),
    **dict.fromkeys((".ts", ".mts", ".cts", ".tsx", ".js", ".mjs", ".cjs"), ("drizzle",)),
    ".py": ("sqlalchemy", "django"),
}
"""Which formats may read a file of that kind."""
_ASKED = re.compile(r"(sqlalchemy|django):(?!//)(.+)", re.S)


class Source(Protocol):
    """One place a schema is read from."""

    @property
    def kind(self) -> str:
        """``live``, ``history``, ``sql`` or ``snapshot``."""

    @property
    def label(self) -> str:
        """How messages call it; never with a secret."""

    def digest(self) -> str | None:
        """A cheap digest of its content; None when only reading it can tell."""

    def read(self, *, version_hint: int | None = None, shadow_url: str | None = None) -> Schema:
        """The schema; ``version_hint`` is the ``server_version_num`` of what it will be compared with."""

    def server_version(self) -> int | None:
        """The version its expressions are spelled for; None when it takes the other side's."""


def resolve(argument: str, config: Config | None = None, cwd: str | Path = ".") -> Source:
    """The source an argument means. Raises ConfigError when it means none or several, SourceError when it is broken."""
    if config is None:
        config = load(cwd)
    if argument in config.names:
        return _source(config.names[argument], config, Path(config.root), argument)
    return _source(argument, config, Path(cwd), None)


def is_url(argument: str) -> bool:
    """Whether an argument is the address of a database rather than a path or a name."""
    return _SCHEME.match(argument) is not None or _KEYWORDS.match(argument) is not None


def _source(argument: str, config: Config, base: Path, alias: str | None) -> Source:
    if argument.startswith("env:"):
        return _from_environment(argument[4:].strip(), config, base, alias)
    if is_url(argument):
        return _live(argument, alias)
    asked = _asked(argument, config, base, alias)
    if asked is not None:
        return asked
    if not argument.strip():
        raise ConfigError("the name of a source is empty", help="Give a path, a URL or a name from trueup.toml.")
    return _path(argument, config, base, alias)


def _from_environment(name: str, config: Config, base: Path, alias: str | None) -> Source:
    value = variable(name, Path(config.root) if config.file else base)
    if not value:
        raise ConfigError(
            f"the variable {name} is not set",
            where=config.file if alias else f"env:{name}",
            help="Set it in the environment or in a .env file beside the configuration.",
        )
    if is_url(value):
        return _live(value, alias or name)
    raise ConfigError(
        f"the value of {name} is no database URL",
        where=f"env:{name}",
        help="Write postgresql://user@host:5432/database there.",
    )


def _live(url: str, alias: str | None) -> Live:
    scheme = _SCHEME.match(url)
    if scheme is not None and not _POSTGRES.fullmatch(scheme[1]):
        raise ConfigError(
            f"{scheme[1]}:// is not the address of a PostgreSQL database",
            help="Write postgresql://user@host:5432/database.",
        )
    return Live(url, alias)


# ------------------------------------------------------------------ paths


def _path(argument: str, config: Config, base: Path, alias: str | None) -> Source:
    path = base / Path(argument).expanduser()
    if not path.exists():
        raise _missing(argument, path, config, alias)
    if path.is_file():
        return _file(path, config, alias)
    if not path.is_dir():
        raise ConfigError("neither a file nor a folder", where=shown(path), help="Give one of these, or a URL.")
    return _folder(path, config, alias)


def _missing(argument: str, path: Path, config: Config, alias: str | None) -> ConfigError:
    try:
        beside = os.listdir(path.parent)
    except OSError:
        beside = []
    near = suggestion(path.name, beside)
    known = suggestion(argument, list(config.names)) if alias is None else None
    advice = known or near or "Give a path, a URL or a name from trueup.toml."
    what = "there is no such file or folder" if alias or not config.names else "neither a known name nor a path"
    return ConfigError(what, where=f"{config.file}: {alias} = {argument!r}" if alias else argument, help=advice)


def _file(path: Path, config: Config, alias: str | None) -> Source:
    try:
        with open(path, "rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise unreadable(path, error) from None
    name = path.name.lower()
    if name.endswith((".json", ".json.gz")) or head.lstrip()[:20].startswith(b'{"trueup_snapshot"'):
        return Saved(str(path), alias)
    if head[:5] == b"PGDMP":
        raise SourceError(
            "this is a dump in PostgreSQL's own format",
            where=shown(path),
            help="Turn it into SQL: pg_restore --schema-only -f schema.sql, or dump with --format=plain.",
        )
    if head[:2] == b"\x1f\x8b":
        raise SourceError("the file is compressed", where=shown(path), help="Unpack it first: gunzip --keep.")
    for name in _CODE.get(path.suffix.lower(), ()):
        project = import_module(f"trueup.formats.{name}").project(path)
        if project is not None:
            return declared_source(project, config, alias)
    if path.suffix.lower() in _CODE:
        raise SourceError(
            "no schema is declared in this file",
            where=shown(path),
            help="Name the file or folder of the tables or models, a drizzle.config or the folder of manage.py.",
        )
    return _replayed(path, config, alias)


def _folder(path: Path, config: Config, alias: str | None) -> Source:
    """A history, or a project with exactly one."""
    direct = candidate(Folder(path))
    if direct is not None and direct.replayable and direct.kind != "plain":
        return _replayed(path, config, alias)
    found = histories(path)
    taken = [one for one in found if one.replayable and one.kind != "plain"]
    if not taken and direct is not None and direct.kind == "plain":
        return _replayed(path, config, alias)
    taken = taken or [one for one in found if one.replayable]
    if not taken:
        code = declared(path) or _in_folder(path)
        if len(code) == 1:
            return declared_source(code[0], config, alias)
        if code:
            raise _several(path, [(one.path, one.label) for one in code])
        raise nothing_found(path, [one for one in [direct, *found] if one is not None])
    if len(taken) > 1:
        raise _several(path, [(shown(one.path), one.label) for one in taken])
    return _replayed(Path(taken[0].path), config, alias)


def _in_folder(path: Path) -> list[Project]:
    """The schema in code that a folder is, when it is named by itself: a folder of models, of ``.prisma`` files."""
    found = [
        import_module(f"trueup.formats.{name}").project(path) for name in ("drizzle", "prisma", "django", "sqlalchemy")
    ]
    return [one for one in found if one is not None][:1]


def _several(path: Path, found: list[tuple[str, str]]) -> ConfigError:
    names = "\n".join(f"  {where}  ({label})" for where, label in found[:20])
    return ConfigError(
        f"{len(found)} sources are here; name one of them:\n{names}",
        where=shown(path),
        help='`trueup init` writes them into trueup.toml; there truth = "…" says which one `check` is to take.',
    )


def _asked(argument: str, config: Config, base: Path, alias: str | None) -> Source | None:
    """Code that is to be run in the project's own interpreter, because the user says so; None for anything else."""
    found = _ASKED.fullmatch(argument)
    if found is None or (base / argument).exists():
        return None
    project = import_module(f"trueup.formats.{found[1]}.imported").project(found[2], base)
    return declared_source(project, config, alias)


def _replayed(path: Path, config: Config, alias: str | None) -> Source:
    history = detect(path)
    if history is None:
        raise nothing_found(path, [])
    if not history.migrations:
        raise SourceError("the folder holds no migration", where=shown(path), help="Is this the right folder?")
    shadow = config.shadow
    return Replayed(
        history,
        alias=alias,
        shadow_url=shadow_url(config),
        version=shadow.version * 10000 if shadow.version else None,
        platform=shadow.platform,
        extensions=shadow.extensions,
        stand_ins=shadow.stand_ins,
        configured=config.file or "trueup.toml",
    )


def declared_source(project: Project, config: Config, alias: str | None = None) -> Declared:
    """A schema in code, with what the configuration says of the shadow, and of who is to read it."""
    shadow = config.shadow
    if config.via == "drizzle-kit" and project.format == "drizzle":
        project = project._replace(via=config.via)  # type: ignore[attr-defined]  # Drizzle's
    return Declared(
        project,
        alias=alias,
        shadow_url=shadow_url(config),
        version=shadow.version * 10000 if shadow.version else None,
        platform=shadow.platform,
        stand_ins=shadow.stand_ins,
    )


def shadow_url(config: Config) -> str | None:
    """The address of the configured shadow, if one is."""
    url = config.shadow.url
    if url is None or not url.startswith("env:"):
        return url
    value = variable(url[4:], Path(config.root))
    if not value:
        raise ConfigError(
            f"the variable {url[4:]} is not set",
            where=f"{config.file}: shadow.url",
            help="Set it in the environment or in a .env file beside the configuration, or take shadow.url out.",
        )
    return value
