"""CREATE, ALTER and DROP POLICY."""

from __future__ import annotations

from trueup.model import Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.ddl.relation import container
from trueup.postgres.names import ident, idents
from trueup.postgres.objects import Policy


@noun.register
def _(obj: Policy) -> str:
    return f"POLICY {ident(obj.name)} ON {container(obj)}"


@create.register
def _(obj: Policy, schema: Schema) -> Steps:
    kind = "" if obj.permissive else " AS RESTRICTIVE"
    command = "" if obj.command == "all" else f" FOR {obj.command.upper()}"
    roles = f" TO {idents(obj.roles)}" if obj.roles else ""
    return [f"CREATE {noun(obj)}{kind}{command}{roles}{_using(obj.using)}{_check(obj.check)}"]


@drop.register
def _(obj: Policy, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: Policy, after: Policy, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    """Roles and expressions can be changed, but an expression cannot be taken away."""
    lost = any(getattr(before, f) is not None and getattr(after, f) is None for f in ("using", "check"))
    if not fields <= {"roles", "using", "check"} or lost:
        return None
    text = f"ALTER {noun(after)}"
    if "roles" in fields:
        text += f" TO {idents(after.roles) if after.roles else 'PUBLIC'}"
    using = _using(after.using) if "using" in fields else ""
    check = _check(after.check) if "check" in fields else ""
    return [text + using + check]


def _using(expression: str | None) -> str:
    return f" USING ({expression})" if expression is not None else ""


def _check(expression: str | None) -> str:
    return f" WITH CHECK ({expression})" if expression is not None else ""
