"""CREATE TEXT SEARCH CONFIGURATION, DICTIONARY, PARSER and TEMPLATE."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from trueup.model import Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.names import ident, literal, qualified
from trueup.postgres.objects import (
    TextSearchConfiguration,
    TextSearchDictionary,
    TextSearchParser,
    TextSearchTemplate,
)


@noun.register
def _(obj: TextSearchConfiguration) -> str:
    return f"TEXT SEARCH CONFIGURATION {qualified(obj.namespace, obj.name)}"


@create.register
def _(obj: TextSearchConfiguration, schema: Schema) -> Steps:
    return [f"CREATE {noun(obj)} (PARSER = {obj.parser})", *_mappings(obj, "ADD", dict(obj.mappings))]


@drop.register
def _(obj: TextSearchConfiguration, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(
    before: TextSearchConfiguration, after: TextSearchConfiguration, fields: frozenset[str], old: Schema, new: Schema
) -> Steps | None:
    if "parser" in fields:
        return None
    was, now = dict(before.mappings), dict(after.mappings)
    gone = [token for token in was if token not in now]
    steps = [f"ALTER {noun(after)} DROP MAPPING FOR {', '.join(map(ident, gone))}"] if gone else []
    steps += _mappings(after, "ADD", {t: d for t, d in now.items() if t not in was})
    steps += _mappings(after, "ALTER", {t: d for t, d in now.items() if t in was and was[t] != d})
    return steps


def _mappings(obj: TextSearchConfiguration, verb: str, mappings: dict[str, tuple[str, ...]]) -> Iterator[str]:
    together: dict[tuple[str, ...], list[str]] = {}
    for token, dictionaries in mappings.items():
        together.setdefault(dictionaries, []).append(token)
    for dictionaries, tokens in together.items():
        yield f"ALTER {noun(obj)} {verb} MAPPING FOR {', '.join(map(ident, tokens))} WITH {', '.join(dictionaries)}"


@noun.register
def _(obj: TextSearchDictionary) -> str:
    return f"TEXT SEARCH DICTIONARY {qualified(obj.namespace, obj.name)}"


@create.register
def _(obj: TextSearchDictionary, schema: Schema) -> Steps:
    options = f", {obj.options}" if obj.options else ""
    return [f"CREATE {noun(obj)} (TEMPLATE = {obj.template}{options})"]


@drop.register
def _(obj: TextSearchDictionary, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(
    before: TextSearchDictionary, after: TextSearchDictionary, fields: frozenset[str], old: Schema, new: Schema
) -> Steps | None:
    if "template" in fields:
        return None
    was, now = _options(before), _options(after)
    said = [ident(name) for name in was if name not in now]  # a name without a value removes the option
    said += [f"{ident(name)} = {literal(value)}" for name, value in now.items() if was.get(name) != value]
    return [f"ALTER {noun(after)} ({', '.join(said)})"]


def _options(obj: TextSearchDictionary) -> dict[str, str]:
    from pglast import parse_sql

    if not obj.options:
        return {}
    statement: Any = parse_sql(f"CREATE TEXT SEARCH DICTIONARY d ({obj.options})")[0].stmt
    return {option.defname: _value(option.arg) for option in statement.definition}


def _value(node: object) -> str:
    for field in ("sval", "fval", "ival"):
        found = getattr(node, field, None)
        if found is not None:
            return str(found)
    return str(node)


@noun.register
def _(obj: TextSearchParser) -> str:
    return f"TEXT SEARCH PARSER {qualified(obj.namespace, obj.name)}"


@create.register
def _(obj: TextSearchParser, schema: Schema) -> Steps:
    functions = (
        ("START", obj.start),
        ("GETTOKEN", obj.token),
        ("END", obj.end),
        ("HEADLINE", obj.headline),
        ("LEXTYPES", obj.lextypes),
    )
    return [f"CREATE {noun(obj)} ({_functions(functions)})"]


@drop.register
def _(obj: TextSearchParser, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(
    before: TextSearchParser, after: TextSearchParser, fields: frozenset[str], old: Schema, new: Schema
) -> Steps | None:
    return None


@noun.register
def _(obj: TextSearchTemplate) -> str:
    return f"TEXT SEARCH TEMPLATE {qualified(obj.namespace, obj.name)}"


@create.register
def _(obj: TextSearchTemplate, schema: Schema) -> Steps:
    return [f"CREATE {noun(obj)} ({_functions((('INIT', obj.init), ('LEXIZE', obj.lexize)))})"]


@drop.register
def _(obj: TextSearchTemplate, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(
    before: TextSearchTemplate, after: TextSearchTemplate, fields: frozenset[str], old: Schema, new: Schema
) -> Steps | None:
    return None


def _functions(functions: Iterable[tuple[str, str | None]]) -> str:
    return ", ".join(f"{word} = {name}" for word, name in functions if name)
