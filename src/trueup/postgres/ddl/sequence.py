"""CREATE, ALTER and DROP SEQUENCE. An identity column's sequence is made and dropped with its column."""

from __future__ import annotations

import msgspec

from trueup.model import Address, Schema, address
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.ddl.common import creation, ending, later, loss, owner_of
from trueup.postgres.names import ident, literal, qualified
from trueup.postgres.objects import Column, Sequence
from trueup.statement import Statement

_MAXIMUM = {"smallint": 32767, "integer": 2147483647, "bigint": 9223372036854775807}
_OPTIONS = ("type", "increment", "minimum", "maximum", "start", "cache", "cycle")


@noun.register
def _(obj: Sequence) -> str:
    return f"SEQUENCE {qualified(obj.namespace, obj.name)}"


@create.register
def _(obj: Sequence, schema: Schema) -> Steps:
    if obj.identity:
        return _identity_again(obj, schema)
    kind = "UNLOGGED SEQUENCE" if obj.unlogged else "SEQUENCE"
    steps: list[str | Statement] = [
        f"CREATE {kind} {qualified(obj.namespace, obj.name)}{_clauses(obj, _plain(obj.type))}"
    ]
    return [*steps, _owned(obj, schema)] if obj.owned_by is not None else steps


def _identity_again(obj: Sequence, schema: Schema) -> Steps:
    """The sequence of a column that was an identity column before, with another sequence."""
    namespace, table, name = obj.owned_by or ("", "", "")
    column = schema[_owner(obj, schema).child("column", name)]
    assert isinstance(column, Column)
    head = f"ALTER TABLE {qualified(namespace, table)} ALTER COLUMN {ident(name)}"
    words = "ALWAYS" if column.identity == "always" else "BY DEFAULT"
    hazard = loss("H105", obj.address, "the new sequence starts afresh", "set it to the highest value in the column")
    freed = frozenset({Address(f"{column.address} identity dropped")})
    dropping = Statement(sql=f"{head} DROP IDENTITY", address=column.address, makes=freed, hazards=(hazard,))
    adding = f"{head} ADD GENERATED {words} AS IDENTITY{identity_options(obj, column)}"
    return [dropping, creation(obj, adding, needs=freed)]


@drop.register
def _(obj: Sequence, schema: Schema) -> Steps:
    if obj.identity:
        return []
    hazard = loss("H105", obj.address, "dropping the sequence loses its position", "note its last value first")
    return [ending(obj, f"DROP {noun(obj)}", (), (hazard,))]


