"""What is known while renames are looked for: the open drops and creates, what is accepted, records in new words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from trueup.diff import Alter, Change, Create, Drop
from trueup.model import EVERYTHING, Address, Object, Schema, Scope, address, part
from trueup.renames.found import Facts, moved

_TOKEN = re.compile(r"\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'|[^\W\d]\w*")
_LABEL = re.compile(r"\s+AS\s+(?:\"(?:[^\"]|\"\")*\"|\w+)")
_ASIDE = frozenset({"comment", "owner", "acl", "labels"})
"""Fields that say nothing about what a thing is."""

Names = Mapping[str, str]
"""Names in the first schema, unquoted, and what is to stand for them."""


class State:
    """Both schemas, their differences, and the renames accepted so far."""

    def __init__(self, before: Schema, after: Schema, changes: Iterable[Change], facts: Facts) -> None:
        self.before, self.after, self.facts = before, after, facts
        self.says = before.says & after.says
        self.drops: dict[Address, Object] = {}
        self.creates: dict[Address, Object] = {}
        self.alters: dict[Address, Alter] = {}
        for change in changes:
            if isinstance(change, Drop):
                self.drops[change.address] = change.before
            elif isinstance(change, Create):
                self.creates[change.address] = change.after
            else:
                self.alters[change.address] = change
        self.accepted: dict[Address, Address] = {}
        self._columns: dict[Address, dict[str, str]] = {}
        self.proved = facts.complete | {where.kind for where in facts.identity}

    def accept(self, before: Address, after: Address) -> None:
        """Take a rename for true."""
        self.accepted[before] = after
        parent = before.parent
        if parent is not None and before.kind == "column":
            self._columns.setdefault(parent, {})[before.name] = after.name
        self.__dict__.pop("words", None)
        self.__dict__.pop("_taken", None)

    def now(self, where: Address) -> Address:
        """Where something of the first schema is in the second."""
        return moved(where, self.accepted)

    @cached_property
    def _taken(self) -> frozenset[Address]:
        """Addresses of the second schema that are something of the first one."""
        stayed = (self.now(where) for where in self.drops if self.facts.told.get(where, where) is not None)
        return frozenset(stayed) | frozenset(self.accepted.values())

    def decided(self, where: Address) -> bool:
        """Whether somebody, or the absence of its id, said what became of something: nothing is left to be found."""
        return where in self.facts.told or where.kind in self.proved

    def gone(self) -> list[Address]:
        """Drops nothing stands for yet, whose container is still there, and which nobody told to be real."""
        found = []
        for where in sorted(self.drops):
            if where in self.accepted or self.decided(where) or self.now(where) in self.creates:
                continue
            parent = where.parent
            if parent is None or parent not in self.drops or self._stayed(parent):
                found.append(where)
        return found

    def _stayed(self, container: Address) -> bool:
        """Whether something that went is there under another name, its own or its namespace's."""
        return container in self.accepted or (container not in self.facts.told and self.now(container) in self.creates)

    def came(self) -> list[Address]:
        """Creates that are nothing of the first schema yet."""
        taken = self._taken
        return [where for where in sorted(self.creates) if where not in taken]

    @cached_property
    def words(self) -> Names:
        """The bare names of everything renamed that stands on its own, for texts that mention it."""
        return {a.name: b.name for a, b in sorted(self.accepted.items()) if a.parent is None and a.name != b.name}

    def columns(self, container: Address) -> Names:
        """What the columns of a container of the first schema are called now, where that is another name."""
        return self._columns.get(container, {})

    def rewritten(self, obj: Object) -> tuple[Any, ...]:
        """The record of something of the first schema, in the words of the second."""
        parent = obj.address.parent
        names = {**self.words, **(self.columns(parent) if parent is not None else {})}
        found = record(obj, names, self.says)
        target = referenced(obj)
        if target is None:
            return found
        now, there = self.now(target), self.columns(target)
        pointed = {"to_namespace": now.names[0], "to_table": now.name}
        pointed_at = tuple(there.get(c, c) for c in getattr(obj, "to_columns", ()))
        fields = dict(found[1:]) | pointed | {"to_columns": pointed_at}
        return (found[0], *fields.items())

    def same_columns(self, container: Address) -> list[tuple[Object, Object]]:
        """What is known to be one and the same inside a container, in the order of the first schema.

        Only what has a position.
        """
        found = []
        for inner in self.before.contents.get(container, ()):
            one, other = self.before[inner], self.after.get(self.now(inner))
            if other is not None and hasattr(one, "position") and hasattr(other, "position"):
                found.append((one, other))
        return sorted(found, key=lambda pair: position(pair[0]))


def position(obj: Object) -> int:
    """Where something stands among its like; 0 for what has no position."""
    return int(getattr(obj, "position", 0))


def reworded(text: str, names: Names) -> str:
    """A text with names in it replaced; what is in single quotes stays.

    >>> reworded("(user_id > 0) AND (kind = 'user_id')", {"user_id": "userId"})
    '("userId" > 0) AND (kind = \\'user_id\\')'
    """
    if not names:
        return text

    def instead(match: re.Match[str]) -> str:
        token = match[0]
        name = token[1:-1].replace('""', '"') if token[0] == '"' else token
        return part(names[name]) if token[0] != "'" and name in names else token

    return _TOKEN.sub(instead, text)


def tokens(text: str) -> set[str]:
    """The names in a text, unquoted.

    >>> sorted(tokens('SELECT "userId", 2 FROM users'))
    ['FROM', 'SELECT', 'userId', 'users']
    """
    found = (match[0] for match in _TOKEN.finditer(text))
    return {t[1:-1].replace('""', '"') if t[0] == '"' else t for t in found if t[0] != "'"}


def referenced(obj: Object) -> Address | None:
    """The table a foreign key points to; None for everything else."""
    table = getattr(obj, "to_table", None)
    return None if table is None else address("table", getattr(obj, "to_namespace", ""), table)


def record(obj: Object, names: Names, says: Scope = EVERYTHING) -> tuple[Any, ...]:
    """What makes an object what it is, name and place aside, with names in it replaced; of that what ``says`` has.

    Labels of output columns (``AS old``) go: PostgreSQL keeps them when it renames what they stand for.
    """
    said = [f for f in obj.compared() if f not in _ASIDE and says.says(obj.KIND, f, obj.address)]
    fields = tuple((f, _reworded(getattr(obj, f), names)) for f in said)
    return (type(obj).__name__, *fields)


def _reworded(value: Any, names: Names) -> Any:
    if isinstance(value, str):
        return names[value] if value in names else _LABEL.sub("", reworded(value, names))
    if isinstance(value, tuple):
        return tuple(_reworded(one, names) for one in value)
    if hasattr(value, "__struct_fields__"):
        return tuple(_reworded(getattr(value, f), names) for f in value.__struct_fields__)
    return value


def texts(obj: Object) -> str:
    """Every text in an object's compared fields, for a search for names."""
    found: list[str] = []
    _collect(tuple(getattr(obj, f) for f in obj.compared()), found)
    return " ".join(found)


def _collect(value: Any, found: list[str]) -> None:
    if isinstance(value, str):
        found.append(value)
    elif isinstance(value, tuple):
        for one in value:
            _collect(one, found)
    elif hasattr(value, "__struct_fields__"):
        _collect(tuple(getattr(value, f) for f in value.__struct_fields__), found)
