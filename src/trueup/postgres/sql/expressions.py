"""An expression over the columns of a table, as SQL text or its tree -> what it mentions, what it proves; with others.

Expressions are those that PostgreSQL prints, or parse nodes of statements. Nothing is run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from trueup.postgres.names import ident
from trueup.postgres.sql.nodes import every, inside, items, texts

_HEAD = "SELECT "


@lru_cache(maxsize=4096)
def parsed(expression: str) -> object:
    """The tree of an expression; empty for what cannot be parsed."""
    from pglast.parser import ParseError, parse_sql_json

    try:
        found = msgspec.json.decode(parse_sql_json(_HEAD + expression))
        return found["stmts"][0]["stmt"]["SelectStmt"]["targetList"][0]["ResTarget"]["val"]
    except (ParseError, RecursionError, LookupError, msgspec.DecodeError):
        return {}


def mentioned(expression: str) -> frozenset[str]:
    """The columns an expression mentions."""
    return columns_in(parsed(expression))


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


def with_others(expression: str, instead: Mapping[str, str]) -> str | None:
    """An expression with other SQL in the place of some columns; None where that cannot be told.

    >>> with_others("((amount)::numeric > price)", {"amount": "NEW.amount"})
    '((NEW.amount)::numeric > price)'
    """
    tree = parsed(expression)
    if not tree:
        return None
    text = (_HEAD + expression).encode()
    found = [(one.get("location", 0), texts(one.get("fields"))) for one in every(tree, "ColumnRef")]
    for at, names in sorted(found, reverse=True):
        if names and names[0] in instead:
            word = ident(names[0]).encode()
            if not text.startswith(word, at):
                return None
            text = text[:at] + instead[names[0]].encode() + text[at + len(word) :]
    return text.decode().removeprefix(_HEAD)


def allowed(tree: object) -> tuple[str, frozenset[str]] | None:
    """The column and the values of a condition that lists them: ``c IN (…)``, ``c = ANY (ARRAY[…])``, ``c = 'a'``.

    >>> one, other = parsed("(c)::text = ANY ((ARRAY['a'::varchar, 'b'::varchar])::text[])"), parsed("c IN ('b', 'a')")
    >>> allowed(one) == allowed(other) is not None
    True
    """
    node = tree.get("A_Expr", {}) if isinstance(tree, dict) else {}
    column = _bare(node.get("lexpr"))
    names = texts(column.get("ColumnRef", {}).get("fields")) if isinstance(column, dict) else []
    if texts(node.get("name")) != ["="] or len(names) != 1:
        return None
    values = constants(node.get("rexpr"))
    return (names[0], frozenset(values)) if values else None


def constants(tree: object) -> list[str]:
    """The constants of a list or an array, or the one that stands alone; none where there is anything else."""
    found = _bare(tree)
    if not isinstance(found, dict):
        return []
    inner = found.get("List", {}).get("items") or found.get("A_ArrayExpr", {}).get("elements") or [found]
    values = [_bare(one) for one in inner]
    plain = all(isinstance(one, dict) and "A_Const" in one for one in values)
    return [repr(_without_places(one)) for one in values] if plain else []


def _bare(tree: object) -> object:
    """Without casts."""
    while isinstance(tree, dict) and "TypeCast" in tree:
        tree = tree["TypeCast"].get("arg")
    return tree


def same(one: object, other: object) -> bool:
    """Whether two conditions are the same, but for casts of constants that PostgreSQL writes out."""
    return _without_places(one) == _without_places(other)


_PLACES = ("location", "list_start", "list_end")


def _without_places(tree: object) -> object:
    if isinstance(tree, list):
        return [_without_places(one) for one in tree]
    if not isinstance(tree, dict):
        return tree
    bare = _bare(tree)
    if isinstance(bare, dict) and "A_Const" in bare:
        tree = bare
    return {key: _without_places(value) for key, value in tree.items() if not key.endswith(_PLACES)}
