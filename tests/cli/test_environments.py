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
    assert "  dev         as it should be\n" in done.stdout
    assert "  prod        1 only there\n" in done.stdout
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


def test_drift_is_told_beside_what_could_not_be_told(project, database):
    env = urls(dev=database(""), staging=NOBODY, prod=database(MADE))
    done = project.inside("check", env=env)
    assert (done.code, done.stdout.split(".")[0]) == (2, "Drift")
    assert "  missing in dev\n" in done.stdout


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
    assert "  missing in dev and staging\n    + table" in done.stdout


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


@pytest.fixture
def written(project):
    """Migrations, a second history that cannot be replayed, and code that cannot be read, besides the environments."""
    (project.here / "broken").mkdir()
    (project.here / "broken/001_posts.sql").write_text("create table posts (id int);\ncreate index on nothing (id);\n")
    (project.here / "schema.prisma").write_text(
        'datasource db {\n  provider = "postgresql"\n}\nmodel users {\n  id Nope @id\n}\n'
    )
    toml = project.here / "trueup.toml"
    sources = '[sources]\nmigrations = "migrations"\nothers = "broken"\ncode = "schema.prisma"\ngone = "nowhere"\n'
    toml.write_text(sources + toml.read_text())
    return project


def test_what_cannot_be_replayed_or_read_is_a_row(written, database):
    env = urls(dev=database(MADE), staging=database(MADE), prod=database(MADE + "create table extra ();"))
    done = written.inside("check", env=env)
    assert (done.code, done.stderr) == (2, "")
    assert "\n  only in prod\n    - table" in done.stdout
    found = json.loads(written.inside("check", "--format", "json", env=env).stdout)
    jsonschema.validate(found, SHAPE)
    told = {one["judged"]: one["error"] for one in found["unreached"]}
    assert {name: (error["type"], error["where"], error["message"]) for name, error in told.items()} == {
        "code": ("SourceError", "schema.prisma:5:6", told["code"]["message"]),
        "gone": ("ConfigError", "trueup.toml: gone = 'nowhere'", "there is no such file or folder"),
        "others": ("ReplayFailed", "broken/001_posts.sql:2:1", 'relation "nothing" does not exist'),
    }
    assert "Nope" in told["code"]["message"]
    assert told["others"]["help"].startswith("0 files were applied before this one.")
    assert [(one["judged"], len(one["changes"])) for one in [found, *found["others"]]] == [
        ("dev", 0),
        ("staging", 0),
        ("prod", 1),
    ]


def test_the_line_that_could_not_be_replayed_is_marked(written, database):
    env = urls(dev=database(MADE), staging=database(MADE), prod=database(MADE))
    marked = written.inside("check", "--format", "github", env=env).stdout
    assert "::warning file=broken/001_posts.sql,line=2,col=1,title=others was not looked at::" in marked
    sarif = json.loads(written.inside("check", "--format", "sarif", env=env).stdout)
    told = sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    where = [one["locations"][0]["physicalLocation"] for one in told if "others" in one["message"]["text"]]
    assert where[0]["region"]["startLine"] == 2


def test_a_truth_that_cannot_be_replayed_is_an_error(written, database):
    toml = written.here / "trueup.toml"
    toml.write_text('truth = "others"\n' + toml.read_text())
    done = written.inside("check", env=urls(dev=database(MADE), staging=database(MADE), prod=NOBODY))
    assert (done.code, done.stdout) == (2, "")
    assert 'broken/001_posts.sql:2:1: relation "nothing" does not exist' in done.stderr


def test_the_only_other_place_that_cannot_be_read_is_an_error(written):
    (written.here / "trueup.toml").write_text('[sources]\nmigrations = "migrations"\nothers = "broken"\n')
    done = written.inside("check")
    assert (done.code, done.stdout) == (2, "")
    assert 'broken/001_posts.sql:2:1: relation "nothing" does not exist' in done.stderr
