"""``apply``, ``undo`` and ``log`` as their users meet them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import psycopg
import pytest

import trueup
from conftest import Run
from trueup.applying import audit
from trueup.applying.protection import protection
from trueup.comparison import Side
from trueup.formats.live import Live
from trueup.model import Address
from trueup.project.config import Config
from trueup.reports.json import digest
from trueup.reports.json import plan as as_json
from trueup.scrub import scrub
from trueup.statement import Plan, Statement

SHAPE = json.loads((Path(__file__).parents[2] / "docs" / "json-schema.json").read_text(encoding="utf-8"))
BEFORE = """
CREATE TABLE users (id bigint PRIMARY KEY, name text, age int);
INSERT INTO users SELECT g, 'u' || g, g % 90 FROM generate_series(1, 50) g;
"""
AFTER = """
CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, age int, email text);
CREATE INDEX users_email ON users (email);
CREATE VIEW grown AS SELECT id FROM users WHERE age >= 18;
"""


@pytest.fixture
def target(database, run):
    """A database with rows; the audit log is in the folder."""
    (run.here / "trueup.toml").write_text("")
    return database(BEFORE)


@pytest.fixture(scope="module")
def after(module_database):
    """What it should be like."""
    return module_database(AFTER)


@pytest.fixture(scope="module")
def before(module_database):
    """What it was like."""
    return module_database(BEFORE)


def valid(text: str) -> dict:
    found = json.loads(text)
    jsonschema.validate(found, SHAPE)
    return found


def noted(here: Path) -> list[dict]:
    return [json.loads(line) for line in (here / ".trueup" / "audit.jsonl").read_text().splitlines()]


def rows(url: str) -> int:
    with psycopg.connect(url) as conn:
        return len(conn.execute("SELECT FROM users").fetchall())


def test_a_database_becomes_what_was_asked_for_and_what_it_was(run, target, after, before):
    done = run.inside("apply", target, after)
    assert done.code == 0, done.stderr
    assert done.stdout.rstrip().endswith("run 1; it can be taken back with `trueup undo`.")
    assert run.inside("diff", target, after).code == 0
    assert run.inside("apply", target, after).stdout.startswith("Nothing to do.")

    refused = run.inside("undo", target)
    assert refused.code == 2
    assert "--allow 'H102 table public.users column email'" in refused.stderr
    assert run.inside("undo", target, "--allow", "H102 table public.users *").code == 0
    assert run.inside("diff", target, before).code == 0
    assert rows(target) == 50
    assert "nothing was applied here" in run.inside("undo", target).stderr

    found = valid(run.inside("log", target, "--format", "json").stdout)
    assert [(one["command"], one["state"]) for one in found["runs"]] == [("undo", "done"), ("apply", "undone")]
    assert {one["state"] for each in found["runs"] for one in each["steps"]} == {"done"}
    assert "CREATE INDEX CONCURRENTLY" in run.inside("log", target, "--steps").stdout
    events = noted(run.here)
    assert [event["event"] for event in events if event["event"] != "done"] == ["begun", "finished"] * 2
    assert [event["statement"] for event in events if event["event"] == "done" and event["run"] == 1] == [
        one["number"] for one in found["runs"][1]["steps"]
    ]


def test_a_rehearsal_changes_nothing(run, target, after):
    done = run.inside("apply", target, after, "--dry-run")
    assert done.code == 0
    assert "outside of transactions" in done.stdout
    found = valid(run.inside("apply", target, after, "--dry-run", "--format", "json").stdout)
    assert found["state"] == "rehearsed"
    assert "alone" in {one["how"] for one in found["segments"]}
    assert run.inside("log", target).stdout == "Nothing was applied here.\n"
    assert not (run.here / ".trueup").exists()


def test_a_hazard_must_be_allowed_by_name(run, target, database):
    less = database("CREATE TABLE users (id bigint PRIMARY KEY, name text)")
    refused = run.inside("apply", target, less, "--format", "json")
    assert refused.code == 2
    assert valid(refused.stdout)["error"]["reasons"] == [
        "H102 table public.users column age: dropping the column loses its values"
    ]
    assert run.inside("apply", target, less, "--dry-run").code == 2
    assert run.inside("apply", target, less, "--allow", "H102 table public.posts *").code == 2
    (run.here / "trueup.toml").write_text('allow = ["H102 table public.users column a*"]')
    assert run.inside("apply", target, less).code == 0


def test_a_plan_is_applied_as_it_was_written_and_only_where_it_fits(run, target, after, database):
    assert run.inside("plan", target, after, "--format", "json", "-o", "plan.json").code == 0
    made = valid((run.here / "plan.json").read_text())
    elsewhere = run.inside("apply", database("CREATE TABLE other ()"), "--plan", "plan.json")
    assert (elsewhere.code, "the plan is stale" in elsewhere.stderr) == (2, True)
    (run.here / "plan.json").write_text(json.dumps(made, sort_keys=True, indent=8), encoding="utf-8")
    assert run.inside("apply", target, "--plan", "plan.json").code == 0
    with psycopg.connect(target) as conn:
        assert conn.execute("SELECT plan FROM trueup.runs").fetchall() == [(made["id"],)]
    again = run.inside("apply", target, "--plan", "plan.json")
    assert (again.code, again.stdout.split("\n")[0][:14]) == (0, "Nothing to do.")


def edited(made: dict, what: str) -> dict:
    """A plan whose file somebody changed."""
    first, *rest = made["statements"]
    return made | {
        "hazard": {"statements": [step | {"hazards": []} for step in made["statements"]]},
        "severity": json.loads(json.dumps({"statements": made["statements"]}).replace('"error"', '"info"')),
        "statement": {"statements": [first | {"sql": first["sql"] + " "}, *rest]},
        "locks": {"statements": [first | {"work": None}, *rest]},
        "target": {"fingerprint": "0" * 32},
        "renames": {"renames": {"table public.users column name": "table public.users column called"}},
        "from": {"from": made["from"] | {"label": "another"}},
    }.get(what, {})


@pytest.mark.parametrize("what", ["hazard", "severity", "statement", "locks", "target", "renames", "from"])
def test_a_plan_that_was_edited_is_refused(run, what, lossy):
    target, text = lossy
    made = json.loads(text)
    changed = edited(made, what)
    assert changed != made
    (run.here / "plan.json").write_text(json.dumps(changed))
    refused = run.inside("apply", target, "--plan", "plan.json", "--audit", "a.jsonl")
    assert (refused.code, refused.stderr.count("\n")) == (2, 2), refused.stderr
    assert refused.stderr.startswith("trueup: plan.json: the plan was edited after it was made")
    assert "trueup plan FROM TO --format json" in refused.stderr


@pytest.fixture(scope="module")
def lossy(module_database, tmp_path_factory):
    """A database and the text of a plan that drops a column of it."""
    url, less = module_database(BEFORE), module_database("CREATE TABLE users (id bigint PRIMARY KEY, name text)")
    made = Run(tmp_path_factory.mktemp("plan")).inside("plan", url, less, "--format", "json")
    assert '"H102"' in made.stdout
    return url, made.stdout


def test_plans_of_other_versions_say_so(run, lossy):
    target, text = lossy
    made = json.loads(text)
    for changed, said in (
        ({name: value for name, value in made.items() if name != "digest"}, "one of an older trueup"),
        (made | {"trueup": 2}, "one of a newer trueup"),
        (made | {"trueup": "x"}, "this is no plan"),
        (made | {"command": "diff"}, "this is no plan"),
        ([], "this is no plan"),
    ):
        (run.here / "plan.json").write_text(json.dumps(changed))
        refused = run.inside("apply", target, "--plan", "plan.json", "--audit", "a.jsonl")
        assert (refused.code, said in refused.stderr) == (2, True), refused.stderr
    (run.here / "plan.json").write_text(text[:-9])
    assert "not JSON" in run.inside("apply", target, "--plan", "plan.json", "--audit", "a.jsonl").stderr


def test_a_plan_for_no_database_and_what_is_no_plan(run, target, after):
    (run.here / "after.sql").write_text(AFTER)
    made = json.loads(run.inside("plan", target, after, "--format", "json").stdout)
    made["fingerprint"] = None
    (run.here / "plan.json").write_text(json.dumps(made | {"digest": digest(made)}))
    assert "which is no database" in run.inside("apply", target, "--plan", "plan.json").stderr
    (run.here / "x.json").write_text("{}")
    assert "this is no plan" in run.inside("apply", target, "--plan", "x.json").stderr
    assert "cannot be read" in run.inside("apply", target, "--plan", "missing.json").stderr
    assert run.inside("apply", target, after, "--plan", "x.json").code == 2
    assert "is no database" in run.inside("apply", "after.sql", after).stderr


def test_a_statement_that_fails_says_how_to_go_on(run, target, after, sql):
    sql(target, "UPDATE users SET name = NULL WHERE id = 7")
    allowed = [arg for code in ("H401", "H402", "H403") for arg in ("--allow", code)]
    failed = run.inside("apply", target, after, *allowed, "--format", "json")
    assert failed.code == 1, failed.stderr
    error = valid(failed.stdout)["error"]
    assert (error["type"], error["sqlstate"]) == ("ApplyFailed", "23502")
    assert error["done"] < error["total"]
    assert "`trueup apply` on the same target goes on from here" in failed.stderr.replace("`Trueup", "`trueup")
    assert "failed" in run.inside("log", target).stdout
    sql(target, "UPDATE users SET name = 'somebody' WHERE id = 7")
    resumed = run.inside("apply", target)
    assert resumed.code == 0, resumed.stderr
    assert resumed.stdout.startswith("Run 1 was interrupted:")
    assert run.inside("diff", target, after).code == 0
    events = noted(run.here)
    assert [e["event"] for e in events if e["event"] not in ("done", "cleaned")] == [
        "begun", "failed", "stopped", "resumed", "finished",
    ]  # fmt: skip
    assert sorted(e["statement"] for e in events if e["event"] == "done") == list(range(1, error["total"] + 1))


def test_a_run_that_failed_can_be_given_up_or_taken_back(run, target, after, before, sql):
    sql(target, "UPDATE users SET name = NULL WHERE id = 7")
    allowed = [arg for code in ("H401", "H402", "H403") for arg in ("--allow", code)]
    assert run.inside("apply", target, after, *allowed).code == 1
    assert run.inside("undo", target, "--allow", "H102", "--allow", "H101").code == 0
    assert run.inside("diff", target, before).code == 0
    assert run.inside("apply", target, after, *allowed).code == 1
    assert run.inside("apply", target, "--abandon").stdout.startswith("Given up.")
    assert "no run was interrupted here" in run.inside("apply", target).stderr
    assert run.inside("apply", target, "--abandon").code == 2


def test_what_others_changed_is_not_undone(run, target, after, before, sql):
    assert run.inside("apply", target, after).code == 0
    sql(target, "CREATE TABLE of_somebody_else (a int)")
    refused = run.inside("undo", target, "--allow", "H102")
    assert refused.code == 2
    assert "the schema was changed after run 1" in refused.stderr
    assert run.inside("log", target, "--before", "1", "-o", "old.json").code == 0
    assert run.inside("diff", "old.json", before).code == 0
    assert run.inside("log", target, "--before", "9").code == 2


def test_a_rename_is_taken_back_as_one(run, database):
    target = database(BEFORE)
    renamed = database("CREATE TABLE users (id bigint PRIMARY KEY, called text, age int)")
    columns = ("table public.users column name", "table public.users column called")
    done = run.inside("apply", target, renamed, "--rename", *columns, "--audit", "a.jsonl", "--allow", "H301")
    assert done.code == 0, done.stderr
    back = run.inside("undo", target, "--audit", "a.jsonl", "--allow", "H301")
    assert back.code == 0, back.stderr
    with psycopg.connect(target) as conn:
        assert conn.execute("SELECT count(name) FROM users").fetchone() == (50,)


def test_production_wants_a_yes(run, target, after):
    (run.here / "trueup.toml").write_text(f'[environments]\nproduction = "{target}"\nstage = "{target}"\n')
    refused = run.inside("apply", "production", after)
    assert (refused.code, "its name is that of production" in refused.stderr) == (2, True)
    assert run.inside("apply", "production", after, "--dry-run").code == 2
    assert run.inside("apply", target, after).code == 2, "the same database under its address"
    assert run.inside("apply", "production", after, "--yes").code == 0
    (run.here / "trueup.toml").write_text(f'[environments]\nstage = {{url = "{target}", protected = true}}\n')
    assert "it is marked so" in run.inside("undo", "stage", "--allow", "H102").stderr


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("prod", "name"),
        ("live-eu", "name"),
        ("eu_production_2", "name"),
        ("stage", None),
        ("products", None),
        ("delivery", None),
        ("postgresql://me@db.example.com/app", "another machine"),
        ("postgresql://me@127.0.0.1:5433/app", None),
        ("postgresql:///app?host=/tmp", None),
        ("postgresql://me@stage.example.com/app", None),
    ],
)
def test_what_is_protected(target, why):
    known = dict.fromkeys(("prod", "live-eu", "eu_production_2", "products", "delivery"), "postgresql://x@h/d")
    config = Config(environments=known | {"stage": "postgresql://me@stage.example.com/app"})
    said = protection(target, Live(known.get(target, target)), config)
    assert (why is None and said is None) or why in said


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("CREATE USER MAPPING … OPTIONS (\"user\" 'me', password 's3''cret')", "\"user\" 'me', password '***')"),
        ("OPTIONS (\"password\" 's3cret', host 'a')", "\"password\" '***', host 'a'"),
        ("ALTER ROLE me ENCRYPTED PASSWORD 's3cret' LOGIN", "PASSWORD '***' LOGIN"),
        (r"ALTER ROLE me PASSWORD E'\'s3cret\'' LOGIN", "PASSWORD '***' LOGIN"),
        ("ALTER ROLE me PASSWORD U&'s3cret' LOGIN", "PASSWORD '***' LOGIN"),
        ("ALTER ROLE me PASSWORD $a$s3'cret$a$ LOGIN", "PASSWORD '***' LOGIN"),
        ("select f(api_key => 's3cret', b => 'c')", "api_key => '***', b => 'c'"),
        ('{"password": "s3\\"cret", "a": 1}', '{"password": "***", "a": 1}'),
        ("postgresql://me:s3cret@db/app", "postgresql://me:***@db/app"),
        ("postgresql://me:s3@cr/et@cret@db/app", "postgresql://me:***@db/app"),
        ("postgresql://db/app?user=me&password=s3cret&sslmode=require", "password=***&sslmode=require"),
        ("host=db password=s3cret", "password=***"),
        ("host=db password='s3 cret' dbname=a", "password='***' dbname=a"),
        ("CONNECTION 'host=db password=s3cret dbname=x'", "password=*** dbname=x'"),
        ("ALTER ROLE me PASSWORD 's3cret", "PASSWORD '***'"),
    ],
    ids=range(15),
)
def test_no_secret_is_told(text, clean):
    assert clean in scrub(text)
    assert "cret" not in scrub(text)
    assert scrub(scrub(text)) == scrub(text)


def test_what_is_no_secret_is_told():
    for text in (
        "ALTER TABLE users ADD COLUMN password text NOT NULL, ADD COLUMN token_kind text DEFAULT 'a'",
        "COMMENT ON COLUMN users.secret IS 'what is asked'",
        "ALTER TABLE users ADD CHECK (password <> '')",
    ):
        assert scrub(text) == text


def test_the_audit_log_survives_a_line_that_was_cut_off(tmp_path):
    log = audit.Log(tmp_path / "deep" / "audit.jsonl")
    log.append("begun", run=1)
    log.path.write_text(log.path.read_text() + '{"time": "2')
    log.append("done", run=1)
    assert [event["event"] for event in log.events()] == ["begun", "done"]
    log.close()


def test_an_audit_log_that_cannot_be_written_stops_it(run, target, after):
    refused = run.inside("apply", target, after, "--audit", "/proc/no/audit.jsonl")
    assert refused.code == 2
    assert "the audit log cannot be written" in refused.stderr


def test_for_python(target, after, run, monkeypatch):
    monkeypatch.chdir(run.here)
    outcome = trueup.apply(target, after)
    assert (outcome.state, outcome.run, outcome.left) == ("done", 1, ())
    with pytest.raises(trueup.Refused):
        trueup.undo(target)
    assert trueup.undo(target, allow=["H102"]).state == "done"


def test_the_journal_can_be_made_by_somebody_else(run, database, sql):
    url = database()
    sql(url, run.inside("log", "--script").stdout)
    assert run.inside("log", url).stdout == "Nothing was applied here.\n"


def test_who_may_not_is_told(run, target, after, sql):
    sql(target, "CREATE SCHEMA trueup; COMMENT ON SCHEMA trueup IS 'trueup journal 1'")
    refused = run.inside("apply", target, after)
    assert (refused.code, "the journal cannot be read or written" in refused.stderr) == (2, True)
    assert run.inside("log", target).code == 2


def test_no_secret_of_a_plan_is_told_or_noted(run, database, sql):
    """What is run has them, and what is kept to go on with: nothing else."""
    target = database("CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;")
    mapping = "CREATE USER MAPPING FOR public SERVER s OPTIONS (\"user\" 'me', password 's3cret')"
    texts = (mapping, mapping + " -- again")
    steps = [Statement(sql=text, address=Address("server s"), transactional=False) for text in texts]
    side = Side(label="a", kind="live", version=None)
    made = as_json(Plan(statements=tuple(steps)), side, side, made_for=trueup.fingerprint(target).digest)
    (run.here / "plan.json").write_text(json.dumps(made))
    (run.here / "trueup.toml").write_text("")
    given = ("apply", target, "--plan", "plan.json")
    told = [run.inside(*given, "--dry-run"), run.inside(*given, "--dry-run", "--format", "json"), run.inside(*given)]
    assert told[-1].code == 1
    sql(target, "DROP USER MAPPING FOR public SERVER s")
    told += [run.inside("apply", target, "--format", "json"), run.inside("log", target, "--steps")]
    told += [run.inside("log", target, "--format", "json")]
    noted = (run.here / ".trueup" / "audit.jsonl").read_text() + str(sql(target, "SELECT statement FROM trueup.steps"))
    for text in (noted, *(one.stdout + one.stderr for one in told)):
        assert "USER MAPPING" in text
        assert "s3cret" not in text


def test_many_hazards_are_allowed_by_their_kinds(run, database):
    tables = "".join(f"CREATE TABLE t{n} (id int, gone int);" for n in range(4))
    url = database(tables + "CREATE TABLE old (id int);")
    (run.here / "goal.sql").write_text(tables.replace(", gone int", ""))
    refused = run.inside("apply", url, "goal.sql", "--drop", "table public.old")
    assert refused.code == 2
    assert "--allow H101 --allow H102 allows all of their kinds, --allow 'H10" in refused.stderr
    kinds = ("--allow", "H101", "--allow", "H102")
    assert run.inside("apply", url, "goal.sql", "--drop", "table public.old", *kinds).code == 0
