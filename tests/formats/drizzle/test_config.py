"""Drizzle's configuration files: which count, what they come to, and what of them is never kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from trueup.errors import ConfigError, SourceError
from trueup.formats.drizzle.config import config, configs

SCHEMA = (
    'import { pgTable, text } from "drizzle-orm/pg-core";\nexport const t = pgTable("t", { id: text(), Two: text() });'
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)

    def make(**files: str) -> Path:
        for name, content in {"src/schema.ts": SCHEMA, **files}.items():
            path = tmp_path / name.replace("__", "/").replace("_dot_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        return tmp_path

    return make


def test_everything_a_configuration_says(folder: Any) -> None:
    folder(
        drizzle_dot_config_dot_ts="""
        import { defineConfig } from "drizzle-kit";
        import { casing } from "./src/casing";
        import path from "node:path";
        export default defineConfig({
            dialect: "postgresql", schema: path.join(__dirname, "src", "*.ts"), out: "./migrations", casing,
            schemaFilter: "public", tablesFilter: ["a_*", "!b"], migrations: { table: "done", schema: "kept" },
            dbCredentials: { url: process.env.DATABASE_URL ?? "postgres://u:secret@h/d", ssl: env.DB_SSL },
        });""",
        src__casing_dot_ts='export const casing = "snake_case" as const;',
    )
    (found,) = configs(".")
    assert found.schema == ("src/casing.ts", "src/schema.ts")
    assert (found.out, found.casing, found.dialect) == ("migrations", "snake_case", "postgresql")
    assert (found.schema_filter, found.tables_filter) == (("public",), ("a_*", "!b"))
    assert (found.migrations_table, found.migrations_schema) == ("done", "kept")
    assert found.variables == ("DATABASE_URL", "DB_SSL")
    assert "secret" not in repr(found.variables)


def test_old_forms_and_other_databases(folder: Any) -> None:
    folder(
        drizzle_dot_config_dot_cjs='module.exports = { driver: "pg", schema: ["./src/schema.ts"] };',
        **{"drizzle-mysql.config.ts": 'export default { dialect: "mysql", schema: "./src/schema.ts" };'},
        **{"drizzle-two.config.json": '{ "dialect": "postgresql", "schema": "./src" }'},
    )
    assert [(one.file, one.schema) for one in configs(".")] == [
        ("drizzle-two.config.json", ("src/schema.ts",)),
        ("drizzle.config.cjs", ("src/schema.ts",)),
    ]


def test_a_configuration_elsewhere_named_by_a_script(folder: Any) -> None:
    folder(
        **{"package.json": '{"scripts": {"generate": "drizzle-kit generate --config=./server/db/orm.ts"}}'},
        server__db__orm_dot_ts='export default { dialect: "postgresql", schema: "./src/{schema,other}.ts" } satisfies Config;',
    )
    (found,) = configs(".")
    assert (found.file, found.schema) == ("server/db/orm.ts", ("src/schema.ts",))
    assert [obj.name for obj in found.read().objects if obj.KIND == "column"] == ["Two", "id"]


def test_a_path_that_depends_on_the_environment(folder: Any) -> None:
    folder(
        drizzle_dot_config_dot_ts='export default { dialect: "postgresql", '
        'schema: process.env.NODE_ENV === "production" ? "./dist/schema.js" : "./src/schema.ts" };'
    )
    assert configs(".")[0].schema == ("src/schema.ts",)


def test_a_configuration_that_cannot_be_told(folder: Any) -> None:
    folder(drizzle_dot_config_dot_ts='import { make } from "elsewhere";\nexport default make();')
    with pytest.raises(ConfigError, match="elsewhere") as caught:
        config("drizzle.config.ts")
    assert caught.value.where == "drizzle.config.ts:1"


def test_a_schema_that_is_not_there(folder: Any) -> None:
    folder(drizzle_dot_config_dot_ts='export default { dialect: "postgresql", schema: "./nowhere.ts" };')
    with pytest.raises(SourceError, match="nowhere"):
        configs(".")[0].read()
