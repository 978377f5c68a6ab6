"""Each cause is found where its evidence is, and not claimed where it is missing; any pattern gives some cause."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trueup.drift import ABSENT, Drift, Place, Row
from trueup.drift.causes import NAMES, Facts, explain
from trueup.drift.explained import Cause
from trueup.histories.applied import Progress, State, Step
from trueup.model import Address, Object, Origin, Schema
from trueup.postgres.objects import Column, ForeignKey, Index, IndexColumn, PrimaryKey, Table
from trueup.renames import Reason, Rename

ROLES: Mapping[str, Any] = {
    "code": "code",
    "migrations": "migrations",
    "dev": "database",
    "staging": "database",
    "prod": "database",
    "snapshot": "snapshot",
}
EMAIL = Address("table public.users column email")
FILE = "db/0002_email.sql"


def column(name: str = "email", type: str = "text", table: str = "users") -> Column:
    return Column(on="table", namespace="public", relation=table, name=name, position=1, type=type)


def table(name: str = "audit", owner: str | None = None) -> Table:
    return Table(namespace="public", name=name, owner=owner)


def there(obj: Object, *, has: str = "", lacks: str = "", made: str | None = FILE) -> Row:
    """A row about an object some places have and others lack; a migration's file makes it if migrations have it."""
    values: dict[str, Any] = dict.fromkeys(has.split(), obj) | dict.fromkeys(lacks.split(), ABSENT)
    origins = {"migrations": Origin(made, 3)} if made and "migrations" in values and "migrations" in has else {}
    if "code" in has.split():
        origins["code"] = Origin("schema.prisma", 12)
    return Row(address=obj.address, field=None, values=values, origins=origins)


def called(now: str, **places: str) -> Row:
    """A row about a column of users that places call by these names; ``now`` is the truth's."""
    renames = {
        place: Rename(
            column(name).address, column(now).address, 0.95, "likely", (Reason("name", 1.0, "they are alike"),)
        )
        for place, name in places.items()
        if name != now
    }
    values = {place: column(name) for place, name in places.items()}
    addresses = {place: one.before for place, one in renames.items()}
    return Row(address=column(now).address, field=None, values=values, called=addresses, renames=renames)


def differs(field: str = "type", where: Address = EMAIL, **values: Any) -> Row:
    return Row(address=where, field=field, values=values, origins={"migrations": Origin(FILE, 3)})


def drift_of(*rows: Row) -> Drift:
    names = list(dict.fromkeys(name for row in rows for name in row.values))
    places = tuple(Place(name=name, label=name, role=ROLES[name]) for name in names)
    return Drift(truth="migrations", places=places, rows=rows)


def why(*rows: Row, **facts: Any) -> Cause:
    """The cause of the first row."""
    return explain(drift_of(*rows), Facts(**facts))[rows[0].address, rows[0].field]


def step(state: State = "applied", file: str = FILE, sql: str = "", late: str | None = None) -> Step:
    name = file.rpartition("/")[2].removesuffix(".sql")
    return Step(name, file, sql, state, late, (f"{name} is {state}",))


def progress(*steps: Step, strangers: tuple[str, ...] = ()) -> Progress:
    first = step(file="db/0001_init.sql")
    return Progress((first, *steps), "prisma", "public._prisma_migrations", strangers=strangers)


def untold(*steps: Step) -> Progress:
    return Progress(tuple(one._replace(state="untold", facts=()) for one in steps))


MISSING = there(column(), has="code migrations dev", lacks="prod")
EXTRA = there(table(), has="prod", lacks="code migrations dev")


