"""What stands guard: a workflow, a hook, and a baseline that hides what was known and nothing else."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import jsonschema
import pytest
import yaml

SHAPE = json.loads((Path(__file__).parents[2] / "docs" / "json-schema.json").read_text(encoding="utf-8"))
MADE = "create table users (id bigint primary key, email text not null);"


@pytest.fixture
def project(run):
    (run.here / "migrations").mkdir()
    (run.here / "migrations/001_users.sql").write_text(MADE)
    return run


def test_a_baseline_hides_what_is_known_and_nothing_else(project, database, sql):
    env = {"DATABASE_URL": database(MADE + "create index hotfix on users (email);")}
    assert project.inside("init", "--baseline", "known.json", env=env).code == 0
    done = project.inside("check", "--baseline", "known.json", env=env)
    assert done.code == 0
    assert done.stdout.startswith("Accepted. All that differs is known or accepted.")
    sql(env["DATABASE_URL"], "alter table users alter email drop not null")
    done = project.inside("check", "--baseline", "known.json", env=env)
    assert done.code == 1
    assert "1 disagreement of the baseline" in done.stdout
    found = json.loads(project.inside("check", "--baseline", "known.json", "--format", "json", env=env).stdout)
    jsonschema.validate(found, SHAPE)
    assert (found["known"], [one["code"] for one in found["disagreements"]]) == (1, ["D212"])


@pytest.mark.parametrize(
    "text", ["", "{}", '{"trueup_baseline": 2, "known": []}', '{"trueup_baseline": 1, "known": [1]}']
)
def test_a_broken_baseline_is_said(project, database, text):
    (project.here / "known.json").write_text(text)
    drifted = {"DATABASE_URL": database("")}
    done = project.inside("check", "--baseline", "known.json", env=drifted)
    assert done.code == 2
    assert "known.json: not a baseline" in done.stderr


def test_the_workflow_names_the_secrets_of_the_environments(project):
    (project.here / "trueup.toml").write_text('[environments]\ndev = "env:DEV_URL"\nprod = "env:PROD_URL"\n')
    assert project.inside("init", "--workflow", "--hook").code == 0
    found = yaml.safe_load((project.here / ".github/workflows/trueup.yml").read_text())
    steps = found["jobs"]["check"]["steps"]
    assert steps[-1]["env"] == {"DEV_URL": "${{ secrets.DEV_URL }}", "PROD_URL": "${{ secrets.PROD_URL }}"}
    hook = yaml.safe_load((project.here / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"][0]
    assert hook["entry"] == "trueup check --quiet"
    assert project.inside("init", "--hook").code == 2


def test_what_runs_leaves_out_the_baseline_that_is_written_with_it(project, database):
    env = {"DATABASE_URL": database(MADE + "create index hotfix on users (email);")}
    assert project.inside("init", "--workflow", "--hook", "--baseline", "what is known.json", env=env).code == 0
    flow = yaml.safe_load((project.here / ".github/workflows/trueup.yml").read_text())["jobs"]["check"]["steps"]
    hook = yaml.safe_load((project.here / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"][0]
    for command in (flow[-1]["run"], hook["entry"]):
        program, *arguments = shlex.split(command)
        assert program == "trueup"
        assert project.inside(*arguments, env=env).code == 0
    assert project.inside("check", env=env).code == 1


def test_what_is_mended_is_said_as_long_as_the_baseline_has_it(project, database, sql):
    env = {"DATABASE_URL": database(MADE + "create index hotfix on users (email);")}
    assert project.inside("init", "--baseline", "known.json", env=env).code == 0
    sql(env["DATABASE_URL"], "drop index hotfix")
    assert project.inside("check", env=env).code == 0
    done = project.inside("check", "--baseline", "known.json", env=env)
    assert (done.code, done.stdout.split(".")[0]) == (0, "True")
    assert "  resolved  D202 table public.users index hotfix" in done.stdout
    found = json.loads(project.inside("check", "--baseline", "known.json", "--format", "json", env=env).stdout)
    jsonschema.validate(found, SHAPE)
    assert found["resolved"] == ["D202 table public.users index hotfix"]
    assert not json.loads(
        project.inside(
            "check", "--baseline", "known.json", "--only", "table public.x", "--format", "json", env=env
        ).stdout
    )["resolved"]


def test_they_can_be_printed_only(project):
    done = project.inside("init", "--workflow", "--print")
    assert "trueup check --fail-on warning" in done.stdout
    assert not (project.here / ".github").exists()


def test_the_self_test_shows_that_a_check_can_fail(project, database):
    done = project.inside("check", "--self-test", env={"DATABASE_URL": database(MADE)})
    assert done.code == 0
    assert done.stdout.startswith("It can fail. ")
    assert "seen        a column by hand" in done.stdout
