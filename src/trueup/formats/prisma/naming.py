"""The names Prisma gives what the schema does not name, and what else depends on the version of Prisma."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from trueup.postgres.names import cut

LONGEST = 63
"""Bytes of a name in PostgreSQL."""


class Conventions(msgspec.Struct, frozen=True):
    """How a major version of Prisma names and what it leaves out; None for the version is the newest."""

    version: int | None = None

    @property
    def old(self) -> bool:
        """Before 3, indexes were called ``User.email_unique`` and required relations deleted along."""
        return self.version is not None and self.version < 3

    @property
    def unique_by_itself(self) -> bool:
        """Before 4, the fields of a one-to-one relation were made unique without saying so."""
        return self.version is not None and self.version < 4

    @property
    def pairs_have_key(self) -> bool:
        """Since 6, the table of an implicit relation has a primary key; before, a unique index."""
        return self.version is None or self.version >= 6

    def unique(self, table: str, columns: Iterable[str]) -> str:
        """The name of a unique index."""
        return self._named(table, columns, "_unique" if self.old else "_key")

    def index(self, table: str, columns: Iterable[str]) -> str:
        """The name of any other index."""
        return self._named(table, columns, "_index" if self.old else "_idx")

    def _named(self, table: str, columns: Iterable[str], suffix: str) -> str:
        whole = f"{table}{'.' if self.old else '_'}{'_'.join(columns)}"
        return cut(whole, LONGEST - len(suffix)) + suffix


def primary_key(table: str) -> str:
    """The name of a primary key.

    >>> primary_key("User"), len(primary_key("x" * 70))
    ('User_pkey', 63)
    """
    return cut(table, LONGEST - 5) + "_pkey"


def foreign_key(table: str, columns: Iterable[str]) -> str:
    """The name of a foreign key, from the table and columns that have it."""
    return cut(f"{table}_{'_'.join(columns)}", LONGEST - 5) + "_fkey"


class Pairs(msgspec.Struct, frozen=True):
    """The names that an implicit many-to-many relation gives rise to; nobody can choose them."""

    table: str

    @classmethod
    def of(cls, relation: str | None, first: str, second: str) -> Pairs:
        """``relation`` is its name if it has one, else the models' names, sorted, make it.

        >>> Pairs.of(None, "Post", "Tag").table, Pairs.of("Likes", "Post", "User").table
        ('_PostToTag', '_Likes')
        """
        return cls(("_" + (relation or f"{first}To{second}"))[:LONGEST])

    @property
    def primary_key(self) -> str:
        return self.table[: LONGEST - 8] + "_AB_pkey"

    @property
    def unique(self) -> str:
        return self.table[: LONGEST - 10] + "_AB_unique"

    @property
    def index(self) -> str:
        return self.table[: LONGEST - 8] + "_B_index"

    def foreign_key(self, column: str) -> str:
        """The name of the key of column ``A`` or ``B``."""
        return f"{self.table[: LONGEST - 7]}_{column}_fkey"
