"""Sequences with the options drizzle-kit writes out, declared ones and those of identity columns."""

from __future__ import annotations

from typing import Any

from trueup.formats.drizzle.values import UNDEFINED, Record
from trueup.postgres import objects as pg
from trueup.postgres.names import cut

_HIGHEST = {"integer": 2**31 - 1, "bigint": 2**63 - 1}


def sequence(namespace: str, name: str, options: Any) -> pg.Sequence:
    """``pgSequence(name, options)``."""
    return _sequence(namespace, name, "bigint", options, 2**63 - 1, -(2**63))


def identity(owner: tuple[str, str, str], type: str, options: Any) -> pg.Sequence:
    """The sequence of an identity column; without a ``name`` it is called as PostgreSQL would call it."""
    namespace, table, column = owner
    given = options.get("name") if isinstance(options, Record) else None
    name = given if isinstance(given, str) else f"{table}_{column}_seq"
    made = _sequence(namespace, name, type, options, _HIGHEST.get(type, 2**15 - 1), -(2**15))
    import msgspec

    return msgspec.structs.replace(made, owned_by=owner, identity=True)


def _sequence(namespace: str, name: str, type: str, options: Any, highest: int, lowest: int) -> pg.Sequence:
    """A number that JavaScript rounds up to beyond ``bigint`` stands for the largest there is."""
    increment = _number(options, "increment", 1)
    minimum = _number(options, "minValue", lowest if increment < 0 else 1)
    maximum = _number(options, "maxValue", -1 if increment < 0 else highest)
    return pg.Sequence(
        namespace=namespace,
        name=cut(name, 63),
        type=type,
        start=_number(options, "startWith", maximum if increment < 0 else minimum),
        increment=increment,
        minimum=max(minimum, -(2**63)),
        maximum=min(maximum, 2**63 - 1),
        cache=_number(options, "cache", 1),
        cycle=isinstance(options, Record) and options.get("cycle") is True,
    )


def _number(options: Any, key: str, otherwise: int) -> int:
    value = options.get(key, UNDEFINED) if isinstance(options, Record) else UNDEFINED
    try:
        return int(value) if isinstance(value, str | int | float) else otherwise
    except (ValueError, OverflowError):
        return otherwise
