"""Statements that block -> statements that do not: one recipe per file, each tried on every statement of a plan.

The order of the plan is made before: what a recipe gives runs where its statement stood. A ``recipe`` looks at one
statement; an ``overhaul`` looks at the whole plan first, for what is done by several statements in the plain form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import msgspec

from trueup.model import Address, Schema
from trueup.postgres.ddl import structure
from trueup.postgres.objects import MaterializedView, Table
from trueup.statement import Plan, Statement


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """What is around a plan.

    ``before`` and ``after`` are the schemas around it, ``version`` is the server's ``server_version_num``. ``fresh``
    are the tables and views that the plan makes, of which nobody reads or writes anything yet. ``backfill`` has the SQL
    of what rows that are there get in a column that is new.
    """

    before: Schema
    after: Schema
    version: int
    fresh: frozenset[Address] = frozenset()
    backfill: Mapping[Address, str] = {}

    def is_in_use(self, relation: Address) -> bool:
        """Whether a table or materialized view is there before the plan and stays: it may hold rows, and users."""
        known = isinstance(self.before.get(relation), Table | MaterializedView)
        return known and relation in self.after and relation not in self.fresh


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A statement of a plan in its place, between those that come ``earlier`` and ``later``."""

    plan: Sequence[Statement]
    number: int
    room: Room

    @property
    def statement(self) -> Statement:
        return self.plan[self.number]

    @property
    def earlier(self) -> Sequence[Statement]:
        return self.plan[: self.number]

    @property
    def later(self) -> Sequence[Statement]:
        return self.plan[self.number + 1 :]


Recipe = Callable[[Step], "tuple[Statement, ...] | None"]
Overhaul = Callable[[list[Statement], Room], list[Statement]]


@cache
def _found(name: str) -> tuple[Callable[..., object], ...]:
    """The functions of that name, in the order of their files' names."""
    files = sorted(found.name for found in iter_modules(__path__))
    modules = (import_module(f"{__name__}.{file}") for file in files)
    return tuple(getattr(module, name) for module in modules if hasattr(module, name))


def recipes() -> tuple[Recipe, ...]:
    """What is tried on each statement; the first that knows how replaces it."""
    return _found("recipe")  # type: ignore[return-value]  # found by name


def overhauls() -> tuple[Overhaul, ...]:
    """What is tried on the whole plan, before the recipes."""
    return _found("overhaul")  # type: ignore[return-value]  # found by name


def gentle(plan: Plan, before: Schema, after: Schema, backfill: Mapping[Address, str] | None = None) -> Plan:
    """The plan with each statement that blocks replaced by ones that do not, where a recipe knows how."""
    if not plan:
        return plan
    room = Room(
        before=structure.complete(before),
        after=structure.complete(after),
        version=before.version or after.version or 0,
        fresh=frozenset(_made_anew(plan)),
        backfill=backfill or {},
    )
    from trueup.postgres.online.renewed import without_renewals

    fewer, freed = without_renewals([*plan.statements], room)
    found = _gentler(fewer, room)
    if any(step.sql in freed for step in found):
        found = _gentler([*plan.statements], room)
    return msgspec.structs.replace(plan, statements=tuple(found))


def _gentler(plan: list[Statement], room: Room) -> list[Statement]:
    for overhaul in overhauls():
        plan = overhaul(plan, room)
    return [*_steps(plan, room)]


def _made_anew(plan: Plan) -> Iterator[Address]:
    for statement in plan.statements:
        where = statement.address
        if where in statement.makes and where.kind in ("table", "matview") and statement.sql.startswith("CREATE "):
            yield where


def _steps(plan: list[Statement], room: Room) -> Iterator[Statement]:
    for number, statement in enumerate(plan):
        step = Step(plan=plan, number=number, room=room)
        yield from next((found for found in (recipe(step) for recipe in recipes()) if found is not None), (statement,))
