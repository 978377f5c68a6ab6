"""What is around an expression that is a key of an index: its order, its collation, its operator class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trueup.formats.django import names
from trueup.formats.django.state import Plain, path_of
from trueup.formats.python import Call, Member, Value


def stripped(value: Value, told: dict[str, Any], plain: Plain) -> Value:
    """What is inside orders, collations and operator classes; those are put into ``told``."""
    while isinstance(value, Call):
        if isinstance(value.callee, Member) and value.callee.name in ("asc", "desc"):
            _ordered(value, value.callee.name == "desc", told, plain)
            value = value.callee.of
            continue
        name = (path_of(value.callee) or "").rpartition(".")[2]
        if name == "OrderBy" and value.args:
            _ordered(value, _flag(value, "descending", plain), told, plain)
        elif name == "Collate" and len(value.args) == 2:
            said = str(plain(value.args[1]))
            told["collation"] = names.collation(said)
        elif name == "OpClass":
            given = value.kwargs.get("name") or value.args[-1]
            told["opclass"] = str(plain(given))
        else:
            return value
        value = value.kwargs.get("expression") or value.args[0]
    return value


def _ordered(value: Call, descending: bool, told: dict[str, Any], plain: Plain) -> None:
    first, last = (_flag(value, name, plain) for name in ("nulls_first", "nulls_last"))
    told["descending"] = descending
    told["nulls_first"] = first or (descending and not last)


def _flag(value: Call, name: str, plain: Plain) -> bool:
    return name in value.kwargs and bool(plain(value.kwargs[name]))


def operator(value: Value, plain: Plain) -> str:
    """The operator of an exclusion, by name or as text."""
    path = path_of(value) or ""
    if ".RangeOperators." in path:
        return _RANGE_OPERATORS[path.rpartition(".")[2]]
    return str(plain(value))


_RANGE_OPERATORS: Mapping[str, str] = {
    "EQUAL": "=",
    "NOT_EQUAL": "<>",
    "CONTAINS": "@>",
    "CONTAINED_BY": "<@",
    "OVERLAPS": "&&",
    "FULLY_LT": "<<",
    "FULLY_GT": ">>",
    "NOT_LT": "&>",
    "NOT_GT": "&<",
    "ADJACENT_TO": "-|-",
}
