"""Text that is safe to show: no control character of a hostile name reaches a terminal. Knows no report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from unicodedata import east_asian_width

_NAMED = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}


def safe(text: str) -> str:
    """The text with everything that is not a visible character or a plain blank written as an escape.

    >>> safe("a" + chr(27) + "[31m")
    'a\\\\x1b[31m'
    """
    return text if text.isprintable() else "".join(c if c.isprintable() else _escape(c) for c in text)


def _escape(character: str) -> str:
    if character in _NAMED:
        return _NAMED[character]
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def value(found: object) -> str:
    """A field's value on one line, as a reader would write it."""
    match found:
        case None:
            return "none"
        case bool():
            return "yes" if found else "no"
        case str():
            return safe(found) if found else "''"
        case tuple() | list():
            return "(" + ", ".join(map(value, found)) + ")" if found else "none"
        case dict():
            return ", ".join(f"{k} {value(v)}" for k, v in found.items())
        case _:
            return safe(str(found))


def together(found: Mapping[str, str]) -> dict[str, list[str]]:
    """The names that have each text: what several places have in common is told once.

    >>> together({"dev": "a", "staging": "b", "production": "a"})
    {'a': ['dev', 'production'], 'b': ['staging']}
    """
    names: dict[str, list[str]] = {}
    for name, text in found.items():
        names.setdefault(text, []).append(name)
    return names


def cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def fold(line: tuple[tuple[str, str], ...], width: int) -> Iterator[tuple[tuple[str, str], ...]]:
    """A line of styled spans as lines of at most ``width`` columns, broken at blanks, the rest hanging below it.

    A word may be of several spans; only one that is longer than a line goes beyond it. Blanks at the end are left out.

    >>> list(fold((("    a long", ""), (" ", ""), ("story", "dim"), ("  ", "")), 12))
    [(('    a long', ''),), (('      ', ''), ('story', 'dim'))]
    """
    whole = "".join(text for text, _ in line)
    hanging = min(len(whole) - len(whole.lstrip()) + 2, width // 2)
    pieces = [(piece, style) for text, style in line for piece in re.findall(r"\s+|\S+", text)]
    now: list[tuple[str, str]] = []
    blank: list[tuple[str, str]] = []
    used = 0
    for blanks, group in groupby(pieces, key=lambda piece: piece[0].isspace()):
        if blanks:
            blank = list(group)
            continue
        word = list(group)
        if blank and used > hanging and used + _wide(blank) + _wide(word) > width:
            yield _joined(now)
            now, used, blank = [], 0, [(" " * hanging, "")]
        now += [*blank, *word]
        used += _wide(blank) + _wide(word)
        blank = []
    yield _joined(now)


def _wide(pieces: Iterable[tuple[str, str]]) -> int:
    return sum(cells(text) for text, _ in pieces)


def _joined(spans: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(
        ("".join(text for text, _ in group), style) for style, group in groupby(spans, key=lambda span: span[1])
    )
