"""Records of objects as plain values, and what of them is worth saying. Shared by all reports; knows none of them."""

from __future__ import annotations

from functools import cache

import msgspec

from trueup.diff import Alter

LONG = 60
"""A value longer than this, or of several lines, is shown as a diff of its lines."""


def field_values(change: Alter, field: str) -> tuple[object, object]:
    """The two values of a field that differs; for ``class`` the names of the two kinds of record."""
    if field == "class":
        return type(change.before).__name__, type(change.after).__name__
    return plain(getattr(change.before, field)), plain(getattr(change.after, field))


def is_long(found: object) -> bool:
    """Whether a value is better shown as lines."""
    return isinstance(found, str) and (len(found) > LONG or "\n" in found)


def plain(found: object) -> object:
    """A field's value with records as mappings of what is not left at its default."""
    if isinstance(found, tuple):
        return tuple(map(plain, found))
    if not isinstance(found, msgspec.Struct):
        return found
    return {f: plain(getattr(found, f)) for f in said(found)}


def said(record: msgspec.Struct) -> list[str]:
    """The fields of a record that are not at their default."""
    usual = defaults(type(record))
    return [f for f in record.__struct_fields__ if f not in usual or getattr(record, f) != usual[f]]


@cache
def defaults(kind: type[msgspec.Struct]) -> dict[str, object]:
    """The fields of a class of records that have a default, with it."""
    names, values = kind.__struct_fields__, kind.__struct_defaults__
    return dict(zip(names[len(names) - len(values) :], values, strict=True))
