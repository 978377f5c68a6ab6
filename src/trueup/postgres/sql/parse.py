"""SQL text -> statements with their place in the file, by PostgreSQL's own parser. What they make is in effects.py."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from trueup.errors import SourceError
from trueup.files import decode
from trueup.model import Note, Origin

if TYPE_CHECKING:
    from trueup.postgres.sql.effects import Effects

_FOREIGN = re.compile(r"[^\x00-\x7f]")
_PSQL = re.compile(r"^[ \t]*(\\[^\r\n]*)|\bstdin\b[^;\r\n]*;[ \t]*\r?(?:\n|\Z)", re.M | re.I)
_END_OF_DATA = re.compile(r"^\\\.[ \t]*\r?(?:\n|\Z)", re.M)
_NEAR = re.compile(r'at or near "(.*)"\Z', re.S)

_SILENT = frozenset(
    [
        *("a", "C", "conninfo", "d", "dt", "du", "dn", "echo", "encoding", "f", "H", "l", "password", "prompt", "pset"),
        *(
            "qecho",
            "restrict",
            "set",
            "setenv",
            "t",
            "T",
            "timing",
            "unrestrict",
            "unset",
            "warn",
            "x",
            "z",
            "errverbose",
        ),
    ]
)
"""psql commands that change nothing in the database."""
_ADVICE = {
    "i": "Put the included file's statements here, or name the files in the order they run.",
    "copy": "Use COPY … FROM stdin with the rows in the file, or leave the data out.",
    "gexec": "Write out the statements it would run.",
}
_ADVICE |= {"ir": _ADVICE["i"], "include": _ADVICE["i"], "include_relative": _ADVICE["i"]}


class _Statement(msgspec.Struct):
    stmt: dict[str, msgspec.Raw]


class _Tree(msgspec.Struct):
    stmts: list[_Statement]


_TREE = msgspec.json.Decoder(_Tree)


@dataclass(frozen=True)
class Parsed:
    """One statement: its exact text without the semicolon, and where its first token is.

    ``start`` counts characters from the beginning of the text, ``line`` and ``column`` count from 1. ``data`` holds
    the rows after ``COPY … FROM stdin``.
    """

    sql: str
    file: str
    start: int
    line: int
    column: int
    data: str | None = field(default=None, repr=False)

    @property
    def origin(self) -> Origin:
        """Where the statement is."""
        return Origin(self.file, self.line, self.column)

    @cached_property
    def node(self) -> str:
        """PostgreSQL's name of its parse node, ``CreateStmt``; empty when only a newer server can read it."""
        return self._parsed[0]

    @cached_property
    def _parsed(self) -> tuple[str, msgspec.Raw | None]:
        from pglast.parser import ParseError, parse_sql_json

        try:
            found = _TREE.decode(parse_sql_json(self.sql)).stmts
        except ParseError:
            return "", None
        except RecursionError:
            return self._node_of_a_deep_statement, None
        return next(iter(found[0].stmt.items())) if found else ("", None)

    @property
    def _node_of_a_deep_statement(self) -> str:
        from pglast.parser import parse_sql_json

        return str(parse_sql_json(self.sql)).partition('"stmt":{"')[2].partition('"')[0]

    def tree(self) -> dict[str, Any]:
        """The statement's parse node as libpg_query's JSON has it; empty when it is nested too deeply to hold."""
        raw = self._parsed[1]
        try:
            return msgspec.json.decode(raw, type=dict[str, Any]) if raw is not None else {}
        except RecursionError:
            return {}

    @cached_property
    def transactional(self) -> bool:
        """Whether PostgreSQL runs it in a transaction block: not ``CREATE INDEX CONCURRENTLY`` and the like."""
        from trueup.postgres.sql.transactional import transactional

        return transactional(self.node, self.tree)

    @cached_property
    def adds_enum_value(self) -> bool:
        """Whether it is ``ALTER TYPE … ADD VALUE``, whose value cannot be used before the transaction has ended."""
        return self.node == "AlterEnumStmt" and "oldVal" not in self.tree()

    def effects(self, namespace: str = "public") -> Effects:
        """What it makes, renames and drops, and which roles and extensions it names; see :mod:`effects`."""
        from trueup.postgres.sql.effects import effects

        return effects(self.node, self.tree, namespace)


