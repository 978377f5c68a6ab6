"""Explained drift as GitHub workflow commands, which become annotations at the lines that declare things.

GitHub shows ten of each level for a step; the others are in the log.
"""

from __future__ import annotations

from trueup.comparison import Unreached
from trueup.drift.explained import Disagreement, Explained
from trueup.finding import Severity
from trueup.reports.outcome import sentences
from trueup.reports.text import safe

LEVELS = {
    Severity.CRITICAL: "error",
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}


def report(found: Explained) -> str:
    """A command per disagreement, the gravest first, then those places that were not looked at; a line each."""
    lines = [*map(_disagreement, found.disagreements), *map(_unreached, found.drift.unreached)]
    return "".join(line + "\n" for line in lines)


def _disagreement(one: Disagreement) -> str:
    origin = one.finding.origin or next(iter(one.row.origins.values()), None)
    named = {"title": f"{one.finding.code} {one.row.address}"}
    if origin is not None:
        named = {"file": origin.file, "line": str(origin.line), "col": str(origin.column)} | named
    return command(LEVELS[one.finding.severity], named, "\n".join(map(safe, sentences(one))))


def _unreached(one: Unreached) -> str:
    named = {"title": f"{one.name} was not looked at"}
    if one.origin is not None:
        named = {"file": one.origin.file, "line": str(one.origin.line), "col": str(one.origin.column)} | named
    return command("warning", named, "\n".join(map(safe, [one.message, *(one.help or "").splitlines()])))


def command(level: str, named: dict[str, str], message: str) -> str:
    """A workflow command with its properties."""
    told = ",".join(f"{name}={_property(safe(text))}" for name, text in named.items())
    return f"::{level} {told}::{_data(message)}"


def _data(text: str) -> str:
    """As ``escapeData`` of GitHub's own toolkit (``@actions/core``, command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """As ``escapeProperty`` there."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
