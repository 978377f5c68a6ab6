"""Changes -> a plan: naive statements per kind, one topological sort. Runs nothing and reads no database."""

from __future__ import annotations

import msgspec

from trueup.finding import Finding
from trueup.model import Address


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One SQL statement, without its semicolon, and how it touches addresses.

    ``makes`` exist after it, ``needs`` must exist before it, ``ends`` no longer exist after it, ``frees`` are no
    longer needed by what it changes. ``hazards`` are what a careful DBA would say about it; a statement that loses
    data carries one whose code starts with ``H1``. Statements that are not ``transactional`` run on their own.
    """

    sql: str
    address: Address
    makes: frozenset[Address] = frozenset()
    needs: frozenset[Address] = frozenset()
    ends: frozenset[Address] = frozenset()
    frees: frozenset[Address] = frozenset()
    transactional: bool = True
    hazards: tuple[Finding, ...] = ()

    @property
    def loses_data(self) -> bool:
        return any(h.code.startswith("H1") for h in self.hazards)


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Statements in an order that works."""

    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def sql(self) -> str:
        """The plan as a script, one statement per paragraph; empty when there is nothing to do."""
        return "".join(f"{s.sql};\n" for s in self.statements)

    def __bool__(self) -> bool:
        return bool(self.statements)
