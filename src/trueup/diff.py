"""Two schemas -> the changes that lead from one to the other. Names no kind and knows no order of execution."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from trueup.model import Address, Needs, Object, Schema, Scope, changed_fields, decode


class Create(msgspec.Struct, frozen=True, tag=True):
    """An object only the second schema has."""

    after: Object

    @property
    def address(self) -> Address:
        return self.after.address


class Drop(msgspec.Struct, frozen=True, tag=True):
    """An object only the first schema has."""

    before: Object

    @property
    def address(self) -> Address:
        return self.before.address


class Alter(msgspec.Struct, frozen=True, tag=True):
    """An object both have, different in ``fields``; the field ``class`` stands for a change of the record's class."""

    before: Object
    after: Object
    fields: tuple[str, ...]

    @property
    def address(self) -> Address:
        return self.after.address


Change = Create | Drop | Alter


def diff(before: Schema, after: Schema, scope: Scope | None = None) -> tuple[Change, ...]:
    """The changes from ``before`` to ``after``, sorted by address, limited to what both can say.

    ``scope`` narrows further. Two schemas that are equal as far as both can say give no change.
    """
    says = before.says & after.says
    if scope is not None:
        says = says & scope
    old, new = _unlike(before, after)
    changes: list[Change] = []
    for where in sorted(old.keys() | new.keys()):
        if not says.total and not says.admits(where):
            continue
        was, now = old.get(where), new.get(where)
        if was is None and now is not None:
            changes.append(Create(now))
        elif now is None and was is not None:
            changes.append(Drop(was))
        elif was is not None and now is not None:
            fields = changed_fields(was, now)
            if not says.total:
                fields = tuple(f for f in fields if says.says(where.kind, f, where))
            if fields:
                changes.append(Alter(was, now, fields))
    return tuple(changes)


def goal(before: Schema, after: Schema, scope: Scope | None = None) -> Schema:
    """What ``before`` is to become: ``after`` in all that both can say, and ``before`` in everything else.

    So an object that must be made again for another's sake comes back with what only ``before`` knows of it, and
    nothing is lost because the other side has no words for it.
    """
    says = before.says & after.says
    if scope is not None:
        says = says & scope
    if says == before.says:
        return after
    objects = {where: obj for where, obj in after.objects.items() if says.admits(where)}
    kept = {where: obj for where, obj in sorted(before.objects.items()) if not says.admits(where)}
    for where in tuple(kept):
        parent = where.parent
        if parent is not None and parent not in objects and parent not in kept:
            del kept[where]
    for where, obj in objects.items():
        was = before.get(where)
        objects[where] = _with_unsaid(obj, was if type(was) is type(obj) else None, says)

    def needs() -> Needs:
        return dict(after.needs) | {where: before.needs.get(where, frozenset()) for where in kept}

    return after.replace(objects=[*objects.values(), *kept.values()], needs=needs, says=before.says)


def _with_unsaid(obj: Object, was: Object | None, says: Scope) -> Object:
    """What one side cannot say stays as it was; a new object has it as PostgreSQL would, which is the default."""
    where = obj.address
    known = {f.name: f.default for f in msgspec.structs.fields(type(obj))} if was is None else {}
    open_fields = [f for f in obj.compared() if not says.says(where.kind, f, where)]
    unsaid = {f: known[f] if was is None else getattr(was, f) for f in open_fields}
    found = {f: value for f, value in unsaid.items() if value is not msgspec.NODEFAULT}
    return msgspec.structs.replace(obj, **found) if found else obj


def _unlike(before: Schema, after: Schema) -> tuple[Mapping[Address, Object], Mapping[Address, Object]]:
    """The objects of both sides without those whose rows are the same to the byte."""
    if before.blocks is None or after.blocks is None:
        return before.objects, after.objects
    old: dict[Address, Object] = {}
    new: dict[Address, Object] = {}
    for kind in before.blocks.keys() | after.blocks.keys():
        a, b = before.blocks.get(kind, b""), after.blocks.get(kind, b"")
        if a == b:
            continue
        left = set(a.split(b"\n")) if a else set()
        right = set(b.split(b"\n")) if b else set()
        old |= {found.address: found for found in decode(kind, left - right)}
        new |= {found.address: found for found in decode(kind, right - left)}
    return old, new
