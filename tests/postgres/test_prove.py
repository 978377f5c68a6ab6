"""A proof says what a plan was seen to do, and fails when the plan does not do it."""

from __future__ import annotations

import msgspec

from trueup.model import Schema, address
from trueup.plan import plan
from trueup.postgres.elaborate import Script, elaborate
from trueup.postgres.objects import Index
from trueup.postgres.proof import Check, Proof, prove
from trueup.statement import Plan


def made(sql: str) -> Schema:
    return elaborate([Script("a.sql", sql, "a")])


def outcomes(proof: Proof) -> dict[str, str]:
    return {check.name: check.outcome for check in proof.checks}


def check(proof: Proof, name: str) -> Check:
    return next(found for found in proof.checks if found.name == name)


BEFORE = """
CREATE TABLE users (id bigserial PRIMARY KEY, email text NOT NULL UNIQUE, age int);
CREATE TABLE posts (id uuid PRIMARY KEY, author bigint NOT NULL REFERENCES users, body varchar(20));
CREATE VIEW emails AS SELECT email FROM users;
"""
AFTER = """
CREATE TABLE users (id bigserial PRIMARY KEY, email text NOT NULL UNIQUE, age bigint, CHECK (age > 0));
CREATE TABLE posts (id uuid PRIMARY KEY, author bigint NOT NULL REFERENCES users ON DELETE CASCADE, body text);
CREATE INDEX ON posts (author);
CREATE VIEW emails AS SELECT email FROM users;
"""


def test_a_plan_that_does_it_holds_with_its_locks_and_rewrites() -> None:
    before, after = made(BEFORE), made(AFTER)
    proof = prove(plan(before, after), before, after)
    assert proof.holds, proof.checks
    unasked = {"locks and rewrites are as declared", "queries of the application still prepare"}
    assert {name for name, outcome in outcomes(proof).items() if outcome != "passed"} == unasked
    (rewrite,) = [m for m in proof.statements if m.rewritten]
    assert rewrite.rewritten == ("table public.users",)
    assert ("table public.users", "AccessExclusiveLock") in {(lock.relation, lock.mode) for lock in rewrite.locks or ()}
    (index,) = [m for m in proof.statements if m.sql.startswith("CREATE INDEX")]
    assert {(lock.relation, lock.mode) for lock in index.locks or ()} == {("table public.posts", "ShareLock")}


def test_a_plan_that_leaves_something_out_does_not_hold() -> None:
    before, after = made(BEFORE), made(AFTER)
    whole = plan(before, after)
    part = Plan(statements=tuple(s for s in whole.statements if "INDEX" not in s.sql))
    proof = prove(part, before, after)
    assert not proof.holds
    assert check(proof, "the result is TO").outcome == "failed"
    assert check(proof, "pg_dump of both is equal").outcome == "failed"
    assert check(proof, "a second plan is empty").outcome == "failed"
    assert [str(c.address) for c in check(proof, "the result is TO").differences] == [
        "table public.posts index posts_author_idx"
    ]


def test_a_statement_that_fails_is_named() -> None:
    before, after = made(BEFORE), made(AFTER)
    whole = plan(before, after)
    broken = msgspec.structs.replace(whole.statements[0], sql="ALTER TABLE nothing ADD COLUMN a int")
    proof = prove(Plan(statements=(broken, *whole.statements[1:])), before, after)
    assert not proof.holds
    assert "nothing" in (check(proof, "every statement runs").detail or "")


def test_a_plan_that_loses_rows_of_a_kept_table_does_not_hold() -> None:
    before, after = made(BEFORE), made(AFTER)
    whole = plan(before, after)
    extra = msgspec.structs.replace(whole.statements[0], sql="DELETE FROM posts")
    proof = prove(Plan(statements=(*whole.statements, extra)), before, after)
    assert check(proof, "rows of kept tables are kept").outcome == "failed"
    assert not proof.holds


def test_a_plan_that_our_rows_are_in_the_way_of_is_tried_without_them() -> None:
    before = made("CREATE TABLE t (a text)")
    after = made("CREATE TABLE t (a text, CONSTRAINT c CHECK (a = 'just this'))")
    proof = prove(plan(before, after), before, after)
    assert proof.holds, proof.checks
    rows = check(proof, "rows of kept tables are kept")
    assert rows.outcome == "not checked"
    assert "depends on the rows" in (rows.detail or "")


def test_an_empty_plan_of_equal_schemas_holds() -> None:
    schema = made(BEFORE)
    assert prove(Plan(), schema, schema).holds


CHILD = "CREATE TABLE t (a int NOT NULL); CREATE TABLE c ({}) INHERITS (t);"


def test_what_the_plan_says_it_does_not_reach_is_no_failure() -> None:
    before, after = made(CHILD.format("a int")), made(CHILD.format("") + "CREATE INDEX ON c (a);")
    whole = plan(before, after)
    assert [found.key for found in whole.findings] == ["H704 table public.c column a"]
    proof = prove(whole, before, after)
    assert proof.holds, proof.checks
    assert check(proof, "the result is TO").detail == "not reached, as announced: table public.c column a (local)"
    assert outcomes(proof)["pg_dump of both is equal"] == "not checked"
    assert outcomes(proof)["a second plan is empty"] == "passed"


