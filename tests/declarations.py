"""Made-up declarations for the formats' round trips, and what they come to as PostgreSQL's own parser reads it.

Two declarations are alike when the statements that make them are the same trees: parentheses and the spelling of types
are no difference, and no server is asked.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Sequence
from typing import Any

from hypothesis import strategies as st
from pglast.parser import parse_sql_json

from trueup.model import Object, Schema
from trueup.plan import plan
from trueup.postgres import objects as pg
from trueup.postgres.names import ident

HOSTILE = (
    "select",
    'we"ird; --',
    "Order Items",
    "dotted.name",
    "it's \\ é",
    "x" * 63,
    "%(name)s %%",
    "a:b::c",
    "None",
    "f1",
)
_DICE = random.Random(0)
_LETTERS = "abz_ABZé9-\"'%:\\{."
NAMES = st.sampled_from(
    [*HOSTILE, *sorted({"".join(_DICE.choices(_LETTERS, k=_DICE.randint(1, 9))) for _ in range(200)})]
)
COMMENTS = st.sampled_from([None, None, None, "plain", 'it\'s; "quoted" \\ % {x} 🐘', "two\nlines"])
TYPES = (
    *("integer", "bigint", "smallint", "text", "boolean", "uuid", "jsonb", "json", "bytea", "date", "inet", "money"),
    *("character varying(20)", "character varying", "character(3)", "numeric(10,2)", "numeric(5)", "numeric"),
    *(
        "timestamp with time zone",
        "timestamp without time zone",
        "timestamp(3) with time zone",
        "time(2) with time zone",
    ),
    *("time without time zone", "interval", "interval(3)", "real", "double precision", "bit(4)", "bit varying(8)"),
    *("int4range", "tstzrange", "nummultirange", "tsvector", "xml", "point", "oid", '"char"', "name", "macaddr8"),
    *("interval day to second(3)", "bit varying", "cidr", "citext", "vector(3)", 'public."My Type"'),
)
"""As PostgreSQL prints them."""
COLLATED = ("text", "character varying(20)")
COLLATIONS = (None, None, 'pg_catalog."C"', '"de-x-icu"', 'shop."My Collation"')
DEFAULTS = {
    "integer": ("0", "(1 + 1)", "'-5'::integer"),
    "text": ("'it''s :x \\ 50%'::text", "upper('a'::text)", "''::text", "CURRENT_USER"),
    "boolean": ("true", "false"),
    "jsonb": ('\'{"a": [1, "b:c"]}\'::jsonb', "'{}'::jsonb"),
    "timestamp with time zone": ("now()", "'2024-01-01 00:00:00+00'::timestamp with time zone"),
    "uuid": ("gen_random_uuid()",),
    "text[]": ("'{}'::text[]", "ARRAY['a'::text, 'b'::text]"),
}
CONDITIONS = (
    "({} IS NOT NULL)",
    "(({} IS NULL) OR (length(({})::text) > 3))",
    "(({})::text ~ '^[a-z]:%\\d+$'::text)",
    "(({})::text <> ALL (ARRAY['a::b'::text, 'it''s'::text]))",
)
KEYS = ("lower(({})::text)", "(({})::text || ':x %s'::text)", "COALESCE(({})::text, ''::text)")
OPERATOR_CLASSES = ("text_pattern_ops", "public.gin_trgm_ops")
ACTIONS = ("no action", "restrict", "cascade", "set null", "set default")


NAMESPACES = ("public", "public", "shop", 'We"ird')


class Made:
    """Objects while they are made up; names of relations are taken once for a namespace.

    ``of_keys`` are the collations that keys of indexes may have.
    """

    def __init__(self, draw: st.DrawFn, of_keys: Sequence[str | None] = COLLATIONS) -> None:
        self.draw = draw
        self.of_keys = of_keys
        self.objects: list[Object] = []
        self.taken: set[tuple[str, str]] = set()

    def name(self, namespace: str) -> str:
        found = self.draw(NAMES)
        while (namespace, found) in self.taken:
            found = f"{found[:59]}{len(self.taken)}"
        self.taken.add((namespace, found))
        return found

    def maybe(self) -> bool:
        return self.draw(st.booleans())

    def rarely(self) -> bool:
        return self.draw(st.integers(0, 3)) == 3

    def one(self, options: Sequence[Any]) -> Any:
        return self.draw(st.sampled_from(options))

    def some(self, options: Sequence[str], least: int = 1, most: int = 3) -> tuple[str, ...]:
        if not options:
            return ()
        return tuple(self.draw(st.lists(st.sampled_from(options), min_size=least, max_size=most, unique=True)))

    # -------------------------------------------------------------- tables

    def column(self, table: pg.Table, position: int, types: Sequence[str], **more: Any) -> pg.Column:
        name = more.pop("name", None) or self.name(f"{table.namespace}.{table.name}.columns")
        kind = more.pop("type", None) or self.one(types)
        kind += "[]" if self.rarely() and not more else ""
        said: dict[str, Any] = {"not_null": self.maybe(), "default": self.one((None, *DEFAULTS.get(kind, ())))}
        if kind.removesuffix("[]") in COLLATED:
            said["collation"] = self.one(COLLATIONS)
        column = pg.Column(
            **on(table), name=name, position=position, type=kind, comment=self.draw(COMMENTS), **said | more
        )
        self.objects.append(column)
        return column

    def check(self, table: pg.Table, columns: Sequence[pg.Column], **more: Any) -> None:
        sql = self.condition(columns)
        self.objects.append(pg.Check(**on(table), name=self.name("checks"), expression=sql, **more))

    def condition(self, columns: Sequence[pg.Column]) -> str:
        name = ident(self.one(columns).name)
        return str(self.one(CONDITIONS)).replace("{}", name)

    def key(self, columns: Sequence[pg.Column]) -> pg.IndexColumn:
        column, descending = self.one(columns), self.maybe()
        said: dict[str, Any] = {"descending": descending, "nulls_first": descending != self.rarely()}
        said["opclass"] = self.one((None, *OPERATOR_CLASSES))
        said["collation"] = self.one(self.of_keys) if column.type in COLLATED else None
        if self.rarely():
            return pg.IndexColumn(expression=str(self.one(KEYS)).format(ident(column.name)), **said)
        return pg.IndexColumn(column=column.name, **said)

    def index(self, table: pg.Table, columns: Sequence[pg.Column], **more: Any) -> None:
        keys = tuple(self.key(columns) for _ in range(self.draw(st.integers(1, 2))))
        names = [one.name for one in columns]
        said: dict[str, Any] = {"method": "btree", "unique": self.rarely()}
        if not said["unique"]:
            said["method"], said["options"] = self.one(METHODS)
        if said["method"] in ("gin", "brin"):
            plain = {"descending": False, "nulls_first": False}
            keys = tuple(pg.IndexColumn(**_fields(key) | plain) for key in keys)
        said["include"] = self.some(names, 0, 2) if said["method"] in ("btree", "gist") else ()
        said["predicate"] = self.condition(columns) if self.maybe() else None
        said["nulls_not_distinct"] = said["unique"] and self.maybe()
        self.objects.append(pg.Index(**on(table), name=self.name(table.namespace), columns=keys, **said | more))

    def exclusion(
        self, table: pg.Table, columns: Sequence[pg.Column], methods: Sequence[str], include: str = ""
    ) -> None:
        parts = [self.excluded(columns) for _ in range(self.draw(st.integers(1, 2)))]
        text = f"EXCLUDE USING {self.one(methods)} ({', '.join(parts)})"
        text += include
        text += f" WHERE ({self.condition(columns)})" if self.maybe() else ""
        text += self.one(("", "", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED"))
        self.objects.append(pg.Exclusion(**on(table), name=self.name(table.namespace), definition=text))

    def excluded(self, columns: Sequence[pg.Column]) -> str:
        column = ident(self.one(columns).name)
        one = self.one(
            (column, f"int4range(1, length(({column})::text), '[]'::text)", f"(({column})::text || ' WITH (, '::text)")
        )
        operator = self.one(("=", "&&", "<>", "-|-", "OPERATOR(pg_catalog.=)"))
        return f"{one}{self.one(('', '', ' gist_text_ops', ' public.gist_text_ops'))} WITH {operator}"


METHODS = (
    ("btree", ()),
    ("btree", ("deduplicate_items=off", "fillfactor=70")),
    ("gin", ("fastupdate=off",)),
    ("gist", ("buffering=on",)),
    ("hash", ()),
    ("brin", ("autosummarize=on", "pages_per_range=4")),
    ("spgist", ()),
)


def on(table: pg.Table) -> dict[str, Any]:
    """The fields of what is in a table."""
    return {"on": "table", "namespace": table.namespace, "relation": table.name}


def _fields(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__struct_fields__}


# ------------------------------------------------------------------ comparing


def told(objects: Iterable[Object]) -> dict[str, list[Any]]:
    """The statements that make the objects, as trees without places, by the address each is about."""
    given = list(objects)
    spaces = {getattr(one, "namespace", "public") for one in given} - {"public"}
    everything = [*(pg.Namespace(name=name) for name in spaces), *given]
    found: dict[str, list[Any]] = {}
    for one in plan(Schema(), Schema(everything)).statements:
        sql = re.sub(r"pg_catalog\.(?=text|\")", "", one.sql)
        found.setdefault(one.address, []).append(_plain(json.loads(parse_sql_json(sql))["stmts"]))
    return found


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _plain(one) for key, one in node.items() if key not in _PLACES}
    return [_plain(one) for one in node] if isinstance(node, list) else node


_PLACES = frozenset(
    {"location", "stmt_location", "stmt_len", "list_start", "list_end", "rexpr_list_start", "rexpr_list_end"}
)
