"""What checks look at: the schemas of places, what runners noted, the migrations, and the scripts of a project."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from trueup.model import Address, Schema

if TYPE_CHECKING:
    from trueup.beside.remarks.types import Restated
    from trueup.drift import Role


class Known(NamedTuple):
    """``schemas`` and ``roles`` are by place, ``progress`` by database, ``migrations`` the SQL of each by name.

    ``reversible`` are the names of migrations that have a way back, ``restated`` types of the application that say what
    columns a table has. ``scripts`` are the commands a project has for itself, by file and name, ``remote`` the hosts
    of databases that variables in its files lead to, by file and name. ``drifted`` is whether places disagree.
    """

    schemas: Mapping[str, Schema]
    roles: Mapping[str, Role]
    progress: Mapping[str, Any] = {}
    migrations: Mapping[str, str] = {}
    scripts: Mapping[str, Mapping[str, str]] = {}
    remote: Mapping[str, Mapping[str, str]] = {}
    drifted: bool = False
    reversible: Collection[str] = ()
    restated: Sequence[Restated] = ()

    def of(self, *roles: Role) -> Iterator[tuple[str, Schema]]:
        """The places of some roles that were read."""
        return ((name, one) for name, one in self.schemas.items() if self.roles.get(name) in roles)

    @property
    def tables(self) -> frozenset[Address]:
        """The tables that code or migrations speak of; all there are where nothing is written down."""
        written = [schema for _, schema in self.of("code", "migrations")] or list(self.schemas.values())
        return frozenset(where for schema in written for where in schema if where.kind == "table")


def by_places(found: Mapping[str, Collection[Address]]) -> dict[Address, list[str]]:
    """What was found in places, the other way round."""
    places: dict[Address, list[str]] = {}
    for name, addresses in found.items():
        for where in addresses:
            places.setdefault(where, []).append(name)
    return dict(sorted(places.items()))


def short(where: Address) -> str:
    """An address without its kind, and without the namespace where that is ``public``."""
    return where.removeprefix(f"{where.kind} ").removeprefix("public.")


def inside(schema: Schema, table: Address, kind: str) -> Sequence[Any]:
    """The objects of a kind in a table."""
    return [schema[where] for where in schema.contents.get(table, ()) if where.kind == kind]
