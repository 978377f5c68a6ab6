"""From schema files to a declaration: which files, which exports, and what of them counts."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

from trueup.declaration import Builder, Declaration
from trueup.errors import SourceError
from trueup.files import shown
from trueup.formats.drizzle import says, versions
from trueup.formats.drizzle.files import source_files
from trueup.formats.drizzle.pgcore import PgCore
from trueup.formats.drizzle.program import Program
from trueup.formats.drizzle.records import Records
from trueup.formats.drizzle.resolve import Resolver
from trueup.formats.drizzle.versions import Version


def read_files(
    paths: Sequence[str],
    *,
    casing: str | None,
    schema_filter: Sequence[str] | None,
    tables_filter: Sequence[str] | None,
    version: Version | None,
) -> Declaration:
    """The declaration of schema files. Raises SourceError."""
    files = sorted(set(source_files(paths)))
    if not files:
        where = shown(paths[0]) if paths else None
        raise SourceError("there is no schema file", where=where, help="Check `schema` in the Drizzle configuration.")
    if version is None:
        version = versions.of_project(os.path.dirname(os.path.abspath(files[0])), Resolver())
    core = PgCore(version, casing)
    program = Program(core.lookup, core.names)
    builder = Builder()
    records = Records(program.evaluator, version, builder)
    for value in _exported(program, files):
        records.take(value)
    records.finish()
    for module in program.modules.values():
        for name, place, unknown in module.lost():
            records.skip(place, f"{name}, which may be a part of the schema: it depends on {unknown.why}", None)
    builder.files |= program.files()
    host = records.host or next((name for name in ("supabase", "neon") if f"drizzle-orm/{name}" in core.used), None)
    builder.notes += program.evaluator.assumed()
    scope = says.filtered(says.scope(version), schema_filter or (), tables_filter or ())
    return builder.done(scope, platform=host)


def _exported(program: Program, files: Sequence[str]) -> Iterator[Any]:
    """Every exported value once, in the order of files and exports."""
    seen: dict[int, Any] = {}
    for file in files:
        module = program.load(file)
        for name in module.names():
            value = module.value(name)
            seen.setdefault(id(value), value)
    for module in list(program.modules.values()):
        module.run()
    return iter(seen.values())
