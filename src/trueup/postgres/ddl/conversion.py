"""How values of one type become values of another: by themselves, by a cast that must be written, or through text.

What loses something on the way is known here too (measured, see the manual's chapter on type conversion).
"""

from __future__ import annotations

import re

# Casts that ALTER COLUMN TYPE finds without USING: those of pg_cast marked implicit or assignment (14-18).
_REG = (
    "regclass|regcollation|regconfig|regdictionary|regnamespace"
    "|regoper|regoperator|regproc|regprocedure|regrole|regtype"
)
_ASSIGNMENT: dict[str, frozenset[str]] = {
    source: frozenset(targets.split("|"))
    for source, targets in {
        '"char"': "character|character varying|text",
        "smallint": "bigint|double precision|integer|numeric|oid|real|" + _REG,
        "integer": "bigint|double precision|money|numeric|oid|real|smallint|" + _REG,
        "bigint": "double precision|integer|money|numeric|oid|real|smallint|" + _REG,
        "oid": "bigint|integer|" + _REG,
        "numeric": "bigint|double precision|integer|money|real|smallint",
        "real": "bigint|double precision|integer|numeric|smallint",
        "double precision": "bigint|integer|numeric|real|smallint",
        "money": "numeric",
        "bit": "bit varying",
        "bit varying": "bit",
        "box": "polygon",
        "path": "polygon",
        "point": "box",
        "polygon": "path",
        "character": '"char"|character varying|name|text',
        "character varying": '"char"|character|name|regclass|text',
        "text": '"char"|character|character varying|name|regclass',
        "name": "character|character varying|text",
        "cidr": "inet",
        "inet": "cidr",
        "date": "timestamp with time zone|timestamp without time zone",
        "interval": "time without time zone",
        "time with time zone": "time without time zone",
        "time without time zone": "interval|time with time zone",
        "timestamp with time zone": "date|time with time zone|time without time zone|timestamp without time zone",
        "timestamp without time zone": "date|time without time zone|timestamp with time zone",
        "json": "jsonb",
        "jsonb": "json",
        "macaddr": "macaddr8",
        "macaddr8": "macaddr",
    }.items()
}
# Casts that must be written, and are all there is.
_EXPLICIT: dict[str, frozenset[str]] = {
    source: frozenset(targets.split("|"))
    for source, targets in {
        '"char"': "integer",
        "bigint": "bit|bytea",
        "bit": "bigint|integer",
        "boolean": "integer",
        "box": "circle|lseg|point",
        "bytea": "bigint|integer|smallint",
        "circle": "box|point|polygon",
        "integer": '"char"|bit|boolean|bytea',
        "jsonb": "bigint|boolean|double precision|integer|numeric|real|smallint",
        "lseg": "point",
        "polygon": "box|circle|point",
        "smallint": "bytea",
    }.items()
}
_WITH_BYTEA = 180000
"""The version that brought the casts between ``bytea`` and integers."""
# Every value of the first type is a value of the second, whatever their modifiers.
_WIDER = {
    "smallint": {"integer", "bigint", "numeric", "real", "double precision"},
    "integer": {"bigint", "numeric", "double precision"},
    "bigint": {"numeric"},
    "real": {"double precision"},
    "cidr": {"inet"},
    "date": {"timestamp without time zone"},
    "macaddr": {"macaddr8"},
    "character varying": {"text"},
    "name": {"text", "character varying"},
}
# Values that do not fit are refused, none is bent silently.
_CHECKED = {
    "bigint": {"integer", "smallint"},
    "integer": {"smallint"},
    "text": {"character varying", "character", "uuid", "json", "jsonb", "xml"},
    "character varying": {"character varying", "character", "uuid", "json", "jsonb", "xml"},
}
_STRINGS = frozenset({"text", "character varying", "character"})
_MODIFIER = re.compile(r"\((\d+)(?:,\s*(-?\d+))?\)")


