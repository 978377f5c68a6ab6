"""The command line as its users meet it: results, exit codes, what goes where, and failures."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from trueup.cli import COMMANDS

SHAPE = json.loads((Path(__file__).parents[2] / "docs" / "json-schema.json").read_text(encoding="utf-8"))

BEFORE = """
create table users (id int primary key, email text, note varchar(10));
create index users_email on users (email);
create view seen as select id from users;
"""
AFTER = """
create table users (id int primary key, email text not null, note varchar(20));
create view seen as select id from users where note is null;
create table "we""ird [red] \x1b" (a int);
"""


def valid(text: str) -> dict:
    """The report, after it was found to be of the documented shape."""
    found = json.loads(text)
    jsonschema.validate(found, SHAPE)
    return found


@pytest.fixture(scope="module")
def pair(module_database):
    return module_database(BEFORE), module_database(AFTER)


@pytest.fixture(scope="module")
def same(module_database):
    return module_database(BEFORE), module_database(BEFORE)


def test_equal_is_zero_and_different_is_one(run, pair, same):
    assert run("diff", *same).code == 0
    done = run("diff", *pair)
    assert done.code == 1
    assert done.stderr == ""
    assert done.stdout.startswith("6 differences: 2 to create, 1 to drop, 3 to change.")


def test_piped_output_is_plain_and_safe(run, pair):
    out = run("diff", *pair).stdout
    assert "\x1b" not in out
    assert 'we""ird [red] \\x1b' in out


def test_color_when_asked_for_and_never_with_no_color(run, pair):
    assert "\x1b[" in run("diff", *pair, "--color").stdout
    assert "\x1b[" in run("diff", *pair, env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[" not in run("diff", *pair, env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout
    assert "\x1b[" not in run("diff", *pair, "--no-color", env={"FORCE_COLOR": "1"}).stdout


def test_difference_as_json(run, pair):
    found = valid(run("diff", *pair, "--format", "json").stdout)
    assert found["command"] == "diff"
    assert not found["equal"]
    kinds = {(c["change"], c["address"]) for c in found["changes"]}
    assert ("alter", "table public.users column email") in kinds
    assert ("drop", "table public.users index users_email") in kinds


def test_plan_as_sql_is_a_script_that_makes_them_equal(run, database, pg_tool):
    one, other = database(BEFORE), database(AFTER)
    done = run("plan", one, other, "--format", "sql")
    assert (done.code, done.stderr) == (0, "")
    psql = [pg_tool("18", "psql"), "-q", "-v", "ON_ERROR_STOP=1", one]
    subprocess.run(psql, input=done.stdout, text=True, check=True, capture_output=True)
    assert run("diff", one, other).code == 0
    again = run("plan", one, other, "--format", "sql")
    assert (again.code, again.stdout, again.stderr) == (0, "", "")


def test_plan_for_people_and_programs(run, pair):
    assert run("plan", *pair).stdout.split("\n")[0].endswith("losing data.") is False
    found = valid(run("plan", *pair, "--format", "json").stdout)
    assert [s["sql"] for s in found["statements"] if 'we""ird' in s["sql"]]
    assert run("plan", *pair).code == 0


def test_only_and_ignore(run, pair):
    assert "1 difference:" in run("diff", *pair, "--only", "table public.users column email").stdout
    assert run("diff", *pair, "--only", "schema nothing").code == 0
    assert run("diff", *pair, "--ignore", "table *", "--ignore", "view *").code == 0
    script = run("plan", *pair, "--format", "sql", "--only", "view *").stdout
    assert "VIEW" in script
    assert "INDEX" not in script


def test_result_goes_to_a_file(run, pair, tmp_path):
    done = run("diff", *pair, "-o", tmp_path / "out.txt")
    assert done.stdout == ""
    assert (tmp_path / "out.txt").read_text().startswith("6 differences")


def test_fingerprint_is_the_same_for_equal_schemas(run, pair, same):
    prints = [run("fingerprint", url).stdout for url in (*same, pair[1])]
    assert prints[0] == prints[1] != prints[2]
    found = valid(run("fingerprint", same[0], "--format", "json").stdout)
    assert found["digest"] + "\n" == prints[0]


def test_a_server_that_is_not_there_is_one_message_without_the_password(run):
    url = "postgresql://me:s3cret@127.0.0.1:1/x"
    for form in ("console", "json"):
        done = run("diff", url, url, "--format", form)
        assert done.code == 2
        assert "s3cret" not in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        assert "127.0.0.1" in done.stderr
    assert valid(done.stdout)["error"]["type"] == "ConnectionFailed"


@pytest.mark.parametrize(
    "arguments",
    [
        ("diff",),
        ("diff", "nothing-here", "nor-here"),
        ("diff", "postgresql://[bad", "postgresql://[bad"),
        ("plan", "a", "b", "--format", "xml"),
        ("chek",),
        ("explain", "H999"),
        ("diff", "--nonsense"),
        ("snapshot", "/dev/null"),
        ("diff", "", ""),
    ],
    ids=" ".join,
)
def test_wrong_input_is_one_message_and_two(run, arguments):
    done = run(*arguments)
    assert done.code == 2
    assert done.stdout == ""
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_output_that_cannot_be_written(run, same):
    done = run("diff", *same, "-o", "/nowhere/at/all")
    assert (done.code, "Traceback" in done.stderr) == (2, False)
    assert "/nowhere/at/all" in done.stderr


def test_a_fault_of_ours_is_a_sentence_and_a_file(tmp_path):
    code = "import trueup.compare as c; c.compare = None; from trueup.cli import main; main(['diff', 'a', 'b'])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=os.environ | {"TMPDIR": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 2
    assert "Please report" in done.stderr
    assert len(done.stderr.strip().split("\n")) == 1
    (log,) = tmp_path.glob("trueup-*.log")
    assert str(log) in done.stderr
    assert "Traceback" in log.read_text()
    debugged = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=os.environ | {"TRUEUP_DEBUG": "1"},
        check=False,
    )
    assert "Traceback" in debugged.stderr


def test_interrupted_is_130_and_no_traceback(run, database, sql):
    url = database("create table t ()")
    with subprocess.Popen(
        [sys.executable, "-c", _HANGING, url], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in err


_HANGING = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may have it ignored
import trueup.compare as c
def hang(*a, **k):
    print("ready", flush=True)
    time.sleep(60)
c.compare = hang
from trueup.cli import main
main(["diff", sys.argv[1], sys.argv[1]])
"""


def test_a_reader_that_goes_away_is_no_error(pair):
    command = f"{sys.executable} -m trueup diff '{pair[0]}' '{pair[1]}' --format json | head -c 5"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_version_and_help(run):
    import trueup

    assert run("--version").stdout == f"trueup {trueup.__version__}\n"
    out = run("--help").stdout
    assert all(command in out for command in COMMANDS)
    assert "Exit codes" in out
    for command in COMMANDS:
        assert run.inside(command, "--help").code == 0


def test_explain_lists_and_explains(run):
    assert "H101  Dropping a table loses its rows" in run.inside("explain").stdout
    assert "pg_dump -t" in run.inside("explain", "h101").stdout


def test_output_is_utf8_in_any_locale(run, database):
    one, other = database(), database('create table "日本" ()')
    for locale in ("C", "POSIX"):
        done = run("diff", one, other, env={"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
        assert "日本" in done.stdout
