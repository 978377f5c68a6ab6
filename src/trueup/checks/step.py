"""What a check of a statement is given: the statement, its parse node, the schemas around it, facts of a database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any

import msgspec

from trueup.model import Address, Schema, address, changed_fields
from trueup.postgres.blocking.assured import NOTHING_ASSURED, Assured
from trueup.postgres.rows.against import Sort
from trueup.postgres.sql.parse import Parsed
from trueup.statement import Lock, Work


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

    ``rows`` is None where nobody counted, and ``because`` says why; where counting ``raised`` what the statement will
    raise, that is what it said. ``query`` needs nothing but the target.
    """

    sort: Sort
    query: str
    rows: int | None = None
    because: str | None = None
    raised: bool = False


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the database that a plan is for; empty without one."""

    tables: dict[Address, Table] = {}
    counts: dict[str, tuple[Count, ...]] = {}
    """By the text of the statement that they would stop."""


@dataclass(frozen=True)
class Step:
    """A statement in its place. ``before`` and ``after`` are the schemas around the whole plan, None for a bare file.

    ``new`` are the tables and views that earlier statements of the same plan or file made, and columns that those of a
    file added: nothing reads them yet.
    In a file, ``in_transaction`` says that its runner (``wrapped``) or a BEGIN makes it a part of one; ``added_values``
    are those that the transaction added to enums before it, ``held`` are the locks that its earlier statements still
    hold, ``lock_timeout`` is what the file set; ``first_lock`` says that no statement before needed a table for itself.
    ``left`` is the schema that a file leaves which is one transaction, as far as that is known.
    ``path`` is where names without a namespace are; ``script`` are the statements of the file, of which this one is at
    ``number``.
    ``assured`` is what of the statement no row can stop.
    """

    address: Address | None
    parsed: Parsed
    work: Work
    before: Schema | None = None
    after: Schema | None = None
    left: Schema | None = None
    new: frozenset[Address] = frozenset()
    facts: Facts = field(default_factory=Facts)
    in_transaction: bool = False
    wrapped: bool = False
    added_values: tuple[str, ...] = ()
    held: tuple[Lock, ...] = ()
    lock_timeout: str | None = None
    first_lock: bool = True
    path: str = "public"
    script: tuple[Parsed, ...] = ()
    number: int = 0
    assured: Assured = NOTHING_ASSURED

    @property
    def end(self) -> Schema | None:
        """The schema when others see what was done, where that is known: after the plan, or the file's transaction."""
        return self.after if self.after is not None else self.left

    @property
    def node(self) -> str:
        """PostgreSQL's name of the parse node, such as ``AlterTableStmt``."""
        return self.parsed.node

    @cached_property
    def tree(self) -> dict[str, Any]:
        """The parse node as libpg_query's JSON has it."""
        return self.parsed.tree()

    def counts(self, *sorts: Sort) -> list[Count]:
        """The rows of some sorts that stand in the way of this statement."""
        return [one for one in self.facts.counts.get(self.parsed.sql, ()) if one.sort in sorts]

    @cached_property
    def relation(self) -> Address | None:
        """The relation that the statement is about, None where it is about none."""
        from trueup.postgres.sql.nodes import inside, items, texts

        tree = self.tree
        if self.node == "DropStmt":
            return next((self.named(texts(one)) for one in tree.get("objects", ())), None) if self._drops else None
        named = tree.get("relation") or tree.get("table") or tree.get("base", {}).get("relation") or tree.get("view")
        named = named or inside((tree.get("relations") or [{}])[0]) or tree.get("into", {}).get("rel")
        named = named or next((one for one in items(tree.get("objects")) if "relname" in one), None)
        return self.at(named) if named and "relname" in named else None

    @property
    def _drops(self) -> bool:
        return self.tree.get("removeType", "").removeprefix("OBJECT_") in ("TABLE", "VIEW", "MATVIEW", "FOREIGN_TABLE")

    def at(self, named: dict[str, Any]) -> Address:
        """The address of what a ``RangeVar`` names."""
        return self.named([one for one in (named.get("schemaname"), named["relname"]) if one])

    def named(self, names: list[str], word: str = "table") -> Address:
        """The address of a relation by its names: a table's, unless it is known to be something else."""
        space = names[-2] if len(names) > 1 else self.path
        found = [address(one, space, names[-1]) for one in (word, "table", "view", "matview", "foreign_table")]
        known = (one for one in found if (self.before is not None and one in self.before) or one in self.new)
        return next(known, found[0])

    def stays(self, field: str | None = None) -> bool:
        """Whether what it is about, or a field of that, is to be what it was: a plan only makes it again."""
        where, before, after = self.address, self.before, self.after
        was = before.get(where) if where is not None and before is not None else None
        now = after.get(where) if where is not None and after is not None else None
        if was is None or now is None:
            return False
        changed = changed_fields(was, now)
        return not changed if field is None else not {field, "class"} & {*changed}

    def is_new(self, relation: Address) -> bool:
        """Whether nothing uses it yet: an earlier statement made it."""
        return relation in self.new

    @property
    def later(self) -> Iterator[Parsed]:
        """The statements of the file that follow."""
        return islice(self.script, self.number + 1, None)

    def size(self, table: Address) -> Table:
        """What is known of a table."""
        return self.facts.tables.get(table, Table())
