"""Scripts become the schema PostgreSQL makes of them, with the place of every object."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from trueup import cache
from trueup.diff import diff
from trueup.errors import ReplayFailed, SourceError
from trueup.model import Address, Schema
from trueup.postgres.elaborate import Script, elaborate, respell


def made(*files: str, **options: object) -> Schema:
    scripts = [Script(f"m/{n}.sql", sql, str(n)) for n, sql in enumerate(files, 1)]
    return elaborate(scripts, **({"cache": False} | options))  # type: ignore[arg-type]


def place(schema: Schema, where: str) -> str:
    return str(schema.origins[Address(where)])


def test_each_object_has_the_place_that_made_or_changed_it() -> None:
    schema = made(
        "CREATE TABLE a (\n  id int PRIMARY KEY,\n  b text\n    CHECK (b <> ''),\n  c int REFERENCES a\n);\n"
        "CREATE INDEX i ON a (b);",
        "DO $$ BEGIN\n ALTER TABLE a ADD CONSTRAINT d CHECK (c > 0);\nEXCEPTION WHEN duplicate_object THEN NULL; END $$;\n"
        "ALTER TABLE a\n  ADD COLUMN e int,\n  ALTER b SET NOT NULL;\nCREATE INDEX CONCURRENTLY j ON a (c);\n"
        "CREATE TABLE other (a int REFERENCES a);\nCOMMENT ON COLUMN a.c IS 'x';",
    )
    assert place(schema, "table public.a") in {"m/1.sql:1", "m/2.sql:4"}
    assert place(schema, "table public.a column id") == "m/1.sql:2"
    assert place(schema, "table public.a constraint a_pkey") == "m/1.sql:2"
    assert place(schema, "table public.a constraint a_b_check") == "m/1.sql:4"
    assert place(schema, "table public.a constraint a_c_fkey") == "m/1.sql:5"
    assert place(schema, "table public.a index i") == "m/1.sql:7"
    assert place(schema, "table public.a constraint d") == "m/2.sql:1"
    assert place(schema, "table public.a column e") == "m/2.sql:5"
    assert place(schema, "table public.a column b").startswith("m/2.sql")
    assert place(schema, "table public.a index j") == "m/2.sql:7"
    assert place(schema, "table public.other") == "m/2.sql:8"
    assert place(schema, "table public.a column c") == "m/2.sql:9"


def test_a_failing_statement_is_named_with_its_place() -> None:
    with pytest.raises(ReplayFailed) as failed:
        made("CREATE TABLE a (id int);", "CREATE TABLE b (id int);\n\nALTER TABLE a\n  ADD COLUMN c nosuch;")
    assert failed.value.where == "m/2.sql:4:16"
    assert failed.value.message == 'type "nosuch" does not exist'
    assert failed.value.statement == "ALTER TABLE a ADD COLUMN c nosuch"
    assert failed.value.sqlstate == "42704"
    assert failed.value.reached == 1


def test_the_place_of_a_failure_counts_characters_not_bytes() -> None:
    with pytest.raises(ReplayFailed) as failed:
        made("SELECT 'ööö', nosuch FROM pg_class;")
    assert failed.value.where == "m/1.sql:1:15"


def test_a_failure_while_executing_is_at_its_statement() -> None:
    with pytest.raises(ReplayFailed) as failed:
        made("CREATE TABLE a (i int);\nINSERT INTO a VALUES (1);\n  ALTER TABLE a ADD CHECK (i > 1);\nSELECT 1;")
    assert failed.value.where == "m/1.sql:3:3"
    assert failed.value.sqlstate == "23514"


@pytest.mark.parametrize("transactions", ["statement", "file"])
def test_what_cannot_share_a_transaction_works(transactions: str) -> None:
    schema = made(
        "CREATE TYPE t AS ENUM ('a');",
        "ALTER TYPE t ADD VALUE 'b'; CREATE TABLE x (t t DEFAULT 'b'); INSERT INTO x VALUES ('b');",
        "CREATE INDEX CONCURRENTLY i ON x (t); VACUUM x;",
        "BEGIN; CREATE TABLE y (i int); COMMIT; BEGIN; DROP TABLE y; ROLLBACK;",
        "CREATE TABLE p (i int PRIMARY KEY); CREATE TABLE q (i int REFERENCES p DEFERRABLE INITIALLY DEFERRED);"
        "INSERT INTO p VALUES (1); INSERT INTO q VALUES (1); ALTER TABLE q ADD COLUMN j int;",
        transactions=transactions,
    )
    for where in ("table public.x index i", "table public.y", "table public.q column j"):
        assert where in schema


def test_settings_end_with_their_file() -> None:
    schema = made("CREATE SCHEMA app; SET search_path = app; CREATE TABLE a (i int);", "CREATE TABLE b (i int);")
    assert "table app.a" in schema
    assert "table public.b" in schema


def test_set_local_lasts_for_a_file_that_is_one_transaction() -> None:
    schema = made("CREATE SCHEMA app; SET LOCAL search_path = app; CREATE TABLE a (i int);", transactions="file")
    assert "table app.a" in schema


def test_rows_of_a_dump_are_loaded() -> None:
    schema = made(
        "CREATE TABLE a (i int, t text);\nCOPY public.a (i, t) FROM stdin;\n1\tx;y\n2\t\\N\n\\.\n"
        "DO $$ BEGIN IF (SELECT count(*) FROM a) = 2 THEN CREATE VIEW two AS SELECT 1 AS x; END IF; END $$;"
    )
    assert "view public.two" in schema


def test_roles_that_no_script_makes_are_assumed_and_noted() -> None:
    schema = made("CREATE TABLE a (i int); GRANT SELECT ON a TO reader; ALTER TABLE a OWNER TO keeper;")
    assert schema["table public.a"].acl == ("reader=r/@",)  # type: ignore[attr-defined]
    assert {note.code for note in schema.notes} == {"role-assumed"}


def test_a_publication_of_some_tables_is_its_makers() -> None:
    schema = made(
        "CREATE TABLE t (a int); CREATE PUBLICATION p; CREATE PUBLICATION q FOR TABLES IN SCHEMA public;"
        "ALTER PUBLICATION p ADD TABLE t WHERE (a > 0)"
    )
    assert "publication p member public.t" in schema
    owners = {name: schema[f"publication {name}"].owner for name in "pq"}  # type: ignore[index]
    assert owners["p"] == schema["table public.t"].owner != owners["q"]  # type: ignore[index]


@pytest.mark.parametrize("version", [180000, 160000])
def test_what_needs_a_superuser_is_done_on_the_users_behalf(version: int) -> None:
    schema = made(
        """
