"""Statements that block -> statements that do not: one recipe per file, each tried on every statement of a plan.

A recipe takes a ``Step`` of the naive plan and gives the statements to run in its place, or None to leave it. The order
of the plan is made before: what a recipe gives runs where its statement stood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import msgspec

from trueup.model import Address, Schema
from trueup.postgres.parse import Parsed, statements
from trueup.statement import Plan, Statement


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A statement of the naive plan in its place.

    ``before`` and ``after`` are the schemas around the whole plan, ``version`` is the server's ``server_version_num``,
    ``later`` are the statements that follow.
    """

    statement: Statement
    before: Schema
    after: Schema
    version: int
    later: tuple[Statement, ...] = ()

    @property
    def parsed(self) -> Parsed:
        """The statement as PostgreSQL's parser has it."""
        (found,) = statements(self.statement.sql, "plan", self.version)
        return found

    def holds_rows(self, table: Address) -> bool:
        """Whether a table may hold rows: it is there before the plan."""
        return table in self.before


Recipe = Callable[[Step], "tuple[Statement, ...] | None"]


@cache
def recipes() -> tuple[Recipe, ...]:
    """The recipes, in the order of their files' names."""
    files = sorted(found.name for found in iter_modules(__path__))
    return tuple(
        module.recipe for module in (import_module(f"{__name__}.{file}") for file in files) if hasattr(module, "recipe")
    )


def gentle(plan: Plan, before: Schema, after: Schema) -> Plan:
    """The plan with each statement that blocks replaced by ones that do not, where a recipe knows how."""
    version = before.version or after.version or 0
    return msgspec.structs.replace(plan, statements=tuple(_steps(plan, before, after, version)))


def _steps(plan: Plan, before: Schema, after: Schema, version: int) -> Iterator[Statement]:
    for number, statement in enumerate(plan.statements):
        step = Step(
            statement=statement, before=before, after=after, version=version, later=plan.statements[number + 1 :]
        )
        yield from next((found for found in (recipe(step) for recipe in recipes()) if found is not None), (statement,))