@dataclass(frozen=True)
class Reading:
    """The statements of one file, and what was left out of it."""

    statements: tuple[Parsed, ...]
    notes: tuple[Note, ...] = ()


def statements(text: str | bytes, file: str, version: int | None = None) -> tuple[Parsed, ...]:
    """The statements of an SQL file in order; SourceError says where the file cannot be read.

    ``version`` is the ``server_version_num`` of the server that will run them. When it is newer than the parser, what
    the parser does not know is passed on for the server to judge.

    >>> [(s.node, s.line, s.sql) for s in statements("-- users\\ncreate table users (id int);", "a.sql")]
    [('CreateStmt', 2, 'create table users (id int)')]
    """
    return read(text, file, version).statements


def read(text: str | bytes, file: str, version: int | None = None) -> Reading:
    """As :func:`statements`, together with notes on psql commands that were passed over."""
    text = decode(text, file)
    lines = _Lines(text)
    plain = text if text.isascii() else _FOREIGN.sub("_", text)
    plain, rows, notes = _without_psql(plain, text, file, lines)
    found = [_parsed(text, plain, cut, file, lines) for cut in _split(plain, text, file, lines, version)]
    return Reading(tuple(_with_rows(found, rows)), tuple(notes))


class _Lines:
    """Which line and column a character is on."""

    def __init__(self, text: str) -> None:
        self._ends = [match.end() for match in re.finditer("\n", text)]

    def __call__(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._ends, at)
        return line + 1, at - (self._ends[line - 1] if line else 0) + 1


# ------------------------------------------------------------------ splitting


def _split(plain: str, text: str, file: str, lines: _Lines, version: int | None) -> Iterator[slice]:
    """Where the statements are.

    ``plain`` is the text with one ASCII character for each of its characters: offsets in it are offsets in the
    text, while those of a text with longer characters are slow to convert and, in errors, converted wrongly.
    """
    from pglast import get_postgresql_version
    from pglast.parser import ParseError, split

    if not plain.strip():
        return
    try:
        yield from split(plain, with_parser=True, only_slices=True)
    except ParseError as error:
        if version is None or version // 10000 <= get_postgresql_version()[0]:
            raise _syntax_error(error, text, file, lines) from None
        try:
            yield from split(plain, with_parser=False, only_slices=True)
        except ParseError as worse:
            raise _syntax_error(worse, text, file, lines) from None


def _syntax_error(error: Exception, text: str, file: str, lines: _Lines) -> SourceError:
    message, at = str(error.args[0]), error.args[1] if len(error.args) > 1 else None
    if at is None:
        at = max(len(text.rstrip()) - 1, 0)
    near = _NEAR.search(message)
    token = text[at : at + len(near[1])] if near else ""
    if near:
        shown = token.splitlines()[0] if token.strip() else token
        message = f'{message[: near.start(1)]}{shown[:60]}{"…" if len(shown) > 60 or shown != token else ""}"'
    line, column = lines(at)
    return SourceError(message, where=f"{file}:{line}:{column}", help=_advice(message, token, text[at : at + 2]))


def _advice(message: str, near: str, ahead: str) -> str:
    if message.startswith(("memory exhausted", "stack depth")):
        return "The statement is nested too deeply for PostgreSQL's parser; write it in several."
    if message.startswith("unterminated") or "end of input" in message:
        return "The last statement is not complete: the file may be cut off, or a quote or bracket is not closed."
    if near.startswith("\\"):
        return "This is a command of psql, not SQL; trueup runs the file without psql."
    if near.startswith(":"):
        return "If this is a psql variable, write its value: trueup runs the file without psql."
    if ahead in ("${", "{{"):
        return "If this is a placeholder that the migration runner fills in, write a value in its place."
    if near == "`":
        return "Names are quoted with double quotes in PostgreSQL; this file may be for MySQL."
    return "PostgreSQL's parser does not take this. Correct the statement, or leave the file out."


