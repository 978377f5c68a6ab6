"""Each convention is recognised, in its runner's order, with only what goes up."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from trueup.errors import SourceError, TrueupError
from trueup.histories import History, detect
from trueup.postgres.sql.parse import statements


def make(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def found(path: Path) -> History:
    history = detect(path)
    assert history is not None
    return history


def names(history: History) -> list[str]:
    return [step.name for step in history.migrations]


def sql_of(history: History) -> list[str]:
    """The statements of the whole history, each with its line."""
    return [f"{s.line}: {s.sql}" for step in history.migrations for s in statements(step.sql, step.file)]


def said(history: History) -> str:
    return "\n".join(note.message for note in history.notes)


class TestPrisma:
    LOCK = 'provider = "postgresql"\n'

    def test_folders_sort_by_text_and_other_files_do_not_count(self, tmp_path: Path) -> None:
        make(
            tmp_path,
            {
                "migration_lock.toml": self.LOCK,
                "10_b/migration.sql": "create table b ();",
                "9_a/migration.sql": "create table a ();",
                "10_b/README.md": "notes",
                "notes.sql": "create table no ();",
            },
        )
        history = found(tmp_path)
        assert (history.kind, names(history), history.transactions) == ("prisma", ["10_b", "9_a"], "file")
        assert "9_a runs after 10_b" in said(history)
        assert "table *._prisma_migrations" in history.tracking_tables

    def test_without_a_lock_file(self, tmp_path: Path) -> None:
        assert found(make(tmp_path, {"1_a/migration.sql": "select 1"})).kind == "prisma"

    def test_data_migrations_in_code_and_empty_folders_are_noted(self, tmp_path: Path) -> None:
        make(tmp_path, {"1_a/migration.sql": "", "2_b/migration.ts": "", "3_c/x.txt": ""})
        history = found(tmp_path)
        assert names(history) == ["1_a"]
        assert "data migrations in code, not replayed: 2_b" in said(history)
        assert "without migration.sql, which Prisma refuses: 3_c" in said(history)

    def test_another_database_s_is_not_ours(self, tmp_path: Path) -> None:
        make(tmp_path, {"migration_lock.toml": 'provider = "mysql"', "1_a/migration.sql": "select 1"})
        history = detect(tmp_path)
        assert history is None or history.kind != "prisma"


class TestDrizzle:
    def journal(self, *tags: str, when: list[int] | None = None, dialect: str = "postgresql") -> str:
        times = when or list(range(1, len(tags) + 1))
        entries = [{"idx": n, "when": times[n], "tag": tag, "breakpoints": True} for n, tag in enumerate(tags)]
        return json.dumps({"version": "7", "dialect": dialect, "entries": entries}, indent=2)

    def test_the_journal_orders_and_breakpoints_end_statements(self, tmp_path: Path) -> None:
        text = "create table a ()\n--> statement-breakpoint\ncreate table b ();--> statement-breakpoint\nselect 1"
        make(
            tmp_path,
            {
                "meta/_journal.json": self.journal("0001_b", "0000_a"),
                "0000_a.sql": text,
                "0001_b.sql": "select 2",
                "0002_orphan.sql": "select 3",
            },
        )
        history = found(tmp_path)
        assert (history.kind, names(history), history.transactions) == ("drizzle", ["0001_b", "0000_a"], "all")
        assert sql_of(history) == ["1: select 2", "1: create table a ()", "3: create table b ()", "4: select 1"]
        assert "never runs: 0002_orphan.sql" in said(history)

    def test_times_that_do_not_increase_are_explained(self, tmp_path: Path) -> None:
        files = {f"{tag}.sql": "select 1" for tag in "abcd"}
        make(tmp_path, {"meta/_journal.json": self.journal(*"abcd", when=[5, 3, 9, 9]), **files})
        history = found(tmp_path)
        assert names(history) == list("abcd")
        assert "never ran b, d" in said(history)

    def test_an_entry_without_its_file(self, tmp_path: Path) -> None:
        make(tmp_path, {"meta/_journal.json": self.journal("a", "gone"), "a.sql": ""})
        with pytest.raises(SourceError, match=r"lists gone, but gone.sql is missing") as caught:
            detect(tmp_path)
        assert "_journal.json:14" in (caught.value.where or "")
        assert "'*gone.sql'" in (caught.value.help or "")

    def test_several_entries_without_their_files(self, tmp_path: Path) -> None:
        make(tmp_path, {"meta/_journal.json": self.journal("lost", "a", "gone"), "a.sql": ""})
        with pytest.raises(
            SourceError, match=r"2 files of the 3 that the journal lists are missing: lost.sql, gone.sql"
        ):
            detect(tmp_path)

    def test_a_journal_cut_off(self, tmp_path: Path) -> None:
        make(tmp_path, {"meta/_journal.json": self.journal("a")[:60], "a.sql": ""})
        with pytest.raises(SourceError, match="not JSON") as caught:
            detect(tmp_path)
        assert "_journal.json:4:" in (caught.value.where or "")

    @pytest.mark.parametrize("text", ["[]", '{"entries": [{"idx": 0}]}', '{"entries": 5}', "[" * 100_000])
    def test_a_journal_that_is_none(self, tmp_path: Path, text: str) -> None:
        make(tmp_path, {"meta/_journal.json": text})
        with pytest.raises(SourceError):
            detect(tmp_path)

    def test_another_database_s_is_not_ours(self, tmp_path: Path) -> None:
        make(tmp_path, {"meta/_journal.json": self.journal("a", dialect="mysql"), "a.sql": ""})
        history = detect(tmp_path)
        assert history is None or history.kind != "drizzle"

    def test_folders_of_drizzle_1(self, tmp_path: Path) -> None:
        make(
            tmp_path,
            {
                "20240102000000_b/migration.sql": "select 2",
                "20240101000000_a/migration.sql": "select 1\n--> statement-breakpoint\nselect 3",
                "20240101000000_a/snapshot.json": '{"dialect": "postgres"}',
                "20240103000000_c/snapshot.json": "{}",
            },
        )
        history = found(tmp_path)
        assert (history.kind, names(history)) == ("drizzle", ["20240101000000_a", "20240102000000_b"])
        assert sql_of(history) == ["1: select 1", "3: select 3", "1: select 2"]
        assert "without migration.sql: 20240103000000_c" in said(history)


class TestSupabase:
    def test_files_named_by_time(self, tmp_path: Path) -> None:
        make(
            tmp_path,
            {
                "supabase/migrations/20240102000000_b.sql": "select 2",
                "supabase/migrations/20240101000000_a.sql": "select 1",
                "supabase/migrations/notes.sql": "select 3",
                "supabase/seed.sql": "insert",
            },
        )
        history = found(tmp_path / "supabase/migrations")
        assert (history.kind, history.platform) == ("supabase", "supabase")
        assert names(history) == ["20240101000000_a", "20240102000000_b"]
        assert "notes.sql" in said(history)
        assert "seed.sql" in said(history)


class TestPairs:
    FILES = {
        "2_b.up.sql": "select 2",
        "2_b.down.sql": "drop",
        "10_c.up.sql": "select 10",
        "10_c.down.sql": "drop",
        "1_a.up.sql": "select 1",
        "1_a.down.sql": "drop",
    }

    def test_golang_migrate_sorts_by_number(self, tmp_path: Path) -> None:
        history = found(make(tmp_path, self.FILES))
        assert (history.kind, names(history)) == ("golang-migrate", ["1_a", "2_b", "10_c"])
        assert history.tracking_tables == ("table *.schema_migrations",)

    def test_sqlx_in_a_rust_project(self, tmp_path: Path) -> None:
        make(tmp_path, {"Cargo.toml": "", **{f"migrations/{k}": v for k, v in self.FILES.items()}})
        history = found(tmp_path / "migrations")
        assert (history.kind, names(history)) == ("sqlx", ["1_a", "2_b", "10_c"])

    def test_sqlx_without_pairs(self, tmp_path: Path) -> None:
        make(tmp_path, {"Cargo.toml": "", "migrations/1_a.sql": "select 1", "migrations/2_b.sql": "select 2"})
        assert found(tmp_path / "migrations").kind == "sqlx"

    def test_a_number_used_twice(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match=r"two migrations have the number 1: 01_x.up.sql, 1_a.up.sql"):
            detect(make(tmp_path, {"1_a.up.sql": "", "01_x.up.sql": ""}))

    def test_files_that_say_which_database_they_are_for(self, tmp_path: Path) -> None:
        files = ["1_a.mysql.up.sql", "1_a.postgres.up.sql", "2_b.up.sql", "2_b.sqlite3.up.sql", "3_c.mysql.up.sql"]
        both = ["4_d.autocommit.up.sql", "4_d.postgres.up.sql"]
        history = found(make(tmp_path, dict.fromkeys([*files, *both], "")))
        assert [Path(step.file).name for step in history.migrations] == [files[1], files[2], both[1]]


MARKED = {
    "dbmate": ("-- migrate:up transaction:false", "-- migrate:down", "table *.schema_migrations"),
    "goose": ("-- +goose Up", "-- +goose Down", "table *.goose_db_version"),
    "sql-migrate": ("-- +migrate Up", "-- +migrate Down", "table *.gorp_migrations"),
    "node-pg-migrate": ("-- Up Migration", "-- Down Migration", "table *.pgmigrations"),
}


class TestMarks:
    @pytest.mark.parametrize("kind", MARKED)
    def test_only_the_up_part_runs_and_keeps_its_lines(self, tmp_path: Path, kind: str) -> None:
        up, down, tracking = MARKED[kind]
        make(
            tmp_path,
            {
                "20240101_a.sql": f"-- about\n{up}\ncreate table a ();\n\n{down}\ndrop table a;\n",
                "20240102_b.sql": f"{down}\r\ndrop table b;\r\n{up}\r\ncreate table b ();\r\n",
            },
        )
        history = found(tmp_path)
        assert (history.kind, history.tracking_tables[0]) == (kind, tracking)
        assert sql_of(history) == ["3: create table a ()", "4: create table b ()"]

    def test_goose_statement_blocks_are_plain_sql(self, tmp_path: Path) -> None:
        body = "create function f() returns int language plpgsql as $$ begin return 1; end $$;"
        make(tmp_path, {"1_a.sql": f"-- +goose Up\n-- +goose StatementBegin\n{body}\n-- +goose StatementEnd\n"})
        make(tmp_path, {"2_b.go": "package x"})
        history = found(tmp_path)
        assert sql_of(history) == [f"3: {body[:-1]}"]
        assert "in code, not replayed: 2_b.go" in said(history)

    def test_goose_sorts_by_number_and_dbmate_by_text(self, tmp_path: Path) -> None:
        for kind, order in (("goose", ["9_a", "10_b"]), ("dbmate", ["10_b", "9_a"])):
            up = MARKED[kind][0]
            folder = make(tmp_path / kind, {"9_a.sql": f"{up}\n", "10_b.sql": f"{up}\n"})
            assert names(found(folder)) == order

    def test_a_file_without_a_mark(self, tmp_path: Path) -> None:
        make(tmp_path, {"1_a.sql": "-- migrate:up\n", "2_b.sql": "create table b ();"})
        with pytest.raises(SourceError, match="no mark for what goes up") as caught:
            detect(tmp_path)
        assert (caught.value.where or "").endswith("2_b.sql:1")


class TestFlyway:
    def test_versions_then_repeatables(self, tmp_path: Path) -> None:
        make(
            tmp_path,
            {
                "V1__a.sql": "",
                "V1_10__c.sql": "",
                "V1.2__b.sql": "",
                "V10__d.sql": "",
                "sub/V2__x.sql": "",
                "R__views.sql": "",
                "R__functions.sql": "",
                "U10__d.sql": "",
                "V11__e.java": "",
                "readme.sql": "",
            },
        )
        history = found(tmp_path)
        assert history.kind == "flyway"
        assert names(history) == ["V1__a", "V1.2__b", "V1_10__c", "V2__x", "V10__d", "R__functions", "R__views"]
        assert "V11__e.java" in said(history)

    def test_a_baseline_replaces_what_is_before_it(self, tmp_path: Path) -> None:
        history = found(make(tmp_path, dict.fromkeys(["V1__a.sql", "V2__b.sql", "B2__all.sql", "V3__c.sql"], "")))
        assert names(history) == ["B2__all", "V3__c"]

    def test_a_version_used_twice(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match=r"two migrations have the version 1: V1.0__b.sql, V1__a.sql"):
            detect(make(tmp_path, {"V1__a.sql": "", "V1.0__b.sql": ""}))

    def test_placeholders_are_noted(self, tmp_path: Path) -> None:
        history = found(make(tmp_path, {"V1__a.sql": "select 1;\ncreate table ${schema}.a ();"}))
        assert "${schema}" in said(history)
        assert (history.notes[0].where or "").endswith("V1__a.sql:2")


class TestFolders:
    FILES = {"2_b/up.sql": "select 2", "2_b/down.sql": "drop", "10_c/up.sql": "select 10", "1_a/up.sql": "select 1"}

    def test_hasura(self, tmp_path: Path) -> None:
        history = found(make(tmp_path, self.FILES))
        assert (history.kind, names(history)) == ("hasura", ["1_a", "2_b", "10_c"])

    def test_diesel(self, tmp_path: Path) -> None:
        make(tmp_path, {"diesel.toml": "", **{f"migrations/{k}": v for k, v in self.FILES.items()}})
        assert found(tmp_path / "migrations").tracking_tables == ("table *.__diesel_schema_migrations",)

    def test_a_date_with_dashes_is_one_version(self, tmp_path: Path) -> None:
        (tmp_path / "diesel.toml").touch()
        names_in_order = ["2019-10-02-101500_a", "20191002101501_b", "2019-10-02-101502-0000_c", "2020-01-01-000000_d"]
        make(tmp_path / "migrations", {f"{name}/up.sql": "" for name in names_in_order})
        assert names(found(tmp_path / "migrations")) == names_in_order


class TestPlain:
    def test_numbers_sort_as_numbers_and_nothing_goes_back(self, tmp_path: Path) -> None:
        files = ["2_b.sql", "10_c.sql", "1_a.up.sql", "1_a.down.sql", "2_b.rollback.sql", ".hidden.sql", "seed.sql"]
        history = found(make(tmp_path, dict.fromkeys(files, "")))
        assert (history.kind, names(history)) == ("plain", ["1_a.up", "2_b", "10_c"])
        assert "seed.sql" in said(history)

    def test_names_without_numbers_all_count(self, tmp_path: Path) -> None:
        assert names(found(make(tmp_path, {"tables.sql": "", "enums.sql": ""}))) == ["enums", "tables"]

    def test_a_single_file(self, tmp_path: Path) -> None:
        make(tmp_path, {"dump.sql": "select 1;"})
        history = found(tmp_path / "dump.sql")
        assert (history.kind, sql_of(history)) == ("sql", ["1: select 1"])

    def test_a_folder_without_sql_is_none(self, tmp_path: Path) -> None:
        assert detect(make(tmp_path, {"a.txt": "", "b/c.md": ""})) is None


class TestPlatform:
    @pytest.mark.parametrize(
        "sql",
        [
            "create policy p on t using (auth.uid() = id)",
            "create policy p on storage.objects for select using (true)",
            "create policy p on t to authenticated using (true)",
            "create table t (id uuid references auth.users)",
            'grant select on t to anon, "service_role"',
        ],
    )
    def test_supabase_is_recognised_by_what_the_sql_relies_on(self, tmp_path: Path, sql: str) -> None:
        assert found(make(tmp_path, {"1_a.sql": sql})).platform == "supabase"

    @pytest.mark.parametrize(
        "sql",
        ["create schema auth; create table auth.users ();", "create table author (x int)", "select 'authenticated'"],
    )
    def test_others_are_not(self, tmp_path: Path, sql: str) -> None:
        assert found(make(tmp_path, {"1_a.sql": sql})).platform is None


class TestBroken:
    def test_bytes_that_are_no_text(self, tmp_path: Path) -> None:
        (tmp_path / "1_a.sql").write_bytes(b"select 1;\nselect '\xff'")
        with pytest.raises(SourceError, match="0xff at offset 18 is not UTF-8") as caught:
            detect(tmp_path)
        assert (caught.value.where or "").endswith("1_a.sql:2")

    def test_a_byte_order_mark_is_dropped(self, tmp_path: Path) -> None:
        (tmp_path / "1_a.sql").write_bytes(b"\xef\xbb\xbfselect 1")
        assert found(tmp_path).migrations[0].sql == "select 1"

    @pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
    def test_no_permission(self, tmp_path: Path) -> None:
        make(tmp_path, {"a/1_a.sql": ""})
        (tmp_path / "a").chmod(0)
        try:
            with pytest.raises(SourceError, match="cannot be read: Permission denied"):
                detect(tmp_path / "a")
        finally:
            (tmp_path / "a").chmod(0o700)

    def test_a_file_that_vanished(self, tmp_path: Path) -> None:
        (tmp_path / "1_a.sql").symlink_to(tmp_path / "gone.sql")
        with pytest.raises(SourceError, match="cannot be read: No such file"):
            detect(tmp_path)

    def test_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(TrueupError, match="No such file"):
            detect(tmp_path / "gone")

    def test_a_link_to_itself(self, tmp_path: Path) -> None:
        (tmp_path / "loop").symlink_to(tmp_path / "loop")
        make(tmp_path, {"1_a.sql": "select 1"})
        assert names(found(tmp_path)) == ["1_a"]

    def test_a_file_of_five_megabytes(self, tmp_path: Path) -> None:
        make(tmp_path, {"1_a.sql": "select 1;\n" * 500_000})
        assert len(found(tmp_path).migrations[0].sql) == 5_000_000
