"""Columns: how one is written, added, dropped and changed: type, default, NOT NULL, identity, generation, storage.

A change of type also moves the default out of the way and back, and names what must not exist meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from trueup.finding import Finding
from trueup.model import Address, Object, Schema
from trueup.postgres.ddl import Steps, alter, conversion, create, drop, grants, noun, release
from trueup.postgres.ddl.common import ending, later, loss
from trueup.postgres.ddl.family import (
    above,
    alone,
    carried,
    children,
    copies,
    departures,
    descendants,
    is_own,
    joined,
    kept,
    unanimous,
)
from trueup.postgres.ddl.relation import alter_container, container, option_list, option_steps
from trueup.postgres.ddl.sequence import identity_options
from trueup.postgres.ddl.spelling import faithful
from trueup.postgres.names import ident, literal, qualified
from trueup.postgres.objects import (
    Check,
    Column,
    Exclusion,
    Extension,
    ForeignKey,
    ForeignTable,
    Index,
    Key,
    MaterializedView,
    Policy,
    PrimaryKey,
    PublicationTable,
    Routine,
    Rule,
    Sequence,
    Statistics,
    Table,
    Trigger,
    View,
)
from trueup.statement import Statement

_BLOCKERS = (View, MaterializedView, Rule, Policy, Trigger, Routine, PublicationTable)
"""What forbids a change of type of a column it mentions (0A000)."""
_VANISHING = (Index, Key, Check, Exclusion, Statistics)
"""What PostgreSQL drops silently with any column it mentions."""
_COMPARABLE = ({"smallint", "integer", "bigint"}, {"text", "character varying"})
"""Types between which a foreign key holds."""
_NOT_NULL = frozenset({"not_null", "not_null_name", "not_null_valid", "not_null_no_inherit"})
_TYPE = frozenset({"type", "collation"})
_STORED = frozenset({"storage", "compression"})
"""What a change of type puts back to the default, in descendants too."""
_NONE: frozenset[str] = frozenset()
_QUIET = frozenset({"local", "inherited", "not_null_local"})
"""What changes only with the table's parents."""


@noun.register
def _(obj: Column) -> str:
    return f"COLUMN {container(obj)}.{ident(obj.name)}"


# ------------------------------------------------------------------ how a column is written


def definition(column: Column, schema: Schema) -> str:
    """A column as ADD COLUMN has it; what cannot be said there is in ``settings``."""
    typed = _typed_table(column, schema)
    text = f"{ident(column.name)} WITH OPTIONS" if typed else f"{ident(column.name)} {column.type}"
    if column.fdw_options:
        text += f" OPTIONS ({fdw_options(column.fdw_options)})"
    if column.collation is not None and not typed:
        text += f" COLLATE {column.collation}"
    if column.generated is not None:
        text += f" GENERATED ALWAYS AS ({column.generated}) {'VIRTUAL' if column.virtual else 'STORED'}"
    elif column.identity is not None:
        text += f" {_identity(column, schema)}"
    elif column.default is not None and not default_waits(column, schema):
        text += f" DEFAULT {column.default}"
    return text + _not_null(_named_if_taken(column, schema))


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
    if _typed_table(column, schema):
        return column.default is not None or column.not_null or column.generated is not None
    return is_own(column)


def settings(column: Column) -> list[str]:
    """What is said about a column after it is there."""
    head, steps = _head(column), _storage(column)
    if column.statistics is not None:
        steps.append(f"{head} SET STATISTICS {column.statistics}")
    if column.options:
        steps.append(f"{head} SET ({option_list(column.options)})")
    return steps


def _storage(column: Column) -> list[str]:
    words = {"STORAGE": column.storage and column.storage.upper(), "COMPRESSION": column.compression}
    return [f"{_head(column)} SET {word} {value}" for word, value in words.items() if value is not None]


def waits(column: Column, schema: Schema) -> Iterator[Statement]:
    """The parts of a new column that must be said after it: a default that needs the table, a NOT NULL not checked."""
    if column.default is not None and default_waits(column, schema):
        yield _default_later(column, schema)
    if column.not_null and not column.not_null_valid:
        yield later(column, _add_not_null(column), ())


