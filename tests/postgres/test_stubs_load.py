"""Stand-ins on real servers: they load, refuse what the real extension refuses, and print like it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from trueup.postgres.shadow import open_shadow, stubs

CONTRIB = os.environ.get("TRUEUP_CONTRIB_URL")
"""A superuser URL of a server with the real contrib extensions, to compare with."""

Run = Callable[[str], list[tuple[object, ...]]]


@pytest.fixture(scope="module", params=[18, 16])
def shadow(request: pytest.FixtureRequest) -> Iterator[psycopg.Connection]:
    """A superuser's connection to an empty database of an embedded server."""
    with (
        open_shadow(version=request.param * 10000) as source,
        source.database() as database,
        psycopg.connect(str(database.superuser_url)) as conn,
    ):
        conn.execute("SET search_path = public")
        conn.commit()
        yield conn


@pytest.fixture
def run(shadow: psycopg.Connection) -> Iterator[Run]:
    """Runs SQL; everything is rolled back after the test."""

    def execute(sql: str) -> list[tuple[object, ...]]:
        cursor = shadow.execute(sql.encode())
        while cursor.nextset():
            pass
        return cursor.fetchall() if cursor.description else []

    yield execute
    shadow.rollback()


@pytest.mark.parametrize("name", sorted(stubs.names()))
def test_it_loads_into_a_schema_of_the_user_s_choice(name: str, run: Run) -> None:
    item = stubs.extension(name)
    run("CREATE SCHEMA elsewhere; SET LOCAL search_path = elsewhere")
    where = "" if item.schema else " SCHEMA elsewhere"
    run(f'CREATE EXTENSION "{name}"{where} CASCADE')
    ((schema, version),) = run(
        f"SELECT extnamespace::regnamespace::text, extversion FROM pg_extension WHERE extname = '{name}'"
    )
    assert (schema, version) == (item.schema or "elsewhere", item.version)


def test_exclusion_constraints_over_scalars_are_enforced(run: Run) -> None:
    run("""CREATE EXTENSION btree_gist;
        CREATE TABLE booking (room int, during tstzrange, who text, EXCLUDE USING gist (room WITH =, during WITH &&),
            EXCLUDE USING gist (who WITH <>, room WITH =));
        INSERT INTO booking SELECT i, tstzrange('2020-01-01', '2020-01-02'), 'w' || i FROM generate_series(1, 2000) i;
        INSERT INTO booking VALUES (7, tstzrange('2020-01-02', '2020-01-03'), 'w7')""")
    with pytest.raises(psycopg.errors.ExclusionViolation):
        run("INSERT INTO booking VALUES (7, tstzrange('2020-01-01 12:00', '2020-01-01 13:00'), 'w7')")


def test_an_index_of_a_stand_in_does_not_change_what_a_query_finds(run: Run) -> None:
    run("""CREATE EXTENSION pg_trgm; CREATE EXTENSION btree_gin; CREATE EXTENSION btree_gist;
        CREATE TABLE t (i int, s text);
        INSERT INTO t SELECT i, md5(i::text) FROM generate_series(1, 2000) i;
        CREATE INDEX ON t USING gin (s gin_trgm_ops); CREATE INDEX ON t USING gist (s gist_trgm_ops (siglen = 64));
        CREATE INDEX ON t USING gin (i, s); CREATE INDEX ON t USING gist (i, s);
        INSERT INTO t SELECT i, md5(i::text) FROM generate_series(2001, 2500) i;
        ANALYZE t; SET LOCAL enable_seqscan = off""")
    found = run(
        "SELECT count(*) FILTER (WHERE i = 77), count(*) FILTER (WHERE i > 2400) FROM t WHERE i = 77 OR i > 2400"
    )
    assert found == [(1, 100)]
    assert run("SELECT i FROM t WHERE s LIKE '%28dd2c7955ce926%'") == [(77,)]


