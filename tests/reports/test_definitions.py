"""Definitions by place: what is inside a table comes with it, and what a place lacks is not there."""

from __future__ import annotations

from drift_examples import column, schema_of
from trueup.model import Address, Schema, Scope
from trueup.postgres.objects import Enum, Table
from trueup.reports.definitions import definitions

FIRST = Address("table public.table_0001")


def test_a_table_comes_with_all_that_is_inside_it():
    found = definitions({"code": schema_of(3)}, {FIRST})
    assert list(found) == [FIRST]
    assert found[FIRST]["code"].startswith(
        "CREATE TABLE public.table_0001 (\n    id integer,\n    parent integer\n);\n"
    )
    assert "REFERENCES public.table_0000 (id)" in found[FIRST]["code"]


def test_a_place_without_the_object_has_no_entry():
    found = definitions(
        {"code": schema_of(3), "dev": Schema(), "odd": Schema([column("id", table="table_0001")])}, {FIRST}
    )
    assert list(found[FIRST]) == ["code"]


def test_owners_are_left_out():
    objects = [
        Table(namespace="public", name="t", owner="somebody", acl=("x=r/@",)),
        Enum(namespace="public", name="e", labels=("a",)),
    ]
    found = definitions({"code": Schema(objects)}, {Address("table public.t"), Address("enum public.e")})
    assert found == {
        Address("enum public.e"): {"code": "CREATE TYPE public.e AS ENUM ('a');\n"},
        Address("table public.t"): {"code": "CREATE TABLE public.t ();\n"},
    }


def test_only_what_all_places_have_words_for_is_told():
    tables = schema_of(2)
    code = tables.replace(says=Scope(kinds=frozenset({"table", "column"})))
    found = definitions({"code": code, "migrations": tables}, {FIRST})
    assert found[FIRST]["migrations"] == found[FIRST]["code"]
    assert "FOREIGN KEY" not in found[FIRST]["migrations"]


def test_fields_that_a_place_cannot_say_are_left_out():
    guarded = Table(namespace="public", name="t", rls=True, unlogged=True)
    code = Schema([guarded], says=Scope(unsaid=frozenset({("table", "rls")})))
    found = definitions({"code": code, "migrations": Schema([guarded])}, {Address("table public.t column c")})
    assert found == {guarded.address: dict.fromkeys(("code", "migrations"), "CREATE UNLOGGED TABLE public.t ();\n")}
