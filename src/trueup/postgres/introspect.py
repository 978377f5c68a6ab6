"""A database's catalogs -> Schema, in one round trip. How a connection is made and what is compared are elsewhere.

All queries go to the server as one string. Each gives one row: the objects of one class as JSON arrays on lines of
their own, still undecoded, and beside them the OIDs of the same objects in the same order. OIDs never leave this
module: they turn what ``pg_depend`` says into addresses, when somebody asks for it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from trueup.errors import ConnectionFailed, SourceError
from trueup.model import EVERYTHING, Address, Needs, Note, Object, Schema, Scope, decode
from trueup.postgres import catalog
from trueup.postgres import objects as pg

if TYPE_CHECKING:
    from psycopg import Connection

CATALOG = "catalog"
"""Rows of this class are not objects."""

SETTINGS = """SET LOCAL search_path = pg_catalog, pg_temp;
SET LOCAL jit = off;
SET LOCAL max_parallel_workers_per_gather = 0;
SET LOCAL quote_all_identifiers = off;
SET LOCAL DateStyle = ISO;
SET LOCAL IntervalStyle = postgres;
SET LOCAL TimeZone = 'UTC';
SET LOCAL extra_float_digits = 1;
SET LOCAL bytea_output = hex;
SET LOCAL xmlbinary = base64;
SET LOCAL client_encoding = 'UTF8';
SET LOCAL lock_timeout = '2s'"""
"""What makes deparsed text the same everywhere: qualified names, fixed formats. Parallel workers start with cold caches."""


class Query(NamedTuple):
    """Where the rows of a class come from: a file, the catalog that owns its OIDs, what fills the file's blanks."""

    kind: type[Object]
    catalog: str
    file: str
    given: Mapping[str, str] = {}


QUERIES: tuple[Query, ...] = (
    Query(pg.Namespace, "pg_namespace", "namespace"),
    Query(pg.Extension, "pg_extension", "extension"),
    Query(pg.Table, "pg_class", "table"),
    Query(pg.ForeignTable, "pg_class", "foreign_table"),
    Query(pg.Column, "pg_class", "column"),
    Query(pg.PrimaryKey, "pg_constraint", "key", {"contype": "'p'"}),
    Query(pg.Unique, "pg_constraint", "key", {"contype": "'u'"}),
    Query(pg.ForeignKey, "pg_constraint", "foreign_key"),
    Query(pg.Check, "pg_constraint", "check"),
    Query(pg.Exclusion, "pg_constraint", "exclusion"),
    Query(pg.Index, "pg_class", "index"),
    Query(pg.View, "pg_class", "view"),
    Query(pg.MaterializedView, "pg_class", "materialized_view"),
    Query(pg.Sequence, "pg_class", "sequence"),
    Query(pg.Trigger, "pg_trigger", "trigger"),
    Query(pg.Rule, "pg_rewrite", "rule"),
    Query(pg.Policy, "pg_policy", "policy"),
    Query(pg.Enum, "pg_type", "enum"),
    Query(pg.Domain, "pg_type", "domain"),
    Query(pg.DomainCheck, "pg_constraint", "domain_check"),
    Query(pg.Composite, "pg_type", "composite"),
    Query(pg.Attribute, "pg_class", "attribute"),
    Query(pg.Function, "pg_proc", "routine", {"prokind": "'f', 'w'"}),
    Query(pg.Procedure, "pg_proc", "routine", {"prokind": "'p'"}),
    Query(pg.Aggregate, "pg_proc", "aggregate"),
    Query(pg.Range, "pg_type", "range"),
    Query(pg.Statistics, "pg_statistic_ext", "statistics"),
    Query(pg.Language, "pg_language", "language"),
    Query(pg.AccessMethod, "pg_am", "access_method"),
    Query(pg.Operator, "pg_operator", "operator"),
    Query(pg.OperatorFamily, "pg_opfamily", "operator_family"),
    Query(pg.OperatorClass, "pg_opclass", "operator_class"),
    Query(pg.Cast, "pg_cast", "cast"),
    Query(pg.Transform, "pg_transform", "transform"),
    Query(pg.Collation, "pg_collation", "collation"),
    Query(pg.Conversion, "pg_conversion", "conversion"),
    Query(pg.TextSearchConfiguration, "pg_ts_config", "text_search_configuration"),
    Query(pg.TextSearchDictionary, "pg_ts_dict", "text_search_dictionary"),
    Query(pg.TextSearchParser, "pg_ts_parser", "text_search_parser"),
    Query(pg.TextSearchTemplate, "pg_ts_template", "text_search_template"),
    Query(pg.ForeignDataWrapper, "pg_foreign_data_wrapper", "foreign_data_wrapper"),
    Query(pg.Server, "pg_foreign_server", "server"),
    Query(pg.UserMapping, "pg_user_mapping", "user_mapping"),
    Query(pg.Publication, "pg_publication", "publication"),
    Query(pg.PublicationTable, "pg_publication_rel", "publication_table"),
    Query(pg.Subscription, "pg_subscription", "subscription"),
    Query(pg.EventTrigger, "pg_event_trigger", "event_trigger"),
    Query(pg.DefaultPrivileges, "pg_default_acl", "default_privileges"),
)


