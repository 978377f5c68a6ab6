"""One statement as it is run on the shadow, by whom; and the plain answers that several rules give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

import msgspec

from trueup.model import Note

Who = Literal["user", "superuser", "nobody"]


class Step(msgspec.Struct, frozen=True):
    """One statement as it is run, by whom, and what the reader must know about it."""

    sql: str
    who: Who = "user"
    note: Note | None = None


def left_out(sql: str, what: str) -> Step:
    """A statement that is not run, and a note of it."""
    return Step(sql, "nobody", Note("left-out", f"{what} was left out: it has no part in the schema"))


def no_effect(what: str) -> Callable[[Any, str], Iterator[Step]]:
    """A rule for statements that have no part in a schema."""

    def rule(node: Any, sql: str) -> Iterator[Step]:
        yield left_out(sql, what)

    return rule


def by_superuser(node: Any, sql: str) -> Iterator[Step]:
    """A rule for what only a superuser makes, and in which nothing of a user's runs."""
    yield Step(sql, "superuser")


def printed(node: Any) -> str:
    """A parse node as SQL."""
    from pglast.stream import RawStream

    return str(RawStream()(node))


def is_on(arg: Any) -> bool:
    """Whether the argument of an option says yes; an option without one does."""
    value = getattr(arg, "sval", getattr(arg, "boolval", getattr(arg, "ival", True)))
    return str(value).lower() in {"true", "on", "1", "yes"}
