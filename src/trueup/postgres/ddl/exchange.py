"""The exchange of a type that cannot be altered in place, without losing a column of that type.

The old type is renamed away, the new one made, columns are moved over, and the old one is dropped. Types built on it
(domains, composites in use) are exchanged with it; whatever else mentions it is dropped before and made again after.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from trueup.finding import Finding
from trueup.model import Address, Object, Schema, address
from trueup.postgres.ddl import Steps, conversion, create
from trueup.postgres.ddl.common import after_creation, inside
from trueup.postgres.ddl.family import above, kept, stays
from trueup.postgres.ddl.retype import retype
from trueup.postgres.names import cut, ident, qualified
from trueup.postgres.objects import Attribute, Column, Composite, Domain, Enum, Range
from trueup.statement import Statement

Exchangeable = Enum | Domain | Composite | Range


def exchange(
    before: Exchangeable, old: Schema, new: Schema, hazards: tuple[Finding, ...] = ()
) -> list[str | Statement]:
    """The steps that put the new schema's type of that name in the place of the old schema's."""
    group = _group(before, old, new)
    displaced = frozenset(where for member in group for where in _displaced(member, group, old))
    steps: list[str | Statement] = [
        _renamed(member, displaced, old, hazards if member is before else ()) for member in group
    ]
    steps += [step for member in group if isinstance(member, Range) for step in _companions_renamed(member)]
    for member in group:
        after = new[member.address]
        steps += [_as_step(before, step) for step in create(_with_names(after), new)]
        steps += after_creation(after, old, new, None)
    for member in group:
        for column in _columns(member, old):
            steps += _moved(column, member, group, old, new)
    return [*steps, *(_former_dropped(member, before) for member in reversed(group))]


def _former_dropped(member: Exchangeable, before: Exchangeable) -> Statement:
    sql = f"DROP {_word(member)} {qualified(member.namespace, former(member.name))}"
    return Statement(sql=sql, address=before.address, needs=frozenset({before.address}))


def _with_names(obj: Object) -> Object:
    """A domain whose NOT NULL is called as usual, though that of the domain before is there still."""
    if isinstance(obj, Domain) and obj.not_null and obj.not_null_name is None:
        return msgspec.structs.replace(obj, not_null_name=cut(obj.name, 54) + "_not_null")
    return obj


def former(name: str) -> str:
    """The name a type has while its successor is there already."""
    return cut(name, 58) + "__old"


def multirange(obj: Range) -> Address:
    """Namespace and name of the multirange type; what PostgreSQL calls it when nothing is said."""
    if obj.multirange is not None:
        return Address(f"type {obj.multirange}")
    usual = obj.name.replace("range", "multirange", 1) if "range" in obj.name else f"{cut(obj.name, 52)}_multirange"
    return address("type", obj.namespace, cut(usual, 63))


def in_use(obj: Composite, schema: Schema) -> bool:
    """Whether a table has a column of the type, which forbids to alter its attributes' types (0A000)."""
    return any(True for _ in _columns(obj, schema))


def _group(before: Exchangeable, old: Schema, new: Schema) -> list[Exchangeable]:
    """The type and those built on it, each behind what it is built on."""
    found, left = {before.address: before}, [before]
    while left:
        here = left.pop(0)
        for user in sorted(old.users.get(here.address, ())):
            built = _built_on(here, user, old, new)
            if built is not None:
                found.pop(built.address, None)
                found[built.address] = built
                left.append(built)
    return list(found.values())


def _built_on(here: Exchangeable, user: Address, old: Schema, new: Schema) -> Domain | Composite | None:
    """The domain, or the composite in use, that is built on a type on both sides."""
    found = old.get(user)
    if isinstance(found, Attribute):
        found = old.get(found.container)
    if not isinstance(found, Domain | Composite) or found.address == here.address or found.address not in new:
        return None
    if isinstance(found, Composite) and not in_use(found, old):
        return None
    return found if here.address in _needs(found, new) else None


