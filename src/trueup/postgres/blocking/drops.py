"""DROP … -> locks on what goes, on what it hangs on, on the other ends of its foreign keys, on what CASCADE takes."""

from __future__ import annotations

from trueup.model import Address, address
from trueup.postgres import objects as pg
from trueup.postgres.blocking.alteration import lock_dependants, owned_sequences, with_partitions
from trueup.postgres.blocking.relations import WORDS, Relation
from trueup.postgres.blocking.tally import AX, SUX, Tally
from trueup.postgres.blocking.world import World
from trueup.postgres.sql.nodes import Node, inside, texts

_ON_A_TABLE = frozenset(["OBJECT_TRIGGER", "OBJECT_RULE", "OBJECT_POLICY"])
_TYPES = {"OBJECT_TYPE": ("enum", "type", "range", "base_type"), "OBJECT_DOMAIN": ("domain",)}


def drop(found: Node, world: World, made: Tally) -> None:
    """What a DROP does to relations that are there."""
    kind, cascade = found.get("removeType", ""), found.get("behavior") == "DROP_CASCADE"
    for wrapped in found.get("objects", ()):
        names = texts(wrapped) or texts(inside(wrapped).get("objname"))
        if not names:
            continue
        if kind in WORDS:
            relation = world.called(names, WORDS[kind])
            if relation is not None:
                drop_relation(relation, world, made, cascade)
        elif kind == "OBJECT_INDEX":
            _drop_index(names, found.get("concurrent", False), world, made)
        elif kind in _ON_A_TABLE:
            _drop_from_table(kind, names, world, made)
        elif kind == "OBJECT_STATISTIC_EXT":
            _drop_statistics(names, world, made)
        elif cascade:
            _drop_with_dependants(kind, names, world, made)


def drop_relation(relation: Relation, world: World, made: Tally, cascade: bool) -> None:
    """DROP TABLE and the like: the other ends of foreign keys lose triggers, a partition's parent its place."""
    made.lock(AX, relation, *owned_sequences(world, relation))
    if not relation.known and relation.address.kind == "table":
        made.unknown()
    if relation.is_partition:
        for parent in (found for where in relation.parents if (found := world.at(where)) is not None):
            made.lock(AX, parent, world.default_of(parent.address))
    below = world.descendants(relation.address) if relation.partitioned or cascade else []
    for one in below:
        made.lock(AX, one, *owned_sequences(world, one))
    for one in (relation, *below):
        for _, key in one.foreign():
            if key.to is not None:
                made.lock(AX, *with_partitions(world, key.to))
        for other, _, _ in world.referring(one.address):
            made.lock(AX, *world.family(other))
    if cascade:
        for one in (relation, *below):
            lock_dependants(world, made, one.address)
            for column in one.columns:
                lock_dependants(world, made, one.address.child("column", column))


def _drop_index(names: list[str], concurrently: bool, world: World, made: Tally) -> None:
    on = world.index(names)
    if on is None:
        if world.schema is None:
            made.unknown()
        return
    table = on[0]
    made.lock(SUX if concurrently else AX, *(world.family(table) if table.partitioned else [table]))


def _drop_from_table(kind: str, names: list[str], world: World, made: Tally) -> None:
    relation = world.called(names[:-1])
    if relation is None:
        return
    whole = kind == "OBJECT_TRIGGER" and relation.partitioned
    made.lock(AX, *(world.family(relation) if whole else [relation]))


def _drop_statistics(names: list[str], world: World, made: Tally) -> None:
    if world.schema is None:
        made.unknown()
        return
    for one in world.schema.objects.values():
        if isinstance(one, pg.Statistics) and one.name == names[-1] and names[-2:-1] in ([], [one.namespace]):
            made.lock(SUX, world.at(address("table", *one.table)))


def _drop_with_dependants(kind: str, names: list[str], world: World, made: Tally) -> None:
    """CASCADE from what is no relation: a type's columns, a function's triggers, everything in a namespace."""
    if world.schema is None:
        made.unknown()
        return
    if kind == "OBJECT_SCHEMA":
        for where in list(world.schema.objects):
            if where.parent is None and len(where.names) > 1 and where.names[0] == names[-1]:
                relation = world.at(where)
                if relation is not None:
                    drop_relation(relation, world, made, cascade=True)
                else:
                    lock_dependants(world, made, where)
        return
    for where in _candidates(kind, names, world):
        lock_dependants(world, made, where)


def _candidates(kind: str, names: list[str], world: World) -> list[Address]:
    """The objects that names may mean; routines whatever their arguments."""
    assert world.schema is not None
    words = _TYPES.get(kind, ("function", "procedure", "aggregate"))
    return [
        where
        for where in world.schema.objects
        if where.parent is None and where.kind in words and where.names[1:2] == (names[-1],)
        if len(names) < 2 or where.names[0] == names[-2]
    ]
