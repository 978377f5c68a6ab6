"""CREATE EVENT TRIGGER and its kin."""

from __future__ import annotations

from trueup.model import Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.names import ident, literal
from trueup.postgres.objects import EventTrigger

_STATES = {"origin": "ENABLE", "disabled": "DISABLE", "replica": "ENABLE REPLICA", "always": "ENABLE ALWAYS"}


@noun.register
def _(obj: EventTrigger) -> str:
    return f"EVENT TRIGGER {ident(obj.name)}"


@create.register
def _(obj: EventTrigger, schema: Schema) -> Steps:
    tags = f" WHEN TAG IN ({', '.join(map(literal, obj.tags))})" if obj.tags else ""
    made = f"CREATE {noun(obj)} ON {obj.event}{tags} EXECUTE FUNCTION {obj.function}()"
    return [made] if obj.enabled == "origin" else [made, _state(obj)]


@drop.register
def _(obj: EventTrigger, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: EventTrigger, after: EventTrigger, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    return [_state(after)] if fields == {"enabled"} else None


def _state(obj: EventTrigger) -> str:
    return f"ALTER {noun(obj)} {_STATES[obj.enabled]}"
