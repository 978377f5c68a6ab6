"""The names PostgreSQL chooses for constraints, indexes and sequences that a statement gives none.

What is there already is not known here: the number that PostgreSQL appends where a name is taken is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from trueup.postgres.sql.nodes import Node, every, inside, items, texts

LABELS = {
    "CONSTR_PRIMARY": "pkey",
    "CONSTR_UNIQUE": "key",
    "CONSTR_EXCLUSION": "excl",
    "CONSTR_FOREIGN": "fkey",
    "CONSTR_CHECK": "check",
    "CONSTR_NOTNULL": "not_null",
}
"""What the names of constraints end with, by ``contype``."""


def chosen_name(first: str, second: str, label: str) -> str:
    """A table's name, a column's and a label, at most 63 bytes: ``makeObjectName`` in the server's source.

    It shortens the longer of the two names, byte by byte.

    >>> chosen_name("users", "email", "key"), chosen_name("users", "", "pkey")
    ('users_email_key', 'users_pkey')
    """
    a, b, room = first.encode(), second.encode(), 63 - len(label.encode()) - 1 - (1 if second else 0)
    while len(a) + len(b) > room:
        a, b = (a[:-1], b) if len(a) > len(b) else (a, b[:-1])
    names = [a.decode(errors="ignore"), b.decode(errors="ignore"), label]
    return "_".join(n for n in names if n)


def index_name(found: Node) -> str:
    """The name of an ``IndexStmt``'s index: ``users_lower_idx``."""
    if name := found.get("idxname"):
        return str(name)
    columns = _key_names([*items(found.get("indexParams")), *items(found.get("indexIncludingParams"))])
    return chosen_name(found.get("relation", {}).get("relname", ""), "_".join(columns), "idx")


def constraint_name(table: str, found: Node, columns: Sequence[str] = ()) -> str:
    """The name of a ``Constraint`` of a table; ``columns`` is the one it stands behind."""
    if name := found.get("conname") or found.get("indexname"):
        return str(name)
    kind = found.get("contype", "")
    if kind == "CONSTR_PRIMARY":
        columns = ()
    elif kind == "CONSTR_CHECK":
        columns = _only_column(found.get("raw_expr"))
    elif kind == "CONSTR_EXCLUSION":
        pairs = [items(pair)[0] for pair in found.get("exclusions", ())]
        columns = _key_names([*pairs, *({"name": one} for one in texts(found.get("including")))])
    else:
        columns = columns or texts(found.get("keys")) or texts(found.get("fk_attrs"))
        columns = _distinct([*columns, *texts(found.get("including"))])
    return chosen_name(table, "_".join(columns), LABELS[kind])


def _only_column(expression: Any) -> list[str]:
    """The column in the name of a CHECK: PostgreSQL uses it when the expression mentions only one."""
    found = {name for one in every(expression, "ColumnRef") for name in texts(one.get("fields"))[-1:]}
    return list(found) if len(found) == 1 else []


def _key_names(keys: Iterable[Node]) -> list[str]:
    return _distinct(one.get("name") or _expression_name(one.get("expr"))[0] or "expr" for one in keys)


def _distinct(names: Iterable[str]) -> list[str]:
    """Names of which none is like another: ``expr``, ``expr1`` (``ChooseIndexColumnNames``)."""
    found: list[str] = []
    for name in names:
        tries = (name if n == 0 else f"{name}{n}" for n in count())
        found.append(next(one for one in tries if one not in found))
    return found


_CALLED = {"CoalesceExpr": "coalesce", "A_ArrayExpr": "array", "RowExpr": "row"}


def _expression_name(wrapped: Any) -> tuple[str, bool]:
    """What an expression is called, and whether that is more than a makeshift (``FigureColnameInternal``)."""
    found = inside(wrapped)
    match next(iter(wrapped or ()), ""):
        case "ColumnRef":
            return (texts(found.get("fields")) or [""])[-1], True
        case "FuncCall":
            return texts(found.get("funcname"))[-1], True
        case "A_Indirection":
            names = texts([one for one in found.get("indirection", ()) if "String" in one])
            return (names[-1], True) if names else _expression_name(found.get("arg"))
        case "CollateClause":
            return _expression_name(found.get("arg"))
        case "TypeCast":
            name, sure = _expression_name(found.get("arg"))
            return (name, True) if sure else (texts(found.get("typeName", {}).get("names"))[-1], False)
        case "CaseExpr":
            name, sure = _expression_name(found.get("defresult"))
            return (name, True) if sure else ("case", False)
        case "A_Expr" if found.get("kind") == "AEXPR_NULLIF":
            return "nullif", True
        case "MinMaxExpr":
            return ("least" if found.get("op") == "IS_LEAST" else "greatest"), True
        case kind:
            return _CALLED.get(kind, ""), kind in _CALLED
