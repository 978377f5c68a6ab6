"""Columns that stay below when a table that passes them on loses them: their values stay too.

``ALTER TABLE ONLY … DROP COLUMN`` makes them the children's own (manual, 5.11). It forgets the constraints they have
from the parent, which nobody could drop any more; so a column with one goes and comes again.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from trueup.model import Address, Schema
from trueup.postgres.ddl.family import children, is_own, kept
from trueup.postgres.objects import Check, Column, Table


def spared(old: Schema, new: Schema) -> Schema:
    """The old schema with such columns as what they become: the children's own."""
    own = [found for where in old.objects if where not in new for found in _below(where, old, new)]
    if not own:
        return old
    return old.replace(objects=({**old.objects, **{found.address: found for found in own}}).values())


def _below(where: Address, old: Schema, new: Schema) -> Iterator[Column]:
    """The columns that the drop of one would take along and need not, when it need not take any."""
    column = old[where]
    if not isinstance(column, Column) or not isinstance(new.get(column.container), Table):
        return
    copies = [old[table.address.child("column", column.name)] for table in children(column.container, old)]
    along = [found for found in copies if isinstance(found, Column) and not is_own(found)]
    if all(_can_stay(found, column, old, new) for found in along):
        yield from (msgspec.structs.replace(found, local=True) for found in along)


def _can_stay(found: Column, parents: Column, old: Schema, new: Schema) -> bool:
    stays = new.get(found.address)
    if not isinstance(stays, Column) or not is_own(stays) or parents.container not in kept(found.container, old, new):
        return False
    users = (old.get(user) for user in old.users.get(found.address, ()))
    checked = any(isinstance(user, Check) and user.inherited for user in users)
    return found.inherited == 1 and not stays.inherited and not found.not_null and not checked


def passes_on_to_none(column: Column, schema: Schema) -> bool:
    """Whether the tables below have a column of this name, and all of them as their own."""
    copies = [schema.get(table.address.child("column", column.name)) for table in children(column.container, schema)]
    return bool(copies) and all(isinstance(found, Column) and is_own(found) for found in copies)
