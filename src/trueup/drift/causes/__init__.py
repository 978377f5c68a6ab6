"""Why places disagree: told from who has what, from what migration runners noted, and from what the names say.

Each module here knows some causes and says nothing where its evidence is missing; the first that says something is
believed. Nothing here reads a file or a database.
"""

from __future__ import annotations

from collections.abc import Callable

from trueup.drift import Drift
from trueup.drift.causes import hosts, keys, names, patterns, tracked
from trueup.drift.causes.case import Case, Facts, World
from trueup.drift.explained import UNKNOWN, Cause
from trueup.model import Address

__all__ = ["NAMES", "Facts", "explain"]

NAMES = (
    "pushed",
    "no-migration",
    "not-applied",
    "edited-after-applied",
    "hotfix",
    "by-hand",
    "dropped-by-hand",
    "out-of-order",
    "extension",
    "renamed-in-code",
    "convention",
    "type-mismatch",
    "older-tool",
    "code-behind",
    "unknown",
)
"""What a cause can be called. These words are for programs and keep their meaning."""

_RULES: tuple[Callable[[Case], Cause | None], ...] = (
    hosts.extension,
    names.renamed,
    names.respelled,
    tracked.by_a_migration,
    names.convention,
    keys.type_mismatch,
    names.older_tool,
    tracked.dropped,
    patterns.pattern,
)
"""The surest first: what is noted comes before what only looks so."""


def explain(drift: Drift, facts: Facts | None = None) -> dict[tuple[Address, str | None], Cause]:
    """The cause of every row, by its address and field; ``unknown``, with who says what, where nothing tells."""
    world = World(drift, facts or Facts())
    return {(row.address, row.field): _cause(Case(row, world)) for row in drift.rows}


def _cause(case: Case) -> Cause:
    found = next((cause for rule in _RULES if (cause := rule(case)) is not None), None)
    if found is not None:
        return found
    return Cause(name=UNKNOWN.name, text=UNKNOWN.text, evidence=(*case.sides(), *case.untold()))
