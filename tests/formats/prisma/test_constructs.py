"""The table of constructs in docs/prisma.md: each with the case that shows it, complete, and written from here."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from trueup.formats.prisma import attributes, defaults, opclasses
from trueup.formats.prisma.types import DEFAULTS, NATIVES, SCALARS, sql_of

HERE = Path(__file__).parent
PAGE = HERE.parents[2] / "docs" / "prisma.md"
REFUSED = "refused"


class Row(NamedTuple):
    """A construct, what becomes of it, and the case whose schema has ``shown`` in it."""

    construct: str
    becomes: str
    case: str
    shown: str


SECTIONS: dict[str, list[Row]] = {
    "Files and blocks": [
        Row("`model`", "table", "scalars", "model Every {"),
        Row("`enum`", "enum type", "enums", "enum Color {"),
        Row("`view`", "no: Prisma does not know what a view selects; listed as unread", "views", "view UserInfo {"),
        Row("`type`", "refused, as by Prisma for PostgreSQL", REFUSED, "type T {"),
        Row("`datasource`, `provider`", "PostgreSQL only", "scalars", 'provider = "postgresql"'),
        Row("`url`, `directUrl`, `shadowDatabaseUrl`", "names of variables, never a value", "", ""),
        Row("`schemas`", "schemas", "schemas", 'schemas  = ["public"'),
        Row("`extensions`", "extensions with schema and version", "extensions", "extensions = [pgcrypto"),
        Row('`relationMode = "prisma"`', "no foreign keys", "relation_mode", 'relationMode = "prisma"'),
        Row(
            "`generator`, `previewFeatures`",
            "preview features count, the rest does not",
            "generators",
            "generator client",
        ),
        Row("several files in a folder", "one schema", "several_files", "model User {"),
        Row("`//`, `///`, `/* */`", "remarks: Prisma puts none into the database", "comments", "/// Documents"),
    ],
    "Types": [
        *(Row(f"`{name}`", f"`{sql_of(name)}`", "scalars", f" {name}") for name in SCALARS),
        Row("`Type?`", "can be null", "scalars", "Int?"),
        Row("`Type[]`", "array; NOT NULL is left open", "lists", "String[]"),
        Row('`Unsupported("…")`', "the type as written", "unsupported", 'Unsupported("circle")?'),
        Row("an enum", "its enum type", "enums", "color  Color "),
    ],
    "Native types": [
        Row(
            f"`@db.{native.name}`"
            + (f", `@db.{native.name}({', '.join('nm'[: native.most])})`" if native.most else ""),
            f"`{native.sql.format('')}`"
            + (f", `{native.sql.format('(' + ','.join('nm'[: native.most]) + ')')}`" if native.most else ""),
            "native_types",
            f"@db.{native.name}",
        )
        for native in NATIVES
    ],
    "Attributes of fields": [
        Row("`@id`, `map:`", "primary key", "keys", '@id(map: "single key")'),
        Row("`@unique`, `map:`, `sort:`, `where:`", "unique index", "keys", "@unique(sort: Desc)"),
        Row("`@default`", "default, see below", "defaults", "@default(-7)"),
        Row("`@map`", "name of the column", "maps", '@map("First Name")'),
        Row("`@relation`, `name:`, `fields:`, `references:`, `map:`", "foreign key", "relations", 'map: "reviewed by"'),
        Row("`@updatedAt`", "nothing: the client writes it", "client_side", "@updatedAt"),
        Row("`@ignore`", "nothing: the column is there", "ignored", "hidden String @ignore"),
    ],
    "Attributes of models and enums": [
        Row("`@@id`, `map:`, `name:`", "primary key", "keys", 'map: "named_primary"'),
        Row("`@@unique`, `map:`, `name:`, `where:`", "unique index", "keys", 'name: "aAndC"'),
        Row("`@@index`, `map:`, `name:`, `type:`, `where:`", "index", "indexes", "@@index([title, slug])"),
        Row("`sort:` in an index", "`DESC`", "indexes", "created(sort: Desc)"),
        Row('`ops:`, `ops: raw("…")`', "operator class", "indexes", 'ops: raw("gin_trgm_ops")'),
        Row("`length:`", "refused, as by Prisma for PostgreSQL", REFUSED, "(length: 3)"),
        Row('`where: raw("…")`', "condition of a partial index", "partial_indexes", 'raw("deleted_at is null")'),
        Row("`where: { … }`", "condition of a partial index", "partial_indexes", "{ deleted: { not: null } }"),
        Row("`@@fulltext`", "refused, as by Prisma for PostgreSQL", REFUSED, "@@fulltext([j])"),
        Row("`@@map`", "name of the table or enum", "maps", '@@map("user accounts")'),
        Row("`@map` of an enum's value", "label", "enums", 'RED   @map("red colour")'),
        Row("`@@schema`", "schema of the table or enum", "schemas", '@@schema("auth")'),
        Row("`@@ignore`", "nothing: the table is there", "ignored", "@@ignore"),
    ],
    "Relations": [
        Row("one-to-many", "foreign key", "relations", "posts    Post[]"),
        Row("one-to-one", "foreign key", "relations", "profile  Profile?"),
        Row("with itself", "foreign key", "relations", '@relation("Boss", fields'),
        Row("of several fields", "foreign key", "relations", "fields: [b, a]"),
        Row("many-to-many without a model", "table of pairs; see below", "many_to_many", "categories Category[]"),
        Row("many-to-many with itself", "table of pairs", "many_to_many", '@relation("Friends")'),
        Row("no `onDelete:`", "`RESTRICT`, of optional fields `SET NULL`", "actions", '@relation("optional", fields'),
        *(
            Row(f"`onDelete: {name}`, `onUpdate: {name}`", f"`{sql.upper()}`", "actions", f"onDelete: {name}")
            for name, sql in attributes.ACTIONS.items()
        ),
        Row("names longer than 63 bytes", "cut as Prisma cuts them", "long_names", "AVeryLongModelName"),
    ],
    "Defaults": [
        Row("numbers, strings, `true`, `false`", "the value", "defaults", "@default(true)"),
        Row("`Json`, `Bytes`, `Decimal`, `DateTime` as strings", "the value", "defaults", '@default("aGVsbG8=")'),
        Row("a value of an enum", "its label", "defaults", "@default(USER)"),
        Row("lists", "`ARRAY[…]`", "list_defaults", '@default(["a", "it\'s"'),
        Row("`autoincrement()`", "`serial`, `bigserial`, `smallserial`", "defaults", "@default(autoincrement())"),
        Row("`now()`", "`CURRENT_TIMESTAMP`", "defaults", "@default(now())"),
        Row('`dbgenerated("…")`', "the SQL as written", "dbgenerated", '@default(dbgenerated("gen_random_uuid()"))'),
        Row("`dbgenerated()`", "left open", "dbgenerated", "@default(dbgenerated())"),
        *(
            Row(f"`{name}()`", "nothing: the client makes it", "client_side", f"@default({name}()")
            for name in ("uuid", "cuid", "nanoid", "ulid")
        ),
        Row("`auto()`, `sequence()`", "refused, as by Prisma for PostgreSQL", REFUSED, "@default(auto())"),
    ],
    "Index methods": [
        Row(f"`type: {name}`", f"`{sql}`", "indexes", f"type: {name}") for name, sql in opclasses.METHODS.items()
    ],
    "Operator classes": [
        Row(f"`{name}`", f"`{sql}`", "brin" if methods == ("brin",) else "indexes", f"(ops: {name})")
        for name, (sql, methods) in opclasses.CLASSES.items()
    ],
}
ROWS = [row for rows in SECTIONS.values() for row in rows]

INTRODUCTION = """# Prisma

