"""What was found in files of SQL, for people, programs, code hosts and test runners. Judges and prints nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from trueup.codes import Page
from trueup.finding import Finding, Severity
from trueup.model import Origin
from trueup.reports import github, sarif
from trueup.reports.console import SEVERITY, Line
from trueup.reports.json import FORMAT, finding, notes
from trueup.reports.junit import element, text_of
from trueup.reports.text import safe
from trueup.wording import plural

if TYPE_CHECKING:
    from trueup.lint import Found

Json = dict[str, object]


def console(found: Sequence[Found]) -> Iterator[Line]:
    """Each file with what was found in it, by line; a sentence about all of them at the end."""
    for file in found:
        if file.findings:
            yield ((safe(file.file), "head"),)
            yield from _lines(file.findings)
            yield ()
        for note in file.notes:
            yield (("note  ", "dim"), (safe(f"{file.file}: {note.message}"), "dim"))
    yield from _summary(found)


def _lines(findings: Sequence[Finding]) -> Iterator[Line]:
    places = [f"{one.origin.line}:{one.origin.column}" if one.origin is not None else "" for one in findings]
    width = max(map(len, places))
    last = None
    for place, one in zip(places, findings, strict=True):
        shown = "" if place == last else place
        last = place
        style = SEVERITY[one.severity]
        yield (
            (f"  {shown:<{width}}  ", "dim"),
            (f"{one.severity:<8} ", style),
            (f"{one.code}  ", "dim"),
            (safe(one.message), ""),
        )
        if one.help is not None:
            yield ((f"  {'':<{width}}  {'':<8} {'':<4}  ", ""), (safe(one.help), "dim"))


def _summary(found: Sequence[Found]) -> Iterator[Line]:
    counts = _counts(found)
    statements = f"{plural(sum(one.statements for one in found), 'statement')} in {plural(len(found), 'file')}"
    allowed = sum(len(one.allowed) for one in found)
    also = f" {allowed} allowed by comments." if allowed else ""
    if not counts:
        yield (("Nothing found", "good"), (f" in {statements}.{also}", ""))
        return
    worst = max(counts, key=lambda severity: severity.rank)
    told = ", ".join(_counted(severity, count) for severity, count in counts.items())
    yield ((told, SEVERITY[worst]), (f" in {statements}.{also} `trueup explain CODE` says more.", ""))


def _counted(severity: Severity, count: int) -> str:
    return f"{count} {severity}{'s' if count > 1 and severity in (Severity.ERROR, Severity.WARNING) else ''}"


def _counts(found: Sequence[Found]) -> dict[Severity, int]:
    """How many of each severity, the gravest first."""
    all_ = [one.severity for file in found for one in file.findings]
    return {severity: all_.count(severity) for severity in reversed(Severity) if severity in all_}


# ------------------------------------------------------------------ programs


def report(found: Sequence[Found]) -> Json:
    """One object for each file."""
    return {
        "trueup": FORMAT,
        "command": "lint",
        "summary": {str(severity): count for severity, count in _counts(found).items()},
        "files": [
            {
                "file": safe(one.file),
                "statements": one.statements,
                "findings": [finding(each) for each in one.findings],
                "allowed": [finding(each) for each in one.allowed],
                "notes": notes(one.notes),
            }
            for one in found
        ],
    }


def as_sarif(found: Sequence[Found], version: str, pages: Mapping[str, Page]) -> Json:
    """A SARIF log of one run; what a comment allows is there as a suppressed result."""
    all_ = [one for file in found for one in (*file.findings, *file.allowed)]
    codes = sorted({one.code for one in all_})
    results = [
        _result(one, codes.index(one.code)) | ({"suppressions": [{"kind": "inSource"}]} if suppressed else {})
        for file in found
        for suppressed, several in ((False, file.findings), (True, file.allowed))
        for one in several
    ]
    return sarif.log(version, [sarif.rule(code, pages.get(code)) for code in codes], results)


def _result(one: Finding, rule: int) -> Json:
    told: Json = {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": sarif.LEVELS[one.severity],
        "message": {"text": sarif.message(_sentence(one))},
        "partialFingerprints": {"trueupKey/v1": safe(one.key)},
        "properties": {"severity": one.severity.value},
    }
    place = sarif.file(one.origin) if one.origin is not None else {}
    logical = {"logicalLocations": [sarif.logical(one.address)]} if one.address is not None else {}
    return told | {"locations": [place | logical]}


def _sentence(one: Finding) -> str:
    return safe(f"{one.message}. {one.help}" if one.help else one.message)


def as_github(found: Sequence[Found]) -> str:
    """A workflow command for each, the gravest first: an annotation at its line."""
    ordered = sorted((one for file in found for one in file.findings), key=lambda one: -one.severity.rank)
    return "".join(_annotation(one) + "\n" for one in ordered)


def _annotation(one: Finding) -> str:
    origin = one.origin or Origin("", 1)
    named = {"file": origin.file, "line": str(origin.line), "col": str(origin.column), "title": one.code}
    return github.command(github.LEVELS[one.severity], named, _sentence(one))


def as_junit(found: Sequence[Found]) -> str:
    """A case for each file, failed where something is more than worth knowing."""
    failed = sum(any(one.severity is not Severity.INFO for one in file.findings) for file in found)
    counts: dict[str, object] = {"name": "trueup lint", "tests": len(found), "failures": failed, "errors": 0}
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', element("testsuites", counts), element("testsuite", counts)]
    for file in found:
        lines += _case(file)
    return "\n".join([*lines, "  </testsuite>", "</testsuites>"]) + "\n"


def _case(file: Found) -> Iterator[str]:
    attributes: dict[str, object] = {"classname": "trueup lint", "name": file.file}
    if not file.findings:
        yield element("testcase", attributes, "/")
        return
    told = sorted(file.findings, key=lambda one: -one.severity.rank)
    said = "\n".join(f"{one.origin}: {one.severity} {one.code} {_sentence(one)}" for one in told)
    yield element("testcase", attributes)
    if told[0].severity is Severity.INFO:
        yield f"      <system-out>{text_of(said)}</system-out>"
    else:
        head = element("failure", {"type": told[0].code, "message": told[0].message})
        yield f"  {head}{text_of(said)}</failure>"
    yield "    </testcase>"
