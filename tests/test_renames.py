"""Renames told from drops: the assignment, names, evidence of each sort, what must never be taken, and properties."""

from __future__ import annotations

import itertools
import random

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from trueup.diff import diff
from trueup.histories.history import History, Migration
from trueup.histories.renaming import renamed
from trueup.model import Address, Object, Schema, Scope, address
from trueup.postgres import objects as pg
from trueup.renames import (
    Facts,
    Rename,
    Renames,
    annotated,
    calibration,
    find,
)
from trueup.renames.assign import assign as assigned
from trueup.renames.similar import contradiction, similarity

USERS = "id bigint!, email text!, name text, age integer, created_at timestamptz! now(), bio text"


def table(name: str, spec: str, namespace: str = "public") -> list[Object]:
    """A table: ``name type`` of each column, ``!`` for NOT NULL, then the default."""
    found: list[Object] = [pg.Table(namespace=namespace, name=name)]
    for position, one in enumerate(filter(None, (part.strip() for part in spec.split(","))), 1):
        column, declared, *default = one.split(" ", 2)
        found.append(
            pg.Column(
                on="table",
                namespace=namespace,
                relation=name,
                name=column,
                position=position,
                type=declared.rstrip("!").replace("timestamptz", "timestamp with time zone"),
                not_null=declared.endswith("!"),
                default=default[0] if default else None,
            )
        )
    return found


def unique(on: str, name: str, *columns: str) -> pg.Unique:
    return pg.Unique(on="table", namespace="public", relation=on, name=name, columns=columns)


def foreign(on: str, name: str, column: str, to: str) -> pg.ForeignKey:
    return pg.ForeignKey(
        on="table",
        namespace="public",
        relation=on,
        name=name,
        columns=(column,),
        to_namespace="public",
        to_table=to,
        to_columns=("id",),
    )


def enum(name: str, *labels: str) -> pg.Enum:
    return pg.Enum(namespace="public", name=name, labels=labels)


def look(before: list[Object], after: list[Object], facts: Facts | None = None) -> Renames:
    old, new = Schema(before), Schema(after)
    return find(old, new, diff(old, new), facts)


def short(found: Renames) -> dict[str, str]:
    """What was taken, without the word ``table public.``."""
    return {one.before.removeprefix("table public."): one.after.removeprefix("table public.") for one in found.accepted}


def at(text: str) -> Address:
    return Address(f"table public.{text}")


# ------------------------------------------------------------------ the assignment

SCORES = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.one_of(st.none(), st.integers(-6, 9).map(float)), min_size=width, max_size=width),
        min_size=1,
        max_size=4,
    )
)


@given(SCORES, st.sampled_from([-2.0, 0.0, 3.0]))
def test_no_other_assignment_is_better(scores, least):
    def worth(pairs):
        return sum(scores[row][column] - least for row, column in pairs)

    got = assigned(scores, least)
    assert len(set(got.values())) == len(got)
    assert all(scores[row][column] is not None and scores[row][column] >= least for row, column in got.items())
    width = len(scores[0])
    places = [*range(width), *([None] * len(scores))]
    best = max(
        worth([(row, column) for row, column in enumerate(chosen) if column is not None])
        for chosen in set(itertools.permutations(places, len(scores)))
        if all(column is None or scores[row][column] is not None for row, column in enumerate(chosen))
    )
    assert worth(got.items()) == pytest.approx(best)


def test_greed_would_lose():
    assert assigned([[5.0, 4.0], [4.5, 0.0]], 0.0) == {0: 1, 1: 0}


def test_nothing_to_assign():
    assert assigned([]) == {}
    assert assigned([[None, None]]) == {}


# ------------------------------------------------------------------ names

NAMES = st.lists(
    st.sampled_from(["user", "id", "name", "created", "at", "qty", "quantity", "x1", "days"]), min_size=1, max_size=3
).map("_".join)


