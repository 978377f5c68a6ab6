"""A statement's effects on what is known of relations, so that the next one is judged by what it finds."""

from __future__ import annotations

from dataclasses import replace

from trueup.model import address
from trueup.postgres.blocking import types
from trueup.postgres.blocking.relations import WORDS, Column, Constraint, Index, Relation
from trueup.postgres.blocking.world import World
from trueup.postgres.blocking.written import is_domain, take_writes
from trueup.postgres.sql.chosen import constraint_name, index_name
from trueup.postgres.sql.expressions import columns_in, not_null_in
from trueup.postgres.sql.nodes import Node, inside, items, texts
from trueup.postgres.sql.parse import Parsed


def follow(parsed: Parsed, world: World) -> None:
    """Take in what a statement changes."""
    take_writes(parsed, world)
    do = _FOLLOWED.get(parsed.node)
    if do is not None:
        do(parsed.tree(), world)


# ------------------------------------------------------------------ new relations


def _create_table(found: Node, world: World) -> None:
    named = found.get("relation", {})
    space = named.get("schemaname") or world.path
    where = address("table", space, named.get("relname", ""))
    old = world.at(where)
    if found.get("if_not_exists") and (old is not None or world.schema is None):
        if old is None:
            world.add(Relation(where, known=False))
        return
    made = Relation(where, is_new=True, partitioned="partspec" in found)
    for parent in map(world.find, items(found.get("inhRelations"))):
        if parent is not None:
            made.parents += (parent.address,)
            made.columns |= {name: replace(column) for name, column in parent.columns.items()}
    if "partbound" in found:
        made.bound = "DEFAULT" if found["partbound"].get("is_default") else "FOR VALUES"
    made.partition_key = columns_in(found.get("partspec")) | frozenset(
        one.get("name", "") for one in items(found.get("partspec", {}).get("partParams"))
    )
    world.add(made)
    for element in found.get("tableElts", ()):
        if "ColumnDef" in element:
            _add_column(made, inside(element), world)
        elif "Constraint" in element:
            _add_constraint(made, inside(element), world)
        elif "TableLikeClause" in element:
            like = world.find(inside(element).get("relation"))
            if like is not None:
                made.columns |= {name: replace(column) for name, column in like.columns.items()}
    world.change(made)


def _create_as(found: Node, world: World) -> None:
    word = "matview" if found.get("objtype") == "OBJECT_MATVIEW" else "table"
    _new(found.get("into", {}).get("rel", {}), word, world)


def _view(found: Node, world: World) -> None:
    named = found.get("view", {})
    if world.schema is None or world.find(named, "view") is None:
        _new(named, "view", world)


def _sequence(found: Node, world: World) -> None:
    if not found.get("if_not_exists"):
        _new(found.get("sequence", {}), "sequence", world)


def _new(named: Node, word: str, world: World) -> None:
    where = address(word, named.get("schemaname") or world.path, named.get("relname", ""))
    world.add(Relation(where, is_new=True))


def _index(found: Node, world: World) -> None:
    table = world.find(found.get("relation"))
    if table is None:
        return
    keys = items(found.get("indexParams"))
    columns = [one.get("name") for one in keys]
    named = {one for one in columns if one} | {one.get("name", "") for one in items(found.get("indexIncludingParams"))}
    expressions = [one.get("expr") for one in keys if "expr" in one]
    predicate = found.get("whereClause")
    table.indexes[index_name(found)] = Index(
        keys=tuple(columns),
        mentions=frozenset(named) | columns_in([*expressions, predicate]),
        plain=not expressions and predicate is None,
    )
    world.change(table)


# ------------------------------------------------------------------ ALTER TABLE


def _alter(found: Node, world: World) -> None:
    if found.get("objtype") not in (None, "OBJECT_TABLE", "OBJECT_FOREIGN_TABLE"):
        return
    table = world.find(found.get("relation"))
    if table is None:
        return
    family = world.family(table) if found.get("relation", {}).get("inh") else [table]
    for command in items(found.get("cmds")):
        for one in family:
            _command(one, command, world)
        _family_matters(table, command, world)
    for one in family:
        world.change(one)


