"""What the kinds of ALTER TABLE commands share: the one being worked out, and who else is concerned by it."""

from __future__ import annotations

from dataclasses import dataclass

from trueup.model import Address, Schema, address
from trueup.postgres import objects as pg
from trueup.postgres.blocking.relations import Relation
from trueup.postgres.blocking.tally import AX, Tally
from trueup.postgres.blocking.world import World


@dataclass
class Alter:
    """One ALTER TABLE: what it is about, and what its commands are found to do."""

    world: World
    tally: Tally
    relation: Relation
    recurses: bool
    mode: str

    @property
    def family(self) -> list[Relation]:
        """The table, and those below it unless ONLY."""
        return self.world.family(self.relation) if self.recurses else [self.relation]

    def lock_family(self) -> None:
        """The statement's lock on all below."""
        self.tally.lock(self.mode, *self.family)


def with_partitions(world: World, where: Address) -> list[Relation]:
    """A table and its partitions: triggers of a foreign key are on each."""
    found = world.at(where)
    if found is None:
        return []
    return world.family(found) if found.partitioned else [found]


def lock_dependants(world: World, tally: Tally, where: Address) -> None:
    """CASCADE: what goes along is locked against everybody, and so are the tables that lose something by it."""
    if world.schema is None:
        tally.unknown()
        return
    rest, done = [where], {where}
    while rest:
        for user in world.schema.users.get(rest.pop(), frozenset()):
            if user in done:
                continue
            done.add(user)
            rest.append(user)
            relation = world.at(user.root)
            if relation is not None:
                tally.lock(AX, relation)
                rest += [user.root] if user.root.kind in ("view", "matview") and user.root not in done else []


def owned_sequences(world: World, relation: Relation, column: str | None = None) -> list[Relation]:
    """The sequences of a table's columns, or of one of them."""
    if world.schema is None:
        return []
    owned = world.schema.derived(_owned).get(relation.address, ())
    return [one for where, of in owned if column in (None, of) and (one := world.at(where)) is not None]


def _owned(schema: Schema) -> dict[Address, tuple[tuple[Address, str], ...]]:
    found: dict[Address, tuple[tuple[Address, str], ...]] = {}
    for where, one in schema.objects.items():
        if isinstance(one, pg.Sequence) and one.owned_by is not None:
            table = address("table", *one.owned_by[:2])
            found[table] = (*found.get(table, ()), (where, one.owned_by[2]))
    return found
