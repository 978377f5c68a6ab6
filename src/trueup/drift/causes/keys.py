"""Foreign keys whose two sides have types that cannot be compared, in one of the places."""

from __future__ import annotations

from trueup.drift.causes.case import Case, sides_of
from trueup.drift.explained import Cause
from trueup.model import Address

_FAMILIES = {
    name: family
    for family, names in {
        "number": ("smallint", "integer", "bigint", "numeric", "real", "double precision"),
        "text": ("text", "character varying", "character", "citext", "name"),
        "time": ("date", "timestamp without time zone", "timestamp with time zone"),
    }.items()
    for name in names
}
"""Types that PostgreSQL compares with each other: a foreign key may join them."""


def type_mismatch(case: Case) -> Cause | None:
    """The row is about a foreign key or the type of one of its columns, and somewhere the sides do not fit."""
    if case.about_all:
        mine = case.address.kind == "constraint" and case.address in case.world.keys
        keys: tuple[Address, ...] = (case.address,) if mine else ()
    else:
        keys = case.world.keys_of_column.get(case.address, ()) if case.row.field == "type" else ()
    for where in keys:
        for own, other in sides_of(case.world.keys[where]):
            found = _unlike(case, own, other)
            if found:
                names = f"{_short(own)} and {_short(other)}"
                text = f"{names} have types that a foreign key cannot join."
                return Cause(name="type-mismatch", text=text, evidence=(f"{where.name} joins {names}", *found))
    return None


def _unlike(case: Case, own: Address, other: Address) -> list[str]:
    found = []
    for place in case.world.roles:
        one, two = case.world.type_of(own, place), case.world.type_of(other, place)
        if one is not None and two is not None and _family(one) != _family(two):
            found.append(f"{place}: {_short(own)} is {one}, {_short(other)} is {two}")
    return found


def _family(type_: str) -> str:
    """The type without its modifiers, or what it is compared with.

    >>> _family("character varying(20)"), _family("timestamp(3) without time zone"), _family("uuid")
    ('text', 'time', 'uuid')
    """
    before, bracket, after = type_.partition("(")
    plain = f"{before}{after.partition(')')[2]}" if bracket else type_
    return _FAMILIES.get(plain, plain)


def _short(column: Address) -> str:
    parent = column.parent
    return f"{parent.name}.{column.name}" if parent is not None else column.name
