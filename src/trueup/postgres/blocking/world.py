"""The relations that a script finds, as its statements leave them one after another. What statements do is elsewhere.

Seeded from a schema, loaded relation by relation; without a schema, what a statement names is taken to be there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trueup.model import Address, Schema, address
from trueup.postgres.blocking.loading import Map, load, mapped
from trueup.postgres.blocking.relations import WORDS, Constraint, Relation
from trueup.postgres.sql.nodes import Node

LATEST = 180000


class World:
    """The relations of a database before the next statement. ``version`` is its ``server_version_num``."""

    def __init__(self, before: Schema | None, version: int | None = None) -> None:
        self.schema = before
        self.version = version or (before.version if before is not None else None) or LATEST
        self.utc = False
        """Whether the script set its TimeZone to UTC."""
        self.settings: dict[str, str] = {}
        """What the script SET, by name."""
        self.path = "public"
        self._map = before.derived(mapped) if before is not None else Map()
        self._loaded: dict[Address, Relation | None] = {}
        self._below: dict[Address, set[Address]] = {}
        self._pointing: dict[Address, set[Address]] = {}
        self._holding: dict[str, set[Address]] = {}
        """What statements put below tables, made point at tables, and which tables they gave indexes of a name: what
        they took away again is still in it."""
        self._fresh: dict[Address, tuple[Address, ...]] = {}
        """By relation, itself or its columns that statements made."""

    @property
    def major(self) -> int:
        """The major version: 18."""
        return self.version // 10000

    # ------------------------------------------------------------------ looking up

    def find(self, named: Node | None, word: str = "table") -> Relation | None:
        """The relation a ``RangeVar`` names, None where it is not there. ``word`` is what it is taken for."""
        found = named or {}
        return self.named(found.get("schemaname"), found.get("relname", ""), word)

    def named(self, namespace: str | None, name: str, word: str = "table") -> Relation | None:
        """The relation of a name; without a namespace, the one in the path's, or the only one of that name."""
        spaces = (namespace,) if namespace is not None else (self.path, "public")
        for space in spaces:
            for one in dict.fromkeys((word, *WORDS.values())):
                found = self.at(address(one, space, name), only_known=True)
                if found is not None:
                    return found
        if namespace is None:
            known = [*self._map.by_name.get(name, ()), *(w for w in self._loaded if w.names[-1] == name)]
            here = {where: found for where in known if (found := self.at(where)) is not None}
            if len(here) == 1:
                return next(iter(here.values()))
        where = address(word, spaces[0] or "public", name)
        return None if self.schema is not None or where in self._loaded else self._assumed(where)

    def called(self, names: Sequence[str], word: str = "table") -> Relation | None:
        """The relation of a name as a list of its parts, None for none."""
        if not names:
            return None
        return self.named(names[-2] if len(names) > 1 else None, names[-1], word)

    def at(self, where: Address, *, only_known: bool = True) -> Relation | None:
        """The relation at an address."""
        if where not in self._loaded:
            if where in self._map.relations and self.schema is not None:
                self._loaded[where] = load(where, self.schema)
            elif only_known:
                return None
        return self._loaded.get(where)

    def _assumed(self, where: Address) -> Relation:
        found = Relation(where, known=False)
        self.add(found)
        return found

    def index(self, named: Node | list[str]) -> tuple[Relation, str] | None:
        """The table and the name of an index, by its ``RangeVar`` or names."""
        if isinstance(named, dict):
            names = [one for one in (named.get("schemaname"), named.get("relname")) if one]
        else:
            names = named
        name = names[-1]
        for where in (*self._holding.get(name, ()), *self._map.indexes.get(name, ())):
            found = self.at(where)
            if found is None or (len(names) > 1 and found.address.names[0] != names[-2]):
                continue
            if name in found.indexes or self._is_key(found, name):
                return found, name
        return None

    def _is_key(self, relation: Relation, name: str) -> bool:
        found = relation.constraints.get(name)
        return found is not None and found.kind in ("primary", "unique", "exclusion")

    def children(self, where: Address) -> list[Relation]:
        """The partitions and inheriting tables directly below one."""
        known = {*self._map.children.get(where, ()), *self._below.get(where, ())}
        here = [found for one in sorted(known) if (found := self.at(one)) is not None]
        return [one for one in here if where in one.parents]

    def descendants(self, where: Address) -> list[Relation]:
        """All that is below a table, itself left out."""
        found: dict[Address, Relation] = {}
        rest = [where]
        while rest:
            for one in self.children(rest.pop()):
                if one.address not in found:
                    found[one.address] = one
                    rest.append(one.address)
        return list(found.values())

    def family(self, relation: Relation) -> list[Relation]:
        """A table and all that is below it."""
        return [relation, *self.descendants(relation.address)]

    def ancestors(self, relation: Relation) -> list[Relation]:
        """All tables above one."""
        found: dict[Address, Relation] = {}
        rest = list(relation.parents)
        while rest:
            above = self.at(rest.pop())
            if above is not None and above.address not in found:
                found[above.address] = above
                rest += above.parents
        return list(found.values())

    def referring(self, where: Address) -> list[tuple[Relation, str, Constraint]]:
        """The foreign keys of other tables that point at one."""
        known = {*self._map.keys_to.get(where, ()), *self._pointing.get(where, ())}
        tables = [found for one in sorted(known) if (found := self.at(one)) is not None]
        return [(table, name, key) for table in tables for name, key in table.foreign() if key.to == where]

    def default_of(self, parent: Address) -> Relation | None:
        """The default partition of a table."""
        return next((one for one in self.children(parent) if (one.bound or "").upper().startswith("DEFAULT")), None)

    # ------------------------------------------------------------------ changing

    @property
    def made(self) -> list[Address]:
        """The relations that statements made, and the columns that they added to others."""
        return [one for fresh in self._fresh.values() for one in fresh]

    def settle(self) -> None:
        """What was made is in use from now on: another script comes later."""
        for one in (self._loaded.get(where) for where in self._fresh):
            if one is not None:
                one.is_new = False
                for column in one.columns.values():
                    column.is_new = False
        self._fresh = {}
        self.doubt()

    def doubt(self) -> None:
        """Nothing is known of rows any more: something wrote to them that cannot be told."""
        for one in filter(None, self._loaded.values()):
            one.empty = False
            for column in one.columns.values():
                column.all_null = False
        self.end_transaction()

    def end_transaction(self) -> None:
        """Others may have written what a constraint that is gone kept out."""
        for one in filter(None, self._loaded.values()):
            one.kept = []

    def add(self, relation: Relation) -> None:
        """A relation that a statement made."""
        self._loaded[relation.address] = relation
        self.change(relation)

    def change(self, relation: Relation) -> None:
        """Take note of what a statement gave a relation: parents, foreign keys, indexes, new columns."""
        for parent in relation.parents:
            self._below.setdefault(parent, set()).add(relation.address)
        for name, key in relation.constraints.items():
            if key.to is not None:
                self._pointing.setdefault(key.to, set()).add(relation.address)
            elif self._is_key(relation, name):
                self._holding.setdefault(name, set()).add(relation.address)
        for name in relation.indexes:
            self._holding.setdefault(name, set()).add(relation.address)
        fresh = [relation.address] if relation.is_new else _new_columns(relation)
        if fresh:
            self._fresh[relation.address] = tuple(fresh)
        else:
            self._fresh.pop(relation.address, None)

    def drop(self, where: Address) -> None:
        """A relation that is no longer there."""
        self._loaded[where] = None
        self._fresh.pop(where, None)

    def rename(self, relation: Relation, where: Address) -> None:
        """Give a relation another address; what points at it follows."""
        children, pointing = self.children(relation.address), self.referring(relation.address)
        self.drop(relation.address)
        for child in children:
            child.parents = tuple(where if one == relation.address else one for one in child.parents)
        for table, name, key in pointing:
            table.constraints[name] = replace(key, to=where)
        relation.address = where
        self.add(relation)
        for one in (*children, *(table for table, _, _ in pointing)):
            self.change(one)


def _new_columns(relation: Relation) -> list[Address]:
    return [relation.address.child("column", name) for name, column in relation.columns.items() if column.is_new]
