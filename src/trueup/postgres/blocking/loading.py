"""A schema -> the relations of it that a script meets, loaded when they are met."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from trueup.model import Address, Schema, address
from trueup.postgres import objects as pg
from trueup.postgres.blocking.relations import Column, Constraint, Index, Relation
from trueup.postgres.sql.chosen import chosen_name
from trueup.postgres.sql.expressions import columns_in, mentioned, mentioned_words, not_null_in, parsed


class Map(NamedTuple):
    """What is where in a schema, besides what ``Schema`` says itself."""

    relations: frozenset[Address] = frozenset()
    by_name: dict[str, tuple[Address, ...]] = {}
    children: dict[Address, tuple[Address, ...]] = {}
    keys_to: dict[Address, tuple[Address, ...]] = {}
    indexes: dict[str, tuple[Address, ...]] = {}


def mapped(schema: Schema) -> Map:
    """The map of a whole schema; relations themselves are loaded one by one."""
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
    return Map(frozenset(relations), _sorted(by_name), _sorted(children), _sorted(keys_to), _sorted(indexes))


Name = TypeVar("Name", bound=str)


def _sorted(found: dict[Name, list[Address]]) -> dict[Name, tuple[Address, ...]]:
    return {key: tuple(sorted(set(value))) for key, value in found.items()}


def load(where: Address, schema: Schema) -> Relation:
    """One relation of a schema, with all that is inside it."""
    found = schema[where]
    made = Relation(where)
    if isinstance(found, pg.Table | pg.ForeignTable):
        made.parents = tuple(address("table", *parent) for parent in found.parents)
        made.bound = found.bound
    if isinstance(found, pg.Table):
        made.partitioned = found.partition_by is not None
        made.partition_key = mentioned(found.partition_by or "") if made.partitioned else frozenset()
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
        made.constraints[one.name] = _check(one)
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


def _check(one: pg.Check) -> Constraint:
    tree = parsed(one.expression)
    return Constraint(
        "check",
        tuple(sorted(columns_in(tree))),
        valid=one.valid,
        enforced=one.enforced,
        proves=not_null_in(tree),
        expression=tree,
    )
