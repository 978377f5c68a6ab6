"""Every form of a check's report, from the command line: each can be read by who it is for, and the exit code is the same."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest

MADE = "create table users (id bigint primary key, email text not null);"


@pytest.fixture
def drifted(run, database):
    (run.here / "migrations").mkdir()
    (run.here / "migrations/001_users.sql").write_text(MADE)
    return run, {"DATABASE_URL": database("create table users (id bigint primary key, email text, extra int);")}


def told(drifted, form: str) -> str:
    run, env = drifted
    done = run.inside("check", "--format", form, env=env)
    assert (done.code, done.stderr) == (1, "")
    return done.stdout


def test_markdown_has_the_matrix_and_the_sql(drifted):
    text = told(drifted, "markdown")
    assert "### 🟡 `table public.users`" in text
    assert "ALTER TABLE public.users ALTER COLUMN email SET NOT NULL;" in text


def test_sarif_says_where(drifted):
    (run_,) = json.loads(told(drifted, "sarif"))["runs"]
    places = {one["ruleId"]: one["locations"][0] for one in run_["results"]}
    assert places["D212"]["physicalLocation"]["artifactLocation"]["uri"] == "migrations/001_users.sql"
    assert places["D202"]["logicalLocations"][0]["fullyQualifiedName"] == "table public.users column extra"


def test_junit_has_a_case_for_each_table(drifted):
    suites = ET.fromstring(told(drifted, "junit"))  # noqa: S314 - our own
    assert [one.get("name") for one in suites.iter("testcase")] == ["table public.users"]
    assert len(list(suites.iter("failure"))) == 1


def test_github_annotates_the_line(drifted):
    assert "::warning file=migrations/001_users.sql,line=1," in told(drifted, "github")


def test_html_is_one_page_without_a_network(drifted):
    page = told(drifted, "html")
    links: list[str] = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            links.extend(value or "" for name, value in attrs if name in ("src", "href"))

    Parser().feed(page)
    assert "table public.users" in page
    assert [link for link in links if not link.startswith("#")] == []


@pytest.mark.parametrize("form", ["markdown", "sarif", "junit", "github", "html"])
def test_nothing_to_tell_is_told_too(run, database, form):
    (run.here / "migrations").mkdir()
    (run.here / "migrations/001_users.sql").write_text(MADE)
    env = {"DATABASE_URL": database(MADE)}
    assert [run.inside("check", "--format", form, env=env).code for _ in range(2)] == [0, 0]
