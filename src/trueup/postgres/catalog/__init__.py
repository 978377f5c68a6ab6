"""The catalog queries, one file per kind. What to do with a query is up to the caller.

A file is one SELECT whose columns have the names of the kind's fields, and ``id``: the OID by which ``pg_depend``
knows the object (``relation:number`` for columns). What versions of the server have in common is written once.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from trueup.model import Object
from trueup.postgres import objects as pg
from trueup.postgres.catalog.macros import expand

SETTINGS = """SET LOCAL search_path = pg_catalog, pg_temp;
SET LOCAL jit = off;
SET LOCAL join_collapse_limit = 1;
SET LOCAL enable_nestloop = off;
SET LOCAL max_parallel_workers_per_gather = 0;
SET LOCAL enable_mergejoin = off;
SET LOCAL work_mem = '64MB';
SET LOCAL quote_all_identifiers = off;
SET LOCAL DateStyle = ISO;
SET LOCAL IntervalStyle = postgres;
SET LOCAL TimeZone = 'UTC';
SET LOCAL extra_float_digits = 1;
SET LOCAL bytea_output = hex;
SET LOCAL xmlbinary = base64;
SET LOCAL client_encoding = 'UTF8';
SET LOCAL lock_timeout = '2s'"""
"""What makes deparsed text the same everywhere: qualified names, fixed formats. Parallel workers have cold caches."""


class Query(NamedTuple):
    """Where the rows of a class come from: a file, the catalog that owns its OIDs, what fills the file's blanks."""

    kind: type[Object]
    catalog: str
    file: str
    given: tuple[tuple[str, str], ...] = ()


QUERIES: tuple[Query, ...] = (
    Query(pg.Namespace, "pg_namespace", "namespace"),
    Query(pg.Extension, "pg_extension", "extension"),
    Query(pg.Table, "pg_class", "table"),
    Query(pg.ForeignTable, "pg_class", "foreign_table"),
    Query(pg.Column, "pg_class", "column"),
    Query(pg.PrimaryKey, "pg_constraint", "key", (("contype", "'p'"),)),
    Query(pg.Unique, "pg_constraint", "key", (("contype", "'u'"),)),
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
    Query(pg.Function, "pg_proc", "routine", (("prokind", "'f', 'w'"),)),
    Query(pg.Procedure, "pg_proc", "routine", (("prokind", "'p'"),)),
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


@cache
def _file(name: str) -> str:
    return (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")


def text(name: str, major: int, given: Iterable[tuple[str, str]] = ()) -> str:
    """``<name>.sql`` for servers of this major version."""
    return expand(_file(name), major, dict(given))


def rows(query: Query, major: int) -> str:
    """The SELECT of one class for servers of this major version."""
    return text(query.file, major, query.given)


def line(kind: type[Object], *, only_compared: bool = False) -> str:
    """One row ``q`` as a JSON array of the kind's fields, which the kind decodes.

    Of a column most fields have their defaults; they are left out when all from ``generated`` on do, which makes
    the text of a big schema half as long.
    """
    fields = [f for f in kind.__struct_fields__ if not (only_compared and f in kind.UNCOMPARED)]
    whole = _array(fields)
    if kind is not pg.Column:
        return whole
    defaults = dict(zip(kind.__struct_fields__[::-1], kind.__struct_defaults__[::-1], strict=False))
    at = fields.index("generated")
    usual = " AND ".join(_is(field, defaults[field]) for field in fields[at:])
    return f"CASE WHEN {usual} THEN {_array(fields[:at])} ELSE {whole} END"


def _array(fields: list[str]) -> str:
    return "json_build_array(" + ", ".join(f'q."{field}"' for field in fields) + ")"


def _is(field: str, value: object) -> str:
    """Whether a field has this default."""
    if value is None:
        return f'q."{field}" IS NULL'
    if value == ():
        return f'cardinality(q."{field}") = 0'
    return f'q."{field}" = {str(value).lower()}'
