"""The functions of the public API: what the commands do, for Python."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from trueup import compare as comparing
from trueup.diff import Change
from trueup.diff import diff as difference
from trueup.model import Schema, Scope

if TYPE_CHECKING:
    from trueup.applying import Outcome
    from trueup.postgres.apply import Event
    from trueup.postgres.fingerprint import Fingerprint
    from trueup.postgres.proof import Proof
    from trueup.statement import Plan

Source = Schema | str | Path
"""A schema already read, or what names one: a URL, a path, an alias from ``trueup.toml``."""


def read(source: str | Path, *, shadow: str | None = None) -> Schema:
    """The schema of a source. ``shadow`` is the URL of a server to use as the shadow. Raises TrueupError.

    >>> schema = trueup.read("postgresql://localhost/app")   # doctest: +SKIP
    >>> schema["table public.users"].rls                      # doctest: +SKIP
    False
    """
    return comparing.read_one(str(source), shadow_url=shadow)[1]


def diff(
    before: Source,
    after: Source,
    *,
    only: Sequence[str] = (),
    ignore: Sequence[str] = (),
    shadow: str | None = None,
) -> tuple[Change, ...]:
    """The changes that lead from one schema to another, sorted by address; none when they are equal.

    ``only`` and ``ignore`` are globs over addresses. Raises TrueupError.

    >>> for change in trueup.diff("production", "migrations"):  # doctest: +SKIP
    ...     print(type(change).__name__, change.address)
    """
    scope = _scope(only, ignore)
    if isinstance(before, Schema) or isinstance(after, Schema):
        return difference(_schema(before, shadow), _schema(after, shadow), scope)
    return comparing.compare(str(before), str(after), scope=scope, shadow_url=shadow).comparison.changes


def plan(
    before: Source,
    after: Source,
    *,
    only: Sequence[str] = (),
    ignore: Sequence[str] = (),
    shadow: str | None = None,
    blocking: bool = False,
) -> Plan:
    """The statements that turn one schema into another, in an order that works. Nothing is executed.

    Each says which locks it takes and what can go wrong; statements that hold up readers or writers for long are
    replaced by gentle ones, unless ``blocking``.

    >>> print(trueup.plan("production", "migrations").sql)  # doctest: +SKIP
    """
    from trueup.plan import plan as planned
    from trueup.planning import Wish, dressed, prepare

    scope, wish = _scope(only, ignore), Wish(gentle=not blocking)
    if isinstance(before, Schema) or isinstance(after, Schema):
        old, new = _schema(before, shadow), _schema(after, shadow)
        return dressed(planned(old, new, scope=scope), old, new, wish)
    return prepare(comparing.compare(str(before), str(after), scope=scope, shadow_url=shadow, needs=True), wish)


def prove(
    before: Source,
    after: Source,
    *,
    only: Sequence[str] = (),
    ignore: Sequence[str] = (),
    shadow: str | None = None,
    blocking: bool = False,
    queries: Sequence[str] = (),
) -> Proof:
    """Make the plan from one schema to another, run it on a throw-away clone, and say what it was seen to do.

    ``queries`` are files or folders of SQL that must still prepare afterwards.

    >>> trueup.prove("production", "migrations").holds  # doctest: +SKIP
    True
    """
    from trueup.planning import Wish, demonstrate
    from trueup.postgres.proof import prove as proven
    from trueup.postgres.proof.queries import from_files

    scope = _scope(only, ignore)
    if isinstance(before, Schema) or isinstance(after, Schema):
        old, new = _schema(before, shadow), _schema(after, shadow)
        made = plan(old, new, only=only, ignore=ignore, blocking=blocking)
        asked = from_files(queries) if queries else None
        return proven(made, old, new, shadow_url=shadow, scope=scope, queries=asked)
    found = comparing.compare(str(before), str(after), scope=scope, shadow_url=shadow, needs=True)
    return demonstrate(found, Wish(gentle=not blocking, counting="none"), queries=queries)


def apply(
    target: str,
    goal: str | Path,
    *,
    allow: Sequence[str] = (),
    yes: bool = False,
    blocking: bool = False,
    only: Sequence[str] = (),
    ignore: Sequence[str] = (),
    shadow: str | None = None,
) -> Outcome:
    """Turn a database into what a source says; a run that was interrupted there is gone on with first.

    ``allow`` are hazards by name (``H102`` or ``H102 table public.users column *``), ``yes`` is for production. Raises
    Refused when nothing was changed, ApplyFailed when the plan is begun and not finished, and TrueupError else.

    >>> trueup.apply("staging", "migrations").state  # doctest: +SKIP
    'done'
    """
    from trueup.applying import Order
    from trueup.applying import apply as carried_out

    order = Order(
        target=target,
        goal=str(goal),
        allow=tuple(allow),
        yes=yes,
        gentle=not blocking,
        scope=_scope(only, ignore),
        shadow_url=shadow,
    )
    return carried_out(order, _nobody)


def undo(target: str, *, allow: Sequence[str] = (), yes: bool = False, shadow: str | None = None) -> Outcome:
    """Take back the last plan that was applied to a database, as far as it can be. Raises as ``apply`` does."""
    from trueup.applying import Order
    from trueup.applying import undo as taken_back

    return taken_back(Order(target=target, allow=tuple(allow), yes=yes, shadow_url=shadow), _nobody)


def _nobody(_: Event) -> None:
    """Nobody listens to what happens on the way."""


def fingerprint(source: str | Path) -> Fingerprint:
    """A digest of a database's schema, computed on the server in one round trip. Raises TrueupError."""
    return comparing.fingerprint_of(str(source))[0]


def _schema(source: Source, shadow: str | None) -> Schema:
    return source if isinstance(source, Schema) else read(source, shadow=shadow)


def _scope(only: Sequence[str], ignore: Sequence[str]) -> Scope | None:
    return Scope(only=tuple(only), ignore=tuple(ignore)) if only or ignore else None
