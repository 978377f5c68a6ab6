"""Plans run on a real server: they converge, keep rows, and touch no more than they must."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest

from conftest import Run
from trueup.diff import diff
from trueup.errors import PlanFailed
from trueup.model import Schema
from trueup.plan import Plan, plan
from trueup.postgres.introspect import read

MakeDatabase = Callable[..., str]


def carried_out(
    database: MakeDatabase, before: str, after: str, on: str | None = None
) -> tuple[Plan, psycopg.Connection]:
    """The plan from one script's database to another's, run; the two databases are equal afterwards."""
    one, two = database(before, on=on), database(after, on=on)
    with psycopg.connect(two, autocommit=True) as conn:
        target = read(conn)
    conn = psycopg.connect(one, autocommit=True)
    found = plan(read(conn), target, role=conn.info.user)
    for statement in found.statements:
        conn.execute(statement.sql.encode())
    assert diff(read(conn), target) == ()
    return found, conn


def heads(found: Plan) -> list[str]:
    """The first lines of the statements."""
    return [statement.sql.partition("\n")[0] for statement in found.statements]


def test_a_column_under_a_tree_of_views_changes_its_type(database: MakeDatabase) -> None:
    tree = """
        create view v1 as select id, n from t;
        create view v2 as select n from v1 where n > 0;
        create materialized view m as select n from v2;
        create index m_n on m (n);
        comment on view v2 is 'positive';
        grant select on v1 to public;
        create function f() returns setof v1 language sql begin atomic select * from v1; end;
    """
    before = "create table t (id int primary key, n int default 1); insert into t values (1, 2);" + tree
    after = "create table t (id int primary key, n bigint default 1);" + tree
    found, conn = carried_out(database, before, after)
    assert conn.execute("select n from m").fetchall() == [(2,)]
    assert "ALTER TABLE public.t ALTER COLUMN n TYPE bigint" in heads(found)
    assert not any(statement.loses_data for statement in found.statements)


def test_a_view_that_only_gets_columns_is_replaced_and_its_users_stay(database: MakeDatabase) -> None:
    before = "create table t (a int, b int); create view v as select a from t; create view w as select a from v;"
    after = "create table t (a int, b int); create view v as select a, b from t; create view w as select a from v;"
    found, _ = carried_out(database, before, after)
    assert heads(found) == ["CREATE OR REPLACE VIEW public.v AS"]


def test_a_view_whose_column_goes_is_made_again_with_its_users(database: MakeDatabase) -> None:
    before = "create table t (a int, b int); create view v as select a, b from t; create view w as select a from v;"
    after = "create table t (a int, b int); create view v as select a from t; create view w as select a from v;"
    found, _ = carried_out(database, before, after)
    assert heads(found) == [
        "DROP VIEW public.w",
        "DROP VIEW public.v",
        "CREATE VIEW public.v AS",
        "CREATE VIEW public.w AS",
    ]


def test_an_enum_that_loses_a_label_is_exchanged_under_everything_that_uses_it(database: MakeDatabase) -> None:
    users = """
        create table t (id int primary key, m mood not null default 'ok', many mood[] default '{ok}',
            constraint odd check (m <> 'sad' or id > 0));
        create index on t (m) where m = 'ok';
        create domain nice as mood default 'ok';
        create table d (n nice);
        create view v as select m from t where m = 'ok';
        create function f(m mood) returns mood language sql as 'select m';
        create table uses_f (x text default f('ok')::text);
        alter table t enable row level security;
        create policy p on t using (m = 'ok');
    """
    before = f"create type mood as enum ('sad', 'ok', 'old'); {users} insert into t values (1, 'sad'); insert into d values ('ok');"
    after = f"create type mood as enum ('ok', 'sad'); {users}"
    found, conn = carried_out(database, before, after)
    assert conn.execute("select id, m::text, many::text from t").fetchall() == [(1, "sad", "{ok}")]
    assert [hazard.code for statement in found.statements for hazard in statement.hazards] == ["H104"]


def test_an_enum_label_is_added_in_its_place_and_used_at_once(database: MakeDatabase) -> None:
    before = "create type mood as enum ('a', 'd'); create table t (m mood default 'a');"
    after = "create type mood as enum ('_', 'a', 'b', 'c', 'd', 'e'); create table t (m mood default 'c');"
    found, _ = carried_out(database, before, after)
    assert heads(found) == [
        "ALTER TYPE public.mood ADD VALUE '_' BEFORE 'a'",
        "ALTER TYPE public.mood ADD VALUE 'b' AFTER 'a'",
        "ALTER TYPE public.mood ADD VALUE 'c' AFTER 'b'",
        "ALTER TYPE public.mood ADD VALUE 'e'",
        "ALTER TABLE public.t ALTER COLUMN m SET DEFAULT 'c'::public.mood",
    ]
    assert not found.statements[0].transactional


def test_a_domain_over_another_type_is_exchanged(database: MakeDatabase) -> None:
    users = "create table t (p positive default 5, many positive[]); create view v as select p from t;"
    before = f"create domain positive as int check (value > 0); {users} insert into t values (7, '{{1,2}}');"
    after = f"create domain positive as bigint default 3 check (value > 1 - 1); {users}"
    _, conn = carried_out(database, before, after)
    assert conn.execute("select p, many::text from t").fetchall() == [(7, "{1,2}")]


def test_an_attribute_of_a_composite_in_use_changes_its_type(database: MakeDatabase) -> None:
    users = (
        "create table t (p pair, many pair[]); create function f(p pair) returns int language sql as 'select (p).a';"
    )
    before = f"create type pair as (a int, b text); {users} insert into t values ((1, 'x'), array[(2, 'y')::pair]);"
    after = f"create type pair as (a int, b varchar(10)); {users}"
    _, conn = carried_out(database, before, after)
    assert conn.execute("select p::text from t").fetchall() == [("(1,x)",)]


def test_a_function_with_another_result_is_made_again_under_what_calls_it(database: MakeDatabase) -> None:
    users = """
        create table t (id int default f(), n int, constraint c check (n <> f()));
        create index on t (abs(n));
        create view v as select f() as f;
        create trigger g before insert on t for each row when (new.n = f()) execute function tg();
    """
    trigger = "create function tg() returns trigger language plpgsql as 'begin return new; end';"
    before = f"{trigger} create function f() returns int immutable language sql as 'select 1'; {users} insert into t values (1, 2);"
    after = f"{trigger} create function f() returns smallint immutable language sql as 'select 1::smallint'; {users}"
    found, conn = carried_out(database, before, after)
    assert conn.execute("select * from t").fetchall() == [(1, 2)]
    assert heads(found)[0] == "SET check_function_bodies = off"


def test_an_added_default_of_an_argument_replaces_the_function(database: MakeDatabase) -> None:
    before = "create function f(int, b text) returns int language sql as 'select 1'; create view v as select f(1, 'x');"
    after = "create function f(a int, b text default 'y') returns int language sql as 'select 1'; create view v as select f(1, 'x');"
    found, _ = carried_out(database, before, after)
    assert heads(found)[1:] == ["CREATE OR REPLACE FUNCTION public.f(a integer, b text DEFAULT 'y'::text)"]


def test_a_dropped_column_takes_its_indexes_and_those_still_wanted_come_back(database: MakeDatabase) -> None:
    before = """create table t (a int, b int, c int, constraint k check (a < b), unique (a, c));
        create index i on t (a, b); create statistics s on a, b from t;"""
    after = """create table t (b int, c int, constraint k check (b > 0), unique (c));
        create index i on t (b); create statistics s on b, c from t;"""
    found, _ = carried_out(database, before, after)
    assert [head for head in heads(found) if head.startswith(("DROP", "ALTER TABLE public.t DROP"))] == [
        "ALTER TABLE public.t DROP COLUMN a"
    ]


def test_tables_whose_foreign_keys_refer_to_each_other_are_made_and_dropped(database: MakeDatabase) -> None:
    ring = """create table a (id int primary key, b int); create table b (id int primary key, a int references a);
        alter table a add foreign key (b) references b;"""
    carried_out(database, "", ring)
    found, _ = carried_out(database, ring, "")
    assert heads(found)[-2:] == ["DROP TABLE public.b", "DROP TABLE public.a"] or len(found.statements) >= 3


def test_a_partitioned_table_with_its_indexes_is_made(database: MakeDatabase) -> None:
    after = """
        create table other (id int primary key);
        create table p (id int, at date not null default now(), o int references other, primary key (id, at)) partition by range (at);
        create index p_o on p (o);
        create table p1 partition of p for values from ('2024-01-01') to ('2025-01-01');
        create table p2 partition of p for values from ('2025-01-01') to ('2026-01-01') partition by list (id);
        create table p2a partition of p2 for values in (1);
        create table pd partition of p default;
        create function tg() returns trigger language plpgsql as 'begin return new; end';
        create trigger g after insert on p for each row execute function tg();
        alter table p2a alter at set default '2025-02-02';
    """
    carried_out(database, "", after)
    carried_out(database, after, "")


def test_an_index_and_a_key_reach_partitions_that_are_there(database: MakeDatabase) -> None:
    tables = """create table p (id int not null, a int, b text) partition by range (id);
        create table p1 partition of p for values from (1) to (5); create table p2 partition of p default;"""
    more = "create index named on p1 (a); create index p_a on p (a); alter table p add primary key (id); alter table p add c int not null default 1;"
    _, conn = carried_out(database, tables + "insert into p values (1, 2, 'x');", tables + more)
    assert conn.execute("select * from p").fetchall() == [(1, 2, "x", 1)]
    carried_out(database, tables + more, tables)


def test_a_table_becomes_a_partition_and_stops_being_one(database: MakeDatabase) -> None:
    parent = "create table p (id int not null, a int, primary key (id)) partition by range (id); create index on p (a);"
    alone = "create table p1 (id int not null, a int, primary key (id)); create index p1_a_idx on p1 (a);"
    inside = "create table p1 partition of p for values from (1) to (5);"
    _, conn = carried_out(database, parent + alone + "insert into p1 values (1, 1);", parent + inside)
    assert conn.execute("select * from p").fetchall() == [(1, 1)]


def test_a_serial_column_becomes_an_identity_column_and_back(database: MakeDatabase) -> None:
    serial, identity = (
        "create table t (id serial primary key);",
        "create table t (id int generated always as identity primary key);",
    )
    carried_out(database, serial, identity)
    carried_out(database, identity, serial)


def test_row_security_is_switched_on_last_and_off_first(database: MakeDatabase) -> None:
    plain = "create table t (a int);"
    secured = plain + "alter table t enable row level security; create policy p on t using (a > 0);"
    on, _ = carried_out(database, plain, secured)
    off, _ = carried_out(database, secured, plain)
    assert heads(on) == [
        "CREATE POLICY p ON public.t USING ((a > 0))",
        "ALTER TABLE public.t ENABLE ROW LEVEL SECURITY",
    ]
    assert heads(off) == ["ALTER TABLE public.t DISABLE ROW LEVEL SECURITY", "DROP POLICY p ON public.t"]


def test_a_table_and_a_function_over_its_rows_need_each_other(database: MakeDatabase) -> None:
    after = """create table t (a int);
        create function f(t) returns int immutable language sql as 'select 1';
        create function g() returns bigint language sql begin atomic select count(*) from t; end;
        alter table t alter a set default g(); alter table t add check (f(t) > 0);"""
    carried_out(database, "", after)
    carried_out(database, after, "")


def test_a_generated_column_follows_what_it_is_made_of(database: MakeDatabase) -> None:
    before = "create table t (a int, g int generated always as (a * 2) stored); insert into t values (4);"
    after = "create table t (a bigint, g int generated always as (a * 2) stored);"
    _, conn = carried_out(database, before, after)
    assert conn.execute("select a, g from t").fetchall() == [(4, 8)]


@pytest.mark.parametrize(
    ("was", "now", "value", "becomes"),
    [
        ("text", "int", "'7'", 7),
        ("int", "text", "7", "7"),
        ("bool", "int", "true", 1),
        ("int", "bool", "1", True),
        ("varchar(5)", "text[]", "'a'", ["a"]),
        ("text", "uuid", "'00000000-0000-0000-0000-000000000001'", None),
        ("text", "jsonb", "'[1]'", [1]),
        ("timestamp", "timestamptz", "'2024-01-01'", None),
        ("numeric", "bool", "1", True),
        ("int[]", "text[]", "'{1}'", ["1"]),
    ],
)
def test_values_survive_a_change_of_type(
    database: MakeDatabase, was: str, now: str, value: str, becomes: object
) -> None:
    before = f"create table t (a {was} default {value}); insert into t values (default);"
    _, conn = carried_out(database, before, f"create table t (a {now});")
    found = conn.execute("select a from t").fetchall()[0][0]
    assert found is not None
    assert becomes is None or found == becomes


def test_default_privileges_of_the_running_role_count(database: MakeDatabase) -> None:
    base = "alter default privileges grant select on tables to public;"
    found, _ = carried_out(database, base, base + "create table t (a int); revoke select on t from public;")
    assert heads(found)[-1] == "REVOKE SELECT ON TABLE public.t FROM PUBLIC"
    silent, _ = carried_out(database, base, base + "create table t (a int);")
    assert [head for head in heads(silent) if "GRANT" in head] == []


def test_privileges_change_by_their_difference(database: MakeDatabase) -> None:
    before = "create table t (a int, b int); grant select, insert on t to public; grant update (a) on t to public;"
    after = "create table t (a int, b int); grant select, delete on t to public; grant update (b) on t to public;"
    found, _ = carried_out(database, before, after)
    assert sorted(heads(found)) == [
        "GRANT DELETE ON TABLE public.t TO PUBLIC",
        "GRANT UPDATE (b) ON TABLE public.t TO PUBLIC",
        "REVOKE INSERT ON TABLE public.t FROM PUBLIC",
        "REVOKE UPDATE (a) ON TABLE public.t FROM PUBLIC",
    ]


def test_a_sequence_survives_the_column_that_owned_it(database: MakeDatabase) -> None:
    before = "create table t (id serial, x int); select setval('t_id_seq', 50);"
    after = "create table t (x int); create sequence t_id_seq as int;"
    found, conn = carried_out(database, before, after)
    assert conn.execute("select last_value from t_id_seq").fetchone() == (50,)
    assert not any(head.startswith("CREATE SEQUENCE") for head in heads(found))


def test_new_limits_keep_a_sequences_position_where_they_can(database: MakeDatabase) -> None:
    before = "create sequence s minvalue 1; select setval('s', 70);"
    after = "create sequence s minvalue 10 maxvalue 100 start 10;"
    _, conn = carried_out(database, before, after)
    assert conn.execute("select last_value from s").fetchone() == (70,)


def test_a_check_over_a_list_of_varchars_comes_back_as_it_was(database: MakeDatabase) -> None:
    carried_out(database, "", "create table t (s varchar(9) check (s in ('ä', 'b')), t text check (t in ('x', 'y')));")


WAITING = """
    create {} totals {};
    create function f(x int) returns bigint immutable begin atomic select x + {}(total) from totals; end;