@given(NAMES, NAMES)
def test_similarity_and_contradiction_do_not_depend_on_the_side(one, other):
    assert similarity(one, other) == pytest.approx(similarity(other, one))
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, one) == 1
    assert contradiction(one, one) is None
    assert (contradiction(one, other) is None) == (contradiction(other, one) is None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("agent_periodic_alert_days", "agent_periodic_alert_minutes"),
        ("total", "price_in_cents"),
        ("past_event", "current_event"),
        ("address1", "address2"),
        ("created_at", "updated_at"),
        ("is_active", "is_inactive"),
        ("visible", "not_visible"),
        ("billing_zip", "shipping_zip"),
        ("size_kb", "size_mb"),
    ],
)
def test_names_that_mean_different_things(one, other):
    assert contradiction(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("userId", "user_id"), ("user_ids", "user_id"), ("AddressLine", "AddressLine1"), ("city", "location")],
)
def test_names_that_may_mean_the_same(one, other):
    assert contradiction(one, other) is None


# ------------------------------------------------------------------ columns


def test_a_column_in_another_convention():
    got = look(table("users", USERS), table("users", USERS.replace("created_at", "createdAt")))
    assert short(got) == {"users column created_at": 'users column "createdAt"'}
    (rename,) = got.accepted
    assert rename.standing == "likely"
    assert rename.confidence >= calibration.ACCEPT["column"]
    assert {"name", "convention", "type", "place", "default", "plain default"} >= {r.what for r in rename.reasons} - {
        "null", "only in place", "alone", "churn"
    }  # fmt: skip
    assert all(reason.text for reason in rename.reasons)
    assert not got.questions


def test_a_column_with_its_key_under_another_name():
    got = look(
        [*table("users", USERS), unique("users", "users_email_key", "email")],
        [*table("users", USERS.replace("email", "mail_address")), unique("users", "users_mail_key", "mail_address")],
    )
    assert short(got) == {
        "users column email": "users column mail_address",
        "users constraint users_email_key": "users constraint users_mail_key",
    }
    assert "roles" in {reason.what for reason in got.accepted[0].reasons}


def test_a_drop_and_an_unrelated_creation_are_no_rename():
    got = look(table("users", USERS), table("users", USERS.replace("name text, ", "") + ", locale text"))
    assert not got.accepted


def test_a_column_that_moved_to_another_table_is_no_rename():
    orders = "id bigint!, total integer"
    got = look(
        [*table("users", USERS), *table("orders", orders)],
        [*table("users", USERS.replace("bio text", "")), *table("orders", orders + ", bio text")],
    )
    assert got == Renames()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("alert_days integer", "alert_minutes integer"),
        ("total integer", "total_cents integer"),
        ("address1 text", "address2 text"),
        ("past_event text", "current_event text"),
        ("is_active boolean", "is_inactive boolean"),
    ],
)
def test_what_contradicts_itself_is_asked_and_never_taken(old, new):
    got = look(table("t", f"id bigint!, a text, {old}, b text"), table("t", f"id bigint!, a text, {new}, b text"))
    assert not got.accepted
    (question,) = got.questions
    assert question.before == at(f"t column {old.split()[0]}")
    (candidate,) = question.candidates
    assert candidate.after == at(f"t column {new.split()[0]}")
    assert candidate.standing == "possible"
    assert candidate.confidence <= calibration.VETOED
    assert candidate.reasons[0].what == "contradiction"


def test_another_sort_of_value_is_never_taken():
    got = look(table("t", "id bigint!, userId text, b text"), table("t", "id bigint!, user_id uuid, b text"))
    assert not got.accepted
    assert "converted" in got.questions[0].candidates[0].reasons[0].text
    assert look(table("t", "id bigint!, a text"), table("t", "id bigint!, b uuid")) == Renames()


def test_a_key_to_another_table_is_never_taken():
    base = [*table("users", "id bigint!"), *table("teams", "id bigint!")]
    got = look(
        [*base, *table("t", "id bigint!, owner_id bigint"), foreign("t", "t_owner_fkey", "owner_id", "users")],
        [*base, *table("t", "id bigint!, owner_ref bigint"), foreign("t", "t_ref_fkey", "owner_ref", "teams")],
    )
    assert not got.accepted
    assert "different tables" in got.questions[0].candidates[0].reasons[0].text


