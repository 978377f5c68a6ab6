"""CREATE EXTENSION and its kin. What belongs to an extension is nobody's business here."""

from __future__ import annotations

from trueup.model import Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.names import ident
from trueup.postgres.objects import Extension


@noun.register
def _(obj: Extension) -> str:
    return f"EXTENSION {ident(obj.name)}"


@create.register
def _(obj: Extension, schema: Schema) -> Steps:
    return [f"CREATE {noun(obj)} WITH SCHEMA {ident(obj.namespace)}"]


@drop.register
def _(obj: Extension, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: Extension, after: Extension, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    # Extensions that are not relocatable refuse this (0A000); dropping one drops its members' data, so it is not tried.
    return [f"ALTER {noun(before)} SET SCHEMA {ident(after.namespace)}"]