def _parsed(text: str, plain: str, cut: slice, file: str, lines: _Lines) -> Parsed:
    start = cut.start
    if plain.startswith(("--", "/*", " ", "\n", "\r", "\t", "\f"), start):
        start += _first_token(plain[cut])
    line, column = lines(start)
    return Parsed(text[start : cut.stop].rstrip(), file, start, line, column)


def _first_token(plain: str) -> int:
    from pglast.parser import scan

    return next((t.start for t in scan(plain) if t.name not in ("SQL_COMMENT", "C_COMMENT")), 0)


def _with_rows(found: list[Parsed], rows: dict[int, str]) -> list[Parsed]:
    if rows:
        starts = [s.start for s in found]
        for end, data in rows.items():
            at = bisect_right(starts, end) - 1
            if at >= 0:
                old = found[at]
                found[at] = Parsed(old.sql, old.file, old.start, old.line, old.column, data)
    return found


# ------------------------------------------------------------------ what only psql understands


def _without_psql(plain: str, text: str, file: str, lines: _Lines) -> tuple[str, dict[int, str], list[Note]]:
    """The text with psql's commands and COPY rows blanked; the rows by the place of their semicolon; notes."""
    rows: dict[int, str] = {}
    notes: list[Note] = []
    kept: list[str] = []
    done = cursor = 0  # the text is known to be outside any literal at ``done``
    while match := _PSQL.search(plain, cursor):
        cursor = match.end()
        if match[1] is None:
            end = plain.rindex(";", match.start(), match.end()) + 1
            if not _ends_copy(plain[done:end]):
                continue
            stop = _END_OF_DATA.search(plain, match.end())
            line, column = lines(match.start())
            if stop is None:
                raise SourceError(
                    "the rows after COPY … FROM stdin do not end with a line \\.",
                    where=f"{file}:{line}:{column}",
                    help="The file may be cut off.",
                )
            rows[end - 1] = text[match.end() : stop.start()]
            kept += [plain[done : match.end()], _blank(plain[match.end() : stop.end()])]
            done = cursor = stop.end()
        elif _closed(plain[done : match.start()]):
            command = text[match.start(1) : match.end(1)]
            notes += _passed_over(command, file, lines(match.start(1)))
            kept.append(plain[done : match.start(1)])
            stop_here = re.match(r"\\q(uit)?\b", command)
            done = cursor = len(plain) if stop_here else match.end(1)
            kept.append(_blank(plain[match.start(1) : done]))
    return ("".join([*kept, plain[done:]]) if kept else plain), rows, notes


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _passed_over(command: str, file: str, at: tuple[int, int]) -> list[Note]:
    name = (re.match(r"\\(\w*)", command) or ["", ""])[1]
    where = f"{file}:{at[0]}"
    if name in ("restrict", "unrestrict"):
        return []  # pg_dump's guard against psql commands among the rows; every dump has it
    if name in ("c", "connect"):
        return [Note("psql", f"{command} was passed over: everything is run in one database", where)]
    if name in ("q", "quit"):
        return [Note("psql", f"the file ends at {command}: what follows was not run", where)]
    if name in _SILENT:
        return [Note("psql", f"{command} was passed over", where)]
    raise SourceError(
        f"psql's command \\{name} cannot be run",
        where=f"{file}:{at[0]}:{at[1]}",
        help=_ADVICE.get(name, "trueup runs the file without psql: write what the command does as SQL."),
    )


def _closed(plain: str) -> bool:
    """Whether the text ends outside any literal and comment."""
    from pglast.parser import ParseError, scan, split

    for read in (lambda: split(plain, with_parser=True, only_slices=True), lambda: scan(plain)):
        try:
            read()
        except ParseError as error:
            if str(error.args[0]).startswith("unterminated"):
                return False
        else:
            return True
    return True


def _ends_copy(plain: str) -> bool:
    """Whether the last statement of the text is a finished COPY."""
    from pglast.parser import ParseError, scan

    try:
        tokens = [t.name for t in scan(plain) if t.name not in ("SQL_COMMENT", "C_COMMENT")]
    except ParseError:
        return False
    if not tokens or tokens.pop() != "ASCII_59":
        return False
    before = len(tokens) - 1 - tokens[::-1].index("ASCII_59") if "ASCII_59" in tokens else -1
    return tokens[before + 1 : before + 2] == ["COPY"]
