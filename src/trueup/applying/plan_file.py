"""A plan as ``trueup plan --format json`` wrote it -> the plan and what it was made for. ``reports.json`` writes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from trueup.comparison import Side
from trueup.errors import SourceError
from trueup.files import unreadable
from trueup.finding import Finding
from trueup.model import Address
from trueup.reports.json import FORMAT, digest
from trueup.statement import Batch, Plan, Statement, Work

_ANSWER = "Answer them with --rename or --drop, or with `trueup decide`, and write it again."
_AGAIN = "Write it again: trueup plan FROM TO --format json -o plan.json."


class _Finding(Finding, frozen=True, kw_only=True):
    """A finding whose origin nobody needs here."""

    origin: Any = None


class _Statement(msgspec.Struct, frozen=True, kw_only=True):
    sql: str
    address: Address
    makes: tuple[Address, ...] = ()
    ends: tuple[Address, ...] = ()
    transactional: bool
    hazards: tuple[_Finding, ...] = ()
    work: Work | None = None
    batch: Batch | None = None
    undo: tuple[str, ...] | None = None
    cleanup: tuple[str, ...] = ()


class _Side(msgspec.Struct, frozen=True):
    label: str
    kind: str
    version: int | None = None


class _Document(msgspec.Struct, frozen=True, kw_only=True):
    fingerprint: str | None
    before: _Side = msgspec.field(name="from")
    after: _Side = msgspec.field(name="to")
    renames: dict[Address, Address] = {}
    statements: tuple[_Statement, ...]
    findings: tuple[_Finding, ...] = ()
    questions: tuple[Any, ...] = ()


class PlanFile(msgspec.Struct, frozen=True, kw_only=True):
    """A plan that was written down, and the ``fingerprint`` of the database it was made for, if it was one."""

    plan: Plan
    before: Side
    after: Side
    fingerprint: str | None
    text: str


def read(path: str) -> PlanFile:
    """The plan in a file. Raises SourceError."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise unreadable(path, error) from None
    except UnicodeDecodeError:
        raise SourceError("this is no plan: it is not UTF-8", where=path, help=_AGAIN) from None
    return parse(text, path)


def parse(text: str, where: str = "plan") -> PlanFile:
    """The plan in a text. Raises SourceError."""
    try:
        found = msgspec.json.decode(json.dumps(_whole(text, where)), type=_Document, dec_hook=_address)
    except msgspec.MsgspecError as error:
        raise SourceError(f"this is no plan: {error}", where=where, help=_AGAIN) from None
    if found.questions:
        raise SourceError("there is no plan in it yet, only questions", where=where, help=_ANSWER)
    plan = Plan(
        statements=tuple(map(_statement, found.statements)),
        findings=tuple(map(_finding, found.findings)),
        renames=found.renames,
    )
    sides = [Side(label=side.label, kind=side.kind, version=side.version) for side in (found.before, found.after)]
    return PlanFile(
        plan=plan,
        before=sides[0],
        after=sides[1],
        fingerprint=found.fingerprint,
        text=text,
    )


def _whole(text: str, where: str) -> dict[str, Any]:
    """What the text says, which is what was written by a trueup whose plans can be read. Raises SourceError."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise SourceError("this is no plan: it is not JSON", where=where, help=_AGAIN) from None
    if not isinstance(found, dict) or found.get("command") != "plan" or not isinstance(found.get("trueup"), int):
        raise SourceError("this is no plan that `trueup plan --format json` wrote", where=where, help=_AGAIN)
    if found["trueup"] > FORMAT:
        raise SourceError("the plan is one of a newer trueup", where=where, help="use that one, or write it again here")
    if "digest" not in found:
        raise SourceError(
            "the plan is one of an older trueup: it does not show whether it was edited", where=where, help=_AGAIN
        )
    if found["digest"] != digest(found):
        raise SourceError(
            "the plan was edited after it was made: statements, hazards or what it was made for are not what they were",
            where=where,
            help="A plan is changed by making another. " + _AGAIN,
        )
    return found


def _statement(found: _Statement) -> Statement:
    return Statement(
        sql=found.sql,
        address=found.address,
        makes=frozenset(found.makes),
        ends=frozenset(found.ends),
        transactional=found.transactional,
        hazards=tuple(map(_finding, found.hazards)),
        work=found.work,
        batch=found.batch,
        undo=found.undo,
        cleanup=found.cleanup,
    )


def _finding(found: _Finding) -> Finding:
    return Finding(
        code=found.code, severity=found.severity, message=found.message, address=found.address, help=found.help
    )


def _address(kind: type, value: Any) -> Any:
    """Addresses are texts. A TypeError becomes a message of where in the file it is."""
    if isinstance(value, str):
        return Address(value)
    raise TypeError("an address is a text")
