"""Whether a child declares for itself what it also inherits: what statements say so (``unreachable``: what none can).

PostgreSQL keeps it in attislocal and conislocal. A column or constraint that loses its last parent becomes the table's
own and stays so under a new one; a partition that is attached has nothing of its own but what is said afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from trueup.model import Address, Schema
from trueup.postgres.ddl import noun
from trueup.postgres.ddl.column import add_not_null, alter_column, not_null_name
from trueup.postgres.ddl.family import above, gathered, is_own, kept, parents
from trueup.postgres.names import qualified
from trueup.postgres.objects import Check, Column, ForeignTable, PrimaryKey, Table
from trueup.statement import Statement

AnyTable = Table | ForeignTable
Declared = Column | Check


# ------------------------------------------------------------------ what comes of itself


def stays_own(before: Declared, old: Schema, new: Schema) -> bool:
    """Whether a column or check that stays is the table's own when its parents are what they are to be."""
    if joins_partitions(before, new) and not kept(before.container, old, new):
        return False
    return before.local or not any(True for _ in _staying(before, old, new))


def not_null_stays_own(before: Column, after: Column, old: Schema, new: Schema) -> bool:
    """The same for a NOT NULL. Partitions are told again of their own when they have been attached."""
    if joins_partitions(before, new) and not kept(before.container, old, new):
        return after.not_null_local
    return before.not_null_local or not any(parent.not_null for parent in _staying(before, old, new))


def _staying(before: Declared, old: Schema, new: Schema) -> Iterator[Column]:
    staying = kept(before.container, old, new)
    # What is above a column are columns, which OnRelation does not say.
    yield from (found for found in above(before, old) if found.container in staying)  # type: ignore[misc]


def joins_partitions(obj: Declared, schema: Schema) -> bool:
    return getattr(schema.get(obj.container), "bound", None) is not None


# ------------------------------------------------------------------ what can be said


def entered_again(before: Column, old: Schema, new: Schema) -> Iterator[Statement]:
    """How the columns of a child that can become its own do; the first of them says it for all."""
    if before == comes_back(before.container, old, new):
        yield _left_and_entered(before, new)


def comes_back(table: Address, old: Schema, new: Schema) -> Column | None:
    """The first column that can only become a child's own by leaving the parents for a moment, when all do that.

    For then the table's other columns, checks and NOT NULLs become its own too.
    """
    now = new.get(table)
    if not isinstance(now, AnyTable) or now.bound is not None or kept(table, old, new) != {*parents(now, new)}:
        return None
    mine = [new[where] for where in new.contents.get(table, ())]
    passed = [found for found in mine if isinstance(found, Declared) and found.inherited]
    if not all(is_own(found) and (not isinstance(found, Column) or found.not_null_local) for found in passed):
        return None
    was = (found for found in (old.get(obj.address) for obj in passed) if isinstance(found, Column))
    return next((found for found in was if not stays_own(found, old, new)), None)


def _left_and_entered(column: Column, new: Schema) -> Statement:
    """In one statement, so that the child is never without its parents."""
    table = new[column.container]
    assert isinstance(table, AnyTable)
    names = [qualified(*parent) for parent in table.parents]
    words = [*(f"NO INHERIT {name}" for name in names), *(f"INHERIT {name}" for name in names)]
    return Statement(
        sql=f"ALTER {noun(table)} {', '.join(words)}",
        address=column.address,
        needs=frozenset({column.address, *(parent for parent in parents(table, new))}),
    )


def not_null_again(column: Column, schema: Schema) -> Statement:
    """SET NOT NULL of a column that is NOT NULL for its parent's sake: then it is that for its own too."""
    table = schema[column.container]
    found = (gathered(parent) for parent in parents(table, schema)) if isinstance(table, AnyTable) else ()
    sql = f"{alter_column(column)} SET NOT NULL"
    return Statement(sql=sql, address=column.address, needs=frozenset({column.address, *found}))


def attached_not_nulls(table: AnyTable, schema: Schema) -> Iterator[Statement]:
    """What a partition says of its NOT NULLs itself, after it was attached."""
    for where in schema.contents.get(table.address, ()):
        found = schema[where]
        if isinstance(found, Column) and found.not_null_local and inherits_not_null(found, schema):
            yield not_null_again(found, schema)


