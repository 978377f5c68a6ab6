"""Prisma: ``*.prisma`` schemas, read without Node. ``projects`` finds, ``read`` reads, ``write`` writes them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from trueup.formats.prisma.discover import PrismaProject, project, projects

if TYPE_CHECKING:
    from trueup.declaration import Declaration
    from trueup.model import Schema

__all__ = ["PrismaProject", "project", "projects", "read", "write"]


def read(paths: Iterable[Path | str], *, version: int | None = None, namespace: str = "public") -> Declaration:
    """What the files of one schema declare, as in ``reading``, which loads the parser. Raises SourceError."""
    from trueup.formats.prisma import reading

    return reading.read(paths, version=version, namespace=namespace)


def write(schema: Schema) -> str:
    """The text of a schema that reads as the same, as far as Prisma has words."""
    from trueup.formats.prisma import writing

    return writing.write(schema)
