"""What a live database says of its tables, and how many rows would stop a statement: the facts hazards are graded by.

One round trip for the sizes of all tables; rows are counted one query after the other, and only where that is cheap or
was asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from msgspec.structs import replace

from trueup.checks.step import Count, Facts, Step, Table
from trueup.model import Address, address
from trueup.postgres.connect import broken
from trueup.postgres.rows.against import Rows
from trueup.postgres.rows.coming import Coming, Underway
from trueup.postgres.rows.violators import violators

if TYPE_CHECKING:
    import psycopg

Counting = Literal["none", "cheap", "all"]
"""Whether rows are counted: never, where a table is small, or always."""

CHEAP_BYTES = 256 * 2**20
"""A table up to this size is counted without being asked for."""
_AMONG = ("values", "bound")
"""Where nobody can tell which rows they are, the query lists all that it can be: when there is none, there is none."""
PATIENCE_MS = 2_000
"""How long a count may take that nobody asked for."""

# A partitioned table has no rows of its own: those of its leaves are its.
_SIZES = """
SELECT n.nspname, c.relname, t.rows::int8, t.bytes::int8, t.writes::int8, t.scans::int8
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN json_to_recordset(%s::json) AS wanted(namespace text, name text)
  ON wanted.namespace = n.nspname AND wanted.name = c.relname
CROSS JOIN LATERAL (
  SELECT sum(CASE WHEN l.reltuples < 0 THEN NULL ELSE l.reltuples END) AS rows,
         sum(pg_catalog.pg_total_relation_size(l.oid)) AS bytes,
         sum(s.n_tup_ins + s.n_tup_upd + s.n_tup_del) AS writes,
         sum(coalesce(s.seq_scan, 0) + coalesce(s.idx_scan, 0)) AS scans
  FROM (SELECT c.oid AS leaf WHERE c.relkind <> 'p'
        UNION ALL
        SELECT p.relid FROM pg_catalog.pg_partition_tree(c.oid) AS p WHERE c.relkind = 'p' AND p.isleaf) AS leaves
  JOIN pg_catalog.pg_class l ON l.oid = leaves.leaf
  LEFT JOIN pg_catalog.pg_stat_all_tables s ON s.relid = l.oid
) AS t
WHERE c.relkind IN ('r', 'p', 'm')"""


def facts(
    conn: psycopg.Connection[Any],
    steps: Iterable[Step],
    counting: Counting = "cheap",
    way: Underway = Underway(),  # noqa: B008 - a value
) -> Facts:
    """The sizes of the tables that statements touch, and the rows that would stop them. Raises ConnectionFailed."""
    steps = list(steps)
    tables = sizes(conn, {relation for step in steps for relation in _touched(step)})
    if counting == "none":
        return Facts(tables=dict(tables))
    counts: dict[str, tuple[Count, ...]] = {}
    asked: dict[Rows, Count] = {}
    comings: dict[tuple[int, int], Coming] = {}
    for step in steps:
        if step.before is None or step.after is None or step.parsed.sql in counts:
            continue
        around = (id(step.before), id(step.after))
        if around not in comings:
            comings[around] = Coming(step.before, step.after, conn.info.server_version, way)
        size = sum(tables[where].bytes for where in _touched(step) if where in tables)
        wanted = violators(step.parsed, step.address, comings[around])
        asked |= {rows: _counted(conn, rows, size, counting) for rows in wanted if rows not in asked}
        if wanted:
            counts[step.parsed.sql] = tuple(asked[rows] for rows in wanted)
    return Facts(tables=dict(tables), counts=counts)


def sizes(conn: psycopg.Connection[Any], relations: Iterable[Address]) -> Mapping[Address, Table]:
    """What the statistics say of tables; those that are not there are left out."""
    wanted = {where.names[:2]: where for where in relations if where.kind in ("table", "matview")}
    names = json.dumps([{"namespace": namespace, "name": name} for namespace, name in sorted(wanted)])
    rows = conn.execute(_SIZES, (names,)).fetchall() if wanted else []
    return {
        wanted[namespace, name]: Table(rows=rows, bytes=size or 0, writes=writes or 0, scans=scans or 0)
        for namespace, name, rows, size, writes, scans in rows
    }


def _touched(step: Step) -> set[Address]:
    """The relations that a statement locks, or is about."""
    found = {lock.relation for lock in step.work.locks} | set(step.work.long)
    root = step.address.root if step.address is not None else None
    if root is not None and root.kind in ("table", "matview"):
        found.add(address(root.kind, *root.names[:2]))
    return found


def _counted(conn: psycopg.Connection[Any], rows: Rows, size: int, counting: Counting) -> Count:
    import psycopg

    found = Count(sort=rows.sort, query=rows.query)
    if rows.untold is not None and rows.sort not in _AMONG:
        return replace(found, because=rows.untold)
    if counting == "cheap" and size > CHEAP_BYTES:
        return replace(found, because=f"the table has {size // 2**20:,} MB: --count all counts them")
    patience = PATIENCE_MS if counting == "cheap" else 0
    # One message, so that it is one transaction behind a pooler of statements too. Policies that hide rows would make
    # a wrong number: then it is an error.
    careful = f"SET LOCAL statement_timeout = {patience}; SET LOCAL row_security = off"
    script = f"BEGIN READ ONLY; {careful}; {rows.total()}; COMMIT"
    try:
        cursor = conn.execute(script.encode())
        while cursor.description is None:
            cursor.nextset()
        (number,) = cursor.fetchone() or (None,)
    except psycopg.Error as problem:
        if conn.closed or conn.broken:
            raise broken(problem, "rows were counted") from None
        conn.rollback()
        if isinstance(problem, psycopg.errors.QueryCanceled):
            return replace(found, because=f"it took longer than {PATIENCE_MS / 1000:g} s: --count all takes its time")
        said = problem.diag.message_primary or str(problem)
        # What values make the query raise, they make the statement raise.
        raised = isinstance(problem, psycopg.DataError)
        return replace(found, because=said if raised else f"the server refused to count: {said}", raised=raised)
    if rows.untold is not None and number:
        return replace(found, because=rows.untold)
    return replace(found, rows=None if number is None else int(number))
