"""The one spelling of PostgreSQL's own that it reads back as something else, written so that it does not.

``status IN ('a')`` on a varchar column is printed ``(status)::text = ANY ((ARRAY['a'::character varying])::text[])``.
Read again, the cast of the array becomes casts of its elements. Left out, PostgreSQL puts it there by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_CAST = "::text[]"


def faithful(sql: str) -> str:
    """A statement without the casts that PostgreSQL adds by itself and does not read back.

    >>> faithful("SELECT a::text = ANY ((ARRAY['x'::character varying])::text[])")
    "SELECT a::text = ANY ((ARRAY['x'::character varying]))"
    """
    if f"]){_CAST}" not in sql:
        return sql
    for start in sorted(_casts(sql), reverse=True):
        if sql[start : start + len(_CAST)] == _CAST:
            sql = sql[:start] + sql[start + len(_CAST) :]
    return sql


def _casts(sql: str) -> Iterator[int]:
    """Where the casts are that turn a whole array of varchar into text behind ANY or ALL."""
    from pglast import parse_sql
    from pglast.parser import ParseError

    try:
        yield from _found(parse_sql(sql))
    except ParseError:  # newer syntax than the parser's: PostgreSQL will read it
        return


def _found(node: Any) -> Iterator[int]:
    from pglast import ast
    from pglast.enums import A_Expr_Kind

    if isinstance(node, tuple):
        for item in node:
            yield from _found(item)
    elif isinstance(node, ast.Node):
        if isinstance(node, ast.A_Expr) and node.kind in (A_Expr_Kind.AEXPR_OP_ANY, A_Expr_Kind.AEXPR_OP_ALL):
            cast: Any = node.rexpr
            if isinstance(cast, ast.TypeCast) and isinstance(cast.arg, ast.A_ArrayExpr) and _all_varchar(cast.arg):
                yield cast.location or 0
        for slot in getattr(node, "__slots__", ()):
            yield from _found(getattr(node, slot, None))


def _all_varchar(array: Any) -> bool:
    return all(getattr(e, "typeName", None) and e.typeName.names[-1].sval == "varchar" for e in array.elements or ())
