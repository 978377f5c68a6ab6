"""Roles, memberships, owners and privileges: what a role may get without reaching outside its database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from trueup.postgres.shadow.privilege.step import Step, is_on, left_out, printed

# Memberships that would let a role reach outside the database: files, programs, other sessions.
_REACHING = frozenset(
    {
        "pg_execute_server_program",
        "pg_read_server_files",
        "pg_write_server_files",
        "pg_signal_backend",
        "pg_signal_autovacuum_worker",
        "pg_checkpoint",
        "pg_create_subscription",
        "pg_use_reserved_connections",
    }
)
_ROLE_ATTRIBUTES = frozenset({"superuser", "isreplication", "bypassrls"})


def create_role(node: Any, sql: str) -> Iterator[Step]:
    """Attributes only a superuser can give mean nothing to a schema; the role is made without them."""
    kept = tuple(o for o in node.options or () if not (o.defname in _ROLE_ATTRIBUTES and is_on(o.arg)))
    if len(kept) == len(node.options or ()):
        yield Step(sql)
        return
    node.options = kept or None
    yield Step(printed(node))


def alter_role(node: Any, sql: str) -> Iterator[Step]:
    kept = tuple(o for o in node.options or () if o.defname not in _ROLE_ATTRIBUTES)
    if len(kept) == len(node.options or ()):
        yield Step(sql)
    elif kept:
        node.options = kept
        yield Step(printed(node))
    else:
        yield left_out(sql, "ALTER ROLE with attributes of a superuser")


def grant_role(node: Any, sql: str) -> Iterator[Step]:
    names = {role.priv_name for role in node.granted_roles}
    if names & _REACHING:
        yield left_out(sql, f"membership in {', '.join(sorted(names & _REACHING))}")
    elif names and all(name.startswith("pg_") for name in names):
        yield Step(sql, "superuser")
    else:
        yield Step(sql)


def set_session(node: Any, sql: str) -> Iterator[Step]:
    """SET SESSION AUTHORIZATION is for superusers; SET ROLE does the same to the owner of what follows."""
    if node.name != "session_authorization":
        yield Step(sql)
    elif node.args:
        from trueup.postgres.names import ident

        yield Step(f"SET ROLE {ident(node.args[0].val.sval)}")
    else:
        yield Step("RESET ROLE")


def about_database(node: Any, sql: str) -> Iterator[Step]:
    """A database's settings and limits are no part of its schema; and the shadow's may have another name."""
    yield left_out(sql, f"what is said about the database {node.dbname}")


def grant(node: Any, sql: str) -> Iterator[Step]:
    from pglast.enums import ObjectType

    if node.objtype in {ObjectType.OBJECT_DATABASE, ObjectType.OBJECT_TABLESPACE, ObjectType.OBJECT_PARAMETER_ACL}:
        yield left_out(sql, "a privilege on a database, tablespace or parameter")
    else:
        # A foreign-data wrapper is the superuser's, whoever wrote it.
        yield Step(sql, "superuser" if node.objtype == ObjectType.OBJECT_FDW else "user")


def owner(node: Any, sql: str) -> Iterator[Step]:
    from pglast.enums import ObjectType

    superusers_own = {
        ObjectType.OBJECT_EVENT_TRIGGER,
        ObjectType.OBJECT_FDW,
        ObjectType.OBJECT_PUBLICATION,
        ObjectType.OBJECT_SUBSCRIPTION,
    }
    if node.objectType in superusers_own:
        yield left_out(sql, "the owner of what only a superuser can own")
    elif node.objectType == ObjectType.OBJECT_DATABASE:
        yield left_out(sql, "the owner of a database")
    else:
        yield from by_object(node, sql)


def by_object(node: Any, sql: str) -> Iterator[Step]:
    """Changes of things that belong to the superuser since only one can make them."""
    from pglast.enums import ObjectType

    kind = getattr(node, "objtype", None)
    for field in ("removeType", "renameType", "objectType"):
        if kind is None:
            kind = getattr(node, field, None)
    theirs = {
        ObjectType.OBJECT_EVENT_TRIGGER,
        ObjectType.OBJECT_PUBLICATION,
        ObjectType.OBJECT_SUBSCRIPTION,
        ObjectType.OBJECT_FDW,
        ObjectType.OBJECT_ACCESS_METHOD,
        ObjectType.OBJECT_LANGUAGE,
        ObjectType.OBJECT_TSPARSER,
        ObjectType.OBJECT_TSTEMPLATE,
        ObjectType.OBJECT_EXTENSION,
        ObjectType.OBJECT_OPCLASS,
        ObjectType.OBJECT_OPFAMILY,
        ObjectType.OBJECT_CAST,
    }
    yield Step(sql, "superuser" if kind in theirs else "user")
