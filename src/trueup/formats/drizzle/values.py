"""What expressions of a schema file evaluate to: JavaScript values, functions, and values that stay unknown.

Strings, booleans, numbers, ``None`` (null) and lists are Python's own. Nothing here reads files or knows Drizzle.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from trueup.model import Origin

if TYPE_CHECKING:
    from tree_sitter import Node

    from trueup.formats.drizzle.scope import Scope


class Text(NamedTuple):
    """A source file: its name as the user would type it, its bytes, and where its lines begin."""

    file: str
    data: bytes
    lines: list[int]

    def origin(self, byte: int) -> Origin:
        """Line and column of a byte, both from 1; columns count characters."""
        line = bisect_right(self.lines, byte) - 1
        column = len(self.data[self.lines[line] : byte].decode(errors="replace")) + 1
        return Origin(self.file, line + 1, column)


class Place(NamedTuple):
    """Where something is written."""

    text: Text
    byte: int

    def origin(self) -> Origin:
        """The place as users are told it."""
        return self.text.origin(self.byte)


class Undefined:
    """The value ``undefined``."""

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "undefined"


UNDEFINED = Undefined()


class Unknown:
    """A value that cannot be told without running the code; ``why`` says what it is. ``among`` lists what it may be.

    ``variable`` is the name of the environment variable it is read from, ``property`` the last one asked of it.
    """

    __slots__ = ("among", "place", "property", "variable", "why")

    def __init__(
        self,
        why: str,
        place: Place | None = None,
        *,
        among: Sequence[Any] = (),
        variable: str | None = None,
        property: str | None = None,
    ) -> None:
        self.why = why
        self.place = place
        self.among = tuple(among)
        self.variable = variable
        self.property = property


class Fallback(str):
    """A text that stands in for an environment variable without a value: ``process.env.URL ?? "…"``."""

    __slots__ = ("variable",)

    variable: str


class Record(dict[str, Any]):
    """An object literal. ``places`` says where each key was written."""

    __slots__ = ("places",)

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.places: dict[str, Place] = {}

    __hash__ = object.__hash__  # type: ignore[assignment]  # compared by identity

    def put(self, key: str, value: Any, place: Place | None) -> None:
        """Set a key, and where it is written."""
        self[key] = value
        if place is not None:
            self.places[key] = place


class BigInt(int):
    """A ``10n`` literal."""


class Moment(NamedTuple):
    """A ``Date``: milliseconds since 1970, within the years 1 to 9999."""

    milliseconds: int


class Pattern(NamedTuple):
    """A regular expression literal; it is never run."""

    source: str


class Caller(Protocol):
    """What host functions may ask of the evaluator."""

    def call(self, function: Any, args: list[Any], place: Place, this: Any = ...) -> Any:
        """Call a function value."""

    def member(self, value: Any, name: str, place: Place) -> Any:
        """Read a property."""


Body = Callable[[list[Any], Place, Caller], Any]


class Host:
    """A value that is no plain JavaScript: a table, a column, a module. Properties come from ``member``."""

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        """The value of a property."""
        return UNDEFINED

    def assign(self, name: str, value: Any) -> None:
        """Set a property; most hosts do not take any."""


class Native(Host):
    """A function that is known by what it does, not by its source. Its properties, if any, are ``more``."""

    __slots__ = ("body", "makes_schema", "more", "name")

    def __init__(
        self, name: str, body: Body, more: dict[str, Any] | None = None, *, makes_schema: bool = False
    ) -> None:
        self.name = name
        self.body = body
        self.more = more or {}
        self.makes_schema = makes_schema

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        if name in ("call", "bind") and name not in self.more:
            return self if name == "bind" else Native(name, lambda args, p, c: self.body(args[1:], p, c))
        return self.more.get(name, UNDEFINED)


class Ignored(Host):
    """Relations, validators and the like: known to be no part of a schema, as is all that is made of them."""

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        return self


class Function:
    """A function of the source, with the scope it was made in. ``this`` is bound for methods."""

    __slots__ = ("body", "name", "params", "place", "scope", "this")

    def __init__(
        self, name: str | None, params: Sequence[Node], body: Node, scope: Scope, place: Place, this: Any = UNDEFINED
    ) -> None:
        self.name = name
        self.params = params
        self.body = body
        self.scope = scope
        self.place = place
        self.this = this


class EnumObject(Record):
    """A TypeScript enum: names to values, and for numbers the way back."""

    __slots__ = ()
    __hash__ = Record.__hash__


def truthy(value: Any) -> bool:
    """Whether JavaScript takes a value for true; unknown ones are for the caller to see to."""
    if value is None or value is UNDEFINED or value is False or value == "":
        return False
    return not (isinstance(value, int | float) and (value == 0 or value != value))  # noqa: PLR0124 - NaN


def shown_number(value: float) -> str:
    """A number as JavaScript prints it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(int(value))
    if value != value:  # noqa: PLR0124 - NaN
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value) and abs(value) < 1e21:
        return str(int(value))
    mantissa, _, exponent = repr(value).partition("e")
    if not exponent:
        return mantissa
    power = int(exponent)
    if -7 < power < 0:
        return f"{value:.{len(mantissa.replace('.', '').lstrip('-')) - 1 - power}f}"
    return f"{mantissa.removesuffix('.0')}e{power:+d}"


def text_of_value(value: Any) -> str | Unknown:
    """A value as JavaScript makes it a string in a template or with ``+``."""
    try:
        return _text_of_value(value)
    except RecursionError:
        return Unknown("a list that contains itself, or is nested too deeply")


def _text_of_value(value: Any) -> str | Unknown:
    if isinstance(value, str):
        return value
    if value is None:
        return "null"
    if isinstance(value, bool | int | float):
        return shown_number(value)
    if value is UNDEFINED:
        return "undefined"
    if isinstance(value, Unknown):
        return value
    if isinstance(value, list):
        parts = ["" if v is None or v is UNDEFINED else text_of_value(v) for v in value]
        return next((p for p in parts if isinstance(p, Unknown)), None) or ",".join(map(str, parts))
    return Unknown(f"a {type(value).__name__.lower()} made a text")
