"""Parts of the HTML report that know nothing of drift: texts, code, tables, lists. All escape what they are given."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from trueup.finding import Severity
from trueup.reports.text import safe


def as_text(told: str) -> str:
    """A text as HTML, in an element or an attribute."""
    return escape(safe(told))


def as_code(told: str) -> str:
    return f"<code>{as_text(told)}</code>"


def as_block(told: str) -> str:
    lines = told.expandtabs().strip("\n").split("\n")
    return f"<pre>{chr(10).join(map(as_text, lines))}</pre>"


def as_severity(one: Severity) -> str:
    return f'<span class="sev {one}">{one}</span>'


def as_table(caption: str, head: Iterable[str], rows: Iterable[str]) -> str:
    """A table of rows that are HTML; it scrolls by itself where the window is narrow."""
    columns = "".join(f'<th scope="col">{one}</th>' for one in head)
    return (
        f'<div class="scroll"><table><caption class="vh">{caption}</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def as_row(name: str, *cells: str) -> str:
    return f'<tr><th scope="row">{name}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def as_list(found: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{one}</li>' for one in found)}</ul>"


def as_later(summary: str, inside: str, attributes: str = "") -> str:
    """Something to open whose inside costs a browser nothing until then: with scripts, ``noscript`` is a mere text.

    The page's script makes elements of it. There is no ``noscript`` in ``inside``: they do not nest.
    """
    return f"<details{attributes}><summary>{summary}</summary><noscript>{inside}</noscript></details>"
