"""Operator classes that Prisma has names for: what PostgreSQL calls them, and for which index and type they are."""

from __future__ import annotations

import re

METHODS = {"BTree": "btree", "Hash": "hash", "Gist": "gist", "Gin": "gin", "SpGist": "spgist", "Brin": "brin"}
"""``type:`` of an index."""

OTHERS = {
    "InetOps": ("inet_ops", ("gist", "spgist")),
    "JsonbOps": ("jsonb_ops", ("gin",)),
    "JsonbPathOps": ("jsonb_path_ops", ("gin",)),
    "ArrayOps": ("array_ops", ("gin",)),
    "TextOps": ("text_ops", ("spgist",)),
    "InetInclusionOps": ("inet_inclusion_ops", ("brin",)),
    "BitMinMaxOps": ("bit_minmax_ops", ("brin",)),
    "VarBitMinMaxOps": ("varbit_minmax_ops", ("brin",)),
}
_BRIN = {
    "Bpchar": "bpchar",
    "Bytea": "bytea",
    "Date": "date",
    "Float4": "float4",
    "Float8": "float8",
    "Inet": "inet",
    "Int2": "int2",
    "Int4": "int4",
    "Int8": "int8",
    "Numeric": "numeric",
    "Oid": "oid",
    "Text": "text",
    "Timestamp": "timestamp",
    "TimestampTz": "timestamptz",
    "Time": "time",
    "TimeTz": "timetz",
    "Uuid": "uuid",
}
_WAYS = {"BloomOps": "bloom_ops", "MinMaxOps": "minmax_ops", "MinMaxMultiOps": "minmax_multi_ops"}
_SORTED_ONLY = ("Bpchar", "Bytea", "Text")
"""Types that have no ``minmax_multi`` class."""

CLASSES = OTHERS | {
    f"{name}{way}": (f"{sql}_{ops}", ("brin",))
    for name, sql in _BRIN.items()
    for way, ops in _WAYS.items()
    if way != "MinMaxMultiOps" or name not in _SORTED_ONLY
}
"""``ops:`` of an indexed field -> the operator class and the index methods it serves."""

_NAMES = {sql: name for name, (sql, _) in CLASSES.items()}
_PLAIN = re.compile(r"[a-z_][a-z0-9_]*\Z")


def written(opclass: str) -> str:
    """An operator class as Prisma writes it.

    >>> written("jsonb_path_ops"), written("gin_trgm_ops")
    ('JsonbPathOps', 'raw("gin_trgm_ops")')
    """
    name = _NAMES.get(opclass)
    return name if name is not None and _PLAIN.match(opclass) else f'raw("{opclass}")'
