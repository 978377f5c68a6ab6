"""A statement that needs a table for itself that it does not name."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import listed
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.model import Address, Schema, address
from trueup.postgres.objects import Table
from trueup.postgres.sql.nodes import texts


@check("H216", Severity.INFO)
def other_table_locked(step: Step) -> Found:
    """Another table is kept from everybody for a moment.

    Dropping a table, column or foreign key takes a trigger off the other end of the key, and dropping a partition
    changes its parent: that needs ACCESS EXCLUSIVE there, too. It is short, but waits behind long queries of that
    table, and others wait behind it. Give it a lock_timeout.

    ```sql
    -- given
    CREATE TABLE clients (id int PRIMARY KEY);
    CREATE TABLE orders (client_id int CONSTRAINT orders_client REFERENCES clients);
    ```

    ```sql
    ALTER TABLE orders DROP CONSTRAINT orders_client;  -- H216
    ```
    """
    if step.node not in ("AlterTableStmt", "DropStmt") or step.relation is None:
        return
    named = {step.relation, *(step.named(texts(one)) for one in step.tree.get("objects", ()))}
    locked = {one.relation for one in step.work.locks if one.mode == "AccessExclusiveLock"} - named
    below = _below(step) if locked else set()
    others = sorted(one for one in locked - below if one.kind in ("table", "matview", "view"))
    if others:
        yield Told(f"it also needs {listed(step, others)} for itself, for a moment", "set a lock_timeout and try again")


def _below(step: Step) -> set[Address]:
    """What is below the table: that it goes along is expected."""
    children = step.before.derived(_children) if step.before is not None else {}
    found: set[Address] = set()
    waiting = [step.relation] if step.relation is not None else []
    while waiting:
        more = [one for one in children.get(waiting.pop(), ()) if one not in found]
        found.update(more)
        waiting += more
    return found


def _children(schema: Schema) -> dict[Address, list[Address]]:
    found: dict[Address, list[Address]] = {}
    for where, one in schema.objects.items():
        if isinstance(one, Table):
            for parent in one.parents:
                found.setdefault(address("table", *parent), []).append(where)
    return found
