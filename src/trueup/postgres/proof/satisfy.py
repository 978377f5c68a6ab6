"""Values that a check constraint may take, guessed from the constants in it. Whether it does, PostgreSQL says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice, product
from typing import Any

from trueup.postgres import objects as pg
from trueup.postgres.names import literal
from trueup.postgres.sql.parse import statements

_TEXTS = frozenset({"text", "character varying", "character", "citext", "name"})
_NUMBERS = frozenset({"smallint", "integer", "bigint", "numeric", "real", "double precision", "money"})
# What patterns are mostly about: addresses, links, names for machines, colours, codes, telephone numbers, times.
_USUAL = (
    "v{n}@example.com",
    "https://example.com/{n}",
    "name-{n}",
    "name_{n}",
    "#00000{n}",
    "ABC",
    "AB{n}",
    "aa{n}",
    "+4930123456{n}",
    "1{n}",
    "0{n}:00",
    "1.0.{n}",
    "{n}",
    "v{n}",
)


def satisfying(check: pg.Check, columns: Sequence[pg.Column], n: int) -> Iterator[dict[str, str | None]]:
    """Assignments to try one after the other: SQL expressions, the likeliest first.

    First those that make the parts of an AND true, for each way through an OR; then one column after the other.
    """
    found = [*statements(f"SELECT {check.expression}", "check")]
    tree = found[0].tree() if found else {}
    known = {column.name: column for column in columns}
    for target in islice(_nodes(tree, "ResTarget"), 1):
        ways: Iterator[dict[str, str]] = ({**way} for way in _ways(target.get("val", {}), n) if way.keys() <= {*known})
        yield from islice(filter(None, ways), _WAYS)
    named = set(_columns(tree))
    constants = list(dict.fromkeys(_constants(tree)))
    for column in columns:
        if column.name in named:
            yield from ({column.name: value} for value in dict.fromkeys(_values(column, constants, n)))


def _ways(node: Any, n: int) -> Iterator[dict[str, str]]:
    """What to assign to columns for a condition to be true, way by way; nothing where it says nothing to assign."""
    kind = next(iter(node), "")
    found: dict[str, Any] = node.get(kind, {})
    if kind == "BoolExpr" and found.get("boolop") == "OR_EXPR":
        yield from chain.from_iterable(_ways(one, n) for one in found.get("args", ()))
    elif kind == "BoolExpr" and found.get("boolop") == "AND_EXPR":
        parts = [[*islice(_ways(one, n), _WAYS)] for one in found.get("args", ())]
        yield from ({name: value for part in way for name, value in part.items()} for way in product(*parts))
    elif kind == "BoolExpr":
        yield from ({name: "false"} for one in found.get("args", ()) for name in islice(_column(one), 1))
    elif kind == "ColumnRef":
        yield from ({name: "true"} for name in _column(node))
    elif kind == "NullTest" and found.get("nulltesttype") == "IS_NULL":
        yield from ({name: "NULL"} for name in _column(found.get("arg", {})))
    elif kind == "A_Expr":
        yield from _compared(found, n)
    else:
        yield {}


def _compared(found: dict[str, Any], n: int) -> Iterator[dict[str, str]]:
    """A column, or how many items it has, beside a constant."""
    operator = "".join(name["String"]["sval"] for name in found.get("name", ())[-1:])
    left, right = found.get("lexpr", {}), found.get("rexpr", {})
    constants = [literal(c) if isinstance(c, str) else c for c in _constants(right)]
    booleans = [one["boolval"].get("boolval", False) for one in _nodes(right, "A_Const") if "boolval" in one]
    call = left.get("FuncCall")
    names = [*_column(call.get("args", [{}])[0] if call else left)]
    if call and [*_strings(call.get("funcname"))][-1:] == ["cardinality"] and names and constants:
        yield {names[0]: "'{1}'" if operator in (">", "<>") or constants[0] != 0 else "'{}'"}
    elif call or not names or operator not in _STEPS or not (constants or booleans):
        yield {}
    elif booleans and not constants:
        yield {names[0]: str(booleans[0] == (operator == "=")).lower()}
    else:
        step = _STEPS[operator]
        for constant in [*constants[n - 1 :], *constants[: n - 1]]:
            yield {names[0]: f"{constant + step}" if isinstance(constant, int) else constant}


_WAYS = 8
_STEPS = {"=": 0, ">=": 0, "<=": 0, ">": 1, "<": -1, "<>": 1}


def _column(node: Any) -> Iterator[str]:
    """The column that a node is, whatever it is cast to."""
    while "TypeCast" in node:
        node = node["TypeCast"].get("arg", {})
    if "ColumnRef" in node:
        yield from (field["String"]["sval"] for field in node["ColumnRef"].get("fields", ())[-1:] if "String" in field)


def _strings(nodes: Any) -> Iterator[str]:
    yield from (one["String"]["sval"] for one in nodes or () if "String" in one)


def _columns(node: Any) -> Iterator[str]:
    for each in _nodes(node, "ColumnRef"):
        yield from (f["String"]["sval"] for f in each.get("fields", ())[-1:] if "String" in f)


def _constants(node: Any) -> Iterator[str | int]:
    for each in _nodes(node, "A_Const"):
        if "sval" in each:
            yield each["sval"].get("sval", "")
        elif "ival" in each:
            yield each["ival"].get("ival", 0)
        elif "fval" in each:
            yield int(float(each["fval"].get("fval", "0")))


def _nodes(node: Any, kind: str) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        for name, inside in node.items():
            if name == kind:
                yield inside
            yield from _nodes(inside, kind)
    elif isinstance(node, list):
        for each in node:
            yield from _nodes(each, kind)


def _values(column: pg.Column, constants: Sequence[str | int], n: int) -> Iterator[str | None]:
    base = column.type.split("(", 1)[0]
    texts = [c for c in constants if isinstance(c, str)]
    numbers = [c for c in constants if isinstance(c, int)]
    turned = [*texts[n - 1 :], *texts[: n - 1]]
    if base in _NUMBERS:
        yield from (str(number + step) for number in numbers for step in (n, -n, 0))
        yield from ("0", "-1", "0.5")
    elif base in _TEXTS:
        yield from (literal(_filled(text, n)) for text in turned)
        yield from (literal(usual.format(n=n)) for usual in _USUAL)
        yield from (literal((f"{n}" + "a" * number)[:number]) for number in numbers if 0 < number <= 10_000)
    elif base == "boolean":
        yield from ("true", "false")
    elif base.endswith("[]"):
        yield from (f"ARRAY[{literal(text)}]::{column.type}" for text in turned)
    else:
        yield from (f"{literal(text)}::{column.type}" for text in turned)
    if not column.not_null:
        yield "NULL"


def _filled(pattern: str, n: int) -> str:
    """A text that a LIKE pattern takes."""
    return pattern.replace("%", f"x{n}").replace("_", "x") if "%" in pattern else pattern
