"""Two texts of an expression -> whether they can be two spellings of one. Which of them it is, a server says.

What a server prints and reads again it prints at most with other parentheses, casts moved from a list to its members,
and negative numbers as literals. Whatever differs in more than that says something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

_WORD = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[\w.$]+|[^\w\s()\[\],.:\-]+")
_NUMBER = re.compile(r"'-?([0-9.]+(?:[eE][-+]?[0-9]+)?)'")
_NUMERIC = frozenset(["smallint", "integer", "bigint", "numeric", "real", "double", "precision"])


def may_be_spellings(one: Any, other: Any) -> bool:
    """Whether two expressions, or records that hold some, are made of the same words.

    >>> may_be_spellings("(a = ANY ((ARRAY['x'::varchar])::text[]))", "(a = ANY (ARRAY[('x'::varchar)::text]))")
    True
    >>> may_be_spellings("(a > (- 1))", "(a > '-1'::integer)"), may_be_spellings("(a > 1)", "(a > 2)")
    (True, False)
    """
    return one is not None and other is not None and _words(one) == _words(other)


def mentions(text: str, name: str) -> bool:
    """Whether a name, written as PostgreSQL writes it, is among the words of a text.

    >>> mentions('RANGE ("Day", day)', "day"), mentions("LIST (daytime)", "day")
    (True, False)
    """
    return name in _words(text)


def _words(value: Any) -> frozenset[str]:
    words = (word for text in _texts(value) for word in _WORD.findall(text))
    return frozenset(_NUMBER.sub(r"\1", word) for word in words) - _NUMERIC


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value; numbers and the like as text."""
    if isinstance(value, msgspec.Struct):
        value = msgspec.structs.astuple(value)
    if isinstance(value, tuple | list):
        for part in value:
            yield from _texts(part)
    else:
        yield str(value)
