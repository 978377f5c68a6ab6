"""A schema made in an empty shadow database. What is then done to it is for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trueup.model import Schema

if TYPE_CHECKING:
    from trueup.postgres.replay import Replay
    from trueup.postgres.shadow import ShadowDatabase


def clone(run: Replay, database: ShadowDatabase, schema: Schema) -> Schema:
    """Make a schema in an empty shadow database and read it back."""
    from trueup.plan import plan
    from trueup.postgres import parse
    from trueup.postgres.elaborate import Script
    from trueup.postgres.introspect import read

    session = run.finish()
    empty = read(session.conn)
    made = plan(empty, schema, role=database.owner)
    script = Script("the clone", made.sql, "clone")
    run.script(script, parse.statements(made.sql, script.file, database.version))
    return read(run.finish().conn)
