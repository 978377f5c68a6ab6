"""ALTER COLUMN TYPE: how values come over, and what must not exist meanwhile.

The default is moved out of the way and back when PostgreSQL cannot convert it.
"""

from __future__ import annotations

from collections.abc import Iterator

from trueup.finding import Finding
from trueup.model import Address, Object, Schema
from trueup.postgres.ddl import conversion, create, noun
from trueup.postgres.ddl.column import VANISHING, alter_column, set_default, storage
from trueup.postgres.ddl.common import loss
from trueup.postgres.ddl.family import alone, descendants, is_partition_key
from trueup.postgres.ddl.partition_index import adopted
from trueup.postgres.ddl.spelling import faithful
from trueup.postgres.names import ident
from trueup.postgres.objects import (
    Column,
    ForeignKey,
    Index,
    Key,
    MaterializedView,
    Policy,
    PrimaryKey,
    PublicationTable,
    Routine,
    Rule,
    Statistics,
    Table,
    Trigger,
    View,
)
from trueup.postgres.sql.chosen import chosen_name
from trueup.statement import Statement

_BLOCKERS = (View, MaterializedView, Rule, Policy, Trigger, Routine, PublicationTable)
"""What forbids a change of type of a column it mentions (0A000)."""
_COMPARABLE = ({"smallint", "integer", "bigint"}, {"text", "character varying"})
"""Types between which a foreign key holds."""


def retype(before: Column, after: Column, old: Schema, new: Schema) -> list[str | Statement]:
    """ALTER COLUMN TYPE, with the default out of the way when PostgreSQL cannot convert it."""
    automatic = conversion.by_assignment(_base(before.type, old), _base(after.type, new))
    changing = _type_statement(before, after, old, new, automatic)
    stored: list[str | Statement] = [*stored_again(after, new), *_targets_again(before, old, new)]
    if automatic and before.default == after.default:
        return [changing, *stored]
    without = Statement(
        sql=f"{alter_column(after)} DROP DEFAULT", address=after.address, needs=_without_default(after, new)
    )
    leaving = [without] if before.default is not None else []
    entering = [set_default(after)] if after.default is not None and after.identity is None else []
    return [*leaving, changing, *entering, *stored]


def stored_again(column: Column, schema: Schema) -> list[str]:
    """Storage and compression again after a change of type."""
    return alone(storage(column), column.container, schema)


def _targets_again(column: Column, old: Schema, new: Schema) -> Iterator[Statement]:
    """Targets of extended statistics, which PostgreSQL makes again with a column's type, but without their targets."""
    for where in (column.address, *_copies(column, old, new)):
        for user in sorted(old.users.get(where, ())):
            was, now = old.get(user), new.get(user)
            if isinstance(was, Statistics) and isinstance(now, Statistics) and was.target == now.target is not None:
                sql = f"ALTER {noun(now)} SET STATISTICS {now.target}"
                yield Statement(sql=sql, address=column.address, needs=frozenset({user, column.address}))


def _type_statement(before: Column, after: Column, old: Schema, new: Schema, automatic: bool) -> Statement:
    where = after.address
    sql = f"{alter_column(after)} TYPE {after.type}"
    if after.collation is not None:
        sql += f" COLLATE {after.collation}"
    if not automatic and after.generated is None and after.on == "table":  # a foreign table has no rows to convert
        sql += f" USING {conversion.cast(ident(after.name), _base(before.type, old), after.type, old.version)}"
    copies = _copies(before, old, new)
    here = frozenset((where, *(copy for copy in copies if copy in new)))
    hazards: tuple[Finding, ...] = ()
    if after.generated is None and conversion.silently_loses(_base(before.type, old), _base(after.type, new)):
        hazards = (
            loss(
                "H103",
                where,
                f"changing {before.type} to {after.type} can change values without an error",
                f"count the rows where {ident(after.name)} IS DISTINCT FROM its converted value first",
            ),
        )
    displaced = frozenset(
        blocker for column in (where, *copies) for blocker in _blockers(column, before, after, old, new)
    )
    return Statement(
        sql=sql,
        address=where,
        makes=here,
        ends=here,
        needs=_without_default(after, new),
        displaces=displaced,
        hazards=hazards,
    )


