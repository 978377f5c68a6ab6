"""CREATE, ALTER and DROP TABLE: everything about a table that is not a column, a constraint or an index.

Columns, keys and checks of a new table are written inside it where nothing stands in the way; foreign keys never are.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

import msgspec

from trueup.model import Address, Schema
from trueup.postgres.ddl import Steps, alter, create, drop, loosen, noun, release
from trueup.postgres.ddl.column import (
    columns_of,
    differences_from_parent,
    goes_inside,
    identity_sequence,
    inner_definition,
    owned_sequences,
    settings,
    waits,
)
from trueup.postgres.ddl.common import creation, ending, inside, later, loss, persistence
from trueup.postgres.ddl.constraint import clause, extras, fits_inside
from trueup.postgres.ddl.declared import attached_not_nulls
from trueup.postgres.ddl.descent import attach, departed, entering, leave, leaving, let_go
from trueup.postgres.ddl.family import above, alone, is_own
from trueup.postgres.ddl.relation import option_steps, tablespace, with_options
from trueup.postgres.names import ident, qualified
from trueup.postgres.objects import Check, Constraint, Index, Key, MaterializedView, Policy, Statistics, Table
from trueup.statement import Statement

_REBUILT = frozenset({"partition_by"})


@noun.register
def _(obj: Table) -> str:
    return f"TABLE {qualified(obj.namespace, obj.name)}"


# ------------------------------------------------------------------ create


@create.register
def _(obj: Table, schema: Schema) -> Steps:
    columns = columns_of(obj.address, schema)
    written = [column for column in columns if goes_inside(column, obj, schema)]
    constraints = _constraints(obj, schema)
    inner = [found for found in constraints if fits_inside(found, schema) and (is_own(found) or obj.bound is not None)]
    sequences = [found for found in (identity_sequence(column, schema) for column in columns) if found is not None]
    inherited = [found for found in constraints if isinstance(found, Check) and not is_own(found)]
    made = {found.address for group in (columns, inner, sequences, inherited) for found in group}
    lines = [inner_definition(column, schema) for column in written] + [clause(found) for found in inner]
    merged = (parent.address for column in columns for parent in above(column, schema) if obj.bound is None)
    steps: list[str | Statement] = [creation(obj, _create(obj, lines), *made, needs=merged)]
    for column in columns:
        if column in written:
            steps += waits(column, schema)
        else:
            steps += differences_from_parent(column, schema)
        steps += alone(settings(column), obj.address, schema)
    for found in inner:
        steps += extras(found)
    return [
        *steps,
        *([attach(obj, schema, schema), *attached_not_nulls(obj, schema)] if obj.bound is not None else []),
        *_last(obj, schema),
    ]


def _create(obj: Table, lines: list[str]) -> str:
    kind = "UNLOGGED TABLE" if obj.unlogged else "TABLE"
    of_type = f" OF {obj.of_type}" if obj.of_type is not None else ""
    body = "\n    " + ",\n    ".join(lines) + "\n" if lines else ""
    text = f"CREATE {kind} {qualified(obj.namespace, obj.name)}{of_type}"
    text += f" ({body})" if lines or obj.of_type is None else ""
    if obj.parents and obj.bound is None:
        text += f" INHERITS ({', '.join(qualified(*parent) for parent in obj.parents)})"
    if obj.partition_by is not None:
        text += f" PARTITION BY {obj.partition_by}"
    if obj.access_method is not None:
        text += f" USING {ident(obj.access_method)}"
    return text + with_options(_all_options(obj)) + tablespace(obj.tablespace)


def _constraints(obj: Table, schema: Schema) -> list[Constraint]:
    found = [schema[where] for where in schema.contents.get(obj.address, ()) if where.kind == "constraint"]
    return [constraint for constraint in found if isinstance(constraint, Constraint)]


def _all_options(obj: Table) -> tuple[str, ...]:
    return obj.options + tuple(f"toast.{option}" for option in obj.toast_options)


def _last(obj: Table, schema: Schema) -> Iterator[Statement]:
    """What refers to the table's own indexes and policies: row-level security is switched on when they are there."""
    where = obj.address
    if obj.replica_identity != "default":
        yield later(obj, f"ALTER {noun(obj)} {_identity(obj)}", _named(where, obj.replica_index, schema))
    if obj.clustered_on is not None:
        yield later(
            obj, f"ALTER {noun(obj)} CLUSTER ON {ident(obj.clustered_on)}", _named(where, obj.clustered_on, schema)
        )
    if obj.rls:
        yield later(obj, f"ALTER {noun(obj)} ENABLE ROW LEVEL SECURITY", _policies(where, schema))
    if obj.rls_forced:
        yield later(obj, f"ALTER {noun(obj)} FORCE ROW LEVEL SECURITY", _policies(where, schema))


def _identity(obj: Table) -> str:
    if obj.replica_identity == "index":
        return f"REPLICA IDENTITY USING INDEX {ident(obj.replica_index or '')}"
    return f"REPLICA IDENTITY {obj.replica_identity.upper()}"


