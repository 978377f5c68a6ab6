"""Words, conventions, and the question which of code's names a database has, and how it spells them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trueup.model import Address, Schema, address
from trueup.naming import compare
from trueup.naming.convention import convention, names
from trueup.postgres import objects as pg
from trueup.spelling import case, essence, number, plural, singular, spelled, words

IDENTIFIERS = st.lists(
    st.sampled_from(["user", "id", "order", "line", "category", "address", "box", "status", "data", "note"]),
    min_size=1,
    max_size=4,
)
STYLES = ("snake_case", "camelCase", "PascalCase", "SCREAMING_CASE", "kebab-case", "spaced")


def tables(**called: str) -> dict[Address, tuple[str, ...]]:
    return {address("table", "public", name): tuple(columns.split()) for name, columns in called.items()}


@given(IDENTIFIERS, st.sampled_from(STYLES))
def test_every_spelling_has_the_same_words_and_the_same_essence(parts, style):
    name = spelled("_".join(parts), style)
    assert words(name) == tuple(parts)
    assert essence(name) == essence("_".join(parts))
    assert case(name) == style or len(parts) == 1


@given(
    st.sampled_from(
        [
            "meeting",
            "category",
            "box",
            "status",
            "person",
            "address",
            "day",
            "class",
            "leaf",
            "index",
            "child",
            "quiz",
            "user",
            "alias",
            "case",
            "key",
        ]
    )
)
def test_plural_and_singular_undo_each_other(word):
    assert singular(plural(word)) == word
    assert plural(plural(word)) == plural(word)
    assert (number(word), number(plural(word))) == ("singular", "plural")


@pytest.mark.parametrize(
    "word", ["status", "address", "news", "series", "analysis", "sms", "is", "has", "bus", "progress"]
)
def test_words_that_end_in_s_and_are_no_plural(word):
    assert singular(word) == word


def test_names_without_letters_are_their_own_essence():
    assert essence("___") == "___"
    assert words("") == ()
    assert case("_") == "flat"


def test_a_prefix_of_tables_is_not_part_of_the_name():
    assert essence("tbl_users") == essence("User")
    assert essence("tbl") == "tbl"


def test_convention_counts_only_names_that_tell():
    found = convention(tables(users="id email created_at last_name createdBy", posts="id userId postId"))
    assert (found.columns.style, found.columns.follow, found.columns.of) == ("camelCase", 3, 5)
    assert found.columns.exceptions == (
        "table public.users column created_at",
        "table public.users column last_name",
    )
    users, posts = (found.of_columns[address("table", "public", name)] for name in ("users", "posts"))
    assert (users.style, users.share) == ("snake_case", pytest.approx(2 / 3))
    assert (posts.style, posts.share) == ("camelCase", 1.0)
    assert (found.numbers.style, found.numbers.of) == ("plural", 2)
    assert found.tables.style is None


def test_one_lower_case_word_is_an_exception_among_capitalised_names():
    found = convention(tables(User="", BlogPost="", session=""))
    assert (found.tables.style, found.tables.follow, found.tables.of) == ("PascalCase", 2, 3)
    assert found.tables.exceptions == ("table public.session",)


def test_a_prefix_nearly_all_tables_share():
    assert convention(tables(wp_users="", wp_posts="", wp_terms="", wp_links="")).prefix == "wp"
    assert convention(tables(users="", posts="", wp_terms="", wp_links="")).prefix is None


def test_names_of_a_schema():
    schema = Schema(
        [
            pg.Table(namespace="public", name="users"),
            pg.Column(on="table", namespace="public", relation="users", name="id", position=1, type="bigint"),
            pg.View(namespace="public", name="active", definition="SELECT 1"),
        ]
    )
    assert names(schema) == {address("table", "public", "users"): ("id",)}


# ------------------------------------------------------------------ the three worlds of a meetings app

PROJECT = "id title createdAt startDate clientId"
CODE = tables(project=PROJECT, meetings="id userId projectId startTime", meeting_transcripts="id meetingId text")


def test_the_database_has_everything():
    found = compare(CODE, CODE)
    assert found.world.state == "same"
    assert found.world.risk == "none"
    assert not found.pairs
    assert {one.standing for one in found.matches} == {"exact"}


def test_the_database_uses_snake_case():
    database = tables(
        project="id title created_at start_date client_id",
        meetings="id user_id project_id start_time",
        meeting_transcripts="id meeting_id text",
    )
    found = compare(CODE, database)
    assert found.world.state == "other convention"
    assert found.world.risk == "low"
    assert "uses snake_case: 7 of 12 columns" in found.world.says
    assert "Change nothing in the database" in found.world.advice
    assert "high risk" in found.world.danger
    pairs = {one.called.name: (one.found.name, one.how) for one in found.pairs if one.found}
    assert pairs["userId"] == ("user_id", ("case",))
    assert len(pairs) == 7


def test_the_tables_do_not_exist_yet():
    found = compare(CODE, tables(project=PROJECT, users="id"))
    assert found.world.state == "not there"
    assert found.world.says.startswith("2 tables do not exist yet")
    assert '"create", not "rename"' in found.world.advice
    assert found.tables[address("table", "public", "project")].state == "same"
    assert found.tables[address("table", "public", "meetings")].state == "not there"


def test_new_tables_in_another_convention_than_those_that_are_there():
    found = compare(CODE, tables(project=PROJECT, orders="order_id user_id created_at updated_at deleted_at paid_at"))
    assert "Existing tables spell columns in snake_case, the new ones would in camelCase" in found.world.advice


def test_singular_in_code_and_plural_in_the_database():
    code = tables(meeting="id userId", client_profile="id userId")
    found = compare(code, tables(meetings="id userId", client_profiles="id userId"))
    assert found.world.state == "other convention"
    assert [(one.called.name, one.found and one.found.name, one.how) for one in found.pairs] == [
        ("client_profile", "client_profiles", ("number",)),
        ("meeting", "meetings", ("number",)),
    ]
    assert "2 tables are there under another name (client_profile is client_profiles)" in found.world.says


def test_some_tables_in_one_convention_some_in_another_some_missing():
    database = tables(project=PROJECT, meetings="id user_id project_id start_time")
    found = compare(CODE, database)
    assert found.world.state == "mixed"
    assert found.world.risk == "high"
    states = {where.name: world.state for where, world in found.tables.items()}
    assert states == {"project": "same", "meetings": "other convention", "meeting_transcripts": "not there"}


def test_a_column_that_is_missing_is_no_matter_of_names():
    found = compare(tables(users="id email phone"), tables(users="id email"))
    assert found.world.state == "same"
    assert "1 column of the code is not in the database under any spelling" in found.world.says
    assert [one.called.name for one in found.matches if one.standing == "absent"] == ["phone"]


def test_a_table_is_looked_for_in_its_own_namespace():
    found = compare({address("table", "app", "user"): ()}, {address("table", "public", "users"): ()})
    assert found.world.state == "not there"


def test_of_two_tables_with_the_same_words_the_one_with_the_columns_is_meant():
    found = compare(tables(UserAccount="id email"), tables(user_account="a b", user_accounts="id email"))
    assert [one.found for one in found.pairs] == [address("table", "public", "user_accounts")]


def test_both_tables_of_a_pair_may_be_in_the_database():
    found = compare(tables(user="id", users="id"), tables(users="id"))
    assert {one.called.name: one.standing for one in found.matches if one.called.kind == "table"} == {
        "user": "absent",
        "users": "exact",
    }


def test_a_prefix_is_told():
    database = tables(app_users="id", app_posts="id", app_links="id", app_terms="id")
    found = compare(tables(users="id", posts="id"), database)
    assert [(one.called.name, one.how) for one in found.pairs] == [("posts", ("prefix",)), ("users", ("prefix",))]


@given(st.dictionaries(st.sampled_from(["user", "users", "Order", "line_item"]), st.lists(st.sampled_from(["id", "userId", "user_id", "a"]), unique=True)),
       st.dictionaries(st.sampled_from(["user", "users", "orders", "lineItem"]), st.lists(st.sampled_from(["id", "userId", "user_id", "a"]), unique=True)))  # fmt: skip
def test_every_name_of_the_code_is_answered_once_and_no_column_twice(code, database):
    ours = {address("table", "public", name): columns for name, columns in code.items()}
    theirs = {address("table", "public", name): columns for name, columns in database.items()}
    found = compare(ours, theirs)
    called = [one.called for one in found.matches]
    assert sorted(called) == sorted([*ours, *(t.child("column", c) for t, columns in ours.items() for c in columns)])
    taken = [one.found for one in found.matches if one.found is not None]
    assert len(taken) == len(set(taken))
    assert all((one.found is None) == (one.standing == "absent") for one in found.matches)
