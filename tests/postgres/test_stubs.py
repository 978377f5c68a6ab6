"""The stand-in files themselves: found, laid out, told apart, and harmless to wrong input. No server is started."""

from __future__ import annotations

from pathlib import Path

import pytest

from trueup.model import Address
from trueup.postgres.shadow import stubs

ASKED_FOR = """
    citext pgcrypto uuid-ossp pg_trgm hstore btree_gin btree_gist unaccent ltree intarray cube earthdistance
    fuzzystrmatch tablefunc isn lo dblink postgres_fdw file_fdw pg_stat_statements pg_buffercache
    pgrowlocks pgstattuple pageinspect
    pg_prewarm amcheck sslinfo tcn moddatetime insert_username autoinc refint seg xml2 plpgsql_check pgtap postgis
    postgis_topology timescaledb pg_partman pgjwt pg_net pg_cron http pgsodium supabase_vault pg_graphql wrappers pgmq
    pgroonga index_advisor hypopg rum
"""


def own(folder: Path, name: str = "mine", control: str = "default_version = '1.0'\n") -> Path:
    (folder / f"{name}.control").write_text(control)
    (folder / f"{name}--1.0.sql").write_text("CREATE FUNCTION one() RETURNS int LANGUAGE sql RETURN 1;")
    return folder


def test_every_extension_that_projects_ask_for_is_there() -> None:
    assert set(ASKED_FOR.split()) <= stubs.names()


def test_what_the_server_really_has_is_not_replaced() -> None:
    assert not {"vector", "plpgsql"} & stubs.names()


@pytest.mark.parametrize("name", sorted(stubs.names()))
def test_a_requirement_is_a_stand_in_too_or_really_there(name: str) -> None:
    assert set(stubs.extension(name).requires) <= stubs.names() | {"vector", "plpgsql"}


def test_scripts_do_not_name_the_schema_they_happened_to_be_written_in() -> None:
    assert [name for name in stubs.names() if "public." in stubs.extension_sql(name, 18)] == []


def test_install_lays_out_control_and_script_of_each(tmp_path: Path) -> None:
    stubs.install(tmp_path, 18)
    for name in stubs.names():
        item = stubs.extension(name)
        assert (tmp_path / "extension" / f"{name}.control").is_file()
        assert (tmp_path / "extension" / item.script.name).read_text() == item.sql(18)


def test_install_again_rewrites_nothing(tmp_path: Path) -> None:
    stubs.install(tmp_path, 18)
    script = tmp_path / "extension" / stubs.extension("citext").script.name
    before = script.stat()
    stubs.install(tmp_path, 18)
    assert (script.stat().st_ino, script.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_parts_for_a_major_version_are_left_out_of_others() -> None:
    assert "ADD FUNCTION 12" in stubs.extension_sql("btree_gist", 18)
    assert "ADD FUNCTION 12" not in stubs.extension_sql("btree_gist", 16)
    assert "-- if major" not in stubs.extension_sql("btree_gist", 16)


def test_a_user_can_add_and_replace_stand_ins(tmp_path: Path) -> None:
    own(tmp_path)
    own(tmp_path, "citext", "default_version = '1.0'\nschema = x\n")
    assert "mine" in stubs.names(tmp_path)
    assert stubs.extension("citext", tmp_path).schema == "x"
    assert stubs.extension("citext").schema is None


def test_a_user_s_stand_in_changes_the_digest(tmp_path: Path) -> None:
    assert stubs.digest(own(tmp_path)) != stubs.digest() == stubs.VERSION


@pytest.mark.parametrize(
    ("control", "says"), [("comment = 'x'\n", "default_version"), ("default_version = '2'\n", "--2.sql")]
)
def test_a_wrong_control_file_is_one_clear_error(tmp_path: Path, control: str, says: str) -> None:
    with pytest.raises(stubs.StandInError, match=says):
        stubs.user_extensions(own(tmp_path, control=control))


def test_a_missing_folder_of_stand_ins_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(stubs.StandInError, match="no folder"):
        stubs.names(tmp_path / "nowhere")


def test_an_unknown_extension_comes_with_what_to_do() -> None:
    with pytest.raises(stubs.StandInError) as caught:
        stubs.extension("nosuch")
    assert "--shadow URL" in str(caught.value)
    assert "nosuch--1.0.sql" in str(caught.value)


@pytest.mark.parametrize("version", ["../../x", "1--2", "", "a/b", "1-"])
def test_a_version_cannot_lead_out_of_the_folder(tmp_path: Path, version: str) -> None:
    with pytest.raises(stubs.StandInError, match="invalid extension version"):
        stubs.add_version(tmp_path, "citext", version, 18)


def test_an_unknown_platform_names_the_known_ones() -> None:
    with pytest.raises(stubs.StandInError) as caught:
        stubs.platform("nosuch")
    assert "supabase" in str(caught.value)


@pytest.mark.parametrize("name", sorted(stubs.platforms()))
def test_the_owner_of_a_platform_is_quoted(name: str) -> None:
    text = stubs.platform(name).cluster_for('o"w') + stubs.platform(name).sql_for('o"w')
    assert "@owner@" not in text
    if "TO @owner@" in (Path(stubs.__file__).parent / "platforms" / f"{name}.sql").read_text():
        assert 'TO "o""w"' in text


@pytest.mark.parametrize(
    ("where", "owner", "platform_s"),
    [
        ("table auth.users", "supabase_auth_admin", True),
        ("table auth.users column email", "supabase_auth_admin", True),
        ("table auth.users trigger on_auth_user_created", "supabase_auth_admin", False),
        ("table storage.objects policy mine", "supabase_storage_admin", False),
        ("table storage.objects trigger update_objects_updated_at", "supabase_storage_admin", True),
        ("function auth.tenant()", "postgres", False),
        ("function auth.uid()", "supabase_auth_admin", True),
        ("table public.users", "postgres", False),
        ("schema auth", None, True),
        ("schema public", None, False),
        ("extension pg_graphql", None, True),
        ("extension citext", None, False),
        ("publication supabase_realtime", None, True),
    ],
)
def test_what_is_the_platform_s_and_what_is_the_user_s(where: str, owner: str | None, platform_s: bool) -> None:
    assert stubs.platform("supabase").owns(Address(where), owner) is platform_s
