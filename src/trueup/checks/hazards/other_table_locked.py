"""A statement that needs a table for itself that it does not name."""

from __future__ import annotations

from collections.abc import Iterator

from trueup.checks import Found, Told, check
from trueup.checks.forms import listed
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.model import Address, address
from trueup.postgres.nodes import texts
from trueup.postgres.objects import Table


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
    below = {step.relation} | set(_below(step))
    others = [
        one.relation for one in step.work.locks if one.mode == "AccessExclusiveLock" and one.relation not in below
    ]
    others = [one for one in others if one.kind in ("table", "matview", "view")]
    if others:
        yield Told(f"it also needs {listed(step, others)} for itself, for a moment", "set a lock_timeout and try again")


def _below(step: Step) -> Iterator[Address]:
    """What the statement names, and the partitions of the table: those are expected."""
    for wrapped in step.tree.get("objects", ()):
        yield step.named(texts(wrapped))
    if step.before is None or step.relation is None:
        return
    waiting = [step.relation]
    while waiting:
        above = waiting.pop()
        for where, one in step.before.objects.items():
            if isinstance(one, Table) and above in {address("table", *parent) for parent in one.parents}:
                yield where
                waiting.append(where)