def test_a_split_is_asked():
    got = look(
        table("t", "id bigint!, name text, z integer"),
        table("t", "id bigint!, first_name text, last_name text, z integer"),
    )
    assert not got.accepted
    assert {one.after for one in got.questions[0].candidates} == {at("t column first_name"), at("t column last_name")}


def test_two_of_a_kind_are_ambiguous():
    got = look(table("t", "id bigint!, home text, work text"), table("t", "id bigint!, zzz text, qqq text"))
    assert not got.accepted


def test_an_exchange_is_not_seen_without_ids_and_proved_with_them():
    old, new = table("t", "a text, b text"), table("t", "b text, a text")
    assert look(old, new) == Renames()
    facts = Facts(identity={at("t column a"): at("t column b"), at("t column b"): at("t column a")})
    assert short(look(old, new, facts)) == {"t column a": "t column b", "t column b": "t column a"}


def test_a_name_that_was_used_again():
    old, new = table("u", "id bigint!, email text!"), table("u", "id bigint!, nick text!, email text!")
    email, nick = at("u column email"), at("u column nick")
    assert look(old, new) == Renames()
    proved = look(old, new, Facts(identity={email: nick, at("u column id"): at("u column id")}))
    assert [(one.before, one.after, one.standing) for one in proved.accepted] == [(email, nick, "proved")]
    asked = look(old, new, Facts(samples={(email, nick): 0.98, (email, email): 0.0}))
    assert not asked.accepted
    assert [(q.before, q.candidates[0].after) for q in asked.questions] == [(email, nick)]


def test_what_one_side_has_no_words_for_speaks_neither_way():
    """A Prisma schema knows no policies and no checks: that they are missing in it says nothing."""
    check = pg.Check(on="table", namespace="public", relation="users", name="c", expression="(char_length(bio) > 0)")
    old = Schema([*table("users", USERS), check])
    bare = Schema(table("users", USERS.replace("bio text", "biography text!")))
    without = Schema(
        bare.objects.values(),
        says=Scope(kinds=frozenset({"table", "column"}), unsaid=frozenset({("column", "not_null")})),
    )
    known, unknown = (find(old, new, diff(old, new)) for new in (bare, without))
    reasons = {
        r.what
        for one in (*unknown.accepted, *(c for q in unknown.questions for c in q.candidates))
        for r in one.reasons
    }
    assert not reasons & {"roles differ", "null differs", "null"}
    assert [one.before for one in unknown.accepted] == [at("users column bio")]
    assert not [one for one in known.accepted if one.before.kind == "column"]


# ------------------------------------------------------------------ facts


def test_ids_prove_and_their_absence_disproves():
    old, new = table("users", USERS), table("users", USERS.replace("created_at", "createdAt"))
    stayed = {at(f"users column {c}"): at(f"users column {c}") for c in ("id", "email")}
    assert look(old, new, Facts(identity=stayed)) == Renames()
    assert look(old, new, Facts(complete=frozenset({"column"}))) == Renames()
    proved = look(old, new, Facts(identity={**stayed, at("users column created_at"): at('users column "createdAt"')}))
    assert [(one.standing, one.confidence) for one in proved.accepted] == [("proved", 1.0)]


def test_an_answer_decides():
    old, new = table("t", "a text, x integer"), table("t", "b text, x integer")
    a, b = at("t column a"), at("t column b")
    told = look(old, new, Facts(told={a: b}))
    assert [(one.before, one.after, one.standing, one.confidence) for one in told.accepted] == [(a, b, "told", 1.0)]
    assert look(old, new, Facts(told={a: None})) == Renames()


def test_an_answer_that_no_longer_applies_is_left_alone():
    old = table("t", "a text, x integer")
    assert (
        look(old, old, Facts(told={at("t column q"): at("t column a"), at("t column a"): at("t column z")}))
        == Renames()
    )


