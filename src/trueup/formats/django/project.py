"""Which Django projects a folder has: where ``manage.py`` is, and the settings it names. Reads no model."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from trueup.files import shown
from trueup.formats.django.names import EXCLUDING
from trueup.formats.django.settings import manages, settings_of
from trueup.postgres.exclusions import taken_apart
from trueup.postgres.objects import Check, Column, Exclusion, ForeignKey, Index, Key, Table

if TYPE_CHECKING:
    from trueup.declaration import Declaration
    from trueup.model import Object


class DjangoProject(NamedTuple):
    """One Django project: its folder and its settings as a dotted module."""

    path: str
    settings: str | None = None

    @property
    def format(self) -> str:
        return "django"

    @property
    def label(self) -> str:
        """What it is and where, for people."""
        return f"Django models {self.path}"

    @property
    def identity(self) -> str:
        """All that its reading depends on besides the content of files."""
        return f"{self.path}\0{self.settings}"

    def read(self) -> Declaration:
        """What it declares. Raises SourceError."""
        from trueup.formats.django.reading import read

        return read(self.path, settings=self.settings)

    def can_say(self, obj: Object) -> bool:
        """Whether Django has words for an object of another source, as it is there."""
        return sayable(obj)


def sayable(obj: Object) -> bool:
    """Whether Django has words for an object: for no foreign key of several columns, no partition, no NOT ENFORCED."""
    match obj:
        case Table():
            return obj.bound is None and not obj.parents and obj.of_type is None
        case ForeignKey():
            return len(obj.columns) == 1 and obj.enforced
        case Key():
            return not obj.without_overlaps and not (obj.include or obj.options)
        case Check():
            return obj.enforced and not obj.no_inherit
        case Exclusion():
            return taken_apart(obj.definition).method in EXCLUDING
        case Index() | Column():
            return True
    return False


def projects(folder: Path | str) -> list[DjangoProject]:
    """The Django project whose ``manage.py`` is in this very folder; none or one."""
    here = Path(folder)
    if not manages(here):
        return []
    return [DjangoProject(os.path.relpath(here) if here.resolve() == Path.cwd() else shown(here), settings_of(here))]


def project(path: Path | str) -> DjangoProject | None:
    """The Django project a user names: its folder, its ``manage.py``, or a settings module; None for anything else."""
    here = Path(path)
    if here.is_file():
        here = here.parent
    return next(iter(projects(here)), None)
