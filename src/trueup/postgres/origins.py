"""Which statement last made or changed each object, from the catalogs' own row versions.

Before each statement the replay writes a mark. Every catalog row carries the number of the transaction that wrote it
(``xmin``) and of the command within it (``cmin``): the last mark before them belongs to the statement that wrote the
row. That holds for everything a statement does, also inside functions and DO blocks, and needs no list of commands.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from trueup.model import Address, decode

if TYPE_CHECKING:
    from trueup.postgres.shadow.session import Session

Key = tuple[int, int, int]
"""pg_class OID of the catalog, OID of the object, number of the column or 0: as pg_depend has it."""


class _Mark(NamedTuple):
    transaction: int
    command: int
    number: int


# The catalog whose rows count, and the object of pg_depend's three numbers that they count for.
_ROWS = (
    ("pg_class", "pg_class", "oid", "0"),
    ("pg_attribute", "pg_class", "attrelid", "attnum"),
    ("pg_attrdef", "pg_class", "adrelid", "adnum"),
    ("pg_index", "pg_class", "indexrelid", "0"),
    ("pg_sequence", "pg_class", "seqrelid", "0"),
    ("pg_foreign_table", "pg_class", "ftrelid", "0"),
    ("pg_partitioned_table", "pg_class", "partrelid", "0"),
    ("pg_constraint", "pg_constraint", "oid", "0"),
    ("pg_type", "pg_type", "oid", "0"),
    ("pg_enum", "pg_type", "enumtypid", "0"),
    ("pg_range", "pg_type", "rngtypid", "0"),
    ("pg_proc", "pg_proc", "oid", "0"),
    ("pg_aggregate", "pg_proc", "aggfnoid::oid", "0"),
    ("pg_trigger", "pg_trigger", "oid", "0"),
    ("pg_policy", "pg_policy", "oid", "0"),
    ("pg_rewrite", "pg_rewrite", "oid", "0"),
    ("pg_rewrite", "pg_class", "ev_class", "0"),
    ("pg_namespace", "pg_namespace", "oid", "0"),
    ("pg_extension", "pg_extension", "oid", "0"),
    ("pg_language", "pg_language", "oid", "0"),
    ("pg_am", "pg_am", "oid", "0"),
    ("pg_cast", "pg_cast", "oid", "0"),
    ("pg_collation", "pg_collation", "oid", "0"),
    ("pg_conversion", "pg_conversion", "oid", "0"),
    ("pg_operator", "pg_operator", "oid", "0"),
    ("pg_opclass", "pg_opclass", "oid", "0"),
    ("pg_opfamily", "pg_opfamily", "oid", "0"),
    ("pg_statistic_ext", "pg_statistic_ext", "oid", "0"),
    ("pg_ts_config", "pg_ts_config", "oid", "0"),
    ("pg_ts_config_map", "pg_ts_config", "mapcfg", "0"),
    ("pg_ts_dict", "pg_ts_dict", "oid", "0"),
    ("pg_ts_parser", "pg_ts_parser", "oid", "0"),
    ("pg_ts_template", "pg_ts_template", "oid", "0"),
    ("pg_foreign_data_wrapper", "pg_foreign_data_wrapper", "oid", "0"),
    ("pg_foreign_server", "pg_foreign_server", "oid", "0"),
    ("pg_event_trigger", "pg_event_trigger", "oid", "0"),
    ("pg_publication", "pg_publication", "oid", "0"),
    ("pg_publication_rel", "pg_publication_rel", "oid", "0"),
    ("pg_publication_rel", "pg_publication", "prpubid", "0"),
    ("pg_publication_namespace", "pg_publication", "pnpubid", "0"),
    ("pg_default_acl", "pg_default_acl", "oid", "0"),
    ("pg_transform", "pg_transform", "oid", "0"),
)


def origins(session: Session) -> Mapping[Key, tuple[int, ...]]:
    """The numbers of the statements that wrote the rows of each object, oldest first.

    ``session`` is the one that wrote the marks. A table is among others written when a key starts or stops to
    refer to it, which is why a caller is given all numbers: the first is the statement that made the object.
    """
    from trueup.postgres.shadow.replay import MARKS

    marks = sorted(
        _Mark(*row)
        for row in session.conn.execute(
            f"SELECT xmin::text::int8, cmin::text::int8, n FROM {MARKS}".encode()
        ).fetchall()
    )
    if not marks:
        return {}
    found: dict[Key, set[int]] = {}
    version = session.conn.info.server_version
    rows = session.conn.execute(_query(version, marks[0].transaction).encode())
    for classid, objid, sub, transaction, command in rows:
        number = _number(marks, transaction, command)
        if number is not None:
            found.setdefault((classid, objid, max(sub, 0)), set()).add(number)
    return {key: tuple(sorted(numbers)) for key, numbers in found.items()}


def _number(marks: list[_Mark], transaction: int, command: int) -> int | None:
    """The statement behind the last mark before a row.

    A row of a subtransaction has a transaction number of its own, above its parent's; commands are counted
    through. So the marks to look among are those of the newest transaction not above the row's.
    """
    at = bisect_right(marks, (transaction, float("inf"))) - 1
    if at < 0:
        return None
    top = marks[at].transaction
    return marks[max(bisect_right(marks, (top, command)) - 1, _first(marks, top))].number


def _first(marks: list[_Mark], transaction: int) -> int:
    return bisect_right(marks, (transaction, -1))


def _query(version: int, since: int) -> str:
    parts = [
        f"SELECT '{target}'::regclass::oid::int8, ({oid})::int8, ({sub})::int4, xmin::text::int8, cmin::text::int8 "
        f"FROM {catalog} WHERE xmin::text::int8 >= {since}"
        for catalog, target, oid, sub in _ROWS
        if not (catalog == "pg_publication_namespace" and version < 150000)
    ]
    parts.append(
        "SELECT classoid::int8, objoid::int8, objsubid, xmin::text::int8, cmin::text::int8 "
        f"FROM pg_description WHERE xmin::text::int8 >= {since}"
    )
    return "\nUNION ALL ".join(parts)


def identities(session: Session) -> Mapping[Address, Key]:
    """The catalog numbers of every object of the database."""
    from trueup.postgres.catalog import SETTINGS
    from trueup.postgres.catalog.queries import QUERIES, rows

    major = session.conn.info.server_version // 10000
    catalogs = sorted({q.catalog for q in QUERIES})
    numbers = dict(
        session.conn.execute("SELECT c, c::regclass::oid::int8 FROM unnest(%s::text[]) c", [catalogs]).fetchall()
    )
    found: dict[Address, Key] = {}
    session.conn.execute(f"BEGIN;\n{SETTINGS}".encode())
    for q in QUERIES:
        fields = ", ".join(f'q."{field}"' for field in q.kind.__struct_fields__)
        sql = f"SELECT q.id::text, json_build_array({fields})::text FROM (\n{rows(q, major)}) q"
        lines = session.conn.execute(sql.encode()).fetchall()
        objects = decode(q.kind, [text.encode() for _, text in lines])
        for (number, _), one in zip(lines, objects, strict=True):
            oid, _, sub = number.partition(":")
            found[one.address] = (numbers[q.catalog], int(oid), int(sub or 0))
    session.conn.execute("COMMIT")
    return found
