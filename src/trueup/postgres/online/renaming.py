"""A column that gets another name while code knows both: a second column, which a trigger keeps equal to the first.

This is the first half only: the second column, with the indexes and constraints that TO builds on it, under their names
where these are free. When no code uses the old name any more, the plan that is made then drops the old column, the
trigger and its function, and gives what is there its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from trueup.errors import PlanFailed
from trueup.model import Address, Schema
from trueup.postgres.ddl.column import definition, storage
from trueup.postgres.ddl.relation import alter_container, container
from trueup.postgres.ddl.structure import by_fields, claims
from trueup.postgres.names import ident, qualified
from trueup.postgres.objects import Check, Column, ForeignKey, Index, Key, OnRelation, PrimaryKey
from trueup.postgres.online.backfill import backfilled
from trueup.postgres.online.keys import as_index
from trueup.postgres.online.parts import Spares, is_plain, part
from trueup.statement import NOTHING, Statement


def begun(was: Column, now: Column, before: Schema, after: Schema, spares: Spares) -> Iterator[Statement]:
    """The statements after which a column has both names. Raises PlanFailed."""
    if was.container != now.container or not is_plain(was.container, before):
        raise _refused(was, "only a column of a table without partitions or children can have two names for a while")
    if was.type != now.type or was.collation != now.collation:
        raise _refused(was, f"its type changes as well, from {was.type} to {now.type}")
    if was.generated is not None or was.identity is not None:
        raise _refused(was, "its values are made by PostgreSQL")
    second = _bare(now)
    head, table, name = alter_container(now), container(now), ident(now.name)
    first = Statement(
        sql=f"{head} ADD COLUMN {definition(second, after)}",
        address=now.address,
        makes=frozenset({now.address}),
        undo=(f"{head} DROP COLUMN {name}",),
    )
    yield first
    yield from (part(first, sql, undo=()) for sql in storage(second))
    both = f"{now.relation}_{now.name}"
    function = qualified(now.namespace, spares.name(both, "both", now.namespace))
    trigger = ident(spares.name(f"zzz_{both}", "both", str(now.container)))
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


def _bare(now: Column) -> Column:
    """The new column as it is added: its default would win over what code writes under the old name."""
    unsaid = {"acl": (), "comment": None, "statistics": None, "options": ()}
    return msgspec.structs.replace(now, not_null=False, default=None, **unsaid)


def alongside(columns: Sequence[tuple[Column, Column]], before: Schema, after: Schema) -> tuple[Schema, Schema]:
    """FROM when columns have both names, and the same with all that TO builds on the new ones."""
    bare = [_bare(now) for _, now in columns]
    names = {now.address for _, now in columns}
    both = before.replace(objects=[*before.objects.values(), *bare])
    spares = Spares(before, after)
    found = {
        one.address: (after[where], one)
        for where in sorted(_users(names, after))
        for one in _copy(where, both, after, spares)
    }
    dressed = [_dressed(was, now) for was, now in columns]
    needs = {**before.needs, **{where: after.needs.get(obj.address, NOTHING) for where, (obj, _) in found.items()}}
    objects = [*before.objects.values(), *dressed, *(copy for _, copy in found.values())]
    return both, before.replace(objects=objects, needs=needs)


def _dressed(was: Column, now: Column) -> Column:
    """What can be said of the new column while the trigger fills it."""
    required = was.not_null and was.not_null_valid and now.not_null
    unsaid = {} if required else {"not_null": False, "not_null_name": None, "not_null_valid": True}
    return msgspec.structs.replace(now, default=None, **unsaid)


def _users(names: set[Address], after: Schema) -> Iterator[Address]:
    found = {user for name in names for user in after.users.get(name, NOTHING)}
    found |= {user for user, obj in after.objects.items() if any(name in by_fields(obj) for name in names)}
    return (where for where in found if any(where.within(name.root) for name in names))


def _copy(where: Address, both: Schema, after: Schema, spares: Spares) -> Iterator[OnRelation]:
    """What is to be built on new columns, by its name or, while something else has that, by another."""
    obj = after[where]
    if not isinstance(obj, Index | Key | Check | ForeignKey):
        return
    if any(ref not in both for ref in after.needs.get(where, NOTHING) | by_fields(obj)):
        return  # it waits for more than the new name
    index: OnRelation = obj
    if where in both or isinstance(obj, PrimaryKey) or (isinstance(obj, Index | Key) and _is_taken(obj, both)):
        index = as_index(obj, obj.name) if isinstance(obj, Key) else obj
        index = msgspec.structs.replace(index, name=spares.name(obj.name, "new", obj.namespace), comment=None)
    yield index


def _is_taken(obj: Index | Key, schema: Schema) -> bool:
    """Whether a relation of its name is there: indexes and tables of a namespace share theirs."""
    claimed = {*claims(obj)}
    return any(not claimed.isdisjoint(claims(other)) for other in schema.objects.values())


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
