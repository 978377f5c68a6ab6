"""Markdown, SARIF, JUnit and GitHub annotations: what they say, and that nothing breaks out of them.

``expected/`` has each of them for a small example, rewritten by ``pytest --update`` and read in review.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import msgspec
import pytest
from hypothesis import assume, example, given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from drift_examples import ACCEPTED, DEFINITIONS, HOSTILE, health, hostile, nothing, texts, unseen
from trueup.beside.usage import Use
from trueup.drift.agreed import Agreed
from trueup.drift.explained import Explained
from trueup.finding import Finding, Severity
from trueup.histories.applied import Progress, Step
from trueup.model import Address, Origin, address
from trueup.naming import Naming, compare
from trueup.naming.convention import convention
from trueup.reports import github, html, junit, markdown, sarif
from trueup.reports.beside import Beside
from trueup.reports.described import ended
from trueup.reports.markdown import markup
from trueup.reports.text import safe

HERE = Path(__file__).parent
SQL = {"production": 'ALTER TABLE public.personal_models ADD COLUMN model_type text NOT NULL;\n-- ``` " \n'}
NAMING = Naming(
    {"code": convention({address("table", "public", "users"): ("id", "user_id", "createdAt", "last_name")})},
    {
        ("production",): compare(
            {address("table", "public", "meeting"): ("id", "userId"), address("table", "public", "room"): ("id",)},
            {address("table", "public", "meetings"): ("id", "user_id")},
        )
    },
)
EXPECTED = {
    "health.md": lambda: markdown.report(health(), SQL, DEFINITIONS, NAMING, ACCEPTED),
    "nothing.md": lambda: markdown.report(nothing()),
    "unseen.md": lambda: markdown.report(unseen()),
    "health.sarif.json": lambda: (
        json.dumps(sarif.report(health(), "1.2.3", ACCEPTED), indent=2, ensure_ascii=False) + "\n"
    ),
    "health.junit.xml": lambda: junit.report(health()),
    "nothing.junit.xml": lambda: junit.report(nothing()),
    "health.github.txt": lambda: github.report(health()),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_documents_are_as_they_were(name: str, request: pytest.FixtureRequest):
    path, told = HERE / "expected" / name, EXPECTED[name]()
    if request.config.getoption("--update"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text(encoding="utf-8")


def with_hostile_texts(test):
    for text in HOSTILE:
        test = example(text)(test)
    return settings(max_examples=40, deadline=None)(given(texts)(test))


# ------------------------------------------------------------------ Markdown

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from flat(token.children or [])


def tables(tokens: list[Token]) -> Iterator[list[list[str]]]:
    """The texts of each table's cells."""
    rows: list[list[str]] = []
    for number, token in enumerate(tokens):
        if token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            rows.append([])
        elif token.type in ("td_open", "th_open"):
            inside = tokens[number + 1].children or []
            rows[-1].append("".join(one.content for one in inside))
        elif token.type == "table_close":
            yield rows


def shape(tokens: list[Token]) -> list[tuple[str, str, str]]:
    """What the document is made of, whatever its texts are."""
    plain = {"text", "code_inline", "softbreak", "text_special", "inline"}
    return [(one.type, one.tag, one.info) for one in flat(tokens) if one.type not in plain]


def defined(text: str) -> dict[Address, dict[str, str]]:
    return {hostile(text).disagreements[0].row.address.root: {"code": text, "migrations": f"other\n{text}"}}


@with_hostile_texts
def test_no_text_changes_what_markdown_is_made_of(text: str):
    assume(text.strip(" "))
    told = PARSER.parse(markdown.report(hostile(text), {"place": text + "x"}, defined(text), NAMING))
    tame = PARSER.parse(markdown.report(hostile("tame"), {"place": "tame"}, defined("tame"), NAMING))
    assert shape(told) == shape(tame)
    assert all(len({len(row) for row in rows}) == 1 for rows in tables(told))


def standing_beside(text: str) -> Beside:
    where = address("table", text, text)
    finding = Finding(code="S601", severity=Severity.INFO, message=text, help=text, address=where)
    place = msgspec.structs.replace(finding, origin=Origin(text, 3))
    steps = (Step(text, text, "", "applied", late=text), Step(text + "x", text, "", "skipped"))
    agreed = Agreed(
        places=(text, text),
        tables=(where,),
        inside={hostile(text).disagreements[0].row.address.root: (where.child("column", text),)},
        indexes={where.child("index", text): (text, text)},
        guarded={where: (2, (text,))},
        mapped=((text, text),),
    )
    uses = {where: (Use(text, 3, (text,)),)}
    return Beside((finding, place), (finding,), uses, {text: {"tables": 3}}, agreed, {text: Progress(steps, "p", "t")})


