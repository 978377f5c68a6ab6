"""What no place disagrees about: each check finds what it is for, and is silent where there is nothing."""

from __future__ import annotations

import pytest

from trueup.beside.remarks import Known, remarks
from trueup.beside.usage import scripts, uses
from trueup.codes import PAGES
from trueup.histories.applied import Progress, Step
from trueup.model import Schema
from trueup.postgres.objects import Column, ForeignKey, Index, IndexColumn, Policy, Table, Unique


def table(name, *columns, rls=False):
    made = [
        Column(on="table", namespace="public", relation=name, name=one, position=n, type="text")
        for n, one in enumerate(columns, 1)
    ]
    return [Table(namespace="public", name=name, rls=rls), *made]


def key(relation, *columns, to="users"):
    return ForeignKey(
        on="table",
        namespace="public",
        relation=relation,
        name=f"{relation}_fk",
        columns=columns,
        to_namespace="public",
        to_table=to,
        to_columns=("id",) * len(columns),
    )


def index(relation, *columns, **more):
    keys = tuple(IndexColumn(column=one) for one in columns)
    return Index(on="table", namespace="public", relation=relation, name="i", method="btree", columns=keys, **more)


def found(objects, code=None, **known):
    """The codes, severities and addresses for one database, and the code where that is asked."""
    schemas = {"prod": Schema(objects)} | ({"code": Schema(code)} if code is not None else {})
    told = remarks(Known(schemas, {"prod": "database", "code": "code"}, **known))
    assert all(one.code in PAGES and one.help for one in told)
    return [(one.code, one.severity.value, (one.address or "").removeprefix("table public.")) for one in told]


CLOSED = [*table("notes", "id", "body", rls=True), Policy(on="table", namespace="public", relation="notes", name="own")]


@pytest.mark.parametrize(
    ("columns", "severity"),
    [
        (("id", "user_id"), "critical"),
        (("id", "ownerId"), "critical"),
        (("id", "tenant"), "critical"),
        (("id", "session_id"), "warning"),
        (("id", "user_agent"), "info"),
        (("id", "name"), "info"),
    ],
)
def test_a_table_without_row_security_matters_by_whose_rows_it_holds(columns, severity):
    assert found([*CLOSED, *table("chat", *columns)]) == [("S201", severity, "chat")]


def test_policies_that_do_nothing_are_counted():
    own = Policy(on="table", namespace="public", relation="chat", name="own")
    schema = Schema([*CLOSED, *table("chat", "id", "name"), own])
    (told,) = (one.message for one in remarks(Known({"prod": schema}, {"prod": "database"})))
    assert told.startswith("chat has no row security in prod, and 1 policy: ")


def test_a_key_to_somebodys_rows_makes_rows_somebodys():
    belong = [*table("chunks", "id", "doc"), key("chunks", "doc", to="docs"), index("chunks", "doc")]
    docs = table("docs", "id", "person_id", rls=True)
    assert found([*belong, *docs]) == [("S201", "critical", "chunks")]


def test_a_database_without_row_security_at_all_is_not_told_to_have_it():
    assert found(table("chat", "id", "user_id")) == []
    runner = [*CLOSED, *table("_migrations", "id", "user_id")]
    assert found(runner, code=table("notes", "id", "body")) == []


def test_a_foreign_key_needs_an_index_that_begins_with_it():
    users = table("users", "id")
    posts = [*table("posts", "id", "a", "b"), key("posts", "a", "b")]
    assert found([*users, *posts]) == [("S101", "info", "posts constraint posts_fk")]
    assert found([*users, *posts, index("posts", "b", "a", "id")]) == []
    assert found([*users, *posts, index("posts", "a", "id", "b")]) == [("S101", "info", "posts constraint posts_fk")]
    unique = Unique(on="table", namespace="public", relation="posts", name="u", columns=("a", "b"))
    assert found([*users, *posts, unique]) == []
    assert found([*users, *posts, index("posts", "a", "b", predicate="a > b")]) != []
    assert found([*users, *posts], code=[*users, *posts, index("posts", "a", "b")]) == []


def test_names_in_two_conventions():
    snake = [
        one for name in ("food_entries", "food_photos", "meal_plans") for one in table(name, "first_name", "last_name")
    ]
    assert found(snake) == []
    assert found([*snake, *table("ChatMessage", "first_name")]) == [("S301", "warning", "")]
    assert found([*snake, *table("feature_flags", "isOn", "isOld")]) == [("S302", "warning", "feature_flags")]
    assert found([*table("food_entries", "isOn"), *table("food_photos", "isOld")]) == []


def test_migrations_that_ran_late_and_those_by_hand():
    steps = (
        Step("1_old", "1.sql", "", "applied", "3_init"),
        Step("2_older", "2.sql", "", "applied", "3_init"),
        Step("3_init", "3.sql", "", "applied"),
    )
    known = Known({}, {}, progress={"prod": Progress(steps), "dev": Progress(steps), "ci": Progress(steps[2:])})
    (one,) = remarks(known)
    assert (one.code, one.severity.value) == ("S401", "error")
    assert one.message.startswith("1_old and 2_older ran in prod and dev after 3_init, which comes later in the folder")
    made = {"1_init": "-- CreateTable\ncreate table t ();", "2_hand": "create table u ();"}
    (one,) = remarks(Known({}, {}, migrations=made))
    assert (one.code, one.message) == ("S402", "written by hand among generated migrations: 2_hand")
    assert remarks(Known({}, {}, migrations={"2_hand": "create table u ();"})) == ()


@pytest.mark.parametrize(
    ("commands", "drifted", "codes"),
    [
        ({"dev": "prisma migrate dev --name init"}, False, ["S403"]),
        ({"dev": "prisma migrate dev"}, True, []),
        ({"deploy": "prisma migrate deploy"}, True, ["S404"]),
        ({"deploy": "prisma migrate deploy"}, False, []),
        ({"deploy": "prisma migrate deploy", "ci": "trueup check"}, True, []),
        ({"push": "drizzle-kit push", "look": "prisma migrate status"}, True, []),
    ],
)
def test_scripts(commands, drifted, codes):
    told = remarks(Known({}, {}, scripts={"package.json": commands}, drifted=drifted))
    assert [one.code for one in told] == codes


def test_files_that_speak_of_a_table_and_its_columns(tmp_path):
    for file, text in {
        "src/a.ts": "import x\nawait prisma.model.find({ modelType })",
        "src/b.ts": "modelType",
        "src/c.svelte": "Model version",
        "src/schema.ts": "Model version",
        "node_modules/x/a.ts": "Model version",
        "src/types.d.ts": "Model version",
    }.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text)
    told = uses(str(tmp_path), {"t": (("Model", "model"), ("modelType", "version"))}, ("src/schema.ts",))
    assert told == {"t": (("src/a.ts", 2, ("modelType",)), ("src/c.svelte", 1, ("version",)))}


def test_the_scripts_of_a_project(tmp_path):
    assert scripts(str(tmp_path)) == {}
    for text in ("", "[]", '{"scripts": []}', '{"scripts": 1}', "{"):
        (tmp_path / "package.json").write_text(text)
        assert scripts(str(tmp_path)) == {}
    (tmp_path / "package.json").write_text('{"scripts": {"a": "b", "c": 1}}')
    assert scripts(str(tmp_path)) == {"package.json": {"a": "b"}}
