"""A constraint or index -> the same where tables and columns have other names. Who calls them so is for others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from trueup.model import Address, Object, address
from trueup.postgres.names import ident
from trueup.postgres.objects import Check, ForeignKey, Index, IndexColumn, Key
from trueup.postgres.rows.against import columns
from trueup.postgres.sql.expressions import with_others

Names = Mapping[Address, Address]
"""By address what something is called instead."""


def elsewhere(obj: Object, names: Names) -> Object | None:
    """The object in other names; None where that cannot be told."""
    if not isinstance(obj, Check | Key | ForeignKey | Index):
        return None
    own = dict(zip(columns(obj), _called(obj.container, columns(obj), names), strict=True))
    others = {was: ident(now) for was, now in own.items() if was != now}
    here = names.get(obj.container, obj.container)
    changes: dict[str, Any] = {"namespace": here.names[0], "relation": here.names[1]}
    if isinstance(obj, Check):
        changes["expression"] = with_others(obj.expression, others)
    elif isinstance(obj, Index):
        changes["columns"] = tuple(_key(key, own, others) for key in obj.columns)
        changes["predicate"] = None if obj.predicate is None else with_others(obj.predicate, others)
    else:
        changes["columns"] = tuple(own[name] for name in obj.columns)
    if isinstance(obj, ForeignKey):
        to = address("table", obj.to_namespace, obj.to_table)
        there = names.get(to, to)
        changes |= {"to_namespace": there.names[0], "to_table": there.names[1]}
        changes["to_columns"] = _called(to, obj.to_columns, names)
    untold = [name for name, value in changes.items() if value is None and getattr(obj, name) is not None]
    return None if untold or None in changes.get("columns", ()) else msgspec.structs.replace(obj, **changes)


def _called(table: Address, columns: Sequence[str], names: Names) -> tuple[str, ...]:
    return tuple(names.get(one, one).name for one in (table.child("column", name) for name in columns))


def _key(key: IndexColumn, own: Mapping[str, str], others: Mapping[str, str]) -> IndexColumn | None:
    if key.column is not None:
        return msgspec.structs.replace(key, column=own[key.column])
    expression = with_others(key.expression or "", others)
    return None if expression is None else msgspec.structs.replace(key, expression=expression)
