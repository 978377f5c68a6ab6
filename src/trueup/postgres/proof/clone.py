"""A schema made in an empty shadow database. What is then done to it is for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from trueup.model import Address, Schema
from trueup.postgres.ddl.foreign import invented
from trueup.postgres.objects import (
    DefaultPrivileges,
    ForeignDataWrapper,
    ForeignTable,
    Owned,
    Server,
    UserMapping,
)

if TYPE_CHECKING:
    from trueup.postgres.shadow import ShadowDatabase
    from trueup.postgres.shadow.replay import Replay
    from trueup.postgres.shadow.session import Session


def clone(run: Replay, database: ShadowDatabase, schema: Schema, reader: Session | None = None) -> Schema:
    """Make a schema in an empty shadow database and read it back, with what its host put there before.

    On somebody's server all of it belongs to the shadow's own role: no other one is to own what users wrote. ``reader``
    is who reads it back, where that is not the role that made it.
    """
    from trueup.plan import plan
    from trueup.postgres.elaborate import Script
    from trueup.postgres.introspect import read
    from trueup.postgres.sql import parse

    session = run.finish()
    empty = read(session.conn)
    wanted = beside(empty, schema) if database.platform is not None else schema
    wanted = wanted if database.private else _owned(wanted, database.owner)
    made = plan(empty, _with_secrets(wanted), role=database.owner)
    script = Script("the clone", made.sql, "clone")
    run.script(script, parse.statements(made.sql, script.file, database.version))
    mine = run.finish()
    return read((reader or mine).conn)


def _owned(schema: Schema, owner: str) -> Schema:
    """The schema with all that has an owner in the hands of one role, without default privileges of others."""
    found = []
    for one in schema.objects.values():
        if isinstance(one, DefaultPrivileges) and one.role != owner:
            continue
        given = isinstance(one, Owned) and one.owner is not None
        found.append(msgspec.structs.replace(one, owner=owner) if given else one)
    return schema.replace(objects=found)


def _with_secrets(schema: Schema) -> Schema:
    """The schema with a value for each option that holds a secret: read back, it is hidden like the real one."""
    kinds = ForeignDataWrapper | Server | UserMapping | ForeignTable
    return schema.replace(
        objects=[
            msgspec.structs.replace(one, options=tuple(map(invented, one.options))) if isinstance(one, kinds) else one
            for one in schema.objects.values()
        ]
    )


def beside(there: Schema, schema: Schema) -> Schema:
    """The schema with what is there already and not in it: the host's."""
    theirs = [one for where, one in there.objects.items() if where not in schema]
    return schema.replace(objects=[*theirs, *schema.objects.values()])


def without(schema: Schema, theirs: frozenset[Address]) -> Schema:
    """The schema without what is the host's."""
    return schema.replace(objects=[one for where, one in schema.objects.items() if where not in theirs])
