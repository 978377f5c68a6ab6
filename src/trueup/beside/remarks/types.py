"""Types written by hand in an application that say once more what columns a table has, and are not as these are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from trueup.beside.remarks.known import Known, short
from trueup.finding import Finding, Severity
from trueup.model import Address, Origin
from trueup.postgres.objects import Column
from trueup.wording import listed

_READ_AS = {
    "boolean": ("boolean",),
    "string": ("text", "character varying", "character", "uuid", "citext", "numeric", "bigint", "date", "timestamp",
               "time", "interval", "bytea"),
    "number": ("integer", "smallint", "bigint", "double precision", "real", "numeric"),
    "bigint": ("bigint", "numeric"),
    "Date": ("timestamp", "date"),
}  # fmt: skip
"""Which types of columns a client may give as a type of TypeScript. What is not here is not judged."""
_KNOWN = tuple({one for types in _READ_AS.values() for one in types})


class Restated(NamedTuple):
    """A type of an application with the columns of a table: by column its name there, its type and whether it may be
    missing. ``name`` is None for a type in place, ``more`` are properties that are no columns."""

    table: Address
    file: str
    line: int
    name: str | None
    columns: Mapping[Address, tuple[str, str, bool]]
    more: Sequence[str] = ()


def by_hand(known: Known) -> Iterator[Finding]:
    """Each type that restates columns some place does not have, or has otherwise."""
    for one in known.restated:
        differs = [*_differences(known, one)]
        if differs:
            told = listed([name for name, _, _ in one.columns.values()])
            yield Finding(
                code="S501",
                severity=Severity.WARNING,
                message=f"{one.name or 'a type'} says by hand what {short(one.table)} has ({told}): "
                + "; ".join(differs),
                address=one.table,
                origin=Origin(one.file, one.line),
                help="derive it from the type that the schema in code gives (Pick<…>), so that the compiler tells when "
                "that changes",
            )


def _differences(known: Known, one: Restated) -> Iterator[str]:
    lacking: dict[tuple[str, ...], list[str]] = {}
    for where, (name, type_, optional) in one.columns.items():
        columns = {place: schema[where] for place, schema in known.schemas.items() if where in schema}
        without = tuple(place for place in known.schemas if place not in columns)
        if without:
            lacking.setdefault(without, []).append(name)
        for column in dict.fromkeys(one for one in columns.values() if isinstance(one, Column)):
            places = listed([place for place, other in columns.items() if other == column])
            if type_ and _is_another(type_, column.type):
                yield f"{name} is {type_}, the column is {column.type} in {places}"
            if not optional and not column.not_null:
                yield f"{name} is always there, the column may be null in {places}"
    for without, names in lacking.items():
        yield f"{listed(without)} {'has' if len(without) == 1 else 'have'} no {listed(names)}"


def _is_another(said: str, type_: str) -> bool:
    """Whether a simple type of TypeScript is none that a client gives for the type of a column.

    >>> _is_another("string", "boolean"), _is_another("Date", "timestamp(3) without time zone")
    (True, False)
    """
    return said in _READ_AS and type_.startswith(_KNOWN) and not (
        type_.startswith(_READ_AS[said]) and not type_.endswith("[]")
    )  # fmt: skip
