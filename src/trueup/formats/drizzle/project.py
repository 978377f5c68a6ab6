"""Which Drizzle schemas a project has: by their configurations, or by a file or folder that its user names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from trueup.errors import TrueupError
from trueup.files import shown
from trueup.formats.drizzle import versions
from trueup.formats.drizzle.config import DrizzleConfig, config, configs, is_configuration
from trueup.formats.drizzle.files import source_files
from trueup.formats.drizzle.resolve import Resolver, upwards
from trueup.startup import load_decoder, uncollected

if TYPE_CHECKING:
    from trueup.declaration import Declaration
    from trueup.formats.drizzle.versions import Version
    from trueup.model import Object


class DrizzleProject(NamedTuple):
    """One schema, with the settings it is read by; ``named`` is the file or folder it was asked for by.

    ``via`` is ``drizzle-kit`` when the project's own is to be asked.
    """

    settings: DrizzleConfig
    named: str
    version: Version
    via: str | None = None

    @property
    def format(self) -> str:
        return "drizzle"

    @property
    def path(self) -> str:
        """The file or folder a user would name."""
        return self.named

    @property
    def label(self) -> str:
        """What it is and where, for people."""
        return f"Drizzle schema {self.named}"

    @property
    def identity(self) -> str:
        """All that its reading depends on besides the content of files."""
        return repr((self.settings, self.version, self.via))

    @property
    def migrations(self) -> str | None:
        """Where its migrations are, or would be."""
        return self.settings.out

    def read(self) -> Declaration:
        """What it declares. Raises SourceError."""
        load_decoder()
        if self.via is not None:
            from trueup.formats.drizzle.kit import read

            return read(self.settings, self.version)
        with uncollected():
            return self.settings.read(self.version)

    def can_say(self, obj: Object) -> bool:
        """Whether Drizzle has words for an object of another source, as it is there."""
        from trueup.formats.drizzle.says import can_say

        return can_say(obj, self.version)


def projects(folder: Path | str) -> list[DrizzleProject]:
    """The schemas that configurations in a folder name, one for each set of files; read by the package around it."""
    found: dict[tuple[str, ...], DrizzleProject] = {}
    for one in configs(str(folder)):
        if one.schema:
            found.setdefault(one.schema, _project(one, one.file))
    return list(found.values())


def project(path: Path | str) -> DrizzleProject | None:
    """The schema of a configuration, or in a file or folder of TypeScript; None for a folder without any.

    A schema file is read with the settings of the configuration around it that names it. Raises SourceError.
    """
    given = str(path)
    if os.path.isdir(given):
        own = projects(given)
        if own:
            return own[0]
        return _project(_bare(given), shown(given)) if any(map(_is_about_drizzle, _sources(given))) else None
    if is_configuration(given):
        found = config(given)
        return None if found is None else _project(found, shown(given))
    return _project(_around(given) or _bare(given), shown(given))


def _project(settings: DrizzleConfig, named: str) -> DrizzleProject:
    nearest = os.path.dirname(os.path.abspath(settings.schema[0] if settings.schema else settings.file))
    return DrizzleProject(settings, named, versions.of_project(nearest, Resolver()))


def _sources(path: str) -> list[str]:
    return sorted(source_files([path]))


def _is_about_drizzle(path: str) -> bool:
    try:
        return b"drizzle-orm" in Path(path).read_bytes()
    except OSError:
        return False


def _bare(path: str) -> DrizzleConfig:
    """The settings of a schema that no configuration names."""
    return DrizzleConfig(shown(path), (path,), tuple(map(shown, _sources(path))))


def _around(path: str) -> DrizzleConfig | None:
    """The nearest configuration that names a file, narrowed to it."""
    wanted = os.path.realpath(path)
    for above in upwards(os.path.dirname(os.path.abspath(path))):
        try:
            found = configs(above)
        except TrueupError:
            found = []
        for one in found:
            if wanted in map(os.path.realpath, one.schema):
                return one._replace(asked=(path,), schema=(shown(path),))
        if os.path.exists(f"{above}/.git"):
            break
    return None
