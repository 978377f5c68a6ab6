"""What is dropped and made again is not missing while tables are scanned."""

from __future__ import annotations

from trueup.model import Address, Schema
from trueup.statement import Plan, Statement
from trueup.tighten import tightened

COLUMN, OTHER = Address("table public.t column a"), Address("table public.t column b")
V, W = Address("view public.v"), Address("view public.w")


def step(name: str, where: Address, **more: object) -> Statement:
    return Statement(**{"sql": name, "address": where} | more)  # type: ignore[arg-type]


def drop(where: Address) -> Statement:
    return step(f"drop {where.name}", where, ends=frozenset({where}))


def make(where: Address, *needs: Address) -> Statement:
    return step(f"make {where.name}", where, makes=frozenset({where}), needs=frozenset(needs))


RETYPE = step("retype", COLUMN, makes=frozenset({COLUMN}), ends=frozenset({COLUMN}))
SCAN = step("scan", OTHER, transactional=False, needs=frozenset({Address("table public.t")}))
GRANT = step("grant", V, needs=frozenset({V}))
NEEDS = {V: frozenset({COLUMN}), W: frozenset({V})}


def order(*steps: Statement) -> list[str]:
    schema = Schema(needs=NEEDS)
    return [one.sql for one in tightened(Plan(statements=steps), schema, schema).statements]


def test_views_are_dropped_right_before_what_they_are_in_the_way_of_and_made_right_after():
    steps = [drop(W), drop(V), SCAN, RETYPE, SCAN, make(V, COLUMN), GRANT, make(W, V)]
    assert order(*steps) == ["scan", "drop w", "drop v", "retype", "make v", "grant", "make w", "scan"]


def test_what_changes_what_a_view_mentions_stays_between():
    reads = step("scan a", COLUMN, transactional=False)
    steps = [drop(V), SCAN, reads, RETYPE, make(V, COLUMN)]
    assert order(*steps) == ["scan", "drop v", "scan a", "retype", "make v"]


def test_settings_are_not_passed_and_short_plans_stay_as_they_are():
    setting = step("SET check_function_bodies = off", V)
    assert order(drop(V), RETYPE, make(V)) == ["drop v", "retype", "make v"]
    steps = [drop(V), SCAN, setting, RETYPE, make(V)]
    assert order(*steps)[:3] == ["scan", "drop v", "SET check_function_bodies = off"]
