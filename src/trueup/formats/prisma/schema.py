"""What a Prisma schema means once its names are resolved: models with scalar and relation fields, enums, the config."""

from __future__ import annotations

import msgspec

from trueup.formats.prisma.tree import Block, Field, Items, Mapping, Text, Value
from trueup.formats.prisma.types import DEFAULTS


class EnumValue(msgspec.Struct, eq=False):
    """A value of an enum and the label it has in the database."""

    name: str
    label: str
    at: int


class Enum(msgspec.Struct, eq=False):
    """An enum; ``schema`` is that of ``@@schema``, with its place."""

    block: Block
    name: str
    label: str
    values: dict[str, EnumValue] = {}
    schema: tuple[str, int] | None = None


class Scalar(msgspec.Struct, eq=False):
    """A field that is a column. ``type`` is a scalar's name, an enum, or None for ``Unsupported(sql)``."""

    source: Field
    name: str
    column: str
    type: str | Enum | None
    arity: str
    at: int
    sql: str = ""
    native: tuple[str, tuple[str, ...]] | None = None
    default: Value | None = None
    ignored: bool = False

    @property
    def required(self) -> bool:
        return self.arity == ""

    @property
    def is_list(self) -> bool:
        return self.arity == "[]"

    @property
    def native_name(self) -> str:
        """The native type, given or usual; empty for what has none."""
        if not isinstance(self.type, str):
            return ""
        return (self.native or DEFAULTS[self.type])[0]


class Keyed(msgspec.Struct, eq=False):
    """A field of an index or key, with what is said of it there. ``raw`` operator classes are not Prisma's names."""

    field: Scalar
    descending: bool | None = None
    opclass: str | None = None
    raw: bool = False
    length: bool = False


class Index(msgspec.Struct, eq=False):
    """``@@index``, ``@unique``, ``@@unique``, ``@@fulltext`` or a key; ``what`` is the attribute with its ``@``."""

    what: str
    fields: list[Keyed]
    at: int
    unique: bool = False
    name: str | None = None
    client_name: str | None = None
    method: str | None = None
    where: Text | Mapping | None = None
    map_at: int | None = None

    @property
    def names(self) -> list[str]:
        return [one.field.name for one in self.fields]


class Relation(msgspec.Struct, eq=False):
    """A relation field. ``fields`` and ``references`` are None where they are not given."""

    source: Field
    name: str
    model: Model
    to: Model
    arity: str
    at: int
    relation: str | None = None
    attribute_at: int | None = None
    fields: list[Scalar] | None = None
    references: list[Scalar] | None = None
    on_delete: tuple[str, int] | None = None
    on_update: tuple[str, int] | None = None
    map: str | None = None
    map_at: int | None = None
    ignored: bool = False

    @property
    def is_list(self) -> bool:
        return self.arity == "[]"


class Model(msgspec.Struct, eq=False):
    """A model, or a view, which has the same fields."""

    block: Block
    name: str
    table: str
    view: bool
    scalars: dict[str, Scalar] = {}
    relations: dict[str, Relation] = {}
    ignored: bool = False
    schema: tuple[str, int] | None = None
    map_at: int | None = None
    id: Index | None = None
    indexes: list[Index] = []

    @property
    def word(self) -> str:
        return "view" if self.view else "model"

    @property
    def criteria(self) -> list[Index]:
        """What tells one row from all others: the key and the unique indexes."""
        return ([self.id] if self.id is not None else []) + [one for one in self.indexes if one.unique]


class Extension(msgspec.Struct, eq=False):
    """An extension of ``extensions = [...]``, by its name in the database."""

    name: str
    at: int
    schema: str | None = None
    version: str | None = None


class Config(msgspec.Struct, eq=False):
    """The datasource and the generators."""

    name: str = "db"
    provider: str | None = None
    at: int = 0
    emulated: bool = False
    """``relationMode = "prisma"``: the database has no foreign keys."""
    schemas: list[tuple[str, int]] | None = None
    extensions: list[Extension] | None = None
    previews: frozenset[str] = frozenset()
    url_variables: tuple[str, ...] = ()


class PrismaSchema(msgspec.Struct, eq=False):
    """Everything of one schema, in the order of the files."""

    config: Config
    models: dict[str, Model]
    enums: dict[str, Enum]


def texts(value: Value) -> list[tuple[str, int]]:
    """The strings of a list, or of a single string."""
    values = value.value if isinstance(value, Items) else (value,)
    return [(one.value, one.at) for one in values if isinstance(one, Text)]