def test_an_answer_outweighs_ids():
    old, new = table("t", "a text, x integer"), table("t", "b text, c text, x integer")
    facts = Facts(told={at("t column a"): at("t column c")}, identity={at("t column a"): at("t column b")})
    assert short(look(old, new, facts)) == {"t column a": "t column c"}


def test_a_table_that_was_really_dropped_takes_its_columns_along():
    old, new = table("users", USERS), table("people", USERS)
    assert look(old, new, Facts(told={at("users"): None})) == Renames()


def test_samples_decide_where_names_say_nothing():
    old = table("t", "id bigint!, alpha text, beta text, z integer")
    new = table("t", "id bigint!, gamma text, delta text, z integer")
    pairs = {("alpha", "delta"): 0.99, ("beta", "gamma"): 0.99, ("alpha", "gamma"): 0.0, ("beta", "delta"): 0.0}
    samples = {(at(f"t column {a}"), at(f"t column {b}")): share for (a, b), share in pairs.items()}
    assert short(look(old, new, Facts(samples=samples))) == {
        "t column alpha": "t column delta",
        "t column beta": "t column gamma",
    }


def test_samples_that_differ_speak_against():
    old, new = table("users", USERS), table("users", USERS.replace("bio", "biography"))
    pair = at("users column bio"), at("users column biography")
    assert not look(old, new, Facts(samples={pair: 0.0})).accepted


def test_what_another_source_calls_it_counts():
    old, new = table("t", "id bigint!, alpha text, z integer"), table("t", "id bigint!, gamma text, z integer")
    plain, called = (look(old, new, Facts(calls=c)) for c in ({}, {at("t column gamma"): ("alpha",)}))
    assert short(called) == {"t column alpha": "t column gamma"}
    best = {one.after: one.confidence for q in plain.questions for one in q.candidates} | {
        one.after: one.confidence for one in plain.accepted
    }
    assert called.accepted[0].confidence > best.get(at("t column gamma"), 0)


# ------------------------------------------------------------------ tables, schemas, enums, values, definitions


def test_a_table_and_a_column_inside():
    got = look(table("user", USERS), table("users", USERS.replace("created_at", "createdAt")))
    assert short(got) == {"user": "users", "user column created_at": 'users column "createdAt"'}
    assert got.now(at("user column email")) == at("users column email")
    assert got.now(at("user column created_at")) == at('users column "createdAt"')
    assert got.now(at("other column email")) == at("other column email")


def test_an_unrelated_table_is_no_rename():
    got = look(table("users", USERS), table("invoices", "id bigint!, number text!, total numeric, due date"))
    assert not got.accepted


def test_a_table_that_went_to_another_namespace():
    spaces = [pg.Namespace(name="public"), pg.Namespace(name="app")]
    got = look([*spaces, *table("users", USERS)], [*spaces, *table("users", USERS, "app")])
    assert [(one.before, one.after) for one in got.accepted] == [("table public.users", "table app.users")]


def test_a_namespace_carries_what_is_in_it():
    old = [pg.Namespace(name="crm"), *table("users", USERS, "crm"), *table("teams", "id bigint!, title text", "crm")]
    new = [pg.Namespace(name="sales"), *table("users", USERS.replace("bio", "biography"), "sales"),
           *table("teams", "id bigint!, title text", "sales")]  # fmt: skip
    got = look(old, new)
    assert [(one.before, one.after) for one in got.accepted] == [
        ("schema crm", "schema sales"),
        ("table crm.users column bio", "table sales.users column biography"),
    ]
    assert got.now(Address("table crm.teams column title")) == "table sales.teams column title"


def test_an_enum_and_the_columns_of_it():
    old = [enum("mood", "sad", "ok", "happy"), *table("t", "id bigint!, feeling public.mood, z integer")]
    new = [enum("feeling", "sad", "ok", "happy"), *table("t", "id bigint!, feeling public.feeling, z integer")]
    assert [(one.before, one.after) for one in look(old, new).accepted] == [("enum public.mood", "enum public.feeling")]


