"""What code only puts differently is taken over and told; everything else stays a difference."""

from __future__ import annotations

import pytest

from trueup.diff import diff
from trueup.model import Address, Object, Origin, Schema
from trueup.postgres.objects import (
    Column,
    Enum,
    ForeignKey,
    Index,
    IndexColumn,
    PrimaryKey,
    Sequence,
    Unique,
)
from trueup.postgres.reconcile import reconcile

ON = {"on": "table", "namespace": "public", "relation": "t"}


def column(**fields: object) -> Column:
    return Column(**{**ON, "name": "c", "position": 1, "type": "text", **fields})  # type: ignore[arg-type]


def index(name: str, *columns: str, **fields: object) -> Index:
    keys = tuple(IndexColumn(column=c) for c in columns)
    return Index(**{**ON, "name": name, "method": "btree", "columns": keys, **fields})  # type: ignore[arg-type]


def unique(name: str, *columns: str, **fields: object) -> Unique:
    return Unique(**{**ON, "name": name, "columns": columns, **fields})  # type: ignore[arg-type]


def enum(*labels: str) -> Enum:
    return Enum(namespace="public", name="mood", labels=labels)


def foreign(name: str, **fields: object) -> ForeignKey:
    given = {"columns": ("c",), "to_namespace": "public", "to_table": "u", "to_columns": ("id",)}
    return ForeignKey(**{**ON, "name": name, **given, **fields})  # type: ignore[arg-type]


DESCENDING = (IndexColumn(column="a", descending=True, nulls_first=True),)
NULLS_LAST = (IndexColumn(column="a", descending=True, nulls_first=False),)
SERIAL = "nextval('{}'::regclass)"

SAME = {
    "labels in another order": (enum("a", "b", "c"), enum("a", "c", "b"), "C101"),
    "now": (column(default="CURRENT_TIMESTAMP"), column(default="now()"), "C103"),
    "an empty array": (column(default="ARRAY[]::text[]"), column(default="'{}'::text[]"), "C103"),
    "a number": (column(type="numeric(10,2)", default="0"), column(type="numeric(10,2)", default="0.00"), "C103"),
    "a number in quotes": (
        column(type="integer", default="'-1'::integer"),
        column(type="integer", default="(-1)"),
        "C103",
    ),
    "a text": (column(default="'it''s'::text"), column(default="'it''s'::character varying"), "C103"),
    "an empty list as text": (column(default="'[]'::text"), column(default="'[]'::jsonb"), "C103"),
    "no default": (column(), column(default="NULL::character varying"), "C103"),
    "an older sequence": (
        column(default=SERIAL.format("public.t_c_seq")),
        column(default=SERIAL.format("public.old_c_seq")),
        "C103",
    ),
    "a serial": (column(identity="by default"), column(default=SERIAL.format("public.t_c_seq")), "C110"),
    "an identity": (column(default=SERIAL.format("public.t_c_seq")), column(identity="by default"), "C110"),
    "a generated column": (column(default="(a + b)"), column(generated="(a + b)"), "C104"),
    "six digits": (
        column(type="timestamp(6) with time zone[]"),
        column(type="timestamp with time zone[]"),
        "C109",
    ),
    "the name of an index": (index("t_a_idx", "a", "b"), index("ix_a", "a", "b"), "C105"),
    "the name of a key": (foreign("t_c_u_id_fk"), foreign("t_c_fkey"), "C105"),
    "a unique index": (unique("t_a_unique", "a"), index("t_a_idx", "a", unique=True), "C106"),
    "a unique constraint": (index("t_a_key", "a", unique=True), unique("t_a_key", "a", deferrable=True), "C106"),
    "nulls last": (index("ix", columns=NULLS_LAST), index("ix", columns=DESCENDING), "C107"),
    "not validated": (foreign("fk"), foreign("fk", valid=False), "C108"),
}


@pytest.mark.parametrize(("declared", "there", "code"), SAME.values(), ids=SAME)
def test_the_same_in_other_words_is_told_and_no_difference(declared, there, code):
    found = reconcile(Schema([declared]), Schema([there]))
    assert diff(Schema([there]), found.schema) == ()
    assert [finding.code for finding in found.findings] == [code]


