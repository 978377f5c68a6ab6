"""Which SQLAlchemy models a project has: by its Alembic environments, or by a file or folder that its user names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from trueup.files import shown
from trueup.formats.sqlalchemy.discover import Found, declares_models, find
from trueup.postgres.exclusions import taken_apart
from trueup.postgres.objects import Column, Exclusion, ForeignKey, Index, Key, Table

if TYPE_CHECKING:
    from trueup.declaration import Declaration
    from trueup.model import Object


class SqlAlchemyProject(NamedTuple):
    """One set of models that share their tables."""

    found: Found
    named: str

    @property
    def format(self) -> str:
        return "sqlalchemy"

    @property
    def path(self) -> str:
        """The file or folder a user would name."""
        return self.named

    @property
    def label(self) -> str:
        """What it is and where, for people."""
        return f"SQLAlchemy models {self.named}"

    @property
    def identity(self) -> str:
        """All that its reading depends on besides the content of files."""
        return repr(self.found)

    @property
    def migrations(self) -> str | None:
        """Where its migrations are, which are programs."""
        return None if self.found.versions is None else shown(self.found.versions)

    def read(self) -> Declaration:
        """What it declares. Raises SourceError."""
        return self.found.read()

    def can_say(self, obj: Object) -> bool:
        """Whether SQLAlchemy has words for an object of another source, as it is there."""
        return sayable(obj)


def sayable(obj: Object) -> bool:
    """Whether SQLAlchemy has words for an object: for nearly all of tables, but for no partition."""
    match obj:
        case Table():
            return obj.bound is None and obj.of_type is None
        case Key():
            return not obj.without_overlaps
        case ForeignKey():
            return not obj.period and obj.enforced
        case Index():
            return obj.on == "table"
        case Column():
            return obj.on == "table"
        case Exclusion():
            return not taken_apart(obj.definition).include
    return True


def projects(folder: Path | str) -> list[SqlAlchemyProject]:
    """The models that Alembic environments in a folder and below import; without any, those of its files."""
    here = os.getcwd()
    return [SqlAlchemyProject(found, "." if found.name == here else found.name) for found in find(folder)]


def project(path: Path | str) -> SqlAlchemyProject | None:
    """The models in a file or folder that the user names; None when there are none."""
    here = Path(path)
    if here.is_dir():
        return next(iter(projects(here)), None)
    if not declares_models(here):
        return None
    root = here.absolute().parent
    while (root / "__init__.py").is_file():
        root = root.parent
    return SqlAlchemyProject(Found(shown(here), root, (here.absolute(),)), shown(here))