def test_a_value_of_an_enum():
    got = look([enum("mood", "sad", "okay", "happy")], [enum("mood", "sad", "ok", "happy")])
    assert [(one.before, one.after) for one in got.accepted] == [
        ("enum public.mood value okay", "enum public.mood value ok")
    ]
    proved = look(
        [enum("mood", "a", "b")],
        [enum("mood", "a", "c")],
        Facts(identity={Address("enum public.mood value b"): Address("enum public.mood value c")}),
    )
    assert proved.accepted[0].standing == "proved"


def test_a_value_that_went_and_one_that_came_elsewhere():
    got = look([enum("mood", "sad", "ok", "happy")], [enum("mood", "ok", "happy", "grumpy")])
    assert not got.accepted


def test_the_same_definition_under_another_name():
    index = pg.Index(
        on="table", namespace="public", relation="t", name="i", method="btree", columns=(pg.IndexColumn(column="a"),)
    )
    base = table("t", "a text, b text")
    other = msgspec.structs.replace(index, name="t_a_idx")
    assert short(look([*base, index], [*base, other])) == {"t index i": "t index t_a_idx"}
    two = [msgspec.structs.replace(index, name=name) for name in ("x", "y")]
    assert look([*base, index], [*base, *two]).accepted == ()
    elsewhere = msgspec.structs.replace(other, columns=(pg.IndexColumn(column="b"),))
    assert look([*base, index], [*base, elsewhere]) == Renames()


def test_functions_with_other_arguments_are_others():
    one = pg.Function(
        namespace="public", name="f", takes="text", arguments="a text", returns="text", language="sql", body="select 1"
    )
    renamed = msgspec.structs.replace(one, name="g")
    assert [(r.before, r.after) for r in look([one], [renamed]).accepted] == [
        ("function public.f(text)", "function public.g(text)")
    ]
    assert look([one], [msgspec.structs.replace(renamed, takes="integer")]) == Renames()


def test_a_foreign_key_follows_its_renamed_table():
    old = [
        *table("user", USERS),
        *table("posts", "id bigint!, user_id bigint"),
        foreign("posts", "a", "user_id", "user"),
    ]
    new = [
        *table("users", USERS),
        *table("posts", "id bigint!, user_id bigint"),
        foreign("posts", "b", "user_id", "users"),
    ]
    assert short(look(old, new)) == {"user": "users", "posts constraint a": "posts constraint b"}


# ------------------------------------------------------------------ properties

