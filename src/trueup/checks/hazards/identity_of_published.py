"""The key by which replication finds rows goes."""

from __future__ import annotations

from trueup.checks import Found, Told, check
from trueup.checks.forms import commands
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.objects import Key, PrimaryKey, Publication, PublicationTable, Table


@check("H804", Severity.WARNING)
def identity_of_published(step: Step) -> Found:
    """UPDATE and DELETE of a published table fail.

    Logical replication finds rows by the primary key or the index of REPLICA IDENTITY. Without it, UPDATE and DELETE
    of a table in a publication are refused (55000). An index that takes the old one's place must be named by REPLICA
    IDENTITY again.

    ```sql
    -- given
    CREATE TABLE orders (id int CONSTRAINT orders_pkey PRIMARY KEY);
    CREATE PUBLICATION changes FOR TABLE orders;
    ```

    ```sql
    ALTER TABLE orders DROP CONSTRAINT orders_pkey;  -- H804
    ```
    """
    table = step.before.get(step.relation) if step.before is not None and step.relation is not None else None
    if not isinstance(table, Table):
        return
    for command in commands(step, "AT_DropConstraint"):
        key = step.before.get(table.address.child("constraint", command.get("name", ""))) if step.before else None
        by_key = table.replica_identity == "default" and isinstance(key, PrimaryKey)
        by_index = table.replica_identity == "index" and isinstance(key, Key) and key.name == table.replica_index
        if (by_key or by_index) and _is_published(step, table):
            yield Told(
                "UPDATE and DELETE fail from this moment on: the table is published", "another REPLICA IDENTITY first"
            )


def _is_published(step: Step, table: Table) -> bool:
    assert step.before is not None
    return any(
        (isinstance(one, PublicationTable) and (one.namespace, one.table) == (table.namespace, table.name))
        or (isinstance(one, Publication) and (one.all_tables or table.namespace in one.schemas))
        for one in step.before.objects.values()
    )
