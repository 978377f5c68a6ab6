"""CREATE, REPLACE, ALTER and DROP of functions and procedures.

``CREATE OR REPLACE`` keeps owner, grants and comment, and needs the same argument names, defaults and result.
"""

from __future__ import annotations

from typing import Any, NamedTuple

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
    """Whether arguments differ only by a default that is added, or a name given to one that had none (42P13)."""
    if (before.returns, before.window) != (after.returns, after.window):
        return False
    was, now = _parameters(before), _parameters(after)
    return len(was) == len(now) > 0 and all(
        (old.mode, _printed(old.type)) == (new.mode, _printed(new.type))
        and old.name in (None, new.name)
        and (old.default is None or new.default is not None)
        for old, new in zip(was, now, strict=True)
    )


class _Parameter(NamedTuple):
    name: str | None
    mode: Any
    type: Any
    default: Any


def _parameters(obj: Routine) -> list[_Parameter]:
    from pglast import ast, parse_sql
    from pglast.parser import ParseError

    try:
        parsed = parse_sql(_definition(obj))[0].stmt
    except ParseError:  # newer syntax than the parser's: the routine is dropped and made again
        return []
    assert isinstance(parsed, ast.CreateFunctionStmt)
    return [_Parameter(p.name, p.mode, p.argType, p.defexpr) for p in parsed.parameters or ()]


def _printed(parsed_type: Any) -> str:
    from pglast.stream import RawStream

    return str(RawStream()(parsed_type))


def _definition(obj: Routine) -> str:
    return obj.definition.strip().removesuffix(";")
