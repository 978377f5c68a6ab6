"""Fingerprints and tokens: the same for the same schema, another for every change."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from mutations import MUTATIONS
from test_mutations import KITCHEN, copied, kitchen  # noqa: F401 - a fixture
from trueup.model import Address
from trueup.plan import plan
from trueup.postgres.connect import connect
from trueup.postgres.fingerprint import Fingerprint, _script, fingerprint, token
from trueup.postgres.introspect import read
from trueup.postgres.objects import KINDS
from trueup.postgres.token import token_script

MakeDatabase = Callable[..., str]
RunSql = Callable[[str, str], list[tuple[object, ...]]]

SMALL = """
create table users (id bigint primary key, name text not null default 'x');
create index users_name on users (lower(name)) where id > 5;
create view names as select name from users;
"""


def of(url: str) -> Fingerprint:
    with connect(url) as conn:
        return fingerprint(conn)


def token_of(url: str) -> str:
    with connect(url) as conn:
        return token(conn)


def test_equal_schemas_have_equal_fingerprints(database: MakeDatabase) -> None:
    one, other = database(SMALL), database("create table gone (); drop table gone;" + SMALL)
    assert of(one) == of(other)


def test_it_has_a_digest_for_every_kind(database: MakeDatabase) -> None:
    assert of(database(SMALL)).kinds.keys() == {kind.KIND for kind in KINDS}


def test_only_the_digests_of_changed_kinds_change(database: MakeDatabase) -> None:
    one, other = of(database(SMALL)), of(database(SMALL + "create type mood as enum ('a')"))
    assert {kind for kind in one.kinds if one.kinds[kind] != other.kinds[kind]} == {"enum"}
    assert one.digest != other.digest


def test_the_order_of_columns_in_extended_statistics_does_not_count(database: MakeDatabase) -> None:
    made = 'create statistics s on a, "B, b", lower(c) from t; create publication p for table t (a, "B, b")'
    one = database('create table t (a int, "B, b" int, c text);' + made)
    other = database('create table t (c text, "B, b" int, a int);' + made)
    assert of(one) == of(other)
    with connect(one) as first, connect(other) as second:
        assert plan(read(first), read(second)).statements == ()
        assert read(second)[Address("statistics public.s")].definition == (
            'CREATE STATISTICS public.s ON "B, b", a, lower(c) FROM public.t'
        )


def test_holes_in_column_numbers_do_not_count(database: MakeDatabase) -> None:
    one = database("create table t (a int, b int)")
    other = database("create table t (x int, a int, y int, b int); alter table t drop x, drop y")
    assert of(one) == of(other)


def test_the_owner_counts(database: MakeDatabase, sql: RunSql) -> None:
    url = database(SMALL)
    before, role = of(url), f"tt_own_{os.getpid()}"
    sql(url, f"create role {role}; alter table users owner to {role}")
    try:
        assert of(url).digest != before.digest
    finally:
        sql(url, f"reassign owned by {role} to current_user; drop role {role}")


@pytest.mark.parametrize("major", ["18", "16"])
def test_dump_and_restore_keep_it(
    major: str, database: MakeDatabase, pg_tool: Callable[[str, str], str], request: pytest.FixtureRequest
) -> None:
    server = request.getfixturevalue("server" if major == "18" else "server16")
    if major == "18":
        source = database(template=request.getfixturevalue("kitchen"))
    else:
        source = database(
            SMALL
            + "create table p (a int) partition by list (a); create table p1 partition of p for values in (1);"
            "create table q (b int, a int) inherits (p_base)".replace("inherits (p_base)", "")
            + "; alter table p add primary key (a); alter table q drop b",
            on=server,
        )
    target = database(on=server)
    dump = subprocess.run([pg_tool(major, "pg_dump"), "-s", source], capture_output=True, check=True).stdout
    subprocess.run([pg_tool(major, "psql"), "-qX", "-v", "ON_ERROR_STOP=1", target], input=dump, check=True)
    before, after = of(source), of(target)
    assert {kind for kind in before.kinds if before.kinds[kind] != after.kinds[kind]} == set()
    assert before == after


@pytest.fixture(scope="module")
def mutated(kitchen: str, module_database: MakeDatabase) -> Iterator[psycopg.Connection[Any]]:  # noqa: F811
    with copied(kitchen, module_database) as conn:
        yield conn


def _inside(script: bytes) -> bytes:
    """A script for a transaction that is open already."""
    return script.partition(b";\n")[2].rpartition(b";\n")[0]


def _answers(conn: psycopg.Connection[Any], script: bytes) -> list[Any]:
    cursor = conn.execute(_inside(script))
    found = []
    more: bool | None = True
    while more:
        if cursor.description:
            found.append(cursor.fetchone())
        more = cursor.nextset()
    return found


def test_every_mutation_changes_fingerprint_and_token(mutated: psycopg.Connection[Any]) -> None:
    """Each in a transaction that is rolled back; the few that PostgreSQL refuses there are left to other tests."""
    conn = mutated
    whole, tokens = _script(18), token_script(18)
    conn.execute("begin")
    before, marks = _answers(conn, whole), _answers(conn, tokens)
    conn.execute("rollback")
    unseen, refused = [], 0
    for mutation in MUTATIONS:
        conn.execute("begin")
        try:
            conn.execute(mutation.sql)  # type: ignore[call-overload]
            conn.execute("set constraints all immediate")
            after, now = _answers(conn, whole), _answers(conn, tokens)
        except psycopg.Error:
            refused += 1
        else:
            if after == before:
                unseen.append(f"fingerprint: {mutation.sql}")
            if now == marks:
                unseen.append(f"token: {mutation.sql}")
        finally:
            conn.execute("rollback")
    assert unseen == []
    assert refused < len(MUTATIONS) // 10


IDLE = [
    "insert into users (id) values ({n})",
    "analyze",
    "vacuum (freeze)",
    "begin; create table t (); rollback",
]


@pytest.mark.parametrize("what", IDLE)
def test_what_is_no_ddl_changes_neither(what: str, database: MakeDatabase) -> None:
    """Tests beside this one make roles, which are everybody's and part of the token: then it is looked at once more."""
    url = database(SMALL)
    for attempt in range(10):
        before, mark = of(url), token_of(url)
        with psycopg.connect(url, autocommit=True) as conn:
            for statement in what.format(n=attempt).split("; "):
                conn.execute(statement)  # type: ignore[call-overload]
        after = (of(url), token_of(url))
        if after == (before, mark):
            break
    assert after == (before, mark)


