"""Plans between schemas made by hand: what is dropped, made and changed, in which order, and what is left alone."""

from __future__ import annotations

import pytest

from trueup.actions import Actions
from trueup.diff import diff, goal
from trueup.errors import PlanFailed
from trueup.model import Address, Object, Schema, Scope
from trueup.plan import plan
from trueup.postgres.ddl import grants
from trueup.postgres.objects import (
    Check,
    Column,
    DefaultPrivileges,
    Enum,
    ForeignKey,
    Function,
    Index,
    IndexColumn,
    Policy,
    PrimaryKey,
    Table,
    Unique,
    View,
)

T = Table(namespace="public", name="t")
U = Table(namespace="public", name="u")


def column(name: str, type: str = "integer", table: str = "t", **more: object) -> Column:
    return Column(on="table", namespace="public", relation=table, name=name, type=type, **({"position": 1} | more))  # type: ignore[arg-type]


def view(name: str, definition: str, *columns: tuple[str, str], **more: object) -> View:
    return View(namespace="public", name=name, definition=definition, columns=columns, **more)  # type: ignore[arg-type]


def function(name: str, returns: str, body: str = "") -> Function:
    return Function(
        namespace="public",
        name=name,
        takes="",
        arguments="",
        returns=returns,
        language="sql",
        body=body,
        definition=f"CREATE OR REPLACE FUNCTION public.{name}()\n RETURNS {returns} {body}",
    )


def schema(*objects: Object, **needs: str | tuple[str, ...]) -> Schema:
    """A schema; needs as ``view_v="table public.t column a"``: the first underscore stands for `` public.``."""
    found = {
        Address(name.replace("_", " public.", 1)): frozenset(map(Address, (refs,) if isinstance(refs, str) else refs))
        for name, refs in needs.items()
    }
    return Schema(objects, needs=found, version=180000)


def lines(before: Schema, after: Schema, role: str | None = None) -> list[str]:
    return [statement.sql.partition("\n")[0] for statement in plan(before, after, role=role).statements]


def test_equal_schemas_need_no_plan() -> None:
    assert not plan(schema(T, column("a")), schema(T, column("a")))


def test_a_table_comes_with_its_columns_and_its_foreign_key_after_both() -> None:
    key = ForeignKey(
        on="table",
        namespace="public",
        relation="t",
        name="fk",
        columns=("a",),
        to_namespace="public",
        to_table="u",
        to_columns=("id",),
    )
    there = PrimaryKey(on="table", namespace="public", relation="u", name="u_pkey", columns=("id",))
    made = lines(schema(), schema(T, column("a"), key, U, column("id", table="u"), there))
    assert made == [
        "CREATE TABLE public.t (",
        "CREATE TABLE public.u (",
        "ALTER TABLE public.t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES public.u (id)",
    ]


def test_what_is_in_a_dropped_table_goes_without_a_word() -> None:
    index = Index(
        on="table", namespace="public", relation="t", name="i", method="btree", columns=(IndexColumn(column="a"),)
    )
    assert lines(schema(T, column("a"), index), schema()) == ["DROP TABLE public.t"]


def test_a_column_that_changes_its_type_moves_the_views_on_it_out_of_the_way() -> None:
    needs = {"view_v": "table public.t column a", "view_w": "view public.v"}
    views = view("v", "SELECT a", ("a", "integer")), view("w", "SELECT 1", ("x", "integer"))
    before = schema(T, column("a"), *views, **needs)
    after = schema(T, column("a", "bigint"), *views, **needs)
    assert lines(before, after) == [
        "DROP VIEW public.w",
        "DROP VIEW public.v",
        "ALTER TABLE public.t ALTER COLUMN a TYPE bigint",
        "CREATE VIEW public.v AS",
        "CREATE VIEW public.w AS",
    ]


def test_what_is_made_again_gets_its_comment_owner_and_grants_back() -> None:
    needs = {"view_v": "table public.t column a"}
    described = view("v", "SELECT a", ("a", "integer"), comment="mine", owner="anna", acl=("=r/@",))
    before = schema(T, column("a"), described, **needs)
    after = schema(T, column("a", "bigint"), described, **needs)
    assert lines(before, after, role="app")[3:] == [
        "ALTER VIEW public.v OWNER TO anna",
        "COMMENT ON VIEW public.v IS 'mine'",
        "GRANT SELECT ON TABLE public.v TO PUBLIC",
    ]
    assert not any("OWNER" in line for line in lines(before, after, role="anna"))