COLUMNS = st.lists(
    st.tuples(
        st.sampled_from(["id", "user_id", "userId", "name", "title", "created_at", "updated_at", "days", "total", "x"]),
        st.sampled_from(["text", "text!", "bigint!", "integer", "uuid", "timestamptz!"]),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda pair: pair[0],
)
TABLES = st.dictionaries(st.sampled_from(["user", "users", "Order", "orders", "people"]), COLUMNS, max_size=3)
ENUMS = st.dictionaries(
    st.sampled_from(["mood", "moods", "status"]),
    st.lists(st.sampled_from(["a", "b", "active", "Active", "done"]), min_size=1, max_size=3, unique=True),
    max_size=2,
)


def built(tables, enums) -> list[Object]:
    found: list[Object] = [enum(name, *labels) for name, labels in enums.items()]
    for name, spec in tables.items():
        found += table(name, ", ".join(" ".join(one) for one in spec))
        found.append(unique(name, f"{name}_key", spec[0][0]))
    return found


SCHEMAS = st.builds(built, TABLES, ENUMS)


@settings(max_examples=60, deadline=None)
@given(SCHEMAS, SCHEMAS, st.randoms(use_true_random=False))
def test_the_order_of_things_does_not_matter(before, after, dice: random.Random):
    old, new = Schema(before), Schema(after)
    changes = list(diff(old, new))
    expected = find(old, new, changes)
    dice.shuffle(changes)
    dice.shuffle(before)
    dice.shuffle(after)
    assert find(Schema(before), Schema(after), changes) == expected


@settings(max_examples=60, deadline=None)
@given(SCHEMAS, SCHEMAS)
@example(
    table("user", "id text"),
    [*table("users", "id text, user_id text, name text, title text"), *table("Order", "id bigint!, user_id text")],
)
def test_the_way_back_is_the_same_way(before, after):
    there, back = look(before, after), look(after, before)
    assert {(one.before, one.after) for one in there.accepted} == {(one.after, one.before) for one in back.accepted}


@settings(max_examples=60, deadline=None)
@given(SCHEMAS, SCHEMAS)
def test_what_is_taken_is_sound(before, after):
    got, old, new = look(before, after), Schema(before), Schema(after)
    taken = [one.after for one in got.accepted]
    assert len(set(taken)) == len(taken)
    for one in (*got.accepted, *(c for q in got.questions for c in q.candidates)):
        assert one.before.kind == one.after.kind
        assert type(old.get(one.before)) is type(new.get(one.after))
        assert 0 <= one.confidence <= 1
        parent = one.before.parent
        assert one.after.parent == (parent and got.now(parent))
        if one.before.kind != "value":
            assert one.before in old
            assert one.before not in new or got.now(one.before) != one.before
    for question in got.questions:
        assert question.before not in {one.before for one in got.accepted}
        assert not {one.after for one in question.candidates} & set(taken)
        confidences = [one.confidence for one in question.candidates]
        assert confidences == sorted(confidences, reverse=True)


@settings(max_examples=40, deadline=None)
@given(SCHEMAS, st.sampled_from([1.0, 0.5]), st.data())
def test_ids_are_believed(schema, share, data):
    """Whatever was renamed, with ids it is found, and nothing else is."""
    names = {o.address: o for o in schema if isinstance(o, pg.Column)}
    chosen = [w for w in sorted(names) if data.draw(st.booleans())] if share < 1 else sorted(names)
    swapped = [
        msgspec.structs.replace(o, name=f"renamed_{o.name}") if o.address in chosen else o
        for o in schema
        if not isinstance(o, pg.Unique)
    ]
    identity = {w: w if w not in chosen else w.parent.child("column", f"renamed_{w.name}") for w in names}
    plain = [o for o in schema if not isinstance(o, pg.Unique)]
    got = look(plain, swapped, Facts(identity=identity))
    assert {one.before: one.after for one in got.accepted} == {w: identity[w] for w in chosen}
    assert all(one.standing == "proved" for one in got.accepted)
    assert not got.questions


def test_equal_schemas_have_no_renames():
    same = [*table("users", USERS), enum("mood", "a")]
    assert look(same, same) == Renames()


def test_a_renames_value_can_be_made_by_hand():
    made = Renames((Rename(address("schema", "a"), address("schema", "b"), 1.0, "told"),))
    assert made.now(Address('function a."F"(text) ')) == 'function b."F"(text)'


# ------------------------------------------------------------------ remarks in source


@pytest.mark.parametrize(
    ("line", "old", "new"),
    [
        ("// trueup: renamed from mail", ("mail",), None),
        ("  /// trueup: renamed from public.users", ("public", "users"), None),
        ('# trueup: renamed from "Order Items"."full ""name"""', ("Order Items", 'full "name"'), None),
        ("/* trueup: renamed from mail */", ("mail",), None),
        (" * trueup: renamed from mail", ("mail",), None),
        ("--trueup: renamed users.mail to email  ", ("users", "mail"), "email"),
        ('-- trueup: renamed public.users.mail to "E mail"', ("public", "users", "mail"), "E mail"),
    ],
)
def test_a_remark(line, old, new):
    (remark,) = annotated.remarks(f"first\n{line}\n\n// more\nlast")
    assert (remark.line, remark.about, remark.old, remark.new) == (2, None if new else 5, old, new)


@pytest.mark.parametrize(
    "line",
    ["trueup: renamed from mail", "// trueup is renamed", 'const s = "trueup: renamed from x"', "-- renamed from x"],
)
def test_no_remark(line):
    assert annotated.remarks(line) == ()


@pytest.mark.parametrize("line", ["// trueup: renamed", "-- trueup: renamed a to", "# trueup: renamed from a b"])
def test_a_remark_that_says_no_names(line):
    with pytest.raises(annotated.Unclear) as caught:
        annotated.remarks(f"first\n{line}")
    assert caught.value.line == 2


def test_a_remark_about_several_things_says_nothing():
    told = annotated.told(
        {"a.sql": annotated.remarks("-- trueup: renamed x to y")},
        {},
        [at("y"), Address("table other.y")],
        [at("x"), Address("table other.x")],
    )
    assert told == {}


# ------------------------------------------------------------------ what a history renames


def history(*files: str) -> History:
    return History("plain", "m", tuple(Migration(f"{n}", f"m/{n}.sql", text) for n, text in enumerate(files, 1)))


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        (["alter table t rename a to b"], {"t column a": "t column b"}),
        (["alter table t rename a to b; alter table t rename b to c"], {"t column a": "t column c", "t column b": "t column c"}),
        (
            ["alter table t rename to u", "alter table u rename a to b"],
            {"t": "u", "u column a": "u column b", "t column a": "u column b"},
        ),
        (["alter table t rename a to b", "alter table t drop column b"], {}),
        (["alter table t rename a to b", "drop table t"], {}),
        (["alter table t rename a to x; alter table t rename b to a; alter table t rename x to b"],
         {"t column a": "t column b", "t column b": "t column a", "t column x": "t column b"}),
        (["do $$ begin alter table t rename a to b; end $$"], {}),
        (["alter table t rename a to b; not SQL at all"], {}),
    ],
)  # fmt: skip
def test_a_history_is_followed(files, wanted):
    told = renamed(history(*files))
    assert {str(at(was)): str(at(now)) for was, now in wanted.items()} == {
        was: ends[0].now for was, ends in told.items()
    }


