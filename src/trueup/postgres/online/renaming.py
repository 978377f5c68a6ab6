"""A column that gets another name while code knows both: a second column, which a trigger keeps equal to the first.

This is the first half only. When no code uses the old name any more, the plan that is made then drops the old column,
the trigger and its function, and makes what else TO says of the new column.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from trueup.errors import PlanFailed
from trueup.model import Schema
from trueup.postgres.ddl.column import definition, storage
from trueup.postgres.ddl.relation import alter_container, container
from trueup.postgres.names import cut, ident, qualified
from trueup.postgres.objects import Column
from trueup.postgres.online.backfill import backfilled
from trueup.postgres.online.parts import is_plain, part, spare
from trueup.statement import Statement


def begun(was: Column, now: Column, before: Schema, after: Schema) -> Iterator[Statement]:
    """The statements after which a column has both names. Raises PlanFailed."""
    if was.container != now.container or not is_plain(was.container, before):
        raise _refused(was, "only a column of a table without partitions or children can have two names for a while")
    if was.type != now.type or was.collation != now.collation:
        raise _refused(was, f"its type changes as well, from {was.type} to {now.type}")
    if was.generated is not None or was.identity is not None:
        raise _refused(was, "its values are made by PostgreSQL")
    # What else is said of the new column comes with the second half: until then the trigger fills it.
    second = msgspec.structs.replace(now, not_null=False, default=None)
    head, table, name = alter_container(now), container(now), ident(now.name)
    first = Statement(
        sql=f"{head} ADD COLUMN {definition(second, after)}",
        address=now.address,
        makes=frozenset({now.address}),
        undo=(f"{head} DROP COLUMN {name}",),
    )
    yield first
    yield from (part(first, sql, undo=()) for sql in storage(second))
    called = spare(f"{now.relation}_{now.name}", "both", before, after)
    function, trigger = qualified(now.namespace, called), ident(cut(f"zzz_{called}", 63))
    yield part(
        first,
        f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$\n{_body(ident(was.name), name)}\n$$",
        undo=(f"DROP FUNCTION {function}()",),
    )
    yield part(
        first,
        f"CREATE TRIGGER {trigger} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()",
        undo=(f"DROP TRIGGER {trigger} ON {table}",),
    )
    rest = f"{name} IS NULL AND {ident(was.name)} IS NOT NULL"
    yield from backfilled(part(first, "", undo=()), now.container, f"{name} = {ident(was.name)}", rest, before, before)


def _body(old: str, new: str) -> str:
    """Whoever writes one name writes both; who writes both differently is taken to mean the new one."""
    return (
        "BEGIN\n"
        "    IF TG_OP = 'INSERT' THEN\n"
        f"        IF NEW.{new} IS NULL THEN NEW.{new} := NEW.{old}; ELSE NEW.{old} := NEW.{new}; END IF;\n"
        f"    ELSIF NEW.{new} IS DISTINCT FROM OLD.{new} THEN NEW.{old} := NEW.{new};\n"
        f"    ELSIF NEW.{old} IS DISTINCT FROM OLD.{old} THEN NEW.{new} := NEW.{old};\n"
        f"    ELSIF NEW.{new} IS NULL THEN NEW.{new} := NEW.{old};\n"
        "    END IF;\n"
        "    RETURN NEW;\n"
        "END"
    )


def _refused(was: Column, why: str) -> PlanFailed:
    return PlanFailed(
        f"it cannot be renamed gently: {why}",
        where=str(was.address),
        help="--rename gives it the new name at once; code that uses the old one fails from then on",
    )
