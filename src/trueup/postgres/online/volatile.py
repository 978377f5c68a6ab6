"""What an expression that is to be a column's value depends on. Runs nothing."""

from __future__ import annotations

from typing import Any

import msgspec

from trueup.model import Schema
from trueup.postgres.blocking import volatile


def is_volatile(expression: str, schema: Schema) -> bool:
    """Whether an expression calls a volatile function, or one of which nothing is known.

    >>> is_volatile("now()", Schema()), is_volatile("gen_random_uuid()", Schema()), is_volatile("'a'::text", Schema())
    (False, True, False)
    """
    from pglast.parser import ParseError, parse_sql_json

    try:
        tree = msgspec.json.decode(parse_sql_json(f"SELECT {expression}"))
    except (ParseError, RecursionError):
        return True
    return volatile.is_volatile(tree, schema) is not False


def reads_columns(expression: str) -> bool:
    """Whether an expression depends on the row, or reads tables, so that it can be no default."""
    from pglast import parse_sql
    from pglast.parser import ParseError

    try:
        tree = parse_sql(f"SELECT {expression}")
    except (ParseError, RecursionError):
        return True
    return _has_columns(tree)


def _has_columns(node: Any) -> bool:
    from pglast import ast

    if isinstance(node, tuple):
        return any(map(_has_columns, node))
    if isinstance(node, ast.ColumnRef | ast.SubLink):
        return True
    return isinstance(node, ast.Node) and any(
        _has_columns(getattr(node, slot, None)) for slot in getattr(node, "__slots__", ())
    )
