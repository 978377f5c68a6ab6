"""CREATE COLLATION and CREATE CONVERSION: how text is compared and how it is encoded."""

from __future__ import annotations

from trueup.model import Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.names import literal, qualified
from trueup.postgres.objects import Collation, Conversion


@noun.register
def _(obj: Collation) -> str:
    return f"COLLATION {qualified(obj.namespace, obj.name)}"


@create.register
def _(obj: Collation, schema: Schema) -> Steps:
    return [f"CREATE {noun(obj)} ({', '.join(_attributes(obj))})"]


@drop.register
def _(obj: Collation, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: Collation, after: Collation, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    return None


def _attributes(obj: Collation) -> list[str]:
    said = [f"PROVIDER = {obj.provider}"]
    if not obj.deterministic:
        said.append("DETERMINISTIC = false")
    locale = obj.locale if obj.locale is not None or obj.collate != obj.ctype else obj.collate
    for word, text in (("LOCALE", locale), ("LC_COLLATE", obj.collate), ("LC_CTYPE", obj.ctype), ("RULES", obj.rules)):
        if text is not None and not (word.startswith("LC_") and locale is not None):
            said.append(f"{word} = {literal(text)}")
    return said


@noun.register
def _(obj: Conversion) -> str:
    return f"CONVERSION {qualified(obj.namespace, obj.name)}"


@create.register
def _(obj: Conversion, schema: Schema) -> Steps:
    default = "DEFAULT " if obj.default else ""
    pair = f"FOR {literal(obj.source)} TO {literal(obj.target)}"
    return [f"CREATE {default}{noun(obj)} {pair} FROM {obj.function}"]


@drop.register
def _(obj: Conversion, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: Conversion, after: Conversion, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    return None
