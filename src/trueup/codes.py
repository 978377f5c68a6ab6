"""What the codes of hazards, findings and notes mean: one page for each. Who raises them is elsewhere.

Codes are never reused. ``H`` hazards of a statement (``H1`` loses data), ``N`` notes about what was read.
"""

from __future__ import annotations

from typing import NamedTuple

from trueup.errors import ConfigError


class Page(NamedTuple):
    """What a code means and what to do about it; blank lines part paragraphs."""

    code: str
    title: str
    text: str


def page(code: str) -> Page:
    """The page of a code, however it is capitalised."""
    found = PAGES.get(code.upper())
    if found is None:
        raise ConfigError(f"there is no code {code!r}", help="'trueup explain' without a code lists them all")
    return found


PAGES: dict[str, Page] = {}