@with_hostile_texts
def test_no_text_that_stands_beside_changes_what_a_document_is_made_of(text: str):
    assume(text.strip(" "))
    told, tame = (hostile(one) for one in (text, "tame"))
    beside, still = (standing_beside(one) for one in (text, "tame"))
    document = PARSER.parse(markdown.report(told, {text: "x"}, beside=beside))
    assert shape(document) == shape(PARSER.parse(markdown.report(tame, {"tame": "x"}, beside=still)))
    assert all(len({len(row) for row in rows}) == 1 for rows in tables(document))
    pages = (html.report(found, beside=one) for found, one in ((told, beside), (tame, still)))
    parts = [page.split('<h2 id="beside">')[1].split('<h2 id="advice">')[0] for page in pages]
    page, other = (re.findall(r"</?[a-zA-Z!][a-z0-9]*", part) for part in parts)
    assert page == other


@given(texts)
def test_a_code_span_says_exactly_the_text(text: str):
    shown = safe(text).strip()
    tokens = PARSER.parse(f"| {markup.code(text)} |\n| --- |\n| {markup.code(text)} |")
    (rows,) = tables(tokens)
    assert rows == [[shown], [shown]]


@given(texts)
def test_an_escaped_sentence_says_exactly_the_text(text: str):
    tokens = PARSER.parse(f"{markup.escaped(text)} x")
    told = "".join(one.content for one in flat(tokens) if one.type in ("text", "text_special"))
    assert told == f"{safe(text).strip()} x".lstrip()
    assert [one.type for one in tokens] == ["paragraph_open", "inline", "paragraph_close"]


@given(texts)
def test_a_block_of_sql_ends_where_it_ends(text: str):
    (block,) = PARSER.parse(markup.fenced(text))
    assert block.type == "fence"


def test_the_verdict_is_not_ready_while_anything_critical_is_open():
    told = markdown.report(health())
    assert "NOT READY" in told.splitlines()[2]
    assert told.splitlines()[2].endswith("2 disagreements must be settled before anything is deployed.")
    assert "- [ ] look at `dev`" in told


def test_every_place_has_a_column_the_truth_first():
    rows = next(rows for rows in tables(PARSER.parse(markdown.report(health()))) if rows[0][0] == "What")
    assert rows[0] == ["What", "migrations", "code", "staging", "production", "Severity", "Why"]
    assert rows[1][1:5] == ["missing", "➕ text not null", "missing", "missing"]


# ------------------------------------------------------------------ SARIF

SCHEMA = json.loads((HERE / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)


@pytest.mark.parametrize("found", [health(), nothing(), unseen()], ids=["health", "nothing", "unseen"])
def test_sarif_is_as_its_schema_says(found: Explained):
    assert not list(VALIDATOR.iter_errors(sarif.report(found, "1.2.3")))


def test_what_is_accepted_is_suppressed():
    told = sarif.report(health(), "1.2.3", ACCEPTED)
    assert not list(VALIDATOR.iter_errors(told))
    *others, last = told["runs"][0]["results"]  # type: ignore[index]
    assert not any("suppressions" in one for one in others)
    assert last["suppressions"][0]["justification"] == "kept until the *next* release (ops|team, until 2026-12-31)"


def test_the_schema_can_fail():
    told = sarif.report(health(), "1")
    told["runs"][0]["results"][0]["level"] = "critical"  # type: ignore[index]
    assert list(VALIDATOR.iter_errors(told))


@settings(max_examples=25, deadline=None)
@given(texts)
def test_no_text_breaks_sarif(text: str):
    told = json.loads(json.dumps(sarif.report(hostile(text), "1.2.3"), ensure_ascii=False).encode())
    assert not list(VALIDATOR.iter_errors(told))
    assert len(told["runs"][0]["results"]) == 4


def results(found: Explained) -> list[dict]:
    return sarif.report(found, "1.2.3")["runs"][0]["results"]  # type: ignore[index]


def test_results_are_where_the_code_declares_it():
    first, second, third, _ = results(health())
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "db/schema.prisma", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 41, "startColumn": 3}
    (related,) = second["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "db/migrations/2025%20chat/migration.sql"
    assert unquote(related["physicalLocation"]["artifactLocation"]["uri"]).count(" ") == 1
    assert third["locations"] == [
        {
            "logicalLocations": [
                {
                    "name": "ChatMessage",
                    "fullyQualifiedName": 'table public."ChatMessage"',
                    "kind": "table",
                }
            ]
        }
    ]


def test_results_have_levels_rules_and_fingerprints():
    found = health()
    told = results(found)
    assert [one["level"] for one in told] == ["error", "error", "warning", "note"]
    rules = sarif.report(found, "1")["runs"][0]["tool"]["driver"]["rules"]  # type: ignore[index]
    assert [rules[one["ruleIndex"]]["id"] for one in told] == [one["ruleId"] for one in told]
    assert rules[0]["shortDescription"]["text"]
    assert [one["partialFingerprints"]["trueupKey/v1"] for one in told] == [
        one.finding.key for one in found.disagreements
    ]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("./src/a b.ts", "src/a%20b.ts"),
        ("src\\x.ts", "src/x.ts"),
        ("/abs/ü.sql", "file:///abs/%C3%BC.sql"),
        ("C:\\a\\b.sql", "file:///C:/a/b.sql"),
    ],
)
def test_paths_are_uris(file: str, uri: str):
    assert sarif._artifact(file)["uri"] == uri


