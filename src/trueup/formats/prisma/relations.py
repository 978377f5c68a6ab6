"""Which two relation fields are one relation, and which side has the foreign key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from trueup.formats.prisma.schema import Index, Keyed, Model, Relation

Kind = Literal["one", "many", "pairs"]


class Link(msgspec.Struct, eq=False):
    """A relation: one-to-one, one-to-many, or pairs of rows (many-to-many without a model of its own).

    ``forward`` is the side with the foreign key; of pairs the side of column ``A``. Either is None where the schema
    lacks it.
    """

    kind: Kind
    forward: Relation | None
    back: Relation | None

    @property
    def name(self) -> str | None:
        side = self.forward or self.back
        return side.relation if side is not None else None


def links(models: Iterable[Model]) -> list[Link]:
    """Every relation once, in order of its fields."""
    found = []
    for model in models:
        for side in model.relations.values():
            link = _link(side, opposite(side))
            if link is not None:
                found.append(link)
    return found


def opposite(side: Relation) -> Relation | None:
    """The field of the other model that belongs to the same relation."""
    for other in side.to.relations.values():
        if other.to is side.model and other is not side and other.relation == side.relation:
            return other
    return None


def _link(side: Relation, other: Relation | None) -> Link | None:
    """The relation that is told at this side; None when it is told at the other."""
    if other is None:
        return Link("many", None, side) if side.is_list else Link(_alone(side), side, None)
    if side.is_list:
        return Link("pairs", side, other) if other.is_list and _first(side, other) else None
    if other.is_list:
        return Link("many", side, other)
    return Link("one", side, other) if _has_key(side, other) else None


def _alone(side: Relation) -> Kind:
    fields = side.fields
    unique = fields is not None and any([one.field for one in index.fields] == fields for index in side.model.criteria)
    return "one" if unique else "many"


def _first(side: Relation, other: Relation) -> bool:
    """Whether this is the side of column ``A``: by the names of the models, then of the fields."""
    if side.model is other.model:
        return side.name <= other.name
    return side.model.name <= other.model.name


def _has_key(side: Relation, other: Relation) -> bool:
    """Whether the foreign key of a one-to-one relation is on this side: the required one, else that with fields."""
    if side.arity != other.arity:
        return side.arity == ""
    if side.arity == "?" and (side.fields is None) != (other.fields is None):
        return side.fields is not None
    return (side.model.name, side.name) <= (other.model.name, other.name)


def made_unique(found: Iterable[Link]) -> None:
    """Give the fields of one-to-one relations the unique index that old versions of Prisma made by themselves."""
    for link in found:
        side = link.forward
        if link.kind == "one" and side is not None and side.fields and not is_unique(side):
            keyed = [Keyed(one) for one in side.fields]
            side.model.indexes.append(Index("@relation", keyed, side.at, unique=True))


def is_unique(side: Relation) -> bool:
    """Whether the fields of a relation tell one row from all others."""
    names = {one.name for one in side.fields or ()}
    return any(set(index.names) == names for index in side.model.criteria)
