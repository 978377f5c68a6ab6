"""Values given to ``.default(…)`` as the SQL that drizzle-kit writes for them."""

from __future__ import annotations

from typing import Any

from trueup.formats.drizzle import library
from trueup.formats.drizzle.sqltext import Untold, Wrapped, literal, rendered, told
from trueup.formats.drizzle.values import UNDEFINED, BigInt, Moment, Record, Unknown, shown_number
from trueup.formats.drizzle.versions import Version


def default_sql(value: Any, type: str, version: Version) -> str:
    """The DEFAULT of a column of a type. Raises Untold. Since 1.0 backslashes are doubled, and strings are JSON too."""
    if isinstance(value, Unknown):
        raise Untold(value)
    if isinstance(value, Wrapped):
        return rendered(value)
    try:
        return _literal_sql(value, type.lower(), version)
    except RecursionError:
        raise Untold(Unknown("a value that contains itself, or is nested too deeply")) from None


def _literal_sql(value: Any, base: str, version: Version) -> str:
    array = base.endswith("]")
    if array and isinstance(value, list):
        return literal(array_text(value, base.partition("[")[0]))
    if isinstance(value, str) and not (version.one and base in ("json", "jsonb")):
        return literal(value.replace("\\", "\\\\") if version.one else value)
    if base in ("json", "jsonb"):
        return f"{literal(_json(value))}::{base}"
    if isinstance(value, bool | int | float):
        return shown_number(value)
    if isinstance(value, Moment):
        return literal(_moment(value, base))
    if value is None:
        return "null"
    return _structured(value, base)


def _structured(value: Any, base: str) -> str:
    """Points, vectors and other values that are written as lists or objects."""
    if base.startswith("point") and (pair := _numbers(value, "x", "y")):
        return f"'({','.join(pair)})'"
    if base.startswith("line") and (three := _numbers(value, "a", "b", "c")):
        return "'{" + ",".join(three) + "}'"
    if base.startswith("geometry") and (pair := _numbers(value, "x", "y")):
        return f"'POINT({' '.join(pair)})'"
    if base.startswith(("vector", "halfvec")) and isinstance(value, list):
        return literal(f"[{told(value)}]")
    if isinstance(value, list | Record):
        return literal(_json(value))
    raise Untold(Unknown("a default of this kind"))


def _numbers(value: Any, *keys: str) -> list[str] | None:
    given = value if isinstance(value, list) else [value.get(key) for key in keys] if isinstance(value, Record) else []
    found = [shown_number(number) for number in given if isinstance(number, int | float)]
    return found if len(found) == len(given) == len(keys) else None


def _json(value: Any) -> str:
    try:
        return library.json_text(value)
    except TypeError:
        raise Untold(Unknown("a default with an unknown value in it")) from None


def _moment(value: Moment, base: str) -> str:
    text = library.iso(value)
    if base == "date":
        return text.partition("T")[0]
    return text.replace("T", " ")[:23] if base == "timestamp" else text


def array_text(values: list[Any], base: str) -> str:
    """A list as PostgreSQL's array text.

    >>> array_text([1, [2, 3]], "integer"), array_text(["a b", 'c"d'], "text")
    ('{1,{2,3}}', '{"a b","c\\\\"d"}')
    """
    return "{" + ",".join(_element(value, base) for value in values) + "}"


def _element(value: Any, base: str) -> str:
    match value:
        case Unknown():
            raise Untold(value)
        case bool() | int() | float() | BigInt():
            return shown_number(value)
        case list():
            return array_text(value, base)
        case Moment():
            return f'"{_moment(value, base)}"'
        case Record():
            return _quoted(_json(value))
        case str():
            return _quoted(value)
    if value is None or value is UNDEFINED:
        return "NULL"
    raise Untold(Unknown("an element of a default"))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
