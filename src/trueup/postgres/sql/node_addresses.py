"""What a parse node names -> its address. Names without a schema are taken to be in the namespace given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from trueup.model import Address, address, part
from trueup.postgres.sql.nodes import Node, inside, items, texts

WORDS = {
    "OBJECT_TABLE": "table",
    "OBJECT_VIEW": "view",
    "OBJECT_MATVIEW": "matview",
    "OBJECT_FOREIGN_TABLE": "foreign_table",
    "OBJECT_SEQUENCE": "sequence",
    "OBJECT_TYPE": "type",
    "OBJECT_DOMAIN": "domain",
    "OBJECT_COLLATION": "collation",
    "OBJECT_CONVERSION": "conversion",
    "OBJECT_STATISTIC_EXT": "statistics",
    "OBJECT_TSCONFIGURATION": "text_search_configuration",
    "OBJECT_TSDICTIONARY": "text_search_dictionary",
    "OBJECT_TSPARSER": "text_search_parser",
    "OBJECT_TSTEMPLATE": "text_search_template",
    "OBJECT_FUNCTION": "function",
    "OBJECT_PROCEDURE": "procedure",
    "OBJECT_ROUTINE": "function",
    "OBJECT_AGGREGATE": "aggregate",
    "OBJECT_SCHEMA": "schema",
    "OBJECT_EXTENSION": "extension",
    "OBJECT_LANGUAGE": "language",
    "OBJECT_FDW": "foreign_data_wrapper",
    "OBJECT_FOREIGN_SERVER": "server",
    "OBJECT_PUBLICATION": "publication",
    "OBJECT_SUBSCRIPTION": "subscription",
    "OBJECT_EVENT_TRIGGER": "event_trigger",
    "OBJECT_ACCESS_METHOD": "access_method",
}
"""The words of addresses, by the kinds of parse nodes."""
INSIDE = {
    "OBJECT_COLUMN": "column",
    "OBJECT_TABCONSTRAINT": "constraint",
    "OBJECT_POLICY": "policy",
    "OBJECT_TRIGGER": "trigger",
    "OBJECT_RULE": "rule",
}
"""The words of what is inside a table."""
_ALONE = frozenset(
    """
    OBJECT_SCHEMA OBJECT_EXTENSION OBJECT_LANGUAGE OBJECT_FDW OBJECT_FOREIGN_SERVER OBJECT_PUBLICATION
    OBJECT_SUBSCRIPTION OBJECT_EVENT_TRIGGER OBJECT_ACCESS_METHOD
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)
_ROUTINES = frozenset(["OBJECT_FUNCTION", "OBJECT_PROCEDURE", "OBJECT_ROUTINE", "OBJECT_AGGREGATE"])
_TYPES = {
    "int2": "smallint",
    "int4": "integer",
    "int8": "bigint",
    "float4": "real",
    "float8": "double precision",
    "bool": "boolean",
    "varchar": "character varying",
    "bpchar": "character",
    "timestamp": "timestamp without time zone",
    "timestamptz": "timestamp with time zone",
    "time": "time without time zone",
    "timetz": "time with time zone",
    "varbit": "bit varying",
}
_BUILT_IN = frozenset(
    """
    text json jsonb uuid bytea date numeric money xml inet cidr macaddr macaddr8 tsvector tsquery name oid record void
    trigger event_trigger anyelement anyarray anynonarray anyenum anyrange anycompatible anycompatiblearray cstring
    internal point line lseg box path polygon circle int4range int8range numrange tsrange tstzrange daterange
    int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange regclass regproc regtype
    regrole regnamespace regprocedure pg_lsn txid_snapshot pg_snapshot xid cid tid interval char bit jsonpath
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)


def in_namespace(word: str, names: list[str], namespace: str) -> Address:
    """The address of a name as a list of its parts."""
    if not names:
        return address(word, namespace, "")
    return address(word, names[-2] if len(names) > 1 else namespace, names[-1])


def relation(found: Node | None, namespace: str, word: str = "table") -> Address:
    """The address of a ``RangeVar``."""
    found = found or {}
    return address(word, found.get("schemaname", namespace), found.get("relname", ""))


def type_name(found: Node, namespace: str) -> str:
    """A ``TypeName`` as it stands in an address: ``integer``, ``public.mood[]``."""
    names = texts(found.get("names"))
    if len(names) > 1 and names[0] != "pg_catalog":
        text = f"{part(names[0])}.{part(names[-1])}"
    elif names and (len(names) > 1 or names[-1] in _BUILT_IN):
        text = _TYPES.get(names[-1], names[-1])
    elif names and names[-1] in _TYPES:
        text = _TYPES[names[-1]]
    else:
        text = f"{part(namespace)}.{part(names[-1])}" if names else "?"
    return text + "[]" if found.get("arrayBounds") else text


def routine(word: str, names: list[str], takes: Iterable[Node], namespace: str) -> Address:
    """The address of a routine that takes arguments of some types."""
    return Address(f"{in_namespace(word, names, namespace)}({', '.join(type_name(t, namespace) for t in takes)})")


def named_object(kind: str, wrapped: Any, namespace: str) -> Address | None:
    """The address of an object as COMMENT, DROP and ALTER … OWNER name it; None for what has none of its own."""
    found = inside(wrapped)
    if kind in _ROUTINES:
        return routine(WORDS[kind], texts(found.get("objname")), items(found.get("objargs")), namespace)
    names = texts(wrapped) or texts(found.get("names"))
    if kind in INSIDE and len(names) > 1:
        return in_namespace("table", names[:-1], namespace).child(INSIDE[kind], names[-1])
    if kind == "OBJECT_DOMCONSTRAINT" or kind not in WORDS or not names:
        return None
    return in_namespace(WORDS[kind], names, namespace) if is_qualified(kind) else address(WORDS[kind], names[-1])


def is_qualified(kind: str) -> bool:
    """Whether objects of a kind (``OBJECT_TABLE``) are in a namespace."""
    return kind not in _ALONE
