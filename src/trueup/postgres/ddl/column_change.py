"""Changes of a column in place: default, NOT NULL, identity, generation, storage. Of its type: ``retype``."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from trueup.model import Address, Object, Schema
from trueup.postgres.ddl import Steps, alter, conversion, release
from trueup.postgres.ddl.column import (
    add_not_null,
    alter_column,
    identity_clause,
    identity_sequence,
    in_typed_table,
    named_if_taken,
    not_null_name,
    set_default,
)
from trueup.postgres.ddl.common import loss
from trueup.postgres.ddl.declared import entered_again, keeps_name, named, not_null_retold
from trueup.postgres.ddl.family import above, carried, children, departures, descendants, kept, unanimous
from trueup.postgres.ddl.foreign import option_changes
from trueup.postgres.ddl.relation import alter_container, container, option_steps
from trueup.postgres.ddl.retype import retype, stored_again
from trueup.postgres.names import ident, literal, qualified
from trueup.postgres.objects import Check, Column, Extension, PrimaryKey, Sequence
from trueup.statement import Statement

_NOT_NULL = frozenset({"not_null", "not_null_name", "not_null_valid", "not_null_no_inherit"})
_TYPE = frozenset({"type", "collation"})
_STORED = frozenset({"storage", "compression"})
"""What a change of type puts back to the default, in descendants too."""
_QUIET = frozenset({"local", "inherited", "not_null_local"})
"""What changes with the table's parents; the rest of it is in ``declared``."""


