"""CREATE RULE and its kin, for all rules but the one that makes a view a view."""

from __future__ import annotations

from trueup.model import Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.names import ident, qualified
from trueup.postgres.objects import Rule

_STATES = {"origin": "ENABLE", "disabled": "DISABLE", "replica": "ENABLE REPLICA", "always": "ENABLE ALWAYS"}


@noun.register
def _(obj: Rule) -> str:
    return f"RULE {ident(obj.name)} ON {qualified(obj.namespace, obj.relation)}"


@create.register
def _(obj: Rule, schema: Schema) -> Steps:
    made = _definition(obj)
    return [made] if obj.enabled == "origin" else [made, _state(obj)]


@drop.register
def _(obj: Rule, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: Rule, after: Rule, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    steps = []
    if "definition" in fields:
        steps.append("CREATE OR REPLACE" + _definition(after).removeprefix("CREATE"))
    if "enabled" in fields:  # CREATE OR REPLACE RULE leaves it as it was
        steps.append(_state(after))
    return steps


def _definition(obj: Rule) -> str:
    return obj.definition.rstrip().removesuffix(";")


def _state(obj: Rule) -> str:
    return f"ALTER TABLE {qualified(obj.namespace, obj.relation)} {_STATES[obj.enabled]} RULE {ident(obj.name)}"
