"""Shows that a drift check can fail: a clone of a schema is changed by hand, and each change must be seen."""

from __future__ import annotations

from typing import NamedTuple

from trueup.diff import diff
from trueup.errors import ReplayFailed
from trueup.model import Schema, Scope
from trueup.postgres.mutate import Mutation, mutations


class Tried(NamedTuple):
    """A change by hand and its ``outcome``: seen, missed, not compared (out of scope), or refused by PostgreSQL."""

    mutation: Mutation
    outcome: str
    reason: str | None = None


def self_test(
    schema: Schema, *, scope: Scope | None = None, shadow_url: str | None = None, stand_ins: str | None = None
) -> tuple[Tried, ...]:
    """Make a schema on the shadow and change it step by step; each step against the state before.

    ``scope`` is what is compared: what it leaves out cannot be seen. Raises ShadowFailed, ReplayFailed.
    """
    from trueup.postgres.clone import clone
    from trueup.postgres.elaborate import Script
    from trueup.postgres.introspect import read
    from trueup.postgres.parse import statements
    from trueup.postgres.replay import replay
    from trueup.postgres.shadow import open_shadow

    says = schema.says & scope if scope is not None else schema.says
    tried = []
    with (
        open_shadow(schema.version, shadow_url, stand_ins) as shadow,
        shadow.database() as database,
        replay(database, "statement") as run,
    ):
        before = clone(run, database, schema)
        for mutation in mutations(before):
            script = Script("self-test", mutation.sql, mutation.what)
            try:
                run.script(script, statements(mutation.sql, script.file, database.version))
            except ReplayFailed as refused:
                tried.append(Tried(mutation, "refused", refused.message))
                continue
            after = read(run.finish().conn)
            found, everything = ({c.address for c in diff(before, after, scope)} for scope in (says, None))
            outcome = "not compared" if mutation.address in everything else "missed"
            tried.append(Tried(mutation, "seen" if mutation.address in found else outcome))
            before = after
    return tuple(tried)
