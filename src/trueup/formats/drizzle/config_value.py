"""What a Drizzle configuration file says: its value, evaluated like a schema's, before anything is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from trueup.errors import ConfigError
from trueup.files import shown
from trueup.formats.drizzle.config import Said
from trueup.formats.drizzle.pgcore import PgCore
from trueup.formats.drizzle.program import Program
from trueup.formats.drizzle.values import UNDEFINED, Fallback, Record, Unknown
from trueup.formats.drizzle.versions import NEWEST_BEFORE_ONE

_DIALECTS = frozenset({"postgresql", "postgres", "pg"})
_DRIVERS = frozenset({"pg", "pglite", "aws-data-api"})
_CONSTANT = re.compile(r"[A-Z][A-Z0-9_]+\Z").match


def evaluated(path: str) -> tuple[Said, set[str]]:
    """What a file says, and the files that decide it. Raises ConfigError when it cannot be evaluated, SourceError."""
    core = PgCore(NEWEST_BEFORE_ONE)
    program = Program(core.lookup, core.names)
    module = program.load(path)
    exported = module.exports.keys()
    value = _settled(module.value("default") if "default" in exported else module if exported else UNDEFINED)
    if isinstance(value, Unknown):
        where = value.place.origin() if value.place is not None else shown(path)
        raise ConfigError(f"the configuration depends on {value.why}", where=str(where), help="Name the schema files.")
    return _said(value), program.files()


def _said(value: Any) -> Said:
    if not isinstance(value, Record) or not _is_postgres(value):
        return Said()
    asked, out = [*_texts(value.get("schema", UNDEFINED))], value.get("out", UNDEFINED)
    if not asked and out is UNDEFINED:
        return Said()
    migrations = value.get("migrations", UNDEFINED)
    migrations = migrations if isinstance(migrations, Record) else Record()
    return Said(
        counts=True,
        asked=asked,
        out=[*_texts(out)],
        dialect=_text(value.get("dialect", UNDEFINED)),
        casing=_text(value.get("casing", UNDEFINED)),
        schema_filter=[*_texts(value.get("schemaFilter", UNDEFINED))],
        tables_filter=[*_texts(value.get("tablesFilter", UNDEFINED))],
        migrations_table=_text(migrations.get("table", UNDEFINED)),
        migrations_schema=_text(migrations.get("schema", UNDEFINED)),
        variables=[*dict.fromkeys(_variables(value.get("dbCredentials", UNDEFINED)))],
    )


def _settled(value: Any) -> Any:
    """A value that may be one of several: the one that is an object."""
    if isinstance(value, Unknown) and value.among:
        return next((one for one in map(_settled, value.among) if isinstance(one, Record)), value)
    return Record(value.member("...", None, None)) if hasattr(value, "reached") else value


def _is_postgres(value: Record) -> bool:
    dialect, driver = value.get("dialect", UNDEFINED), value.get("driver", UNDEFINED)
    if isinstance(dialect, Unknown):
        return not dialect.among or any(one in _DIALECTS for one in dialect.among if isinstance(one, str))
    if isinstance(dialect, str):
        return dialect in _DIALECTS
    return driver is UNDEFINED or isinstance(driver, Unknown) or driver in _DRIVERS


def _text(value: Any) -> str | None:
    return next(iter(_texts(value)), None)


def _texts(value: Any) -> Iterator[str]:
    """The texts of a setting: one, a list of them, or those it may be."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Unknown):
        yield from _texts(list(value.among))


def _variables(value: Any) -> Iterator[str]:
    if isinstance(value, Fallback):
        yield value.variable
    elif isinstance(value, Unknown):
        name = value.variable or value.property
        if name is not None and _CONSTANT(name):
            yield name
        yield from _variables(list(value.among))
    elif isinstance(value, Record | list):
        for item in value.values() if isinstance(value, Record) else value:
            yield from _variables(item)
