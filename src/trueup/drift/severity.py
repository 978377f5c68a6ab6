"""How much a disagreement matters: what breaks, graded by who expects what of whom.

What the code says is expected of every database and of the migrations; where code says nothing, the truth is. Nothing
here names a class of object: a row's address says what it is about, its fields say the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from trueup.drift import ABSENT, Drift, Row
from trueup.finding import Finding, Severity
from trueup.model import part
from trueup.spelling import essence
from trueup.wording import agreeing, listed

INFO, WARNING, ERROR, CRITICAL = Severity

_READ = frozenset({"table", "view", "matview", "column", "enum", "foreign table"})
"""What code names in its queries: without it they fail."""
_BEHAVES = frozenset({"function", "procedure", "trigger", "rule", "aggregate", "view", "matview", "event trigger"})
"""What computes: another text is another result."""
_SAID_ONLY = frozenset(
    {"comment", "owner", "statistics", "storage", "compression", "options", "toast_options", "tablespace"}
)
_FAMILIES = (
    frozenset({"smallint", "integer", "bigint", "numeric"}),
    frozenset({"text", "character varying", "character", "citext"}),
    frozenset({"real", "double precision", "numeric"}),
    frozenset({"timestamp without time zone", "timestamp with time zone", "timestamp", "timestamptz"}),
    frozenset({"json", "jsonb"}),
)


class Told(NamedTuple):
    """A grade: the code of its page, how much it matters, and what is so in which places."""

    code: str
    severity: Severity
    message: str
    help: str


def grade(drift: Drift, chosen: Mapping[str, Severity] | None = None) -> tuple[tuple[Row, Finding], ...]:
    """The rows that say something of their own, each as a finding, the gravest first.

    ``chosen`` are severities by code that the configuration sets instead.
    """
    found = []
    for row in drift.outermost():
        told = _told(row, drift)
        severity = (chosen or {}).get(told.code, told.severity)
        origin = next((row.origins[name] for name in (*drift.named("code"), drift.truth) if name in row.origins), None)
        finding = Finding(
            code=told.code,
            severity=severity,
            message=told.message,
            address=row.address,
            help=told.help,
            origin=origin,
        )
        found.append((row, finding))
    return tuple(sorted(found, key=lambda one: (-one[1].severity.rank, one[0].address, one[0].field or "")))


def _told(row: Row, drift: Drift) -> Told:
    expecting = next((name for name in drift.named("code") if name in row.values), drift.truth)
    if row.field is not None:
        return _field(row, expecting, drift)
    if row.renames and expecting in row.present:
        return _renamed(row, expecting, drift)
    code = drift.named("code")
    lacking = tuple(name for name in row.absent if name not in code)
    if lacking and any(name in row.present for name in (expecting, drift.truth)):
        return _missing(row, lacking, expecting if expecting in row.present else drift.truth, drift)
    return _extra(row, next((name for name in (expecting, drift.truth) if name in row.absent), drift.truth), drift)


# ------------------------------------------------------------------ there or not


def _renamed(row: Row, expecting: str, drift: Drift) -> Told:
    """Places call it by different names; some may not have it at all."""
    wanted, kind = row.name_in(expecting), row.address.kind
    names: dict[str, list[str]] = {}
    for place in row.present:
        if row.name_in(place) != wanted:
            names.setdefault(row.name_in(place), []).append(place)
    sure = all(one.standing != "possible" for one in row.renames.values())
    called = listed([f"{part(name)} in {listed(there)}" for name, there in names.items()])
    text = f"{_name(row, wanted)} is {'called' if sure else 'perhaps'} {called}"
    lacking = [name for name in row.absent if name not in drift.named("code")]
    text += f", and not there in {listed(lacking)}" if lacking else ""
    if kind not in _READ:
        return Told("D601", INFO, text, "rename it where it is called otherwise, or leave it")
    help = _one_name(row, wanted, [place for there in names.values() for place in there], drift)
    if not sure:
        was, now = next((one.before, one.after) for one in row.renames.values())
        help = f"say whether it is: trueup decide rename '{was}' '{now}', or trueup decide drop '{was}'"
    if drift.place(expecting).role == "code":
        return Told("D106", CRITICAL, f"{text}; {expecting} reads {part(wanted)}", help)
    return Told("D106", ERROR, text, help)


def _missing(row: Row, lacking: Sequence[str], expecting: str, drift: Drift) -> Told:
    """Some place lacks what is expected."""
    where, kind = agreeing(lacking, "has", "have"), row.address.kind
    obj = row.values[expecting]
    databases = [name for name in lacking if drift.place(name).role == "database"]
    if not databases and kind != "index":
        text = f"{where} no {_name(row)}, which {expecting} and databases have"
        return Told("D105", ERROR, text, "write the migration that makes it")
    if kind == "column" or kind in _READ:
        if drift.place(expecting).role == "code":
            help = "add it there first"
            if databases and _is_required(obj):
                help = "add it there first; it has no default, so give the rows that are there a value before NOT NULL"
            return Told("D101", CRITICAL, f"{where} no {_name(row)}, which {expecting} reads", help)
        return Told("D102", ERROR, f"{where} no {_name(row)}", "bring it there")
    relied = bool(databases) and drift.place(expecting).role == "code"
    for rule in _OF_KIND:
        told = rule(row, obj, where, relied)
        if told is not None:
            return told
    severity = ERROR if kind in _BEHAVES else WARNING
    return Told("D103", severity, f"{where} no {_name(row)}", "bring it there, or drop it everywhere")


def _key(row: Row, obj: Any, where: str, relied: bool) -> Told | None:
    sort = type(obj).__name__
    if sort in ("PrimaryKey", "Unique", "Exclusion") or getattr(obj, "unique", False):
        text = f"{where} no {_name(row)}: duplicates are possible there"
        return Told("D301", CRITICAL if relied else ERROR, text, "count duplicates before you add it")
    if sort == "ForeignKey":
        text = f"{where} no {_name(row)}: rows may refer to nothing there"
        help = "look for orphans, then add it NOT VALID and validate it"
        return Told("D302", ERROR if relied else WARNING, text, help)
    if sort == "Check":
        return Told("D303", WARNING, f"{where} no {_name(row)}: forbidden values are possible there", "add it")
    return None


def _index(row: Row, obj: Any, where: str, relied: bool) -> Told | None:
    if row.address.kind != "index":
        return None
    return Told("D304", WARNING, f"{where} no {_name(row)}: queries may be slow there", "create it CONCURRENTLY")


def _policy(row: Row, obj: Any, where: str, relied: bool) -> Told | None:
    if row.address.kind != "policy":
        return None
    text = f"{where} no {_name(row)}: others see or are refused other rows there"
    return Told("D401", ERROR, text, "create the policy there, in one transaction with what depends on it")


_OF_KIND: tuple[Callable[[Row, Any, str, bool], Told | None], ...] = (_key, _index, _policy)
"""``relied`` is whether code counts on it in some database."""


def _extra(row: Row, expecting: str, drift: Drift) -> Told:
    """Some place has what is not expected."""
    have, kind = agreeing(row.present, "has", "have"), row.address.kind
    obj = next(row.values[name] for name in row.present)
    if kind == "column" and _is_required(obj):
        text = f"{have} {_name(row)}, which must be given and {expecting} does not know: inserts fail there"
        return Told("D201", ERROR, text, "give it a default or drop NOT NULL, or declare it")
    wider = _wider_key(row, obj, drift)
    if wider is not None:
        text = f"{have} {_name(row)}: it refuses rows that {wider} of {expecting} allows"
        severity = CRITICAL if drift.place(expecting).role == "code" else ERROR
        return Told("D205", severity, text, "make the wider one, then drop this one")
    if kind == "constraint" or getattr(obj, "unique", False):
        text = f"{have} {_name(row)}, of which {expecting} knows nothing: writes may be refused there"
        return Told("D203", WARNING, text, "declare it, or drop it there")
    if kind in ("policy", "trigger", "rule"):
        text = f"{have} {_name(row)}, of which {expecting} knows nothing: it acts there only"
        return Told("D204", WARNING, text, "declare it, or drop it there")
    return Told("D202", INFO, f"only {have} {_name(row)}", "declare it, or drop it there")


def _wider_key(row: Row, obj: Any, drift: Drift) -> str | None:
    """The key missing there that has all columns of this one and more: what is expected is unique by more than this."""
    mine = _unique_columns(obj)
    if not mine:
        return None
    for other in drift.rows:
        if other.field is None and other.address.parent == row.address.parent and set(row.present) <= set(other.absent):
            key = next((value for value in other.values.values() if value is not ABSENT), None)
            if mine < _unique_columns(key):
                return other.address.name
    return None


def _unique_columns(obj: Any) -> frozenset[str]:
    """The columns that are unique together; none where something else than columns is, or only some rows are."""
    if not (getattr(obj, "unique", False) or type(obj).__name__ == "Unique") or getattr(obj, "predicate", None):
        return frozenset()
    found = [one if isinstance(one, str) else one.column for one in obj.columns]
    return frozenset() if None in found else frozenset(found)


def _is_required(obj: Any) -> bool:
    filled = any(getattr(obj, field, None) is not None for field in ("default", "identity", "generated"))
    return bool(getattr(obj, "not_null", False)) and not filled


def _name(row: Row, called: str | None = None) -> str:
    """``column email of users``, without the namespace where it is ``public``; ``called`` is another name for it."""
    kind, name = row.address.steps[-1]
    inside = row.address.parent
    if inside is None:
        whole = row.address.removeprefix(f"{kind} ").removeprefix("public.")
        return f"{kind} {whole if called is None else part(called)}"
    name = name if called is None else part(called)
    return f"{kind} {name} of {inside.removeprefix(f'{inside.kind} ').removeprefix('public.')}"


def _one_name(row: Row, wanted: str, others: Sequence[str], drift: Drift) -> str:
    """The way to one name, by who calls it otherwise."""
    name = next(row.name_in(place) for place in others)
    if not any(drift.place(place).role == "database" for place in others):
        return f"let the migrations call it {part(wanted)}"
    if essence(name) == essence(wanted) and drift.named("code"):
        return "give the code the names of the database; renaming there breaks what runs with the old names"
    return "call it one name: rename it there, or name it in the code as it is called there"


# ------------------------------------------------------------------ a field


def _field(row: Row, expecting: str, drift: Drift) -> Told:
    """Places have an object in two ways."""
    wanted = row.values[expecting]
    others = [name for name, value in row.values.items() if value is not ABSENT and value != wanted]
    where, field, kind = listed(others), row.field or "", row.address.kind
    values = [row.values[name] for name in others]
    about = f"{_name(row)}: {field.replace('_', ' ')}"
    told = next(_of_field(row, field, kind, wanted, values, where), None)
    if told is not None:
        return told
    if field in _SAID_ONLY:
        return Told("D601", INFO, f"{about} is another in {where}", "nothing depends on it")
    if field == "acl":
        return Told("D404", WARNING, f"{about} differs in {where}: others may or may not do there", "GRANT or REVOKE")
    if kind in _BEHAVES:
        return Told("D502", ERROR, f"{about} is another in {where}", "replace it where it is not the newer one")
    if kind == "policy":
        return Told("D403", ERROR, f"{about} is another in {where}: other rows are seen there", "alter the policy")
    if kind in ("constraint", "index"):
        return Told("D305", WARNING, f"{about} is another in {where}", "make it again, gently")
    return Told("D602", WARNING, f"{about} is another in {where}", "alter it there, or change the declaration")


def _of_field(row: Row, field: str, kind: str, wanted: Any, values: Sequence[Any], where: str) -> Iterator[Told]:
    if field == "type" and kind == "column":
        near = all(_is_near(wanted, value) for value in values)
        text = f"{_name(row)} is {listed(sorted({str(v) for v in values}))} in {where}, {wanted} is expected"
        yield Told("D210", WARNING if near else ERROR, text, "convert it where it is wrong")
    if field == "not_null":
        if any(values):
            text = f"{_name(row)} is NOT NULL in {where} only: writes of null fail there"
            yield Told("D211", ERROR, text, "drop NOT NULL there, or declare it")
        text = f"{_name(row)} may be null in {where}: readers may meet nulls they do not expect"
        yield Told("D212", WARNING, text, "count the nulls, fill them, then set NOT NULL")
    if field == "default":
        yield Told("D213", WARNING, f"{_name(row)} has another default in {where}", "set it there; old rows stay")
    if field in ("identity", "generated"):
        yield Told("D214", ERROR, f"{_name(row)}: {field} is another in {where}", "inserts work only on one side")
    if field == "labels":
        lacking = sorted({label for value in values for label in set(wanted) - set(value)})
        if lacking:
            text = f"{_name(row)} has no {listed(lacking)} in {where}: writing it fails there"
            yield Told("D220", CRITICAL, text, "ALTER TYPE … ADD VALUE there first")
        yield Told("D221", INFO, f"{_name(row)} has more or otherwise ordered values in {where}", "declare them")
    if field in ("rls", "rls_forced"):
        open_there = wanted and not all(values)
        text = f"row security of {_name(row)} is {'off' if open_there else 'on'} in {where}"
        yield Told("D402", CRITICAL if open_there else WARNING, text, "enable it there with its policies")


def _is_near(one: Any, other: Any) -> bool:
    """Whether two types are of one family, so that values mostly fit."""
    names = {re.sub(r"\(.*?\)", "", str(name)).strip() for name in (one, other)}
    return len(names) == 1 or any(names <= family for family in _FAMILIES)
