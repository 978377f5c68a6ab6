"""What a statement that runs outside of transactions left behind when it was interrupted: whether it is done after all,
what must be cleaned up before it is run again, and what finishes it. Looks only; running is ``apply``'s.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from trueup.postgres.names import qualified
from trueup.postgres.sql.parse import Parsed

if TYPE_CHECKING:
    from psycopg import Connection

Tree = Mapping[str, Any]


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """``done``: nothing is left to do. Else ``clean`` is run first, each statement alone; ``instead`` finishes it."""

    done: bool = False
    clean: tuple[str, ...] = ()
    instead: str | None = None


def look(conn: Connection[Any], parsed: Parsed, cleanup: tuple[str, ...] = ()) -> Found:
    """What there is of a statement that was begun; ``cleanup`` is what its writer says must go, if nobody can look."""
    known = _KNOWN.get(parsed.node)
    return Found(clean=cleanup) if known is None else known(conn, parsed.tree())


def _index(conn: Connection[Any], tree: Tree) -> Found:
    """CREATE INDEX CONCURRENTLY leaves an invalid index: it slows writers and, if unique, may already refuse rows."""
    namespace, name = _relation(conn, tree["relation"])[0], tree.get("idxname")
    valid = _one(
        conn,
        "SELECT i.indisvalid FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid"
        " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relname = %s",
        namespace,
        name,
    )
    if valid is None or name is None:
        return Found()
    return Found(done=True) if valid else Found(clean=(f"DROP INDEX CONCURRENTLY {qualified(namespace, name)}",))


def _drop(conn: Connection[Any], tree: Tree) -> Found:
    """DROP INDEX CONCURRENTLY leaves the index, invalid, and can be run again."""
    (parts,) = ([part["String"]["sval"] for part in one["List"]["items"]] for one in tree["objects"])
    given = {"relname": parts[-1]} | ({"schemaname": parts[-2]} if len(parts) > 1 else {})
    return Found(done=_relation(conn, given)[1] is None)


def _reindex(conn: Connection[Any], tree: Tree) -> Found:
    """REINDEX CONCURRENTLY leaves the new index (_ccnew) or the old one (_ccold), not valid."""
    oid = _relation(conn, tree["relation"])[1] if "relation" in tree else None
    rows = conn.execute(
        "SELECT n.nspname, c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
        " JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE NOT i.indisvalid AND c.relname ~ '_cc(new|old)[0-9]*$'"
        " AND i.indrelid IN (SELECT coalesce((SELECT x.indrelid FROM pg_index x WHERE x.indexrelid = %s), %s))"
        " ORDER BY 1, 2",
        [oid, oid],
    ).fetchall()
    return Found(clean=tuple(f"DROP INDEX CONCURRENTLY {qualified(*row)}" for row in rows))


def _detach(conn: Connection[Any], tree: Tree) -> Found:
    """DETACH PARTITION CONCURRENTLY leaves the partition half detached: queries pass it by, and no DDL is let in."""
    commands = [one["AlterTableCmd"] for one in tree["cmds"]]
    if [one["subtype"] for one in commands] != ["AT_DetachPartition"]:
        return Found()
    parent = _relation(conn, tree["relation"])
    partition = _relation(conn, commands[0]["def"]["PartitionCmd"]["name"])
    pending = _one(
        conn, "SELECT inhdetachpending FROM pg_inherits WHERE inhparent = %s AND inhrelid = %s", parent[1], partition[1]
    )
    if pending is None:
        return Found(done=True)
    table, part = qualified(parent[0], tree["relation"]["relname"]), qualified(partition[0], partition[2])
    return Found(instead=f"ALTER TABLE {table} DETACH PARTITION {part} FINALIZE") if pending else Found()


def _subscription(conn: Connection[Any], tree: Tree) -> Found:
    return Found(done=_has_subscription(conn, tree))


def _no_subscription(conn: Connection[Any], tree: Tree) -> Found:
    return Found(done=not _has_subscription(conn, tree))


def _has_subscription(conn: Connection[Any], tree: Tree) -> bool:
    name = tree["subname"]
    here = "subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())"
    return _one(conn, f"SELECT true FROM pg_subscription WHERE subname = %s AND {here}", name) is not None


_KNOWN: Mapping[str, Callable[[Connection[Any], Tree], Found]] = {
    "IndexStmt": _index,
    "DropStmt": _drop,
    "ReindexStmt": _reindex,
    "AlterTableStmt": _detach,
    "CreateSubscriptionStmt": _subscription,
    "DropSubscriptionStmt": _no_subscription,
}


def _relation(conn: Connection[Any], given: Tree) -> tuple[str, int | None, str]:
    """Namespace, OID and name of a relation as a statement names it; without an OID when there is none."""
    name = given["relname"]
    if "schemaname" in given:
        namespace = given["schemaname"]
        oid = _one(
            conn,
            "SELECT c.oid::int8 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = %s AND c.relname = %s",
            namespace,
            name,
        )
        return namespace, oid, name
    row = conn.execute(
        "SELECT n.nspname, c.oid::int8 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.oid = to_regclass(quote_ident(%s))",
        [name],
    ).fetchone()
    return (row[0], row[1], name) if row is not None else ("public", None, name)


def _one(conn: Connection[Any], query: str, *given: object) -> Any:
    row = conn.execute(query.encode(), given).fetchone()
    return None if row is None else row[0]
