"""How far a long piece of work is, told to whoever wants to know. Shows nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[str, int, int], None]

_listeners: list[Listener] = []


def report(what: str, done: int, total: int) -> None:
    """Say that ``done`` of ``total`` parts of a piece of work are done: ``report("replaying", 3, 120)``."""
    for listener in _listeners:
        listener(what, done, total)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Tell a listener of all work inside; it may be called from any thread."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)
