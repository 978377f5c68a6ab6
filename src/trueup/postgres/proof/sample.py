"""Some rows of a live database for its clone, so that a plan meets real values. They stay on the throw-away server."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from trueup.model import Address, Schema
from trueup.postgres import objects as pg
from trueup.postgres.names import ident, idents, qualified

if TYPE_CHECKING:
    import psycopg

    from trueup.postgres.shadow.session import Session

_ROUNDS = 20
"""How often rows without their parents are taken out; chains of foreign keys are shorter."""


def sample(source: psycopg.Connection[Any], session: Session, schema: Schema, rows: int) -> dict[Address, str]:
    """Copy up to so many rows of each table; gives the tables that stay empty though they have some, and why.

    Triggers and foreign keys sleep while rows are copied; afterwards those whose parents were not copied are gone.
    """
    tables = [o for o in schema.objects.values() if isinstance(o, pg.Table) and o.partition_by is None]
    session.run(["SET session_replication_role = replica"])
    said = {table.address: _copied(source, session, table, schema, rows) for table in tables}
    without_orphans(session, [o for o in schema.objects.values() if isinstance(o, pg.ForeignKey) and o.enforced])
    session.run(["RESET session_replication_role"])
    return {where: why for where, why in said.items() if why is not None}


def _copied(
    source: psycopg.Connection[Any], session: Session, table: pg.Table, schema: Schema, rows: int
) -> str | None:
    """Copy rows of one table; why it was not possible."""
    import psycopg

    columns = tuple(
        one.name
        for one in map(schema.__getitem__, schema.contents.get(table.address, ()))
        if isinstance(one, pg.Column) and one.generated is None
    )
    if not columns:
        return None
    target = qualified(table.namespace, table.name)
    try:
        with (
            source.cursor() as cursor,
            cursor.copy(f"COPY (SELECT {idents(columns)} FROM ONLY {target} LIMIT {rows}) TO STDOUT".encode()) as copy,
        ):
            text = b"".join(bytes(block) for block in copy).decode()
    except psycopg.OperationalError:
        raise
    except psycopg.Error as problem:
        return problem.diag.message_primary or type(problem).__name__
    failed = session.run([f"COPY {target} ({idents(columns)}) FROM STDIN"], [text]) if text else None
    return failed.message if failed is not None else None


def without_orphans(session: Session, keys: Iterable[pg.ForeignKey]) -> None:
    """Take out the rows that refer to nothing, and those that then do; foreign keys sleep meanwhile."""
    keys = list(keys)
    for _ in range(_ROUNDS):
        left = sum(_orphans(session, key) for key in keys)
        if not left:
            return
        for key in keys:
            session.run([f"DELETE {_orphans_of(key)}"])


def _orphans(session: Session, key: pg.ForeignKey) -> int:
    query = f"SELECT count(*) {_orphans_of(key)}"
    return int(session.value(query)) if session.run([query]) is None else 0


def _orphans_of(key: pg.ForeignKey) -> str:
    here = qualified(key.namespace, key.relation)
    there = qualified(key.to_namespace, key.to_table)
    pairs = " AND ".join(
        f"r.{ident(theirs)} = t.{ident(mine)}" for mine, theirs in zip(key.columns, key.to_columns, strict=True)
    )
    given = " AND ".join(f"t.{ident(name)} IS NOT NULL" for name in key.columns)
    return f"FROM {here} AS t WHERE {given} AND NOT EXISTS (SELECT FROM {there} AS r WHERE {pairs})"
