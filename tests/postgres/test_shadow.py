"""Shadows: the nearest version, a database of one's own, gone afterwards."""

from __future__ import annotations

import psycopg
import pytest

from trueup.errors import ShadowFailed
from trueup.postgres.elaborate import Script, elaborate
from trueup.postgres.shadow import embedded, nearest, open_shadow


@pytest.mark.parametrize(
    ("wanted", "major"),
    [(None, 18), (140012, 16), (150003, 16), (160002, 16), (170001, 18), (180004, 18), (190000, 18)],
)
def test_the_nearest_major_version_is_taken(wanted: int | None, major: int) -> None:
    assert nearest(wanted, embedded.majors()) == major


def test_another_version_than_the_targets_is_said() -> None:
    with open_shadow(150004) as shadow:
        assert not shadow.exact
        assert "16" in (shadow.note.message if shadow.note else "")
    with open_shadow(180000) as shadow:
        assert shadow.exact
        assert shadow.note is None


@pytest.mark.parametrize("version", [160000, 180000])
def test_a_database_is_empty_private_and_gone_afterwards(version: int) -> None:
    with open_shadow(version) as shadow, shadow.database() as database:
        with psycopg.connect(database.url) as conn:
            row = conn.execute(
                "SELECT rolsuper, rolreplication, current_user FROM pg_roles WHERE rolname = current_user"
            )
            assert row.fetchone() == (False, False, database.owner)
            assert conn.info.server_version // 10000 == version // 10000
            conn.execute("CREATE TABLE t ()")
        with shadow.database() as other, psycopg.connect(other.url) as conn:
            (there,) = conn.execute("SELECT to_regclass('public.t')").fetchone() or ("?",)
            assert there is None
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(database.url)


def test_it_listens_on_no_network_and_wants_passwords() -> None:
    with open_shadow() as shadow, shadow.database() as database, psycopg.connect(database.url) as conn:
        assert conn.execute("SHOW listen_addresses").fetchone() == ("",)
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(database.url, password="wrong")
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(database.url, user=embedded.SUPERUSER)


def test_a_borrowed_server_gives_databases_and_keeps_nothing(server: str) -> None:
    before = databases(server)
    schema = elaborate(
        [Script("a.sql", "CREATE TABLE a (i int); CREATE EXTENSION vector; GRANT SELECT ON a TO some_reader;", "a")],
        shadow_url=server,
        cache=False,
    )
    assert "table public.a" in schema
    assert "extension vector" in schema
    assert databases(server) == before


def test_a_role_that_may_not_create_databases_is_told_what_is_needed(server: str) -> None:
    with psycopg.connect(server, autocommit=True) as conn:
        conn.execute("CREATE ROLE poor_one LOGIN PASSWORD 'x'")
    try:
        from psycopg.conninfo import make_conninfo

        with (
            pytest.raises(ShadowFailed) as failed,
            open_shadow(url=make_conninfo(server, user="poor_one", password="x")),
        ):
            pass
        assert "CREATEDB" in (failed.value.help or "")
    finally:
        with psycopg.connect(server, autocommit=True) as conn:
            conn.execute("DROP ROLE poor_one")


def databases(server: str) -> list[tuple[object, ...]]:
    """The databases and roles of shadows; other tests use the server meanwhile."""
    with psycopg.connect(server) as conn:
        return conn.execute(
            "SELECT name FROM (SELECT datname AS name FROM pg_database UNION ALL SELECT rolname FROM pg_roles) n"
            " WHERE name LIKE 'trueup%' OR name = 'some_reader' ORDER BY 1"
        ).fetchall()
