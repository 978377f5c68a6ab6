"""What is written of made-up schemas is read again: both come to the same statements, as PostgreSQL's parser has them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pglast.parser import parse_sql_json

from trueup.formats import drizzle
from trueup.formats.drizzle.naming import by_server
from trueup.formats.drizzle.versions import Version
from trueup.model import Object, Schema
from trueup.plan import plan
from trueup.postgres import objects as pg
from trueup.postgres.names import ident, literal, qualified

# ------------------------------------------------------------------ names, types, expressions

ODD = (
    "__proto__",
    "enableRLS",
    "constructor",
    "_",
    "...",
    "length",
    "1",
    "007",
    "select",
    "sql",
    "t",
    "@@drizzle:Name",
)
CHARS = "abzAZ09_é🐘 -.,;:'\"`\\/${}[]()<>\n\r\t"
NAMES = st.one_of(
    st.sampled_from(["id", "name", "userId", "created_at", "order", "x" * 63, *ODD]),
    st.text(alphabet=CHARS, min_size=1, max_size=6),
)
TYPES = [
    *("bigint", "boolean", "bytea", "cidr", "date", "inet", "integer", "interval", "json", "jsonb", "line", "macaddr"),
    *("macaddr8", "numeric", "point", "real", "smallint", "text", "uuid", "xml", "tsvector", "money", "oid", "name"),
    *("bpchar", "int4range", "vector(3)", "halfvec(3)", "sparsevec(3)", "double precision", "character varying"),
    *("character varying(20)", "character(3)", "bit(4)", "bit varying(5)", "numeric(10,2)", "numeric(5,0)", '"char"'),
    *("numeric(3,-2)", "interval(3)", "interval day to second(2)", "public.citext", "public.geometry(Point,4326)"),
    *("public.vector(3)", 'public."My Type"', 'public."it\'s [2]"'),
    *(f"{a}{b} {c} time zone" for a in ("time", "timestamp") for b in ("", "(2)") for c in ("with", "without")),
]
TEXTS = st.one_of(
    st.sampled_from(["", "it's", "a`b${c}\\d", "\r\n", "\r", "\\u0041", "{}", "🐘"]),
    st.text(alphabet=CHARS, max_size=6),
).map(literal)
DEFAULTS = st.one_of(
    st.sampled_from(["now()", "gen_random_uuid()", "0", "'-5'::integer", "1.50", "true", "NULL", "CURRENT_TIMESTAMP"]),
    st.sampled_from(["'{}'::text[]", "ARRAY['a'::text]", "(1 + 1)", "'{\"a\": [1]}'::jsonb", "'\\xff'::bytea"]),
    st.just("nextval('public.\"S\"'::regclass)"),
    TEXTS.map(lambda text: f"{text}::text"),
)
ACTIONS = st.sampled_from(["no action", "restrict", "cascade", "set null", "set default"])
NUMBERS = st.one_of(st.integers(1, 100), st.integers(2**53 - 1, 2**53 + 1), st.just(2**63 - 1))


def conditions(columns: list[str]) -> st.SearchStrategy[str]:
    """Conditions over columns, as PostgreSQL prints them: in parentheses."""
    return st.builds(
        "({} {} {})".format, st.sampled_from(columns).map(ident), st.sampled_from(["<>", ">=", "~~"]), TEXTS
    )


def some(columns: list[str], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(columns), unique=True, min_size=1, max_size=most).map(tuple)


# ------------------------------------------------------------------ schemas


@st.composite
def schemas(draw: st.DrawFn) -> list[Object]:
    names = draw(st.lists(NAMES, unique=True, min_size=7, max_size=7))
    homes = ["public", *names[: draw(st.integers(0, 2))]]
    found: list[Object] = [pg.Namespace(name=name) for name in homes[1:]]
    places = [{"namespace": draw(st.sampled_from(homes)), "name": name} for name in names]
    labels = st.one_of(st.just(()), some(names))
    enums = [pg.Enum(**place, labels=draw(labels)) for place in places[: draw(st.integers(0, 2))]]
    own = [qualified(one.namespace, one.name) for one in enums]
    found += enums
    for place in places[2:4]:
        found += draw(tables(place, names, own))
    if draw(st.booleans()):
        found.append(draw(sequences(places[4])))
    if draw(st.booleans()):
        found.append(draw(views(places[5], names[0])))
    keys = [one for one in found if isinstance(one, pg.PrimaryKey)]
    for number, key in enumerate(keys if draw(st.booleans()) else []):
        found.append(draw(references(key, draw(st.sampled_from(keys)), number)))
    return found


@st.composite
def tables(draw: st.DrawFn, place: dict[str, Any], names: list[str], own: list[str]) -> list[Object]:
    """A table with columns and constraints of these names."""
    on: dict[str, Any] = {"on": "table", "namespace": place["namespace"], "relation": place["name"]}
    columns = list(draw(some(names, 5)))
    made: list[Object] = []
    for position, column in enumerate(columns, 1):
        made += draw(columns_of(on, column, position, own))
    sets = draw(st.lists(some(columns), unique=True, max_size=3))
    if sets:
        made = [_in_key(one, sets[0]) for one in made]
        made.append(pg.PrimaryKey(**on, name=names[0], columns=sets[0]))
    for label, keyed in zip(names[1:3], sets[1:], strict=False):
        made.append(pg.Unique(**on, name=label, columns=keyed, nulls_not_distinct=draw(st.booleans())))
    if draw(st.booleans()):
        made.append(pg.Check(**on, name=names[3], expression=draw(conditions(columns))))
    if draw(st.booleans()):
        made.append(draw(indexes(on, names[4], columns)))
    secured = draw(st.booleans())
    if secured and draw(st.booleans()):
        made.append(draw(policies(on, names[5], columns)))
    return [pg.Table(**place, rls=secured), *made]


def _in_key(obj: Object, columns: tuple[str, ...]) -> Object:
    return msgspec.structs.replace(obj, not_null=True) if isinstance(obj, pg.Column) and obj.name in columns else obj


@st.composite
def columns_of(draw: st.DrawFn, on: dict[str, Any], name: str, position: int, own: list[str]) -> list[Object]:
    how = draw(st.sampled_from(["plain", "plain", "default", "generated", "identity", "serial"]))
    on = {**on, "name": name, "position": position}
    if how in ("identity", "serial"):
        return draw(counted(on, how))
    type = draw(st.one_of(st.sampled_from(TYPES), *([st.sampled_from(own)] if own else [])))
    type += draw(st.sampled_from(["", "", "[]"]))
    expression = draw(DEFAULTS) if how == "default" else f"({draw(TEXTS)} || 'x'::text)"
    more = {} if how == "plain" else {how: expression}
    return [pg.Column(**on, type=type, not_null=draw(st.booleans()), **more)]


@st.composite
def counted(draw: st.DrawFn, on: dict[str, Any], how: str) -> list[Object]:
    """A column with a sequence of its own: an identity, or what ``serial`` makes."""
    type, highest = draw(st.sampled_from([("smallint", 2**15 - 1), ("integer", 2**31 - 1), ("bigint", 2**63 - 1)]))
    owner = (on["namespace"], on["relation"], on["name"])
    named = by_server(owner[1], owner[2], "seq")
    if how == "serial":
        column = pg.Column(**on, type=type, not_null=True, default=_calls(owner[0], named))
        return [column, pg.Sequence(namespace=owner[0], name=named, type=type, maximum=highest, owned_by=owner)]
    kind = draw(st.sampled_from(["always", "by default"]))
    sequence = draw(sequences({"namespace": owner[0], "name": named}, highest))
    sequence = msgspec.structs.replace(sequence, type=type, owned_by=owner, identity=True)
    return [pg.Column(**on, type=type, not_null=True, identity=kind), sequence]


@st.composite
def sequences(draw: st.DrawFn, place: dict[str, Any], highest: int = 2**63 - 1) -> pg.Sequence:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    sign = draw(st.sampled_from([1, -1]))
    first, last = sorted((sign * min(low, highest - 1), sign * min(high, highest)))
    step = sign * draw(st.integers(1, 9))
    start = draw(st.sampled_from([first, last]))
    return pg.Sequence(
        **place,
        start=start,
        increment=step,
        minimum=first,
        maximum=last,
        cache=draw(st.integers(1, 9)),
        cycle=draw(st.booleans()),
    )


@st.composite
def indexes(draw: st.DrawFn, on: dict[str, Any], name: str, columns: list[str]) -> pg.Index:
    keys = []
    for _ in range(draw(st.integers(1, 3))):
        column = draw(st.one_of(st.none(), st.sampled_from(columns)))
        shown = ident(draw(st.sampled_from(columns)))
        text = draw(st.sampled_from(["lower({})", "({} + 1)", "({} -> 'a`b\\c'::text)"])).format(shown)
        opclass = draw(st.sampled_from([None, None, "text_pattern_ops", 'public."Odd ops"', "public.gist_trgm_ops"]))
        keys.append(
            pg.IndexColumn(
                column=column,
                expression=text if column is None else None,
                collation=draw(st.sampled_from([None, None, 'pg_catalog."C"', 'public."my coll"'])),
                opclass=opclass,
                opclass_options=("siglen=32",)
                if opclass and opclass.endswith("trgm_ops") and draw(st.booleans())
                else (),
                descending=draw(st.booleans()),
                nulls_first=draw(st.booleans()),
            )
        )
    return pg.Index(
        **on,
        name=name,
        method=draw(st.sampled_from(["btree", "btree", "gin", "gist", "hash", "brin"])),
        columns=tuple(keys),
        unique=draw(st.booleans()),
        predicate=draw(st.one_of(st.none(), conditions(columns))),
        options=draw(st.sampled_from([(), ("fastupdate=off",), ("autosummarize=true", "pages_per_range=32")])),
    )


@st.composite
def policies(draw: st.DrawFn, on: dict[str, Any], name: str, columns: list[str]) -> pg.Policy:
    roles = st.lists(st.sampled_from(["app", "Odd `role`", "anon"]), unique=True, max_size=2)
    return pg.Policy(
        **on,
        name=name,
        command=draw(st.sampled_from(["all", "select", "insert", "update", "delete"])),
        permissive=draw(st.booleans()),
        roles=tuple(sorted(draw(roles))),
        using=draw(st.one_of(st.none(), conditions(columns))),
        check=draw(st.one_of(st.none(), conditions(columns))),
    )


@st.composite
def views(draw: st.DrawFn, place: dict[str, Any], column: str) -> Object:
    query = f" SELECT {draw(TEXTS)}::text AS {ident(column)};"
    if draw(st.booleans()):
        options = draw(
            st.sampled_from([(), ("check_option=local", "security_barrier=true"), ("security_invoker=false",)])
        )
        return pg.View(**place, definition=query, options=options)
    return pg.MaterializedView(
        **place,
        definition=query,
        options=draw(st.sampled_from([(), ("autovacuum_enabled=false", "fillfactor=70")])),
        access_method=draw(st.sampled_from([None, "heap2"])),
        tablespace=draw(st.sampled_from([None, "Fast disk"])),
        populated=draw(st.booleans()),
    )


@st.composite
def references(draw: st.DrawFn, key: pg.PrimaryKey, to: pg.PrimaryKey, number: int) -> pg.ForeignKey:
    width = min(len(key.columns), len(to.columns))
    return pg.ForeignKey(
        on="table",
        namespace=key.namespace,
        relation=key.relation,
        name=f"reference `{number}`",
        columns=key.columns[:width],
        to_namespace=to.namespace,
        to_table=to.relation,
        to_columns=to.columns[:width],
        on_update=draw(ACTIONS),
        on_delete=draw(ACTIONS),
    )


# ------------------------------------------------------------------ the property

SERIALS = {"smallserial": ("smallint", 2**15 - 1), "serial": ("integer", 2**31 - 1), "bigserial": ("bigint", 2**63 - 1)}


def statements(objects: list[Object]) -> list[str]:
    """What makes the objects on an empty database, each statement as PostgreSQL's parser has it, without places."""
    made = [part for obj in objects for part in _said(obj)]
    trees = (json.loads(parse_sql_json(one.sql)) for one in plan(Schema(), Schema(made)).statements)
    return sorted(json.dumps(_placeless(tree)) for tree in trees)


