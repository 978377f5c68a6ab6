"""Explained drift as SARIF 2.1.0, the format in which code hosts and editors take the results of an analysis.

The specification: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from trueup.checks import pages
from trueup.codes import Page
from trueup.comparison import Unreached
from trueup.drift import Drift
from trueup.drift.explained import Disagreement, Explained
from trueup.finding import Severity
from trueup.model import Address, Origin
from trueup.reports.matrix import against
from trueup.reports.outcome import sentences
from trueup.reports.text import safe

if TYPE_CHECKING:
    from trueup.decisions import Accepted

Json = dict[str, object]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

LEVELS = {Severity.CRITICAL: "error", Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_NEARNESS = {"code": 0, "migrations": 1, "snapshot": 2, "database": 3}


def report(found: Explained, version: str, accepted: Sequence[tuple[Disagreement, Accepted]] = ()) -> Json:
    """A log of one run; ``version`` is trueup's. What is ``accepted`` is there as suppressed results."""
    codes = sorted({one.finding.code for one in (*found.disagreements, *(one for one, _ in accepted))})
    results = [_result(one, codes.index(one.finding.code), found.drift) for one in found.disagreements]
    results += [_result(one, codes.index(one.finding.code), found.drift) | _suppressed(why) for one, why in accepted]
    known = pages()
    return log(version, [rule(code, known.get(code)) for code in codes], results, _invocation(found))


def log(version: str, rules: Sequence[Json], results: Sequence[Json], invocation: Json | None = None) -> Json:
    """A log of one run of trueup: what it may say, what it says."""
    driver: Json = {"name": "trueup", "version": version, "rules": [*rules]}
    run: Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The folder of the project."}}},
        "invocations": [invocation or {"executionSuccessful": True}],
        "results": [*results],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def rule(code: str, page: Page | None) -> Json:
    """A code as a rule, with its page."""
    if page is None:
        return {"id": code}
    first = page.text.split("\n\n")[0].replace("\n", " ")
    return {
        "id": code,
        "shortDescription": {"text": message(page.title)},
        "fullDescription": {"text": message(first)},
        "help": {"text": message(page.text)},
    }


def _invocation(found: Explained) -> Json:
    told = [_notification(one) for one in found.drift.unreached]
    return {"executionSuccessful": not told} | ({"toolExecutionNotifications": told} if told else {})


def _notification(one: Unreached) -> Json:
    text = f"{safe(one.name)} was not looked at: {safe(one.message)}"
    told: Json = {"level": "error", "message": {"text": message(text)}}
    return told | ({"locations": [file(one.origin)]} if one.origin is not None else {})


def _result(one: Disagreement, rule: int, drift: Drift) -> Json:
    origins = _origins(one, drift)
    related = origins[1:]
    told: Json = {
        "ruleId": one.finding.code,
        "ruleIndex": rule,
        "level": LEVELS[one.finding.severity],
        "message": {"text": message(" ".join(map(safe, sentences(one))))},
        "locations": [_location(one.row.address, origins[0][1] if origins else None)],
        "partialFingerprints": {"trueupKey/v1": safe(one.finding.key), "trueupField/v1": one.row.field or "object"},
        "properties": _properties(one, drift),
    }
    if related:
        told["relatedLocations"] = [
            {"id": number, **file(origin), "message": {"text": message(f"declared by {safe(place)}")}}
            for number, (place, origin) in enumerate(related, 1)
        ]
    return told


def _suppressed(why: Accepted) -> Json:
    justification = f"{safe(why.reason)} ({safe(why.owner)}, until {why.until})"
    return {"suppressions": [{"kind": "external", "status": "accepted", "justification": justification}]}


def _origins(one: Disagreement, drift: Drift) -> list[tuple[str, Origin]]:
    """Where it is declared, the finding's own origin first, then code, then migrations."""
    roles: Mapping[str, str] = {place.name: place.role for place in drift.places}
    told = sorted(one.row.origins.items(), key=lambda item: _NEARNESS[roles.get(item[0], "database")])
    if one.finding.origin is not None:
        told = [(one.finding.code, one.finding.origin), *(item for item in told if item[1] != one.finding.origin)]
    return told


def _properties(one: Disagreement, drift: Drift) -> Json:
    """What SARIF has no words for."""
    return {
        "severity": one.finding.severity.value,
        "address": safe(one.row.address),
        "field": one.row.field,
        "cause": safe(one.cause.name),
        "evidence": [safe(fact) for fact in one.cause.evidence],
        "ways": [safe(way) for way in one.ways],
        "truth": safe(drift.truth),
        "places": list(map(safe, against(one.row, drift.truth))),
    }


def _location(where: Address, origin: Origin | None) -> Json:
    return (file(origin) if origin is not None else {}) | {"logicalLocations": [logical(where)]}


def logical(where: Address) -> Json:
    """An address as a logical location."""
    return {"name": safe(where.name), "fullyQualifiedName": safe(where), "kind": where.kind}


def file(origin: Origin) -> Json:
    """A place in a file as a physical location."""
    region = {"startLine": max(1, origin.line), "startColumn": max(1, origin.column)}
    return {"physicalLocation": {"artifactLocation": _artifact(origin.file), "region": region}}


def _artifact(file: str) -> Json:
    """A path as a URI, relative to the project unless it is absolute (section 3.4)."""
    path = quote(file.replace("\\", "/").removeprefix("./"), safe="/", errors="surrogatepass")
    if file.startswith("/"):
        return {"uri": f"file://{path}"}
    if re.match(r"[A-Za-z]:[\\/]", file):
        return {"uri": f"file:///{file[0]}:{path.removeprefix(quote(file[:2]))}"}
    return {"uri": path, "uriBaseId": "%SRCROOT%"}


_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")


def message(text: str) -> str:
    """A plain text message: what reads as a placeholder or a link of section 3.11 is none."""
    return _LINK.sub(r"\\[", re.sub(r"\{(\d+)\}", r"{{\1}}", text))
