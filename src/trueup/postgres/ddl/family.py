"""Inheritance and partitioning: which tables descend from which, and what comes to them from above."""

from __future__ import annotations

from collections.abc import Iterator

from trueup.model import Address, Object, Schema, address
from trueup.postgres.names import ident
from trueup.postgres.objects import Check, Column, ForeignKey, ForeignTable, OnRelation, Table
from trueup.postgres.words import mentions

PASSED_ON_IF_WANTED = frozenset({"default", "storage", "statistics"})
"""Fields of a column that can differ from the parent's; ALTER TABLE sets them everywhere unless told ONLY."""
NOT_PASSED_ON = frozenset({"options", "compression"})
"""Fields of a column that ALTER TABLE never sets in descendants."""


def children(table: Address, schema: Schema) -> list[Table | ForeignTable]:
    """The tables that inherit from a table or are its partitions, by address."""
    return schema.derived(_children).get(table, [])


def _children(schema: Schema) -> dict[Address, list[Table | ForeignTable]]:
    """For each table that has any its children; asked for of every column, so worked out once."""
    found: dict[Address, list[Table | ForeignTable]] = {}
    for where in schema:
        obj = schema[where]
        if isinstance(obj, Table | ForeignTable):
            for parent in dict.fromkeys(parents(obj, schema)):
                found.setdefault(parent, []).append(obj)
    return found


def parents(table: Table | ForeignTable, schema: Schema) -> list[Address]:
    """The tables a table inherits from or is a partition of, in inheritance order."""
    return [
        where if (where := address("table", *names)) in schema else address("foreign_table", *names)
        for names in table.parents
    ]


def descendants(table: Address, schema: Schema) -> Iterator[Table | ForeignTable]:
    """All tables below a table."""
    for child in children(table, schema):
        yield child
        yield from descendants(child.address, schema)


def family(table: Table, schema: Schema) -> frozenset[Address]:
    """A partition, what it is a partition of, and all other partitions of that."""
    top = next((schema[parent] for parent in parents(table, schema)), None) if table.bound is not None else None
    if isinstance(top, Table):
        return family(top, schema)
    return frozenset((table.address, *(below.address for below in descendants(table.address, schema))))


def referring(table: Table | ForeignTable, schema: Schema) -> Iterator[ForeignKey]:
    """The foreign keys to what a table is a partition of: PostgreSQL keeps a constraint of each for every partition."""
    for parent in parents(table, schema) if table.bound is not None else ():
        found = (schema[user] for user in sorted(schema.users.get(parent, ())))
        yield from (key for key in found if isinstance(key, ForeignKey) and is_own(key))
        above = schema[parent]
        yield from referring(above, schema) if isinstance(above, Table) else ()


def copies(obj: OnRelation, schema: Schema) -> Iterator[Address]:
    """What descendants have of a column, constraint or trigger only because this one exists."""
    for table in descendants(obj.container, schema):
        where = table.address.child(obj.KIND, obj.name)
        found = schema.get(where)
        if isinstance(found, type(obj)) and not is_own(found):
            yield where


def brings_itself(table: Address, made: Address, old: Schema, new: Schema) -> bool:
    """Whether a statement about a table does not make a column or check below: it is there before it is attached."""
    if made.root == table or not isinstance(new.get(made), Column | Check):
        return False
    here, found = made.root, new.get(made.root)
    while isinstance(found, Table | ForeignTable) and here != table:
        if found.bound is not None and not kept(here, old, new):
            return True
        here = parents(found, new)[0] if found.bound is not None else table
        found = new.get(here)
    return False


def joined(obj: OnRelation, schema: Schema) -> frozenset[Address]:
    """The facts that tables below have come under their parents, for what these pass on only to those they have."""
    found = [obj.container, *(table.address for table in descendants(obj.container, schema))]
    return frozenset(under(child.address, parent) for parent in found for child in children(parent, schema))


def under(child: Address, parent: Address) -> Address:
    """The fact that a table that stays has come under a parent."""
    return Address(f"descent {child} {parent}")  # inside of nothing


def brought(where: Address) -> Address:
    """The fact that a table was given a column or check by a statement of its own, not by a parent's."""
    return Address(f"bring {where}")  # inside of nothing


def apart(child: Address, parent: Address) -> Address:
    """The fact that a table has left a parent."""
    return Address(f"leave {child} {parent}")  # inside of nothing