def _command(table: Relation, command: Node, world: World) -> None:
    subtype, name, given = command.get("subtype", ""), command.get("name", ""), inside(command.get("def"))
    column = table.columns.get(name)
    if subtype == "AT_AddColumn":
        if not (command.get("missing_ok") and given.get("colname") in table.columns):
            _add_column(table, given, world)
    elif subtype == "AT_DropColumn":
        table.columns.pop(name, None)
        table.constraints = {n: c for n, c in table.constraints.items() if name not in c.columns}
        table.indexes = {n: i for n, i in table.indexes.items() if name not in i.mentions}
        table.kept = [one for one in table.kept if name not in one.columns]
    elif subtype == "AT_AddConstraint":
        _add_constraint(table, given, world)
    elif subtype == "AT_DropConstraint":
        gone = table.constraints.pop(name, None)
        if gone is not None and gone.valid and gone.enforced:
            table.kept.append(gone)
    elif subtype == "AT_ValidateConstraint" and name in table.constraints:
        table.constraints[name] = replace(table.constraints[name], valid=True)
    elif subtype in ("AT_SetNotNull", "AT_DropNotNull"):
        table.columns[name] = replace(column or Column(), not_null=subtype == "AT_SetNotNull", valid=True)
    elif subtype == "AT_AlterColumnType":
        spelled = types.written(given.get("typeName", {}), world.schema, world.path)
        all_null = column is not None and column.all_null and "raw_default" not in given
        table.columns[name] = replace(column or Column(), type=types.shown(spelled), all_null=all_null)
        table.kept = [one for one in table.kept if name not in one.columns]
    elif subtype in ("AT_SetLogged", "AT_SetUnLogged"):
        table.unlogged = subtype == "AT_SetUnLogged"


def _family_matters(table: Relation, command: Node, world: World) -> None:
    subtype, given = command.get("subtype", ""), inside(command.get("def"))
    if subtype == "AT_AttachPartition":
        part = world.find(given.get("name"))
        if part is not None:
            part.parents = (table.address,)
            part.bound = "DEFAULT" if given.get("bound", {}).get("is_default") else "FOR VALUES"
            world.change(part)
    elif subtype in ("AT_DetachPartition", "AT_DetachPartitionFinalize"):
        part = world.find(given.get("name"))
        if part is not None:
            part.parents, part.bound = (), None
    elif subtype == "AT_AddInherit":
        parent = world.find(given)
        if parent is not None:
            table.parents += (parent.address,)
    elif subtype == "AT_DropInherit":
        parent = world.find(given)
        table.parents = tuple(one for one in table.parents if parent is None or one != parent.address)


def _add_column(table: Relation, found: Node, world: World) -> None:
    name = found.get("colname", "")
    table.columns[name] = column(found, world)
    table.empty = table.empty or (table.columns[name].not_null and not _fills(found))
    for one in items(found.get("constraints")):
        if one.get("contype") in _KINDS:
            _add_constraint(table, one, world, (name,))


def _fills(found: Node) -> bool:
    """Whether a new column gives rows that are there a value."""
    kinds = {one.get("contype") for one in items(found.get("constraints"))}
    names = texts(found.get("typeName", {}).get("names"))
    return bool(kinds & {"CONSTR_DEFAULT", "CONSTR_IDENTITY", "CONSTR_GENERATED"} or types.SERIALS.keys() & names[-1:])


def column(found: Node, world: World) -> Column:
    """What a ``ColumnDef`` node adds to a table."""
    named = found.get("typeName", {})
    inner = items(found.get("constraints"))
    kinds = {one.get("contype") for one in inner}
    serial = bool(types.SERIALS.keys() & texts(named.get("names"))[-1:])
    not_null = serial or bool(kinds & {"CONSTR_NOTNULL", "CONSTR_PRIMARY", "CONSTR_IDENTITY"})
    return Column(
        type=types.shown(types.written(named, world.schema, world.path)),
        not_null=not_null,
        generated="CONSTR_GENERATED" in kinds,
        identity="CONSTR_IDENTITY" in kinds,
        is_new=True,
        all_null=not (not_null or _fills(found) or is_domain(named, world)),
    )


_KINDS = {
    "CONSTR_PRIMARY": "primary",
    "CONSTR_UNIQUE": "unique",
    "CONSTR_EXCLUSION": "exclusion",
    "CONSTR_FOREIGN": "foreign",
    "CONSTR_CHECK": "check",
    "CONSTR_NOTNULL": "not null",
}


def _add_constraint(table: Relation, found: Node, world: World, columns: tuple[str, ...] = ()) -> None:
    if found.get("contype") not in _KINDS:
        return
    made = constraint(table, found, world, columns)
    if made.kind in ("not null", "primary"):
        valid = made.kind == "primary" or made.valid
        for one in made.columns:
            table.columns[one] = replace(table.columns.get(one, Column()), not_null=True, valid=valid)
    table.constraints[constraint_name(table.address.name, found, made.columns)] = made
    table.indexes.pop(found.get("indexname", ""), None)


