"""How fast a backfill is: ours, one UPDATE of the whole table, and batches of 1,000 rows as pgroll takes them.

    python bench/backfill.py postgresql://postgres@localhost/postgres --rows 1000000

Each way fills the same column of a fresh copy of the same table. Printed are seconds, rows a second, how that is to the
single UPDATE, and the longest time a transaction held its locks: that is how long a writer may have to wait.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from trueup.model import Address
from trueup.postgres.apply import Event, Limits, Runner, journal
from trueup.postgres.apply.hold import Held
from trueup.statement import Batch, Plan, Statement

MAKE = """
DROP TABLE IF EXISTS public.t;
CREATE TABLE public.t
    (id bigint PRIMARY KEY, account bigint NOT NULL, amount int NOT NULL, note text NOT NULL, total bigint);
INSERT INTO public.t SELECT g, g % 1000, g % 100, 'a note of some length ' || g FROM generate_series(1, {rows}) g;
CREATE INDEX ON public.t (account);
"""
BATCH = Batch(
    table=Address("table public.t"), sets="total = amount * 2", where="total IS NULL", key=("id",), size=1_000
)


def single(url: str, _: int) -> float:
    """One UPDATE, which holds all its locks to the end."""
    with psycopg.connect(url, autocommit=True) as conn:
        began = time.monotonic()
        conn.execute("UPDATE public.t SET total = amount * 2 WHERE total IS NULL")
        return time.monotonic() - began


def thousands(url: str, _: int) -> float:
    """What pgroll does (pkg/backfill, 0.14): 1,000 rows by key, locked and updated, then the next; no pause."""
    longest, last = 0.0, -1
    with psycopg.connect(url, autocommit=True) as conn:
        while True:
            began = time.monotonic()
            row = conn.execute(
                "WITH batch AS (SELECT id FROM public.t WHERE id > %s ORDER BY id LIMIT 1000 FOR NO KEY UPDATE),"
                " changed AS (UPDATE public.t SET total = amount * 2 FROM batch WHERE t.id = batch.id RETURNING t.id)"
                " SELECT max(id) FROM changed",
                [last],
            ).fetchone()
            longest = max(longest, time.monotonic() - began)
            if row is None or row[0] is None:
                return longest
            last = row[0]


def ours(pause: float) -> Callable[[str, int], float]:
    """The backfill of a plan, noted in the journal step by step."""

    def run(url: str, _: int) -> float:
        step = Statement(sql="UPDATE public.t SET total = amount * 2", address=BATCH.table, batch=BATCH)
        plan = Plan(statements=(step,))
        held = Held(url)
        longest = began = 0.0
        execute = held.conn.execute

        def timed(query: Any, *given: Any) -> Any:
            nonlocal longest, began
            if query[:5] == b"BEGIN":
                began = time.monotonic()
            answer = execute(query, *given)
            if query[-6:] == b"COMMIT":
                longest = max(longest, time.monotonic() - began)
            return answer

        held.conn.execute = timed  # type: ignore[method-assign,assignment]  # listens to every statement
        journal.create(held.conn)
        entry = dict.fromkeys(("source", "goal", "who", "version", "fingerprint", "document", "before"), "")
        number = journal.begin(
            held.conn, journal.Entry(plan=str(time.time()), command="apply", undoes=None, **entry), [step.sql]
        )
        Runner(held, number, plan, Limits(pause=pause), _silent).go()
        held.close()
        return longest

    return run


def _silent(_: Event) -> None:
    """Nobody listens."""


WAYS: dict[str, Callable[[str, int], float]] = {
    "one UPDATE": single,
    "1,000 rows each": thousands,
    "trueup, no pause": ours(0.0),
    "trueup": ours(Limits().pause),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="a server where a database can be made")
    parser.add_argument("--rows", type=int, default=1_000_000)
    given = parser.parse_args()
    url = urlunsplit(urlsplit(given.url)._replace(path="/bench_backfill"))
    base = 0.0
    print(f"{given.rows} rows")
    print(f"{'':20}{'seconds':>10}{'rows/s':>12}{'ratio':>8}{'longest locks':>16}")
    for name, way in WAYS.items():
        with psycopg.connect(given.url, autocommit=True) as conn:
            conn.execute("DROP DATABASE IF EXISTS bench_backfill WITH (FORCE)")
            conn.execute("CREATE DATABASE bench_backfill TEMPLATE template0")
        with psycopg.connect(url, autocommit=True) as conn:
            conn.execute(MAKE.format(rows=given.rows).encode())
            conn.execute("VACUUM ANALYZE public.t")
            conn.execute("CHECKPOINT")
        began = time.monotonic()
        longest = way(url, given.rows)
        took = time.monotonic() - began
        base = base or took
        with psycopg.connect(url) as conn:
            row = conn.execute("SELECT count(*) FROM public.t WHERE total = amount * 2").fetchone()
            assert row == (given.rows,), row
        longest = longest if way is not single else took
        print(
            f"{name:20}{took:10.2f}{given.rows / took:12,.0f}{took / base:8.2f}{longest * 1000:13,.0f} ms", flush=True
        )
    with psycopg.connect(given.url, autocommit=True) as conn:
        conn.execute("DROP DATABASE IF EXISTS bench_backfill WITH (FORCE)")


if __name__ == "__main__":
    main()
