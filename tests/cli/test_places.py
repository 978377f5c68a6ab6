"""A check of what ``[sources]``, ``[environments]`` and ``truth`` name: any number of places, written in any way."""

from __future__ import annotations

import json

import pytest

MADE = "create table users (id bigint primary key, email text not null);"
RENAMED = "create table users (id bigint primary key, email_address text not null);"
PRISMA = """datasource db {
  provider = "postgresql"
}

model users {
  id    BigInt @id
  email String
}
"""
DRIZZLE = """import { bigint, pgTable, text } from "drizzle-orm/pg-core";

export const users = pgTable("users", {
  id: bigint("id", { mode: "number" }).primaryKey(),
  email: text("email").notNull(),
});
"""


@pytest.fixture
def project(run):
    """A migration and the same table twice in code; ``trueup.toml`` is the test's."""
    (run.here / "migrations").mkdir()
    (run.here / "migrations/001_users.sql").write_text(MADE)
    (run.here / "schema.prisma").write_text(PRISMA)
    (run.here / "schema.ts").write_text(DRIZZLE)
    return run


def told(project, toml: str, env: dict[str, str] | None = None) -> tuple[int, dict]:
    """The exit code and the report of a check with this configuration."""
    (project.here / "trueup.toml").write_text(toml)
    done = project.inside("check", "--format", "json", env=env or {})
    assert done.stderr == ""
    return done.code, json.loads(done.stdout)


def places(found: dict) -> dict[str, list[str]]:
    """By place what has to change there."""
    return {one["judged"]: [c["address"] for c in one["changes"]] for one in (found, *found["others"])}


SOURCES = '[sources]\nmigrations = "migrations"\nprisma = "schema.prisma"\ndrizzle = "schema.ts"\n'


def test_two_schemas_in_code_of_one_database(project, database):
    env = {"DEV_URL": database(MADE)}
    code, found = told(project, SOURCES + '[environments]\ndev = "env:DEV_URL"\n', env)
    assert (code, places(found)) == (0, {"database": [], "prisma": [], "drizzle": []})
    (project.here / "schema.ts").write_text(DRIZZLE.replace('text("email").notNull()', 'text("email")'))
    code, found = told(project, SOURCES + '[environments]\ndev = "env:DEV_URL"\n', env)
    assert (code, places(found)["drizzle"]) == (1, ["table public.users column email"])
    (row,) = found["disagreements"]
    assert (row["field"], row["values"]) == (
        "not_null",
        {"database": True, "prisma": True, "drizzle": False, "migrations": True},
    )


@pytest.mark.parametrize("truth", ["production", "drizzle", "saved"])
def test_any_place_may_be_the_truth(project, database, truth):
    made = database(MADE)
    (project.here / "trueup.toml").unlink(missing_ok=True)
    assert project.inside("snapshot", made, "-o", "saved.json").code == 0
    environments = (
        '[environments]\nstaging = "env:STAGING_URL"\nproduction = "env:PRODUCTION_URL"\nsaved = "saved.json"\n'
    )
    env = {"STAGING_URL": database(MADE + "create table hotfix ();"), "PRODUCTION_URL": made}
    code, found = told(project, f'truth = "{truth}"\n' + SOURCES + environments, env)
    assert (code, found["truth"]) == (1, truth)
    everywhere = {"staging", "production", "saved", "migrations", "prisma", "drizzle"}
    assert places(found) == {
        name: ["table public.hotfix"] if name == "staging" else [] for name in everywhere - {truth}
    }


def test_snapshots_are_environments_beside_a_database(project, database):
    for name, sql in {"monday": MADE, "tuesday": MADE, "friday": RENAMED}.items():
        assert project.inside("snapshot", database(sql), "-o", f"{name}.json").code == 0
    (project.here / "broken.json").write_text('{"trueup_snapshot": 1,')
    names = ("monday", "tuesday", "friday", "broken", "lost")
    toml = '[sources]\nmigrations = "migrations"\n[environments]\nlive = "env:LIVE_URL"\n'
    toml += "".join(f'{name} = "{name}.json"\n' for name in names)
    code, found = told(project, toml, {"LIVE_URL": database(MADE)})
    assert (code, [one["judged"] for one in found["unreached"]]) == (2, ["broken", "lost"])
    assert {name: len(changes) for name, changes in places(found).items()} == {
        "live": 0,
        "monday": 0,
        "tuesday": 0,
        "friday": 2,
    }


@pytest.mark.parametrize("decided", [True, False])
@pytest.mark.parametrize("renamed", [("dev",), ("staging", "production")], ids="-".join)
def test_what_has_another_name_in_some_environments_is_one_row(project, database, renamed, decided):
    toml = '[sources]\nmigrations = "migrations"\n[environments]\n'
    toml += "".join(f'{name} = "env:{name.upper()}_URL"\n' for name in ("dev", "staging", "production"))
    names = ("dev", "staging", "production")
    env = {f"{name.upper()}_URL": database(RENAMED if name in renamed else MADE) for name in names}
    if decided:
        (project.here / "trueup.decisions.toml").write_text(
            '[[rename]]\nfrom = "table public.users column email_address"\nto = "table public.users column email"\n'
        )
    code, found = told(project, toml, env)
    assert code == 1
    (row,) = found["disagreements"]
    assert (row["address"], row["field"], row["absent"]) == ("table public.users column email", None, [])
    assert {name: value["name"] for name, value in row["values"].items()} == {
        name: "email_address" if name in renamed else "email" for name in (*names, "migrations")
    }
