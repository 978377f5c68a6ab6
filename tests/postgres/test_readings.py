"""A database that was not changed is not read again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from trueup import cache
from trueup.diff import diff
from trueup.model import Schema
from trueup.postgres import introspect, libpq, readings
from trueup.postgres.fingerprint import token_script

MakeDatabase = Callable[..., str]
RunSql = Callable[[str, str], list[tuple[object, ...]]]

SMALL = "create table t (a int primary key, b text); create view v as select a from t"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What was sent to servers, through libpq."""
    found: list[bytes] = []
    usual = libpq.Connection.rows

    def noted(self: libpq.Connection, script: bytes) -> list[list[bytes]] | None:
        found.append(script)
        return usual(self, script)

    monkeypatch.setattr(libpq.Connection, "rows", noted)
    return found


def read(url: str) -> Schema:
    conn = libpq.connect(url)
    assert conn is not None
    with conn:
        return introspect.read(conn)


def test_a_second_reading_asks_for_the_token_only(database: MakeDatabase, asked: list[bytes]) -> None:
    url = database(SMALL)
    first, second = read(url), read(url)
    assert len(asked) == 2
    assert asked[1] == token_script(18)
    assert diff(first, second) == ()
    assert first.needs == second.needs


@pytest.mark.parametrize(
    "change",
    [
        "alter table t add c int",
        "comment on column t.b is 'x'",
        "drop view v",
        "grant select on t to public",
        "create index on t (b)",
        "alter role rows_reader rename to rows_reader_2; alter role rows_reader_2 rename to rows_reader; create table u ()",
    ],
)
def test_a_change_is_seen(database: MakeDatabase, sql: RunSql, change: str) -> None:
    url = database(f"do $$ begin create role rows_reader; exception when duplicate_object then end $$; {SMALL}")
    before = read(url)
    sql(url, change)
    assert diff(before, read(url)) != ()
    assert diff(read(url), read(url)) == ()


def test_another_owner_name_is_seen_although_no_row_of_the_database_changed(
    database: MakeDatabase, sql: RunSql
) -> None:
    url = database("create role was_owner; create table t (); alter table t owner to was_owner")
    try:
        read(url)
        sql(url, "alter role was_owner rename to is_owner")
        assert read(url)["table public.t"].owner == "is_owner"  # type: ignore[attr-defined]
    finally:
        sql(url, "drop table t; drop role if exists was_owner, is_owner")


def test_a_damaged_answer_is_read_again(database: MakeDatabase) -> None:
    url = database(SMALL)
    first = read(url)
    for path in (cache.directory() / readings.GROUP).iterdir():
        path.write_bytes(path.read_bytes()[:-7] + b"garbage")
    assert diff(first, read(url)) == ()


def test_an_answer_that_is_too_large_is_not_kept(database: MakeDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "LARGEST", 10)
    url = database(SMALL)
    assert diff(read(url), read(url)) == ()
    key = readings._key(url, introspect.question(18, needs=True))
    assert cache.get(readings.GROUP, key) is None
