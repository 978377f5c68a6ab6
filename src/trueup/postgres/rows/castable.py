"""Two types -> the condition that is true of values of the one that the other refuses. Nothing is run.

Where the plan's conversion goes through text, the new type's input is asked; for the others it is said here what they
refuse (measured: a value that is refused raises, one that comes over changed is no matter here).
"""

from __future__ import annotations

from trueup.postgres.ddl.conversion import by_assignment, cast, is_string, split
from trueup.postgres.names import literal

_INTEGERS = {"smallint": 2**15, "integer": 2**31, "bigint": 2**63}
_NUMBERS = frozenset({*_INTEGERS, "numeric", "real", "double precision"})
_BYTES = {"smallint": 2, "integer": 4, "bigint": 8}
_SOFT_INPUT = 160000
"""The version that brought ``pg_input_is_valid``."""
_NULL_IN_JSONB = 180000
"""The version from which on ``null`` in jsonb is cast to NULL."""
_LARGEST_TIMESTAMP = "294276-12-31"
_FLOATS = {"real": ("7.01e-46", "3.4028235e38"), "double precision": ("2.48e-324", "1.7976931348623157e308")}
"""The least number that is not taken for 0, and the greatest."""
_NUMBER = r"^\s*([-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?|[-+]?inf(inity)?|nan)\s*$"
_DAY = r"\d{4,}-(0?[1-9]|1[0-2])-(0?[1-9]|[12]\d|3[01])"
_DATE = rf"{_DAY}( bc)?|\d{{6}}|\d{{8}}|[-+]?infinity|epoch|now|today|tomorrow|yesterday"
_TIME = r"([01]?\d|2[0-4]):[0-5]\d(:[0-6]\d(\.\d+)?)?"
_ZONE = r"\s*(z|utc|[-+]\d{1,2}(:?\d{2})?)?"
_PATTERNS = {
    "uuid": r"^\s*\{?([0-9a-f]{4}-?){8}\}?\s*$",
    **dict.fromkeys(_INTEGERS, r"^\s*[-+]?\d+\s*$"),
    **dict.fromkeys(("numeric", *_FLOATS), _NUMBER),
    "boolean": r"^\s*(t|tr|tru|true|y|ye|yes|on|1|f|fa|fal|fals|false|n|no|of|off|0)\s*$",
    "date": rf"^\s*({_DATE})([ t]{_TIME}{_ZONE})?\s*$",
    "timestamp without time zone": rf"^\s*({_DATE})([ t]{_TIME}{_ZONE})?\s*$",
    "timestamp with time zone": rf"^\s*({_DATE})([ t]{_TIME}{_ZONE})?\s*$",
    "time without time zone": rf"^\s*({_DAY}[ t])?{_TIME}{_ZONE}\s*$",
}
"""What an older server takes as text of a type; near enough to find what it will refuse."""


def uncastable(value: str, was: str, now: str, labels: tuple[str, ...] | None, version: int | None) -> str | None:
    """A condition that is true of values the new type refuses; None where it refuses none, or none can be told.

    ``labels`` are those of the new type when it is an enum.

    >>> uncastable("c", "text", "character varying(3)", None, 180000)
    'char_length(rtrim(c::text)) > 3'
    >>> uncastable("c", "bigint", "integer", None, 150000)
    'c NOT BETWEEN -2147483648 AND 2147483647'
    >>> uncastable("c", "bigint", "timestamp without time zone", None, 180000)
    "NOT pg_input_is_valid(c::text, 'timestamp without time zone')"
    """
    source, _, depth = split(was)
    target, size, target_depth = split(now)
    if depth and depth == target_depth:
        inner = uncastable("e", was.removesuffix("[]"), now.removesuffix("[]"), labels, version)
        return f"EXISTS (SELECT FROM unnest({value}) AS e WHERE {inner})" if inner is not None else None
    if target_depth > depth:
        element = now.removesuffix("[]")
        return None if is_string(split(element)[0]) else uncastable(value, was, element, labels, version)
    if labels is not None:
        return f"{value}::text NOT IN ({', '.join(map(literal, labels))})"
    if target in {"character varying", "character"}:
        # A cast that is written cuts; one that ALTER COLUMN TYPE finds by itself does not.
        long = size[0] if size else (1 if target == "character" else None)
        if not by_assignment(was, now):
            return None
        return f"char_length(rtrim({value}::text)) > {long}" if long is not None else None
    if is_string(source) or "::text::" in cast("c", was, now, version):
        return _refused(value, source, target, now, version)
    if source in _NUMBERS and target in _NUMBERS:
        return _out_of_range(value, source, target, size)
    if source == "jsonb":
        return _not_in_jsonb(value, target, size, version)
    return _unlike(value, source, target, size)


