"""CREATE SCHEMA and its kin."""

from __future__ import annotations

from trueup.model import Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.ddl.common import ending
from trueup.postgres.names import ident
from trueup.postgres.objects import DefaultPrivileges, Namespace


@noun.register
def _(obj: Namespace) -> str:
    return f"SCHEMA {ident(obj.name)}"


@create.register
def _(obj: Namespace, schema: Schema) -> Steps:
    if obj.name != "public" or obj.owner is not None:
        return [f"CREATE {noun(obj)}"]
    # Read as having no owner, grants or comment when it is as a fresh database has it, since 15.
    owner, usage = f"ALTER {noun(obj)} OWNER TO pg_database_owner", f"GRANT USAGE ON {noun(obj)} TO PUBLIC"
    usual = [f"COMMENT ON {noun(obj)} IS 'standard public schema'"] if obj.comment is None else []
    return [f"CREATE {noun(obj)}", owner, usage, *usual]


@drop.register
def _(obj: Namespace, schema: Schema) -> Steps:
    defaults = [user for user in schema.users.get(obj.address, ()) if isinstance(schema[user], DefaultPrivileges)]
    return [ending(obj, f"DROP {noun(obj)}", defaults)]


@alter.register
def _(before: Namespace, after: Namespace, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    return None
