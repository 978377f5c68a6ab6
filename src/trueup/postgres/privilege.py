"""What of a user's SQL needs a superuser, and what trueup does about it: rewrites it, does it itself, or leaves it out.

The rest of the program never runs a user's text as a superuser. ``steps`` looks at one parsed statement; only the
forms named here are handed to the superuser, each after a look at every part that could run code: a function a user
can write is never called by them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from trueup.model import Note

if TYPE_CHECKING:
    from trueup.postgres.shadow import ShadowDatabase

Who = Literal["user", "superuser", "nobody"]


class Step(msgspec.Struct, frozen=True):
    """One statement as it is run, by whom, and what the reader must know about it."""

    sql: str
    who: Who = "user"
    note: Note | None = None


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
        return (_left_out(sql, _SHARED[kind]),)
    rule = _RULES.get(kind)
    if kind in _STORED and _HOOKED in sql.lower():
        rule = _storage
    if rule is None:
        return (Step(sql),)
    import pglast
    from pglast.enums import ObjectType

    node: Any = pglast.parse_sql(sql)[0].stmt
    if kind == "CreateForeignServerStmt":
        return tuple(_server(node, sql, database.owner))
    if kind == "DefineStmt" and node.kind == ObjectType.OBJECT_COLLATION and database.private:
        return tuple(_collation(node, sql, database.version))
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


def _left_out(sql: str, what: str) -> Step:
    return Step(sql, "nobody", Note("left-out", f"{what} was left out: it has no part in the schema"))


def _no_effect(what: str) -> Callable[[Any, str], Iterator[Step]]:
    def rule(node: Any, sql: str) -> Iterator[Step]:
        yield _left_out(sql, what)

    return rule


def _superuser(node: Any, sql: str) -> Iterator[Step]:
    yield Step(sql, "superuser")


def _print(node: Any) -> str:
    from pglast.stream import RawStream

    return str(RawStream()(node))


def _options(node: Any) -> dict[str, Any]:
    return {option.defname: option for option in node.options or ()}


# ------------------------------------------------------------------ roles and databases


def _create_role(node: Any, sql: str) -> Iterator[Step]:
    """Attributes only a superuser can give mean nothing to a schema; the role is made without them."""
    kept = tuple(o for o in node.options or () if not (o.defname in _ROLE_ATTRIBUTES and _is_true(o.arg)))
    if len(kept) == len(node.options or ()):
        yield Step(sql)
        return
    node.options = kept or None
    yield Step(_print(node))


def _alter_role(node: Any, sql: str) -> Iterator[Step]:
    kept = tuple(o for o in node.options or () if o.defname not in _ROLE_ATTRIBUTES)
    if len(kept) == len(node.options or ()):
        yield Step(sql)
    elif kept:
        node.options = kept
        yield Step(_print(node))
    else:
        yield _left_out(sql, "ALTER ROLE with attributes of a superuser")


def _is_true(arg: Any) -> bool:
    return bool(getattr(arg, "boolval", getattr(arg, "ival", True)))


def _grant_role(node: Any, sql: str) -> Iterator[Step]:
    names = {role.priv_name for role in node.granted_roles}
    if names & _REACHING:
        yield _left_out(sql, f"membership in {', '.join(sorted(names & _REACHING))}")
    elif names and all(name.startswith("pg_") for name in names):
        yield Step(sql, "superuser")
    else:
        yield Step(sql)


def _set(node: Any, sql: str) -> Iterator[Step]:
    """SET SESSION AUTHORIZATION is for superusers; SET ROLE does the same to the owner of what follows."""
    if node.name != "session_authorization":
        yield Step(sql)
    elif node.args:
        from trueup.postgres.names import ident

        yield Step(f"SET ROLE {ident(node.args[0].val.sval)}")
    else:
        yield Step("RESET ROLE")


# ------------------------------------------------------------------ extensions and languages


def _create_extension(node: Any, sql: str) -> Iterator[Step]:
    """A dump names the version it was made with; a shadow has one version, and versions are not compared.

    A hosting platform puts an extension that insists on a schema there, whatever schema the statement names.
    """
    from trueup.postgres import stubs

    fixed = stubs.schema_of(node.extname)
    dropped = {"new_version", "schema"} if fixed is not None else {"new_version"}
    kept = tuple(o for o in node.options or () if o.defname not in dropped or fixed == getattr(o.arg, "sval", None))
    if len(kept) < len(node.options or ()):
        node.options = kept or None
        sql = _print(node)
    yield Step(sql, "superuser")


def _database(node: Any, sql: str) -> Iterator[Step]:
    """A database's settings and limits are no part of its schema; and the shadow's may have another name."""
    yield _left_out(sql, f"what is said about the database {node.dbname}")


def _grant(node: Any, sql: str) -> Iterator[Step]:
    from pglast.enums import ObjectType

    if node.objtype in {ObjectType.OBJECT_DATABASE, ObjectType.OBJECT_TABLESPACE, ObjectType.OBJECT_PARAMETER_ACL}:
        yield _left_out(sql, "a privilege on a database, tablespace or parameter")
    else:
        yield Step(sql)


def _alter_extension(node: Any, sql: str) -> Iterator[Step]:
    yield _left_out(sql, f"the update of extension {node.extname}")


def _language(node: Any, sql: str) -> Iterator[Step]:
    named = (node.plhandler, node.plinline, node.plvalidator)
    if all(_builtin(name) for name in named if name):
        yield Step(sql, "superuser")
    else:
        yield Step(sql)


def _builtin(name: Any) -> bool:
    """Whether a function's name can only mean one of pg_catalog's, where users can make none."""
    parts = [part.sval for part in name]
    return len(parts) == 2 and parts[0] == "pg_catalog"


# ------------------------------------------------------------------ things only superusers make


def _cast(node: Any, sql: str) -> Iterator[Step]:
    """WITHOUT FUNCTION reads memory of one type as another: not on a user's word."""
    yield Step(sql, "superuser" if node.func is not None or node.inout else "user")


