"""What brings code: extensions, languages, casts, functions. Code that a user wrote never runs as a superuser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from trueup.postgres.shadow.privilege.step import Step, is_on, left_out, printed


def create_extension(node: Any, sql: str) -> Iterator[Step]:
    """A dump names the version it was made with; a shadow has one version, and versions are not compared.

    A hosting platform puts an extension that insists on a schema there, whatever schema the statement names.
    """
    from trueup.postgres.shadow import stubs

    fixed = stubs.schema_of(node.extname)
    dropped = {"new_version", "schema"} if fixed is not None else {"new_version"}
    kept = tuple(o for o in node.options or () if o.defname not in dropped or fixed == getattr(o.arg, "sval", None))
    if len(kept) < len(node.options or ()):
        node.options = kept or None
        sql = printed(node)
    yield Step(sql, "superuser")


def alter_extension(node: Any, sql: str) -> Iterator[Step]:
    yield left_out(sql, f"the update of extension {node.extname}")


def language(node: Any, sql: str) -> Iterator[Step]:
    named = (node.plhandler, node.plinline, node.plvalidator)
    if all(built_in(name) for name in named if name):
        yield Step(sql, "superuser")
    else:
        yield Step(sql)


def built_in(name: Any) -> bool:
    """Whether a function's name can only mean one of pg_catalog's, where users can make none."""
    parts = [part.sval for part in name]
    return len(parts) == 2 and parts[0] == "pg_catalog"


def cast(node: Any, sql: str) -> Iterator[Step]:
    """WITHOUT FUNCTION reads memory of one type as another: not on a user's word."""
    yield Step(sql, "superuser" if node.func is not None or node.inout else "user")


def define(node: Any, sql: str) -> Iterator[Step]:
    from pglast.enums import ObjectType

    if node.kind in {ObjectType.OBJECT_TSPARSER, ObjectType.OBJECT_TSTEMPLATE}:
        yield Step(sql, "superuser")
    else:
        yield Step(sql)


def function(node: Any, sql: str) -> Iterator[Step]:
    """LEAKPROOF is for superusers to say, and the function must stay its maker's: it is said afterwards."""
    from pglast import ast
    from pglast.enums import FunctionParameterMode as Mode
    from pglast.enums import ObjectType

    kept = tuple(o for o in node.options or () if not (o.defname == "leakproof" and is_on(o.arg)))
    if len(kept) == len(node.options or ()):
        yield Step(sql)
        return
    node.options = kept
    yield Step(printed(node))
    outputs = {Mode.FUNC_PARAM_OUT, Mode.FUNC_PARAM_TABLE}
    types = tuple(p.argType for p in node.parameters or () if p.mode not in outputs)
    named = ast.ObjectWithArgs(objname=node.funcname, objargs=types)
    said = (ast.DefElem(defname="leakproof", arg=ast.Boolean(boolval=True)),)
    yield Step(
        printed(ast.AlterFunctionStmt(objtype=ObjectType.OBJECT_FUNCTION, func=named, actions=said)), "superuser"
    )
