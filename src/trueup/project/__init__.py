"""What the words of a command mean in the folder it is run in. Opens no connection and reads no schema."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from trueup.errors import ConfigError
from trueup.wording import few

if TYPE_CHECKING:
    from trueup.errors import TrueupError
    from trueup.formats.declared import Project
    from trueup.project.config import Config
    from trueup.project.sources import Source

DATABASE = "database"
MIGRATIONS = "migrations"
"""Names every project has, for what ``check`` compares; a configuration or a path of that name comes first."""


def configuration() -> Config:
    """The configuration of the current folder; ``TRUEUP_VIA``, which ``--via`` sets, goes before it.

    Raises ConfigError.
    """
    from trueup.project.config import load

    found = load()
    via = os.environ.get("TRUEUP_VIA")
    return found._replace(via=via) if via else found


def named(argument: str, config: Config) -> Source:
    """The source an argument names. Raises ConfigError, SourceError."""
    if argument not in config.names and argument.startswith(("postgresql://", "postgres://")):
        from trueup.formats.live import Live

        return Live(argument)
    from trueup.project.sources import is_url, resolve

    if argument not in config.names and not is_url(argument) and not Path(argument).exists():
        if argument == DATABASE:
            return database(config)
        if argument == MIGRATIONS:
            return migrations(config)
        _not_misspelled(argument)
    return resolve(argument, config)


def _not_misspelled(argument: str) -> None:
    from difflib import get_close_matches

    for close in get_close_matches(argument, [DATABASE, MIGRATIONS], 1, 0.8):
        raise ConfigError("neither a known name nor a path", where=argument, help=f"Did you mean {close}?")


CODE = "code"


Place = tuple[str, "Source"]
Lost = tuple[str, "TrueupError"]
"""A place of which there is no source, and why."""


def looked_at(config: Config, against: str | None = None) -> tuple[tuple[Place, ...], tuple[Lost, ...]]:
    """The databases to look at, none when none is known, and those of which not even the address is known.

    ``against`` names one instead of the project's own. Raises ConfigError, SourceError.
    """
    if against is not None:
        return ((DATABASE, named(against, config)),), ()
    names = [name for name in config.environments if name != config.truth]
    if len(names) == 1:
        return _resolved({names[0]: DATABASE}, config)
    if config.environments:
        return _resolved({name: name for name in names}, config)  # none, where the only one that is known is the truth
    try:
        return ((DATABASE, database(config)),), ()
    except ConfigError:
        return (), ()


def _resolved(names: Mapping[str, str], config: Config) -> tuple[tuple[Place, ...], tuple[Lost, ...]]:
    """The sources of names of the configuration, by what they are called, and those of which there is none."""
    from trueup.errors import TrueupError
    from trueup.project.sources import resolve

    found: list[Place] = []
    lost: list[Lost] = []
    for name, called in names.items():
        try:
            found.append((called, resolve(name, config)))
        except TrueupError as problem:
            lost.append((called, problem))
    return tuple(found), tuple(lost)


def sides(config: Config) -> tuple[Place, tuple[Place, ...], tuple[Lost, ...]]:
    """The truth, what else is written down and is compared with it, and what is configured and cannot be used.

    Raises ConfigError, SourceError where that is the truth.
    """
    if config.truth is None and not config.sources:
        written = list(_written(config))
        return (written[0] if written else (MIGRATIONS, migrations(config))), tuple(written[1:]), ()
    from trueup.formats.declared import Declared

    names = dict.fromkeys([*([config.truth] if config.truth is not None else []), *config.sources])
    found, lost = _resolved({name: name for name in names}, config)
    for name, problem in lost:
        if name == next(iter(names)):
            raise problem
    called = [(CODE if isinstance(one, Declared) and len(names) <= 2 else name, one) for name, one in found]
    return called[0], tuple(called[1:]), lost


def nothing_to_compare(config: Config) -> NoReturn:
    """Say what is missing in a project of which only the truth is known. Raises ConfigError, SourceError."""
    migrations(config)  # says which there are, where it is not known which are meant
    database(config)
    raise ConfigError(
        "there is nothing to compare the truth with",
        where=config.file or os.path.basename(os.getcwd()),
        help="Name another source or environment, or a database: --against postgresql://…",
    )


def _written(config: Config) -> Iterator[Place]:
    """What is written down where nothing is configured, the truth first: one history and one schema in code."""
    from trueup.formats.sql import Replayed
    from trueup.project.discovery import declared, histories, walk
    from trueup.project.sources import declared_source, resolve

    folders = list(walk(config.root))
    every = found = [one for one in histories(config.root, folders) if one.replayable]
    codes = projects = declared(config.root, folders)
    pairs = [(code, made) for made in found for code in projects if _is_migrated_by(code, made.path)]
    if len(pairs) == 1:
        projects, found = [pairs[0][0]], [pairs[0][1]]
    elif len(projects) > 1 and len(found) == 1:
        projects = [code for code, _ in pairs]
    taken = {MIGRATIONS: found[0].path} if len(found) == 1 else {}
    taken |= {CODE: projects[0].path} if len(projects) == 1 else {}
    aside = _aside(taken, [one.path for one in every], [one.path for one in codes])
    if MIGRATIONS in taken:
        made = resolve(found[0].path, config)
        yield MIGRATIONS, made._replace(aside=aside) if isinstance(made, Replayed) else made
    if CODE in taken:
        yield CODE, declared_source(projects[0], config)._replace(aside=aside)


def _aside(taken: Mapping[str, str], histories: Sequence[str], codes: Sequence[str]) -> str | None:
    """What is here and is not looked at, with what to write where it is to be; None when there is nothing."""
    from trueup.files import shown

    left = [shown(path) for path in (*histories, *codes) if path not in taken.values()]
    if not left:
        return None
    names = {name: taken.get(name) or paths[0] for name, paths in ((MIGRATIONS, histories), (CODE, codes)) if paths}
    lines = " and ".join(f'{name} = "{shown(path)}"' for name, path in names.items())
    whole = few(left, 6)
    return (
        f"also here and not looked at: {whole}. What belongs together is named in trueup.toml, under [sources]: "
        f"{lines}; `trueup init` lists everything"
    )


def _is_migrated_by(project: Project, history: str) -> bool:
    """Whether a schema in code says that its migrations are in a folder."""
    own = getattr(project, "migrations", None)
    return own is not None and os.path.realpath(own) == os.path.realpath(history)


def migrations(config: Config) -> Source:
    """What the database should be: the configured truth, the first configured source, or the one history here."""
    from trueup.project.discovery import histories
    from trueup.project.sources import resolve

    if config.truth is not None:
        return resolve(config.truth, config)
    if config.sources:
        return resolve(next(iter(config.sources)), config)
    found = [one for one in histories(config.root) if one.replayable]
    return resolve(found[0].path if len(found) == 1 else config.root, config)


def database(config: Config) -> Source:
    """The first configured environment, or what the project's variables name, ``DATABASE_URL`` before others."""
    from trueup.formats.live import Live
    from trueup.project.discovery import databases, histories
    from trueup.project.sources import resolve

    environments = [name for name in config.environments if name != config.truth]
    if environments:
        return resolve(environments[0], config)
    for found in databases(Path(config.root)):
        return Live(found.url, found=found.place)
    for found in databases(Path(config.root), [Path(one.path) for one in histories(config.root)]):
        return Live(found.url, found=found.place)
    raise ConfigError(
        "no database to look at",
        where=config.file or os.path.basename(os.getcwd()),
        help="set DATABASE_URL in the environment or in .env, or name one: --against postgresql://…",
    )
