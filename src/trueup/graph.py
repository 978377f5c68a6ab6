"""One deterministic topological sort. A cycle is an error, never repaired."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, TypeVar

Node = TypeVar("Node", bound=Hashable)


class Cycle(Exception):
    """The nodes of one cycle, each needing the next."""

    def __init__(self, path: tuple[Any, ...]) -> None:
        super().__init__(" -> ".join(map(str, path)))
        self.path = path


def order(
    nodes: Iterable[Node], after: Mapping[Node, Iterable[Node]], key: Callable[[Node], Any] = lambda node: node
) -> list[Node]:
    """The nodes, each behind all those it comes ``after``; among the free ones the smallest ``key`` first.

    What ``after`` says of nodes that are not given is ignored. Raises Cycle.

    >>> order("abc", {"a": "c"})
    ['b', 'c', 'a']
    """
    given = list(nodes)
    known = set(given)
    waits = {node: {n for n in after.get(node, ()) if n in known and n != node} for node in given}
    followers: dict[Node, list[Node]] = {}
    for node in given:
        for before in waits[node]:
            followers.setdefault(before, []).append(node)
    left = {node: len(waits[node]) for node in given}
    heap = [(key(node), i, node) for i, node in enumerate(given) if not left[node]]
    heapq.heapify(heap)
    number = len(given)
    done: list[Node] = []
    while heap:
        node = heapq.heappop(heap)[2]
        done.append(node)
        for follower in followers.get(node, ()):
            left[follower] -= 1
            if not left[follower]:
                number += 1
                heapq.heappush(heap, (key(follower), number, follower))
    if len(done) < len(given):
        raise Cycle(_cycle(waits, set(done)))
    return done


def _cycle(waits: Mapping[Node, set[Node]], done: set[Node]) -> tuple[Node, ...]:
    path: list[Node] = []
    at = next(node for node in waits if node not in done)
    while at not in path:
        path.append(at)
        at = min((n for n in waits[at] if n not in done), key=str)
    return tuple(path[path.index(at) :])