def split(type_name: str) -> tuple[str, tuple[int, ...], int]:
    """A type as PostgreSQL prints it, apart: name without modifiers, modifiers, array dimensions (0 or 1).

    >>> split("numeric(10,2)[]")
    ('numeric', (10, 2), 1)
    >>> split("timestamp(3) with time zone")
    ('timestamp with time zone', (3,), 0)
    """
    array = type_name.endswith("[]")
    scalar = type_name[:-2] if array else type_name
    found = None if scalar.startswith('"') else _MODIFIER.search(scalar)
    if found is None:
        return scalar, (), int(array)
    modifiers = tuple(int(group) for group in found.groups() if group is not None)
    return scalar[: found.start()] + scalar[found.end() :], modifiers, int(array)


def is_string(name: str) -> bool:
    """Whether a type without modifiers holds any text; citext does, wherever its extension is."""
    return name in _STRINGS or name.rpartition(".")[2] == "citext"


def by_assignment(before: str, after: str) -> bool:
    """Whether ALTER COLUMN TYPE converts values by itself.

    >>> by_assignment("integer", "bigint"), by_assignment("text", "integer"), by_assignment("uuid", "text")
    (True, False, True)
    """
    source, _, depth = split(before)
    target, _, target_depth = split(after)
    if depth != target_depth:
        return target_depth == 0 and is_string(target)
    return source == target or is_string(target) or target in _ASSIGNMENT.get(source, ())


def cast(expression: str, before: str, after: str, version: int | None = None) -> str:
    """An expression that turns a value of one type into one of another, through text when there is no cast.

    ``version`` is the ``server_version_num`` of the server that has the rows; the newest when it is not known.

    >>> cast("c", "text", "integer"), cast("c", "public.mood", "public.mood2"), cast("c", "boolean", "numeric")
    ('c::integer', 'c::text::public.mood2', 'c::integer::numeric')
    """
    source, _, depth = split(before)
    target, _, target_depth = split(after)
    if depth != target_depth:
        return (
            f"ARRAY[{cast(expression, before, after[:-2], version)}]"
            if target_depth
            else f"{expression}::text::{after}"
        )
    known = _ASSIGNMENT.get(source, frozenset()) | _EXPLICIT.get(source, frozenset())
    if version is not None and version < _WITH_BYTEA:
        known = frozenset() if source == "bytea" else known - {"bytea"}
    if is_string(source) or source == target or target in known:
        return f"{expression}::{after}"
    if source == "boolean" and target in _ASSIGNMENT["integer"]:
        return f"{expression}::integer::{after}"
    if target == "boolean" and "integer" in known:
        return f"{expression}::integer::boolean"
    return f"{expression}::text{'[]' * depth}::{after}"


def silently_loses(before: str, after: str) -> bool:
    """Whether a value may come out changed without an error.

    >>> silently_loses("integer", "bigint"), silently_loses("numeric(10,2)", "numeric(10,1)")
    (False, True)
    >>> silently_loses("text", "public.citext"), silently_loses("public.citext", "character varying(5)")
    (False, False)
    """
    source, have, depth = split(before)
    target, want, target_depth = split(after)
    if depth != target_depth:
        return bool(depth)
    if source == target:
        return _narrower(source, have, want)
    if is_string(target) and target != "character" and not want:
        return source in {"double precision", "real", "character"}
    source = "text" if is_string(source) and source not in _STRINGS else source
    return target not in _WIDER.get(source, set()) | _CHECKED.get(source, set())


def _narrower(name: str, have: tuple[int, ...], want: tuple[int, ...]) -> bool:
    """Whether modifiers round or cut; lengths of character types are checked, not cut."""
    if not want or have == want or name.startswith(("character", "bit")):
        return False
    if name == "numeric":
        scale = want[1] if len(want) > 1 else 0
        return not have or (have[1] if len(have) > 1 else 0) > scale
    return not have or have[0] > want[0]
