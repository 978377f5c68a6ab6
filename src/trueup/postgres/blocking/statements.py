"""Each kind of statement -> what it does to relations. ALTER TABLE is ``alter``'s, DROP is ``drops``'."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from trueup.errors import SourceError
from trueup.model import Address
from trueup.postgres import objects as pg
from trueup.postgres.blocking.alter import alter_table
from trueup.postgres.blocking.alteration import owned_sequences, with_partitions
from trueup.postgres.blocking.drops import drop
from trueup.postgres.blocking.tally import AS, AX, RS, RX, SRX, SUX, S, Tally, X
from trueup.postgres.blocking.world import Relation, World
from trueup.postgres.nodes import Node, every, inside, is_on, items, option, text, texts
from trueup.postgres.parse import Parsed, statements
from trueup.statement import MODES

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


# ------------------------------------------------------------------ new relations


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


def _create_as(found: Node, world: World, made: Tally) -> None:
    query = found.get("query")
    if found.get("into", {}).get("skipData"):
        made.lock(AS, *_named_in(query, world))
        return
    _read(query, world, made)


def _refresh(found: Node, world: World, made: Tally) -> None:
    view = world.find(found.get("relation"), "matview")
    if view is None:
        return
    made.lock(X if found.get("concurrent") else AX, view)
    if found.get("concurrent"):
        made.scan(view)
    else:
        made.new_files(view)
    if not found.get("concurrent") and view.has_index:
        made.scan(view)
        made.build(view)
    if not found.get("skipData"):
        sources = _under(view, world)
        made.lock(AS, *sources)
        made.scan(*sources)
        if world.schema is None:
            made.unknown()


def _under(view: Relation, world: World) -> list[Relation]:
    """The relations that a view reads, through other views."""
    if world.schema is None:
        return []
    found: dict[Address, Relation] = {}
    rest = [view.address]
    while rest:
        for need in world.schema.needs.get(rest.pop(), frozenset()):
            below = world.at(need.root)
            if below is not None and below.address not in found and below.address.kind != "sequence":
                found[below.address] = below
                if below.address.kind == "view":
                    rest.append(below.address)
                else:
                    found |= {one.address: one for one in world.descendants(below.address)}
    return list(found.values())


def _view(found: Node, world: World, made: Tally) -> None:
    made.lock(AS, *_named_in(found.get("query"), world))
    if found.get("replace"):
        old = world.find(found.get("view"), "view")
        if old is not None and old.address.kind == "view":
            made.lock(AX, old)


def _named_in(tree: Any, world: World) -> list[Relation]:
    """The relations a query names, CTEs left out."""
    ctes = {one.get("ctename") for one in every(tree, "CommonTableExpr")}
    ranges = [one for one in every(tree, "RangeVar") if one.get("schemaname") or one.get("relname") not in ctes]
    return [one for one in map(world.find, ranges) if one is not None]


def _read(tree: Any, world: World, made: Tally) -> None:
    """A query that is run: everything it names and what is under that."""
    for one in _named_in(tree, world):
        seen = [one, *(_under(one, world) if one.address.kind == "view" else world.descendants(one.address))]
        made.lock(AS, *seen)
        made.scan(*seen)
        if world.schema is None:
            made.unknown()
    if next(every(tree, "FuncCall"), None) is not None:
        made.unknown()


# ------------------------------------------------------------------ indexes and storage


def _index(found: Node, world: World, made: Tally) -> None:
    table = world.find(found.get("relation"))
    if table is None:
        return
    concurrently = found.get("concurrent", False)
    family = world.family(table) if table.partitioned and found["relation"].get("inh") else [table]
    made.lock(SUX if concurrently else S, *family)
    if found.get("if_not_exists") and found.get("idxname") in table.indexes:
        return
    made.scan(*family)
    made.build(*family)


def _reindex(found: Node, world: World, made: Tally) -> None:
    kind, concurrently = found.get("kind", ""), is_on(option(found.get("params"), "concurrently"))
    if kind == "REINDEX_OBJECT_INDEX":
        on = world.index(found.get("relation", {}))
        tables = [on[0]] if on is not None else []
    elif kind == "REINDEX_OBJECT_TABLE":
        table = world.find(found.get("relation"))
        tables = [] if table is None else world.family(table) if table.partitioned else [table]
    else:
        made.unknown()
        return
    if not tables:
        made.unknown()
    made.lock(SUX if concurrently else S, *tables)
    made.scan(*tables)
    made.build(*tables)


def _cluster(found: Node, world: World, made: Tally) -> None:
    table = world.find(found.get("relation")) if "relation" in found else None
    if table is None:
        made.unknown()
        return
    made.lock(AX, table)
    made.rewrite(table)


def _vacuum(found: Node, world: World, made: Tally) -> None:
    full = is_on(option(found.get("options"), "full"))
    tables = [world.find(one.get("relation")) for one in items(found.get("rels"))]
    if not tables:
        made.unknown()
    for table in tables:
        if table is None:
            continue
        family = world.family(table) if table.partitioned else [table]
        made.lock(AX if full else SUX, *family)
        if full:
            made.rewrite(*family)
        elif found.get("is_vacuumcmd"):
            made.scan(*family)


def _truncate(found: Node, world: World, made: Tally) -> None:
    tables = {one.address: one for named in items(found.get("relations")) for one in _family_of(named, world)}
    if found.get("behavior") == "DROP_CASCADE":
        waiting = list(tables)
        while waiting:
            for other, _, _ in world.referring(waiting.pop()):
                if other.address not in tables:
                    tables[other.address] = other
                    waiting.append(other.address)
        if any(not one.known for one in tables.values()):
            made.unknown()
    for table in tables.values():
        made.lock(AX, table)
        made.new_files(table)
        if table.has_index:
            made.scan(table)
            made.build(table)
        if found.get("restart_seqs"):
            made.lock(AX, *owned_sequences(world, table))


def _family_of(named: Node, world: World) -> list[Relation]:
    table = world.find(named)
    if table is None:
        return []
    return world.family(table) if named.get("inh") else [table]


def _lock(found: Node, world: World, made: Tally) -> None:
    mode = MODES[found.get("mode", 8) - 1]
    for named in items(found.get("relations")):
        made.lock(mode, *_family_of(named, world))


# ------------------------------------------------------------------ what hangs on relations


def _trigger(found: Node, world: World, made: Tally) -> None:
    table = world.find(found.get("relation"))
    if table is not None:
        made.lock(SRX, *(world.family(table) if table.partitioned and found.get("row") else [table]))
    if "constrrel" in found:
        made.lock(AS, world.find(found["constrrel"]))
    made.lock(AS, *_named_in(found.get("whenClause"), world))


def _rule(found: Node, world: World, made: Tally) -> None:
    made.lock(AX, world.find(found.get("relation")))
    for action in found.get("actions", ()):
        for name in ("InsertStmt", "UpdateStmt", "DeleteStmt"):
            for one in every(action, name):
                made.lock(RX, world.find(one.get("relation")))
        made.lock(AS, *_named_in(action, world))


def _policy(found: Node, world: World, made: Tally) -> None:
    made.lock(AX, world.find(found.get("table")))
    made.lock(AS, *_named_in([found.get("qual"), found.get("with_check")], world))


def _statistics(found: Node, world: World, made: Tally) -> None:
    for named in items(found.get("relations")):
        made.lock(SUX, world.find(named))


def _publication(found: Node, world: World, made: Tally) -> None:
    for one in items(found.get("pubobjects")):
        named = one.get("pubtable", {}).get("relation")
        if named is not None:
            made.lock(SUX, *_family_of(named, world))


def _comment(found: Node, world: World, made: Tally) -> None:
    kind = found.get("objtype", "")
    names = texts(found.get("object"))
    if kind in _RELATIONS:
        made.lock(SUX, _by_names(names, world, _RELATIONS[kind]))
    elif kind == "OBJECT_COLUMN":
        made.lock(SUX, _by_names(names[:-1], world))
    elif kind in ("OBJECT_TABCONSTRAINT", "OBJECT_TRIGGER", "OBJECT_RULE", "OBJECT_POLICY"):
        made.lock(AS, _by_names(names[:-1], world))


_RELATIONS = {
    "OBJECT_TABLE": "table",
    "OBJECT_VIEW": "view",
    "OBJECT_MATVIEW": "matview",
    "OBJECT_FOREIGN_TABLE": "foreign_table",
    "OBJECT_SEQUENCE": "sequence",
}


def _by_names(names: list[str], world: World, word: str = "table") -> Relation | None:
    if not names:
        return None
    return world.named(names[-2] if len(names) > 1 else None, names[-1], word)


def _grant(found: Node, world: World, made: Tally) -> None:
    """Since 18 GRANT holds what it is about."""
    if world.major < 18 or found.get("objtype") not in ("OBJECT_TABLE", "OBJECT_SEQUENCE"):
        return
    if found.get("targtype") == "ACL_TARGET_OBJECT":
        made.lock(AS, *(world.find(named) for named in items(found.get("objects"))))


# ------------------------------------------------------------------ names, namespaces, owners


def _rename(found: Node, world: World, made: Tally) -> None:
    kind = found.get("renameType", "")
    named = found.get("relation")
    if kind in _RELATIONS:
        made.lock(AX, world.find(named, _RELATIONS[kind]))
    elif kind in ("OBJECT_COLUMN", "OBJECT_TABCONSTRAINT", "OBJECT_TRIGGER", "OBJECT_POLICY", "OBJECT_RULE"):
        table = world.find(named)
        if table is not None:
            made.lock(AX, *_renamed_below(kind, found, table, world))


def _renamed_below(kind: str, found: Node, table: Relation, world: World) -> Iterable[Relation]:
    key = table.constraints.get(found.get("subname", ""))
    below = kind == "OBJECT_COLUMN" or (key is not None and key.kind in ("check", "not null"))
    below = below or (kind == "OBJECT_TRIGGER" and table.partitioned and world.major >= 15)
    return world.family(table) if below else [table]


def _move(found: Node, world: World, made: Tally) -> None:
    kind = found.get("objectType", "")
    if kind in _RELATIONS:
        relation = world.find(found.get("relation"), _RELATIONS[kind])
        made.lock(AX, relation)
        if relation is not None:
            made.lock(AX, *owned_sequences(world, relation))


# ------------------------------------------------------------------ sequences, domains, functions


def _sequence(found: Node, world: World, made: Tally) -> None:
    own = world.find(found.get("sequence"), "sequence") if "for_identity" not in found else None
    if "ownerId" not in found and own is not None:
        made.lock(SRX, own)
    owner = option(found.get("options"), "owned_by")
    names = texts(owner.get("arg")) if owner is not None else []
    if len(names) > 1:
        made.lock(AS, _by_names(names[:-1], world))


def _create_sequence(found: Node, world: World, made: Tally) -> None:
    owner = option(found.get("options"), "owned_by")
    names = texts(owner.get("arg")) if owner is not None else []
    if len(names) > 1:
        made.lock(AS, _by_names(names[:-1], world))


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
    for relation in using_type(names, world):
        made.lock(S, relation)
        made.scan(relation)


def using_type(names: list[str], world: World) -> list[Relation]:
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
    made.lock(AS, *_named_in(found.get("sql_body"), world))
    language = option(found.get("options"), "language")
    if language is not None and text(language.get("arg")).lower() == "sql":
        for body in texts((option(found.get("options"), "as") or {}).get("arg")):
            made.lock(AS, *_named_in(_trees(body), world))


def _trees(body: str) -> list[Node]:
    """The statements of a body in SQL; none where it cannot be read."""
    try:
        return [{one.node: one.tree()} for one in statements(body, "body")]
    except SourceError:
        return []


# ------------------------------------------------------------------ rows


def _select(found: Node, world: World, made: Tally) -> None:
    if "intoClause" in found:
        _read({key: value for key, value in found.items() if key != "intoClause"}, world, made)
        return
    _read(found, world, made)
    if found.get("lockingClause"):
        made.lock(RS, *_named_in(found, world))


def _write(found: Node, world: World, made: Tally) -> None:
    table = world.find(found.get("relation"))
    made.unknown()
    made.lock(RX, *(world.family(table) if table is not None else ()))
    _read({key: value for key, value in found.items() if key != "relation"}, world, made)
    if table is not None and found.get("whereClause") is None and "selectStmt" not in found and "cols" not in found:
        made.scan(*world.family(table))


def _copy(found: Node, world: World, made: Tally) -> None:
    table = world.find(found.get("relation")) if "relation" in found else None
    made.lock(RX if found.get("is_from") else AS, table)
    made.unknown()


_STATEMENTS: dict[str, Do] = {
    "CreateStmt": _create_table,
    "CreateForeignTableStmt": lambda found, world, made: _create_table(found.get("base", {}), world, made),
    "CreateTableAsStmt": _create_as,
    "RefreshMatViewStmt": _refresh,
    "ViewStmt": _view,
    "IndexStmt": _index,
    "ReindexStmt": _reindex,
    "ClusterStmt": _cluster,
    "VacuumStmt": _vacuum,
    "TruncateStmt": _truncate,
    "LockStmt": _lock,
    "CreateTrigStmt": _trigger,
    "RuleStmt": _rule,
    "CreatePolicyStmt": _policy,
    "AlterPolicyStmt": _policy,
    "CreateStatsStmt": _statistics,
    "CreatePublicationStmt": _publication,
    "AlterPublicationStmt": _publication,
    "CommentStmt": _comment,
    "SecLabelStmt": _comment,
    "GrantStmt": _grant,
    "RenameStmt": _rename,
    "AlterObjectSchemaStmt": _move,
    "AlterSeqStmt": _sequence,
    "CreateSeqStmt": _create_sequence,
    "AlterDomainStmt": _alter_domain,
    "CreateFunctionStmt": _function,
    "DropStmt": drop,
    "SelectStmt": _select,
    "InsertStmt": _write,
    "UpdateStmt": _write,
    "DeleteStmt": _write,
    "MergeStmt": _write,
    "CopyStmt": _copy,
}
