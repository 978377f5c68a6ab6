"""Constraints of tables: keys, checks, foreign keys and exclusions; how each is written, added, changed and dropped."""

from __future__ import annotations

from functools import singledispatch

import msgspec

from trueup.model import Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.ddl.common import ending
from trueup.postgres.ddl.declared import comes_back, gives_up, stays_own
from trueup.postgres.ddl.family import above, brought, carried, copies, is_own, joined
from trueup.postgres.ddl.partition_index import (
    adoptable,
    adopter,
    attached,
    awaited,
    begun,
    indexes,
    is_rival,
    partitioned_parents,
    stays_adopted,
    stepwise,
)
from trueup.postgres.ddl.relation import alter_container, container, option_steps, tablespace, with_options
from trueup.postgres.names import ident, idents, literal, qualified
from trueup.postgres.objects import (
    Check,
    Constraint,
    Exclusion,
    ForeignKey,
    Key,
    PrimaryKey,
    Routine,
)
from trueup.statement import Statement

_QUIET = frozenset({"local", "inherited", "parent"})
"""What changes only with the table's parents."""
_OF_INDEX = frozenset({"options", "tablespace", "index_comment"})
"""What belongs to the index behind a constraint and can be altered there."""


@noun.register
def _(obj: Constraint) -> str:
    return f"CONSTRAINT {ident(obj.name)} ON {container(obj)}"


# ------------------------------------------------------------------ how a constraint is written


def clause(obj: Constraint) -> str:
    """A constraint as CREATE TABLE and ADD have it."""
    return f"CONSTRAINT {ident(obj.name)} {_body(obj)}"


@singledispatch
def _body(obj: Constraint) -> str:
    raise NotImplementedError(type(obj).__name__)


@_body.register
def _(obj: Key) -> str:
    word = "PRIMARY KEY" if isinstance(obj, PrimaryKey) else "UNIQUE"
    nulls = " NULLS NOT DISTINCT" if obj.nulls_not_distinct else ""
    over = " WITHOUT OVERLAPS" if obj.without_overlaps else ""
    include = f" INCLUDE ({idents(obj.include)})" if obj.include else ""
    text = f"{word}{nulls} ({idents(obj.columns)}{over}){include}{with_options(obj.options)}"
    return text + _index_tablespace(obj.tablespace) + _deferral(obj)


@_body.register
def _(obj: Check) -> str:
    inherit = " NO INHERIT" if obj.no_inherit else ""
    return f"CHECK {_parenthesized(obj.expression)}{inherit}{_trust(obj)}"


@_body.register
def _(obj: ForeignKey) -> str:
    own, theirs = ([*map(ident, names)] for names in (obj.columns, obj.to_columns))
    if obj.period:
        own[-1], theirs[-1] = f"PERIOD {own[-1]}", f"PERIOD {theirs[-1]}"
    text = (
        f"FOREIGN KEY ({', '.join(own)}) REFERENCES {qualified(obj.to_namespace, obj.to_table)} ({', '.join(theirs)})"
    )
    if obj.match != "simple":
        text += f" MATCH {obj.match.upper()}"
    if obj.on_update != "no action":
        text += f" ON UPDATE {obj.on_update.upper()}"
    if obj.on_delete != "no action":
        text += f" ON DELETE {obj.on_delete.upper()}"
        text += f" ({idents(obj.set_columns)})" if obj.set_columns else ""
    return text + _deferral(obj) + _trust(obj)


@_body.register
def _(obj: Exclusion) -> str:
    return obj.definition


def _parenthesized(expression: str) -> str:
    return expression if expression.startswith("(") else f"({expression})"


def _deferral(obj: Key | ForeignKey) -> str:
    return (" DEFERRABLE" if obj.deferrable else "") + (" INITIALLY DEFERRED" if obj.deferred else "")


def _trust(obj: Check | ForeignKey) -> str:
    if not obj.enforced:
        return " NOT ENFORCED"
    return "" if obj.valid else " NOT VALID"


def _index_tablespace(name: str | None) -> str:
    return f" USING INDEX{tablespace(name)}" if name is not None else ""


def fits_inside(obj: Constraint, schema: Schema) -> bool:
    """Whether a new table can have the constraint inside: nothing it needs can come after the table."""
    if isinstance(obj, Key):
        later = stepwise(obj, schema) or _comes_with_attach(obj) or _is_rival(obj, schema)
        return not later and not _is_repeated(obj, schema)
    if not isinstance(obj, Check) or not obj.valid:
        return False
    return not any(isinstance(schema.get(ref), Routine) for ref in schema.needs.get(obj.address, ()))


def _is_rival(obj: Key, schema: Schema) -> bool:
    return any(is_rival(obj, parent, schema) for parent in partitioned_parents(obj, schema))


def _is_repeated(obj: Key, schema: Schema) -> bool:
    """Whether CREATE TABLE would leave a key out as one of the same columns is there already."""
    others = (other for other in indexes(obj.container, schema) if isinstance(other, Key) and other != obj)
    twins = [other for other in others if other.columns == obj.columns]
    return not isinstance(obj, PrimaryKey) and any(isinstance(t, PrimaryKey) or t.name < obj.name for t in twins)


def _comes_with_attach(obj: Key) -> bool:
    return obj.parent is not None and not adoptable(obj)


