"""Drizzle's configuration files: where the schema is, what is filtered, where migrations go.

A file is evaluated again only when it, or what it imports, has changed.
"""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from typing import TYPE_CHECKING, NamedTuple

from trueup import __version__, cache
from trueup.errors import SourceError
from trueup.files import shown
from trueup.formats.drizzle.files import source_files
from trueup.formats.drizzle.resolve import upwards
from trueup.formats.kept import kept

if TYPE_CHECKING:
    from trueup.declaration import Declaration
    from trueup.formats.drizzle.versions import Version

_NAME = re.compile(r".*drizzle.*\.config\.(ts|mts|cts|js|mjs|cjs|json)\Z|drizzle\.json\Z", re.I)
_BRACES = re.compile(r"\{([^{}]*,[^{}]*)\}")


class DrizzleConfig(NamedTuple):
    """One configuration file as far as a schema's reading depends on it. Paths are as the user would type them.

    ``schema`` are existing files; ``asked`` the patterns they come from. ``out`` is the migration folder, whether it
    is there or not. ``variables`` are names of environment variables in ``dbCredentials``, never values.
    """

    file: str
    asked: tuple[str, ...]
    schema: tuple[str, ...]
    out: str | None = None
    dialect: str | None = None
    casing: str | None = None
    schema_filter: tuple[str, ...] = ()
    tables_filter: tuple[str, ...] = ()
    migrations_table: str | None = None
    migrations_schema: str | None = None
    variables: tuple[str, ...] = ()

    def read(self, version: Version | None = None) -> Declaration:
        """What the schema files declare. Raises SourceError."""
        from trueup.formats.drizzle.reading import read_files

        if not self.schema:
            said = ", ".join(self.asked) or "nothing"
            raise SourceError(
                f"`schema` names {said}, where there is no file",
                where=self.file,
                help="Correct it, or run from its folder.",
            )
        return read_files(
            self.schema,
            casing=self.casing,
            schema_filter=self.schema_filter,
            tables_filter=self.tables_filter,
            version=version,
        )


class Said(NamedTuple):
    """What a configuration file says, before anything is looked for; ``counts`` is whether it is one for PostgreSQL."""

    counts: bool = False
    asked: Sequence[str] = ()
    out: Sequence[str] = ()
    dialect: str | None = None
    casing: str | None = None
    schema_filter: Sequence[str] = ()
    tables_filter: Sequence[str] = ()
    migrations_table: str | None = None
    migrations_schema: str | None = None
    variables: Sequence[str] = ()


def is_configuration(path: str) -> bool:
    """Whether a file is called as Drizzle's configurations are."""
    return _NAME.match(os.path.basename(path)) is not None


def configs(folder: str) -> list[DrizzleConfig]:
    """The configurations in a folder, and those that scripts of its ``package.json`` give to drizzle-kit.

    Only those for PostgreSQL. Raises SourceError for a file that is no TypeScript.
    """
    found = (config(path, folder) for path in _candidates(folder))
    return [one for one in found if one is not None]


def config(path: str, folder: str | None = None) -> DrizzleConfig | None:
    """One configuration file; None when it is for another database, or no Drizzle configuration at all.

    ``folder`` is where drizzle-kit is run. Raises ConfigError when it cannot be evaluated, SourceError.
    """
    key = cache.key([__version__, "drizzle", os.path.abspath(path)])
    said = Said(**json.loads(kept("configurations", key, lambda: _evaluated(path))))
    if not said.counts:
        return None
    bases = _bases(path, folder)
    return DrizzleConfig(
        file=shown(path),
        asked=tuple(said.asked),
        schema=tuple(sorted({shown(file) for file in _schema_files(said.asked, bases)})),
        out=_out(said.out, bases),
        dialect=said.dialect,
        casing=said.casing,
        schema_filter=tuple(said.schema_filter),
        tables_filter=tuple(said.tables_filter),
        migrations_table=said.migrations_table,
        migrations_schema=said.migrations_schema,
        variables=tuple(said.variables),
    )