What `trueup` reads of a `schema.prisma`, and what each construct becomes in PostgreSQL. The last column names the case
under `tests/formats/prisma` that shows it: a schema, and beside it the SQL that Prisma's own schema engine makes of it.
A test loads both readings into PostgreSQL and demands that they are equal.

Names that Prisma gives are its own, by version: since Prisma 6 the table of an implicit many-to-many relation has a
primary key `_AB_pkey`, before a unique index `_AB_unique`; before Prisma 3 indexes were called `User.email_unique`.
The version is that of the project's packages.

Not compared, because Prisma has no words for it: views, sequences, functions, triggers, policies, checks and exclusion
constraints, comments, owners and privileges, collations, storage, generated columns, conditions of indexes without the
preview feature `partialIndexes`, indexes of expressions, and whether a list can be null.

This page is written from `tests/formats/prisma/test_constructs.py`.
"""


def page() -> str:
    parts = [INTRODUCTION]
    for title, rows in SECTIONS.items():
        lines = [f"| {row.construct} | {row.becomes} | {row.case or '`test_project.py`'} |" for row in rows]
        parts.append("\n".join([f"## {title}\n", "| Prisma | PostgreSQL | Case |", "|---|---|---|", *lines]) + "\n")
    return "\n".join(parts)


def text_of(case: str) -> str:
    if case == REFUSED:
        return (HERE / "refused.prisma").read_text(encoding="utf-8")
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((HERE / case).rglob("*.prisma")))


@pytest.mark.parametrize("row", [row for row in ROWS if row.case], ids=lambda row: row.construct)
def test_the_case_shows_the_construct(row: Row):
    assert row.shown in text_of(row.case)


def test_every_construct_the_reader_knows_is_in_the_table():
    text = "\n".join(row.construct for row in ROWS)
    known = {f"@{name}" for name in attributes.ON_FIELDS} | {f"@@{name}" for name in attributes.ON_MODELS}
    known |= {f"`{name}()`" for name in defaults.FOR} | {f"@db.{native.name}" for native in NATIVES} | set(DEFAULTS)
    known |= set(opclasses.CLASSES) | set(opclasses.METHODS) | set(attributes.ACTIONS)
    assert sorted(name for name in known if name not in text) == []


def test_the_page_is_up_to_date(request: pytest.FixtureRequest):
    if request.config.getoption("--update"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page(), "run pytest --update"
