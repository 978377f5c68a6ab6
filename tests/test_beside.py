"""What stands beside the drift: types written by hand, ways back, what agrees, what a backfill asks."""

from __future__ import annotations

import pytest

from trueup.beside import remote
from trueup.beside.backfill import backfills
from trueup.beside.remarks import Known, remarks
from trueup.beside.remarks.types import Restated
from trueup.beside.typed import Property, Shape, shapes
from trueup.beside.usage import Use, given
from trueup.beside.usage import shapes as written
from trueup.diff import diff
from trueup.drift import ABSENT, Drift, Place, Row
from trueup.drift.agreed import NOTHING, agreed
from trueup.drift.explained import Disagreement, Explained
from trueup.finding import Finding, Severity
from trueup.histories.back import reversible
from trueup.histories.history import History, Migration
from trueup.model import Address, Origin, Schema
from trueup.postgres.objects import Column, Index, IndexColumn, Policy, Table

TABLE = Address("table public.models")


def column(name, type_="text", relation="models", **more):
    return Column(on="table", namespace="public", relation=relation, name=name, position=1, type=type_, **more)


def table(*columns, name="models", rls=False):
    return [Table(namespace="public", name=name, rls=rls), *columns]


def index(*columns, relation="models"):
    keys = tuple(IndexColumn(column=one) for one in columns)
    return Index(on="table", namespace="public", relation=relation, name="i", method="btree", columns=keys)


# ------------------------------------------------------------------ types by hand


TYPES = """
export interface Model { id: string; isActive: boolean | null; trainedAt?: Date; tags: string[] }
type Row = { "id": 'a' | 'b'; f(): void; nested: { one: number } };
export async function list(a: string): Promise<Array<{ id: string; n: number | string }>> { return []; }
"""


def test_object_types_are_read_wherever_they_stand():
    assert shapes(TYPES, False) == (
        Shape(2, "Model", {"id": Property("string", False), "isActive": Property("boolean", True),
                           "trainedAt": Property("Date", True), "tags": Property("", False)}),
        Shape(3, "Row", {"id": Property("", False), "nested": Property("", False)}),
        Shape(3, None, {"one": Property("number", False)}),
        Shape(4, None, {"id": Property("string", False), "n": Property("", False)}),
    )  # fmt: skip
    assert shapes("const a = <div/>; type T = { a: string }", True) == (
        Shape(1, "T", {"a": Property("string", False)}),
    )
    assert shapes("class {{{ ", False) == ()


def test_types_with_enough_columns_of_a_table_are_told(tmp_path):
    files = {
        "a.ts": "// Model\ntype A = { id: string; kind: string; age: number; more: number };",
        "b.ts": "// Model\ntype B = { id: string; kind: string };",
        "c.ts": "type C = { id: string; kind: string; age: number };",
        "d.ts": "// Model\ntype D = { id: string; kind: string; age: number; a: 1; b: 1; c: 1; d: 1 };",
        "schema.ts": "// Model\ntype E = { id: string; kind: string; age: number };",
        "f.py": "# Model id kind age",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    found = written(str(tmp_path), {"t": (("Model",), ("id", "kind", "age"))}, ("schema.ts",))
    assert [(key, file, one.name, one.line) for key, file, one in found] == [("t", "a.ts", "A", 2)]


@pytest.mark.parametrize(
    ("said", "held", "told"),
    [
        (("a", "string", False), column("a", not_null=True), None),
        (("a", "string", True), column("a"), None),
        (("a", "", False), column("a", "jsonb", not_null=True), None),
        (("a", "Other", False), column("a", "integer", not_null=True), None),
        (("a", "Date", False), column("a", "timestamp(3) without time zone", not_null=True), None),
        (("a", "string", False), column("a", "boolean", not_null=True), "a is string, the column is boolean in prod"),
        (("a", "string", False), column("a", "text[]", not_null=True), "a is string, the column is text[] in prod"),
        (("a", "string", False), column("a"), "a is always there, the column may be null in prod"),
        (("a", "string", False), None, "prod has no a"),
    ],
)
def test_a_type_by_hand_is_told_where_it_differs(said, held, told):
    one = Restated(TABLE, "a.ts", 3, "Model", {Address("table public.models column a"): said})
    found = remarks(Known({"prod": Schema(table(*([held] if held else [])))}, {"prod": "database"}, restated=(one,)))
    assert [(one.code, one.message, one.origin) for one in found] == (
        [("S501", f"Model says by hand what models has (a): {told}", Origin("a.ts", 3))] if told else []
    )


# ------------------------------------------------------------------ ways back


@pytest.mark.parametrize(
    ("file", "beside", "text", "back"),
    [
        ("1_a.sql", None, "create table t ();", False),
        ("1_a.up.sql", "1_a.down.sql", "", True),
        ("1_a.up.sql", None, "", False),
        ("V1__a.sql", "U1__a.sql", "", True),
        ("migration.sql", "down.sql", "", True),
        ("1_a.sql", None, "-- migrate:up\n-- migrate:down\n", True),
        ("1_a.sql", None, "-- +goose Up\n-- +goose Down\n", True),
        ("1_a.sql", None, "-- Up Migration\n-- Down Migration\n", True),
    ],
)
def test_a_migration_with_a_way_back(tmp_path, file, beside, text, back):
    (tmp_path / file).write_text(text)
    if beside is not None:
        (tmp_path / beside).write_text("")
    history = History("plain", str(tmp_path), (Migration("1", str(tmp_path / file), text),))
    assert reversible(history) == (frozenset("1") if back else frozenset())


DROPS = 'create table a ();\nalter table "a" drop column if exists b, drop column c;\ndrop table d;\ndrop index e;'


@pytest.mark.parametrize(
    ("migrations", "back", "told"),
    [
        ({"1": DROPS}, (), "none of the 1 migrations has a way back, and what some drop is gone: "
         "1 drops a.b, a.c and d"),
        ({"1": DROPS}, ("1",), None),
        ({"1": "create table a ();"}, (), None),
        ({"1": "-- DROP TABLE a"}, (), None),
        ({"1": "drop table"}, (), None),
        ({"1": "select 1", "2": "select 2"}, ("1",), "1 of 2 migrations have no way back: 2"),
    ],
)  # fmt: skip
def test_migrations_that_lose_data_for_good(migrations, back, told):
    found = remarks(Known({}, {}, migrations=migrations, reversible=back))
    assert [one.message for one in found if one.code == "S405"] == ([told] if told else [])


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("A=postgresql://u:secret@db.example.com:5432/x", {"A": "db.example.com"}),
        ("A=postgres://u@127.0.0.1/x\nB=postgres://u@db/x\nC=postgres:///x", {}),
        ("A=https://db.example.com\nB=postgres://[\nC=text", {}),
    ],
)
def test_a_variable_that_leads_to_another_machine(tmp_path, text, hosts):
    assert remote(str(tmp_path)) == {}
    (tmp_path / ".env").write_text(text)
    assert remote(str(tmp_path)) == ({".env": hosts} if hosts else {})
    found = remarks(Known({}, {}, remote=remote(str(tmp_path))))
    assert [(one.code, one.message) for one in found] == [
        ("S406", f"{name} in .env leads to {host}: what is tried here, happens there") for name, host in hosts.items()
    ]


