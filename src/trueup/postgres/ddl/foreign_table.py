"""CREATE FOREIGN TABLE and its kin; columns, checks and what comes from parents as for any table."""

from __future__ import annotations

import msgspec

from trueup.model import Address, Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun, release
from trueup.postgres.ddl.column import (
    columns_of,
    differences_from_parent,
    goes_inside,
    identity_sequence,
    inner_definition,
    settings,
    waits,
)
from trueup.postgres.ddl.common import creation, ending, inside
from trueup.postgres.ddl.constraint import clause, fits_inside
from trueup.postgres.ddl.declared import attached_not_nulls
from trueup.postgres.ddl.descent import attach, departed, entering, leaving, let_go
from trueup.postgres.ddl.family import above, is_own
from trueup.postgres.ddl.foreign import option_changes, options
from trueup.postgres.names import ident, qualified
from trueup.postgres.objects import Check, ForeignTable
from trueup.statement import Statement


@noun.register
def _(obj: ForeignTable) -> str:
    return f"FOREIGN TABLE {qualified(obj.namespace, obj.name)}"


@create.register
def _(obj: ForeignTable, schema: Schema) -> Steps:
    columns = columns_of(obj.address, schema)
    written = [column for column in columns if goes_inside(column, obj, schema)]
    checks = [found for found in _checks(obj, schema) if fits_inside(found, schema)]
    inner = [check for check in checks if is_own(check) or obj.bound is not None]
    inherited = [check for check in _checks(obj, schema) if not is_own(check)]
    lines = [inner_definition(column, schema) for column in written] + [clause(check) for check in inner]
    body = "\n    " + ",\n    ".join(lines) + "\n" if lines else ""
    text = f"CREATE {noun(obj)} ({body})"
    if obj.parents and obj.bound is None:
        text += f" INHERITS ({', '.join(qualified(*parent) for parent in obj.parents)})"
    text += f" SERVER {ident(obj.server)}{options(obj.options)}"
    sequences = [found for found in (identity_sequence(column, schema) for column in columns) if found is not None]
    made = {found.address for group in (columns, inner, inherited, sequences) for found in group}
    merged = (parent.address for column in columns for parent in above(column, schema) if obj.bound is None)
    steps: list[str | Statement] = [creation(obj, text, *made, needs=merged)]
    for column in columns:
        steps += waits(column, schema) if column in written else differences_from_parent(column, schema)
        steps += settings(column)
    return [*steps, *([attach(obj, schema, schema), *attached_not_nulls(obj, schema)] if obj.bound is not None else [])]


@drop.register
def _(obj: ForeignTable, schema: Schema) -> Steps:
    # The rows are the other server's and stay there.
    ended = ending(obj, f"DROP {noun(obj)}", set(inside(obj.address, schema)))
    return [msgspec.structs.replace(ended, makes=departed(obj, schema))]


@alter.register
def _(before: ForeignTable, after: ForeignTable, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    if "server" in fields:
        return None
    changed = option_changes(before.options, after.options)
    steps: list[str | Statement] = [*leaving(before, after, old)]
    if changed:
        steps.append(f"ALTER {noun(after)}{changed}")
    return [*steps, *entering(before, after, old, new)]


@release.register
def _(
    before: ForeignTable, after: ForeignTable, refs: frozenset[Address], old: Schema, new: Schema
) -> tuple[Steps, Steps] | None:
    return let_go(before, after, refs, old, new)


def _checks(obj: ForeignTable, schema: Schema) -> list[Check]:
    found = (schema[where] for where in schema.contents.get(obj.address, ()) if where.kind == "constraint")
    return [check for check in found if isinstance(check, Check)]
