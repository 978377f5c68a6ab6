"""CREATE, REPLACE, ALTER and DROP of views and materialized views."""

from __future__ import annotations

from trueup.model import Address, Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.ddl.common import creation, later, owner_of
from trueup.postgres.ddl.relation import option_steps, tablespace, with_options
from trueup.postgres.names import ident, qualified
from trueup.postgres.objects import MaterializedView, View
from trueup.statement import Statement


@noun.register
def _(obj: View) -> str:
    return f"VIEW {qualified(obj.namespace, obj.name)}"


@noun.register
def _(obj: MaterializedView) -> str:
    return f"MATERIALIZED VIEW {qualified(obj.namespace, obj.name)}"


# ------------------------------------------------------------------ views


@create.register
def _(obj: View, schema: Schema) -> Steps:
    return [f"CREATE {noun(obj)}{with_options(obj.options)} AS\n{_query(obj.definition)}"]


@drop.register
def _(obj: View, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: View, after: View, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    """OR REPLACE keeps owner, grants and comments but not the options, so they are written again."""
    if "definition" not in fields:
        return option_steps(f"ALTER {noun(after)}", before.options, after.options)
    if not before.columns or after.columns[: len(before.columns)] != before.columns:
        return None
    text = f"{noun(after)}{with_options(after.options)} AS\n{_query(after.definition)}"
    return [f"CREATE OR REPLACE {text}"]


def _query(definition: str) -> str:
    return definition.rstrip().removesuffix(";")


# ------------------------------------------------------------------ materialized views


@create.register
def _(obj: MaterializedView, schema: Schema) -> Steps:
    method = f" USING {ident(obj.access_method)}" if obj.access_method is not None else ""
    text = f"CREATE {noun(obj)}{method}{with_options(obj.options)}{tablespace(obj.tablespace)} AS"
    filled = "" if obj.populated else "\nWITH NO DATA"
    owners = [owner_of(ref) for ref in _read(obj.address, schema)] if obj.populated else []
    steps = [creation(obj, f"{text}\n{_query(obj.definition)}{filled}", needs=owners)]
    return [*steps, *([_cluster(obj)] if obj.clustered_on is not None else [])]


def _read(where: Address, schema: Schema) -> set[Address]:
    """What is read when a query runs: each view in it with the rights of its owner, who must be the right one then."""
    found: set[Address] = set()
    waiting = [where]
    while waiting:
        for ref in {ref.root for ref in schema.needs.get(waiting.pop(), ())} - found:
            found.add(ref)
            waiting.append(ref)
    return found


@drop.register
def _(obj: MaterializedView, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(
    before: MaterializedView, after: MaterializedView, fields: frozenset[str], old: Schema, new: Schema
) -> Steps | None:
    if "definition" in fields:
        return None
    head = f"ALTER {noun(after)}"
    steps = [*option_steps(head, before.options, after.options)]
    if "access_method" in fields:
        steps.append(f"{head} SET ACCESS METHOD {ident(after.access_method or 'heap')}")
    if "tablespace" in fields:
        steps.append(f"{head} SET TABLESPACE {ident(after.tablespace or 'pg_default')}")
    if "clustered_on" not in fields:
        return steps
    return [*steps, _cluster(after) if after.clustered_on is not None else f"{head} SET WITHOUT CLUSTER"]


def _cluster(obj: MaterializedView) -> Statement:
    name = obj.clustered_on or ""
    return later(obj, f"ALTER {noun(obj)} CLUSTER ON {ident(name)}", [obj.address.child("index", name)])
