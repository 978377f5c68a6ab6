"""The statements a plan is made of, and the plan. Values only: who writes them is below, who orders them above."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from trueup.finding import Finding
from trueup.model import Address

if TYPE_CHECKING:
    from trueup.renames.found import Question

NOTHING: frozenset[Address] = frozenset()


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One SQL statement, without its semicolon, and how it touches addresses.

    ``makes`` exist after it, ``needs`` must exist before it, ``ends`` no longer exist after it, ``frees`` are no
    longer needed by what it changes, ``displaces`` must not exist while it runs: they are dropped before it and made
    again after it. A statement that both ends and makes its own address changes it under whatever needs it. What it
    ``renames`` among its ``ends`` is there under another name until the last statement of its group: only that one
    waits for what lets go of it.
    ``hazards`` are what a careful DBA would say about it; a statement that loses data carries one whose code starts
    with ``H1``. Statements that are not ``transactional`` run on their own.
    """

    sql: str
    address: Address
    makes: frozenset[Address] = NOTHING
    needs: frozenset[Address] = NOTHING
    ends: frozenset[Address] = NOTHING
    frees: frozenset[Address] = NOTHING
    displaces: frozenset[Address] = NOTHING
    renames: frozenset[Address] = NOTHING
    transactional: bool = True
    hazards: tuple[Finding, ...] = ()

    @property
    def loses_data(self) -> bool:
        return any(h.code.startswith("H1") for h in self.hazards)


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Statements in an order that works, and findings about what no statement can bring about.

    ``questions`` are about what the statements drop and what may only have a new name: nobody has answered them.
    """

    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def sql(self) -> str:
        """The plan as a script, one statement per line or more; empty when there is nothing to do."""
        return "".join(f"{s.sql};\n" for s in self.statements)

    def __bool__(self) -> bool:
        return bool(self.statements)
