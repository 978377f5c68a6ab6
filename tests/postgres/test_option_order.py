"""Options are lists: their order is no difference, and what changes them leaves them in the order they are to have."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from trueup.diff import diff
from trueup.plan import plan
from trueup.postgres.connect import connect
from trueup.postgres.fingerprint import fingerprint
from trueup.postgres.introspect import read

MakeDatabase = Callable[..., str]
RunSql = Callable[[str, str], list[tuple[object, ...]]]

REMOTE = "create foreign data wrapper w; create server s foreign data wrapper w;"

# How what has options is made, with the list between the braces, and where PostgreSQL keeps it.
KINDS = {
    "table": ("create table t (a int) with ({})", "select reloptions from pg_class where oid = 't'::regclass"),
    "toast": (
        "create table t (a text) with ({})",
        "select reloptions from pg_class where oid = (select reltoastrelid from pg_class where relname = 't')",
    ),
    "index": (
        "create table t (a int); create index i on t using brin (a) with ({})",
        "select reloptions from pg_class where oid = 'i'::regclass",
    ),
    "key": ("create table t (a int primary key with ({}))", "select reloptions from pg_class where relname = 't_pkey'"),
    "view": (
        "create view v with ({}) as select 1 as a",
        "select reloptions from pg_class where oid = 'v'::regclass",
    ),
    "matview": (
        "create materialized view v with ({}) as select 1 as a",
        "select reloptions from pg_class where oid = 'v'::regclass",
    ),
    "column": (
        "create table t (a int); alter table t alter a set ({})",
        "select attoptions from pg_attribute where attrelid = 't'::regclass and attname = 'a'",
    ),
    "wrapper": ("create foreign data wrapper w options ({})", "select fdwoptions from pg_foreign_data_wrapper"),
    "server": (
        "create foreign data wrapper w; create server s foreign data wrapper w options ({})",
        "select srvoptions from pg_foreign_server",
    ),
    "mapping": (
        REMOTE + "create user mapping for current_user server s options ({})",
        "select umoptions from pg_user_mapping",
    ),
    "foreign table": (
        REMOTE + "create foreign table t (a int) server s options ({})",
        "select ftoptions from pg_foreign_table",
    ),
    "foreign column": (
        REMOTE + "create foreign table t (a int options ({})) server s",
        "select attfdwoptions from pg_attribute where attrelid = 't'::regclass and attname = 'a'",
    ),
    "event trigger": (
        "create function f() returns event_trigger language plpgsql as 'begin end';"
        "create event trigger e on ddl_command_end when tag in ({}) execute function f()",
        "select evttags from pg_event_trigger",
    ),
}

STORAGE = (
    "fillfactor=70, autovacuum_enabled=false, parallel_workers=2",
    "parallel_workers=2, autovacuum_enabled=false, fillfactor=70",
    "fillfactor=80, parallel_workers=2",
    "user_catalog_table=true, fillfactor=70",
)
TOAST = tuple(
    text.replace("fillfactor", "toast.vacuum_truncate")
    .replace("=70", "=true")
    .replace("=80", "=false")
    .replace("autovacuum_enabled", "toast.autovacuum_enabled")
    .replace("parallel_workers=2", "parallel_workers=3, toast.autovacuum_vacuum_cost_limit=7")
    .replace("user_catalog_table", "toast.autovacuum_enabled")
    for text in STORAGE
)
FOREIGN = ("b '1', a '2', c '3'", "c '3', a '2', b '1'", "b '9', c '3'", "d '4', b '1'")
LISTS = {
    "table": STORAGE,
    "toast": TOAST,
    "index": (
        "pages_per_range=8, autosummarize=true",
        "autosummarize=true, pages_per_range=8",
        "pages_per_range=9, autosummarize=true",
        "autosummarize=true",
    ),
    "key": (
        "fillfactor=70, deduplicate_items=false",
        "deduplicate_items=false, fillfactor=70",
        "fillfactor=80, deduplicate_items=false",
        "fillfactor=80",
    ),
    "view": (
        "security_invoker=true, security_barrier=true",
        "security_barrier=true, security_invoker=true",
        "security_invoker=false, security_barrier=true",
        "security_barrier=true",
    ),
    "matview": (*STORAGE[:3], "autovacuum_enabled=true, fillfactor=70"),
    "column": (
        "n_distinct_inherited=1, n_distinct=-0.5",
        "n_distinct=-0.5, n_distinct_inherited=1",
        "n_distinct_inherited=2, n_distinct=-0.5",
        "n_distinct=-1",
    ),
    "event trigger": (
        "'DROP TABLE', 'CREATE TABLE'",
        "'CREATE TABLE', 'DROP TABLE'",
        "'DROP TABLE', 'ALTER TABLE', 'CREATE TABLE'",
        "'DROP TABLE'",
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_order_of_options(kind: str, database: MakeDatabase, sql: RunSql, every_server: str) -> None:
    """Two lists with the same items are no difference; any other becomes the target's list, and the first again."""
    making, asking = KINDS[kind]
    urls = [database(making.format(one), on=every_server) for one in LISTS.get(kind, FOREIGN)]
    schemas = []
    for url in urls:
        with connect(url) as conn:
            schemas.append((read(conn), fingerprint(conn), sql(url, asking)))
    (one, one_digest, stored), (other, other_digest, stored_otherwise), *_ = schemas
    assert (diff(one, other), one_digest) == ((), other_digest)
    assert stored != stored_otherwise
    now = one
    for number in (2, 0, 3, 1, 2, 1, 3, 0):
        wanted, _, kept = schemas[number]
        made = plan(now, wanted)
        sql(urls[0], made.sql)
        assert sql(urls[0], asking) == kept, made.sql
        now = wanted


def test_a_secret_stays_where_it_is(database: MakeDatabase, sql: RunSql) -> None:
    """Options are not put in order by dropping what nobody can read."""
    one = database(REMOTE + "create user mapping for public server s options (password 'x', \"user\" 'me')")
    other = database(REMOTE + "create user mapping for public server s options (\"user\" 'you', password 'y')")
    with connect(one) as conn, connect(other) as goal:
        made = plan(read(conn), read(goal))
    assert [step.sql for step in made.statements] == [
        "ALTER USER MAPPING FOR PUBLIC SERVER s OPTIONS (SET \"user\" 'you')"
    ]
    sql(one, made.sql)
    assert sql(one, "select umoptions from pg_user_mapping") == [(["password=x", "user=you"],)]
