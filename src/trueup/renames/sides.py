"""What only one of two schemas has, from the changes between them; values of enums too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trueup.diff import Change, Create, Drop
from trueup.model import Address, Object


def gone_and_came(changes: Iterable[Change]) -> tuple[frozenset[Address], frozenset[Address]]:
    """What only the first has, and what only the second."""
    gone: set[Address] = set()
    came: set[Address] = set()
    for change in changes:
        one = None if isinstance(change, Create) else change.before
        other = None if isinstance(change, Drop) else change.after
        gone.update(_beside(one, other))
        came.update(_beside(other, one))
    return frozenset(gone), frozenset(came)


def _beside(one: Object | None, other: Object | None) -> Iterator[Address]:
    """The object, where the other side has none; and its values the other side has not."""
    if one is not None and other is None:
        yield one.address
    theirs = getattr(other, "labels", ())
    for label in getattr(one, "labels", ()):
        if one is not None and label not in theirs:
            yield one.address.child("value", label)
