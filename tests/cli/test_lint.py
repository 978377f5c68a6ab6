"""``trueup lint`` on files, stdin and migration folders."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

HERE = Path(__file__).parent
BLOCKS = "-- one\nCREATE INDEX orders_note ON orders (note);\nALTER TABLE orders ADD COLUMN x int;\n"


@pytest.fixture
def history(run) -> Path:
    """A folder of migrations whose second changes what the first made."""
    folder = run.here / "migrations"
    folder.mkdir()
    (folder / "20240101000000_first.sql").write_text(
        "CREATE TABLE orders (id int PRIMARY KEY, note varchar(20));\nCREATE INDEX orders_note ON orders (note);\n"
        "CREATE FUNCTION latest() RETURNS text LANGUAGE plpgsql AS $$BEGIN RETURN (SELECT note FROM orders); END$$;\n"
    )
    (folder / "20240102000000_second.sql").write_text(
        "ALTER TABLE orders ALTER COLUMN note TYPE varchar(50);\nALTER TABLE orders DROP COLUMN note;\n"
    )
    return folder


def _found(output: str) -> list[tuple[str, int, str]]:
    report = json.loads(output)
    return [
        (Path(file["file"]).name, one["origin"]["line"], one["code"])
        for file in report["files"]
        for one in file["findings"]
        if one["severity"] in ("error", "warning")
    ]


def test_a_file(run):
    (run.here / "a.sql").write_text(BLOCKS)
    done = run.inside("lint", "a.sql")
    assert done.code == 1
    assert "a.sql\n  2:1  error    H204  building the index keeps writers out of orders" in done.stdout
    assert "1 error" in done.stdout
    assert run.inside("lint", "a.sql", "--fail-on", "critical").code == 0


def test_stdin_and_what_cannot_be_read(run):
    done = run("lint", "-", "--format", "json", stdin=BLOCKS)
    assert done.code == 1
    assert [code for _, _, code in _found(done.stdout)] == ["H204"]
    broken = run("lint", "-", stdin="CREATE TABEL x ();")
    assert broken.code == 2
    assert "<stdin>:1:8" in broken.stderr
    assert run("lint", "nowhere.sql").code == 2


def test_a_migration_finds_what_those_before_it_made(run, history: Path):
    done = run.inside("lint", history / "20240102000000_second.sql", "--format", "json")
    # Nothing is written anew by a longer varchar, and the function that names the column is known.
    assert _found(done.stdout) == [
        ("20240102000000_second.sql", 2, "H102"),
        ("20240102000000_second.sql", 2, "H801"),
    ]
    by_text = run.inside("lint", history, "--last", "1", "--no-shadow", "--format", "json")
    assert _found(by_text.stdout) == [("20240102000000_second.sql", 2, "H102")]


def test_a_folder_is_judged_file_by_file(run, history: Path):
    with_shadow = run.inside("lint", history, "--format", "json")
    assert _found(with_shadow.stdout) == [
        ("20240102000000_second.sql", 2, "H102"),
        ("20240102000000_second.sql", 2, "H801"),
    ]
    assert with_shadow.code == 1


SWAP = """
CREATE TYPE mood_new AS ENUM ('sad', 'ok', 'glad');
ALTER TABLE people ALTER COLUMN mood DROP DEFAULT;
ALTER TABLE people ALTER COLUMN mood TYPE mood_new USING mood::text::mood_new;
ALTER TYPE mood RENAME TO mood_old;
ALTER TYPE mood_new RENAME TO mood;
DROP TYPE mood_old;
ALTER TABLE people ALTER COLUMN mood SET DEFAULT 'ok';
DROP VIEW names;
CREATE VIEW names AS SELECT email, mood FROM people;
DROP FUNCTION moods(int);
CREATE FUNCTION moods(int) RETURNS text LANGUAGE sql AS 'SELECT email FROM people WHERE id = $1';
DROP INDEX people_email;
CREATE UNIQUE INDEX people_email ON people (email) INCLUDE (mood);
ALTER TABLE people DROP CONSTRAINT people_boss;
ALTER TABLE people ADD CONSTRAINT people_boss FOREIGN KEY (boss) REFERENCES people (id) ON DELETE SET NULL;
"""


def test_what_is_undone_within_one_transaction_nobody_sees(run):
    folder = run.here / "prisma/migrations"
    first, swap, last = (folder / f"2024010{day}000000_m/migration.sql" for day in (1, 2, 3))
    for one in (first, swap, last):
        one.parent.mkdir(parents=True)
    (folder / "migration_lock.toml").write_text('provider = "postgresql"\n')
    first.write_text(
        "CREATE TYPE mood AS ENUM ('sad', 'ok');\n"
        "CREATE TABLE people (id int PRIMARY KEY, email text, mood mood NOT NULL DEFAULT 'ok', boss int);\n"
        "CREATE UNIQUE INDEX people_email ON people (email);\n"
        "ALTER TABLE people ADD CONSTRAINT people_boss FOREIGN KEY (boss) REFERENCES people (id);\n"
        "CREATE VIEW names AS SELECT email FROM people;\n"
        "CREATE FUNCTION moods(int) RETURNS int LANGUAGE sql AS 'SELECT 1';\n"
    )
    swap.write_text(SWAP)
    last.write_text("ALTER TYPE mood RENAME TO feeling;\n")
    alone = run.inside("lint", swap, "--format", "json")
    found = _found(alone.stdout)
    assert {code for _, _, code in found} == {"H202", "H204", "H209", "H206"}
    whole = run.inside("lint", folder, "--format", "json")
    assert _found(whole.stdout) == [*found, ("migration.sql", 1, "H301")]
    assert run.inside("lint", swap, "--format", "json").stdout == alone.stdout
    swap.write_text(SWAP + "ALTER TABLE nowhere ADD COLUMN x int;\n")
    refused = run.inside("lint", swap, "--format", "json")
    assert {"H301", "H303", "H306"} <= {code for _, _, code in _found(refused.stdout)}


def test_a_history_that_cannot_be_replayed_is_judged_by_its_text(run, history: Path):
    (history / "20240101000001_odd.sql").write_text("ALTER TABLE nowhere ADD COLUMN x int;\n")
    done = run.inside("lint", history, "--last", "1", "--format", "json")
    assert _found(done.stdout) == [("20240102000000_second.sql", 2, "H102")]
    (file,) = json.loads(done.stdout)["files"]
    assert "judged without the schema before it" in file["notes"][0]["message"]


def test_against_a_database(run, database, sql):
    url = database("create table orders (id int, note varchar(20)); insert into orders select generate_series(1, 50)")
    sql(url, "analyze orders")
    (run.here / "a.sql").write_text(BLOCKS)
    done = run.inside("lint", "a.sql", "--against", url)
    assert done.code == 0
    assert "warning  H204" in done.stdout
    assert "orders (50 rows, " in done.stdout


def test_the_configuration_says_how_much_it_matters(run):
    (run.here / "trueup.toml").write_text('[severity]\nH204 = "off"\nH221 = "error"\n')
    (run.here / "a.sql").write_text(BLOCKS)
    done = run.inside("lint", "a.sql", "--format", "json")
    assert _found(done.stdout) == [("a.sql", 2, "H221")]


def test_reports(run):
    (run.here / "a.sql").write_text("-- trueup: allow H209\nDROP INDEX i;\n" + BLOCKS)
    log = json.loads(run.inside("lint", "a.sql", "--format", "sarif").stdout)
    jsonschema.validate(log, json.loads((HERE.parent / "reports" / "sarif-schema-2.1.0.json").read_text()))
    results = log["runs"][0]["results"]
    assert {(one["ruleId"], one["level"]) for one in results} >= {("H204", "error"), ("H209", "warning")}
    assert [one["ruleId"] for one in results if "suppressions" in one] == ["H209"]
    (index,) = [one for one in results if one["ruleId"] == "H204"]
    assert index["locations"][0]["physicalLocation"]["region"]["startLine"] == 4

    github = run.inside("lint", "a.sql", "--format", "github").stdout
    assert github.startswith("::error file=a.sql,line=4,col=1,title=H204::building the index")

    junit = ElementTree.fromstring(run.inside("lint", "a.sql", "--format", "junit").stdout)
    assert junit.attrib["failures"] == "1"
    assert junit.find(".//failure").attrib["type"] == "H204"  # type: ignore[union-attr]

    schema = json.loads((HERE.parent.parent / "docs" / "json-schema.json").read_text())
    jsonschema.validate(json.loads(run.inside("lint", "a.sql", "--format", "json").stdout), schema)


def test_a_page_of_a_check_is_explained(run):
    done = run.inside("explain", "H204")
    assert "Writers wait while an index is built" in done.stdout
    assert "CREATE INDEX CONCURRENTLY orders_note" in done.stdout
    assert "H204  Writers wait" in run.inside("explain").stdout
