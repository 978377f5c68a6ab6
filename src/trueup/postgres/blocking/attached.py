"""What hangs on relations: triggers, rules, policies, statistics, comments, privileges; their names and namespaces."""

from __future__ import annotations

from collections.abc import Iterable

from trueup.postgres.blocking.alteration import owned_sequences
from trueup.postgres.blocking.queries import named_in
from trueup.postgres.blocking.relations import WORDS, Relation
from trueup.postgres.blocking.storage import family_of
from trueup.postgres.blocking.tally import AS, AX, RX, SRX, SUX, Tally
from trueup.postgres.blocking.world import World
from trueup.postgres.sql.nodes import Node, every, items, texts


def trigger(found: Node, world: World, made: Tally) -> None:
    """CREATE TRIGGER."""
    table = world.find(found.get("relation"))
    if table is not None:
        made.lock(SRX, *(world.family(table) if table.partitioned and found.get("row") else [table]))
    if "constrrel" in found:
        made.lock(AS, world.find(found["constrrel"]))
    made.lock(AS, *named_in(found.get("whenClause"), world))


def rule(found: Node, world: World, made: Tally) -> None:
    """CREATE RULE."""
    made.lock(AX, world.find(found.get("relation")))
    for action in found.get("actions", ()):
        for name in ("InsertStmt", "UpdateStmt", "DeleteStmt"):
            for one in every(action, name):
                made.lock(RX, world.find(one.get("relation")))
        made.lock(AS, *named_in(action, world))


def policy(found: Node, world: World, made: Tally) -> None:
    """CREATE and ALTER POLICY."""
    made.lock(AX, world.find(found.get("table")))
    made.lock(AS, *named_in([found.get("qual"), found.get("with_check")], world))


def statistics(found: Node, world: World, made: Tally) -> None:
    """CREATE STATISTICS."""
    for named in items(found.get("relations")):
        made.lock(SUX, world.find(named))


def publication(found: Node, world: World, made: Tally) -> None:
    """CREATE and ALTER PUBLICATION."""
    for one in items(found.get("pubobjects")):
        named = one.get("pubtable", {}).get("relation")
        if named is not None:
            made.lock(SUX, *family_of(named, world))


def comment(found: Node, world: World, made: Tally) -> None:
    """COMMENT and SECURITY LABEL."""
    kind = found.get("objtype", "")
    names = texts(found.get("object"))
    if kind in WORDS:
        made.lock(SUX, world.called(names, WORDS[kind]))
    elif kind == "OBJECT_COLUMN":
        made.lock(SUX, world.called(names[:-1]))
    elif kind in ("OBJECT_TABCONSTRAINT", "OBJECT_TRIGGER", "OBJECT_RULE", "OBJECT_POLICY"):
        made.lock(AS, world.called(names[:-1]))


def grant(found: Node, world: World, made: Tally) -> None:
    """Since 18 GRANT holds what it is about."""
    if world.major < 18 or found.get("objtype") not in ("OBJECT_TABLE", "OBJECT_SEQUENCE"):
        return
    if found.get("targtype") == "ACL_TARGET_OBJECT":
        made.lock(AS, *(world.find(named) for named in items(found.get("objects"))))


def rename(found: Node, world: World, made: Tally) -> None:
    """ALTER … RENAME."""
    kind = found.get("renameType", "")
    named = found.get("relation")
    if kind in WORDS:
        made.lock(AX, world.find(named, WORDS[kind]))
    elif kind in ("OBJECT_COLUMN", "OBJECT_TABCONSTRAINT", "OBJECT_TRIGGER", "OBJECT_POLICY", "OBJECT_RULE"):
        table = world.find(named)
        if table is not None:
            made.lock(AX, *_renamed_below(kind, found, table, world))


def _renamed_below(kind: str, found: Node, table: Relation, world: World) -> Iterable[Relation]:
    key = table.constraints.get(found.get("subname", ""))
    below = kind == "OBJECT_COLUMN" or (key is not None and key.kind in ("check", "not null"))
    below = below or (kind == "OBJECT_TRIGGER" and table.partitioned and world.major >= 15)
    return world.family(table) if below else [table]


def move(found: Node, world: World, made: Tally) -> None:
    """ALTER … SET SCHEMA."""
    kind = found.get("objectType", "")
    if kind in WORDS:
        relation = world.find(found.get("relation"), WORDS[kind])
        made.lock(AX, relation)
        if relation is not None:
            made.lock(AX, *owned_sequences(world, relation))
