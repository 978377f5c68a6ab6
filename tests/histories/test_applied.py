"""A folder of migrations against what its runner noted: with real checksums, and nothing claimed that is not told."""

from __future__ import annotations

import json
from hashlib import sha256, sha384
from pathlib import Path

import pytest

from trueup.histories import History, detect
from trueup.histories.applied import Progress, flyway_checksum, progress, summary, written
from trueup.postgres.applied import Applied, Noted

LOCK = {"migration_lock.toml": 'provider = "postgresql"\n'}


def history(root: Path, files: dict[str, str]) -> History:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    found = detect(root)
    assert found is not None
    return found


def noted(runner: str, *rows: dict[str, object], table: str = "public.t", problem: str | None = None) -> Noted:
    made = tuple(Applied(runner=runner, order=n, **row) for n, row in enumerate(rows))  # type: ignore[arg-type]
    return Noted(runner=runner, table=table, rows=made, problem=problem)


def against(found: History, *tables: Noted) -> Progress:
    return progress(found, written(found), tables)


def states(found: Progress) -> dict[str, str]:
    return {step.name: step.state for step in found.steps}


def prisma(root: Path, **files: str) -> History:
    return history(root, LOCK | {f"{name}/migration.sql": text for name, text in files.items()})


def ran(name: str, text: str = "", **more: object) -> dict[str, object]:
    return {
        "name": name,
        "checksum": sha256(text.encode()).hexdigest(),
        "started": "2025-01-01T00:00:00Z",
        "finished": "2025-01-01T00:00:01Z",
        **more,
    }


def test_the_same_content_under_a_name_no_file_has_any_more_ran(tmp_path: Path):
    found = prisma(tmp_path, _0_init="create table a ();", _2_b="create table b ();")
    was = ran("_3_init", "create table a ();")
    done = against(found, noted("prisma", was, ran("_2_b", "create table b ();")))
    assert (states(done), done.strangers) == ({"_0_init": "applied", "_2_b": "applied"}, ())
    assert done.steps[0].facts == ("public.t notes the content of _0_init as _3_init, applied on 2025-01-01",)
    other = against(found, noted("prisma", ran("_3_init", "create table other ();")))
    assert (states(other)["_0_init"], other.strangers) == ("not-applied", ("_3_init",))


def test_prisma_applied_pending_and_edited(tmp_path: Path):
    found = prisma(tmp_path, _1_a="create table a ();", _2_b="create table b ();", _3_c="create table c ();")
    done = against(found, noted("prisma", ran("_1_a", "create table a ();"), ran("_2_b", "create table old ();")))
    assert states(done) == {"_1_a": "applied", "_2_b": "edited", "_3_c": "not-applied"}
    edited = done.steps[1]
    assert edited.facts[0] == "public.t notes _2_b as applied on 2025-01-01"
    was, now = (sha256(text).hexdigest()[:8] for text in (b"create table old ();", b"create table b ();"))
    assert edited.facts[1] == f"its checksum there is {was}…, the file's is {now}…"
    assert summary(done) == "2 of 3 migrations applied; edited since: _2_b; not applied: _3_c"


def test_prisma_known_checksum(tmp_path: Path):
    """That of an empty file, and one whose bytes below 16 were once noted without the leading zero."""
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    old = "".join(f"{byte:x}" for byte in sha256(b"select 1").digest())
    found = prisma(tmp_path, _1="", _2="select 1")
    done = against(found, noted("prisma", ran("_1", checksum=empty), ran("_2", checksum=old)))
    assert states(done) == {"_1": "applied", "_2": "applied"}


def test_other_line_endings_are_no_edit(tmp_path: Path):
    found = prisma(tmp_path, _1="select 1;\r\nselect 2;\r\n", _2="select 1;\nselect 2;\n")
    done = against(found, noted("prisma", ran("_1", "select 1;\nselect 2;\n"), ran("_2", "select 1;\r\nselect 2;\r\n")))
    assert states(done) == {"_1": "applied", "_2": "applied"}


