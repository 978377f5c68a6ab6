"""The configuration says where a project's sources are; a mistake in it is shown with its line and what was meant."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from trueup.errors import ConfigError
from trueup.project.config import Config, load, propose
from trueup.project.discovery import ENV_FILES, Discovered, databases, discover, variable
from trueup.project.dotenv import parse

FULL = """
truth = "migrations"
ignore = ["table public.audit_*"]
only = []

[sources]
migrations = "prisma/migrations"

[environments]
dev = "env:DATABASE_URL"
"production eu" = "postgresql://h/app"

[shadow]
url = "postgresql://h/postgres"
version = 16
platform = "supabase"
extensions = ["citext"]
stand_ins = "db/extensions"
"""


def write(folder: Path, text: str, name: str = "trueup.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def failure(folder: Path) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        load(folder)
    return caught.value


class TestLoad:
    def test_everything_it_can_say(self, tmp_path: Path) -> None:
        found = load(write(tmp_path, FULL))
        assert found.sources == {"migrations": "prisma/migrations"}
        assert found.environments == {"dev": "env:DATABASE_URL", "production eu": "postgresql://h/app"}
        assert (found.truth, found.ignore, found.only) == ("migrations", ("table public.audit_*",), ())
        assert found.shadow == ("postgresql://h/postgres", 16, "supabase", ("citext",), f"{tmp_path}/db/extensions")
        assert found.root == str(tmp_path)

    def test_it_is_found_from_a_folder_below(self, tmp_path: Path) -> None:
        write(tmp_path, FULL)
        (tmp_path / "a" / "b").mkdir(parents=True)
        assert load(tmp_path / "a" / "b").truth == "migrations"

    def test_the_nearest_counts(self, tmp_path: Path) -> None:
        write(tmp_path, FULL)
        assert load(write(tmp_path / "a", "")).sources == {}

    def test_a_table_of_pyproject(self, tmp_path: Path) -> None:
        write(tmp_path, '[project]\nname = "x"\n\n[tool.trueup.sources]\na = "b"\n', "pyproject.toml")
        assert load(tmp_path).sources == {"a": "b"}

    def test_a_pyproject_without_the_table_is_passed_over(self, tmp_path: Path) -> None:
        write(tmp_path, FULL)
        write(tmp_path / "a", '[project]\nname = "x"\n', "pyproject.toml")
        assert load(tmp_path / "a").truth == "migrations"

    def test_none_is_an_empty_one(self, tmp_path: Path) -> None:
        assert load(tmp_path) == Config(root=str(tmp_path))


class TestMistakes:
    @pytest.mark.parametrize(
        ("text", "line", "message", "advice"),
        [
            ('[source]\na = "b"', 1, "unknown key 'source'", "Did you mean sources?"),
            ('\ntrush = "a"', 2, "unknown key 'trush'", "Did you mean truth?"),
            ("[shadow]\n# the\nverison = 18", 3, "unknown key 'verison' in [shadow]", "Did you mean version?"),
            ("[shadow]\nversion = 3", 2, "version must be PostgreSQL's major version", None),
            ("[sources]\na = 1", 2, "sources.a must be a path, a URL or env:VARIABLE", None),
            ('ignore = "x"', 1, "ignore must be a list of texts", None),
            ("sources = 3", 1, "sources must be a table", None),
            ('truth = "dev"\n[environments]\ndevel = "x"', 1, "truth names 'dev'", "Did you mean devel?"),
            ('[sources]\na = "x"\n[environments]\na = "y"', 4, "both a source and an environment", "Rename"),
        ],
    )
    def test_line_and_advice(self, tmp_path: Path, text: str, line: int, message: str, advice: str | None) -> None:
        error = failure(write(tmp_path, text))
        assert error.where == f"{tmp_path}/trueup.toml:{line}"
        assert message in error.message
        assert (error.help or "").startswith(advice or "")

    def test_a_mistake_in_pyproject_has_its_line_there(self, tmp_path: Path) -> None:
        error = failure(write(tmp_path, "[tool.x]\nshadow = 1\n[tool.trueup]\nshadwo = 1\n", "pyproject.toml"))
        assert error.where == f"{tmp_path}/pyproject.toml:4"

    @pytest.mark.parametrize("end", range(20, len(FULL), 7))
    def test_a_file_cut_off_is_read_or_refused_with_its_place(self, tmp_path: Path, end: int) -> None:
        write(tmp_path, FULL[:end])
        try:
            load(tmp_path)
        except ConfigError as error:
            where = error.where or ""
        else:
            where = f"{tmp_path}/trueup.toml:"
        assert where.startswith(f"{tmp_path}/trueup.toml:")

    def test_not_toml(self, tmp_path: Path) -> None:
        error = failure(write(tmp_path, "[sources]\na = = 2\n"))
        assert (error.where, error.message) == (f"{tmp_path}/trueup.toml:2:5", "not TOML: Invalid value")

    def test_not_text(self, tmp_path: Path) -> None:
        (tmp_path / "trueup.toml").write_bytes(b"a = '\xff'")
        assert "not UTF-8" in failure(tmp_path).message


class TestDotenv:
    @pytest.mark.parametrize(
        ("line", "value"),
        [
            ("A=b", "b"),
            ("export A = b", "b"),
            ("A='b # c'", "b # c"),
            ('A="b # c" # d', "b # c"),
            ("A=b # c", "b"),
            ("A=b#c", "b#c"),
            ("A=", ""),
            ("A= # nothing", ""),
            ('A="x\\ny"', "x\ny"),
            ("A=${H}/x", "host/x"),
            ("A=$H/x", "host/x"),
            ("A=${NONE:-d}/x", "d/x"),
            ("A=${NONE}x", "x"),
            ("A='$H'", "$H"),
            ("A=pa$$word", "pa$$word"),
            ("A=p\\$H", "p$H"),
            ("A=b\r", "b"),
            ("A=`b`", "b"),
            ('A="b\nc"', "b\nc"),
        ],
    )
    def test_one_line(self, line: str, value: str) -> None:
        assert parse(f"# head\nX=1\n{line}\nY=2", {"H": "host"})["A"] == value

    def test_variables_of_the_file_itself(self) -> None:
        assert parse("P=5433\nU=postgres://h:${P}/d", {})["U"] == "postgres://h:5433/d"

    def test_a_byte_order_mark(self) -> None:
        assert parse("\ufeffA=b", {}) == {"A": "b"}


class TestDatabases:
    URL = "postgresql://me:secret@h/app"

    def test_the_environment_comes_first(self, tmp_path: Path) -> None:
        write(tmp_path, "DATABASE_URL=postgres://file/x", ".env")
        found = list(databases(tmp_path, environment={"DATABASE_URL": self.URL}))
        assert [(d.name, d.url, d.file) for d in found] == [
            ("DATABASE_URL", self.URL, None),
            ("DATABASE_URL", "postgres://file/x", f"{tmp_path}/.env"),
        ]

    def test_the_more_local_file_wins(self, tmp_path: Path) -> None:
        for name in ENV_FILES:
            write(tmp_path, f"DATABASE_URL=postgres://h/{name}", name)
        assert next(databases(tmp_path, environment={})).url == "postgres://h/.env.development.local"

    def test_other_databases_do_not_count(self, tmp_path: Path) -> None:
        write(tmp_path, "DATABASE_URL=file:./dev.db\nDB_URL=mysql://h/x\nPOSTGRES_URL=postgres://h/y", ".env")
        assert [d.name for d in databases(tmp_path, environment={})] == ["POSTGRES_URL"]

    def test_the_variable_a_prisma_schema_names(self, tmp_path: Path) -> None:
        write(tmp_path / "prisma", 'datasource db {\n  url = env("MY_DB")\n}\n', "schema.prisma")
        write(tmp_path, "MY_DB=postgres://h/y", ".env")
        assert [d.name for d in databases(tmp_path, environment={})] == ["MY_DB"]

    def test_supabase_s_local_database(self, tmp_path: Path) -> None:
        write(tmp_path / "supabase", "[db]\nport = 5555\n", "config.toml")
        assert [d.url for d in databases(tmp_path, environment={})] == [
            "postgresql://postgres:postgres@127.0.0.1:5555/postgres"
        ]

    def test_it_never_shows_its_value(self, tmp_path: Path) -> None:
        found = next(databases(tmp_path, environment={"DATABASE_URL": self.URL}))
        assert "secret" not in repr(found)

    def test_one_variable(self, tmp_path: Path) -> None:
        write(tmp_path, "A=file", ".env")
        assert (variable("A", tmp_path, {"A": "own"}), variable("A", tmp_path, {}), variable("B", tmp_path, {})) == (
            "own",
            "file",
            None,
        )


class TestDiscover:
    def test_a_project_of_several_packages(self, tmp_path: Path) -> None:
        write(tmp_path / "apps/api/prisma/migrations/1_a", "select 1", "migration.sql")
        write(tmp_path / "apps/api/prisma/migrations", 'provider = "postgresql"', "migration_lock.toml")
        write(tmp_path / "apps/api", "DATABASE_URL=postgres://h/x", ".env")
        write(tmp_path / "packages/db/drizzle/meta", '{"dialect": "postgresql", "entries": []}', "_journal.json")
        write(tmp_path / "sql", "select 1", "report.sql")
        write(tmp_path / "node_modules/x/migrations", "select 1", "1_a.sql")
        write(tmp_path / "tests/migrations", "select 1", "1_a.sql")
        write(tmp_path / "db/clickhouse/migrations", "select 1", "1_a.sql")
        found = discover(tmp_path, {})
        assert [(Path(h.path).relative_to(tmp_path).as_posix(), h.kind) for h in found.histories] == [
            ("packages/db/drizzle", "drizzle"),
            ("apps/api/prisma/migrations", "prisma"),
        ]
        assert [d.name for d in found.databases] == ["DATABASE_URL"]

    def test_plain_sql_counts_when_nothing_else_does(self, tmp_path: Path) -> None:
        write(tmp_path / "db/migrations", "select 1", "001_a.sql")
        write(tmp_path / "queries", "select 1", "001_a.sql")
        assert [h.path for h in discover(tmp_path, {}).histories] == [f"{tmp_path}/db/migrations"]

    def test_a_folder_of_migrations_may_be_named_after_its_database(self, tmp_path: Path) -> None:
        for name in ("mysql", "app-sqlite", "postgres"):
            write(tmp_path / "assets/migrations" / name, "select 1", "V0001.first.up.sql")
        assert [h.path for h in discover(tmp_path, {}).histories] == [f"{tmp_path}/assets/migrations/postgres"]

    def test_a_dump_counts_when_there_is_no_folder(self, tmp_path: Path) -> None:
        write(tmp_path / "db", "select 1", "structure.sql")
        write(tmp_path / "db/migrate", "class A", "20240101000000_a.rb")
        found = discover(tmp_path, {}).histories
        assert [(h.kind, h.replayable) for h in found] == [("sql", True), ("rails", False)]

    @pytest.mark.parametrize(
        ("name", "text", "kind"),
        [
            ("versions/abc_x.py", "down_revision = None", "alembic"),
            ("app/migrations/0001_initial.py", "from django.db import migrations", "django"),
            ("migrations/1700000000000-a.ts", "import { QueryRunner } from 'typeorm'", "typeorm"),
            ("migrations/20240101_a.js", "exports.up = (knex) => 1", "knex"),
            ("src/db.changelog-master.yaml", "databaseChangeLog:", "liquibase"),
        ],
    )
    def test_programs_are_recognised(self, tmp_path: Path, name: str, text: str, kind: str) -> None:
        write((tmp_path / name).parent, text, Path(name).name)
        write((tmp_path / name).parent, "", "__init__.py")
        assert [(h.kind, h.replayable) for h in discover(tmp_path, {}).histories] == [(kind, False)]

    def test_links_are_not_followed(self, tmp_path: Path) -> None:
        write(tmp_path / "migrations", "select 1", "1_a.sql")
        (tmp_path / "migrations" / "loop").symlink_to(tmp_path)
        (tmp_path / "again").symlink_to(tmp_path / "migrations")
        assert len(discover(tmp_path, {}).histories) == 1


class TestPropose:
    def test_what_is_proposed_can_be_loaded(self, tmp_path: Path) -> None:
        write(tmp_path / 'we "ird/prisma/migrations/1_a', "select 1", "migration.sql")
        write(tmp_path / "web/drizzle/meta", '{"dialect": "postgresql", "entries": []}', "_journal.json")
        write(tmp_path, "DATABASE_URL=postgres://me:secret@h/x\nDIRECT_URL=postgres://h/y", ".env")
        text = propose(discover(tmp_path, {}))
        assert "secret" not in text
        found = load(write(tmp_path, text))
        assert set(found.sources.values()) == {'we "ird/prisma/migrations', "web/drizzle"}
        assert found.environments == {"dev": "env:DATABASE_URL", "direct_url": "env:DIRECT_URL"}
        assert found.truth in found.sources

    def test_histories_are_named_after_what_tells_them_apart(self, tmp_path: Path) -> None:
        for package in ("packages/api", "packages/jobs", "."):
            write(tmp_path / package / "prisma/migrations/1_a", "select 1", "migration.sql")
        assert list(load(write(tmp_path, propose(discover(tmp_path, {})))).sources) == ["prisma", "api", "jobs"]

    def test_an_empty_project(self) -> None:
        assert tomllib.loads(propose(Discovered("."))) == {"sources": {}, "environments": {}}


def test_what_rows_get_in_new_columns_is_said_by_column(tmp_path: Path) -> None:
    text = """
[backfill]
"public.users.status" = "'active'"
'app."Order Items".slug' = "lower(name)"
"table public.t column token" = "gen_random_uuid()"
"""
    assert load(write(tmp_path, text)).backfill == {
        "table public.users column status": "'active'",
        'table app."Order Items" column slug': "lower(name)",
        "table public.t column token": "gen_random_uuid()",
    }


@pytest.mark.parametrize(
    ("line", "said"),
    [('"users.status" = "1"', 'named like "public.users.status"'), ('"public.users.status" = 1', "SQL in quotes")],
)
def test_a_backfill_that_cannot_be_one(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(write(tmp_path, f"[backfill]\n{line}\n"))
    assert said in caught.value.message
    assert caught.value.where is not None
    assert caught.value.where.endswith(":2")