def read(conn: Connection, *, scope: Scope = EVERYTHING, needs: bool = True) -> Schema:
    """Everything a database says about its schema, as one transaction saw it."""
    major = conn.info.server_version // 10000
    queries = [q for q in QUERIES if scope.kinds is None or q.kind.KIND in scope.kinds]
    text = [f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\n{SETTINGS}"]
    text += [f"{_rows(q)} {catalog.query(q.file, major, **q.given)}) q" for q in queries]
    if needs:
        text.append(f"SELECT string_agg(json_build_array(classid::int8, objid::int8, objsubid, refclassid::int8, refobjid::int8, refobjsubid)::text, ',') FROM ({catalog.query('depend', major)}) q")
        text.append(f"SELECT json_object_agg(c, c::regclass::int8)::text FROM unnest(ARRAY{sorted({q.catalog for q in QUERIES})}) c")
    text.append("COMMIT")
    blocks: dict[type[Object], bytes] = {}
    ids: dict[type[Object], bytes] = {}
    cursor = conn.execute(";\n".join(text))
    found: list[list[bytes]] = []
    while True:
        result = cursor.pgresult
        if result is not None and result.nfields:
            found.append([result.get_value(0, i) or b"" for i in range(result.nfields)])
        if not cursor.nextset():
            break
    for q, (block, oids) in zip(queries, found, strict=False):
        blocks[q.kind], ids[q.kind] = block, oids

    def mentioned() -> Needs:
        return _needs(blocks, ids, *(row[0] for row in found[len(queries):]))

    return Schema(blocks=blocks, needs=mentioned if needs else None, says=Scope(kinds=scope.kinds), version=conn.info.server_version)


def _rows(q: Query) -> str:
    fields = ", ".join(f'q."{field}"' for field in q.kind.__struct_fields__)
    return f"SELECT string_agg(json_build_array({fields})::text, E'\\n'), string_agg(q.id::text, ',') FROM ("


def _needs(blocks: Mapping[type[Object], bytes], ids: Mapping[type[Object], bytes], edges: bytes, classes: bytes) -> Needs:
    """Turn pairs of OIDs into pairs of addresses; ends without an address are left out."""
    import msgspec

    number: dict[str, int] = msgspec.json.decode(classes)
    addresses: dict[tuple[int, int, int], Address] = {}
    for q in QUERIES:
        if not blocks.get(q.kind):
            continue
        numbered = number[q.catalog]
        for found, oid in zip(decode(q.kind, blocks[q.kind].split(b"\n")), ids[q.kind].split(b","), strict=True):
            relation, _, sub = oid.partition(b":")
            addresses[numbered, int(relation), int(sub or 0)] = found.address
    needs: dict[Address, set[Address]] = {}
    rows = msgspec.json.decode(b"[" + edges + b"]", type=list[tuple[int, int, int, int, int, int]])
    for cls, oid, sub, ref_cls, ref_oid, ref_sub in rows:
        one = addresses.get((cls, oid, sub)) or addresses.get((cls, oid, 0))
        other = addresses.get((ref_cls, ref_oid, ref_sub)) or addresses.get((ref_cls, ref_oid, 0))
        if one is not None and other is not None and one != other:
            needs.setdefault(one, set()).add(other)
    return {one: frozenset(others) for one, others in needs.items()}
