"""Which texts can be two spellings of one expression: seen on servers 15, 16 and 18 by entering again what they print."""

from __future__ import annotations

import pytest

from trueup.model import Expr
from trueup.postgres import objects as pg
from trueup.postgres.words import may_be_spellings

UNSTABLE = [
    # a list that is cast becomes a list of casts
    (
        "((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
        "((v)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]))",
    ),
    ("(n = ANY ((ARRAY[1, 2])::numeric[]))", "(n = ANY (ARRAY[(1)::numeric, (2)::numeric]))"),
    ("(va = (ARRAY['a'::character varying])::character varying(5)[])", "(va = ARRAY['a'::character varying(5)])"),
    # AND in AND, OR in OR: what BETWEEN, rows and IN with columns are made of
    ("(((i >= 1) AND (i <= 2)) AND b)", "((i >= 1) AND (i <= 2) AND b)"),
    ("(((i < 1) OR (i > 2)) OR b)", "((i < 1) OR (i > 2) OR b)"),
    # the sign of a constant with a cast
    ("(i > (- 1))", "(i > '-1'::integer)"),
    ("(n = (- 1.5))", "(n = '-1.5'::numeric)"),
    ("(n > (- (1)::bigint))", "(n > (- (1)::bigint))"),
]

DIFFERENT = [
    ("(i > 1)", "(i > 2)"),
    ("(i > 1)", "(i >= 1)"),
    ("(t = 'a'::text)", "(t = 'a b'::text)"),
    ("(t = 'a'::text)", "(t = '(a)'::text)"),
    ("(i = 1)", "(j = 1)"),
    ("lower(t)", "upper(t)"),
    ("((i > 1) AND b)", "((i > 1) OR b)"),
    ("(i)::text", "(i)::character varying"),
]


@pytest.mark.parametrize(("one", "other"), UNSTABLE)
def test_what_a_server_prints_differently_the_second_time(one: str, other: str) -> None:
    assert may_be_spellings(one, other)
    assert may_be_spellings(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_says_something_else_needs_no_server(one: str, other: str) -> None:
    assert not may_be_spellings(one, other)


def test_expressions_inside_of_records_are_compared_as_texts() -> None:
    def checked(text: str) -> tuple[pg.DomainCheck, ...]:
        return (pg.DomainCheck(namespace="public", domain="d", name="it's", expression=Expr(text)),)

    assert may_be_spellings(checked("(VALUE > (- 1))"), checked("(VALUE > '-1'::integer)"))
    assert not may_be_spellings(checked("(VALUE > 'a')"), checked("(VALUE > 'b')"))


def test_an_expression_that_one_side_does_not_have_is_no_matter_of_spelling() -> None:
    assert not may_be_spellings(None, "(i > 1)")
