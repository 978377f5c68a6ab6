"""The definition of an exclusion constraint -> the expressions and operators by which two rows may not be alike."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from trueup.postgres.names import ident
from trueup.postgres.sql.expressions import mentioned


class Excluded(NamedTuple):
    """Each key with the operator that may not hold of two rows for all keys at once, and which rows it is about."""

    keys: tuple[tuple[str, str], ...]
    predicate: str | None

    @property
    def columns(self) -> list[str]:
        """The columns that it is about."""
        told = [key for key, _ in self.keys] + ([self.predicate] if self.predicate is not None else [])
        return sorted({name for one in told for name in mentioned(one)})


@cache
def excluded(definition: str) -> Excluded | None:
    """What a definition excludes; None for what cannot be parsed.

    >>> excluded("EXCLUDE USING gist (room WITH =, during WITH &&) WHERE ((room > 0))")
    Excluded(keys=(('room', '='), ('during', '&&')), predicate='(room > 0)')
    """
    from pglast import parse_sql
    from pglast.parser import ParseError

    try:
        tree: Any = parse_sql(f"ALTER TABLE a ADD CONSTRAINT b {definition}")
    except ParseError:
        return None
    node = tree[0].stmt.cmds[0].def_
    keys = tuple((_key(element), _operator([one.sval for one in names])) for element, names in node.exclusions)
    return Excluded(keys, f"({_sql(node.where_clause)})" if node.where_clause is not None else None)


def _key(element: Any) -> str:
    value = ident(element.name) if element.name is not None else f"({_sql(element.expr)})"
    collation = ".".join(ident(one.sval) for one in element.collation or ())
    return f"{value} COLLATE {collation}" if collation else value


def _operator(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"OPERATOR({ident(names[0])}.{names[-1]})"


def _sql(node: Any) -> str:
    from pglast.stream import RawStream

    text: str = RawStream()(node)
    return text
