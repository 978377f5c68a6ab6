"""Definitions of exclusion constraints, taken apart."""

from __future__ import annotations

from trueup.postgres.exclusions import Element, taken_apart


def test_the_parts_of_a_definition() -> None:
    found = taken_apart(
        'EXCLUDE USING gist ("é" COLLATE pg_catalog."C" public.ops (siglen=\'12\') DESC NULLS LAST WITH &&,'
        " ((a || ' WITH (,'::text)) WITH OPERATOR(pg_catalog.=), int4range(a, (b)) WITH -|-)"
        ' INCLUDE ("we""ird", c) WHERE (((a)::text > \'(\'::text)) DEFERRABLE INITIALLY DEFERRED'
    )
    first, second, third = found.elements
    assert first == Element(
        ordered='"é" COLLATE pg_catalog."C" public.ops (siglen=\'12\') DESC NULLS LAST',
        key='"é"',
        column="é",
        collation='pg_catalog."C"',
        opclass="public.ops (siglen='12')",
        descending=True,
        nulls_first=False,
        operator="&&",
    )
    assert (second.key, second.column, second.operator) == (
        "((a || ' WITH (,'::text))",
        None,
        "OPERATOR(pg_catalog.=)",
    )
    assert (third.key, third.column, third.operator) == ("int4range(a, (b))", None, "-|-")
    assert found[:1] + found[2:] == ("gist", ('we"ird', "c"), "((a)::text > '('::text)", True, True)


def test_what_is_not_said_is_none() -> None:
    found = taken_apart("EXCLUDE USING btree (a WITH =)")
    assert found == ("btree", (Element("a", "a", "a", None, None, False, False, "="),), (), None, False, False)
