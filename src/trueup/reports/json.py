"""Results for programs: plain values in the shape that docs/json.md describes. Its version is ``FORMAT``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING

import msgspec

from trueup.cache import blake2b
from trueup.comparison import Comparison, Side, Unreached, Verdict
from trueup.decisions import Accepted, Settled
from trueup.diff import Alter, Change, Create
from trueup.drift import ABSENT
from trueup.drift.explained import Disagreement
from trueup.finding import Finding
from trueup.model import Address, Note, Object, Origin, Schema
from trueup.reports.beside import NOTHING, Beside
from trueup.reports.questions import otherwise, rename_flags
from trueup.statement import Plan, Statement

if TYPE_CHECKING:
    from trueup.naming import Comparison as Names
    from trueup.naming import Naming, World
    from trueup.naming.convention import Convention, Share
    from trueup.postgres.proof import Check, Proof
    from trueup.postgres.proof.rehearsal import Measured
    from trueup.renames import Question, Rename

FORMAT = 1

Json = dict[str, object]


def difference(found: Comparison, command: str = "diff") -> Json:
    """What differs between two sources."""
    return {
        "trueup": FORMAT,
        "command": command,
        "equal": found.equal,
        "from": _side(found.before),
        "to": _side(found.after),
        "summary": found.summary,
        "changes": [change(c, found.origins, found.before_origins) for c in found.changes],
        "renames": [_rename(one) for one in (found.renames.accepted if found.renames else ())],
        "questions": [_question(one) for one in (found.renames.questions if found.renames else ())],
        "cosmetic": [finding(f) for f in found.cosmetic],
        "notes": notes(found.notes),
    }


def drift(found: Verdict, told: Settled, names: Naming, beside: Beside = NOTHING) -> Json:
    """Whether every place is what the truth says: the first place as a difference, the others in ``others``.

    When no place could be looked at, it is an error. ``disagreements`` say over all places what differs, graded;
    ``remarks`` and ``backfills`` what stands beside it.
    """
    each = [
        difference(one, "check") | {"judged": name, "truth": found.truth, "unapplied": list(one.unapplied)}
        for name, one in zip(found.names, found.comparisons, strict=True)
    ]
    unreached = [_unreached(one) for one in found.unreached]
    if not each:
        return {"trueup": FORMAT, "error": unreached[0]["error"], "unreached": unreached}
    whole: Json = {"equal": found.equal, "others": each[1:], "unreached": unreached}
    open_ = [_disagreement(one) for one in told.open.disagreements]
    accepted = [_disagreement(one) | {"accepted": _decision(decision)} for one, decision in told.accepted]
    stale: Json = {"expired": [*map(_decision, told.expired)], "idle": [*map(_decision, told.idle)]}
    stale["moot"] = [{"from": was, "to": now} for was, now in told.moot]
    known: Json = {"known": told.known, "resolved": list(told.resolved)}
    judged: Json = {"disagreements": open_, "accepted": accepted, "decisions": stale, "naming": naming(names)}
    judged |= {"remarks": [*map(finding, beside.remarks)], "backfills": [*map(finding, beside.backfills)]}
    return each[0] | whole | judged | known


def naming(found: Naming) -> Json:
    """How each place names things, and what others have of the names of the code."""
    return {
        "conventions": {place: _convention(one) for place, one in found.conventions.items()},
        "answers": [_answer(places, one) for places, one in found.answers.items()],
    }


def _convention(found: Convention) -> Json:
    shares = {"tables": found.tables, "numbers": found.numbers, "columns": found.columns}
    return {word: _share(one) for word, one in shares.items()} | {"prefix": found.prefix}


def _share(found: Share) -> Json:
    return {"style": found.style, "follow": found.follow, "of": found.of, "exceptions": list(found.exceptions)}


def _answer(places: Sequence[str], found: Names) -> Json:
    """The answer over all, for each table that is not as the code writes it, and what is called otherwise."""
    tables = [
        {"address": where, "columns": _share(found.code.of_columns[where])} | _world(world)
        for where, world in found.tables.items()
        if world.state != "same"
    ]
    pairs = [{"code": one.called, "there": one.found, "how": list(one.how)} for one in found.pairs]
    absent = [one.called for one in found.matches if one.standing == "absent"]
    return {"places": list(places), **_world(found.world), "tables": tables, "pairs": pairs, "absent": absent}


def _world(found: World) -> Json:
    return {f: getattr(found, f) for f in ("state", "says", "advice", "risk", "danger")}


def _decision(found: Accepted) -> Json:
    return found._asdict() | {"until": found.until.isoformat(), "where": list(found.where)}


def questions(found: Sequence[Question]) -> Json:
    """What is open about renames."""
    return {"trueup": FORMAT, "command": "decide", "questions": [_question(one) for one in found]}


def _question(found: Question) -> Json:
    """Something open, what it may be called now, and the arguments that answer."""
    return {
        "kind": found.before.kind,
        "from": found.before,
        "candidates": [_rename(each) for each in found.candidates],
        "otherwise": otherwise(found),
    }


def _rename(found: Rename) -> Json:
    answer: Json = {"answer": rename_flags(found)} if found.standing in ("likely", "possible") else {}
    return answer | {
        "from": found.before,
        "to": found.after,
        "confidence": round(found.confidence, 4),
        "standing": found.standing,
        "reasons": [{"what": one.what, "weight": round(one.weight, 3), "text": one.text} for one in found.reasons],
    }


def _disagreement(found: Disagreement) -> Json:
    """A finding with its field, who says what, the cause and the ways out."""
    row, cause = found.row, found.cause
    return finding(found.finding) | {
        "field": row.field,
        "values": {name: None if value is ABSENT else record(value) for name, value in row.values.items()},
        "absent": list(row.absent),
        "called": dict(row.called),
        "renames": {name: _rename(one) for name, one in row.renames.items()},
        "cause": {"name": cause.name, "text": cause.text, "evidence": list(cause.evidence)},
        "ways": list(found.ways),
    }


def _unreached(found: Unreached) -> Json:
    error = {"type": found.error, "message": found.message, "where": found.where, "help": found.help}
    return {"judged": found.name, "label": found.label, "error": error}


def plan(
    found: Plan, before: Side, after: Side, found_notes: Sequence[Note] = (), *, made_for: str | None = None
) -> Json:
    """The statements of a plan, in order; none while a question is open.

    ``made_for`` is the fingerprint of the database that it is for.
    """
    made, ended = ({where for step in found.statements for where in getattr(step, f)} for f in ("makes", "ends"))
    remade = made & ended
    told: Json = {
        "trueup": FORMAT,
        "command": "plan",
        "id": found.identity,
        "fingerprint": made_for,
        "renames": dict(sorted((str(was), str(now)) for was, now in found.renames.items())),
        "from": _side(before),
        "to": _side(after),
        "statements": [] if found.questions else [_statement(s, remade) for s in found.statements],
        "questions": [_question(one) for one in found.questions],
        "findings": [finding(f) for f in found.findings],
        "irreversible": None if found.irreversible is None else [finding(f) for f in found.irreversible],
        "notes": notes(found_notes),
    }
    return told | {"digest": digest(told)}


def digest(document: Mapping[str, object]) -> str:
    """A digest of all that a document says but its own ``digest``, however the text is laid out."""
    told = {name: value for name, value in document.items() if name != "digest"}
    return blake2b(json.dumps(told, sort_keys=True).encode(), digest_size=16).hexdigest()


def fingerprint(digest: str, kinds: Mapping[str, str], side: Side) -> Json:
    """The digest of a schema, whole and by kind."""
    return {
        "trueup": FORMAT,
        "command": "fingerprint",
        "source": _side(side),
        "digest": digest,
        "kinds": dict(sorted(kinds.items())),
    }


def change(found: Change, origins: Mapping[Address, Origin], before: Mapping[Address, Origin] = {}) -> Json:
    """One change; ``fields`` of an altered object have both values, ``object`` is the whole of another."""
    told: Json = {"change": type(found).__name__.lower(), "address": found.address, "kind": found.address.kind}
    if isinstance(found, Alter):
        told["fields"] = {f: _values(found, f) for f in found.fields}
    else:
        told["object"] = record(found.after if isinstance(found, Create) else found.before)
    origin = origins.get(found.address)
    told["origin"] = None if origin is None else _origin(origin)
    other = before.get(found.address)
    if other is not None and other != origin:
        told["origin_from"] = _origin(other)
    return told


def record(found: object) -> object:
    """A typed record as an object with all its fields; tuples as arrays."""
    if isinstance(found, tuple):
        return [record(f) for f in found]
    fields = getattr(type(found), "__struct_fields__", None)
    return found if fields is None else {f: record(getattr(found, f)) for f in fields}


def schema(found: Schema) -> dict[Address, object]:
    """A whole schema by address."""
    return {where: record(found[where]) for where in found}


def notes(found: Sequence[Note]) -> list[Json]:
    """What the readings could not say."""
    return [{"code": n.code, "message": n.message, "where": n.where} for n in found]


def _values(found: Alter, field: str) -> Json:
    if field == "class":
        return {"from": _class(found.before), "to": _class(found.after)}
    return {"from": record(getattr(found.before, field)), "to": record(getattr(found.after, field))}


def _class(found: Object) -> Json:
    return {"class": type(found).__name__, "object": record(found)}


def _side(found: Side) -> Json:
    return {"label": found.label, "kind": found.kind, "version": found.version}


def _origin(found: Origin) -> Json:
    told: Json = {"file": found.file, "line": found.line, "column": found.column}
    return told | ({"called": found.called} if found.called is not None else {})


def _statement(found: Statement, remade: Set[Address]) -> Json:
    return {
        "sql": found.sql,
        "address": found.address,
        "makes": sorted(found.makes & remade),
        "ends": sorted(found.ends & remade),
        "transactional": found.transactional,
        "loses_data": found.loses_data,
        "hazards": [finding(h) for h in found.hazards],
        "work": None if found.work is None else msgspec.to_builtins(found.work, enc_hook=str),
        "batch": None if found.batch is None else msgspec.to_builtins(found.batch, enc_hook=str),
        "undo": None if found.undo is None else list(found.undo),
        "cleanup": list(found.cleanup),
    }


def finding(found: Finding) -> Json:
    return {
        "code": found.code,
        "severity": found.severity.value,
        "address": found.address,
        "message": found.message,
        "help": found.help,
        "origin": None if found.origin is None else _origin(found.origin),
    }


def proof(found: Proof, before: Side, after: Side) -> Json:
    """What a plan was seen to do on the shadow."""
    return {
        "trueup": FORMAT,
        "command": "prove",
        "holds": found.holds,
        "from": _side(before),
        "to": _side(after),
        "version": found.version,
        "checks": [_check(c) for c in found.checks],
        "statements": [_measured(s) for s in found.statements],
        "notes": notes(found.notes),
    }


def _check(found: Check) -> Json:
    return {
        "name": found.name,
        "outcome": found.outcome,
        "detail": found.detail,
        "differences": [change(c, {}) for c in found.differences],
    }


def _measured(found: Measured) -> Json:
    locks = None if found.locks is None else [{"relation": lock.relation, "mode": lock.mode} for lock in found.locks]
    return {
        "sql": found.sql,
        "address": found.address,
        "seconds": found.seconds,
        "locks": locks,
        "rewritten": list(found.rewritten),
    }