def _without_default(column: Column, schema: Schema) -> frozenset[Address]:
    """What must be there for the type of a column: what its default calls may still have to be made."""
    needs = schema.needs.get(column.address, frozenset())
    if column.generated is not None:
        return needs
    return frozenset(ref for ref in needs if ref.kind not in ("sequence", "function"))


def _copies(column: Column, old: Schema, new: Schema) -> list[Address]:
    """The columns below that change along; a table that leaves has done so before."""
    staying = {table.address for table in descendants(column.container, new)}
    below = [t.address for t in descendants(column.container, old) if t.address in staying or t.address not in new]
    return [copy for table in below if (copy := table.child("column", column.name)) in old]


def _blockers(where: Address, before: Column, after: Column, old: Schema, new: Schema) -> Iterator[Address]:
    """What must not exist while the type of a column changes."""
    comparable = _stays_comparable(before, after, old, new)
    column = old[where]
    if isinstance(column, Column) and is_partition_key(column, old):
        yield column.container
    for user in old.users.get(where, ()):
        found = old.get(user)
        generated = isinstance(found, Column) and found.generated is not None
        broken = isinstance(found, ForeignKey) and not (comparable and _comes_over(found, old))
        respelled = isinstance(found, VANISHING) and _respelled(found, old)
        if generated or broken or respelled or isinstance(found, _BLOCKERS) or _renews_partitions(found, old):
            yield user
        elif isinstance(found, Key) and before.name in found.include:
            # PostgreSQL makes the index again and looks only at its columns' users: new ones wait, too.
            yield from old.users.get(user, frozenset()) | new.users.get(user, frozenset())


def _renews_partitions(obj: Object | None, schema: Schema) -> bool:
    """Whether an index is one of a partitioned table whose partitions' PostgreSQL would not make again as they are.

    It makes them anew from this one, under names it chooses, and nothing that was said of them is kept.
    """
    return isinstance(obj, Index | Key) and not all(_as_chosen(one, obj, schema) for one in _below(obj, schema))


def _below(obj: Index | Key, schema: Schema) -> Iterator[Index | Key]:
    for one in adopted(obj, schema):
        yield one
        yield from _below(one, schema)


def _as_chosen(one: Index | Key, above: Index | Key, schema: Schema) -> bool:
    table = schema[one.container]
    marked = isinstance(table, Table) and one.name in (table.clustered_on, table.replica_index)
    names = [key if isinstance(key, str) else key.column for key in one.columns]
    if marked or one.comment is not None or None in names:
        return False
    label = "idx" if isinstance(one, Index) else "pkey" if isinstance(one, PrimaryKey) else "key"
    said = "" if label == "pkey" else "_".join(name for name in names if name is not None)
    same = (one.options, one.tablespace) == (above.options, above.tablespace)
    return same and one.name == chosen_name(one.relation, said, label)


def _respelled(obj: Object, schema: Schema) -> bool:
    """Whether PostgreSQL, which reads an expression again when a type under it changes, would read something else."""
    texts = (step if isinstance(step, str) else step.sql for step in create(obj, schema))
    return any(faithful(sql) != sql for sql in texts)


def _stays_comparable(before: Column, after: Column, old: Schema, new: Schema) -> bool:
    was, now = (conversion.split(name)[0] for name in (_base(before.type, old), _base(after.type, new)))
    return was == now or any({was, now} <= group for group in _COMPARABLE)


def _comes_over(key: ForeignKey, schema: Schema) -> bool:
    """Whether PostgreSQL can check a foreign key again by itself when the type of one of its columns changes.

    It looks for a cast from each column's type to what its operator is for, and there is none from an enum, array,
    range or composite type to its polymorphic one (ATAddForeignKeyConstraint: "could not find cast from … to 3500").
    """
    columns = (schema.get(key.container.child("column", name)) for name in key.columns)
    types = (_base(column.type, schema) for column in columns if isinstance(column, Column))
    return not any("." in name or "[]" in name or "range" in name for name in types)


def _base(type_name: str, schema: Schema) -> str:
    """The type itself, or what a domain is over."""
    found = schema.get(f"domain {type_name}")
    return _base(getattr(found, "type"), schema) if found is not None else type_name  # noqa: B009 - a domain