def test_tokens_of_two_databases_differ(database: MakeDatabase) -> None:
    one = database(SMALL)
    assert token_of(one) != token_of(database(template=one))


def test_a_renamed_role_changes_the_token(database: MakeDatabase, sql: RunSql) -> None:
    url, role = database(SMALL), f"tt_named_{os.getpid()}"
    sql(url, f"create role {role}; alter table users owner to {role}")
    before = token_of(url)
    sql(url, f"alter role {role} rename to {role}x")
    try:
        assert token_of(url) != before
    finally:
        sql(url, f"reassign owned by {role}x to current_user; drop role {role}x")


def test_a_role_that_may_only_log_in_gets_a_token_and_the_same_fingerprint(database: MakeDatabase, sql: RunSql) -> None:
    url, role = database(SMALL), f"tt_token_{os.getpid()}"
    sql(url, f"create role {role} login")
    try:
        restricted = url.replace("postgres@", f"{role}@")
        assert of(restricted) == of(url)
        assert any(token_of(restricted) == token_of(restricted) for _ in range(10))
    finally:
        sql(url, f"drop role {role}")


def test_a_fake_catalog_in_the_search_path_is_not_asked(database: MakeDatabase, sql: RunSql) -> None:
    url = database(SMALL)
    name = sql(url, "select current_database()")[0][0]
    sql(url, "create table public.pg_attribute (attrelid oid)")
    sql(url, f'alter database "{name}" set search_path = public, pg_catalog')
    before = token_of(url)
    sql(url, "alter table users alter name set statistics 7")
    assert token_of(url) != before


@pytest.mark.parametrize("ask", [token, fingerprint])
def test_one_round_trip(ask: Callable[[psycopg.Connection[Any]], object], database: MakeDatabase) -> None:
    import tempfile

    with connect(database(SMALL)) as conn, tempfile.TemporaryFile() as trace:
        conn.pgconn.trace(trace.fileno())
        ask(conn)
        conn.pgconn.untrace()
        trace.seek(0)
        assert len([line for line in trace.read().splitlines() if b"\tF\t" in line]) == 1
