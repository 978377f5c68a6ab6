"""What contradicts what in a schema: keys, indexes, schemas and relations, as Prisma itself would refuse them."""

from __future__ import annotations

from collections.abc import Iterator

from trueup.formats.prisma.indexing import check_index
from trueup.formats.prisma.naming import LONGEST, Conventions, foreign_key, primary_key
from trueup.formats.prisma.predicate import wrong
from trueup.formats.prisma.problems import Problems
from trueup.formats.prisma.relating import check_ambiguity, check_relation
from trueup.formats.prisma.relations import Link
from trueup.formats.prisma.schema import Enum, Index, Model, PrismaSchema, Scalar
from trueup.formats.prisma.types import BY_NAME


def validate(schema: PrismaSchema, found: list[Link], conventions: Conventions, problems: Problems) -> None:
    """Note every mistake; what is left afterwards can be read."""
    _database_names(schema, problems)
    for model in schema.models.values():
        _told_apart(model, problems)
        _schema_of(model, model.word, schema, problems)
        _columns_once(model, problems)
        for scalar in model.scalars.values():
            _supported(scalar, schema.config.name, problems)
        if model.id is not None:
            _key(model.id, model, problems)
        for index in model.indexes:
            check_index(index, schema.config, problems)
            refused = wrong(index.where, model)
            if refused is not None:
                problems.add(index.at, f"{index.what}: {refused[0]}", refused[1])
        for one in model.criteria:
            _client_name(one, model, problems)
        check_ambiguity(model, problems)
    for enum in schema.enums.values():
        _schema_of(enum, "enum", schema, problems)
    problems.settle()
    for link in found:
        check_relation(link, schema.config, problems)
    _constraint_names(schema, found, conventions, problems)
    problems.settle()


def _database_names(schema: PrismaSchema, problems: Problems) -> None:
    seen: dict[tuple[str | None, str], Model] = {}
    for model in schema.models.values():
        key = (model.schema[0] if model.schema else None, model.table)
        first = seen.setdefault(key, model)
        if first is not model:
            at = model.map_at or first.map_at or model.block.named_at
            told = f'{model.word} `{model.name}` has the table "{model.table}", as {first.word} `{first.name}` has'
            problems.add(at, told, "Change one @@map.")
    labels: dict[tuple[str | None, str], Enum] = {}
    for enum in schema.enums.values():
        other = labels.setdefault((enum.schema[0] if enum.schema else None, enum.label), enum)
        if other is not enum:
            told = f'enum `{enum.name}` is "{enum.label}" in the database, as enum `{other.name}` is'
            problems.add(enum.block.named_at, told, "Change one @@map.")


def _columns_once(model: Model, problems: Problems) -> None:
    seen: dict[str, Scalar] = {}
    for scalar in model.scalars.values():
        first = seen.setdefault(scalar.column, scalar)
        if first is not scalar:
            at = scalar.at if first.column == first.name else first.at
            told = (
                f'fields `{first.name}` and `{scalar.name}` of {model.word} `{model.name}` are both "{scalar.column}"'
            )
            problems.add(at, told, "Change one @map.")


def _told_apart(model: Model, problems: Problems) -> None:
    """A model needs something that tells its rows apart, all of required fields; a view does not."""
    if model.ignored or model.view:
        return
    for one in model.criteria:
        if all(keyed.field.required and keyed.field.type is not None for keyed in one.fields):
            return
    loose = "; ".join(", ".join(one.names) for one in model.criteria)
    told = f"model `{model.name}` has no @id, and no @unique of required fields"
    help = "Mark a field with @id or @unique, add @@id([…]) or @@unique([…]), or leave the model out with @@ignore."
    problems.add(model.block.at, told + (f" ({loose} can be null)" if loose else ""), help)