def constraint(table: Relation, found: Node, world: World, columns: tuple[str, ...] = ()) -> Constraint:
    """What a ``Constraint`` node makes; ``columns`` is the one it stands with, where it is a column's."""
    kind = _KINDS[found["contype"]]
    columns = columns or tuple(texts(found.get("keys")) or texts(found.get("fk_attrs")))
    proves: frozenset[str] = frozenset()
    if kind == "check":
        columns = tuple(sorted(columns_in(found.get("raw_expr"))))
        proves = not_null_in(found.get("raw_expr"))
    index = table.indexes.get(found.get("indexname", ""))
    if index is not None:
        columns = tuple(key for key in index.keys if key is not None)
    referenced = world.find(found.get("pktable")) if kind == "foreign" else None
    return Constraint(
        kind,
        columns,
        referenced.address if referenced is not None else None,
        tuple(texts(found.get("pk_attrs"))),
        valid=not found.get("skip_validation", False),
        enforced=kind == "not null" or found.get("is_enforced", True),
        proves=frozenset(columns) if kind == "not null" else proves,
        expression=found.get("raw_expr"),
        full=found.get("fk_matchtype") == "f",
    )


# ------------------------------------------------------------------ gone, renamed, moved


def _drop(found: Node, world: World) -> None:
    kind = found.get("removeType", "")
    for wrapped in found.get("objects", ()):
        names = texts(wrapped)
        if not names:
            continue
        if kind in WORDS:
            relation = world.called(names, WORDS[kind])
            if relation is not None:
                world.drop(relation.address)
        elif kind == "OBJECT_INDEX":
            on = world.index(names)
            if on is not None:
                on[0].indexes.pop(on[1], None)


def _rename(found: Node, world: World) -> None:
    kind, old, new = found.get("renameType", ""), found.get("subname", ""), found.get("newname", "")
    if kind == "OBJECT_INDEX":
        on = world.index(found.get("relation", {}))
        if on is not None and on[1] in on[0].indexes:
            on[0].indexes[new] = on[0].indexes.pop(on[1])
            world.change(on[0])
        return
    relation = world.find(found.get("relation"), WORDS.get(kind, "table"))
    if relation is None:
        return
    if kind in WORDS:
        world.rename(relation, address(relation.address.kind, relation.address.names[0], new))
    elif kind == "OBJECT_COLUMN":
        for one in world.family(relation):
            _rename_column(one, old, new)
            world.change(one)
    elif kind == "OBJECT_TABCONSTRAINT" and old in relation.constraints:
        relation.constraints[new] = relation.constraints.pop(old)
        world.change(relation)


def _rename_column(relation: Relation, old: str, new: str) -> None:
    if old in relation.columns:
        relation.columns[new] = relation.columns.pop(old)
    relation.kept = []

    def called(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new if one == old else one for one in names)

    for name, one in relation.constraints.items():
        relation.constraints[name] = replace(
            one, columns=called(one.columns), proves=frozenset(called(tuple(one.proves)))
        )
    for name, index in relation.indexes.items():
        keys = tuple(new if one == old else one for one in index.keys)
        relation.indexes[name] = replace(index, keys=keys, mentions=frozenset(called(tuple(index.mentions))))


def _move(found: Node, world: World) -> None:
    kind = found.get("objectType", "")
    relation = world.find(found.get("relation"), WORDS[kind]) if kind in WORDS else None
    if relation is not None:
        world.rename(relation, address(relation.address.kind, found.get("newschema", ""), relation.address.names[-1]))


def _set(found: Node, world: World) -> None:
    name = found.get("name", "").lower()
    values = [_constant(one) for one in items(found.get("args"))]
    world.settings[name] = ", ".join(values)
    if name == "timezone":
        world.utc = [one.upper() for one in values] in (["UTC"], ["ETC/UTC"], ["GMT"])
    elif name == "search_path" and values:
        world.path = values[0].strip('"') or "public"


def _constant(found: Node) -> str:
    """The value of an ``A_Const``."""
    value: object = next((found[key] for key in ("sval", "ival", "fval", "boolval") if key in found), {})
    return str(next(iter(value.values()), "")) if isinstance(value, dict) else str(value)


_FOLLOWED = {
    "CreateStmt": _create_table,
    "CreateForeignTableStmt": lambda found, world: _create_table(found.get("base", {}), world),
    "CreateTableAsStmt": _create_as,
    "ViewStmt": _view,
    "CreateSeqStmt": _sequence,
    "IndexStmt": _index,
    "AlterTableStmt": _alter,
    "DropStmt": _drop,
    "RenameStmt": _rename,
    "AlterObjectSchemaStmt": _move,
    "VariableSetStmt": _set,
}
