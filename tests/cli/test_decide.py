"""Drift that somebody answers for: accepted until its day, shown all the while, and looked at again afterwards."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

SHAPE = json.loads((Path(__file__).parents[2] / "docs" / "json-schema.json").read_text(encoding="utf-8"))
MADE = "create table users (id bigint primary key, email text not null);"
HOTFIX = "table public.users index hotfix"
ACCEPT = f"""
# who answers for what
[[accept]]
address = "{HOTFIX}"
owner = "ada"
reason = "until the report is rewritten"
until = 2099-01-31
"""


@pytest.fixture
def project(run):
    (run.here / "migrations").mkdir()
    (run.here / "migrations/001_users.sql").write_text(MADE)
    return run


@pytest.fixture
def drifted(database):
    return {"DATABASE_URL": database(MADE + "create index hotfix on users (email);")}


def decided(project, text: str) -> None:
    (project.here / "trueup.decisions.toml").write_text(text)


def test_accepted_drift_is_shown_and_is_none(project, drifted):
    assert project.inside("check", env=drifted).code == 1
    decided(project, ACCEPT)
    done = project.inside("check", env=drifted)
    assert done.code == 0
    assert "accepted  only database has index hotfix of users  until 2099-01-31 by ada: until the report" in done.stdout
    found = json.loads(project.inside("check", "--format", "json", env=drifted).stdout)
    jsonschema.validate(found, SHAPE)
    assert found["disagreements"] == []
    assert [one["accepted"]["owner"] for one in found["accepted"]] == ["ada"]


def test_until_its_day(project, drifted):
    decided(project, ACCEPT.replace("2099", "2001"))
    done = project.inside("check", env=drifted)
    assert done.code == 1
    assert "no longer accepted" in done.stdout


def test_a_decision_that_nothing_needs_is_told(project, database):
    decided(project, ACCEPT)
    done = project.inside("check", env={"DATABASE_URL": database(MADE + "create table more ();")})
    assert done.code == 1
    assert f"accepted and not there  {HOTFIX}, by ada" in done.stdout


@pytest.mark.parametrize(
    ("more", "code"), [('code = "D202"', 0), ('code = "D301"', 1), ('where = ["database"]', 0), ('where = ["prod"]', 1)]
)
def test_only_the_finding_and_place_that_were_meant(project, drifted, more, code):
    decided(project, ACCEPT + more)
    assert project.inside("check", env=drifted).code == code


def test_decide_writes_what_check_reads_and_keeps_the_rest(project, drifted):
    decided(project, ACCEPT.replace(HOTFIX, "table public.other"))
    done = project.inside(
        "decide", "accept", HOTFIX, "--owner", "bob", "--reason", 'says "so"', "--until", "2099-12-31"
    )
    assert (done.code, done.stderr) == (0, "")
    text = (project.here / "trueup.decisions.toml").read_text()
    assert text.startswith("\n# who answers for what\n")
    assert project.inside("check", env=drifted).code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[accept]\n", "not TOML"),
        ("[[allow]]\n", "trueup.decisions.toml:1: unknown key 'allow'"),
        (ACCEPT.replace('owner = "ada"\n', ""), "trueup.decisions.toml:3: [[accept]] has no owner"),
        (ACCEPT + "more = 1\n", "trueup.decisions.toml:3: unknown key 'more'"),
        (ACCEPT.replace("2099-01-31", '"soon"'), "until must be a day"),
        ("accept = 3\n", "accept must be a list of tables"),
        ('[[rename]]\nfrom = "table a"\n', "[[rename]] has no to"),
    ],
)
def test_a_broken_file_is_said_with_its_line(project, drifted, text, said):
    decided(project, text)
    done = project.inside("check", env=drifted)
    assert done.code == 2
    assert said in done.stderr


def test_a_day_that_has_passed_is_refused(project):
    done = project.inside("decide", "accept", HOTFIX, "--owner", "a", "--reason", "b", "--until", "2001-01-01")
    assert done.code == 2
    assert "2001-01-01 has passed" in done.stderr
