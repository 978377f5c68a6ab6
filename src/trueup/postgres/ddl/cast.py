"""CREATE CAST and CREATE TRANSFORM: functions PostgreSQL calls by itself between two types or a type and a language."""

from __future__ import annotations

from trueup.model import Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.names import ident
from trueup.postgres.objects import Cast, Transform

_METHODS = {"inout": "WITH INOUT", "binary": "WITHOUT FUNCTION"}
_CONTEXTS = {"explicit": "", "assignment": " AS ASSIGNMENT", "implicit": " AS IMPLICIT"}


@noun.register
def _(obj: Cast) -> str:
    return f"CAST ({obj.source} AS {obj.target})"


@create.register
def _(obj: Cast, schema: Schema) -> Steps:
    method = _METHODS.get(obj.method) or f"WITH FUNCTION {obj.function}"
    return [f"CREATE {noun(obj)} {method}{_CONTEXTS[obj.context]}"]


@drop.register
def _(obj: Cast, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: Cast, after: Cast, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    return None


@noun.register
def _(obj: Transform) -> str:
    return f"TRANSFORM FOR {obj.type} LANGUAGE {ident(obj.language)}"


@create.register
def _(obj: Transform, schema: Schema) -> Steps:
    return [_transform("CREATE", obj)]


@drop.register
def _(obj: Transform, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: Transform, after: Transform, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    return [_transform("CREATE OR REPLACE", after)]


def _transform(verb: str, obj: Transform) -> str:
    ways = (("FROM SQL", obj.from_sql), ("TO SQL", obj.to_sql))
    return f"{verb} {noun(obj)} ({', '.join(f'{way} WITH FUNCTION {name}' for way, name in ways if name)})"
