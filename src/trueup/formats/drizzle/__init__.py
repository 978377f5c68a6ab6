"""Drizzle schemas: TypeScript read where developers write it, without running it and without Node."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from trueup.formats.drizzle.project import DrizzleProject, project, projects

if TYPE_CHECKING:
    from trueup.declaration import Declaration
    from trueup.formats.drizzle.versions import Version
    from trueup.model import Schema

__all__ = ["DrizzleProject", "project", "projects", "read", "write"]


def read(
    paths: Sequence[str],
    *,
    root: str = ".",
    casing: str | None = None,
    schema_filter: Sequence[str] | None = None,
    tables_filter: Sequence[str] | None = None,
    version: Version | None = None,
) -> Declaration:
    """What Drizzle schema files declare: every table, enum, view … they export, as drizzle-kit would make it.

    ``paths`` are files, folders or globs below ``root``. ``casing`` (``snake_case``, ``camelCase``) and the filters
    are the configuration's. ``version`` is Drizzle's; without it the one that the project depends on counts.
    Raises SourceError with file, line and column for a file that is no TypeScript.
    """
    from trueup.formats.drizzle.reading import read_files

    return read_files(
        [os.path.join(root, path) for path in paths],
        casing=casing,
        schema_filter=schema_filter,
        tables_filter=tables_filter,
        version=version,
    )


def write(schema: Schema) -> str:
    """Drizzle source that declares what Drizzle has words for in a schema; reading it gives that again."""
    from trueup.formats.drizzle.writing import write as written

    return written(schema)
