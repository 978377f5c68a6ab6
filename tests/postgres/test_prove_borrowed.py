"""A proof on somebody's server: all is made as one role, what others own is not compared, and that is said."""

from __future__ import annotations

import os
from collections.abc import Iterator

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from trueup.model import Address, Schema
from trueup.plan import plan
from trueup.postgres.connect import connect
from trueup.postgres.introspect import read
from trueup.postgres.proof import prove
from trueup.postgres.renamed import renamed
from trueup.statement import Plan

BEFORE = """
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE TABLE u (id int PRIMARY KEY, t int NOT NULL REFERENCES t);
ALTER TABLE u OWNER TO {app};
GRANT SELECT ON t TO {app};
ALTER DEFAULT PRIVILEGES FOR ROLE {app} GRANT SELECT ON TABLES TO PUBLIC;
"""
AFTER = """
ALTER TABLE t ADD COLUMN must int NOT NULL;
CREATE TABLE v (id int PRIMARY KEY, u int REFERENCES u);
ALTER TABLE v OWNER TO {app};
"""


@pytest.fixture(scope="module")
def roles(server: str) -> Iterator[tuple[str, str]]:
    """A role that may only make databases, and one that owns things."""
    maker, app = f"tt_maker_{os.getpid()}", f"tt_app_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as conn:
        conn.execute(f"CREATE ROLE {maker} LOGIN CREATEDB PASSWORD 'x'")  # type: ignore[call-overload]
        conn.execute(f"CREATE ROLE {app}")  # type: ignore[call-overload]
    yield maker, app
    with psycopg.connect(server, autocommit=True) as conn:
        conn.execute(f"DROP ROLE IF EXISTS {maker}")  # type: ignore[call-overload]


@pytest.fixture(scope="module")
def schemas(roles: tuple[str, str], module_database) -> tuple[Schema, Schema]:
    sql = BEFORE.format(app=roles[1])
    urls = module_database(sql), module_database(sql + AFTER.format(app=roles[1]))
    found = []
    for url in urls:
        with connect(url) as conn:
            found.append(read(conn))
    return found[0], found[1]


@pytest.mark.parametrize("superuser", [False, True], ids=["not a superuser", "superuser"])
def test_what_others_own_is_made_as_the_shadow_s_own_role(superuser: bool, roles, schemas, server: str):
    before, after = schemas
    shadow = server if superuser else make_conninfo(server, user=roles[0], password="x")
    proof = prove(plan(before, after, role="postgres"), before, after, shadow_url=shadow)
    assert proof.holds, proof.checks
    checks = {check.name: check for check in proof.checks}
    owners = checks["owners are as they should be"]
    assert (owners.outcome, (owners.detail or "").split(" all ")[0]) == (
        "not checked",
        "on a server of yours (--shadow)",
    )
    assert "the plan depends on the rows of table public.t" in (checks["rows of kept tables are kept"].detail or "")
    assert checks["tables take insert, select, update and delete"].detail == "3 tried"


def test_a_plan_that_leaves_something_out_is_seen_there_too(roles, schemas, server: str):
    shadow = make_conninfo(server, user=roles[0], password="x")
    proof = prove(Plan(), *schemas, shadow_url=shadow)
    assert next(check.name for check in proof.checks if check.outcome == "failed") == "the result is TO"


def test_renames_are_tried_out_there(roles, schemas, server: str):
    shadow = make_conninfo(server, user=roles[0], password="x")
    where = Address("table public.t column a")
    steps, now = renamed(schemas[0], {where: Address("table public.t column b")}, shadow_url=shadow)
    assert [step.sql for step in steps] == ["ALTER TABLE public.t RENAME COLUMN a TO b"]
    assert "table public.t column b" in now
    assert now[Address("table public.u")] == schemas[0][Address("table public.u")], "with the owner it has"
