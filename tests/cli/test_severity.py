"""What a check fails on: drift of the severity that was asked for, by the grades of the configuration."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

SHAPE = json.loads((Path(__file__).parents[2] / "docs" / "json-schema.json").read_text(encoding="utf-8"))
MADE = "create table users (id bigint primary key, email text not null);"


@pytest.fixture
def project(run):
    (run.here / "migrations").mkdir()
    (run.here / "migrations/001_users.sql").write_text(MADE)
    return run


@pytest.mark.parametrize(
    ("change", "code", "severity"),
    [
        ("create index hotfix on users (email)", "D202", "info"),
        ("alter table users alter email drop not null", "D212", "warning"),
        ("alter table users drop constraint users_pkey", "D301", "error"),
        ("alter table users add must int not null", "D201", "error"),
    ],
)
def test_drift_is_graded_and_fails_from_where_it_was_asked(project, database, change, code, severity):
    env = {"DATABASE_URL": database(f"{MADE} {change};")}
    levels = ["info", "warning", "error", "critical"]
    codes = [project.inside("check", "--fail-on", level, env=env).code for level in levels]
    assert codes == [1 if levels.index(level) <= levels.index(severity) else 0 for level in levels]
    found = json.loads(project.inside("check", "--format", "json", env=env).stdout)
    jsonschema.validate(found, SHAPE)
    assert {(one["code"], one["severity"]) for one in found["disagreements"]} >= {(code, severity)}


def test_the_configuration_grades(project, database):
    env = {"DATABASE_URL": database(MADE + "create index hotfix on users (email);")}
    (project.here / "trueup.toml").write_text('[severity]\nD202 = "critical"\n')
    assert project.inside("check", "--fail-on", "critical", env=env).code == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[severity]\nD202 = "grave"\n', "trueup.toml:2: severity.D202 must be one of info, warning, error, critical"),
        ('[severity]\nD999 = "info"\n', "trueup.toml:2: there is no code 'D999'"),
        ("severity = 1\n", "severity must be a table"),
    ],
)
def test_a_grade_that_is_none_is_said_with_its_place(project, text, said):
    (project.here / "trueup.toml").write_text(text)
    done = project.inside("check")
    assert done.code == 2
    assert said in done.stderr