def test_citext_is_unique_without_regard_to_case(run: Run) -> None:
    run("""CREATE EXTENSION citext; CREATE TABLE u (email citext UNIQUE); INSERT INTO u VALUES ('A@b.c')""")
    assert run("SELECT 'x'::citext = 'X', (SELECT count(*) FROM u WHERE email = 'a@B.c')") == [(True, 1)]
    with pytest.raises(psycopg.errors.UniqueViolation):
        run("INSERT INTO u VALUES ('a@B.C')")


def test_types_with_a_modifier_print_it(run: Run) -> None:
    run("""CREATE EXTENSION postgis;
        CREATE TABLE g (a geometry(Point,4326), b geography(point), c geometry, d geometry('MULTIPOLYGONZ', 2154),
            e geometry(geometry, 3857), f geometry(LINESTRING), g geometry(PolygonZM, 31370));
        CREATE INDEX ON g USING gist (a); CREATE INDEX ON g USING spgist (b); CREATE INDEX ON g USING brin (c)""")
    printed = [row[0] for row in run("SELECT format_type(atttypid, atttypmod) FROM pg_attribute "
                                     "WHERE attrelid = 'g'::regclass AND attnum > 0 ORDER BY attnum")]  # fmt: skip
    assert printed == [
        "geometry(Point,4326)",
        "geography(Point,4326)",
        "geometry",
        "geometry(MultiPolygonZ,2154)",
        "geometry(Geometry,3857)",
        "geometry(LineString)",
        "geometry(PolygonZM,31370)",
    ]
    with pytest.raises(psycopg.Error, match="Invalid geometry type modifier"):
        run("SELECT NULL::geometry(Poin, 4326)")


