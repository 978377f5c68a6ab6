"""CREATE LANGUAGE and CREATE ACCESS METHOD: things that hang on one handler function."""

from __future__ import annotations

from trueup.model import Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.names import ident
from trueup.postgres.objects import AccessMethod, Language


@noun.register
def _(obj: Language) -> str:
    return f"LANGUAGE {ident(obj.name)}"


@create.register
def _(obj: Language, schema: Schema) -> Steps:
    return [_language("CREATE", obj)]


@drop.register
def _(obj: Language, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: Language, after: Language, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    return [_language("CREATE OR REPLACE", after)]


def _language(verb: str, obj: Language) -> str:
    trusted = "TRUSTED " if obj.trusted else ""
    clauses = (("HANDLER", obj.handler), ("INLINE", obj.inline), ("VALIDATOR", obj.validator))
    return f"{verb} {trusted}LANGUAGE {ident(obj.name)}" + "".join(f" {word} {name}" for word, name in clauses if name)


@noun.register
def _(obj: AccessMethod) -> str:
    return f"ACCESS METHOD {ident(obj.name)}"


@create.register
def _(obj: AccessMethod, schema: Schema) -> Steps:
    return [f"CREATE {noun(obj)} TYPE {obj.type.upper()} HANDLER {obj.handler}"]


@drop.register
def _(obj: AccessMethod, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: AccessMethod, after: AccessMethod, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    return None