class TestWhatIsNoted:
    def test_not_applied(self):
        found = why(MISSING, progress={"prod": progress(step("not-applied"))})
        assert (found.name, found.text) == ("not-applied", "0002_email is not applied in prod.")
        assert found.evidence == (f"made by {FILE}:3", "prod: 0002_email is not-applied")

    def test_failed_and_marked_without_being_run(self):
        failed = why(MISSING, progress={"prod": progress(step("failed"))})
        assert (failed.name, failed.text) == ("not-applied", "0002_email failed half-way in prod.")
        assert why(MISSING, progress={"prod": progress(step("resolved"))}).name == "not-applied"

    def test_not_applied_by_what_is_there_when_nothing_is_noted(self):
        found = why(MISSING, progress={"prod": untold(step())}, unapplied={"prod": (FILE,)})
        assert (found.name, found.evidence[1]) == ("not-applied", f"prod: nothing that {FILE} makes is there")
        assert why(MISSING, progress={"prod": untold(step())}, unapplied={"prod": ("other.sql",)}).name == "unknown"
        assert why(MISSING).name == "unknown"

    def test_edited(self):
        assert why(MISSING, progress={"prod": progress(step("edited"))}).name == "edited-after-applied"
        other = progress(step(), step("edited", "db/0003_other.sql", "create table other ();"))
        assert why(MISSING, progress={"prod": other}).name != "edited-after-applied"

    def test_a_column_that_an_edited_file_once_made(self):
        extra = there(column("nick"), has="prod", lacks="code migrations dev")
        made = {Address("table public.users"): Origin(FILE, 1)}
        assert why(extra, progress={"prod": progress(step("edited"))}, made_by=made).name == "edited-after-applied"
        assert why(extra, progress={"prod": progress(step("edited"))}).name == "hotfix"
        assert why(extra, progress={"prod": progress(step("applied"))}, made_by=made).name == "hotfix"

    def test_out_of_order_and_skipped(self):
        assert why(MISSING, progress={"prod": progress(step("skipped"))}).name == "out-of-order"
        assert why(MISSING, progress={"prod": progress(step(late="0003_later"))}).name == "out-of-order"

    def test_dropped_by_hand(self):
        found = why(MISSING, progress={"prod": progress(step())})
        assert (found.name, found.evidence) == ("dropped-by-hand", (f"made by {FILE}:3", "prod: 0002_email is applied"))

    def test_dropped_by_hand_is_not_claimed_when_a_foreign_migration_may_have_done_it(self):
        found = why(MISSING, progress={"prod": progress(step(), strangers=("0009_branch",))})
        assert (found.name, found.evidence[-1]) == ("code-behind", "prod notes 0009_branch, not in the folder")

    def test_dropped_by_hand_when_every_migration_ran(self):
        unplaced = there(column(), has="code migrations dev", lacks="prod", made=None)
        assert why(unplaced, progress={"prod": progress(step())}).name == "dropped-by-hand"
        assert why(unplaced, progress={"prod": progress(step("not-applied"))}).name == "unknown"

    def test_a_drop_that_was_not_applied(self):
        drop = step("not-applied", "db/0005_drop.sql", "-- drop\nDROP TABLE audit;")
        found = why(EXTRA, progress={"prod": progress(drop)})
        assert (found.name, found.evidence[-1]) == ("not-applied", "prod: db/0005_drop.sql drops or renames audit")
        assert why(EXTRA, progress={"prod": untold(drop)}).name == "not-applied"
        said_only = step("not-applied", "db/0005.sql", "-- drop table audit\nDROP TABLE other; insert into audit")
        assert why(EXTRA, progress={"prod": progress(said_only)}).name == "hotfix"
        assert why(EXTRA, progress={"prod": progress(drop._replace(state="applied"))}).name == "hotfix"

    def test_a_change_that_was_not_applied(self):
        row = differs(code="bigint", migrations="bigint", dev="bigint", prod="integer")
        change = step("not-applied", "db/0007_wide.sql", 'ALTER TABLE "users" ALTER COLUMN "email" TYPE bigint;')
        assert why(row, progress={"prod": progress(step(), change)}).name == "not-applied"
        other = step("not-applied", "db/0007_index.sql", "CREATE INDEX ON users (email);")
        assert why(row, progress={"prod": progress(step(), other)}).name == "unknown"

    def test_several_databases_are_named(self):
        row = there(column(), has="code migrations dev", lacks="staging prod")
        found = why(row, progress={"staging": progress(step("not-applied")), "prod": progress(step("edited"))})
        assert found.name == "edited-after-applied"
        assert found.text == (
            "0002_email was edited after being applied in prod. 0002_email is not applied in staging."
        )
        assert [fact.partition(":")[0] for fact in found.evidence[1:]] == ["prod", "staging"]


