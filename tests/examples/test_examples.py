"""The example projects: what ``expected.toml`` lists is reported, place by place, with its cause, and nothing else."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import jsonschema
import pytest

from conftest import Run
from trueup.demo import examples
from trueup.demo.examples import World

CAUSES = {
    "pushed without a migration": "pushed",
    "renamed in code only": "renamed-in-code",
    "type mismatch across a foreign key": "type-mismatch",
    "migration out of order": "out-of-order",
    "named by another convention": "convention",
    "in code only, not pushed yet": "no-migration",
    "the code is behind the database": "code-behind",
}
"""The causes as the lists have them, in words, and what trueup calls them."""

RULES = {
    "row-level security is missing": "S201",
    "foreign key without an index": "S101",
    "naming: tables in PascalCase among tables in snake_case": "S301",
    "naming: columns in camelCase in a table in snake_case": "S302",
    "migration out of order: applied after a migration of a later name": "S401",
    "migrations by hand among those of Prisma": "S402",
    "the script for new migrations names every one of them init": "S403",
    "nothing looks for drift before migrations are deployed": "S404",
    "migrations have no way back, and what they drop is gone": "S405",
    "the variables of developers lead to staging": "S406",
    "a type by hand instead of the generated one": "S501",
}
"""What a list calls a finding beside the drift, and its code."""

SHAPE = json.loads((Path(__file__).parents[2] / "docs/json-schema.json").read_text(encoding="utf-8"))
SEVERITIES = {"critical": "critical", "high": "error", "medium": "warning", "low": "info"}

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


def entries(name: str, world: str) -> list[dict]:
    """What the list of an example says of one of its worlds, without the places that cannot be read there."""
    found = expected(name)
    unread = {one["place"] for one in found.get("unreadable", []) if world in one["worlds"]}
    return [
        {key: _without(value, unread) for key, value in entry.items()}
        for kind in ("drift", "renamed")
        for entry in found.get(kind, [])
        if world in entry.get("worlds", [world])
    ]


def _without(value: object, unread: set[str]) -> object:
    """A list of places, or values of fields by place, without these places."""
    if isinstance(value, list):
        return [one for one in value if not isinstance(one, str) or one not in unread]
    if isinstance(value, dict):
        return {key: _without(one, unread) for key, one in value.items() if key not in unread}
    return value


def listed(name: str, world: str) -> Found:
    """What the list of an example says of one of its worlds."""
    return {one for entry in entries(name, world) for one in (_renamed if "pairs" in entry else _drift)(entry)}


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


def entry_of(row: dict, listed: list[dict]) -> list[dict]:
    """The entries a row is about."""
    names = {row["address"], *row["called"].values()}
    return [
        entry
        for entry in listed
        if (row["field"] in entry.get("fields", {}) if row["field"] else not entry.get("fields"))
        and names.intersection(entry.get("addresses") or [wanted for wanted, _ in entry["pairs"]])
    ]


def misjudged(rows: list[dict], listed: list[dict]) -> list[str]:
    """What the rows have and the entries have not, and the other way round, in sentences."""
    found = []
    seen: set[str] = set()
    for row in rows:
        about = f"{row['address']} {row['field'] or ''}"
        fitting = entry_of(row, listed)
        if len(fitting) != 1:
            found.append(f"{about}: {len(fitting)} entries")
            continue
        (entry,) = fitting
        seen |= {row["address"], *row["called"].values()}
        severity = entry["severity"] if isinstance(entry["severity"], str) else entry["severity"][row["field"]]
        told = (row["cause"]["name"], row["severity"])
        if told != (CAUSES[entry["cause"]], SEVERITIES[severity]):
            found.append(f"{about}: {told}, not {entry['cause']}, {severity}")
        evidence = row["cause"]["evidence"]
        found += [f"{about}: not told: {one}" for one in entry.get("evidence", []) if one not in " | ".join(evidence)]
        found += [] if evidence else [f"{about}: nothing tells"]
        found += [f"{about}: called {row['called']}" for _, there in _pairs(entry, row) if there not in seen]
    for entry in listed:
        if entry.get("along"):
            continue
        where = entry.get("addresses") or [wanted for wanted, _ in entry["pairs"]]
        missing = [one for one in where if not any(within(one, other) for other in seen)]
        missing = [one for one in missing if not one.startswith("sequence ")]  # they go along with their columns
        found += [f"{one}: no row" for one in missing]
    return found


def _pairs(entry: dict, row: dict) -> list[list[str]]:
    return [pair for pair in entry.get("pairs", []) if pair[0] == row["address"]]


def within(where: str, other: str) -> bool:
    return where == other or where.startswith(f"{other} ")


@pytest.mark.parametrize(("name", "world"), WORLDS, ids=[f"{name}-{world.name}" for name, world in WORLDS])
def test_check_reports_what_is_listed_and_nothing_else(run, ready, name, world):
    project, environment = ready(name, world)
    done = run.inside("check", "--format", "json", cwd=project, env=environment)
    assert done.code == world.exit, done.stderr
    told = json.loads(done.stdout)
    unread = [one for one in expected(name).get("unreadable", []) if world.name in one["worlds"]]
    assert [one["judged"] for one in told["unreached"]] == [one["place"] for one in unread]
    for one, entry in zip(told["unreached"], unread, strict=True):
        assert one["error"]["where"].startswith(entry["where"])
        assert entry["says"] in one["error"]["message"]
        assert entry.get("tells", "") in one["error"]["help"]
    found, wanted = reported(done.stdout), listed(name, world.name)
    assert sorted(found - wanted) == []
    assert sorted(wanted - found) == []
    assert misjudged(told["disagreements"], entries(name, world.name)) == []
    for entry in expected(name).get("answer", []):
        if world.name in entry["worlds"]:
            assert answered(told["naming"]) == {key: entry[key] for key in ("tables", "columns", "state", "risk")}
            assert [
                one for one in entry["says"] if one not in " ".join(map(str, answer_of(told["naming"]).values()))
            ] == []


def answer_of(naming: dict) -> dict:
    (answer,) = naming["answers"]
    return answer


def answered(naming: dict) -> dict[str, str]:
    """Whether names of the code are in the database, and how those that are there are spelled."""
    here = naming["conventions"]["database"]
    spelled = {"tables": here["numbers"]["style"], "columns": here["columns"]["style"]}
    return spelled | {key: answer_of(naming)[key] for key in ("state", "risk")}


REMARK = re.compile(r"^- ([^\s\[]+) (.*) \(`(S\d+)`(?:, `(.*?)`)?\)", re.M)
ICONS = {"🔴": "critical", "🟠": "high", "🟡": "medium", "🔵": "low"}


@pytest.fixture(scope="module")
def health(ready, tmp_path_factory) -> str:
    """The Markdown report of the health app."""
    project, environment = ready("health", examples.worlds("health")[0])
    done = Run(project).inside("check", "--format", "markdown", env=environment)
    assert done.code == 1, done.stderr
    return done.stdout


def test_what_stands_beside_the_drift_is_listed(health):
    told = [(icon, code, text, where) for icon, text, code, where in REMARK.findall(health)]
    found = [one for one in expected("health")["finding"] if "found" in one.get("worlds", ["found"])]
    for entry in found:
        abouts = [[_short(one)] for one in entry.get("addresses", [])] or [entry.get("says", [])]
        for says in abouts:
            fitting = [
                one
                for one in told
                if one[1] == RULES[entry["rule"]]
                and one[3] == entry.get("where", "")
                and all(s in one[2] for s in says)
            ]
            assert [(ICONS[one[0]], one[1]) for one in fitting] == [(entry["severity"], RULES[entry["rule"]])], says
            told.remove(fitting[0])
    assert told == []


def _short(address: str) -> str:
    """What a remark calls a table, or a constraint."""
    table, _, constraint = address.removeprefix("table public.").partition(" constraint ")
    return constraint.strip('"') or f"{table} "


def test_nothing_stands_beside_no_drift_in_the_spa(run, ready):
    project, environment = ready("spa", examples.worlds("spa")[0])
    done = run.inside("check", "--format", "markdown", cwd=project, env=environment)
    assert done.code == 0
    assert REMARK.findall(done.stdout) == []
    counts = expected("spa")["counts"]
    counts.pop("migrations")
    told = {line.split(" | ")[0].strip("| "): line.split(" | ")[2].strip(" |") for line in done.stdout.splitlines()
            if line.startswith("| ") and " | " in line}  # fmt: skip
    assert {what: told[what.replace("_", " ")] for what in counts} == {what: f"{n}" for what, n in counts.items()}
    assert "READY" in done.stdout.splitlines()[2]
    assert "NOT READY" not in done.stdout


def test_the_report_of_the_health_app_misses_nothing(health):
    """What a careful reader found by hand in such a project, line by line."""
    said = [
        "**🔴 NOT READY.**",
        "perhaps model_version in staging, production and migrations; code reads version",
        "perhaps last_trained_at in staging, production and migrations; code reads trained_at",
        "it refuses rows that personal_models_person_id_model_type_version_key of code allows",
        "personal_models_person_id_model_type_version_key of personal_models: duplicates are possible there",
        "`apps/web/src/lib/ml/model-storage.ts:",
        "`apps/web/src/lib/ml/versioning.ts:",
        'table analytics_events is called "AnalyticsEvent" in migrations',
        "column metadata of analytics_events is called meta in migrations",
        'column "documentId" of "ChatMessage" is uuid in staging, production and migrations, text is expected',
        'column id of "ChatMessage" is uuid in staging, production and migrations, text is expected',
        "migrations: ChatMessage.documentId is uuid, Document.id is text",
        'migrations have no column metadata of "Person"',
        "ran after 20250911081240_init, which comes after it in the folder",
        "**Why:** It was pushed to dev without a migration.",
        "keep model_version in the database, and map version to it in code",
        "Those of food_entries are for",
        "| `table public.personal_models` | 13 | 🔴 critical | pushed, renamed in code |",
        "have a backup of `staging`, `production`, and say how one gets back",
        "1. 🔴 put the migrations in the order in which they ran",
        "## Naming",
        "| `dev` | database, PostgreSQL 18",
    ]
    text = health.replace("\\_", "_")
    assert [one for one in said if one not in text] == []
    matrix = text.split("## Who says what")[1].split("`table public.personal_models`")[1].split("###")[0]
    missing = [address.split()[-1] for address in expected("health")["drift"][0]["addresses"]]
    rows = {line.split("`")[1]: line for line in matrix.splitlines() if line.startswith("| `")}
    assert [rows[name].count("❌ **missing**") for name in missing] == [3] * 8
    assert {name: "🔴 critical" in rows[name] for name in missing} == dict.fromkeys(missing, True)


def test_the_report_of_the_health_app_says_what_would_mend_it(health):
    scripts, recommended = health.split("## Missing migrations")[1].split("## Recommendations")
    values = next(line for line in recommended.splitlines() if "a value before NOT NULL" in line)
    for entry in expected("health")["missing_migration"]:
        assert [one for one in entry["statements"] if one not in scripts] == []
        assert [one for one in entry["needs_values"] if f"column {one}`" not in values] == []
    blocking = health.split("Before any deployment:")[1]
    for one in ("personal_models", '"ChatMessage" has no row security', "20250911081240_init", '"Person"'):
        assert one in blocking.replace("\\_", "_")


def test_the_report_of_the_health_app_asks_what_only_its_owner_knows(health):
    asked = [line for line in health.replace("\\_", "_").splitlines() if line.endswith("(`S601`)")]
    listed = expected("health")["backfill"]
    assert len(asked) == len(listed)
    for entry in listed:
        (line,) = [one for one in asked if one.startswith(f"- [ ] {entry['column']} in staging and production: ")]
        assert [one for one in entry["says"] if one not in line] == []


def test_the_report_of_the_health_app_says_what_is_right(health):
    agreed = expected("health")["agreed"]
    end = health.split("## What agrees")[1]
    rows = {line.split("`")[1]: line.split(" | ") for line in end.splitlines() if line.startswith("| `")}
    assert sorted(name for name, cells in rows.items() if cells[1] == "✅") == sorted(agreed["tables"])
    assert [name for name, index in agreed["indexes"].items() if f"`{index}`" not in rows[name][2]] == []
    guarded = {name: cells[3].rstrip(" |") for name, cells in rows.items() if "policies" in cells[3]}
    everywhere = "`dev`, `staging`, `production`, `migrations`"
    assert guarded == dict.fromkeys(sorted(agreed["guarded"]), f"✅ {agreed['policies']} policies in {everywhere}")
    assert f"{len(agreed['tables'])} tables as a whole" in end
    assert "`personId` is `person_id`" in end
    models = (
        health.split("### 🔴 `table public.personal_models`")[1].split("✅ The same everywhere: ")[1].split("\n")[0]
    )
    assert [name for name in agreed["columns"] if f"`{name}`" not in models] == []


def test_the_report_of_the_health_app_tells_of_its_migrations(health):
    late = "⚠️ after `20250911081240_init`"
    for name in ("20250225120000_add_chat_message", "20250610000000_add_feature_flags_and_analytics"):
        assert f"| `{name}` | {late} | {late} |" in health
    for name in ("20250911081240_init", "20251010090000_add_metabolic_insights"):
        assert f"| `{name}` | ✅ applied | ✅ applied |" in health


def test_the_other_reports_of_the_health_app_say_what_stands_beside_the_drift(ready):
    project, environment = ready("health", examples.worlds("health")[0])
    told = json.loads(Run(project).inside("check", "--format", "json", env=environment).stdout)
    jsonschema.validate(told, SHAPE)
    found = [one for one in expected("health")["finding"] if "found" in one.get("worlds", ["found"])]
    number = sum(len(one.get("addresses", [""])) for one in found)
    assert (len(told["remarks"]), len(told["backfills"])) == (number, len(expected("health")["backfill"]))
    page = Run(project).inside("check", "--format", "html", env=environment).stdout
    assert page.split('<h2 id="beside">')[1].split("</section>")[0].count('<tr><th scope="row">') == number
    assert page.count("<code>S601</code>") == len(told["backfills"])


def test_every_example_lists_what_each_of_its_worlds_ends_with():
    for name in examples.NAMES:
        assert list(expected(name)["worlds"]) == [world.name for world in examples.worlds(name)]


def test_the_counts_of_the_spa_are_exact(ready, sql):
    _, environment = ready("spa", examples.worlds("spa")[0])
    counted = {
        "tables": "select count(*) from information_schema.tables where table_schema = 'public'",
        "primary_keys": "select count(*) from pg_constraint where contype = 'p' and connamespace = 'public'::regnamespace",
        "foreign_keys": "select count(*) from pg_constraint where contype = 'f'",
        "unique_constraints": "select count(*) from pg_constraint where contype = 'u' and connamespace = 'public'::regnamespace",
        "enums": "select count(*) from pg_type where typtype = 'e'",
        "indexes": "select count(*) from pg_indexes where schemaname = 'public'",
        "migrations": "select count(*) from _prisma_migrations where finished_at is not null and rolled_back_at is null",
    }
    found = {what: sql(environment["DATABASE_URL"], query)[0][0] for what, query in counted.items()}
    assert found == expected("spa")["counts"]


def test_the_counts_of_the_clinic_are_exact(ready, sql):
    project, environment = ready("clinic", examples.worlds("clinic")[0])
    rows = dict(
        sql(
            environment["DATABASE_URL"],
            "select table_name, count(*) from information_schema.columns where table_schema = 'public' group by 1",
        )
    )
    counts = expected("clinic")["counts"]
    assert (
        (len(rows), sum(rows.values())) == (counts.pop("database_tables"), counts.pop("database_columns")) == (81, 1609)
    )
    assert (project / "shared/schema.ts").read_text().count("pgTable(") == counts.pop("code_tables") == 80
    assert counts == {table: rows[table] for table in counts}


def test_the_report_of_the_clinic_says_how_much_there_is(run, ready):
    project, environment = ready("clinic", examples.worlds("clinic")[0])
    done = run.inside("check", "--format", "markdown", cwd=project, env=environment)
    assert "| tables | 81 | 80 |" in done.stdout
    assert "| columns | 1,609 | 1," in done.stdout
    for table in ("attachments", "migration_invitations"):
        assert f"### 🔵 `table public.{table}`" in done.stdout


def test_the_clinic_is_what_its_script_writes(tmp_path):
    written = ["shared/schema.ts", "databases/production.sql", "expected.toml"]
    here = examples.folder("clinic")
    for folder in ("shared", "databases"):
        (tmp_path / folder).mkdir()
    (tmp_path / "make.py").write_text((here / "make.py").read_text())
    subprocess.run([sys.executable, tmp_path / "make.py"], check=True)
    assert [name for name in written if (tmp_path / name).read_text() != (here / name).read_text()] == []


@pytest.mark.parametrize("world", ["camel", "absent"])
def test_tables_named_in_the_singular_are_in_no_database(run, ready, tmp_path, world):
    """The meetings app before its tables were renamed in the schema."""
    (chosen,) = (one for one in examples.worlds("meetings") if one.name == world)
    project, environment = ready("meetings", chosen)
    earlier = {one["now"]: one["was"] for one in expected("meetings")["earlier"]}
    shutil.copytree(project, tmp_path / "before")
    schema = tmp_path / "before/src/lib/server/db/schema.ts"
    text = schema.read_text()
    for now, was in earlier.items():
        text = text.replace(f'"{now}",', f'"{was}",')
    schema.write_text(text)
    done = run.inside("check", "--format", "json", cwd=tmp_path / "before", env=environment)
    tables = {(what, where) for _, what, where, _ in reported(done.stdout) if len(where.split()) == 2}
    only = {("drop", f"table public.{name}") for name in earlier} if world == "camel" else set()
    lacking = {("create", f"table public.{name}") for name in earlier.values()}
    assert {one for one in tables if one[1].startswith("table")} == lacking | only


@pytest.mark.parametrize(("name", "variable"), [("health", "STAGING"), ("health", "PRODUCTION"), ("spa", "")])
def test_what_prisma_noted_are_the_migrations_as_they_are(ready, sql, name, variable):
    """Nobody edited a migration after it was applied: that is none of the causes here."""
    project, environment = ready(name, examples.worlds(name)[0])
    url = environment[f"{variable}_DATABASE_URL".lstrip("_")]
    noted = dict(sql(url, "select migration_name, checksum from _prisma_migrations"))
    files = project.glob("*/migrations/*/migration.sql")
    assert noted == {file.parent.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_a_server_that_refuses_tls_leaves_the_others_to_report(run, ready):
    project, environment = ready("health", examples.worlds("health")[0])
    environment = environment | {"STAGING_DATABASE_URL": environment["STAGING_DATABASE_URL"] + "?sslmode=require"}
    done = run.inside("check", "--format", "json", cwd=project, env=environment)
    (unreached,) = json.loads(done.stdout)["unreached"]
    assert (unreached["judged"], unreached["error"]["type"]) == ("staging", "ConnectionFailed")
    assert "SSL" in unreached["error"]["message"]
    assert reported(done.stdout) == {one for one in listed("health", "found") if one[0] != "staging"}


def test_an_example_is_shown_by_name(run):
    done = run("demo", "meetings")
    assert (done.code, done.stderr) == (0, "")
    told = [line for line in done.stdout.splitlines() if line.startswith(("$ ", "True.", "Drift."))]
    assert [line.split()[0] for line in told] == ["$", "True.", "$", "Drift.", "$", "Drift."]
    assert [world.about in done.stdout for world in examples.worlds("meetings")] == [True] * 3


def test_an_example_of_another_name_is_no_example(run):
    done = run.inside("demo", "shop")
    assert done.code == 2
    assert "health, meetings, clinic, spa" in done.stderr


def test_the_page_of_the_examples_names_each():
    text = (Path(__file__).parents[2] / "examples/README.md").read_text(encoding="utf-8")
    assert [name for name in examples.NAMES if f"[{name}]({name})" not in text] == []
