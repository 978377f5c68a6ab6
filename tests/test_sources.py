"""What a user types means one source; what means none or several is one clear message."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from trueup import snapshot
from trueup.compare import compare_sources
from trueup.diff import diff
from trueup.errors import ConfigError, ReplayFailed, SourceError, TrueupError
from trueup.formats.sql import Replayed
from trueup.model import Schema
from trueup.postgres.shadow import open_shadow
from trueup.project.config import load
from trueup.project.sources import Source, resolve


def write(path: Path, text: str = "select 1;") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def replayed(found: Source) -> Replayed:
    assert isinstance(found, Replayed)
    return found


def failure(argument: str, cwd: Path) -> TrueupError:
    with pytest.raises(TrueupError) as caught:
        resolve(argument, cwd=cwd)
    return caught.value


class TestUrls:
    @pytest.mark.parametrize(
        "url",
        ["postgresql://h/d", "postgres://h", "postgresql+psycopg://h/d", "jdbc:postgresql://h/d", "host=h dbname=d"],
    )
    def test_a_database(self, url: str, tmp_path: Path) -> None:
        found = resolve(url, cwd=tmp_path)
        assert (found.kind, found.digest()) == ("live", None)

    def test_its_label_has_no_password(self, tmp_path: Path) -> None:
        found = resolve("postgresql://me:s3cret@h/d", cwd=tmp_path)
        assert "s3cret" not in found.label
        assert "s3cret" not in repr(found)

    def test_another_database(self, tmp_path: Path) -> None:
        error = failure("mysql://root:s3cret@h/d", tmp_path)
        assert error.message == "mysql:// is not the address of a PostgreSQL database"
        assert "s3cret" not in str(error)


class TestNames:
    CONFIG = '[sources]\nours = "db/migrations"\n[environments]\ndev = "env:DEV_URL"\nprod = "postgres://h/p"\n'

    @pytest.fixture
    def project(self, tmp_path: Path) -> Path:
        write(tmp_path / "trueup.toml", self.CONFIG)
        write(tmp_path / "db/migrations/1_a.sql")
        write(tmp_path / ".env", "DEV_URL=postgres://h/dev\nBAD=hello\n")
        return tmp_path

    def test_a_name_is_a_path_from_the_configuration_s_folder(self, project: Path) -> None:
        (project / "deep").mkdir()
        found = resolve("ours", load(project / "deep"), cwd=project / "deep")
        assert (found.kind, found.label) == ("sql", "ours")
        assert len(replayed(found).history.migrations) == 1

    def test_a_name_is_a_url(self, project: Path) -> None:
        assert (resolve("prod", cwd=project).kind, resolve("prod", cwd=project).label) == ("live", "prod")

    def test_a_name_is_a_variable(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("DEV_URL", raising=False)
        assert resolve("dev", cwd=project).url == "postgres://h/dev"  # type: ignore[attr-defined]
        monkeypatch.setenv("DEV_URL", "postgres://own/dev")
        assert resolve("dev", cwd=project).url == "postgres://own/dev"  # type: ignore[attr-defined]

    def test_a_variable_that_is_not_set(self, project: Path) -> None:
        assert failure("env:NOT_SET_ANYWHERE", project).message == "the variable NOT_SET_ANYWHERE is not set"

    def test_a_variable_that_is_no_url_is_not_shown(self, project: Path) -> None:
        assert "hello" not in str(failure("env:BAD", project))

    def test_a_name_misspelt(self, project: Path) -> None:
        assert failure("prd", project).help == "Did you mean prod?"

    def test_a_path_misspelt(self, project: Path) -> None:
        assert failure("db/migratoins", project).help == "Did you mean migrations?"

    def test_a_name_whose_path_is_gone(self, project: Path) -> None:
        write(project / "trueup.toml", '[sources]\nours = "gone"\n')
        error = failure("ours", project)
        assert "trueup.toml: ours = 'gone'" in (error.where or "")


class TestPaths:
    def test_a_project_with_one_history(self, tmp_path: Path) -> None:
        write(tmp_path / "prisma/migrations/1_a/migration.sql")
        write(tmp_path / "schema.sql")
        found = resolve(".", cwd=tmp_path)
        assert (found.kind, replayed(found).history.kind) == ("history", "prisma")

    def test_a_project_with_several_lists_them(self, tmp_path: Path) -> None:
        write(tmp_path / "a/migrations/1_a/migration.sql")
        write(tmp_path / "b/drizzle/meta/_journal.json", '{"entries": []}')
        message = failure(".", tmp_path).message
        assert "2 sources are here" in message
        assert "a/migrations  (Prisma migrations)" in message
        assert "b/drizzle  (Drizzle migrations)" in message

    def test_a_folder_of_sql(self, tmp_path: Path) -> None:
        write(tmp_path / "parts/2.sql")
        write(tmp_path / "parts/10.sql")
        found = resolve("parts", cwd=tmp_path)
        assert [m.name for m in replayed(found).history.migrations] == ["2", "10"]

    def test_programs(self, tmp_path: Path) -> None:
        write(tmp_path / "alembic/versions/a_b.py", "down_revision = None")
        for argument in (".", "alembic/versions"):
            assert "Alembic migrations" in failure(argument, tmp_path).message

    def test_another_database_s_migrations(self, tmp_path: Path) -> None:
        write(tmp_path / "prisma/migrations/migration_lock.toml", 'provider = "mysql"')
        write(tmp_path / "prisma/migrations/1_a/migration.sql")
        assert "are for mysql" in failure(".", tmp_path).message

    @pytest.mark.parametrize(
        ("name", "data", "message"),
        [
            ("a.dump", b"PGDMP\x01\x0e", "PostgreSQL's own format"),
            ("a.sql.gz", gzip.compress(b"select 1", mtime=0), "compressed"),
            ("notes.py", b"x = 1", "no schema is declared"),
        ],
    )
    def test_files_of_another_kind(self, tmp_path: Path, name: str, data: bytes, message: str) -> None:
        (tmp_path / name).write_bytes(data)
        error = failure(name, tmp_path)
        assert isinstance(error, SourceError)
        assert message in error.message

    @pytest.mark.parametrize("argument", ["", " ", "gone", "loop", "empty"])
    def test_nothing_to_read(self, tmp_path: Path, argument: str) -> None:
        (tmp_path / "loop").symlink_to(tmp_path / "loop")
        (tmp_path / "empty").mkdir()
        assert isinstance(failure(argument, tmp_path), ConfigError)


class TestDigest:
    def test_it_changes_with_the_sql_and_its_order_and_nothing_else(self, tmp_path: Path) -> None:
        write(tmp_path / "m/1.sql", "select 1")
        write(tmp_path / "m/2.sql", "select 2")
        first = resolve("m", cwd=tmp_path).digest()
        write(tmp_path / "m/notes.txt", "x")
        assert resolve("m", cwd=tmp_path).digest() == first
        write(tmp_path / "m/2.sql", "select 3")
        assert resolve("m", cwd=tmp_path).digest() != first

    def test_it_depends_on_the_configuration_of_the_shadow(self, tmp_path: Path) -> None:
        write(tmp_path / "m/1.sql", "select 1")
        first = resolve("m", cwd=tmp_path).digest()
        write(tmp_path / "trueup.toml", '[shadow]\nextensions = ["citext"]\n')
        second = resolve("m", cwd=tmp_path).digest()
        write(tmp_path / "trueup.toml", '[shadow]\nplatform = "supabase"\n')
        assert len({first, second, resolve("m", cwd=tmp_path).digest()}) == 3

    def test_it_imports_nothing_heavy(self, tmp_path: Path) -> None:
        write(tmp_path / "prisma/migrations/1_a/migration.sql")
        code = (
            "import sys; from trueup.project.sources import resolve; resolve('.').digest();"
            "print([m for m in ('msgspec', 'pglast', 'psycopg', 'rich', 'click') if m in sys.modules])"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "[]"


class TestRead:
    def test_a_history_equals_the_database_it_made(self, database: Callable[..., str], tmp_path: Path) -> None:
        steps = ["create table a (id int primary key);", "alter table a add b text not null default 'é';"]
        for n, text in enumerate(steps, 1):
            write(tmp_path / f"prisma/migrations/{n}_x/migration.sql", text)
        live = resolve(database("\n".join(steps)), cwd=tmp_path).read()
        ours = resolve("prisma/migrations", cwd=tmp_path).read(version_hint=live.version)
        assert diff(live, ours) == ()
        assert str(ours.origins["table public.a column b"]).endswith("2_x/migration.sql:1")  # type: ignore[index]

    def test_the_runner_s_own_table_is_left_out(self, database: Callable[..., str], tmp_path: Path) -> None:
        write(tmp_path / "prisma/migrations/1_x/migration.sql", "create table a (id int);")
        live = resolve(
            database("create table a (id int); create table _prisma_migrations (id text primary key);")
        ).read()
        assert diff(live, resolve(".", cwd=tmp_path).read()) == ()
        assert "table public._prisma_migrations" in live

    def test_what_a_host_puts_into_every_database_is_no_drift(
        self, sql: Callable[[str, str], object], tmp_path: Path
    ) -> None:
        text = "create table a (id uuid references auth.users); create policy p on a using (auth.uid() = id);"
        write(tmp_path / "supabase/migrations/20240101_a.sql", text)
        with open_shadow(180000) as shadow, shadow.database("supabase") as host:
            ours = resolve(".", cwd=tmp_path)
            sql(host.url, text)
            assert compare_sources(resolve(host.superuser_url), ours).comparison.changes == ()
            trigger = "before insert on auth.users execute function suppress_redundant_updates_trigger()"
            sql(host.superuser_url, f"create table public.b (id int); create trigger mine {trigger}")
            found = compare_sources(resolve(host.superuser_url), ours).comparison.changes
        wanted = ["table auth.users trigger mine", "table public.b", "table public.b column id"]
        assert [change.address for change in found] == wanted

    def test_a_statement_that_fails_has_its_file_and_line(self, tmp_path: Path) -> None:
        write(tmp_path / "m/1_a.sql", "create table a (id int);")
        write(tmp_path / "m/2_b.sql", "-- b\n\nalter table b add c int;")
        with pytest.raises(ReplayFailed) as caught:
            resolve("m", cwd=tmp_path).read()
        assert "m/2_b.sql:3" in (caught.value.where or "")
        assert (caught.value.sqlstate, caught.value.reached) == ("42P01", 1)

    def test_what_the_folder_leaves_out_is_said(self, tmp_path: Path) -> None:
        write(tmp_path / "m/1_a.sql")
        write(tmp_path / "m/2_b.sql")
        write(tmp_path / "m/seed.sql")
        notes = resolve("m", cwd=tmp_path).read().notes
        assert any("seed.sql" in note.message for note in notes)

    def test_the_server_s_version(self, database: Callable[..., str]) -> None:
        version = resolve(database()).server_version()
        assert version is not None
        assert version // 10000 == 18

    @pytest.mark.parametrize("compress", [False, True])
    def test_a_snapshot(self, tmp_path: Path, compress: bool) -> None:
        text = snapshot.write(Schema(version=180004)).encode()
        name = "s.json.gz" if compress else "s.json"
        (tmp_path / name).write_bytes(gzip.compress(text) if compress else text)
        found = resolve(name, cwd=tmp_path)
        assert (found.kind, found.read(), found.server_version()) == ("snapshot", Schema(), 180004)

    def test_a_snapshot_compressed_and_cut_off(self, tmp_path: Path) -> None:
        (tmp_path / "s.json.gz").write_bytes(gzip.compress(snapshot.write(Schema()).encode())[:-9])
        with pytest.raises(TrueupError, match="not readable as gzip"):
            resolve("s.json.gz", cwd=tmp_path).read()


def test_a_replay_that_fails_mentions_what_was_not_replayed(tmp_path: Path) -> None:
    write(tmp_path / "1_a.sql", "-- +goose Up\nCREATE TABLE a (i int);")
    write(tmp_path / "2_b.go", "package migrations")
    write(tmp_path / "3_c.sql", "-- +goose Up\nALTER TABLE b ADD j int;")
    with pytest.raises(TrueupError, match='"b" does not exist') as caught:
        replayed(resolve(str(tmp_path))).read()
    assert "This may be why: migrations in code, not replayed: 2_b.go." in (caught.value.help or "")


def journalled(folder: Path, **times: int) -> None:
    """A Drizzle journal with these migrations at these times."""
    entries = [{"idx": number, "when": when, "tag": tag} for number, (tag, when) in enumerate(times.items())]
    write(folder / "meta" / "_journal.json", json.dumps({"dialect": "postgresql", "entries": entries}))


@pytest.mark.parametrize(("broken", "told"), [("0000_a", False), ("0001_b", False), ("0002_c", True), ("0003_d", True)])
def test_only_what_comes_before_a_failure_may_be_why(tmp_path: Path, broken: str, told: bool) -> None:
    tags = {"0000_a": 10, "0001_b": 30, "0002_c": 20, "0003_d": 40}
    journalled(tmp_path, **tags)
    for tag in tags:
        write(tmp_path / f"{tag}.sql", "SELECT broken" if tag == broken else "SELECT 1")
    with pytest.raises(TrueupError, match='"broken" does not exist') as caught:
        replayed(resolve(str(tmp_path)))._replace(extensions=("citext",)).read()
    assert ("never ran 0002_c" in (caught.value.help or "")) is told