def test_prisma_failed_taken_back_and_marked(tmp_path: Path):
    found = prisma(tmp_path, _1="a", _2="b", _3="c", _4="d")
    back = ran("_1", "a", finished=None, sort="rolled back")
    rows = [back, ran("_1", "a"), ran("_2", "b", sort="resolved"), ran("_3", "c", finished=None, failed=True)]
    done = against(found, noted("prisma", *rows, {**back, "name": "_4"}))
    assert states(done) == {"_1": "applied", "_2": "resolved", "_3": "failed", "_4": "not-applied"}
    assert [step.name for step in done.pending] == ["_3", "_4"]
    assert "without it being run" in done.steps[1].facts[0]
    assert "taken back on 2025-01-01" in done.steps[3].facts[0]
    assert done.strangers == ()


def test_skipped_late_and_strangers(tmp_path: Path):
    found = prisma(tmp_path, _1="a", _2="b", _3="c")
    done = against(found, noted("prisma", ran("_3", "c"), ran("_1", "a"), ran("_9_branch", "x")))
    assert states(done) == {"_1": "applied", "_2": "skipped", "_3": "applied"}
    assert (done.steps[0].late, done.steps[2].late) == ("_3", None)
    assert done.strangers == ("_9_branch",)
    assert "_3, which comes after it, is applied" in done.steps[1].facts


def drizzle(root: Path, texts: dict[str, str], times: list[int]) -> History:
    numbered = enumerate(zip(texts, times, strict=True))
    entries = [{"idx": n, "when": w, "tag": t, "breakpoints": True} for n, (t, w) in numbered]
    journal = json.dumps({"version": "7", "dialect": "postgresql", "entries": entries})
    return history(root, {"meta/_journal.json": journal} | {f"{tag}.sql": text for tag, text in texts.items()})


def test_drizzle_by_content_and_time(tmp_path: Path):
    texts = {"0000_a": "create table a ();--> statement-breakpoint\n", "0001_b": "b", "0002_c": "c", "0003_d": "d"}
    found = drizzle(tmp_path, texts, [100, 200, 150, 300])
    table = noted(
        "drizzle",
        {"checksum": sha256(texts["0000_a"].encode()).hexdigest(), "version": "100"},
        {"checksum": sha256(b"before").hexdigest(), "version": "200"},
        table="drizzle.__drizzle_migrations",
    )
    done = against(found, table)
    assert states(done) == {"0000_a": "applied", "0001_b": "edited", "0002_c": "not-applied", "0003_d": "not-applied"}
    rows = [*table.rows, Applied(runner="drizzle", checksum=sha256(b"d").hexdigest(), version="300", order=2)]
    done = against(found, Noted(runner="drizzle", table=table.table, rows=tuple(rows)))
    assert states(done)["0002_c"] == "skipped"
    assert any("Drizzle will not run it" in fact for fact in done.steps[2].facts)


def test_drizzle_files_with_the_same_text_are_two(tmp_path: Path):
    found = drizzle(tmp_path, {"0000_a": "", "0001_b": ""}, [1, 2])
    empty = sha256(b"").hexdigest()
    assert states(against(found, noted("drizzle", {"checksum": empty}))) == {
        "0000_a": "applied",
        "0001_b": "not-applied",
    }
    both = noted("drizzle", {"checksum": empty, "version": "2"}, {"checksum": empty, "version": "1"})
    assert states(against(found, both)) == {"0000_a": "applied", "0001_b": "applied"}


def test_drizzle_folders_tell_times_by_name(tmp_path: Path):
    files = {"20240101000000_a/migration.sql": "new", "20240101000000_a/snapshot.json": "{}"}
    found = history(tmp_path, files)
    done = against(found, noted("drizzle", {"checksum": "0" * 64, "version": "1704067200000"}, table="drizzle.m"))
    assert states(done) == {"20240101000000_a": "edited"}