def dressing(column: Column) -> list[str]:
    """Everything about a column but its type, said after it is there."""
    default = [_default(column)] if column.default is not None else []
    return [*default, *([_add_not_null(column)] if column.not_null else []), *settings(column)]


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


def _typed_table(column: Column, schema: Schema) -> bool:
    table = schema.get(column.container)
    return isinstance(table, Table) and table.of_type is not None


def _default_later(column: Column, schema: Schema) -> Statement:
    calls = [ref for ref in schema.needs.get(column.address, ()) if isinstance(schema.get(ref), Routine)]
    return later(column, _default(column), calls)


def _identity(column: Column, schema: Schema) -> str:
    sequence = identity_sequence(column, schema)
    options = identity_options(sequence, column) if sequence is not None else ""
    words = "ALWAYS" if column.identity == "always" else "BY DEFAULT"
    return f"GENERATED {words} AS IDENTITY{options}"


def _not_null(column: Column) -> str:
    if not column.not_null or not column.not_null_valid:
        return ""
    name = f" CONSTRAINT {ident(column.not_null_name)}" if column.not_null_name is not None else ""
    return f"{name} NOT NULL{' NO INHERIT' if column.not_null_no_inherit else ''}"


def _default(column: Column, head: str | None = None) -> str:
    head = head or _head(column)
    return f"{head} DROP DEFAULT" if column.default is None else f"{head} SET DEFAULT {column.default}"


def fdw_options(options: tuple[str, ...]) -> str:
    """``name=value`` texts as OPTIONS has them."""
    return ", ".join(f"{ident(name)} {literal(value)}" for name, _, value in (o.partition("=") for o in options))


# ------------------------------------------------------------------ create and drop


@create.register
def _(obj: Column, schema: Schema) -> Steps:
    if obj.on in ("view", "matview"):
        return [*([_default(obj)] if obj.default is not None else []), *settings(obj)]
    made = {obj.address, *copies(obj, schema)}
    sequence = identity_sequence(obj, schema)
    if sequence is not None:
        made.add(sequence.address)
    sql = f"{alter_container(obj)} ADD COLUMN {definition(obj, schema)}"
    adding = Statement(sql=sql, address=obj.address, makes=frozenset(made), needs=joined(obj, schema))
    steps: list[str | Statement] = [adding, *waits(obj, schema), *alone(settings(obj), obj.container, schema)]
    for copy in copies(obj, schema):
        steps += _in_copy(schema[copy], schema)
    return steps


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
    gone = set(dropped_along(obj, schema))
    for where in copies(obj, schema):
        copy = schema[where]
        gone.add(where)
        if isinstance(copy, Column):
            gone |= dropped_along(copy, schema)
    hazard = loss(
        "H102", obj.address, "dropping the column loses its values", "stop reading it first, or rename it away"
    )
    hazards = (hazard,) if obj.generated is None else ()
    return [ending(obj, f"{alter_container(obj)} DROP COLUMN {ident(obj.name)}", gone, hazards)]


def dropped_along(column: Column, schema: Schema) -> set[Address]:
    """What PostgreSQL drops silently with a column."""
    gone = {sequence.address for sequence in owned_sequences(column, schema)}
    for user in schema.users.get(column.address, ()):
        found = schema.get(user)
        if isinstance(found, _VANISHING) or (isinstance(found, ForeignKey) and _is_from(found, column)):
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


# ------------------------------------------------------------------ alter


