"""CREATE STATISTICS and its kin."""

from __future__ import annotations

from trueup.model import Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.names import qualified
from trueup.postgres.objects import Statistics


@noun.register
def _(obj: Statistics) -> str:
    return f"STATISTICS {qualified(obj.namespace, obj.name)}"


@create.register
def _(obj: Statistics, schema: Schema) -> Steps:
    return [obj.definition] if obj.target is None else [obj.definition, _target(obj)]


@drop.register
def _(obj: Statistics, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: Statistics, after: Statistics, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    return [_target(after)] if fields == {"target"} else None


def _target(obj: Statistics) -> str:
    # -1 is the default in every version; the word DEFAULT came with PostgreSQL 17.
    return f"ALTER {noun(obj)} SET STATISTICS {-1 if obj.target is None else obj.target}"
