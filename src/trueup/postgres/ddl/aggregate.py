"""CREATE AGGREGATE and its kin."""

from __future__ import annotations

from trueup.model import Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.names import qualified
from trueup.postgres.objects import Aggregate

_RESULT = ("STYPE", "FINALFUNC", "HYPOTHETICAL")
"""The clauses that decide the result type and the kind, which CREATE OR REPLACE may not change."""


@noun.register
def _(obj: Aggregate) -> str:
    return f"AGGREGATE {qualified(obj.namespace, obj.name)}({obj.takes})"


@create.register
def _(obj: Aggregate, schema: Schema) -> Steps:
    return [_aggregate("CREATE", obj)]


@drop.register
def _(obj: Aggregate, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: Aggregate, after: Aggregate, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    if fields != {"clauses"} or _result(before) != _result(after):
        return None
    return [_aggregate("CREATE OR REPLACE", after)]


def _aggregate(verb: str, obj: Aggregate) -> str:
    clauses = ",\n    ".join(obj.clauses)
    return f"{verb} AGGREGATE {qualified(obj.namespace, obj.name)}({obj.arguments}) (\n    {clauses}\n)"


def _result(obj: Aggregate) -> list[str]:
    return [clause for clause in obj.clauses if clause.split(" ", 1)[0].upper() in _RESULT]
