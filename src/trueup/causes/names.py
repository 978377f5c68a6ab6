"""Causes that are in names: renamed in code only, or given by an older version of the tool that made them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import msgspec

from trueup.causes.case import Case, listed
from trueup.drift import ABSENT, Row
from trueup.explained import Cause
from trueup.model import changed_fields


def renamed(case: Case) -> Cause | None:
    """An accepted rename that only code has followed."""
    for old, new in sorted(case.facts.renames.items()):
        if not (case.address.within(old) or case.address.within(new)):
            continue
        was, now = case.world.whole.get(old), case.world.whole.get(new)
        if was is None or now is None:
            continue
        code = [name for name in case.world.drift.named("code") if name in was.absent and name in now.present]
        others = [name for name in now.present if name not in case.world.drift.named("code")]
        if not code or others or not was.present:
            continue
        origin = next((now.origins[name] for name in code if name in now.origins), None)
        declared = (f"declared in {origin}",) if origin is not None else ()
        evidence = (f"{old} in {listed(was.present)}", f"{new} in {listed(now.present)}", *declared)
        text = f"{old.name} was renamed to {new.name} in {listed(code)} only."
        return Cause(name="renamed-in-code", text=text, evidence=evidence)
    return None


class _Rule(NamedTuple):
    """How a tool named something before a version, and since."""

    tool: str
    since: str
    old: Callable[[Any], str]
    new: Callable[[Any], str]
    kind: str


def _columns(one: Any) -> list[str]:
    """The columns of a key or an index; an expression has no name."""
    return [part if isinstance(part, str) else part.column or "" for part in one.columns]


def _stem(one: Any, mark: str) -> str:
    return f"{one.relation}{mark}{'_'.join(_columns(one))}"


def _to(one: Any) -> str:
    return f"{_stem(one, '_')}_{one.to_table}_{'_'.join(one.to_columns)}"


_RULES = (
    _Rule("Prisma", "3", lambda o: _fit(_stem(o, "."), "_unique"), lambda o: _fit(_stem(o, "_"), "_key"), "Index"),
    _Rule("Prisma", "3", lambda o: _fit(_stem(o, "."), "_index"), lambda o: _fit(_stem(o, "_"), "_idx"), "Index"),
    _Rule("Drizzle", "1.0", lambda o: f"{_to(o)}_fk", lambda o: f"{_to(o)}_fkey", "ForeignKey"),
    _Rule("Drizzle", "1.0", lambda o: f"{_stem(o, '_')}_pk", lambda o: f"{o.relation}_pkey", "PrimaryKey"),
)


def _fit(stem: str, suffix: str) -> str:
    """Prisma cuts the stem, never the suffix: a name has 63 bytes."""
    return stem.encode()[: 63 - len(suffix)].decode(errors="ignore") + suffix


def older_tool(case: Case) -> Cause | None:
    """Some places have it under one name, the others under the name the tool's other version gives."""
    parent = case.address.parent
    if not case.about_all or parent is None or case.address.kind not in ("constraint", "index"):
        return None
    for row in case.world.siblings.get(parent, ()):
        if row.address == case.address or not _complement(case.row, row):
            continue
        one, other = _object(case.row), _object(row)
        for old, old_row, new, new_row in ((one, case.row, other, row), (other, row, one, case.row)):
            found = _told(old, old_row.present, new, new_row.present)
            if found is not None:
                return found
    return None


def _object(row: Row) -> Any:
    return next(value for value in row.values.values() if value is not ABSENT)


def _complement(row: Row, other: Row) -> bool:
    """Whether every place that has one lacks the other, as far as both were asked."""
    both = row.values.keys() & other.values.keys()
    one, two = set(row.present) & both, set(other.present) & both
    return bool(one) and bool(two) and not one & two and one | two == both


def _told(old: Any, old_places: Sequence[str], new: Any, new_places: Sequence[str]) -> Cause | None:
    tool = _tool(old, new)
    if tool is None:
        return None
    name, since = tool
    evidence = (
        f"{listed(old_places)}: {old.name}, as {name} did it before {since}",
        f"{listed(new_places)}: {new.name}, as {name} does it since {since}",
    )
    text = f"{listed(old_places)} was made by a {name} older than {since}; nothing but that differs."
    return Cause(name="older-tool", text=text, evidence=evidence)


def _tool(old: Any, new: Any) -> tuple[str, str] | None:
    """The tool and the version between the two, if both are named by its rules and otherwise alike."""
    kind = type(old).__name__
    if kind == "Index" and type(new).__name__ == "PrimaryKey":
        pair = old.relation.startswith("_") and _columns(old) == _columns(new) == ["A", "B"] and old.unique
        named = old.name == f"{old.relation}_AB_unique" and new.name == f"{new.relation}_AB_pkey"
        return ("Prisma", "6") if pair and named else None
    if type(new) is not type(old) or changed_fields(msgspec.structs.replace(old, name=new.name), new):
        return None
    for rule in _RULES:
        if rule.kind == kind and (old.name, new.name) == (rule.old(old), rule.new(new)):
            return rule.tool, rule.since
    return None
