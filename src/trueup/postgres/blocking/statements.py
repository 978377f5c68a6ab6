"""Each kind of statement -> what it does to relations. ALTER TABLE is ``alter``'s, DROP is ``drops``'."""

from __future__ import annotations

from collections.abc import Callable

from trueup.errors import SourceError
from trueup.model import Address
from trueup.postgres import objects as pg
from trueup.postgres.blocking import attached, queries, storage
from trueup.postgres.blocking.alter import alter_table
from trueup.postgres.blocking.alteration import with_partitions
from trueup.postgres.blocking.drops import drop
from trueup.postgres.blocking.partitions import pointing
from trueup.postgres.blocking.relations import Relation
from trueup.postgres.blocking.tally import AS, AX, SRX, SUX, S, Tally
from trueup.postgres.blocking.world import World
from trueup.postgres.sql.nodes import Node, inside, items, option, text, texts
from trueup.postgres.sql.parse import Parsed, statements

Do = Callable[[Node, World, Tally], None]


def tally(parsed: Parsed, world: World) -> Tally:
    """What one statement does."""
    found = parsed.tree()
    if parsed.node == "AlterTableStmt":
        return alter_table(found, world)
    made = Tally()
    do = _STATEMENTS.get(parsed.node)
    if do is not None:
        do(found, world, made)
    elif parsed.node not in _HARMLESS:
        made.unknown()
    return made


