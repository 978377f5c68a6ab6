"""What the search for renames takes and gives: facts, renames with their reasons, and questions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

import msgspec

from trueup.model import Address, part

Standing = Literal["proved", "told", "likely", "possible"]
"""Proved by catalogue ids or by the statement that renames it, told by somebody, likely enough to be taken, or only
possible: a candidate of a question."""


class Reason(msgspec.Struct, frozen=True):
    """One piece of evidence: its short name, what it weighs (in log odds; negative speaks against), and a sentence."""

    what: str
    weight: float
    text: str


class Rename(msgspec.Struct, frozen=True):
    """Two addresses of one thing, ``before`` in the first schema and ``after`` in the second.

    ``confidence`` is calibrated: of renames given 0.98, about 98 in a hundred are right.
    """

    before: Address
    after: Address
    confidence: float
    standing: Standing
    reasons: tuple[Reason, ...] = ()


class Question(msgspec.Struct, frozen=True):
    """Something that went, and what it may be called now, best first. Not answering means neither drop nor rename.

    ``stayed`` is true where something still has its name, which may have been used again for something else.
    """

    before: Address
    candidates: tuple[Rename, ...]
    stayed: bool = False


class Facts(msgspec.Struct, frozen=True):
    """What is known besides the two schemas.

    ``identity`` are pairs with the same catalogue id, whether the name stayed or not. Of every kind it names at all,
    and of those in ``complete``, it names everything, so that what is missing in it is gone. It is for tables, columns,
    types, values and the like: ids of indexes and constraints change without a drop. ``told`` are recorded answers;
    None means the thing is really dropped, the same address that it is what it was. ``history`` are pairs that a
    statement of a migration renames: proofs too, and what is not in it may still be renamed. ``why`` are the words for
    what was told and what a history says, by the address before. ``statistics`` (0.6 tells nothing) and ``samples`` (0:
    no more than chance) say how alike the data of two columns or tables are, up to 1; a pair that is not there was not
    measured. ``calls`` are other names that sources and histories use for the same thing, of addresses on either side.

    A value of an enum has the address of the enum and ``value`` and its label: ``enum public.mood value happy``.
    """

    identity: Mapping[Address, Address] = {}
    complete: frozenset[str] = frozenset()
    told: Mapping[Address, Address | None] = {}
    history: Mapping[Address, Address] = {}
    why: Mapping[Address, str] = {}
    statistics: Mapping[tuple[Address, Address], float] = {}
    samples: Mapping[tuple[Address, Address], float] = {}
    calls: Mapping[Address, Collection[str]] = {}


class Renames(msgspec.Struct, frozen=True):
    """What was found: ``accepted``, sorted by address, and ``questions`` for what is open.

    What is inside of something renamed and keeps its own name is not listed; ``now`` knows where it is.
    """

    accepted: tuple[Rename, ...] = ()
    questions: tuple[Question, ...] = ()

    def now(self, where: Address) -> Address:
        """Where something of the first schema is in the second, as far as names tell.

        >>> users, people = Address("table public.users"), Address("table public.people")
        >>> Renames((Rename(users, people, 1.0, "told"),)).now(users.child("column", "email"))
        'table public.people column email'
        """
        return moved(where, {one.before: one.after for one in self.accepted})


def moved(where: Address, renamed: Mapping[Address, Address]) -> Address:
    """An address after its containers and its namespace, or it itself, were renamed."""
    if not renamed:
        return where
    source, target = "", ""
    for word, name in where.steps:
        step = f"{word} {name}"
        if not source and word != "schema":
            step = f"{word} {_in_namespace(Address(step), name, renamed)}"
        source = f"{source} {word} {name}".lstrip()
        found = renamed.get(Address(source))
        target = found if found is not None else f"{target} {step}".lstrip()
    return Address(target)


def _in_namespace(root: Address, name: str, renamed: Mapping[Address, Address]) -> str:
    names = root.names
    if len(names) < 2:
        return name
    namespace = part(names[0])
    found = renamed.get(Address(f"schema {namespace}"))
    return name if found is None else part(found.name) + name[len(namespace) :]
