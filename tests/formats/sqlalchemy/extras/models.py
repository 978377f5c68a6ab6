# ruff: noqa: UP042 - as projects write it
"""Types of other packages, and types of the project's own."""

import enum

import sqlalchemy as sa
import sqlalchemy_utils
from pgvector.sqlalchemy import HALFVEC, Vector
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator, UserDefinedType


class Base(DeclarativeBase):
    pass


class Color(str, enum.Enum):
    RED = "red"
    LIGHT_BLUE = "light blue"


def values(kind: type[enum.Enum]) -> list[str]:
    return [one.value for one in kind]


def enum_column(kind: type[enum.Enum], **more) -> MappedColumn:
    return mapped_column(sa.Enum(kind, values_callable=values, name=f"{kind.__name__.lower()}_type"), **more)


class Tree(UserDefinedType):
    cache_ok = True

    def get_col_spec(self, **kw):
        return "tsquery"


class Json(TypeDecorator):
    impl = sa.JSON

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(pg.JSONB())
        return self.impl


class Money(TypeDecorator):
    impl = sa.Numeric(12, 2)
    cache_ok = True


class Code(Money):
    impl = sa.String(4)


class Item(Base):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    embedding = mapped_column(Vector(3))
    anything = mapped_column(Vector)
    half = mapped_column(HALFVEC(8), nullable=False)
    color = enum_column(Color, nullable=False, server_default=Color.LIGHT_BLUE)
    other: Mapped[Color | None] = enum_column(Color)
    text_color = mapped_column(sa.Enum(Color, native_enum=False, create_constraint=True, length=30))
    tree = mapped_column(Tree())
    json = mapped_column(Json)
    price = mapped_column(Money(), server_default=sa.text("0"))
    code = mapped_column(Code)
    uid = mapped_column(sqlalchemy_utils.UUIDType(binary=False))
    mail = mapped_column(sqlalchemy_utils.EmailType)
    url = mapped_column(sqlalchemy_utils.URLType, nullable=False)
    doc = mapped_column(sqlalchemy_utils.JSONType)
    search = mapped_column(pg.TSVECTOR, sa.Computed("to_tsvector('english', coalesce(code, ''))", persisted=True))
    ranges = mapped_column(pg.ARRAY(pg.DATERANGE))

    __table_args__ = (
        sa.Index(
            "items_embedding",
            "embedding",
            postgresql_using="hnsw",
            postgresql_with={"m": 16, "ef_construction": 64},
            postgresql_ops={"embedding": "vector_cosine_ops"},
        ),
        sa.Index("items_search", "search", postgresql_using="gin"),
        sa.Index("items_red", "id", postgresql_where=color == Color.RED),
        sa.Index("items_priced", price.desc(), unique=True, postgresql_where=(price > 0) & code.isnot(None)),
    )