# ------------------------------------------------------------------ what agrees


def test_what_is_the_same_everywhere():
    same = [*table(column("id", relation="a"), name="a", rls=True), index("id", relation="a")]
    own = Policy(on="table", namespace="public", relation="a", name="own")
    code = Schema([*same, *table(column("x"), column("kept"))])
    prod = Schema([*same, own, *table(column("kept")), *table(name="extra")])
    changes = [one for one in diff(prod, code) if "policy" not in one.address]
    found = agreed({"prod": prod, "code": code}, "code", changes)
    assert found.tables == (Address("table public.a"),)
    assert found.inside == {TABLE: (Address("table public.models column kept"),)}
    assert found.indexes == {Address("table public.a index i"): ("id",)}
    assert found.guarded == {}  # one policy here, none there
    assert agreed({"prod": prod, "code": prod}, "code", []).guarded == {
        Address("table public.a"): (1, ("prod", "code"))
    }
    assert agreed({"prod": prod}, "code", []) == NOTHING


# ------------------------------------------------------------------ what a backfill asks


def asked(wanted, there, truth=(), values="", tmp_path=None):
    """What is asked about a column that ``prod`` lacks, where the application has this text."""
    where = Address(f"table public.models column {wanted.name}")
    row = Row(address=where, field=None, values={"code": wanted, "prod": ABSENT})
    finding = Finding(code="D101", severity=Severity.CRITICAL, message="")
    places = (Place(name="code", label="", role="code"), Place(name="prod", label="", role="database"))
    found = Explained(
        drift=Drift(truth="code", places=places, rows=(row,)), disagreements=(Disagreement(row=row, finding=finding),)
    )
    schemas = {"code": Schema([*table(wanted), *truth]), "prod": Schema([*table(*there)])}
    (tmp_path / "a.ts").write_text(values)
    uses = {TABLE: (Use("a.ts", 1, (wanted.name,)),)}
    return [one.message for one in backfills(found, schemas, schemas["code"], uses, str(tmp_path))]


def test_a_column_without_a_default_asks_for_values(tmp_path):
    need = column("kind", not_null=True)
    assert asked(need, [column("other"), column("n", "integer")], tmp_path=tmp_path) == [
        "models.kind in prod: it has no default: what do the rows that are there get? Of its type are other."
    ]
    (told,) = asked(need, [column("other")], values="x\nkind: 'fast', kind === \"slow\"", tmp_path=tmp_path)
    assert told.endswith("The code has 'fast' (a.ts:2).")
    assert asked(column("kind"), [], tmp_path=tmp_path) == []
    assert asked(column("kind", not_null=True, default="'a'::text"), [], tmp_path=tmp_path) == []


def test_a_default_that_is_not_right_for_all_is_asked(tmp_path):
    flag = column("active", "boolean", not_null=True, default="false")
    made = column("made", "timestamp without time zone", not_null=True)
    there = [made, column("seen", "timestamp without time zone")]
    truth = [index("owner", "active")]
    assert asked(flag, there, truth, "where: { active: true }", tmp_path) == [
        "models.active in prod: every row gets false, its default, and the code looks for true (a.ts:1): "
        "which rows are it? Perhaps the newest for each owner, by made."
    ]
    (told,) = asked(flag, there, [index("active", "owner")], "active: true", tmp_path)
    assert told.endswith("which rows are it?")
    assert asked(flag, there, truth, "active: false", tmp_path) == []


def test_constants_that_files_give_a_column(tmp_path):
    (tmp_path / "a.ts").write_text("kind: 'b'\n'kind': \"c\", kind = 3, kindly: 'no', kind: other, kind: 'b'")
    uses = (Use("a.ts", 1, ("kind",)), Use("gone.ts", 1, ("kind",)))
    assert given(str(tmp_path), uses, "kind") == {"'b'": "a.ts:1", '"c"': "a.ts:2", "3": "a.ts:2"}
    assert given(str(tmp_path), uses, "other") == {}
