"""Which indexes PostgreSQL can have on which fields, as far as Prisma knows."""

from __future__ import annotations

from trueup.formats.prisma.naming import LONGEST
from trueup.formats.prisma.opclasses import CLASSES, METHODS
from trueup.formats.prisma.problems import Problems
from trueup.formats.prisma.schema import Config, Index, Keyed

_MULTI = "only one field"
_OF_BRIN = {
    "Bit": "BitMinMax",
    "VarBit": "VarBitMinMax",
    "Char": "Bpchar",
    "Date": "Date",
    "Real": "Float4",
    "DoublePrecision": "Float8",
    "Inet": "Inet",
    "SmallInt": "Int2",
    "Integer": "Int4",
    "BigInt": "Int8",
    "Decimal": "Numeric",
    "Oid": "Oid",
    "ByteA": "Bytea",
    "VarChar": "Text",
    "Text": "Text",
    "Timestamp": "Timestamp",
    "Timestamptz": "TimestampTz",
    "Time": "Time",
    "Timetz": "TimeTz",
    "Uuid": "Uuid",
}
"""Native types a block range index takes, and what the names of their operator classes begin with."""


def check_index(index: Index, config: Config, problems: Problems) -> None:
    """Note what PostgreSQL cannot index so."""
    if index.name is not None and len(index.name.encode()) > LONGEST:
        told = f"{index.what}: the name is longer than {LONGEST} bytes: {index.name}"
        problems.add(index.map_at or index.at, told, "PostgreSQL would cut it: shorten it.")
    if any(one.length for one in index.fields):
        problems.add(index.at, f"{index.what}: PostgreSQL has no length of indexed values", "Take `length` out.")
    if index.method == "Hash" and any(one.descending is not None for one in index.fields):
        problems.add(index.at, f"{index.what}: a hash index has no order", "Take `sort` out.")
    if index.method == "SpGist" and len(index.fields) > 1:
        problems.add(index.at, f"{index.what}: an SP-GiST index can be of {_MULTI}", "Make one index for each.")
    if index.what != "@@index" and any(one.opclass is not None for one in index.fields):
        problems.add(index.at, f"{index.what}: operator classes are for @@index only", "Take `ops` out.")
    if index.where is not None and "partialIndexes" not in config.previews:
        told = f"{index.what}: `where` is a preview feature"
        problems.add(index.at, told, 'Add previewFeatures = ["partialIndexes"] to the generator.')
    for one in index.fields:
        wrong = _wrong(one, index.method or "BTree")
        if wrong is not None:
            problems.add(index.at, f"{index.what}: {wrong}", "Change `type` or `ops` of the index.")


def _wrong(one: Keyed, method: str) -> str | None:
    field = one.field
    if field.native_name == "Xml":
        return f"field `{field.name}` of type xml cannot be indexed"
    if one.raw:
        return None
    if one.opclass is not None and METHODS[method] not in CLASSES[one.opclass][1]:
        return f"operator class {one.opclass} does not go with {method}"
    if field.type is None or method in ("BTree", "Hash"):
        return None
    if _fits(one, method):
        return None
    if one.opclass is not None:
        return f"operator class {one.opclass} does not go with the type of field `{field.name}`"
    return f"{method} cannot index the type of field `{field.name}` without an operator class"


def _fits(one: Keyed, method: str) -> bool:
    field, opclass, native = one.field, one.opclass, one.field.native_name
    if method == "Gist":
        return native == "Inet" and opclass == "InetOps"
    if method == "Gin":
        if field.is_list:
            return opclass in (None, "ArrayOps")
        return native == "JsonB" and opclass in (None, "JsonbOps", "JsonbPathOps")
    if method == "SpGist":
        text = native in ("Text", "VarChar", "Char") and opclass in (None, "TextOps")
        return text or (native == "Inet" and opclass in (None, "InetOps"))
    return native in _OF_BRIN and (opclass is None or opclass.startswith(_OF_BRIN[native]))
