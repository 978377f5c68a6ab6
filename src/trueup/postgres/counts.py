"""How many rows of a database break what is expected of them: duplicates of a key, nulls, orphans. Reads only.

One round trip for all questions, with a limit on what is counted and on how long it may take.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from trueup.errors import SourceError
from trueup.model import Address
from trueup.postgres.catalog import START
from trueup.postgres.names import ident, idents, qualified

if TYPE_CHECKING:
    from trueup.postgres.connect import Reader

MOST = 1000
"""More is not counted."""

_MILLISECONDS = 3000


class Broken(NamedTuple):
    """Rows to look for in a table: groups that are there more than once, nulls in a column, or rows without a partner.

    Rows with a null in one of ``nullable`` are no duplicates, and refer to nothing. ``to`` and ``to_columns`` are what
    a foreign key refers to.
    """

    sort: Literal["duplicates", "nulls", "orphans"]
    table: Address
    columns: tuple[str, ...]
    nullable: tuple[str, ...] = ()
    to: Address | None = None
    to_columns: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The SQL that lists them.

        >>> Broken("duplicates", Address("table public.t"), ("a", "b"), ("b",)).query
        'SELECT a, b, count(*) FROM public.t WHERE b IS NOT NULL GROUP BY a, b HAVING count(*) > 1'
        """
        table, columns = qualified(*self.table.names), idents(self.columns)
        if self.sort == "nulls":
            return f"SELECT * FROM {table} WHERE {' OR '.join(f'{ident(one)} IS NULL' for one in self.columns)}"
        given = [f"{ident(one)} IS NOT NULL" for one in self.nullable]
        if self.sort == "duplicates":
            where = f" WHERE {' AND '.join(given)}" if given else ""
            return f"SELECT {columns}, count(*) FROM {table}{where} GROUP BY {columns} HAVING count(*) > 1"
        assert self.to is not None
        pairs = zip(self.columns, self.to_columns, strict=True)
        met = " AND ".join(f"there.{ident(other)} = here.{ident(one)}" for one, other in pairs)
        lost = f"NOT EXISTS (SELECT FROM {qualified(*self.to.names)} there WHERE {met})"
        return f"SELECT * FROM {table} here WHERE {' AND '.join([*(f'here.{one}' for one in given), lost])}"


def counts(conn: Reader, wanted: Sequence[Broken]) -> tuple[int, ...]:
    """How many of each there are, ``MOST`` + 1 where there are more.

    Raises SourceError where this role may not read them all, a type cannot be compared, or it takes too long.
    """
    from trueup.postgres.introspect import fetch

    asked = ",\n".join(f"(SELECT count(*) FROM (\n    {one.query} LIMIT {MOST + 1}\n) found)" for one in wanted)
    # Row security that hides rows would make a wrong number of a right one: then it is an error (manual, 5.9).
    careful = f"SET LOCAL statement_timeout = {_MILLISECONDS}; SET LOCAL row_security = off;\n"
    rows = fetch(conn, f"{START}{careful}SELECT {asked};\nCOMMIT".encode())
    if not rows:
        raise SourceError("the server gave no numbers")
    return tuple(int(number) for number in rows[-1])