@alter.register
def _(before: Sequence, after: Sequence, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    if before.identity != after.identity:
        return None
    steps: list[str | Statement] = []
    if "owned_by" in fields and before.owned_by is not None:
        steps.append(_freed(before, old))
    clauses = _changes(before, after)
    if clauses:
        steps += [_beside_column(before, after, step, new) for step in _within(before, after, clauses)]
    if "unlogged" in fields:
        steps.append(f"ALTER {noun(after)} SET {'UNLOGGED' if after.unlogged else 'LOGGED'}")
    if "owned_by" in fields and after.owned_by is not None:
        steps.append(_owned(after, new))
    return steps


def _within(before: Sequence, after: Sequence, clauses: str) -> list[str | Statement]:
    """The change of options; the position stays where it is unless the new limits exclude it."""
    changing = f"ALTER {noun(after)}{clauses}"
    low, high = after.minimum, after.maximum
    if low > before.maximum or high < before.minimum:
        hazard = loss("H105", after.address, "the new limits exclude every old position", "choose where it restarts")
        return [Statement(sql=f"{changing} RESTART", address=after.address, hazards=(hazard,))]
    name = qualified(after.namespace, after.name)
    moves = []
    if low > before.minimum:
        moves.append(f"{_setval(name, low, 'false')} WHERE last_value < {low}")
    if high < before.maximum:
        moves.append(f"{_setval(name, high, 'true')} WHERE last_value > {high}")
    return [*moves, changing]


def _beside_column(before: Sequence, after: Sequence, step: str | Statement, new: Schema) -> str | Statement:
    """An identity column's sequence gets its type with the column: wider limits wait for that, narrower come first."""
    if not after.identity or after.owned_by is None or before.type == after.type:
        return step
    here = after.address
    if isinstance(step, str):
        step = Statement(sql=step, address=here, makes=frozenset({here}))
    column = _owner(after, new).child("column", after.owned_by[2])
    if _MAXIMUM[after.type] > _MAXIMUM[before.type]:
        return msgspec.structs.replace(step, needs=frozenset({here, column}))
    return msgspec.structs.replace(step, needs=frozenset({here}), frees=frozenset({column}))


def _setval(name: str, position: int, is_called: str) -> str:
    return f"SELECT pg_catalog.setval({literal(name)}, {position}, {is_called}) FROM {name}"  # noqa: S608 - quoted


def identity_options(sequence: Sequence, column: Column) -> str:
    """The sequence options of an identity column, in parentheses; nothing when all are the usual ones."""
    usual = (column.namespace, f"{column.relation}_{column.name}_seq")
    name = (
        ""
        if (sequence.namespace, sequence.name) == usual
        else f" SEQUENCE NAME {qualified(sequence.namespace, sequence.name)}"
    )
    text = name + _clauses(sequence, _plain(sequence.type, sequence.type))
    return f" ({text.strip()})" if text else ""


def _plain(type_name: str, own: str = "bigint") -> Sequence:
    """A sequence about which nothing was said but its type; ``own`` is the type it has when none is said."""
    return Sequence(namespace="", name="", type=own, maximum=_MAXIMUM[type_name])


def _clauses(obj: Sequence, usual: Sequence) -> str:
    if obj.increment < 0:
        least = -_MAXIMUM[obj.type] - 1
        usual = Sequence(namespace="", name="", type=usual.type, start=-1, minimum=least, maximum=-1)
    return "".join(f" {_clause(obj, field)}" for field in _OPTIONS if getattr(obj, field) != getattr(usual, field))


def _changes(before: Sequence, after: Sequence) -> str:
    """The clauses that differ. A type that was changed moves the limits that were the old type's."""
    fields = [field for field in _OPTIONS if getattr(before, field) != getattr(after, field)]
    if "type" in fields:
        moved = {"minimum": before.minimum, "maximum": before.maximum}
        if before.maximum == _MAXIMUM[before.type]:
            moved["maximum"] = _MAXIMUM[after.type]
        if before.minimum == -_MAXIMUM[before.type] - 1:
            moved["minimum"] = -_MAXIMUM[after.type] - 1
        fields = [field for field in fields if field not in moved or moved[field] != getattr(after, field)]
    # An identity column's sequence changes its type with the column.
    fields = [field for field in fields if field != "type" or not after.identity]
    return "".join(f" {_clause(after, field)}" for field in fields)


def _clause(obj: Sequence, field: str) -> str:
    match field:
        case "type":
            return f"AS {obj.type}"
        case "cycle":
            return "CYCLE" if obj.cycle else "NO CYCLE"
        case "increment":
            return f"INCREMENT BY {obj.increment}"
        case "start":
            return f"START WITH {obj.start}"
    word = {"minimum": "MINVALUE", "maximum": "MAXVALUE", "cache": "CACHE"}[field]
    return f"{word} {getattr(obj, field)}"


def _owner(obj: Sequence, schema: Schema) -> Address:
    """The table whose column has the sequence."""
    namespace, table, _ = obj.owned_by or ("", "", "")
    where = address("table", namespace, table)
    return where if where in schema else address("foreign_table", namespace, table)


def _owned(obj: Sequence, schema: Schema) -> Statement:
    """OWNED BY wants the sequence and the table to have one owner."""
    namespace, table, column = obj.owned_by or ("", "", "")
    where = _owner(obj, schema)
    needs = {where.child("column", column), owner_of(where), owner_of(obj.address)}
    return later(obj, f"ALTER {noun(obj)} OWNED BY {qualified(namespace, table)}.{ident(column)}", needs)


def _freed(obj: Sequence, schema: Schema) -> Statement:
    """A sequence lets go of its column, before that is dropped and takes it along."""
    where = _owner(obj, schema).child("column", (obj.owned_by or ("", "", ""))[2])
    return Statement(
        sql=f"ALTER {noun(obj)} OWNED BY NONE",
        address=obj.address,
        needs=frozenset({obj.address}),
        frees=frozenset({where}),
    )