def extras(obj: Constraint) -> list[str]:
    """What is said about a new constraint's index after it is there."""
    text = getattr(obj, "index_comment", None)
    return [_index_comment(obj, text)] if text is not None else []


def _index_comment(obj: Constraint, text: str | None) -> str:
    value = literal(text) if text is not None else "NULL"
    return f"COMMENT ON INDEX {qualified(obj.namespace, obj.name)} IS {value}"


# ------------------------------------------------------------------ create and drop


@create.register
def _(obj: Constraint, schema: Schema) -> Steps:
    adding = Statement(
        sql=f"{alter_container(obj)} ADD {clause(obj)}",
        address=obj.address,
        makes=frozenset({obj.address, brought(obj.address), *copies(obj, schema)}),
        needs=joined(obj, schema),
    )
    return [adding, *extras(obj)]


@create.register
def _(obj: Key, schema: Schema) -> Steps:
    only = "ALTER TABLE ONLY" if stepwise(obj, schema) else "ALTER TABLE"
    adding = Statement(
        sql=f"{only} {container(obj)} ADD {clause(obj)}",
        address=obj.address,
        makes=frozenset({obj.address, begun(obj), *(() if adoptable(obj) else attached(obj, schema))}),
        needs=awaited(obj, schema),
    )
    return [adding, *extras(obj)]


@drop.register
def _(obj: Constraint, schema: Schema) -> Steps:
    sql = f"{alter_container(obj)} DROP CONSTRAINT {ident(obj.name)}"
    if not isinstance(obj, Key):
        # What a parent has too goes after the parent's (42P16).
        shared = frozenset(found.address for found in above(obj, schema)) if isinstance(obj, Check) else frozenset()
        return [msgspec.structs.replace(ending(obj, sql, copies(obj, schema)), displaces=shared)]
    return [msgspec.structs.replace(ending(obj, sql, attached(obj, schema)), displaces=adopter(obj, schema))]


# ------------------------------------------------------------------ alter


@alter.register
def _(before: Constraint, after: Constraint, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    if type(before) is not type(after):
        return None
    if isinstance(before, Key) and isinstance(after, Key) and not stays_adopted(before, after, old, new):
        return None
    if isinstance(before, ForeignKey) and _changes_key(before, old, new):
        return None
    if isinstance(before, Check) and isinstance(after, Check) and after.inherited and "inherited" not in fields:
        own = stays_own(before, old, new)
        if own and not after.local and gives_up(before, after, old, new):
            return None
        if after.local and not own and comes_back(after.container, old, new) is None:
            return [f"{alter_container(after)} ADD {clause(after)}"]
    fields = fields - _QUIET
    if fields and not is_own(before) and not is_own(after):
        fields = fields - carried(before, after, fields, old, new)
    return _changes(before, after, fields)


def _changes_key(key: ForeignKey, old: Schema, new: Schema) -> bool:
    """Whether another key or index is to stand behind a foreign key, which no change in place brings about."""
    where = key.address
    left = old.needs.get(where, frozenset()) - new.needs.get(where, frozenset())
    return any(ref.kind in ("constraint", "index") for ref in left)


@singledispatch
def _changes(before: Constraint, after: Constraint, fields: frozenset[str]) -> Steps | None:
    return None if fields else []


@_changes.register
def _(before: Check, after: Check, fields: frozenset[str]) -> Steps | None:
    if fields <= {"valid"} and after.valid:
        return [_validate(after)] if fields else []
    return None if fields else []


@_changes.register
def _(before: ForeignKey, after: ForeignKey, fields: frozenset[str]) -> Steps | None:
    """Deferrability can be changed in place, from PostgreSQL 18 on enforcement too."""
    if not fields <= {"deferrable", "deferred", "valid", "enforced"} or ("valid" in fields and not after.valid):
        return None
    steps = []
    if fields & {"deferrable", "deferred"}:
        words = "DEFERRABLE" if after.deferrable else "NOT DEFERRABLE"
        when = " INITIALLY DEFERRED" if after.deferred else " INITIALLY IMMEDIATE" if after.deferrable else ""
        steps.append(f"{alter_container(after)} ALTER CONSTRAINT {ident(after.name)} {words}{when}")
    if "enforced" in fields:
        words = "ENFORCED" if after.enforced else "NOT ENFORCED"
        steps.append(f"{alter_container(after)} ALTER CONSTRAINT {ident(after.name)} {words}")
    elif "valid" in fields:
        steps.append(_validate(after))
    return steps


@_changes.register(Key)
@_changes.register(Exclusion)
def _(before: Key | Exclusion, after: Key | Exclusion, fields: frozenset[str]) -> Steps | None:
    if not fields <= _OF_INDEX:
        return None
    name = qualified(after.namespace, after.name)
    steps = option_steps(f"ALTER INDEX {name}", before.options, after.options)
    if "tablespace" in fields:
        steps.append(f"ALTER INDEX {name} SET TABLESPACE {ident(after.tablespace or 'pg_default')}")
    if "index_comment" in fields:
        steps.append(_index_comment(after, after.index_comment))
    return steps


def _validate(obj: Constraint) -> str:
    return f"{alter_container(obj)} VALIDATE CONSTRAINT {ident(obj.name)}"
