"""Prisma's scalar and native types and PostgreSQL's, one table read in both directions."""

from __future__ import annotations

import re
from typing import NamedTuple

SCALARS = ("Int", "BigInt", "Float", "Decimal", "Boolean", "String", "DateTime", "Json", "Bytes")


class Native(NamedTuple):
    """``@db.<name>``: the scalar it goes with, PostgreSQL's name as ``format_type`` prints it, its arguments.

    ``{}`` in ``sql`` is where the arguments go. ``most`` is how many there may be, ``needed`` whether all or none.
    """

    name: str
    scalar: str
    sql: str
    most: int = 0
    low: int = 0
    high: int = 2**31 - 1


NATIVES = (
    Native("SmallInt", "Int", "smallint"),
    Native("Integer", "Int", "integer"),
    Native("Oid", "Int", "oid"),
    Native("BigInt", "BigInt", "bigint"),
    Native("Real", "Float", "real"),
    Native("DoublePrecision", "Float", "double precision"),
    Native("Decimal", "Decimal", "numeric{}", 2),
    Native("Money", "Decimal", "money"),
    Native("Boolean", "Boolean", "boolean"),
    Native("Text", "String", "text"),
    Native("VarChar", "String", "character varying{}", 1),
    Native("Char", "String", "character{}", 1),
    Native("Bit", "String", "bit{}", 1, 1),
    Native("VarBit", "String", "bit varying{}", 1, 1),
    Native("Uuid", "String", "uuid"),
    Native("Xml", "String", "xml"),
    Native("Inet", "String", "inet"),
    Native("Citext", "String", "citext"),
    Native("Timestamp", "DateTime", "timestamp{} without time zone", 1, 0, 6),
    Native("Timestamptz", "DateTime", "timestamp{} with time zone", 1, 0, 6),
    Native("Date", "DateTime", "date"),
    Native("Time", "DateTime", "time{} without time zone", 1, 0, 6),
    Native("Timetz", "DateTime", "time{} with time zone", 1, 0, 6),
    Native("Json", "Json", "json"),
    Native("JsonB", "Json", "jsonb"),
    Native("ByteA", "Bytes", "bytea"),
)
BY_NAME = {native.name: native for native in NATIVES}

DEFAULTS = {
    "Int": ("Integer", ()),
    "BigInt": ("BigInt", ()),
    "Float": ("DoublePrecision", ()),
    "Decimal": ("Decimal", ("65", "30")),
    "Boolean": ("Boolean", ()),
    "String": ("Text", ()),
    "DateTime": ("Timestamp", ("3",)),
    "Json": ("JsonB", ()),
    "Bytes": ("ByteA", ()),
}
"""The native type of a scalar without one."""

SERIALS = {"integer": "serial", "bigint": "bigserial", "smallint": "smallserial"}
"""What ``autoincrement()`` makes of a type."""

_TYPE = re.compile(r"(?P<head>[a-z ]+?)(?:\((?P<arguments>[0-9, ]+)\))?(?P<tail> with(?:out)? time zone)?")
_BY_SQL = {native.sql.replace("{}", ""): native for native in NATIVES}


def sql_of(scalar: str, native: tuple[str, tuple[str, ...]] | None = None) -> str:
    """A scalar type, with its native type if it has one, as PostgreSQL calls it.

    >>> sql_of("String"), sql_of("Decimal", ("Decimal", ("10", "2"))), sql_of("DateTime", ("Timestamptz", ("6",)))
    ('text', 'numeric(10,2)', 'timestamp(6) with time zone')
    """
    name, arguments = native or DEFAULTS[scalar]
    return BY_NAME[name].sql.format(f"({','.join(arguments)})" if arguments else "")


def written(sql: str) -> tuple[str, str | None]:
    """A type as ``format_type`` prints it, as Prisma writes it: the scalar, and the native type unless it is usual.

    >>> written("text"), written("timestamp(6) with time zone"), written("numeric(65,30)"), written("circle")
    (('String', None), ('DateTime', 'Timestamptz(6)'), ('Decimal', None), ('Unsupported("circle")', None))
    """
    found = native_of(sql)
    if found is None:
        text = sql.replace("\\", "\\\\").replace('"', '\\"')
        return f'Unsupported("{text}")', None
    native, arguments = found
    if DEFAULTS[native.scalar] == (native.name, arguments):
        return native.scalar, None
    return native.scalar, native.name + (f"({', '.join(arguments)})" if arguments else "")


def native_of(sql: str) -> tuple[Native, tuple[str, ...]] | None:
    """The native type and its arguments that a PostgreSQL type stands for; None for one Prisma has no word for."""
    match = _TYPE.fullmatch(sql)
    native = _BY_SQL.get(match["head"] + (match["tail"] or "")) if match is not None else None
    if match is None or native is None:
        return None
    arguments = tuple(a.strip() for a in match["arguments"].split(",")) if match["arguments"] else ()
    return (native, arguments) if len(arguments) in (0, native.most) else None
