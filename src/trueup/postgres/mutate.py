"""Changes by hand to a schema, one of each sort it has room for: what a drift check must be able to see.

Each is SQL that PostgreSQL is told directly; the planner has no part in it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from trueup.model import Address, Object, Schema
from trueup.postgres.names import ident, literal, qualified
from trueup.postgres.objects import (
    Column,
    Constraint,
    Enum,
    Function,
    Index,
    Policy,
    PrimaryKey,
    Sequence,
    Table,
    Trigger,
    View,
)

NAME = "trueup_self_test"
INDEX = f"{NAME}_idx"


class Mutation(NamedTuple):
    """A change: what it does in words, where it must be seen, and the SQL."""

    what: str
    address: Address
    sql: str


def mutations(schema: Schema, among: Collection[Address]) -> Iterator[Mutation]:
    """One of each sort, each on the first object that nothing else depends on; in an order in which all can be run.

    Only objects of these addresses are touched.
    """
    for what, kind, make in _SORTS:
        for where in schema:
            obj = schema[where]
            if where in among and isinstance(obj, kind) and (made := make(obj, schema)) is not None:
                yield Mutation(what, *made)
                break


Made = tuple[Address, str] | None


def _is_free(where: Address, schema: Schema) -> bool:
    """Whether nothing mentions an object, so that it can be dropped or changed by itself."""
    return not schema.users.get(where)


def _table(obj: Table | Column | Index | Policy | Trigger | Constraint) -> str:
    return qualified(obj.namespace, obj.name if isinstance(obj, Table) else obj.relation)


def _is_own(obj: Object, schema: Schema) -> bool:
    """Whether an object is of a plain table, and not what a parent passed on."""
    table = schema.get(obj.address.parent) if obj.address.parent is not None else obj
    plain = isinstance(table, Table) and not table.parents and table.partition_by is None and table.of_type is None
    return plain and not getattr(obj, "inherited", False)


def _add_column(obj: Table, schema: Schema) -> Made:
    where = obj.address.child("column", NAME)
    return (where, f"ALTER TABLE {_table(obj)} ADD COLUMN {NAME} integer") if _is_own(obj, schema) else None


def _drop_column(obj: Column, schema: Schema) -> Made:
    if obj.on != "table" or not _is_own(obj, schema) or not _is_free(obj.address, schema):
        return None
    return obj.address, f"ALTER TABLE {_table(obj)} DROP COLUMN {ident(obj.name)}"


def _nullable(obj: Column, schema: Schema) -> Made:
    inside = [schema[where] for where in schema.contents.get(obj.container, ())]
    keyed = obj.identity is not None or any(isinstance(one, PrimaryKey) and obj.name in one.columns for one in inside)
    if obj.on != "table" or not obj.not_null or keyed or not _is_own(obj, schema):
        return None
    return obj.address, f"ALTER TABLE {_table(obj)} ALTER COLUMN {ident(obj.name)} DROP NOT NULL"


def _default(obj: Column, schema: Schema) -> Made:
    if obj.on != "table" or obj.default is None or obj.generated is not None or not _is_own(obj, schema):
        return None
    return obj.address, f"ALTER TABLE {_table(obj)} ALTER COLUMN {ident(obj.name)} DROP DEFAULT"


def _type(obj: Column, schema: Schema) -> Made:
    wider = {"integer": "bigint", "smallint": "integer"}.get(obj.type)
    wider = wider or ("text" if obj.type.startswith("character varying") else None)
    alone = obj.identity is None and obj.default is None and _is_free(obj.address, schema)
    if wider is None or obj.on != "table" or not alone or not _is_own(obj, schema):
        return None
    return obj.address, f"ALTER TABLE {_table(obj)} ALTER COLUMN {ident(obj.name)} TYPE {wider}"


def _drop_constraint(obj: Constraint, schema: Schema) -> Made:
    if obj.on != "table" or not _is_own(obj, schema) or not _is_free(obj.address, schema):
        return None
    return obj.address, f"ALTER TABLE {_table(obj)} DROP CONSTRAINT {ident(obj.name)}"


def _drop_index(obj: Index, schema: Schema) -> Made:
    if not _is_own(obj, schema) or not _is_free(obj.address, schema):
        return None
    return obj.address, f"DROP INDEX {qualified(obj.namespace, obj.name)}"


def _add_index(obj: Column, schema: Schema) -> Made:
    if obj.on != "table" or obj.type not in ("integer", "bigint", "text", "uuid") or not _is_own(obj, schema):
        return None
    where = obj.container.child("index", INDEX)
    return where, f"CREATE INDEX {INDEX} ON {_table(obj)} ({ident(obj.name)})"


def _row_security(obj: Table, schema: Schema) -> Made:
    return obj.address, f"ALTER TABLE {_table(obj)} {'DISABLE' if obj.rls else 'ENABLE'} ROW LEVEL SECURITY"


def _add_policy(obj: Table, schema: Schema) -> Made:
    return obj.address.child("policy", NAME), f"CREATE POLICY {NAME} ON {_table(obj)} USING (false)"


def _drop_policy(obj: Policy, schema: Schema) -> Made:
    return obj.address, f"DROP POLICY {ident(obj.name)} ON {_table(obj)}"


def _drop_trigger(obj: Trigger, schema: Schema) -> Made:
    if not _is_own(obj, schema):
        return None
    return obj.address, f"DROP TRIGGER {ident(obj.name)} ON {_table(obj)}"


def _add_value(obj: Enum, schema: Schema) -> Made:
    return obj.address, f"ALTER TYPE {qualified(obj.namespace, obj.name)} ADD VALUE {literal(NAME)}"


def _drop_view(obj: View, schema: Schema) -> Made:
    if not _is_free(obj.address, schema) or any(schema.users.get(one) for one in schema.contents.get(obj.address, ())):
        return None
    return obj.address, f"DROP VIEW {qualified(obj.namespace, obj.name)}"


def _volatile(obj: Function, schema: Schema) -> Made:
    if obj.volatility == "stable" or not _is_free(obj.address, schema):
        return None
    return obj.address, f"ALTER FUNCTION {qualified(obj.namespace, obj.name)}({obj.takes}) STABLE"


def _increment(obj: Sequence, schema: Schema) -> Made:
    return obj.address, f"ALTER SEQUENCE {qualified(obj.namespace, obj.name)} INCREMENT BY 7"


def _grant(obj: Table, schema: Schema) -> Made:
    return obj.address, f"GRANT TRUNCATE ON TABLE {_table(obj)} TO PUBLIC"


def _comment(obj: Table, schema: Schema) -> Made:
    return obj.address, f"COMMENT ON TABLE {_table(obj)} IS {literal(NAME)}"


def _add_table(obj: Table, schema: Schema) -> Made:
    name = qualified(obj.namespace, NAME)
    return Address(f"table {name}"), f"CREATE TABLE {name} (id integer)"


_SORTS: tuple[tuple[str, type[Object], Callable[..., Made]], ...] = (
    ("a table by hand", Table, _add_table),
    ("a column by hand", Table, _add_column),
    ("an index by hand", Column, _add_index),
    ("a policy by hand", Table, _add_policy),
    ("row security switched", Table, _row_security),
    ("another type", Column, _type),
    ("NOT NULL lost", Column, _nullable),
    ("a default lost", Column, _default),
    ("a value more", Enum, _add_value),
    ("a grant to everybody", Table, _grant),
    ("a comment", Table, _comment),
    ("another volatility", Function, _volatile),
    ("another step", Sequence, _increment),
    ("a policy lost", Policy, _drop_policy),
    ("a trigger lost", Trigger, _drop_trigger),
    ("an index lost", Index, _drop_index),
    ("a constraint lost", Constraint, _drop_constraint),
    ("a view lost", View, _drop_view),
    ("a column lost", Column, _drop_column),
)
"""What is done, to the first object of which class, by whom."""
