"""Where in the statements that wrote an object's catalog rows the object itself is declared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from trueup.model import Object, Origin
from trueup.postgres import objects as pg

if TYPE_CHECKING:
    from trueup.postgres.sql.parse import Parsed

_ON_TABLE = frozenset({"AlterTableStmt", "CreateStmt", "CreateTrigStmt", "IndexStmt", "CreateTableAsStmt", "RuleStmt"})
_CONTYPES = {
    "PrimaryKey": "CONSTR_PRIMARY",
    "Unique": "CONSTR_UNIQUE",
    "ForeignKey": "CONSTR_FOREIGN",
    "Check": "CONSTR_CHECK",
}
_CONTYPES |= {"Exclusion": "CONSTR_EXCLUSION"}


def place(one: Object, statements: Sequence[Parsed]) -> Origin:
    """The place of the last statement that made or changed an object; within it, of the object's own definition.

    ``statements`` wrote the object's catalog rows, oldest first.
    """
    chosen = next((s for s in reversed(statements[1:]) if _concerns(one, s)), statements[0])
    if isinstance(one, pg.Column | pg.Constraint):
        at = _inside(one, chosen)
        if at is not None:
            return _at(chosen, at)
    return chosen.origin


def _concerns(one: Object, statement: Parsed) -> bool:
    """Whether a statement is about the object and not about another that only leaves a trace in its rows.

    A table's row is written when a foreign key elsewhere starts to refer to it, and when it gets its first trigger.
    """
    if not isinstance(one, pg.Table | pg.ForeignTable | pg.View) or statement.node not in _ON_TABLE:
        return True
    if statement.node != "AlterTableStmt":
        return False
    relation = statement.tree().get("relation", {})
    return bool(relation.get("relname") == one.name)


def _inside(one: pg.Column | pg.Constraint, statement: Parsed) -> int | None:
    """The byte at which a column or constraint is defined in CREATE TABLE or ALTER TABLE."""
    for element in _elements(statement):
        if isinstance(one, pg.Column):
            definition = element.get("ColumnDef", {})
            if definition.get("colname") == one.name:
                return _location(definition)
        elif (found := _constraint(one, element)) is not None:
            return found
    return None


def _elements(statement: Parsed) -> Iterator[dict[str, Any]]:
    tree = statement.tree()
    yield from tree.get("tableElts", ())
    for command in tree.get("cmds", ()):
        definition = command.get("AlterTableCmd", {}).get("def")
        if isinstance(definition, dict):
            yield definition


def _constraint(one: pg.Constraint, element: dict[str, Any]) -> int | None:
    """A constraint by its name, or by its kind and the column it stands at when PostgreSQL named it."""
    column = element.get("ColumnDef", {})
    for holder in (element, *column.get("constraints", ())):
        found = holder.get("Constraint")
        if found is None:
            continue
        named = found.get("conname")
        if named == one.name:
            return _location(found)
        kind = type(one).__name__
        if named is None and found.get("contype") == _CONTYPES.get(kind):
            here = column.get("colname")
            if kind == "PrimaryKey" or (here is not None and f"_{here}_" in one.name):
                return _location(found)
    return None


def _location(node: dict[str, Any]) -> int | None:
    found = node.get("location")
    return int(found) if found is not None else None


def _at(statement: Parsed, byte: int) -> Origin:
    before = statement.sql.encode()[:byte].decode(errors="ignore")
    lines = before.count("\n")
    column = len(before) - before.rfind("\n") if lines else statement.column + len(before)
    return Origin(statement.file, statement.line + lines, column)
