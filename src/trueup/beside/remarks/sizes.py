"""How much there is of what in a schema."""

from __future__ import annotations

from collections import Counter

from trueup.model import Schema

_WORDS = {
    "Table": "tables",
    "Column": "columns",
    "PrimaryKey": "primary keys",
    "Unique": "unique constraints",
    "ForeignKey": "foreign keys",
    "Check": "checks",
    "Index": "indexes",
    "Enum": "enums",
    "View": "views",
    "MaterializedView": "materialized views",
    "Function": "functions",
    "Trigger": "triggers",
    "Policy": "policies",
}


def sizes(schema: Schema) -> dict[str, int]:
    """How many there are of each sort. The indexes of keys count as indexes, as ``pg_indexes`` has them."""
    found = Counter(type(one).__name__ for one in schema.objects.values())
    found["Index"] += found["PrimaryKey"] + found["Unique"] + found["Exclusion"]
    return {word: found[sort] for sort, word in _WORDS.items() if found[sort]}
