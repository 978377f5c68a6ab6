"""The registry of checks: each is a function in a file of its own, its docstring is its page. What they find is theirs.

A check of a statement takes a ``Step`` and yields what it has to say. Its docstring opens with a title and says what
can happen and what to do; an SQL block shows a statement that it finds, marked ``-- CODE``, one after "Instead:" what
it does not find, and one that begins with ``-- given`` what is there before them. The blocks are its test.
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
from trueup.codes import PAGES, Page
from trueup.errors import ConfigError
from trueup.finding import Finding, Severity
from trueup.model import Address
from trueup.statement import Plan


class Told(NamedTuple):
    """What a check says of a statement: what is so, and what to do.

    ``severity`` is set where this case is not what the check is usually; ``address`` where it is not the statement's.
    """

    message: str
    help: str | None = None
    severity: Severity | None = None
    address: Address | None = None


Found = Iterator[Told]
"""What a check yields, once per thing that it finds about the statement."""


class Check(NamedTuple):
    """A check as it is registered."""

    code: str
    severity: Severity
    find: Callable[[Step], Found]

    @property
    def page(self) -> Page:
        """What `trueup explain` prints."""
        title, _, text = inspect.cleandoc(self.find.__doc__ or "").partition("\n")
        return Page(self.code, title.rstrip("."), _FENCED.sub(_indented, text).strip())

    @property
    def blocks(self) -> list[str]:
        """The SQL blocks of its docstring."""
        return [match[1] for match in _FENCED.finditer(inspect.cleandoc(self.find.__doc__ or ""))]


_FENCED = re.compile(r"^```sql\n(.*?)^```$", re.M | re.S)


def _indented(match: re.Match[str]) -> str:
    return "".join(f"    {line}" if line.strip() else line for line in match[1].splitlines(keepends=True)).rstrip()


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


def chosen(levels: Mapping[str, str]) -> dict[str, Severity | None]:
    """The severities that a configuration gives to checks, None for ``off``; those of other findings are left out."""
    known = registered()
    return {code: None if level == "off" else Severity(level) for code, level in levels.items() if code in known}


def judge(steps: Iterable[Step], chosen: Mapping[str, Severity | None] | None = None) -> list[tuple[Finding, ...]]:
    """What all checks find about each statement, the gravest first.

    ``chosen`` are severities that a configuration sets; None turns a check off.
    """
    return [tuple(sorted(_found(step, chosen or {}), key=lambda f: (-f.severity.rank, f.code))) for step in steps]


def _found(step: Step, chosen: Mapping[str, Severity | None]) -> Iterator[Finding]:
    for code, one in registered().items():
        severity = chosen.get(code, one.severity)
        if severity is None:
            continue
        for told in one.find(step):
            yield Finding(
                code=code,
                severity=severity if code in chosen else told.severity or severity,
                address=told.address or step.address or step.relation,
                message=told.message,
                help=told.help,
            )


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


def with_hazards(
    plan: Plan,
    steps: Iterable[Step],
    chosen: Mapping[str, Severity | None] | None = None,
    plain: Mapping[int, Step] | None = None,
) -> Plan:
    """The plan, each statement with what the checks find about it besides what its writer said.

    The writer knows more of what is lost than the statement shows: what it said is not said again. Statements in the
    place of a plain one, which is in ``plain`` by the number of the first of them, are only looked at for what they
    lock: what the change means for rows and code does not depend on how it is made.
    """
    statements = []
    meant = dict(zip(plain or {}, judge((plain or {}).values(), chosen), strict=True))
    for number, (step, found) in enumerate(zip(plan.statements, judge(steps, chosen), strict=True)):
        told = found if step.instead_of is None else _combined(meant.get(number, ()), found)
        said = {one.code for one in step.hazards}
        more = [one for one in told if one.code not in said]
        statements.append(msgspec.structs.replace(step, hazards=(*step.hazards, *more)))
    return msgspec.structs.replace(plan, statements=tuple(statements))


def _combined(plain: Iterable[Finding], found: Iterable[Finding]) -> list[Finding]:
    """What a change means, told by its plain statement, and what is locked by the one in its place."""
    return [one for one in plain if not one.code.startswith("H2")] + [one for one in found if one.code.startswith("H2")]


def pages() -> dict[str, Page]:
    """The pages of all codes, those of checks included."""
    return dict(sorted((PAGES | {code: one.page for code, one in registered().items()}).items()))


def page(code: str) -> Page:
    """The page of a code, however it is capitalised. Raises ConfigError."""
    known = pages()
    found = known.get(code.upper()) or known.get(code.lower())
    if found is None:
        raise ConfigError(f"there is no code {code!r}", help="'trueup explain' without a code lists them all")
    return found
