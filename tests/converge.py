"""Random pairs of schemas, planned one way and back on a real server: ``python -m tests.converge --pairs 2000``.

A pair converges when the plan applies, the database then reads as the other schema, a second plan is empty, and the
same holds for the way back. What no statement can bring about must be exactly what the plan said of it. Every failure is printed with the seed that makes it again.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import psycopg

sys.path.insert(0, str(Path(__file__).parent))

import servers
import strategies
from trueup.diff import Alter, diff
from trueup.errors import TrueupError
from trueup.model import Address, Schema
from trueup.plan import plan
from trueup.postgres.ddl.unreachable import unreached
from trueup.postgres.introspect import read
from trueup.postgres.online import gentle

PREFIX = "converge"


class Trial:
    """Two databases of a server, filled anew for each pair."""

    def __init__(self, server: str, name: str = PREFIX) -> None:
        self.server = server
        self.name = name
        self.admin = psycopg.connect(server, autocommit=True)
        for role in strategies.ROLES:
            if not self.admin.execute("select from pg_roles where rolname = %s", [role]).rowcount:
                self.admin.execute(f"create role {strategies.quoted(role)}")  # type: ignore[call-overload]

    def open(self, which: str, statements: Iterable[str]) -> psycopg.Connection:
        """A fresh database with all of the statements that the server takes."""
        name = f"{self.name}_{which}"
        self.admin.execute(f"drop database if exists {name} with (force)")  # type: ignore[call-overload]
        self.admin.execute(f"create database {name} template template0")  # type: ignore[call-overload]
        conn = psycopg.connect(self.server, dbname=name, autocommit=True)
        conn.execute("set client_min_messages = error")
        for statement in statements:
            try:
                conn.execute(statement)  # type: ignore[call-overload]
            except psycopg.Error:
                continue
        return conn

    def close(self) -> None:
        for which in ("from", "to"):
            self.admin.execute(f"drop database if exists {self.name}_{which} with (force)")  # type: ignore[call-overload]
        self.admin.close()


def turn(conn: psycopg.Connection, goal: Schema, *, online: bool = False) -> list[str]:
    """Plan a database to a schema, apply it, and say what is wrong then; nothing when it converged."""
    start = read(conn)
    try:
        forward = plan(start, goal, role="postgres")
        if online:
            forward = gentle(forward, start, goal)
    except (TrueupError, LookupError, RecursionError, ValueError) as error:
        return [f"no plan: {type(error).__name__} {error}"]
    for step in forward.statements:
        try:
            conn.execute(step.sql)  # type: ignore[call-overload]
        except psycopg.Error as error:
            return [f"{step.sql}\n        {str(error).splitlines()[0]}"]
    reached = read(conn)
    conn.execute("reset all")
    return _remainder(reached, goal, unreached(forward.findings))


def _remainder(reached: Schema, goal: Schema, announced: frozenset[tuple[Address, str]]) -> list[str]:
    """What differs though the plan did not say so, and what it said would and does not."""
    left = {
        (change.address, field)
        for change in diff(reached, goal)
        for field in (change.fields if isinstance(change, Alter) else (type(change).__name__,))
    }
    problems = [f"{where}: {field}" for where, field in sorted(left - announced)]
    problems += [f"{where}: {field} was said to remain" for where, field in sorted(announced - left)]
    second = plan(reached, goal, role="postgres")
    if not problems and second:
        problems.append("a second plan is not empty")
    if not problems and unreached(second.findings) != announced:
        problems.append("a second plan finds something else")
    return problems


def there_and_back(trial: Trial, first: Iterable[str], second: Iterable[str], *, online: bool = False) -> list[str]:
    """What goes wrong from the first schema to the second and back."""
    with trial.open("from", first) as conn, trial.open("to", second) as other:
        start, goal = read(conn), read(other)
        problems = [f"there: {problem}" for problem in turn(conn, goal, online=online)]
        return problems or [f"back: {problem}" for problem in turn(conn, start, online=online)]


def main() -> None:
    """Run pairs in a row and print the ones that fail."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pairs", type=int, default=100)
    options.add_argument("--seed", type=int, default=0, help="of the first pair")
    options.add_argument("--server", help="superuser URL; an embedded 18 when not given")
    options.add_argument("--name", default=PREFIX, help="what the two databases are called")
    options.add_argument("--gentle", action="store_true", help="with statements that block nobody")
    given = options.parse_args()
    trial = Trial(given.server or servers.url("18"), given.name)
    started, failed = time.monotonic(), 0
    try:
        for seed in range(given.seed, given.seed + given.pairs):
            problems = there_and_back(trial, *strategies.pair(seed), online=given.gentle)
            if problems:
                failed += 1
                print(f"pair {seed}", *problems[:6], sep="\n    ", flush=True)
    finally:
        trial.close()
        if given.server is None:
            servers.stop_all(servers.home())
    print(f"{given.pairs - failed} of {given.pairs} pairs converged both ways in {time.monotonic() - started:.0f} s")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
