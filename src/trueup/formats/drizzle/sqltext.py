"""``sql`` templates and Drizzle's operators as values, and the SQL text drizzle-kit makes of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from trueup.formats.drizzle import library
from trueup.formats.drizzle.values import (
    UNDEFINED,
    Caller,
    Host,
    Moment,
    Native,
    Place,
    Record,
    Unknown,
    shown_number,
    text_of_value,
    truthy,
)


class Untold(Exception):
    """SQL that contains something unknown."""

    def __init__(self, unknown: Unknown) -> None:
        super().__init__(unknown.why)
        self.unknown = unknown


def told(value: Any) -> str:
    """A value as a text. Raises Untold."""
    text = text_of_value(value)
    if isinstance(text, Unknown):
        raise Untold(text)
    return text


class Verbatim(str):
    """Text of a template that goes into the SQL as it is."""

    __slots__ = ()


class Named(Host):
    """A name given by ``sql.identifier``."""

    def __init__(self, name: str) -> None:
        self.name = name


class Wrapped(Host):
    """What has SQL of its own: a table, a column, a query. ``as_sql`` gives it, ``bare`` without qualification."""

    def as_sql(self, *, bare: bool) -> str:
        """The SQL text of a mention of this."""
        raise NotImplementedError  # each kind has it; an ABC would slow down isinstance


class Sql(Wrapped):
    """A ``sql`` template: texts and values in their order."""

    def __init__(self, chunks: list[Any], place: Place | None = None) -> None:
        self.chunks = chunks
        self.place = place

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        if name == "as":
            return Native(name, lambda args, p, c: Aliased(self, args[0]) if args else self)
        if name == "append":
            return Native(name, self._append)
        if name == "if":
            return Native(name, lambda args, p, c: self if args and truthy(args[0]) else UNDEFINED)
        if name in ("mapWith", "inlineParams", "getSQL", "$type"):
            return Native(name, lambda args, p, c: self)
        return Unknown(f"the property {name} of SQL", place)

    def _append(self, args: list[Any], place: Place, caller: Caller) -> Any:
        self.chunks += args[0].chunks if args and isinstance(args[0], Sql) else args
        return self

    def as_sql(self, *, bare: bool) -> str:
        return "".join(rendered(chunk, bare=bare) for chunk in self.chunks)


class Aliased(Wrapped):
    """SQL with a name: ``sql`…`.as("total")``."""

    def __init__(self, inner: Any, alias: Any) -> None:
        self.inner = inner
        self.alias = alias

    def as_sql(self, *, bare: bool) -> str:
        return quoted(self.alias)


def quoted(name: Any) -> str:
    """A name as drizzle quotes it; unknown names raise Untold."""
    return '"' + told(name).replace('"', '""') + '"'


def literal(value: str) -> str:
    """A text as drizzle quotes it."""
    return "'" + value.replace("'", "''") + "'"


def rendered(chunk: Any, *, bare: bool = False) -> str:
    """The SQL of one piece of a template. Raises Untold.

    Values are written out where older versions of drizzle-kit leave a placeholder that PostgreSQL refuses.
    """
    try:
        return _rendered(chunk, bare)
    except RecursionError:
        raise Untold(Unknown("SQL that contains itself, or is nested too deeply")) from None


def _rendered(chunk: Any, bare: bool) -> str:
    match chunk:
        case Verbatim():
            return chunk
        case Named():
            return quoted(chunk.name)
        case Wrapped():
            return chunk.as_sql(bare=bare)
        case list():
            return "(" + ", ".join(rendered(item, bare=bare) for item in chunk) + ")"
        case Unknown():
            raise Untold(chunk)
        case None:
            return "null"
        case bool() | int() | float():
            return shown_number(chunk)
        case str():
            return literal(chunk)
        case Moment():
            return literal(library.iso(chunk))
        case Record():
            return _json_literal(chunk)
    if chunk is UNDEFINED:
        return ""
    raise Untold(Unknown(f"a {type(chunk).__name__.lower()} in SQL"))


def _json_literal(value: Any) -> str:
    try:
        return literal(library.json_text(value))
    except TypeError:
        raise Untold(Unknown("an object in SQL")) from None


def template(args: list[Any], place: Place, caller: Caller) -> Any:
    """The ``sql`` tag itself."""
    if not args or not isinstance(args[0], list):
        return Unknown("sql called without a template", place)
    strings, values = args[0], args[1:]
    chunks: list[Any] = [Verbatim(strings[0])]
    for value, text in zip(values, strings[1:], strict=False):
        chunks += [value, Verbatim(text)]
    return Sql(chunks, place)


def _raw(args: list[Any], place: Place, caller: Caller) -> Any:
    text = args[0] if args else UNDEFINED
    return Sql([Verbatim(text) if isinstance(text, str) else text], place)


def _join(args: list[Any], place: Place, caller: Caller) -> Any:
    items = library.iterated(args[0]) if args else []
    if isinstance(items, Unknown):
        return items
    chunks: list[Any] = []
    for index, item in enumerate(items):
        chunks += [args[1], item] if index and len(args) > 1 else [item]
    return Sql(chunks, place)


SQL = Native(
    "sql",
    template,
    {
        "raw": Native("raw", _raw),
        "join": Native("join", _join),
        "identifier": Native("identifier", lambda a, p, c: Named(a[0]) if a else Unknown("a name", p)),
        "empty": Native("empty", lambda a, p, c: Sql([], p)),
        "param": Native("param", lambda a, p, c: a[0] if a else UNDEFINED),
        "fromList": Native("fromList", lambda a, p, c: Sql(list(a[0]), p)),
    },
)


def pieces(*parts: Any) -> Sql:
    """SQL of texts and values: plain strings are taken as they are, every other value as in a template."""
    return Sql([Verbatim(part) if type(part) is str else part for part in parts])


def _value(value: Any) -> Any:
    """An argument of an operator: a plain string is a literal there."""
    return Sql([value]) if isinstance(value, str) else value


def _infix(sign: str) -> Callable[..., Any]:
    return lambda args, place, caller: pieces(_value(args[0]), f" {sign} ", _value(args[1]))


def _suffix(words: str) -> Callable[..., Any]:
    return lambda args, place, caller: pieces(_value(args[0]), f" {words}")


def _prefix(words: str) -> Callable[..., Any]:
    return lambda args, place, caller: pieces(f"{words} ", _value(args[0]))


def _connected(word: str) -> Callable[..., Any]:
    def body(args: list[Any], place: Place, caller: Caller) -> Any:
        parts = [arg for arg in args if arg is not UNDEFINED]
        if len(parts) < 2:
            return parts[0] if parts else UNDEFINED
        chunks: list[Any] = ["("]
        for index, part in enumerate(parts):
            chunks += [f" {word} ", part] if index else [part]
        return pieces(*chunks, ")")

    return body


def _in(word: str, empty: str) -> Callable[..., Any]:
    def body(args: list[Any], place: Place, caller: Caller) -> Any:
        if isinstance(args[1], list) and not args[1]:
            return pieces(empty)
        return pieces(_value(args[0]), f" {word} ", args[1])

    return body


def _between(word: str) -> Callable[..., Any]:
    return lambda a, p, c: pieces(_value(a[0]), f" {word} ", _value(a[1]), " and ", _value(a[2]))


def _aggregate(name: str, before: str = "") -> Callable[..., Any]:
    return lambda a, p, c: pieces(f"{name}({before}", _value(a[0]) if a else "*", ")")


_TABLE: dict[str, Callable[..., Any]] = {
    "eq": _infix("="),
    "ne": _infix("<>"),
    "gt": _infix(">"),
    "gte": _infix(">="),
    "lt": _infix("<"),
    "lte": _infix("<="),
    "like": _infix("like"),
    "notLike": _infix("not like"),
    "ilike": _infix("ilike"),
    "notIlike": _infix("not ilike"),
    "arrayContains": _infix("@>"),
    "arrayContained": _infix("<@"),
    "arrayOverlaps": _infix("&&"),
    "and": _connected("and"),
    "or": _connected("or"),
    "not": lambda a, p, c: pieces("not (", _value(a[0]), ")"),
    "isNull": _suffix("is null"),
    "isNotNull": _suffix("is not null"),
    "inArray": _in("in", "false"),
    "notInArray": _in("not in", "true"),
    "between": _between("between"),
    "notBetween": _between("not between"),
    "exists": _prefix("exists"),
    "notExists": _prefix("not exists"),
    "asc": _suffix("asc"),
    "desc": _suffix("desc"),
    "count": _aggregate("count"),
    "countDistinct": _aggregate("count", "distinct "),
    "avg": _aggregate("avg"),
    "avgDistinct": _aggregate("avg", "distinct "),
    "sum": _aggregate("sum"),
    "sumDistinct": _aggregate("sum", "distinct "),
    "max": _aggregate("max"),
    "min": _aggregate("min"),
}


def _safe(name: str, body: Callable[..., Any]) -> Callable[[list[Any], Place, Caller], Any]:
    def run(args: list[Any], place: Place, caller: Caller) -> Any:
        try:
            return body(args, place, caller)
        except IndexError:
            return Unknown(f"{name} without its arguments", place)

    return run


OPERATORS = {name: Native(name, _safe(name, body)) for name, body in _TABLE.items()}
"""``eq``, ``and`` and the like, by name."""
