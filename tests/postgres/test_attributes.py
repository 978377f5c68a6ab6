"""Attributes of composite types have an order that no statement can choose: plans say where it is not reached."""

from __future__ import annotations

from trueup.model import Schema
from trueup.plan import plan
from trueup.planning import Wish, dressed
from trueup.postgres.elaborate import Script, elaborate


def made(sql: str) -> Schema:
    return elaborate([Script("a.sql", sql, "a")])


def said(before: Schema, after: Schema) -> list[tuple[str, str]]:
    whole = dressed(plan(before, after), before, after, Wish(counting="none"))
    return [(step.sql, hazard.message) for step in whole.statements for hazard in step.hazards]


def test_an_attribute_in_the_middle_loses_its_place():
    short, long = made("CREATE TYPE t AS (a int, c int)"), made("CREATE TYPE t AS (a int, b int, c int)")
    lost = "dropping the attribute loses its values"
    assert said(long, short) == [
        ("ALTER TYPE public.t DROP ATTRIBUTE b", f"{lost} and its place: undone, it comes last")
    ]
    assert said(short, long) == [
        (
            "ALTER TYPE public.t ADD ATTRIBUTE b integer",
            "values written without b are refused; it comes last, though it is to stand before c",
        )
    ]


def test_attributes_at_the_end_are_added_in_their_order():
    short, long = made("CREATE TYPE t AS (a int)"), made("CREATE TYPE t AS (a int, c int, b int)")
    assert said(short, long) == [
        (f"ALTER TYPE public.t ADD ATTRIBUTE {name} integer", f"values written without {name} are refused")
        for name in "cb"
    ]
