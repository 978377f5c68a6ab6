"""Text in GitHub's Markdown that stays text: names in code spans, escaped sentences, blocks, tables."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from trueup.finding import Severity
from trueup.reports.text import safe
from trueup.wording import few

ICONS = {Severity.CRITICAL: "🔴", Severity.ERROR: "🟠", Severity.WARNING: "🟡", Severity.INFO: "🔵"}

MANY = 8
"""So many names of a list are shown."""

_SPECIAL = re.compile(r"\A[-+=]|(?<=\A\d)[.)]|[\\`*\[\]<>|~!#$&@]|(?<![^\W_])_+|_+(?![^\W_])")
_NUMBERED = re.compile(r"\A\d{2,9}(?=[.)])")


def escaped(text: str) -> str:
    """A sentence in which nothing is markup, for any place inside a line, cells of tables too.

    >>> escaped("a|b_c _d_ <x>")
    'a\\\\|b_c \\\\_d\\\\_ \\\\<x\\\\>'
    """
    shown = _SPECIAL.sub(lambda m: "".join("\\" + c for c in m.group()), safe(text).strip())
    return _NUMBERED.sub(r"\g<0>\\", shown)


def code(text: str) -> str:
    """A code span with exactly this text, for cells of tables too.

    >>> code("users"), code("a|b")
    ('`users`', '`a\\\\|b`')
    """
    shown = safe(text).strip()
    if not shown:
        return ""
    ticks = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown[0] == "`" or shown[-1] == "`" else ""
    return f"{ticks}{pad}{shown}{pad}{ticks}".replace("|", "\\|")


def fenced(text: str, language: str = "sql") -> str:
    """A block of code; its fence is longer than any in the text."""
    shown = "\n".join(safe(line) for line in text.expandtabs().strip("\n").split("\n"))
    ticks = "`" * max(3, max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    return f"{ticks}{language}\n{shown}\n{ticks}"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A table of cells that have been made safe."""
    columns = list(head)
    yield _row(columns)
    yield _row(["---"] * len(columns))
    for cells in rows:
        yield _row(cells)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def section(title: str) -> Iterator[str]:
    """The heading of a part of a document, and the blank lines around it."""
    yield from ("", f"## {title}", "")


def some(names: Collection[str]) -> str:
    """The first of some names, and how many more there are."""
    return few([*map(code, names)], MANY)


def on_one_line(text: str) -> str:
    """A text of several lines as one."""
    return " ".join(line.strip() for line in text.splitlines())
