"""A plan for review: every risk, statement, lock and the way back is on the page, whatever things are called."""

from __future__ import annotations

from itertools import pairwise

from markdown_it import MarkdownIt

from trueup.comparison import Side
from trueup.finding import Finding, Severity
from trueup.model import address
from trueup.reports.markdown.change_plan import report
from trueup.reports.work import said
from trueup.statement import Batch, Lock, Plan, Statement, Work

T = address("table", "public", 'we"ird; --|`')
SIDES = Side(label="production", kind="live", version=180000), Side(label="migrations", kind="sql", version=180000)


def table_cells(page: str) -> list[list[str]]:
    tokens = MarkdownIt("commonmark").enable("table").parse(page)
    rows: list[list[str]] = []
    for token, after in pairwise(tokens):
        if token.type == "tr_open":
            rows.append([])
        if token.type in ("th_open", "td_open"):
            rows[-1].append("".join(c.content for c in after.children or ()))
    return rows


def drop() -> Statement:
    hazard = Finding(code="H101", severity=Severity.ERROR, address=T, message="all rows | are lost", help="keep them")
    work = Work(locks=(Lock(T, "AccessExclusiveLock"),))
    return Statement(sql=f"DROP TABLE {T}", address=T, hazards=(hazard,), work=work, undo=("CREATE TABLE again ()",))


def test_risks_are_a_table_and_what_must_be_allowed_is_named():
    page = report(Plan(statements=(drop(),)), *SIDES, Plan())
    head, row = table_cells(page)
    assert head == ["Statement", "Severity", "Code", "Object", "What", "What to do"]
    assert row == ["1", "error", "H101", str(T), "all rows | are lost", "keep them"]
    assert "**1 hazard must be allowed by name before it is applied.**" in page
    assert f"--allow 'H101 {T}'" in page
    assert "readers and writers wait, shortly" in page
    assert "undo: `CREATE TABLE again ()`" in page


def test_a_backfill_and_what_is_outside_of_a_transaction_are_told():
    batch = Batch(table=T, sets="a = 1", where="a IS NULL", size=5000)
    fill = Statement(sql="UPDATE", address=T, batch=batch, transactional=False)
    index = Statement(sql="CREATE INDEX CONCURRENTLY", address=T, transactional=False)
    page = report(Plan(statements=(fill, index)), *SIDES, Plan(statements=(drop(),)))
    assert page.count("in steps of 5,000 rows, each a transaction of its own") == 1
    assert page.count("- outside of a transaction") == 1
    assert "**No hazard must be allowed.**" in page
    assert page.index("## Undo") < page.index("DROP TABLE")


def test_nothing_to_do_is_said():
    assert "Nothing to do." in report(Plan(), *SIDES, Plan())


def test_locks_are_told_by_who_waits_and_how_long():
    work = Work(locks=(Lock(T, "AccessExclusiveLock"),), rewrites=(T,), scans=(T,))
    assert list(said(work)) == [f"{T}: ACCESS EXCLUSIVE, readers and writers wait while all rows are written anew"]
    validate = Work(locks=(Lock(T, "ShareUpdateExclusiveLock"),), scans=(T,))
    assert list(said(validate)) == [f"{T}: all rows are read, nobody waits"]
    assert list(said(Work(locks=(Lock(T, "AccessShareLock"),)))) == []
    assert list(said(Work(known=False))) == ["what else it does cannot be told: it runs code"]
