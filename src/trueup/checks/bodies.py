"""Functions whose bodies are text to PostgreSQL, and the names that stand in them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from trueup.checks.step import Step
from trueup.model import Schema
from trueup.postgres.objects import Routine

_WORD = re.compile(r'"((?:[^"]|"")+)"|([A-Za-z_][\w$]*)')
_NOISE = re.compile(r"--[^\n]*|/\*.*?\*/", re.S)


def naming(step: Step, table: str, column: str | None) -> list[str]:
    """The routines, sorted, in whose text stand a table's name and its column's: they may mean just these."""
    if step.before is None:
        return []
    wanted = {table} if column is None else {table, column}
    found = [name for name, words in step.before.derived(_words).items() if wanted <= words]
    if column is not None:
        # A trigger's function names no table: its columns are those of NEW and OLD.
        found += [name for name, words in step.before.derived(_of_triggers).get(table, {}).items() if column in words]
    return sorted(set(found))


def _words(schema: Schema) -> dict[str, frozenset[str]]:
    """The names in each body that PostgreSQL does not look into."""
    return {
        one.address: words_in(one.body)
        for one in schema.objects.values()
        if isinstance(one, Routine) and not one.atomic and one.language not in ("c", "internal")
    }


def _of_triggers(schema: Schema) -> dict[str, Mapping[str, frozenset[str]]]:
    """For each table's name, the functions of its triggers with the names in them."""
    from trueup.postgres.objects import Trigger

    words = schema.derived(_words)
    found: dict[str, dict[str, frozenset[str]]] = {}
    for one in schema.objects.values():
        if isinstance(one, Trigger):
            where = f"function {one.function}()"
            if where in words:
                found.setdefault(one.relation, {})[where] = words[where]
    return dict(found)


def words_in(body: str) -> frozenset[str]:
    """Every name in a body, unquoted ones in lower case; comments are left out."""
    text = _NOISE.sub(" ", body)
    return frozenset(quoted.replace('""', '"') if quoted else bare.lower() for quoted, bare in _WORD.findall(text))
