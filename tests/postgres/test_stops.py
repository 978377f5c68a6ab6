"""Plans that rows stop: each says how many, gently and plainly, and PostgreSQL stops at exactly those statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec
import psycopg
import pytest

from trueup.compare import compare_sources
from trueup.formats.live import Live
from trueup.model import Address
from trueup.planning import Wish, prepare
from trueup.statement import Plan

TABLE = "CREATE TABLE t (id int PRIMARY KEY, n int, txt text);"
REFERRED = "CREATE TABLE r (id int PRIMARY KEY);"
PAIRS = "CREATE TABLE r (a int, b int, PRIMARY KEY (a, b));"
RANGES = (
    "CREATE TABLE p (a int, b int) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (20);"
    "CREATE TABLE q (a int, b int);"
)
KEYED = "CREATE TABLE p (a int PRIMARY KEY) PARTITION BY RANGE (a);"
DEFAULT = RANGES + "CREATE TABLE pd PARTITION OF p DEFAULT;"
TWO = "CREATE TABLE p (a int, b int) PARTITION BY RANGE (a, b); CREATE TABLE q (a int, b int);"
LISTS = "CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE TABLE q (a int);"
HASHES = "CREATE TABLE p (a int) PARTITION BY HASH (a); CREATE TABLE q (a int);"
ROWS = "INSERT INTO t VALUES (1, 1, 'a'), (2, 0, 'bb'), (3, NULL, NULL)"


class Case(NamedTuple):
    """What is there, what is wanted, and the hazards with the rows they count; each is in a namespace of its own."""

    name: str
    after: str
    told: tuple[str, ...]
    before: str = TABLE
    rows: str = ROWS
    stops: bool = True
    plain: tuple[str, ...] | None = None


def wider(columns: str) -> str:
    return TABLE.replace(");", f", {columns});")


CASES = [
    Case("generated_null", wider("g text GENERATED ALWAYS AS (lower(txt)) STORED NOT NULL"), ("H401 1",)),
    Case("generated_filled", wider("g int GENERATED ALWAYS AS (id * 2) STORED NOT NULL"), (), stops=False),
    Case("generated_check", wider("g int GENERATED ALWAYS AS (n % 2) STORED CHECK (g > 0)"), ("H403 1",)),
    Case("generated_alike", wider("g int GENERATED ALWAYS AS (id % 2) STORED UNIQUE"), ("H402 2",)),
    Case("generated_long", wider("g varchar(1) GENERATED ALWAYS AS (txt) STORED"), ("H405 1",)),
    Case("generated_raises", wider("g int GENERATED ALWAYS AS (10 / n) STORED"), ("H405 raised",)),
    Case(
        "becomes_generated",
        TABLE.replace("n int", "n int GENERATED ALWAYS AS (length(txt)) STORED NOT NULL"),
        ("H401 1",),
    ),
    Case("new_null", wider("c int CHECK (c IS NOT NULL)"), ("H403 3",)),
    Case("new_unknown", wider("c int CHECK (c > id)"), (), stops=False),
    Case("new_default", wider("c int DEFAULT 5 CHECK (c > id * 2)"), ("H403 1",)),
    Case("new_default_alike", wider("c int DEFAULT 5 UNIQUE"), ("H402 3",)),
    Case("new_volatile", wider("c uuid DEFAULT gen_random_uuid() UNIQUE"), (), stops=False),
    Case("new_backfilled", wider("c text NOT NULL CHECK (length(c) > 1)"), ("H401 1", "H403 1"), plain=("H401 3",)),
    Case("few_numbers", wider("c smallint GENERATED ALWAYS AS IDENTITY (MAXVALUE 2)"), ("H410 1",)),
    Case("enough_numbers", wider("c smallint GENERATED ALWAYS AS IDENTITY (MAXVALUE 3) UNIQUE"), (), stops=False),
    Case("few_down", wider("c int GENERATED ALWAYS AS IDENTITY (INCREMENT -5 MINVALUE -6)"), ("H410 1",)),
    Case("cycle", wider("c int GENERATED ALWAYS AS IDENTITY (MAXVALUE 2 CYCLE)"), (), stops=False),
    Case("cycle_alike", wider("c int GENERATED ALWAYS AS IDENTITY (MAXVALUE 2 CYCLE) UNIQUE"), ("H402 ?",)),
    Case("serial_check", wider("c serial CHECK (c < 3)"), ("H403 1",)),
    Case("key_to_new", REFERRED + wider("FOREIGN KEY (n) REFERENCES r"), ("H404 2",)),
    Case(
        "key_to_remade",
        "CREATE TABLE r (id int PRIMARY KEY) PARTITION BY RANGE (id);" + wider("FOREIGN KEY (n) REFERENCES r"),
        ("H404 2",),
        before=REFERRED + wider("FOREIGN KEY (n) REFERENCES r"),
        rows="INSERT INTO r VALUES (0), (1);" + ROWS,
    ),
    Case(
        "key_to_new_column",
        "CREATE TABLE r (id int PRIMARY KEY, c int DEFAULT 1 UNIQUE);" + wider("FOREIGN KEY (n) REFERENCES r (c)"),
        ("H404 1",),
        before=REFERRED + TABLE,
        rows="INSERT INTO r VALUES (7);" + ROWS,
    ),
    Case(
        "domain_null",
        "CREATE DOMAIN d AS int NOT NULL;" + wider("c d"),
        ("H405 3",),
        before="CREATE DOMAIN d AS int NOT NULL;" + TABLE,
    ),
    Case(
        "domain_default",
        "CREATE DOMAIN d AS int CHECK (VALUE > 3);" + wider("c d DEFAULT 1, value int"),
        ("H405 3",),
        before="CREATE DOMAIN d AS int CHECK (VALUE > 3);" + TABLE,
    ),
]
CASES += [
    Case(
        "type_alike",
        "CREATE TABLE t (a numeric(8,0) UNIQUE, b numeric(8,0) CHECK (b <> 1))",
        ("H402 2", "H403 1"),
        before="CREATE TABLE t (a numeric(8,1) UNIQUE, b numeric(8,1) CHECK (b <> 1));",
        rows="INSERT INTO t VALUES (1, 0.9), (1.2, 3), (1.6, 4)",
    ),
    Case("type_by_text", TABLE.replace("n int", "n timestamp"), ("H405 2",)),
    Case(
        "excluded",
        TABLE.replace("txt text", "txt text, EXCLUDE (lower(txt) WITH =) WHERE (id < 4)"),
        ("H402 2",),
        rows=ROWS + ", (4, 1, 'A'), (5, 1, 'BB'), (0, 1, 'A')",
    ),
    Case("excluded_new", wider("c int DEFAULT 4, EXCLUDE (c WITH =)"), ("H402 3",)),
    Case(
        "full_match",
        PAIRS + "CREATE TABLE t (a int, b int, FOREIGN KEY (a, b) REFERENCES r MATCH FULL)",
        ("H404 2",),
        before=PAIRS + "CREATE TABLE t (a int, b int);",
        rows="INSERT INTO r VALUES (1, 1); INSERT INTO t VALUES (1, 1), (1, NULL), (2, 1), (NULL, NULL)",
    ),
    Case(
        "partitioned",
        RANGES + "ALTER TABLE p ADD CHECK (b > 1), ALTER b SET NOT NULL",
        ("H401 1", "H403 1"),
        before=RANGES,
        rows="INSERT INTO p VALUES (1, 1), (2, 2), (11, NULL)",
    ),
    Case(
        "no_inherit",
        "CREATE TABLE a (n int, CHECK (n > 1) NO INHERIT); CREATE TABLE b () INHERITS (a)",
        ("H403 1",),
        before="CREATE TABLE a (n int); CREATE TABLE b () INHERITS (a);",
        rows="INSERT INTO a VALUES (1); INSERT INTO b VALUES (1)",
    ),
    Case("key_deferrable", TABLE.replace("n int", "n int UNIQUE DEFERRABLE"), ("H402 2",), rows=ROWS + ", (4, 1, 'c')"),
    Case(
        "attached",
        RANGES + "ALTER TABLE p ATTACH PARTITION q FOR VALUES FROM (20) TO (30)",
        ("H411 2",),
        before=RANGES,
        rows="INSERT INTO q VALUES (20, 1), (30, 1), (NULL, 2)",
    ),
    Case(
        "out_of_default",
        DEFAULT + "CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (20) TO (30)",
        ("H411 1",),
        before=DEFAULT,
        rows="INSERT INTO p VALUES (1, 1), (20, 1), (30, 1)",
    ),
    Case(
        "attached_as_default",
        RANGES + "ALTER TABLE p ATTACH PARTITION q DEFAULT",
        ("H411 1",),
        before=RANGES,
        rows="INSERT INTO q VALUES (1, 1), (30, 1)",
    ),
    Case(
        "attached_by_two",
        TWO + "ALTER TABLE p ATTACH PARTITION q FOR VALUES FROM (1, 1) TO (2, 5)",
        ("H411 4",),
        before=TWO,
        rows="INSERT INTO q VALUES (1, 1), (1, 9), (2, 4), (2, 5), (1, 0), (3, 1), (1, NULL)",
    ),
    Case(
        "attached_open",
        TWO + "ALTER TABLE p ATTACH PARTITION q FOR VALUES FROM (1, MAXVALUE) TO (4, MINVALUE)",
        ("H411 2",),
        before=TWO,
        rows="INSERT INTO q VALUES (1, 1), (2, 9), (3, 4), (4, 5)",
    ),
    Case(
        "attached_with_null",
        LISTS + "ALTER TABLE p ATTACH PARTITION q FOR VALUES IN (1, NULL)",
        ("H411 1",),
        before=LISTS,
        rows="INSERT INTO q VALUES (NULL), (1), (2)",
    ),
    Case(
        "attached_by_hash",
        HASHES + "ALTER TABLE p ATTACH PARTITION q FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
        ("H411 ?",),
        before=HASHES,
        rows="INSERT INTO q SELECT generate_series(1, 20)",
    ),
    Case(
        "enum_value_gone",
        "CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE t (x e, y e[])",
        ("H405 1", "H405 2"),
        before="CREATE TYPE e AS ENUM ('a', 'b', 'c'); CREATE TABLE t (x e, y e[]);",
        rows="INSERT INTO t VALUES ('c', '{a,c}'), ('a', '{c}'), ('b', '{}')",
    ),
    Case(
        "detached",
        KEYED + "CREATE TABLE p1 (a int PRIMARY KEY); CREATE TABLE r (a int REFERENCES p)",
        ("H404 2",),
        before=KEYED
        + "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9); CREATE TABLE r (a int REFERENCES p);",
        rows="INSERT INTO p VALUES (1), (2); INSERT INTO r VALUES (1), (1), (NULL)",
    ),
    Case(
        "domain_changed",
        "CREATE DOMAIN d AS text NOT NULL CHECK (length(VALUE) < 2);" + TABLE.replace("txt text", "txt d"),
        ("H405 2",),
        before="CREATE DOMAIN d AS text NOT NULL CHECK (length(VALUE) < 2);" + TABLE,
    ),
    Case(
        "nulls_distinct_not",
        TABLE.replace("n int", "n int UNIQUE NULLS NOT DISTINCT"),
        ("H402 2",),
        rows=ROWS + ", (4, NULL, NULL)",
    ),
]


@pytest.fixture(scope="module", params=[True, False], ids=["gently", "plainly"])
def stopped(request, module_database, every_server) -> dict[str, tuple[set[str], set[str], bool]]:
    """By case the hazards of the plan, wanted and told, with the rows they count, and whether rows stopped it."""
    start = module_database(_script(lambda one: f"{one.before} {one.rows}"), on=every_server)
    goal = module_database(_script(lambda one: one.after), on=every_server)
    found = compare_sources(Live(start), Live(goal), needs=True)
    found = msgspec.structs.replace(found, backfill={Address("table new_backfilled.t column c"): "txt"})
    plan = prepare(found, Wish(gentle=request.param))
    return {one.name: (_wanted(one, request.param), _told(plan, one), _stops(plan, one, start)) for one in CASES}


def _script(text) -> str:
    return "\n".join(f"CREATE SCHEMA {one.name}; SET search_path = {one.name}; {text(one)};" for one in CASES)


def _wanted(case: Case, gently: bool) -> set[str]:
    return {*(case.told if gently or case.plain is None else case.plain)}


def _inside(plan: Plan, case: Case) -> Iterator:
    return (one for one in plan.statements if f"{case.name}." in str(one.address))


def _told(plan: Plan, case: Case) -> set[str]:
    return {
        f"{hazard.code} {rows[1].replace(',', '') if rows else '?' if 'not counted' in hazard.message else 'raised'}"
        for one in _inside(plan, case)
        for hazard in one.hazards
        if hazard.code in ("H401", "H402", "H403", "H404", "H405", "H410", "H411")
        for rows in [re.search(r"fail: ([\d,]+) row", hazard.message)]
    }


def _stops(plan: Plan, case: Case, url: str) -> bool:
    with psycopg.connect(url, autocommit=True) as conn:
        for one in _inside(plan, case):
            try:
                conn.execute(one.sql.encode())
            except (
                psycopg.errors.IntegrityError,
                psycopg.errors.DataError,
                psycopg.errors.ObjectNotInPrerequisiteState,
            ):
                return True
    return False


@pytest.mark.parametrize("name", [one.name for one in CASES])
def test_a_plan_says_which_rows_stop_it(stopped, name: str):
    (case,) = (one for one in CASES if one.name == name)
    wanted, told, stops = stopped[name]
    assert (told, stops) == (wanted, case.stops)
