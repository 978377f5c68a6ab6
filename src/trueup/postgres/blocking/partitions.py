"""Partitions and children that come and go -> locks on parents and default partitions, scans for stray rows."""

from __future__ import annotations

from trueup.postgres.blocking.alteration import Alter, with_partitions
from trueup.postgres.blocking.relations import Relation
from trueup.postgres.blocking.tally import AS, AX, SRX, SUX
from trueup.postgres.blocking.world import World
from trueup.postgres.sql.nodes import Node, inside


def attach(alter: Alter, command: Node) -> None:
    """ATTACH PARTITION: rows are looked at where no check proves that they belong there."""
    found = inside(command.get("def"))
    part = alter.world.find(found.get("name"))
    default = alter.world.default_of(alter.relation.address)
    if part is not None:
        below = alter.world.family(part)
        alter.tally.lock(AX, *below)
        if not _is_proven(alter.relation, part, found.get("bound", {})):
            alter.tally.scan(*below)
        _keys_of_the_parent(alter, below)
        _indexes_of_the_parent(alter, below)
    alter.tally.lock(SRX, *pointing(alter.world, alter.relation))
    if default is not None:
        alter.tally.lock(AX, *alter.world.family(default))
        if not _is_excluded(alter.relation, default):
            alter.tally.scan(*alter.world.family(default))


def pointing(world: World, parent: Relation) -> list[Relation]:
    """The tables whose foreign keys refer to a partitioned one: they have a constraint for each of its partitions.

    Those that are partitions themselves have the key from their own parent.
    """
    tables = [parent, *world.ancestors(parent)]
    found = {other.address: other for one in tables for other, _, _ in world.referring(one.address)}
    return [other for other in found.values() if found.keys().isdisjoint(other.parents)]


def _keys_of_the_parent(alter: Alter, below: list[Relation]) -> None:
    """A partition that lacks a foreign key of its parent gets it, and its rows are looked up."""
    for _, key in alter.relation.foreign():
        if key.to is None:
            continue
        others = with_partitions(alter.world, key.to)
        alter.tally.lock(SRX, *others)
        if not all(any(own.columns == key.columns and own.to == key.to for _, own in one.foreign()) for one in below):
            alter.tally.scan(*below, *others)


def _indexes_of_the_parent(alter: Alter, below: list[Relation]) -> None:
    """A partition that lacks an index of its parent gets it."""
    wanted = _key_columns(alter.relation)
    for one in below:
        if not wanted <= _key_columns(one):
            alter.tally.scan(one)
            alter.tally.build(one)


def _key_columns(relation: Relation) -> set[tuple[str | None, ...]]:
    """What its indexes are on, those of keys included."""
    keys = {one.columns for one in relation.constraints.values() if one.kind in ("primary", "unique", "exclusion")}
    return {*keys, *(index.keys for index in relation.indexes.values())}


def _is_proven(parent: Relation, part: Relation, bound: Node) -> bool:
    """Whether checks of a table say that its rows belong to a partition: taken from their mentioning its key.

    PostgreSQL proves more exactly; a check on the key that is not about the bound is a case of its own.
    """
    if bound.get("is_default"):
        return False
    columns = parent.partition_key
    checks = [one for one in part.constraints.values() if one.kind == "check" and one.valid and one.enforced]
    return bool(columns) and all(
        (part.proven(column) and any(column in one.columns and set(one.columns) != one.proves for one in checks))
        or any(column in one.columns and column in one.proves and _compares(one.expression) for one in checks)
        for column in columns
    )


def _compares(tree: object) -> bool:
    from trueup.postgres.sql.nodes import every

    return next(every(tree, "A_Expr"), None) is not None


def _is_excluded(parent: Relation, default: Relation) -> bool:
    """Whether a check of the default partition keeps rows of the new one out: taken from its mentioning the key."""
    checks = [one for one in default.constraints.values() if one.kind == "check" and one.valid and one.enforced]
    return bool(parent.partition_key) and any(
        parent.partition_key <= set(one.columns) and _compares(one.expression) for one in checks
    )


def detach(alter: Alter, command: Node) -> None:
    """DETACH PARTITION: CONCURRENTLY takes the weaker lock first, and the partition's last."""
    found = inside(command.get("def"))
    part = alter.world.find(found.get("name"))
    if found.get("concurrent"):
        alter.tally.lock(SUX, alter.relation)
        alter.tally.lock(AX, part)
        return
    if part is not None:
        alter.tally.lock(AX if alter.world.major >= 14 else SUX, *alter.world.family(part))
    alter.tally.lock(AX, alter.world.default_of(alter.relation.address))
    others = pointing(alter.world, alter.relation)
    if part is not None and others:
        # No row may refer to one of the partition's: both are read (ATDetachCheckNoForeignKeyRefs).
        read = [below for other in others for below in with_partitions(alter.world, other.address)]
        alter.tally.lock(AX, *others)
        alter.tally.lock(AS, *read)
        alter.tally.scan(part, *read)
    for _, key in alter.relation.foreign():
        if key.to is not None:
            alter.tally.lock(SRX, *with_partitions(alter.world, key.to))


def inherit(alter: Alter, command: Node) -> None:
    """INHERIT."""
    alter.tally.lock(SUX, alter.world.find(inside(command.get("def")) or command.get("def")))


def no_inherit(alter: Alter, command: Node) -> None:
    """NO INHERIT."""
    alter.tally.lock(AS, alter.world.find(inside(command.get("def"))))