def test_where_a_history_renames_a_value_and_a_namespace():
    told = renamed(history("select 1;\nalter type mood rename value 'a' to 'b';\nalter table t set schema other;"))
    assert {was: (ends[0].now, ends[0].where) for was, ends in told.items()} == {
        "enum public.mood value a": ("enum public.mood value b", "m/1.sql:2"),
        "table public.t": ("table other.t", "m/1.sql:3"),
    }


def test_a_history_proves_and_leaves_the_rest_open():
    before, after = table("users", USERS), table("users", "id bigint!, mail text!, called text, age integer")
    where = {at("users column email"): at("users column mail")}
    told = look(before, after, Facts(history=where, why={at("users column email"): "m/2.sql:1 renames it"}))
    one = next(one for one in told.accepted if one.before == at("users column email"))
    assert (one.standing, one.reasons[0].text) == ("proved", "m/2.sql:1 renames it")
    assert any(q.before == at("users column name") for q in told.questions) or short(told)["users column name"]


# ------------------------------------------------------------------ units, statistics


def test_equal_statistics_do_not_hide_another_unit():
    before, after = table("t", "id bigint!, alert_days integer"), table("t", "id bigint!, alert_minutes integer")
    pair = at("t column alert_days"), at("t column alert_minutes")
    for facts in (Facts(), Facts(statistics={pair: 1.0})):
        told = look(before, after, facts)
        assert (told.accepted, told.questions[0].candidates[0].reasons[0].what) == ((), "contradiction")
    assert look(before, after, Facts(samples={pair: 1.0})).accepted


def test_an_answer_that_it_is_what_it_was():
    before, after = table("t", "id bigint!, email text"), table("t", "id bigint!, email text, nick text")
    email, nick = at("t column email"), at("t column nick")
    data = {(email, nick): 0.97, (email, email): 0.1}
    (question,) = look(before, after, Facts(samples=data)).questions
    assert (question.stayed, question.candidates[0].after) == (True, nick)
    assert look(before, after, Facts(samples=data, told={email: email})).questions == ()
