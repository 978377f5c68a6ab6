"""What tables and other objects are in each place, as the SQL that makes them: for reports to show side by side."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import reduce
from operator import and_

import msgspec

from trueup.errors import PlanFailed
from trueup.model import EVERYTHING, Address, Object, Schema, Scope
from trueup.plan import plan


def definitions(schemas: Mapping[str, Schema], wanted: Collection[Address]) -> dict[Address, dict[str, str]]:
    """By address and place, the SQL of an object with all that is inside it; ``wanted`` are roots of addresses.

    Only kinds that all of them have words for are in it, so that no place seems to lack what it cannot say. Owners and
    privileges are left out: each of them has a line of its own where it differs. A place that lacks the object has no
    entry, nor has one whose object cannot be made by itself.
    """
    said = reduce(and_, (schema.says for schema in schemas.values()), EVERYTHING)
    found: dict[Address, dict[str, str]] = {where: {} for where in sorted(wanted)}
    made: dict[tuple[Object, ...], str | None] = {}
    for name, schema in schemas.items():
        for where, objects in _inside(schema, found.keys(), said).items():
            if objects not in made:
                made[objects] = _made(objects)
            text = made[objects]
            if text is not None:
                found[where][name] = text
    return {where: told for where, told in found.items() if told}


def _made(objects: tuple[Object, ...]) -> str | None:
    try:
        return plan(Schema(), Schema(objects)).sql
    except PlanFailed:
        return None


def _inside(schema: Schema, wanted: Collection[Address], said: Scope) -> dict[Address, tuple[Object, ...]]:
    inside: dict[Address, list[Object]] = {}
    for where in schema:
        if where.root in wanted and said.admits(where):
            inside.setdefault(where.root, []).append(_plain(schema[where]))
    return {where: tuple(found) for where, found in inside.items() if found[0].address == where}


def _plain(obj: Object) -> Object:
    left = {"owner": None, "acl": ()}
    return msgspec.structs.replace(obj, **{name: value for name, value in left.items() if hasattr(obj, name)})


__all__ = ["definitions"]
