"""Severity follows from what breaks: the same difference matters more or less by who expects it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from test_drift import column, table, told
from trueup.codes import PAGES
from trueup.drift import Drift, Place, Row
from trueup.drift.severity import grade
from trueup.finding import Severity
from trueup.postgres.objects import Check, Enum, ForeignKey, Function, Index, IndexColumn, Policy, Table, Unique
from trueup.renames import Rename

CODE = {"code": "drizzle"}


def codes(*arguments, **places):
    return [finding.code for _, finding in grade(told(*arguments, **places))]


def on(kind, name, **more):
    return kind(on="table", namespace="public", relation="users", name=name, **more)


def index(name, unique=False):
    return on(Index, name, method="btree", columns=(IndexColumn(column="id"),), unique=unique)


def test_code_that_reads_a_missing_column_is_critical():
    both = [table(), column("email")]
    found = grade(told(both, CODE, code=both, prod=[table()]))
    assert [(f.code, f.severity, f.message) for _, f in found] == [
        ("D101", Severity.CRITICAL, "prod has no column email of users, which code reads")
    ]


def test_without_code_it_is_an_error():
    assert codes([table(), column("email")], prod=[table()]) == ["D102"]


def test_what_only_the_migrations_lack_breaks_new_databases():
    both = [table(), column("email")]
    assert codes([table()], CODE, code=both, prod=both) == ["D105"]


def test_an_unknown_column_matters_when_it_must_be_given():
    assert codes([table()], prod=[table(), column("a", not_null=True)]) == ["D201"]
    assert codes([table()], prod=[table(), column("a", not_null=True, default="1")]) == ["D202"]
    assert codes([table()], prod=[table(), column("a")]) == ["D202"]


def test_keys_indexes_and_checks():
    unique = on(Unique, "u", columns=("id",))
    check = on(Check, "c", expression="id > 0")
    for obj, missing, extra in (
        (unique, "D301", "D203"),
        (index("i", unique=True), "D301", "D203"),
        (index("i"), "D304", "D202"),
        (check, "D303", "D203"),
    ):
        assert codes([table(), obj], prod=[table()]) == [missing]
        assert codes([table()], prod=[table(), obj]) == [extra]


def test_a_key_that_code_relies_on_is_graver():
    unique, foreign = on(Unique, "u", columns=("id",)), on(ForeignKey, "f", columns=("id",), to_namespace="public",
                                                          to_table="users", to_columns=("id",))  # fmt: skip
    for obj, relied, else_ in ((unique, "critical", "error"), (foreign, "error", "warning")):
        both = [table(), obj]
        for severity, code in ((relied, both), (else_, [table()])):
            found = grade(told(both, CODE, code=code, prod=[table()]))
            assert {f.severity for _, f in found if f.address == obj.address} == {Severity(severity)}


def test_a_key_with_fewer_columns_refuses_what_is_meant():
    narrow, wide = on(Unique, "narrow", columns=("a",)), on(Unique, "wide", columns=("a", "b"))
    assert set(codes([table(), wide], prod=[table(), narrow])) == {"D205", "D301"}
    assert set(codes([table(), narrow], prod=[table(), wide])) == {"D203", "D301"}
    assert codes([table(), wide], prod=[table(), wide, narrow]) == ["D203"]


def test_other_names_are_told_with_both_and_with_the_way():
    def found(kind, was, now, standing="likely", code="code", place="prod"):
        one, other = (kind(name) for name in (was, now))
        places = tuple(Place(name=n, label=n, role=r) for n, r in ((place, ROLES[place]), (code, ROLES[code])))
        rename = Rename(one.address, other.address, 0.9, standing)
        row = Row(
            address=other.address,
            field=None,
            values={place: one, code: other},
            called={place: one.address},
            renames={place: rename},
        )
        ((_, told),) = grade(Drift(truth=code, places=places, rows=(row,)))
        return told

    told_ = found(column, "user_id", "userId")
    assert (told_.code, told_.severity) == ("D106", Severity.CRITICAL)
    assert told_.message == 'column "userId" of users is called user_id in prod; code reads "userId"'
    assert told_.help.startswith("give the code the names of the database")
    assert found(column, "done", "finished", "possible").help.startswith(
        "say whether it is: trueup decide rename 'table"
    )
    assert found(column, "done", "finished", place="migrations").help == "let the migrations call it finished"
    assert found(column, "done", "finished", code="migrations").severity == Severity.ERROR
    assert found(index, "a", "b").code == "D601"


ROLES = {"code": "code", "prod": "database", "migrations": "migrations"}


def test_types_of_one_family_are_less_grave():
    def severity(one, other):
        ((_, found),) = grade(told([table(), column("a", one)], prod=[table(), column("a", other)]))
        assert found.code == "D210"
        return found.severity

    assert severity("bigint", "integer") == Severity.WARNING
    assert severity("character varying(20)", "text") == Severity.WARNING
    assert severity("uuid", "text") == Severity.ERROR


def test_stricter_and_looser():
    loose, strict = [table(), column("a")], [table(), column("a", not_null=True)]
    assert codes(loose, prod=strict) == ["D211"]
    assert codes(strict, prod=loose) == ["D212"]


def test_row_security():
    open_, closed = [table()], [Table(namespace="public", name="users", rls=True)]
    policy = on(Policy, "own", using="true")
    assert [f.severity for _, f in grade(told(closed, prod=open_))] == [Severity.CRITICAL]
    assert [f.severity for _, f in grade(told(open_, prod=closed))] == [Severity.WARNING]
    assert codes([*closed, policy], prod=closed) == ["D401"]


def test_enums_lack_values_or_have_more():
    few, many = (Enum(namespace="public", name="e", labels=labels) for labels in (("a",), ("a", "b")))
    ((_, found),) = grade(told([many], prod=[few]))
    assert (found.code, found.message) == ("D220", "enum e has no b in prod: writing it fails there")
    assert codes([few], prod=[many]) == ["D221"]


def test_the_configuration_may_grade_otherwise():
    found = told([table(), index("i")], prod=[table()])
    ((_, chosen),) = grade(found, {"D304": Severity.INFO})
    assert chosen.severity == Severity.INFO


def test_the_gravest_comes_first_and_every_code_has_a_page():
    found = grade(told([table(), column("a"), index("i")], CODE, code=[table(), column("a")], prod=[table()]))
    assert [f.code for _, f in found] == ["D101", "D304"]
    assert all(f.code in PAGES for _, f in found)


OBJECTS = [
    table(),
    column("a"),
    column("b", "uuid", not_null=True),
    index("i"),
    on(Policy, "p"),
    on(Unique, "u", columns=("a",)),
]


@given(*[st.sets(st.integers(0, len(OBJECTS) - 1)) for _ in range(3)])
def test_every_row_has_a_grade(truth, code, prod):
    sides = [[OBJECTS[n] for n in sorted(chosen | {0})] for chosen in (truth, code, prod)]
    found = told(sides[0], CODE, code=sides[1], prod=sides[2])
    graded = grade(found)
    assert {(row.address, row.field) for row, _ in graded} == {(row.address, row.field) for row in found.outermost()}
    assert all(finding.code in PAGES and finding.message for _, finding in graded)


def test_functions_behave():
    def made(body):
        return Function(namespace="public", name="f", takes="", arguments="", returns="int", language="sql", body=body)

    assert codes([made("select 1")], prod=[made("select 2")]) == ["D502"]