"""
TABLE, VIEW = ("table", "(total bigint)", "max"), ("view", "as select 1::bigint as total", "min")


def test_a_function_that_waits_for_its_own_replacement_is_made_again(database: MakeDatabase) -> None:
    for one, other in ((TABLE, VIEW), (VIEW, TABLE)):
        found, _ = carried_out(database, WAITING.format(*one), WAITING.format(*other))
        assert "DROP FUNCTION public.f(integer)" in heads(found)


def test_but_not_when_a_table_would_go_with_it(database: MakeDatabase) -> None:
    kept = "create table kept (a int) partition by range (f(a));"
    one, two = (database(WAITING.format(*kind) + kept) for kind in (TABLE, VIEW))
    with psycopg.connect(one) as conn, psycopg.connect(two) as other, pytest.raises(PlanFailed) as failed:
        plan(read(conn), read(other))
    assert "each wait for the next" in str(failed.value)


def test_the_old_major_version_too(database: MakeDatabase, server16: str) -> None:
    before = "create table t (id serial primary key, a varchar(5), b int); create view v as select a from t;"
    after = "create table t (id bigserial primary key, a text not null default 'x', c int unique); create view v as select a from t;"
    carried_out(database, before, after, on=server16)


def test_an_old_major_knows_neither_maintain_nor_casts_of_bytea(database: MakeDatabase, server16: str) -> None:
    before = "create table t (a bytea, b int);"
    after = "create table t (a int, b bytea); create table u (c int); revoke select on u from postgres;"
    carried_out(database, before, after, on=server16)
    carried_out(database, after, before, on=server16)


REMOTE = "create foreign data wrapper w; create server s foreign data wrapper w options (host 'h'{0});"
FAR = REMOTE + "create foreign table t (a int{1}) server s{2};"


def test_secrets_that_nobody_may_read_are_told_and_not_set(database: MakeDatabase) -> None:
    """Also where they are all that differs, and on foreign tables and their columns."""
    hidden = ", password 'x'", " options (access_key 'y')", " options (auth_token 'z', name 'far')"
    one, two = database(FAR.format("", "", " options (name 'far')")), database(FAR.format(*hidden))
    with psycopg.connect(one, autocommit=True) as conn, psycopg.connect(two, autocommit=True) as goal:
        found, new = plan(read(conn), read(goal)), plan(Schema(), read(goal))
    assert found.statements == ()
    told = ["foreign_table public.t", "foreign_table public.t column a", "server s"]
    assert [(one.code, one.address) for one in found.findings] == [("H703", where) for where in told]
    assert [(one.code, one.address) for one in new.findings] == [("H703", where) for where in told]
    assert not any(secret in new.sql for secret in ("*", "'x'", "access_key", "auth_token"))
    assert "OPTIONS (name 'far')" in new.sql


def test_apply_of_secrets_alone_does_not_say_that_all_is_there(run: Run, database: MakeDatabase) -> None:
    urls = database(REMOTE.format("")), database(REMOTE.format(", password 'x'"))
    done = run.inside("apply", *urls)
    assert (done.code, "is what was asked for" in done.stdout) == (0, False)
    assert "Nothing to do." in done.stdout
    assert "H703 server s: the option password holds a secret" in done.stdout


def test_values_below_a_table_stay_when_only_its_column_goes(database: MakeDatabase) -> None:
    before = """
        create table base (id int, e int, more int not null);
        create table a () inherits (base); create table b (f int) inherits (base); create table below () inherits (a);
        insert into a values (1, 2, 3); insert into below values (4, 5, 6);
    """
    after = """
        create table base (id int, more int not null);
        create table a () inherits (base); create table b (f int) inherits (base);
        alter table a add column e int; alter table b add column e int; create table below () inherits (a);
    """
    found, conn = carried_out(database, before, after)
    assert heads(found) == ["ALTER TABLE ONLY public.base DROP COLUMN e"]
    assert conn.execute("select id, e, more from a order by id").fetchall() == [(1, 2, 3), (4, 5, 6)]


def test_a_column_below_goes_along_that_has_a_constraint_from_above_or_is_not_to_stay(database: MakeDatabase) -> None:
    """ONLY would leave it constraints that nobody could drop."""
    kept = "create table {} () inherits (base); alter table {} add column e int;"
    for own, children in (("e int not null", ("a",)), ("e int check (e > 0)", ("a",)), ("e int", ("a", "b"))):
        before = f"create table base (id int, {own});" + "".join(
            f"create table {child} () inherits (base);" for child in children
        )
        after = "create table base (id int);" + kept.format("a", "a")
        after += "create table b () inherits (base)" if "b" in children else ""
        found, _ = carried_out(database, before, after)
        assert heads(found) == [
            "ALTER TABLE public.base DROP COLUMN e",
            "ALTER TABLE public.a ADD COLUMN e integer",
        ]


FOREIGN = "create foreign data wrapper w; create server s foreign data wrapper w;"


def test_sequences_that_are_not_as_their_tables_and_those_of_foreign_tables(database: MakeDatabase) -> None:
    identity = FOREIGN + "create foreign table t (id bigint generated always as identity, n int) server s;"
    unlogged = identity + "alter sequence t_id_seq set unlogged"
    serial = FOREIGN + "create foreign table t (id bigserial, n int) server s;"
    bigger = serial + "alter sequence t_id_seq increment 5; alter table t drop column n"
    for before, after in (
        (FOREIGN, unlogged),
        (unlogged, FOREIGN),
        (FOREIGN, bigger),
        (serial, bigger),
        (bigger, serial),
    ):
        carried_out(database, before, after)[1].close()
    plain = "create table t (id bigint generated always as identity);"
    unlike = plain.replace("create", "create unlogged") + "alter sequence t_id_seq set logged"
    for made in (plain + "alter sequence t_id_seq set unlogged", unlike):
        carried_out(database, "", made)
        carried_out(database, made.replace("unlogged table", "table"), made)
        carried_out(database, made, made.replace("create table", "create unlogged table"))
    with_other_name = identity + "alter sequence t_id_seq rename to numbers"
    carried_out(database, identity, with_other_name)
