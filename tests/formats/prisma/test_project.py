"""Which schemas a project has, by its settings or without, their version and the names of their variables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trueup.errors import SourceError
from trueup.formats.prisma import PrismaProject, project, projects, read
from trueup.formats.prisma.reading import declare
from trueup.formats.prisma.settings import settings
from trueup.formats.prisma.tree import Sources
from trueup.model import Schema
from trueup.postgres import objects as pg

SOURCE = 'datasource db {\n  provider = "postgresql"\n  url = env("MAIN_URL")\n}\n'
MODEL = "model A {\n  id Int @id\n}\n"


@pytest.fixture
def write(tmp_path: Path):
    (tmp_path / ".git").mkdir()

    def write(name: str, text: object = SOURCE + MODEL) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text if isinstance(text, str) else json.dumps(text), encoding="utf-8")
        return path.parent

    return write


def paths(found: list[PrismaProject], root: Path) -> list[str]:
    return [str(Path(one.path).relative_to(root)) for one in found]


def test_a_schema_by_itself(write, tmp_path: Path):
    [found] = projects(write("prisma/schema.prisma"))
    assert found.path == str(tmp_path / "prisma/schema.prisma")
    assert (found.provider, found.version, found.url_variables) == ("postgresql", None, ("MAIN_URL",))
    assert found.migrations == str(tmp_path / "prisma/migrations")
    assert "env" not in found.identity
    assert [obj.address for obj in found.read().objects if isinstance(obj, pg.Table)] == ['table public."A"']


def test_files_without_a_datasource_belong_to_the_one_that_has_it(write, tmp_path: Path):
    top = write("prisma/schema/main.prisma", SOURCE)
    below = write("prisma/schema/models/a.prisma", MODEL)
    assert paths(projects(top), tmp_path) == paths(projects(below), tmp_path) == ["prisma/schema"]
    assert projects(top)[0].identity == projects(below)[0].identity


def test_parts_that_were_put_together_into_the_schema_are_not_read_twice(write, tmp_path: Path):
    top = write("prisma/schema.prisma")
    write("prisma/parts/a.prisma", MODEL)
    assert paths(projects(top), tmp_path) == ["prisma/schema.prisma"]


def test_a_schema_of_another_database_is_left_alone(write, tmp_path: Path):
    write("packages/db/mysql/schema.prisma", SOURCE.replace("postgresql", "mysql") + MODEL)
    assert projects(tmp_path / "packages/db/mysql") == []
    template = write("template/schema.prisma", SOURCE.replace('"postgresql"', "{{provider}}") + MODEL)
    assert projects(template) == []


def test_package_json_names_the_schema(write, tmp_path: Path):
    write("package.json", {"prisma": {"schema": "db/schema"}, "devDependencies": {"prisma": "^5.22.0"}})
    top = write("db/schema/main.prisma", SOURCE)
    write("db/schema/a.prisma", MODEL)
    [found] = projects(top)
    assert (paths([found], tmp_path), found.version) == (["db/schema"], 5)


CONFIGS = {
    "plain": 'export default defineConfig({ schema: "db/schema.prisma", migrations: { path: "db/steps" }, '
    'datasource: { url: env("OTHER_URL") } })',
    "joined": 'import path from "node:path"; // schema: "wrong.prisma"\nexport default {\n'
    '  schema: path.join("db", "schema.prisma"),\n  migrations: { seed: "tsx x.ts", path: path.join("db", "steps") },\n'
    "  datasource: { url: process.env.OTHER_URL },\n}",
    "resolved": "module.exports = { schema: resolve(__dirname, './db/schema.prisma'), /* schema: 'no' */ "
    "migrations: { path: `db/steps` }, datasource: { url: env<Env>('OTHER_URL') } }",
}


@pytest.mark.parametrize("name", CONFIGS)
@pytest.mark.parametrize("file", ["prisma.config.ts", "prisma.config.mjs"])
def test_prisma_config_names_the_schema_its_migrations_and_variable(write, tmp_path: Path, file: str, name: str):
    write(file, CONFIGS[name])
    [found] = projects(write("db/schema.prisma", SOURCE.replace('  url = env("MAIN_URL")\n', "") + MODEL))
    assert found.path == str(tmp_path / "db/schema.prisma")
    assert found.migrations == str(tmp_path / "db/steps")
    assert found.url_variables == ("OTHER_URL",)


def test_settings_that_say_nothing_of_a_schema_are_no_settings(write, tmp_path: Path):
    write("prisma.config.ts", "export default { datasource: { url: env('OTHER_URL') } }")
    assert settings(tmp_path).schema is None
    [found] = projects(write("prisma/schema.prisma", SOURCE.replace('  url = env("MAIN_URL")\n', "") + MODEL))
    assert found.url_variables == ("OTHER_URL",)


@pytest.mark.parametrize(
    ("files", "version"),
    [
        ({"package.json": {"dependencies": {"@prisma/client": "~4.16"}}}, 4),
        ({"package.json": {"devDependencies": {"prisma": "6"}, "dependencies": {"@prisma/client": "5"}}}, 6),
        (
            {
                "package.json": {"devDependencies": {"prisma": "latest"}},
                "yarn.lock": 'prisma@latest:\n  version "5.1.0"\n',
            },
            5,
        ),
        (
            {
                "package.json": {"devDependencies": {"prisma": "catalog:"}},
                "pnpm-workspace.yaml": 'catalog:\n  "@prisma/client": ^7.1.0\n',
            },
            7,
        ),
        ({"package.json": {}, "pnpm-lock.yaml": "packages:\n  '@prisma/client@6.5.0(x)':\n"}, 6),
        ({"package-lock.json": '{"node_modules/prisma": {\n  "version": "3.9.1"'}, 3),
        ({"package.json": "not json"}, None),
    ],
)
def test_the_version_is_that_of_the_packages(write, files: dict[str, object], version: int | None):
    for name, content in files.items():
        write(name, content)
    assert projects(write("apps/web/prisma/schema.prisma"))[0].version == version


def test_no_value_of_a_url_is_kept(write):
    text = SOURCE.replace('env("MAIN_URL")', '"postgresql://me:secret@host/db"') + MODEL
    folder = write("prisma/schema.prisma", text)
    [found] = projects(folder)
    assert "secret" not in repr(found)
    assert "secret" not in repr(read([folder]))


def test_a_file_of_several_stands_for_them_all(write, tmp_path: Path):
    write("prisma/schema/main.prisma", SOURCE)
    folder = write("prisma/schema/models/a.prisma", MODEL)
    assert paths([project(folder / "a.prisma"), project(tmp_path / "prisma/schema")], tmp_path) == ["prisma/schema"] * 2


def test_a_named_file_is_its_own_project(write):
    folder = write("odd.prisma", SOURCE.replace("postgresql", "mysql") + MODEL)
    assert project(folder / "odd.prisma").provider == "mysql"


# ------------------------------------------------------------------ what depends on the version

PAIRS = SOURCE + "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  as A[]\n}\n"


@pytest.mark.parametrize(
    ("version", "kind", "name"), [(5, pg.Index, "_AToB_AB_unique"), (6, pg.PrimaryKey, "_AToB_AB_pkey")]
)
def test_pairs_are_unique_by_an_index_before_6_and_by_a_key_since(version: int, kind: type, name: str):
    schema = Schema(declare([("schema.prisma", PAIRS)], Sources(), version=version).objects)
    found = [obj for obj in schema.objects.values() if getattr(obj, "name", "") == name]
    assert [type(obj) for obj in found] == [kind]
    assert 'table public."_AToB" index "_AToB_B_index"' in schema


def test_before_3_indexes_had_other_names_and_required_relations_deleted_along():
    text = SOURCE + (
        "model A {\n  id Int @id\n  e String @unique\n  b B @relation(fields: [x], references: [id])\n  x Int\n"
        '  @@unique([e, x], name: "both")\n  @@index([x])\n}\nmodel B {\n  id Int @id\n  as A[]\n}\n'
    )
    schema = Schema(declare([("schema.prisma", text)], Sources(), version=2).objects)
    names = {obj.name for obj in schema.objects.values() if isinstance(obj, pg.Index)}
    assert names == {"A.e_unique", "both", "A.x_index"}
    [key] = [obj for obj in schema.objects.values() if isinstance(obj, pg.ForeignKey)]
    assert (key.on_delete, key.on_update) == ("cascade", "cascade")


def test_before_4_a_one_to_one_relation_was_unique_by_itself_and_references_of_pairs_were_taken():
    text = SOURCE + (
        "model A {\n  id Int @id\n  b B @relation(fields: [x], references: [id])\n  x Int\n  cs C[] @relation(references: [id])\n}\n"
        "model B {\n  id Int @id\n  a A?\n}\nmodel C {\n  id Int @id\n  as A[] @relation(references: [id])\n}\n"
    )
    schema = Schema(declare([("schema.prisma", text)], Sources(), version=3).objects)
    index = schema['table public."A" index "A_x_key"']
    assert isinstance(index, pg.Index)
    assert index.unique
    with pytest.raises(SourceError, match="one-to-one, but `x` is not unique"):
        declare([("schema.prisma", text)], Sources(), version=4)


def test_what_the_code_calls_an_object_is_known_where_the_database_has_another_name():
    text = SOURCE + 'model User {\n  id Int @id\n  firstName String @map("first_name")\n  @@map("users")\n}\n'
    origins = declare([("schema.prisma", text)], Sources()).origins
    called = {str(where): origin.called for where, origin in origins.items() if origin.called is not None}
    assert called == {"table public.users": "User", "table public.users column first_name": "firstName"}


# ------------------------------------------------------------------ what Prisma can say


def test_what_prisma_has_no_words_for_is_not_asked_of_it(write):
    [plain] = projects(write("a/schema.prisma"))
    [partial] = projects(
        write(
            "b/schema.prisma", 'generator c {\n  provider = "x"\n  previewFeatures = ["partialIndexes"]\n}\n' + SOURCE
        )
    )
    on = {"on": "table", "namespace": "public", "relation": "t"}
    index = pg.Index(**on, name="i", method="btree", columns=(pg.IndexColumn(column="a"),))
    conditional = pg.Index(**on, name="i", method="btree", columns=index.columns, predicate="a > 1")
    expression = pg.Index(**on, name="i", method="btree", columns=(pg.IndexColumn(expression="lower(a)"),))
    check = pg.Check(**on, name="c", expression="(a > 1)")
    assert [plain.can_say(obj) for obj in (index, conditional, expression, check)] == [True, False, False, False]
    assert [partial.can_say(obj) for obj in (index, conditional)] == [True, True]


def test_what_the_schema_leaves_open_is_no_drift():
    text = SOURCE + "model A {\n  id Int @id\n  tags String[]\n  made String @default(dbgenerated())\n}\n"
    says = declare([("schema.prisma", text)], Sources()).says
    assert not says.says("column", "not_null", 'table public."A" column tags')
    assert says.says("column", "not_null", 'table public."A" column made')
    assert not says.says("column", "default", 'table public."A" column made')


@pytest.mark.parametrize(
    ("sql", "open_"),
    [
        ("to_tsvector('english'::regconfig, (' '::text || \"the Body\"))", True),
        ("lower(title)", True),
        ("(title)::text", True),
        ("to_tsvector('title')", False),
        ("title()", False),
        ("'x'::title", False),
        ("date 'today'", False),
        ("(now() AT TIME ZONE 'utc'::text)", False),
        ("'title'::public.title", False),
    ],
)
def test_a_default_that_speaks_of_columns_is_a_generated_column_and_left_open(sql: str, open_: bool):
    text = SOURCE + (
        'model A {\n  id Int @id\n  title String\n  body String @map("the Body")\n  time Int\n  date Int\n'
        f'  made Unsupported("tsvector") @default(dbgenerated({json.dumps(sql)}))\n}}\n'
    )
    found = declare([("schema.prisma", text)], Sources())
    where = 'table public."A" column made'
    assert found.says.says("column", "default", where) is not open_
    column = Schema(found.objects)[where]
    assert isinstance(column, pg.Column)
    assert (column.default is None) is open_


def test_other_schemas_and_the_table_of_migrations_are_out_of_reach():
    says = declare([("schema.prisma", SOURCE + MODEL)], Sources(), namespace="app").says
    table = pg.Table(namespace="app", name="A").address
    assert says.admits(table)
    assert says.admits(table.child("column", "id"))
    assert not says.admits(pg.Table(namespace="public", name="A").address)
    assert not says.admits(pg.Table(namespace="app", name="_prisma_migrations").address)
    assert not says.admits(pg.View(namespace="app", name="v", definition="").address)
