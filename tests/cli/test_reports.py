"""Reports: complete, deterministic, and safe whatever an object is called."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from trueup.comparison import Comparison, Side, Verdict
from trueup.decisions import Decisions, settle
from trueup.diff import diff
from trueup.drift.explain import explain
from trueup.finding import Finding, Severity
from trueup.model import Address, Note, Origin, Schema
from trueup.postgres.objects import Column, Function, Index, IndexColumn, PrimaryKey, Table, Unique, View
from trueup.reports import console
from trueup.reports import drift as drift_report
from trueup.reports import json as json_report
from trueup.reports.text import cells, fold, safe, value
from trueup.statement import Plan, Statement

HOSTILE = 'a[red]"b\x1b]0;owned\x07\n\u202edrop\r'


def column(name: str, **fields: object) -> Column:
    given = {"position": 1, "type": "text"} | fields
    return Column(on="table", namespace="public", relation="users", name=name, **given)  # type: ignore[arg-type]


def compared(before: list[object], after: list[object], **fields: object) -> Comparison:
    changes = diff(Schema(before), Schema(after))  # type: ignore[arg-type]
    side = Side(label="here", kind="live")
    return Comparison(before=side, after=Side(label="there", kind="sql"), changes=changes, **fields)  # type: ignore[arg-type]


def judged(found: Comparison) -> Verdict:
    return Verdict(truth="migrations", comparisons=(found,), names=("database",))


def drift_of(found: Comparison) -> Iterator[console.Line]:
    """The report of a check."""
    return drift_report.drift(judged(found), settle(explain(judged(found)), Decisions(), date(2026, 1, 1)))


def plain(lines: object) -> str:
    return "\n".join("".join(text for text, _ in line) for line in lines)  # type: ignore[attr-defined]


def test_summary_comes_first_and_counts():
    found = compared([column("a"), column("b")], [column("b", not_null=True), column("c")])
    first = plain(console.difference(found)).split("\n")[0]
    assert first == "3 differences: 1 to create, 1 to drop, 1 to change."


def test_equal_is_said_in_words():
    assert plain(console.difference(compared([], []))).startswith("Equal.")
    assert plain(drift_of(compared([], []))).startswith("True.")


def test_changes_are_under_their_container_with_both_values_and_origin():
    where = Address("table public.users column a")
    found = compared(
        [Table(namespace="public", name="users"), column("a", default="1")],
        [Table(namespace="public", name="users"), column("a", default="2")],
        origins={where: Origin("migrations/2.sql", 7)},
    )
    shown = plain(console.difference(found))
    assert "\ntable public.users\n  ~ column a  migrations/2.sql:7\n      default  1 → 2" in shown


def test_drift_says_which_side_has_what():
    found = compared([column("extra"), column("same")], [column("gone"), column("same", type="integer")])
    shown = plain(drift_of(found))
    assert shown.startswith("Drift. 3 disagreements in 1 table: ")
    assert "\n  database    here  1 missing, 1 only there, 1 different\n" in shown
    assert "\n  missing in the database\n    + column gone  text  D" in shown
    assert "\n  only in the database\n    - column extra  text  D" in shown
    assert "\n  different\n    ~ column same type  D210 error\n        database text  migrations integer" in shown


def test_long_values_are_shown_as_the_lines_that_differ():
    def f(body: str) -> Function:
        return Function(namespace="public", name="f", takes="", arguments="", language="sql", body=body)

    shown = plain(console.difference(compared([f("select 1\nfrom a")], [f("select 2\nfrom a")])))
    assert "- select 1" in shown
    assert "+ select 2" in shown
    assert "  from a" in shown


def test_an_object_that_changes_its_class_says_so():
    named = {"on": "table", "namespace": "public", "relation": "t", "name": "k", "columns": ("a",)}
    found = compared([PrimaryKey(**named)], [Unique(**named)])
    assert "class  PrimaryKey → Unique" in plain(console.difference(found))
    (change,) = json_report.difference(found)["changes"]
    assert change["fields"]["class"]["to"]["class"] == "Unique"


def test_nested_records_read_as_words():
    index = Index(
        on="table",
        namespace="public",
        relation="t",
        name="i",
        method="btree",
        columns=(IndexColumn(column="a", descending=True),),
    )
    assert "+ index i  (a desc)" in plain(console.difference(compared([], [index])))


def test_no_control_character_of_a_name_reaches_the_terminal():
    found = compared([column(HOSTILE)], [column(HOSTILE, default=f"'{HOSTILE}'"), column(HOSTILE + "2")])
    note = Note("N1", HOSTILE, HOSTILE)
    finding = Finding(code="H101", severity=Severity.ERROR, message=HOSTILE, address=Address(f"table {HOSTILE}"))
    statement = Statement(sql=f'drop table "{HOSTILE}"', address=Address("table x"), hazards=(finding,))
    for lines in (
        console.difference(found),
        drift_of(found),
        console.notes([note]),
        console.plan(Plan(statements=(statement,), findings=(finding,))),
    ):
        for line in plain(lines).split("\n"):
            assert line.isprintable() or not line


def test_markup_in_a_name_is_text(monkeypatch, capsys):
    from trueup import output

    output.show(console.difference(compared([], [column("[bold red]x[/]")])), None, True)
    assert "[bold red]x[/]" in capsys.readouterr().out


def test_json_has_everything_and_is_json():
    view = View(namespace="public", name="v", definition=HOSTILE)
    found = compared([column("a")], [column("a", not_null=True), view], notes=(Note("N1", "m", None),))
    told = json.loads(json.dumps(json_report.difference(found)))
    assert told["trueup"] == 1
    assert not told["equal"]
    assert told["summary"] == {"create": 1, "drop": 0, "alter": 1}
    by_address = {c["address"]: c for c in told["changes"]}
    assert by_address["table public.users column a"]["fields"] == {"not_null": {"from": False, "to": True}}
    assert by_address["view public.v"]["object"]["definition"] == HOSTILE


def test_reports_are_deterministic():
    one = [column(n) for n in "cab"]
    two = [column(n) for n in "bca"]
    assert plain(console.difference(compared([], one))) == plain(console.difference(compared([], two)))
    assert json_report.difference(compared([], one)) == json_report.difference(compared([], two))


def test_plan_marks_what_loses_data():
    hazard = Finding(code="H101", severity=Severity.ERROR, message="the table's rows are lost", help="keep a copy")
    lines = list(
        console.plan(Plan(statements=(Statement(sql="DROP TABLE t", address=Address("table t"), hazards=(hazard,)),)))
    )
    shown = plain(lines)
    assert shown.startswith("1 statement, 1 hazard, 1 losing data.")
    assert "  1  DROP TABLE t;" in shown
    assert "H101 the table's rows are lost" in shown
    assert "keep a copy" in shown


def test_values_are_words():
    assert [value(v) for v in (None, True, False, "", "x", ("a", "b"), (), 3)] == [
        "none",
        "yes",
        "no",
        "''",
        "x",
        "(a, b)",
        "none",
        "3",
    ]


def test_safe_keeps_letters_of_all_languages():
    assert safe("naïve 日本 Ω") == "naïve 日本 Ω"
    assert safe("\ud800\x00\xa0") == "\\ud800\\x00\\xa0"


def test_long_lines_hang_below_their_beginning_on_a_narrow_terminal():
    line = (("  + column a", "new"), ("  type text, default 'x', not null", ""), ("  file.sql:3", "dim"))
    folded = list(fold(line, 24))
    assert all(cells("".join(text for text, _ in part)) <= 24 for part in folded)
    assert "".join(plain(folded).split()) == "".join("".join(text for text, _ in line).split())
    assert plain(folded[1:2]).startswith("    ")
    wide = list(fold((("日本語 " * 10, ""),), 20))
    assert all(cells("".join(text for text, _ in part).rstrip()) <= 20 for part in wide)


@given(st.lists(st.sampled_from(["a", "bb,", "ccc", "dddd"]), min_size=1), st.data())
def test_how_a_line_is_cut_into_spans_does_not_matter_where_it_is_folded(words, data):
    text = "    " + data.draw(st.sampled_from([" ", "  "])).join(words)
    styles = data.draw(st.lists(st.sampled_from(["", "dim"]), min_size=len(text), max_size=len(text)))
    folded = plain(fold(tuple(zip(text, styles, strict=True)), 12)).split("\n")
    assert folded == plain(fold(((text, ""),), 12)).split("\n")
    assert " ".join(folded).split() == words
    assert max(map(len, folded)) <= 12


def test_blanks_at_the_end_of_a_line_make_no_line_of_their_own():
    line = (("        staging ", "dim"), ("uuid", ""), ("  ", ""), ("dev, code ", "dim"), ("text", ""), ("  ", ""))
    assert plain(fold(line, 44)) == "        staging uuid  dev, code text"
    assert plain(fold(line, 24)) == "        staging uuid\n          dev, code text"
