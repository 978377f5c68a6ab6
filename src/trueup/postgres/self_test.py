"""Shows that a drift check can fail: a clone of a schema is changed by hand, and each change must be seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from trueup.diff import diff
from trueup.errors import ReplayFailed
from trueup.model import Schema, Scope
from trueup.postgres.elaborate import Script
from trueup.postgres.introspect import read
from trueup.postgres.mutate import Mutation, mutations
from trueup.postgres.names import ident
from trueup.postgres.proof.clone import beside, clone
from trueup.postgres.shadow.replay import replay
from trueup.postgres.sql.parse import statements

if TYPE_CHECKING:
    from trueup.postgres.shadow import ShadowDatabase
    from trueup.postgres.shadow.replay import Replay


class Tried(NamedTuple):
    """A change by hand and its ``outcome``: seen, missed, not compared (out of scope), or refused by PostgreSQL."""

    mutation: Mutation
    outcome: str
    reason: str | None = None


def self_test(
    schema: Schema,
    *,
    scope: Scope | None = None,
    shadow_url: str | None = None,
    stand_ins: str | None = None,
    platform: str | None = None,
) -> tuple[Tried, ...]:
    """Make a schema on the shadow and change it step by step; each step against the state before.

    ``scope`` is what is compared: what it leaves out cannot be seen. What ``platform`` puts into a database is there,
    and is not changed. Raises ShadowFailed, ReplayFailed.
    """
    from trueup.postgres.shadow import open_shadow
    from trueup.postgres.shadow.stubs.providers import missed

    says = schema.says & scope if scope is not None else schema.says
    wanted: tuple[str, ...] = ()
    with open_shadow(schema.version, shadow_url, stand_ins) as shadow:
        while True:
            try:
                with shadow.database(platform) as database, replay(database, "statement") as run:
                    _bring(run, database, wanted)
                    before = clone(run, database, beside(read(run.finish().conn), schema))
                    return tuple(_tried(run, database, before, schema, says))
            except ReplayFailed as failed:
                brought = missed(failed.message)
                if brought is None or brought in wanted:
                    raise
                wanted += (brought,)


def _tried(run: Replay, database: ShadowDatabase, before: Schema, schema: Schema, says: Scope) -> Iterator[Tried]:
    """Each change, made where the one before left the clone."""
    for mutation in mutations(before, schema.objects.keys()):
        try:
            _run(run, database, mutation.sql, mutation.what)
        except ReplayFailed as refused:
            yield Tried(mutation, "refused", refused.message)
            continue
        after = read(run.finish().conn, needs=False)
        found, everything = ({c.address for c in diff(before, after, scope)} for scope in (says, None))
        outcome = "not compared" if mutation.address in everything else "missed"
        yield Tried(mutation, "seen" if mutation.address in found else outcome)
        before = after


def _bring(run: Replay, database: ShadowDatabase, extensions: Iterable[str]) -> None:
    """Make the extensions that a schema uses and cannot declare."""
    for name in extensions:
        _run(run, database, f"CREATE EXTENSION IF NOT EXISTS {ident(name)} CASCADE", name)


def _run(run: Replay, database: ShadowDatabase, sql: str, what: str) -> None:
    script = Script("self-test", sql, what)
    run.script(script, statements(sql, script.file, database.version))
