"""The statements a plan is made of, and the plan. Values only: who writes them is below, who orders them above."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from trueup.cache import blake2b
from trueup.finding import Finding
from trueup.model import Address

if TYPE_CHECKING:
    from trueup.renames.found import Question

NOTHING: frozenset[Address] = frozenset()

MODES = (
    "AccessShareLock",
    "RowShareLock",
    "RowExclusiveLock",
    "ShareUpdateExclusiveLock",
    "ShareLock",
    "ShareRowExclusiveLock",
    "ExclusiveLock",
    "AccessExclusiveLock",
)
"""Lock modes of relations, weakest first (PostgreSQL manual, 13.3.1)."""


class Lock(msgspec.Struct, frozen=True, order=True):
    """The strongest lock a statement takes on a relation that is there before it; ``mode`` is one of ``MODES``."""

    relation: Address
    mode: str


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What a statement does to relations that are there before it, besides the catalog.

    ``scans`` are read whole while the locks are held, ``rewrites`` are tables and materialized views whose rows are
    all written anew, ``builds`` are tables of which an index is built. Where it is not ``known``, it may do more: the
    statement runs code, or the schema before it is not known.
    """

    locks: tuple[Lock, ...] = ()
    scans: tuple[Address, ...] = ()
    rewrites: tuple[Address, ...] = ()
    builds: tuple[Address, ...] = ()
    known: bool = True

    @property
    def long(self) -> frozenset[Address]:
        """The relations for which the time it takes grows with their rows."""
        return frozenset((*self.scans, *self.rewrites, *self.builds))

    def mode(self, relation: Address) -> str | None:
        """The lock held on a relation."""
        return next((lock.mode for lock in self.locks if lock.relation == relation), None)


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """An UPDATE of a whole table in steps of ``size`` rows, each a transaction of its own.

    ``sets`` and ``where`` are SQL: what is assigned, and which rows still need it: a row that has it is not touched
    again, so that the steps can be stopped and begun anew anywhere. ``key`` are columns that identify a row and are
    never null, in the order of an index; without any, rows are taken by their place in the table.
    """

    table: Address
    sets: str
    where: str
    key: tuple[str, ...] = ()
    size: int = 5_000

    @property
    def said(self) -> str:
        """What it does, on one line."""
        return " ".join(f"backfill {self.table}: {self.sets} where {self.where}".split())


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One SQL statement, without its semicolon, and how it touches addresses.

    ``makes`` exist after it, ``needs`` must exist before it, ``ends`` no longer exist after it, ``frees`` are no
    longer needed by what it changes, ``displaces`` must not exist while it runs: they are dropped before it and made
    again after it. A statement that both ends and makes its own address changes it under whatever needs it. What it
    ``renames`` among its ``ends`` is there under another name until the last statement of its group: only that one
    waits for what lets go of it.
    ``hazards`` are what a careful DBA would say about it; a statement that loses data carries one whose code starts
    with ``H1``. Statements that are not ``transactional`` run on their own. ``work`` is what it does to relations, None
    where nobody has worked it out. A statement with a ``batch`` does what that says; its ``sql`` is the same for psql.
    ``undo`` are statements that take it back, as far as it can be; None where nobody has worked them out. ``cleanup``
    are statements to run before it is run once more, when it may have been broken off: what that left is in the way.
    Of several statements in the place of a plain one the first has that as ``instead_of``, the others have an empty
    text: what the change means for rows and code, the plain one tells.
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
    work: Work | None = None
    batch: Batch | None = None
    undo: tuple[str, ...] | None = None
    cleanup: tuple[str, ...] = ()
    instead_of: str | None = None

    @property
    def said(self) -> str:
        """What is told of it while it is run."""
        return self.sql if self.batch is None else self.batch.said

    @property
    def loses_data(self) -> bool:
        return any(h.code.startswith("H1") for h in self.hazards)


_FOR_GOOD = ("H1", "H602", "H605")


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Statements in an order that works, and findings about what no statement can bring about.

    ``questions`` are about what the statements drop and what may only have a new name: nobody has answered them.
    ``renames`` are those that the statements carry out. ``irreversible`` is what undo will not give back, None where
    nobody has worked out the way back.
    """

    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = ()
    renames: dict[Address, Address] = {}
    irreversible: tuple[Finding, ...] | None = None

    @property
    def losses(self) -> tuple[Finding, ...]:
        """The hazards that say what is gone for good, whatever is done afterwards: rows, positions, secrets."""
        return tuple(h for step in self.statements for h in step.hazards if h.code.startswith(_FOR_GOOD))

    @property
    def sql(self) -> str:
        """The plan as a script, one statement per line or more; empty when there is nothing to do."""
        return "".join(f"{s.sql};\n" for s in self.statements)

    @property
    def identity(self) -> str:
        """A digest of what its statements do: the same for the same plan, whenever and wherever it is made."""
        told = [[step.sql, step.transactional, None if step.batch is None else step.batch] for step in self.statements]
        return blake2b(msgspec.json.encode(told, enc_hook=str), digest_size=6).hexdigest()

    def __bool__(self) -> bool:
        return bool(self.statements)