def _schema_of(one: Model | Enum, word: str, schema: PrismaSchema, problems: Problems) -> None:
    known = schema.config.schemas
    if known is None:
        if one.schema is not None:
            told = f"@@schema needs the list of schemas in datasource `{schema.config.name}`"
            problems.add(one.schema[1], told, f'Add `schemas = ["{one.schema[0]}"]` there.')
    elif one.schema is None:
        told = f"{word} `{one.name}` has no @@schema"
        problems.add(one.block.at, told, f"Add one of {', '.join(f'@@schema({name!r})' for name, _ in known)}."
            .replace("'", '"'))  # fmt: skip
    elif one.schema[0] not in {name for name, _ in known}:
        told = f'the schema "{one.schema[0]}" is not listed in datasource `{schema.config.name}`'
        problems.add(one.schema[1], told, "Add it to `schemas`.")


def _supported(scalar: Scalar, datasource: str, problems: Problems) -> None:
    """``Unsupported`` is for what Prisma has no word for; it may say so in Prisma's own words."""
    name = scalar.sql.partition("(")[0].strip()
    if scalar.type is None and name in BY_NAME:
        told = f'Unsupported("{scalar.sql}") of field `{scalar.name}` is a type that Prisma supports'
        problems.add(scalar.at, told, f"Write {BY_NAME[name].scalar} @{datasource}.{scalar.sql}.")


def _key(index: Index, model: Model, problems: Problems) -> None:
    if any(one.descending is not None for one in index.fields):
        problems.add(index.at, f"{index.what}: a primary key has no order in PostgreSQL", "Take `sort` out.")
    if any(one.length for one in index.fields):
        problems.add(index.at, f"{index.what}: PostgreSQL has no length of indexed values", "Take `length` out.")
    if any(one.opclass is not None for one in index.fields):
        problems.add(index.at, f"{index.what}: a key has no operator classes", "Take `ops` out.")
    _short_enough(index, index.map_at, problems)


def _client_name(index: Index, model: Model, problems: Problems) -> None:
    """The client calls several fields that tell rows apart by their names, joined, unless told otherwise."""
    joined = "_".join(index.names)
    if len(index.fields) > 1 and index.client_name is None and joined in model.scalars:
        told = f"{index.what}: the client calls it `{joined}`, as the field of that name"
        problems.add(index.at, told, 'Give another name: `name: "…"`.')


def _short_enough(index: Index, at: int | None, problems: Problems) -> None:
    if index.name is not None and len(index.name.encode()) > LONGEST:
        told = f"{index.what}: the name is longer than {LONGEST} bytes: {index.name}"
        problems.add(at or index.at, told, "PostgreSQL would cut it: shorten it.")


# ------------------------------------------------------------------ names of constraints


def _constraint_names(schema: PrismaSchema, found: list[Link], how: Conventions, problems: Problems) -> None:
    """Indexes share one space of names in a schema; foreign keys and keys share one in a table."""
    places: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for space, name, at, what in _named(schema, found, how):
        places.setdefault((space, name), []).append((at, what))
    for (_, name), users in places.items():
        for at, what in users if len(users) > 1 else ():
            told = f'{what}: the name "{name}" is used {len(users)} times'
            problems.add(at, told, "Give another with `map`.")


def _named(schema: PrismaSchema, found: list[Link], how: Conventions) -> Iterator[tuple[str, str, int, str]]:
    for model in schema.models.values():
        space = f"indexes of {model.schema[0] if model.schema else ''}"
        if model.id is not None:
            name = model.id.name or primary_key(model.table)
            yield space, name, model.id.at, model.id.what
            yield f"table {model.name}", name, model.id.at, model.id.what
        for index in model.indexes:
            yield space, index_name(index, model, how), index.map_at or index.at, index.what
        for one in model.criteria:
            if one.client_name is not None:
                yield f"client of {model.name}", one.client_name, one.at, one.what
    for link in found:
        side = link.forward
        if link.kind != "pairs" and side is not None and side.fields:
            columns = [one.column for one in side.fields]
            name = side.map or foreign_key(side.model.table, columns)
            yield f"table {side.model.name}", name, side.map_at or side.at, "@relation"


def index_name(index: Index, model: Model, how: Conventions) -> str:
    """The name of an index in the database."""
    if index.name is not None:
        return index.name
    columns = [one.field.column for one in index.fields]
    if index.unique and how.old and index.client_name is not None:
        return index.client_name
    return how.unique(model.table, columns) if index.unique else how.index(model.table, columns)
