"""Names of the source and what they stand for: scopes, with values made when asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from trueup.formats.drizzle.values import Text


class Lazy:
    """A value that is worked out when somebody first asks for it. While that is under way, ``busy`` is true."""

    __slots__ = ("busy", "done", "make", "value")

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make
        self.done = False
        self.busy = False
        self.value: Any = None


class Scope:
    """Names with their values; a name not here is looked up in the surrounding scope. ``text`` is the file."""

    __slots__ = ("names", "outer", "text", "this")

    def __init__(self, outer: Scope | None, text: Text, this: Any = None) -> None:
        self.outer = outer
        self.text = text
        self.names: dict[str, Any] = {}
        self.this: Any = this if this is not None else (outer.this if outer is not None else None)

    def holder(self, name: str) -> Scope | None:
        """The innermost scope that has a name."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope
            scope = scope.outer
        return None
