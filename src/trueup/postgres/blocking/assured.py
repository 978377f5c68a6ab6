"""What a statement demands of rows -> which of it all rows are known to fulfil already. Nothing is looked up.

They do where an earlier statement of the script added the column without a value and the demand lets null be, where the
transaction dropped a constraint that kept out as much, and where any row would have stopped an earlier statement.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from trueup.postgres.blocking.after import column, constraint
from trueup.postgres.blocking.relations import Constraint, Relation
from trueup.postgres.blocking.world import World
from trueup.postgres.sql.expressions import allowed, same
from trueup.postgres.sql.nodes import Node, inside, items
from trueup.postgres.sql.parse import Parsed
from trueup.postgres.sql.truth import unfalse


class Assured(NamedTuple):
    """The commands of a statement, by number, that no row can stop; a statement without commands is number 0.

    ``writes`` are those that no write of code which runs so far can be against either.
    """

    rows: frozenset[int] = frozenset()
    writes: frozenset[int] = frozenset()


NOTHING_ASSURED = Assured()


def assured(parsed: Parsed, world: World) -> Assured:
    """What is sure of a statement before it runs."""
    if parsed.node not in ("AlterTableStmt", "IndexStmt"):
        return NOTHING_ASSURED
    tree = parsed.tree()
    table = world.find(tree.get("relation"))
    if table is None:
        return NOTHING_ASSURED
    if parsed.node == "IndexStmt":
        met = {0} if tree.get("unique") and _is_null_in(tree, _nulls(table)) else set()
        every = {0}
    else:
        commands = items(tree.get("cmds"))
        table = _as_left(commands, table, world)
        met = {number for number, one in enumerate(commands) if _is_met(one, table, world)}
        every = set(range(len(commands)))
    return Assured(frozenset(every if table.empty else met), frozenset(met))


def _as_left(commands: list[Node], table: Relation, world: World) -> Relation:
    """The table as its constraints find it: what else the statement does comes before them."""
    added = [inside(one.get("def")) for one in commands if one.get("subtype") == "AT_AddColumn"]
    gone = [table.constraints.get(one.get("name", "")) for one in commands if one.get("subtype") == "AT_DropConstraint"]
    return replace(
        table,
        columns=table.columns | {one.get("colname", ""): column(one, world) for one in added},
        kept=[*table.kept, *(one for one in gone if one is not None and one.valid and one.enforced)],
    )


def _nulls(table: Relation) -> frozenset[str]:
    return frozenset(name for name, column in table.columns.items() if column.all_null)


def _is_met(command: Node, table: Relation, world: World) -> bool:
    found = inside(command.get("def"))
    if command.get("subtype") == "AT_ValidateConstraint":
        wanted = table.constraints.get(command.get("name", ""))
    elif command.get("subtype") == "AT_AddConstraint" and found.get("contype") in _SEEN:
        wanted = constraint(table, found, world)
    else:
        return False
    if wanted is None:
        return False
    strict = wanted.kind == "unique" and found.get("nulls_not_distinct", False)
    return (not strict and _let_be(wanted, _nulls(table))) or any(_covers(one, wanted, world) for one in table.kept)


_SEEN = frozenset({"CONSTR_FOREIGN", "CONSTR_CHECK", "CONSTR_UNIQUE"})


def _let_be(wanted: Constraint, nulls: frozenset[str]) -> bool:
    """Whether a constraint lets every row be in which these columns are null."""
    if wanted.kind == "foreign":
        return nulls.issuperset(wanted.columns) if wanted.full else not nulls.isdisjoint(wanted.columns)
    if wanted.kind == "unique":
        return not nulls.isdisjoint(wanted.columns)
    return wanted.kind == "check" and unfalse(wanted.expression, nulls)


def _is_null_in(index: Node, nulls: frozenset[str]) -> bool:
    """Whether no row is in a unique index, or none is like another."""
    if index.get("nulls_not_distinct"):
        return False
    return any(one.get("name") in nulls for one in items(index.get("indexParams")))


def _covers(old: Constraint, wanted: Constraint, world: World) -> bool:
    """Whether what fulfils one constraint fulfils another."""
    if old.kind != wanted.kind:
        return False
    if old.kind == "check":
        known, other = allowed(old.expression), allowed(wanted.expression)
        if known is not None and other is not None:
            return known[0] == other[0] and known[1] <= other[1]
        return same(old.expression, wanted.expression)
    if old.kind != "foreign":
        return old.kind == "unique" and set(old.columns) == set(wanted.columns)
    referenced = world.at(old.to) if old.to is not None else None
    keys = referenced.constraints.values() if referenced is not None else ()
    to_columns = wanted.to_columns or next((one.columns for one in keys if one.kind == "primary"), ())
    same_ends = (old.columns, old.to, old.to_columns) == (wanted.columns, wanted.to, to_columns)
    return same_ends and (old.full or not wanted.full or len(wanted.columns) == 1)