def test_a_default_lets_go_of_a_function_that_is_made_again() -> None:
    needs = {"table_t column a": "function public.f()"}
    before = Schema([T, column("a", default="public.f()"), function("f", "int")], needs=_needs(needs))
    after = Schema([T, column("a", default="public.f()"), function("f", "bigint")], needs=_needs(needs))
    assert lines(before, after) == [
        "SET check_function_bodies = off",
        "ALTER TABLE public.t ALTER COLUMN a DROP DEFAULT",
        "DROP FUNCTION public.f()",
        "CREATE FUNCTION public.f()",
        "ALTER TABLE public.t ALTER COLUMN a SET DEFAULT public.f()",
    ]


def _needs(needs: dict[str, str]) -> dict[Address, frozenset[Address]]:
    return {Address(k.replace("_", " public.", 1)): frozenset({Address(v)}) for k, v in needs.items()}


def test_a_body_that_changes_replaces_the_function_under_its_users() -> None:
    needs = {"view_v": "function public.f()"}
    before = schema(function("f", "int", "1"), view("v", "SELECT f()", ("f", "int")), **needs)
    after = schema(function("f", "int", "2"), view("v", "SELECT f()", ("f", "int")), **needs)
    assert lines(before, after)[1:] == ["CREATE OR REPLACE FUNCTION public.f()"]


def test_a_new_object_that_takes_a_dropped_ones_name_waits_for_the_drop() -> None:
    assert lines(schema(T, column("a")), schema(view("t", "SELECT 1"))) == [
        "DROP TABLE public.t",
        "CREATE VIEW public.t AS",
    ]


def test_an_index_with_a_column_less_comes_back_when_the_column_is_gone() -> None:
    def index(*names: str) -> Index:
        keys = tuple(IndexColumn(column=name) for name in names)
        return Index(on="table", namespace="public", relation="t", name="i", method="btree", columns=keys)

    assert lines(schema(T, column("a"), column("b"), index("a", "b")), schema(T, column("b"), index("b"))) == [
        "ALTER TABLE public.t DROP COLUMN a",
        "CREATE INDEX i ON public.t USING btree (b)",
    ]


def test_loss_is_said_and_nothing_else_is() -> None:
    before = schema(
        T, column("a"), column("b", "numeric(10,2)"), U, Enum(namespace="public", name="e", labels=("x", "y"))
    )
    after = schema(T, column("b", "numeric(10,1)"), Enum(namespace="public", name="e", labels=("y",)))
    codes = {hazard.code: hazard.address for s in plan(before, after).statements for hazard in s.hazards}
    assert codes == {
        "H101": "table public.u",
        "H102": "table public.t column a",
        "H103": "table public.t column b",
        "H104": "enum public.e",
    }
    harmless = plan(schema(T, column("a"), column("b", "varchar(5)")), schema(T, column("a"), column("b", "text")))
    assert [s.loses_data for s in harmless.statements] == [False]


def test_the_order_of_objects_given_makes_no_difference() -> None:
    objects = [T, column("a"), U, column("id", table="u"), view("v", "SELECT 1"), function("f", "int")]
    assert lines(schema(), schema(*objects)) == lines(schema(), schema(*reversed(objects)))


def test_a_validated_check_is_validated_and_no_more() -> None:
    def check(valid: bool) -> Check:
        return Check(on="table", namespace="public", relation="t", name="c", expression="(a > 0)", valid=valid)

    assert lines(schema(T, column("a"), check(False)), schema(T, column("a"), check(True))) == [
        "ALTER TABLE public.t VALIDATE CONSTRAINT c"
    ]


def test_two_that_need_each_other_are_refused_with_both_names() -> None:
    one, two = view("v", "SELECT 1"), view("w", "SELECT 2")
    with pytest.raises(PlanFailed, match=r"(?s)CREATE VIEW public\.v.*CREATE VIEW public\.w"):
        plan(schema(), schema(one, two, view_v="view public.w", view_w="view public.v"))


# ------------------------------------------------------------------ what a source cannot say