def _out_of_range(value: str, source: str, target: str, size: tuple[int, ...]) -> str | None:
    if target in _INTEGERS:
        most = _INTEGERS[target]
        if _INTEGERS.get(source, most + 1) <= most:
            return None
        rounded = value if source in _INTEGERS else f"round({value}::numeric)"
        return f"{rounded} NOT BETWEEN {-most} AND {most - 1}"
    if target == "numeric":
        return _too_many_digits(value, size)
    if source in _INTEGERS or source in (target, "real"):
        return None
    least, most_of = _FLOATS[target]
    number = f"abs({value}::numeric)"
    beyond = f"({number} > {most_of} AND {number} < 'Infinity') OR ({value} <> 0 AND {number} < {least})"
    return f"({value}::text <> 'NaN' AND ({beyond}))"


def _too_many_digits(value: str, size: tuple[int, ...]) -> str | None:
    if not size:
        return None
    scale = size[1] if len(size) > 1 else 0
    number = f"{value}::numeric"
    return f"({number} <> 'NaN' AND abs(round({number}, {scale})) >= 10::numeric ^ {size[0] - scale})"


def untold(was: str, now: str, version: int | None) -> str | None:
    """Why nobody can ask which values a new type refuses, where what it refuses is not known either.

    >>> untold("text", "interval", 150000), untold("text", "interval", 160000), untold("text", "public.citext", 150000)
    ('before PostgreSQL 16 nobody can ask which texts a server takes for interval', None, None)
    """
    source, target = split(was)[0], split(now)[0]
    through_text = is_string(source) or "::text::" in cast("c", was, now, version)
    if _can_be_asked(version) or not through_text or target in _PATTERNS or is_string(target):
        return None
    return f"before PostgreSQL 16 nobody can ask which texts a server takes for {now}"


def _can_be_asked(version: int | None) -> bool:
    return (version or _SOFT_INPUT) >= _SOFT_INPUT


def _refused(value: str, source: str, target: str, now: str, version: int | None) -> str | None:
    """Text that the new type's input does not take; None where nobody can ask."""
    if is_string(target):
        return None
    if _can_be_asked(version):
        spelled = "bit varying" if target.startswith("bit") else now  # a cast that is written cuts
        return f"NOT pg_input_is_valid({value}::text, {literal(spelled)})"
    pattern = _PATTERNS.get(target)
    if pattern is None:
        return None
    unlike = f"{value}::text !~* {literal(pattern)}"
    if target not in _INTEGERS and not (target == "numeric" and split(now)[1]):
        return unlike
    beyond = _out_of_range(f"{value}::text::numeric", "numeric", target, split(now)[1])
    return f"CASE WHEN {unlike} THEN true ELSE {beyond} END"


def _not_in_jsonb(value: str, target: str, size: tuple[int, ...], version: int | None) -> str | None:
    """JSON that is no number, or none of that size; or no boolean."""
    kind = "boolean" if target == "boolean" else "number" if target in _NUMBERS else None
    if kind is None:
        return None
    null = "" if (version or _NULL_IN_JSONB) < _NULL_IN_JSONB else f" AND jsonb_typeof({value}) <> 'null'"
    other = f"(jsonb_typeof({value}) <> '{kind}'{null})"
    beyond = _out_of_range(f"({value})::numeric", "numeric", target, size) if kind == "number" else None
    inside = f"CASE WHEN jsonb_typeof({value}) = 'number' THEN {beyond} END"
    return f"({other} OR {inside})" if beyond is not None else other


def _unlike(value: str, source: str, target: str, size: tuple[int, ...]) -> str | None:
    """What the remaining casts refuse."""
    if target == "boolean":
        return (
            _out_of_range(value, source, "integer", ()) if source in _NUMBERS else _unlike(value, source, "integer", ())
        )
    if target == '"char"' and source == "integer":
        return f"{value} NOT BETWEEN -128 AND 127"
    if target == "bit" and source in ("bit", "bit varying"):
        return f"length({value}) <> {size[0] if size else 1}"
    if target == "bit varying" and size:
        return f"length({value}) > {size[0]}"
    if source == "bytea" and target in _BYTES:
        return f"octet_length({value}) > {_BYTES[target]}"
    if target == "oid" and source in ("bigint", "numeric"):
        return f"{value} NOT BETWEEN 0 AND 4294967295"
    if source == "date" and target.startswith("timestamp"):
        return f"({value} > date '{_LARGEST_TIMESTAMP}' AND isfinite({value}))"
    if source == "macaddr8" and target == "macaddr":
        return f"{value}::text NOT LIKE '__:__:__:ff:fe:%'"
    if target == "money" and source in ("numeric", "bigint"):
        return f"abs({value}::numeric) > 92233720368547758"
    return None
