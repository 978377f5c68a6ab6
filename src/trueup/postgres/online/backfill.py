"""An UPDATE of a whole table in batches, each a transaction of its own, as a statement that psql can run as well."""

from __future__ import annotations

from collections.abc import Iterator

from trueup.model import Address, Schema
from trueup.postgres.names import ident, literal, qualified
from trueup.postgres.objects import Table
from trueup.postgres.online.parts import part, primary_key, storing
from trueup.statement import NOTHING, Batch, Lock, Statement, Work

_PAGES = 100
"""Pages per batch of a table without a primary key."""


def backfilled(statement: Statement, table: Address, sets: str, where: str, *around: Schema) -> Iterator[Statement]:
    """The statements that fill a table, and those below it: one for each that holds rows.

    ``around`` are the schemas before and after the plan: a primary key counts if it is in all of them.
    """
    for found in storing(table, around[-1]):
        if all(found.address in schema for schema in around):
            batch = Batch(table=found.address, sets=sets, where=where, key=_key(found, *around))
            lock = Lock(found.address, "RowExclusiveLock")
            work = Work(locks=(lock,), scans=(found.address,))
            yield part(
                statement, script(batch), transactional=False, batch=batch, work=work, makes=NOTHING, ends=NOTHING
            )


def _key(table: Table, *around: Schema) -> tuple[str, ...]:
    keys = {key.columns if key is not None else () for key in (primary_key(table.address, one) for one in around)}
    return keys.pop() if len(keys) == 1 else ()


def script(batch: Batch) -> str:
    """The batches as a DO block, which must run outside of a transaction as it ends one after each batch."""
    table = qualified(*batch.table.names)
    return _by_key(batch, table) if batch.key else _by_place(batch, table)


def _by_key(batch: Batch, table: str) -> str:
    columns = [ident(name) for name in batch.key]
    first, next_ = (_row([f"trueup_{word}.{column}" for column in columns]) for word in ("first", "next"))
    key, order = _row(columns), ", ".join(columns)
    update = f"UPDATE ONLY {table} SET {batch.sets}\n            WHERE {key} >= {first}"
    return block(
        "DECLARE\n"
        "    trueup_first record;\n"
        "    trueup_next record;\n"
        "BEGIN\n"
        f"    SELECT {order} INTO trueup_first FROM ONLY {table} ORDER BY {order} LIMIT 1;\n"
        "    LOOP\n"
        f"        SELECT {order} INTO trueup_next FROM ONLY {table}\n"
        f"            WHERE {key} >= {first} ORDER BY {order} OFFSET {batch.size} LIMIT 1;\n"
        "        EXIT WHEN NOT FOUND;\n"
        f"        {update} AND {key} < {next_} AND ({batch.where});\n"
        "        COMMIT;\n"
        "        trueup_first := trueup_next;\n"
        "    END LOOP;\n"
        f"    {update} AND ({batch.where});\n"
        "END"
    )


def _row(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"({', '.join(names)})"


def _by_place(batch: Batch, table: str) -> str:
    return block(
        "DECLARE\n"
        "    trueup_page bigint := 0;\n"
        "    trueup_pages bigint := pg_catalog.pg_relation_size("
        f"{literal(table)}) / pg_catalog.current_setting('block_size')::bigint;\n"
        "BEGIN\n"
        "    WHILE trueup_page < trueup_pages LOOP\n"
        f"        UPDATE ONLY {table} SET {batch.sets}\n"
        "            WHERE ctid >= pg_catalog.format('(%s,0)', trueup_page)::tid\n"
        f"            AND ctid < pg_catalog.format('(%s,0)', trueup_page + {_PAGES})::tid AND ({batch.where});\n"
        "        COMMIT;\n"
        f"        trueup_page := trueup_page + {_PAGES};\n"
        "    END LOOP;\n"
        "END"
    )


def block(body: str) -> str:
    """A DO block; its quotes are none that the body has."""
    tag = next(tag for tag in ("$$", *(f"$do{number}$" for number in range(1000))) if tag not in body)
    return f"DO {tag}\n{body}\n{tag}"