def not_null_retold(before: Column, after: Column, old: Schema, new: Schema) -> tuple[Statement, ...] | None:
    """The statements that give an inherited NOT NULL its name and make it the table's own, or no longer.

    None when there is nothing to say, or no way to say it: such a constraint cannot be altered, dropped or renamed, so
    the parent's goes for a moment.
    """
    if not not_null_differs(before, after, old, new):
        return None
    own = not_null_stays_own(before, after, old, new)
    if after.not_null_local and not own and before.not_null_name == after.not_null_name:
        return (not_null_again(after, new),)
    dropping = f"{alter_column(after)} DROP NOT NULL"
    if (parent := _only_parent(before, after, old, new)) is not None:
        texts = [f"{alter_column(parent)} DROP NOT NULL", *([dropping] if own else [])]
        texts += [add_not_null(after)] if after.not_null_local else []
        needs = frozenset({after.address, parent.address})
        return tuple(Statement(sql=sql, address=after.address, needs=needs) for sql in (*texts, passed_on(parent)))
    if own and not after.not_null_local and _gains(before, after, old, new):
        where = after.address
        return (Statement(sql=dropping, address=where, needs=frozenset({where}), makes=frozenset({named(where)})),)
    return None


def passed_on(parent: Column) -> str:
    """NOT NULL for a parent and all below; SET NOT NULL would give each table's a name of its own."""
    return add_not_null(msgspec.structs.replace(parent, not_null_name=not_null_name(parent)))


def not_null_differs(before: Column, after: Column, old: Schema, new: Schema) -> bool:
    """Whether an inherited NOT NULL is not yet what it is to be, and does not get that by itself."""
    if not before.not_null or not inherits_not_null(after, new):
        return False
    return declared_otherwise(before, after, old, new) or keeps_name(before, after, old, new)


def declared_otherwise(before: Column, after: Column, old: Schema, new: Schema) -> bool:
    if comes_back(after.container, old, new) is not None:
        return False
    return not_null_stays_own(before, after, old, new) != after.not_null_local


def keeps_name(before: Column, after: Column, old: Schema, new: Schema) -> bool:
    """Whether a NOT NULL is to be renamed that a parent has too, all the time and unchanged (42P16)."""
    passed = [parent for parent in _staying(before, old, new) if parent.not_null]
    changed = not all(_unchanged(parent, old) for parent in above(after, new) if isinstance(parent, Column))
    return before.not_null_name != after.not_null_name and bool(passed) and not changed


def named(where: Address) -> Address:
    """The fact that a column's NOT NULL constraint is ready to become the parent's too."""
    return Address(f"{where} not_null named")


def _gains(before: Column, after: Column, old: Schema, new: Schema) -> bool:
    """Whether the NOT NULL comes to all from the one parent, which had none."""
    found = [parent for parent in above(after, new) if isinstance(parent, Column)]
    was = old.get(found[0].address) if len(found) == 1 else None
    if not isinstance(was, Column) or was.not_null or was.container not in kept(before.container, old, new):
        return False
    return not _in_primary_key(before.address, old)


def can_be_parents(obj: Check, schema: Schema) -> bool:
    """Whether the parents' checks can go for a moment: they are nobody's copies."""
    found = [*above(obj, schema)]
    return bool(found) and not any(getattr(each, "inherited", 0) for each in found)


def _only_parent(before: Column, after: Column, old: Schema, new: Schema) -> Column | None:
    """The one column a NOT NULL comes from, all the time, when that can be without it for a moment."""
    found = whole_source(after, new)
    if found is None or not _unchanged(found, old) or found.container not in kept(before.container, old, new):
        return None
    return None if any(_in_primary_key(column.address, old) for column in (found, after)) else found


def whole_source(column: Column, schema: Schema) -> Column | None:
    """The one column a NOT NULL comes from, when that can be without it for a moment."""
    found = [parent for parent in above(column, schema) if isinstance(parent, Column)]
    if len(found) != 1 or not found[0].not_null or found[0].inherited or found[0].identity is not None:
        return None
    return None if any(_in_primary_key(each.address, schema) for each in (found[0], column)) else found[0]


def _in_primary_key(column: Address, schema: Schema) -> bool:
    return any(isinstance(schema.get(user), PrimaryKey) for user in schema.users.get(column, ()))


def _unchanged(column: Column, old: Schema) -> bool:
    was = old.get(column.address)
    fields = ("not_null", "not_null_name", "not_null_valid", "not_null_no_inherit")
    return isinstance(was, Column) and all(getattr(was, field) == getattr(column, field) for field in fields)


def inherits_not_null(column: Column, schema: Schema) -> bool:
    """Whether a NOT NULL of a column is also a parent's."""
    return column.not_null and any(getattr(parent, "not_null", False) for parent in above(column, schema))


def gives_up(before: Check, after: Check, old: Schema, new: Schema) -> bool:
    """Whether a check can become no longer the table's own: it goes and comes again with the parent's."""
    return can_be_parents(after, new) and kept(before.container, old, new) >= {p.container for p in above(after, new)}
