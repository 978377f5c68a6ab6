"""An exclusion constraint's definition taken apart by PostgreSQL's own tokens, for formats that write it their way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Element(NamedTuple):
    """What is compared, and the operator it is compared with.

    ``key`` is a column or expression as SQL, ``column`` the column's name where it is one. ``opclass`` holds its
    options too. ``ordered`` is the key with all that stands before ``WITH``.
    """

    ordered: str
    key: str
    column: str | None
    collation: str | None
    opclass: str | None
    descending: bool
    nulls_first: bool
    operator: str


class Exclusion(NamedTuple):
    """The parts of a definition; ``where`` without the parentheses PostgreSQL puts around it."""

    method: str
    elements: tuple[Element, ...]
    include: tuple[str, ...]
    where: str | None
    deferrable: bool
    deferred: bool


class _Word(NamedTuple):
    """A token, or a group in parentheses."""

    text: str
    start: int
    end: int
    inner: tuple[_Word, ...] | None = None


def taken_apart(definition: str) -> Exclusion:
    """The parts of ``EXCLUDE USING …`` as ``pg_get_constraintdef`` prints it."""
    words = _words(definition)
    after = {one.text.upper(): words[number + 1] for number, one in enumerate(words[:-1])}
    flags = {one.text.upper() for one in words if one.inner is None}
    listed = words[3].inner or ()
    where = after.get("WHERE")
    include = after["INCLUDE"].inner or () if "INCLUDE" in after else ()
    return Exclusion(
        method=_name(words[2]),
        elements=tuple(_element(definition, one) for one in _separated(listed)),
        include=tuple(_name(one) for one in include if one.text != ","),
        where=definition[where.start + 1 : where.end - 1] if where is not None else None,
        deferrable="DEFERRABLE" in flags,
        deferred="DEFERRED" in flags,
    )


def _words(text: str) -> tuple[_Word, ...]:
    """The tokens, those in parentheses as groups."""
    from pglast.parser import scan

    open_: list[tuple[int, list[_Word]]] = [(0, [])]
    for token in scan(text):
        start, end = token.start, token.end + 1
        if text[start:end] == "(":
            open_.append((start, []))
        elif text[start:end] == ")":
            begin, inner = open_.pop()
            open_[-1][1].append(_Word(text[begin:end], begin, end, tuple(inner)))
        else:
            open_[-1][1].append(_Word(text[start:end], start, end))
    return tuple(open_[0][1])


def _separated(words: Sequence[_Word]) -> Iterator[tuple[_Word, ...]]:
    found: list[_Word] = []
    for one in words:
        if one.text == ",":
            yield tuple(found)
            found = []
        else:
            found.append(one)
    yield tuple(found)


def _element(text: str, words: tuple[_Word, ...]) -> Element:
    last = max(number for number, one in enumerate(words) if one.text.upper() == "WITH")
    before, operator = words[:last], words[last + 1 :]
    size = 1
    while size < len(before) and (before[size].text == "." or before[size - 1].text == "." or _is_call(before, size)):
        size += 1
    rest, collation = list(before[size:]), None
    if rest and rest[0].text.upper() == "COLLATE":
        end = 4 if len(rest) > 3 and rest[2].text == "." else 2
        collation, rest = _between(text, rest[1:end]), rest[end:]
    order = [one.text.upper() for one in rest]
    ends = next((number for number, word in enumerate(order) if word in ("ASC", "DESC", "NULLS")), len(order))
    descending = "DESC" in order[ends:]
    return Element(
        ordered=_between(text, before),
        key=_between(text, before[:size]),
        column=_name(before[0]) if size == 1 and before[0].inner is None else None,
        collation=collation,
        opclass=_between(text, rest[:ends]) if ends else None,
        descending=descending,
        nulls_first=order[-1] == "FIRST" if "NULLS" in order[ends:] else descending,
        operator=_between(text, operator),
    )


def _is_call(words: Sequence[_Word], at: int) -> bool:
    """Whether the parentheses here are arguments of what stands before them."""
    return words[at].inner is not None and words[at - 1].inner is None


def _between(text: str, words: Sequence[_Word]) -> str:
    return text[words[0].start : words[-1].end]


def _name(word: _Word) -> str:
    text = word.text
    return text[1:-1].replace('""', '"') if text.startswith('"') else text
