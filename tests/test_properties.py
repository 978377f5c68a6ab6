"""Properties that hold for every schema and every name, tried on random ones."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from converge import Trial, there_and_back, turn
from strategies import Dice, names, pair, seeds, write
from trueup import snapshot
from trueup.diff import Alter, Drop, diff
from trueup.graph import Cycle, order
from trueup.model import Address, Schema, address
from trueup.plan import plan
from trueup.postgres.introspect import read
from trueup.postgres.names import ident, literal

# Examples that need a server take a while, so they are few; the seeds are the same in every run.
on_server = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def trial(server: str) -> Iterator[Trial]:
    with contextlib.closing(Trial(server, f"properties_{random.SystemRandom().getrandbits(32)}")) as found:
        yield found


# ------------------------------------------------------------------ addresses and names


@given(names, names, names)
def test_an_address_gives_back_its_names(namespace: str, table: str, column: str) -> None:
    where = address("table", namespace, table)
    assert where.kind == "table"
    assert where.names == (namespace, table)
    inside = where.child("column", column)
    assert inside.names == (column,)
    assert inside.name == column
    assert inside.parent == where
    assert inside.root == where
    assert inside.within(where)
    assert not where.within(inside)


@given(names, names, names, names)
def test_different_names_make_different_addresses(a: str, b: str, c: str, d: str) -> None:
    assert (address("table", a, b) == address("table", c, d)) == ((a, b) == (c, d))


@given(st.lists(st.tuples(names, names), unique=True, max_size=8))
def test_a_container_sorts_before_what_is_inside(pairs: list[tuple[str, str]]) -> None:
    tables = [address("table", *pair) for pair in pairs]
    everything = sorted([*tables, *(table.child("column", "c") for table in tables)])
    for table in tables:
        assert everything.index(table) < everything.index(table.child("column", "c"))


@on_server
@given(names, names)
def test_the_server_reads_quoted_names_and_texts_as_they_were(trial: Trial, name: str, text: str) -> None:
    shown = trial.admin.execute(f"select {literal(text)} as {ident(name)}")  # type: ignore[call-overload]
    assert shown.fetchall() == [(text,)]
    assert shown.description[0].name == name.encode()[:63].decode(errors="ignore")


# ------------------------------------------------------------------ order


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20), st.randoms(use_true_random=False))
def test_order_does_not_depend_on_how_things_are_listed(edges: list[tuple[int, int]], dice: random.Random) -> None:
    after: dict[int, set[int]] = {}
    for one, other in edges:
        after.setdefault(max(one, other), set()).add(min(one, other))
    nodes = list(range(10))
    expected = order(nodes, after)
    dice.shuffle(nodes)
    assert order(nodes, after) == expected
    for node, before in after.items():
        assert all(expected.index(b) <= expected.index(node) for b in before)


def test_a_loop_is_an_error_and_not_an_order() -> None:
    with pytest.raises(Cycle):
        order([1, 2, 3], {1: [2], 2: [3], 3: [1]})


# ------------------------------------------------------------------ schemas


@on_server
@given(seeds)
def test_a_schema_is_itself_everywhere(trial: Trial, seed: int) -> None:
    """Read twice, written to a snapshot and back, made anew from nothing: always the same schema."""
    statements = write(Dice(seed))
    with trial.open("from", statements) as conn:
        schema = read(conn)
        assert diff(schema, read(conn)) == ()
        assert diff(schema, snapshot.parse(snapshot.write(schema))) == ()
        assert snapshot.write(snapshot.parse(snapshot.write(schema))) == snapshot.write(schema)
        with trial.open("to", []) as other:
            assert turn(other, schema) == []


@on_server
@given(seeds)
def test_the_same_plan_comes_out_of_the_same_schemas(trial: Trial, seed: int) -> None:
    first, second = pair(seed)
    with trial.open("from", first) as conn, trial.open("to", second) as other:
        start, goal = read(conn), read(other)
        assert plan(start, goal).sql == plan(_shuffled(start, seed), _shuffled(goal, seed)).sql


def _shuffled(schema: Schema, seed: int) -> Schema:
    objects = list(schema.objects.values())
    random.Random(seed).shuffle(objects)
    return schema.replace(objects=objects)


@on_server
@given(seeds)
def test_a_difference_is_the_same_seen_from_the_other_side(trial: Trial, seed: int) -> None:
    first, second = pair(seed)
    with trial.open("from", first) as conn, trial.open("to", second) as other:
        there, back = diff(a := read(conn), b := read(other)), diff(b, a)
        assert [change.address for change in there] == [change.address for change in back]
        assert [change.fields for change in there if isinstance(change, Alter)] == [
            change.fields for change in back if isinstance(change, Alter)
        ]
        assert [Address(change.address) for change in there if isinstance(change, Drop)] == [
            change.address for change in back if not isinstance(change, Alter | Drop)
        ]


@pytest.mark.parametrize("seed", range(24))
def test_random_pairs_converge_both_ways(trial: Trial, seed: int) -> None:
    assert there_and_back(trial, *pair(seed)) == []
