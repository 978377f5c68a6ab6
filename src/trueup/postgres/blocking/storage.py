"""Indexes that are built, tables that are written anew or emptied, and LOCK."""

from __future__ import annotations

from trueup.postgres.blocking.alteration import owned_sequences
from trueup.postgres.blocking.relations import Relation
from trueup.postgres.blocking.tally import AX, SUX, S, Tally
from trueup.postgres.blocking.world import World
from trueup.postgres.sql.nodes import Node, is_on, items, option
from trueup.statement import MODES


def index(found: Node, world: World, made: Tally) -> None:
    """CREATE INDEX."""
    table = world.find(found.get("relation"))
    if table is None:
        return
    concurrently = found.get("concurrent", False)
    family = world.family(table) if table.partitioned and found["relation"].get("inh") else [table]
    made.lock(SUX if concurrently else S, *family)
    if found.get("if_not_exists") and found.get("idxname") in table.indexes:
        return
    made.scan(*family)
    made.build(*family)


def reindex(found: Node, world: World, made: Tally) -> None:
    """REINDEX."""
    kind, concurrently = found.get("kind", ""), is_on(option(found.get("params"), "concurrently"))
    if kind == "REINDEX_OBJECT_INDEX":
        on = world.index(found.get("relation", {}))
        tables = [on[0]] if on is not None else []
    elif kind == "REINDEX_OBJECT_TABLE":
        table = world.find(found.get("relation"))
        tables = [] if table is None else world.family(table) if table.partitioned else [table]
    else:
        made.unknown()
        return
    if not tables:
        made.unknown()
    made.lock(SUX if concurrently else S, *tables)
    made.scan(*tables)
    made.build(*tables)


def cluster(found: Node, world: World, made: Tally) -> None:
    """CLUSTER."""
    table = world.find(found.get("relation")) if "relation" in found else None
    if table is None:
        made.unknown()
        return
    made.lock(AX, table)
    made.rewrite(table)


def vacuum(found: Node, world: World, made: Tally) -> None:
    """VACUUM and ANALYZE."""
    full = is_on(option(found.get("options"), "full"))
    tables = [world.find(one.get("relation")) for one in items(found.get("rels"))]
    if not tables:
        made.unknown()
    for table in tables:
        if table is None:
            continue
        family = world.family(table) if table.partitioned else [table]
        made.lock(AX if full else SUX, *family)
        if full:
            made.rewrite(*family)
        elif found.get("is_vacuumcmd"):
            made.scan(*family)


def truncate(found: Node, world: World, made: Tally) -> None:
    """TRUNCATE: new files, for those that refer to it too where it says CASCADE."""
    tables = {one.address: one for named in items(found.get("relations")) for one in family_of(named, world)}
    if found.get("behavior") == "DROP_CASCADE":
        waiting = list(tables)
        while waiting:
            for other, _, _ in world.referring(waiting.pop()):
                if other.address not in tables:
                    tables[other.address] = other
                    waiting.append(other.address)
        if any(not one.known for one in tables.values()):
            made.unknown()
    for table in tables.values():
        made.lock(AX, table)
        made.new_files(table)
        if table.has_index:
            made.scan(table)
            made.build(table)
        if found.get("restart_seqs"):
            made.lock(AX, *owned_sequences(world, table))


def family_of(named: Node, world: World) -> list[Relation]:
    """The table of a ``RangeVar`` and, without ONLY, all below it."""
    table = world.find(named)
    if table is None:
        return []
    return world.family(table) if named.get("inh") else [table]


def lock(found: Node, world: World, made: Tally) -> None:
    """LOCK TABLE."""
    mode = MODES[found.get("mode", 8) - 1]
    for named in items(found.get("relations")):
        made.lock(mode, *family_of(named, world))
