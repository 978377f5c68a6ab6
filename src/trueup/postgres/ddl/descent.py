"""How tables and foreign tables come under a parent and leave it: INHERIT, ATTACH PARTITION and their opposites."""

from __future__ import annotations

from collections.abc import Iterator

from trueup.model import Address, Schema, address
from trueup.postgres.ddl import Steps, noun
from trueup.postgres.ddl.column import alter_column
from trueup.postgres.ddl.common import inside
from trueup.postgres.ddl.constraint import clause
from trueup.postgres.ddl.declared import attached_not_nulls, can_be_parents, passed_on, whole_source
from trueup.postgres.ddl.family import above, apart, brought, gathered, is_own, parents, shed, stays, under
from trueup.postgres.ddl.partition_index import adoptable, misled
from trueup.postgres.ddl.relation import alter_container
from trueup.postgres.names import ident, qualified
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
    source = parent_of(parent)
    frees = frozenset((source, *inside(source, old), *inside(where, old)))
    # The copies of the parent's triggers go; keys and checks stay.
    copied = [found for inner in inside(where, old) if isinstance(found := old[inner], Trigger)]
    ends = frozenset(trigger.address for trigger in copied if trigger.inherited)
    makes = frozenset({apart(where, source), gathered(source)})
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
                yield from inherit(after, parent, old, new, fresh=fresh)
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
        needs=frozenset({where, parent, shed(where), shed(parent), *needed}),
        makes=frozenset({gathered(parent), *made}),
        displaces=frozenset(misled(where, parent, present, new)) if isinstance(obj, Table) else NOTHING,
    )


def inherit(obj: AnyTable, parent: tuple[str, str], old: Schema, new: Schema, *, fresh: bool) -> Iterator[Statement]:
    """INHERIT, once the table has what it must bring itself: under a fresh parent all that the parent has.

    A parent that was there passes on what it gets only afterwards, but not what it had.
    """
    source = parent_of(parent)
    inner = [found for where in inside(obj.address, new) if isinstance(found := new[where], Column | Check)]
    needed = {found.address for found in inner if fresh or is_own(found) or found.address in old}
    yield Statement(
        sql=f"ALTER {noun(obj)} INHERIT {qualified(*parent)}",
        address=obj.address,
        needs=frozenset({obj.address, source, shed(source), *needed, *(brought(found.address) for found in inner)}),
        makes=frozenset({under(obj.address, source)}),
    )
    for found in inner:
        theirs = source.child(found.KIND, found.name)
        if found.address in needed or (theirs in old and old[theirs] == new.get(theirs)):
            yield from given_up(found, new)


def given_up(obj: Column | Check, new: Schema) -> Iterator[Statement]:
    """What a table that has entered a parent brought along, and is to have from the parent alone."""
    found = [*above(obj, new)]
    if isinstance(obj, Check) and not obj.local and can_be_parents(obj, new):
        name = ident(obj.name)
        # The table's own is not there when the parents' were made again and passed it on.
        texts = [f"{alter_container(each)} DROP CONSTRAINT {name}" for each in found]
        texts.append(f"{alter_container(obj)} DROP CONSTRAINT IF EXISTS {name}")
        texts += [f"{alter_container(each)} ADD {clause(each)}" for each in found if isinstance(each, Check)]
    elif isinstance(obj, Column) and not obj.not_null_local and (parent := whole_source(obj, new)) is not None:
        texts = [f"{alter_column(each)} DROP NOT NULL" for each in (parent, obj)] + [passed_on(parent)]
    else:
        return
    needs = frozenset({obj.address, *(each.address for each in found)})
    needs |= {under(obj.container, each.container) for each in found}
    yield from (Statement(sql=sql, address=obj.address, needs=needs) for sql in texts)


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
    return first, [step for parent in back for step in inherit(after, parent, old, new, fresh=True)]


def parent_of(names: tuple[str, str]) -> Address:
    return address("table", *names)
