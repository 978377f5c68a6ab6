"""Prisma: ``*.prisma`` schemas, read without Node. ``projects`` finds, ``read`` reads, ``write`` writes them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from trueup.formats.prisma.project import PrismaProject, project_at, projects

if TYPE_CHECKING:
    from trueup.declaration import Declaration
    from trueup.model import Schema

__all__ = ["PrismaProject", "project_at", "projects", "read", "write"]


def read(paths: Iterable[Path | str], *, version: int | None = None, namespace: str = "public") -> Declaration:
    """What the files of one schema declare; see ``read`` in the module of that name, which loads the parser."""
    from trueup.formats.prisma.read import read as reading

    return reading(paths, version=version, namespace=namespace)


def write(schema: Schema) -> str:
    """The text of a schema that reads as the same, as far as Prisma has words."""
    from trueup.formats.prisma.write import write as writing

    return writing(schema)