def test_a_name_is_told_with_where_it_is():
    (told,) = reconcile(Schema([index("a", "x")]), Schema([index("b", "x")]), "in the migrations").findings
    assert told.message == "called a by the code, b in the migrations"


DIFFERENT = {
    "a label more": (enum("a", "b"), enum("a", "b", "c")),
    "another default": (column(default="now()"), column(default="'now'::text")),
    "no default": (column(), column(default="now()")),
    "another number": (column(type="integer", default="0"), column(type="integer", default="1")),
    "numbers as text": (column(default="1"), column(default="1.0")),
    "a text that JSON spells differently": (column(default="'[ ]'::text"), column(default="'[ ]'::jsonb")),
    "a text that loses its end": (column(default="'a '::text"), column(default="'a '::bpchar")),
    "nothing against a domain's default": (column(type="public.d"), column(type="public.d", default="NULL::public.d")),
    "nulls first": (
        index("ix", columns=(IndexColumn(column="a", nulls_first=True),)),
        index("ix", columns=(IndexColumn(column="a"),)),
    ),
    "another column": (index("ix_a", "a"), index("ix_b", "b")),
    "unique or not": (index("ix_a", "a"), index("ix_b", "a", unique=True)),
    "a partial index": (index("ix_a", "a"), index("ix_b", "a", predicate="(a > 0)")),
    "another method": (index("ix_a", "a"), index("ix_b", "a", method="hash")),
    "not null": (column(not_null=True), column()),
    "an identity that takes no number": (column(identity="always"), column(default=SERIAL.format("public.t_c_seq"))),
    "a partial unique index is no constraint": (
        unique("t_a_key", "a"),
        index("ix", "a", unique=True, predicate="(b IS NULL)"),
    ),
    "a primary key is more than unique": (
        PrimaryKey(**ON, name="t_pkey", columns=("a",)),
        index("ix", "a", unique=True),
    ),
}


@pytest.mark.parametrize(("declared", "there"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_differs_in_substance_stays_a_difference(declared: Object, there: Object):
    found = reconcile(Schema([declared]), Schema([there]))
    assert found.findings == ()
    assert diff(Schema([there]), found.schema) == diff(Schema([there]), Schema([declared])) != ()


def test_equal_things_are_paired_once():
    """Two indexes of the same columns in the code, one in the database: the second is missing there."""
    found = reconcile(Schema([index("a1", "a"), index("a2", "a")]), Schema([index("old", "a")]))
    assert len(found.findings) == 1
    assert [type(change).__name__ for change in diff(Schema([index("old", "a")]), found.schema)] == ["Create"]


def test_a_key_by_another_name_that_differs_is_one_thing_that_differs():
    found = reconcile(Schema([foreign("t_c_u_id_fk", on_delete="cascade")]), Schema([foreign("t_c_fkey")]))
    assert [finding.code for finding in found.findings] == ["C105"]
    (change,) = diff(Schema([foreign("t_c_fkey")]), found.schema)
    assert (change.address.name, change.fields) == ("t_c_fkey", ("on_delete",))


def test_a_table_of_pairs_may_have_its_key_as_a_unique_index():
    pairs = {**ON, "relation": "_AToB"}
    key = PrimaryKey(**pairs, name="_AToB_AB_pkey", columns=("A", "B"))
    old = Index(
        **pairs,
        name="_AToB_AB_unique",
        method="btree",
        unique=True,
        columns=(IndexColumn(column="A"), IndexColumn(column="B")),
    )
    found = reconcile(Schema([key]), Schema([old]))
    assert [finding.code for finding in found.findings] == ["C106"]


def test_the_sequence_of_a_column_goes_by_its_owner():
    def sequence(name: str) -> Sequence:
        return Sequence(namespace="public", name=name, owned_by=("public", "t", "id"))

    found = reconcile(Schema([sequence("t_id_seq")]), Schema([sequence("old_id_seq")]))
    assert diff(Schema([sequence("old_id_seq")]), found.schema) == ()
    assert [finding.code for finding in found.findings] == ["C102"]


def test_what_goes_by_another_name_is_still_declared_where_it_was():
    where, place = index("new", "a").address, Origin("schema.ts", 7)
    found = reconcile(Schema([index("new", "a")], origins={where: place}), Schema([index("old", "a")]))
    assert found.schema.origins[Address("table public.t index old")] == place
