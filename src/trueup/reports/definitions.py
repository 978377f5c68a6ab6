"""What tables and other objects are in each place, as the SQL that makes them: for reports to show side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import reduce
from operator import and_

import msgspec

from trueup.errors import PlanFailed
from trueup.model import EVERYTHING, Address, Object, Schema, Scope
from trueup.plan import plan
from trueup.reports.records import defaults


def definitions(schemas: Mapping[str, Schema], wanted: Iterable[Address]) -> dict[Address, dict[str, str]]:
    """By address and place, the SQL of an object with all that is inside it, for all that ``wanted`` are in.

    Only what all of them have words for is in it, so that no place seems to lack what it cannot say. Owners and
    privileges are left out: each of them has a line of its own where it differs. A place that lacks the object has no
    entry, nor has one whose object cannot be made by itself.
    """
    said = reduce(and_, (schema.says for schema in schemas.values()), EVERYTHING)
    found: dict[Address, dict[str, str]] = {where: {} for where in sorted({one.root for one in wanted})}
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
            inside.setdefault(where.root, []).append(_plain(schema[where], said))
    return {where: tuple(found) for where, found in inside.items() if found[0].address == where}


def _plain(obj: Object, said: Scope) -> Object:
    """The object with what is not told of it at its default."""
    where = obj.address
    left = {
        name: default
        for name, default in defaults(type(obj)).items()
        if name in ("owner", "acl") or not said.says(where.kind, name, where)
    }
    return msgspec.structs.replace(obj, **left)
