"""CREATE COLLATION and CREATE CONVERSION: how text is compared and how it is encoded."""

from __future__ import annotations

from trueup.model import Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.ddl.common import after_creation
from trueup.postgres.ddl.retype import retype
from trueup.postgres.names import cut, ident, literal, qualified
from trueup.postgres.objects import Collation, Column, Conversion
from trueup.statement import Statement


@noun.register
def _(obj: Collation) -> str:
    return f"COLLATION {qualified(obj.namespace, obj.name)}"


@create.register
def _(obj: Collation, schema: Schema) -> Steps:
    return [_create(obj)]


@drop.register
def _(obj: Collation, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: Collation, after: Collation, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    """The old one is renamed away and columns are moved over, so that none is lost; the rest is made again."""
    columns = [found for found in _columns(before, old) if isinstance(new.get(found.address), Column)]
    former = cut(before.name, 58) + "__old"
    moved = {column.address for column in columns}
    renaming = Statement(
        sql=f"ALTER {noun(before)} RENAME TO {ident(former)}",
        address=before.address,
        ends=frozenset({before.address}),
        displaces=frozenset(old.users.get(before.address, frozenset()) - moved),
    )
    making = Statement(sql=_create(after), address=after.address, makes=frozenset({after.address}))
    steps: list[str | Statement] = [renaming, making, *after_creation(after, old, new, None)]
    for column in columns:
        now = new[column.address]
        assert isinstance(now, Column)
        steps += retype(column, now, old, new)
    return [*steps, f"DROP COLLATION {qualified(before.namespace, former)}"]


def _columns(obj: Collation, schema: Schema) -> list[Column]:
    """The columns that have the collation by their own word."""
    name = qualified(obj.namespace, obj.name)
    users = (schema.get(user) for user in sorted(schema.users.get(obj.address, ())))
    return [c for c in users if isinstance(c, Column) and c.collation == name and c.generated is None]


def _create(obj: Collation) -> str:
    return f"CREATE {noun(obj)} ({', '.join(_attributes(obj))})"


def _attributes(obj: Collation) -> list[str]:
    said = [f"PROVIDER = {obj.provider}"]
    if not obj.deterministic:
        said.append("DETERMINISTIC = false")
    locale = obj.locale if obj.locale is not None or obj.collate != obj.ctype else obj.collate
    for word, text in (("LOCALE", locale), ("LC_COLLATE", obj.collate), ("LC_CTYPE", obj.ctype), ("RULES", obj.rules)):
        if text is not None and not (word.startswith("LC_") and locale is not None):
            said.append(f"{word} = {literal(text)}")
    return said


@noun.register
def _(obj: Conversion) -> str:
    return f"CONVERSION {qualified(obj.namespace, obj.name)}"


@create.register
def _(obj: Conversion, schema: Schema) -> Steps:
    default = "DEFAULT " if obj.default else ""
    pair = f"FOR {literal(obj.source)} TO {literal(obj.target)}"
    return [f"CREATE {default}{noun(obj)} {pair} FROM {obj.function}"]


@drop.register
def _(obj: Conversion, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: Conversion, after: Conversion, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    return None
