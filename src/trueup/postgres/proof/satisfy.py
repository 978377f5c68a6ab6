"""Values that a check constraint may take, guessed from the constants in it. Whether it does, PostgreSQL says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    """Assignments to try one after the other, each of one column: SQL expressions, the likeliest first."""
    found = [*statements(f"SELECT {check.expression}", "check")]
    tree = found[0].tree() if found else {}
    named = set(_columns(tree))
    constants = list(dict.fromkeys(_constants(tree)))
    for column in columns:
        if column.name in named:
            yield from ({column.name: value} for value in dict.fromkeys(_values(column, constants, n)))


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