def test_sqlx(tmp_path: Path):
    (tmp_path / "Cargo.toml").write_text("")
    found = history(tmp_path / "migrations", {"0001_a.sql": "a", "0002_b.sql": "b", "0010_c.sql": "c"})
    rows = [
        {"version": "1", "checksum": sha384(b"a").hexdigest()},
        {"version": "2", "checksum": sha384(b"B").hexdigest()},
        {"version": "10", "checksum": sha384(b"c").hexdigest(), "failed": True},
    ]
    assert list(states(against(found, noted("sqlx", *rows))).values()) == ["applied", "edited", "failed"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", ""])
def test_flyway_checksum(end: str):
    """CRC-32 of the check string 123456789 is cbf43926: as Java's int negative."""
    assert flyway_checksum(b"\xef\xbb\xbf12345" + (end or "\n").encode() + b"6789" + end.encode()) == "-873187034"


def test_flyway(tmp_path: Path):
    files = {"V1__a.sql": "a", "V2_1__b.sql": "b\n", "V3__c.sql": "c", "R__v.sql": "view", "R__w.sql": "${x}"}
    found = history(tmp_path, files)
    rows = [
        {"version": "1", "name": "<< Flyway Baseline >>", "sort": "baseline"},
        {"version": "2.1", "name": "V2_1__b.sql", "checksum": flyway_checksum(b"b\r\n")},
        {"name": "R__v.sql", "checksum": flyway_checksum(b"other"), "sort": "repeatable"},
        {"name": "R__w.sql", "checksum": "1", "sort": "repeatable"},
    ]
    done = against(found, noted("flyway", *rows))
    assert states(done) == {
        "V1__a": "resolved",
        "V2_1__b": "applied",
        "V3__c": "not-applied",
        "R__v": "not-applied",
        "R__w": "applied",
    }


def test_golang_migrate_notes_the_last_only(tmp_path: Path):
    found = history(tmp_path, {f"00000{n}_x.{way}.sql": "x" for n in (1, 2, 3) for way in ("up", "down")})
    done = against(found, noted("golang-migrate", {"version": "2", "failed": True, "sort": "through"}))
    assert list(states(done).values()) == ["applied", "failed", "not-applied"]


def test_supabase_by_version_and_statements(tmp_path: Path):
    root = tmp_path / "supabase" / "migrations"
    found = history(
        root, {"20240101000000_a.sql": "create table a ();\n\ncreate table b ();\n", "20240102000000_b.sql": "x"}
    )
    squeezed = sha256(b"createtablea()createtableb()").hexdigest()
    table = "supabase_migrations.schema_migrations"
    rows = [{"version": "20240101000000", "name": "a", "checksum": squeezed}, {"version": "20240102000000"}]
    assert list(states(against(found, noted("supabase", *rows, table=table))).values()) == ["applied", "applied"]
    rows[0]["checksum"] = sha256(b"other").hexdigest()
    assert list(states(against(found, noted("supabase", *rows, table=table))).values()) == ["edited", "applied"]


def test_dbmate_goose_and_plain_numbered_files(tmp_path: Path):
    up = "-- migrate:up\ncreate table a ();\n-- migrate:down\n"
    found = history(tmp_path / "d", {"20240101_a.sql": up, "20240102_b.sql": up})
    host = noted("dbmate", {"version": "20171026211738"}, table="auth.schema_migrations")
    own = noted("dbmate", {"version": "20240101"}, table="app.schema_migrations")
    assert against(found, host, own).table == "app.schema_migrations"
    assert list(states(against(found, host, own)).values()) == ["applied", "not-applied"]
    goose = history(tmp_path / "g", {"00001_a.sql": "-- +goose Up\n", "00002_b.sql": "-- +goose Up\n"})
    rows = [{"version": "1"}, {"version": "2"}, {"version": "2", "sort": "undone"}]
    assert list(states(against(goose, noted("goose", *rows))).values()) == ["applied", "not-applied"]
    plain = history(tmp_path / "p", {"1_a.sql": "a", "2_b.sql": "b"})
    assert list(states(against(plain, noted("dbmate", {"version": "1"}))).values()) == ["applied", "not-applied"]


def test_nothing_is_claimed_of_what_is_not_noted(tmp_path: Path):
    found = prisma(tmp_path, _1="a")
    for tables in ((), (noted("drizzle", {"checksum": "x"}),), (noted("prisma", {"name": "z"}, table="other.t"),)):
        done = against(found, *tables)
        assert states(done) == {"_1": "untold"}
        assert not done.told
    hidden = against(found, noted("prisma", problem="this role may not read it"))
    assert (states(hidden), hidden.told) == ({"_1": "untold"}, False)
    assert summary(hidden) == "which migrations ran is not known: this role may not read it"


def test_an_empty_table_says_that_nothing_ran(tmp_path: Path):
    assert states(against(prisma(tmp_path, _1="a", _2="b"), noted("prisma"))) == {
        "_1": "not-applied",
        "_2": "not-applied",
    }
