"""Django models, read without running the project: settings, apps, models, and the tables ``migrate`` makes of them.

``projects`` finds them and ``read`` reads one. ``settings`` knows a project's apps, ``models`` reads classes;
``tables`` and ``indexes`` make records as Django's schema editor makes statements, ``expressions`` compiles conditions;
``imported`` asks the project's own Python instead, only when its user asks for that.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trueup.formats.django.project import DjangoProject, project, projects

if TYPE_CHECKING:
    from trueup.declaration import Declaration

__all__ = ["DjangoProject", "project", "projects", "read"]


def read(root: Path | str, *, settings: str | None = None, version: tuple[int, int] | None = None) -> Declaration:
    """What the models of a Django project declare; see ``read`` in ``reading``, which loads the reader."""
    from trueup.formats.django.reading import read as reading

    return reading(root, settings=settings, version=version)