def gathered(table: Address) -> Address:
    """The fact that a table's partitions are those it is to have, for indexes that must be complete with them."""
    return Address(f"gathered {table}")  # inside of nothing


def shed(table: Address) -> Address:
    """The fact that a table has lost the columns it is to lose, which what comes under it must not have."""
    return Address(f"shed {table}")  # inside of nothing


def kept(table: Address, old: Schema, new: Schema) -> frozenset[Address]:
    """The parents that a table is under all the time."""
    was, now = old.get(table), new.get(table)
    if not isinstance(was, Table | ForeignTable) or not isinstance(now, Table | ForeignTable):
        return frozenset()
    both = {*parents(was, old)} & {*parents(now, new)} if was.bound == now.bound else ()
    return frozenset(parent for parent in both if stays(parent, old, new))


def departures(table: Address, old: Schema, new: Schema) -> frozenset[Address]:
    """The facts that a table has left the parents it is not under all the time."""
    was = old.get(table)
    if not isinstance(was, Table | ForeignTable):
        return frozenset()
    return frozenset(apart(table, parent) for parent in {*parents(was, old)} - kept(table, old, new))


def alone(steps: list[str], table: Address, schema: Schema) -> list[str]:
    """What is said of a table that has its children's say for themselves: ALTER TABLE ONLY."""
    if not children(table, schema):
        return steps
    return [step.replace("ALTER TABLE ", "ALTER TABLE ONLY ", 1) for step in steps]


def is_own(obj: OnRelation) -> bool:
    """Whether a column, constraint or trigger is declared where it is, and not only by a parent."""
    if getattr(obj, "inherited", False):
        return bool(getattr(obj, "local", False))
    return True


def above(obj: OnRelation, schema: Schema) -> Iterator[OnRelation]:
    """The columns, constraints or triggers of the same name that the table's parents have."""
    table = schema.get(obj.container)
    if isinstance(table, Table | ForeignTable):
        for parent in parents(table, schema):
            found = schema.get(parent.child(obj.KIND, obj.name))
            if isinstance(found, OnRelation):
                yield found


def carried(before: OnRelation, after: OnRelation, fields: frozenset[str], old: Schema, new: Schema) -> frozenset[str]:
    """Those of the changed fields that change by themselves, because a parent makes the same change for all."""
    staying = kept(before.container, old, new)
    was = {obj.address: obj for obj in above(before, old) if obj.container in staying}
    pairs = [(was[obj.address], obj) for obj in above(after, new) if obj.address in was]
    return frozenset(
        field
        for field in fields - NOT_PASSED_ON
        for one, other in pairs
        if _step(one, other, field) == _step(before, after, field)
        and (field not in PASSED_ON_IF_WANTED or unanimous(one, other, field, old, new))
    )


def unanimous(before: OnRelation, after: OnRelation, field: str, old: Schema, new: Schema) -> bool:
    """Whether all that descend from a table make the same change, so that it can be made for all at once."""
    if any(table.address not in old for table in descendants(after.container, new)):
        return False
    for table in descendants(before.container, old):
        if table.address not in new:
            continue
        where = table.address.child(before.KIND, before.name)
        one, other = old.get(where), new.get(where)
        if one is None or other is None or _step(one, other, field) != _step(before, after, field):
            return False
    return True


def _step(before: Object, after: Object, field: str) -> tuple[object, object]:
    return getattr(before, field), getattr(after, field)


def stays(table: Address, old: Schema, new: Schema) -> bool:
    """Whether a table is the same afterwards, and not one made in its place."""
    was, now = old.get(table), new.get(table)
    key = getattr(was, "partition_by", None)
    if was is None or key != getattr(now, "partition_by", None):
        return False
    return key is None or not any(_gives_key(where, old, new) for where in old.contents.get(table, ()))


def _gives_key(where: Address, old: Schema, new: Schema) -> bool:
    """Whether a column is in the partition key, where nobody can change its type (42P16), and is to have another."""
    was, now = old[where], new.get(where)
    if not isinstance(was, Column) or not isinstance(now, Column):
        return False
    return (was.type, was.collation) != (now.type, now.collation) and is_partition_key(was, old)


def is_partition_key(column: Column, schema: Schema) -> bool:
    """Whether rows go to partitions by a column."""
    key = getattr(schema.get(column.container), "partition_by", None)
    return key is not None and mentions(key, ident(column.name))