@alter.register
def _(before: Column, after: Column, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    fields = fields - _QUIET
    if _moves_along(before, after, old, new):
        fields = fields - {"type"}
    retyped = bool(fields & _TYPE)
    fields = fields - _from_above(before, after, fields, old, new)
    retold = not_null_retold(before, after, old, new)
    if retold is not None or keeps_name(before, after, old, new):
        fields = fields - {"not_null_name"}
    if _must_be_added_again(before, after, fields, old):
        return None
    steps: list[str | Statement] = []
    if "generated" in fields and after.generated is None:
        steps.append(_drop_expression(before, after, old, new))
    if "identity" in fields and after.identity is None:
        steps.append(_drop_identity(before, old))
    if fields & _TYPE:
        steps += retype(before, after, old, new)
    elif "default" in fields and after.identity is None:
        steps.append(set_default(after, _scoped("default", before, after, old, new)))
    if "generated" in fields and after.generated is not None:
        steps.append(f"{alter_column(after)} SET EXPRESSION AS ({after.generated})")
    steps += _not_null_steps(before, after, fields, old, new)
    if "identity" in fields and after.identity is not None:
        steps += _identity_steps(before, after, new)
    if retyped and not fields & _TYPE:
        steps += stored_again(after, new)
    steps += _storage_steps(before, after, fields - _STORED if retyped else fields, old, new)
    steps += [*(retold or ()), *entered_again(before, old, new)]
    left = departures(before.container, old, new)
    return [_apart(step, left, after, new) for step in steps] if left else steps


def _apart(step: str | Statement, left: frozenset[Address], column: Column, new: Schema) -> Statement:
    """A step that waits until the table has left its parents, which forbid much."""
    where = column.address
    needs = frozenset({where, *left, *new.needs.get(where, ())})
    if isinstance(step, str):
        return Statement(sql=step, address=where, makes=frozenset({where}), needs=needs)
    return msgspec.structs.replace(step, needs=step.needs | left if step.needs else needs)


def _from_above(before: Column, after: Column, fields: frozenset[str], old: Schema, new: Schema) -> frozenset[str]:
    """The fields that a parent's change brings; an inherited NOT NULL constraint cannot be changed by itself at all."""
    found = carried(before, after, fields if _counts_together(after, new) else fields - {"identity"}, old, new)
    shared = any(obj.container in kept(before.container, old, new) for obj in above(after, new))
    if in_typed_table(before, old) and in_typed_table(after, new):
        found |= _TYPE
    foreign = shared and not (before.not_null_local or after.not_null_local)
    lost = any(_keeps_what_goes(parent, before, after, old, new) for parent in above(after, new))
    return found | (_NOT_NULL if "not_null" in found or foreign or lost else frozenset())


def _keeps_what_goes(parent: Object, before: Column, after: Column, old: Schema, new: Schema) -> bool:
    """Whether a column stays NOT NULL while the parent it has that from drops it for all: it is said again."""
    was = old.get(parent.address)
    if (
        not isinstance(was, Column)
        or not isinstance(parent, Column)
        or was.container not in kept(before.container, old, new)
    ):
        return False
    return was.not_null and not parent.not_null and before.not_null and after.not_null and not before.not_null_local


def _moves_along(before: Column, after: Column, old: Schema, new: Schema) -> bool:
    """Whether the type is an extension's, and nothing happens to it but that the extension moves to another schema."""
    for ref in old.needs.get(before.address, ()):
        was, now = old.get(ref), new.get(ref)
        if isinstance(was, Extension) and isinstance(now, Extension):
            name = before.type.removeprefix(f"{ident(was.namespace)}.")
            if name != before.type and after.type == f"{ident(now.namespace)}.{name}":
                return True
    return False


def _scoped(field: str, before: Column, after: Column, old: Schema, new: Schema) -> str:
    """``ALTER TABLE t ALTER COLUMN c``, with ONLY when a descendant wants something else in this field."""
    if unanimous(before, after, field, old, new):
        return alter_column(after)
    return alter_column(after).replace("TABLE ", "TABLE ONLY ", 1)


def _must_be_added_again(before: Column, after: Column, fields: frozenset[str], old: Schema) -> bool:
    """Generation can be taken away from a stored column and, from 17 on, its expression be changed; no more."""
    if not fields & {"generated", "virtual"}:
        return False
    if before.generated is None:
        return True
    if after.generated is None:
        # PostgreSQL takes it away from a table and its children, and refuses when these have children.
        return before.virtual or any(children(child.address, old) for child in children(before.container, old))
    return "virtual" in fields or (old.version or 0) < 170000 or (before.virtual and _checked(before, old))


def _checked(column: Column, schema: Schema) -> bool:
    return any(isinstance(schema[where], Check) for where in schema.contents.get(column.container, ()))


def _drop_expression(before: Column, after: Column, old: Schema, new: Schema) -> Statement:
    """Columns below lose their expression too, and need no more what it mentions."""
    where = after.address
    tables = {table.address for table in descendants(before.container, old)}
    tables &= {table.address for table in descendants(after.container, new)}
    copies = frozenset(table.child("column", before.name) for table in tables)
    frees = frozenset(
        ref for copy in copies for ref in old.needs.get(copy, frozenset()) - new.needs.get(copy, frozenset())
    )
    sql = f"{alter_column(after)} DROP EXPRESSION"
    return Statement(sql=sql, address=where, makes=copies | {where}, ends=copies, frees=frees)


# ------------------------------------------------------------------ identity


def _drop_identity(before: Column, old: Schema) -> Statement:
    sequence = identity_sequence(before, old)
    hazard = loss("H105", before.address, "the sequence loses its position", "note the highest value in the column")
    return Statement(
        sql=f"{alter_column(before)} DROP IDENTITY",
        address=before.address,
        needs=frozenset({before.address}),
        ends=frozenset() if sequence is None else frozenset({sequence.address}),
        hazards=(hazard,),
    )


def _counts_together(column: Column, schema: Schema) -> bool:
    """Whether an identity is the parent's: partitions share it from 17 on, other children never."""
    return getattr(schema.get(column.container), "bound", None) is not None and (schema.version or 0) >= 170000


def _identity_steps(before: Column, after: Column, new: Schema) -> Iterator[str | Statement]:
    if before.identity is not None:
        yield f"{alter_column(after)} SET GENERATED {'ALWAYS' if after.identity == 'always' else 'BY DEFAULT'}"
        return
    if before.default is not None:
        yield f"{alter_column(after)} DROP DEFAULT"
    sequence = identity_sequence(after, new)
    makes = frozenset() if sequence is None else frozenset({sequence.address})
    yield Statement(sql=f"{alter_column(after)} ADD {identity_clause(after, new)}", address=after.address, makes=makes)
    if sequence is not None and sequence.increment > 0:
        yield _behind_last_value(after, sequence)


def _behind_last_value(column: Column, sequence: Sequence) -> str:
    """A sequence that is new under rows that are there goes on where they end."""
    name, highest = literal(qualified(sequence.namespace, sequence.name)), f"max({ident(column.name)})"
    # S608: names are quoted above and in container().
    return f"SELECT pg_catalog.setval({name}, {highest}) FROM {container(column)} HAVING {highest} > 0"  # noqa: S608


# ------------------------------------------------------------------ NOT NULL


def _not_null_steps(
    before: Column, after: Column, fields: frozenset[str], old: Schema, new: Schema
) -> Iterator[str | Statement]:
    if not fields & _NOT_NULL:
        return
    if not after.not_null:
        yield _nullable(before, after, old)
        for table in children(after.container, new):
            was, now = (schema.get(table.address.child("column", after.name)) for schema in (old, new))
            if isinstance(was, Column) and isinstance(now, Column) and _keeps_what_goes(after, was, now, old, new):
                yield Statement(sql=add_not_null(now), address=now.address, needs=frozenset({was.address}))
    elif not before.not_null:
        yield _not_null_for_all(named_if_taken(after, new), old, new)
    else:
        yield from _not_null_changes(before, after)


def _nullable(before: Column, after: Column, old: Schema) -> Statement:
    """No column of a primary key can be made nullable; the key goes before."""
    users = old.users.get(before.address, frozenset())
    keys = frozenset(user for user in users if isinstance(old.get(user), PrimaryKey))
    here = after.address
    return Statement(sql=f"{alter_column(after)} DROP NOT NULL", address=here, makes=frozenset({here}), displaces=keys)


def _not_null_changes(before: Column, after: Column) -> Iterator[str | Statement]:
    """A NOT NULL constraint (PostgreSQL 18) that stays: its name, validity and inheritance."""
    table = alter_container(after)
    was, now = ident(not_null_name(before)), ident(not_null_name(after))
    if before.not_null_valid and not after.not_null_valid:
        yield f"{alter_column(after)} DROP NOT NULL"
        yield add_not_null(after)
        return
    if was != now:
        sql, where = f"{table} RENAME CONSTRAINT {was} TO {now}", after.address
        yield Statement(sql=sql, address=where, needs=frozenset({where}), makes=frozenset({where, named(where)}))
    if before.not_null_no_inherit != after.not_null_no_inherit:
        yield f"{table} ALTER CONSTRAINT {now} {'NO INHERIT' if after.not_null_no_inherit else 'INHERIT'}"
    if not before.not_null_valid and after.not_null_valid:
        yield f"{table} VALIDATE CONSTRAINT {now}"


def _not_null_for_all(column: Column, old: Schema, new: Schema) -> Statement:
    """A constraint that descendants have already gets inherited, and cannot be renamed any more."""
    here = column.address
    below = (table.address.child("column", column.name) for table in descendants(column.container, new))
    ready = (named(copy) for copy in below if copy in old)
    return Statement(sql=add_not_null(column), address=here, needs=frozenset({here, *ready}), makes=frozenset({here}))


# ------------------------------------------------------------------ storage


def _storage_steps(before: Column, after: Column, fields: frozenset[str], old: Schema, new: Schema) -> Iterator[str]:
    head = alter_column(after)
    if "storage" in fields:
        yield f"{_scoped('storage', before, after, old, new)} SET STORAGE {(after.storage or 'default').upper()}"
    if "compression" in fields:
        yield f"{head} SET COMPRESSION {after.compression or 'default'}"
    if "statistics" in fields:
        target = -1 if after.statistics is None else after.statistics
        yield f"{_scoped('statistics', before, after, old, new)} SET STATISTICS {target}"
    if "options" in fields:
        yield from option_steps(head, before.options, after.options)
    changed = option_changes(before.fdw_options, after.fdw_options) if "fdw_options" in fields else ""
    if changed:
        yield head + changed


@release.register
def _(before: Column, after: Column, refs: frozenset[Address], old: Schema, new: Schema) -> tuple[Steps, Steps] | None:
    """A default lets go of what it mentions and takes it up again; nothing else of a column can."""
    type_name = conversion.split(before.type)[0]
    if before.default is None or any(type_name == _sql_name(ref) or ref.within(before.container) for ref in refs):
        return None
    dropping = Statement(sql=f"{alter_column(before)} DROP DEFAULT", address=before.address, frees=refs)
    return [dropping], [set_default(after)] if after.default is not None else []


def _sql_name(ref: Address) -> str:
    return ".".join(map(ident, ref.names))
