"""Partitions and children that come and go -> locks on parents and default partitions, scans for stray rows."""

from __future__ import annotations

from trueup.postgres.blocking.alteration import Alter
from trueup.postgres.blocking.tally import AS, AX, SUX
from trueup.postgres.blocking.world import Relation
from trueup.postgres.nodes import Node, inside


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
    if default is not None:
        alter.tally.lock(AX, *alter.world.family(default))
        if not _is_excluded(alter.relation, default):
            alter.tally.scan(*alter.world.family(default))


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
    from trueup.postgres.nodes import every

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
    default = alter.world.default_of(alter.relation.address)
    alter.tally.lock(AX, default)


def inherit(alter: Alter, command: Node) -> None:
    """INHERIT."""
    alter.tally.lock(SUX, alter.world.find(inside(command.get("def")) or command.get("def")))


def no_inherit(alter: Alter, command: Node) -> None:
    """NO INHERIT."""
    alter.tally.lock(AS, alter.world.find(inside(command.get("def"))))
