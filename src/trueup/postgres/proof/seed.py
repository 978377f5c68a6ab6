"""A few valid rows for every table of a shadow database, made from its types and keys. Real data is never read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from trueup.graph import Cycle, order
from trueup.model import Address, Object, Schema, address
from trueup.postgres import objects as pg
from trueup.postgres.ddl.family import children, descendants
from trueup.postgres.names import ident, idents, literal, qualified
from trueup.postgres.proof.sample import without_orphans
from trueup.postgres.proof.satisfy import satisfying
from trueup.postgres.rows import bounds

if TYPE_CHECKING:
    from trueup.postgres.shadow.session import Failure, Session

ROWS = 3
_MOST = 30
"""Rows of a table whose partitions get them by a hash; values of all types are good for so many."""
_DATA = "22"
_REFUSED = "23514"
"""check_violation: by a check, or by the bound of a partition."""
_TRIES = 40
"""How many rows are offered to the checks of a table, each with other values."""

_VALUES = {
    "smallint": "{n}",
    "integer": "{n}",
    "bigint": "{n}",
    "numeric": "{n}",
    "real": "{n}",
    "double precision": "{n}",
    "money": "{n}",
    "text": "'v{n}'",
    "character varying": "'v{n}'",
    "character": "'{n}'",
    '"char"': "'{n}'",
    "name": "'v{n}'",
    "citext": "'v{n}'",
    "boolean": "true",
    "date": "date '2020-01-01' + {n}",
    "timestamp without time zone": "timestamp '2020-01-01' + {n} * interval '1 hour'",
    "timestamp with time zone": "timestamptz '2020-01-01 00:00+00' + {n} * interval '1 hour'",
    "time without time zone": "time '00:00' + {n} * interval '1 minute'",
    "interval": "{n} * interval '1 day'",
    "uuid": "'00000000-0000-4000-8000-{n:012d}'",
    "json": "'{{}}'",
    "jsonb": "'{{}}'",
    "bytea": "'\\x{n:02x}'",
    "inet": "'10.0.0.{n}'",
    "cidr": "'10.0.{n}.0/24'",
    "macaddr": "'08:00:2b:01:02:{n:02x}'",
    "bit": "B'1'",
    "bit varying": "B'1'",
    "tsvector": "'v{n}'",
    "point": "'({n},{n})'",
    "oid": "{n}",
    "int4range": "'[{n},{n}]'",
    "int8range": "'[{n},{n}]'",
    "daterange": "'[2020-01-{n:02d},2020-01-{n:02d}]'",
    "tstzrange": "'[2020-01-{n:02d},2020-01-{n:02d}]'",
}


def seed(session: Session, schema: Schema, target: Schema) -> dict[Address, str]:
    """Fill every table that is empty; gives those that stay so, and what PostgreSQL said of their rows.

    Foreign keys of ``target`` count too, so that a plan that adds one finds rows it can hold for.
    """
    tables = list(empty(session, schema))
    keys = _keys(schema, target)
    session.run(["SET session_replication_role = replica"])
    session.run(["SET statement_timeout = '5s'"])
    said = {table.address: _fill(session, table, schema, keys) for table in _parents_first(tables, keys, schema)}
    without_orphans(session, [o for o in schema.objects.values() if isinstance(o, pg.ForeignKey) and o.enforced])
    session.run(["RESET session_replication_role", "RESET statement_timeout"])
    return {where: failed.message for where, failed in said.items() if failed is not None}


def empty(session: Session, schema: Schema) -> Iterator[pg.Table]:
    """The tables without rows that rows can be made for."""
    for one in schema.objects.values():
        if isinstance(one, pg.Table) and _takes_rows(one, schema):
            query = f"SELECT EXISTS (SELECT FROM {qualified(one.namespace, one.name)})"
            if session.run([query]) is None and not session.value(query):
                yield one


def counts(session: Session, schema: Schema) -> dict[str, int]:
    """How many rows each table has."""
    tables = [o for o in schema.objects.values() if isinstance(o, pg.Table)]
    found: dict[str, int] = {}
    for table in tables:
        if session.run([f"SELECT FROM {qualified(table.namespace, table.name)} LIMIT 0"]) is None:
            found[str(table.address)] = int(
                session.value(f"SELECT count(*) FROM {qualified(table.namespace, table.name)}")
            )
    return found


_Keys = Mapping[tuple[str, str], list[pg.ForeignKey]]


def _keys(*schemas: Schema) -> _Keys:
    found: dict[tuple[str, str], list[pg.ForeignKey]] = {}
    for schema in reversed(schemas):
        for one in schema.objects.values():
            if isinstance(one, pg.ForeignKey) and one not in found.get((one.namespace, one.relation), []):
                found.setdefault((one.namespace, one.relation), []).append(one)
    return found


def _takes_rows(table: pg.Table, schema: Schema) -> bool:
    """Whether rows are made for a table itself. Hash partitions get what their table hands on."""
    hashed = [one.address for one in _above(table, schema) if (one.partition_by or "").startswith("HASH")]
    return not hashed and (table.partition_by is None or table.partition_by.startswith("HASH"))


def _above(table: pg.Table, schema: Schema) -> Iterator[pg.Table]:
    """What a table is a partition of."""
    parent = schema.get(address("table", *table.parents[0])) if table.bound is not None else None
    if isinstance(parent, pg.Table):
        yield parent
        yield from _above(parent, schema)


def _parents_first(tables: list[pg.Table], keys: _Keys, schema: Schema) -> list[pg.Table]:
    """Tables behind those that they refer to; of a ring one goes ahead, by a key that may be null if it has one."""
    named = {(t.namespace, t.name): t for t in tables}
    parts: dict[tuple[str, str], list[tuple[str, str]]] = {name: [name] for name in named}
    for name, table in named.items():
        for above in _above(table, schema):
            parts.setdefault((above.namespace, above.name), []).append(name)
    steps = {
        (name, part): _required(key, schema)
        for name in named
        for key in keys.get(name, ())
        for part in parts.get((key.to_namespace, key.to_table), ())
    }
    after = {name: {part for other, part in steps if other == name} for name in named}
    while True:
        try:
            return [named[name] for name in order(named, after)]
        except Cycle as ring:
            around = zip(ring.path, [*ring.path[1:], ring.path[0]], strict=True)
            ahead, parent = min(around, key=lambda step: (steps[step], step))
            after[ahead].discard(parent)


def _required(key: pg.ForeignKey, schema: Schema) -> bool:
    columns = (schema.get(key.container.child("column", name)) for name in key.columns)
    return all(isinstance(column, pg.Column) and column.not_null for column in columns)


def _fill(session: Session, table: pg.Table, schema: Schema, keys: _Keys) -> Failure | None:
    """Rows for one table; why there are none."""
    spread = len([*descendants(table.address, schema)]) if table.partition_by is not None else 1
    refused = [_try(session, table, schema, keys, n) for n in range(1, min(ROWS * spread, _MOST) + 1)]
    return None if None in refused else refused[0]


def attempt(session: Session, table: pg.Table, schema: Schema) -> Failure | None:
    """One more row in the transaction that is open; what PostgreSQL said when it took none, and nothing was done."""
    keys = _keys(schema)
    session.run(["SAVEPOINT attempt"])
    failed = None
    for n in range(ROWS + 1, _MOST):
        failed = _try(session, table, schema, keys, n, "ROLLBACK TO SAVEPOINT attempt")
        # Whether a row belongs to a hash partition, only its table can tell.
        if failed is None or failed.sqlstate != _REFUSED or table.bound is None:
            break
    return failed


def _try(
    session: Session, table: pg.Table, schema: Schema, keys: _Keys, n: int, again: str | None = None
) -> Failure | None:
    """Insert the nth row; a check that refuses it is looked at for a value that it takes."""
    columns = [c for c in _inside(table, schema, pg.Column) if not c.generated]
    values = {c.name: _value(c, schema, n) for c in columns}
    for key in keys.get((table.namespace, table.name), ()):
        values |= _referred(key, n, values, schema)
    values |= bounds.values(_leaf(table, schema), schema, n)
    checks = {one.name: one for one in _inside(table, schema, pg.Check)}
    offers: dict[str, Iterator[dict[str, str | None]]] = {}
    failed, asked, kept = _insert(session, table, values), None, values
    for _ in range(_TRIES):
        if failed is None:
            return None
        if again is not None:
            session.run([again])
        if failed.sqlstate == _REFUSED:
            name = next((name for name in checks if f'"{name}"' in failed.message), None)
        else:  # a value that is none of the column's type leads nowhere: the next one is tried without it
            name, values = (asked if (failed.sqlstate or "")[:2] == _DATA else None), kept
        if name is None:
            return failed
        if name not in offers:
            others = (_referred(key, n + 1, values, schema) for key in keys.get((table.namespace, table.name), ()))
            offers[name] = iter([*others, *satisfying(checks[name], columns, n)])
        offer = next(offers[name], None)
        if offer is None:
            return failed
        asked, kept, values = name, values, values | offer
        failed = _insert(session, table, values)
    return failed


def _leaf(table: pg.Table, schema: Schema) -> pg.Table:
    """Where a row for a table can go: of a partitioned one, the first partition that is not the default one."""
    parts = [one for one in children(table.address, schema) if isinstance(one, pg.Table) and one.bound != "DEFAULT"]
    return _leaf(parts[0], schema) if table.partition_by is not None and parts else table


_Inside = TypeVar("_Inside", bound=Object)


def _inside(table: pg.Table, schema: Schema, kind: type[_Inside]) -> list[_Inside]:
    found = (schema[where] for where in schema.contents.get(table.address, ()))
    return [one for one in found if isinstance(one, kind)]


def _insert(session: Session, table: pg.Table, values: Mapping[str, str | None]) -> Failure | None:
    given = {name: value for name, value in values.items() if value is not None}
    target = qualified(table.namespace, table.name)
    into = f"({idents(tuple(given))}) OVERRIDING SYSTEM VALUE VALUES ({', '.join(given.values())})" if given else ""
    return session.run([f"INSERT INTO {target} {into or 'DEFAULT VALUES'}"])


def _referred(key: pg.ForeignKey, n: int, values: Mapping[str, str | None], schema: Schema) -> dict[str, str | None]:
    """The key's columns from a row of the table it refers to.

    While that has none, a key that must not be null has what the row is going to have: one type, one nth value.
    """
    if not set(key.columns) <= values.keys():
        return {}
    parent = qualified(key.to_namespace, key.to_table)
    found = f"SELECT {{}} FROM {parent} ORDER BY ctid OFFSET {(n - 1) % ROWS} LIMIT 1"  # noqa: S608 - quoted
    else_ = {name: f", {values[name] or 'NULL'}" if _required(key, schema) else "" for name in key.columns}
    return {
        mine: f"coalesce(({found.format(ident(theirs))}){else_[mine]})"
        for mine, theirs in zip(key.columns, key.to_columns, strict=True)
        if (key.to_namespace, key.to_table) != (key.namespace, key.relation)
    }


def _value(column: pg.Column, schema: Schema, n: int) -> str | None:
    """An expression for the nth row; None leaves the column to its default."""
    if column.type.endswith("[]"):
        return "'{}'"
    base = column.type.split("(", 1)[0] + (column.type.partition(")")[2] if "(" in column.type else "")
    found = _VALUES.get(base) or _VALUES.get(base.rpartition(".")[2])
    if found is not None:
        # What is too long is cut off, and bits are filled up, by a cast alone.
        value = found.format(n=n)
        return f"({value})::{column.type}" if "(" in column.type else value
    return _own_type(column.type, schema, n)


def _own_type(name: str, schema: Schema, n: int) -> str | None:
    for one in _types(schema):
        if qualified(one.namespace, one.name) != name:
            continue
        if isinstance(one, pg.Enum):
            return literal(one.labels[(n - 1) % len(one.labels)]) if one.labels else None
        base = one.type.split("(", 1)[0]
        return _VALUES[base].format(n=n) if base in _VALUES else None
    return None


def _types(schema: Schema) -> Iterable[pg.Enum | pg.Domain]:
    return [o for o in schema.objects.values() if isinstance(o, pg.Enum | pg.Domain)]
