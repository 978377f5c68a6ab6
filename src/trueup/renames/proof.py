"""What the numbers of one database prove of two looks at it, and what they say is gone."""

from __future__ import annotations

from collections.abc import Mapping

from trueup.model import Address, Identity


def same(before: Identity | None, after: Identity | None) -> Mapping[Address, Address] | None:
    """What each thing of the first look is called in the second; None where they are not of one database.

    >>> then = Identity("7", 1, {Address("table public.a"): (9, 0)})
    >>> same(then, Identity("7", 1, {Address("table public.b"): (9, 0)}))
    {'table public.a': 'table public.b'}
    """
    if before is None or after is None or (before.system, before.database) != (after.system, after.database):
        return None
    now = {(where.kind, key): where for where, key in after.ids.items()}
    found = {where: now.get((where.kind, key)) for where, key in sorted(before.ids.items())}
    return {where: there for where, there in found.items() if there is not None}
