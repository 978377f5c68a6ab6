"""What has another name in a place is one difference; what only went along with it is none."""

from __future__ import annotations

import msgspec

from test_drift import column, table
from trueup.comparison import Comparison, Side, Verdict
from trueup.diff import diff
from trueup.drift import drift
from trueup.model import Address, Schema
from trueup.postgres.objects import Index, IndexColumn
from trueup.renames import Question, Reason, Rename, Renames

USERS = Address("table public.users")
OLD, NEW = USERS.child("column", "user_id"), USERS.child("column", "userId")


def index(name, *columns, on="users"):
    keys = tuple(IndexColumn(column=one) for one in columns)
    return Index(on="table", namespace="public", relation=on, name=name, method="btree", columns=keys)


def rename(before, after, standing="likely", *reasons):
    return Rename(Address(before), Address(after), 0.95, standing, tuple(Reason(one, 1.0, one) for one in reasons))


def compared(place, truth, renames=None):
    one, other = Schema(place), Schema(truth)
    side = {name: Side(label=name, kind=kind) for name, kind in (("prod", "live"), ("code", "drizzle"))}
    return Comparison(
        before=side["prod"], after=side["code"], changes=diff(one, other), says=one.says & other.says, renames=renames
    )


def rows(place, truth, renames=None, decided=None):
    verdict = Verdict(truth="code", comparisons=(compared(place, truth, renames),), names=("prod",))
    return {(row.address, row.field): row for row in drift(verdict, decided).rows}


def test_a_renamed_column_is_one_row_with_both_names():
    found = rows([table(), column("user_id")], [table(), column("userId")], Renames((rename(OLD, NEW),)))
    ((key, row),) = found.items()
    assert key == (NEW, None)
    assert (row.called, row.absent, row.camps) == ({"prod": OLD}, (), (("prod",), ("code",)))
    assert (row.name_in("prod"), row.name_in("code")) == ("user_id", "userId")


def test_what_else_differs_in_it_has_rows_of_its_own():
    place, truth = [table(), column("user_id", "uuid")], [table(), column("userId", "text")]
    found = rows(place, truth, Renames((rename(OLD, NEW),)))
    assert {key: dict(row.values) for key, row in found.items() if key[1]} == {
        (NEW, "type"): {"prod": "uuid", "code": "text"}
    }


def test_what_goes_along_with_a_table_is_no_row_and_the_rest_stands_where_the_truth_has_it():
    inside = [column("id", table="person"), column("gone", table="person"), index("person_id", "id", on="person")]
    place = [table("person"), *inside]
    truth = [table("people"), column("id", table="people"), column("came", table="people")]
    renames = Renames((rename("table public.person", "table public.people"),))
    found = rows(place, truth, renames)
    there = Address("table public.people")
    assert found.keys() == {
        (there, None),
        (there.child("column", "came"), None),
        (there.child("column", "gone"), None),
        (there.child("index", "person_id"), None),
    }
    gone = found[there.child("column", "gone"), None]
    assert (gone.present, gone.called) == (("prod",), {"prod": Address("table public.person column gone")})


def test_definitions_are_compared_in_the_truths_words():
    place = [table(), column("user_id"), index("a", "user_id")]
    truth = [table(), column("userId"), index("b", "userId")]
    both = Renames((rename(OLD, NEW), rename(USERS.child("index", "a"), USERS.child("index", "b"))))
    assert rows(place, truth, both).keys() == {(NEW, None), (USERS.child("index", "b"), None)}


def test_a_question_is_joined_when_it_has_one_answer_that_nothing_speaks_against():
    place, truth = [table(), column("user_id"), column("x")], [table(), column("userId")]
    two = {(OLD, None), (USERS.child("column", "x"), None), (NEW, None)}

    def asked(*candidates):
        return Renames(questions=(Question(OLD, candidates),))

    one = rename(OLD, NEW, "possible")
    assert rows(place, truth, asked(one)).keys() == two - {(OLD, None)}
    assert rows(place, truth, asked(one, rename(OLD, USERS.child("column", "y"), "possible"))).keys() == two
    assert rows(place, truth, asked(rename(OLD, NEW, "possible", "contradiction"))).keys() == two
    other = Question(USERS.child("column", "x"), (rename(USERS.child("column", "x"), NEW, "possible"),))
    assert rows(place, truth, Renames(questions=(*asked(one).questions, other))).keys() == two


def test_answers_come_before_guesses():
    place, truth = [table(), column("user_id")], [table(), column("userId")]
    guessed = Renames((rename(OLD, NEW),))
    assert rows(place, truth, guessed, {OLD: None}).keys() == {(OLD, None), (NEW, None)}
    assert rows(place, truth, None, {OLD: NEW})[NEW, None].renames["prod"].standing == "told"
    assert rows(place, truth, None, {OLD: USERS.child("column", "elsewhere")}).keys() == {(OLD, None), (NEW, None)}


def test_rows_of_equal_places_are_none_whatever_is_decided():
    same = [table(), column("userId")]
    assert rows(same, same, None, {OLD: NEW}) == {}
    assert msgspec.structs.asdict(compared(same, same))["changes"] == ()
