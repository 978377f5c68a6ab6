"""The benchmark of renames: its cases are what they claim to be, and its rules what they are said to be."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from trueup.diff import diff
from trueup.model import Address, Object, Schema
from trueup.postgres import objects as pg

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench import rename_cases, rename_data, renames

TABLES = {
    "users": "id email first_name last_name created_at settings is_admin locale",
    "orders": "id user_id total currency created_at shipped_at note",
    "products": "id title description price stock image_url category",
    "reviews": "id product_id user_id rating content created_at",
    "invoices": "id order_id number amount due_date paid_at",
}
PAIRS = (("image", "picture"), ("timestamp", "searched_at"), ("city", "location"))


def schema(prefix: str = "") -> Schema:
    found: list[Object] = []
    for name, columns in TABLES.items():
        found.append(pg.Table(namespace="public", name=prefix + name))
        for position, column in enumerate(columns.split(), 1):
            declared = "bigint" if column.endswith("id") else "text"
            found.append(
                pg.Column(on="table", namespace="public", relation=prefix + name, name=prefix + column,
                          position=position, type=declared, not_null=position < 4)
            )  # fmt: skip
        found.append(pg.PrimaryKey(on="table", namespace="public", relation=prefix + name, name=f"{prefix}{name}_pkey",
                                   columns=(prefix + "id",)))  # fmt: skip
    found.append(pg.Enum(namespace="public", name=prefix + "status", labels=("open", "done")))
    return Schema(found)


@pytest.mark.parametrize("seed", range(6))
def test_a_case_holds_what_it_says(seed):
    case = rename_cases.generated(f"shop {seed}", schema(), [schema("other_")], PAIRS)
    again = rename_cases.generated(f"shop {seed}", schema(), [schema("other_")], PAIRS)
    assert (case.before, case.after, case.truth, case.statistics) == (
        again.before,
        again.after,
        again.truth,
        again.statistics,
    )
    assert case.truth
    assert case.how.keys() == case.truth.keys()
    assert diff(case.before, case.after)
    for one, other in (*case.truth.items(), *case.stayed.items()):
        assert one.kind == other.kind
        if one.kind != "value":
            assert one in case.before
            assert other in case.after
    assert all(one.name != other.name for one, other in case.truth.items())
    both = (*case.statistics.values(), *case.samples.values())
    assert all(-0.5 <= share <= 1 for share in both)
    for where in case.after:
        obj = case.after[where]
        if isinstance(obj, pg.PrimaryKey):
            assert all(where.parent.child("column", name) in case.after for name in obj.columns)


@pytest.mark.parametrize("seed", range(3))
def test_rules_answer_as_described(seed):
    case = rename_cases.generated(f"shop {seed}", schema(), [schema("other_")], PAIRS)
    counted = {}
    for name, rule in renames.RULES.items():
        counted[name] = renames.Tally()
        counted[name].count(case, rule(case), rename_cases.DATA)
        assert counted[name].true == len(case.truth)
    asks = counted["drizzle-kit's rule (asks all)"]
    assert (asks.right, asks.wrong) == (0, 0)
    ids = counted["trueup, identity"]
    assert (ids.right, ids.wrong, ids.asked, ids.missed) == (len(case.truth), 0, 0, 0)
    assert counted["Django's rule (every answer yes)"].asked == 0


def test_what_a_history_dropped_and_made_again_counts_for_neither():
    def one(name: str) -> Schema:
        return Schema([pg.Enum(namespace="public", name=name, labels=("a", "b"))])

    old, new = Address("enum public.mood"), Address("enum public.feeling")
    case = rename_cases.Case("history", one("mood"), one("feeling"), {}, {}, {}, {}, {})
    assert renames.recreated(case, old, new)
    tally = renames.Tally()
    tally.count(case, ({old: new}, {}), ("enum",))
    assert (tally.right, tally.wrong, tally.again) == (0, 0, 1)


def test_ids_tell_what_was_renamed():
    before = {"table public.a": (1, 0), "table public.a column x": (1, 1), "table public.c": (2, 0)}
    after = {"table public.b": (1, 0), "table public.b column x": (1, 1), "table public.c": (3, 0)}
    assert rename_data.same(before, after) == {
        "table public.a": "table public.b",
        "table public.a column x": "table public.b column x",
    }
