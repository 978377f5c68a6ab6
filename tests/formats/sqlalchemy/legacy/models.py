# ruff: noqa: UP006, UP007, UP035, UP037, UP042, UP045 - old spellings are read, too
"""Models as SQLAlchemy 1.4 had them: declarative_base, mixins of Column, registries, mapped Tables."""

import enum
import re

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.declarative import declarative_base, declared_attr
from sqlalchemy.ext.mutable import MutableDict
from sqlalchemy.orm import backref, column_property, deferred, registry, relationship, synonym

metadata = sa.MetaData(
    schema="crm",
    naming_convention={
        "ix": "%(table_name)s_%(column_0_N_name)s_idx",
        "uq": "%(table_name)s_%(column_0_name)s_uq",
        "fk": "%(table_name)s_%(column_0_N_name)s_fk_%(referred_table_name)s_%(referred_column_0_name)s",
        "ck": "%(table_name)s_%(constraint_name)s_check",
    },
)
Base = declarative_base(metadata=metadata)
mapper_registry = registry(metadata=metadata)


def NotNull(kind, *args, **kwargs):  # noqa: N802 - as projects name such helpers
    kwargs.setdefault("nullable", False)
    return sa.Column(kind, *args, **kwargs)


class Kind(enum.IntEnum):
    PERSON = 1
    COMPANY = 2


class Named:
    @declared_attr
    def __tablename__(cls):
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    id = sa.Column(sa.BigInteger, primary_key=True)
    created = sa.Column(sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False)

    @declared_attr
    def creator_id(cls):
        return sa.Column(sa.Integer, sa.ForeignKey("crm.person.id", name=f"{cls.__tablename__}_creator"), index=True)


class Person(Base):
    __tablename__ = "person"
    __table_args__ = (
        sa.UniqueConstraint("first", "last"),
        sa.CheckConstraint("first <> last", name="names"),
        sa.Index("person_lower", sa.text("lower(last)"), postgresql_where=sa.text("last IS NOT NULL")),
        {"comment": "Somebody", "extend_existing": True},
    )

    id = sa.Column(sa.Integer, primary_key=True)
    first = NotNull(sa.String(40))
    last = NotNull(sa.String(40), index=True, default="")
    kind = sa.Column(sa.Enum(Kind, schema="crm"), server_default=Kind.PERSON.name, nullable=False)
    email = sa.Column("email_address", sa.String(200), unique=True)
    notes = deferred(sa.Column(sa.Text))
    settings = sa.Column(MutableDict.as_mutable(postgresql.JSONB), server_default="{}", nullable=False)
    active = sa.Column(sa.Boolean, nullable=False, server_default=sa.sql.expression.true())
    mail = synonym("email")
    full = column_property(first + " " + last)


class Contact(Named, Base):
    person_id = sa.Column(sa.Integer, sa.ForeignKey(Person.id), nullable=False)
    number = sa.Column(sa.Integer, sa.Sequence("contact_number", metadata=metadata, start=1000))
    person = relationship(Person, backref=backref("contacts"))


tags = sa.Table(
    "contact_tags",
    metadata,
    sa.Column("contact_id", sa.ForeignKey("crm.contact.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("tag", sa.String(30), primary_key=True, index=True),
)


class ContactEvent(Named, Base):
    contact_id = sa.Column(sa.ForeignKey("crm.contact.id"), nullable=False)
    payload = sa.Column(postgresql.JSONB(none_as_null=True))


Contact.phone = sa.Column(sa.String(20))
sa.Index("contact_phone", Contact.phone, Contact.created.desc())


@mapper_registry.mapped
class Note:
    __tablename__ = "note"

    id = sa.Column(postgresql.UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()"))
    body = sa.Column(sa.Text, nullable=False)


class Plain:
    pass


plain_table = sa.Table("plain", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("x", sa.Float))
mapper_registry.map_imperatively(Plain, plain_table)


class Tabled(Base):
    __table__ = sa.Table("tabled", metadata, sa.Column("id", sa.Integer, primary_key=True), schema="other")
