"""Indexes and keys of partitioned tables, made as pg_dump does: on the parent alone, then the partitions' are attached.

So each has the name it is to have, and the parent adopts what it is to adopt. Two statements adopt by themselves:
ATTACH PARTITION under an index that is there already, and CREATE INDEX where a foreign table is a partition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from trueup.model import Address, Schema
from trueup.postgres.ddl.family import children, gathered, kept, parents
from trueup.postgres.names import qualified
from trueup.postgres.objects import ForeignTable, Index, Key, Table
from trueup.statement import Statement

AnyIndex = Index | Key


def begun(obj: AnyIndex) -> Address:
    """The fact that an index of a partitioned table is there, though it may lack those of partitions."""
    return Address(f"begun {obj.address}")  # inside of nothing


def stepwise(obj: AnyIndex, schema: Schema) -> bool:
    """Whether the partitions' indexes are attached one by one: with a foreign table it would never get valid."""
    if not is_partitioned(obj, schema) or not adoptable(obj):
        return False
    tables = children(obj.container, schema)
    foreign = any(isinstance(table, ForeignTable) for table in tables)
    return bool(tables) and not (foreign and getattr(obj, "valid", True))


def adoptable(obj: AnyIndex) -> bool:
    """Whether a partition's can be attached; with WITHOUT OVERLAPS PostgreSQL says that the definitions differ."""
    return not getattr(obj, "without_overlaps", False)


def awaited(obj: AnyIndex, schema: Schema) -> frozenset[Address]:
    """What comes before an index: all partitions of its table, and those of the parent that must not adopt it."""
    found = {gathered(obj.container)} if is_partitioned(obj, schema) else set()
    if found and adoptable(obj) and not stepwise(obj, schema):
        found |= {*attached(obj, schema)}
    for parent in partitioned_parents(obj, schema):
        if is_rival(obj, parent, schema):
            found.add(gathered(parent))
    return frozenset(found)


def attached(obj: AnyIndex, schema: Schema) -> Iterator[Address]:
    """The indexes and keys of partitions, at any depth, that this one of the parent has adopted."""
    for found in adopted(obj, schema):
        yield found.address
        yield from attached(found, schema)


def adopted(obj: AnyIndex, schema: Schema) -> Iterator[AnyIndex]:
    """The indexes and keys of partitions that are attached to this one of the parent."""
    if is_partitioned(obj, schema):
        for table in children(obj.container, schema):
            yield from (found for found in indexes(table.address, schema) if found.parent == (obj.namespace, obj.name))


def adopter(obj: AnyIndex, schema: Schema) -> frozenset[Address]:
    """The parent's index or key that has adopted a partition's, which cannot be dropped any more without it."""
    if obj.parent is None:
        return frozenset()
    there = (p.child(word, obj.parent[1]) for p in partitioned_parents(obj, schema) for word in ("index", "constraint"))
    return frozenset(where for where in there if where in schema)


def indexes(table: Address, schema: Schema) -> Iterator[AnyIndex]:
    """The indexes of a table, those of keys included."""
    for where in schema.contents.get(table, ()):
        found = schema[where]
        if isinstance(found, AnyIndex):
            yield found


# ------------------------------------------------------------------ what a table's ATTACH PARTITION adopts


def is_rival(obj: AnyIndex, parent: Address, schema: Schema) -> bool:
    """Whether ATTACH PARTITION could adopt an index that is to stay on its own."""
    return obj.parent is None and any(_alike(above, obj) for above in indexes(parent, schema))


