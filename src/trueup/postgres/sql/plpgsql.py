"""DO blocks -> the SQL statements written in them, each at its line. Nothing is run; what is built is not seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from trueup.errors import SourceError
from trueup.postgres.sql.nodes import inside, items, option, text
from trueup.postgres.sql.parse import Parsed, statements


@dataclass
class Block:
    """The statements of a DO block, whichever branch they are in. ``whole`` is whether it runs nothing else."""

    statements: list[Parsed] = field(default_factory=list)
    whole: bool = True


def block(parsed: Parsed) -> Block:
    """The statements in a DO block of PL/pgSQL; none, and not whole, where it cannot be read."""
    from pglast.parser import ParseError, parse_plpgsql_json

    if parsed.node != "DoStmt" or not _is_plpgsql(parsed):
        return Block(whole=False)
    try:
        tree = msgspec.json.decode(parse_plpgsql_json(parsed.sql))
    except (ParseError, RecursionError, msgspec.DecodeError, UnicodeError):
        return Block(whole=False)
    found = Block()
    first = parsed.line + parsed.sql[: parsed.sql.find("$")].count("\n")
    for kind, one in _statements(tree):
        _take(found, parsed, kind, one, first)
    return found


def _is_plpgsql(parsed: Parsed) -> bool:
    language = option(parsed.tree().get("args"), "language")
    return language is None or text(language.get("arg")).lower() == "plpgsql"


def _statements(tree: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """The statements of PL/pgSQL anywhere in a tree, in their order."""
    if isinstance(tree, list):
        for one in tree:
            yield from _statements(one)
    elif isinstance(tree, dict):
        for key, one in tree.items():
            if key.startswith("PLpgSQL_stmt_") and isinstance(one, dict):
                yield key.removeprefix("PLpgSQL_stmt_"), one
            yield from _statements(one)


def _take(found: Block, parsed: Parsed, kind: str, one: dict[str, Any], first: int) -> None:
    line = first + one.get("lineno", 1) - 1
    if kind == "execsql":
        query = one.get("sqlstmt", {}).get("PLpgSQL_expr", {}).get("query", "")
    elif kind == "dynexecute":
        query = _constant(one.get("query", {}).get("PLpgSQL_expr", {}).get("query", ""))
    else:
        found.whole = found.whole and kind not in ("perform", "call", "fors", "dynfors", "forc", "open")
        return
    try:
        inner = statements(query, parsed.file) if query else ()
    except SourceError:
        inner = ()
    found.whole = found.whole and bool(inner)
    found.statements += [Parsed(each.sql, parsed.file, parsed.start, line, 1) for each in inner]


def _constant(expression: str) -> str:
    """The text of an EXECUTE that is written out; empty for one that is put together."""
    try:
        (query,) = statements(f"SELECT {expression}", "expression")
    except (SourceError, ValueError):
        return ""
    (target,) = items(query.tree().get("targetList")) or [{}]
    value = inside(target.get("val"))
    return str(value.get("sval", {}).get("sval", "")) if set(target.get("val", {})) == {"A_Const"} else ""