def _said(obj: Object) -> list[Object]:
    """An object as Drizzle can say it: a plain sequence without type and owner, and ``serial`` as what it stands for."""
    if isinstance(obj, pg.Sequence) and not obj.identity:
        return [msgspec.structs.replace(obj, type="bigint", owned_by=None)]
    if not isinstance(obj, pg.Column) or obj.type not in SERIALS:
        return [obj]
    type, highest = SERIALS[obj.type]
    sequence = pg.Sequence(namespace=obj.namespace, name=f"{obj.relation}_{obj.name}_seq", maximum=highest)
    return [msgspec.structs.replace(obj, type=type, default=_calls(sequence.namespace, sequence.name)), sequence]


def _calls(namespace: str, name: str) -> str:
    text = qualified(namespace, name).replace("'", "''")
    return f"nextval('{text}'::regclass)"


def _placeless(tree: Any) -> Any:
    if isinstance(tree, dict):
        places = ("location", "stmt_location", "stmt_len", "list_start", "list_end")
        return {key: _placeless(value) for key, value in tree.items() if key not in places}
    return [_placeless(item) for item in tree] if isinstance(tree, list) else tree


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("made_up") / "schema.ts"


@settings(max_examples=150, deadline=None)
@given(
    objects=schemas(),
    version=st.sampled_from([Version(0, 45), Version(1, 0)]),
    casing=st.sampled_from([None, "snake_case", "camelCase"]),
)
def test_a_made_up_schema_that_is_written_reads_as_the_same(
    file: Path, objects: list[Object], version: Version, casing: str | None
) -> None:
    text = drizzle.write(Schema(objects))
    file.write_text(text, encoding="utf-8", newline="")
    found = drizzle.read([str(file)], version=version, casing=casing)
    assert found.unread == (), text
    assert statements(list(found.objects)) == statements(objects), text
