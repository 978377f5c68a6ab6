"""Declared records on a real PostgreSQL: canonical form, places, what is only used, and what is refused."""

from __future__ import annotations

import pytest

from trueup.declaration import Builder, Declaration
from trueup.errors import SourceError
from trueup.model import EVERYTHING, Address, Origin, Schema, Scope
from trueup.postgres.declare import elaborate
from trueup.postgres.objects import (
    Check,
    Column,
    Enum,
    Extension,
    ForeignKey,
    Function,
    Index,
    IndexColumn,
    Policy,
    PrimaryKey,
    Table,
    View,
)
from trueup.postgres.rendering import render
from trueup.postgres.shadow.stubs.providers import provider
from trueup.postgres.sql.mentions import mentions


class Code(Builder):
    """A declaration as a test writes it: each object on the next line of ``schema.ts``."""

    def __init__(self) -> None:
        super().__init__()
        self.line = 0

    def __call__(self, obj: object) -> None:
        self.line += 1
        self.add(obj, Origin("schema.ts", self.line))  # type: ignore[arg-type]

    def column(self, table: str, name: str, type: str, **fields: object) -> None:
        position = sum(where.within(f"table public.{table}") for where in self.objects)
        self(
            Column(on="table", namespace="public", relation=table, name=name, position=position, type=type, **fields)  # type: ignore[arg-type]
        )

    def table(self, name: str) -> None:
        self(Table(namespace="public", name=name))


def shop() -> Declaration:
    code = Code()
    code.table("orders")
    code.column("orders", "id", "serial", not_null=True)
    code.column("orders", "status", 'public."Status"', default="'new'", not_null=True)
    code.column("orders", "total", "numeric(10, 2)", default="0")
    code(PrimaryKey(on="table", namespace="public", relation="orders", name="orders_pkey", columns=("id",)))
    code(Check(on="table", namespace="public", relation="orders", name="total", expression="total >= 0"))
    code(Enum(namespace="public", name="Status", labels=("new", "paid")))
    code.table("lines")
    code.column("lines", "order_id", "int")
    code(
        ForeignKey(
            on="table",
            namespace="public",
            relation="lines",
            name="lines_fk",
            columns=("order_id",),
            to_namespace="public",
            to_table="orders",
            to_columns=("id",),
            on_delete="cascade",
        )
    )
    code(View(namespace="public", name="a_view", definition="select * from z_view"))
    code(View(namespace="public", name="z_view", definition="select count(*) from orders where status = 'paid'"))
    using = "exists (select 1 from orders o where o.id = order_id)"
    code(Policy(on="table", namespace="public", relation="lines", name="mine", roles=("app",), using=using))
    return code.done(EVERYTHING)


def test_declared_records_come_back_as_postgresql_says_them():
    found = elaborate(shop())
    total = found["table public.orders column total"]
    assert (total.type, total.default) == ("numeric(10,2)", "0")  # type: ignore[attr-defined]
    assert found["table public.orders column id"].default == "nextval('public.orders_id_seq'::regclass)"  # type: ignore[attr-defined]
    assert found["table public.orders column status"].default == "'new'::public.\"Status\""  # type: ignore[attr-defined]
    assert found["table public.lines policy mine"].using.startswith("(EXISTS ( SELECT 1")  # type: ignore[attr-defined]
    assert found.notes == ()


def test_places_are_those_of_the_code_and_a_serials_sequence_is_where_its_column_is():
    found = elaborate(shop())
    lines = {str(where): origin.line for where, origin in found.origins.items()}
    assert lines["table public.orders column id"] == lines["sequence public.orders_id_seq"] == 2
    assert lines["table public.lines constraint lines_fk"] == 10
    assert all(origin.file == "schema.ts" for origin in found.origins.values())


def test_an_extension_that_brings_a_mentioned_name_is_there():
    code = Code()
    code.table("docs")
    code.column("docs", "title", "citext")
    code.column("docs", "embedding", "vector(3)")
    key = IndexColumn(column="title", opclass="gin_trgm_ops")
    code(Index(on="table", namespace="public", relation="docs", name="ix", method="gin", columns=(key,)))
    found = elaborate(code.done(EVERYTHING))
    assert found["table public.docs column title"].type == "public.citext"  # type: ignore[attr-defined]
    assert not [where for where in found if where.kind == "extension"], "used is not declared"


