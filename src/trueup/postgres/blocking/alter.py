"""ALTER TABLE -> its locks, scans and rewrites: the strongest lock any of its commands needs, the work of all of them.

Lock levels are those of ``AlterTableGetLockLevel`` (tablecmds.c). Constraints are ``constraints``', changes of type are
``retype``'s.
"""

from __future__ import annotations

from collections.abc import Callable

from trueup.postgres.blocking import constraints, partitions
from trueup.postgres.blocking.alteration import Alter, lock_dependants, owned_sequences, with_partitions
from trueup.postgres.blocking.retype import retype
from trueup.postgres.blocking.tally import AS, AX, RX, SRX, SUX, Tally, strongest
from trueup.postgres.blocking.volatile import fills_rows, sequences_in
from trueup.postgres.blocking.world import World
from trueup.postgres.sql.nodes import Node, inside, items

Command = Callable[[Alter, Node], None]


def level(command: Node) -> str:
    """The lock that a command needs on its table."""
    subtype = command.get("subtype", "")
    if subtype == "AT_AddConstraint":
        return SRX if inside(command.get("def")).get("contype") == "CONSTR_FOREIGN" else AX
    if subtype in ("AT_SetRelOptions", "AT_ResetRelOptions", "AT_ReplaceRelOptions"):
        names = [one.get("defname", "") for one in items(command.get("def"))]
        return AX if any(name in _STRICT_OPTIONS for name in names) else SUX
    if subtype == "AT_DetachPartition":
        return SUX if inside(command.get("def")).get("concurrent") else AX
    return _LEVELS.get(subtype, AX)


_LEVELS = {
    "AT_SetStatistics": SUX,
    "AT_SetOptions": SUX,
    "AT_ResetOptions": SUX,
    "AT_ClusterOn": SUX,
    "AT_DropCluster": SUX,
    "AT_ValidateConstraint": SUX,
    "AT_AttachPartition": SUX,
    "AT_DetachPartitionFinalize": SUX,
    "AT_EnableTrig": SRX,
    "AT_EnableAlwaysTrig": SRX,
    "AT_EnableReplicaTrig": SRX,
    "AT_DisableTrig": SRX,
    "AT_EnableTrigAll": SRX,
    "AT_DisableTrigAll": SRX,
    "AT_EnableTrigUser": SRX,
    "AT_DisableTrigUser": SRX,
}
_STRICT_OPTIONS = frozenset(["user_catalog_table", "security_barrier", "security_invoker", "check_option"])


def alter_table(found: Node, world: World) -> Tally:
    """What an ALTER TABLE, FOREIGN TABLE, VIEW, MATERIALIZED VIEW, SEQUENCE or INDEX does."""
    tally = Tally()
    kind = found.get("objtype", "OBJECT_TABLE")
    if kind == "OBJECT_TYPE":
        return _alter_type(found, world, tally)
    if kind == "OBJECT_INDEX":
        return _alter_index(found, world, tally)
    relation = world.find(found.get("relation"))
    if relation is None:
        return tally
    commands = items(found.get("cmds"))
    mode = strongest(level(one) for one in commands)
    tally.lock(mode, relation)
    if not relation.known:
        tally.unknown()
    alter = Alter(world, tally, relation, found.get("relation", {}).get("inh", False), mode)
    for command in commands:
        _command(alter, command)
    return tally


def _command(alter: Alter, command: Node) -> None:
    """What a command does besides its lock."""
    do = _HANDLERS.get(command.get("subtype", ""))
    if do is not None:
        do(alter, command)


def _below(alter: Alter, command: Node) -> None:
    """The same on all tables below, by the catalog alone."""
    alter.lock_family()


# ------------------------------------------------------------------ columns


def _add_column(alter: Alter, command: Node) -> None:
    alter.lock_family()
    if alter.relation.address.kind != "table":
        return
    column = inside(command.get("def"))
    if command.get("missing_ok") and column.get("colname") in alter.relation.columns:
        return
    inner = items(column.get("constraints"))
    kinds = {one.get("contype", ""): one for one in inner}
    fills = fills_rows(column, kinds, alter.world.schema, alter.world.path)
    rewritten = fills is not False
    if fills is None:
        alter.tally.unknown()
    if rewritten:
        alter.tally.rewrite(*alter.family)
        default = kinds.get("CONSTR_DEFAULT")
        alter.tally.lock(RX, *(alter.world.named(None, name, "sequence") for name in sequences_in(default)))
    for one in inner:
        constraints.inline(alter, one, filled=rewritten or "CONSTR_DEFAULT" in kinds)