def test_what_the_other_side_cannot_say_is_kept_and_comes_back() -> None:
    policy = Policy(on="table", namespace="public", relation="t", name="p", using="(a > 0)")
    before = schema(T, column("a", comment="kept"), policy, **{"table_t policy p": "table public.t column a"})
    says = Scope(kinds=frozenset({"table", "column"}), unsaid=frozenset({("column", "comment")}))
    after = Schema([T, column("a", "bigint")], says=says)
    assert goal(before, after)["table public.t column a"].comment == "kept"
    assert lines(before, after) == [
        "DROP POLICY p ON public.t",
        "ALTER TABLE public.t ALTER COLUMN a TYPE bigint",
        "CREATE POLICY p ON public.t USING ((a > 0))",
    ]


def test_what_is_inside_something_gone_is_not_kept() -> None:
    policy = Policy(on="table", namespace="public", relation="t", name="p")
    after = Schema([U], says=Scope(kinds=frozenset({"table"})))
    assert lines(schema(T, U, policy), after) == ["DROP TABLE public.t"]


# ------------------------------------------------------------------ grants


def test_privileges_at_birth_are_the_default_ones_of_the_role_that_creates() -> None:
    here = DefaultPrivileges(role="app", namespace="public", objects="tables", acl=("reader=r/@",))
    everywhere = DefaultPrivileges(role="app", namespace=None, objects="functions", acl=("@=X/@",))
    known = Schema([here, everywhere])
    assert grants.at_birth(T, "app", known)["reader", "@"] == {"r": False}
    assert ("reader", "@") not in grants.at_birth(T, "other", known)
    assert ("", "@") not in grants.at_birth(function("f", "int"), "app", known)
    assert grants.at_birth(function("f", "int"), "other", known)["", "@"] == {"X": False}


def test_a_built_in_privilege_that_was_taken_away_is_revoked() -> None:
    private = Function(**{f: getattr(function("f", "int"), f) for f in Function.__struct_fields__} | {"acl": ("=/@",)})
    assert lines(schema(), schema(private))[-1] == "REVOKE EXECUTE ON FUNCTION public.f() FROM PUBLIC"


def test_grant_options_and_grantors_are_spelled_out() -> None:
    have = grants.granted(T)
    want = grants.granted(Table(namespace="public", name="t", acl=('"a b"=r*w/@', 'x=r/"a b"')))
    assert [s.sql for s in grants.changes(T, have, want, Schema(version=180000))] == [
        'GRANT UPDATE ON TABLE public.t TO "a b"',
        'GRANT SELECT ON TABLE public.t TO "a b" WITH GRANT OPTION',
        'SET ROLE "a b"',
        "GRANT SELECT ON TABLE public.t TO x",
        "RESET ROLE",
    ]


def test_an_owner_that_was_a_grantee_keeps_only_the_owners_entry() -> None:
    had = grants.granted(Table(namespace="public", name="t", acl=("new=r/@",)))
    assert grants.inherited(had, "new") == {("@", "@"): dict.fromkeys("rawdDxtm", False) | {"r": False}}


# ------------------------------------------------------------------ actions


def test_a_unique_key_that_changes_takes_the_foreign_keys_on_it_along() -> None:
    def key(*columns: str) -> Unique:
        return Unique(on="table", namespace="public", relation="u", name="k", columns=columns)

    fk = ForeignKey(
        on="table",
        namespace="public",
        relation="t",
        name="fk",
        columns=("a",),
        to_namespace="public",
        to_table="u",
        to_columns=("id",),
    )
    needs = {"table_t constraint fk": "table public.u constraint k"}
    tables = (T, column("a"), U, column("id", table="u"), fk)
    before, after = schema(*tables, key("id"), **needs), schema(*tables, key("id", "x"), **needs)
    actions = Actions(diff(before, after), before, after)
    assert {str(where) for where in actions.dropped} == {"table public.t constraint fk", "table public.u constraint k"}
    assert actions.made == actions.dropped


def test_new_columns_are_added_in_the_order_of_the_schema_that_is_planned_to():
    before = Schema([T, column("z", position=1)])
    after = Schema(
        [T, column("z", "text", position=1), *(column(n, position=p) for n, p in (("c", 2), ("a", 3), ("b", 4)))]
    )
    found = [step.sql for step in plan(before, after).statements if " COLUMN " in step.sql]
    assert [sql.split()[5] for sql in found] == ["z", "c", "a", "b"]
