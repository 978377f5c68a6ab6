"""Comments in source that say what something was called: pure text in, answers out. Who reads the files is elsewhere.

Two sentences, in any comment (``//``, ``///``, ``#``, ``--``, ``/* … */``)::

    trueup: renamed from OLD           about what is declared on this line, or on the next one that is no comment
    trueup: renamed TABLE.OLD to NEW   about a column (or OLD to NEW: about a table or type), anywhere in the file

Names are as in the database, in double quotes where they are no plain words; a schema may come first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from trueup.model import Address, Origin, address

_PART = r'(?:"(?:[^"]|"")+"|[\w$-]+)'
_NAME = rf"{_PART}(?:\.{_PART}){{0,2}}"
_OPENS = r"(?:/{2,}|#|--|/\*+|^\s*\*)"
_MARK = re.compile(
    rf"{_OPENS}\s*trueup:\s*renamed\s+(?:from\s+(?P<old>{_NAME})|(?P<was>{_NAME})\s+to\s+(?P<now>{_PART}))\s*(?:\*/)?\s*$"
)
_BEGUN = re.compile(rf"{_OPENS}\s*trueup:\s*renamed\b")
_PARTS = re.compile(r'"((?:[^"]|"")+)"|([^."]+)')
_ONLY_COMMENT = re.compile(r"\s*(?:/{2,}|#|--|/\*|\*)")
_NOTHING = re.compile(r"\s*$")


class Remark(NamedTuple):
    """One such comment: its line, the line it is about where that is one, and the names, unquoted."""

    line: int
    about: int | None
    old: tuple[str, ...]
    new: str | None = None


class Unclear(Exception):
    """A comment that begins like one and says no names; ``line`` is its line."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def remarks(text: str) -> tuple[Remark, ...]:
    """The remarks of a file. Raises Unclear.

    >>> remarks("-- trueup: renamed from mail\\nemail text,")
    (Remark(line=1, about=2, old=('mail',), new=None),)
    >>> remarks("email text -- trueup: renamed from users.mail")[0].old
    ('users', 'mail')
    """
    if "trueup:" not in text:
        return ()
    return tuple(_remarks(text.split("\n")))


def _remarks(lines: list[str]) -> Iterator[Remark]:
    for number, raw in enumerate(lines, 1):
        if "trueup:" not in raw:
            continue
        line = raw.rstrip()
        found = _MARK.search(line)
        if found is None:
            if _BEGUN.search(line):
                raise Unclear(number)
            continue
        if found["old"] is None:
            yield Remark(number, None, _parts(found["was"]), _parts(found["now"])[0])
            continue
        about = number
        if not line[: found.start()].strip():
            about = next((n for n in range(number + 1, len(lines) + 1) if not _skipped(lines[n - 1])), number)
        yield Remark(number, about, _parts(found["old"]))


def _skipped(line: str) -> bool:
    return _ONLY_COMMENT.match(line) is not None or _NOTHING.match(line) is not None


def _parts(name: str) -> tuple[str, ...]:
    return tuple(
        quoted.replace('""', '"') if quoted else bare for quoted, bare in _PARTS.findall(name) if quoted or bare
    )


def told(
    found: Mapping[str, Collection[Remark]],
    origins: Mapping[Address, Origin],
    own: Collection[Address],
    theirs: Collection[Address],
) -> Mapping[Address, tuple[Address, str]]:
    """What the remarks of one side's files say of what only that side has: what the other side calls it, and where.

    ``own`` and ``theirs`` are the addresses that only this or the other side has. A remark that fits nothing, or more
    than one thing, says nothing: what it was about is renamed everywhere.
    """
    answers: dict[Address, tuple[Address, str]] = {}
    by_line: dict[tuple[str, int], list[Address]] = {}
    for where in sorted(own):
        origin = origins.get(where)
        if origin is not None:
            by_line.setdefault((origin.file, origin.line), []).append(where)
    wanted = [(file, remark) for file, some in sorted(found.items()) for remark in some]
    for deep in (1, 2):
        back = {now: was for now, (was, _) in answers.items()}
        for file, remark in wanted:
            if remark.new is None:
                here = by_line.get((file, remark.about or 0), ())
            else:
                here = [where for where in sorted(own) if where.name == remark.new]
            named = [
                (where, _called(where, remark.old, back))
                for where in here
                if len(where.steps) == deep and where not in answers
            ]
            pairs = [(where, was) for where, was in named if was is not None and was in theirs]
            if len(pairs) == 1:
                now, was = pairs[0]
                answers[now] = (was, f"{file}:{remark.line}")
    return answers


def _called(where: Address, old: tuple[str, ...], back: Mapping[Address, Address]) -> Address | None:
    """Where something would be under its old name; None when the name says that it was inside of something else."""
    parent = where.parent
    if parent is None:
        spaces = where.names[:-1]
        return address(where.kind, *(old[-2:] if len(old) > 1 and spaces else (*spaces, old[-1])))
    before = back.get(parent, parent)
    holder = old[:-1]
    if holder and holder not in (before.names[-len(holder) :], parent.names[-len(holder) :]):
        return None
    return before.child(where.kind, old[-1])
