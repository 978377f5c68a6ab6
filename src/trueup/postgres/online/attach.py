"""ATTACH PARTITION -> a check of the bound before, which spares PostgreSQL to read the table while it is locked.

The same for a default partition, which may hold no row that belongs to a new one. Bounds of a single column by range
or list can be put so; hash partitions and keys of several columns cannot, or not so that PostgreSQL sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from trueup.model import address
from trueup.postgres.ddl.family import children
from trueup.postgres.ddl.relation import alter_container
from trueup.postgres.names import ident, qualified
from trueup.postgres.objects import Check, Column, Table
from trueup.postgres.online import Room, Step
from trueup.postgres.online.parts import instead, part, says, spare, validation
from trueup.statement import NOTHING, Statement

_KEY = re.compile(r'(RANGE|LIST) \(((?:"(?:[^"]|"")+")|[a-z_][a-z0-9_$]*)\)\Z')


def recipe(step: Step) -> tuple[Statement, ...] | None:
    statement, room = step.statement, step.room
    table = room.after.get(statement.address)
    if not isinstance(table, Table) or table.bound is None or not table.parents:
        return None
    parent = room.after.get(address("table", *table.parents[0]))
    name = qualified(table.namespace, table.name)
    if not isinstance(parent, Table) or not says(
        statement, f"ALTER TABLE {qualified(parent.namespace, parent.name)} ATTACH PARTITION {name} {table.bound}"
    ):
        return None
    bound = _bound(table, parent, room)
    if bound is None:
        return None
    checks = [*_checks(table, parent, bound, room)]
    if not checks:
        return None
    return instead(
        statement,
        [
            *(one for check in checks for one in _proved(check, statement)),
            statement,
            *(_gone(check, statement) for check in checks),
        ],
    )


def _checks(table: Table, parent: Table, bound: str, room: Room) -> Iterator[Check]:
    if _holds_rows(table, room):
        yield _check(table, bound, "bound", room)
    for other in children(parent.address, room.after):
        if isinstance(other, Table) and other.address != table.address and _stays_default(other, room):
            yield _check(other, f"NOT ({bound})", f"without_{table.name}", room)


def _holds_rows(table: Table, room: Room) -> bool:
    return room.is_in_use(table.address)


def _stays_default(other: Table, room: Room) -> bool:
    """Whether a table is the default partition all the time, and holds rows."""
    was = room.before.get(other.address)
    stays = isinstance(was, Table) and (was.bound, was.parents) == (other.bound, other.parents) == (
        "DEFAULT",
        was.parents,
    )
    return stays and _holds_rows(other, room)


def _check(table: Table, expression: str, ending: str, room: Room) -> Check:
    name = spare(table.name, ending, room.before, room.after)
    return Check(on="table", namespace=table.namespace, relation=table.name, name=name, expression=expression)


def _proved(check: Check, statement: Statement) -> list[Statement]:
    sql = f"{alter_container(check)} ADD CONSTRAINT {ident(check.name)} CHECK ({check.expression}) NOT VALID"
    return [part(statement, sql, makes=NOTHING, ends=NOTHING), validation(statement, check)]


def _gone(check: Check, statement: Statement) -> Statement:
    sql = f"{alter_container(check)} DROP CONSTRAINT {ident(check.name)}"
    return part(statement, sql, makes=NOTHING, ends=NOTHING)


# ------------------------------------------------------------------ bounds


def _bound(table: Table, parent: Table, room: Room) -> str | None:
    """What holds for all rows of a partition, in the form PostgreSQL gives it (get_qual_for_range, _for_list)."""
    key = _KEY.match(parent.partition_by or "")
    if key is None or table.bound == "DEFAULT":
        return None
    column = room.after.get(parent.address.child("column", key[2].strip('"').replace('""', '"')))
    if not isinstance(column, Column) or column.collation is not None:
        return None
    spec = _spec(table.bound or "")
    if spec is None:
        return None
    texts = _range(key[2], spec) if key[1] == "RANGE" else _list(key[2], spec)
    return " AND ".join(texts) if texts is not None else None


def _spec(bound: str) -> Any:
    """A bound as PostgreSQL's parser has it."""
    from pglast import parse_sql
    from pglast.parser import ParseError

    try:
        tree: Any = parse_sql(f"ALTER TABLE a ATTACH PARTITION b {bound}")
    except ParseError:
        return None
    return tree[0].stmt.cmds[0].def_.bound


def _range(name: str, spec: Any) -> list[str] | None:
    low: Any = spec.lowerdatums or ()
    high: Any = spec.upperdatums or ()
    if len(low) != 1 or len(high) != 1:
        return None
    found = [f"{name} IS NOT NULL"]
    for data, operator in ((low, ">="), (high, "<")):
        text = _datum(data[0])
        if text not in ("minvalue", "maxvalue"):
            found.append(f"{name} {operator} {text}")
    return found


def _list(name: str, spec: Any) -> list[str] | None:
    texts = [_datum(datum) for datum in spec.listdatums or ()]
    if not texts or "NULL" in texts:
        return None
    return [f"{name} IS NOT NULL", f"{name} IN ({', '.join(texts)})"]


def _datum(datum: Any) -> str:
    from pglast.stream import RawStream

    text: str = RawStream()(datum)
    return text
