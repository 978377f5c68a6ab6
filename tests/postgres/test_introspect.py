"""Reading a database: one round trip, everything there, nothing secret, one clear error when it cannot be."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from trueup.diff import diff
from trueup.errors import ConnectionFailed, SourceError
from trueup.model import EVERYTHING, Schema, Scope
from trueup.postgres.catalog.macros import attribute_options
from trueup.postgres.catalog.queries import QUERIES
from trueup.postgres.connect import connect
from trueup.postgres.introspect import Rereading, read, read_two, says
from trueup.postgres.objects import KINDS

MakeDatabase = Callable[..., str]
RunSql = Callable[[str, str], list[tuple[object, ...]]]

SHOP = """
create schema shop;
create type shop.mood as enum ('sad', 'ok');
create domain shop.price as numeric(10, 2) check (value >= 0);
create type shop.spot as (x integer, y integer);
create sequence shop.numbers;
create function shop.double(n integer) returns integer language sql immutable as 'select n * 2';
create function shop.touch() returns trigger language plpgsql as 'begin return new; end';
create table shop.users (
    id bigint generated always as identity primary key,
    mood shop.mood not null default 'ok',
    moods shop.mood[],
    spot shop.spot,
    number bigint default nextval('shop.numbers'),
    name text constraint users_name_key unique,
    twice integer generated always as (shop.double(4)) stored,
    constraint users_positive check (shop.double(id::integer) > 0)
);
create table shop.orders (user_id bigint constraint orders_user references shop.users, price shop.price);
create index users_lower on shop.users (lower(name));
create view shop.happy as select id, name from shop.users where mood = 'ok';
create view shop.named as select name from shop.happy;
create view shop.grouped as select id, name, count(*) from shop.users group by id;
create function shop.of_user(shop.users) returns text language sql as 'select $1.name';
create trigger users_touch before update of name on shop.users for each row execute function shop.touch();
create policy users_own on shop.users using (id in (select user_id from shop.orders));
"""


@pytest.fixture
def shop(database: MakeDatabase) -> Iterator[psycopg.Connection[Any]]:
    with connect(database(SHOP)) as conn:
        yield conn


NEEDS = {
    "table shop.users column mood": {"enum shop.mood"},
    "table shop.users column moods": {"enum shop.mood"},
    "table shop.users column spot": {"type shop.spot"},
    "table shop.users column number": {"sequence shop.numbers"},
    "table shop.users column twice": {"function shop.double(integer)"},
    "table shop.users constraint users_positive": {"function shop.double(integer)", "table shop.users column id"},
    "table shop.orders column price": {"domain shop.price"},
    "table shop.orders constraint orders_user": {"table shop.users constraint users_pkey"},
    "table shop.users index users_lower": {"table shop.users column name"},
    "view shop.happy": {f"table shop.users column {name}" for name in ("id", "name", "mood")} | {"enum shop.mood"},
    "view shop.named": {"view shop.happy"},
    "view shop.grouped": {
        "table shop.users column id",
        "table shop.users column name",
        "table shop.users constraint users_pkey",
    },
    "function shop.of_user(shop.users)": {"table shop.users"},
    "table shop.users trigger users_touch": {"function shop.touch()", "table shop.users column name"},
    "table shop.users policy users_own": {"table shop.users column id", "table shop.orders column user_id"},
}


@pytest.mark.parametrize("where", NEEDS)
def test_what_an_object_mentions_is_known(where: str, shop: psycopg.Connection[Any]) -> None:
    assert read(shop).needs[where] == NEEDS[where]  # type: ignore[index]


def test_a_member_of_an_extension_stands_for_the_extension(database: MakeDatabase) -> None:
    with connect(database("create extension vector; create table t (v vector(3))")) as conn:
        schema = read(conn)
    assert schema.needs["table public.t column v"] == {"extension vector"}  # type: ignore[index]
    assert not [where for where in schema if where.kind in {"function", "operator", "cast", "access_method"}]


def test_needs_are_not_fetched_when_not_wanted(shop: psycopg.Connection[Any]) -> None:
    assert read(shop, needs=False).needs == {}


def test_every_kind_has_one_query() -> None:
    assert sorted(q.kind.__name__ for q in QUERIES) == sorted(kind.__name__ for kind in KINDS)


def test_a_scope_of_kinds_reads_only_those(shop: psycopg.Connection[Any]) -> None:
    schema = read(shop, scope=Scope(kinds=frozenset({"enum"})))
    assert [*schema] == ["enum shop.mood"]
    assert not diff(schema, Schema(schema.objects.values(), says=EVERYTHING))


@pytest.mark.parametrize("tables", [1, 60])
def test_one_round_trip_whatever_the_size(tables: int, database: MakeDatabase) -> None:
    url = database(";".join(f"create table t{n} (id int primary key, x text)" for n in range(tables)))
    with connect(url) as conn, tempfile.TemporaryFile() as trace:
        conn.pgconn.trace(trace.fileno())
        schema = read(conn)
        conn.pgconn.untrace()
        trace.seek(0)
        sent = [line for line in trace.read().splitlines() if b"\tF\t" in line]
    assert len(sent) == 1
    assert len([where for where in schema if where.kind == "table"]) == tables


def test_the_text_of_a_definition_does_not_depend_on_settings(database: MakeDatabase, sql: RunSql) -> None:
    url = database(SHOP)
    name = sql(url, "select current_database()")[0][0]
    with connect(url) as conn:
        before = read(conn)
    for setting in ("search_path = shop, public, pg_catalog", "datestyle = german", "intervalstyle = iso_8601"):
        sql(url, f'alter database "{name}" set {setting}')
    sql(url, 'create table shop.pg_class (oid oid, relname name, relkind "char")')
    with connect(url) as conn:
        after = read(conn)
    changed = [change.address for change in diff(before, after)]
    assert changed
    assert all(where.within("table shop.pg_class") for where in changed)


def test_two_databases_at_once(database: MakeDatabase) -> None:
    with connect(database(SHOP)) as one, connect(database(SHOP + "create table more ()")) as other:
        first, second = read_two(one, other)
    assert [change.address for change in diff(first, second)] == ["table public.more"]


def test_a_role_that_may_only_log_in_reads_the_same(database: MakeDatabase, sql: RunSql) -> None:
    url = database(
        SHOP
        + """create foreign data wrapper far; create server there foreign data wrapper far options (password 'hush');
             create user mapping for current_user server there options (user 'me', password 'hush', api_key 'hush');"""
    )
    role = f"tt_login_{os.getpid()}"
    sql(url, f"drop role if exists {role}; create role {role} login")
    try:
        with connect(url) as conn, connect(url.replace("postgres@", f"{role}@")) as restricted:
            assert restricted.info.user == role
            whole, seen = read(conn), read(restricted)
        assert not diff(whole, seen)
        assert any(note.code == "unread" and "options" in note.message for note in seen.notes)
        assert not any(note.code == "unread" for note in whole.notes)
    finally:
        sql(url, f"drop owned by {role}; drop role {role}")


def test_secrets_are_never_read(database: MakeDatabase) -> None:
    url = database(
        """create foreign data wrapper far options (secret 'hush');
           create server there foreign data wrapper far options (host 'h', sslpassword 'hush');
           create user mapping for current_user server there options ("user" 'me', password 'hush');
           create foreign table ft (a int options (access_key 'hush')) server there options (token 'hush', t 'x');"""
    )
    with connect(url) as conn:
        conn.execute("set default_transaction_read_only = off")
        conn.execute(
            "create subscription tt_secret connection 'host=nowhere password=hush' publication p"
            " with (connect = false, slot_name = none)"
        )
        try:
            schema = read(conn)
        finally:
            conn.execute("drop subscription tt_secret")
    assert schema.blocks is not None
    assert not [kind for kind, block in schema.blocks.items() if b"hush" in block]
    assert schema["server there"].options == ("host=h", "sslpassword=***")  # type: ignore[attr-defined]
    assert schema["server there mapping postgres"].options == ("user=me", "password=***")  # type: ignore[attr-defined]


ACL = [
    ("grant select on t to {r}", ("{r}=r/@",)),
    ("grant select on t to {r} with grant option", ("{r}=r*/@",)),
    ("grant select on t to public", ("=r/@",)),
    ("grant all on t to {r}", ("{r}=arwdDxtm/@",)),
    ("revoke all on t from current_user", ("@=/@",)),
    ("grant select on t to {r}; revoke select on t from {r}", ()),
    ("grant select on t to {r}; alter table t owner to {o}", ("{r}=r/@",)),
    ("alter table t owner to {o}", ()),
]


@pytest.mark.parametrize(("change", "acl"), ACL)
def test_privileges_are_differences_from_the_built_in_ones(
    change: str, acl: tuple[str, ...], every_server: str, database: MakeDatabase, sql: RunSql
) -> None:
    url = database("create table t ()", on=every_server)
    roles = {"r": f"tt_r{os.getpid()}", "o": f'"tt =/o{os.getpid()}"'}
    sql(url, "".join(f"create role {role};" for role in roles.values()))
    try:
        sql(url, change.format(**roles))
        with connect(url) as conn:
            assert read(conn)["table public.t"].acl == tuple(a.format(**roles) for a in acl)  # type: ignore[attr-defined]
    finally:
        sql(url, "".join(f"drop owned by {role}; drop role {role};" for role in roles.values()))


PUBLIC = [
    ("", None, (), None),
    ("alter schema public owner to postgres", "postgres", (), None),
    ("grant create on schema public to public", None, ("=UC/@",), None),
    ("revoke all on schema public from public", None, ("=/@",), None),
    ("drop schema public; create schema public", "postgres", ("=/@",), None),
    ("comment on schema public is 'mine'", None, (), "mine"),
]


@pytest.mark.parametrize(("change", "said"), [(change, said) for change, *said in PUBLIC])
def test_the_schema_public_of_a_fresh_database_is_nothing_special(
    change: str, said: list[object], every_server: str, database: MakeDatabase
) -> None:
    with connect(database(change, on=every_server)) as conn:
        if conn.info.server_version < 150000 and said[:2] != [None, ()] and "revoke" not in change:
            pytest.skip("before 15 that is how a fresh database has it")
        found: Any = read(conn)["schema public"]
    assert [found.owner, found.acl, found.comment] == said


def test_a_not_null_constraint_keeps_only_a_chosen_name(database: MakeDatabase) -> None:
    long, wide = "t" + "a" * 40, "c" + "b" * 40
    url = database(
        f"""create table {long} ({wide} int not null, short int not null, x int constraint chosen not null);
            create table t ({wide}2 int not null);"""
    )
    with connect(url) as conn:
        schema = read(conn)
    names = {where: schema[where].not_null_name for where in schema if where.kind == "column"}  # type: ignore[attr-defined]
    assert {where: name for where, name in names.items() if name} == {f"table public.{long} column x": "chosen"}


def test_what_a_version_cannot_say_is_known() -> None:
    assert ("column", "not_null_name") in says(17).unsaid
    assert not says(18).unsaid
    assert says(18).unsaid < says(16).unsaid < says(15).unsaid < says(14).unsaid
    fields = {(kind.KIND, field) for kind in KINDS for field in kind.__struct_fields__}
    assert says(14).unsaid <= fields


def test_the_servers_own_option_of_a_column_is_no_option(server: str) -> None:
    with connect(server) as conn:
        for given, kept in (
            ("(ARRAY['pg_attver=7'])", []),
            ("(ARRAY['pg_attver=7', 'n_distinct=5'])", ["n_distinct=5"]),
            ("(NULL::text[])", []),
        ):
            assert conn.execute(f"SELECT {attribute_options(given)}").fetchone() == (kept,)  # type: ignore[call-overload]


NOTES = [
    ("create type shell", "unmodelled", "type public.shell"),
    ("create table t (a int not null); comment on constraint t_a_not_null on t is 'x'", "unmodelled", "t_a_not_null"),
    ("create extension vector; revoke all on function vector_dims(vector) from public", "unmodelled", "vector_dims"),
    ("create extension vector; create function f() returns int language sql as 'select 1';"
     " alter function f() depends on extension vector", "unmodelled", "f()"),
]  # fmt: skip


@pytest.mark.parametrize(("script", "code", "where"), NOTES)
def test_what_is_not_modelled_is_named(script: str, code: str, where: str, database: MakeDatabase) -> None:
    with connect(database(script)) as conn:
        notes = read(conn).notes
    assert [note for note in notes if note.code == code and where in (note.where or "")], notes


def test_a_plain_database_has_no_notes(database: MakeDatabase) -> None:
    with connect(database(SHOP + "create extension vector")) as conn:
        assert read(conn).notes == ()


def test_a_lock_held_by_others_is_told(database: MakeDatabase) -> None:
    url = database(SHOP)
    with psycopg.connect(url) as other, connect(url) as conn:
        other.execute("lock table shop.users in access exclusive mode")
        with pytest.raises(SourceError, match="lock held by another session"):
            read(conn)
        other.rollback()
        assert "table shop.users" in read(conn)


def test_a_broken_connection_is_told(database: MakeDatabase, sql: RunSql) -> None:
    url = database(SHOP)
    with connect(url) as conn:
        sql(url, f"select pg_terminate_backend({conn.info.backend_pid}, 5000)")
        with pytest.raises(ConnectionFailed, match="broke"):
            read(conn)


def test_ddl_meanwhile_gives_a_state_that_was_there_or_one_clear_error(database: MakeDatabase) -> None:
    url = database("".join(f"create table t{n} (a int check (a > {n}));" for n in range(40)))
    done = threading.Event()

    def churn() -> None:
        with psycopg.connect(url, autocommit=True) as conn:
            while not done.is_set():
                conn.execute("create view v as select * from t1; create index i on t2 ((a + 1))")
                conn.execute("drop view v; drop index i")

    worker = threading.Thread(target=churn)
    worker.start()
    try:
        with connect(url) as conn:
            for _ in range(30):
                try:
                    schema = read(conn)
                except SourceError as problem:
                    assert "being changed" in str(problem)  # noqa: PT017
                else:
                    assert ("view public.v" in schema) == ("table public.t2 index i" in schema)
    finally:
        done.set()
        worker.join()


def test_old_servers_are_refused_by_name() -> None:
    class Old:
        class info:
            server_version = 130009

    with pytest.raises(SourceError, match="PostgreSQL 13 is too old"):
        read(Old())  # type: ignore[arg-type]


def test_rereading_sees_what_a_reading_sees(every_server, database):
    url = database(on=every_server)
    with connect(url, read_only=False) as conn:
        again = Rereading(conn)
        for sql in (
            "create table t (id int primary key, v text)",
            "create policy p on t using (id > 0); create view w as select v from t; create sequence s",
            "discard all",
            "drop view w; drop policy p on t; create type range_of as range (subtype = int); drop sequence s",
        ):
            for one in sql.split("; "):
                conn.execute(one)
            found, expected = again.read(), read(conn)
            assert (found.objects, found.needs, found.notes) == (expected.objects, expected.needs, expected.notes)
            assert (found.says, found.version) == (expected.says, expected.version)
