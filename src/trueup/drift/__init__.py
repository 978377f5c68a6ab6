"""Who says what: a check's verdict turned into rows, one for each thing the places disagree about, over all of them.

A row is about an object that some places have and others have not, or about one field of an object that they have
differently. What a place cannot say (a Prisma schema has no policies) it is not asked for. Why they disagree, and how
much that matters, is told by others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, Literal

import msgspec

from trueup.comparison import Comparison, Unreached, Verdict
from trueup.diff import Alter, Change, Create
from trueup.drift.called import Joined, joined
from trueup.model import Address, Object, Origin, address
from trueup.renames.found import Rename

Role = Literal["code", "migrations", "database", "snapshot"]
_ROLES: Mapping[str, Role] = {
    "live": "database",
    "history": "migrations",
    "sql": "migrations",
    "snapshot": "snapshot",
}


class Nothing(Enum):
    """What a place says of an object it does not have."""

    ABSENT = "absent"


ABSENT = Nothing.ABSENT


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """One of the places that were compared, by the name its user knows it by; ``version`` is the server's."""

    name: str
    label: str
    role: Role
    version: int | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One disagreement.

    ``field`` is None where it is about whether the object is there at all; the values are then the objects. ``values``
    are by place: ``ABSENT`` where the object is not there; places that cannot say, or were not compared about it, are
    left out. ``origins`` are the places in files where it is declared.

    The address is the truth's. ``called`` is what places call it that have it under another one, and ``renames`` why
    that is thought to be the same thing, where the name is another one and not only that of what it is in.
    """

    address: Address
    field: str | None
    values: Mapping[str, Any]
    origins: Mapping[str, Origin] = {}
    called: Mapping[str, Address] = {}
    renames: Mapping[str, Rename] = {}

    def name_in(self, place: str) -> str:
        """What a place calls it."""
        return self.renames[place].before.name if place in self.renames else self.address.name

    @property
    def absent(self) -> tuple[str, ...]:
        """The places that do not have the object."""
        return tuple(name for name, value in self.values.items() if value is ABSENT)

    @property
    def present(self) -> tuple[str, ...]:
        """The places that have it."""
        return tuple(name for name, value in self.values.items() if value is not ABSENT)

    @property
    def camps(self) -> tuple[tuple[str, ...], ...]:
        """The places that say the same, largest camp first; of an object only whether it is there, and its name."""
        found: list[tuple[Any, list[str]]] = []
        for name, value in self.values.items():
            told = value if self.field is not None or value is ABSENT else self.name_in(name)
            for other, names in found:
                if other == told and (other is ABSENT) == (told is ABSENT):
                    names.append(name)
                    break
            else:
                found.append((told, [name]))
        return tuple(tuple(names) for _, names in sorted(found, key=lambda one: -len(one[1])))


class Drift(msgspec.Struct, frozen=True, kw_only=True):
    """All that the places disagree about. ``truth`` is the name of the place the others are compared with."""

    truth: str
    places: tuple[Place, ...]
    rows: tuple[Row, ...] = ()
    unreached: tuple[Unreached, ...] = ()

    def place(self, name: str) -> Place:
        """A place by its name."""
        return next(one for one in self.places if one.name == name)

    def named(self, role: Role) -> tuple[str, ...]:
        """The names of the places of a role."""
        return tuple(one.name for one in self.places if one.role == role)

    def outermost(self) -> Iterator[Row]:
        """The rows without those about what is inside an object that the same places have, or lack, as a whole.

        What is owned by something, as a sequence by a column, counts as inside of it.
        """
        whole = {row.address: row for row in self.rows if row.field is None}
        for row in self.rows:
            above = _above(row) if row.absent else None
            while above is not None and not (above in whole and set(row.absent) <= set(whole[above].absent)):
                above = above.parent
            if above is None or row.field is not None:
                yield row


def _above(row: Row) -> Address | None:
    """What an object is in, or what owns it."""
    owners = (getattr(value, "owned_by", None) for value in row.values.values())
    owner = next((one for one in owners if one is not None), None)
    if row.address.parent is not None or owner is None:
        return row.address.parent
    namespace, table, column = owner
    return address("table", namespace, table).child("column", column)


def drift(verdict: Verdict, decided: Mapping[Address, Address | None] | None = None) -> Drift:
    """The rows of a verdict, sorted by address and field, and the places: the truth last.

    What has another name in a place is one row, at the truth's address; ``decided`` are answers about such names: what
    something is called now, or None where it is really gone.
    """
    places = [_place(name, one.before) for name, one in zip(verdict.names, verdict.comparisons, strict=True)]
    if verdict.comparisons:
        places.append(_place(verdict.truth, verdict.comparisons[0].after))
    compared = dict(zip(verdict.names, verdict.comparisons, strict=True))
    changed = {name: joined(one, decided) for name, one in compared.items()}
    addresses = sorted({where for found in changed.values() for where in found.changes})
    rows = [row for where in addresses for row in _rows(where, verdict.truth, compared, changed)]
    return Drift(truth=verdict.truth, places=tuple(places), rows=tuple(rows), unreached=verdict.unreached)


def _place(name: str, side: Any) -> Place:
    return Place(name=name, label=side.label, role=_ROLES.get(side.kind, "code"), version=side.version)


def _rows(
    where: Address,
    truth: str,
    compared: Mapping[str, Comparison],
    changed: Mapping[str, Joined],
) -> Iterator[Row]:
    found = {name: one.changes[where] for name, one in changed.items() if where in one.changes}
    called = {name: one.called[where] for name, one in changed.items() if where in one.called}
    renames = {name: one.renames[where] for name, one in changed.items() if where in one.renames}
    asked = [name for name, one in compared.items() if name in found or one.says.admits(where)]
    told = _true_object(found.values())
    origins = _origins(where, truth, compared, asked, called)
    if renames or any(not isinstance(change, Alter) for change in found.values()):
        values = {name: _object(found.get(name), told) for name in asked}
        values[truth] = ABSENT if told is None else told
        yield Row(address=where, field=None, values=values, origins=origins, called=called, renames=renames)
    altered = {name: change for name, change in found.items() if isinstance(change, Alter)}
    for field in sorted({field for change in altered.values() for field in change.fields}):
        values = {name: _value(found.get(name), told, field) for name in asked if _says(compared[name], where, field)}
        values[truth] = _field(told, field)
        yield Row(address=where, field=field, values=values, origins=origins, called=called)


def _true_object(found: Iterable[Change]) -> Object | None:
    """What the truth has: every change tells."""
    return next((change.after for change in found if isinstance(change, Create | Alter)), None)


def _object(change: Change | None, told: Object | None) -> Any:
    """What a place has of an object; where nothing differs, what the truth has."""
    if change is None:
        return ABSENT if told is None else told
    return ABSENT if isinstance(change, Create) else change.before


def _value(change: Change | None, told: Object | None, field: str) -> Any:
    had = _object(change, told)
    return ABSENT if had is ABSENT else _field(had, field)


def _field(obj: Any, field: str) -> Any:
    return type(obj).__name__ if field == "class" else getattr(obj, field, None)


def _says(one: Comparison, where: Address, field: str) -> bool:
    return one.says.says(where.kind, field, where)


def _origins(
    where: Address,
    truth: str,
    compared: Mapping[str, Comparison],
    asked: Iterable[str],
    called: Mapping[str, Address],
) -> dict[str, Origin]:
    own = {name: called.get(name, where) for name in asked}
    found = {
        name: compared[name].before_origins[there]
        for name, there in own.items()
        if there in compared[name].before_origins
    }
    for name in own:
        before, both = compared[name].before_origins.get(where), compared[name].origins.get(where)
        if both is not None and both != before:
            found[truth] = both
    return found


__all__ = ["ABSENT", "Drift", "Place", "Role", "Row", "drift"]
