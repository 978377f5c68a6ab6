"""A proof looks at what applications do: rows, queries, triggers, the locks that were announced, the way back."""

from __future__ import annotations

import msgspec
import pytest

from trueup.model import Schema, address
from trueup.plan import plan
from trueup.postgres.elaborate import Script, elaborate
from trueup.postgres.proof import Check, Proof, prove
from trueup.postgres.proof.queries import Query, from_files
from trueup.postgres.proof.rehearsal import Rows
from trueup.statement import Lock, Plan, Work

PEOPLE = address("table", "public", "people")


def made(sql: str) -> Schema:
    return elaborate([Script("a.sql", sql, "a")])


def check(proof: Proof, name: str) -> Check:
    return next(found for found in proof.checks if found.name.startswith(name))


@pytest.fixture(scope="module")
def before() -> Schema:
    return made("""
        CREATE TABLE people (id int PRIMARY KEY, email text NOT NULL CHECK (email LIKE '%@%'), nick text,
                             level text CHECK (level IN ('low', 'high')), code text CHECK (length(code) = 5));
        CREATE TABLE log (what text);
        CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
          $$BEGIN INSERT INTO log VALUES (NEW.nick); RETURN NEW; END$$;
        CREATE TRIGGER noted BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION note();
        """)


@pytest.fixture(scope="module")
def without_nick(before: Schema) -> Schema:
    gone = PEOPLE.child("column", "nick")
    return before.replace(objects=[o for o in before.objects.values() if o.address != gone])


@pytest.fixture(scope="module")
def proof(before: Schema, without_nick: Schema) -> Proof:
    queries = (
        Query("SELECT nick FROM people WHERE id = $1", "app.sql:1"),
        Query("SELECT email FROM people WHERE id = $1", "app.sql:2"),
        Query("SELECT nothing FROM nowhere", "app.sql:3"),
    )
    return prove(plan(before, without_nick), before, without_nick, queries=queries)


def test_rows_are_made_that_checks_take(proof: Proof):
    rows = check(proof, "rows of kept tables")
    assert (rows.outcome, rows.detail) == ("passed", "6 rows")  # three people, each noted


def test_a_trigger_that_names_what_is_gone_is_found_by_using_the_table(proof: Proof):
    use = check(proof, "tables take")
    assert use.outcome == "failed"
    assert str(PEOPLE) in (use.detail or "")
    assert 'has no field "nick"' in (use.detail or "")
    assert not proof.holds


def test_queries_that_break_are_named(proof: Proof):
    queries = check(proof, "queries of the application")
    assert queries.outcome == "failed"
    assert "app.sql:1" in (queries.detail or "")
    assert 'column "nick" does not exist' in (queries.detail or "")
    assert "app.sql:2" not in (queries.detail or "")
    assert "app.sql:3" not in (queries.detail or "")


def test_the_way_back_leads_to_the_start(proof: Proof):
    assert check(proof, "undo returns to the start").outcome == "passed"


def test_values_that_a_plan_changes_are_found(before: Schema):
    (statement, *_) = plan(before, made("CREATE TABLE one (id int)")).statements
    bad = msgspec.structs.replace(statement, sql="UPDATE people SET email = 'other' || email")
    rows = check(prove(Plan(statements=(bad,)), before, before), "rows of kept tables")
    assert (rows.outcome, rows.detail) == ("failed", f"{PEOPLE}: as many rows, with other values")


def test_partitions_get_rows_and_are_used():
    tables = """
        CREATE TABLE days (at date, n int, PRIMARY KEY (at, n)) PARTITION BY RANGE (at);
        CREATE TABLE days_1 PARTITION OF days FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
        CREATE TABLE days_2 PARTITION OF days FOR VALUES FROM ('2024-01-01') TO (MAXVALUE) PARTITION BY LIST (n);
        CREATE TABLE days_2_one PARTITION OF days_2 FOR VALUES IN (1);
        CREATE TABLE users (id uuid, code bit(8)) PARTITION BY HASH (id);
        CREATE TABLE users_0 PARTITION OF users FOR VALUES WITH (MODULUS 2, REMAINDER 0);
        CREATE TABLE users_1 PARTITION OF users FOR VALUES WITH (MODULUS 2, REMAINDER 1);
        CREATE TABLE notes (at date, n int, FOREIGN KEY (at, n) REFERENCES days);
        """
    before, after = made(tables), made(f"{tables} ALTER TABLE days ADD note text; ALTER TABLE users ADD note text")
    proof = prove(plan(before, after), before, after)
    assert proof.holds, proof.checks
    assert check(proof, "rows of kept tables").detail == "15 rows"  # 3 and 3 days, 6 users, 3 notes
    assert check(proof, "tables take").detail == "8 tried"


