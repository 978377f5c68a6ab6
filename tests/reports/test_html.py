"""The HTML page: whole, closed, accessible, and quick with many tables. What needs Chromium is skipped without it."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

import msgspec
import pytest
from hypothesis import assume, example, given, settings

from browser import Browser, browser, program
from drift_examples import ACCEPTED, DEFINITIONS, HOSTILE, health, hostile, large, nothing, schema_of, texts, unseen
from trueup.model import Address, Schema, address
from trueup.naming import naming
from trueup.reports import html
from trueup.reports.html.diagram import READABLE, drawing
from trueup.reports.html.page import SCRIPT, STYLE
from trueup.reports.matrix import groups
from trueup.reports.text import safe

PLANS = {"production": "ALTER TABLE public.personal_models ADD COLUMN model_type text NOT NULL;\n", "staging": ""}
NAMING = naming(
    {
        "code": {address("table", "public", "meeting"): ("id", "userId"), address("table", "public", "room"): ("id",)},
        "production": {address("table", "public", "meetings"): ("id", "user_id")},
    },
    "code",
    ["production"],
)
PAGE = html.report(health(), DEFINITIONS, PLANS, accepted=ACCEPTED, naming=NAMING)

VOID = {"meta", "input", "br", "link"}


class Parsed(HTMLParser):
    """The elements of a page with what they were given, and its text; every element is closed where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.texts.append(data)

    def of(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (given for name, given in self.elements if name == tag)


def test_the_page_needs_nothing_else():
    found = Parsed(PAGE)
    assert not {"link", "img", "iframe", "object", "base"} & {tag for tag, _ in found.elements}
    assert all("src" not in given and "style" not in given for _, given in found.elements)
    assert all((given.get("href") or "#").startswith("#") for _, given in found.elements)
    assert "url(" not in PAGE.replace("url(#tip)", "")
    assert "@import" not in PAGE


def test_the_policy_allows_the_pages_own_style_and_script_only():
    policy = next(one["content"] for one in Parsed(PAGE).of("meta") if one.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        (inside,) = re.findall(f"<{tag}>(.*?)</{tag}>", PAGE, re.S)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_every_part_is_there():
    told = " ".join(Parsed(PAGE).texts)
    for part in (
        "NOT READY",
        "Who says what",
        "Definitions, before and after",
        "SQL for",
        "not looked at",
        "Diagram",
        "ops|team",
        "Names",
        "The names of the code in",
    ):
        assert part in told
    assert "SQL for <code>staging</code>" not in PAGE
    assert "<ins>" not in PAGE or "model_type" in PAGE
    assert "<del>    model_type text NOT NULL</del>" in PAGE


@pytest.mark.parametrize("found", [nothing(), unseen()], ids=["nothing", "unseen"])
def test_without_drift_the_page_says_so(found):
    page = html.report(found)
    assert "There is nothing the places disagree about." in Parsed(page).texts
    assert "<svg" not in page


def test_of_a_long_list_the_beginning_is_shown_and_the_rest_is_one_step_away():
    told = [
        msgspec.structs.replace(one, ways=(f"Mend number {number}.",))
        for number, one in enumerate(large(30).disagreements)
    ]
    page = html.report(msgspec.structs.replace(large(30), disagreements=tuple(told)))
    first, rest = page[page.index('id="advice"') :].split("<noscript>")
    assert (first.count("<li>"), rest.count("<li>")) == (20, 100)
    assert "100 more" in first
    assert '<ol start="21">' in rest


def test_heads_of_tables_have_a_scope_and_controls_have_labels():
    found = Parsed(PAGE)
    assert {one.get("scope") for one in found.of("th")} == {"col", "row"}
    ids = [given["id"] for _, given in found.elements if "id" in given]
    assert len(ids) == len(set(ids))
    links = [one["href"] for one in found.of("a") if one.get("href")]
    assert {str(link)[1:] for link in links} <= set(ids)


def shape(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """The elements with the names of what they were given, sorted: the diagram is in order of names.

    Values that are long or of several lines have elements of their own.
    """
    found = Parsed(page).elements
    return sorted((tag, tuple(given)) for tag, given in found if tag not in ("details", "summary", "pre", "del"))


@settings(max_examples=25, deadline=None)
@given(texts)
def test_no_text_changes_what_the_page_is_made_of(text: str):
    assume(text.strip())
    where = hostile(text).disagreements[0].row.address.root
    schema = schema_of(3)
    page = html.report(hostile(text), {where: {"code": text, "migrations": "x"}}, {text: text + "x"}, schema)
    tame = hostile("tame")
    other = html.report(tame, {Address("table tame.tame"): {"code": "tame", "migrations": "x"}}, {"x": "x"}, schema)
    assert shape(page) == shape(other)


@settings(max_examples=25, deadline=None)
@given(texts)
@example("</script><script>alert(1)</script>")
@example('"><svg onload=alert(1)>')
def test_every_text_is_shown_as_it_is(text: str):
    assume(text.strip())
    page = html.report(hostile(text), {}, {text: text})
    page.encode()
    assert safe(text) in Parsed(page).texts


# ------------------------------------------------------------------ the diagram


def svg(schema: Schema | None, found=None) -> ET.Element:
    made = groups(found or large(0))
    return ET.fromstring(drawing(made, schema, {group.address: "t0" for group in made}).svg)


def boxes(root: ET.Element) -> list[tuple[float, float, float, float]]:
    return [
        tuple(float(one.get(name, "")) for name in ("x", "y", "width", "height"))  # type: ignore[misc]
        for one in root.iter("rect")
    ]


@pytest.mark.parametrize("tables", [1, 2, 40, READABLE])
def test_no_two_tables_are_drawn_over_each_other(tables: int):
    root = svg(schema_of(tables), large(tables, 3))
    found = boxes(root)
    assert len(found) == tables
    for number, (x, y, w, h) in enumerate(found):
        for x2, y2, w2, h2 in found[number + 1 :]:
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y
    _, _, width, height = map(float, root.get("viewBox", "").split())
    assert all(x + w <= width and y + h <= height for x, y, w, h in found)


def test_what_a_table_refers_to_is_to_its_left_unless_they_go_round():
    keys = [one for one in svg(schema_of(40)).iter("path") if "key" in one.get("class", "")]
    starts = [list(map(float, re.findall(r"-?\d+", one.get("d", "")))) for one in keys]
    assert sum(points[-2] >= points[0] for points in starts) == 1


def test_above_what_can_be_read_the_gravest_are_drawn():
    made = groups(large(300, 1))
    found = drawing(made, schema_of(300), {})
    assert (found.drawn, found.left_out) == (READABLE, 200)
    assert found.svg.count('class="box critical"') == 75


def test_hostile_names_leave_the_drawing_an_xml():
    for text in HOSTILE:
        ET.fromstring(drawing(groups(hostile(text)), None, {}).svg)


# ------------------------------------------------------------------ colours


def luminance(colour: str) -> float:
    """Of a ``#rgb`` or ``#rrggbb`` (WCAG 2.2, relative luminance)."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_colour_stands_out_from_every_ground(scheme: int):
    block = re.findall(r":root{(.*?)}", STYLE, re.S)[scheme]
    colours = dict(re.findall(r"--(\w+):(#\w+)", block))
    assert len(colours) == 14
    for ground in ("bg", "soft", "gone", "new"):
        for name in ("text", "dim", "link", "critical", "error", "warning", "info", "good"):
            one, other = sorted((luminance(colours[name]), luminance(colours[ground])))
            assert (other + 0.05) / (one + 0.05) >= 4.5, (name, ground)


# ------------------------------------------------------------------ in a browser

CHROMIUM = program()
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def page() -> Iterator[Browser]:
    assert CHROMIUM is not None
    with browser(CHROMIUM) as found:
        yield found


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    pages = {
        "health": PAGE,
        "hostile": "",
        "many": html.report(large(10), schema=schema_of(10)),
        "large": html.report(large(1000), schema=schema_of(1000)),
    }
    texts = [hostile(text) for text in HOSTILE[:3]]
    pages["hostile"] = html.report(texts[1], {}, {"x": HOSTILE[1]})
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in pages}


def axe() -> str | None:
    """The source of axe-core: a file named by TRUEUP_AXE, or that of a package that brings it."""
    if "TRUEUP_AXE" in os.environ:
        return Path(os.environ["TRUEUP_AXE"]).read_text(encoding="utf-8")
    for package in ("axe_playwright_python", "axe_core_python"):
        spec = find_spec(package)
        if spec is not None and spec.origin is not None:
            return (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")
    return None


@needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible(page: Browser, files: dict[str, Path], scheme: str):
    source = axe()
    if source is None:
        pytest.skip("no axe-core on this machine")
    page.prefer(color_scheme=scheme, reduced_motion="reduce")
    page.patience = 120
    for name in ("health", "hostile", "many", "large"):
        page.open(files[name])
        page.until(LISTED, {"many": 10, "large": 100}.get(name, page.run(LISTED)))
        if name in ("health", "hostile"):
            page.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        page.run(source + "; 0")
        found = page.run(
            "axe.run(document, {resultTypes: ['violations']}).then((told) => told.violations.map((one) => "
            "[one.id, one.nodes[0].html, one.nodes[0].failureSummary]))"
        )
        assert found == []


@needs_chromium
def test_the_page_asks_for_nothing_and_runs_nothing_of_a_name(page: Browser, files: dict[str, Path]):
    page.requests.clear()
    page.open(files["hostile"])
    assert page.requests == [files["hostile"].as_uri()]
    assert page.run("document.scripts.length") == 1


SHOWN = "Array.from(document.querySelectorAll('tr[data-s]')).filter((row) => row.checkVisibility()).length"
LISTED = "document.querySelectorAll('.group:not([hidden])').length"
OPEN = "document.querySelectorAll('.group[open] tr').length > 0 && document.querySelectorAll('.group[open]').length"
TOLD = "document.getElementById('shown').textContent"
FOCUS = "(document.activeElement.closest('.group') || document.activeElement).id"


EIGHT = 8
"""Tables of four rows that are open from the start."""


def put(page: Browser, name: str, value: str) -> None:
    """Change a field of the form as somebody does who types."""
    page.run(
        f"(() => {{ const one = document.getElementById('filters').elements['{name}']; one.value = '{value}';"
        "one.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )


@needs_chromium
def test_1000_tables_are_few_elements_until_they_are_asked_for(page: Browser, files: dict[str, Path]):
    page.open(files["large"])
    page.until(TOLD, "4000 of 4000 shown, in 1000 objects of which 100 are listed")
    assert page.run("document.querySelectorAll('*').length") < 10_000
    assert (page.run(LISTED), page.run(OPEN)) == (100, EIGHT)
    page.run("document.getElementById('more').click()")
    page.until(LISTED, 200)
    page.until("document.activeElement.parentElement === document.querySelectorAll('.group')[100]", True)
    put(page, "text", "column_1 table_0999")
    page.until(LISTED, 1)
    page.until(SHOWN, 1)
    put(page, "text", "")
    page.until(LISTED, 100)
    page.until(OPEN, EIGHT)
    assert page.run("document.querySelectorAll('*').length") < 10_000


TYPING = """(async () => {
  const text = document.getElementById("filters").elements.text;
  const times = [];
  for (const letter of "table_0500 column_1") {
    const start = performance.now();
    text.value += letter;
    text.dispatchEvent(new Event("input", { bubbles: true }));
    times.push(performance.now() - start);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  }
  return times;
})()"""


@needs_chromium
def test_typing_waits_for_no_table(page: Browser, files: dict[str, Path]):
    """The bound is generous: machines that test are busy. What was measured is in docs/reports.md."""
    page.open(files["large"])
    times = page.run(TYPING)
    assert max(times) < 100, times
    page.until(SHOWN, 1)


@needs_chromium
def test_the_filters_do_what_they_say(page: Browser, files: dict[str, Path]):
    page.open(files["health"])
    page.until(SHOWN, 4)
    for name, value, rows in (
        ("text", "DOCUMENTID type", 1),
        ("text", "chat", 2),
        ("text", "by-hand", 0),
        ("text", "db/schema.prisma:41", 1),
        ("text", "", 4),
        ("place", "2", 1),
        ("place", "", 4),
        ("kind", "column", 2),
    ):
        put(page, name, value)
        page.until(SHOWN, rows)
    page.run("document.querySelector('input[value=critical]').click()")
    page.until(SHOWN, 1)
    page.run("document.querySelector('#filters button').click()")
    page.until(SHOWN, 4)
    page.until(TOLD, "4 of 4 shown")


@needs_chromium
def test_what_somebody_closed_stays_closed(page: Browser, files: dict[str, Path]):
    page.open(files["health"])
    page.until(SHOWN, 4)
    page.run("document.querySelector('#t0 > summary').click()")
    inside = page.run(SHOWN)
    assert inside < 4
    put(page, "text", "e")
    page.until(TOLD, "4 of 4 shown")
    assert page.run(SHOWN) == inside
    page.run("document.querySelector('#t0 > summary').click()")
    page.until(SHOWN, 4)


@needs_chromium
def test_what_the_diagram_leads_to_is_shown_although_it_was_filtered_away(page: Browser, files: dict[str, Path]):
    page.open(files["health"])
    put(page, "text", "nowhere")
    page.until(SHOWN, 0)
    page.run("document.querySelector(\"svg a[href='#t1']\").dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    page.until("document.querySelectorAll('#t1:not([hidden]) tr[data-s]:not([hidden])').length > 0", True)
    page.until(SHOWN, 4)


@needs_chromium
def test_arrows_go_from_table_to_table_and_escape_shows_all(page: Browser, files: dict[str, Path]):
    page.open(files["large"])
    page.run("document.getElementById('filters').elements.text.focus()")
    for letter in "nowhere":
        page.press(letter, letter)
    page.until(LISTED, 0)
    page.press("Escape")
    page.until("document.getElementById('more').hidden", False)
    assert page.run("document.activeElement === document.getElementById('filters').elements.text") is True
    for key, there in (
        ("ArrowDown", "t0"), ("ArrowDown", "t1"), ("ArrowDown", "t2"), ("ArrowUp", "t1"), ("End", "more"),
        ("ArrowUp", "t99"), ("Home", "t0"), ("ArrowUp", ""), ("ArrowDown", "t0"),
    ):  # fmt: skip
        page.press(key)
        assert page.run(FOCUS) == there, key
    page.press("Enter", "\r")
    page.until("document.getElementById('t0').open", False)


@needs_chromium
def test_printed_is_all_that_the_filter_leaves(page: Browser, files: dict[str, Path]):
    page.open(files["large"])
    put(page, "text", "table_03")
    page.until(TOLD, "400 of 4000 shown")
    page.run("window.dispatchEvent(new Event('beforeprint'))")
    assert page.run("document.querySelectorAll('.group[open]').length") == 100
    assert page.run(SHOWN) == 400
    page.run("window.dispatchEvent(new Event('afterprint'))")
    page.until(OPEN, EIGHT)


@needs_chromium
def test_without_scripts_all_is_there(page: Browser, files: dict[str, Path]):
    page("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page.open(files["health"])
        assert page.run("document.querySelectorAll('tr[data-s]').length") == 4
        assert page.run("document.getElementById('filters').checkVisibility()") is False
        page.open(files["many"])
        assert page.run(SHOWN) == 4 * EIGHT
        assert page.run("document.querySelectorAll('tr[data-s]').length") == 40
    finally:
        page("Emulation.setScriptExecutionDisabled", value=False)


def test_page_and_script_open_as_many_tables():
    assert f"EARLY = {html.EARLY};" in SCRIPT


@needs_chromium
def test_the_keyboard_reaches_everything(page: Browser, files: dict[str, Path]):
    page.open(files["health"])
    seen = []
    for _ in range(40):
        page.press("Tab")
        seen.append(page.run("document.activeElement.textContent.trim().slice(0, 20) || document.activeElement.name"))
        assert page.run("getComputedStyle(document.activeElement).outlineStyle !== 'none' ||"
                        "document.activeElement.closest('svg') !== null || document.activeElement === document.body")  # fmt: skip
    assert seen[0] == "Skip to who says wha"
    for part in ("Summary", "text", "severity", "Show all", "no migration", "SQL for production"):
        assert part in seen, seen


@needs_chromium
def test_typing_filters(page: Browser, files: dict[str, Path]):
    page.open(files["health"])
    page.run("document.getElementById('filters').elements.text.focus()")
    for letter in "rls":
        page.press(letter, letter)
    page.until(SHOWN, 1)
