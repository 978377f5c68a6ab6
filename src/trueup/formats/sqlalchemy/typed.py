"""What a type of SQLAlchemy's comes to on PostgreSQL, and the tables of types, both ways. Reading is ``types``'."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from trueup.formats.python import Value
from trueup.model import Origin

Affinity = Literal["integer", "numeric", "string", "boolean", "json", "array", "enum", "other"]


@dataclass(slots=True, frozen=True)
class Domain:
    """A domain that a type makes."""

    namespace: str
    name: str
    type: str
    collation: str | None
    default: Value | None
    not_null: bool | None
    check: Value | None
    constraint: str | None


@dataclass(slots=True, frozen=True)
class Typed:
    """A column's type: PostgreSQL's SQL for it and what it brings.

    ``labels`` are those of an enum; ``enum`` is its namespace and name when it is PostgreSQL's own, otherwise
    ``check`` says whether a check keeps them, by ``name``. ``serial`` is what an auto-incrementing key becomes;
    ``spatial`` is a type for which geoalchemy2 makes an index, ``searchable`` one for which listeners may.
    """

    sql: str
    affinity: Affinity = "other"
    serial: str = "SERIAL"
    collation: str | None = None
    enum: tuple[str, str] | None = None
    labels: tuple[str, ...] = ()
    check: bool = False
    name: str | None = None
    domain: Domain | None = None
    origin: Origin | None = None
    spatial: bool = False
    searchable: bool = False
    inner: tuple[Typed, ...] = field(default=())


PLAIN: dict[str, tuple[str, Affinity]] = {
    "Integer": ("INTEGER", "integer"),
    "BigInteger": ("BIGINT", "integer"),
    "SmallInteger": ("SMALLINT", "integer"),
    "Boolean": ("BOOLEAN", "boolean"),
    "Date": ("DATE", "other"),
    "Double": ("DOUBLE PRECISION", "numeric"),
    "Text": ("TEXT", "string"),
    "UnicodeText": ("TEXT", "string"),
    "LargeBinary": ("BYTEA", "other"),
    "PickleType": ("BYTEA", "other"),
    "JSON": ("JSON", "json"),
    "Uuid": ("UUID", "other"),
    "UUID": ("UUID", "other"),
    "INTEGER": ("INTEGER", "integer"),
    "INT": ("INTEGER", "integer"),
    "BIGINT": ("BIGINT", "integer"),
    "SMALLINT": ("SMALLINT", "integer"),
    "BOOLEAN": ("BOOLEAN", "boolean"),
    "DATE": ("DATE", "other"),
    "REAL": ("REAL", "numeric"),
    "DOUBLE": ("DOUBLE PRECISION", "numeric"),
    "DOUBLE_PRECISION": ("DOUBLE PRECISION", "numeric"),
    "TEXT": ("TEXT", "string"),
    "BYTEA": ("BYTEA", "other"),
    "JSONB": ("JSONB", "json"),
    "JSONPATH": ("JSONPATH", "other"),
    "HSTORE": ("HSTORE", "other"),
    "INET": ("INET", "other"),
    "CIDR": ("CIDR", "other"),
    "MACADDR": ("MACADDR", "other"),
    "MACADDR8": ("MACADDR8", "other"),
    "MONEY": ("MONEY", "other"),
    "OID": ("OID", "other"),
    "REGCLASS": ("REGCLASS", "other"),
    "REGCONFIG": ("REGCONFIG", "other"),
    "TSVECTOR": ("TSVECTOR", "other"),
    "TSQUERY": ("TSQUERY", "other"),
    "CITEXT": ("CITEXT", "string"),
    "INT4RANGE": ("INT4RANGE", "other"),
    "INT8RANGE": ("INT8RANGE", "other"),
    "NUMRANGE": ("NUMRANGE", "other"),
    "DATERANGE": ("DATERANGE", "other"),
    "TSRANGE": ("TSRANGE", "other"),
    "TSTZRANGE": ("TSTZRANGE", "other"),
    "INT4MULTIRANGE": ("INT4MULTIRANGE", "other"),
    "INT8MULTIRANGE": ("INT8MULTIRANGE", "other"),
    "NUMMULTIRANGE": ("NUMMULTIRANGE", "other"),
    "DATEMULTIRANGE": ("DATEMULTIRANGE", "other"),
    "TSMULTIRANGE": ("TSMULTIRANGE", "other"),
    "TSTZMULTIRANGE": ("TSTZMULTIRANGE", "other"),
}
"""Types without parameters that matter."""

UTILS: dict[str, tuple[str, Affinity]] = {
    "UUIDType": ("UUID", "other"),
    "EmailType": ("VARCHAR(255)", "string"),
    "URLType": ("TEXT", "string"),
    "JSONType": ("JSON", "json"),
    "LtreeType": ("LTREE", "other"),
    "TSVectorType": ("TSVECTOR", "other"),
    "ArrowType": ("TIMESTAMP", "other"),
    "IPAddressType": ("VARCHAR(50)", "string"),
    "CurrencyType": ("VARCHAR(3)", "string"),
    "CountryType": ("VARCHAR(2)", "string"),
    "LocaleType": ("VARCHAR(10)", "string"),
    "TimezoneType": ("VARCHAR(50)", "string"),
    "ColorType": ("VARCHAR(20)", "string"),
    "ScalarListType": ("TEXT", "string"),
}
"""Types of sqlalchemy_utils, as they are on PostgreSQL without parameters."""

WRITTEN = {
    "smallint": "types.SmallInteger({})",
    "integer": "types.Integer({})",
    "bigint": "types.BigInteger({})",
    "boolean": "types.Boolean({})",
    "real": "types.REAL({})",
    "double precision": "types.Double({})",
    "numeric": "types.Numeric({})",
    "numeric()": "types.Numeric({})",
    "text": "types.Text({})",
    "character varying": "types.String({})",
    "character varying()": "types.String({})",
    "character()": "types.CHAR({})",
    "date": "types.Date({})",
    "timestamp without time zone": "types.DateTime({})",
    "timestamp with time zone": "types.DateTime(timezone=True{})",
    "timestamp() without time zone": "postgresql.TIMESTAMP(precision={})",
    "timestamp() with time zone": "postgresql.TIMESTAMP(timezone=True, precision={})",
    "time without time zone": "types.Time({})",
    "time with time zone": "types.Time(timezone=True{})",
    "time() without time zone": "postgresql.TIME(precision={})",
    "time() with time zone": "postgresql.TIME(timezone=True, precision={})",
    "interval": "types.Interval({})",
    "interval()": "postgresql.INTERVAL(precision={})",
    "bytea": "types.LargeBinary({})",
    "uuid": "types.Uuid({})",
    "json": "types.JSON({})",
    "bit()": "postgresql.BIT({})",
    "bit varying": "postgresql.BIT(varying=True{})",
    "bit varying()": "postgresql.BIT({}, varying=True)",
    **{
        sql.lower(): f"postgresql.{name}()"
        for name, (sql, _) in PLAIN.items()
        if name == sql
        and sql not in ("INTEGER", "BIGINT", "SMALLINT", "BOOLEAN", "DATE", "REAL", "TEXT", "BYTEA", "UUID")
    },
}
"""How a type that PostgreSQL prints is written; ``()`` stands for numbers in it, ``{}`` for where they go."""
