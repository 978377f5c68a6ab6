"""What is known of one relation: its columns, constraints and indexes, as a script's statements leave them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from trueup.model import Address

WORDS = {
    "OBJECT_TABLE": "table",
    "OBJECT_VIEW": "view",
    "OBJECT_MATVIEW": "matview",
    "OBJECT_FOREIGN_TABLE": "foreign_table",
    "OBJECT_SEQUENCE": "sequence",
}
"""The words of relations in addresses, by the kinds of parse nodes."""


@dataclass
class Column:
    """A column; ``type`` is as ``format_type`` prints it, None where nobody knows."""

    type: str | None = None
    not_null: bool = False
    valid: bool = True
    generated: bool = False
    collation: str | None = None
    identity: bool = False
    is_new: bool = False
    all_null: bool = False
    """Whether a statement of the script made it so that every row has null in it, and none wrote to it since."""


@dataclass
class Constraint:
    """A constraint: ``primary``, ``unique``, ``exclusion``, ``foreign``, ``check`` or ``not null``.

    ``columns`` are those it mentions; ``proves`` are those a check holds not null; ``expression`` is a check's tree.
    ``full`` is a foreign key's MATCH FULL.
    """

    kind: str
    columns: tuple[str, ...] = ()
    to: Address | None = None
    to_columns: tuple[str, ...] = ()
    valid: bool = True
    enforced: bool = True
    proves: frozenset[str] = frozenset()
    expression: object = None
    full: bool = False


@dataclass
class Index:
    """An index. ``keys`` are its key columns, None for an expression; ``mentions`` all columns it depends on."""

    keys: tuple[str | None, ...] = ()
    mentions: frozenset[str] = frozenset()
    plain: bool = True
    """Whether it has neither expressions nor a predicate."""
    parent: tuple[str, str] | None = None


@dataclass
class Relation:
    """A relation as the statements so far leave it. ``known`` is false where no schema says what it has.

    ``is_new`` when a statement made it: nothing reads it yet.
    """

    address: Address
    columns: dict[str, Column] = field(default_factory=dict)
    constraints: dict[str, Constraint] = field(default_factory=dict)
    indexes: dict[str, Index] = field(default_factory=dict)
    parents: tuple[Address, ...] = ()
    partitioned: bool = False
    partition_key: frozenset[str] = frozenset()
    bound: str | None = None
    unlogged: bool = False
    access_method: str | None = None
    tablespace: str | None = None
    replica_index: str | None = None
    is_new: bool = False
    known: bool = True
    empty: bool = False
    """Whether a statement of the script went through that any row would have stopped, and none wrote rows since."""
    kept: list[Constraint] = field(default_factory=list)
    """What the transaction dropped: all rows fulfil it still."""

    @property
    def is_partition(self) -> bool:
        """Whether it is a partition of another table."""
        return self.bound is not None

    @property
    def has_rows_of_its_own(self) -> bool:
        """Whether it has storage: a partitioned table has none, nor has a view."""
        return not self.partitioned and self.address.kind in ("table", "matview")

    @property
    def has_index(self) -> bool:
        """Whether any index is on it, those of keys included."""
        return bool(self.indexes) or any(
            c.kind in ("primary", "unique", "exclusion") for c in self.constraints.values()
        )

    def foreign(self) -> Iterator[tuple[str, Constraint]]:
        """Its foreign keys."""
        return ((name, one) for name, one in self.constraints.items() if one.kind == "foreign")

    def proven(self, column: str) -> bool:
        """Whether a column cannot hold nulls, so that PostgreSQL does not look at its rows."""
        found = self.columns.get(column)
        if found is not None and found.not_null and found.valid:
            return True
        return any(one.valid and one.enforced and column in one.proves for one in self.constraints.values())