def misled(table: Address, parent: Address, present: Schema, new: Schema) -> Iterator[Address]:
    """What must not be there when a table is attached, as PostgreSQL takes the first index that fits, or makes one.

    These are indexes the parent's would adopt instead of the right one, and indexes of the parent that the table is to
    have no part in or that are so alike that each could adopt the other's.
    """
    mine = {found.address: found.parent for found in indexes(table, new) if found.parent is not None}
    for above in indexes(parent, present):
        after = new.get(above.address)
        twins = (twin for twin in indexes(parent, new) if twin.address != above.address)
        if not adoptable(above):
            continue
        if not isinstance(after, AnyIndex) or _shape(after) != _shape(above):
            yield above.address  # it goes before, and what comes in its place comes after
        elif (above.namespace, above.name) not in mine.values() or any(
            _alike(above, t) or _alike(t, above) for t in twins
        ):
            yield above.address
        else:
            found = (index.address for index in indexes(table, present) if _alike(above, index))
            yield from (where for where in found if where not in mine)


def _alike(above: AnyIndex, found: AnyIndex) -> bool:
    """Whether an index can be adopted by another: sort order and storage may differ (CompareIndexInfo)."""
    if isinstance(above, Key) and type(above) is not type(found):
        return False
    return _shape(above) == _shape(found)


def _shape(obj: AnyIndex) -> tuple[object, ...]:
    if isinstance(obj, Key):
        columns = tuple((name, None, None, None) for name in obj.columns)
        return True, obj.nulls_not_distinct, "btree", columns, obj.include, None
    keys = tuple((key.column, key.expression, key.collation, key.opclass) for key in obj.columns)
    return obj.unique, obj.nulls_not_distinct, obj.method, keys, obj.include, obj.predicate


# ------------------------------------------------------------------ attaching


def adoptions(touched: Iterable[Address], made: Set[Address], old: Schema, new: Schema) -> Iterator[Statement]:
    """ALTER INDEX … ATTACH PARTITION for the indexes that no other statement brings under the parent's."""
    found: dict[Address, Statement] = {}
    for where in touched:
        obj = new.get(where)
        if not isinstance(obj, AnyIndex):
            continue
        if where in made and stepwise(obj, new):
            found |= {below.address: _adoption(obj, below) for below in adopted(obj, new)}
        for above in adopter(obj, new) - made:
            if obj.container not in made and _joins(obj, old, new):
                found[where] = _adoption(new[above], obj)
    return iter(found[where] for where in sorted(found))


def _joins(obj: AnyIndex, old: Schema, new: Schema) -> bool:
    """Whether an index of a partition that stays one comes under the parent's."""
    return bool(kept(obj.container, old, new))


def _adoption(above: object, obj: AnyIndex) -> Statement:
    """The parent's index is complete only when all of its partitions' are attached."""
    assert isinstance(above, AnyIndex)
    sql = f"ALTER INDEX {qualified(above.namespace, above.name)} ATTACH PARTITION {qualified(obj.namespace, obj.name)}"
    needs = frozenset({obj.address, begun(above), gathered(above.container)})
    return Statement(sql=sql, address=obj.address, needs=needs, makes=frozenset({above.address}))


def stays_adopted(before: AnyIndex, after: AnyIndex, old: Schema, new: Schema) -> bool:
    """Whether what an index is attached to can become what it is to be: it leaves only with its table."""
    return before.parent is None or before.parent == after.parent or not kept(before.container, old, new)


def becomes_complete(obj: AnyIndex, old: Schema, new: Schema) -> bool:
    """Whether a partition's index is attached that was not before: that is when PostgreSQL looks whether all are."""
    before = {found.address for found in adopted(obj, old)}
    return any(
        found.address not in before or (not _valid(old[found.address]) and becomes_complete(found, old, new))
        for found in adopted(obj, new)
    )


def _valid(obj: object) -> bool:
    return bool(getattr(obj, "valid", True))


def is_partitioned(obj: AnyIndex, schema: Schema) -> bool:
    """Whether an index is a partitioned table's, without storage of its own."""
    table = schema.get(obj.container)
    return isinstance(table, Table) and table.partition_by is not None


def partitioned_parents(obj: AnyIndex, schema: Schema) -> list[Address]:
    """The partitioned table of a partition."""
    table = schema.get(obj.container)
    return parents(table, schema) if isinstance(table, Table) and table.bound is not None else []