@pytest.mark.parametrize(
    ("extensions", "expression", "value"),
    [
        ("pgcrypto", "encode(digest('abc', 'sha1'), 'hex')", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (
            "pgcrypto",
            "encode(hmac('what do ya want for nothing?', 'Jefe', 'md5'), 'hex')",
            "750c783e6ab0b503eaa86e310a5db738",
        ),
        ("pgcrypto", "crypt('x', crypt('x', gen_salt('bf'))) = crypt('y', gen_salt('bf'))", False),
        ("pgcrypto", "pgp_sym_decrypt(pgp_sym_encrypt('hello', 'k'), 'k')", "hello"),
        ('"uuid-ossp"', "uuid_generate_v5(uuid_ns_dns(), 'python.org')::text", "886313e1-3b8a-5372-9b90-0c9aee199e5d"),
        ("pg_trgm", "similarity('word', 'two words')::numeric(4, 3)::float", 0.364),
        ("hstore", "('a=>1, b=>\"x y\"'::hstore -> 'b')", "x y"),
        ("hstore", "('a=>1'::hstore || 'a=>2, c=>NULL')::text", '"a"=>"2", "c"=>NULL'),
        ("ltree", "subpath('Top.Child1.Child2', 0, -1)::text", "Top.Child1"),
        ("ltree", "'a.b.c'::ltree <@ 'a.b'", True),
        ("unaccent", "unaccent('Hôtel')", "Hotel"),
        ("fuzzystrmatch", "levenshtein('GUMBO', 'GAMBOL')", 2),
        ("fuzzystrmatch", "soundex('Robert')", "R163"),
        ("intarray", "uniq(sort('{1,3,2,2}'::int[]))::text", "{1,2,3}"),
        ("earthdistance", "round(earth_distance(ll_to_earth(0, 0), ll_to_earth(0, 90)))::int", 10018803),
        ("pgjwt", "(SELECT valid FROM verify(sign('{\"a\":1}', 's'), 's'))", True),
    ],
)
def test_common_functions_do_what_they_say(extensions: str, expression: str, value: object, run: Run) -> None:
    run(f"CREATE EXTENSION {extensions} CASCADE")
    assert run(f"SELECT {expression}") == [(value,)]


def test_moddatetime_sets_its_column(run: Run) -> None:
    run("""CREATE EXTENSION moddatetime; CREATE TABLE t (i int, at timestamptz DEFAULT 'epoch');
        CREATE TRIGGER t BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION moddatetime(at);
        INSERT INTO t VALUES (1); UPDATE t SET i = 2""")
    assert run("SELECT i, at = now() FROM t") == [(2, True)]


def test_a_hypertable_gets_its_index_and_not_null(run: Run) -> None:
    run("CREATE EXTENSION timescaledb; CREATE TABLE m (t timestamptz, v float); SELECT create_hypertable('m', 't')")
    assert run("SELECT attnotnull, (SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = 'm'::regclass) "
               "FROM pg_attribute WHERE attrelid = 'm'::regclass AND attname = 't'") == [(True, "m_t_idx")]  # fmt: skip


def test_a_function_of_a_missing_language_can_be_made_but_not_called(run: Run) -> None:
    run("CREATE EXTENSION plv8; CREATE FUNCTION j() RETURNS text LANGUAGE plv8 AS 'return 1'")
    with pytest.raises(psycopg.Error):
        run("SELECT j()")


@pytest.fixture(scope="module")
def supabase() -> Iterator[psycopg.Connection]:
    """The unprivileged user's connection to a database as Supabase hands it out."""
    with (
        open_shadow(version=180000) as source,
        source.database("supabase") as database,
        psycopg.connect(database.url, autocommit=True) as conn,
    ):
        yield conn


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE profiles (id uuid PRIMARY KEY REFERENCES auth.users ON DELETE CASCADE DEFAULT auth.uid())",
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
        "CREATE TRIGGER on_auth_user_created AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION f()",
        "CREATE POLICY own ON storage.objects FOR ALL TO authenticated "
        "USING (bucket_id = 'a' AND (storage.foldername(name))[1] = auth.uid()::text)",
        "INSERT INTO storage.buckets (id, name, public) VALUES ('a', 'a', true)",
        "CREATE POLICY rt ON realtime.messages FOR SELECT TO authenticated USING (realtime.topic() = 'x')",
        "CREATE TABLE live (id int PRIMARY KEY); ALTER PUBLICATION supabase_realtime ADD TABLE live",
        "CREATE TABLE hooked (id int); CREATE TRIGGER w AFTER INSERT ON hooked FOR EACH ROW EXECUTE FUNCTION "
        "supabase_functions.http_request('https://x', 'POST', '{}', '{}', '1000')",
        "SELECT vault.create_secret('secret', 'name'); SELECT decrypted_secret FROM vault.decrypted_secrets",
        "SELECT net.http_post(url := 'https://x', body := '{}'::jsonb)",
        "ALTER DEFAULT PRIVILEGES FOR ROLE supabase_admin IN SCHEMA public GRANT ALL ON TABLES TO anon",
        "CREATE TABLE u (id uuid DEFAULT uuid_generate_v4(), x text DEFAULT encode(gen_random_bytes(4), 'hex'))",
        "INSERT INTO auth.users (id, email) VALUES (gen_random_uuid(), crypt('x', gen_salt('bf')))",
        "CREATE FUNCTION auth.tenant() RETURNS text LANGUAGE sql RETURN auth.jwt() ->> 'tenant'",
        "SET ROLE anon; SELECT auth.role(); RESET ROLE",
    ],
)
def test_a_supabase_migration_finds_what_it_expects(statement: str, supabase: psycopg.Connection) -> None:
    supabase.execute(statement.encode())


def test_new_tables_are_granted_as_supabase_grants_them(supabase: psycopg.Connection) -> None:
    supabase.execute("CREATE TABLE granted (id int)")
    cursor = supabase.execute(
        "SELECT has_table_privilege(r, 'granted', 'INSERT') FROM unnest('{anon,authenticated}'::text[]) r"
    )
    assert cursor.fetchall() == [(True,), (True,)]


