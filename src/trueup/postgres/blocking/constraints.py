"""Constraints that come, go or are validated -> locks on both ends, scans, index builds."""

from __future__ import annotations

from trueup.postgres.blocking.alteration import Alter, with_partitions
from trueup.postgres.blocking.relations import Constraint, Relation
from trueup.postgres.blocking.tally import AX, RS, SRX, S
from trueup.postgres.sql.nodes import Node, inside, texts

_KEYS = frozenset(["CONSTR_PRIMARY", "CONSTR_UNIQUE", "CONSTR_EXCLUSION"])


def add(alter: Alter, command: Node) -> None:
    """ADD CONSTRAINT."""
    found = inside(command.get("def"))
    kind = found.get("contype", "")
    unchecked = found.get("skip_validation", False) or (kind != "CONSTR_NOTNULL" and not found.get("is_enforced", True))
    if kind == "CONSTR_FOREIGN":
        _add_foreign(alter, found, unchecked)
    elif kind in _KEYS:
        _add_key(alter, found)
    elif kind == "CONSTR_NOTNULL":
        alter.lock_family()
        if not unchecked:
            _look_for_nulls(alter, texts(found.get("keys")))
    else:
        own = found.get("is_no_inherit", False)
        if not own or alter.world.major >= 18:
            alter.lock_family()
        if not unchecked:
            alter.tally.scan(*([alter.relation] if own else alter.family))


def inline(alter: Alter, found: Node, filled: bool) -> None:
    """A constraint of a column that ADD COLUMN makes; ``filled`` is whether rows get a value other than null."""
    kind = found.get("contype", "")
    if kind == "CONSTR_CHECK" and found.get("is_enforced", True):
        alter.tally.scan(*alter.family)
    elif kind in _KEYS:
        _add_key(alter, found)
    elif kind == "CONSTR_FOREIGN":
        _lock_referenced(alter, found)
        if filled:
            _compare(alter, found)
    elif kind == "CONSTR_NOTNULL" and not filled:
        alter.tally.scan(*alter.family)


# ------------------------------------------------------------------ foreign keys


def _add_foreign(alter: Alter, found: Node, unchecked: bool) -> None:
    if alter.relation.partitioned:
        alter.lock_family()
    _lock_referenced(alter, found)
    if not unchecked and not _adopts(alter, found):
        _compare(alter, found)


def _lock_referenced(alter: Alter, found: Node) -> None:
    referenced = alter.world.find(found.get("pktable"))
    if referenced is not None:
        alter.tally.lock(SRX, *with_partitions(alter.world, referenced.address))


def _compare(alter: Alter, found: Node) -> None:
    """Rows are looked up in the referenced table: by one query over both."""
    referenced = alter.world.find(found.get("pktable"))
    alter.tally.scan(*(alter.family if alter.relation.partitioned else [alter.relation]))
    if referenced is not None and not alter.relation.is_new:
        alter.tally.scan(*with_partitions(alter.world, referenced.address))


def _adopts(alter: Alter, found: Node) -> bool:
    """Whether every partition has the same key already, so that none is looked at."""
    below = alter.world.descendants(alter.relation.address)
    if not alter.relation.partitioned or not below:
        return False
    columns = tuple(texts(found.get("fk_attrs")))
    referenced = alter.world.find(found.get("pktable"))
    return referenced is not None and all(
        any(key.columns == columns and key.to == referenced.address and key.valid for _, key in one.foreign())
        for one in below
        if one.has_rows_of_its_own
    )


# ------------------------------------------------------------------ keys


def _add_key(alter: Alter, found: Node) -> None:
    if name := found.get("indexname"):
        _use_index(alter, found, name)
        return
    below = alter.world.descendants(alter.relation.address) if alter.relation.partitioned and alter.recurses else []
    # Up to 17 only the parent is locked against readers; partitions are locked as CREATE INDEX locks them.
    alter.tally.lock(AX if alter.world.major >= 18 else S, *below)
    alter.tally.scan(alter.relation, *below)
    alter.tally.build(alter.relation, *below)


def _use_index(alter: Alter, found: Node, name: str) -> None:
    if found.get("contype") != "CONSTR_PRIMARY":
        return
    index = alter.relation.indexes.get(name)
    if index is None:
        alter.tally.unknown()
    elif not all(alter.relation.proven(key) for key in index.keys if key is not None):
        alter.tally.scan(alter.relation)


# ------------------------------------------------------------------ NOT NULL


def set_not_null(alter: Alter, command: Node) -> None:
    """SET NOT NULL."""
    alter.lock_family()
    _look_for_nulls(alter, [command.get("name", "")])


def _look_for_nulls(alter: Alter, columns: list[str]) -> None:
    for relation in alter.family:
        if not all(relation.proven(one) for one in columns):
            alter.tally.scan(relation)


# ------------------------------------------------------------------ validating, dropping, altering


def validate(alter: Alter, command: Node) -> None:
    """VALIDATE CONSTRAINT."""
    name = command.get("name", "")
    key = alter.relation.constraints.get(name)
    if key is None:
        alter.tally.scan(alter.relation)
        alter.tally.unknown()
        return
    if key.kind != "foreign":
        alter.lock_family()
        if not key.valid:
            alter.tally.scan(*alter.family)
        return
    if key.valid:
        return
    if alter.relation.partitioned:
        alter.lock_family()
    assert key.to is not None
    referenced = with_partitions(alter.world, key.to)
    alter.tally.lock(RS, *referenced)
    alter.tally.scan(*(alter.family if alter.relation.partitioned else [alter.relation]), *referenced)


def drop(alter: Alter, command: Node) -> None:
    """DROP CONSTRAINT."""
    name = command.get("name", "")
    key = alter.relation.constraints.get(name)
    if key is None:
        if not (command.get("missing_ok") and alter.relation.known):
            alter.tally.unknown()
        return
    if key.kind == "foreign":
        if alter.relation.partitioned:
            alter.lock_family()
        if key.to is not None:
            alter.tally.lock(AX, *with_partitions(alter.world, key.to))
    elif key.kind in ("check", "not null") or alter.relation.partitioned:
        alter.lock_family()
    if key.kind in ("primary", "unique") and command.get("behavior") == "DROP_CASCADE":
        for other, _, pointing in alter.world.referring(alter.relation.address):
            if set(pointing.to_columns) == set(key.columns):
                alter.tally.lock(AX, other)


def alter_constraint(alter: Alter, command: Node) -> None:
    """ALTER CONSTRAINT."""
    found = inside(command.get("def"))
    key: Constraint | None = alter.relation.constraints.get(found.get("conname", ""))
    referenced: list[Relation] = with_partitions(alter.world, key.to) if key is not None and key.to is not None else []
    if not found.get("alterEnforceability"):
        if alter.relation.partitioned:
            alter.lock_family()
        return
    if found.get("is_enforced"):
        alter.tally.lock(SRX, *referenced)
        alter.tally.scan(alter.relation, *referenced)
    else:
        alter.tally.lock(AX, *referenced)