class TestPatterns:
    def test_pushed(self):
        row = there(column(), has="code dev", lacks="migrations prod")
        found = why(row)
        assert (found.name, found.text) == ("pushed", "It was pushed to dev without a migration.")
        assert "declared in schema.prisma:12" in found.evidence
        changed = differs(code="uuid", dev="uuid", migrations="text", prod="text")
        assert why(changed).name == "pushed"

    def test_pushed_is_not_claimed_when_a_foreign_migration_may_have_made_it(self):
        row = there(column(), has="code dev", lacks="migrations")
        found = why(row, progress={"dev": progress(step(), strangers=("0009_branch",))})
        assert (found.name, found.evidence[-1]) == ("no-migration", "dev notes 0009_branch, not in the folder")

    def test_a_drop_that_was_pushed(self):
        row = there(column(), has="migrations prod", lacks="code dev")
        assert why(row, progress={"dev": progress(step())}).name == "pushed"
        assert why(row).name == "unknown"

    def test_no_migration(self):
        assert why(there(column(), has="code", lacks="migrations dev prod")).name == "no-migration"
        assert why(differs(code="uuid", migrations="text", prod="text")).name == "no-migration"
        assert why(there(column(), has="code", lacks="migrations")).name == "no-migration"

    def test_code_behind(self):
        assert why(there(column(), has="migrations dev prod", lacks="code")).name == "code-behind"
        assert why(there(table(), has="dev prod", lacks="code")).name == "code-behind"
        found = why(EXTRA, progress={"prod": progress(step(), strangers=("0009_branch",))})
        assert found.name == "code-behind"

    def test_hotfix(self):
        found = why(EXTRA)
        assert found.name == "hotfix"
        assert found.evidence[:3] == ("in prod", "not in code, migrations and dev", "1 of 2 databases has it so")

    def test_by_hand(self):
        everywhere = why(there(table(), has="dev prod", lacks="code migrations"))
        assert (everywhere.name, "in every database" in everywhere.text) == ("by-hand", True)
        assert why(there(table(), has="dev prod", lacks="staging code migrations")).name == "by-hand"
        assert why(there(table(), has="prod", lacks="code migrations")).name == "by-hand"

    def test_a_changed_field_is_a_hotfix_only_where_all_migrations_ran(self):
        row = differs(code="text", migrations="text", dev="text", prod="varchar")
        found = why(row, progress={"prod": progress(step())})
        assert (found.name, found.evidence[-1]) == (
            "hotfix",
            "prod: all migrations are noted as applied, none was edited",
        )
        baseline = progress(step(), step("resolved", "db/0000_base.sql"))
        assert why(row, progress={"prod": baseline}).name == "hotfix"
        assert why(row, progress={"prod": progress(step("resolved"))}).name == "not-applied"
        missing = why(row, progress={"prod": untold(step())})
        assert missing.name == "unknown"
        assert missing.evidence[-1] == "prod: nothing notes which migrations ran"

    def test_without_migrations(self):
        assert why(there(column(), has="code", lacks="dev prod")).name == "no-migration"
        assert why(there(column(), has="code dev", lacks="prod")).name == "pushed"
        assert why(there(table(), has="prod", lacks="dev code")).name == "hotfix"
        assert why(differs(code="text", dev="uuid", prod="uuid")).name == "unknown"
        assert why(there(table(), has="prod", lacks="dev staging")).name == "hotfix"
        assert why(there(table(), has="prod", lacks="dev")).name == "unknown"


