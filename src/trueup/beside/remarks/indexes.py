"""Foreign keys that no index begins with."""

from __future__ import annotations

from collections.abc import Iterator

from trueup.beside.remarks.known import Known, by_places, inside, short
from trueup.finding import Finding, Severity
from trueup.model import Address, Schema
from trueup.wording import listed


def unindexed(known: Known) -> Iterator[Finding]:
    """Each foreign key for which deleting or changing what it refers to reads the whole table, wherever it is."""
    found = by_places({name: [*_keys(schema, known.tables)] for name, schema in known.schemas.items()})
    for where, places in found.items():
        table = where.parent
        if table is None or len(places) < sum(where in schema for schema in known.schemas.values()):
            continue
        columns = ", ".join(getattr(known.schemas[places[0]][where], "columns", ()))
        yield Finding(
            code="S101",
            severity=Severity.INFO,
            message=f"no index of {short(table)} begins with {columns} of {where.name} in {listed(places)}",
            address=where,
            help="create one CONCURRENTLY, unless nothing is ever deleted there and no query joins by it",
        )


def _keys(schema: Schema, tables: frozenset[Address]) -> Iterator[Address]:
    for table in (where for where in schema if where in tables):
        held = [one.columns for one in inside(schema, table, "constraint") if hasattr(one, "nulls_not_distinct")]
        held += [
            tuple(part.column for part in one.columns)
            for one in inside(schema, table, "index")
            if one.predicate is None and one.method == "btree"
        ]
        for key in inside(schema, table, "constraint"):
            if hasattr(key, "to_columns") and not any(set(one[: len(key.columns)]) == set(key.columns) for one in held):
                yield key.address
