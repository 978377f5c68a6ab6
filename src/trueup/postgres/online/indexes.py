"""CREATE, DROP and REINDEX INDEX -> CONCURRENTLY, which keeps no writer away.

Of a partitioned table nothing can be built or dropped so; the plain plan makes its index on the parent alone, and what
is made of each partition comes here.
"""

from __future__ import annotations

import msgspec

from trueup.postgres.ddl import noun
from trueup.postgres.ddl.index import definition
from trueup.postgres.ddl.partition_index import is_partitioned
from trueup.postgres.names import cut
from trueup.postgres.objects import Index
from trueup.postgres.online import Step
from trueup.postgres.online.parts import alone, built, concurrently, index_name, says, told
from trueup.statement import Statement


def recipe(step: Step) -> tuple[Statement, ...] | None:
    statement, room = step.statement, step.room
    now, was = room.after.get(statement.address), room.before.get(statement.address)
    if isinstance(now, Index) and says(statement, definition(now)):
        if room.is_in_use(now.container) and not is_partitioned(now, room.after):
            return told(
                statement, [msgspec.structs.replace(built(statement, now, statement.sql), makes=statement.makes)]
            )
    elif isinstance(now, Index) and says(statement, f"REINDEX {noun(now)}"):
        leftovers = (f"DROP INDEX CONCURRENTLY IF EXISTS {index_name(_called(now, word))}" for word in ("new", "old"))
        return (alone(statement, concurrently(statement.sql), *leftovers),)
    elif isinstance(was, Index) and says(statement, f"DROP {noun(was)}"):
        alone_gone = statement.ends <= {was.address} and was.parent is None
        if alone_gone and room.is_in_use(was.container) and not is_partitioned(was, room.before):
            return told(
                statement, [msgspec.structs.replace(statement, sql=concurrently(statement.sql), transactional=False)]
            )
    return None


def _called(index: Index, word: str) -> Index:
    """What REINDEX CONCURRENTLY calls the one that it builds, or the one that it drops."""
    return msgspec.structs.replace(index, name=f"{cut(index.name, 57)}_cc{word}")
