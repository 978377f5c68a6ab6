"""What reaches outside of a database: foreign servers, publications, subscriptions, tablespaces. Nothing connects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from trueup.postgres.shadow.privilege.code import built_in
from trueup.postgres.shadow.privilege.step import Step, is_on, left_out, printed


def foreign_wrapper(node: Any, sql: str) -> Iterator[Step]:
    """CREATE and ALTER. Options are given to a validator: only PostgreSQL's own may be it, or an extension's."""
    from pglast import ast

    named = []
    for option in node.func_options or ():
        if option.arg is not None and [part.sval for part in option.arg] == ["postgresql_fdw_validator"]:
            option.arg = (ast.String(sval="pg_catalog"), *option.arg)
            sql = printed(node)
        if option.arg is not None and not built_in(option.arg):
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
    return printed(ast.DoStmt(args=(ast.DefElem(defname="as", arg=ast.String(sval=body)),)))


def server(node: Any, sql: str, owner: str) -> Iterator[Step]:
    """Whoever made the wrapper must let the user have a server; here that is always the superuser."""
    from trueup.postgres.names import ident

    yield Step(sql, "superuser")
    yield Step(f"ALTER SERVER {ident(node.servername)} OWNER TO {ident(owner)}", "superuser")


def publication(node: Any, sql: str) -> Iterator[Step]:
    """Publishing all tables, or those of a namespace, is for superusers. Row filters are expressions: those are the
    user's affair.
    """
    objects = node.pubobjects or ()
    filters = any(o.pubtable is not None and o.pubtable.whereClause is not None for o in objects)
    yield Step(sql, "user" if filters else "superuser")


def create_publication(node: Any, sql: str, owner: str) -> Iterator[Step]:
    """One of some tables is its maker's, who adds more to it; only a superuser can own one of all tables."""
    from trueup.postgres.names import ident

    (made,) = publication(node, sql)
    yield made
    if made.who == "superuser" and not _publishes_all(node):
        yield Step(f"ALTER PUBLICATION {ident(node.pubname)} OWNER TO {ident(owner)}", "superuser")


def _publishes_all(node: Any) -> bool:
    return bool(node.for_all_tables) or any(o.pubtable is None for o in node.pubobjects or ())


def subscription(node: Any, sql: str) -> Iterator[Step]:
    """The publisher is never connected to, the slot never made; no worker runs on the shadow."""
    from pglast import ast

    kept = [o for o in node.options or () if o.defname not in {"connect", "enabled", "create_slot", "copy_data"}]
    enabled = next((o for o in node.options or () if o.defname == "enabled"), None)
    node.options = (*kept, ast.DefElem(defname="connect", arg=ast.String(sval="false")))
    yield Step(printed(node), "superuser")
    slot = next((o.arg for o in kept if o.defname == "slot_name"), None)
    if (enabled is None or is_on(enabled.arg)) and getattr(slot, "sval", "") != "none":
        from trueup.postgres.names import ident

        yield Step(f"ALTER SUBSCRIPTION {ident(node.subname)} ENABLE", "superuser")


def alter_subscription(node: Any, sql: str) -> Iterator[Step]:
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
        yield left_out(sql, "the refresh of a subscription")
        return
    if node.kind in {
        Type.ALTER_SUBSCRIPTION_SET_PUBLICATION,
        Type.ALTER_SUBSCRIPTION_ADD_PUBLICATION,
        Type.ALTER_SUBSCRIPTION_DROP_PUBLICATION,
    }:
        kept = tuple(o for o in node.options or () if o.defname not in {"refresh", "copy_data"})
        node.options = (*kept, ast.DefElem(defname="refresh", arg=ast.String(sval="false")))
    yield Step(printed(node), "superuser")


def drop_subscription(node: Any, sql: str) -> Iterator[Step]:
    """Dropping one that has a slot would connect to the publisher: it is let go of first."""
    from trueup.postgres.names import ident

    if not node.missing_ok:
        yield Step(f"ALTER SUBSCRIPTION {ident(node.subname)} DISABLE", "superuser")
        yield Step(f"ALTER SUBSCRIPTION {ident(node.subname)} SET (slot_name = NONE)", "superuser")
    yield Step(sql, "superuser")


def tablespace(node: Any, sql: str) -> Iterator[Step]:
    from trueup.postgres.names import ident

    # allow_in_place_tablespaces: with no location the files stay inside the cluster.
    yield Step(f"CREATE TABLESPACE {ident(node.tablespacename)} LOCATION ''", "superuser")
    yield Step(f"GRANT CREATE ON TABLESPACE {ident(node.tablespacename)} TO PUBLIC", "superuser")
