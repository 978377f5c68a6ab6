"""Names and numbers in sentences: lists, the first of many, counts with their nouns. What they name is not known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence


def listed(names: Iterable[str]) -> str:
    """All of them.

    >>> listed(["dev"]), listed(["dev", "staging", "prod"])
    ('dev', 'dev, staging and prod')
    """
    *most, last = [*names] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def few(names: Sequence[str], most: int) -> str:
    """The first of them, and how many more there are.

    >>> few(["a", "b"], 2), few(["a", "b", "c", "d"], 2)
    ('a, b', 'a, b and 2 more')
    """
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown


def plural(number: int, one: str, many: str | None = None) -> str:
    """A count with its noun: ``1 difference``, ``2 differences``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def doing(number: int, one: str, what: str) -> str:
    """A count with its noun and what they do, said of many.

    >>> doing(2, "row", "refer to nothing"), doing(1, "row", "refer to nothing"), doing(1, "row", "have no value")
    ('2 rows refer to nothing', '1 row refers to nothing', '1 row has no value')
    """
    verb, _, rest = what.partition(" ")
    said = verb if number != 1 else _ONE.get(verb, f"{verb}s")
    return f"{number:,} {one if number == 1 else f'{one}s'} {said} {rest}"


_ONE = {"have": "has", "do": "does", "are": "is"}


def agreeing(names: Collection[str], one: str, many: str) -> str:
    """Names as the subject of a verb; "migrations" are several.

    >>> agreeing(["prod"], "has", "have"), agreeing(["dev", "prod"], "has", "have")
    ('prod has', 'dev and prod have')
    """
    return f"{listed(names)} {one if len(names) == 1 and 'migrations' not in names else many}"
