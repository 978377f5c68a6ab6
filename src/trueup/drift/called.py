"""What a place calls by another name: its differences from the truth, each put where the truth has the thing.

A thing with a new name is then one difference, not one that went and one that came; what is inside of it and only went
along is none. Who decides that two names are one thing is elsewhere; what is only asked is joined too, and stays a
question in the row.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from trueup.comparison import Comparison
from trueup.diff import Alter, Change, Create, Drop
from trueup.model import Address, Object, Scope
from trueup.renames.found import Rename, moved
from trueup.renames.state import Names, record, referenced


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """The changes of one place by the truth's addresses.

    ``called`` is what the place calls those it has under another address, ``renames`` are those of them that have a
    new name of their own, with what speaks for it. A renamed thing is an ``Alter``, of no field where nothing else
    differs.
    """

    changes: Mapping[Address, Change]
    called: Mapping[Address, Address] = {}
    renames: Mapping[Address, Rename] = {}


def joined(found: Comparison, decided: Mapping[Address, Address | None] | None = None) -> Joined:
    """The changes of a place, with what it has under another name in one.

    ``decided`` are answers: what something is called now, or None where it is really gone.
    """
    changes = {change.address: change for change in found.changes}
    renames = _renames(found, changes, decided or {})
    if not renames:
        return Joined(changes=changes)
    drops = {where: change.before for where, change in changes.items() if isinstance(change, Drop)}
    creates = {where: change.after for where, change in changes.items() if isinstance(change, Create)}
    now = {one.before: after for after, one in renames.items()}
    left: dict[Address, Change] = {where: one for where, one in changes.items() if not isinstance(one, Drop)}
    called = {}
    for where, before in sorted(drops.items()):
        there = moved(where, now)
        after = creates.get(there)
        if there != where:
            called[there] = where
        if after is None or there == where:
            left[there] = Drop(before)
            continue
        fields = _fields(before, after, now, found.says)
        if fields or there in renames:
            left[there] = Alter(before, after, fields)
        else:
            del left[there]
    return Joined(changes=left, called=called, renames=renames)


def _renames(
    found: Comparison, changes: Mapping[Address, Change], decided: Mapping[Address, Address | None]
) -> dict[Address, Rename]:
    """What is taken to be one thing, by what the truth calls it."""
    told = [Rename(was, now, 1.0, "told") for was, now in sorted(decided.items()) if now is not None]
    known = found.renames
    likely = list(known.accepted) if known is not None else []
    asked = [one.candidates[0] for one in known.questions if len(one.candidates) == 1] if known is not None else []
    wanted = [one.after for one in asked]
    asked = [one for one in asked if wanted.count(one.after) == 1 and not _contradicts(one)]
    taken: dict[Address, Rename] = {}
    used: set[Address] = set()
    for one in (*told, *(each for each in (*likely, *asked) if each.before not in decided)):
        fits = isinstance(changes.get(one.before), Drop) and isinstance(changes.get(one.after), Create)
        if fits and one.before not in used and one.after not in taken:
            taken[one.after] = one
            used.add(one.before)
    return taken


def _contradicts(one: Rename) -> bool:
    return any(reason.what == "contradiction" for reason in one.reasons)


def _fields(before: Object, after: Object, now: Mapping[Address, Address], says: Scope) -> tuple[str, ...]:
    """In what two things differ besides their names and those of what they are made of."""
    if type(before) is not type(after):
        return ("class",)
    names = respoken(before.address, now)
    pointed = {} if (target := referenced(before)) is None else columns(target, now)
    one, other = dict(record(before, names, says)[1:]), dict(record(after, {}, says)[1:])
    if pointed and "to_columns" in one:
        one["to_columns"] = tuple(pointed.get(name, name) for name in one["to_columns"])
    plain = {f for f in after.compared() if f not in other and says.says(after.KIND, f, after.address)}
    return tuple(
        f
        for f in after.compared()
        if (f in other and one[f] != other[f]) or (f in plain and getattr(before, f) != getattr(after, f))
    )


def respoken(where: Address, now: Mapping[Address, Address]) -> Names:
    """The names that may stand in a definition at an address, and what the truth calls those things."""
    roots = {a.name: b.name for a, b in sorted(now.items()) if a.parent is None and a.name != b.name}
    parent = where.parent
    return {**roots, **(columns(parent, now) if parent is not None else {})}


def columns(table: Address, now: Mapping[Address, Address]) -> dict[str, str]:
    """What the truth calls the columns of a table."""
    return {a.name: b.name for a, b in sorted(now.items()) if a.parent == table and a.kind == "column"}
