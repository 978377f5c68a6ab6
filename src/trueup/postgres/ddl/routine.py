"""CREATE, REPLACE, ALTER and DROP of functions and procedures.

``CREATE OR REPLACE`` keeps owner, grants and comment, and needs the same argument names, defaults and result.
"""

from __future__ import annotations

from trueup.model import Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.names import qualified
from trueup.postgres.objects import Procedure, Routine

_SIGNATURE = frozenset({"arguments", "returns", "window"})


@noun.register
def _(obj: Routine) -> str:
    word = "PROCEDURE" if isinstance(obj, Procedure) else "FUNCTION"
    return f"{word} {qualified(obj.namespace, obj.name)}({obj.takes})"


@create.register
def _(obj: Routine, schema: Schema) -> Steps:
    return [_definition(obj).replace("CREATE OR REPLACE ", "CREATE ", 1)]


@drop.register
def _(obj: Routine, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: Routine, after: Routine, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    if type(before) is not type(after):
        return None
    if fields & _SIGNATURE and not _replaceable(before, after):
        return None
    return [_definition(after)]


def _replaceable(before: Routine, after: Routine) -> bool:
    """Only a default may be added to an argument, or a name to one that had none."""
    return False


def _definition(obj: Routine) -> str:
    return obj.definition.strip().removesuffix(";")
