"""What is in the tables of a shadow database, as one number each: whether rows came through a change unharmed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from trueup.model import Address, Schema
from trueup.postgres import objects as pg
from trueup.postgres.names import ident, qualified

if TYPE_CHECKING:
    from trueup.postgres.shadow.session import Session


class Content(msgspec.Struct, frozen=True):
    """How many rows a table has, and the sum of their hashes, which does not depend on their order."""

    rows: int
    hash: str


def content(session: Session, columns: Mapping[Address, tuple[str, ...]]) -> dict[Address, Content]:
    """The content of tables as far as these columns go; a table that cannot be read is left out."""
    found: dict[Address, Content] = {}
    for table, names in columns.items():
        target = qualified(*table.names[:2])
        row = ", ".join(map(ident, names))
        hashed = f"coalesce(sum(hashtextextended(ROW({row})::text, 0)::numeric), 0)" if names else "0"
        query = f"SELECT count(*) || ' ' || {hashed} FROM ONLY {target}"
        if session.run([query]) is None:
            rows, total = str(session.value(query)).split()
            found[table] = Content(int(rows), total)
    return found


def kept(
    before: Schema, after: Schema, renames: Mapping[Address, Address], filled: Iterable[Address]
) -> dict[Address, dict[str, str]]:
    """The columns whose values a change must not touch, by table of ``before``: their names then and now.

    Those are the columns of one type on both sides, but for those that the change itself fills, and those of an enum
    whose values get other names.
    """
    own, found = frozenset(filled), dict[Address, dict[str, str]]()
    spelled = {str(where.parent).partition(" ")[2] for where in renames if where.kind == "value"}
    for where, obj in before.objects.items():
        if isinstance(obj, pg.Table) and obj.partition_by is None and renames.get(where, where) in after:
            found[where] = {}
    for where, was in before.objects.items():
        if not isinstance(was, pg.Column) or was.container not in found or was.type.removesuffix("[]") in spelled:
            continue
        there = renamed(where, renames)
        now = after.get(there)
        if isinstance(now, pg.Column) and now.type == was.type and now.generated == was.generated and there not in own:
            found[was.container][was.name] = now.name
    return found


def renamed(where: Address, renames: Mapping[Address, Address]) -> Address:
    """Where something is after renames of itself and of what it is inside of."""
    if where in renames:
        return renames[where]
    parent = where.parent
    if parent is None or parent == where:
        return where
    there = renamed(parent, renames)
    return Address(there + where[len(parent) :])
