"""Columns: how one is written, added and dropped. What changes in place is in ``column_change`` and ``retype``."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from trueup.model import Address, Object, Schema
from trueup.postgres.ddl import Steps, create, drop, grants, noun
from trueup.postgres.ddl.common import ending, later, loss
from trueup.postgres.ddl.family import above, alone, brought, children, copies, descendants, is_own, joined, shed
from trueup.postgres.ddl.foreign import options
from trueup.postgres.ddl.relation import alter_container, container, option_list
from trueup.postgres.ddl.sequence import identity_options
from trueup.postgres.ddl.spared import passes_on_to_none
from trueup.postgres.names import ident
from trueup.postgres.objects import (
    Check,
    Column,
    Exclusion,
    ForeignKey,
    ForeignTable,
    Index,
    Key,
    Routine,
    Sequence,
    Statistics,
    Table,
)
from trueup.postgres.sql.chosen import chosen_name
from trueup.statement import Statement

VANISHING = (Index, Key, Check, Exclusion, Statistics)
"""What PostgreSQL drops silently with any column it mentions."""


@noun.register
def _(obj: Column) -> str:
    return f"COLUMN {container(obj)}.{ident(obj.name)}"


# ------------------------------------------------------------------ how a column is written


def definition(column: Column, schema: Schema) -> str:
    """A column as ADD COLUMN has it; what cannot be said there is in ``settings``."""
    typed = in_typed_table(column, schema)
    text = f"{ident(column.name)} WITH OPTIONS" if typed else f"{ident(column.name)} {column.type}"
    text += options(column.fdw_options)
    if column.collation is not None and not typed:
        text += f" COLLATE {column.collation}"
    if column.generated is not None:
        text += f" GENERATED ALWAYS AS ({column.generated}) {'VIRTUAL' if column.virtual else 'STORED'}"
    elif column.identity is not None:
        text += f" {identity_clause(column, schema)}"
    elif column.default is not None and not default_waits(column, schema):
        text += f" DEFAULT {column.default}"
    return text + _not_null(named_if_taken(column, schema))


def inner_definition(column: Column, schema: Schema) -> str:
    """A column as CREATE TABLE has it, which leaves to a parent what comes from there."""
    if _not_null_is_from_above(column, schema):
        column = msgspec.structs.replace(column, not_null=False)
    return definition(column, schema)


def _not_null_is_from_above(column: Column, schema: Schema) -> bool:
    """A child that repeats a parent's column gets its NOT NULL from there; partitions are attached with theirs."""
    table = schema.get(column.container)
    return bool(column.inherited) and not column.not_null_local and getattr(table, "bound", None) is None


def goes_inside(column: Column, table: Table | ForeignTable, schema: Schema) -> bool:
    """Whether a new table must spell the column out, rather than get it from a parent or its type."""
    if table.bound is not None:
        return True
    if in_typed_table(column, schema):
        return column.default is not None or column.not_null or column.generated is not None
    return is_own(column)


def settings(column: Column) -> list[str]:
    """What is said about a column after it is there."""
    head, steps = alter_column(column), storage(column)
    if column.statistics is not None:
        steps.append(f"{head} SET STATISTICS {column.statistics}")
    if column.options:
        steps.append(f"{head} SET ({option_list(column.options)})")
    return steps


def storage(column: Column) -> list[str]:
    """SET STORAGE and SET COMPRESSION, as far as a column has one of its own."""
    words = {"STORAGE": column.storage and column.storage.upper(), "COMPRESSION": column.compression}
    return [f"{alter_column(column)} SET {word} {value}" for word, value in words.items() if value is not None]


def waits(column: Column, schema: Schema) -> Iterator[Statement]:
    """The parts of a new column that must be said after it: a default that needs the table, a NOT NULL not checked."""
    if column.default is not None and default_waits(column, schema):
        yield _default_later(column, schema)
    if column.not_null and not column.not_null_valid:
        yield later(column, add_not_null(column), ())


def dressing(column: Column) -> list[str]:
    """Everything about a column but its type, said after it is there."""
    default = [set_default(column)] if column.default is not None else []
    return [*default, *([add_not_null(column)] if column.not_null else []), *settings(column)]


