"""Types that change under views and policies while others read and write: nobody sees anything missing, no row is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import psycopg

from trueup.applying import plan_file
from trueup.comparison import Side
from trueup.model import Address
from trueup.output import json_text
from trueup.plan import plan
from trueup.planning import Wish, dressed
from trueup.postgres.apply import Limits, Runner, journal
from trueup.postgres.apply.hold import Held
from trueup.postgres.apply.segments import segments
from trueup.postgres.introspect import read
from trueup.reports.json import plan as as_json
from trueup.statement import Plan

MakeDatabase = Callable[..., str]

BEFORE = """
create table users (id int primary key, name text);
create table orders (id int primary key, user_id int not null references users, amount int);
create index orders_user on orders (user_id) where amount > 0;
create view of_users as select user_id, sum(amount) as total from orders group by user_id;
create view best as select * from of_users where total > 10;
grant select on best to public;
alter table orders enable row level security;
create policy mine on orders using (user_id > 0);
create publication online_writers_{port} for table orders (id, user_id);
"""
ROWS = """
insert into users select n, 'user ' || n from generate_series(1, 100) n;
insert into orders select n, 1 + n % 100, n % 50 from generate_series(1, 20000) n;
"""
QUICK = Limits(lock=0.2, retry=30.0, pause=0.0, batch=0.02)


class Busy(threading.Thread):
    """Somebody who does something again and again; ``problems`` are what was answered instead."""

    def __init__(self, url: str, *queries: str) -> None:
        super().__init__()
        self._url, self._queries = url, queries
        self.over = threading.Event()
        self.problems: list[str] = []
        self.longest = 0.0
        self.rounds = 0

    def run(self) -> None:
        with psycopg.connect(self._url, autocommit=True) as conn:
            while not self.over.wait(0.001):
                began = time.monotonic()
                for query in self._queries:
                    try:
                        conn.execute(query.format(n=self.rounds).encode())
                    except psycopg.errors.DeadlockDetected:
                        continue
                    except psycopg.Error as error:
                        self.problems.append(str(error))
                self.longest = max(self.longest, time.monotonic() - began)
                self.rounds += 1


def _applied(url: str, steps: Plan) -> None:
    held = Held(url, wait=0)
    try:
        journal.create(held.conn)
        entry = journal.Entry(
            plan=steps.identity,
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
        number = journal.begin(held.conn, entry, [one.sql for one in steps.statements])
        Runner(held, number, steps, QUICK, lambda event: None).go()
    finally:
        held.close()


def test_a_type_changes_under_views_and_policies_while_others_read_and_write(
    every_server: str, database: MakeDatabase
) -> None:
    with psycopg.connect(every_server) as conn:
        before = BEFORE.format(port=conn.info.port)
    after = before.replace("id int", "id bigint").replace("user_id int", "user_id bigint")
    after = after.replace("amount int", "amount bigint")
    url, goal_url = (database(text, on=every_server) for text in (before, after))
    with psycopg.connect(url, autocommit=True) as conn, psycopg.connect(goal_url) as other:
        conn.execute(ROWS.encode())
        start, goal = read(conn), read(other)
    steps = dressed(plan(start, goal, role="postgres"), start, goal, Wish())
    assert not any(one.work and one.work.rewrites for one in steps.statements)
    assert {one.code for step in steps.statements for one in step.hazards} == {"H307", "H315"}
    # As a plan file and an interrupted run have it, too.
    side = Side(label="here", kind="live", version=None)
    steps = plan_file.parse(json_text(as_json(steps, side, side))).plan
    _gone_for_one_transaction_only(steps, start.version or 0)
    people = [
        Busy(url, "select count(*) from best"),
        Busy(
            url,
            "insert into orders (id, user_id, amount) values (100000 + {n}, 1 + {n} % 100, null)",
            "update orders set amount = {n}, user_id = 1 + {n} % 50 where id = 100000 + {n}",
            "update orders set amount = amount + 1 where id = 1 + {n} % 20000",
        ),
    ]
    for one in people:
        one.start()
    try:
        _applied(url, steps)
    finally:
        for one in people:
            one.over.set()
            one.join()
    assert [one.problems for one in people] == [[], []]
    assert max(one.longest for one in people) < QUICK.lock + 1
    with psycopg.connect(url, autocommit=True) as conn:
        assert plan(read(conn), goal, role="postgres").sql == ""
        rounds = people[1].rounds
        found = conn.execute("select count(*), count(*) filter (where id >= 100000 and amount is not null) from orders")
        assert found.fetchone() == (20000 + rounds, rounds)


def _gone_for_one_transaction_only(steps: Plan, version: int) -> None:
    """What is dropped and made again is so in one transaction, the one that exchanges the columns."""
    remade = {Address("view public.best"), Address("view public.of_users"), Address("table public.orders policy mine")}
    for where in remade:
        about = {n for n, one in enumerate(steps.statements) if where in one.makes | one.ends}
        (span,) = [one.steps for one in segments(steps.statements, version) if about & set(one.steps)]
        assert about <= set(span)
        assert any("RENAME COLUMN" in steps.statements[n].sql for n in span)