class TestMigrationsThatCannotBeReplayed:
    """They are no place then, but what ran in databases is noted there."""

    def cause(self, row: Row, *steps: Step) -> Cause:
        return why(row, progress={"prod": progress(*steps), "staging": progress(*steps)})

    def test_pushed_to_one_that_says_what_code_says(self):
        found = self.cause(there(column(), has="code dev", lacks="staging prod"))
        assert found.text == "It was pushed to dev without a migration: staging and prod ran all there are."
        assert found.evidence[-2:] == ("staging: all 1 migrations ran", "prod: all 1 migrations ran")
        assert self.cause(differs(code="text", dev="text", staging="uuid", prod="uuid")).name == "pushed"

    def test_dropped_where_code_no_longer_has_what_a_migration_makes(self):
        made = step(sql="create table audit (id int);")
        row = there(table(), has="staging prod", lacks="code dev")
        assert self.cause(row, made).name == "pushed"
        assert self.cause(row).name == "by-hand"
        assert self.cause(there(table(), has="staging prod", lacks="code"), made).name == "code-behind"

    def test_no_migration_where_all_that_ran_lack_it(self):
        assert self.cause(there(column(), has="code", lacks="staging prod")).name == "no-migration"

    def test_nothing_is_told_of_databases_that_are_not_done(self):
        row = there(column(), has="code dev", lacks="staging prod")
        assert self.cause(row, step("not-applied")).name == "unknown"
        assert why(row, progress={"prod": progress()}).name == "unknown"


def test_what_code_no_longer_has_and_an_untold_database_neither_was_pushed_there():
    row = there(table(), has="migrations prod", lacks="code dev")
    ahead = there(column(), has="code dev", lacks="migrations prod")
    facts = {"progress": {"prod": progress(), "dev": untold()}}
    found = why(row, ahead, **facts)
    assert (found.name, found.text) == (
        "pushed",
        "Code no longer has it, and that was pushed to dev without a migration.",
    )
    assert found.evidence[-1].startswith("dev: it notes no migrations, and has table public.users column email as code")
    assert why(row, **facts).name == "unknown"


