"""How alike the data of two columns are: by what the server noted of them, or by samples of their rows.

Only numbers and hashes come here. Who measures is elsewhere.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

NEUTRAL = 0.6
"""The likeness of two statistics that tells nothing."""

_MUTED = {"few": 0.5, "unique": 0.3}


class Statistics(msgspec.Struct, frozen=True, kw_only=True):
    """What ``pg_stats`` says of a column.

    ``nulls`` is the share of NULLs, ``distinct`` the decimal logarithm of the number of different values, ``width``
    their mean width in bytes, None where the type has one width. ``shares`` are the shares of the commonest values, by
    their hashes. ``sort`` says why columns of this sort look alike: ``few`` values (flags), or ``unique`` ones.
    """

    nulls: float
    distinct: float
    width: float | None = None
    shares: Mapping[str, float] = {}
    sort: str | None = None


def alike(one: Statistics, other: Statistics) -> float:
    """How alike two columns are, from 0 to 1; near ``NEUTRAL`` for sorts of columns that all look alike.

    What most columns have in common (no NULLs, values of one width) weighs little or nothing when it is equal.

    >>> name = Statistics(nulls=0.1, distinct=3.2, width=12.0)
    >>> alike(name, name), alike(name, Statistics(nulls=0.8, distinct=1.0, width=60.0)) < 0.1
    (1.0, True)
    """
    parts = [
        (0.3 if one.nulls == other.nulls == 0 else 1.0, _near(one.nulls - other.nulls, 0.12)),
        (1.0, _near(one.distinct - other.distinct, 0.4)),
    ]
    if one.width and other.width:
        parts.append((0.7, _near(math.log(one.width / other.width), 0.2)))
    if one.shares or other.shares:
        keys = one.shares.keys() | other.shares.keys()
        parts.append((1.5, sum(min(one.shares.get(key, 0.0), other.shares.get(key, 0.0)) for key in keys)))
    found = sum(weight * value for weight, value in parts) / sum(weight for weight, _ in parts)
    telling = min(_MUTED.get(each.sort or "", 1.0) for each in (one, other))
    return round(NEUTRAL + telling * (found - NEUTRAL), 3)


def _near(difference: float, scale: float) -> float:
    return math.exp(-((difference / scale) ** 2))


def equal_shares(one: float, other: float) -> float:
    """How alike two values of an enum are, by the shares of the rows that have them.

    >>> equal_shares(0.31, 0.31), equal_shares(0.31, 0.02) < 0.1
    (1.0, True)
    """
    if not one and not other:
        return NEUTRAL
    return round(_near(math.log((one + 0.005) / (other + 0.005)), 0.5), 3)


def agreement(pairs: Iterable[tuple[str | None, str | None]]) -> float | None:
    """How far two columns agree row by row, beyond chance: 0 for no more than their values come together by chance.

    ``pairs`` are hashes of the values of one key in both. None where there is nothing to compare.

    >>> agreement([("a", "a"), ("b", "b"), ("c", "c"), ("d", "d")]), agreement([("t", "t"), ("t", "t")])
    (1.0, None)
    """
    rows = [(a, b) for a, b in pairs if a is not None or b is not None]
    if not rows:
        return None
    ours, theirs = (_shares([row[side] for row in rows]) for side in (0, 1))
    chance = sum(share * theirs.get(value, 0.0) for value, share in ours.items())
    if chance > 0.98:
        return None
    equal = sum(a == b for a, b in rows) / len(rows)
    return round(max(0.0, (equal - chance) / (1 - chance)), 3)


def _shares(values: Sequence[str | None]) -> Mapping[str | None, float]:
    return {value: count / len(values) for value, count in Counter(values).items()}
