"""What of a user's SQL needs a superuser, and what trueup does about it: rewrites it, does it itself, or leaves it out.

The rest of the program never runs a user's text as a superuser. ``steps`` looks at one parsed statement; only the
forms named here are handed to the superuser, each after a look at every part that could run code: a function a user
can write is never called by them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Any

from trueup.postgres.shadow.privilege import code, outside, relations, roles
from trueup.postgres.shadow.privilege.step import Step, by_superuser, left_out, no_effect

if TYPE_CHECKING:
    from trueup.postgres.shadow import ShadowDatabase

__all__ = ["SUPERUSERS_OWN", "Step", "gives_away", "steps"]

SUPERUSERS_OWN = (
    "event_trigger",
    "foreign_data_wrapper",
    "language",
    "operator_class",
    "operator_family",
    "publication",
    "subscription",
)
"""Kinds that only a superuser can make, or own, at least in some cases: on a shadow they are its superuser's."""

_SHARED = {
    "AlterRoleSetStmt": "ALTER ROLE",
    "AlterRoleStmt": "ALTER ROLE",
    "CreateTableSpaceStmt": "CREATE TABLESPACE",
    "DropRoleStmt": "DROP ROLE",
    "DropTableSpaceStmt": "DROP TABLESPACE",
    "GrantRoleStmt": "membership in a role",
}
"""What would change a server that has other databases too."""


def steps(sql: str, kind: str, database: ShadowDatabase) -> tuple[Step, ...]:
    """How a statement is run on a shadow database. Most run as they are, by the unprivileged role."""
    if not database.private and kind in _SHARED:
        return (left_out(sql, _SHARED[kind]),)
    rule = _RULES.get(kind)
    if kind in _STORED and relations.HOOKED in sql.lower():
        rule = relations.storage
    if rule is None and kind not in _GIVEN:
        return (Step(sql),)
    import pglast
    from pglast.enums import ObjectType

    node: Any = pglast.parse_sql(sql)[0].stmt
    if rule is None:
        return tuple(_GIVEN[kind](node, sql, database.owner))
    if kind == "DefineStmt" and node.kind == ObjectType.OBJECT_COLLATION and database.private:
        return tuple(relations.collation(node, sql, database.version))
    return tuple(rule(node, sql))


def gives_away(sql: str, kind: str, superusers: Collection[str]) -> bool:
    """Whether a statement only changes the owner of something, to a named role that is no superuser.

    PostgreSQL wants the new owner to have privileges that a dump, restored by a superuser, does not give it.
    """
    if kind not in {"AlterOwnerStmt", "AlterTableStmt"}:
        return False
    import pglast
    from pglast.enums import AlterTableType, RoleSpecType

    node: Any = pglast.parse_sql(sql)[0].stmt
    if kind == "AlterTableStmt":
        if any(command.subtype != AlterTableType.AT_ChangeOwner for command in node.cmds):
            return False
        owners = [command.newowner for command in node.cmds]
    else:
        owners = [node.newowner]
    return all(o.roletype == RoleSpecType.ROLESPEC_CSTRING and o.rolename not in superusers for o in owners)


_STORED = frozenset({"AlterTableStmt", "CreateStmt", "CreateTableAsStmt", "ViewStmt"})

_GIVEN: dict[str, Callable[[Any, str, str], Iterator[Step]]] = {
    "CreateForeignServerStmt": outside.server,
    "CreatePublicationStmt": outside.create_publication,
}
"""What the superuser makes and gives to the user."""

_RULES: dict[str, Callable[[Any, str], Iterator[Step]]] = {
    "AlterDatabaseSetStmt": roles.about_database,
    "AlterDatabaseStmt": roles.about_database,
    "AlterPublicationStmt": outside.publication,
    "AlterSubscriptionStmt": outside.alter_subscription,
    "DropSubscriptionStmt": outside.drop_subscription,
    "GrantStmt": roles.grant,
    "AlterEventTrigStmt": by_superuser,
    "AlterExtensionStmt": code.alter_extension,
    "AlterFdwStmt": outside.foreign_wrapper,
    "AlterObjectSchemaStmt": roles.by_object,
    "AlterOpFamilyStmt": by_superuser,
    "AlterOwnerStmt": roles.owner,
    "AlterRoleStmt": roles.alter_role,
    "AlterSystemStmt": no_effect("ALTER SYSTEM"),
    "AlterTableStmt": relations.alter_table,
    "CommentStmt": roles.by_object,
    "CreateAmStmt": by_superuser,
    "CreateCastStmt": code.cast,
    "CreateEventTrigStmt": by_superuser,
    "CreateExtensionStmt": code.create_extension,
    "CreateFdwStmt": outside.foreign_wrapper,
    "CreateFunctionStmt": code.function,
    "CreateOpClassStmt": by_superuser,
    "CreateOpFamilyStmt": by_superuser,
    "CreatePLangStmt": code.language,
    "CreateRoleStmt": roles.create_role,
    "CreateSubscriptionStmt": outside.subscription,
    "CreateTableSpaceStmt": outside.tablespace,
    "CreatedbStmt": no_effect("CREATE DATABASE"),
    "DefineStmt": code.define,
    "DropStmt": roles.by_object,
    "DropTableSpaceStmt": by_superuser,
    "DropdbStmt": no_effect("DROP DATABASE"),
    "GrantRoleStmt": roles.grant_role,
    "RenameStmt": roles.by_object,
    "SecLabelStmt": no_effect("SECURITY LABEL"),
    "VariableSetStmt": roles.set_session,
}
