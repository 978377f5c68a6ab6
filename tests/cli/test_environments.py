"""A check of several environments at once: each is a place, and one that cannot be reached leaves the rest to report."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

SHAPE = json.loads((Path(__file__).parents[2] / "docs" / "json-schema.json").read_text(encoding="utf-8"))
MADE = "create table users (id bigint primary key, email text not null);"
NOBODY = "postgresql://postgres@127.0.0.1:1/none"


@pytest.fixture
def project(run):
    """Environments by variables, and migrations that make ``MADE``."""
    (run.here / "migrations").mkdir()
    (run.here / "migrations/001_users.sql").write_text(MADE)
    (run.here / "trueup.toml").write_text(
        "[environments]\n" + "".join(f'{name} = "env:{name.upper()}_URL"\n' for name in ("dev", "staging", "prod"))
    )
    return run


def urls(**given: str) -> dict[str, str]:
    return {f"{name.upper()}_URL": url for name, url in given.items()}


def test_all_true(project, database):
    env = urls(dev=database(MADE), staging=database(MADE), prod=database(MADE))
    first = project.inside("check", env=env)
    assert (first.code, first.stderr) == (0, "")
    assert first.stdout.startswith("True. Dev, staging and prod are what the migrations make.")
    assert project("check", env=env).stdout == first.stdout


def test_drift_in_one_is_told_of_that_one(project, database, sql):
    env = urls(dev=database(MADE), staging=database(MADE), prod=database(MADE))
    assert project.inside("check", env=env).code == 0
    sql(env["PROD_URL"], "alter table users add hotfix int")
    done = project.inside("check", env=env)
    assert done.code == 1
    assert "Prod: 1 only in prod." in done.stdout
    assert "Dev is what the migrations make." in done.stdout
    found = json.loads(project.inside("check", "--format", "json", env=env).stdout)
    jsonschema.validate(found, SHAPE)
    assert [(one["judged"], one["equal"]) for one in [found, *found["others"]][1:]] == [
        ("staging", True),
        ("prod", False),
    ]


@pytest.mark.parametrize("missing", [NOBODY, ""], ids=["refused", "unset"])
def test_one_that_cannot_be_reached_is_a_row(project, database, missing):
    env = urls(dev=database(MADE), staging=missing, prod=database(MADE))
    done = project.inside("check", env=env)
    assert done.code == 2
    assert "Dev and prod are what the migrations make." in done.stdout
    row = next(line for line in done.stdout.splitlines() if line.strip().startswith("staging"))
    assert "not looked at: " in row
    found = json.loads(project.inside("check", "--format", "json", env=env).stdout)
    jsonschema.validate(found, SHAPE)
    assert [one["judged"] for one in found["unreached"]] == ["staging"]


def test_drift_wins_over_what_could_not_be_told(project, database):
    env = urls(dev=database(""), staging=NOBODY, prod=database(MADE))
    assert project.inside("check", env=env).code == 1


def test_none_that_can_be_reached(project):
    done = project.inside("check", env=urls(dev=NOBODY, staging=NOBODY, prod=NOBODY))
    assert done.code == 2
    assert done.stdout.startswith("Unknown.")
    found = project.inside("check", "--format", "json", env=urls(dev=NOBODY, staging=NOBODY, prod=NOBODY)).stdout
    jsonschema.validate(json.loads(found), SHAPE)
    assert len(json.loads(found)["unreached"]) == 3


def test_an_environment_may_be_the_truth(project, database, sql):
    toml = project.here / "trueup.toml"
    toml.write_text('truth = "prod"\n' + toml.read_text())
    env = urls(dev=database(MADE), staging=database(MADE), prod=database(MADE + "create table extra ();"))
    done = project.inside("check", env=env)
    assert done.code == 1
    assert done.stdout.startswith("Drift. Dev: 1 missing in dev. Staging: 1 missing in staging.")


def test_a_truth_that_cannot_be_reached_is_an_error(project, database):
    toml = project.here / "trueup.toml"
    toml.write_text('truth = "prod"\n' + toml.read_text())
    done = project.inside("check", env=urls(dev=database(MADE), staging=database(MADE), prod=NOBODY))
    assert (done.code, done.stdout) == (2, "")
    assert "nothing accepts connections" in done.stderr


def test_no_secret_is_shown(project, database):
    secret = "postgresql://me:s3cret@127.0.0.1:1/none"
    done = project.inside("check", env=urls(dev=secret, staging=database(MADE), prod=database(MADE)))
    assert "s3cret" not in done.stdout + done.stderr
