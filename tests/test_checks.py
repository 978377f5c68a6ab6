"""Every check finds what its page says it finds, and not what the page says to write instead."""

from __future__ import annotations

import re
from pathlib import Path

import psycopg
import pytest

import lock_measure
from trueup.checks import Check, judge, page, pages, registered
from trueup.finding import Severity
from trueup.lint import File, lint, steps_of
from trueup.model import Schema
from trueup.postgres.blocking import World
from trueup.postgres.connect import connect
from trueup.postgres.introspect import read
from trueup.postgres.sql.parse import statements
from trueup.statement import MODES

CODES = sorted(registered())
SILENT = frozenset({"H221"})
"""Codes that only remark on any script, and are asked about one by one."""


@pytest.fixture(scope="module")
def made(server: str, module_database):
    """The schema that SQL makes, read from a live server."""
    url = module_database(on=server)
    known: dict[str, Schema] = {}

    def make(sql: str) -> Schema:
        if sql not in known:
            with psycopg.connect(url, autocommit=True) as conn:
                conn.execute("drop schema public cascade; create schema public")
                conn.execute(sql)  # type: ignore[call-overload]
            with connect(url) as reader:
                known[sql] = read(reader, needs=True)
        return known[sql]

    return make


def _found(sql: str, before: Schema | None, code: str) -> list[tuple[str, frozenset[str]]]:
    """The lines that statements end on, each with the codes found in it."""
    script = re.sub(r"[ \t]*-- H\d+$", "", sql, flags=re.M)
    result = lint(File(name="page.sql", sql=script, wrapped="-- one transaction" in sql), World(before))
    return [(f"{one.origin.line}", one.code) for one in result.findings if one.origin is not None]  # type: ignore[misc]


@pytest.mark.parametrize("code", CODES)
def test_a_page_is_true(code: str, made):
    found = registered()[code]
    before, shown = None, 0
    for block in found.blocks:
        if block.startswith("-- given"):
            before = made(block)
            continue
        marked = _marked(block)
        told = _found(block, before, code)
        lines = sorted({int(line) for line, one in told if one == code})
        assert lines == _starts(block, marked, code), (code, block, told)
        shown += code in marked.values()
    assert shown, f"{code} shows nothing that it finds"


def test_a_default_is_missed_by_what_the_column_is_in_the_end(made):
    def table(column: str) -> Schema:
        return made(f"create table t (id int primary key, a {column})")

    sql = "ALTER TABLE t ALTER a DROP DEFAULT; ALTER TABLE t ALTER a SET NOT NULL"
    for before, after, told in (
        ("int default 1", "int not null", True),
        ("int", "int not null", False),
        ("int not null default 1", "int", False),
        ("int not null default 1", "int not null default 2", False),
    ):
        found = lint(File(name="a.sql", sql=sql, wrapped=True), World(table(before)), left=table(after))
        assert ("H306" in {one.code for one in found.findings}) is told, (before, after)


def test_a_new_column_must_be_given_if_it_must_in_the_end(made):
    def table(column: str) -> Schema:
        return made(f"create table t (id int primary key{column})")

    steps = "UPDATE t SET a = 1 WHERE a IS NULL; ALTER TABLE t ALTER a SET NOT NULL"
    for sql, after, told in (
        ("ALTER TABLE t ADD a int NOT NULL DEFAULT 1; ALTER TABLE t ALTER a DROP DEFAULT", ", a int not null", True),
        (f"ALTER TABLE t ADD a int; {steps}", ", a int not null", True),
        ("ALTER TABLE t ADD a int NOT NULL; ALTER TABLE t ALTER a SET DEFAULT 1", ", a int not null default 1", False),
        ("ALTER TABLE t ADD a int NOT NULL; ALTER TABLE t RENAME a TO b", ", b int not null", True),
        ("ALTER TABLE t ADD a int", ", a int", False),
    ):
        found = lint(File(name="a.sql", sql=sql, wrapped=True), World(table("")), left=table(after))
        assert ("H304" in {one.code for one in found.findings}) is told, sql


def _marked(block: str) -> dict[int, str]:
    """The codes at the ends of lines, by line."""
    marks = ((number, re.search(r"-- (H\d+)$", line)) for number, line in enumerate(block.splitlines(), 1))
    return {number: match[1] for number, match in marks if match}


def _starts(block: str, marked: dict[int, str], code: str) -> list[int]:
    """The lines on which the statements begin whose last line is marked."""
    found = []
    for one in statements(block, "page"):
        last = one.line + one.sql.count("\n")
        if marked.get(last) == code:
            found.append(one.line)
    return sorted(found)


@pytest.mark.parametrize("code", CODES)
def test_a_page_reads_well(code: str):
    found: Check = registered()[code]
    shown = page(code.lower())
    assert shown.title
    assert not shown.title.endswith(".")
    assert shown.text
    assert "```" not in shown.text
    assert found.severity in Severity
    assert all(len(line) <= 120 for line in shown.text.splitlines())


def test_whatever_blocks_for_long_must_be_allowed(server: str, module_database):
    """No form of a statement reads, writes or indexes a table under a lock that stops writers without an error."""
    url = module_database(on=server)
    lock_measure.prepare(url)
    with connect(url) as conn:
        schema = read(conn, needs=True)
    silent = []
    for _, form in lock_measure.ALL:
        if form.refused or "materialized view" in form.sql:
            continue  # a view's readers are worth a warning (H211)
        (parsed,) = statements(form.sql, "form", schema.version)
        (step,) = steps_of([parsed], World(schema))
        blocks = [where for where in step.work.long if MODES.index(step.work.mode(where) or MODES[0]) >= _SHARE]
        told = {one.code for one in judge([step])[0] if one.severity is Severity.ERROR}
        if blocks and not any(code.startswith("H2") or code == "H107" for code in told):
            silent.append((form.sql, sorted(told)))
    assert silent == [("alter domain checked_text validate constraint short", [])]


_SHARE = MODES.index("ShareLock")

PAGE = Path(__file__).parent.parent / "docs" / "hazards.md"
_TABLE = re.compile(r"(?<=<!-- checks: rewritten by pytest --update -->\n).*?(?=<!-- end -->)", re.S)


def test_the_page_lists_all_of_them(request: pytest.FixtureRequest):
    lines = ["| code | severity | |", "|---|---|---|"]
    for code, shown in pages().items():
        if re.fullmatch(r"H\d{3}", code):
            severity = str(registered()[code].severity) if code in registered() else "by case"
            lines.append(f"| {code} | {severity} | {shown.title} |")
    text = PAGE.read_text()
    wanted = _TABLE.sub(lambda _: "\n".join([*lines, ""]), text)
    if request.config.getoption("--update"):
        PAGE.write_text(wanted)
    assert PAGE.read_text() == wanted


def test_all_codes_have_one_page():
    assert set(CODES) <= set(pages())
