"""What all places agree on: the tables and indexes that are the same everywhere, and who may see which rows.

The other half of drift: what a reader need not look at again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from trueup.diff import Change
from trueup.model import Address, Schema
from trueup.postgres.objects import Column, ForeignKey, Index, Policy, Table, Unique

_TOLD = (Column, ForeignKey, Index, Unique)


class Agreed(NamedTuple):
    """``tables`` are those of the truth that nobody has otherwise, ``inside`` by table what is the same everywhere of
    those that differ. ``indexes`` are the columns of each index and unique constraint that is the same everywhere.

    ``guarded`` are by table the policies and the places that have them; ``mapped`` the columns that code calls
    otherwise on purpose: the name in code, and in the database.
    """

    places: tuple[str, ...] = ()
    tables: tuple[Address, ...] = ()
    inside: Mapping[Address, tuple[Address, ...]] = {}
    indexes: Mapping[Address, tuple[str, ...]] = {}
    guarded: Mapping[Address, tuple[int, tuple[str, ...]]] = {}
    mapped: tuple[tuple[str, str], ...] = ()


NOTHING = Agreed()


def agreed(schemas: Mapping[str, Schema], truth: str, changes: Iterable[Change]) -> Agreed:
    """What of the truth is in each of the schemas and in none of the changes any of them needs."""
    if truth not in schemas or len(schemas) < 2:
        return NOTHING
    measure, changed = schemas[truth], {one.address for one in changes}
    same = [where for where in measure if _same(where, schemas.values(), changed)]
    off = {where.root for where in changed}
    inside: dict[Address, list[Address]] = {}
    for where in same:
        if where.root != where and where.root in off and isinstance(measure[where], _TOLD):
            inside.setdefault(where.root, []).append(where)
    return Agreed(
        places=tuple(schemas),
        tables=tuple(where for where in same if where.kind == "table" and where not in off),
        inside={where: tuple(them) for where, them in inside.items()},
        indexes={where: columns for where in same if (columns := _columns(measure, where))},
        guarded=dict(_guarded(schemas, measure)),
        mapped=tuple(_mapped(schemas.values())),
    )


def _same(where: Address, schemas: Iterable[Schema], changed: Collection[Address]) -> bool:
    return where not in changed and where.root not in changed and all(where in one for one in schemas)


def _columns(schema: Schema, where: Address) -> tuple[str, ...]:
    found = schema[where]
    if isinstance(found, Index):
        return tuple(one.column or "(…)" for one in found.columns)
    return found.columns if isinstance(found, Unique) else ()


def _guarded(schemas: Mapping[str, Schema], measure: Schema) -> Iterator[tuple[Address, tuple[int, tuple[str, ...]]]]:
    """Row security with as many policies in each place that has any; where they differ it is no agreement."""
    for where in (one for one in measure if one.kind == "table"):
        numbers = {name: _policies(schema, where) for name, schema in schemas.items() if _closed(schema, where)}
        if len(set(numbers.values())) == 1:
            yield where, (next(iter(numbers.values())), tuple(numbers))


def _closed(schema: Schema, where: Address) -> bool:
    found = schema.get(where)
    return isinstance(found, Table) and found.rls


def _policies(schema: Schema, where: Address) -> int:
    return sum(isinstance(schema[one], Policy) for one in schema.contents.get(where, ()))


def _mapped(schemas: Iterable[Schema]) -> Iterator[tuple[str, str]]:
    for schema in schemas:
        for where in schema:
            origin = schema.origins.get(where)
            if where.kind == "column" and origin is not None and origin.called not in (None, where.name):
                yield str(origin.called), where.name
