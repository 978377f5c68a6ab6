"""Which extension brings a type, function or operator class of a given name, read off the stand-ins' own scripts."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_MAKES = re.compile(r"^CREATE (?:TYPE|DOMAIN|FUNCTION|OPERATOR CLASS) (\"?)(\w+)\1", re.M)

_WHEEL = {
    "vector": re.compile(
        r"vector|halfvec|sparsevec|(?:vector|halfvec|sparsevec|bit)_(?:l1|l2|ip|cosine|hamming|jaccard)_ops"
    )
}
"""What the wheel itself carries has no stand-in to read."""

_BUILT_IN = """
    text varchar char character bpchar integer int int2 int4 int8 bigint smallint serial serial4 serial8 bigserial
    smallserial numeric decimal real float float4 float8 double boolean bool date time timetz timestamp
    timestamptz interval json jsonb jsonpath uuid bytea inet cidr macaddr macaddr8 bit varbit point line lseg box
    path polygon circle tsvector tsquery xml money oid regclass name int4range int8range numrange tsrange
    tstzrange daterange now gen_random_uuid uuidv7 nextval lower upper coalesce to_tsvector setweight concat
    length char_length array jsonb_build_object json_build_object extract date_part round abs cardinality
    current_setting
    array_ops bit_ops bool_ops bpchar_ops bpchar_pattern_ops bytea_ops char_ops cidr_ops date_ops enum_ops float4_ops
    float8_ops inet_ops int2_ops int4_ops int8_ops interval_ops jsonb_ops jsonb_path_ops macaddr8_ops macaddr_ops
    name_ops numeric_ops oid_ops range_ops text_ops text_pattern_ops time_ops timestamp_ops timestamptz_ops timetz_ops
    tsquery_ops tsvector_ops uuid_ops varbit_ops varchar_ops varchar_pattern_ops
"""
"""PostgreSQL's own names that declarations are full of: asking for these must cost nothing."""


def provider(name: str) -> str | None:
    """The extension that brings something of that name; None when PostgreSQL itself does or nobody is known to.

    >>> [provider(name) for name in ("citext", "gin_trgm_ops", "uuid_generate_v4", "halfvec", "now")]
    ['citext', 'pg_trgm', 'uuid-ossp', 'vector', None]
    """
    if name in _built_in():
        return None
    for extension, names in _WHEEL.items():
        if names.fullmatch(name):
            return extension
    found = _index().get(name, ())
    return name if name in found else min(found, default=None)


def missed(message: str) -> str | None:
    """The extension that brings what PostgreSQL says is not there; None when none is known to.

    >>> missed('operator class "gin_trgm_ops" does not exist for access method "gin"')
    'pg_trgm'
    >>> missed('data type text has no default operator class for access method "gin"')
    'btree_gin'
    >>> missed("function uuid_generate_v4() does not exist")
    'uuid-ossp'
    """
    default = _NO_CLASS.fullmatch(message)
    if default is not None:
        return f"btree_{default[1]}"
    named = _NOT_THERE.match(message)
    return provider(named[1].rpartition(".")[2]) if named is not None else None


_NO_CLASS = re.compile(r'data type .+ has no default operator class for access method "(gin|gist)"')
_NOT_THERE = re.compile(r'(?:type|operator class|function) "?([\w.]+)"?(?:\(.*\))? does not exist')


@cache
def _built_in() -> frozenset[str]:
    return frozenset(_BUILT_IN.split())


@cache
def _index() -> dict[str, set[str]]:
    """Each name that a stand-in's script makes, with the extensions that make it."""
    found: dict[str, set[str]] = {}
    for path in sorted((Path(__file__).parent / "extensions").glob("*/*.sql")):
        for _, name in _MAKES.findall(path.read_text(encoding="utf-8")):
            found.setdefault(name, set()).add(path.parent.name)
    return found
