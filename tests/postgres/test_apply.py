"""Plans carried out in real databases: locks, retries, interruptions, backfills, and the journal."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator

import msgspec
import psycopg
import pytest

import trueup
from trueup.errors import ApplyFailed, Refused
from trueup.model import Address
from trueup.postgres.apply import Event, Limits, Runner, backfill, journal, left_over
from trueup.postgres.apply.hold import KEY, Held
from trueup.postgres.fingerprint import fingerprint
from trueup.postgres.sql.parse import statements
from trueup.statement import Batch, Lock, Plan, Statement, Work

T = Address("table public.t")
TABLE = "CREATE TABLE t (id bigint PRIMARY KEY, a int); INSERT INTO t SELECT g, g % 7 FROM generate_series(1, 2000) g;"
FAST = Limits(lock=0.1, retry=20.0, pause=0.0, reconnect=10.0)
SEEN = msgspec.structs.replace(FAST, lock=0.5)
"""Time enough to look who is in the way."""


def step(sql: str, mode: str | None = "AccessExclusiveLock", **more: object) -> Statement:
    work = Work(locks=(Lock(T, mode),) if mode else ())
    return Statement(**{"sql": sql, "address": T, "work": work} | more)  # type: ignore[arg-type]


def beside(sql: str) -> Statement:
    return step(sql, "ShareUpdateExclusiveLock", transactional=False)


def begin(held: Held, plan: Plan) -> int:
    journal.create(held.conn)
    entry = journal.Entry(
        plan=plan.identity,
        command="apply",
        undoes=None,
        source="a",
        goal="b",
        who="me@here",
        version="0",
        fingerprint="f",
        document="{}",
        before="{}",
    )
    return journal.begin(held.conn, entry, [one.sql for one in plan.statements])


def go(url: str, *steps: Statement, limits: Limits = FAST, tell: Callable[[list[Event]], object] = len) -> list[Event]:
    """Carry a plan out, or go on with one; ``tell`` is given all that happened whenever something did."""
    events: list[Event] = []

    def happened(event: Event) -> None:
        events.append(event)
        tell(events)

    held = Held(url, wait=0)
    try:
        plan = Plan(statements=steps)
        Runner(held, begin(held, plan), plan, limits, happened).go()
    finally:
        held.close()
    return events


def states(url: str) -> list[str]:
    with psycopg.connect(url) as conn:
        (run,) = journal.runs(conn)
        return [one.state for one in journal.steps(conn, run.number)]


def one(url: str, query: str) -> object:
    with psycopg.connect(url, autocommit=True) as conn:
        row = conn.execute(query.encode()).fetchone()
        assert row is not None
        return row[0]


# ------------------------------------------------------------------ locks


@contextlib.contextmanager
def reading(url: str) -> Iterator[psycopg.Connection]:
    """Somebody who has read a table in a transaction that stays open."""
    with psycopg.connect(url) as conn:
        conn.execute("SELECT count(*) FROM t")
        yield conn


def test_a_lock_that_is_not_had_is_tried_for_again_and_nobody_waits_behind_it_for_long(database):
    url = database(TABLE)
    longest = 0.0
    over = threading.Event()

    def writes() -> None:
        nonlocal longest
        with psycopg.connect(url, autocommit=True) as conn:
            while not over.wait(0.005):
                began = time.monotonic()
                conn.execute("UPDATE t SET a = a + 1 WHERE id = 1")
                longest = max(longest, time.monotonic() - began)

    writer = threading.Thread(target=writes)
    writer.start()
    with reading(url) as reader:
        events = go(
            url,
            step("ALTER TABLE t ADD COLUMN b int"),
            limits=SEEN,
            tell=lambda events: len(events) == 3 and reader.rollback(),
        )
    over.set()
    writer.join()
    assert [event.what for event in events] == ["waiting"] * 3 + ["done"]
    assert "idle in transaction" in (events[0].detail or "")
    assert longest < SEEN.lock + 1


def test_patience_ends_and_the_run_can_be_gone_on_with(database):
    url = database(TABLE)
    index = Lock(Address("table public.t index i"), "AccessExclusiveLock")
    work = Work(locks=(Lock(T, "AccessExclusiveLock"), index))
    with reading(url), pytest.raises(ApplyFailed, match="lock timeout") as found:
        go(url, step("ALTER TABLE t ADD COLUMN b int", work=work), limits=msgspec.structs.replace(SEEN, retry=0.3))
    assert "In the way: process" in (found.value.help or "")
    assert states(url) == ["failed"]
    go(url, step("ALTER TABLE t ADD COLUMN b int"))
    assert states(url) == ["done"]


def test_a_second_apply_is_told_who_is_at_work(database):
    url = database()
    held = Held(url)
    with pytest.raises(Refused, match=rf"process {held.conn.info.backend_pid}, role \w+, trueup apply"):
        Held(url, wait=0)
    held.close()
    Held(url, wait=5).close()


def test_a_pooler_that_changes_sessions_is_noticed(database):
    url = database(TABLE)
    held = Held(url)
    plan = Plan(statements=(step("ALTER TABLE t ADD COLUMN b int"),))
    run = begin(held, plan)
    held.conn.execute(f"SELECT pg_advisory_unlock({KEY})".encode())  # as if it were another session's
    with pytest.raises(ApplyFailed, match="a pooler gives every transaction another connection"):
        Runner(held, run, plan, FAST, lambda event: None).go()
    held.close()
    assert one(url, "SELECT count(*) FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'b'") == 0


# ------------------------------------------------------------------ what fails, what is interrupted


def test_a_transaction_that_fails_leaves_nothing_and_what_came_before_stays(database):
    url = database(TABLE)
    steps = [
        step("CREATE TABLE other (a int)", None),
        step("ALTER TABLE t ADD COLUMN b int"),
        step("ALTER TABLE t ADD CHECK (a < 3)"),
    ]
    with pytest.raises(ApplyFailed) as found:
        go(url, steps[0], beside("CREATE INDEX CONCURRENTLY i ON t (a)"), *steps[1:])
    assert (found.value.number, found.value.done, found.value.total) == (4, 2, 4)
    assert found.value.sqlstate == "23514"
    assert states(url) == ["done", "done", "pending", "failed"]
    assert one(url, "SELECT count(*) FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'b'") == 0
    one(url, "DELETE FROM t WHERE a >= 3 RETURNING 1")
    go(url, steps[0], beside("CREATE INDEX CONCURRENTLY i ON t (a)"), *steps[1:])
    assert states(url) == ["done"] * 4


def test_an_index_that_cannot_be_built_is_taken_away_again(database):
    url = database(TABLE)
    build = beside("CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)")
    with pytest.raises(ApplyFailed, match="could not create unique index"):
        go(url, build)
    assert one(url, "SELECT count(*) FROM pg_class WHERE relname = 'i'") == 0
    one(url, "UPDATE t SET a = id RETURNING 1")
    go(url, build)
    assert one(url, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass") is True


def test_an_index_that_was_built_before_the_end_is_not_built_again(database):
    url = database(TABLE)
    plan = Plan(statements=(beside("CREATE INDEX CONCURRENTLY i ON t (a)"),))
    held = Held(url)
    run = begin(held, plan)
    journal.started(held.conn, run, [1])
    held.conn.execute("CREATE INDEX i ON t (a)")
    held.close()
    assert [event.detail for event in go(url, *plan.statements)] == ["it had been done before it was interrupted"]


def test_a_connection_that_breaks_is_made_again(database):
    url = database(TABLE)
    slow = [step("SELECT pg_sleep(0.3)", None), step("ALTER TABLE t ADD COLUMN b int", transactional=False)]

    def ends() -> None:
        until = time.monotonic() + 10
        with psycopg.connect(url, autocommit=True) as conn:
            query = (
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'trueup apply'"
                " AND datname = current_database() AND query LIKE '%pg_sleep(0.3)%'"
            )
            while not conn.execute(query).fetchall() and time.monotonic() < until:
                time.sleep(0.01)

    killer = threading.Thread(target=ends)
    killer.start()
    events = go(url, *slow)
    killer.join()
    assert [event.what for event in events] == ["reconnecting", "reconnected", "done", "done"]
    assert one(url, "SELECT max(attempts) FROM trueup.steps") == 2


def test_settings_hold_for_every_connection(database):
    url = database(TABLE)
    steps = [
        step("SET check_function_bodies = off", None),
        step("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT missing()'", None),
        step("CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT missing()'", None, transactional=False),
    ]
    held = Held(url)
    run = begin(held, Plan(statements=tuple(steps)))
    held.conn.execute(journal.done(run, [(1, 0.0), (2, 0.0)]).encode())
    held.close()
    go(url, *steps)
    assert states(url) == ["done"] * 3
    assert one(url, "SELECT count(*) FROM pg_proc WHERE proname IN ('f', 'g')") == 1


def test_a_statement_that_should_be_short_is_stopped(database):
    url = database(TABLE)
    with pytest.raises(ApplyFailed, match="statement timeout") as found:
        go(url, step("SELECT pg_sleep(5)", None), limits=msgspec.structs.replace(FAST, statement=0.1))
    assert "--statement-timeout" in (found.value.help or "")


# ------------------------------------------------------------------ left over


def look(url: str, sql: str) -> left_over.Found:
    with psycopg.connect(url, autocommit=True) as conn:
        (parsed,) = statements(sql, "plan")
        return left_over.look(conn, parsed)


def test_what_interrupted_statements_leave(database):
    url = database(TABLE + "CREATE INDEX i ON t (a); CREATE INDEX i_ccnew ON t (a);")
    create, drop = "CREATE INDEX CONCURRENTLY i ON t (a)", "DROP INDEX CONCURRENTLY public.i"
    assert look(url, create).done
    assert look(url, drop) == left_over.Found()
    one(url, "UPDATE pg_index SET indisvalid = false WHERE indrelid = 't'::regclass AND NOT indisprimary RETURNING 1")
    assert look(url, create).clean == (drop,)
    assert look(url, "REINDEX INDEX CONCURRENTLY i").clean == ("DROP INDEX CONCURRENTLY public.i_ccnew",)
    assert look(url, "REINDEX TABLE CONCURRENTLY t").clean == ("DROP INDEX CONCURRENTLY public.i_ccnew",)
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute(drop)
    assert look(url, drop).done
    assert look(url, create) == left_over.Found()
    assert look(url, "DROP SUBSCRIPTION nobody").done
    assert look(url, "VACUUM t") == left_over.Found()


def test_a_partition_that_is_half_detached_is_detached(database):
    url = database(
        "CREATE TABLE t (a int) PARTITION BY LIST (a); CREATE TABLE p PARTITION OF t FOR VALUES IN (1);"
        "CREATE TABLE q PARTITION OF t FOR VALUES IN (2);"
    )
    detach = "ALTER TABLE public.t DETACH PARTITION public.p CONCURRENTLY"
    assert look(url, detach) == left_over.Found()
    with reading(url), psycopg.connect(url, autocommit=True) as conn:
        conn.execute("SET statement_timeout = 200")
        with pytest.raises(psycopg.errors.QueryCanceled):
            conn.execute(detach)
    plan = Plan(statements=(beside(detach),))
    held = Held(url)
    journal.started(held.conn, begin(held, plan), [1])
    held.close()
    assert look(url, detach).instead == "ALTER TABLE public.t DETACH PARTITION public.p FINALIZE"
    go(url, *plan.statements)
    assert look(url, detach).done
    assert one(url, "SELECT count(*) FROM pg_inherits") == 1


# ------------------------------------------------------------------ backfills


def filled(url: str, batch: Batch, *, limits: Limits = FAST) -> int:
    (event,) = [e for e in go(url, step("UPDATE t SET a = 10", batch=batch), limits=limits) if e.what == "done"]
    assert event.rows is not None
    return event.rows


BATCH = Batch(table=T, sets="a = 10", where="a <> 10 -- all", key=("id",), size=300)


@pytest.mark.parametrize(
    "made",
    [
        pytest.param((TABLE, ("id",)), id="a key"),
        pytest.param((TABLE, ()), id="no key"),
        pytest.param(
            (
                'CREATE TABLE t (x text, "y\'" date, a int, PRIMARY KEY (x, "y\'"));'
                "INSERT INTO t SELECT 'it''s \\' || g % 5, '2000-01-01'::date + g, 1 FROM generate_series(1, 2000) g",
                ("x", "y'"),
            ),
            id="a key of two columns",
        ),
        pytest.param(
            (
                "CREATE TABLE t (id int, a int) PARTITION BY HASH (id);"
                "CREATE TABLE p0 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 0);"
                "CREATE TABLE p1 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 1);"
                "INSERT INTO t SELECT g, 1 FROM generate_series(1, 2000) g",
                (),
            ),
            id="partitions without a key",
        ),
    ],
)
def test_a_backfill_reaches_every_row_once(database, made):
    sql, key = made
    url = database(sql)
    assert filled(url, msgspec.structs.replace(BATCH, key=key)) == 2000
    assert one(url, "SELECT count(*) FROM t WHERE a <> 10") == 0


def test_a_backfill_goes_on_where_it_stopped(database):
    url = database(TABLE)
    plan = Plan(statements=(step("UPDATE t SET a = 10", batch=BATCH),))
    held = Held(url)
    run = begin(held, plan)
    journal.started(held.conn, run, [1])
    window = backfill.window(held.conn, BATCH, backfill.Place(), 1500)
    assert window is not None
    assert window.after == backfill.Place(at=("1500",), seen=1500)
    held.conn.execute(window.update.encode())
    held.conn.execute(journal.moved(run, 1, window.after.text(), 1500, 0.1).encode())
    held.close()
    one(url, "UPDATE t SET a = 3 WHERE id = 7 RETURNING 1")
    assert filled(url, BATCH) == 2001, "the row that changed meanwhile is found in a second pass"


def test_a_step_waits_for_no_row_for_long(database):
    url = database(TABLE)
    with psycopg.connect(url) as other:
        other.execute("UPDATE t SET a = 9 WHERE id = 1000")
        events = go(
            url, step("UPDATE t SET a = 10", batch=BATCH), tell=lambda events: len(events) == 2 and other.commit()
        )
    assert [(event.what, event.rows) for event in events] == [("waiting", None)] * 2 + [("done", 2000)]
    assert one(url, "SELECT count(*) FROM t WHERE a <> 10") == 0


def test_a_value_that_does_not_satisfy_is_found_out(database):
    url = database(TABLE)
    with pytest.raises(ApplyFailed, match=r"2000 rows of table public\.t need the update after they had it 2 times"):
        filled(url, msgspec.structs.replace(BATCH, sets="a = NULL", where="a IS DISTINCT FROM 10"))


def test_a_value_that_is_mended_is_filled_in_when_it_is_gone_on_with(database):
    url = database(TABLE + "CREATE TABLE known (id int)")
    batch = msgspec.structs.replace(BATCH, sets="a = (SELECT min(id) FROM known)", where="a IS DISTINCT FROM 10")
    with pytest.raises(ApplyFailed, match="leaves them as they are"):
        filled(url, batch)
    with psycopg.connect(url) as conn:
        conn.execute("INSERT INTO known VALUES (10)")
    filled(url, batch)
    assert one(url, "SELECT count(*) FROM t WHERE a = 10") == 2000


def test_the_pace_is_kept():
    pace = backfill.Pace(1000, 0.25)
    pace.took(0.01)
    assert pace.size == 2000
    for _ in range(20):
        pace.took(pace.size / 10_000)
    assert 0.1 < pace.size / 10_000 < 0.25
    pace.failed()
    assert pace.size < 1250


# ------------------------------------------------------------------ the journal


def test_the_journal_is_no_part_of_the_schema(every_server, database, run):
    url, like = database(TABLE, on=every_server), database(TABLE, on=every_server)
    with psycopg.connect(url, autocommit=True) as conn:
        before = fingerprint(conn)
        journal.create(conn)
        journal.create(conn)
        assert fingerprint(conn) == before
    for command in ("diff", "plan"):
        assert run.inside(command, url, like).code == 0
    assert run.inside("plan", like, url, "--format", "sql").stdout == ""


def test_a_namespace_of_somebody_else_is_left_alone(database):
    url = database("CREATE SCHEMA trueup")
    with psycopg.connect(url, autocommit=True) as conn, pytest.raises(Refused, match="is not this trueup's journal"):
        journal.create(conn)
    (note,) = trueup.read(url).notes
    assert note.where == "schema trueup"


def test_a_publication_of_everything_gets_no_journal_unasked(database):
    url = database("CREATE PUBLICATION everything FOR ALL TABLES")
    with psycopg.connect(url, autocommit=True) as conn:
        with pytest.raises(Refused, match="publication everything is FOR ALL TABLES"):
            journal.create(conn)
        conn.execute(journal.script().encode())
        journal.create(conn)


def test_a_role_that_may_make_nothing_is_told_what_to_do(database):
    url = database()
    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute("SET ROLE pg_read_all_data")
        with pytest.raises(Refused, match="may not make the namespace trueup") as found:
            journal.create(conn)
    assert "trueup log --script" in (found.value.help or "")
