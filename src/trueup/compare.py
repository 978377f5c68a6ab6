"""Two arguments of a user -> what differs between them, read as few times as can be. Printing is not known here."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import msgspec

from trueup.comparison import Comparison, Side
from trueup.diff import diff
from trueup.model import Note, Schema, Scope

if TYPE_CHECKING:
    from trueup.statement import Plan


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Both schemas as they were read, and what differs between them."""

    before: Schema
    after: Schema
    comparison: Comparison
    role: str | None = None
    """Who would run a plan in ``before``, when that is a database."""


def compare(
    before: str, after: str, *, scope: Scope | None = None, shadow_url: str | None = None, needs: bool = False
) -> Reading:
    """Read two sources and say what differs; ``needs`` are read for a plan. Raises TrueupError."""
    if is_url(before) and is_url(after):
        return _live(before, after, scope, needs)
    raise NotImplementedError


def is_url(argument: str) -> bool:
    """Whether an argument is the address of a database."""
    return argument.startswith(("postgresql://", "postgres://", "postgresql+", "jdbc:postgresql://"))


def _live(before: str, after: str, scope: Scope | None, needs: bool) -> Reading:
    """Two databases: connected to and read at the same time."""
    from concurrent.futures import ThreadPoolExecutor

    from trueup.postgres.connect import connect, redact
    from trueup.postgres.introspect import read_two

    with ExitStack() as stack, ThreadPoolExecutor(2) as pool:
        one, other = (stack.enter_context(conn) for conn in list(pool.map(connect, (before, after))))
        old, new = read_two(one, other, needs=needs)
        role = one.info.user
    sides = (
        Side(label=redact(before), kind="live", version=old.version),
        Side(label=redact(after), kind="live", version=new.version),
    )
    return _reading(old, new, sides, scope, role)


def _reading(old: Schema, new: Schema, sides: tuple[Side, Side], scope: Scope | None, role: str | None) -> Reading:
    return Reading(
        before=old,
        after=new,
        role=role,
        comparison=Comparison(
            before=sides[0],
            after=sides[1],
            changes=diff(old, new, scope),
            origins={**old.origins, **new.origins},
            notes=_notes(old.notes, new.notes),
        ),
    )


def _notes(*found: tuple[Note, ...]) -> tuple[Note, ...]:
    """The notes of both sides, each once."""
    return tuple(dict.fromkeys(note for notes in found for note in notes))


def make_plan(found: Reading, scope: Scope | None = None) -> Plan:
    """The plan that makes ``before`` like ``after``. Raises PlanFailed."""
    from trueup.plan import plan
    from trueup.statement import Plan

    return plan(found.before, found.after, scope=scope, role=found.role) if found.comparison.changes else Plan()
