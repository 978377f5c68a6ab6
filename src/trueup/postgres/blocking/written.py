"""Which rows a statement writes -> what of them is no longer known. What rows are known to fulfil is ``assured``'s.

What triggers write to other tables is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from trueup.model import address
from trueup.postgres.blocking.world import World
from trueup.postgres.sql.nodes import Node, every, inside, items, texts
from trueup.postgres.sql.parse import Parsed

_WRITES = ("InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt")
_CODE = frozenset({"DoStmt", "CallStmt", "ExecuteStmt"})
_QUIET = frozenset({"set_config", "setval", "nextval", "currval", "now", "count", "pg_advisory_xact_lock", "pg_notify"})
"""Functions that SELECTs of scripts call and that write to no table."""


def take_writes(parsed: Parsed, world: World) -> None:
    """Forget what a statement makes doubtful."""
    if parsed.node in _CODE:
        world.doubt()
        return
    if parsed.node not in {*_WRITES, "CopyStmt", "SelectStmt", "CreateTableAsStmt"}:
        return
    tree = parsed.tree()
    if parsed.node in ("SelectStmt", "CreateTableAsStmt") and _calls_code(tree):
        world.doubt()
    for node, found in _writes(parsed.node, tree):
        _written(node, found, world)


def _calls_code(tree: Node) -> bool:
    names = [texts(one.get("funcname")) for one in every(tree, "FuncCall")]
    return any(name[:1] != ["pg_catalog"] and name[-1:] and name[-1] not in _QUIET for name in names)


def _writes(node: str, tree: Node) -> Iterator[tuple[str, Node]]:
    """The statement itself, and those in its WITH."""
    if node in _WRITES or (node == "CopyStmt" and tree.get("is_from")):
        yield node, tree
    for kind in _WRITES:
        yield from ((kind, one) for one in every(tree, kind))


def _written(node: str, found: Node, world: World) -> None:
    world.end_transaction()  # a row that is new, gone or other may be against any constraint that is not there
    table = world.find(found.get("relation"))
    if table is None or node == "DeleteStmt":
        return
    listed = {"UpdateStmt": "targetList", "InsertStmt": "cols"}.get(node)
    names = {one.get("name") for one in items(found.get(listed))} if listed is not None else set()
    for one in (*world.family(table), *world.ancestors(table)):
        one.empty = one.empty and node == "UpdateStmt"
        for name, column in one.columns.items():
            if not names or name in names:
                column.all_null = False


def is_domain(named: Node, world: World) -> bool:
    """Whether a type is a domain, whose values may be filled by its default."""
    names = texts(named.get("names"))
    if world.schema is None or not names or inside(named.get("arrayBounds")):
        return False
    return any(address("domain", space, names[-1]) in world.schema for space in (*names[:-1], world.path, "public"))
