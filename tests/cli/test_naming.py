"""``trueup naming`` and what a check says of names, in the three worlds of the meetings example."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from trueup.demo import examples

SHAPE = json.loads((Path(__file__).parents[2] / "docs" / "json-schema.json").read_text(encoding="utf-8"))
WORLDS = {
    "camel": ("same", "none", "camelCase"),
    "snake": ("other convention", "low", "snake_case"),
    "absent": ("not there", "low", "camelCase"),
}


@pytest.mark.parametrize("name", WORLDS)
def test_the_question_is_answered_in_every_world(run, database, tmp_path, name):
    state, risk, columns = WORLDS[name]
    world = next(one for one in examples.worlds("meetings") if one.name == name)
    env = examples.set_up("meetings", world, tmp_path / name, lambda _, sql: database(sql))
    done = run.inside("naming", "--format", "json", cwd=tmp_path / name, env=env)
    told = json.loads(done.stdout)
    jsonschema.validate(told, SHAPE)
    (answer,) = told["answers"]
    assert (done.code, answer["state"], answer["risk"]) == (int(state != "same"), state, risk)
    assert told["conventions"]["database"]["columns"]["style"] == columns
    assert told["conventions"]["code"]["columns"] == {"style": "camelCase", "follow": 48, "of": 48, "exceptions": []}
    pairs = {one["code"]: one["there"] for one in answer["pairs"]}
    assert len(pairs) == (48 if name == "snake" else 0)
    if name == "snake":
        assert pairs['table public.meetings column "userId"'] == "table public.meetings column user_id"
    assert sum(one.startswith("table") and " column " not in one for one in answer["absent"]) == 5 * (name == "absent")
    checked = json.loads(run.inside("check", "--format", "json", cwd=tmp_path / name, env=env).stdout)
    jsonschema.validate(checked, SHAPE)
    assert checked["naming"] == {key: told[key] for key in ("conventions", "answers")}
    shown = run.inside("check", cwd=tmp_path / name, env=env).stdout
    assert (answer["says"] in shown, answer["advice"] in shown) == (state != "same", state != "same")


def test_any_sources_can_be_asked_about(run, tmp_path):
    (tmp_path / "one.sql").write_text('create table "UserAccount" (id int, "userId" int);')
    (tmp_path / "two.sql").write_text("create table user_accounts (id int, user_id int);")
    done = run.inside("naming", "one.sql", "two.sql", cwd=tmp_path)
    assert done.code == 1
    assert done.stdout.startswith("  Another convention. Two.sql uses snake_case: 1 of 2 columns")
    assert "    = userId  user_id\n" in done.stdout
    assert run.inside("naming", "two.sql", cwd=tmp_path).code == 0
