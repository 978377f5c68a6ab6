"""How tables and foreign tables come under a parent and leave it: INHERIT, ATTACH PARTITION and their opposites."""

from __future__ import annotations

from collections.abc import Iterator

from trueup.model import Address, Schema, address
from trueup.postgres.ddl import Steps, noun
from trueup.postgres.ddl.common import inside
from trueup.postgres.ddl.declared import attached_not_nulls
from trueup.postgres.ddl.family import apart, gathered, is_own, parents, stays, under
from trueup.postgres.ddl.partition_index import adoptable, misled
from trueup.postgres.names import qualified
from trueup.postgres.objects import Check, Column, ForeignKey, ForeignTable, Index, Key, Table, Trigger
from trueup.statement import NOTHING, Statement

AnyTable = Table | ForeignTable


def leaving(before: AnyTable, after: AnyTable, old: Schema) -> Iterator[Statement]:
    """DETACH PARTITION and NO INHERIT for parents the table has no more, or has under another bound."""
    for parent in before.parents:
        stays = parent in after.parents and before.bound == after.bound
        if not stays:
            yield from leave(before, parent, old)


def leave(obj: AnyTable, parent: tuple[str, str], old: Schema) -> Iterator[Statement]:
    """What came from the parent stays, but only now can it be dropped."""
    where = obj.address
    if obj.bound is not None:
        sql = f"ALTER TABLE {qualified(*parent)} DETACH PARTITION {qualified(obj.namespace, obj.name)}"
    else:
        sql = f"ALTER {noun(obj)} NO INHERIT {qualified(*parent)}"
    above = parent_of(parent)
    frees = frozenset((above, *inside(above, old), *inside(where, old)))
    # The copies of the parent's triggers go; keys and checks stay.
    copied = [found for inner in inside(where, old) if isinstance(found := old[inner], Trigger)]
    ends = frozenset(trigger.address for trigger in copied if trigger.inherited)
    makes = frozenset({apart(where, above), gathered(above)})
    yield Statement(sql=sql, address=where, makes=makes, needs=frozenset({where}), frees=frees, ends=ends)


def departed(obj: AnyTable, schema: Schema) -> frozenset[Address]:
    """What a dropped partition leaves settled."""
    return frozenset(gathered(parent) for parent in parents(obj, schema)) if obj.bound is not None else NOTHING


def entering(before: AnyTable, after: AnyTable, old: Schema, new: Schema) -> Iterator[Statement]:
    """ATTACH PARTITION and INHERIT for parents the table did not have, or had under another bound."""
    for parent in after.parents:
        if parent not in before.parents or before.bound != after.bound:
            fresh = not stays(parent_of(parent), old, new)
            if after.bound is None:
                yield inherit(after, parent, old, new, fresh=fresh)
            else:
                yield attach(after, old, new)
                yield from attached_not_nulls(after, new)


def attach(obj: AnyTable, present: Schema, new: Schema) -> Statement:
    """A partition is attached when its own keys and indexes are there, so that those the parent has adopt them.

    ``present`` has what may be there at that time.
    """
    where, parent = obj.address, parent_of(obj.parents[0])
    own = [new[inner] for inner in inside(where, new)]
    both = [*own, *(new[inner] for inner in inside(parent, new))]
    needed = {found.address for found in both if isinstance(found, Check | Column)}
    needed |= {found.address for found in own if isinstance(found, Key | Index) and found.parent and adoptable(found)}
    made = {found.address for found in own if isinstance(found, ForeignKey | Trigger) and not is_own(found)}
    made |= {found.address for found in own if isinstance(found, Key) and found.parent and not adoptable(found)}
    name = qualified(obj.namespace, obj.name)
    return Statement(
        sql=f"ALTER TABLE {qualified(*obj.parents[0])} ATTACH PARTITION {name} {obj.bound}",
        address=where,
        needs=frozenset({where, parent, *needed}),
        makes=frozenset({gathered(parent), *made}),
        displaces=frozenset(misled(where, parent, present, new)) if isinstance(obj, Table) else NOTHING,
    )


def inherit(obj: AnyTable, parent: tuple[str, str], old: Schema, new: Schema, *, fresh: bool) -> Statement:
    """INHERIT, once the table has what it must bring itself: under a fresh parent all that the parent has.

    A parent that was there passes on what it gets only afterwards.
    """
    brought = (new[where] for where in inside(obj.address, new))
    inner = [found for found in brought if isinstance(found, Column | Check)]
    needed = {found.address for found in inner if fresh or is_own(found) or found.address in old}
    return Statement(
        sql=f"ALTER {noun(obj)} INHERIT {qualified(*parent)}",
        address=obj.address,
        needs=frozenset({obj.address, parent_of(parent), *needed}),
        makes=frozenset({under(obj.address, parent_of(parent))}),
    )


def let_go(
    before: AnyTable, after: AnyTable, refs: frozenset[Address], old: Schema, new: Schema
) -> tuple[Steps, Steps] | None:
    """A partition or child leaves a parent that is made anew, and comes back to it."""
    mine = [parent for parent in before.parents if parent_of(parent) in refs]
    if not all(any(ref.within(parent_of(parent)) for parent in mine) for ref in refs):
        return None
    first = [step for parent in mine for step in leave(before, parent, old)]
    back = [parent for parent in after.parents if parent in mine]
    if after.bound is not None:
        return first, [step for _ in back for step in (attach(after, old, new), *attached_not_nulls(after, new))]
    return first, [inherit(after, parent, old, new, fresh=True) for parent in back]


def parent_of(names: tuple[str, str]) -> Address:
    return address("table", *names)