class TestOthers:
    def test_extension(self):
        found = why(there(table(owner="supabase_admin"), has="prod", lacks="code migrations dev"))
        assert (found.name, found.evidence) == (
            "extension",
            ("prod: table public.audit is owned by supabase_admin",),
        )
        inner = there(column("srid", table="spatial_ref_sys"), has="prod", lacks="migrations")
        owned = {Address("table public.spatial_ref_sys"): "postgis"}
        assert why(inner, owned=owned).text == "postgis made it."
        assert why(there(table(owner="app"), has="prod", lacks="code migrations dev")).name == "hotfix"
        assert why(there(table(owner="supabase_admin"), has="code prod", lacks="migrations")).name == "pushed"

    def test_renamed_in_code(self):
        found = why(called("finished", code="finished", migrations="done", prod="done"))
        assert (found.name, found.text) == (
            "renamed-in-code",
            "done was probably renamed to finished in code only; no migration does it.",
        )
        assert found.evidence == ("migrations and prod: done", "code: finished", "they are alike", "sure to 95%")
        pushed = why(called("finished", code="finished", dev="finished", migrations="done", prod="done"))
        assert pushed.text == "done was probably renamed to finished in code, and pushed to dev; no migration does it."

    def test_a_migration_that_renames_it_and_is_not_applied(self):
        row = called("finished", code="finished", migrations="finished", prod="done")
        rename = "alter table users rename done to finished;"
        pending = progress(Step("0002", "db/0002.sql", rename, "not-applied", None, ("not listed",)))
        assert why(row, progress={"prod": pending}).name == "not-applied"

    def test_another_convention(self):
        row = called("userId", code="userId", migrations="userId", prod="user_id")
        found = why(row)
        assert (found.name, found.text) == ("convention", "userId and user_id are one name in two conventions.")
        index = [Index(on="table", namespace="public", relation="users", name="i", method="btree", columns=(key,))
                 for key in (IndexColumn(column="userId"), IndexColumn(column="user_id"))]  # fmt: skip
        field = differs("columns", index[0].address, migrations=index[0].columns, prod=index[1].columns)
        other = differs("columns", index[0].address, migrations=index[0].columns, prod=(IndexColumn(column="id"),))
        assert why(field, row).name == "convention"
        assert why(other, row).name != "convention"

    def test_what_ran_late_comes_out_otherwise_in_a_new_database(self):
        late = Step("0001", "0001.sql", "alter table users add column email text;", "applied", "0002", ("ran late",))
        found = why(there(column(), has="code prod", lacks="migrations"), progress={"prod": progress(late)})
        assert (found.name, found.evidence) == (
            "out-of-order",
            (
                "prod: ran late",
                "prod: 0001.sql is about it",
                "prod: a new database gets 0001 before 0002 and comes out otherwise",
            ),
        )
        other = late._replace(sql="alter table users add column name text;")
        found = why(there(column(), has="code prod", lacks="migrations"), progress={"prod": progress(other)})
        assert found.name != "out-of-order"

    def test_type_mismatch_over_a_foreign_key(self):
        key = ForeignKey(
            on="table",
            namespace="public",
            relation="chat",
            name="chat_document_id_fkey",
            columns=("document_id",),
            to_namespace="public",
            to_table="document",
            to_columns=("id",),
        )
        own, other = column("document_id", "uuid", "chat"), column("id", "text", "document")
        missing = there(key, has="code", lacks="migrations prod")
        fits = Schema([msgspec.structs.replace(own, type="text"), other, key])
        schemas = {"code": fits, "migrations": Schema([own, other]), "prod": Schema([own, other])}
        found = why(missing, schemas=schemas)
        assert found.name == "type-mismatch"
        assert found.evidence == (
            "chat_document_id_fkey joins chat.document_id and document.id",
            "migrations: chat.document_id is uuid, document.id is text",
            "prod: chat.document_id is uuid, document.id is text",
        )
        row = differs(where=own.address, code="text", migrations="uuid", prod="uuid")
        assert why(row, schemas=schemas).name == "type-mismatch"
        assert why(row).name == "no-migration"
        assert why(missing).name == "no-migration"
        assert why(missing, schemas=dict.fromkeys(schemas, fits)).name == "no-migration"
        wide = Schema([msgspec.structs.replace(own, type="character varying(20)"), other])
        assert why(missing, schemas={"prod": wide}).name == "no-migration"

    def test_older_tool(self):
        def index(name: str, **more: Any) -> Index:
            keys = (IndexColumn(column="email"),)
            return Index(
                on="table", namespace="public", relation="User", name=name, method="btree", columns=keys, **more
            )

        def pair(old: Object, new: Object) -> tuple[Row, Row]:
            return there(old, has="prod", lacks="code migrations"), there(new, has="code migrations", lacks="prod")

        named = pair(index("User.email_unique", unique=True), index("User_email_key", unique=True))
        assert why(*named).name == why(*reversed(named)).name == "older-tool"
        assert why(*named).evidence[0] == "prod: User.email_unique, as Prisma did it before 3"
        assert why(*pair(index("mine", unique=True), index("User_email_key", unique=True))).name != "older-tool"
        assert why(*pair(index("User.email_unique"), index("User_email_key", unique=True))).name != "older-tool"
        assert why(named[0]).name != "older-tool"

    def test_older_tool_of_drizzle_and_of_implicit_relations(self):
        def key(name: str, relation: str = "t", columns: tuple[str, ...] = ("a", "b")) -> PrimaryKey:
            return PrimaryKey(on="table", namespace="public", relation=relation, name=name, columns=columns)

        rows = there(key("t_a_b_pk"), has="prod", lacks="code"), there(key("t_pkey"), has="code", lacks="prod")
        assert why(*rows).text == "prod was made by a Drizzle older than 1.0; nothing but that differs."
        both = (
            there(key("t_a_b_pk"), has="dev prod", lacks="code"),
            there(key("t_pkey"), has="code", lacks="dev prod"),
        )
        assert why(*both).text == "dev and prod were made by a Drizzle older than 1.0; nothing but that differs."
        old = Index(
            on="table",
            namespace="public",
            relation="_AToB",
            name="_AToB_AB_unique",
            method="btree",
            columns=(IndexColumn(column="A"), IndexColumn(column="B")),
            unique=True,
        )
        new = key("_AToB_AB_pkey", "_AToB", ("A", "B"))
        assert why(there(old, has="prod", lacks="code"), there(new, has="code", lacks="prod")).name == "older-tool"

    def test_unknown_says_who_says_what(self):
        found = why(differs(code="text", dev="uuid", prod="uuid"))
        assert found.evidence == ("dev and prod: uuid", "code: text")
        assert found.text == "Nothing here tells why."