def _evaluated(path: str) -> tuple[bytes, set[str]]:
    from trueup.formats.drizzle.config_value import evaluated

    said, files = evaluated(path)
    return json.dumps(said._asdict()).encode(), files


def _candidates(folder: str) -> list[str]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    paths = [os.path.join(folder, name) for name in names if _NAME.match(name)]
    for path in _of_scripts(folder):
        if os.path.isfile(path) and not any(os.path.samefile(path, other) for other in paths):
            paths.append(path)
    return [path for path in paths if os.path.isfile(path)]


def _of_scripts(folder: str) -> Iterator[str]:
    """Configurations that ``drizzle-kit … --config=file`` names in scripts."""
    from trueup.formats.drizzle.resolve import Resolver

    package = Resolver().json(os.path.join(folder, "package.json"))
    scripts = package.get("scripts") if isinstance(package, dict) else None
    for script in scripts.values() if isinstance(scripts, dict) else ():
        if not isinstance(script, str) or "drizzle-kit" not in script:
            continue
        try:
            words = shlex.split(script)
        except ValueError:
            continue
        for word, following in zip(words, [*words[1:], ""], strict=True):
            if word in ("--config", "-c"):
                yield os.path.join(folder, following)
            elif word.startswith("--config="):
                yield os.path.join(folder, word.removeprefix("--config="))


def _bases(path: str, folder: str | None) -> list[str]:
    """The folders that paths may be relative to, the likeliest first."""
    own = os.path.dirname(os.path.abspath(path))
    found = [os.path.abspath(folder)] if folder is not None else []
    packages = [above for above in upwards(own) if os.path.isfile(f"{above}/package.json")]
    return list(dict.fromkeys([*found, *packages[:1], own, *packages[1:], os.getcwd()]))


def _schema_files(asked: Sequence[str], bases: Sequence[str]) -> Iterator[str]:
    wanted = [pattern for pattern in asked if not pattern.startswith("!")]
    unwanted = {file for p in asked if p.startswith("!") for base in bases for file in _matches(p[1:], base)}
    for pattern in wanted:
        places = [(way, base) for way in (pattern, *_sources_of(pattern)) for base in bases]
        every = ([file for file in source_files(_matches(way, base)) if file not in unwanted] for way, base in places)
        yield from next((found for found in every if found), [])


def _sources_of(pattern: str) -> Iterator[str]:
    """What a pattern for files that a build makes means before the build."""
    parts = pattern.split("/")
    place = next((i for i, part in enumerate(parts) if part in ("dist", "build", "out")), None)
    if place is None:
        return
    last = re.sub(r"\.(js|mjs|cjs)\Z", ".{ts,mts,cts,tsx}", parts[-1])
    rest = [*parts[place + 1 : -1], last] if place < len(parts) - 1 else ["."]
    yield "/".join([*parts[:place], *rest])
    yield "/".join([*parts[:place], "src", *rest])


def _matches(pattern: str, base: str) -> list[str]:
    """The files and folders that a pattern with ``*`` and ``{a,b}`` names below a folder."""
    inner = _BRACES.search(pattern)
    if inner is not None:
        ways = (pattern[: inner.start()] + way + pattern[inner.end() :] for way in inner[1].split(","))
        return [path for way in ways for path in _matches(way, base)]
    path = os.path.normpath(os.path.join(base, pattern))
    if not has_magic(path):
        return [path] if os.path.exists(path) else []
    return [found for found in sorted(glob(path, recursive=True)) if "node_modules" not in found]


def _out(said: Sequence[str], bases: Sequence[str]) -> str:
    places = [os.path.normpath(os.path.join(base, text)) for text in said or ["drizzle"] for base in bases]
    return shown(next((place for place in places if os.path.isdir(place)), places[0]))
