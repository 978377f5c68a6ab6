"""Statements with a query in them -> what they read, through views and partitions, and where they write."""

from __future__ import annotations

from typing import Any

from trueup.model import Address
from trueup.postgres.blocking.relations import Relation
from trueup.postgres.blocking.tally import AS, AX, RS, RX, Tally, X
from trueup.postgres.blocking.world import World
from trueup.postgres.sql.nodes import Node, every


def named_in(tree: Any, world: World) -> list[Relation]:
    """The relations a query names, CTEs left out."""
    ctes = {one.get("ctename") for one in every(tree, "CommonTableExpr")}
    ranges = [one for one in every(tree, "RangeVar") if one.get("schemaname") or one.get("relname") not in ctes]
    return [one for one in map(world.find, ranges) if one is not None]


def read(tree: Any, world: World, made: Tally) -> None:
    """A query that is run: everything it names and what is under that."""
    for one in named_in(tree, world):
        seen = [one, *(under(one, world) if one.address.kind == "view" else world.descendants(one.address))]
        made.lock(AS, *seen)
        made.scan(*seen)
        if world.schema is None:
            made.unknown()
    if next(every(tree, "FuncCall"), None) is not None:
        made.unknown()


def under(view: Relation, world: World) -> list[Relation]:
    """The relations that a view reads, through other views."""
    if world.schema is None:
        return []
    found: dict[Address, Relation] = {}
    rest = [view.address]
    while rest:
        for need in world.schema.needs.get(rest.pop(), frozenset()):
            below = world.at(need.root)
            if below is not None and below.address not in found and below.address.kind != "sequence":
                found[below.address] = below
                if below.address.kind == "view":
                    rest.append(below.address)
                else:
                    found |= {one.address: one for one in world.descendants(below.address)}
    return list(found.values())


def create_as(found: Node, world: World, made: Tally) -> None:
    """CREATE TABLE AS, CREATE MATERIALIZED VIEW."""
    query = found.get("query")
    if found.get("into", {}).get("skipData"):
        made.lock(AS, *named_in(query, world))
        return
    read(query, world, made)


def refresh(found: Node, world: World, made: Tally) -> None:
    """REFRESH MATERIALIZED VIEW."""
    view = world.find(found.get("relation"), "matview")
    if view is None:
        return
    made.lock(X if found.get("concurrent") else AX, view)
    if found.get("concurrent"):
        made.scan(view)
    else:
        made.new_files(view)
    if not found.get("concurrent") and view.has_index:
        made.scan(view)
        made.build(view)
    if not found.get("skipData"):
        sources = under(view, world)
        made.lock(AS, *sources)
        made.scan(*sources)
        if world.schema is None:
            made.unknown()


def view(found: Node, world: World, made: Tally) -> None:
    """CREATE VIEW: what it names is locked for a moment, the one it replaces against everybody."""
    made.lock(AS, *named_in(found.get("query"), world))
    if found.get("replace"):
        old = world.find(found.get("view"), "view")
        if old is not None and old.address.kind == "view":
            made.lock(AX, old)


def select(found: Node, world: World, made: Tally) -> None:
    """SELECT, with what it locks FOR UPDATE."""
    if "intoClause" in found:
        read({key: value for key, value in found.items() if key != "intoClause"}, world, made)
        return
    read(found, world, made)
    if found.get("lockingClause"):
        made.lock(RS, *named_in(found, world))


def write(found: Node, world: World, made: Tally) -> None:
    """INSERT, UPDATE, DELETE, MERGE."""
    table = world.find(found.get("relation"))
    made.unknown()
    made.lock(RX, *(world.family(table) if table is not None else ()))
    read({key: value for key, value in found.items() if key != "relation"}, world, made)
    if table is not None and found.get("whereClause") is None and "selectStmt" not in found and "cols" not in found:
        made.scan(*world.family(table))


def copy(found: Node, world: World, made: Tally) -> None:
    """COPY."""
    table = world.find(found.get("relation")) if "relation" in found else None
    made.lock(RX if found.get("is_from") else AS, table)
    made.unknown()
