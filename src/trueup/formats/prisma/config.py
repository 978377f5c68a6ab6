"""The datasource and generator blocks of a schema: provider, schemas, extensions, previews; no URL's value."""

from __future__ import annotations

from trueup.errors import SourceError
from trueup.formats.prisma.problems import Problems
from trueup.formats.prisma.schema import Config, Extension, texts
from trueup.formats.prisma.settings import POSTGRES
from trueup.formats.prisma.tree import Block, Call, Items, Text, Value, Word, shown

OTHERS = ("mysql", "sqlite", "sqlserver", "mongodb", "cockroachdb")
_URLS = ("url", "directUrl", "shadowDatabaseUrl")
_PROPERTIES = ("provider", "relationMode", "referentialIntegrity", "schemas", "extensions", *_URLS)


def config_of(blocks: tuple[Block, ...], problems: Problems) -> Config:
    """What the datasource and the generators say. Raises SourceError for a database that is not PostgreSQL."""
    config = Config()
    sources = [block for block in blocks if block.kind == "datasource"]
    for block in blocks:
        if block.kind in ("datasource", "generator"):
            _no_property_twice(block, problems)
        if block.kind == "generator":
            for line in block.properties:
                if line.name == "previewFeatures":
                    config.previews |= {name for name, _ in texts(line.value)}
    for block in sources[1:]:
        problems.add(block.at, f"datasource `{block.name}` is one too many", "A schema has one datasource: join them.")
    if sources:
        _datasource(sources[0], config, problems)
    return config


def _no_property_twice(block: Block, problems: Problems) -> None:
    seen = set()
    for line in block.properties:
        if line.name in seen:
            problems.add(line.at, f"`{line.name}` is given twice in {block.kind} `{block.name}`", "Keep one of them.")
        seen.add(line.name)


def _datasource(block: Block, config: Config, problems: Problems) -> None:
    config.name, config.at = block.name, block.at
    found = {line.name: line for line in block.properties}
    for line in block.properties:
        if line.name not in _PROPERTIES:
            problems.add(line.at, f"property not known: `{line.name}`", f"A datasource has {', '.join(_PROPERTIES)}.")
    if "provider" not in found:
        problems.add(block.at, f"datasource `{block.name}` has no provider", 'Add `provider = "postgresql"`.')
        return
    config.provider = _provider(found["provider"].value, problems)
    config.url_variables = tuple(name for key in _URLS if key in found for name in variables(found[key].value))
    mode = found.get("relationMode") or found.get("referentialIntegrity")
    if mode is not None:
        config.emulated = isinstance(mode.value, Text) and mode.value.value == "prisma"
        if not isinstance(mode.value, Text) or mode.value.value not in ("prisma", "foreignKeys"):
            problems.add(
                mode.value.at, f"{mode.name} cannot be {shown(mode.value)}", 'It is "prisma" or "foreignKeys".'
            )
    if "schemas" in found:
        _schemas(found["schemas"].value, found["schemas"].at, config, problems)
    if "extensions" in found:
        config.extensions = _extensions(found["extensions"].value, problems)


def _provider(value: Value, problems: Problems) -> str | None:
    if not isinstance(value, Text) or not value.value:
        problems.add(value.at, "the provider must be a string", 'Write `provider = "postgresql"`.')
        return None
    if value.value in POSTGRES:
        return value.value
    if value.value in OTHERS:
        place = problems.sources.origin(value.at)
        raise SourceError(
            f"the schema is for {value.value}, not PostgreSQL",
            where=f"{place.file}:{place.line}:{place.column}",
            help='trueup reads PostgreSQL: provider = "postgresql".',
        )
    problems.add(value.at, f'datasource provider not known: "{value.value}"', 'Write `provider = "postgresql"`.')
    return None


def variables(value: Value) -> list[str]:
    """The names of environment variables in ``env("…")``; what a URL says as text is left alone."""
    if isinstance(value, Call) and value.value == "env":
        return [one.value.value for one in value.arguments if isinstance(one.value, Text)]
    return []


def _schemas(value: Value, at: int, config: Config, problems: Problems) -> None:
    config.schemas = texts(value)
    if not config.schemas:
        problems.add(at, "the list of schemas is empty", 'Name at least one: `schemas = ["public"]`.')
    seen = set()
    for name, place in config.schemas:
        if name in seen:
            problems.add(place, f'the schema "{name}" is listed twice', "Keep one of them.")
        seen.add(name)


def _extensions(value: Value, problems: Problems) -> list[Extension]:
    found = []
    for one in value.value if isinstance(value, Items) else (value,):
        if not isinstance(one, Word | Call):
            problems.add(one.at, f"an extension's name is expected, not {shown(one)}", "Write `[pgcrypto]`.")
            continue
        extension = Extension(one.value, one.at)
        for argument in one.arguments if isinstance(one, Call) else ():
            if argument.name not in ("map", "schema", "version") or not isinstance(argument.value, Text):
                help = 'It takes map: "…", schema: "…" and version: "…".'
                problems.add(argument.at, f"extension {one.value} takes no such argument", help)
            elif argument.name == "map":
                extension.name = argument.value.value
            elif argument.name == "schema":
                extension.schema = argument.value.value
            else:
                extension.version = argument.value.value
        found.append(extension)
    return found