def test_columns_that_are_listed_in_another_order_are_no_difference_to_pg_dump() -> None:
    listed = "CREATE STATISTICS s ON {0} FROM t; CREATE PUBLICATION p FOR TABLE t ({0}) WHERE (b > 0);"
    before = made("CREATE TABLE t (b int, c int); CREATE STATISTICS s ON b, c FROM t;")
    after = made("CREATE TABLE t (a int, b int, c int);" + listed.format("a, b, c"))
    found = check(prove(plan(before, after), before, after), "pg_dump of both is equal")
    assert (found.outcome, found.detail) == ("passed", None)
    fewer = made("CREATE TABLE t (a int, b int, c int);" + listed.format("b, c"))
    found = check(prove(plan(before, fewer), before, after), "pg_dump of both is equal")
    assert found.detail is not None
    assert found.detail.startswith("only the result has: ALTER PUBLICATION p ADD TABLE ONLY public.t")


def test_owners_that_only_superusers_can_be_are_said_not_to_be_checked() -> None:
    made_by_one = "CREATE PUBLICATION everything FOR ALL TABLES; CREATE PUBLICATION one FOR TABLE t;"
    without = made("CREATE TABLE t (a int PRIMARY KEY)")
    found = made(f"CREATE TABLE t (a int PRIMARY KEY); {made_by_one} CREATE FOREIGN DATA WRAPPER w;")
    owned = found.replace(
        objects=[
            msgspec.structs.replace(o, owner="postgres") if hasattr(o, "owner") and o.owner is not None else o
            for o in found.objects.values()
        ]
    )
    proof = prove(plan(owned, without), owned, without)
    assert proof.holds, proof.checks
    owners = check(proof, "owners are as they should be")
    assert owners.outcome == "not checked"
    assert owners.detail == (
        "not of foreign_data_wrapper w, publication everything, publication one: on a shadow they are its superuser's"
    )


def test_what_else_is_not_reached_is_a_failure() -> None:
    before, after = made(CHILD.format("a int")), made(CHILD.format("") + "CREATE INDEX ON c (a);")
    found = check(prove(Plan(findings=plan(before, after).findings), before, after), "the result is TO")
    assert found.outcome == "failed"
    assert [str(change.address) for change in found.differences] == ["table public.c index c_a_idx"]


def test_what_is_reached_though_the_plan_says_otherwise_is_a_failure() -> None:
    before, after = made(CHILD.format("a int")), made(CHILD.format(""))
    wrong = plan(before, after).findings
    found = check(prove(Plan(findings=wrong), before, before), "the result is TO")
    assert found.outcome == "failed"
    assert found.detail == "reached, though announced otherwise: table public.c column a (local)"


def test_an_index_that_is_not_valid_is_valid_in_the_clone() -> None:
    schema = made("CREATE TABLE t (a int); CREATE INDEX i ON t (a);")
    failed = schema.replace(
        objects=[
            msgspec.structs.replace(o, valid=False) if isinstance(o, Index) else o for o in schema.objects.values()
        ]
    )
    proof = prove(plan(failed, schema), failed, schema)
    assert proof.holds, proof.checks
    told = "not reached, as announced: table public.t index i (valid)"
    assert check(proof, "the clone is like FROM").detail == told
    assert [step.sql for step in proof.statements] == ["REINDEX INDEX public.i"]
    other = prove(plan(schema, failed), schema, failed)
    assert other.holds, other.checks
    assert check(other, "the result is TO").detail == told


def test_another_major_version_may_spell_expressions_in_its_own_way() -> None:
    """TO is of PostgreSQL 15, for which the shadow is a 16: it spells the view as TO made from nothing there."""
    before, after = made("CREATE TABLE t (id int)"), made("CREATE TABLE t (id int); CREATE VIEW v AS SELECT id FROM t")
    view = after[address("view", "public", "v")]
    older = msgspec.structs.replace(view, definition="SELECT ((t.id)) AS id\n   FROM public.t")
    before = before.replace(version=150000)
    goal = after.replace(objects=[older if one == view else one for one in after.objects.values()], version=150000)
    proof = prove(plan(before, goal), before, goal)
    assert proof.version // 10000 != 15
    assert proof.holds, proof.checks
    assert check(proof, "the result is TO").outcome == "passed"


SECRETS = """
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER far FOREIGN DATA WRAPPER w OPTIONS (host 'db', password 'hunter2');
CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (user 'me', password 'hunter2');
"""


def test_secrets_are_left_to_hand_and_stop_no_proof() -> None:
    without, given = made("CREATE TABLE t (id int)"), made(f"CREATE TABLE t (id int); {SECRETS}")
    more = made(f"CREATE TABLE t (id int); CREATE TABLE u (); {SECRETS}")
    kept = prove(plan(given, more), given, more)
    assert kept.holds, kept.checks
    comes = prove(plan(without, given), without, given)
    assert comes.holds, comes.checks
    assert "server far (options)" in (check(comes, "the result is TO").detail or "")
    goes = prove(plan(given, without), given, without)
    assert goes.holds, goes.checks
    assert "server far (options)" in (check(goes, "undo returns to the start").detail or "")