def _foreign_wrapper(node: Any, sql: str) -> Iterator[Step]:
    """A validator is called when options are given: only PostgreSQL's own may be, or an extension's."""
    from pglast import ast

    named = []
    for option in node.func_options or ():
        if option.arg is not None and [part.sval for part in option.arg] == ["postgresql_fdw_validator"]:
            option.arg = (ast.String(sval="pg_catalog"), *option.arg)
            sql = _print(node)
        if option.arg is not None and not _builtin(option.arg):
            named.append(option.arg[-1].sval)
    if named:
        yield Step(_no_users_function(named), "superuser")
    yield Step(sql, "superuser")


def _no_users_function(names: list[str]) -> str:
    """A statement that fails when a function of one of the names is not a superuser's, as extensions' scripts' are."""
    from pglast import ast

    from trueup.postgres.names import literal

    body = f"""BEGIN
  IF EXISTS (SELECT FROM pg_catalog.pg_proc JOIN pg_catalog.pg_roles r ON r.oid = proowner
      WHERE NOT r.rolsuper AND proname IN ({", ".join(map(literal, names))})) THEN
    RAISE insufficient_privilege USING MESSAGE = 'a foreign-data wrapper of functions that are no extension''s';
  END IF;
END"""
    return _print(ast.DoStmt(args=(ast.DefElem(defname="as", arg=ast.String(sval=body)),)))


def _server(node: Any, sql: str, owner: str) -> Iterator[Step]:
    """Whoever made the wrapper must let the user have a server; here that is always the superuser."""
    from trueup.postgres.names import ident

    yield Step(sql, "superuser")
    yield Step(f"ALTER SERVER {ident(node.servername)} OWNER TO {ident(owner)}", "superuser")


def _publication(node: Any, sql: str) -> Iterator[Step]:
    """Publishing all tables is for superusers. Row filters are expressions: such publications are the user's affair."""
    objects = node.pubobjects or ()
    filters = any(o.pubtable is not None and o.pubtable.whereClause is not None for o in objects)
    yield Step(sql, "user" if filters else "superuser")


def _subscription(node: Any, sql: str) -> Iterator[Step]:
    """The publisher is never connected to, the slot never made; no worker runs on the shadow."""
    from pglast import ast

    kept = [o for o in node.options or () if o.defname not in {"connect", "enabled", "create_slot", "copy_data"}]
    enabled = next((o for o in node.options or () if o.defname == "enabled"), None)
    node.options = (*kept, ast.DefElem(defname="connect", arg=ast.String(sval="false")))
    yield Step(_print(node), "superuser")
    slot = next((o.arg for o in kept if o.defname == "slot_name"), None)
    if (enabled is None or _truth(enabled.arg)) and getattr(slot, "sval", "") != "none":
        from trueup.postgres.names import ident

        yield Step(f"ALTER SUBSCRIPTION {ident(node.subname)} ENABLE", "superuser")


