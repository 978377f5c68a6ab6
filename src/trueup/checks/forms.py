"""What checks ask of a statement besides its ``Step``: its commands, which relations it blocks for long; and words.

Finds nothing by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.model import Address
from trueup.postgres.blocking.types import SERIALS
from trueup.postgres.objects import Column
from trueup.postgres.sql.nodes import Node, inside, items, texts
from trueup.statement import MODES

FEW_ROWS = 10_000
FEW_BYTES = 10 * 1024 * 1024
"""A table known to be below both is read or written within a moment: blocking it is worth a warning, no more."""
_STOPPING = frozenset(MODES[MODES.index("ShareLock") :])


def commands(step: Step, *subtypes: str) -> Iterator[Node]:
    """The commands of an ALTER TABLE on what is there already, all or those of some kinds (``AT_AddColumn``)."""
    if step.node != "AlterTableStmt" or step.tree.get("objtype") not in ("OBJECT_TABLE", "OBJECT_FOREIGN_TABLE"):
        return
    if step.relation is None or step.is_new(step.relation):
        return
    for command in items(step.tree.get("cmds")):
        if not subtypes or command.get("subtype") in subtypes:
            yield command


def added_columns(step: Step) -> Iterator[tuple[Node, dict[str, Node]]]:
    """The columns an ALTER TABLE adds, each with its constraints by kind (``CONSTR_DEFAULT``)."""
    for command in commands(step, "AT_AddColumn"):
        column = inside(command.get("def"))
        yield column, {one.get("contype", ""): one for one in items(column.get("constraints"))}


def added_constraints(step: Step, *kinds: str) -> Iterator[Node]:
    """The constraints an ALTER TABLE adds to a table that is there: by themselves, not with a column."""
    for command in commands(step, "AT_AddConstraint"):
        found = inside(command.get("def"))
        if found.get("contype") in kinds:
            yield found


def demanded(step: Step, *kinds: str) -> Iterator[Node]:
    """The constraints that an ALTER TABLE holds against rows of which not all are known to fulfil them."""
    for command in unsure(step, "AT_AddConstraint"):
        found = inside(command.get("def"))
        if found.get("contype") in kinds and not is_unchecked(found):
            yield found


def unsure(step: Step, *subtypes: str) -> Iterator[Node]:
    """The commands of an ALTER TABLE that some row may stop."""
    yield from (one for one in commands(step, *subtypes) if not is_any(step, one, step.assured.rows))


def is_any(step: Step, command: Node, numbers: Iterable[int]) -> bool:
    """Whether a command of an ALTER TABLE is one of those with these numbers."""
    every = items(step.tree.get("cmds"))
    return any(every[number] is command for number in numbers)


def is_unchecked(constraint: Node) -> bool:
    """Whether rows that are there are not looked at: NOT VALID, NOT ENFORCED."""
    if constraint.get("skip_validation"):
        return True
    return constraint.get("contype") in ("CONSTR_CHECK", "CONSTR_FOREIGN") and not constraint.get("is_enforced", True)


def blocked(step: Step, among: Iterable[Address] | None = None) -> tuple[Address, ...]:
    """The relations that writers or everybody are kept from for as long as reading or writing them takes."""
    long = step.work.long if among is None else frozenset(among)
    return tuple(sorted(where for where in long if step.work.mode(where) in _STOPPING))


def who(step: Step, relations: Iterable[Address]) -> str:
    """Who waits: ``readers and writers`` or ``writers``."""
    modes = {step.work.mode(where) for where in relations}
    return "readers and writers" if "AccessExclusiveLock" in modes else "writers"


def graded(step: Step, relations: Iterable[Address], severity: Severity = Severity.ERROR) -> Severity:
    """The severity, or a warning where all of the relations are known to be small."""
    small = all(_is_small(step, where) for where in relations)
    return Severity.WARNING if small and severity.rank > Severity.WARNING.rank else severity


def _is_small(step: Step, where: Address) -> bool:
    if where not in step.facts.tables:
        return False
    size = step.size(where)
    return size.rows is not None and size.rows < FEW_ROWS and size.bytes < FEW_BYTES


def called(step: Step, where: Address) -> str:
    """A relation in a message: ``orders``, with its size where that is known."""
    name = where.partition(" ")[2].removeprefix("public.")
    if where not in step.facts.tables:
        return name
    size = step.size(where)
    rows = f"{size.rows:,} rows, " if size.rows is not None else ""
    return f"{name} ({rows}{_bytes(size.bytes)})"


def listed(step: Step, relations: Iterable[Address]) -> str:
    """Several relations in a message; many are counted."""
    found = [called(step, where) for where in relations]
    if len(found) > 4:
        return f"{', '.join(found[:3])} and {len(found) - 3} more"
    return f"{', '.join(found[:-1])} and {found[-1]}" if len(found) > 1 else "".join(found)


def _bytes(count: int) -> str:
    size = float(count)
    for unit in ("bytes", "kB", "MB"):
        if size < 1024:
            return f"{size:.0f} {unit}"
        size /= 1024
    return f"{size:,.1f} GB"


def outside(statement: str, step: Step) -> str:
    """Advice to write a statement that is no part of a transaction; a migration that is one has to be taken apart."""
    return f"{statement}, {'alone in a migration' if step.wrapped else 'outside a transaction'}"


def columns_of(constraint: Node, column: str | None = None) -> str:
    """The columns of a constraint in a message."""
    names = texts(constraint.get("keys")) or texts(constraint.get("fk_attrs")) or ([column] if column else [])
    return ", ".join(names)


def dropped(step: Step, kind: str) -> Iterator[Address]:
    """The relations that a DROP of one kind names (``OBJECT_TABLE``)."""
    if step.node == "DropStmt" and step.tree.get("removeType") == kind:
        for wrapped in step.tree.get("objects", ()):
            if names := texts(wrapped):
                yield step.named(names)


def column_before(step: Step, name: str) -> Column | None:
    """A column of the statement's table as it was before, where that is known."""
    if step.before is None or step.relation is None:
        return None
    found = step.before.get(step.relation.child("column", name))
    return found if isinstance(found, Column) else None


def is_given(column: Column) -> bool:
    """Whether PostgreSQL gives a column its value where an INSERT does not."""
    return column.default is not None or column.identity is not None or column.generated is not None


def is_required(column: Node, kinds: dict[str, Node]) -> bool:
    """Whether a new column is NOT NULL, and nothing fills it."""
    names = texts(column.get("typeName", {}).get("names"))
    if names[-1:] and names[-1] in SERIALS:
        return False
    fills = {"CONSTR_DEFAULT", "CONSTR_IDENTITY", "CONSTR_GENERATED"}
    return bool({"CONSTR_NOTNULL", "CONSTR_PRIMARY"} & {*kinds}) and not fills & {*kinds}


def stays(step: Step, words: Collection[str], names: Sequence[str]) -> bool:
    """Whether all that had a name before has it when others see what was done; nothing may have had it.

    ``words`` are those of addresses: ``enum``, ``view``.
    """
    if step.before is None or step.end is None:
        return False
    called = (
        one
        for one in step.before.objects
        if one.kind in words and one.names[-1] == names[-1] and (len(names) == 1 or one.names[0] == names[-2])
    )
    return all(one in step.end for one in called)


TYPES = ("enum", "domain", "type", "range")
"""The words of types."""
