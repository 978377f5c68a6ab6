"""CREATE, ALTER and DROP DOMAIN, and a domain's checks."""

from __future__ import annotations

from collections.abc import Iterator

from trueup.model import Address, Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun, release
from trueup.postgres.ddl.common import creation
from trueup.postgres.ddl.exchange import exchange
from trueup.postgres.names import ident, qualified
from trueup.postgres.objects import Domain, DomainCheck, Routine, Sequence


@noun.register
def _(obj: Domain) -> str:
    return f"DOMAIN {qualified(obj.namespace, obj.name)}"


@create.register
def _(obj: Domain, schema: Schema) -> Steps:
    checks = [found for found in _checks(obj, schema) if _fits_inside(found, schema)]
    text = f"CREATE {noun(obj)} AS {obj.type}"
    if obj.collation is not None:
        text += f" COLLATE {obj.collation}"
    if obj.default is not None:
        text += f" DEFAULT {obj.default}"
    if obj.not_null:
        text += f" CONSTRAINT {ident(obj.not_null_name)} NOT NULL" if obj.not_null_name is not None else " NOT NULL"
    text += "".join(f"\n    {_clause(check)}" for check in checks)
    return [creation(obj, text, *(check.address for check in checks))]


def _checks(obj: Domain, schema: Schema) -> Iterator[DomainCheck]:
    for where in schema.contents.get(obj.address, ()):
        found = schema[where]
        if isinstance(found, DomainCheck):
            yield found


def _fits_inside(check: DomainCheck, schema: Schema) -> bool:
    """Whether nothing the check needs can come after the domain."""
    return check.valid and not any(isinstance(schema.get(ref), Routine) for ref in schema.needs.get(check.address, ()))


def _clause(check: DomainCheck) -> str:
    expression = check.expression if check.expression.startswith("(") else f"({check.expression})"
    return f"CONSTRAINT {ident(check.name)} CHECK {expression}"


@drop.register
def _(obj: Domain, schema: Schema) -> Steps:
    return [f"DROP {noun(obj)}"]


@alter.register
def _(before: Domain, after: Domain, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    if fields & {"type", "collation"}:
        return exchange(before, old, new)
    steps = [_default(after)] if "default" in fields else []
    if fields & {"not_null", "not_null_name"}:
        if before.not_null:
            steps.append(f"ALTER {noun(after)} DROP NOT NULL")
        if after.not_null and after.not_null_name is not None:
            steps.append(f"ALTER {noun(after)} ADD CONSTRAINT {ident(after.not_null_name)} NOT NULL")
        elif after.not_null:
            steps.append(f"ALTER {noun(after)} SET NOT NULL")
    return steps


@release.register
def _(before: Domain, after: Domain, refs: frozenset[Address], old: Schema, new: Schema) -> tuple[Steps, Steps] | None:
    """A default lets go of a function or sequence and takes it up again."""
    if before.default is None or not all(isinstance(old.get(ref), Routine | Sequence) for ref in refs):
        return None
    return [f"ALTER {noun(before)} DROP DEFAULT"], [_default(after)] if after.default is not None else []


def _default(obj: Domain) -> str:
    return f"ALTER {noun(obj)} " + ("DROP DEFAULT" if obj.default is None else f"SET DEFAULT {obj.default}")


# ------------------------------------------------------------------ checks


@noun.register
def _(obj: DomainCheck) -> str:
    return f"CONSTRAINT {ident(obj.name)} ON DOMAIN {qualified(obj.namespace, obj.domain)}"


@create.register
def _(obj: DomainCheck, schema: Schema) -> Steps:
    return [f"{_alter_domain(obj)} ADD {_clause(obj)}{'' if obj.valid else ' NOT VALID'}"]


@drop.register
def _(obj: DomainCheck, schema: Schema) -> Steps:
    return [f"{_alter_domain(obj)} DROP CONSTRAINT {ident(obj.name)}"]


@alter.register
def _(before: DomainCheck, after: DomainCheck, fields: frozenset[str], old: Schema, new: Schema) -> Steps | None:
    return (
        [f"{_alter_domain(after)} VALIDATE CONSTRAINT {ident(after.name)}"]
        if fields == {"valid"} and after.valid
        else None
    )


def _alter_domain(obj: DomainCheck) -> str:
    return f"ALTER DOMAIN {qualified(obj.namespace, obj.domain)}"
