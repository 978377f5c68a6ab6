"""Causes that are in names: another convention, renamed in code only, or given by an older version of a tool."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import msgspec

from trueup.drift import ABSENT, Row
from trueup.drift.causes.case import Case, alike
from trueup.drift.explained import Cause
from trueup.model import changed_fields
from trueup.renames.found import Rename
from trueup.spelling import essence
from trueup.wording import agreeing, listed


def renamed(case: Case) -> Cause | None:
    """Code calls it otherwise than databases and migrations do, and not only by another convention."""
    if not case.row.renames or case.code is None or _is_convention(case):
        return None
    behind = [name for name in case.databases if not _followed(case, name)]
    if not behind or (case.migrations is not None and _followed(case, case.migrations)):
        return None
    followed = [name for name in case.databases if case.has(name) and name not in behind]
    where = f"{case.code}, and pushed to {listed(followed)}" if followed else f"{case.code} only"
    old, one = _old(case, behind), next(iter(case.row.renames.values()))
    sure = "was renamed" if one.standing in ("told", "proved") else "was probably renamed"
    sure = "was perhaps renamed" if one.confidence < 0.5 else sure
    text = f"{old} {sure} to {case.row.name_in(case.code)} in {where}; no migration does it."
    return Cause(name="renamed-in-code", text=text, evidence=(*case.sides(), *_reasons(one), *case.declared))


def convention(case: Case) -> Cause | None:
    """Places call it by the same words, spelled otherwise."""
    if not case.row.renames or not _is_convention(case):
        return None
    names = sorted({case.row.name_in(camp[0]) for camp in case.row.camps if case.has(camp[0])})
    text = f"{listed(names)} are one name in two conventions."
    return Cause(name="convention", text=text, evidence=(*case.sides(), *case.declared))


def _is_convention(case: Case) -> bool:
    return all(essence(one.before.name) == essence(one.after.name) for one in case.row.renames.values())


def _followed(case: Case, place: str) -> bool:
    """Whether a place calls it what code calls it."""
    return place not in case.said or case.code is None or case.agree(place, case.code)


def _old(case: Case, behind: Sequence[str]) -> str:
    """What it was called."""
    return next((case.row.name_in(name) for name in behind if case.has(name)), case.address.name)


def _reasons(one: Rename) -> tuple[str, ...]:
    told = tuple(reason.text for reason in one.reasons[:3])
    sure = (f"sure to {min(one.confidence, 0.99):.0%}",) if one.standing in ("likely", "possible") else ()
    return (*told, *sure)


def respelled(case: Case) -> Cause | None:
    """A field that says the same once the columns it mentions are called the same: it has their cause."""
    row, truth, parent = case.row, case.world.drift.truth, case.address.parent
    if row.field is None or parent is None or truth not in row.values:
        return None
    inside = [one for one in case.world.siblings.get(parent, ()) if one.renames]
    wanted, used = alike(row.values[truth], {}), []
    for name in (each for each in row.values if not case.agree(each, truth)):
        mine = [one for one in inside if name in one.renames]
        if alike(row.values[name], {one.renames[name].before.name: one.address.name for one in mine}) != wanted:
            return None
        used += mine
    causes = (rule(Case(one, case.world)) for one in used for rule in (renamed, convention))
    first = next((cause for cause in causes if cause is not None), None)
    if first is None:
        return None
    text = "It is the same with the other names of its columns."
    return Cause(name=first.name, text=text, evidence=case.sides())


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
    text = f"{agreeing(old_places, 'was', 'were')} made by a {name} older than {since}; nothing but that differs."
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
