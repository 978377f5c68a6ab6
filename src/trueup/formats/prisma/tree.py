"""What a Prisma schema says, as it is written: blocks, fields, attributes and values, each with its place."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from typing import NamedTuple

from trueup.model import Origin


class Text(NamedTuple):
    """``"abc"``, escapes undone."""

    value: str
    at: int


class Number(NamedTuple):
    """``12`` or ``-1.50``, as written."""

    value: str
    at: int


class Word(NamedTuple):
    """A name: of a field, an enum value, ``true``, ``Cascade``; with dots for a field of a composite type."""

    value: str
    at: int


class Items(NamedTuple):
    """``[a, b]``."""

    value: tuple[Value, ...]
    at: int


class Mapping(NamedTuple):
    """``{ active: true }``."""

    value: tuple[tuple[Word, Value], ...]
    at: int


class Call(NamedTuple):
    """``now()``, or a field of an index with its options: ``title(sort: Desc)``."""

    value: str
    arguments: tuple[Argument, ...]
    at: int


Value = Text | Number | Word | Items | Mapping | Call


class Argument(NamedTuple):
    """An argument; ``name`` is None for one that is told by its place."""

    name: str | None
    value: Value
    at: int


class Attribute(NamedTuple):
    """``@id``, ``@db.VarChar(20)``; of a block ``@@map("users")``. ``name`` is without the ``@``."""

    name: str
    arguments: tuple[Argument, ...]
    at: int

    @property
    def scoped(self) -> bool:
        """Whether it is a native type: ``db.VarChar``."""
        return "." in self.name


class Type(NamedTuple):
    """The type of a field; ``arity`` is ``?`` or ``[]`` or empty, ``name`` of an ``Unsupported`` its SQL text."""

    name: str
    arity: str
    unsupported: bool
    at: int


class Field(NamedTuple):
    """A field of a model, or a value of an enum, which has no type."""

    name: str
    type: Type | None
    attributes: tuple[Attribute, ...]
    at: int


class Property(NamedTuple):
    """``provider = "postgresql"``."""

    name: str
    value: Value
    at: int


class Block(NamedTuple):
    """``model User { … }``; ``kind`` is the key word."""

    kind: str
    name: str
    lines: tuple[Field | Property | Attribute, ...]
    at: int
    named_at: int

    @property
    def fields(self) -> Iterator[Field]:
        return (line for line in self.lines if isinstance(line, Field))

    @property
    def properties(self) -> Iterator[Property]:
        return (line for line in self.lines if isinstance(line, Property))

    @property
    def attributes(self) -> Iterator[Attribute]:
        return (line for line in self.lines if isinstance(line, Attribute))


class Sources:
    """The files of one schema laid end to end, so that one number is a place in one of them."""

    def __init__(self) -> None:
        self.files: list[str] = []
        self._texts: list[str] = []
        self._starts: list[int] = []
        self._lines: dict[int, list[int]] = {}
        self._end = 0

    def add(self, file: str, text: str) -> int:
        """Take up a file; what it returns is to be added to every place in the text."""
        start = self._end
        self.files.append(file)
        self._texts.append(text)
        self._starts.append(start)
        self._end += len(text) + 1
        return start

    def origin(self, at: int) -> Origin:
        """The file, line and column of a place."""
        number = bisect.bisect_right(self._starts, at) - 1
        ends = self._lines.get(number)
        if ends is None:
            text = self._texts[number]
            ends = self._lines[number] = [i for i, character in enumerate(text) if character == "\n"]
        inside = at - self._starts[number]
        line = bisect.bisect_left(ends, inside)
        begins = ends[line - 1] + 1 if line else 0
        return Origin(self.files[number], line + 1, inside - begins + 1)


def walk(value: Value) -> Iterator[Value]:
    """The value itself, or what a list holds."""
    if isinstance(value, Items):
        yield from value.value
    else:
        yield value


def shown(value: Value) -> str:
    """A value as it may be written, for a message."""
    if isinstance(value, Text):
        return f'"{value.value}"'
    if isinstance(value, Items):
        return f"[{', '.join(map(shown, value.value))}]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name.value}: {shown(inner)}" for name, inner in value.value) + " }"
    if isinstance(value, Call):
        return f"{value.value}({', '.join(shown(argument.value) for argument in value.arguments)})"
    return value.value


DESCRIBED = {
    Text: "a string",
    Number: "a number",
    Word: "a name",
    Items: "a list",
    Mapping: "an object",
    Call: "a call",
}
"""What a kind of value is called."""
