"""Whether the tables and views of a shadow database still take what applications do to them: each is tried."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from trueup.model import Address, Schema
from trueup.postgres import objects as pg
from trueup.postgres.names import ident, qualified
from trueup.postgres.proof.seed import attempt
from trueup.postgres.shadow.session import Failure

if TYPE_CHECKING:
    from trueup.postgres.shadow.session import Session

_NOT_OF_THE_TABLE = ("22", "23", "P0", "44", "42501")
"""Errors that are about the values we made up: an integrity rule, a bad value, RAISE, WITH CHECK OPTION; or about us: a
shadow's role has no rights on what was given to another owner."""


_TAKEN = "23505"
_QUIETLY = "session_replication_role"


class Tried(msgspec.Struct, frozen=True):
    """What became of a table or view; ``message`` is None when it took everything.

    ``broken`` is false when only the made-up row was refused, which says nothing of the table.
    """

    address: Address
    message: str | None = None
    broken: bool = False


def tried(session: Session, schema: Schema) -> Iterator[Tried]:
    """SELECT from every relation; INSERT, UPDATE and DELETE a row of every table. Nothing of it stays."""
    for where, obj in schema.objects.items():
        if isinstance(obj, pg.View | pg.MaterializedView):
            yield _read(session, where, obj)
        elif isinstance(obj, pg.Table):
            yield _used(session, where, obj, schema)


def _read(session: Session, where: Address, obj: pg.View | pg.MaterializedView) -> Tried:
    if isinstance(obj, pg.MaterializedView) and not obj.populated:
        return Tried(where)
    return _verdict(where, "SELECT", session.run([f"SELECT * FROM {qualified(obj.namespace, obj.name)} LIMIT 3"]))


def _used(session: Session, where: Address, table: pg.Table, schema: Schema) -> Tried:
    target = qualified(table.namespace, table.name)
    session.run(["BEGIN"])
    try:
        failed = session.run([f"SELECT * FROM {target} LIMIT 3"])
        if failed is not None:
            return _verdict(where, "SELECT", failed)
        failed = attempt(session, table, schema)
        if failed is not None and failed.sqlstate == _TAKEN:
            # All that our few rows can be is there: what is tried is the table, not whether there is room for one more.
            gone = [f"DELETE FROM {one}" for one in (*_children(table, schema), target)]  # noqa: S608 - quoted
            quietly = [f"SET LOCAL {_QUIETLY} = replica", *gone, f"SET LOCAL {_QUIETLY} = origin"]
            if session.run(["SAVEPOINT room", *quietly]) is not None:
                session.run(["ROLLBACK TO SAVEPOINT room"])
            failed = attempt(session, table, schema)
        if failed is not None:
            return _verdict(where, "INSERT", failed)
        # The row that came last has the highest place, and nothing refers to it yet.
        failed = session.run([f"DELETE FROM {target} WHERE ctid = (SELECT max(ctid) FROM {target})"])
        if failed is not None:
            return _verdict(where, "DELETE", failed)
        same = _any_column(table, schema)
        failed = session.run([f"UPDATE {target} SET {same} = {same}"]) if same is not None else None
        return _verdict(where, "UPDATE", failed)
    finally:
        session.run(["ROLLBACK"])


def _children(table: pg.Table, schema: Schema) -> list[str]:
    """The tables that refer to one."""
    keys = (obj for obj in schema.objects.values() if isinstance(obj, pg.ForeignKey))
    found = {(k.namespace, k.relation) for k in keys if (k.to_namespace, k.to_table) == (table.namespace, table.name)}
    return [qualified(*names) for names in sorted(found)]


def _any_column(table: pg.Table, schema: Schema) -> str | None:
    columns = (schema[where] for where in schema.contents.get(table.address, ()))
    plain = (c for c in columns if isinstance(c, pg.Column) and not c.generated and c.identity != "always")
    return next((ident(column.name) for column in plain), None)


def _verdict(where: Address, what: str, failed: Failure | None) -> Tried:
    if failed is None:
        return Tried(where)
    return Tried(where, f"{what}: {failed.message}", broken=not failed.sqlstate.startswith(_NOT_OF_THE_TABLE))
