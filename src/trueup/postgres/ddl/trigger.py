"""CREATE, ALTER and DROP TRIGGER. A partition's copy of its parent's trigger comes and goes with that."""

from __future__ import annotations

from trueup.model import Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.ddl.common import ending
from trueup.postgres.ddl.family import carried, copies
from trueup.postgres.ddl.relation import container
from trueup.postgres.names import ident
from trueup.postgres.objects import Trigger
from trueup.statement import Statement

_ENABLED = {"origin": "ENABLE", "disabled": "DISABLE", "replica": "ENABLE REPLICA", "always": "ENABLE ALWAYS"}


@noun.register
def _(obj: Trigger) -> str:
    return f"TRIGGER {ident(obj.name)} ON {container(obj)}"


@create.register
def _(obj: Trigger, schema: Schema) -> Steps:
    made = frozenset({obj.address, *copies(obj, schema)})
    making = Statement(sql=obj.definition, address=obj.address, makes=made)
    return [making, *([] if obj.enabled == "origin" else [_enabling(obj)])]


@drop.register
def _(obj: Trigger, schema: Schema) -> Steps:
    return [ending(obj, f"DROP {noun(obj)}", copies(obj, schema))]


@alter.register
def _(before: Trigger, after: Trigger, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    if before.inherited and after.inherited:
        # The rest is its parent's; even the text is the same but for the table's name.
        fields = (fields & {"enabled"}) - carried(before, after, fields, old, new)
    if not fields <= {"enabled", "inherited"}:
        return _replaced(before, after, new)
    return [_enabling(after)] if "enabled" in fields else []


def _replaced(before: Trigger, obj: Trigger, new: Schema) -> Steps | None:
    """OR REPLACE keeps the comment, enables the trigger, and does so in partitions; none for constraint triggers."""
    start = "CREATE TRIGGER "
    if not before.definition.startswith(start) or not obj.definition.startswith(start):
        return None
    sql, here = f"CREATE OR REPLACE TRIGGER {obj.definition.removeprefix(start)}", {obj.address, *copies(obj, new)}
    replacing = Statement(sql=sql, address=obj.address, makes=frozenset(here), ends=frozenset(here))
    return [replacing, *([] if obj.enabled == "origin" else [_enabling(obj)])]


def _enabling(obj: Trigger) -> str:
    # Also right for triggers of views and foreign tables: ALTER TABLE takes them all.
    return f"ALTER TABLE {container(obj)} {_ENABLED[obj.enabled]} TRIGGER {ident(obj.name)}"