def test_no_role_of_a_platform_is_a_superuser(supabase: psycopg.Connection) -> None:
    cursor = supabase.execute(
        "SELECT rolname FROM pg_roles WHERE rolsuper AND pg_has_role(current_user, oid, 'MEMBER')"
    )
    assert cursor.fetchall() == []


@pytest.mark.parametrize("name", sorted(stubs.platforms()))
def test_a_platform_s_database_can_be_had(name: str) -> None:
    with (
        open_shadow(version=180000) as source,
        source.database(name) as database,
        psycopg.connect(database.url) as conn,
    ):
        found = {row[0] for row in conn.execute("SELECT rolname FROM pg_roles")}
        assert set(stubs.platform(name).roles) <= found


FACTS = """
WITH member AS MATERIALIZED (
  SELECT d.classid, d.objid FROM pg_depend d
  JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
  WHERE d.deptype = 'e' AND e.extname = %s)
SELECT 'function', concat_ws(' ', p.proname, pg_get_function_identity_arguments(p.oid), pg_get_function_result(p.oid),
  p.provolatile, p.proisstrict, p.prokind)
FROM pg_proc p JOIN member m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid
UNION ALL
SELECT 'type', concat_ws(' ', format_type(t.oid, NULL), typtype, typcategory, typispreferred, typdelim, typstorage)
FROM pg_type t JOIN member m ON m.classid = 'pg_type'::regclass AND m.objid = t.oid
UNION ALL
SELECT 'operator', concat_ws(' ', format_type(nullif(o.oprleft, 0), NULL), o.oprname, format_type(o.oprright, NULL),
  c.oprname, n.oprname)
FROM pg_operator o JOIN member m ON m.classid = 'pg_operator'::regclass AND m.objid = o.oid
LEFT JOIN pg_operator c ON c.oid = o.oprcom LEFT JOIN pg_operator n ON n.oid = o.oprnegate
UNION ALL
SELECT 'operator class', concat_ws(' ', c.opcname, a.amname, format_type(c.opcintype, NULL), c.opcdefault)
FROM pg_opclass c JOIN pg_am a ON a.oid = c.opcmethod
JOIN member m ON m.classid = 'pg_opclass'::regclass AND m.objid = c.oid
UNION ALL
SELECT 'cast', concat_ws(' ', format_type(c.castsource, NULL), format_type(c.casttarget, NULL), c.castcontext)
FROM pg_cast c JOIN member m ON m.classid = 'pg_cast'::regclass AND m.objid = c.oid
"""
IN_CONTRIB = """
    amcheck autoinc btree_gin btree_gist citext cube dblink dict_int dict_xsyn earthdistance file_fdw fuzzystrmatch
    hstore insert_username intagg intarray isn lo ltree moddatetime pageinspect pg_buffercache pg_freespacemap
    pg_prewarm pg_stat_statements pg_surgery pg_trgm pg_visibility pgcrypto pgrowlocks pgstattuple postgres_fdw refint
    seg sslinfo tablefunc tcn tsm_system_rows tsm_system_time unaccent uuid-ossp xml2
"""


@pytest.mark.skipif(CONTRIB is None, reason="TRUEUP_CONTRIB_URL names no server with the real extensions")
@pytest.mark.parametrize("name", IN_CONTRIB.split())
def test_it_offers_what_the_real_extension_offers(name: str, run: Run, shadow: psycopg.Connection) -> None:
    with psycopg.connect(str(CONTRIB)) as real:
        real.execute(SQL("CREATE EXTENSION IF NOT EXISTS {} CASCADE").format(Identifier(name)))
        wanted = set(real.execute(FACTS, [name]).fetchall())
        real.rollback()
    run(f'CREATE EXTENSION "{name}" CASCADE')
    assert wanted - set(shadow.execute(FACTS, [name]).fetchall()) == set()
