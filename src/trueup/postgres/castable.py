"""Two types -> the condition that is true of values of the one that the other refuses. Nothing is run."""

from __future__ import annotations

from trueup.postgres.ddl.conversion import split
from trueup.postgres.names import literal

_INTEGERS = {"smallint": 2**15, "integer": 2**31, "bigint": 2**63}
_NUMBERS = frozenset({*_INTEGERS, "numeric", "real", "double precision"})
_STRINGS = frozenset({"text", "character varying", "character"})
_SOFT_INPUT = 160000
"""The version that brought ``pg_input_is_valid``."""
_PATTERNS = {
    "uuid": r"^\s*\{?([0-9a-f]{4}-?){8}\}?\s*$",
    "smallint": r"^\s*[-+]?\d+\s*$",
    "integer": r"^\s*[-+]?\d+\s*$",
    "bigint": r"^\s*[-+]?\d+\s*$",
    "boolean": r"^\s*(t|tr|tru|true|y|ye|yes|on|1|f|fa|fal|fals|false|n|no|of|off|0)\s*$",
}
"""What an older server takes as text of a type; near enough to find what it will refuse."""


def uncastable(value: str, was: str, now: str, labels: tuple[str, ...] | None, version: int | None) -> str | None:
    """A condition that is true of values the new type refuses; None where it refuses none, or none can be told.

    ``labels`` are those of the new type when it is an enum.

    >>> uncastable("c", "text", "character varying(3)", None, 180000)
    'char_length(rtrim(c::text)) > 3'
    >>> uncastable("c", "bigint", "integer", None, 150000)
    'c NOT BETWEEN -2147483648 AND 2147483647'
    """
    source, _, depth = split(was)
    target, size, target_depth = split(now)
    if depth != target_depth:
        return None
    if depth:
        inner = uncastable("e", was.removesuffix("[]"), now.removesuffix("[]"), labels, version)
        return f"EXISTS (SELECT FROM unnest({value}) AS e WHERE {inner})" if inner is not None else None
    if labels is not None:
        return f"{value}::text NOT IN ({', '.join(map(literal, labels))})"
    if target in {"character varying", "character"}:
        long = size[0] if size else (1 if target == "character" else None)
        return f"char_length(rtrim({value}::text)) > {long}" if long is not None else None
    if source in _NUMBERS and target in _INTEGERS:
        return _out_of_range(value, source, target)
    if source in _NUMBERS and target == "numeric":
        return _too_many_digits(value, size)
    if source in _NUMBERS and target in _NUMBERS:
        return None
    return _refused(value, source, target, now, version)


def _out_of_range(value: str, source: str, target: str) -> str | None:
    most = _INTEGERS[target]
    if _INTEGERS.get(source, most + 1) <= most:
        return None
    rounded = value if source in _INTEGERS else f"round({value}::numeric)"
    return f"{rounded} NOT BETWEEN {-most} AND {most - 1}"


def _too_many_digits(value: str, size: tuple[int, ...]) -> str | None:
    if not size:
        return None
    scale = size[1] if len(size) > 1 else 0
    return f"abs(round({value}::numeric, {scale})) >= 10::numeric ^ {size[0] - scale}"


def _refused(value: str, source: str, target: str, now: str, version: int | None) -> str | None:
    """Text that the new type's input does not take; other conversions refuse nothing, or nobody can ask."""
    if source not in _STRINGS or target in _STRINGS:
        return None
    if (version or _SOFT_INPUT) >= _SOFT_INPUT:
        return f"NOT pg_input_is_valid({value}::text, {literal(now)})"
    pattern = _PATTERNS.get(target)
    return f"{value}::text !~* {literal(pattern)}" if pattern is not None else None