OBJECTS: tuple[Object, ...] = (
    table("users"),
    table("audit", "supabase_admin"),
    column(),
    column("id", "uuid"),
    Index(on="table", namespace="public", relation="users", name="users.email_index", method="btree", columns=()),
    ForeignKey(
        on="table",
        namespace="public",
        relation="users",
        name="users_fk",
        columns=("id",),
        to_namespace="public",
        to_table="audit",
        to_columns=("id",),
    ),
)
STATES: tuple[State, ...] = ("applied", "edited", "failed", "resolved", "not-applied", "skipped", "untold")
some_steps = st.lists(
    st.builds(
        step,
        st.sampled_from(STATES),
        st.sampled_from([FILE, "db/0003.sql"]),
        st.sampled_from(["", "drop table users;", "alter table users alter email type uuid;;--"]),
        st.sampled_from([None, "0003"]),
    ),
    max_size=3,
)
some_progress = st.builds(
    lambda steps, where, strangers, problem: Progress(
        tuple(steps), "prisma" if where else None, where, tuple(strangers), problem
    ),
    some_steps,
    st.sampled_from([None, "public._prisma_migrations"]),
    st.lists(st.text(max_size=3), max_size=5),
    st.sampled_from([None, "row security"]),
)
NAMED = st.sampled_from(list(ROLES))


@st.composite
def some_rows(draw: st.DrawFn) -> Row:
    obj = draw(st.sampled_from(OBJECTS))
    field = draw(st.sampled_from([None, "type", "comment"]))
    places = draw(st.lists(NAMED, min_size=1, unique=True))
    value = st.sampled_from([ABSENT, obj]) if field is None else st.sampled_from([ABSENT, None, "uuid", "text", 1, ()])
    origins = draw(st.dictionaries(NAMED, st.builds(Origin, st.sampled_from([FILE, "x"]), st.just(1)), max_size=2))
    return Row(address=obj.address, field=field, values={name: draw(value) for name in places}, origins=origins)


where = st.sampled_from([one.address for one in OBJECTS])
some_facts = st.builds(
    Facts,
    progress=st.dictionaries(NAMED, some_progress, max_size=3),
    unapplied=st.dictionaries(NAMED, st.lists(st.just(FILE), max_size=1), max_size=2),
    made_by=st.dictionaries(where, st.builds(Origin, st.just(FILE), st.just(1)), max_size=2),
    owned=st.dictionaries(where, st.just("postgis"), max_size=1),
    schemas=st.dictionaries(NAMED, st.lists(st.sampled_from(OBJECTS)).map(Schema), max_size=2),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(some_rows(), max_size=5, unique_by=lambda row: (row.address, row.field)), some_facts)
def test_any_pattern_has_a_cause(rows: list[Row], facts: Facts):
    found = explain(drift_of(*rows), facts)
    assert found.keys() == {(row.address, row.field) for row in rows}
    for cause in found.values():
        assert cause.name in NAMES
        assert cause.text.endswith(".")
        assert cause.evidence
    assert explain(drift_of(*rows), facts) == found


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_a_word_for_programs(name: str):
    assert name == name.lower()
    assert " " not in name