def _alter_subscription(node: Any, sql: str) -> Iterator[Step]:
    """Without refresh: that would connect to the publisher."""
    from pglast import ast
    from pglast.enums import AlterSubscriptionType as Type

    if node.kind not in {
        Type.ALTER_SUBSCRIPTION_OPTIONS,
        Type.ALTER_SUBSCRIPTION_CONNECTION,
        Type.ALTER_SUBSCRIPTION_ENABLED,
        Type.ALTER_SUBSCRIPTION_SET_PUBLICATION,
        Type.ALTER_SUBSCRIPTION_ADD_PUBLICATION,
        Type.ALTER_SUBSCRIPTION_DROP_PUBLICATION,
    }:
        yield _left_out(sql, "the refresh of a subscription")
        return
    if node.kind in {
        Type.ALTER_SUBSCRIPTION_SET_PUBLICATION,
        Type.ALTER_SUBSCRIPTION_ADD_PUBLICATION,
        Type.ALTER_SUBSCRIPTION_DROP_PUBLICATION,
    }:
        kept = tuple(o for o in node.options or () if o.defname not in {"refresh", "copy_data"})
        node.options = (*kept, ast.DefElem(defname="refresh", arg=ast.String(sval="false")))
    yield Step(_print(node), "superuser")


def _drop_subscription(node: Any, sql: str) -> Iterator[Step]:
    """Dropping one that has a slot would connect to the publisher: it is let go of first."""
    from trueup.postgres.names import ident

    if not node.missing_ok:
        yield Step(f"ALTER SUBSCRIPTION {ident(node.subname)} DISABLE", "superuser")
        yield Step(f"ALTER SUBSCRIPTION {ident(node.subname)} SET (slot_name = NONE)", "superuser")
    yield Step(sql, "superuser")


def _truth(arg: Any) -> bool:
    if arg is None:
        return True
    return str(getattr(arg, "sval", getattr(arg, "boolval", True))).lower() in {"true", "on", "1", "yes"}


def _tablespace(node: Any, sql: str) -> Iterator[Step]:
    from trueup.postgres.names import ident

    # allow_in_place_tablespaces: with no location the files stay inside the cluster.
    yield Step(f"CREATE TABLESPACE {ident(node.tablespacename)} LOCATION ''", "superuser")
    yield Step(f"GRANT CREATE ON TABLESPACE {ident(node.tablespacename)} TO PUBLIC", "superuser")


def _function(node: Any, sql: str) -> Iterator[Step]:
    """LEAKPROOF is for superusers to say, and the function must stay its maker's: it is said afterwards."""
    from pglast import ast
    from pglast.enums import FunctionParameterMode as Mode
    from pglast.enums import ObjectType

    kept = tuple(o for o in node.options or () if not (o.defname == "leakproof" and _truth(o.arg)))
    if len(kept) == len(node.options or ()):
        yield Step(sql)
        return
    node.options = kept
    yield Step(_print(node))
    outputs = {Mode.FUNC_PARAM_OUT, Mode.FUNC_PARAM_TABLE}
    types = tuple(p.argType for p in node.parameters or () if p.mode not in outputs)
    named = ast.ObjectWithArgs(objname=node.funcname, objargs=types)
    said = (ast.DefElem(defname="leakproof", arg=ast.Boolean(boolval=True)),)
    yield Step(_print(ast.AlterFunctionStmt(objtype=ObjectType.OBJECT_FUNCTION, func=named, actions=said)), "superuser")


def _collation(node: Any, sql: str, version: int) -> Iterator[Step]:
    """A collation of ICU where the server has none: made as another and then described as what it should be."""
    from trueup.postgres.names import ident, literal

    said = {o.defname: getattr(o.arg, "sval", None) or _print(o.arg) for o in node.definition or ()}
    if said.get("provider", "").lower() != "icu":
        yield Step(sql)
        return
    name = ".".join(ident(part.sval) for part in node.defnames)
    locale = said.get("locale") or said.get("lc_collate") or "und"
    rules = literal(said["rules"]) if "rules" in said else "NULL"
    fixed = "false" if said.get("deterministic", "true").strip("'").lower() in {"false", "off", "0", "no"} else "true"
    column = "colllocale" if version >= 170000 else "colliculocale"
    exists = "IF NOT EXISTS " if node.if_not_exists else ""
    yield Step(f"CREATE COLLATION {exists}{name} (provider = libc, locale = 'C')")
    yield Step(
        f"UPDATE pg_catalog.pg_collation SET collprovider = 'i', {column} = {literal(locale)}, collcollate = NULL, "
        f"collctype = NULL, collisdeterministic = {fixed}, collicurules = {rules} "
        f"WHERE oid = {literal(name)}::regcollation",
        "superuser",
    )