_HARMLESS = frozenset(
    """
    CreateSchemaStmt CreateEnumStmt CompositeTypeStmt CreateRangeStmt CreateDomainStmt AlterEnumStmt AlterTypeStmt
    DefineStmt CreateCastStmt CreateTransformStmt CreateConversionStmt CreateOpClassStmt CreateOpFamilyStmt
    AlterOpFamilyStmt AlterOperatorStmt CreatePLangStmt CreateAmStmt AlterFunctionStmt AlterOwnerStmt AlterStatsStmt
    AlterDefaultPrivilegesStmt CreateRoleStmt AlterRoleStmt AlterRoleSetStmt DropRoleStmt GrantRoleStmt CreatedbStmt
    DropdbStmt AlterDatabaseStmt AlterDatabaseSetStmt AlterDatabaseRefreshCollStmt AlterSystemStmt VariableSetStmt
    VariableShowStmt TransactionStmt CreateFdwStmt AlterFdwStmt CreateForeignServerStmt AlterForeignServerStmt
    CreateUserMappingStmt AlterUserMappingStmt DropUserMappingStmt CreateEventTrigStmt AlterEventTrigStmt
    CreateExtensionStmt CreateSubscriptionStmt AlterSubscriptionStmt DropSubscriptionStmt CreateTableSpaceStmt
    DropTableSpaceStmt AlterTableSpaceOptionsStmt AlterTSDictionaryStmt AlterTSConfigurationStmt AlterCollationStmt
    DiscardStmt ListenStmt UnlistenStmt NotifyStmt CheckPointStmt DeallocateStmt ConstraintsSetStmt LoadStmt
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)
"""Statements that take no lock on a relation that is there."""


# ------------------------------------------------------------------ new tables


def _create_table(found: Node, world: World, made: Tally) -> None:
    bound = found.get("partbound")
    for parent in map(world.find, items(found.get("inhRelations"))):
        made.lock(AX if bound is not None else SUX, parent)
        default = world.default_of(parent.address) if parent is not None and bound is not None else None
        if default is not None:
            below = world.family(default)
            made.lock(AX, *below)
            made.scan(*below)
        if bound is not None and parent is not None:
            _inherited_keys(parent, world, made)
            made.lock(SRX, *pointing(world, parent))
    for element in found.get("tableElts", ()):
        inner = inside(element)
        if "TableLikeClause" in element:
            made.lock(AS, world.find(inner.get("relation")))
        for constraint in [inner] if "Constraint" in element else items(inner.get("constraints")):
            if constraint.get("contype") == "CONSTR_FOREIGN":
                _referenced(constraint, world, made)


def _referenced(constraint: Node, world: World, made: Tally) -> None:
    to = world.find(constraint.get("pktable"))
    if to is not None:
        made.lock(SRX, *with_partitions(world, to.address))


def _inherited_keys(parent: Relation, world: World, made: Tally) -> None:
    """A partition gets the foreign keys of its parent."""
    for _, key in parent.foreign():
        if key.to is not None:
            made.lock(SRX, *with_partitions(world, key.to))


# ------------------------------------------------------------------ sequences, domains, functions


def _alter_sequence(found: Node, world: World, made: Tally) -> None:
    own = world.find(found.get("sequence"), "sequence") if "for_identity" not in found else None
    if "ownerId" not in found and own is not None:
        made.lock(SRX, own)
    _create_sequence(found, world, made)


def _create_sequence(found: Node, world: World, made: Tally) -> None:
    """The table of the column that is to own it is looked up."""
    owner = option(found.get("options"), "owned_by")
    names = texts(owner.get("arg")) if owner is not None else []
    if len(names) > 1:
        made.lock(AS, world.called(names[:-1]))


def _alter_domain(found: Node, world: World, made: Tally) -> None:
    """Checks of a domain are looked up in every table that has a column of it."""
    what = found.get("subtype")
    unchecked = inside(found.get("def")).get("skip_validation", False)
    if what not in ("C", "O", "V") or (what == "C" and unchecked):
        return
    if world.schema is None:
        made.unknown()
        return
    names = texts(found.get("typeName"))
    for relation in _using_type(names, world):
        made.lock(S, relation)
        made.scan(relation)


def _using_type(names: list[str], world: World) -> list[Relation]:
    """The relations with columns of a type, of an array, a domain or a composite type of it."""
    assert world.schema is not None
    space = names[-2] if len(names) > 1 else None
    types = [
        where
        for where, one in world.schema.objects.items()
        if isinstance(one, pg.Domain | pg.Enum | pg.Composite)
        and one.name == names[-1]
        and one.namespace == (space or one.namespace)
    ]
    tables: dict[Address, Relation] = {}
    done, rest = set(types), list(types)
    while rest:
        for user in world.schema.users.get(rest.pop(), frozenset()):
            if user.kind == "column" and (found := world.at(user.root)) is not None:
                tables[found.address] = found
            elif user.root.kind in ("domain", "type", "range") and user.root not in done:
                done.add(user.root)
                rest.append(user.root)
    return [tables[where] for where in sorted(tables) if tables[where].has_rows_of_its_own]


def _function(found: Node, world: World, made: Tally) -> None:
    """A body in SQL is analyzed when it is made, which locks what it reads for a moment."""
    made.lock(AS, *queries.named_in(found.get("sql_body"), world))
    language = option(found.get("options"), "language")
    if language is not None and text(language.get("arg")).lower() == "sql":
        for body in texts((option(found.get("options"), "as") or {}).get("arg")):
            made.lock(AS, *queries.named_in(_trees(body), world))


def _trees(body: str) -> list[Node]:
    """The statements of a body in SQL; none where it cannot be read."""
    try:
        return [{one.node: one.tree()} for one in statements(body, "body")]
    except SourceError:
        return []


_STATEMENTS: dict[str, Do] = {
    "CreateStmt": _create_table,
    "CreateForeignTableStmt": lambda found, world, made: _create_table(found.get("base", {}), world, made),
    "CreateTableAsStmt": queries.create_as,
    "RefreshMatViewStmt": queries.refresh,
    "ViewStmt": queries.view,
    "IndexStmt": storage.index,
    "ReindexStmt": storage.reindex,
    "ClusterStmt": storage.cluster,
    "VacuumStmt": storage.vacuum,
    "TruncateStmt": storage.truncate,
    "LockStmt": storage.lock,
    "CreateTrigStmt": attached.trigger,
    "RuleStmt": attached.rule,
    "CreatePolicyStmt": attached.policy,
    "AlterPolicyStmt": attached.policy,
    "CreateStatsStmt": attached.statistics,
    "CreatePublicationStmt": attached.publication,
    "AlterPublicationStmt": attached.publication,
    "CommentStmt": attached.comment,
    "SecLabelStmt": attached.comment,
    "GrantStmt": attached.grant,
    "RenameStmt": attached.rename,
    "AlterObjectSchemaStmt": attached.move,
    "AlterSeqStmt": _alter_sequence,
    "CreateSeqStmt": _create_sequence,
    "AlterDomainStmt": _alter_domain,
    "CreateFunctionStmt": _function,
    "DropStmt": drop,
    "SelectStmt": queries.select,
    "InsertStmt": queries.write,
    "UpdateStmt": queries.write,
    "DeleteStmt": queries.write,
    "MergeStmt": queries.write,
    "CopyStmt": queries.copy,
}
