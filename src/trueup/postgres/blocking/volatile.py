"""Whether a new column needs a value per row: does its default call something volatile? By names, nothing is run."""

from __future__ import annotations

import re
from collections.abc import Mapping

from trueup.model import Schema
from trueup.postgres import objects as pg
from trueup.postgres.blocking import types
from trueup.postgres.sql.nodes import Node, every, texts

VOLATILE = frozenset(
    """
    clock_timestamp timeofday random random_normal setseed gen_random_uuid uuidv4 uuidv7 nextval currval lastval setval
    pg_sleep pg_sleep_for pg_sleep_until query_to_xml lo_create lo_from_bytea set_config pg_notify
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)
"""Functions of PostgreSQL itself that give another value each time (``pg_proc.provolatile`` v)."""
STEADY = frozenset(
    """
    now transaction_timestamp statement_timestamp current_setting current_database current_schema current_schemas
    txid_current pg_current_xact_id version timezone date_trunc date_part extract age make_date make_time make_timestamp
    make_timestamptz make_interval to_char to_date to_timestamp to_number justify_days justify_hours justify_interval
    lower upper initcap btrim ltrim rtrim trim lpad rpad left right length char_length octet_length substr substring
    overlay position strpos replace translate split_part concat concat_ws format md5 sha224 sha256 sha384 sha512
    encode decode chr ascii reverse repeat quote_ident quote_literal quote_nullable regexp_replace regexp_match
    regexp_split_to_array string_to_array array_to_string to_hex to_json to_jsonb json_build_object json_build_array
    jsonb_build_object jsonb_build_array json_object jsonb_object row_to_json jsonb_set array_append array_cat
    array_fill array_length cardinality array_remove unnest hashtext hashtextextended abs ceil ceiling floor round
    trunc mod power sqrt sign greatest least int4range int8range numrange tsrange tstzrange daterange box point circle
    polygon path line lseg to_tsvector to_tsquery plainto_tsquery setweight tsvector_to_array inet_client_addr host
    masklen set_masklen network family abbrev pg_backend_pid pg_get_serial_sequence has_table_privilege numeric_in
    bit_length convert_to convert_from timestamptz timestamp date int4 int8 float8 text varchar bpchar numeric interval
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)
"""Functions of PostgreSQL itself that give the same value throughout a statement."""
_RANDOM = re.compile(r"uuid|random|ulid|nanoid|cuid|xid|ksuid|snowflake|gen_salt|generate_|next_?id", re.I)


def fills_rows(column: Node, kinds: Mapping[str, Node], schema: Schema | None, path: str = "public") -> bool | None:
    """Whether ADD COLUMN must give each row that is there a value of its own: the table is written anew.

    ``kinds`` are the column's constraints. None where its default calls what nobody knows.
    """
    names = texts(column.get("typeName", {}).get("names"))
    if names and names[-1] in types.SERIALS:
        return True
    if "CONSTR_IDENTITY" in kinds or kinds.get("CONSTR_GENERATED", {}).get("generated_kind") == "s":
        return True
    if types.is_constrained_domain(column.get("typeName", {}), schema, path):
        return True
    default = kinds.get("CONSTR_DEFAULT")
    return is_volatile(default.get("raw_expr"), schema) if default is not None else False


def is_volatile(expression: object, schema: Schema | None) -> bool | None:
    """Whether an expression may give each row another value; None where it calls what nobody knows."""
    found: list[bool | None] = [_called(texts(one.get("funcname")), schema) for one in every(expression, "FuncCall")]
    if any(one is True for one in found):
        return True
    return None if None in found else False


def sequences_in(expression: object) -> list[str]:
    """The sequences whose ``nextval`` an expression takes, by their last names."""
    calls = [one for one in every(expression, "FuncCall") if texts(one.get("funcname"))[-1:] == ["nextval"]]
    texts_in = [one.get("sval", {}).get("sval", "") for call in calls for one in every(call.get("args"), "A_Const")]
    return [one.rpartition(".")[2].strip('"') for one in texts_in if one]


def _called(names: list[str], schema: Schema | None) -> bool | None:
    name = names[-1] if names else ""
    if len(names) > 1 and names[0] != "pg_catalog":
        return _declared(names[-2], name, schema) if schema is not None else _guess(name)
    if name in VOLATILE:
        return True
    own = _declared(None, name, schema) if schema is not None and len(names) == 1 else None
    if own is not None:
        return own
    return False if name in STEADY else _guess(name)


def _guess(name: str) -> bool | None:
    return True if name in VOLATILE or _RANDOM.search(name) else None


def _declared(namespace: str | None, name: str, schema: Schema | None) -> bool | None:
    """What the schema's functions of a name are declared to be: volatile if any of them is."""
    assert schema is not None
    known = schema.derived(_volatility)
    found = [one for space, one in known.get(name, ()) if namespace in (None, space)]
    return any(found) if found else None


def _volatility(schema: Schema) -> dict[str, list[tuple[str, bool]]]:
    found: dict[str, list[tuple[str, bool]]] = {}
    for one in schema.objects.values():
        if isinstance(one, pg.Function):
            found.setdefault(one.name, []).append((one.namespace, one.volatility == "volatile"))
    return found
