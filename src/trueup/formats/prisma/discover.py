"""Which Prisma schemas a project has: the file or folder of each, its version, its migrations and URL variables."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from trueup.errors import SourceError
from trueup.files import shown, text_of
from trueup.formats.prisma.files import schema_files
from trueup.formats.prisma.settings import POSTGRES, Settings, above, settings, version_of
from trueup.startup import load_decoder, uncollected

if TYPE_CHECKING:
    from trueup.declaration import Declaration
    from trueup.model import Object

_SOURCE = re.compile(r'^[ \t]*datasource\s+\w+\s*\{(?:[^{}"]|"(?:\\.|[^"\\])*")*?^\s*provider\s*=\s*"([^"]*)"', re.M)
_ANY_SOURCE = re.compile(r"^[ \t]*datasource\s+\w+\s*\{", re.M)
_DECLARED = re.compile(r"^[ \t]*(?:model|enum|view|type)[ \t]+(\w+)[ \t]*\{", re.M)
_PREVIEWS = re.compile(r"^[ \t]*previewFeatures\s*=\s*\[([^\]]*)\]", re.M)
_WORD = re.compile(r"\w+")
_VARIABLE = re.compile(r"""^[ \t]*\w*[uU]rl\s*=\s*env\(\s*"(\w+)"\s*\)""", re.M)


class PrismaProject(NamedTuple):
    """One schema in a project's code; ``migrations`` is where its migrations are or would be.

    ``previews`` are the preview features of its generators.
    """

    path: str
    provider: str | None = None
    version: int | None = None
    migrations: str | None = None
    url_variables: tuple[str, ...] = ()
    previews: frozenset[str] = frozenset()
    namespace: str = "public"

    @property
    def format(self) -> str:
        return "prisma"

    @property
    def label(self) -> str:
        """What it is and where, for people."""
        return f"Prisma schema {self.path}"

    @property
    def identity(self) -> str:
        """All that its reading depends on besides the content of files."""
        return "\0".join((self.path, str(self.version), self.namespace))

    def read(self) -> Declaration:
        """What it declares. Raises SourceError."""
        load_decoder()
        with uncollected():
            from trueup.formats.prisma.reading import read

            return read([self.path], version=self.version, namespace=self.namespace)

    def can_say(self, obj: Object) -> bool:
        """Whether Prisma has words for an object of another source, as it is there."""
        from trueup.formats.prisma.scope import sayable

        return sayable(obj, self.previews)


def projects(folder: Path | str) -> list[PrismaProject]:
    """The schemas for PostgreSQL that files of this folder belong to; several folders may have one and the same."""
    here = Path(folder)
    told = _told(here)
    if told is not None:
        return [one for one in [_project(told.schema, told)] if one.provider in POSTGRES] if told.schema else []
    return [one for path in _guessed(here) if (one := _project(path, None)).provider in POSTGRES]


def project(path: Path | str) -> PrismaProject | None:
    """The schema in a file or folder that the user names, or the one of several files that the file is part of.

    None for a folder without any.
    """
    given = Path(path)
    if given.is_dir():
        return _project(given, None) if schema_files([given]) else None
    real = given.resolve()
    for one in projects(given.parent):
        if Path(one.path).resolve() in (real, *real.parents):
            return one
    return _project(given, None)


def _told(folder: Path) -> Settings | None:
    """The settings that name a schema which this folder holds, or is in."""
    here = folder.resolve()
    for place in above(folder):
        found = settings(place)
        if found.schema is None or not found.schema.exists():
            continue
        schema = Path(os.path.normpath(found.schema))
        if here in (schema, schema.parent) or schema in here.parents:
            return found._replace(schema=_as_given(schema, folder, here))
    return None


def _as_given(schema: Path, folder: Path, here: Path) -> Path:
    """The path of a schema, starting as the folder it was found from was given."""
    return Path(os.path.normpath(folder / os.path.relpath(schema, here)))


def _guessed(folder: Path) -> list[Path]:
    """Without settings: a file with a datasource, together with those beside and below that have none."""
    mains = [file for file in _own(folder) if _ANY_SOURCE.search(_text(file))]
    if not mains:
        outer = folder.parent
        for _ in range(3):
            if _own(outer) and any(_ANY_SOURCE.search(_text(file)) for file in _own(outer)):
                return [path for path in _guessed(outer) if path == outer]
            outer = outer.parent
        return []
    if len(mains) == 1 and _has_parts(folder, mains[0]):
        return [folder]
    return mains


def _has_parts(folder: Path, main: Path) -> bool:
    """Whether other files complete the main one; parts that were put together into it do not."""
    parts = [text for file in schema_files([folder]) if file != main and _DECLARED.search(text := _text(file))]
    known = set(_DECLARED.findall(_text(main)))
    return bool(parts) and not any(
        _ANY_SOURCE.search(text) or known.intersection(_DECLARED.findall(text)) for text in parts
    )


def _own(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".prisma" and path.is_file())
    except OSError:
        return []


def _project(path: Path, told: Settings | None) -> PrismaProject:
    folder = path if path.is_dir() else path.parent
    texts = [_text(file) for file in (schema_files([path]) if path.is_dir() else [path])]
    around = told or _around(folder)
    default = next((main.parent for main in _mains(path)), folder) / "migrations"
    return PrismaProject(
        shown(path),
        _first(found[1] for text in texts if (found := _SOURCE.search(text))),
        version_of(folder),
        shown((told.migrations if told is not None else None) or default),
        tuple(dict.fromkeys([*around.url_variables, *(name for text in texts for name in _VARIABLE.findall(text))])),
        frozenset(name for text in texts for listed in _PREVIEWS.findall(text) for name in _WORD.findall(listed)),
    )


def _mains(path: Path) -> list[Path]:
    return [file for file in schema_files([path]) if _ANY_SOURCE.search(_text(file))] if path.is_dir() else []


def _around(folder: Path) -> Settings:
    """The nearest settings that name a URL, for a schema they do not name."""
    for place in above(folder):
        found = settings(place)
        if found.url_variables:
            return found
    return Settings(folder)


def _first(found: Iterable[str]) -> str | None:
    return next(iter(found), None)


def _text(path: Path) -> str:
    try:
        return text_of(path)
    except SourceError:
        return ""