def _define(node: Any, sql: str) -> Iterator[Step]:
    from pglast.enums import ObjectType

    if node.kind in {ObjectType.OBJECT_TSPARSER, ObjectType.OBJECT_TSTEMPLATE}:
        yield Step(sql, "superuser")
    else:
        yield Step(sql)


def _storage(node: Any, sql: str) -> Iterator[Step]:
    """Storage parameters that an extension's own code takes out of a statement, and PostgreSQL would refuse."""
    name = _HOOKED.rstrip(".")
    note = Note("left-out", f"storage parameters of {name} were left out: PostgreSQL itself has none")
    if type(node).__name__ == "AlterTableStmt":
        for command in node.cmds:
            if isinstance(command.def_, tuple):
                command.def_ = _unhooked(command.def_)
        node.cmds = tuple(command for command in node.cmds if command.def_ != ())
        if not node.cmds:
            yield Step(sql, "nobody", note)
            return
    else:
        holder = getattr(node, "into", node)
        holder.options = _unhooked(holder.options) or None
    yield Step(_print(node), note=note)


def _unhooked(options: Any) -> tuple[Any, ...]:
    return tuple(one for one in options or () if f"{one.defnamespace}." != _HOOKED)


def _alter_table(node: Any, sql: str) -> Iterator[Step]:
    """DISABLE TRIGGER ALL, which data-only dumps say, is about foreign keys' own triggers too: superusers only."""
    from pglast.enums import AlterTableType

    switches = {AlterTableType.AT_DisableTrigAll, AlterTableType.AT_EnableTrigAll}
    yield Step(sql, "superuser" if all(c.subtype in switches for c in node.cmds) else "user")


def _by_object(node: Any, sql: str) -> Iterator[Step]:
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


def _owner(node: Any, sql: str) -> Iterator[Step]:
    from pglast.enums import ObjectType

    superusers_own = {
        ObjectType.OBJECT_EVENT_TRIGGER,
        ObjectType.OBJECT_FDW,
        ObjectType.OBJECT_PUBLICATION,
        ObjectType.OBJECT_SUBSCRIPTION,
    }
    if node.objectType in superusers_own:
        yield _left_out(sql, "the owner of what only a superuser can own")
    elif node.objectType == ObjectType.OBJECT_DATABASE:
        yield _left_out(sql, "the owner of a database")
    else:
        yield from _by_object(node, sql)


_STORED = frozenset({"AlterTableStmt", "CreateStmt", "CreateTableAsStmt", "ViewStmt"})
_HOOKED = "timescaledb."

_RULES: dict[str, Callable[[Any, str], Iterator[Step]]] = {
    "AlterDatabaseSetStmt": _database,
    "AlterDatabaseStmt": _database,
    "AlterPublicationStmt": _publication,
    "AlterSubscriptionStmt": _alter_subscription,
    "DropSubscriptionStmt": _drop_subscription,
    "GrantStmt": _grant,
    "AlterEventTrigStmt": _superuser,
    "AlterExtensionStmt": _alter_extension,
    "AlterObjectSchemaStmt": _by_object,
    "AlterOpFamilyStmt": _superuser,
    "AlterOwnerStmt": _owner,
    "AlterRoleStmt": _alter_role,
    "AlterSystemStmt": _no_effect("ALTER SYSTEM"),
    "AlterTableStmt": _alter_table,
    "CommentStmt": _by_object,
    "CreateAmStmt": _superuser,
    "CreateCastStmt": _cast,
    "CreateEventTrigStmt": _superuser,
    "CreateExtensionStmt": _create_extension,
    "CreateForeignServerStmt": _superuser,
    "CreateFdwStmt": _foreign_wrapper,
    "CreateFunctionStmt": _function,
    "CreateOpClassStmt": _superuser,
    "CreateOpFamilyStmt": _superuser,
    "CreatePLangStmt": _language,
    "CreatePublicationStmt": _publication,
    "CreateRoleStmt": _create_role,
    "CreateSubscriptionStmt": _subscription,
    "CreateTableSpaceStmt": _tablespace,
    "CreatedbStmt": _no_effect("CREATE DATABASE"),
    "DefineStmt": _define,
    "DropStmt": _by_object,
    "DropTableSpaceStmt": _superuser,
    "DropdbStmt": _no_effect("DROP DATABASE"),
    "GrantRoleStmt": _grant_role,
    "RenameStmt": _by_object,
    "SecLabelStmt": _no_effect("SECURITY LABEL"),
    "VariableSetStmt": _set,
}