@alter.register
def _(before: Column, after: Column, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    fields = fields - _QUIET
    if _moves_along(before, after, old, new):
        fields = fields - {"type"}
    retyped = bool(fields & _TYPE)
    fields = fields - _from_above(before, after, fields, old, new)
    if _must_be_added_again(before, after, fields, old):
        return None
    steps: list[str | Statement] = []
    if before.generated is not None and after.generated is None:
        steps.append(f"{_head(after)} DROP EXPRESSION")
    if before.identity is not None and after.identity is None:
        steps.append(_drop_identity(before, old))
    if fields & _TYPE:
        steps += retype(before, after, old, new)
    elif "default" in fields and after.identity is None:
        steps.append(_default(after, _scoped("default", before, after, old, new)))
    if "generated" in fields and after.generated is not None:
        steps.append(f"{_head(after)} SET EXPRESSION AS ({after.generated})")
    steps += _not_null_steps(before, after, fields, old, new)
    if "identity" in fields and after.identity is not None:
        steps += _identity_steps(before, after, new)
    if retyped and not fields & _TYPE:
        steps += _stored(after, new)
    steps += _storage_steps(before, after, fields - _STORED if retyped else fields, old, new)
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
    found = carried(before, after, fields, old, new)
    shared = any(obj.container in kept(before.container, old, new) for obj in above(after, new))
    if _typed_table(before, old) and _typed_table(after, new):
        found |= _TYPE
    foreign = shared and not (before.not_null_local or after.not_null_local)
    lost = any(_keeps_what_goes(parent, before, after, old, new) for parent in above(after, new))
    return found | (_NOT_NULL if "not_null" in found or foreign or lost else _NONE)


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


def _head(column: Column) -> str:
    return f"{alter_container(column)} ALTER COLUMN {ident(column.name)}"


def _scoped(field: str, before: Column, after: Column, old: Schema, new: Schema) -> str:
    """``ALTER TABLE t ALTER COLUMN c``, with ONLY when a descendant wants something else in this field."""
    if unanimous(before, after, field, old, new):
        return _head(after)
    return _head(after).replace("TABLE ", "TABLE ONLY ", 1)


def _must_be_added_again(before: Column, after: Column, fields: frozenset[str], old: Schema) -> bool:
    """Generation can be taken away from a stored column and, from 17 on, its expression be changed; no more."""
    if not fields & {"generated", "virtual"}:
        return False
    if before.generated is None:
        return True
    if after.generated is None:
        return before.virtual
    return "virtual" in fields or (old.version or 0) < 170000 or (before.virtual and _checked(before, old))


def _checked(column: Column, schema: Schema) -> bool:
    return any(isinstance(schema[where], Check) for where in schema.contents.get(column.container, ()))


def retype(before: Column, after: Column, old: Schema, new: Schema) -> list[str | Statement]:
    """ALTER COLUMN TYPE, with the default out of the way when PostgreSQL cannot convert it."""
    automatic = conversion.by_assignment(_base(before.type, old), _base(after.type, new))
    changing = _type_statement(before, after, old, new, automatic)
    stored = _stored(after, new)
    if automatic and before.default == after.default:
        return [changing, *stored]
    leaving = [f"{_head(after)} DROP DEFAULT"] if before.default is not None else []
    entering = [_default(after)] if after.default is not None and after.identity is None else []
    return [*leaving, changing, *entering, *stored]


def _stored(column: Column, schema: Schema) -> list[str]:
    """Storage and compression again after a change of type."""
    return alone(_storage(column), column.container, schema)


def _type_statement(before: Column, after: Column, old: Schema, new: Schema, automatic: bool) -> Statement:
    where = after.address
    sql = f"{_head(after)} TYPE {after.type}"
    if after.collation is not None:
        sql += f" COLLATE {after.collation}"
    if not automatic and after.generated is None and after.on == "table":  # a foreign table has no rows to convert
        sql += f" USING {conversion.cast(ident(after.name), _base(before.type, old), after.type, old.version)}"
    below = (table.address.child("column", before.name) for table in descendants(before.container, old))
    here = frozenset((where, *(inner for inner in below if inner in old)))
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
    displaced = frozenset(blocker for column in here for blocker in _blockers(column, before, after, old, new))
    return Statement(sql=sql, address=where, makes=here, ends=here, displaces=displaced, hazards=hazards)


def _blockers(where: Address, before: Column, after: Column, old: Schema, new: Schema) -> Iterator[Address]:
    """What must not exist while the type of a column changes."""
    comparable = _stays_comparable(before, after, old, new)
    for user in old.users.get(where, ()):
        found = old.get(user)
        generated = isinstance(found, Column) and found.generated is not None
        broken = isinstance(found, ForeignKey) and not comparable
        respelled = isinstance(found, _VANISHING) and _respelled(found, old)
        if generated or broken or respelled or isinstance(found, _BLOCKERS):
            yield user
        elif isinstance(found, Key) and before.name in found.include:
            # PostgreSQL makes the index again and looks only at its columns' users: new ones wait, too.
            yield from old.users.get(user, frozenset()) | new.users.get(user, frozenset())


def _respelled(obj: Object, schema: Schema) -> bool:
    """Whether PostgreSQL, which reads an expression again when a type under it changes, would read something else."""
    texts = (step if isinstance(step, str) else step.sql for step in create(obj, schema))
    return any(faithful(sql) != sql for sql in texts)


def _stays_comparable(before: Column, after: Column, old: Schema, new: Schema) -> bool:
    was, now = (conversion.split(name)[0] for name in (_base(before.type, old), _base(after.type, new)))
    return was == now or any({was, now} <= group for group in _COMPARABLE)


def _base(type_name: str, schema: Schema) -> str:
    """The type itself, or what a domain is over."""
    found = schema.get(f"domain {type_name}")
    return _base(getattr(found, "type"), schema) if found is not None else type_name  # noqa: B009 - a domain


def _drop_identity(before: Column, old: Schema) -> Statement:
    sequence = identity_sequence(before, old)
    hazard = loss("H105", before.address, "the sequence loses its position", "note the highest value in the column")
    return Statement(
        sql=f"{_head(before)} DROP IDENTITY",
        address=before.address,
        needs=frozenset({before.address}),
        ends=frozenset() if sequence is None else frozenset({sequence.address}),
        hazards=(hazard,),
    )


def _identity_steps(before: Column, after: Column, new: Schema) -> Iterator[str | Statement]:
    if before.identity is not None:
        yield f"{_head(after)} SET GENERATED {'ALWAYS' if after.identity == 'always' else 'BY DEFAULT'}"
        return
    if before.default is not None:
        yield f"{_head(after)} DROP DEFAULT"
    sequence = identity_sequence(after, new)
    makes = frozenset() if sequence is None else frozenset({sequence.address})
    yield Statement(sql=f"{_head(after)} ADD {_identity(after, new)}", address=after.address, makes=makes)
    if sequence is not None and sequence.increment > 0:
        yield _behind_last_value(after, sequence)


def _behind_last_value(column: Column, sequence: Sequence) -> str:
    """A sequence that is new under rows that are there goes on where they end."""
    name, highest = literal(qualified(sequence.namespace, sequence.name)), f"max({ident(column.name)})"
    # S608: names are quoted above and in container().
    return f"SELECT pg_catalog.setval({name}, {highest}) FROM {container(column)} HAVING {highest} > 0"  # noqa: S608


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
                yield Statement(sql=_add_not_null(now), address=now.address, needs=frozenset({was.address}))
    elif not before.not_null:
        yield _not_null_for_all(_named_if_taken(after, new), old, new)
    else:
        yield from _not_null_changes(before, after)


def _nullable(before: Column, after: Column, old: Schema) -> Statement:
    """No column of a primary key can be made nullable; the key goes before."""
    users = old.users.get(before.address, frozenset())
    keys = frozenset(user for user in users if isinstance(old.get(user), PrimaryKey))
    here = after.address
    return Statement(sql=f"{_head(after)} DROP NOT NULL", address=here, makes=frozenset({here}), displaces=keys)


def _named_if_taken(column: Column, schema: Schema) -> Column:
    """A partition made earlier has its parent's constraint's name; PostgreSQL would give the parent another (18)."""
    name = not_null_name(column)
    for table in descendants(column.container, schema):
        below = schema.get(table.address.child("column", column.name))
        if isinstance(below, Column) and below.not_null_name == name:
            return msgspec.structs.replace(column, not_null_name=name)
    return column


def _not_null_changes(before: Column, after: Column) -> Iterator[str | Statement]:
    """A NOT NULL constraint (PostgreSQL 18) that stays: its name, validity and inheritance."""
    table = alter_container(after)
    was, now = ident(not_null_name(before)), ident(not_null_name(after))
    if before.not_null_valid and not after.not_null_valid:
        yield f"{_head(after)} DROP NOT NULL"
        yield _add_not_null(after)
        return
    if was != now:
        sql, where = f"{table} RENAME CONSTRAINT {was} TO {now}", after.address
        yield Statement(sql=sql, address=where, needs=frozenset({where}), makes=frozenset({where, _named(where)}))
    if before.not_null_no_inherit != after.not_null_no_inherit:
        yield f"{table} ALTER CONSTRAINT {now} {'NO INHERIT' if after.not_null_no_inherit else 'INHERIT'}"
    if not before.not_null_valid and after.not_null_valid:
        yield f"{table} VALIDATE CONSTRAINT {now}"


def _not_null_for_all(column: Column, old: Schema, new: Schema) -> Statement:
    """A constraint that descendants have already gets inherited, and cannot be renamed any more."""
    here = column.address
    below = (table.address.child("column", column.name) for table in descendants(column.container, new))
    named = (_named(copy) for copy in below if copy in old)
    return Statement(sql=_add_not_null(column), address=here, needs=frozenset({here, *named}), makes=frozenset({here}))


def _named(where: Address) -> Address:
    """The fact that a column's NOT NULL constraint has its right name."""
    return Address(f"{where} not_null named")


def _add_not_null(column: Column) -> str:
    if column.not_null_name is None and column.not_null_valid and not column.not_null_no_inherit:
        return f"{_head(column)} SET NOT NULL"
    text = f"ADD CONSTRAINT {ident(not_null_name(column))} NOT NULL {ident(column.name)}"
    text += " NO INHERIT" if column.not_null_no_inherit else ""
    return f"{alter_container(column)} {text}{'' if column.not_null_valid else ' NOT VALID'}"


def not_null_name(column: Column) -> str:
    """The name of a column's NOT NULL constraint; PostgreSQL shortens table and column to fit 63 bytes."""
    if column.not_null_name is not None:
        return column.not_null_name
    table, name = column.relation.encode(), column.name.encode()
    while len(table) + len(name) + len("__not_null") > 63:
        if len(table) > len(name):
            table = table[:-1]
        else:
            name = name[:-1]
    return f"{table.decode(errors='ignore')}_{name.decode(errors='ignore')}_not_null"


def _storage_steps(before: Column, after: Column, fields: frozenset[str], old: Schema, new: Schema) -> Iterator[str]:
    head = _head(after)
    if "storage" in fields:
        yield f"{_scoped('storage', before, after, old, new)} SET STORAGE {(after.storage or 'default').upper()}"
    if "compression" in fields:
        yield f"{head} SET COMPRESSION {after.compression or 'default'}"
    if "statistics" in fields:
        target = -1 if after.statistics is None else after.statistics
        yield f"{_scoped('statistics', before, after, old, new)} SET STATISTICS {target}"
    if "options" in fields:
        yield from option_steps(head, before.options, after.options)
    if "fdw_options" in fields:
        yield f"{head} OPTIONS ({_fdw_changes(before.fdw_options, after.fdw_options)})"


def _fdw_changes(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    was, now = ({n: v for n, _, v in (o.partition("=") for o in options)} for options in (before, after))
    words = [f"{'SET' if n in was else 'ADD'} {ident(n)} {literal(v)}" for n, v in now.items() if was.get(n) != v]
    return ", ".join(words + [f"DROP {ident(name)}" for name in was if name not in now])


@release.register
def _(before: Column, after: Column, refs: frozenset[Address], old: Schema, new: Schema) -> tuple[Steps, Steps] | None:
    """A default lets go of what it mentions and takes it up again; nothing else of a column can."""
    type_name = conversion.split(before.type)[0]
    if before.default is None or any(type_name == _sql_name(ref) or ref.within(before.container) for ref in refs):
        return None
    dropping = Statement(sql=f"{_head(before)} DROP DEFAULT", address=before.address, frees=refs)
    return [dropping], [_default(after)] if after.default is not None else []


def _sql_name(ref: Address) -> str:
    return ".".join(map(ident, ref.names))
