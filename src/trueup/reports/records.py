"""Records of objects as plain values, and what of them is worth saying. Shared by all reports; knows none of them."""

from __future__ import annotations

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
    fields = getattr(type(found), "__struct_fields__", None)
    if fields is None:
        return found
    return {f: plain(getattr(found, f)) for f in said(found)}


def said(record: object) -> list[str]:
    """The fields of a record that are not at their default."""
    fields: tuple[str, ...] = type(record).__struct_fields__  # type: ignore[attr-defined]
    defaults = type(record).__struct_defaults__  # type: ignore[attr-defined]
    optional = dict(zip(fields[len(fields) - len(defaults) :], defaults, strict=True)) if defaults else {}
    return [f for f in fields if f not in optional or getattr(record, f) != optional[f]]
