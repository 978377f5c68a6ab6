"""A database that was not changed is not read again."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from trueup import cache
from trueup.diff import diff
from trueup.model import Schema
from trueup.postgres import introspect, libpq, readings
from trueup.postgres.catalog.macros import versions
from trueup.postgres.token import COMMIT, Look, _mark, _start, look

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


def test_a_second_reading_asks_for_the_token_at_most(database: MakeDatabase, asked: list[bytes]) -> None:
    """Tests beside this one make roles, which are everybody's: then it is read again, and looked at once more."""
    url = database(SMALL)
    first = read(url)
    assert asked[0] == _start(18)
    for _ in range(5):
        del asked[:]
        second = read(url)
        if set(asked) <= {_mark(), _start(18), COMMIT}:
            break
    assert set(asked) <= {_mark(), _start(18), COMMIT}
    assert diff(first, second) == ()
    assert first.needs == second.needs


def test_a_mark_stands_for_the_token_until_a_transaction_writes(
    database: MakeDatabase, sql: RunSql, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = database(SMALL)
    marks = iter([b"one", b"one", b"two", b"two"])
    usual = libpq.Connection.rows

    def marked(self: libpq.Connection, script: bytes) -> list[list[bytes]] | None:
        """What a server says on which nobody else works; the tests' own servers are never so still."""
        found = usual(self, script)
        if found and script in (_mark(), _start(18)):
            found[0] = [next(marks)]
        return found

    monkeypatch.setattr(libpq.Connection, "rows", marked)

    def seen() -> Look:
        conn = libpq.connect(url)
        assert conn is not None
        with conn:
            found = look(conn)
        assert found is not None
        return found

    first, second = seen(), seen()
    assert (first.token, first.asked, second.asked) == (second.token, True, False)
    sql(url, "alter table t add c int")
    third = seen()
    assert third.asked
    assert third.token != first.token


@pytest.mark.parametrize("what", ["create table u ()", "comment on table t is 'x'", "create role {r}; drop role {r}"])
def test_every_change_moves_the_mark(database: MakeDatabase, sql: RunSql, what: str) -> None:
    url = database(SMALL)
    conn = libpq.connect(url)
    assert conn is not None
    with conn:
        before = conn.rows(_mark())
        sql(url, what.replace("{r}", f"tt_mark_{os.getpid()}"))
        assert conn.rows(_mark()) != before


def test_a_kind_that_was_not_there_is_read_when_it_is(database: MakeDatabase, sql: RunSql) -> None:
    url = database(SMALL)
    assert not [one for one in read(url) if one.kind in ("aggregate", "range", "publication")]
    sql(url, "create aggregate total(int) (sfunc = int4pl, stype = int); create type r as range (subtype = int)")
    sql(url, "create publication p for table t")
    assert [one for one in read(url) if one.kind in ("aggregate", "publication")] == [
        "aggregate public.total(integer)",
        "publication p",
    ]


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


def test_a_row_made_again_is_another_version_whatever_its_numbers(database: MakeDatabase, sql: RunSql) -> None:
    """Object and transaction numbers grow side by side: what is the same of both must not be what is hashed."""
    rows = "create view {} as select {}::oid as id, ({} # 777)::text::xid as xmin"
    url = database(";".join(rows.format(name, oid, oid) for name, oid in (("was", 16500), ("made", 16777))))
    (was,), (made,) = (sql(url, versions(name, "id", "0")) for name in ("was", "made"))
    assert was[1:3] == made[1:3] == (1, 1)
    assert was[3] != made[3]


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


def test_an_answer_that_is_too_large_is_not_kept(
    database: MakeDatabase, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TRUEUP_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(readings, "LARGEST", 10)
    url = database(SMALL)
    assert diff(read(url), read(url)) == ()
    assert list((tmp_path / readings.GROUP).glob("*")) == []
