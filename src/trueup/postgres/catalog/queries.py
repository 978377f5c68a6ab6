"""Which query fills which kind, and how its rows become lines that the kind decodes. The SQL is in the files beside."""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

from trueup.model import Object
from trueup.postgres import objects as pg
from trueup.postgres.catalog import text


class Query(NamedTuple):
    """Where the rows of a class come from: a file, the catalog that owns its OIDs, what fills the file's blanks.

    Of many classes most databases have nothing: ``only_with`` is the catalog without whose rows there is none.
    """

    kind: type[Object]
    catalog: str
    file: str
    given: tuple[tuple[str, str], ...] = ()
    only_with: str | None = None


QUERIES: tuple[Query, ...] = (
    Query(pg.Namespace, "pg_namespace", "namespace"),
    Query(pg.Extension, "pg_extension", "extension"),
    Query(pg.Table, "pg_class", "table"),
    Query(pg.ForeignTable, "pg_class", "foreign_table", only_with="pg_foreign_table"),
    Query(pg.Column, "pg_class", "column"),
    Query(pg.PrimaryKey, "pg_constraint", "key", (("contype", "'p'"),)),
    Query(pg.Unique, "pg_constraint", "key", (("contype", "'u'"),)),
    Query(pg.ForeignKey, "pg_constraint", "foreign_key"),
    Query(pg.Check, "pg_constraint", "check"),
    Query(pg.Exclusion, "pg_constraint", "exclusion"),
    Query(pg.Index, "pg_class", "index"),
    Query(pg.View, "pg_class", "view", only_with="pg_rewrite"),
    Query(pg.MaterializedView, "pg_class", "materialized_view", only_with="pg_rewrite"),
    Query(pg.Sequence, "pg_class", "sequence", only_with="pg_sequence"),
    Query(pg.Trigger, "pg_trigger", "trigger", only_with="pg_trigger"),
    Query(pg.Rule, "pg_rewrite", "rule", only_with="pg_rewrite"),
    Query(pg.Policy, "pg_policy", "policy", only_with="pg_policy"),
    Query(pg.Enum, "pg_type", "enum"),
    Query(pg.Domain, "pg_type", "domain"),
    Query(pg.DomainCheck, "pg_constraint", "domain_check"),
    Query(pg.Composite, "pg_type", "composite"),
    Query(pg.Attribute, "pg_class", "attribute"),
    Query(pg.Function, "pg_proc", "routine", (("prokind", "'f', 'w'"),), only_with="pg_proc"),
    Query(pg.Procedure, "pg_proc", "routine", (("prokind", "'p'"),), only_with="pg_proc"),
    Query(pg.Aggregate, "pg_proc", "aggregate", only_with="pg_aggregate"),
    Query(pg.Range, "pg_type", "range", only_with="pg_range"),
    Query(pg.Statistics, "pg_statistic_ext", "statistics", only_with="pg_statistic_ext"),
    Query(pg.Language, "pg_language", "language", only_with="pg_language"),
    Query(pg.AccessMethod, "pg_am", "access_method", only_with="pg_am"),
    Query(pg.Operator, "pg_operator", "operator", only_with="pg_operator"),
    Query(pg.OperatorFamily, "pg_opfamily", "operator_family", only_with="pg_opfamily"),
    Query(pg.OperatorClass, "pg_opclass", "operator_class", only_with="pg_opclass"),
    Query(pg.Cast, "pg_cast", "cast", only_with="pg_cast"),
    Query(pg.Transform, "pg_transform", "transform", only_with="pg_transform"),
    Query(pg.Collation, "pg_collation", "collation", only_with="pg_collation"),
    Query(pg.Conversion, "pg_conversion", "conversion", only_with="pg_conversion"),
    Query(pg.TextSearchConfiguration, "pg_ts_config", "text_search_configuration", only_with="pg_ts_config"),
    Query(pg.TextSearchDictionary, "pg_ts_dict", "text_search_dictionary", only_with="pg_ts_dict"),
    Query(pg.TextSearchParser, "pg_ts_parser", "text_search_parser", only_with="pg_ts_parser"),
    Query(pg.TextSearchTemplate, "pg_ts_template", "text_search_template", only_with="pg_ts_template"),
    Query(
        pg.ForeignDataWrapper,
        "pg_foreign_data_wrapper",
        "foreign_data_wrapper",
        only_with="pg_foreign_data_wrapper",
    ),
    Query(pg.Server, "pg_foreign_server", "server", only_with="pg_foreign_server"),
    Query(pg.UserMapping, "pg_user_mapping", "user_mapping", only_with="pg_foreign_server"),
    Query(pg.Publication, "pg_publication", "publication", only_with="pg_publication"),
    Query(pg.PublicationTable, "pg_publication_rel", "publication_table", only_with="pg_publication_rel"),
    Query(pg.Subscription, "pg_subscription", "subscription"),
    Query(pg.EventTrigger, "pg_event_trigger", "event_trigger", only_with="pg_event_trigger"),
    Query(pg.DefaultPrivileges, "pg_default_acl", "default_privileges", only_with="pg_default_acl"),
)


def rows(query: Query, major: int) -> str:
    """The SELECT of one class for servers of this major version."""
    return text(query.file, major, query.given)


def line(kind: type[Object], *, only_compared: bool = False) -> str:
    """One row ``q`` as a JSON array of the kind's fields, which the kind decodes.

    With ``only_compared`` it is the same text for what is no difference. Of a column most fields have their defaults;
    they are left out when all from ``generated`` on do, which makes the text of a big schema half as long.
    """
    fields = [f for f in kind.__struct_fields__ if not (only_compared and f in kind.UNCOMPARED)]
    sorted_ones = kind.UNORDERED if only_compared else frozenset()
    whole = _array(fields, sorted_ones)
    if kind is not pg.Column:
        return whole
    defaults = dict(zip(kind.__struct_fields__[::-1], kind.__struct_defaults__[::-1], strict=False))
    at = fields.index("generated")
    usual = " AND ".join(_is(field, defaults[field]) for field in fields[at:])
    return f"CASE WHEN {usual} THEN {_array(fields[:at], sorted_ones)} ELSE {whole} END"


def _array(fields: list[str], sorted_ones: Set[str]) -> str:
    values = (_sorted(f'q."{field}"') if field in sorted_ones else f'q."{field}"' for field in fields)
    return f"json_build_array({', '.join(values)})"


def _sorted(array: str) -> str:
    items = f'ARRAY(SELECT item FROM unnest({array}) item ORDER BY item COLLATE "C")'
    return f"CASE WHEN cardinality({array}) < 2 THEN {array} ELSE {items} END"


def _is(field: str, value: object) -> str:
    """Whether a field has this default."""
    if value is None:
        return f'q."{field}" IS NULL'
    if value == ():
        return f'cardinality(q."{field}") = 0'
    return f'q."{field}" = {str(value).lower()}'
