"""What a statement does to tables, in words: which locks, who waits for them, what takes longer with more rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trueup.statement import Lock, Work

_WAITS = {
    "ShareLock": "writers wait",
    "ShareRowExclusiveLock": "writers wait",
    "ExclusiveLock": "writers wait",
    "AccessExclusiveLock": "readers and writers wait",
}
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def mode(name: str) -> str:
    """A lock mode as the manual writes it.

    >>> mode("ShareUpdateExclusiveLock")
    'SHARE UPDATE EXCLUSIVE'
    """
    return _WORDS.sub(" ", name.removesuffix("Lock")).upper()


def waits(lock: Lock) -> str | None:
    """Who waits for a lock, besides others that change the table; None when nobody does."""
    return _WAITS.get(lock.mode)


def said(work: Work) -> Iterator[str]:
    """What a statement does, a line for each relation that somebody may notice it at.

    >>> from trueup.model import Address
    >>> t = Address("table public.t")
    >>> list(said(Work(locks=(Lock(t, "ShareLock"),), builds=(t,))))
    ['table public.t: SHARE, writers wait while an index is built']
    """
    for lock in work.locks:
        who = waits(lock)
        doing = _doing(work, lock)
        if who is not None:
            yield f"{lock.relation}: {mode(lock.mode)}, {who}{f' while {doing}' if doing else ', shortly'}"
        elif doing is not None:
            yield f"{lock.relation}: {doing}, nobody waits"
    locked = {lock.relation for lock in work.locks}
    yield from (f"{where}: all rows are read" for where in work.scans if where not in locked)
    if not work.known:
        yield "what else it does cannot be told: it runs code"


def _doing(work: Work, lock: Lock) -> str | None:
    if lock.relation in work.rewrites:
        return "all rows are written anew"
    if lock.relation in work.builds:
        return "an index is built"
    return "all rows are read" if lock.relation in work.scans else None