def test_what_is_only_used_is_as_the_other_side_has_it():
    code = Code()
    code.table("t")
    code.column("t", "id", "text", default="new_id()")
    code.column("t", "name", "citext")
    other = Schema(
        [
            Function(
                namespace="public",
                name="new_id",
                takes="",
                arguments="",
                returns="text",
                language="sql",
                body="select 'x'",
                definition="CREATE OR REPLACE FUNCTION public.new_id() RETURNS text LANGUAGE sql AS $$select 'x'$$",
            ),
            Extension(name="citext", namespace="ext"),
        ]
    )
    found = elaborate(code.done(EVERYTHING), beside=other)
    assert found["table public.t column id"].default == "public.new_id()"  # type: ignore[attr-defined]
    assert found["table public.t column name"].type == "ext.citext"  # type: ignore[attr-defined]
    assert "function public.new_id()" not in found


def test_what_postgresql_refuses_is_said_with_its_place_in_the_code():
    code = Code()
    code.table("t")
    code.column("t", "a", "int")
    code(Check(on="table", namespace="public", relation="t", name="c", expression="b > 0"))
    with pytest.raises(SourceError, match='column "b" does not exist') as caught:
        elaborate(code.done(EVERYTHING))
    assert (caught.value.where or "").startswith("schema.ts:")


def test_what_postgresql_refuses_does_not_matter_where_it_is_left_out():
    code = Code()
    for table in ("bad", "other", "t"):
        code.table(table)
        code.column(table, "id", "int", not_null=True)
    code.column("bad", "a", "jsonb", default="'none'")
    code(PrimaryKey(on="table", namespace="public", relation="bad", name="bad_pkey", columns=("id",)))
    code(
        ForeignKey(
            on="table",
            namespace="public",
            relation="t",
            name="t_fk",
            columns=("id",),
            to_namespace="public",
            to_table="bad",
            to_columns=("id",),
        )
    )
    with pytest.raises(SourceError, match="invalid input syntax for type json") as caught:
        elaborate(code.done(EVERYTHING), ignore=("table public.t*",))
    assert "--ignore 'table public.bad'" in (caught.value.help or "")
    found = elaborate(code.done(EVERYTHING), ignore=("table public.b*",))
    assert {str(where) for where in found.objects if where.kind == "table"} == {"table public.other", "table public.t"}
    assert not found.says.admits(Address("table public.t constraint t_fk"))
    assert [note.message for note in found.notes] == [
        "table public.t constraint t_fk: refers to table public.bad, which is left out"
    ]


def test_what_was_not_read_is_noted_and_out_of_scope():
    code = Code()
    code.table("t")
    code.column("t", "a", "int")
    where = Address("table public.t column b")
    code.skip(Origin("schema.ts", 9, 3), "the type is computed at run time", where)
    found = elaborate(code.done(Scope(kinds=frozenset({"table", "column"}))))
    assert not found.says.admits(where)
    assert [(note.code, note.where) for note in found.notes] == [("unread", "schema.ts:9:3")]


def test_the_same_declaration_in_another_order_is_rendered_the_same():
    one = shop()
    other = Declaration(objects=tuple(reversed(one.objects)), origins=one.origins)
    assert render(one).sql == render(other).sql


@pytest.mark.parametrize(
    ("obj", "names"),
    [
        (View(namespace="public", name="v", definition='select f(a) from "S"."T", u'), {"S.T", "u", "f"}),
        (View(namespace="public", name="v", definition="select from ("), set()),
        (
            Column(
                on="table",
                namespace="public",
                relation="t",
                name="c",
                position=1,
                type='public."Mood"[]',
                default="nextval('s.q'::regclass)",
            ),
            {"public.Mood", "Mood", "nextval", "s.q", "regclass"},
        ),
    ],
)
def test_names_are_found_where_they_are_mentioned(obj, names):
    assert mentions(obj).all == names


def test_every_stand_in_is_found_by_what_it_brings():
    assert provider("hstore") == "hstore"
    assert provider("uuid_generate_v4") == "uuid-ossp"
    assert provider("vector_cosine_ops") == "vector"
    assert provider("no_such_type") is None


def test_an_extension_that_nothing_names_is_made_when_it_is_missed():
    """A GIN index of a number needs btree_gin, an operator class in an expression the one that brings it."""
    code = Code()
    code.table("t")
    code.column("t", "n", "integer")
    code.column("t", "title", "text")
    for name, key in (("a", IndexColumn(column="n")), ("b", IndexColumn(expression="lower(title) gin_trgm_ops"))):
        code(Index(on="table", namespace="public", relation="t", name=name, method="gin", columns=(key,)))
    found = elaborate(code.done(EVERYTHING))
    assert found["table public.t index b"].columns[0].opclass == "public.gin_trgm_ops"  # type: ignore[attr-defined]
    assert "table public.t index a" in found
