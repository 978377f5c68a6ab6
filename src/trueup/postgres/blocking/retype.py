"""ALTER COLUMN TYPE -> whether rows are written anew, which indexes are built, which keys looked at."""

from __future__ import annotations

from trueup.postgres.blocking import types
from trueup.postgres.blocking.alteration import Alter, owned_sequences, with_partitions
from trueup.postgres.blocking.relations import Relation
from trueup.postgres.blocking.tally import AX, SRX
from trueup.postgres.sql.nodes import Node, inside, texts


def retype(alter: Alter, command: Node) -> None:
    """ALTER COLUMN … TYPE … USING …"""
    alter.lock_family()
    name, column = command.get("name", ""), inside(command.get("def"))
    using = column.get("raw_default")
    if (found := alter.relation.columns.get(name)) is not None and found.identity:
        alter.tally.lock(SRX, *owned_sequences(alter.world, alter.relation, name))
    for relation in alter.family:
        kind = _change(alter, relation, name, column, using)
        if kind == "rewrite":
            alter.tally.rewrite(relation)
        _indexes(alter, relation, name, kind, _collation(column))
        _checks(alter, relation, name)
        _keys(alter, relation, name, kind)


def _change(alter: Alter, relation: Relation, name: str, column: Node, using: object) -> types.Change:
    found = relation.columns.get(name)
    if found is None or found.type is None:
        alter.tally.unknown()
        return "rewrite"
    schema = alter.world.schema
    new = types.written(column.get("typeName", {}), schema, alter.world.path)
    kind = types.change(types.spelled(found.type), new, using=using, column=name, schema=schema, utc=alter.world.utc)
    if kind is None:
        alter.tally.unknown()
    return kind or "rewrite"


def _collation(column: Node) -> str | None:
    names = texts(column.get("collClause", {}).get("collname"))
    return names[-1] if names else None


def _indexes(alter: Alter, relation: Relation, name: str, kind: types.Change, collation: str | None) -> None:
    """Indexes of the column are kept where type, order and collation stay alike and nothing is computed."""
    found = relation.columns.get(name)
    was = found.collation.rpartition(".")[2].strip('"') if found is not None and found.collation else None
    other = was != collation or kind == "indexes"
    keys = [one for one in relation.constraints.values() if one.kind in ("primary", "unique", "exclusion")]
    touched = [one.plain for one in relation.indexes.values() if name in one.mentions]
    touched += [one.kind != "exclusion" for one in keys if name in one.columns]
    if any(other or not plain for plain in touched):
        alter.tally.build(relation)
        alter.tally.scan(relation)


def _checks(alter: Alter, relation: Relation, name: str) -> None:
    """A check that mentions the column is made again, and every row looked at."""
    if any(one.kind == "check" and name in one.columns for one in relation.constraints.values()):
        alter.tally.scan(relation)


def _keys(alter: Alter, relation: Relation, name: str, kind: types.Change) -> None:
    """Foreign keys of the column, from here and to here, are made again."""
    for _, key in relation.foreign():
        if name in key.columns and key.to is not None:
            others = with_partitions(alter.world, key.to)
            alter.tally.lock(AX if key.enforced else SRX, *others)
            if kind == "rewrite" and key.enforced:
                alter.tally.scan(relation, *others)
    for other, _, key in alter.world.referring(relation.address):
        if name in key.to_columns:
            alter.tally.lock(AX if key.enforced else SRX, other)
            if kind == "rewrite" and key.enforced:
                alter.tally.scan(relation, other)
