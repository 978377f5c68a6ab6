"""The example projects: what ``expected.toml`` lists is reported, place by place, and nothing else is."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from trueup.demo import examples
from trueup.demo.examples import World

WORLDS = [(name, world) for name in examples.NAMES for world in examples.worlds(name)]

Found = set[tuple[str, str, str, str]]
"""Where, what (``create`` for what the place lacks, ``drop`` for what it alone has), the address, and values."""


@pytest.fixture(scope="module")
def ready(module_database, tmp_path_factory) -> Callable[[str, World], tuple[Path, dict[str, str]]]:
    """The folder of a project in a world, and the variables that name its databases; equal databases are made once."""
    made: dict[tuple[str, str], str] = {}

    def ready(name: str, world: World) -> tuple[Path, dict[str, str]]:
        def database(one: str, sql: str) -> str:
            if (name, sql) not in made:
                made[name, sql] = module_database(sql)
            return made[name, sql]

        project = tmp_path_factory.mktemp(name) / world.name
        return project, examples.set_up(name, world, project, database)

    return ready


def expected(name: str) -> dict[str, list[dict[str, object]]]:
    return tomllib.loads((examples.folder(name) / examples.FOUND).read_text(encoding="utf-8"))


def listed(name: str, world: str) -> Found:
    """What the list of an example says of one of its worlds."""
    found = expected(name)
    return {
        one
        for kind, read in (("drift", _drift), ("renamed", _renamed))
        for entry in found.get(kind, [])
        if world in entry.get("worlds", [world])
        for one in read(entry)
    }


def _drift(entry: dict) -> Iterator[tuple[str, str, str, str]]:
    for address in entry["addresses"]:
        yield from ((place, "create", address, "") for place in entry.get("lacking", []))
        yield from ((place, "drop", address, "") for place in entry.get("only", []))
        fields = entry.get("fields", {})
        for place in sorted({place for says in fields.values() for place in says} - {"code", "truth"}):
            values = {field: (says.get(place), says.get("code")) for field, says in fields.items()}
            yield place, "alter", address, repr(sorted(values.items()))


def _renamed(entry: dict) -> Iterator[tuple[str, str, str, str]]:
    for place in entry["places"]:
        for wanted, there in entry["pairs"]:
            yield place, "create", wanted, ""
            yield place, "drop", there, ""


def reported(output: str) -> Found:
    """What a check reported, from its JSON."""
    told = json.loads(output)
    return {
        (place["judged"], change["change"], change["address"], _values(change))
        for place in (told, *told["others"])
        for change in place["changes"]
    }


def _values(change: dict) -> str:
    if change["change"] != "alter":
        return ""
    return repr(sorted((f, (_plain(v["from"]), _plain(v["to"]))) for f, v in change["fields"].items()))


def _plain(value: object) -> object:
    """A value as the list writes it: keys of an index as the names of their columns."""
    if isinstance(value, list):
        return [one["column"] if isinstance(one, dict) else one for one in value]
    return value


@pytest.mark.parametrize(("name", "world"), WORLDS, ids=[f"{name}-{world.name}" for name, world in WORLDS])
def test_check_reports_what_is_listed_and_nothing_else(run, ready, name, world):
    project, environment = ready(name, world)
    done = run.inside("check", "--format", "json", cwd=project, env=environment)
    assert done.code == world.exit, done.stderr
    for unreadable in expected(name).get("unreadable", []):
        if world.name in unreadable["worlds"]:
            told = json.loads(done.stdout)["error"]
            assert unreadable["where"] in told["where"]
            assert unreadable["says"] in told["message"] + (told["help"] or "")
            return
    found, wanted = reported(done.stdout), listed(name, world.name)
    assert sorted(found - wanted) == []
    assert sorted(wanted - found) == []
