"""Rows of a clone: made for tables that refer to each other, out of the way of what depends on rows, and told of."""

from __future__ import annotations

import pytest

from trueup.model import Schema
from trueup.plan import plan
from trueup.planning import Wish, dressed
from trueup.postgres.elaborate import Script, elaborate
from trueup.postgres.proof import Check, Proof, prove

ROWS, USE, BACK = "rows of kept tables", "tables take", "undo returns"


def made(sql: str, platform: str | None = None) -> Schema:
    return elaborate([Script("a.sql", sql, "a")], platform=platform)


def proved(before: str, after: str, platform: str | None = None) -> Proof:
    old, new = made(before, platform), made(after, platform)
    return prove(plan(old, new), old, new, platform=platform)


def check(proof: Proof, name: str) -> Check:
    return next(found for found in proof.checks if found.name.startswith(name))


LOOP = """
CREATE TABLE people (id text PRIMARY KEY, team text NOT NULL, boss text REFERENCES people);
CREATE TABLE teams (id text PRIMARY KEY, owner text NOT NULL REFERENCES people, name varchar(9) UNIQUE);
ALTER TABLE people ADD FOREIGN KEY (team) REFERENCES teams;
CREATE TABLE follows (who text REFERENCES people, whom text REFERENCES people, PRIMARY KEY (who, whom),
                      CONSTRAINT others CHECK (who <> whom));
CREATE TABLE badges (owner text PRIMARY KEY REFERENCES people);
"""


@pytest.fixture(scope="module")
def looped() -> Proof:
    return proved(LOOP, LOOP + "CREATE TABLE notes (id int PRIMARY KEY, owner text NOT NULL REFERENCES badges);")


def test_tables_that_refer_to_each_other_have_rows(looped: Proof):
    rows = check(looped, ROWS)
    assert (rows.outcome, rows.detail) == ("passed", "12 rows")


def test_every_table_is_tried_though_all_its_rows_are_there_or_its_parents_are_new(looped: Proof):
    use = check(looped, USE)
    assert (use.outcome, use.detail) == ("passed", "5 tried")


def test_only_the_rows_that_a_statement_depends_on_are_not_looked_at():
    before = "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY, old int NOT NULL);"
    after = "CREATE TABLE a (id int PRIMARY KEY, must int NOT NULL); CREATE TABLE b (id int PRIMARY KEY);"
    proof = proved(before, after)
    assert proof.holds, proof.checks
    assert check(proof, ROWS).detail == (
        "3 rows; the plan depends on the rows of table public.a "
        '(statement 2 of the plan: column "must" of relation "a" contains null values)'
    )
    assert check(proof, USE).detail == "2 tried"
    assert check(proof, BACK).outcome == "passed"
    assert check(proof, BACK).detail == (
        "rows stop it, until [backfill] in trueup.toml says what they get: table public.b "
        '(statement 2 of the way back: column "old" of relation "b" contains null values)'
    )


def test_an_index_that_was_begun_over_rows_like_each_other_is_begun_again():
    before = "CREATE TABLE a (id int PRIMARY KEY, flag boolean); CREATE TABLE b (id int PRIMARY KEY);"
    old, new = made(before), made(before + "CREATE UNIQUE INDEX one ON a (flag);")
    gentle = dressed(plan(old, new), old, new, Wish(counting="none"))
    assert [step.transactional for step in gentle.statements] == [False]
    proof = prove(gentle, old, new)
    assert proof.holds, proof.checks
    assert (check(proof, ROWS).detail or "").startswith("3 rows; the plan depends on the rows of table public.a ")


def test_a_key_over_a_new_column_that_is_the_same_in_all_rows_is_begun_again():
    old = made("CREATE TABLE a (id int PRIMARY KEY);")
    new = made("CREATE TABLE a (id int PRIMARY KEY, x int DEFAULT 7 NOT NULL UNIQUE);")
    proof = prove(dressed(plan(old, new), old, new, Wish(counting="none")), old, new)
    assert proof.holds, proof.checks
    assert "could not create unique index" in (check(proof, ROWS).detail or "")


def test_rows_satisfy_checks_that_tell_kinds_of_rows_apart():
    """Each way through an OR says of several columns at once what they are; values that are none lead nowhere."""
    tables = """
        CREATE TABLE found (
            id int PRIMARY KEY, found boolean NOT NULL, role text, company jsonb, sure text, sources text[] NOT NULL,
            CHECK (found AND (role IS NOT NULL OR company IS NOT NULL) AND sure IN ('low', 'high')
                   AND cardinality(sources) > 0
                   OR NOT found AND role IS NULL AND company IS NULL AND sure IS NULL AND cardinality(sources) = 0)
        );
        CREATE TABLE contact (
            id int PRIMARY KEY, kind text NOT NULL, mail text, phone text, rank int NOT NULL,
            CHECK (kind = 'mail' AND mail IS NOT NULL AND phone IS NULL AND rank > 5
                   OR kind = 'phone' AND phone IS NOT NULL AND mail IS NULL AND rank <= 5)
        );
        CREATE TABLE setting (id int PRIMARY KEY, value jsonb NOT NULL CHECK (value ->> 'kind' <> 'odd' OR value = '3'));
        """
    proof = proved(tables, f"{tables} CREATE TABLE nothing ();")
    assert proof.holds, proof.checks
    assert check(proof, ROWS).detail == "9 rows"
    assert check(proof, USE).detail == "4 tried"


def test_what_a_host_brings_is_there_and_is_not_looked_at():
    user = "CREATE TABLE profiles (id uuid PRIMARY KEY REFERENCES auth.users, nick text);"
    old = made(user, "supabase")
    new = made(user + "CREATE TABLE notes (owner uuid REFERENCES auth.users);", "supabase")
    proof = prove(dressed(plan(old, new), old, new, Wish(counting="none")), old, new, platform="supabase")
    assert proof.holds, proof.checks
    assert check(proof, ROWS).detail == "3 rows"
    assert check(proof, USE).detail == "2 tried"
    assert check(proof, "locks").detail == "not of table auth.users, which the host brings"