def _drop_column(alter: Alter, command: Node) -> None:
    alter.lock_family()
    # ONLY makes it the children's own, who are told that they have it from nobody any more.
    alter.tally.lock(alter.mode, *alter.world.children(alter.relation.address))
    name = command.get("name", "")
    alter.tally.lock(AX, *owned_sequences(alter.world, alter.relation, name))
    for relation in alter.family:
        for _, key in relation.foreign():
            if name in key.columns and key.to is not None:
                alter.tally.lock(AX, *with_partitions(alter.world, key.to))
        if command.get("behavior") == "DROP_CASCADE":
            lock_dependants(alter.world, alter.tally, relation.address.child("column", name))
            for other, _, key in alter.world.referring(relation.address):
                if name in key.to_columns:
                    alter.tally.lock(AX, *alter.world.family(other))


def _set_expression(alter: Alter, command: Node) -> None:
    alter.lock_family()
    schema = alter.world.schema
    column = schema.get(alter.relation.address.child("column", command.get("name", ""))) if schema is not None else None
    if not getattr(column, "virtual", False):
        alter.tally.rewrite(*alter.family)


def _identity(alter: Alter, command: Node) -> None:
    """Identity of a partitioned table is its partitions' too since 17."""
    if alter.world.major >= 17 and alter.relation.partitioned:
        alter.lock_family()
    if command.get("subtype") != "AT_AddIdentity":
        mode = AX if command.get("subtype") == "AT_DropIdentity" else SRX
        alter.tally.lock(mode, *owned_sequences(alter.world, alter.relation, command.get("name")))


# ------------------------------------------------------------------ storage and the like


def _persistence(alter: Alter, command: Node) -> None:
    wanted = command.get("subtype") == "AT_SetUnLogged"
    if alter.relation.unlogged != wanted or not alter.relation.known:
        alter.tally.rewrite(alter.relation)


def _access_method(alter: Alter, command: Node) -> None:
    wanted = command.get("name") or "heap"
    if alter.relation.known and (alter.relation.access_method or "heap") == wanted:
        return
    alter.tally.rewrite(alter.relation)


def _tablespace(alter: Alter, command: Node) -> None:
    if alter.relation.known and (alter.relation.tablespace or "pg_default") == command.get("name"):
        return
    alter.tally.new_files(alter.relation)


def _owner(alter: Alter, command: Node) -> None:
    alter.tally.lock(AX, *owned_sequences(alter.world, alter.relation))


def _trigger(alter: Alter, command: Node) -> None:
    if alter.relation.partitioned:
        alter.lock_family()


_HANDLERS: dict[str, Command] = {
    "AT_AddColumn": _add_column,
    "AT_DropColumn": _drop_column,
    "AT_ColumnDefault": _below,
    "AT_DropNotNull": _below,
    "AT_SetStatistics": _below,
    "AT_SetStorage": _below,
    "AT_SetCompression": _below,
    "AT_SetExpression": _set_expression,
    "AT_DropExpression": _below,
    "AT_AddIdentity": _identity,
    "AT_SetIdentity": _identity,
    "AT_DropIdentity": _identity,
    "AT_SetLogged": _persistence,
    "AT_SetUnLogged": _persistence,
    "AT_SetAccessMethod": _access_method,
    "AT_SetTableSpace": _tablespace,
    "AT_ChangeOwner": _owner,
    "AT_EnableTrig": _trigger,
    "AT_DisableTrig": _trigger,
    "AT_EnableTrigAll": _trigger,
    "AT_DisableTrigAll": _trigger,
    "AT_EnableTrigUser": _trigger,
    "AT_DisableTrigUser": _trigger,
    "AT_EnableAlwaysTrig": _trigger,
    "AT_EnableReplicaTrig": _trigger,
    "AT_AddConstraint": constraints.add,
    "AT_ValidateConstraint": constraints.validate,
    "AT_DropConstraint": constraints.drop,
    "AT_AlterConstraint": constraints.alter_constraint,
    "AT_SetNotNull": constraints.set_not_null,
    "AT_AlterColumnType": retype,
    "AT_AttachPartition": partitions.attach,
    "AT_DetachPartition": partitions.detach,
    "AT_DetachPartitionFinalize": partitions.detach,
    "AT_AddInherit": partitions.inherit,
    "AT_DropInherit": partitions.no_inherit,
}


# ------------------------------------------------------------------ what only looks like a table


def _alter_type(found: Node, world: World, tally: Tally) -> Tally:
    """A composite type: no table that uses it is touched (RESTRICT refuses what would need that)."""
    if any(one.get("behavior") == "DROP_CASCADE" for one in items(found.get("cmds"))):
        tally.unknown()
    return tally


def _alter_index(found: Node, world: World, tally: Tally) -> Tally:
    for command in items(found.get("cmds")):
        if command.get("subtype") != "AT_AttachPartition":
            continue
        for named in (found.get("relation"), inside(command.get("def")).get("name")):
            on = world.index(named or {})
            tally.lock(AS, on[0] if on is not None else None)
    return tally
