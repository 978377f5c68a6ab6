"""An object, a field, a name, a place and a rename in a few words, for all reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from trueup.drift import Place
from trueup.model import Address, Object, Origin
from trueup.postgres.objects import Check, Column, Enum, ForeignKey, Index, IndexColumn, Key, Policy, PrimaryKey
from trueup.reports.records import LONG, plain, said
from trueup.reports.text import safe, value

if TYPE_CHECKING:
    from trueup.renames import Rename


def field_text(told: object) -> str:
    """A field's value on one line; keys of an index that are columns and no more by their names."""
    if isinstance(told, tuple) and all(isinstance(one, IndexColumn) and said(one) == ["column"] for one in told):
        return value(tuple(one.column for one in told))
    return value(plain(told))


def short(where: Address) -> str:
    """An address as people call it: ``users.email``, ``users``; of others with the kind of thing."""
    above = where.parent
    if above is None:
        return where.name if where.kind == "table" else f"{where.kind} {where.name}"
    return f"{above.name}.{where.name}" if where.kind == "column" else f"{above.name} {where.kind} {where.name}"


def definition(found: Object) -> str:
    """What an object is, on one line and about as SQL says it; only ``there`` where its address says enough."""
    match found:
        case Column():
            return value(" ".join(_column(found)))
        case PrimaryKey():
            return value(f"primary key ({', '.join(found.columns)})")
        case Key():
            return value(f"unique ({', '.join(found.columns)})")
        case ForeignKey():
            return value(f"({', '.join(found.columns)}) → {found.to_table} ({', '.join(found.to_columns)})")
        case Check():
            return value(f"check {found.expression}")
        case Index():
            return value(_index(found))
        case Policy():
            return value(f"for {found.command}" + (f" to {', '.join(found.roles)}" if found.roles else ""))
        case Enum():
            return value(f"({', '.join(found.labels)})")
        case _:
            return _fields(found) or "there"


def _column(found: Column) -> Iterator[str]:
    yield found.type
    if found.not_null:
        yield "not null"
    if found.identity is not None:
        yield f"generated {found.identity} as identity"
    if found.default is not None:
        yield f"default {found.default}"
    if found.generated is not None:
        yield f"generated as ({found.generated})"


def _index(found: Index) -> str:
    keys = ", ".join(map(_key, found.columns))
    method = "" if found.method == "btree" else f"{found.method} "
    where = f" where {found.predicate}" if found.predicate is not None else ""
    return f"{'unique ' if found.unique else ''}{method}({keys}){where}"


def _key(found: IndexColumn) -> str:
    """A key of an index, with what is not at its default behind it."""
    told = [field for field in said(found) if field not in ("column", "expression")]
    shown = ["desc" if field == "descending" else f"{field.replace('_', ' ')} {value(plain(getattr(found, field)))}"
             for field in told]  # fmt: skip
    return " ".join([found.column or found.expression or "", *shown])


def _fields(found: Object) -> str:
    """The short fields that are not at their default; long ones (bodies, definitions) tell nothing on one line."""
    skipped = {*type(found).IDENTITY, "owner", "comment", "acl"}
    shown = []
    for field in said(found):
        told = plain(getattr(found, field))
        if field in skipped or field not in type(found).compared() or (isinstance(told, str) and len(told) > LONG):
            continue
        shown.append(field.replace("_", " ") if told is True else f"{field.replace('_', ' ')} {value(told)}")
    return ", ".join(shown)


def version(found: Place) -> str | None:
    """The server's version as people say it: ``PostgreSQL 16.4``; None where no server was asked."""
    if found.version is None:
        return None
    return f"PostgreSQL {found.version // 10000}.{found.version % 10000}"


def same_lines(one: str, other: str) -> bool:
    """Whether two definitions differ in the order of their lines at most: that of columns is no drift."""
    left, right = (sorted(line.rstrip(",") for line in text.split("\n")) for text in (one, other))
    return left == right


def declared(found: Origin) -> str:
    """Where something is declared, with what it is called there if that is another name."""
    return f"{found} ({found.called})" if found.called is not None else str(found)


def ended(text: str) -> str:
    """A sentence with its full stop."""
    return text if text.rstrip().endswith((".", "!", "?", ":", ";", "…")) else f"{text.rstrip()}."


def words(name: str) -> str:
    """A word for programs as people read it: ``not-applied`` is ``not applied``."""
    return safe(name).replace("-", " ").replace("_", " ")


def place(found: Origin) -> str:
    """A file, and the line where it is not the first."""
    return f"{found.file}:{found.line}" if found.line > 1 else found.file


def sure(found: Rename) -> str:
    """How sure a rename is; with a question mark where it is only possible."""
    return f"{min(found.confidence, 0.99):.0%}{'?' if found.standing == 'possible' else ''}"


def evidence(found: Rename) -> str:
    """What weighs most for a rename."""
    best = sorted(found.reasons, key=lambda reason: -reason.weight)[:2]
    return "; ".join(reason.text for reason in best)
