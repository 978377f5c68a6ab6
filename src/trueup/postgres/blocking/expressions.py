"""Which columns an expression mentions, and which of them a check holds not null. Nothing is computed."""

from __future__ import annotations

import re
from functools import lru_cache

from trueup.postgres.blocking.relations import Constraint
from trueup.postgres.nodes import every, inside, items, texts


def check(expression: str, valid: bool = True, enforced: bool = True) -> Constraint:
    """A check by its text."""
    tree = parsed(expression)
    return Constraint(
        "check",
        tuple(sorted(columns_in(tree))),
        valid=valid,
        enforced=enforced,
        proves=not_null_in(tree),
        expression=tree,
    )


@lru_cache(maxsize=4096)
def parsed(expression: str, wrapped: str = "SELECT {}") -> object:
    """The tree of an expression; empty for what cannot be parsed."""
    import msgspec
    from pglast.parser import ParseError, parse_sql_json

    try:
        found = msgspec.json.decode(parse_sql_json(wrapped.format(expression)))
        return found["stmts"][0]["stmt"]["SelectStmt"]["targetList"][0]["ResTarget"]["val"]
    except (ParseError, RecursionError, LookupError, msgspec.DecodeError):
        return {}


def mentioned(expression: str, wrapped: str = "SELECT {}") -> frozenset[str]:
    """The columns an expression mentions."""
    return columns_in(parsed(expression, wrapped))


def mentioned_words(text: str) -> frozenset[str]:
    """All words of a definition that could be columns."""
    return frozenset(one.strip('"') for one in re.findall(r'"[^"]+"|\w+', text))


def columns_in(tree: object) -> frozenset[str]:
    """The last names of all column references in a tree."""
    return frozenset(names[-1] for one in every(tree, "ColumnRef") if (names := texts(one.get("fields"))))


def not_null_in(tree: object) -> frozenset[str]:
    """The columns that a check holds not null for certain: ``c IS NOT NULL``, alone or among what AND joins.

    ``NOT (c IS NULL)`` counts too; OR and comparisons do not (a check is fulfilled by an unknown).
    """
    found = tree if isinstance(tree, dict) else {}
    test = found.get("NullTest")
    if test is not None:
        names = texts(inside(test.get("arg")).get("fields"))
        return frozenset(names[-1:]) if test.get("nulltesttype") == "IS_NOT_NULL" else frozenset()
    logic = found.get("BoolExpr", {})
    if logic.get("boolop") == "AND_EXPR":
        return frozenset().union(*(not_null_in(one) for one in logic.get("args", ())))
    if logic.get("boolop") == "NOT_EXPR":
        tests = [one for one in items(logic.get("args")) if one.get("nulltesttype") == "IS_NULL"]
        return frozenset(texts(inside(tests[0].get("arg")).get("fields"))[-1:]) if tests else frozenset()
    return frozenset()
