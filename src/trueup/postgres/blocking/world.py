"""The relations that a script finds, as its statements leave them one after another. What statements do is elsewhere.

Seeded from a schema, loaded relation by relation; without a schema, what a statement names is taken to be there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple, TypeVar

from trueup.model import Address, Schema, address
from trueup.postgres import objects as pg
from trueup.postgres.chosen import chosen_name
from trueup.postgres.nodes import Node, every, inside, items, texts

Name = TypeVar("Name", bound=str)
LATEST = 180000
WORDS = ("table", "view", "matview", "foreign_table", "sequence")


@dataclass
class Column:
    """A column; ``type`` is as ``format_type`` prints it, None where nobody knows."""

    type: str | None = None
    not_null: bool = False
    valid: bool = True
    generated: bool = False
    collation: str | None = None
    identity: bool = False
    is_new: bool = False


@dataclass
class Constraint:
    """A constraint: ``primary``, ``unique``, ``exclusion``, ``foreign``, ``check`` or ``not null``.

    ``columns`` are those it mentions; ``proves`` are those a check holds not null; ``expression`` is a check's tree.
    """

    kind: str
    columns: tuple[str, ...] = ()
    to: Address | None = None
    to_columns: tuple[str, ...] = ()
    valid: bool = True
    enforced: bool = True
    proves: frozenset[str] = frozenset()
    expression: object = None


@dataclass
class Index:
    """An index. ``keys`` are its key columns, None for an expression; ``mentions`` all columns it depends on."""

    keys: tuple[str | None, ...] = ()
    mentions: frozenset[str] = frozenset()
    plain: bool = True
    """Whether it has neither expressions nor a predicate."""
    parent: tuple[str, str] | None = None


@dataclass
class Relation:
    """A relation as the statements so far leave it. ``known`` is false where no schema says what it has.

    ``is_new`` when a statement made it: nothing reads it yet.
    """

    address: Address
    columns: dict[str, Column] = field(default_factory=dict)
    constraints: dict[str, Constraint] = field(default_factory=dict)
    indexes: dict[str, Index] = field(default_factory=dict)
    parents: tuple[Address, ...] = ()
    partitioned: bool = False
    partition_key: frozenset[str] = frozenset()
    bound: str | None = None
    unlogged: bool = False
    access_method: str | None = None
    tablespace: str | None = None
    replica_index: str | None = None
    is_new: bool = False
    known: bool = True

    @property
    def is_partition(self) -> bool:
        """Whether it is a partition of another table."""
        return self.bound is not None

    @property
    def has_rows_of_its_own(self) -> bool:
        """Whether it has storage: a partitioned table has none, nor has a view."""
        return not self.partitioned and self.address.kind in ("table", "matview")

    @property
    def has_index(self) -> bool:
        """Whether any index is on it, those of keys included."""
        return bool(self.indexes) or any(
            c.kind in ("primary", "unique", "exclusion") for c in self.constraints.values()
        )

    def foreign(self) -> Iterator[tuple[str, Constraint]]:
        """Its foreign keys."""
        return ((name, one) for name, one in self.constraints.items() if one.kind == "foreign")

    def proven(self, column: str) -> bool:
        """Whether a column cannot hold nulls, so that PostgreSQL does not look at its rows."""
        found = self.columns.get(column)
        if found is not None and found.not_null and found.valid:
            return True
        return any(one.valid and one.enforced and column in one.proves for one in self.constraints.values())


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
        self._map = before.derived(_map) if before is not None else _Map()
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
            for one in dict.fromkeys((word, *WORDS)):
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

    def at(self, where: Address, *, only_known: bool = True) -> Relation | None:
        """The relation at an address."""
        if where not in self._loaded:
            if where in self._map.relations and self.schema is not None:
                self._loaded[where] = _relation(where, self.schema)
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


# ------------------------------------------------------------------ from a schema


class _Map(NamedTuple):
    """What is where in a schema, besides what ``Schema`` says itself."""

    relations: frozenset[Address] = frozenset()
    by_name: dict[str, tuple[Address, ...]] = {}
    children: dict[Address, tuple[Address, ...]] = {}
    keys_to: dict[Address, tuple[Address, ...]] = {}
    indexes: dict[str, tuple[Address, ...]] = {}


def _map(schema: Schema) -> _Map:
    relations: set[Address] = set()
    by_name: dict[str, list[Address]] = {}
    children: dict[Address, list[Address]] = {}
    keys_to: dict[Address, list[Address]] = {}
    indexes: dict[str, list[Address]] = {}
    for where, one in schema.objects.items():
        if isinstance(one, pg.Table | pg.ForeignTable | pg.View | pg.MaterializedView | pg.Sequence):
            relations.add(where)
            by_name.setdefault(one.name, []).append(where)
        if isinstance(one, pg.Table | pg.ForeignTable):
            for parent in one.parents:
                children.setdefault(address("table", *parent), []).append(where)
        elif isinstance(one, pg.ForeignKey):
            keys_to.setdefault(address("table", one.to_namespace, one.to_table), []).append(one.container)
        if isinstance(one, pg.Index | pg.PrimaryKey | pg.Unique | pg.Exclusion):
            indexes.setdefault(one.name, []).append(one.container)
    return _Map(frozenset(relations), _sorted(by_name), _sorted(children), _sorted(keys_to), _sorted(indexes))


def _sorted(found: dict[Name, list[Address]]) -> dict[Name, tuple[Address, ...]]:
    return {key: tuple(sorted(set(value))) for key, value in found.items()}


def _relation(where: Address, schema: Schema) -> Relation:
    found = schema[where]
    made = Relation(where)
    if isinstance(found, pg.Table | pg.ForeignTable):
        made.parents = tuple(address("table", *parent) for parent in found.parents)
        made.bound = found.bound
    if isinstance(found, pg.Table):
        made.partitioned = found.partition_by is not None
        made.partition_key = (
            mentioned(found.partition_by or "", wrapped="SELECT {}") if made.partitioned else frozenset()
        )
        made.unlogged = found.unlogged
        made.access_method = found.access_method
        made.tablespace = found.tablespace
        made.replica_index = found.replica_index
    for inner in schema.contents.get(where, ()):
        _take(made, schema[inner])
    return made


def _take(made: Relation, one: object) -> None:
    if isinstance(one, pg.Column):
        made.columns[one.name] = Column(
            type=one.type,
            not_null=one.not_null,
            valid=one.not_null_valid,
            generated=one.generated is not None,
            collation=one.collation,
            identity=one.identity is not None,
        )
        if one.not_null:
            name = one.not_null_name or chosen_name(one.relation, one.name, "not_null")
            made.constraints[name] = Constraint("not null", (one.name,), valid=one.not_null_valid)
    elif isinstance(one, pg.PrimaryKey | pg.Unique):
        kind = "primary" if isinstance(one, pg.PrimaryKey) else "unique"
        made.constraints[one.name] = Constraint(kind, (*one.columns, *one.include))
    elif isinstance(one, pg.ForeignKey):
        to = address("table", one.to_namespace, one.to_table)
        made.constraints[one.name] = Constraint("foreign", one.columns, to, one.to_columns, one.valid, one.enforced)
    elif isinstance(one, pg.Check):
        made.constraints[one.name] = check(one.expression, one.valid, one.enforced)
    elif isinstance(one, pg.Exclusion):
        made.constraints[one.name] = Constraint("exclusion", tuple(sorted(mentioned_words(one.definition))))
    elif isinstance(one, pg.Index):
        made.indexes[one.name] = _index(one)


def _index(one: pg.Index) -> Index:
    named = {key.column for key in one.columns if key.column is not None} | set(one.include)
    expressions = [key.expression for key in one.columns if key.expression is not None]
    if one.predicate is not None:
        expressions.append(one.predicate)
    for text in expressions:
        named |= mentioned(text)
    return Index(
        keys=tuple(key.column for key in one.columns),
        mentions=frozenset(named),
        plain=not expressions,
        parent=one.parent,
    )


# ------------------------------------------------------------------ expressions


def check(expression: str, valid: bool = True, enforced: bool = True) -> Constraint:
    """A check by its text."""
    tree = parsed(expression)
    return Constraint(
        "check",
        tuple(sorted(columns_in(tree))),
        valid=valid,
        enforced=enforced,
        proves=not_null_in(tree),
        expression=tree,
    )


@lru_cache(maxsize=4096)
def parsed(expression: str, wrapped: str = "SELECT {}") -> object:
    """The tree of an expression; empty for what cannot be parsed."""
    import msgspec
    from pglast.parser import ParseError, parse_sql_json

    try:
        found = msgspec.json.decode(parse_sql_json(wrapped.format(expression)))
        return found["stmts"][0]["stmt"]["SelectStmt"]["targetList"][0]["ResTarget"]["val"]
    except (ParseError, RecursionError, LookupError, msgspec.DecodeError):
        return {}


def mentioned(expression: str, wrapped: str = "SELECT {}") -> frozenset[str]:
    """The columns an expression mentions."""
    return columns_in(parsed(expression, wrapped))


def mentioned_words(text: str) -> frozenset[str]:
    """All words of a definition that could be columns."""
    import re

    return frozenset(one.strip('"') for one in re.findall(r'"[^"]+"|\w+', text))


def columns_in(tree: object) -> frozenset[str]:
    """The last names of all column references in a tree."""
    return frozenset(names[-1] for one in every(tree, "ColumnRef") if (names := texts(one.get("fields"))))


def not_null_in(tree: object) -> frozenset[str]:
    """The columns that a check holds not null for certain: ``c IS NOT NULL``, alone or among what AND joins.

    ``NOT (c IS NULL)`` counts too; OR and comparisons do not (a check is fulfilled by an unknown).
    """
    found = tree if isinstance(tree, dict) else {}
    test = found.get("NullTest")
    if test is not None:
        names = texts(inside(test.get("arg")).get("fields"))
        return frozenset(names[-1:]) if test.get("nulltesttype") == "IS_NOT_NULL" else frozenset()
    logic = found.get("BoolExpr", {})
    if logic.get("boolop") == "AND_EXPR":
        return frozenset().union(*(not_null_in(one) for one in logic.get("args", ())))
    if logic.get("boolop") == "NOT_EXPR":
        tests = [one for one in items(logic.get("args")) if one.get("nulltesttype") == "IS_NULL"]
        return frozenset(texts(inside(tests[0].get("arg")).get("fields"))[-1:]) if tests else frozenset()
    return frozenset()