def differences_from_parent(column: Column, schema: Schema) -> Iterator[Statement]:
    """What a child's column that comes from a parent has of its own."""
    for parent in above(column, schema):
        if isinstance(parent, Column) and parent.default != column.default:
            yield _default_later(column, schema)


def columns_of(table: Address, schema: Schema) -> list[Column]:
    """A table's columns in their order."""
    found = [schema[where] for where in schema.contents.get(table, ()) if where.kind == "column"]
    return sorted((c for c in found if isinstance(c, Column)), key=lambda column: column.position)


def identity_sequence(column: Column, schema: Schema) -> Sequence | None:
    """The sequence that comes and goes with an identity column."""
    owned = owned_sequences(column, schema) if column.identity is not None else ()
    return next((sequence for sequence in owned if sequence.identity), None)


def owned_sequences(column: Column, schema: Schema) -> list[Sequence]:
    """The sequences that go when the column goes."""
    me = (column.namespace, column.relation, column.name)
    users = (schema.get(user) for user in sorted(schema.users.get(column.address, ())))
    return [found for found in users if isinstance(found, Sequence) and found.owned_by == me]


def default_waits(column: Column, schema: Schema) -> bool:
    """Whether the default calls a function that itself needs the table or its row type."""
    table = column.container
    calls = [ref for ref in schema.needs.get(column.address, ()) if isinstance(schema.get(ref), Routine)]
    return any(_reaches(call, table, schema) for call in calls)


def _reaches(start: Address, goal: Address, schema: Schema) -> bool:
    seen, left = {start}, [start]
    while left:
        for ref in schema.needs.get(left.pop(), ()):
            if ref.within(goal):
                return True
            if ref not in seen:
                seen.add(ref)
                left.append(ref)
    return False


def in_typed_table(column: Column, schema: Schema) -> bool:
    """Whether the column is one of a table OF a type."""
    table = schema.get(column.container)
    return isinstance(table, Table) and table.of_type is not None


def _default_later(column: Column, schema: Schema) -> Statement:
    calls = [ref for ref in schema.needs.get(column.address, ()) if isinstance(schema.get(ref), Routine)]
    return later(column, set_default(column), calls)


def identity_clause(column: Column, schema: Schema) -> str:
    """``GENERATED … AS IDENTITY`` with the options of its sequence."""
    sequence = identity_sequence(column, schema)
    options = identity_options(sequence, column) if sequence is not None else ""
    words = "ALWAYS" if column.identity == "always" else "BY DEFAULT"
    return f"GENERATED {words} AS IDENTITY{options}"


def _not_null(column: Column) -> str:
    if not column.not_null or not column.not_null_valid:
        return ""
    name = f" CONSTRAINT {ident(column.not_null_name)}" if column.not_null_name is not None else ""
    return f"{name} NOT NULL{' NO INHERIT' if column.not_null_no_inherit else ''}"


def set_default(column: Column, head: str | None = None) -> str:
    """SET DEFAULT or DROP DEFAULT; ``head`` is the statement up to there, where it is not the usual one."""
    head = head or alter_column(column)
    return f"{head} DROP DEFAULT" if column.default is None else f"{head} SET DEFAULT {column.default}"


# ------------------------------------------------------------------ create and drop


@create.register
def _(obj: Column, schema: Schema) -> Steps:
    if obj.on in ("view", "matview"):
        return [*([set_default(obj)] if obj.default is not None else []), *settings(obj)]
    sequence = identity_sequence(obj, schema)
    counter = frozenset() if sequence is None else frozenset({sequence.address})
    made, needs = frozenset((obj.address, brought(obj.address), *copies(obj, schema))), joined(obj, schema)
    head = f"{alter_container(obj)} ADD COLUMN"
    steps: list[str | Statement]
    if obj.identity is not None and _counts_alone(obj, schema):
        plain = msgspec.structs.replace(obj, identity=None)
        sql = f"{alter_column(obj)} ADD {identity_clause(obj, schema)}"
        steps = [
            Statement(sql=f"{head} {definition(plain, schema)}", address=obj.address, makes=made, needs=needs),
            Statement(sql=sql, address=obj.address, makes=counter, needs=frozenset({obj.address})),
        ]
    else:
        sql = f"{head} {definition(obj, schema)}"
        steps = [Statement(sql=sql, address=obj.address, makes=made | counter, needs=needs)]
    steps += [*waits(obj, schema), *alone(settings(obj), obj.container, schema)]
    for copy in copies(obj, schema):
        steps += _in_copy(schema[copy], schema)
    return steps


