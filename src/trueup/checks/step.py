"""What a check of a statement is given: the statement, its parse node, the schemas around it, facts of a database."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import msgspec

from trueup.model import Address, Schema
from trueup.postgres.parse import Parsed
from trueup.statement import Work


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """What a live database says of a table, without reading its rows: estimates of its statistics.

    ``rows`` is None where it was never analyzed; ``bytes`` is the table with its indexes and TOAST; ``writes`` and
    ``scans`` count since the statistics were reset.
    """

    rows: int | None = None
    bytes: int = 0
    writes: int = 0
    scans: int = 0


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """How many rows stand in the way of a statement, and the query that lists them.

    ``rows`` is None where nobody counted, and ``because`` says why; ``query`` needs nothing but the target.
    """

    query: str
    rows: int | None = None
    because: str | None = None


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the database that a plan is for; empty without one."""

    tables: dict[Address, Table] = {}
    counts: dict[str, Count] = {}
    """By the text of the statement that they would stop."""


@dataclass(frozen=True)
class Step:
    """A statement in its place. ``before`` and ``after`` are the schemas around the whole plan, None for a bare file.

    ``new`` are the tables and views that earlier statements of the same plan or file made: nothing reads them yet.
    """

    address: Address | None
    parsed: Parsed
    work: Work
    before: Schema | None = None
    after: Schema | None = None
    new: frozenset[Address] = frozenset()
    facts: Facts = field(default_factory=Facts)

    @property
    def node(self) -> str:
        """PostgreSQL's name of the parse node, such as ``AlterTableStmt``."""
        return self.parsed.node

    @cached_property
    def tree(self) -> dict[str, Any]:
        """The parse node as libpg_query's JSON has it."""
        return self.parsed.tree()

    @property
    def count(self) -> Count | None:
        """The rows that stand in the way of this statement."""
        return self.facts.counts.get(self.parsed.sql)

    def size(self, table: Address) -> Table:
        """What is known of a table."""
        return self.facts.tables.get(table, Table())
