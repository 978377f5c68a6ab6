"""What the parts of the evaluator may ask each other for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from trueup.formats.drizzle.scope import Scope
from trueup.formats.drizzle.values import UNDEFINED, Function, Place, Unknown

if TYPE_CHECKING:
    from tree_sitter import Node


class Part:
    """One part of the evaluator. Each method is in the part that has it: expressions, literals, calls, statements.

    Here they raise: nobody makes a part alone, ``evaluate.Evaluator`` is made of all of them.
    """

    imported: Callable[[str, Scope, Place], Any]
    depth: int

    def evaluate(self, node: Node, scope: Scope) -> Any:
        """The value of an expression."""
        raise NotImplementedError  # Evaluator has it

    def member(self, value: Any, name: str, place: Place) -> Any:
        """A property of a value."""
        raise NotImplementedError  # Evaluator has it

    def key(self, node: Node, scope: Scope) -> str | Unknown:
        """The name of a property."""
        raise NotImplementedError  # Literals has it

    def call(self, function: Any, args: list[Any], place: Place, this: Any = UNDEFINED) -> Any:
        """Call a function value."""
        raise NotImplementedError  # Calls has it

    def arguments(self, node: Node, scope: Scope) -> list[Any]:
        """The values a call is made with."""
        raise NotImplementedError  # Calls has it

    def template(self, node: Node, scope: Scope) -> tuple[list[str], list[Any]]:
        """The texts and the values of a template, one text more than values."""
        raise NotImplementedError  # Literals has it

    def spend(self, value: Any) -> Any:
        """A value that was made at once, counted by its size."""
        raise NotImplementedError  # Evaluator has it

    def run_function(self, function: Function, args: list[Any], this: Any) -> Any:
        """The value a function returns for these arguments."""
        raise NotImplementedError  # Statements has it


class Exhausted(Exception):
    """The source asks for more work than a schema can need."""