def _counts_alone(obj: Column, schema: Schema) -> bool:
    """Whether there are children, to which no column with identity is added; partitions get theirs from 17 on."""
    table = schema.get(obj.container)
    passed_on = getattr(table, "partition_by", None) is not None and (schema.version or 0) >= 170000
    return bool(children(obj.container, schema)) and not passed_on


def _in_copy(copy: Object, schema: Schema) -> Iterator[Statement]:
    """What a column that has come from a parent has of its own."""
    if isinstance(copy, Column):
        for sql in alone(settings(copy), copy.container, schema):
            yield later(copy, sql, ())
        yield from differences_from_parent(copy, schema)


@drop.register
def _(obj: Column, schema: Schema) -> Steps:
    if obj.on in ("view", "matview"):
        return _bare_again(obj, schema)
    only = passes_on_to_none(obj, schema)
    along = [] if only else list(copies(obj, schema))
    gone = set(dropped_along(obj, schema))
    for where in along:
        copy = schema[where]
        gone.add(where)
        if isinstance(copy, Column):
            gone |= dropped_along(copy, schema)
    hazard = loss(
        "H102", obj.address, "dropping the column loses its values", "stop reading it first, or rename it away"
    )
    hazards = (hazard,) if obj.generated is None else ()
    head = alter_container(obj).replace("TABLE ", "TABLE ONLY ", 1) if only else alter_container(obj)
    step = ending(obj, f"{head} DROP COLUMN {ident(obj.name)}", gone, hazards)
    lighter = {obj.container, *(where.parent for where in along if where.parent is not None)}
    return [msgspec.structs.replace(step, makes=frozenset(map(shed, lighter)))]


def dropped_along(column: Column, schema: Schema) -> set[Address]:
    """What PostgreSQL drops silently with a column."""
    gone = {sequence.address for sequence in owned_sequences(column, schema)}
    for user in schema.users.get(column.address, ()):
        found = schema.get(user)
        if isinstance(found, VANISHING) or (isinstance(found, ForeignKey) and _is_from(found, column)):
            gone.add(user)
    return gone


def _is_from(key: ForeignKey, column: Column) -> bool:
    return key.container == column.container and column.name in key.columns


def _bare_again(obj: Column, schema: Schema) -> Steps:
    """A view's column that has nothing of its own any more."""
    texts: list[str | Statement] = []
    if obj.default is not None:
        texts.append(f"{alter_container(obj)} ALTER COLUMN {ident(obj.name)} DROP DEFAULT")
    if obj.comment is not None:
        texts.append(f"COMMENT ON {noun(obj)} IS NULL")
    return [*texts, *grants.changes(obj, grants.granted(obj), {}, schema)]


# ------------------------------------------------------------------ what is also said of one that is there


def alter_column(column: Column) -> str:
    """``ALTER TABLE t ALTER COLUMN c``."""
    return f"{alter_container(column)} ALTER COLUMN {ident(column.name)}"


def named_if_taken(column: Column, schema: Schema) -> Column:
    """A partition made earlier has its parent's constraint's name; PostgreSQL would give the parent another (18)."""
    name = not_null_name(column)
    for table in descendants(column.container, schema):
        below = schema.get(table.address.child("column", column.name))
        if isinstance(below, Column) and below.not_null_name == name:
            return msgspec.structs.replace(column, not_null_name=name)
    return column


def add_not_null(column: Column) -> str:
    """NOT NULL for a column that is there, with a name where it has one of its own (PostgreSQL 18)."""
    if column.not_null_name is None and column.not_null_valid and not column.not_null_no_inherit:
        return f"{alter_column(column)} SET NOT NULL"
    text = f"ADD CONSTRAINT {ident(not_null_name(column))} NOT NULL {ident(column.name)}"
    text += " NO INHERIT" if column.not_null_no_inherit else ""
    return f"{alter_container(column)} {text}{'' if column.not_null_valid else ' NOT VALID'}"


def not_null_name(column: Column) -> str:
    """The name of a column's NOT NULL constraint: its own, or the one PostgreSQL gives it."""
    return column.not_null_name or chosen_name(column.relation, column.name, "not_null")
