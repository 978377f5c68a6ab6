"""CREATE, ALTER and DROP of enums. Labels can only be added; any other change exchanges the type."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from trueup.model import Schema, changed_fields
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.ddl.common import loss
from trueup.postgres.ddl.exchange import exchange
from trueup.postgres.names import literal, qualified
from trueup.postgres.objects import Enum
from trueup.statement import Statement


@noun.register
def _(obj: Enum) -> str:
    return f"TYPE {qualified(obj.namespace, obj.name)}"


@create.register
def _(obj: Enum, schema: Schema) -> Steps:
    return [f"CREATE {noun(obj)} AS ENUM ({', '.join(map(literal, obj.labels))})"]


@drop.register
def _(obj: Enum, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: Enum, after: Enum, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    if [label for label in after.labels if label in before.labels] == list(before.labels):
        alone = _is_used(before, after, old, new)
        return [
            Statement(sql=sql, address=after.address, makes=frozenset({after.address}), transactional=not alone)
            for sql in _added(before, after)
        ]
    removed = [label for label in before.labels if label not in after.labels]
    message = f"rows with {', '.join(map(literal, removed))} cannot be converted"
    hazards = (loss("H104", after.address, message, "give those rows another value first"),) if removed else ()
    return exchange(before, old, new, hazards)


def _added(before: Enum, after: Enum) -> Iterator[str]:
    """ADD VALUE for each new label, behind the one before it."""
    there = list(before.labels)
    for number, label in enumerate(after.labels):
        if label in there:
            continue
        if number == 0:
            place = f" BEFORE {literal(there[0])}" if there else ""
        else:
            place = f" AFTER {literal(after.labels[number - 1])}" if number < len(there) else ""
        there.insert(number, label)
        yield f"ALTER {noun(after)} ADD VALUE {literal(label)}{place}"


def _is_used(before: Enum, after: Enum, old: Schema, new: Schema) -> bool:
    """Whether something that is made or changed mentions a new label: that needs a commit before it (55P04)."""
    labels = [literal(label) for label in after.labels if label not in before.labels]
    for user in new.users.get(after.address, ()):
        now, was = new.get(user), old.get(user)
        if now is None or (was is not None and not changed_fields(was, now)):
            continue
        text = str(msgspec.structs.asdict(now))
        if any(label in text or label[1:-1] in text for label in labels):
            return True
    return False