def _needs(obj: Domain | Composite, schema: Schema) -> Iterator[Address]:
    for where in (obj.address, *inside(obj.address, schema)):
        yield from schema.needs.get(where, ())


def _columns(obj: Exchangeable, schema: Schema) -> Iterator[Column]:
    """The columns of that type or of arrays of it."""
    names = _formerly(obj)
    for user in sorted(schema.users.get(obj.address, ())):
        found = schema.get(user)
        if isinstance(found, Column) and found.on == "table" and conversion.split(found.type)[0] in names:
            yield found


def _formerly(obj: Exchangeable) -> dict[str, str]:
    """The names columns have the type by, that of a range's multirange included, and the former ones."""
    found = {qualified(obj.namespace, obj.name): qualified(obj.namespace, former(obj.name))}
    if isinstance(obj, Range):
        many = multirange(obj).names
        found[qualified(*many)] = qualified(many[0], former(many[1]))
    return found


def _displaced(obj: Exchangeable, group: Iterable[Exchangeable], schema: Schema) -> Iterator[Address]:
    """What mentions the type and cannot be moved over."""
    moved = {column.address for column in _columns(obj, schema) if column.generated is None}
    members = {member.address for member in group}
    for user in schema.users.get(obj.address, ()):
        found = schema.get(user)
        where = found.container if isinstance(found, Attribute) else user
        if where not in moved and not any(where.within(member) for member in members):
            yield where


def _renamed(obj: Exchangeable, displaced: frozenset[Address], old: Schema, hazards: tuple[Finding, ...]) -> Statement:
    word, name = _word(obj), qualified(obj.namespace, obj.name)
    return Statement(
        sql=f"ALTER {word} {name} RENAME TO {ident(former(obj.name))}",
        address=obj.address,
        ends=frozenset((obj.address, *inside(obj.address, old))),
        renames=frozenset({obj.address}),
        displaces=displaced,
        hazards=hazards,
    )


def _companions_renamed(obj: Range) -> Iterator[Statement]:
    """The multirange and the constructors, whose names do not change with the type's, out of the successor's way."""
    own, many = (obj.namespace, obj.name), multirange(obj).names
    texts = [f"ALTER TYPE {qualified(*many)} RENAME TO {ident(former(many[1]))}"]
    for names, arguments in (
        (own, (f"{obj.subtype}, {obj.subtype}", f"{obj.subtype}, {obj.subtype}, text")),
        (many, ("",)),
    ):
        texts += [f"ALTER FUNCTION {qualified(*names)}({a}) RENAME TO {ident(former(names[1]))}" for a in arguments]
    for sql in texts:
        yield Statement(sql=sql, address=obj.address, ends=frozenset({obj.address}))


def _as_step(before: Exchangeable, step: str | Statement) -> str | Statement:
    """A step of the new type's creation; a text would not say that it makes anything here."""
    if isinstance(step, Statement):
        return step
    return Statement(sql=step, address=before.address, makes=frozenset({before.address}))


def _moved(column: Column, obj: Exchangeable, group: list[Exchangeable], old: Schema, new: Schema) -> Steps:
    """The steps that give a column the new type. A domain's values come over from the type it was over."""
    after = new.get(column.address)
    if not isinstance(after, Column) or after.type != column.type or column.generated is not None:
        return []
    if not stays(column.container, old, new):
        return []
    staying = kept(column.container, old, new)
    if any(parent.container in staying for parent in above(column, old)):
        return []  # moved with its parent
    name = conversion.split(column.type)[0]
    was = obj.type if isinstance(obj, Domain) and obj is group[0] else _formerly(obj)[name]
    steps = retype(msgspec.structs.replace(column, type=was + column.type.removeprefix(name)), after, old, new)
    return [
        msgspec.structs.replace(step, hazards=(), needs=frozenset({obj.address}))
        if isinstance(step, Statement)
        else Statement(sql=step, address=column.address, needs=frozenset({obj.address}))
        for step in steps
    ]


def _word(obj: Exchangeable) -> str:
    return "DOMAIN" if isinstance(obj, Domain) else "TYPE"
