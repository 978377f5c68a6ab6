"""Changes -> a plan: naive statements per kind, one topological sort. Runs nothing and reads no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

import msgspec

from trueup.actions import Actions
from trueup.diff import diff, goal
from trueup.errors import PlanFailed
from trueup.graph import Cycle, order
from trueup.model import Address, Object, Schema, Scope
from trueup.postgres.ddl import common, structure
from trueup.postgres.ddl.family import brings_itself
from trueup.postgres.ddl.partition_index import adoptions
from trueup.postgres.ddl.spelling import faithful
from trueup.postgres.ddl.table import marked_again
from trueup.postgres.ddl.unreachable import unreachable
from trueup.postgres.objects import Attribute, Column
from trueup.statement import Plan, Statement

__all__ = ["Plan", "Statement", "plan"]

_EARLY, _DROP, _MAKE, _LAST = range(4)


def plan(before: Schema, after: Schema, *, scope: Scope | None = None, role: str | None = None) -> Plan:
    """The statements that turn one schema into the other, in an order that works.

    ``scope`` narrows what is compared. ``role`` is who will run the plan: what that role makes belongs to it without
    being told so, and its default privileges in ``before`` count.
    """
    after = goal(before, after, scope)
    changes = diff(before, after)
    if not changes:
        return Plan()
    actions, ordered = _worked_out(Actions(changes, before, after), role)
    spelled = [msgspec.structs.replace(step, sql=faithful(step.sql)) for step in ordered]
    left = tuple(unreachable(actions.made, actions.old, actions.new))
    return Plan(statements=(*common.preamble(ordered, before, after), *spelled), findings=left)


def _worked_out(actions: Actions, role: str | None) -> tuple[Actions, list[Statement]]:
    """What becomes of each object in the end, and the statements in order."""
    groups = [*_creations(actions, role), *actions.statements(), *_shared(actions), *_adoptions(actions)]
    nodes = [_Node(group, i, step) for group, (_, steps) in enumerate(groups) for i, step in enumerate(steps)]
    try:
        return actions, _ordered(nodes, actions)
    except Cycle as cycle:
        path = [nodes[n].statement for n in cycle.path]
    return _worked_out(_without_replacement(actions, path), role)


def _without_replacement(actions: Actions, path: list[Statement]) -> Actions:
    """The same changes with one of those that wait for each other done by a drop and a creation, which can part.

    It is an object that is nothing but its text, and nothing that holds rows may have to go along. Raises PlanFailed.
    """
    for where in sorted(step.address for step in path if step.address in actions.changes):
        if structure.holds_nothing(actions.old[where]):
            parted = actions.anew(where)
            if not any(structure.holds_rows(actions.old[gone]) for gone in parted.dropped - actions.dropped):
                return parted
    raise _waiting(path)


def _waiting(path: list[Statement]) -> PlanFailed:
    texts = "\n    ".join(step.sql.partition("\n")[0] for step in path)
    return PlanFailed(
        f"these statements each wait for the next:\n    {texts}",
        where=str(path[0].address),
        help="change one of these objects first, in a step of its own",
    )


class _Node:
    """A statement at its place in a group of statements that run in their order."""

    __slots__ = ("group", "number", "statement")

    def __init__(self, group: int, number: int, statement: Statement) -> None:
        self.group = group
        self.number = number
        self.statement = statement


# ------------------------------------------------------------------ statements


def _creations(actions: Actions, role: str | None) -> list[tuple[Address, Sequence[Statement]]]:
    """What makes each object, then its owner, comment and grants; nothing twice that another statement makes too."""
    new = actions.new
    fresh = frozenset(where for where in actions.made if where.parent is None)
    kept = actions.old.objects.keys() - actions.dropped
    steps = {
        where: _as_creation(new[where], _outside(actions, where, fresh, kept), new) for where in sorted(actions.made)
    }
    elsewhere: set[Address] = set()
    for where, found in (*actions.changes.items(), *steps.items()):
        if where not in elsewhere:  # a container comes before what is inside and made with it
            elsewhere |= {made for step in found for made in step.makes if made != where}
    groups: list[tuple[Address, Sequence[Statement]]] = []
    for where, found in steps.items():
        own = [] if where in elsewhere else found
        groups.append((where, own[:1]))
        groups.append((where, [*common.after_creation(new[where], actions.old, new, role)]))
        groups += [(where, [step]) for step in own[1:]]
    return groups


def _as_creation(obj: Object, steps: Iterable[str | Statement], new: Schema) -> list[Statement]:
    """The first step makes the object and needs what it needs, except what a later step waits for."""
    where = obj.address
    found = [_as_statement(step, where, first=number == 0) for number, step in enumerate(steps)]
    deferred = frozenset(ref for step in found[1:] for ref in step.needs)
    return [_with_needs(step, deferred if number == 0 else frozenset(), new) for number, step in enumerate(found)]


def _outside(actions: Actions, where: Address, fresh: Set[Address], kept: Set[Address]) -> Iterator[str | Statement]:
    """What a table passes on is not made in descendants that are new, born with it, nor in those that have it.

    Nor is it in a table that is only to become a partition: that brings it.
    """
    for step in actions.creations[where]:
        if isinstance(step, str):
            yield step
        elif step.address.root == where.root or step.address.root not in fresh:
            made = (m for m in step.makes - kept if m.root in (where.root, m) or m.root not in fresh)
            found = (m for m in made if not brings_itself(where.root, m, actions.old, actions.new))
            yield msgspec.structs.replace(step, makes=frozenset(found))


def _as_statement(step: str | Statement, where: Address, *, first: bool) -> Statement:
    if isinstance(step, Statement):
        return step
    here = frozenset({where})
    return Statement(sql=step, address=where, makes=here) if first else Statement(sql=step, address=where, needs=here)


def _with_needs(step: Statement, deferred: frozenset[Address], new: Schema) -> Statement:
    brought = frozenset(ref for made in step.makes if made in new for ref in structure.required(new[made], new))
    return msgspec.structs.replace(step, needs=step.needs | (brought - deferred - step.makes))


def _shared(actions: Actions) -> Iterable[tuple[Address, Sequence[Statement]]]:
    """Owner, comment and grants of objects that stay."""
    for where, change in actions.shared.items():
        fields = frozenset(change.fields)
        yield where, common.after_change(change.before, change.after, fields, actions.old, actions.new)


def _adoptions(actions: Actions) -> Iterator[tuple[Address, Sequence[Statement]]]:
    """What brings together what was made or changed apart."""
    touched = {change.address for change in actions.found} | actions.made
    for step in adoptions(touched, actions.made, actions.old, actions.new):
        yield step.address, [step]
    for step in marked_again(actions.made, actions.old, actions.new):
        yield step.address, [step]


# ------------------------------------------------------------------ order


def _ordered(nodes: list[_Node], actions: Actions) -> list[Statement]:
    numbers = range(len(nodes))
    after = _edges(nodes, actions)
    found = order(numbers, after, key=lambda n: _key(nodes[n], actions))
    return [nodes[n].statement for n in found]


def _key(node: _Node, actions: Actions) -> tuple[int, int, str, int, str, int, int]:
    statement = node.statement
    where = statement.address
    dropping = where in statement.ends and where not in statement.makes
    obj = actions.old[where] if dropping else (actions.new.get(where) or actions.old[where])
    rank = structure.rank(obj, actions.old if dropping else actions.new)
    last = (*_place(obj, actions), where, node.group, node.number)
    if structure.waits_for_all(obj):
        return _LAST, rank, *last
    if dropping:
        return _DROP, -rank, *last
    return (_MAKE if statement.transactional else _EARLY), rank, *last


def _place(obj: Object, actions: Actions) -> tuple[str, int]:
    """Where an object stands among those of its kind: by address, but new columns as they stand in TO."""
    if isinstance(obj, Column | Attribute):
        return obj.container, obj.position if obj.address not in actions.old else 0
    return obj.address, 0


def _edges(nodes: list[_Node], actions: Actions) -> dict[int, set[int]]:
    """For each statement those that come before it."""
    makers, enders = _index(nodes, "makes"), _index(nodes, "ends")
    returned = {n for n, node in enumerate(nodes) if _comes_back(node, nodes, enders)}
    freers = {where: found - returned for where, found in _index(nodes, "frees").items()}
    after: dict[int, set[int]] = {n: set() for n in range(len(nodes))}
    last = {node.group: n for n, node in enumerate(nodes)}

    def ending(n: int, where: Address) -> int:
        """The statement that really ends something: after a renaming that is the last one of the group."""
        return last[nodes[n].group] if where in nodes[n].statement.renames else n

    for n, node in enumerate(nodes):
        statement = node.statement
        if node.number:
            after[n].add(n - 1)
        for ref in statement.needs:
            after[n] |= _all(makers, ref)
        for made in statement.makes:
            after[n] |= enders.get(made, set())
        for ended in statement.ends:
            after[ending(n, ended)] |= freers.get(ended, set())
            for ref in actions.old.needs.get(ended, ()):
                for ender in _all(enders, ref) - freers.get(ended, set()):
                    if ended not in nodes[ender].statement.ends:
                        after[ending(ender, ref)].add(n)
        for displaced in statement.displaces:
            after[n] |= enders.get(displaced, set())
            for maker in makers.get(displaced, ()):
                if nodes[maker].statement.frees.isdisjoint({statement.address, *statement.ends}):
                    after[maker].add(n)
    _names(nodes, actions, after)
    _holders(nodes, actions, after, enders)
    for n, found in after.items():
        found -= {other for other in found if nodes[other].group == nodes[n].group and other != n - 1}
    return after


def _index(nodes: list[_Node], field: str) -> dict[Address, set[int]]:
    found: dict[Address, set[int]] = {}
    for n, node in enumerate(nodes):
        for where in getattr(node.statement, field):
            found.setdefault(where, set()).add(n)
    return found


def _comes_back(node: _Node, nodes: list[_Node], enders: dict[Address, set[int]]) -> bool:
    """Whether another object's change takes a statement's object away and brings it back: nothing is left to free."""
    here = node.statement
    for n in enders.get(here.address, ()):
        other = nodes[n].statement
        if nodes[n].group != node.group and here.address not in other.makes:
            return here.frees.isdisjoint({other.address, *other.ends})
    return False


def _all(index: dict[Address, set[int]], where: Address) -> set[int]:
    """The statements about an address, or about what it is inside of when nothing is known of itself."""
    found = index.get(where)
    if found is not None:
        return found
    parent = where.parent
    return _all(index, parent) if parent is not None else set()


def _holders(nodes: list[_Node], actions: Actions, after: dict[int, set[int]], enders: dict[Address, set[int]]) -> None:
    """What is dropped waits, from its first statement on, for what goes too and would be in its way."""
    first = {node.group: n for n, node in reversed([*enumerate(nodes)])}
    for node in nodes:
        for ended in node.statement.ends & actions.dropped:
            found = structure.holders(actions.old[ended], actions.old)
            for holder in (one for one, can_go_before in found.items() if can_go_before):
                after[first[node.group]] |= enders.get(holder, set())


def _names(nodes: list[_Node], actions: Actions, after: dict[int, set[int]]) -> None:
    """A new object that takes a dropped object's name waits for the drop."""
    freed: dict[str, set[int]] = {}
    for n, node in enumerate(nodes):
        for ended in node.statement.ends - node.statement.makes:
            obj = actions.old.get(ended)
            for name in structure.claims(obj) if obj is not None else ():
                freed.setdefault(name, set()).add(n)
    for n, node in enumerate(nodes):
        for made in node.statement.makes - node.statement.ends:
            obj = actions.new.get(made)
            for name in structure.claims(obj) if obj is not None else ():
                after[n] |= freed.get(name, set())
