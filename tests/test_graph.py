"""The one topological sort."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trueup.graph import Cycle, order


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=80))
def test_every_node_comes_after_what_it_waits_for(pairs: list[tuple[int, int]]) -> None:
    """Edges from small to large cannot make a cycle; all of them are kept, and nothing is lost."""
    after: dict[int, set[int]] = {}
    for a, b in pairs:
        if a != b:
            after.setdefault(max(a, b), set()).add(min(a, b))
    found = order(range(31), after)
    place = {node: i for i, node in enumerate(found)}
    assert sorted(found) == list(range(31))
    assert all(place[before] < place[node] for node, befores in after.items() for before in befores)


def test_among_free_nodes_the_smallest_key_is_first() -> None:
    """The order is the same whatever order the nodes come in."""
    after = {"b": ["z"]}
    assert order(["z", "b", "c", "a"], after) == order(["a", "b", "c", "z"], after) == ["a", "c", "z", "b"]


def test_a_cycle_is_an_error_that_names_it() -> None:
    """Nothing is repaired; the path says who waits for whom."""
    with pytest.raises(Cycle) as caught:
        order("abcd", {"a": "b", "b": "c", "c": "a"})
    assert set(caught.value.path) == {"a", "b", "c"}


def test_nodes_that_are_not_given_do_not_hold_anything_up() -> None:
    """What exists already needs no statement."""
    assert order("a", {"a": "x"}) == ["a"]
