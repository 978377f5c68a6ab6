# ruff: noqa: UP006, UP007, UP035, UP037, UP042, UP045 - old spellings are read, too
"""SQLModel's classes."""

import enum
import uuid
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Annotated, ClassVar, List, Optional

from pydantic import EmailStr, NaiveDatetime
from sqlalchemy import CheckConstraint, Column, DateTime, ForeignKey, Text, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import JSON, Field, Index, Relationship, SQLModel, String


class Role(str, enum.Enum):
    admin = "ADMIN"
    guest = "GUEST"


class Timestamps(SQLModel):
    created_at: datetime = Field(default_factory=datetime.now, sa_column_kwargs={"server_default": func.now()})
    updated_at: Optional[datetime] = Field(default=None, sa_type=DateTime(timezone=True))


class HeroBase(SQLModel):
    name: str = Field(index=True)
    age: int | None = Field(default=None, index=True)


class Team(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True, max_length=40)
    heroes: List["Hero"] = Relationship(back_populates="team")


class Link(SQLModel, table=True):
    __tablename__ = "hero_links"
    hero_id: uuid.UUID = Field(foreign_key="hero.id", primary_key=True, ondelete="CASCADE")
    team_id: int | None = Field(default=None, foreign_key="team.id", primary_key=True)


class Hero(Timestamps, HeroBase, table=True):
    __table_args__ = (
        UniqueConstraint("name", "team_id", name="uq_hero"),
        CheckConstraint("age > 0"),
        Index("ix_hero_secret", "secret", postgresql_where=text("secret <> ''")),
        {"comment": "People"},
    )

    CONSTANT: ClassVar[int] = 5

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    secret: str = ""
    role: Role = Role.guest
    maybe_role: Role | None = Field(default=None)
    rating: Decimal = Field(default=0, max_digits=5, decimal_places=2)
    price: Decimal = Decimal("0")
    weight: float
    alive: bool = True
    photo: bytes | None = None
    born: date
    wakes: time
    naps: timedelta
    email: EmailStr = Field(unique=True, index=True, max_length=255)
    naive: NaiveDatetime
    limited: Annotated[str, Field(max_length=9)]
    data: dict = Field(default={}, sa_column=Column(JSONB, nullable=False, server_default=text("'{}'::jsonb")))
    extra: dict | None = Field(default=None, sa_type=JSON)
    bio: str | None = Field(default=None, sa_column=Column("biography", Text, comment="long"))
    title: str = Field(sa_type=String(30), nullable=True)
    team_id: int | None = Field(default=None, foreign_key="team.id", ondelete="SET NULL", index=True)
    boss_id: uuid.UUID | None = Field(default=None, sa_column_args=[ForeignKey("hero.id")])
    team: Team | None = Relationship(back_populates="heroes")


class HeroPublic(HeroBase):
    id: uuid.UUID


class Hero2(HeroBase, table=True):
    id: int = Field(primary_key=True)
    name: str = Field(index=False)


metadata = SQLModel.metadata
