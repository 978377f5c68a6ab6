"""The registry of checks: each is a function in a file of its own, its docstring is its page. What they find is theirs.

A check of a statement takes a ``Step`` and yields findings. Its docstring opens with a title and says what can happen
and what to do; its first SQL block shows a statement that it finds, marked ``-- CODE``, the next one (after "Instead:")
what it does not find. The blocks are its test.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

import msgspec

from trueup.checks.step import Step
from trueup.codes import Page
from trueup.finding import Finding, Severity
from trueup.statement import Plan

Found = Iterator[tuple[str, str | None]]
"""What a check yields: a message, and what to do, once per thing that it finds about the statement."""


class Check(NamedTuple):
    """A check as it is registered."""

    code: str
    severity: Severity
    find: Callable[[Step], Found]

    @property
    def page(self) -> Page:
        """What `trueup explain` prints."""
        title, _, text = inspect.cleandoc(self.find.__doc__ or "").partition("\n")
        return Page(self.code, title.rstrip("."), text.strip())


_REGISTERED: dict[str, Check] = {}


def check(code: str, severity: Severity) -> Callable[[Callable[[Step], Found]], Callable[[Step], Found]]:
    """Register a check of statements under a code that is never used again."""

    def register(find: Callable[[Step], Found]) -> Callable[[Step], Found]:
        if code in _REGISTERED:
            raise ValueError(f"two checks are called {code}")
        _REGISTERED[code] = Check(code, severity, find)
        return find

    return register


@cache
def registered() -> Mapping[str, Check]:
    """All checks of statements, by their code: those of every file in ``checks/hazards``."""
    room = import_module("trueup.checks.hazards")
    for file in sorted(found.name for found in iter_modules(room.__path__)):
        import_module(f"{room.__name__}.{file}")
    return dict(sorted(_REGISTERED.items()))


def judge(steps: Iterable[Step], chosen: Mapping[str, Severity | None] | None = None) -> list[tuple[Finding, ...]]:
    """What all checks find about each statement, the gravest first.

    ``chosen`` are severities that a configuration sets; None turns a check off.
    """
    severities = {code: one.severity for code, one in registered().items()} | dict(chosen or {})
    return [tuple(sorted(_found(step, severities), key=lambda f: (-f.severity.rank, f.code))) for step in steps]


def _found(step: Step, severities: Mapping[str, Severity | None]) -> Iterator[Finding]:
    for code, one in registered().items():
        severity = severities[code]
        if severity is None:
            continue
        for message, advice in one.find(step):
            yield Finding(code=code, severity=severity, address=step.address, message=message, help=advice)


def stopping(plan: Plan, allowed: Iterable[str] = ()) -> list[Finding]:
    """The hazards that must be allowed by name before a plan is applied: errors and worse.

    ``allowed`` are keys (``H102 table public.users column name``), whose addresses may be globs, or codes alone.
    """
    patterns = [_pattern(one) for one in allowed]
    found = {h.key: h for step in plan.statements for h in step.hazards if h.severity.rank >= Severity.ERROR.rank}
    return [h for key, h in found.items() if not any(pattern.fullmatch(key) for pattern in patterns)]


def _pattern(name: str) -> re.Pattern[str]:
    code, _, where = name.strip().partition(" ")
    rest = "".join(".*" if c == "*" else re.escape(c) for c in where)
    return re.compile(f"{re.escape(code.upper())} {rest}" if where else f"{re.escape(code.upper())}( .*)?", re.S)


def with_hazards(plan: Plan, steps: Iterable[Step], chosen: Mapping[str, Severity | None] | None = None) -> Plan:
    """The plan, each statement with what the checks find about it besides what its writer said."""
    told = judge(steps, chosen)
    statements = tuple(
        msgspec.structs.replace(step, hazards=(*step.hazards, *more))
        for step, more in zip(plan.statements, told, strict=True)
    )
    return msgspec.structs.replace(plan, statements=statements)
