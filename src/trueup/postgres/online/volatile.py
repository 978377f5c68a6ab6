"""Whether an expression may give another value each time it is evaluated, as PostgreSQL sees it. Runs nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from trueup.model import Schema
from trueup.postgres.objects import Routine

_BUILT_IN = frozenset(
    """
    array_sample array_shuffle clock_timestamp current_query currval gen_random_uuid lastval lo_creat lo_create
    lo_from_bytea nextval pg_backend_pid pg_current_wal_insert_lsn pg_current_wal_lsn pg_nextoid random random_normal
    set_config setseed setval timeofday txid_status uuidv4 uuidv7
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)
"""PostgreSQL's own volatile functions (pg_proc.provolatile, 14-18) that a default can call."""


def is_volatile(expression: str, schema: Schema) -> bool:
    """Whether an expression calls a volatile function, or one of which nothing is known.

    Functions without a namespace are PostgreSQL's own: expressions are printed with an empty search_path.

    >>> is_volatile("now()", Schema()), is_volatile("gen_random_uuid()", Schema()), is_volatile("'a'::text", Schema())
    (False, True, False)
    """
    from pglast import parse_sql
    from pglast.parser import ParseError

    try:
        tree = parse_sql(f"SELECT {expression}")
    except (ParseError, RecursionError):
        return True
    known = schema.derived(_volatilities)
    return any(_of(names, known) for names in _calls(tree))


def _of(names: tuple[str, ...], known: Mapping[tuple[str, str], bool]) -> bool:
    if len(names) == 1 or names[0] == "pg_catalog":
        return names[-1] in _BUILT_IN
    return known.get((names[-2], names[-1]), True)


def _volatilities(schema: Schema) -> dict[tuple[str, str], bool]:
    """For each name of a function whether one of that name is volatile."""
    found: dict[tuple[str, str], bool] = {}
    for where in schema:
        obj = schema[where]
        if isinstance(obj, Routine):
            name = obj.namespace, obj.name
            found[name] = found.get(name, False) or obj.volatility == "volatile"
    return found


def _calls(node: Any) -> Iterator[tuple[str, ...]]:
    from pglast import ast

    if isinstance(node, tuple):
        for item in node:
            yield from _calls(item)
    elif isinstance(node, ast.Node):
        if isinstance(node, ast.FuncCall):
            names: Any = node.funcname or ()
            yield tuple(part.sval for part in names)
        for slot in getattr(node, "__slots__", ()):
            yield from _calls(getattr(node, slot, None))


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
