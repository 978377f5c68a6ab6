"""A statement's parse node -> the locks it takes on relations, and which of them it reads or writes anew as a whole.

Only what PostgreSQL does by the form of the statement and the schema before it: nothing is run. What a statement was
seen to do is ``locks``'; that both agree is held by the proof and by the tests. Locks on indexes are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trueup.model import Schema
from trueup.postgres.blocking.after import follow
from trueup.postgres.blocking.assured import Assured, assured
from trueup.postgres.blocking.statements import tally
from trueup.postgres.blocking.world import World
from trueup.postgres.sql.parse import Parsed
from trueup.statement import Work

__all__ = ["Assured", "World", "assured", "follow", "work", "works"]


def work(parsed: Parsed, before: Schema | World | None, version: int | None = None) -> Work:
    """What a statement does to the relations of ``before`` on a server of ``version`` (``server_version_num``).

    Without a schema every relation it names is taken to be there, and what hangs on it is not known.
    """
    world = before if isinstance(before, World) else World(before, version)
    return tally(parsed, world).work


def works(script: Iterable[Parsed], before: Schema | None, version: int | None = None) -> Iterator[Work]:
    """What each statement of a script does, after those before it: what they made is new and nobody waits for it."""
    world = World(before, version)
    for parsed in script:
        yield work(parsed, world)
        follow(parsed, world)
