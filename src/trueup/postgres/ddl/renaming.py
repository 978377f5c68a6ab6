"""ALTER … RENAME: one object under another name, with everything that is inside of it and all that refers to it."""

from __future__ import annotations

from typing import Any

import msgspec

from trueup.model import Address, Schema
from trueup.postgres.ddl import noun
from trueup.postgres.ddl.relation import alter_container
from trueup.postgres.names import ident, literal, qualified
from trueup.postgres.objects import Attribute, Column, Constraint, DomainCheck, Enum


def rename(where: Address, name: str, schema: Schema, *, present: str | None = None) -> str:
    """The statement that gives what is at an address another name; its container keeps its own meanwhile.

    ``present`` is the name it has by then, where that is another already. A value of an enum has the address of the
    enum, ``value`` and its label.
    """
    if where not in schema and where.kind == "value" and where.parent is not None:
        enum = schema[where.parent]
        assert isinstance(enum, Enum)
        label = literal(present or where.name)
        return f"ALTER TYPE {qualified(enum.namespace, enum.name)} RENAME VALUE {label} TO {literal(name)}"
    obj: Any = schema[where]
    if present is not None:
        obj = msgspec.structs.replace(obj, name=present)
    if isinstance(obj, Column):
        return f"{alter_container(obj)} RENAME COLUMN {ident(obj.name)} TO {ident(name)}"
    if isinstance(obj, Attribute):
        return (
            f"ALTER TYPE {qualified(obj.namespace, obj.composite)} RENAME ATTRIBUTE {ident(obj.name)} TO {ident(name)}"
        )
    if isinstance(obj, DomainCheck):
        return (
            f"ALTER DOMAIN {qualified(obj.namespace, obj.domain)} RENAME CONSTRAINT {ident(obj.name)} TO {ident(name)}"
        )
    if isinstance(obj, Constraint):
        return f"{alter_container(obj)} RENAME CONSTRAINT {ident(obj.name)} TO {ident(name)}"
    return f"ALTER {noun(obj)} RENAME TO {ident(name)}"


def move(where: Address, namespace: str, schema: Schema, *, present: str) -> str:
    """The statement that brings an object, by the name it has by then, into another namespace."""
    return f"ALTER {noun(msgspec.structs.replace(schema[where], name=present))} SET SCHEMA {ident(namespace)}"