def marks(obj: Table | MaterializedView, index: str) -> Iterator[str]:
    """What says of a table that an index identifies its rows, or that they are in its order."""
    if isinstance(obj, Table) and obj.replica_index == index:
        yield f"ALTER {noun(obj)} {_identity(obj)}"
    if obj.clustered_on == index:
        yield f"ALTER {noun(obj)} CLUSTER ON {ident(index)}"


def marked_again(made: Set[Address], old: Schema, new: Schema) -> Iterator[Statement]:
    """What a table that stays says of an index, when that is dropped and ``made`` again: it is forgotten with it."""
    for where in sorted(made):
        index, table = new[where], where.parent
        was, now = (side.get(table) if table is not None else None for side in (old, new))
        if not isinstance(index, Index | Key) or table in made or not isinstance(was, Table | MaterializedView):
            continue
        if isinstance(now, Table | MaterializedView):
            said = {*marks(was, index.name)}
            yield from (later(now, sql, [where]) for sql in marks(now, index.name) if sql in said)


def _named(where: Address, name: str | None, schema: Schema) -> list[Address]:
    """The index or the key of that name."""
    if name is None:
        return []
    return [found for word in ("index", "constraint") if (found := where.child(word, name)) in schema]


def _policies(where: Address, schema: Schema) -> list[Address]:
    return [found for found in schema.contents.get(where, ()) if isinstance(schema[found], Policy)]


# ------------------------------------------------------------------ drop


@drop.register
def _(obj: Table, schema: Schema) -> Steps:
    gone = set(inside(obj.address, schema))
    for column in columns_of(obj.address, schema):
        gone |= {sequence.address for sequence in owned_sequences(column, schema)}
        gone |= {user for user in schema.users.get(column.address, ()) if isinstance(schema[user], Statistics)}
    hazard = loss("H101", obj.address, "dropping the table loses all its rows", "back it up, or rename it away first")
    ended = ending(obj, f"DROP {noun(obj)}", gone, (hazard,))
    return [msgspec.structs.replace(ended, makes=departed(obj, schema))]


@loosen.register
def _(obj: Table, schema: Schema) -> Steps:
    return [*leave(obj, obj.parents[0], schema)]


# ------------------------------------------------------------------ alter


@alter.register
def _(before: Table, after: Table, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    if fields & _REBUILT:
        return None
    head = f"ALTER {noun(after)}"
    steps: list[str | Statement] = [*_row_security_off(before, after, old), *leaving(before, after, old)]
    if "of_type" in fields:
        steps.append(f"{head} NOT OF" if after.of_type is None else f"{head} OF {after.of_type}")
    if "unlogged" in fields:
        steps.append(f"{head} SET {'UNLOGGED' if after.unlogged else 'LOGGED'}")
        owned = (one for column in columns_of(after.address, new) for one in owned_sequences(column, new))
        steps += [step for one in owned for step in persistence(one, new)]
    if "access_method" in fields:
        steps.append(f"{head} SET ACCESS METHOD {ident(after.access_method or 'heap')}")
    if "tablespace" in fields:
        steps.append(f"{head} SET TABLESPACE {ident(after.tablespace or 'pg_default')}")
    steps += option_steps(head, _all_options(before), _all_options(after))
    return [*steps, *entering(before, after, old, new), *_last_changes(before, after, fields, new)]


def _row_security_off(before: Table, after: Table, old: Schema) -> Iterator[Statement]:
    """Row-level security goes before the policies do: no moment in which rows are hidden from everybody."""
    where = before.address
    policies = frozenset(_policies(where, old))
    for was, now, words in (
        (before.rls_forced, after.rls_forced, "NO FORCE"),
        (before.rls, after.rls, "DISABLE"),
    ):
        if was and not now:
            sql = f"ALTER {noun(before)} {words} ROW LEVEL SECURITY"
            yield Statement(sql=sql, address=where, needs=frozenset({where}), frees=policies)


def _last_changes(before: Table, after: Table, fields: frozenset[str], new: Schema) -> Iterator[Statement]:
    where, head = after.address, f"ALTER {noun(after)}"
    if fields & {"replica_identity", "replica_index"}:
        yield later(after, f"{head} {_identity(after)}", _named(where, after.replica_index, new))
    if "clustered_on" in fields:
        words = f"CLUSTER ON {ident(after.clustered_on)}" if after.clustered_on is not None else "SET WITHOUT CLUSTER"
        yield later(after, f"{head} {words}", _named(where, after.clustered_on, new))
    if after.rls and not before.rls:
        yield later(after, f"{head} ENABLE ROW LEVEL SECURITY", _policies(where, new))
    if after.rls_forced and not before.rls_forced:
        yield later(after, f"{head} FORCE ROW LEVEL SECURITY", _policies(where, new))


@release.register
def _(before: Table, after: Table, refs: frozenset[Address], old: Schema, new: Schema) -> tuple[Steps, Steps] | None:
    return let_go(before, after, refs, old, new)
