"""Django's field classes and PostgreSQL's types, as one table for both directions. Knows no model and no relation.

``django.db.backends.postgresql.base.DatabaseWrapper.data_types`` and ``django.contrib.postgres.fields`` are its source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple


class Kind(NamedTuple):
    """A field class as far as the database goes.

    ``type`` has ``{option}`` for what the field says; an option that is None leaves its parentheses away. ``options``
    are those the class sets by itself, ``check`` is what its column always has to hold, ``{}`` standing for the column.
    ``referring`` is the type of a foreign key to such a field, None for the same; ``package`` where the class is.
    """

    type: str
    options: Mapping[str, object] = {}
    check: str | None = None
    referring: str | None = None
    package: str = "django.db.models"


_PG = "django.contrib.postgres.fields"
_GIS = "django.contrib.gis.db.models"
_POSITIVE = "{} >= 0"

KINDS: Mapping[str, Kind] = {
    "AutoField": Kind("integer", referring="integer"),
    "BigAutoField": Kind("bigint", referring="bigint"),
    "SmallAutoField": Kind("smallint", referring="smallint"),
    "BinaryField": Kind("bytea"),
    "BooleanField": Kind("boolean"),
    "CharField": Kind("varchar({max_length})"),
    "DateField": Kind("date"),
    "DateTimeField": Kind("timestamp with time zone"),
    "DecimalField": Kind("numeric({max_digits}, {decimal_places})"),
    "DurationField": Kind("interval"),
    "EmailField": Kind("varchar({max_length})", {"max_length": 254}),
    "FileField": Kind("varchar({max_length})", {"max_length": 100}),
    "FilePathField": Kind("varchar({max_length})", {"max_length": 100}),
    "FloatField": Kind("double precision"),
    "GenericIPAddressField": Kind("inet"),
    "IPAddressField": Kind("inet"),
    "ImageField": Kind("varchar({max_length})", {"max_length": 100}),
    "IntegerField": Kind("integer"),
    "BigIntegerField": Kind("bigint"),
    "SmallIntegerField": Kind("smallint"),
    "JSONField": Kind("jsonb"),
    "NullBooleanField": Kind("boolean", {"null": True}),
    "OrderWrt": Kind("integer", package="django.db.models.fields.proxy"),
    "PositiveBigIntegerField": Kind("bigint", check=_POSITIVE, referring="bigint"),
    "PositiveIntegerField": Kind("integer", check=_POSITIVE, referring="integer"),
    "PositiveSmallIntegerField": Kind("smallint", check=_POSITIVE, referring="smallint"),
    "SlugField": Kind("varchar({max_length})", {"max_length": 50, "db_index": True}),
    "TextField": Kind("text"),
    "TimeField": Kind("time"),
    "URLField": Kind("varchar({max_length})", {"max_length": 200}),
    "UUIDField": Kind("uuid"),
    "CommaSeparatedIntegerField": Kind("varchar({max_length})"),
    "BigIntegerRangeField": Kind("int8range", package=_PG),
    "DateRangeField": Kind("daterange", package=_PG),
    "DateTimeRangeField": Kind("tstzrange", package=_PG),
    "DecimalRangeField": Kind("numrange", package=_PG),
    "FloatRangeField": Kind("numrange", package=_PG),
    "IntegerRangeField": Kind("int4range", package=_PG),
    "HStoreField": Kind("hstore", package=_PG),
    "CICharField": Kind("citext", package=_PG),
    "CIEmailField": Kind("citext", {"max_length": 254}, package=_PG),
    "CITextField": Kind("citext", package=_PG),
    "SearchVectorField": Kind("tsvector", package="django.contrib.postgres.search"),
    **{
        name: Kind(f"geometry({shape}{{dim}},{{srid}})", {"srid": 4326, "dim": 2, "spatial_index": True}, package=_GIS)
        for name, shape in {
            "GeometryField": "GEOMETRY",
            "PointField": "POINT",
            "LineStringField": "LINESTRING",
            "PolygonField": "POLYGON",
            "MultiPointField": "MULTIPOINT",
            "MultiLineStringField": "MULTILINESTRING",
            "MultiPolygonField": "MULTIPOLYGON",
            "GeometryCollectionField": "GEOMETRYCOLLECTION",
        }.items()
    },
    "RasterField": Kind("raster", {"srid": 4326, "spatial_index": True}, package=_GIS),
    "VectorField": Kind("vector({dimensions})", package="pgvector.django"),
    "HalfVectorField": Kind("halfvec({dimensions})", package="pgvector.django"),
    "SparseVectorField": Kind("sparsevec({dimensions})", package="pgvector.django"),
    "BitField": Kind("bit({length})", package="pgvector.django"),
}
"""Every field class that makes a column of a type of its own; relations and arrays are made of these."""

AUTO = frozenset({"AutoField", "BigAutoField", "SmallAutoField"})
GEOMETRIES = frozenset(name for name, kind in KINDS.items() if kind.package == _GIS)
RELATIONS = frozenset({"ForeignKey", "OneToOneField", "ManyToManyField"})

HOMES = (
    "django.db.models",
    "django.db.models.fields",
    "django.db.models.fields.files",
    "django.db.models.fields.json",
    "django.db.models.fields.related",
    "django.db.models.fields.proxy",
    "django.contrib.gis.db.models",
    "django.contrib.gis.db.models.fields",
    "django.contrib.postgres.fields",
    "django.contrib.postgres.fields.array",
    "django.contrib.postgres.fields.citext",
    "django.contrib.postgres.fields.hstore",
    "django.contrib.postgres.fields.jsonb",
    "django.contrib.postgres.fields.ranges",
    "django.contrib.postgres.search",
    "pgvector.django",
    "django.db",
)
"""Modules the classes are imported from."""

OTHERS = frozenset({"ArrayField", "GeneratedField", "CompositePrimaryKey", "Field", *RELATIONS})


def kind_of(path: str) -> str | None:
    """The name of Django's field class behind a dotted path, None when it is no such class.

    >>> kind_of("django.db.models.CharField"), kind_of("django.db.models.Q")
    ('CharField', None)
    """
    home, _, name = path.rpartition(".")
    if name not in KINDS and name not in OTHERS:
        return None
    return name if home in HOMES or home.startswith("pgvector.django") else None


def spelled(kind: Kind, options: Mapping[str, object]) -> str:
    """A column's type.

    >>> spelled(KINDS["DecimalField"], {"max_digits": 8, "decimal_places": 2}), spelled(KINDS["CharField"], {})
    ('numeric(8, 2)', 'varchar')
    """
    said = {**kind.options, **options}
    if "{dim}" in kind.type:
        word = "geography" if said.get("geography") else "geometry"
        shape = kind.type.replace("geometry", word).replace("{dim}", "Z" if said["dim"] == 3 else "")
        return shape.replace("{srid}", str(said["srid"]))
    wanted = re.findall(r"\{(\w+)\}", kind.type)
    if wanted and said.get(wanted[0]) is None:
        return kind.type.partition("(")[0]
    return re.sub(r"\{(\w+)\}", lambda found: str(said.get(found[1])), kind.type)


_PLAIN = {
    kind.type: name
    for name, kind in reversed(list(KINDS.items()))
    if "{" not in kind.type and kind.check is None and name not in AUTO and not name.startswith(("Null", "IP", "Order"))
} | {"time without time zone": "TimeField", "character varying": "CharField"}
_SIZED = {
    "character varying": ("CharField", ("max_length",)),
    "varchar": ("CharField", ("max_length",)),
    "numeric": ("DecimalField", ("max_digits", "decimal_places")),
    "vector": ("VectorField", ("dimensions",)),
    "halfvec": ("HalfVectorField", ("dimensions",)),
}


_OF_EXTENSIONS = frozenset({"citext", "hstore"})


def field_of(type: str) -> tuple[str, dict[str, int]] | None:
    """The field class for a type as PostgreSQL prints it, with its options; None when Django has none.

    >>> field_of("character varying(20)"), field_of("money")
    (('CharField', {'max_length': 20}), None)
    """
    bare = type.rpartition(".")[2]
    if type in _PLAIN or bare in _OF_EXTENSIONS:
        return _PLAIN[bare], {}
    match = re.fullmatch(r"(?:\w+\.(?=vector|halfvec))?([a-z ]+)\((\d+)(?:,\s*(\d+))?\)", type)
    if match is None or match[1] not in _SIZED:
        return None
    name, options = _SIZED[match[1]]
    numbers = [int(n) for n in match.groups()[1:] if n is not None]
    return (name, dict(zip(options, numbers, strict=True))) if len(numbers) == len(options) else None
