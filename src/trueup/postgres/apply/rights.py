"""What a role may not do or see that a plan does, as PostgreSQL says before it is begun. Refusing is ``refusal``'s."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from trueup.postgres.apply.segments import parse
from trueup.postgres.names import qualified
from trueup.statement import Statement

if TYPE_CHECKING:
    from psycopg import Connection

_OWNERS = ("AlterTableStmt", "IndexStmt")
"""Statements about a relation that only its owner may run, whatever was granted."""
_FUNCTION = "ALTER FUNCTION "
_MAKERS = ("CreateStmt", "IndexStmt", "ViewStmt", "CreateSeqStmt", "CreateFunctionStmt", "CreateEnumStmt")
"""Statements that need CREATE in the namespace they are about."""


def missing(conn: Connection[Any], plan: Sequence[Statement]) -> tuple[str, ...]:
    """What this role would be refused for, one line each; nothing about what the plan itself makes or grants."""
    kinds = [(step, parse(step, conn.info.server_version).node) for step in plan]
    about = {step.address.root.names for step, node in kinds if node in _OWNERS}
    relations = sorted(qualified(*names) for names in about if len(names) == 2)
    changed = {step.address.root.names[0] for step in plan if step.address.root.kind == "schema"}
    namespaces = sorted({step.address.root.names[0] for step, node in kinds if node in _MAKERS} - changed)
    rows = conn.execute(
        "SELECT format('%%s belongs to %%s', c.oid::regclass, c.relowner::regrole)"
        " FROM unnest(%s::text[]) WITH ORDINALITY x(name, place) JOIN pg_class c ON c.oid = to_regclass(x.name)"
        " WHERE NOT pg_has_role(c.relowner, 'USAGE') ORDER BY x.place",
        [relations],
    ).fetchall()
    rows += conn.execute(
        "SELECT format('CREATE in the namespace %%I is not granted', nspname) FROM pg_namespace"
        " WHERE nspname = ANY (%s) AND NOT has_schema_privilege(oid, 'CREATE') ORDER BY nspname",
        [namespaces],
    ).fetchall()
    # Those that make the values of a range type belong to nobody but the superuser that made the cluster.
    renamed = [step.sql for step, node in kinds if node == "RenameStmt" and step.sql.startswith(_FUNCTION)]
    rows += conn.execute(
        "SELECT format('%%s belongs to %%s', p.oid::regprocedure, p.proowner::regrole)"
        " FROM unnest(%s::text[]) WITH ORDINALITY x(name, place) JOIN pg_proc p ON p.oid = to_regprocedure(x.name)"
        " WHERE NOT pg_has_role(p.proowner, 'USAGE') ORDER BY x.place",
        [[sql.removeprefix(_FUNCTION).rpartition(" RENAME TO ")[0] for sql in renamed]],
    ).fetchall()
    return tuple(row[0] for row in rows)


def hiding(conn: Connection[Any], plan: Sequence[Statement]) -> tuple[str, ...]:
    """The tables to be filled whose policies hold for this role: rows they hide would be left out without a word.

    That is so of an owner, too, where row security is forced (manual, 5.9).
    """
    tables = sorted({qualified(*step.batch.table.names) for step in plan if step.batch is not None})
    rows = conn.execute(
        "SELECT to_regclass(x.name)::text FROM unnest(%s::text[]) WITH ORDINALITY x(name, place)"
        " WHERE CASE WHEN to_regclass(x.name) IS NOT NULL THEN row_security_active(x.name) END ORDER BY x.place",
        [tables],
    ).fetchall()
    return tuple(row[0] for row in rows)