CREATE EXTENSION IF NOT EXISTS pgcrypto WITH VERSION '1.3';
CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog;
COMMENT ON EXTENSION plpgsql IS 'PL/pgSQL procedural language';
CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
BEGIN;
CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f();
COMMIT;
CREATE PUBLICATION p FOR ALL TABLES;
CREATE SUBSCRIPTION s CONNECTION 'host=db.invalid password=x' PUBLICATION p;
CREATE FOREIGN DATA WRAPPER w;
ALTER FOREIGN DATA WRAPPER w OPTIONS (ADD debug 'true');
CREATE SERVER far FOREIGN DATA WRAPPER w;
CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TABLE t (a text COLLATE "de-DE-x-icu", b text COLLATE ci);
CREATE FUNCTION g(text) RETURNS int LEAKPROOF LANGUAGE sql AS 'select 1';
CREATE ROLE boss SUPERUSER;
ALTER SYSTEM SET work_mem = '1GB';
GRANT CONNECT ON DATABASE production TO boss;
""",
        version=version,
    )
    for where in (
        "extension pgcrypto",
        "event_trigger e",
        "publication p",
        "subscription s",
        "foreign_data_wrapper w",
        "server far",
        "collation public.ci",
        "table public.t column a",
        "function public.g(text)",
    ):
        assert where in schema
    assert schema["function public.g(text)"].leakproof  # type: ignore[attr-defined]
    assert schema["collation public.ci"].provider == "icu"  # type: ignore[attr-defined]
    assert any("ALTER SYSTEM" in note.message for note in schema.notes)


def test_event_triggers_have_their_effect_on_what_follows() -> None:
    schema = made(
        "CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'ALTER TABLE t ENABLE ROW LEVEL "
        "SECURITY'; END $$; CREATE EVENT TRIGGER e ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION f();"
        "CREATE TABLE t (i int);"
    )
    assert schema["table public.t"].rls  # type: ignore[attr-defined]


def test_what_a_platform_brings_is_not_the_scripts() -> None:
    schema = made(
        "CREATE TABLE profiles (id uuid REFERENCES auth.users);"
        "CREATE POLICY p ON profiles USING (auth.uid() = id); GRANT ALL ON profiles TO anon;",
        platform="supabase",
    )
    assert "table public.profiles policy p" in schema
    assert not any(where.startswith(("table auth.", "schema auth")) for where in schema)


def test_an_unknown_extension_says_what_to_do() -> None:
    with pytest.raises(ReplayFailed) as failed:
        made('CREATE EXTENSION "nothing_like_it"')
    assert "--shadow" in (failed.value.help or "")


@pytest.mark.parametrize(
    ("sql", "extension"),
    [
        ("CREATE TABLE a (v vector(3))", "vector"),
        ("CREATE TABLE a (t text); CREATE INDEX ON a USING gin (t gin_trgm_ops)", "pg_trgm"),
    ],
)
def test_what_an_extension_brings_that_nobody_makes_says_what_to_do(sql: str, extension: str) -> None:
    with pytest.raises(ReplayFailed) as failed:
        made(sql)
    assert f'extensions = ["{extension}"]' in (failed.value.help or "")


def test_an_extension_of_the_users_making_plays_its_part(tmp_path: Path) -> None:
    (tmp_path / "mine.control").write_text("default_version = '1.0'\n")
    script = tmp_path / "mine--1.0.sql"
    scripts = ["CREATE EXTENSION mine", "CREATE TABLE a (i int DEFAULT one())"]
    script.write_text("CREATE FUNCTION one() RETURNS int LANGUAGE sql RETURN 1;")
    assert "extension mine" in made(*scripts, stand_ins=str(tmp_path))
    script.write_text("CREATE FUNCTION two() RETURNS int LANGUAGE sql RETURN 2;")
    with pytest.raises(ReplayFailed, match=r"function one\(\) does not exist"):
        made(*scripts, stand_ins=str(tmp_path))


def test_the_last_statement_may_end_in_a_comment() -> None:
    text = "CREATE TABLE {0}_a (i int);\nCREATE TABLE {0}_b (i int) -- of two"
    for transactions in ("statement", "file"):
        schema = made(text.format("x"), text.format("y"), transactions=transactions)
        assert {"table public.x_b", "table public.y_b"} <= set(map(str, schema))


@pytest.mark.parametrize(
    "name", ["_prisma_migrations", '"public"."_prisma_migrations"', "drizzle.__drizzle_migrations"]
)
def test_a_migration_may_be_about_the_runners_own_table(name: str) -> None:
    schema = made("CREATE TABLE a (i int);", f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY; CREATE TABLE b (i int);")
    assert {"table public.a", "table public.b"} <= set(map(str, schema))
    assert any(note.code == "runner-table" for note in schema.notes)


def test_an_unchanged_project_starts_no_server_and_loads_no_parser(tmp_path: Path) -> None:
    code = (
        "import sys, subprocess\n"
        "from trueup.postgres.elaborate import Script, elaborate\n"
        "schema = elaborate([Script('a.sql', 'CREATE TABLE cached_{} (i int);'.format(sys.argv[1]), 'a')])\n"
        "print(len(schema.objects), schema.origins, 'pglast' in sys.modules, 'psycopg' in sys.modules)\n"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code, tmp_path.name], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert runs[0].removesuffix("True True\n") == runs[1].removesuffix("False False\n")
    assert runs[0].endswith("True True\n")
    assert runs[1].endswith("False False\n")


def test_a_damaged_cache_entry_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "directory", lambda: tmp_path)
    cache.put("g", "k", b"value")
    assert cache.get("g", "k") == b"value"
    (tmp_path / "g" / "k").write_bytes((tmp_path / "g" / "k").read_bytes()[:-1])
    assert cache.get("g", "k") is None


def test_the_cache_drops_what_was_not_used_for_longest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "directory", lambda: tmp_path)
    monkeypatch.setattr(cache, "LIMIT", 250)
    import os

    for n, name in enumerate("abc"):
        cache.put("g", name, bytes(100))
        os.utime(tmp_path / "g" / name, (n, n)) if (tmp_path / "g" / name).exists() else None
    assert cache.get("g", "a") is None
    assert cache.get("g", "c") == bytes(100)


def test_syntax_errors_need_no_server() -> None:
    with pytest.raises(SourceError) as failed:
        made("CREATE TABLE a (id int);\nCREATE TABEL b ();")
    assert failed.value.where == "m/1.sql:2:8"


def test_one_expression_in_two_spellings_is_no_difference_once_respelled() -> None:
    table = "CREATE TABLE t (s varchar(9), CONSTRAINT c CHECK ({}))"
    first = made(table.format("s IN ('a', 'b')"), version=160000)
    printed = first["table public.t constraint c"].expression  # type: ignore[attr-defined]
    second = made(table.format(printed), version=180000)
    assert diff(first, second)
    assert not diff(*respell(first, second))


def test_what_one_server_prints_and_enters_again_is_no_difference_once_respelled() -> None:
    forms = (
        "i BETWEEN 1 AND 2 AND b",
        "i NOT BETWEEN 1 AND 2 OR b",
        "i > -1::int",
        "(i, b) = (1, true) AND b",
        "i = ANY (ARRAY[1, 2]::bigint[])",
    )
    table = "CREATE TABLE t (i bigint, b bool, {})"
    first = made(table.format(", ".join(f"CONSTRAINT c{n} CHECK ({form})" for n, form in enumerate(forms))))
    found = [first[f"table public.t constraint c{n}"].expression for n in range(len(forms))]  # type: ignore[attr-defined]
    second = made(table.format(", ".join(f"CONSTRAINT c{n} CHECK ({text})" for n, text in enumerate(found))))
    assert len(diff(first, second)) == 4
    assert not diff(*respell(first, second))


def test_respelling_keeps_a_real_difference() -> None:
    table = "CREATE TABLE t (s varchar(9), CONSTRAINT c CHECK (s IN ({})))"
    changes = diff(*respell(made(table.format("'a', 'b'")), made(table.format("'a', 'x'"))))
    assert [str(change.address) for change in changes] == ["table public.t constraint c"]


def test_what_is_an_extensions_own_to_understand_is_left_out_and_noted() -> None:
    schema = made(
        "CREATE EXTENSION timescaledb; CREATE TABLE m (t timestamptz NOT NULL, v int);"
        "ALTER TABLE m SET (timescaledb.compress, fillfactor = 70); ALTER TABLE m SET (timescaledb.compress);"
        "CREATE MATERIALIZED VIEW c WITH (timescaledb.continuous) AS SELECT v FROM m WITH NO DATA;"
    )
    assert "matview public.c" in schema
    assert "70" in str(schema[Address("table public.m")])
    assert any("timescaledb" in note.message for note in schema.notes)


def test_a_wrapper_of_an_extensions_functions_is_made_and_one_of_the_users_is_not() -> None:
    functions = "HANDLER stripe_fdw_handler VALIDATOR stripe_fdw_validator"
    schema = made(
        f"CREATE EXTENSION wrappers; CREATE FOREIGN DATA WRAPPER w {functions}; CREATE SERVER s FOREIGN DATA WRAPPER w"
    )
    assert {"foreign_data_wrapper w", "server s"} <= set(map(str, schema))
    for wrapper in (
        "CREATE FOREIGN DATA WRAPPER w VALIDATOR v OPTIONS (a 'b')",
        "CREATE FOREIGN DATA WRAPPER w; ALTER FOREIGN DATA WRAPPER w VALIDATOR v OPTIONS (ADD a 'b')",
    ):
        with pytest.raises(ReplayFailed, match=r"no extension's"):
            made(f"CREATE FUNCTION v(text[], oid) RETURNS void LANGUAGE plpgsql AS 'BEGIN END'; {wrapper}")


def test_settings_of_the_database_do_not_stop_a_replay() -> None:
    schema = made(
        "ALTER DATABASE postgres SET app.key = 'x'; ALTER DATABASE shop SET log_statement = 'all';"
        "DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET app.key = 1', current_database()); END$$;"
        "CREATE TABLE a (i int);"
    )
    assert "table public.a" in schema
    assert any("database shop" in note.message for note in schema.notes)
