"""What a column that comes to a table with rows asks of somebody who knows the data: which value each row gets.

No default: some value must be given. A default for all: whether it is the right one for each, where code looks for
another. What the application gives the column, and what the table has already, are told as hints.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from trueup.beside.remarks.known import short
from trueup.beside.usage import Use, given
from trueup.drift import ABSENT
from trueup.drift.explained import Disagreement, Explained
from trueup.finding import Finding, Severity
from trueup.model import Address, Schema
from trueup.postgres.objects import Column, Index, Unique
from trueup.wording import listed

_HELP = "write the UPDATE between adding the column and NOT NULL; where the table is empty there is nothing to answer"


def backfills(
    found: Explained,
    schemas: Mapping[str, Schema],
    code: Schema | None,
    uses: Mapping[Address, Sequence[Use]],
    root: str,
) -> Iterator[Finding]:
    """A question for each such column that some database lacks, as a finding about it."""
    databases = found.drift.named("database")
    for one in found.disagreements:
        places = [name for name in databases if one.row.values.get(name) is ABSENT and not one.row.called.get(name)]
        wanted, table = one.row.values.get(found.drift.truth), one.row.address.parent
        if one.row.field is None and places and isinstance(wanted, Column) and table is not None:
            there = schemas[places[0]]
            if table in there:
                called = _called(one, code)
                values = given(root, uses.get(table, ()), called)
                said = "".join(_question(one.row.address, wanted, values, there, found, schemas))
                if said:
                    yield Finding(
                        code="S601",
                        severity=Severity.WARNING,
                        message=f"{short(table)}.{wanted.name} in {listed(places)}: {said}",
                        address=one.row.address,
                        help=_HELP,
                    )


def _called(one: Disagreement, code: Schema | None) -> str:
    origin = code.origins.get(one.row.address) if code is not None else None
    return origin.called if origin is not None and origin.called is not None else one.row.address.name


def _question(
    where: Address,
    wanted: Column,
    values: Mapping[str, str],
    there: Schema,
    found: Explained,
    schemas: Mapping[str, Schema],
) -> Iterator[str]:
    if wanted.default is None and wanted.not_null and wanted.identity is None and wanted.generated is None:
        yield "it has no default: what do the rows that are there get?"
        if values:
            yield f" The code has {listed([f'{value} ({place})' for value, place in values.items()])}."
        alike = [one.name for one in _columns(there, where) if one.type == wanted.type]
        if alike and not values:
            yield f" Of its type are {listed(alike)}."
    elif wanted.type == "boolean" and wanted.default is not None:
        other = "false" if str(wanted.default).startswith("true") else "true"
        if other in values:
            each = _before(schemas.get(found.drift.truth), where)
            yield f"every row gets {wanted.default}, its default, and the code looks for {other} ({values[other]}): "
            yield "which rows are it?"
            yield f" Perhaps the newest for each {listed(each)}{_newest(there, where)}." if each else ""


def _columns(schema: Schema, where: Address) -> list[Column]:
    table = where.parent
    held = (schema[one] for one in schema.contents.get(table, ())) if table is not None else ()
    return [one for one in held if isinstance(one, Column)]


def _newest(schema: Schema, where: Address) -> str:
    times = [one.name for one in _columns(schema, where) if one.type.startswith("timestamp") and one.not_null]
    return f", by {' or '.join(times)}" if times else ""


def _before(schema: Schema | None, where: Address) -> list[str]:
    """The columns before a column in an index it ends: what it is one of many for."""
    if schema is None or where.parent is None:
        return []
    for one in (schema[inside] for inside in schema.contents.get(where.parent, ())):
        columns = (
            [part.column for part in one.columns]
            if isinstance(one, Index)
            else list(one.columns)
            if isinstance(one, Unique)
            else []
        )
        if len(columns) > 1 and columns[-1] == where.name:
            return [str(name) for name in columns[:-1]]
    return []
