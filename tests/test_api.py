"""The functions for Python: the same answers as the commands give."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import trueup

SHAPE = json.loads((Path(__file__).parents[1] / "docs" / "json-schema.json").read_text(encoding="utf-8"))
BEFORE = "create table t (id int primary key, note text);"
AFTER = "create table t (id int primary key, note text not null); create view v as select id from t;"


@pytest.fixture(scope="module")
def pair(module_database):
    return module_database(BEFORE), module_database(AFTER)


def test_read_gives_a_schema(pair):
    schema = trueup.read(pair[0])
    assert "table public.t column note" in schema
    assert schema["table public.t"].rls is False


def test_diff_plan_and_prove_agree(pair, sql):
    changes = trueup.diff(*pair)
    assert [(type(c), c.address) for c in changes] == [
        (trueup.Alter, "table public.t column note"),
        (trueup.Create, "view public.v"),
    ]
    plan = trueup.plan(*pair)
    assert [step.sql.split()[-1] for step in plan.statements[:2]] == ["VALID", "t_note_not_null"]
    assert len(plan.statements) == 3
    assert trueup.prove(*pair).holds
    assert trueup.diff(pair[0], pair[0]) == ()
    assert not trueup.plan(pair[1], pair[1])


def test_schemas_already_read_are_taken_too(pair):
    one, other = map(trueup.read, pair)
    assert trueup.diff(one, other) == trueup.diff(*pair)
    assert trueup.plan(one, pair[1]).sql == trueup.plan(one, other).sql != ""
    assert trueup.prove(one, other).holds
    assert trueup.diff(one, other, ignore=["view *"], only=["table *"]) == trueup.diff(*pair)[:1]


def test_paths_are_sources(pair, tmp_path):
    (tmp_path / "schema.sql").write_text(AFTER)
    assert trueup.diff(pair[1], tmp_path / "schema.sql") == ()


def test_fingerprints_tell_schemas_apart(pair, module_database):
    again = module_database(BEFORE)
    assert trueup.fingerprint(pair[0]).digest == trueup.fingerprint(again).digest
    assert trueup.fingerprint(pair[0]).digest != trueup.fingerprint(pair[1]).digest


def test_problems_are_one_tree_of_errors(tmp_path):
    with pytest.raises(trueup.ConfigError):
        trueup.read(tmp_path / "nothing")
    with pytest.raises(trueup.ConnectionFailed) as caught:
        trueup.read("postgresql://me:s3cret@127.0.0.1:1/x")
    assert "s3cret" not in str(caught.value)
    assert issubclass(trueup.ConnectionFailed, trueup.TrueupError)


def test_a_proof_as_json_has_the_documented_shape(run, pair):
    done = run("prove", *pair, "--format", "json")
    assert done.code == 0
    found = json.loads(done.stdout)
    jsonschema.validate(found, SHAPE)
    assert found["holds"]
    assert len(found["statements"]) == 3