# ------------------------------------------------------------------ JUnit


def test_junit_has_a_suite_for_each_place_and_a_case_for_each_table():
    root = ET.fromstring(junit.report(health()).encode())
    assert root.tag == "testsuites"
    told = {suite.get("name"): suite for suite in root}
    assert list(told) == ["code", "staging", "production", "dev"]
    assert [case.get("name") for case in told["staging"]] == [
        "table public.personal_models",
        'table public."ChatMessage"',
    ]
    assert [len(case) for case in told["staging"]] == [0, 1]
    assert told["code"][0][0].get("type") == "H102"
    assert told["production"][0][0].tag == "system-out"
    assert told["dev"][0][0].tag == "error"


@with_hostile_texts
def test_no_text_breaks_junit(text: str):
    root = ET.fromstring(junit.report(hostile(text)).encode())
    assert len(root) == 3
    for one in (root, *root):
        cases = list(one.iter("testcase"))
        assert int(one.get("tests", "")) == len(cases)
        assert int(one.get("failures", "")) == len(list(one.iter("failure")))
        assert int(one.get("errors", "")) == len(list(one.iter("error")))


def test_junit_loads_in_a_parser_of_others():
    parser = pytest.importorskip("junitparser")
    told = parser.JUnitXml.fromstring(junit.report(health()).encode())
    assert (told.tests, told.failures, told.errors) == (7, 3, 1)


# ------------------------------------------------------------------ GitHub

COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-z]+=[^,:]*)(?:,[a-z]+=[^,:]*)*)::(.*)")


def commands(told: str) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands as the runner reads them (ActionCommand.cs of actions/runner)."""
    found = []
    for line in told.split("\n")[:-1]:
        match = COMMAND.fullmatch(line)
        assert match, line
        named = dict(one.split("=", 1) for one in match[2].split(","))
        found.append((match[1], {k: read(v, "%3A", "%2C") for k, v in named.items()}, read(match[3])))
    return found


def read(text: str, *more: str) -> str:
    return unquote(re.sub("%(?!0D|0A|25" + "".join(f"|{one[1:]}" for one in more) + ")", "%25", text))


def test_annotations_are_at_the_lines_of_the_code():
    first, second, third, fourth, last = commands(github.report(health()))
    assert first[0] == second[0] == "error"
    assert first[1] == {
        "file": "db/schema.prisma",
        "line": "41",
        "col": "3",
        "title": "H102 table public.personal_models column model_type",
    }
    assert first[2].split("\n")[1] == "The code declares it and no migration makes it."
    assert (third[0], fourth[0], last[0]) == ("warning", "notice", "warning")
    assert "file" not in third[1]
    assert last[1]["title"] == "dev was not looked at"


@with_hostile_texts
def test_no_text_breaks_out_of_a_command(text: str):
    found = commands(github.report(hostile(text)))
    assert [one[0] for one in found] == ["error", "error", "warning", "notice", "warning"]
    assert found[0][2].split("\n") == [safe(one) for one in (ended(text), ended(text), text)]
    assert found[0][1]["file"] == safe(text or "f")
