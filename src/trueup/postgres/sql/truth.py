"""A condition, some of whose columns are null -> whether it can be false. PostgreSQL takes what is true or unknown."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from trueup.postgres.sql.expressions import constants
from trueup.postgres.sql.nodes import Node, texts

_ANY = frozenset({"true", "false", "null"})
_NULL = frozenset({"null"})

_STRICT = frozenset(
    """
    lower upper length char_length character_length octet_length btrim ltrim rtrim abs array_length cardinality
    jsonb_typeof json_typeof jsonb_array_length date_trunc date_part extract position starts_with substring
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)
"""Functions that give null for a null."""
_LOOSE = frozenset({"||"})
"""An operator that does not: an array takes a null in."""
_BY_BOTH = frozenset({"AEXPR_OP", "AEXPR_LIKE", "AEXPR_ILIKE", "AEXPR_SIMILAR"})
_BY_LEFT = frozenset({"AEXPR_IN", "AEXPR_BETWEEN", "AEXPR_NOT_BETWEEN", "AEXPR_BETWEEN_SYM", "AEXPR_NOT_BETWEEN_SYM"})


def unfalse(tree: object, nulls: frozenset[str]) -> bool:
    """Whether a condition cannot be false where these columns are null, whatever the others are.

    >>> from trueup.postgres.sql.expressions import parsed
    >>> unfalse(parsed("a > 0 AND length(a) < b"), frozenset("a")), unfalse(parsed("a > 0 AND b > 0"), frozenset("a"))
    (True, False)
    """
    return "false" not in _results(tree, nulls)


def _results(tree: object, nulls: frozenset[str]) -> frozenset[str]:
    """What may come out; of what is no condition only whether it is null."""
    if not isinstance(tree, dict) or len(tree) != 1:
        return _ANY
    ((kind, node),) = tree.items()
    match kind:
        case "ColumnRef":
            return _NULL if nulls.intersection(texts(node.get("fields"))[-1:]) else _ANY
        case "A_Const" if node.get("isnull"):
            return _NULL
        case "A_Const" if "boolval" in node:
            return frozenset({"true" if node["boolval"].get("boolval") else "false"})
        case "TypeCast" | "CollateClause":
            return _results(node.get("arg"), nulls)
        case "NullTest" if _results(node.get("arg"), nulls) == _NULL:
            return frozenset({"true" if node.get("nulltesttype") == "IS_NULL" else "false"})
        case "BoolExpr":
            return _joined(node.get("boolop", ""), [_results(one, nulls) for one in node.get("args", ())])
        case "FuncCall" if _STRICT.intersection(texts(node.get("funcname"))[-1:]):
            return _strict(node.get("args", ()), nulls)
        case "A_Expr":
            return _strict(_operands(node), nulls)
    return _ANY


def _strict(arguments: Iterable[object], nulls: frozenset[str]) -> frozenset[str]:
    return _NULL if any(_results(one, nulls) == _NULL for one in arguments) else _ANY


def _operands(node: Node) -> list[object]:
    """The sides of an operator of which one that is null makes it null."""
    kind = node.get("kind")
    if kind in _BY_BOTH and not _LOOSE.intersection(texts(node.get("name"))):
        return [node.get("lexpr"), node.get("rexpr")]
    # ANY and ALL of an empty array are false and true, whatever stands on the left.
    listed = kind in ("AEXPR_OP_ANY", "AEXPR_OP_ALL") and bool(constants(node.get("rexpr")))
    return [node.get("lexpr")] if kind in _BY_LEFT or listed else []


def _joined(operator: str, results: list[frozenset[str]]) -> frozenset[str]:
    if operator == "NOT_EXPR":
        return frozenset({"true": "false", "false": "true"}.get(one, one) for one in results[0])
    strong, weak = ("false", "true") if operator == "AND_EXPR" else ("true", "false")
    return frozenset(strong if strong in found else "null" if "null" in found else weak for found in product(*results))
