# ruff: noqa: UP006, UP007, UP035, UP037, UP042, UP045 - old spellings are read, too
"""Classes: annotations, mixins, inheritance, naming conventions, type maps."""

from __future__ import annotations

import datetime
import decimal
import enum
import uuid
from typing import Annotated, Any, Dict, List, Literal, NewType, Optional, Union

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    Enum,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Numeric,
    PrimaryKeyConstraint,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, CHAR, CITEXT, JSONB, UUID
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedAsDataclass,
    declared_attr,
    deferred,
    mapped_column,
    relationship,
)

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

str50 = Annotated[str, 50]
intpk = Annotated[int, mapped_column(primary_key=True)]
timestamp = Annotated[datetime.datetime, mapped_column(DateTime(timezone=True), server_default=func.now())]
Handle = NewType("Handle", str)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {
        str50: String(50),
        dict[str, Any]: JSONB,
        Handle: String(12),
        decimal.Decimal: Numeric(12, 4),
        enum.Enum: Enum(enum.Enum, values_callable=lambda x: [e.value for e in x]),
    }


class Status(enum.Enum):
    ACTIVE = "active"
    GONE = "gone"


class Guid(TypeDecorator[Any]):
    impl = CHAR
    cache_ok = True

    def load_dialect_impl(self, dialect: Any) -> Any:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(UUID())
        return dialect.type_descriptor(CHAR(32))


class Short(TypeDecorator[str]):
    impl = String(8)


class Sized(TypeDecorator[str]):
    impl = String

    def __init__(self, size: int = 5) -> None:
        super().__init__(length=size * 2)


class TimestampMixin:
    created_at: Mapped[timestamp]
    updated_at: Mapped[Optional[datetime.datetime]] = mapped_column(onupdate=func.now())


class OwnedMixin:
    @declared_attr
    def owner_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)

    @declared_attr.directive
    def __table_args__(cls) -> Any:
        return (
            UniqueConstraint("owner_id", "slug"),
            UniqueConstraint("id", "owner_id"),
            {"comment": f"Owned {cls.__name__}"},
        )


class TableName:
    @declared_attr.directive
    def __tablename__(cls) -> str:
        return "".join("_" + c.lower() if c.isupper() else c for c in cls.__name__).lstrip("_") + "s"


class AbstractBase(TableName, Base):
    __abstract__ = True

    id: Mapped[intpk]


class User(TimestampMixin, Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    nick: Mapped[str | None]
    code: Mapped[str50] = mapped_column(unique=True)
    maybe: Mapped[Optional[str50]]
    handle: Mapped[Handle]
    email: Mapped[str] = mapped_column("e_mail", CITEXT(), index=True, unique=True)
    balance: Mapped[decimal.Decimal] = mapped_column(server_default=text("0"))
    data: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    plain: Mapped[Dict[str, Any]] = mapped_column(JSONB)
    status: Mapped[Status] = mapped_column(default=Status.ACTIVE, server_default=Status.ACTIVE.value)
    kind: Mapped[Literal["a", "bcd"]]
    token: Mapped[uuid.UUID] = mapped_column(default=uuid.uuid4)
    born: Mapped[Union[datetime.date, None]]
    span: Mapped[datetime.timedelta]
    raw: Mapped[bytes]
    score: Mapped[float] = mapped_column(nullable=True)
    guid = mapped_column(Guid())
    short = mapped_column(Short, nullable=False)
    sized = mapped_column(Sized(4))
    tags: Mapped[List[str]] = mapped_column(ARRAY(String))
    big: Mapped[str] = deferred(mapped_column(Text))
    posts: Mapped[list["Post"]] = relationship(back_populates="user")

    @hybrid_property
    def upper(self) -> str:
        return self.name.upper()

    __table_args__ = (
        CheckConstraint("length(name) > 1", name="name_long"),
        CheckConstraint(score > 0, name="score_positive"),
        Index(None, "name", "nick"),
        Index("ix_users_lower", func.lower(email)),
    )


class Post(OwnedMixin, AbstractBase):
    slug: Mapped[str]
    user: Mapped["User"] = relationship(back_populates="posts")


class BlogComment(TimestampMixin, AbstractBase):
    body: Mapped[str] = mapped_column(Text, comment="what was said")
    post_id: Mapped[Optional[int]] = mapped_column(ForeignKey(Post.id))
    parent_id: Mapped[Optional[int]] = mapped_column(ForeignKey("blog_comments.id"))


class Animal(Base):
    __tablename__ = "animals"

    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(20))
    __mapper_args__ = {"polymorphic_on": "type", "polymorphic_identity": "animal"}


class Dog(Animal):
    bark: Mapped[Optional[str]]
    __mapper_args__ = {"polymorphic_identity": "dog"}


class Cat(Animal):
    __tablename__ = "cats"

    id: Mapped[int] = mapped_column(ForeignKey("animals.id"), primary_key=True)
    lives: Mapped[int] = mapped_column(server_default="9")
    __mapper_args__ = {"polymorphic_identity": "cat"}


class Dated(MappedAsDataclass, Base):
    __tablename__ = "dated"
    __table_args__ = (
        PrimaryKeyConstraint("day", "slot"),
        ForeignKeyConstraint(["post_id", "owner"], ["posts.id", "posts.owner_id"], name="fk_custom"),
        UniqueConstraint("post_id", name="named_unique"),
        {"schema": "calendar", "comment": "days"},
    )

    day: Mapped[datetime.date] = mapped_column(init=False)
    slot: Mapped[int] = mapped_column(default=0)
    post_id: Mapped[Optional[int]] = mapped_column(default=None)
    owner: Mapped[Optional[int]] = mapped_column(default=None, index=True)


Index("ix_post_slug", Post.slug, Post.owner_id.desc())


class ALongNameThatGoesOnAndOnForQuiteAWhile(Base):
    __tablename__ = "a_long_table_name_that_goes_on_and_on_for_quite_a_while_indeed"

    identifier_of_considerable_length: Mapped[int] = mapped_column(primary_key=True)
    reference_of_considerable_length: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True, unique=True)
