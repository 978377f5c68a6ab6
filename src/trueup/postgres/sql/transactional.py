"""Which statements PostgreSQL takes in a transaction block. Told from the parse node alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from trueup.postgres.sql.nodes import Node, inside, items, option, text

_ENDS_TRANSACTION = re.compile(r"\b(COMMIT|ROLLBACK)\s*;", re.I).search
_ALWAYS_ALONE = frozenset(
    [
        "CreatedbStmt",
        "DropdbStmt",
        "CreateTableSpaceStmt",
        "DropTableSpaceStmt",
        "AlterSystemStmt",
        "DropSubscriptionStmt",
    ]
)


def transactional(node: str, tree: Callable[[], Node]) -> bool:
    """Whether PostgreSQL takes the statement inside a transaction block."""
    if node in _ALWAYS_ALONE:
        return False
    if node in ("IndexStmt", "DropStmt"):
        return not tree().get("concurrent", False)
    if node == "ReindexStmt":
        found = tree()
        whole = found.get("kind") in ("REINDEX_OBJECT_SCHEMA", "REINDEX_OBJECT_SYSTEM", "REINDEX_OBJECT_DATABASE")
        return not whole and option(found.get("params"), "concurrently") is None
    if node == "VacuumStmt":
        return not tree().get("is_vacuumcmd", False)
    if node == "ClusterStmt":
        return "relation" in tree()
    if node == "AlterTableStmt":
        return not any(inside(c.get("def")).get("concurrent", False) for c in items(tree().get("cmds")))
    if node == "DoStmt":
        return not any(_ENDS_TRANSACTION(text(one.get("arg"))) for one in items(tree().get("args")))
    if node == "CreateSubscriptionStmt":
        off = {o["defname"] for o in items(tree().get("options")) if text(o.get("arg")) in ("false", "off", "0")}
        return bool(off & {"connect", "create_slot"})
    return True