def test_rows_are_looked_at_where_the_owner_has_no_rights():
    tables = "CREATE TABLE closed (at timestamp(3)); CREATE TABLE other (id int);"
    before, after = made(tables), made(f"{tables} REVOKE ALL ON closed FROM CURRENT_USER")
    proof = prove(plan(before, after), before, after)
    assert proof.holds, proof.checks
    assert check(proof, "rows of kept tables").detail == "6 rows"
    assert check(proof, "tables take").detail == (
        "1 tried; not table public.closed (SELECT: permission denied for table closed)"
    )


def test_nobody_waits_for_what_the_plan_itself_makes():
    """An index on a new table, a new partition: the plan declares no lock on them."""
    before = made("CREATE TABLE old (id int)")
    after = made("""
        CREATE TABLE old (id int);
        CREATE TABLE notes (id int, at date) PARTITION BY RANGE (at);
        CREATE TABLE early PARTITION OF notes FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
        CREATE TABLE rest PARTITION OF notes DEFAULT;
        CREATE INDEX ON notes (id);
        """)
    steps = [msgspec.structs.replace(step, work=Work()) for step in plan(before, after).statements]
    locks = check(prove(Plan(statements=tuple(steps)), before, after), "locks and rewrites")
    assert (locks.outcome, locks.detail) == ("passed", None)


def test_what_is_done_to_tables_must_have_been_declared(before: Schema):
    column = "ALTER TABLE public.people ALTER COLUMN id TYPE bigint"
    exact = Work(locks=(Lock(PEOPLE, "AccessExclusiveLock"),), scans=(PEOPLE,), rewrites=(PEOPLE,))
    after = before.replace(
        objects=[
            msgspec.structs.replace(o, type="bigint") if o.address == PEOPLE.child("column", "id") else o
            for o in before.objects.values()
        ]
    )
    (statement,) = plan(before, after).statements
    assert statement.sql == column
    declared = {
        "exact": (exact, "passed", ""),
        "lock": (msgspec.structs.replace(exact, locks=(Lock(PEOPLE, "ShareLock"),)), "failed", "AccessExclusiveLock"),
        "rewrite": (msgspec.structs.replace(exact, rewrites=(), scans=()), "failed", "rewrites table public.people"),
    }
    for work, outcome, said in declared.values():
        step = msgspec.structs.replace(statement, work=work)
        found = check(prove(Plan(statements=(step,)), before, after), "locks and rewrites")
        assert found.outcome == outcome, found
        assert said in (found.detail or "")


def test_rows_can_be_those_of_a_database(database, before: Schema):
    url = database(
        "CREATE TABLE parent (id int PRIMARY KEY); CREATE TABLE child (id int, parent int REFERENCES parent, v text);"
        "INSERT INTO parent SELECT generate_series(1, 20);"
        "INSERT INTO child SELECT n, n, CASE WHEN n = 3 THEN 'too long' ELSE 'ok' END FROM generate_series(1, 20) n"
    )
    start = made(
        "CREATE TABLE parent (id int PRIMARY KEY); CREATE TABLE child (id int, parent int REFERENCES parent, v text)"
    )
    shorter = made(
        "CREATE TABLE parent (id int PRIMARY KEY);"
        "CREATE TABLE child (id int, parent int REFERENCES parent, v varchar(3))"
    )
    made_up = prove(plan(start, shorter), start, shorter)
    assert made_up.holds, made_up.checks
    real = prove(plan(start, shorter), start, shorter, rows=Rows(url=url, sample=5))
    runs = check(real, "every statement runs")
    assert runs.outcome == "failed"
    assert "too long" in (runs.detail or "")
    few = prove(plan(start, start), start, start, rows=Rows(url=url, sample=2))
    assert check(few, "rows of kept tables").detail == "4 rows of the target"


def test_queries_are_read_from_files_and_folders(tmp_path):
    (tmp_path / "more").mkdir()
    (tmp_path / "a.sql").write_text("select 1;\ncreate table t (a int);\n\ninsert into t values ($1);")
    (tmp_path / "more" / "b.sql").write_text("with x as (select 2) select * from x")
    found = from_files([tmp_path])
    assert [(q.sql.split()[0], q.where.removeprefix(str(tmp_path))) for q in found] == [
        ("select", "/a.sql:1"),
        ("insert", "/a.sql:4"),
        ("with", "/more/b.sql:1"),
    ]
