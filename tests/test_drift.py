"""A verdict as rows: each disagreement once, over all places, and nothing a place cannot say."""

from __future__ import annotations

import msgspec

from trueup.comparison import Comparison, Side, Verdict
from trueup.diff import diff
from trueup.drift import ABSENT, Drift, Row, drift
from trueup.model import Address, Object, Origin, Schema, Scope
from trueup.postgres.objects import Column, Index, IndexColumn, Policy, Table

USERS = Address("table public.users")


def table(name: str = "users") -> Table:
    return Table(namespace="public", name=name)


def column(name: str, type: str = "text", table: str = "users", **more: object) -> Column:
    return Column(on="table", namespace="public", relation=table, name=name, position=1, type=type, **more)  # type: ignore[arg-type]


def told(truth: list[Object], kinds: dict[str, str] | None = None, **places: list[Object] | Schema) -> Drift:
    """The drift of places that have these objects from migrations that make others."""
    made = Schema(truth)
    found = {name: one if isinstance(one, Schema) else Schema(one) for name, one in places.items()}
    comparisons = tuple(
        Comparison(
            before=Side(label=name, kind=(kinds or {}).get(name, "live")),
            after=Side(label="migrations", kind="history"),
            changes=diff(one, made),
            says=one.says & made.says,
            before_origins=one.origins,
            origins={**one.origins, **made.origins},
        )
        for name, one in found.items()
    )
    return drift(Verdict(truth="migrations", comparisons=comparisons, names=tuple(found)))


def only(found: Drift) -> Row:
    (row,) = found.rows
    return row


def test_equal_places_have_no_rows():
    same = [table(), column("id")]
    assert told(same, dev=same, prod=same).rows == ()


def test_an_object_missing_in_one_place_is_one_row_over_all():
    row = only(told([table(), column("id")], dev=[table(), column("id")], prod=[table()]))
    assert (row.address, row.field) == ("table public.users column id", None)
    assert (row.absent, row.present) == (("prod",), ("dev", "migrations"))
    assert row.camps == (("dev", "migrations"), ("prod",))


def test_a_hotfix_is_there_in_one_place_only():
    row = only(told([table()], dev=[table()], prod=[table(), column("hotfix")]))
    assert row.present == ("prod",)


def test_fields_have_a_row_each_with_every_places_value():
    found = told(
        [table(), column("id", "bigint")],
        dev=[table(), column("id", "bigint")],
        staging=[table(), column("id", "integer", not_null=True)],
        prod=[table(), column("id", "text")],
    )
    assert [(row.field, dict(row.values)) for row in found.rows] == [
        ("not_null", {"dev": False, "staging": True, "prod": False, "migrations": False}),
        ("type", {"dev": "bigint", "staging": "integer", "prod": "text", "migrations": "bigint"}),
    ]
    assert found.rows[1].camps == (("dev", "migrations"), ("staging",), ("prod",))


def test_a_place_that_lacks_the_object_says_so_in_the_rows_of_its_fields():
    found = told([table(), column("id", "bigint")], dev=[table()], prod=[table(), column("id", "text")])
    assert {row.field: row.values["dev"] for row in found.rows} == {None: ABSENT, "type": ABSENT}


def test_what_a_place_cannot_say_it_is_not_asked():
    policy = Policy(on="table", namespace="public", relation="users", name="own", command="all", using="true")
    code = Schema([table()], says=Scope(kinds=frozenset({"table", "column"}), unsaid=frozenset({("column", "type")})))
    row = only(told([table(), policy], {"code": "drizzle"}, code=code, prod=[table()]))
    assert set(row.values) == {"prod", "migrations"}


def test_roles_come_from_how_a_place_is_written():
    found = told([table()], {"code": "prisma", "saved": "snapshot"}, code=[], saved=[table()], prod=[table()])
    assert [(one.name, one.role) for one in found.places] == [
        ("code", "code"),
        ("saved", "snapshot"),
        ("prod", "database"),
        ("migrations", "migrations"),
    ]


def test_what_is_inside_a_missing_table_is_said_once():
    index = Index(
        on="table", namespace="public", relation="users", name="i", method="btree", columns=(IndexColumn(column="id"),)
    )
    found = told([table(), column("id"), index], dev=[], prod=[table(), column("id"), index])
    assert len(found.rows) == 3
    assert [row.address for row in found.outermost()] == [USERS]


def test_but_not_when_another_place_lacks_only_the_inside():
    found = told([table(), column("id")], dev=[], prod=[table()])
    assert [row.address for row in found.outermost()] == [USERS, "table public.users column id"]


def test_places_in_files_are_told_by_place():
    where = column("id").address
    code = Schema([table(), column("id", "integer")], origins={where: Origin("schema.ts", 3)})
    made = [table(), column("id", "bigint")]
    row = only(told(made, {"code": "drizzle"}, code=code))
    assert row.origins == {"code": Origin("schema.ts", 3)}


def test_a_drift_is_a_value():
    found = told([table()], dev=[])
    assert msgspec.structs.replace(found) == found
